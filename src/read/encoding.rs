//! Which encoding a text is in, and its characters.

use crate::problem::Problem;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
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

/// How much of a file is looked at to tell binary noise and UTF-16 from text.
const SAMPLE: usize = 64 << 10;
/// How many bytes the detector of legacy encodings is fed.
const DETECTED: usize = 1 << 20;

/// Decodes a text: byte order mark, then UTF-8, then UTF-16 by its zero bytes, then what the document says of itself
/// (`declared`), then the detector that Firefox uses.
///
/// A UTF-8 text with a few broken bytes stays UTF-8. Cost: linear; valid UTF-8 is borrowed, not copied.
pub fn decode<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Decoded<'a> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..]);
    }
    if let Ok(text) = str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Decoded { text: Cow::Borrowed(text), encoding: UTF_8.name(), unreadable: 0 };
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return with(encoding, bytes);
    }
    if mostly_utf8(bytes) {
        return with(UTF_8, bytes);
    }
    if let Some(encoding) = declared
        && encoding != UTF_8
    {
        return with(encoding, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(DETECTED)], true);
    with(detector.guess(None, Utf8Detection::Deny), bytes)
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let unreadable = text.matches(char::REPLACEMENT_CHARACTER).count();
    Decoded { text, encoding: encoding.name(), unreadable }
}

/// UTF-16 without a byte order mark: in Western text every other byte is zero.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if sample.len() < 4 {
        return None;
    }
    memchr::memchr(0, sample)?;
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = sample.len() / 2 / 3;
    match (even > enough, odd > enough) {
        (true, false) if odd * 20 < even => Some(UTF_16BE),
        (false, true) if even * 20 < odd => Some(UTF_16LE),
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
    if Encoding::for_bom(bytes).is_some() || utf16_by_zeros(bytes).is_some() {
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

/// The encoding that a web page names for itself in its first 4 KB, as `<meta charset=…>` or `content="…; charset=…"`.
pub(super) fn declared_in_html(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let lower = head.to_ascii_lowercase();
    for at in memchr::memmem::find_iter(&lower, b"charset") {
        let rest = lower[at + 7..].trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=") else { continue };
        let rest = rest.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'-' | b'_' | b':' | b'.')).unwrap_or(rest.len());
        if let Some(encoding) = Encoding::for_label(&rest[..end]) {
            // A page that can be read this far is not in UTF-16, whatever it says.
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let text = "Naïve café – “so it’s said”, and the mission goes on for a while.";
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let utf16 =
            |be: bool| -> Vec<u8> { text.encode_utf16().flat_map(|u| if be { u.to_be_bytes() } else { u.to_le_bytes() }).collect() };
        let mut marked = vec![0xff, 0xfe];
        marked.extend(utf16(false));
        for bytes in [text.as_bytes(), &latin, &utf16(true), &utf16(false), &marked, format!("\u{feff}{text}").as_bytes()] {
            let decoded = decode(bytes, None);
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.unreadable, 0);
        }
    }

    #[test]
    fn a_few_broken_bytes_do_not_change_the_encoding() {
        let mut bytes = "Zoë, naïve, café, résumé – “quoted” and more".repeat(4).into_bytes();
        bytes.extend(b"a\xffb");
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.encoding, decoded.unreadable), ("UTF-8", 1));
        let problem = loss(&decoded).unwrap();
        assert_eq!(problem.what, "One character could not be read, in a text that looks like UTF-8.");
        assert_eq!(problem.place.as_deref(), Some("line 1"));
    }

    #[test]
    fn a_page_names_its_encoding() {
        let name = |html: &[u8]| declared_in_html(html).map(|e| e.name());
        assert_eq!(name(b"<META http-equiv=x content='text/html; charset=iso-8859-6'>"), Some("ISO-8859-6"));
        assert_eq!(name(b"<meta charset = \"Shift_JIS\">"), Some("Shift_JIS"));
        assert_eq!(name(b"<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!(name(b"<p>charset of the page"), None);
    }
}
