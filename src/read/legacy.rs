//! Encodings from before Unicode. Their tables take more room than all that reads texts, so the browser's first module does without them.

use super::encoding::{DETECTED, Decoded, unicode};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes any text: as [`unicode`] where it is that, else as the document says of itself (`declared`), else as the detector that
/// Firefox uses has it.
///
/// Cost: linear; valid UTF-8 is borrowed, not copied.
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Decoded<'a> {
    unicode(bytes).unwrap_or_else(|| older(bytes, declared))
}

/// Decodes a text that is not in Unicode.
pub(super) fn older<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Decoded<'a> {
    let guessed = || {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
        detector.feed(&bytes[..bytes.len().min(DETECTED)], true);
        detector.guess(None, Utf8Detection::Deny)
    };
    let encoding = declared.filter(|encoding| *encoding != UTF_8).unwrap_or_else(guessed);
    Decoded::of(encoding.decode_without_bom_handling(bytes).0, encoding.name())
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
    fn older_encodings_are_told_apart() {
        let text = "Naïve café – “so it’s said”, and the mission goes on for a while.";
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let decoded = decode(&latin, None);
        assert_eq!((&*decoded.text, decoded.encoding, decoded.unreadable), (text, "windows-1252", 0));
        // What is UTF-8 is that, whatever it says of itself.
        assert_eq!(decode(text.as_bytes(), Some(encoding_rs::WINDOWS_1252)).text, text);
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
