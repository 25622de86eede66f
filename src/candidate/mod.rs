//! Candidate terms of one document: lexicon matches, phrases, and how sure the model is of each where it stands.

pub mod belief;
mod feature;
mod key;
mod kin;
mod mention;
mod model;
mod phrase;
mod profile;
mod term;
mod variant;
mod word_class;

pub use belief::Use;
pub use feature::{Naming, Site};
pub use mention::{Candidate, Extractor};
pub use model::{BUCKETS, MentionModel};
pub use term::{TermKey, Terms};

/// Whether a lower-case word may be part of a phrase, as function words and numbers may not.
pub fn is_content(word: &str) -> bool {
    word_class::word_class(word) == word_class::WordClass::Content
}
