//! What documents repeat of one another: near copies and passages that stand in many, each counted once.

use crate::common::{Dice, File, check_golden, quick, sample, session, shared, skill};
use proptest::prelude::*;
use skillsift::export;
use skillsift::report::Report;
use skillsift::settings::Settings;

const NOTICE: &str = "We use cookies so that you can enjoy content marketing and data analysis that suit you on this site.";

fn named(texts: &[String]) -> Vec<File> {
    texts.iter().enumerate().map(|(n, t)| (format!("{n}.txt"), t.as_bytes().to_vec())).collect()
}

fn report(files: &[File], settings: &Settings) -> Report {
    session(files).analyse(settings, &[]).clone()
}

/// The first `words` words of a text of the sample.
fn excerpt(of: usize, words: usize) -> String {
    let (_, bytes) = &sample()[of];
    let text = String::from_utf8_lossy(bytes).into_owned();
    text.split_whitespace().take(words).collect::<Vec<_>>().join(" ")
}

/// The text with this many of its words changed, anywhere.
fn edited(text: &str, changes: usize, dice: &mut Dice) -> String {
    let mut words: Vec<String> = text.split(' ').map(String::from).collect();
    for change in 0..changes {
        let at = dice.roll(words.len());
        words[at] = format!("other{change}");
    }
    words.join(" ")
}

/// The paths of near copies, each with that of the document counted in its place.
fn near(report: &Report) -> Vec<(String, String)> {
    let pair = |d: &skillsift::report::DocumentReport| Some((d.path.clone(), d.near_copy_of.clone()?));
    report.documents.iter().filter_map(pair).collect()
}

#[test]
fn a_copy_with_three_words_in_a_hundred_changed_is_found() {
    let mut dice = Dice(11);
    for of in 0..8 {
        let text = excerpt(of, 600);
        let words = text.split(' ').count();
        for _ in 0..5 {
            let report = report(&named(&[text.clone(), edited(&text, words * 3 / 100, &mut dice), excerpt(of + 1, 600)]), &quick());
            assert_eq!(near(&report).len(), 1, "text {of}: {:?}", report.documents);
            let copy = report.documents.iter().find(|d| d.near_copy_of.is_some()).expect("there is one");
            assert!(!copy.counted && copy.duplicate_of.is_none() && copy.top.is_empty());
            assert!(copy.resemblance.is_some_and(|r| (0.8..1.0).contains(&r)), "{:?}", copy.resemblance);
            assert_eq!(report.totals.documents, 2);
            assert!(report.caveats.iter().any(|c| c == "1 document is a near copy of another and was not counted twice."));
        }
    }
}

#[test]
fn texts_on_one_theme_are_no_copies() {
    assert_eq!(near(&report(&sample(), &quick())), []);
    // The halves of one text have their theme and author in common.
    for of in 0..8 {
        let text = excerpt(of, 800);
        let (half, rest) = text.split_at(text.char_indices().nth(text.chars().count() / 2).expect("it is long").0);
        assert_eq!(near(&report(&named(&[half.into(), rest.into()]), &quick())), []);
    }
}

#[test]
fn the_same_words_set_otherwise_are_a_near_copy() {
    let (plain, marked) = (excerpt(2, 300).replace(['#', '*', '_'], ""), excerpt(2, 300).replace(['#', '*', '_'], "").to_uppercase());
    let report = report(&named(&[plain, marked]), &quick());
    assert_eq!(near(&report).len(), 1);
    assert!(report.documents.iter().any(|d| d.resemblance.is_some_and(|r| (r - 1.0).abs() < 1e-12)));
}

#[test]
fn short_notes_are_copies_only_where_their_words_are_the_same() {
    let note = |n: u32| {
        format!("Note {n}: for this work we need project management, prototyping, budgeting and some negotiation with all partners.")
    };
    assert_eq!(near(&report(&named(&[note(1), note(2)]), &quick())), []);
    assert_eq!(near(&report(&named(&[note(1), format!("{}\n", note(1).to_uppercase())]), &quick())).len(), 1);
    assert_eq!(near(&report(&named(&["Negotiation".into(), "Mediation".into()]), &quick())), []);
}

#[test]
fn copies_of_copies_and_the_setting() {
    let mut dice = Dice(5);
    let text = excerpt(4, 600);
    let other = edited(&text, 9, &mut dice);
    let files = named(&[text, other.clone(), other, excerpt(5, 600)]);
    let once = report(&files, &quick());
    assert_eq!(once.totals.documents, 2);
    let copies = once.documents.iter().filter(|d| d.is_copy()).count();
    assert_eq!((copies, once.documents.iter().filter(|d| d.counted).count()), (2, 2));
    let each = report(&files, &Settings { duplicates_once: false, ..quick() });
    assert_eq!((each.totals.documents, near(&each).len()), (4, 0));
    assert_eq!(each.totals.words_repeated, 0, "who counts each copy counts its passages, too");
}

/// Three documents of five begin with a notice; one has it twice.
fn noticed() -> Vec<File> {
    let texts: Vec<String> = (0..5)
        .map(|n| {
            let own = excerpt(n, 250);
            match n {
                0 | 2 => format!("{NOTICE}\n\n{own}"),
                3 => format!("{}\n\n{own}\n\n{NOTICE}", NOTICE.to_uppercase()),
                _ => own,
            }
        })
        .collect();
    named(&texts)
}

