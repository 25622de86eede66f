//! Quotes stand in the texts, mentions are all there, and explanations add up.

use crate::common::{fixture, sample, session};
use skillsift::report::{Explanation, KwicLine, Report};
use skillsift::session::Session;
use skillsift::settings::Settings;

fn analysed() -> (Session, Report) {
    let mut files = sample();
    files.extend(["essay.txt", "talk-notes.md", "page.html", "subtitles.vtt"].map(fixture));
    let mut session = session(&files);
    let report = session.analyse(&Settings { resamples: 200, ..Settings::default() }, &[]).clone();
    (session, report)
}

/// The line is a stretch of its document, but for the "…" where it was cut.
#[track_caller]
fn check_line(session: &Session, line: &KwicLine) {
    let record = session.records().nth(line.document as usize).expect("the document is there");
    let start = line.start as usize;
    let text = &record.prose.text;
    assert_eq!(text.get(start..start + line.node.len()), Some(line.node.as_str()), "the mention stands where it is said to");
    let (left, right) = (line.left.trim_start_matches('\u{2026}'), line.right.trim_end_matches('\u{2026}'));
    assert!(text[..start].ends_with(left), "{left:?} stands before {:?}", line.node);
    // A sentence may itself end in "…".
    assert!(text[start + line.node.len()..].starts_with(right), "{right:?} stands behind {:?}", line.node);
    assert!(!line.node.trim().is_empty() && !line.place.is_empty());
}

#[test]
fn quotes_stand_in_different_documents() {
    let (session, report) = analysed();
    for skill in &report.skills {
        let evidence = session.evidence(&skill.id).expect("it is ranked");
        assert_eq!(evidence.quotes.len(), 5.min(skill.document_frequency as usize), "{}", skill.name);
        let mut documents: Vec<u32> = evidence.quotes.iter().map(|q| q.document).collect();
        evidence.quotes.iter().for_each(|q| check_line(&session, q));
        documents.sort_unstable();
        documents.dedup();
        assert_eq!(documents.len(), evidence.quotes.len());
        assert!(documents.iter().all(|d| skill.spread.iter().any(|s| s.document == *d)));
        let forms: u32 = evidence.surfaces.iter().map(|f| f.count).sum();
        assert_eq!(forms, skill.mentions, "the forms of {} add up", skill.name);
    }
    assert!(session.evidence("no such skill").is_none() && session.concordance("no such skill", 0, 9).is_none());
}

#[test]
fn pages_of_mentions_join_to_all_of_them() {
    let (session, report) = analysed();
    for skill in report.skills.iter().take(40) {
        let all = session.concordance(&skill.id, 0, usize::MAX).expect("it is ranked");
        assert_eq!(all.lines.len(), all.total as usize);
        assert!(all.total >= skill.mentions);
        let mut paged = Vec::new();
        for from in (0..all.lines.len() + 7).step_by(7) {
            let page = session.concordance(&skill.id, from, 7).expect("it is ranked");
            assert_eq!((page.total, page.from as usize), (all.total, from));
            paged.extend(page.lines);
        }
        assert_eq!(paged, all.lines);
        all.lines.iter().for_each(|line| check_line(&session, line));
        assert!(all.lines.is_sorted_by(|a, b| (a.document, a.start) < (b.document, b.start)), "by document, then position, none twice");
        let documents = all.lines.chunk_by(|a, b| a.document == b.document).count();
        assert!(documents >= skill.document_frequency as usize);
    }
}

#[test]
fn phrases_nearly_skills_have_their_evidence_too() {
    let (session, report) = analysed();
    for phrase in report.nearly.iter().take(20) {
        let evidence = session.evidence(&phrase.id).expect("it is kept");
        assert_eq!(evidence.total, phrase.mentions);
        evidence.quotes.iter().for_each(|q| check_line(&session, q));
        assert_eq!(evidence.explanation.value, Some(phrase.belief));
    }
}

#[track_caller]
fn part<'a>(tree: &'a Explanation, label: &str) -> &'a Explanation {
    tree.parts.iter().find(|p| p.label == label).unwrap_or_else(|| panic!("{} has no part {label:?}", tree.label))
}

