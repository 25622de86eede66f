//! Bytes to clean text: one file per format.
//!
//! [`read`] is the only way in: it tells the format by content, decodes, checks the limits and hands the text to the reader of
//! its format. Every reader takes the whole source and gives a [`Prose`]; none can fail, so what goes wrong is told here. A
//! format whose files are not text inside (PDF, Word) gets its own arm and takes the bytes.

mod encoding;
mod format;
mod front_matter;
mod furniture;
mod html;
mod hyphen;
mod limits;
mod line;
mod magic;
mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
mod sniff;
mod srt;
mod stamp;
mod subtitle;
mod text;
mod vtt;

pub use encoding::{Decoded, decode};
pub use format::Format;
pub use limits::Limits;

use crate::problem::Problem;
use crate::text::Prose;
use format::Found;

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

impl Reading {
    fn refused(format: Format, problem: Problem) -> Self {
        Self { format, title: None, prose: Prose::default(), problems: vec![problem] }
    }
}

/// Reads one file: `bytes` to clean text in reading order. `path` helps only where the content leaves the format open.
///
/// Never fails and never panics: what is wrong with the file is in [`Reading::problems`]. Cost: linear in the size of the file,
/// no recursion; a text over [`Limits::text_bytes`] is refused, mostly before it is decoded.
///
/// ```
/// use skillsift::read::{Format, Limits, read};
/// let reading = read("talk.md", b"# Steering\n\nIt takes *foresight* [00:04:38].", &Limits::default());
/// assert_eq!(reading.format, Format::Markdown);
/// assert_eq!(reading.prose.text, "Steering\n\nIt takes foresight.");
/// ```
pub fn read(path: &str, bytes: &[u8], limits: &Limits) -> Reading {
    if bytes.is_empty() {
        let problem = Problem::unread("empty-file", "This file is empty.", "Check that it was saved, then add it again.");
        return Reading::refused(Format::Unknown, problem);
    }
    match format::find(path, bytes) {
        Found::Refused(problem) => Reading::refused(Format::Unknown, problem),
        Found::Document(format) => Reading::refused(format, format.unreadable()),
        Found::Text => read_text(path, bytes, limits),
    }
}

/// Reads a file that is text inside.
fn read_text(path: &str, bytes: &[u8], limits: &Limits) -> Reading {
    // UTF-16 takes two bytes for what UTF-8 may write in one.
    if bytes.len() / 2 > limits.most_text() {
        return Reading::refused(Format::Text, limits.too_long(bytes.len()));
    }
    let source = source(bytes);
    if source.text.len() > limits.most_text() {
        return Reading::refused(Format::Text, limits.too_long(source.text.len()));
    }
    if source.text.trim().is_empty() {
        let problem =
            Problem::unread("blank-file", "This file holds nothing but white space.", "Check that it was saved, then add it again.");
        return Reading::refused(Format::Text, problem);
    }
    if source.unreadable * 5 > source.text.chars().count() {
        let problem =
            Problem::unread("not-text", "This file holds no text that could be made out.", "Save the file as UTF-8 and add it again.");
        return Reading::refused(Format::Unknown, problem);
    }
    if encoding::is_wordless(&source.text) {
        let problem = Problem::unread(
            "no-words",
            "This file holds one long row of characters without words.",
            "Leave it out, or save its text again.",
        );
        return Reading::refused(Format::Unknown, problem);
    }
    let format = match sniff::kind(path, &source.text) {
        Ok(format) => format,
        Err(problem) => return Reading::refused(Format::Unknown, problem),
    };
    let (prose, title) = match format {
        Format::Text => (text::read(&source.text), None),
        Format::Markdown => markdown::read(&source.text),
        Format::Html => html::read(&source.text),
        Format::Srt => (srt::read(&source.text), None),
        Format::Vtt => (vtt::read(&source.text), None),
        other => return Reading::refused(other, other.unreadable()),
    };
    if prose.blocks.is_empty() {
        let what = format!("No text was found in this file, which was read as {}.", format.names().0);
        let problem = Problem::unread("no-text", what, "Open it to see whether it holds text, and save it as plain text if so.");
        return Reading { title, ..Reading::refused(format, problem) };
    }
    Reading { format, title, prose, problems: encoding::loss(&source).into_iter().collect() }
}

/// The characters of a file that is text inside, as its readers see them: the source that [`crate::text::OffsetMap`] points into.
pub fn source(bytes: &[u8]) -> Decoded<'_> {
    let declared = encoding::declared_in_html(bytes);
    decode(bytes, declared)
}
