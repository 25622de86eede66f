//! Whether a text is in UTF-8 or UTF-16, and its characters if so. Older encodings are the business of [`super::legacy`].

use crate::problem::Problem;
use std::borrow::Cow;

/// A decoded text. Offsets of [`crate::text::OffsetMap`] point into `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The characters, without a byte order mark; line ends as they stood.
    pub text: Cow<'a, str>,
    /// The encoding's name as the WHATWG spells it.
    pub encoding: &'static str,
    /// How many characters could not be read and became U+FFFD.
    pub unreadable: usize,
}

impl<'a> Decoded<'a> {
    pub(super) fn of(text: Cow<'a, str>, encoding: &'static str) -> Self {
        let unreadable = text.matches(char::REPLACEMENT_CHARACTER).count();
        Self { text, encoding, unreadable }
    }
}

/// How much of a file is looked at to tell binary noise and UTF-16 from text.
const SAMPLE: usize = 64 << 10;
/// How many bytes are asked whether they are mostly UTF-8, or fed to the detector of older encodings.
pub(super) const DETECTED: usize = 1 << 20;

/// The ways to write Unicode that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unicode {
    Utf8,
    Utf16Le,
    Utf16Be,
}

/// Decodes a text that is in Unicode: by its byte order mark, as UTF-8, as UTF-16 by its zero bytes. `None` where it is not.
///
/// A UTF-8 text with a few broken bytes stays UTF-8. Cost: linear; valid UTF-8 is borrowed, not copied.
pub(super) fn unicode(bytes: &[u8]) -> Option<Decoded<'_>> {
    if let Some((unicode, mark)) = by_mark(bytes) {
        return Some(unicode.decode(&bytes[mark..]));
    }
    if let Ok(text) = str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Some(Decoded { text: Cow::Borrowed(text), encoding: "UTF-8", unreadable: 0 });
    }
    utf16_by_zeros(bytes).or_else(|| mostly_utf8(bytes).then_some(Unicode::Utf8)).map(|unicode| unicode.decode(bytes))
}

/// What the byte order mark says, and its length.
fn by_mark(bytes: &[u8]) -> Option<(Unicode, usize)> {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Some((Unicode::Utf8, 3)),
        [0xff, 0xfe, ..] => Some((Unicode::Utf16Le, 2)),
        [0xfe, 0xff, ..] => Some((Unicode::Utf16Be, 2)),
        _ => None,
    }
}

impl Unicode {
    /// As browsers decode it: what is broken becomes U+FFFD.
    fn decode(self, bytes: &[u8]) -> Decoded<'_> {
        match self {
            Unicode::Utf8 => Decoded::of(String::from_utf8_lossy(bytes), "UTF-8"),
            Unicode::Utf16Le => Decoded::of(Cow::Owned(utf16(bytes, u16::from_le_bytes)), "UTF-16LE"),
            Unicode::Utf16Be => Decoded::of(Cow::Owned(utf16(bytes, u16::from_be_bytes)), "UTF-16BE"),
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    text.extend(char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
    // A text that is cut off inside a character of four bytes lacks one character, not two.
    let half = pairs.last().is_some_and(|pair| matches!(unit(*pair), 0xd800..0xdc00));
    if !odd.is_empty() && !half {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// The characters of Windows-1252 from 0x80 to 0x9f; all others have the numbers that they have in Unicode.
pub(super) const WESTERN: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The characters of a text in Windows-1252, in which Western spreadsheets write tables that are not in Unicode.
pub(super) fn western(bytes: &[u8]) -> String {
    bytes.iter().map(|&b| if matches!(b, 0x80..0xa0) { WESTERN[usize::from(b - 0x80)] } else { char::from(b) }).collect()
}

/// The problem of a text in an older encoding where the readers of those are not loaded.
pub(super) fn not_loaded() -> Problem {
    Problem::unread("format-not-read", "This text is neither in UTF-8 nor in UTF-16.", "Save it as UTF-8 and add it again.")
}

/// UTF-16 without a byte order mark: in Western text every other byte is zero.
fn utf16_by_zeros(bytes: &[u8]) -> Option<Unicode> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if sample.len() < 4 {
        return None;
    }
    memchr::memchr(0, sample)?;
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = sample.len() / 2 / 3;
    match (even > enough, odd > enough) {
        (true, false) if odd * 20 < even => Some(Unicode::Utf16Be),
        (false, true) if even * 20 < odd => Some(Unicode::Utf16Le),
        _ => None,
    }
}

/// Whether the broken bytes are few beside the characters of two bytes and more that are whole.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes[..bytes.len().min(DETECTED)].utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= 4 && broken * 10 <= whole
}

/// Whether these bytes, which are in no format that is known, are noise rather than text: zero bytes or control characters
/// that no text holds. Looks at the first 64 KB.
pub(super) fn is_noise(bytes: &[u8]) -> bool {
    if by_mark(bytes).is_some() || utf16_by_zeros(bytes).is_some() {
        return false;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // Without branches: every file comes through here.
    let is_control = |b: u8| (b < 0x20) & (b.wrapping_sub(b'\t') > b'\r' - b'\t') & (b != 0x1b) & (b != 0x1a) | (b == 0x7f);
    let control: usize = sample.iter().map(|&b| usize::from(is_control(b))).sum();
    control * 100 > sample.len()
}

/// Whether a text has no words: long and hardly a blank in it, in plain letters (other scripts do without blanks).
pub(super) fn is_wordless(text: &str) -> bool {
    let sample = &text.as_bytes()[..text.len().min(SAMPLE)];
    let is_blank = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'>');
    // Most texts have enough blanks in their first lines.
    let enough = sample.len().div_ceil(400).max(1);
    let ascii = || sample.iter().filter(|b| b.is_ascii()).count();
    sample.len() >= 2000 && sample.iter().filter(|b| is_blank(b)).nth(enough - 1).is_none() && ascii() * 10 > sample.len() * 9
}

/// Whether the bytes are text as mainframes write it (EBCDIC): blanks are 0x40 and there is hardly an ASCII blank.
pub(super) fn is_ebcdic(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE / 16)];
    let count = |wanted: u8| sample.iter().filter(|&&b| b == wanted).count();
    let letters = || sample.iter().filter(|&&b| matches!(b, 0x81..=0x89 | 0x91..=0x99 | 0xa2..=0xa9)).count();
    sample.len() >= 40 && count(0x40) * 20 > sample.len() && count(b' ') * 100 < sample.len() && letters() * 2 > sample.len()
}

