//! Every bad file gets its sentence, at once.

use skillsift::problem::Severity;
use skillsift::read::{Format, Limits, read};

#[track_caller]
fn refused(path: &str, bytes: &[u8], code: &str, sentence: &str) -> Format {
    let reading = read(path, bytes, &Limits::default());
    let [problem] = &reading.problems[..] else { panic!("{path}: {:?}", reading.problems) };
    assert_eq!((problem.severity, problem.code.as_str()), (Severity::Unread, code), "{path}");
    assert_eq!(problem.what, sentence, "{path}");
    assert!(problem.remedy.ends_with('.'), "{path}");
    assert!(reading.prose.blocks.is_empty(), "{path}");
    reading.format
}

#[test]
fn files_without_text_are_refused_in_words() {
    let noise: Vec<u8> = (0..20_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    refused("a.txt", b"", "empty-file", "This file is empty.");
    refused("a.txt", b" \n\t \r\n", "blank-file", "This file holds nothing but white space.");
    refused("a.txt", "\u{feff}".as_bytes(), "blank-file", "This file holds nothing but white space.");
    refused("a.txt", &noise, "not-text", "This file holds binary data, not text.");
    refused("a.txt", &[b'D'; 20_000], "no-words", "This file holds one long row of characters without words.");
    refused("a.html", b"<script>x</script>", "no-text", "No text was found in this file, which was read as a web page.");
    refused("a.srt", b"no cues here", "no-text", "No text was found in this file, which was read as a subtitle file.");
    refused("a.md", b"---\nid: 3\n---\n", "no-text", "No text was found in this file, which was read as a Markdown text.");
}

#[test]
fn documents_are_named_whatever_they_are_called() {
    let word = b"PK\x03\x04\x14\0\0\0\x08\0word/document.xml";
    let sentence = "This Word document is damaged: part of it is missing or was changed.";
    assert_eq!(refused("talk.pdf", word, "damaged", sentence), Format::Docx);
    let sentence = "This PDF is damaged and no page could be found in it.";
    let format = refused("talk.txt", b"%PDF-1.7\n%\xe2\xe3", "damaged", sentence);
    assert_eq!(format, Format::Pdf);
}

/// A container of Office before 2007 whose directory holds this name.
fn container(name: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn old_and_encrypted_office_files_say_what_to_do() {
    refused("a.docx", &container("EncryptedPackage"), "password", "This Office document is protected by a password.");
    for (name, what) in [
        ("WordDocument", "a Word document of before 2007 (.doc)"),
        ("Workbook", "an Excel workbook of before 2007 (.xls)"),
        ("PowerPoint Document", "a PowerPoint presentation of before 2007 (.ppt)"),
        ("__properties_version1.0", "an Outlook message (.msg)"),
        ("x", "an Office document of before 2007"),
    ] {
        refused("a.doc", &container(name), "old-office", &format!("This is {what}, which cannot be read."));
    }
}

#[test]
fn what_is_no_document_is_named() {
    refused("a.txt", b"\x89PNG\r\n\x1a\n", "image", "This is an image. Text in images is not read.");
    refused("a", b"ID3\x04\0\0", "sound", "This is a sound recording. Recordings are not read.");
    refused("a.mp4", b"\0\0\0\x20ftypisom", "video", "This is a video. Videos are not read.");
    refused("a.exe", b"MZ\x90\0\x03\0\0\0", "program", "This is a program, not a document.");
    refused("a.txt", b"{\"skills\": []}", "data", "This is JSON data, not a document.");
    refused("app.js", b"let x = 1;", "program", "This is program code, not a document.");
}

#[test]
fn a_text_over_the_limit_is_refused() {
    let limits = Limits { text_bytes: 1 << 20, ..Limits::default() };
    let text = "word ".repeat(400_000);
    let reading = read("a.txt", text.as_bytes(), &limits);
    assert_eq!(reading.problems[0].what, "This text is 2 MB long; texts up to 1 MB are read.");
    assert_eq!(read("a.txt", &vec![b' '; 100 << 20], &Limits::default()).problems[0].code, "text-too-long");
}

#[test]
fn characters_that_were_lost_are_counted() {
    let mut bytes = "“Zoë’s café” – naïve?\n".repeat(20).into_bytes();
    bytes.extend(b"One \xff and \xfe two.");
    let reading = read("a.txt", &bytes, &Limits::default());
    let problem = &reading.problems[0];
    assert_eq!(problem.what, "2 characters could not be read, in a text that looks like UTF-8.");
    assert_eq!((problem.severity, problem.place.as_deref()), (Severity::Part, Some("line 21")));
    assert!(reading.prose.text.ends_with("two."));
}

#[test]
fn hostile_files_take_linear_time() {
    // Each of these is quadratic in a careless reader; all together must pass in a few seconds even without optimisation.
    let n = 60_000;
    for (name, piece) in [
        ("a.html", "<div>"),
        ("a.html", "<b><p>"),
        ("a.html", "<a b='"),
        ("a.html", "</p>"),
        ("a.html", "<td></div>"),
        ("a.html", "<!--"),
        ("a.html", "<"),
        ("a.html", "&"),
        ("a.html", "<table><tr><td>x"),
        ("a.html", "<ul><li>x"),
        ("a.html", "<sup><a>x"),
        ("a.md", "[["),
        ("a.md", "["),
        ("a.md", "*a_ "),
        ("a.md", "{{"),
        ("a.md", "[01:02] "),
        ("a.md", "> "),
        ("a.md", "https://"),
        ("a.md", "- a\n"),
        ("a.md", "`a``"),
        ("a.txt", "[00:01] "),
        ("a.txt", "("),
        ("a.txt", "- \n"),
        ("a.srt", "00:01.000 --> 00:02.000\nx\n"),
        ("a.vtt", "00:01.000 --> 00:02.000\n<v <<\n"),
        ("a.vtt", "\n"),
    ] {
        let text = format!("WEBVTT\n\nx y z. {}", piece.repeat(n));
        let text = if name == "a.vtt" { &text[..] } else { &text[8..] };
        let reading = read(name, text.as_bytes(), &Limits::default());
        assert!(reading.problems.len() <= 1, "{name} {piece}");
    }
}