fn value(tree: &Explanation) -> f64 {
    tree.value.expect("it has a value")
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

#[test]
fn every_number_of_a_rank_adds_up() {
    let (session, report) = analysed();
    let words = |title: &str| {
        let of = report.documents.iter().find(|d| title == format!("Weight in \u{201c}{}\u{201d}", d.title));
        f64::from(of.expect("the document is there").words)
    };
    let mut means = Vec::new();
    for skill in &report.skills {
        let tree = session.evidence(&skill.id).expect("it is ranked").explanation;
        assert!(near(value(&tree), f64::from(skill.rank)));
        let prominence = part(&tree, "Prominence");
        assert_eq!(prominence.value, Some(skill.prominence));
        let (mut sum, mut mentions) = (0.0, 0.0);
        for weight in &prominence.parts {
            let (n, damping) = (value(part(weight, "Mentions")), value(part(weight, "Damping")));
            assert!(near(value(weight), n / (n + damping)));
            assert!(near(damping, (words(&weight.label) / 1_000.0).sqrt().max(1.0)));
            sum += value(weight);
            mentions += n;
        }
        assert!(near(sum / f64::from(report.totals.documents), skill.prominence), "{}", skill.name);
        assert!(near(mentions, f64::from(skill.mentions)));
        let belief = part(&tree, "Belief that it is a skill");
        assert!(near(value(belief), skill.belief));
        assert!(near(1.0 / (1.0 + (-value(part(belief, "Mean log odds"))).exp()), skill.belief));
        assert_eq!(part(&tree, "Dispersion (DP)").value, skill.dispersion);
        if skill.compared {
            let interval = part(&tree, "Interval");
            assert_eq!((part(interval, "Low").value, part(interval, "High").value), (skill.low, skill.high));
            let ranks = part(&tree, "Likely ranks");
            let end = |label| part(ranks, label).value.map(|r| r as u32);
            assert_eq!((end("Best"), end("Worst")), (skill.rank_best, skill.rank_worst));
            let stands = part(&tree, "Stands out");
            let excess = part(stands, "Excess");
            let mean = value(part(excess, "Mean of the compared skills"));
            assert!((value(excess) - (skill.prominence - report.settings.stand_out_factor * mean)).abs() < 1e-9, "{}", skill.name);
            assert_eq!(part(stands, "p-value").value, skill.p_value);
            means.push(mean);
        }
    }
    let compared: Vec<f64> = report.skills.iter().filter(|s| s.compared).map(|s| s.prominence).collect();
    assert!(means.iter().all(|m| near(*m, compared.iter().sum::<f64>() / compared.len() as f64)));
}

#[test]
fn totals_are_the_sums_of_their_parts() {
    let (_, report) = analysed();
    let t = report.totals;
    assert_eq!(t.documents as usize, report.documents.iter().filter(|d| d.counted).count());
    assert_eq!(t.words, report.documents.iter().filter(|d| d.counted).map(|d| u64::from(d.words)).sum::<u64>());
    assert_eq!(t.mentions, report.skills.iter().map(|s| u64::from(s.mentions)).sum::<u64>());
    assert_eq!(t.skills as usize, report.skills.len());
    assert_eq!(t.compared as usize, report.skills.iter().filter(|s| s.compared).count());
    assert_eq!(t.standing_out as usize, report.skills.iter().filter(|s| s.stands_out).count());
    for skill in &report.skills {
        assert_eq!(skill.document_frequency as usize, skill.spread.len());
        assert_eq!(skill.mentions, skill.spread.iter().map(|s| s.mentions).sum::<u32>());
        assert_eq!(skill.compared, skill.document_frequency >= t.compared_from);
        assert_eq!(skill.tied as usize, report.skills.iter().filter(|s| s.rank == skill.rank).count());
        let above = report.skills.iter().filter(|s| s.prominence > skill.prominence).count();
        assert_eq!(skill.rank as usize, above + 1);
    }
    for (number, document) in report.documents.iter().enumerate() {
        let weight = |s: u32| {
            let spread = &report.skills[s as usize].spread;
            spread.iter().find(|p| p.document as usize == number).expect("a top skill is in the document").weight
        };
        assert!(document.top.iter().map(|&s| weight(s)).is_sorted_by(|a, b| a >= b));
    }
}
