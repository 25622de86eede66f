//! Bytes to clean text: one file per format.

mod format;
mod limits;

pub use format::Format;
pub use limits::Limits;

use crate::problem::Problem;
use crate::text::Prose;

/// What reading one file gave: its prose, possibly empty, and everything that went wrong on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The format it was read as.
    pub format: Format,
    /// The document's own title, where the format names one.
    pub title: Option<String>,
    /// The text.
    pub prose: Prose,
    /// What went wrong; a document with an `Unread` problem has empty prose.
    pub problems: Vec<Problem>,
}
