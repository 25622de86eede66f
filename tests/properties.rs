//! What holds of the engine whatever the text: spans, counts, reports, and hostile input.

mod common;

use common::{File, quick, record, session};
use proptest::prelude::*;
use skillsift::count::CorpusCounts;
use skillsift::export;
use skillsift::record::Record;
use skillsift::report::{Edit, Explanation, Report};
use skillsift::settings::Settings;
use std::time::Instant;

/// Pieces that meet the engine's rules: skills, cues, joiners, marks, other scripts, and things that hurt.
const PIECES: [&str; 64] = [
    "co-design",
    "codesign",
    "facilitation skills",
    "ability to",
    "skills in",
    "negotiation",
    "participatory methods",
    "data analysis",
    "the",
    "and",
    "or",
    "of",
    "with",
    "learning from failure",
    "Project managers",
    "USER RESEARCH",
    "M&E",
    "e.g.",
    "i.e.",
    "Dr.",
    "No. 5",
    "3.5",
    "1,000",
    "don\u{2019}t",
    "it's",
    ",",
    ".",
    ";",
    ":",
    "?",
    "!",
    "\u{2026}",
    "\u{2014}",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "\u{201c}",
    "\u{201d}",
    "/",
    "\\",
    "\n",
    "\n\n",
    "\t",
    "# ",
    "- ",
    "1. ",
    "|",
    "<b>",
    "</p>",
    "&amp;",
    "\u{0}",
    "\u{feff}",
    "\u{200d}",
    "\u{202e}",
    "\u{ad}",
    "e\u{301}",
    "\u{fb01}",
    "\u{65e5}\u{672c}\u{8a9e}",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
    "\u{1f44d}\u{1f3fd}",
    "\u{e000}",
    "[00:12:31]",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => (0..PIECES.len()).prop_map(|n| PIECES[n].to_string()), 2 => "[a-z]{1,9}", 1 => "\\PC{0,6}"];
    proptest::collection::vec((piece, any::<bool>()), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(p, apart)| if apart { p + " " } else { p }).collect())
}

fn name() -> impl Strategy<Value = String> {
    (prop_oneof![Just("notes"), Just("a b"), Just("=x"), Just("..\\..\\up")], prop_oneof!["txt", "md", "html", "srt", "vtt", "csv", ""])
        .prop_map(|(stem, ending)| format!("{stem}.{ending}"))
}

/// What must hold of any record.
#[track_caller]
fn check_record(record: &Record) {
    let (prose, counts) = (&record.prose, &record.counts);
    let mut end = 0;
    for block in &prose.blocks {
        assert!(block.span.start >= end && !block.span.is_empty() && !block.span.of(&prose.text).is_empty());
        end = block.span.end;
    }
    assert!(end as usize <= prose.text.len());
    let mut behind = 0;
    for mention in &counts.mentions {
        let surface = mention.span.of(&prose.text);
        assert!(!surface.trim().is_empty(), "a mention says something");
        assert!(mention.span.start >= behind, "mentions stand in order, none over another");
        behind = mention.span.end;
        let block = prose.blocks.iter().find(|b| b.span.start <= mention.span.start && mention.span.end <= b.span.end);
        let block = block.expect("a mention lies in one block");
        assert_eq!(block.kind.counts_by_default(), mention.counted);
        assert!((mention.term as usize) < counts.terms.len());
    }
    assert!(counts.terms.is_sorted_by(|a, b| a < b), "terms are sorted, each once");
    let used: std::collections::BTreeSet<u32> = counts.mentions.iter().map(|m| m.term).collect();
    assert_eq!(used.len(), counts.terms.len(), "each term is mentioned");
    assert_eq!(Record::from_bytes(&record.to_bytes()).as_ref(), Some(record));
}

/// Every number of a report is a number, and every fraction a share of one. (JSON would show NaN as `null`.)
#[track_caller]
fn check_report(report: &Report) {
    let share = |x: f64| x.is_finite() && (0.0..=1.0).contains(&x);
    for s in &report.skills {
        let optional = [s.low, s.high, s.p_value, s.dispersion];
        assert!(share(s.prominence) && share(s.belief) && s.per_10k.is_finite() && s.per_10k > 0.0, "{s:?}");
        assert!(optional.iter().flatten().all(|x| share(*x)), "{s:?}");
        assert!(s.spread.iter().all(|p| share(p.weight) && p.mentions > 0));
        assert!(!s.name.is_empty() && s.mentions > 0 && s.rank > 0 && !s.surfaces.is_empty(), "{s:?}");
        assert!(s.rank_best.is_none_or(|b| b >= 1 && b <= s.rank) && s.rank_best.is_some() == s.rank_worst.is_some());
    }
    assert!(report.nearly.iter().all(|n| share(n.belief) && n.mentions > 0));
    let json = export::json(report);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok() && !json.contains("NaN") && !json.contains("Infinity"));
    for text in std::iter::once(&report.headline).chain(&report.caveats) {
        assert!(text.ends_with('.') && !text.contains("NaN"), "{text:?}");
    }
}

