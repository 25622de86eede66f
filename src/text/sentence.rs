//! Sentences inside one block.

use super::Span;

/// Words that end in a full stop without ending a sentence, lower case, without their last stop.
const ABBREVIATIONS: [&str; 30] = [
    "approx", "ca", "cf", "ch", "co", "dept", "dr", "e.g", "ed", "eds", "eg", "esp", "etc", "fig", "figs", "i.e", "ie", "inc", "jr", "ltd",
    "mr", "mrs", "ms", "no", "nos", "p", "pp", "prof", "st", "vs",
];

/// Calls `sentence` with the span of every sentence of `text`, offset by `base`; spans are trimmed and in order.
///
/// A sentence ends behind `.`, `!`, `?` or `…` (and closing quotes or brackets) before white space and a capital, digit or opening mark;
/// not behind an abbreviation, an initial, or a number that starts a heading. Cost: linear.
///
/// ```
/// let text = "We tried, e.g. co-design. It worked! Dr. Who agreed.";
/// let mut out = Vec::new();
/// skillsift::text::for_each_sentence(text, 0, |s| out.push(s.of(text)));
/// assert_eq!(out, ["We tried, e.g. co-design.", "It worked!", "Dr. Who agreed."]);
/// ```
pub fn for_each_sentence(text: &str, base: u32, mut sentence: impl FnMut(Span)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        let ends = match bytes[at] {
            b'.' | b'!' | b'?' => 1,
            0xE2 if text[at..].starts_with('…') => 3,
            _ => 0,
        };
        if ends == 0 {
            at += 1;
            continue;
        }
        let stop = at;
        at += ends;
        while let Some(c) = text[at..].chars().next()
            && matches!(c, '.' | '!' | '?' | '…' | ')' | ']' | '"' | '\'' | '”' | '’' | '»')
        {
            at += c.len_utf8();
        }
        if is_boundary(text, start, stop, at) {
            emit(text, start, at, base, &mut sentence);
            start = at;
        }
    }
    emit(text, start, text.len(), base, &mut sentence);
}

fn emit(text: &str, start: usize, end: usize, base: u32, sentence: &mut impl FnMut(Span)) {
    let piece = &text[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let from = start + (piece.len() - piece.trim_start().len());
        sentence(Span::new(base + from as u32, base + (from + trimmed.len()) as u32));
    }
}

fn is_boundary(text: &str, start: usize, stop: usize, end: usize) -> bool {
    let rest = &text[end..];
    let behind = rest.trim_start();
    if behind.len() == rest.len() {
        return rest.is_empty();
    }
    let opens = behind.chars().next().is_some_and(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | ')' | '-' | '–' | '—' | '&'));
    if !opens {
        return false;
    }
    if text.as_bytes()[stop] != b'.' || end > stop + 1 {
        return true;
    }
    let word = text[start..stop].rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“')).next().unwrap_or("");
    let lone_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let numbering = text[start..stop].trim().len() == word.len() && word.chars().all(|c| c.is_ascii_digit());
    !(lone_initial || numbering || is_abbreviation(word))
}

fn is_abbreviation(word: &str) -> bool {
    word.len() <= 6 && {
        let lower = word.to_ascii_lowercase();
        // "no." and "co." end sentences too; only a capital or a number behind them is ambiguous, so prefer the shorter sentence.
        ABBREVIATIONS.binary_search(&lower.as_str()).is_ok() && !matches!(word, "no" | "etc" | "co")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let mut out = Vec::new();
        for_each_sentence(text, 0, |s| out.push(s.of(text)));
        assert_eq!(out, expect);
    }

    #[test]
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn boundaries() {
        check("One. Two", &["One.", "Two"]);
        check("“Is it?” she asked. “Yes.” Then J. Smith left.", &["“Is it?” she asked.", "“Yes.”", "Then J. Smith left."]);
        check("Version 3.5 of gov.uk is out. 12 people came.", &["Version 3.5 of gov.uk is out.", "12 people came."]);
        check("We wait… And wait.", &["We wait…", "And wait."]);
        check("1. Listen to people", &["1. Listen to people"]);
        check("  ", &[]);
    }
}
