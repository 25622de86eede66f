//! Web pages saved with their parts as one file (MHTML).

use super::html;
use super::mime::{Message, Part};
use crate::text::Prose;

/// Reads the page: the first part that is one. Gives its title, or the subject of the file.
pub fn read(bytes: &[u8]) -> (Prose, Option<String>) {
    let message = Message::new(bytes);
    let page = message.parts.iter().find(|p| matches!(p.media.as_str(), "text/html" | "application/xhtml+xml"));
    let page = page.map(Part::text).unwrap_or_default();
    let (prose, title) = html::read(&page);
    (prose, title.or(message.subject))
}
