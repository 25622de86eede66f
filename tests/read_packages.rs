//! Our own small files of every packaged format, to the last block. `SKILLSIFT_BLESS=1` writes what is read as what is expected:
//! look at every change.

use skillsift::read::{Limits, read_all, read_rows, sheets};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

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

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read")
}

fn told(name: &str) -> String {
    let bytes = fs::read(folder().join(name)).expect("the file is there");
    let mut out = String::new();
    for (path, reading) in read_all(name, &bytes, &Limits::default()) {
        let _ = writeln!(out, "== {path} | {:?} | {}", reading.format, reading.title.as_deref().unwrap_or("-"));
        for problem in &reading.problems {
            let place = problem.place.as_deref().unwrap_or("-");
            let _ = writeln!(out, "!! {:?} {} | {place} | {} {}", problem.severity, problem.code, problem.what, problem.remedy);
        }
        for block in &reading.prose.blocks {
            let _ = writeln!(out, "{:?} {:?}: {}", block.kind, block.place, block.span.of(&reading.prose.text));
        }
    }
    out
}

#[test]
fn every_block_is_as_expected() {
    let mut wrong = Vec::new();
    for name in FILES {
        let (found, file) = (told(name), folder().join(format!("{name}.blocks.txt")));
        if std::env::var_os("SKILLSIFT_BLESS").is_some() {
            fs::write(&file, &found).expect("the folder is there");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        for (at, (found, expected)) in found.lines().zip(expected.lines()).enumerate().filter(|(_, (a, b))| a != b) {
            wrong.push(format!("{name}, line {}:\n  {found}\n  {expected}", at + 1));
        }
        if found.lines().count() != expected.lines().count() {
            wrong.push(format!("{name}: {} lines, {} expected", found.lines().count(), expected.lines().count()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rows_can_be_documents() {
    for name in ["adverts.csv", "adverts.xlsx"] {
        let bytes = fs::read(folder().join(name)).expect("the file is there");
        let sheet = &sheets(name, &bytes, &Limits::default()).expect("it is a table")[0];
        let columns = sheet.columns().expect("it has cells");
        assert_eq!(columns.text, 2, "{name}");
        assert!(columns.header, "{name}");
        let documents =
            read_rows(name, &bytes, 0, &[columns.text - 2, columns.text - 1, columns.text], &Limits::default()).expect("it is a table");
        let [_, (path, reading)] = &documents[..] else { panic!("{name}: {documents:?}") };
        assert!(path.starts_with(&format!("{name}/row ")) && reading.prose.text.starts_with("Clerk"), "{name}: {path}");
    }
    assert_eq!(sheets("a.txt", b"words", &Limits::default()).unwrap_err().code, "no-table");
}
