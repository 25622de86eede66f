//! What holds for every packaged file, whatever was done to it. `SKILLSIFT_CASES=20000` runs more cases.

mod common;

use common::{Parts, zip};
use proptest::collection::vec;
use proptest::prelude::*;
use skillsift::problem::Severity;
use skillsift::read::{Limits, Reading, read_all};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

const FILES: [&str; 12] = [
    "report.docx",
    "deck.pptx",
    "adverts.xlsx",
    "report.odt",
    "deck.odp",
    "book.epub",
    "notes.rtf",
    "letter.eml",
    "page.mhtml",
    "adverts.csv",
    "skills.tsv",
    "bundle.zip",
];

/// Pieces that readers react to.
const PIECES: [&str; 48] = [
    "<w:p>",
    "</w:p>",
    "<w:tbl><w:tr><w:tc>",
    "</w:tc>",
    "</w:tr>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:t>",
    "</w:t>",
    "<w:del>",
    "<w:sdt><w:sdtPr><w:docPartGallery w:val='Table of Contents'/></w:sdtPr>",
    "</w:sdt>",
    "<w:footnoteReference w:id='2'/>",
    "<w:fldChar w:fldCharType='begin'/>",
    "<w:instrText>TOC",
    "<w:fldChar w:fldCharType='separate'/>",
    "<w:fldChar w:fldCharType='end'/>",
    "<mc:AlternateContent><mc:Choice>",
    "<mc:Fallback>",
    "</mc:AlternateContent>",
    "<text:note-body>",
    "</text:note-body>",
    "<text:h>",
    "<text:p>",
    "</text:p>",
    "<table:table-row>",
    "<draw:page>",
    "<c t='s' r='XFD1'><v>1</v></c>",
    "<row r='4294967295'>",
    "<a:t>word</a:t>",
    "&#x1F600;",
    "&amp;",
    "&undefined;",
    "<![CDATA[x]]>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "<!--",
    "\"",
    "'",
    ">",
    "<",
    "{\\footnote ",
    "{\\*\\annotation ",
    "\\cell ",
    "\\row ",
    "\\'e9",
    "\\u-10179?",
    "}",
    "=\n--inner",
];

fn bytes_of(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read").join(name)).expect("the file is there")
}

/// The files, and the parts of those that are archives.
static FIXTURES: LazyLock<Vec<(&str, Vec<u8>, Parts)>> =
    LazyLock::new(|| FILES.iter().map(|name| (*name, bytes_of(name), unzip(&bytes_of(name)))).collect());

fn number(bytes: &[u8], at: usize, len: usize) -> usize {
    bytes[at..at + len].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

fn unzip(bytes: &[u8]) -> Parts {
    let mut parts = Parts::new();
    let mut at = 0;
    while bytes[at..].starts_with(b"PK\x03\x04") {
        let (method, packed, name, extra) =
            (number(bytes, at + 8, 2), number(bytes, at + 18, 4), number(bytes, at + 26, 2), number(bytes, at + 28, 2));
        let data = at + 30 + name + extra;
        let raw = &bytes[data..data + packed];
        let content = if method == 8 { miniz_oxide::inflate::decompress_to_vec(raw).expect("it is whole") } else { raw.to_vec() };
        parts.push((String::from_utf8_lossy(&bytes[at + 30..at + 30 + name]).into_owned(), content));
        at = data + packed;
    }
    parts
}

/// One change: what is done, where, how far, and with what.
type Change = (u8, u16, u16, usize);

fn changed(bytes: &mut Vec<u8>, (what, at, len, piece): Change) {
    let at = usize::from(at) * bytes.len() / 65_536;
    let end = (at + usize::from(len % 400)).min(bytes.len());
    match what % 5 {
        0 => drop(bytes.drain(at..end)),
        1 => drop(bytes.splice(at..at, PIECES[piece % PIECES.len()].bytes())),
        2 => {
            let copy = bytes[at..end].to_vec();
            drop(bytes.splice(at..at, copy));
        }
        3 => bytes.truncate(at.max(bytes.len() / 2)),
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = len as u8;
            }
        }
    }
}

fn check(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    for (path, reading) in read_all(name, bytes, &Limits::default()) {
        check_one(&path, &reading)?;
    }
    Ok(())
}

fn check_one(path: &str, reading: &Reading) -> Result<(), TestCaseError> {
    let prose = &reading.prose;
    let unread = reading.problems.iter().any(|p| p.severity == Severity::Unread);
    prop_assert_eq!(unread, prose.blocks.is_empty(), "{} is read or refused: {:?}", path, reading.problems);
    let mut end = 0;
    for (at, block) in prose.blocks.iter().enumerate() {
        prop_assert_eq!(&prose.text[end..block.span.start as usize], if at == 0 { "" } else { "\n\n" });
        let text = block.span.of(&prose.text);
        prop_assert!(!text.is_empty() && text == text.trim() && !text.contains(['\n', '\u{1}', '\u{ad}', '\u{a0}']), "{:?}", text);
        end = block.span.end as usize;
    }
    prop_assert_eq!(end, prose.text.len());
    prop_assert!(!path.split('/').any(|part| part.is_empty() || part == ".."), "{}", path);
    Ok(())
}

fn cases() -> u32 {
    std::env::var("SKILLSIFT_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(300)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_to_a_file_upsets_its_reader(file in 0..FILES.len(), changes in vec(any::<Change>(), 1..8)) {
        let (name, bytes, _) = &FIXTURES[file];
        let mut bytes = bytes.clone();
        changes.into_iter().for_each(|change| changed(&mut bytes, change));
        check(name, &bytes)?;
    }

    #[test]
    fn no_change_to_a_part_upsets_its_reader(file in 0..FILES.len(), changes in vec((any::<u16>(), any::<Change>()), 1..12)) {
        let (name, bytes, parts) = &FIXTURES[file];
        if parts.is_empty() {
            let mut bytes = bytes.clone();
            changes.into_iter().for_each(|(_, change)| changed(&mut bytes, change));
            return check(name, &bytes);
        }
        let mut parts = parts.clone();
        for (part, change) in changes {
            let part = usize::from(part) % parts.len();
            changed(&mut parts[part].1, change);
        }
        check(name, &zip(&parts))?;
    }

    #[test]
    fn no_bytes_upset_a_reader(file in 0..FILES.len(), part in any::<u16>(), pieces in vec(0..PIECES.len(), 0..60), bytes in vec(any::<u8>(), 0..60)) {
        let (name, _, parts) = &FIXTURES[file];
        let mut content: Vec<u8> = pieces.into_iter().flat_map(|i| PIECES[i].bytes()).collect();
        content.extend(bytes);
        if parts.is_empty() {
            let start: &[u8] = if name.ends_with("rtf") { b"{\\rtf1 " } else { b"" };
            return check(name, &[start, &content].concat());
        }
        let mut parts = parts.clone();
        let part = usize::from(part) % parts.len();
        parts[part].1 = content;
        check(name, &zip(&parts))?;
    }
}

#[test]
fn the_fixtures_survive_being_packed_again() {
    for (name, bytes, parts) in FIXTURES.iter().filter(|(name, _, parts)| !parts.is_empty() && *name != "bundle.zip") {
        let limits = Limits::default();
        assert_eq!(read_all(name, bytes, &limits), read_all(name, &zip(parts), &limits), "{name}");
    }
}
