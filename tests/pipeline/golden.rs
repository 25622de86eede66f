//! The sample against what it gave before. `SKILLSIFT_BLESS=1 cargo test --test pipeline golden` writes the goldens anew; see
//! tests/goldens/README.md.

use crate::common::{check_golden, sample, session};
use skillsift::export;
use skillsift::report::Report;
use skillsift::settings::Settings;
use std::fmt::Write as _;

fn summary(report: &Report) -> String {
    let mut out = format!("{}\n", report.headline);
    for d in &report.documents {
        _ = writeln!(out, "{}\t{:?}\t{}\t{} words", d.path, d.format, d.title, d.words);
    }
    out += "\nrank\tskill\tmentions\tdocuments\tprominence\n";
    for s in &report.skills {
        _ = writeln!(out, "{}\t{}\t{}\t{}\t{:.4}", s.rank_words, s.name, s.mentions, s.document_frequency, s.prominence);
    }
    out
}

/// The whole report first: where that holds, so does its summary.
#[test]
fn the_sample_gives_its_golden_report_byte_for_byte() {
    let mut session = session(&sample());
    let report = session.analyse(&Settings::default(), &[]);
    check_golden("sample.tsv", &summary(report));
    check_golden("sample.report.json", &export::json(report));
}

/// What must hold of the sample whatever the models: the skills that its pieces are about.
#[test]
fn the_sample_ranks_what_its_pieces_are_about() {
    let mut session = session(&sample());
    let report = session.analyse(&Settings::default(), &[]);
    assert_eq!(report.totals.documents, 12);
    assert!(report.documents.iter().all(|d| d.counted && d.problems.is_empty()));
    let ranked = |name: &str| report.skills.iter().any(|s| s.name == name);
    for name in ["facilitation", "experimentation", "negotiation", "procurement", "evaluation", "evidence synthesis", "foresight"] {
        assert!(ranked(name), "{name} is not ranked");
    }
    assert!(report.totals.compared > 5 && report.totals.skills > 50);
    let places: Vec<u32> = report.skills.iter().map(|s| s.rank).collect();
    assert!(places.is_sorted(), "skills come best first");
}
