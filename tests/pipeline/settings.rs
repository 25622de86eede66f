//! What each setting does, and leaves alone.

use crate::common::{File, fixture, quick, sample, session};
use skillsift::export;
use skillsift::report::{Origin, Report, Sureness};
use skillsift::session::Session;
use skillsift::settings::Settings;

fn sampled() -> Session {
    session(&sample())
}

/// Everything of a ranking that has nothing to do with chance.
fn fixed(report: &Report) -> Vec<(String, u32, String, u32)> {
    report.skills.iter().map(|s| (s.id.clone(), s.rank, format!("{:e}", s.prominence), s.mentions)).collect()
}

#[test]
fn the_seed_moves_intervals_and_nothing_else() {
    let mut session = sampled();
    let with = |seed| Settings { seed, resamples: 300, ..Settings::default() };
    let first = session.analyse(&with(1), &[]).clone();
    let again = session.analyse(&with(1), &[]).clone();
    let other = session.analyse(&with(2), &[]).clone();
    assert_eq!(export::json(&first), export::json(&again));
    assert_eq!(fixed(&first), fixed(&other));
    assert_eq!((first.made.seed, other.made.seed), (1, 2));
    assert!(first.skills.iter().zip(&other.skills).any(|(a, b)| a.low != b.low), "another seed, other resamples");
    for s in first.skills.iter().filter(|s| s.low.is_some()) {
        let (low, high) = (s.low.expect("it has one"), s.high.expect("and the other"));
        assert!(low <= s.prominence + 1e-12 && s.prominence <= high + 1e-12, "{}: {low} {} {high}", s.name, s.prominence);
    }
}

#[test]
fn a_first_view_has_the_same_ranking_without_intervals() {
    let mut session = sampled();
    let full = session.analyse(&Settings::default(), &[]).clone();
    let first = session.analyse(&quick(), &[]).clone();
    assert_eq!(fixed(&full), fixed(&first));
    assert_eq!((full.sureness, first.sureness), (Sureness::Rough, Sureness::None));
    let blank = |r: &Report| r.skills.iter().all(|s| s.low.is_none() && s.high.is_none() && s.rank_best.is_none() && s.p_value.is_none());
    assert!(blank(&first) && !blank(&full));
    assert_eq!(first.totals.standing_out, 0);
    assert!(full.totals.compared > 0 && full.skills.iter().all(|s| s.compared == s.low.is_some()));
}

#[test]
fn few_documents_have_neither_intervals_nor_stand_out() {
    let files = sample();
    for n in [1, 4] {
        let report = session(&files[..n]).analyse(&Settings::default(), &[]).clone();
        assert_eq!(report.sureness, Sureness::None);
        assert!(report.skills.iter().all(|s| s.low.is_none() && s.rank_best.is_none() && !s.stands_out && s.p_value.is_none()));
        assert!(report.caveats.iter().any(|c| c.contains("cannot be known from fewer than 5")), "{:?}", report.caveats);
    }
    assert_eq!(session(&files[..5]).analyse(&Settings::default(), &[]).sureness, Sureness::Rough);
}

#[test]
fn more_belief_asked_leaves_fewer_skills() {
    let mut session = sampled();
    let mut ids_at = |least_belief| {
        let report = session.analyse(&Settings { least_belief, ..quick() }, &[]);
        assert!(report.skills.iter().all(|s| s.belief >= report.settings.least_belief));
        assert!(report.nearly.iter().all(|s| s.belief < report.settings.least_belief));
        report.skills.iter().map(|s| s.id.clone()).collect::<std::collections::BTreeSet<_>>()
    };
    let (least, less, usual, most) = (ids_at(0.05), ids_at(0.2), ids_at(0.4), ids_at(0.9));
    assert!(most.is_subset(&usual) && usual.is_subset(&less) && less.is_subset(&least));
    assert!(most.len() < usual.len() && usual.len() < less.len());
}

#[test]
fn without_discovery_only_the_lexicon_is_ranked() {
    let mut session = sampled();
    let all = session.analyse(&quick(), &[]).clone();
    assert!(all.skills.iter().any(|s| s.origin == Origin::Discovered), "some skills of the sample are in no lexicon");
    let named = session.analyse(&Settings { discover: false, ..quick() }, &[]).clone();
    assert!(!named.skills.is_empty() && named.skills.iter().all(|s| s.origin == Origin::Lexicon && s.definition.is_some()));
    let lexicon =
        |r: &Report| r.skills.iter().filter(|s| s.origin == Origin::Lexicon).map(|s| (s.id.clone(), s.mentions)).collect::<Vec<_>>();
    assert_eq!(lexicon(&all).len(), lexicon(&named).len());
}

#[test]
fn a_higher_factor_lets_fewer_stand_out() {
    let mut session = sampled();
    let mut standing = |stand_out_factor| session.analyse(&Settings { stand_out_factor, ..Settings::default() }, &[]).totals.standing_out;
    let (low, high) = (standing(1.0), standing(4.0));
    assert!(low >= high, "{low} at 1, {high} at 4");
}

#[test]
fn what_is_left_out_counts_when_asked() {
    let files: Vec<File> = vec![fixture("page.html"), fixture("essay.txt")];
    let mut session = session(&files);
    let usual = session.analyse(&quick(), &[]).clone();
    let all = session.analyse(&Settings { count_everything: true, ..quick() }, &[]).clone();
    assert!(usual.totals.words_left_out > 50 && all.totals.words_left_out == 0);
    assert_eq!(usual.totals.words + usual.totals.words_left_out, all.totals.words);
    for (a, b) in usual.documents.iter().zip(&all.documents) {
        assert_eq!(a.words + a.words_left_out, b.words);
    }
}

#[test]
fn settings_from_outside_are_brought_into_range() {
    let mut session = session(&sample()[..2]);
    let wild = Settings { resamples: u32::MAX, stand_out_factor: f64::NAN, least_belief: -3.0, ..Settings::default() };
    let kept = session.analyse(&wild, &[]).settings.clone();
    assert_eq!((kept.resamples, kept.stand_out_factor.to_string(), kept.least_belief.to_string()), (10_000, "1.5".into(), "0.05".into()));
    let few = session.analyse(&Settings { resamples: 1, least_belief: f64::INFINITY, ..Settings::default() }, &[]).settings.clone();
    assert_eq!((few.resamples, few.least_belief.to_string()), (100, "0.5".into()));
}