/// Tells how many characters were lost in decoding, if any.
pub(super) fn loss(decoded: &Decoded) -> Option<Problem> {
    let lost = match decoded.unreadable {
        0 => return None,
        1 => "One character".to_string(),
        n => format!("{n} characters"),
    };
    let what = format!("{lost} could not be read, in a text that looks like {}.", decoded.encoding);
    let first = decoded.text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0);
    let line = decoded.text[..first].matches('\n').count() + 1;
    Some(Problem::part("unreadable-characters", what, "Save the file as UTF-8 and add it again.").at(format!("line {line}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn unicode_is_told_from_the_rest() {
        let text = "Naïve café – “so it’s said”, and the mission goes on for a while.";
        let utf16 =
            |be: bool| -> Vec<u8> { text.encode_utf16().flat_map(|u| if be { u.to_be_bytes() } else { u.to_le_bytes() }).collect() };
        let mut marked = vec![0xff, 0xfe];
        marked.extend(utf16(false));
        for bytes in [text.as_bytes(), &utf16(true), &utf16(false), &marked, format!("\u{feff}{text}").as_bytes()] {
            let decoded = unicode(bytes).unwrap();
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.unreadable, 0);
        }
        assert_eq!(unicode(&encoding_rs::WINDOWS_1252.encode(text).0), None);
    }

    #[test]
    fn a_few_broken_bytes_do_not_change_the_encoding() {
        let mut bytes = "Zoë, naïve, café, résumé – “quoted” and more".repeat(4).into_bytes();
        bytes.extend(b"a\xffb");
        let decoded = unicode(&bytes).unwrap();
        assert_eq!((decoded.encoding, decoded.unreadable), ("UTF-8", 1));
        let problem = loss(&decoded).unwrap();
        assert_eq!(problem.what, "One character could not be read, in a text that looks like UTF-8.");
        assert_eq!(problem.place.as_deref(), Some("line 1"));
    }

    #[test]
    fn western_tables_are_decoded_as_browsers_do() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(western(&all), encoding_rs::WINDOWS_1252.decode_without_bom_handling(&all).0);
    }

    proptest! {
        #[test]
        fn broken_unicode_is_decoded_as_browsers_do(units in prop::collection::vec(prop_oneof![any::<u16>(), 0xd7f0u16..0xe010, 0u16..0x80], 0..20), odd in any::<bool>()) {
            let mut bytes: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
            bytes.extend(odd.then_some(b'x'));
            for (ours, theirs) in [
                (Unicode::Utf8, encoding_rs::UTF_8),
                (Unicode::Utf16Le, encoding_rs::UTF_16LE),
                (Unicode::Utf16Be, encoding_rs::UTF_16BE),
            ] {
                let decoded = ours.decode(&bytes);
                prop_assert_eq!(&decoded.text, &theirs.decode_without_bom_handling(&bytes).0);
                prop_assert_eq!(decoded.encoding, theirs.name());
            }
        }
    }
}
