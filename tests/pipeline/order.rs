//! The same documents give the same bytes, however they come.

use crate::common::{Dice, File, fixture, sample, session};
use skillsift::candidate::Extractor;
use skillsift::count::CorpusCounts;
use skillsift::export;
use skillsift::read::Limits;
use skillsift::record::Record;
use skillsift::session::Session;
use skillsift::settings::Settings;

fn settings() -> Settings {
    Settings { resamples: 200, ..Settings::default() }
}

/// Every export, and the evidence and mentions of the first few skills.
fn everything(session: &mut Session) -> String {
    session.analyse(&settings(), &[]);
    let report = session.report().expect("it was just analysed");
    let mut out = [export::json(report), export::csv(report), export::markdown(report), export::document_lines(session)].concat();
    for skill in report.skills.iter().take(5) {
        let json = |value: &dyn erased::Json| value.json();
        out += &json(&session.evidence(&skill.id));
        out += &json(&session.concordance(&skill.id, 0, 1_000));
    }
    out
}

/// JSON of anything, so that one closure serves for two types.
mod erased {
    pub trait Json {
        fn json(&self) -> String;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> String {
            serde_json::to_string(self).expect("it is plain data")
        }
    }
}

/// The session that `workers` readers make together: file `n` is read by reader `n % workers` and its record travels as bytes.
fn shared_out(files: &[File], workers: usize) -> Session {
    let mut extractors: Vec<Extractor> = (0..workers).map(|_| Extractor::default()).collect();
    let mut session = Session::default();
    for (number, (path, bytes)) in files.iter().enumerate() {
        let record = Record::of(path, bytes, &Limits::default(), &mut extractors[number % workers]);
        session.add(Record::from_bytes(&record.to_bytes()).expect("a record survives the way"));
    }
    session
}

#[test]
fn any_order_and_any_split_over_workers_give_the_same_bytes() {
    let mut files = sample();
    let expected = everything(&mut session(&files));
    let mut dice = Dice(7);
    for workers in [1, 2, 5] {
        dice.shuffle(&mut files);
        let found = everything(&mut shared_out(&files, workers));
        assert!(found == expected, "{workers} workers give other bytes");
    }
    files.sort_by(|a, b| b.cmp(a));
    assert!(everything(&mut session(&files)) == expected, "the reverse order gives other bytes");
}

#[test]
fn an_extractor_that_has_read_others_gives_the_same_record() {
    let files = sample();
    let mut warm = Extractor::default();
    for (path, bytes) in files.iter().chain(&[fixture("page.html"), fixture("utf16.txt")]) {
        Record::of(path, bytes, &Limits::default(), &mut warm);
    }
    for (path, bytes) in &files {
        let fresh = Record::of(path, bytes, &Limits::default(), &mut Extractor::default());
        assert_eq!(Record::of(path, bytes, &Limits::default(), &mut warm), fresh, "{path}");
    }
}

#[test]
fn a_record_comes_back_from_its_bytes_and_from_no_others() {
    let (path, bytes) = fixture("talk-notes.md");
    let record = Record::of(&path, &bytes, &Limits::default(), &mut Extractor::default());
    let packed = record.to_bytes();
    assert_eq!(Record::from_bytes(&packed).as_ref(), Some(&record));
    assert_eq!(Record::from_bytes(&[]), None);
    assert_eq!(Record::from_bytes(&packed[..packed.len() / 2]), None);
    assert_eq!(Record::from_bytes(b"This is no record."), None);
}

#[test]
fn a_document_removed_leaves_no_trace() {
    let files = sample();
    let without = everything(&mut session(&files[1..]));
    let mut session = session(&files);
    let with = everything(&mut session);
    let id = session.records().find(|r| r.path == files[0].0).expect("it was added").id();
    assert!(session.remove(&id) && !session.remove(&id), "it is there once");
    assert!(everything(&mut session) == without);
    session.add(crate::common::record(&files[0].0, &files[0].1));
    assert!(everything(&mut session) == with, "added again, it gives the first bytes again");
    for nonsense in ["", ":", "x:y", "00:", "no colon", "ffffffffffffffffffffffffffffffffff:a"] {
        assert!(!session.remove(nonsense));
    }
    session.clear();
    assert!(session.report().is_none() && session.records().next().is_none());
}

#[test]
fn a_document_added_twice_is_there_once() {
    let files = sample();
    let mut twice = files.clone();
    twice.extend(files.iter().cloned());
    assert!(everything(&mut session(&twice)) == everything(&mut session(&files)));
}

#[test]
fn copies_count_once_unless_told_otherwise() {
    let mut files = sample();
    files.truncate(3);
    let bytes = files[0].1.clone();
    files.push(("zz/copy.txt".into(), bytes.clone()));
    files.push(("aa/copy.txt".into(), bytes));
    let mut session = session(&files);
    let report = session.analyse(&settings(), &[]).clone();
    assert_eq!(report.totals.documents, 3);
    let copies: Vec<_> = report.documents.iter().filter(|d| d.duplicate_of.is_some()).collect();
    assert_eq!(copies.len(), 2);
    for copy in copies {
        assert!(!copy.counted && copy.top.is_empty());
        assert_eq!(copy.duplicate_of.as_deref(), Some("aa/copy.txt"), "the first by path counts");
    }
    assert!(report.caveats.iter().any(|c| c.contains("2 documents have the same content")), "{:?}", report.caveats);
    let each = session.analyse(&Settings { duplicates_once: false, ..settings() }, &[]);
    assert_eq!((each.totals.documents, each.documents.iter().filter(|d| d.counted).count()), (5, 5));
}

#[test]
fn counts_of_parts_add_up_to_the_counts_of_all() {
    let records: Vec<Record> = sample().iter().map(|(path, bytes)| crate::common::record(path, bytes)).collect();
    let sum = |part: &[&Record], everything: bool| {
        let mut all = CorpusCounts::default();
        part.iter().for_each(|r| all.add(&r.counts, everything));
        all
    };
    for everything in [false, true] {
        let mut order: Vec<&Record> = records.iter().collect();
        let whole = sum(&order, everything);
        assert!(whole.documents == 12 && whole.words > 5_000 && !whole.terms.is_empty());
        let mut dice = Dice(3);
        for _ in 0..4 {
            dice.shuffle(&mut order);
            let (a, rest) = order.split_at(dice.roll(order.len()));
            let (b, c) = rest.split_at(dice.roll(rest.len()));
            let [a, b, c] = [a, b, c].map(|part| sum(part, everything));
            let merged = |x: &CorpusCounts, y: &CorpusCounts| {
                let mut both = x.clone();
                both.merge(y);
                both
            };
            assert_eq!(merged(&merged(&a, &b), &c), whole);
            assert_eq!(merged(&a, &merged(&b, &c)), whole);
            assert_eq!(merged(&merged(&c, &a), &b), whole);
            assert_eq!(merged(&whole, &CorpusCounts::default()), whole);
        }
    }
}
