//! Bytes to clean text: one file per format.

mod format;
mod limits;
#[cfg(feature = "pdf")]
pub mod pdf;

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

/// PLACEHOLDER until the readers land.
pub fn read(_path: &str, bytes: &[u8], _limits: &Limits) -> Reading {
    use crate::text::{BlockKind, Place, ProseBuilder};
    let text = String::from_utf8_lossy(bytes);
    let mut b = ProseBuilder::default();
    for (n, line) in text.lines().enumerate() {
        let kind = if line.len() < 90 && !line.trim_end().ends_with(['.', '!', '?', ':', ';', ',']) { BlockKind::Heading } else { BlockKind::Paragraph };
        b.begin(kind, Place::Line(n as u32 + 1));
        b.push(line, None);
    }
    Reading { format: Format::Text, title: None, prose: b.finish(), problems: Vec::new() }
}
