//! What the lines of a plain text tell of its layout.

use super::stamp;
use crate::text::{BlockKind, Place};

/// One line, without the blanks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// First byte of its text in the source.
    pub start: u32,
    end: u32,
    /// Number of characters.
    pub width: u32,
    /// Whether a page ended before it (form feed).
    pub breaks_before: bool,
    /// The width at which the lines around it were wrapped; 0 where each line is a block of its own.
    pub wrap: u32,
    /// Whether it stands among wrapped lines with a blank line between each two.
    pub spaced: bool,
}

impl Line {
    /// The line's text.
    pub fn of(self, source: &str) -> &str {
        &source[self.start as usize..self.end as usize]
    }
}

/// Splits at `\n`, `\r\n` and lone `\r`.
pub(super) fn split(source: &str) -> Vec<Line> {
    let bytes = source.as_bytes();
    let mut lines = Vec::with_capacity(source.len() / 60 + 1);
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let text = &source[from..to];
        let inner = text.trim_start();
        let lead = text.len() - inner.len();
        let inner = inner.trim_end();
        let begin = from + lead;
        let width = inner.bytes().filter(|b| (*b as i8) >= -64).count() as u32;
        let breaks_before = memchr::memchr(0x0c, &bytes[from..begin]).is_some();
        lines.push(Line { start: begin as u32, end: (begin + inner.len()) as u32, width, breaks_before, wrap: 0, spaced: false });
    };
    for end in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if bytes[end] == b'\n' && end > 0 && bytes[end - 1] == b'\r' {
            start = end + 1;
            continue;
        }
        push(start, end);
        start = end + 1;
    }
    push(start, bytes.len());
    lines
}

/// Wider lines were not wrapped.
const WIDEST: usize = 160;
/// How many lines without a blank one between are looked at together.
const STRETCH: usize = 24;

/// Finds out where lines were wrapped, by hand or by a program, and at which width: for the whole text, and for each stretch of
/// lines, since columns and quotations differ.
pub(super) fn find_wraps(source: &str, lines: &mut [Line]) {
    let whole = wrap_width(source, lines).unwrap_or(0);
    let mut start = 0;
    while start < lines.len() {
        let chunk = lines[start..].iter().position(|l| l.width == 0).unwrap_or(lines.len() - start);
        let mut from = start;
        while from < start + chunk {
            // The last few lines of a chunk go with those before them.
            let left = start + chunk - from;
            let len = if left < STRETCH + STRETCH / 2 { left } else { STRETCH };
            let stretch = &mut lines[from..from + len];
            let wrap = wrap_width(source, stretch).unwrap_or(whole);
            stretch.iter_mut().for_each(|l| l.wrap = wrap);
            from += len;
        }
        start += chunk + 1;
    }
}

/// Finds stretches where every line stands alone between blank ones and they were wrapped all the same.
pub(super) fn find_spaced(source: &str, lines: &mut [Line]) {
    let alone = |at: usize, lines: &[Line]| {
        lines[at].width > 0 && (at == 0 || lines[at - 1].width == 0) && lines.get(at + 1).is_none_or(|next| next.width == 0)
    };
    let mut at = 0;
    while at < lines.len() {
        let mut run = Vec::new();
        while at < lines.len() && run.len() < STRETCH && alone(at, lines) {
            run.push(at);
            at += 2;
        }
        if run.len() >= 3 {
            let together: Vec<Line> = run.iter().map(|&i| lines[i]).collect();
            if let Some(width) = wrap_width(source, &together) {
                run.iter().for_each(|&i| (lines[i].wrap, lines[i].spaced) = (width, true));
            }
        } else {
            at += 1;
        }
    }
}

/// Whether `line` clearly goes on with the sentence of the line before it, whatever the layout.
pub(super) fn is_mid_sentence(source: &str, before: Line, line: Line) -> bool {
    let previous = before.of(source);
    let last = previous.rsplit(char::is_whitespace).next().unwrap_or("");
    line.of(source).starts_with(char::is_lowercase) && (previous.ends_with(',') || UNFINISHED.contains(&last))
}

/// Whether `line` goes on with the sentence of a line that a blank one parts from it.
pub(super) fn continues_spaced(source: &str, before: Line, line: Line) -> bool {
    let unfinished = !before.of(source).ends_with(['.', '!', '?', ':', ';']);
    before.spaced
        && line.spaced
        && unfinished
        && line.of(source).starts_with(char::is_lowercase)
        && is_full(source, before, line, line.wrap)
}

