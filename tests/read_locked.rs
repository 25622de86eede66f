//! What is locked says so, inside archives too, and opens with its password where that can be asked for.

mod common;

use common::{Parts, fixture, zip};
use skillsift::problem::Severity;
use skillsift::read::{Asked, Format, Limits, Reading, read_each};

const BEHIND_THE_LOCK: &str = "What is behind the lock is read with its password only.";

/// All documents in a file, by their paths inside.
fn all(path: &str, bytes: &[u8], password: Option<&str>) -> Vec<(String, Reading)> {
    let mut found = Vec::new();
    let mut asked = Asked { password, ..Asked::default() };
    read_each(path, bytes, &mut asked, &Limits::default(), |path, _, reading| found.push((path.to_string(), reading)));
    found
}

/// An archive of a note, a locked PDF and an entry that is encrypted itself.
fn bundle() -> Vec<u8> {
    let parts: Parts = vec![
        ("note.txt".into(), b"Steering takes foresight.".to_vec()),
        ("locked.pdf".into(), fixture("pdf/locked.pdf").1),
        ("secret.txt".into(), b"\x1f\x8e not what was written".to_vec()),
    ];
    encrypted(zip(&parts), "secret.txt")
}

/// The same archive, its directory saying that one entry is encrypted: what stands there is never unpacked, so it need not be.
fn encrypted(mut archive: Vec<u8>, name: &str) -> Vec<u8> {
    let starts = |bytes: &[u8], mark: &[u8], skip: usize| {
        bytes.starts_with(mark) && bytes.get(skip..).is_some_and(|b| b.starts_with(name.as_bytes()))
    };
    for at in 0..archive.len() {
        // The flags stand behind the version that is needed, of which the directory has two.
        if starts(&archive[at..], b"PK\x01\x02", 46) {
            archive[at + 8] |= 1;
        } else if starts(&archive[at..], b"PK\x03\x04", 30) {
            archive[at + 6] |= 1;
        }
    }
    archive
}

fn problem(reading: &Reading) -> (Severity, &str, &str) {
    let [problem] = &reading.problems[..] else { panic!("{:?}", reading.problems) };
    assert!(reading.prose.text.is_empty() && problem.remedy.ends_with('.'), "{problem:?}");
    (problem.severity, &problem.code, &problem.what)
}

#[test]
fn an_archive_tells_what_in_it_is_locked() {
    let documents = all("bundle.zip", &bundle(), None);
    let [(_, note), (pdf_path, pdf), (secret_path, secret)] = &documents[..] else { panic!("{documents:?}") };
    assert_eq!(note.prose.text, "Steering takes foresight.");
    assert_eq!((pdf_path.as_str(), pdf.format), ("bundle.zip/locked.pdf", Format::Pdf));
    assert_eq!(problem(pdf), (Severity::Unread, "password", "This PDF is locked with a password."));
    assert_eq!(secret_path, "bundle.zip/secret.txt");
    assert_eq!(problem(secret), (Severity::Unread, "password", "This file in the archive is protected by a password."));
}

#[test]
fn a_password_opens_the_pdfs_of_an_archive() {
    let documents = all("bundle.zip", &bundle(), Some("open sesame"));
    assert_eq!(documents[1].1.prose.text, BEHIND_THE_LOCK);
    assert_eq!(documents[1].1.problems, []);
    assert_eq!(problem(&documents[2].1).1, "password", "entries that are encrypted themselves are not opened");
    let documents = all("bundle.zip", &bundle(), Some("wrong"));
    assert_eq!(problem(&documents[1].1).2, "The password does not open this PDF.");
    assert_eq!(documents[0].1.prose.text, "Steering takes foresight.");
}

#[test]
fn a_document_with_an_encrypted_part_is_locked_as_a_whole() {
    let text = b"<w:document><w:body><w:p><w:r><w:t>Steering</w:t></w:r></w:p></w:body></w:document>";
    let parts: Parts = vec![("word/document.xml".into(), text.to_vec())];
    let archive = zip(&parts);
    assert_eq!(all("a.docx", &archive, None)[0].1.prose.text, "Steering");
    let locked = all("a.docx", &encrypted(archive, "word/document.xml"), None);
    assert_eq!(problem(&locked[0].1), (Severity::Unread, "password", "This Word document is protected by a password."));
}
