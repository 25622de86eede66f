//! SubRip subtitles.

use super::subtitle::{self, Cues};
use crate::text::Prose;

/// Reads SubRip: the text of all cues, joined to paragraphs at pauses, changes of speaker and about once a minute.
///
/// Cue numbers may be missing. What stands before the first timing is passed over. Cost: linear.
pub fn read(source: &str) -> Prose {
    let mut cues = Cues::default();
    let mut open: Option<(u64, u64)> = None;
    let mut lines = Vec::new();
    let mut at = 0;
    let mut blank = true;
    let mut source_lines = source.split_inclusive('\n').peekable();
    while let Some(line) = source_lines.next() {
        let start = at;
        at += line.len();
        let text = line.trim_end();
        if let Some(timing) = subtitle::timing(text) {
            if let Some((from, to)) = open.replace(timing) {
                cues.add(from, to, std::mem::take(&mut lines));
            }
        } else if open.is_some() && !text.trim().is_empty() && !(blank && is_number(text, source_lines.peek())) {
            lines.push(subtitle::cue_line(text, start, decode));
        }
        blank = text.trim().is_empty();
    }
    if let Some((from, to)) = open {
        cues.add(from, to, lines);
    }
    cues.finish()
}

/// Whether a line is the number of the cue whose timing follows.
fn is_number(text: &str, next: Option<&&str>) -> bool {
    text.trim().bytes().all(|b| b.is_ascii_digit()) && next.is_some_and(|next| subtitle::is_timing(next))
}

/// The references that turn up in subtitles.
pub(super) fn decode(text: &str) -> Option<(&'static str, usize)> {
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&quot;", "\""), ("&#39;", "'")]
        .into_iter()
        .find(|(name, _)| text.starts_with(name))
        .map(|(name, decoded)| (decoded, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Place;

    #[test]
    fn cues_become_paragraphs() {
        let source = "\u{feff}1\r\n00:00:01,200 --> 00:00:05,000\r\nGood <b>morning</b>.\r\nWe were\r\n\r\n2\r\n00:00:05,100 --> 00:00:06,000\r\n42 &amp; more.\r\n\r\n00:01:30,000 --> 00:01:31,000\r\n\r\n7 lines\r\n";
        let prose = read(source);
        assert_eq!(prose.text, "Good morning. We were 42 & more.\n\n7 lines");
        assert_eq!(prose.blocks[0].place, Place::Time(1));
        assert_eq!(prose.blocks[1].place, Place::Time(90));
        for &(clean, at, len) in prose.map.runs() {
            assert_eq!(prose.text[clean as usize..(clean + len) as usize], source[at as usize..(at + len) as usize]);
        }
    }
}
