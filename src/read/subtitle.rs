//! Subtitles: cues to paragraphs.

use crate::text::{BlockKind, Place, Prose, ProseBuilder};

/// A silence of this many milliseconds starts a paragraph …
const PAUSE: u64 = 4_000;
/// … and of this many, even within a sentence.
const LONG_PAUSE: u64 = 10_000;
/// A paragraph this long ends with the next sentence …
const LONG: u64 = 60_000;
/// … and this long, with the next cue.
const LONGEST: u64 = 120_000;

/// One line of a cue without its tags: pieces, each with the byte where it stands in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CueLine {
    /// The pieces; `None` for what the source writes otherwise.
    pub pieces: Vec<(String, Option<usize>)>,
    /// Who speaks, if a tag says so.
    pub speaker: Option<String>,
    /// Whether a mark shows that somebody else begins to speak.
    pub turn: bool,
}

impl CueLine {
    fn plain(&self) -> String {
        let text: String = self.pieces.iter().map(|(piece, _)| piece.as_str()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Joins cues to paragraphs as they come.
#[derive(Debug, Default)]
pub(super) struct Cues {
    out: ProseBuilder,
    /// The lines of the last cue, to tell what a rolling caption says again.
    shown: Vec<String>,
    speaker: Option<String>,
    /// When the open paragraph began, and when its last cue ended.
    began: u64,
    ended: u64,
    sentence_ended: bool,
    any: bool,
}

impl Cues {
    /// Adds one cue, from `start` to `end` in milliseconds.
    pub fn add(&mut self, start: u64, end: u64, lines: Vec<CueLine>) {
        let plain: Vec<String> = lines.iter().map(CueLine::plain).collect();
        let touches = self.any && start <= self.ended + 1_000;
        let repeated = if touches { overlap(&self.shown, &plain) } else { 0 };
        for (at, line) in lines.into_iter().enumerate().skip(repeated) {
            if plain[at].is_empty() {
                continue;
            }
            // A caption that grows word by word: only what is new.
            let grown = if touches && at == repeated {
                self.shown.last().filter(|last| plain[at].len() > last.len() && grows(last, &plain[at]))
            } else {
                None
            };
            let skip = grown.map_or(0, |last| last.split_whitespace().count());
            self.line(start, line, skip);
        }
        if plain.iter().any(|line| !line.is_empty()) {
            self.shown = plain;
            self.ended = end.max(start);
            self.any = true;
        }
    }

    fn line(&mut self, start: u64, line: CueLine, skip: usize) {
        let silence = start.saturating_sub(self.ended);
        let length = start.saturating_sub(self.began);
        let other = line.speaker.is_some() && self.speaker.is_some() && line.speaker != self.speaker;
        let pause = silence > LONG_PAUSE || silence > PAUSE && self.sentence_ended;
        let long = length > LONGEST || length >= LONG && self.sentence_ended;
        if !self.any || self.out.is_blank() || other || line.turn || pause || long {
            self.out.begin(BlockKind::Paragraph, Place::Time((start / 1000).min(u64::from(u32::MAX)) as u32));
            self.began = start;
        }
        if line.speaker.is_some() {
            self.speaker = line.speaker;
        }
        self.out.space();
        let mut skip = skip;
        for (piece, at) in &line.pieces {
            let rest = behind_words(piece, &mut skip);
            self.out.push(rest, at.map(|at| at + piece.len() - rest.len()));
        }
        self.sentence_ended = self.out.open_text().trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', '…']);
        self.any = true;
    }

    /// The finished prose.
    pub fn finish(self) -> Prose {
        self.out.finish()
    }
}

/// How many of the first lines of a cue are the last lines of the one before.
fn overlap(before: &[String], now: &[String]) -> usize {
    (1..=before.len().min(now.len())).rev().find(|&n| before[before.len() - n..] == now[..n]).unwrap_or(0)
}

fn grows(before: &str, now: &str) -> bool {
    !before.is_empty() && now.strip_prefix(before).is_some_and(|rest| rest.starts_with(' '))
}

/// Passes over the first `skip` words of a piece.
fn behind_words<'t>(piece: &'t str, skip: &mut usize) -> &'t str {
    let mut rest = piece;
    while *skip > 0 {
        let trimmed = rest.trim_start();
        let Some(end) = trimmed.find(char::is_whitespace) else {
            *skip -= usize::from(!trimmed.is_empty());
            return "";
        };
        rest = &trimmed[end..];
        *skip -= 1;
    }
    rest
}

/// Whether a line is the timing of a cue.
pub(super) fn is_timing(line: &str) -> bool {
    timing(line).is_some()
}

/// Start and end in milliseconds of `00:00:01,200 --> 00:00:05,000`, with points or commas, with or without hours.
pub(super) fn timing(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((milliseconds(start.trim().trim_start_matches('\u{feff}'))?, milliseconds(end)?))
}

fn milliseconds(text: &str) -> Option<u64> {
    let (clock, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let mut seconds = 0u64;
    let mut parts = 0;
    for part in clock.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.trim().parse::<u32>().ok()?.into())?;
        parts += 1;
    }
    let digits = fraction.get(..fraction.len().min(3))?;
    let scale = [1000, 100, 10, 1][digits.len()];
    let fraction: u64 = digits.parse().ok()?;
    (2..=3).contains(&parts).then(|| seconds.saturating_mul(1000).saturating_add(fraction * scale))
}