/// The width at which lines were wrapped; `None` where each line is a block of its own.
///
/// Wrapped lines that another follows are mostly full (the next word would not have fitted), and the next often goes on in
/// lower case. Lists of words have neither commas nor full stops.
fn wrap_width(source: &str, lines: &[Line]) -> Option<u32> {
    if lines.len() < 2 {
        return None;
    }
    let mut counts = [0u32; WIDEST + 1];
    let (mut narrow_bytes, mut all_bytes, mut narrow) = (0u64, 0u64, 0u32);
    let pairs = || lines.windows(2).filter(|p| p[0].width > 0 && p[1].width > 0);
    for pair in pairs() {
        all_bytes += u64::from(pair[0].width);
        if let Some(count) = counts.get_mut(pair[0].width as usize) {
            *count += 1;
            narrow += 1;
            narrow_bytes += u64::from(pair[0].width);
        }
    }
    if narrow == 0 || narrow_bytes * 2 < all_bytes {
        return None;
    }
    let mut above = narrow / 10;
    let width = (0..=WIDEST).rev().find(|w| {
        let enough = counts[*w] > above;
        above = above.saturating_sub(counts[*w]);
        enough
    })? as u32;
    if width < 20 {
        return None;
    }
    let (mut full, mut lower, mut stops) = (0, 0, 0);
    for pair in pairs().filter(|p| p[0].width as usize <= WIDEST) {
        let text = pair[0].of(source);
        full += u32::from(is_full(source, pair[0], pair[1], width));
        lower += u32::from(pair[1].of(source).starts_with(char::is_lowercase) && !text.ends_with(['.', '!', '?', ':', ';']));
        let has_stop = |text: &str| memchr::memchr3(b'.', b',', b';', text.as_bytes()).is_some();
        stops += u32::from(has_stop(text) || has_stop(pair[1].of(source)));
    }
    (full * 2 >= narrow && lower * 6 >= narrow && stops * 6 >= narrow).then_some(width)
}

/// Whether the first word of the next line would hardly have fitted.
fn is_full(source: &str, line: Line, next: Line, width: u32) -> bool {
    let text = next.of(source);
    let word = text.bytes().position(|b| b == b' ').unwrap_or(text.len()) as u32;
    (line.width + 1 + word) * 5 >= width * 4
}

/// Whether `line` goes on with the sentence or paragraph of the line before it, in a wrapped text.
pub(super) fn continues(source: &str, before: Line, line: Line, marker: Option<Marker>, kind: BlockKind) -> bool {
    let width = line.wrap;
    let previous = before.of(source);
    let ended = previous.ends_with(['.', '!', '?', ':', ';', '”', '"']);
    if let Some(marker) = marker {
        // A dash or a number may stand at the start of a line by chance.
        let by_chance = marker.weak && kind != BlockKind::ListItem && !ended && is_full(source, before, line, width);
        if !by_chance {
            return false;
        }
    }
    if kind == BlockKind::Heading {
        return false;
    }
    if before.width > width + width / 2 {
        return !ended || line.of(source).starts_with(char::is_lowercase);
    }
    if is_full(source, before, line, width) {
        return true;
    }
    let text = line.of(source);
    if text.starts_with(char::is_lowercase) || previous.ends_with([',', '-', '–', '—', '(']) {
        return true;
    }
    if ended { before.width * 5 >= width * 3 } else { before.width * 2 >= width }
}

/// A mark at the start of a list item or heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Bytes to leave out, blanks included.
    pub len: usize,
    /// Whether it is a number.
    pub number: bool,
    /// Whether it may stand there by chance: dashes and numbers.
    pub weak: bool,
    /// Whether it is hash signs, as Markdown's headings have.
    pub hashes: bool,
}

