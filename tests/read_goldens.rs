//! Whole files against the text that a careful reader expects to be counted.

use skillsift::read::{Limits, Reading, read};
use std::fs;
use std::path::Path;

fn fixture(name: &str) -> (Reading, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let bytes = fs::read(folder.join(name)).expect("the file is there");
    let expected = fs::read_to_string(folder.join(format!("{name}.expected.txt"))).expect("the file is there");
    (read(name, &bytes, &Limits::default()), expected)
}

fn counted(reading: &Reading) -> String {
    let blocks = reading.prose.blocks.iter().filter(|b| b.kind.counts_by_default());
    blocks.map(|b| b.span.of(&reading.prose.text)).collect::<Vec<_>>().join("\n\n")
}

#[track_caller]
fn check(name: &str) -> Reading {
    let (reading, expected) = fixture(name);
    assert_eq!(reading.problems, [], "{name}");
    let counted = counted(&reading);
    for (at, (found, wanted)) in counted.lines().zip(expected.trim_end().lines()).enumerate() {
        assert_eq!(found, wanted, "{name}, line {}", at + 1);
    }
    assert_eq!(counted, expected.trim_end(), "{name}");
    reading
}

#[test]
fn an_essay_of_one_paragraph_a_line() {
    check("essay.txt");
}

#[test]
fn notes_of_a_talk_in_markdown() {
    let reading = check("talk-notes.md");
    assert_eq!(reading.title.as_deref(), Some("Learning to steer: experimentation and foresight in public missions"));
}

#[test]
fn subtitles_in_subrip() {
    check("subtitles.srt");
}

#[test]
fn subtitles_in_webvtt() {
    check("subtitles.vtt");
}

#[test]
fn a_news_page() {
    let reading = check("page.html");
    assert_eq!(reading.title.as_deref(), Some("Can a town design its way to safer streets?"));
    for furniture in ["Otters return to the mill pond", "Terms of use", "Accept all"] {
        assert!(reading.prose.text.contains(furniture), "{furniture} is read, though not counted");
    }
    for hidden in ["dataLayer", "new tyres", "Subscribers get", "turn on JavaScript"] {
        assert!(!reading.prose.text.contains(hidden), "{hidden} is hidden");
    }
}

#[test]
fn text_in_windows_1252() {
    check("latin1.txt");
}

#[test]
fn text_in_utf_16() {
    check("utf16.txt");
}