/// A line of text with its tags taken out. Tags stand in `<…>` and, in SubRip, in `{\…}`; `[Music]` and notes are no speech.
pub(super) fn cue_line(text: &str, source: usize, decode: impl Fn(&str) -> Option<(&'static str, usize)>) -> CueLine {
    let mut line = CueLine::default();
    let mut rest = text.trim_start();
    for turn in [">>>", ">>", "&gt;&gt;", "- ", "– ", "— "] {
        if let Some(speech) = rest.strip_prefix(turn) {
            line.turn = true;
            rest = speech;
            break;
        }
    }
    let start = text.len() - rest.len();
    let mut done = start;
    let mut at = start;
    let keep = |line: &mut CueLine, from: usize, to: usize| {
        if from < to {
            line.pieces.push((text[from..to].to_string(), Some(source + from)));
        }
    };
    while let Some(found) = text[at..].find(['<', '{', '&', '[', '♪', '♫']) {
        let open = at + found;
        let here = &text[open..];
        let left_out = match here.as_bytes()[0] {
            b'<' => here.find('>').map(|end| end + 1).filter(|_| here[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/')),
            b'{' => here.find('}').map(|end| end + 1).filter(|_| here.starts_with("{\\")),
            b'[' => here
                .find(']')
                .map(|end| end + 1)
                .filter(|&end| end <= 40 && here[1..end - 1].chars().all(|c| c.is_alphanumeric() || c == ' ' || c == ':')),
            b'&' => {
                if let Some((decoded, len)) = decode(here) {
                    keep(&mut line, done, open);
                    line.pieces.push((decoded.to_string(), None));
                    done = open + len;
                    at = done;
                    continue;
                }
                None
            }
            _ => here.chars().next().map(char::len_utf8),
        };
        match left_out {
            Some(len) => {
                keep(&mut line, done, open);
                if let Some(name) = here[..len].strip_prefix("<v").and_then(|tag| tag.strip_suffix('>'))
                    && let Some((_, name)) = name.split_once(char::is_whitespace)
                {
                    line.speaker = Some(name.trim().to_string());
                }
                done = open + len;
                at = done;
            }
            None => at = open + 1,
        }
    }
    keep(&mut line, done, text.len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timings_of_all_kinds_are_read() {
        for (line, expected) in [
            ("00:00:01,200 --> 00:00:05,000", Some((1200, 5000))),
            ("00:20.200 --> 00:23.350 align:start", Some((20_200, 23_350))),
            ("1:02:03.5 --> 1:02:04", Some((3_723_500, 3_724_000))),
            ("a --> b", None),
            ("00:00 -- 00:01", None),
            ("99999999999999999999:00:00 --> 1:00", None),
        ] {
            assert_eq!(timing(line), expected, "{line}");
        }
    }

    #[test]
    fn rolling_captions_are_said_once() {
        let mut cues = Cues::default();
        let line = |text: &str| cue_line(text, 0, |_| None);
        cues.add(0, 2000, vec![line("we have many")]);
        cues.add(2000, 2010, vec![line("we have many")]);
        cues.add(2010, 4000, vec![line("we have many"), line("missions to run")]);
        cues.add(4000, 6000, vec![line("missions to run"), line("this year")]);
        cues.add(6000, 7000, vec![line("this year and next")]);
        assert_eq!(cues.finish().text, "we have many missions to run this year and next");
    }

    #[test]
    fn pauses_turns_and_length_start_paragraphs() {
        let mut cues = Cues::default();
        let line = |text: &str| cue_line(text, 0, |_| None);
        cues.add(0, 2000, vec![line("One.")]);
        cues.add(7000, 8000, vec![line("Two")]);
        cues.add(13_000, 14_000, vec![line("goes on.")]);
        cues.add(14_000, 15_000, vec![line("- Three.")]);
        cues.add(15_000, 75_000, vec![line("{\\an8}Four <i>is</i> long. ♪ [Music]")]);
        cues.add(75_500, 76_000, vec![line("Five.")]);
        assert_eq!(cues.finish().text, "One.\n\nTwo goes on.\n\nThree. Four is long.\n\nFive.");
    }
}
