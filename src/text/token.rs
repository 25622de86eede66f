//! Words of a text, as UAX 29 has them, at the speed of a table look-up for plain ASCII.

use super::Span;
use unicode_segmentation::UnicodeSegmentation;

const OTHER: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const UNDERSCORE: u8 = 3;
/// Joins letters: colon.
const MID_LETTER: u8 = 4;
/// Joins digits: comma and semicolon.
const MID_NUMBER: u8 = 5;
/// Joins either: full stop and apostrophe.
const MID_BOTH: u8 = 6;
const BEYOND: u8 = 7;

const CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [OTHER; 256];
    let mut b = 0;
    while b < 256 {
        let c = b as u8;
        table[b] = if c.is_ascii_alphabetic() {
            LETTER
        } else if c.is_ascii_digit() {
            DIGIT
        } else if c >= 128 {
            BEYOND
        } else {
            match c {
                b'_' => UNDERSCORE,
                b':' => MID_LETTER,
                b',' | b';' => MID_NUMBER,
                b'.' | b'\'' => MID_BOTH,
                _ => OTHER,
            }
        };
        b += 1;
    }
    table
}

/// Calls `word` with the span of every word of `text`, offset by `base`: the words that
/// `unicode_segmentation::UnicodeSegmentation::unicode_word_indices` gives, in the same order.
///
/// A word that holds or touches a character beyond ASCII is handed to that library, up to the next ASCII white space. Cost: linear;
/// about a nanosecond a byte for ASCII.
///
/// ```
/// let mut words = Vec::new();
/// let text = "Co-design isn't 3.5 times naïve.";
/// skillsift::text::for_each_word(text, 0, |span| words.push(span.of(text)));
/// assert_eq!(words, ["Co", "design", "isn't", "3.5", "times", "naïve"]);
/// ```
pub fn for_each_word(text: &str, base: u32, mut word: impl FnMut(Span)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match CLASS[bytes[at] as usize] {
            LETTER | DIGIT | UNDERSCORE => match ascii_word_end(bytes, at) {
                Some((end, true)) => {
                    word(Span::new(base + at as u32, base + end as u32));
                    at = end;
                }
                Some((end, false)) => at = end,
                None => at = slow(text, at, at, base, &mut word),
            },
            // A mark that continues a character attaches to the one before it, even to a blank, and blanks in a row are one piece.
            BEYOND => {
                let mut start = at.saturating_sub(1);
                while start > 0 && blank_at(text, start) {
                    let Some(before) = text[..start].chars().next_back().filter(|c| is_blank(*c)) else { break };
                    start -= before.len_utf8();
                }
                at = slow(text, start, at, base, &mut word);
            }
            _ => at += 1,
        }
    }
}

/// The blanks that stay together with what follows them: WSegSpace of UAX 29.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}

fn blank_at(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_blank)
}

/// End of the ASCII word at `start` and whether it holds a letter or digit; `None` where it touches a byte beyond ASCII.
fn ascii_word_end(bytes: &[u8], start: usize) -> Option<(usize, bool)> {
    let mut at = start;
    let mut solid = false;
    loop {
        let class = bytes.get(at).map_or(OTHER, |&b| CLASS[b as usize]);
        match class {
            LETTER | DIGIT => {
                solid = true;
                at += 1;
            }
            UNDERSCORE => at += 1,
            BEYOND => return None,
            MID_LETTER | MID_NUMBER | MID_BOTH => {
                let before = CLASS[bytes[at - 1] as usize];
                let after = bytes.get(at + 1).map_or(OTHER, |&b| CLASS[b as usize]);
                if after == BEYOND {
                    return None;
                }
                let joins = match class {
                    MID_LETTER => before == LETTER && after == LETTER,
                    MID_NUMBER => before == DIGIT && after == DIGIT,
                    _ => before == after && (after == LETTER || after == DIGIT),
                };
                if !joins {
                    return Some((at, solid));
                }
                at += 1;
            }
            _ => return Some((at, solid)),
        }
    }
}

/// Words from `start` to the next ASCII white space behind `at`, by the library; returns where it stopped.
fn slow(text: &str, start: usize, at: usize, base: u32, word: &mut impl FnMut(Span)) -> usize {
    let bytes = text.as_bytes();
    let end = bytes[at + 1..].iter().position(|b| b.is_ascii_whitespace()).map_or(bytes.len(), |n| at + 1 + n);
    for (at, w) in text[start..end].unicode_word_indices() {
        let from = base + (start + at) as u32;
        word(Span::new(from, from + w.len() as u32));
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fast(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        for_each_word(text, 0, |s| out.push(s.of(text)));
        out
    }

    fn reference(text: &str) -> Vec<&str> {
        text.unicode_words().collect()
    }

    #[test]
    fn awkward_words() {
        for text in [
            "a.b a.1 1.a 1,2 a,b a:b 1:2 _ __ _a a_ a'b 'a' 1'2 a..b a.'b",
            "don’t naïve e\u{301}a a.é é.a 1,é x_é ﬁne co\u{ad}design",
            "日本語 テスト ABC日本 ไทย 👍🏽 a👍 a\u{200d}b \u{308}a a\u{308}",
            "  \u{1171d} a   \u{9e2}b \u{308} c  \u{308}",
            "U.S.A. e.g. 10.5% £3m $5 2024-09-23 it's rock'n'roll",
        ] {
            assert_eq!(fast(text), reference(text), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn equals_the_library_on_anything(text in "\\PC{0,40}") {
            prop_assert_eq!(fast(&text), reference(&text));
        }

        #[test]
        fn equals_the_library_on_tricky_mixes(text in "[a-c1-2_:.,;' \\-\\n\u{e9}\u{2019}\u{308}\u{1171d}\u{200d}\u{ad}\u{3042}\u{30a2}\u{1f468}\u{5d0}\"]{0,24}") {
            prop_assert_eq!(fast(&text), reference(&text));
        }
    }
}