/// Finds bullets, numbers and hash signs, with a blank behind and words after.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let found = |mark: usize, number: bool, weak: bool, hashes: bool| {
        let rest = &text[mark..];
        let words = rest.trim_start();
        (words.len() < rest.len() && !words.is_empty()).then_some(Marker { len: text.len() - words.len(), number, weak, hashes })
    };
    match first {
        '-' | '*' | '+' => found(1, false, false, false),
        '•' | '‣' | '◦' | '▪' | '●' | '○' | '■' | '□' | '·' | '⁃' | '➢' | '✓' | '✔' | '\u{f0b7}' | '\u{f0a7}' => {
            let mark = first.len_utf8();
            found(mark, false, false, false).or_else(|| {
                let words = &text[mark..];
                words.starts_with(char::is_alphabetic).then_some(Marker { len: mark, number: false, weak: false, hashes: false })
            })
        }
        '–' | '—' => found(3, false, true, false),
        'o' if text.starts_with("o\t") => found(1, false, false, false),
        '#' => {
            let hashes = text.bytes().take_while(|b| *b == b'#').count();
            if hashes <= 6 { found(hashes, false, false, true) } else { None }
        }
        '(' | '0'..='9' | 'a'..='z' => {
            let open = usize::from(first == '(');
            let label = text[open..].bytes().take_while(u8::is_ascii_alphanumeric).count();
            let name = &text[open..open + label];
            let digits = name.bytes().all(|b| b.is_ascii_digit());
            let roman = name.len() <= 4 && name.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
            let usual = digits && (1..=2).contains(&label) || label == 1 || roman && label > 0;
            let close = text.as_bytes().get(open + label)?;
            let closed = *close == b')' || *close == b'.' && open == 0 && digits;
            if usual && closed { found(open + label + 1, true, true, false) } else { None }
        }
        _ => None,
    }
}

/// Whether a line holds no letter or digit: a rule, a row of stars.
pub(super) fn is_rule(text: &str) -> bool {
    text.len() < 400 && !text.chars().any(char::is_alphanumeric)
}

/// Words that no heading ends with.
const UNFINISHED: [&str; 40] = [
    "a", "an", "the", "of", "in", "to", "and", "or", "for", "with", "by", "your", "our", "their", "its", "is", "are", "was", "were", "be",
    "been", "that", "this", "these", "those", "which", "who", "also", "we", "it", "as", "at", "on", "from", "than", "using", "into", "has",
    "have", "will",
];

/// Whether a line could be a heading by itself: short, starting with a capital or a digit, without end punctuation.
pub(super) fn looks_like_heading(text: &str, width: u32) -> bool {
    if width > 90 || text.ends_with(['.', ',', ';', ':', '!', '…', '-', '–', '—']) || text.starts_with(['"', '“', '[', '>']) {
        return false;
    }
    let words = text.split_whitespace().count();
    let first = text.chars().find(|c| c.is_alphanumeric());
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let behind_number = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    words <= 13
        && first.is_some_and(|c| !c.is_lowercase())
        && text.chars().any(char::is_alphabetic)
        && !(words > 1 && UNFINISHED.contains(&last))
        && !behind_number.contains(". ")
        && !text.contains("://")
        && stamp::bracketed(text).is_none()
}

/// Counts lines on the way through a text.
pub(super) struct LineCount<'a> {
    source: &'a str,
    at: usize,
    line: u32,
}

impl<'a> LineCount<'a> {
    /// Counts from the start of `source`.
    pub fn new(source: &'a str) -> Self {
        Self { source, at: 0, line: 1 }
    }

    /// The line in which byte `at` stands; bytes are asked for in order (an earlier one gets the last answer).
    pub fn place(&mut self, at: usize) -> Place {
        if let Some(passed) = self.source.as_bytes().get(self.at..at) {
            self.line += memchr::memchr_iter(b'\n', passed).count() as u32;
            self.at = at;
        }
        Place::Line(self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_all_kinds_split() {
        let source = " a \r\nb\rc\n\n\x0cd";
        let lines = split(source);
        assert_eq!(lines.iter().map(|l| l.of(source)).collect::<Vec<_>>(), ["a", "b", "c", "", "d"]);
        assert!(lines[4].breaks_before);
    }

    #[test]
    fn markers_are_told_from_words() {
        let len = |text| marker(text).map(|m| m.len);
        for (text, expected) in [
            ("- item", Some(2)),
            ("•\titem", Some(4)),
            ("•item", Some(3)),
            ("– item", Some(4)),
            ("1. item", Some(3)),
            ("12) item", Some(4)),
            ("(a) item", Some(4)),
            ("iv) item", Some(4)),
            ("## Title", Some(3)),
            ("o\titem", Some(2)),
            ("-5 degrees", None),
            ("1995. That year", None),
            ("a. m. is morning", None),
            ("1.5 metres", None),
            ("#hashtag", None),
            ("-", None),
            ("co-design", None),
        ] {
            assert_eq!(len(text), expected, "{text}");
        }
    }
}