fn is_finite(tree: &Explanation) -> bool {
    tree.value.is_none_or(f64::is_finite) && tree.parts.iter().all(is_finite)
}

fn edit() -> impl Strategy<Value = Edit> {
    let id = || {
        prop_oneof![Just("lexicon:co-design".to_string()), Just("lexicon:negotiation".to_string()), Just("term:x".to_string()), "\\PC{0,5}"]
    };
    prop_oneof![
        id().prop_map(|skill| Edit::RejectSkill { skill }),
        (id(), id()).prop_map(|(skill, form)| Edit::RejectForm { skill, form }),
        (id(), id(), any::<u32>()).prop_map(|(skill, document, start)| Edit::RejectMention { skill, document, start }),
        (id(), "\\PC{0,5}").prop_map(|(skill, name)| Edit::Rename { skill, name }),
        (id(), id()).prop_map(|(skill, into)| Edit::Merge { skill, into }),
        id().prop_map(|skill| Edit::Accept { skill }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn records_of_any_text_are_sound(path in name(), text in text()) {
        check_record(&record(&path, text.as_bytes()));
    }

    #[test]
    fn records_of_any_bytes_are_sound(path in name(), bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check_record(&record(&path, &bytes));
    }

    #[test]
    fn bytes_that_are_no_record_are_refused_or_harmless(text in text(), at: prop::sample::Index, byte: u8) {
        let mut packed = record("a.txt", text.as_bytes()).to_bytes();
        let at = at.index(packed.len());
        packed[at] = byte;
        // Either no record, or one that can be looked at.
        if let Some(changed) = Record::from_bytes(&packed) {
            let _ = (changed.id(), changed.outcome(), changed.to_bytes());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn reports_on_any_texts_are_sound(texts in proptest::collection::vec(text(), 0..8), edits in proptest::collection::vec(edit(), 0..4), everything: bool) {
        let files: Vec<File> = texts.iter().enumerate().map(|(n, t)| (format!("{n}.md"), t.as_bytes().to_vec())).collect();
        let mut session = session(&files);
        let settings = Settings { resamples: 100, least_belief: 0.05, count_everything: everything, ..Settings::default() };
        let report = session.analyse(&settings, &edits).clone();
        check_report(&report);
        let ids = report.skills.iter().map(|s| &s.id).chain(report.nearly.iter().map(|n| &n.id));
        for id in ids.take(5) {
            let evidence = session.evidence(id).expect("it is in the report");
            prop_assert!(is_finite(&evidence.explanation));
            prop_assert_eq!(session.concordance(id, 0, usize::MAX).expect("it is in the report").lines.len(), evidence.total as usize);
        }
        for made in [export::csv(&report), export::markdown(&report), export::table(&report, 9), export::document_lines(&session)] {
            prop_assert!(!made.contains("NaN") || texts.iter().any(|t| t.contains("NaN")));
        }
    }

    #[test]
    fn counts_add_up_in_any_grouping(texts in proptest::collection::vec(text(), 0..8), cut: prop::sample::Index, turn: prop::sample::Index) {
        let mut counts: Vec<_> = texts.iter().map(|t| record("a.txt", t.as_bytes()).counts).collect();
        let sum = |part: &[skillsift::count::DocumentCounts]| part.iter().fold(CorpusCounts::default(), |mut all, d| { all.add(d, true); all });
        let whole = sum(&counts);
        if !counts.is_empty() {
            let turn = turn.index(counts.len());
            counts.rotate_left(turn);
        }
        let (left, right) = counts.split_at(cut.index(counts.len() + 1));
        let (mut merged, right) = (sum(left), sum(right));
        merged.merge(&right);
        prop_assert_eq!(&merged, &whole);
        let mut alone = CorpusCounts::default();
        alone.merge(&whole);
        prop_assert_eq!(alone, whole);
    }
}

/// A text of `words` words without any mark between them.
fn breathless(words: usize) -> String {
    let cycle = ["teams", "need", "co-design", "with", "residents", "and", "data analysis", "to", "learn", "facilitation", "skills"];
    cycle.iter().cycle().take(words).copied().collect::<Vec<_>>().join(" ")
}

/// Seconds to read and count, best of two.
fn seconds(path: &str, text: &str) -> f64 {
    let run = |_| {
        let start = Instant::now();
        check_record(&record(path, text.as_bytes()));
        start.elapsed().as_secs_f64()
    };
    (0..2).map(run).fold(f64::INFINITY, f64::min)
}

/// Eight times the text takes about eight times as long; were the cost quadratic, sixty-four times.
#[track_caller]
fn check_linear(path: &str, text: impl Fn(usize) -> String, small: usize) {
    record(path, text(100).as_bytes());
    let (one, eight) = (seconds(path, &text(small)), seconds(path, &text(small * 8)));
    assert!(eight < one * 28.0 + 0.2, "{small} take {one:.3} s, eight times as many {eight:.3} s");
}

#[test]
fn a_sentence_without_end_takes_linear_time() {
    check_linear("a.txt", breathless, 12_500);
}

#[test]
fn a_line_of_a_megabyte_takes_linear_time() {
    check_linear("a.md", |n| "We learn by doing. ".repeat(n), 6_500);
    check_linear("a.txt", |n| "facilitation, ".repeat(n), 9_000);
    check_linear("a.txt", |n| "na\u{ef}vet\u{e9} \u{2014} d\u{e9}j\u{e0} vu; ".repeat(n), 5_000);
}

#[test]
fn deep_marks_take_linear_time() {
    for marks in ["?! ", "... ", "((( ", "[[a|b", "* ", "> ", "_*_", "`", "<b>", "\u{201c}\u{201d}", "| a ", "- - ", "&&&; "] {
        for path in ["a.txt", "a.md", "a.html"] {
            check_linear(path, |n| format!("Skills in negotiation. {}", marks.repeat(n)), 2_500);
        }
    }
}

#[test]
fn hostile_contents_are_text() {
    let hostile = [
        "<img src=x onerror=alert(1)> skills in facilitation <script>alert('negotiation')</script>",
        "\u{202e}noitatilicaf ni slliks\u{202c} Skills in facilitation.",
        "Skills\u{0}in\u{0}facilitation and\u{0} negotiation.",
        "Skills in fa\u{ad}cili\u{ad}tation. Skills in facili\u{200b}tation.",
        "Ski\u{301}lls in facilitation \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}, negotiation\u{fffd}.",
        "=cmd|' /C calc'!A0, skills in facilitation",
        "Skills in facilitation\r\r\n\n\r\u{2028}\u{2029}\u{85}\u{b}\u{c}and negotiation",
        "{{constructor.constructor('alert(1)')()}} skills in facilitation ${7*7}",
    ];
    for text in hostile {
        for path in ["a.txt", "a.md", "a.html", "a<img src=x onerror=alert(1)>.txt"] {
            let file = (path.to_string(), text.as_bytes().to_vec());
            check_record(&record(&file.0, &file.1));
            let mut session = session(std::slice::from_ref(&file));
            let report = session.analyse(&quick(), &[]).clone();
            check_report(&report);
            assert_eq!(report.documents[0].path, path, "names are kept as they are");
            let markdown = export::markdown(&report);
            let bare = markdown.match_indices('<').find(|(at, _)| !markdown[..*at].ends_with('\\'));
            assert_eq!(bare, None, "{markdown}");
        }
    }
}

#[test]
fn nothing_and_junk_make_an_empty_report() {
    let mut empty = session(&[]);
    let report = empty.analyse(&Settings::default(), &[]).clone();
    check_report(&report);
    assert_eq!(report.headline, "No document could be counted.");
    let junk: Vec<File> = vec![
        ("empty.txt".into(), Vec::new()),
        ("blank.txt".into(), b" \n\t \r\n".to_vec()),
        ("noise.txt".into(), (0..5_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()),
        ("zeros.md".into(), vec![0; 4_096]),
        ("row.txt".into(), vec![b'A'; 100_000]),
    ];
    let report = session(&junk).analyse(&Settings::default(), &[]).clone();
    check_report(&report);
    assert_eq!((report.totals.documents, report.documents.len()), (0, 5));
    for d in &report.documents {
        let problem = d.problems.first().unwrap_or_else(|| panic!("{} has its sentence", d.path));
        assert!(problem.what.ends_with('.') && problem.remedy.ends_with('.'), "{problem:?}");
    }
}

#[test]
fn a_document_without_skills_counts_all_the_same() {
    let report = common::report_on(&["The cat sat on the mat.", "It rained in the afternoon."], &quick());
    check_report(&report);
    assert_eq!(report.totals.documents, 2);
}

#[test]
fn five_thousand_tiny_files_are_ranked() {
    let files: Vec<File> = (0..5_000)
        .map(|n| {
            let skill = ["negotiation", "data analysis", "facilitation", "co-design", "budgeting"][n % 5];
            (format!("{}/{n}.txt", n % 70), format!("Note {n}. She is skilled in {skill}.").into_bytes())
        })
        .collect();
    let mut session = session(&files);
    let report = session.analyse(&Settings { resamples: 100, ..Settings::default() }, &[]).clone();
    check_report(&report);
    assert_eq!(report.totals.documents, 5_000);
    assert!(report.skills.iter().filter(|s| s.document_frequency >= 500).count() >= 4);
}
