//! Packaged files that are made to do harm, or are broken: each gets its sentence, at once, in little memory.

mod common;

use common::{Parts, zip};
use skillsift::read::{Limits, Reading, read, read_all};

const MIMETYPE: &str = "application/vnd.oasis.opendocument.text";

fn parts(parts: &[(&str, &str)]) -> Parts {
    parts.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).collect()
}

fn word(body: &str) -> Vec<u8> {
    zip(&parts(&[("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>"))]))
}

fn limited(bytes: &[u8], limits: Limits) -> Reading {
    read("a.docx", bytes, &limits)
}

#[track_caller]
fn refused(bytes: &[u8], limits: Limits, code: &str, sentence: &str) {
    let reading = limited(bytes, limits);
    let [problem] = &reading.problems[..] else { panic!("{:?}", reading.problems) };
    assert_eq!((problem.code.as_str(), problem.what.as_str()), (code, sentence));
    assert!(reading.prose.blocks.is_empty());
}

const PLAIN: &str = "<w:p><w:r><w:t>Plain words.</w:t></w:r></w:p>";

#[test]
fn every_limit_has_its_sentence() {
    let usual = Limits::default();
    let long = word(&PLAIN.repeat(60_000));
    refused(
        &long,
        Limits { expanded_bytes: 1 << 20, ..usual },
        "too-large-unpacked",
        "This Word document unpacks to more than 1 MB, the most that is read.",
    );
    refused(
        &long,
        Limits { unpacked_bytes: 2 << 20, ..usual },
        "too-large-unpacked",
        "This Word document unpacks to more than 64 MB, the most that is read.",
    );
    let many: Parts = (0..50).map(|n| (format!("word/document.xml{n}"), Vec::new())).collect();
    refused(
        &zip(&many),
        Limits { entries: 40, ..usual },
        "too-many-parts",
        "This Word document holds more than 40 parts, the most that are read.",
    );
    let texts: Parts = (0..5).map(|n| (format!("{n}.txt"), b"Words.".to_vec())).collect();
    let all = read_all("a.zip", &zip(&texts), &Limits { documents: 3, ..usual });
    assert_eq!(all.len(), 4);
    assert_eq!(all[3].1.problems[0].what, "This archive holds more than 3 documents; the first of them were read.");
}

#[test]
fn a_part_that_says_it_is_larger_than_it_is_costs_nothing() {
    let mut bytes = word(PLAIN);
    let at = bytes.windows(4).position(|w| w == b"PK\x01\x02").expect("it has a directory") + 24;
    bytes[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    refused(
        &bytes,
        Limits::default(),
        "zip-bomb",
        "This Word document unpacks to more than 200 times its size, which no real document does.",
    );
    bytes[at..at + 4].copy_from_slice(&1000u32.to_le_bytes());
    refused(&bytes, Limits::default(), "damaged", "This Word document is damaged: part of it is missing or was changed.");
}

#[test]
fn a_file_that_is_cut_off_is_damaged() {
    let bytes = word(PLAIN);
    for len in [30, bytes.len() / 2, bytes.len() - 25, bytes.len() - 1] {
        let reading = limited(&bytes[..len], Limits::default());
        assert_eq!(reading.problems.len(), usize::from(!reading.prose.text.contains("Plain words.")), "{len}");
    }
}

#[test]
fn encrypted_parts_and_books_say_so() {
    let locked = zip(&parts(&[
        ("mimetype", MIMETYPE),
        ("content.xml", "x"),
        ("META-INF/manifest.xml", "<manifest:encryption-data manifest:checksum='x'/>"),
    ]));
    refused(&locked, Limits::default(), "password", "This OpenDocument text is protected by a password.");
    let book = zip(&parts(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<rootfile full-path='a.opf'/>"),
        (
            "META-INF/encryption.xml",
            "<EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/><CipherReference URI='a.xhtml'/>",
        ),
        ("a.opf", "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/><itemref idref='a'/>"),
        ("a.xhtml", "\u{1}\u{2}"),
    ]));
    refused(&book, Limits::default(), "copy-protected", "This EPUB book is copy-protected (DRM), so its text cannot be read.");
}

#[test]
fn entities_are_never_expanded_or_fetched() {
    let laughs = "<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>";
    let document = format!("{laughs}<w:document><w:body><w:p><w:r><w:t>one &b;&x; two</w:t></w:r></w:p></w:body></w:document>");
    let reading = limited(&zip(&parts(&[("word/document.xml", &document)])), Limits::default());
    assert_eq!(reading.prose.text, "one two");
}

#[test]
fn one_note_told_a_thousand_times_is_read_once() {
    let body = format!("<w:p><w:r><w:t>Words</w:t></w:r>{}</w:p>", "<w:footnoteReference w:id='2'/>".repeat(1000));
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let note =
        format!("<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote></w:footnotes>", "long ".repeat(2000));
    let reading = limited(&zip(&parts(&[("word/document.xml", &document), ("word/footnotes.xml", &note)])), Limits::default());
    assert_eq!(reading.prose.blocks.len(), 2);
}

#[test]
fn hostile_packages_take_linear_time() {
    // Each of these is quadratic, or recursive, in a careless reader; together they must pass in seconds without optimisation.
    let n = 100_000;
    for piece in [
        "<w:tbl><w:tr><w:tc>",
        "<w:p>",
        "<w:p><w:r><w:txbxContent>",
        "<w:sdt><w:sdtPr><w:docPartGallery w:val='Table of Contents'/></w:sdtPr><w:sdtContent>",
        "<w:fldChar w:fldCharType='begin'/>",
        "<w:r><w:t>word",
        "<w:p/>",
        "</w:p>",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>on and </w:t></w:r></w:p>",
        "<mc:AlternateContent><mc:Choice>",
        "<a b='",
        "<!--",
        "<![CDATA[",
        "<",
        "&",
        "&#1;",
    ] {
        let reading = limited(&word(&piece.repeat(n)), Limits::default());
        assert!(reading.problems.len() <= 1, "{piece}");
    }
    for (name, start, piece) in [
        ("a.rtf", "{\\rtf1 ", "{"),
        ("a.rtf", "{\\rtf1 ", "{\\footnote x"),
        ("a.rtf", "{\\rtf1 ", "\\trowd\\intbl x\\cell"),
        ("a.rtf", "{\\rtf1 ", "\\u55357 "),
        ("a.rtf", "{\\rtf1 ", "{\\upr{\\*\\ud x"),
        ("a.csv", "a,b\n", "\""),
        ("a.csv", "a,b\n", "\"x\"\","),
        ("a.csv", "a,b\n", ","),
        ("a.csv", "a,b\n", "x,\n"),
        ("a.eml", "MIME-Version: 1\nSubject: x\n", "=?"),
        ("a.eml", "MIME-Version: 1\nSubject: x\n", " =?a?q?b?="),
        ("a.eml", "MIME-Version: 1\nSubject: x\nContent-Type: multipart/mixed; boundary=a\n\n", "--a\n"),
        (
            "a.eml",
            "MIME-Version: 1\nSubject: x\nContent-Type: multipart/mixed; boundary=a\n\n",
            "--a\nContent-Type: multipart/mixed; boundary=a\n\n",
        ),
        ("a.mht", "MIME-Version: 1\nDate: x\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html\n\n", "<p>x="),
    ] {
        let reading = read(name, format!("{start}{}", piece.repeat(n)).as_bytes(), &Limits::default());
        assert!(reading.problems.len() <= 1, "{name} {piece}");
    }
}
