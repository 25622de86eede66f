//! Binary formats, told by their first bytes.

use super::Format;
use memchr::memmem::{find, rfind};

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Magic {
    /// A document in a format that has a name of its own.
    Document(Format),
    /// A document in an old or foreign format; what it is, and what to do.
    Foreign(&'static str, &'static str),
    /// Something that holds no text of its own.
    Kind(Kind),
    /// A container of Office before 2007, or of an encrypted document.
    Container,
}

/// Families of files that are no documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Image,
    Sound,
    Video,
    Program,
    Archive,
    Font,
    Database,
    System,
}

/// Looks at the first bytes (and, in zip archives, for the names of their parts near both ends). `None`: perhaps text.
pub(super) fn magic(bytes: &[u8]) -> Option<Magic> {
    let starts = |prefix: &[u8]| bytes.starts_with(prefix);
    let at = |offset: usize, wanted: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(wanted));
    use Magic::{Document, Foreign};
    let kind = |k| Some(Magic::Kind(k));
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Some(zip(bytes));
    }
    if starts(b"{\\rtf") || starts(b"\xef\xbb\xbf{\\rtf") {
        return Some(Document(Format::Rtf));
    }
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
        return Some(Document(Format::Pdf));
    }
    if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(Magic::Container);
    }
    if at(60, b"BOOKMOBI") {
        return Some(Foreign("a Kindle book", "Convert it to EPUB and add that."));
    }
    if starts(b"%!PS") {
        return Some(Foreign("a PostScript file", "Convert it to PDF and add that."));
    }
    if starts(b"bplist00") {
        return Some(Foreign("an Apple property list", "If it is a saved web page, save that as HTML instead."));
    }
    if starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8") || starts(b"II*\0") || starts(b"MM\0*") || starts(b"8BPS") {
        return kind(Kind::Image);
    }
    if starts(b"\0\0\x01\0") || starts(b"BM") && at(6, b"\0\0\0\0") {
        return kind(Kind::Image);
    }
    if starts(b"RIFF") {
        return kind(match bytes.get(8..12) {
            Some(b"WEBP") => Kind::Image,
            Some(b"AVI ") => Kind::Video,
            _ => Kind::Sound,
        });
    }
    if at(4, b"ftyp") {
        return kind(match bytes.get(8..11) {
            Some(b"hei" | b"avi" | b"mif") => Kind::Image,
            Some(b"M4A" | b"M4B") => Kind::Sound,
            _ => Kind::Video,
        });
    }
    if starts(b"ID3") || starts(b"OggS") || starts(b"fLaC") || starts(b"MThd") || starts(b"#!AMR") {
        return kind(Kind::Sound);
    }
    if matches!(bytes, [0xff, 0xf2 | 0xf3 | 0xfa | 0xfb, third, ..] if third >> 4 != 0xf) {
        return kind(Kind::Sound);
    }
    if starts(b"\x1a\x45\xdf\xa3") || starts(b"FLV\x01") || starts(b"\0\0\x01\xba") || starts(b"\0\0\x01\xb3") {
        return kind(Kind::Video);
    }
    if starts(b"MZ") && bytes.iter().take(64).any(|&b| b == 0) || starts(b"\x7fELF") || starts(b"\0asm") || starts(b"\xca\xfe\xba\xbe") {
        return kind(Kind::Program);
    }
    if matches!(bytes, [0xfe, 0xed, 0xfa, 0xce | 0xcf, ..] | [0xce | 0xcf, 0xfa, 0xed, 0xfe, ..]) {
        return kind(Kind::Program);
    }
    if starts(b"\x1f\x8b")
        || starts(b"7z\xbc\xaf")
        || starts(b"Rar!")
        || starts(b"BZh")
        || starts(b"\xfd7zXZ")
        || starts(b"\x28\xb5\x2f\xfd")
    {
        return kind(Kind::Archive);
    }
    if at(257, b"ustar") {
        return kind(Kind::Archive);
    }
    if starts(b"wOFF") || starts(b"wOF2") || starts(b"OTTO\0") || starts(b"\0\x01\0\0\0") {
        return kind(Kind::Font);
    }
    if starts(b"SQLite format 3\0") || starts(b"PAR1") {
        return kind(Kind::Database);
    }
    (starts(b"\0\0\0\x01Bud1") || starts(b"\0\x05\x16\x07")).then_some(Magic::Kind(Kind::System))
}

/// Which format a zip archive carries, as far as it shows; its directory has the last word.
fn zip(bytes: &[u8]) -> Magic {
    const NEAR: usize = 1 << 20;
    let near_start = &bytes[..bytes.len().min(64 << 10)];
    let near_end = &bytes[bytes.len().saturating_sub(NEAR)..];
    let holds = |name: &[u8]| find(near_start, name).is_some() || rfind(near_end, name).is_some();
    let starts = |mimetype: &[u8]| find(&bytes[..bytes.len().min(200)], mimetype).is_some();
    Magic::Document(if starts(b"application/vnd.oasis.opendocument.text") {
        Format::Odt
    } else if starts(b"application/vnd.oasis.opendocument.presentation") {
        Format::Odp
    } else if starts(b"application/epub+zip") || holds(b"META-INF/container.xml") {
        Format::Epub
    } else if holds(b"word/document") {
        Format::Docx
    } else if holds(b"ppt/presentation") {
        Format::Pptx
    } else if holds(b"xl/workbook") {
        Format::Xlsx
    } else if holds(b"word/") && holds(b"[Content_Types].xml") {
        Format::Docx
    } else {
        Format::Zip
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_first_bytes() {
        let document = |f| Some(Magic::Document(f));
        let kind = |k| Some(Magic::Kind(k));
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], document(Format::Pdf)),
            (b"junk\n%PDF-1.4", document(Format::Pdf)),
            (b"{\\rtf1\\ansi", document(Format::Rtf)),
            (b"PK\x03\x04....word/document.xml", document(Format::Docx)),
            (b"PK\x03\x04....mimetypeapplication/epub+zip", document(Format::Epub)),
            (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", document(Format::Odt)),
            (b"PK\x03\x04....notes/a.txt", document(Format::Zip)),
            (b"\x89PNG\r\n", kind(Kind::Image)),
            (b"RIFF....WEBPVP8", kind(Kind::Image)),
            (b"ID3\x04", kind(Kind::Sound)),
            (b"....ftypisom", kind(Kind::Video)),
            (b"MZ\x90\0", kind(Kind::Program)),
            (b"\x1f\x8b\x08", kind(Kind::Archive)),
            (b"MZ is how the note begins", None),
            (b"BM and others", None),
            (b"", None),
        ] {
            assert_eq!(magic(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