#[test]
fn a_passage_in_many_documents_counts_in_the_first() {
    let files = noticed();
    let once = report(&files, &quick());
    let each = report(&files, &Settings { passages_once: false, ..quick() });
    let [passage] = &once.passages[..] else { panic!("{:?}", once.passages) };
    let words = NOTICE.split(' ').count() as u32;
    assert_eq!((passage.documents, passage.words), (3, words));
    assert!(passage.text.to_lowercase().starts_with("we use cookies"));
    assert_eq!(once.passages, each.passages, "what is found does not depend on what counts");
    // Document 3 has it twice; the first place of the first document counts, and no other.
    assert_eq!(once.totals.words_repeated, u64::from(3 * words));
    assert_eq!((each.totals.words_repeated, each.totals.words), (0, once.totals.words + u64::from(3 * words)));
    for (a, b) in once.documents.iter().zip(&each.documents) {
        assert_eq!(a.words + a.words_repeated, b.words);
        assert_eq!(a.words_left_out, b.words_left_out);
    }
    assert_eq!(once.documents[passage.document as usize].words_repeated % words, 0);
    let of = |r: &Report| skill(r, "lexicon:data analysis").mentions;
    assert_eq!(of(&once) + 3, of(&each));
    assert!(
        once.caveats.iter().any(|c| c.starts_with("1 passage that stands in at least 3 documents was counted once;")),
        "{:?}",
        once.caveats
    );
}

#[test]
fn evidence_shows_a_repeated_passage_once() {
    let mut session = session(&noticed());
    let report = session.analyse(&quick(), &[]).clone();
    let passage = &report.passages[0];
    let lines = session.concordance("lexicon:data analysis", 0, 1_000).expect("it is ranked").lines;
    let noticed: Vec<_> = lines.iter().filter(|l| l.left.to_lowercase().contains("cookies")).collect();
    assert_eq!(noticed.len(), 1);
    assert_eq!(noticed[0].document, passage.document);
    let quotes = session.evidence("lexicon:data analysis").expect("it is ranked").quotes;
    assert!(quotes.iter().filter(|q| q.left.to_lowercase().contains("cookies")).count() <= 1);
    let every = session.analyse(&Settings { passages_once: false, ..quick() }, &[]).clone();
    assert!(every.totals.words > report.totals.words);
    let lines = session.concordance("lexicon:data analysis", 0, 1_000).expect("it is ranked").lines;
    assert_eq!(lines.iter().filter(|l| l.left.to_lowercase().contains("cookies")).count(), 4);
}

#[test]
fn what_is_short_or_rare_is_no_repeated_passage() {
    let texts = |shared: &str, of: usize| {
        (0..5).map(|n| if n < of { format!("{shared}\n\n{}", excerpt(n, 200)) } else { excerpt(n, 200) }).collect::<Vec<_>>()
    };
    assert_eq!(report(&named(&texts("Excellent communication and negotiation skills", 5)), &quick()).passages, []);
    assert_eq!(report(&named(&texts(NOTICE, 2)), &quick()).passages, []);
    assert_eq!(report(&named(&texts(NOTICE, 3)), &quick()).passages.len(), 1);
}

#[test]
fn a_collection_with_repeats_gives_its_golden_report_byte_for_byte() {
    let mut files = noticed();
    let near = edited(&excerpt(6, 300), 6, &mut Dice(3));
    files.extend([
        ("near.txt".into(), near.clone().into_bytes()),
        ("same.txt".into(), near.into_bytes()),
        ("text.txt".into(), excerpt(6, 300).into_bytes()),
    ]);
    check_golden("repeats.report.json", &export::json(&report(&files, &quick())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Near copies, copies and passages, in any order: the same bytes.
    #[test]
    fn repeats_do_not_depend_on_the_order_of_files(seed in 1u64..u64::MAX, copies in 1usize..6) {
        let mut dice = Dice(seed);
        let mut files = noticed();
        for n in 0..copies {
            let of = dice.roll(4);
            let changes = dice.roll(40);
            files.push((format!("copy {n}.txt"), edited(&excerpt(of, 250), changes, &mut dice).into_bytes()));
        }
        let expected = export::json(&report(&files, &quick()));
        for _ in 0..3 {
            dice.shuffle(&mut files);
            let mut session = session(&files[..2]);
            session.analyse(&quick(), &[]);
            for (path, bytes) in &files[2..] {
                session.add(crate::common::record(path, bytes));
                session.analyse(&quick(), &[]);
            }
            prop_assert!(export::json(session.analyse(&quick(), &[])) == expected);
        }
    }
}

/// What it finds in real collections, for people: `cargo test --test pipeline -- --ignored --nocapture real`.
#[test]
#[ignore = "needs the shared corpora"]
fn real_collections_hold_few_near_copies() {
    for folder in ["corpora/vacancies/open", "corpora/vacancies/closed", "corpora/expert/plain"] {
        let Some(folder) = shared(folder) else { continue };
        let mut files: Vec<File> = Vec::new();
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            files.push((entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap_or_default()));
        }
        let report = report(&files, &quick());
        println!(
            "{}: {} documents, {} near copies, {} passages",
            folder.display(),
            files.len(),
            near(&report).len(),
            report.passages.len()
        );
        assert!(near(&report).len() * 50 < files.len());
    }
}
