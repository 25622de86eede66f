//! What the documents of a collection repeat of one another: copies, near copies, and passages that stand in many.
//!
//! Whatever is repeated says nothing more about what a collection holds to matter, so it is counted once, in the first document in canonical
//! order that holds it. Everything here depends on the set of documents and not on the order in which they came.

mod copies;
mod passages;
mod resemblance;

pub use copies::{Copied, NEAR, copies, origin};
pub use passages::{Aside, Passages, Repeated, passages, standing_in_many};
pub use resemblance::Resemblances;

use crate::record::Record;

/// What the documents of a collection repeat.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repeats {
    /// For each record, the one it is a copy of.
    pub copies: Vec<Option<Copied>>,
    /// The passages that stand in many documents.
    pub passages: Passages,
}

impl Repeats {
    /// Finds what the records, in canonical order, repeat; resemblances worked out before are taken from `known`.
    pub fn of(records: &[&Record], known: &mut Resemblances) -> Repeats {
        let copies = copies(records, known);
        let passages = passages(records, &copies);
        Repeats { copies, passages }
    }
}
