//! Themes: planted ones are found, what keeps no company makes none, and what cannot be known is said.

use crate::common::{File, report_on, session};
use skillsift::export;
use skillsift::report::Report;
use skillsift::settings::Settings;

/// Long enough that what stands before and behind it shares no passage, and no skill in it.
fn pause() -> String {
    "It rained on the hills in the morning and the river was brown under the old bridge. ".repeat(20)
}

fn text(number: usize, paragraphs: &[&str]) -> String {
    let said: Vec<String> = paragraphs.iter().map(|p| format!("In town {number} the team needs {p} skills.")).collect();
    said.join(&format!("\n\n{}\n\n", pause()))
}

const MAKING: &str = "prototyping, usability testing and user research";
const TALKING: &str = "negotiation, coaching and facilitation";

fn planted(documents: usize) -> Report {
    let texts: Vec<String> = (0..documents)
        .map(|n| match n % 3 {
            0 => text(n, &[MAKING, TALKING]),
            1 => text(n, &[TALKING, "budgeting"]),
            _ => text(n, &["procurement", MAKING]),
        })
        .collect();
    // The texts are much alike, which is not what is looked at here.
    let settings = Settings { duplicates_once: false, passages_once: false, ..Settings::default() };
    report_on(&texts.iter().map(String::as_str).collect::<Vec<_>>(), &settings)
}

fn names(report: &Report) -> Vec<Vec<&str>> {
    let of = |theme: &skillsift::report::Theme| {
        let mut names: Vec<&str> = theme.skills.iter().map(|&s| report.skills[s as usize].name.as_str()).collect();
        names.sort_unstable();
        names
    };
    let mut all: Vec<Vec<&str>> = report.themes.iter().map(of).collect();
    all.sort();
    all
}

#[test]
fn planted_themes_are_found_and_steady() {
    let report = planted(30);
    assert_eq!(names(&report), [["coaching", "facilitation", "negotiation"], ["prototyping", "usability testing", "user research"]]);
    assert!(report.themes.iter().all(|t| t.stability > 0.9), "{:?}", report.themes);
    assert!(report.company.words.starts_with("2 themes"), "{}", report.company.words);
    let markdown = export::markdown(&report);
    assert!(markdown.contains("\n## Themes\n"), "{markdown}");
    for theme in &report.themes {
        assert!(markdown.contains(&format!("**{}**", theme.name)), "{markdown}");
    }
    assert!(export::table(&report, 3).contains("facilitation"));
}

#[test]
fn skills_that_keep_no_company_make_no_theme() {
    let all = ["prototyping", "negotiation", "budgeting", "procurement", "facilitation", "user research"];
    // Every skill stands alone in its passage, in an order that differs from document to document.
    let texts: Vec<String> = (0..30).map(|n| text(n, &[all[n % 6], all[(n + 2) % 6], all[(n * n + 3) % 6]])).collect();
    let report = report_on(&texts.iter().map(String::as_str).collect::<Vec<_>>(), &Settings::default());
    assert_eq!(names(&report), Vec::<Vec<&str>>::new());
    assert!(report.company.words.starts_with("No themes stand out"), "{}", report.company.words);
}

#[test]
fn few_documents_give_no_themes_and_say_so() {
    let report = planted(4);
    assert!(report.themes.is_empty());
    assert_eq!(report.company.words, "Themes need at least 5 documents.");
}

#[test]
fn a_first_view_has_no_themes() {
    let files: Vec<File> = (0..12).map(|n| (format!("{n}.txt"), text(n, &[MAKING, TALKING]).into_bytes())).collect();
    let report = session(&files).analyse(&Settings { resamples: 0, ..Settings::default() }, &[]).clone();
    assert!(report.themes.is_empty() && report.company.links.is_empty());
}
