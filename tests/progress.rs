//! While a long file is read, whoever asked is told how far it is: by page, chapter, slide, sheet or document, or by bytes of its text.

mod common;

use common::{Parts, fixture, zip};
use skillsift::read::{Asked, Limits, Step, read_each};

/// Everything that was told while a file was read, and the words of its documents.
fn told(path: &str, bytes: &[u8]) -> (Vec<(Step, u32, u32)>, String) {
    let (mut all, mut text) = (Vec::new(), String::new());
    let mut tell = |step, done, of| all.push((step, done, of));
    let mut asked = Asked { progress: Some(&mut tell), ..Asked::default() };
    read_each(path, bytes, &mut asked, &Limits::default(), |_, _, reading| text += &reading.prose.text);
    (all, text)
}

fn parts(list: &[(&str, String)]) -> Vec<u8> {
    let parts: Parts = list.iter().map(|(name, text)| (name.to_string(), text.clone().into_bytes())).collect();
    zip(&parts)
}

#[track_caller]
fn check(path: &str, bytes: &[u8], step: Step, all: u32) {
    let (found, text) = told(path, bytes);
    assert_eq!(found, (0..all).map(|done| (step, done, all)).collect::<Vec<_>>(), "{path}");
    assert!(text.contains("Listening"), "{path}");
}

/// Told from the beginning, ever farther, to the end, and not at every word.
#[track_caller]
fn check_bytes(path: &str, bytes: &[u8], len: usize) {
    let (found, text) = told(path, bytes);
    assert!(text.contains("Listening"), "{path}");
    assert!(found.iter().all(|(step, _, all)| *step == Step::Byte && *all as usize == len), "{path}: {:?} of {len}", found.first());
    assert!(found.is_sorted_by(|a, b| a.1 < b.1), "{path}");
    assert!(found[0].1 < 1000 && found.last().is_some_and(|last| last.1 as usize * 10 > len * 9), "{path}: {found:?}");
    assert!((8..40).contains(&found.len()), "{path} is told of {} times", found.len());
}

const LINE: &str = "Listening to residents, and telling what was heard, takes time and a steady hand.";

#[test]
fn archives_count_documents() {
    check("a.zip", &parts(&["1.txt", "2.txt", "3.txt", "4.txt"].map(|name| (name, LINE.to_string()))), Step::Document, 4);
}

#[test]
fn books_count_chapters_and_presentations_slides() {
    let names: Vec<String> = (0..5).map(|n| format!("c{n}.xhtml")).collect();
    let items: String = names.iter().map(|n| format!("<item id='{n}' href='{n}' media-type='application/xhtml+xml'/>")).collect();
    let spine: String = names.iter().map(|n| format!("<itemref idref='{n}'/>")).collect();
    let mut book = vec![
        ("META-INF/container.xml", "<rootfile full-path='b.opf'/>".to_string()),
        ("b.opf", format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>")),
    ];
    book.extend(names.iter().map(|n| (n.as_str(), format!("<html><body><p>{LINE}</p></body></html>"))));
    check("a.epub", &parts(&book), Step::Chapter, 5);

    let ids: String = (0..3).map(|n| format!("<p:sldId id='25{n}' r:id='r{n}'/>")).collect();
    let links: String = (0..3).map(|n| format!("<Relationship Id='r{n}' Type='x/slide' Target='s{n}.xml'/>")).collect();
    let slide = || format!("<p:sld><p:sp><a:p><a:r><a:t>{LINE}</a:t></a:r></a:p></p:sp></p:sld>");
    let deck = [
        ("ppt/presentation.xml", format!("<p:presentation>{ids}</p:presentation>")),
        ("ppt/_rels/presentation.xml.rels", format!("<Relationships>{links}</Relationships>")),
        ("ppt/s0.xml", slide()),
        ("ppt/s1.xml", slide()),
        ("ppt/s2.xml", slide()),
    ];
    check("a.pptx", &parts(&deck), Step::Slide, 3);
}

/// A workbook; each sheet has so many rows. Gives the length of the last sheet, too.
fn workbook(sheets: &[usize]) -> (Vec<u8>, usize) {
    let list: String = (0..sheets.len()).map(|n| format!("<sheet name='{n}' r:id='r{n}'/>")).collect();
    let links: String = (0..sheets.len()).map(|n| format!("<Relationship Id='r{n}' Type='x/worksheet' Target='s{n}.xml'/>")).collect();
    let cell = format!("<row><c t='inlineStr'><is><t>{LINE}</t></is></c></row>");
    let bodies: Vec<String> = sheets.iter().map(|rows| format!("<worksheet>{}</worksheet>", cell.repeat(*rows))).collect();
    let names: Vec<String> = (0..sheets.len()).map(|n| format!("xl/s{n}.xml")).collect();
    let mut all = vec![
        ("xl/workbook.xml", format!("<workbook>{list}</workbook>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{links}</Relationships>")),
    ];
    all.extend(names.iter().map(String::as_str).zip(bodies.iter().cloned()));
    (parts(&all), bodies.last().map_or(0, String::len))
}

#[test]
fn workbooks_count_sheets_or_how_far_their_only_one_is_read() {
    check("a.xlsx", &workbook(&[2, 2, 2, 2]).0, Step::Sheet, 4);
    let (bytes, len) = workbook(&[16_000]);
    check_bytes("b.xlsx", &bytes, len);
}

#[test]
fn word_and_opendocument_count_bytes_of_their_text() {
    let paragraph = format!("<w:p><w:r><w:t>{LINE}</w:t></w:r></w:p>");
    let text = format!("<w:document>{}</w:document>", paragraph.repeat(16_000));
    check_bytes("a.docx", &parts(&[("word/document.xml", text.clone())]), text.len());
    // The same in one file, without packing.
    let flat = format!(
        "<?mso-application progid=\"Word.Document\"?><pkg:package xmlns:pkg='x'><pkg:part pkg:name='/word/document.xml'><pkg:xmlData>{text}</pkg:xmlData></pkg:part></pkg:package>"
    );
    check_bytes("a.xml", flat.as_bytes(), text.len());

    let text = format!("<office:document>{}</office:document>", format!("<text:p>{LINE}</text:p>").repeat(16_000));
    let mime = ("mimetype", "application/vnd.oasis.opendocument.text".to_string());
    check_bytes("a.odt", &parts(&[mime, ("content.xml", text.clone())]), text.len());
}

#[test]
fn what_is_told_changes_nothing() {
    for name in ["read/report.docx", "read/deck.pptx", "read/adverts.xlsx", "read/report.odt", "read/deck.odp", "read/book.epub"] {
        let (path, bytes) = fixture(name);
        let mut silent = String::new();
        read_each(&path, &bytes, &mut Asked::default(), &Limits::default(), |_, _, reading| silent += &reading.prose.text);
        assert_eq!(told(&path, &bytes).1, silent, "{name}");
    }
}
