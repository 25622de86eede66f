//! WebVTT subtitles.

use super::srt::decode;
use super::subtitle::{self, Cues};
use crate::text::Prose;

/// Reads WebVTT: the text of all cues, joined to paragraphs at pauses, changes of speaker and about once a minute.
///
/// The header, notes, styles and regions, and the names of cues are left out. Cost: linear.
pub fn read(source: &str) -> Prose {
    let mut cues = Cues::default();
    let mut cue = None;
    let mut lines = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let text = line.trim_end();
        if let Some(timing) = subtitle::timing(text) {
            if let Some((from, to)) = cue.replace(timing) {
                cues.add(from, to, std::mem::take(&mut lines));
            }
        } else if text.trim().is_empty() {
            if let Some((from, to)) = cue.take() {
                cues.add(from, to, std::mem::take(&mut lines));
            }
        } else if cue.is_some() {
            lines.push(subtitle::cue_line(text, start, decode));
        }
    }
    if let Some((from, to)) = cue {
        cues.add(from, to, lines);
    }
    cues.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_speech_is_read() {
        let source = "WEBVTT - title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE not this\n\nname-1\n00:01.000 --> 00:02.000 align:start\n<v.loud Ann Lee>Hello <00:01.500><c.x>there</c>,\n\n00:02.000 --> 00:03.000\n<v Ann Lee>friend.</v>\n\n00:03.000 --> 00:04.000\n<v Bob>Yes &lt;3.";
        assert_eq!(read(source).text, "Hello there, friend.\n\nYes <3.");
    }
}
