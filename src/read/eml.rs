//! Letters (EML).

use super::mime::{Message, Part};
use super::{Limits, html, text};
use crate::problem::Problem;
use crate::text::Prose;

/// Reads a letter: its text, or its page where that says more; gives its subject. Header fields are left out; attachments leave a
/// note.
pub fn read(bytes: &[u8], limits: &Limits) -> (Prose, Option<String>, Vec<Problem>) {
    let message = Message::new(bytes);
    let first = |media: &str| message.parts.iter().find(|p| !p.attached && p.media == media).map(Part::text);
    let plain = first("text/plain").unwrap_or_default();
    let page = first("text/html").filter(|page| page.len() <= limits.most_text()).unwrap_or_default();
    let mut prose = if page.is_empty() { Prose::default() } else { html::whole(&page).0 };
    // A letter's page and its text say the same, but some programs leave one of them nearly empty.
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    if letters(&plain) * 2 >= letters(&prose.text) {
        prose = text::read(&plain);
    }
    let attached = message.parts.iter().filter(|p| p.attached).count();
    let problem = (attached > 0).then(|| {
        let what = if attached == 1 {
            "A file attached to this letter was".into()
        } else {
            format!("{attached} files attached to this letter were")
        };
        Problem::note("attachments-not-read", what + " not read.", "Save what is attached and add it, too.")
    });
    (prose, message.subject, problem.into_iter().collect())
}
