//! Word recall and precision on the real files of `../shared/files`. Skipped, saying so, where that folder is absent.
//!
//! Recall: of the expected words, how many were read. Precision: of the counted words, how many were expected. Words have two
//! letters or more and are compared as bags. `SKILLSIFT_DUMP=folder` writes what was read beside what was expected.

use skillsift::problem::Severity;
use skillsift::read::{Limits, Reading, read};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

struct Row {
    file: String,
    kind: String,
    expect: String,
    expected: Option<PathBuf>,
    from: String,
}

fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.ancestors().skip(1).map(|p| p.join("shared/files")).find(|p| p.is_dir())
}

fn manifest(folder: &Path) -> Vec<Row> {
    let text = fs::read_to_string(folder.join("MANIFEST.tsv")).expect("the file is there");
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let expected = (!fields[4].is_empty()).then(|| folder.join(fields[4]));
        // pandoc does not know the code pages of these, or repeats their authors' names; what they say was written out by us.
        let corrected =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read/corrected").join(fields[4].rsplit('/').next().unwrap_or(""));
        let expected = expected.map(|path| if corrected.is_file() { corrected } else { path });
        Row { file: fields[0].into(), kind: fields[1].into(), expect: fields[3].into(), expected, from: fields[5].into() }
    };
    text.lines().skip(1).map(row).collect()
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut bag = BTreeMap::new();
    for word in text.replace('\u{ad}', "").split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() >= 2) {
        *bag.entry(word.to_lowercase()).or_default() += 1;
    }
    bag
}

/// How many of the words of `wanted` are in `found`, as a share; 1 where there are none.
fn share(wanted: &BTreeMap<String, usize>, found: &BTreeMap<String, usize>) -> f64 {
    let all: usize = wanted.values().sum();
    let hits: usize = wanted.iter().map(|(word, n)| *n.min(found.get(word).unwrap_or(&0))).sum();
    if all == 0 { 1.0 } else { hits as f64 / all as f64 }
}

fn counted(reading: &Reading) -> String {
    let blocks = reading.prose.blocks.iter().filter(|b| b.kind.counts_by_default());
    blocks.map(|b| b.span.of(&reading.prose.text)).collect::<Vec<_>>().join("\n\n")
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    if values.is_empty() { 1.0 } else { (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0 }
}

#[test]
fn real_files_are_read_as_well_as_expected() {
    let Some(folder) = shared() else {
        println!("skipped: ../shared/files is absent");
        return;
    };
    let dump = std::env::var_os("SKILLSIFT_DUMP").map(PathBuf::from);
    let mut missed = Vec::new();
    let mut medians: BTreeMap<String, Vec<[f64; 3]>> = BTreeMap::new();
    println!("{:<72} {:<10} recall  (counted)  precision", "file", "expected");
    for row in manifest(&folder) {
        if row.kind == "pdf" || row.file.ends_with("70pct.pdf") {
            continue;
        }
        let bytes = fs::read(folder.join(&row.file)).expect("the file is there");
        let reading = read(&row.file, &bytes, &Limits::default());
        let unread = reading.problems.iter().find(|p| p.severity == Severity::Unread);
        match row.expect.as_str() {
            "text" | "maybe" => {}
            "fail-gracefully" => assert!(!reading.problems.is_empty(), "{} should have a problem", row.file),
            code => {
                let codes: Vec<&str> = reading.problems.iter().map(|p| p.code.as_str()).collect();
                assert!(codes == [code] || code == "no-text" && unread.is_some(), "{}: {codes:?}", row.file);
            }
        }
        let Some(expected) = row.expected else {
            println!("{:<72} {}", row.file, reading.problems.first().map_or("", |p| &p.what));
            continue;
        };
        let expected = fs::read_to_string(expected).expect("the file is there");
        let (wanted, all, counted_words) = (words(&expected), words(&reading.prose.text), words(&counted(&reading)));
        let scores = [share(&wanted, &all), share(&wanted, &counted_words), share(&counted_words, &wanted)];
        let note = reading.problems.first().map_or("", |p| &p.what);
        println!("{:<72.72} {:<10.10} {:.4}  ({:.4})    {:.4}  {note}", row.file, row.from, scores[0], scores[1], scores[2]);
        if let Some(dump) = &dump {
            let name = row.file.replace('/', "--");
            fs::create_dir_all(dump).expect("the file is there");
            let blocks = reading.prose.blocks.iter().map(|b| format!("{:?} {:?}: {}\n", b.kind, b.place, b.span.of(&reading.prose.text)));
            fs::write(dump.join(format!("{name}.read.txt")), format!("{:?}\n{}", reading.title, blocks.collect::<String>()))
                .expect("the file is there");
            fs::write(dump.join(format!("{name}.expected.txt")), &expected).expect("the file is there");
        }
        if row.expect == "text" {
            medians.entry(row.kind.clone()).or_default().push(scores);
            if row.from == "exact" && (scores[1] < 0.99 || scores[2] < 0.99) {
                missed.push(format!("{}: {scores:?}", row.file));
            }
        }
    }
    println!("\nmedians of files with expected text");
    for (kind, scores) in medians {
        let of = |i: usize| median(scores.iter().map(|s| s[i]).collect());
        println!("{kind:<6} {:>3} files  {:.4}  ({:.4})    {:.4}", scores.len(), of(0), of(1), of(2));
        let packaged = matches!(kind.as_str(), "docx" | "pptx" | "odt" | "epub" | "rtf");
        if of(1) < 0.95 || of(2) < 0.95 || packaged && of(0) < 0.995 {
            missed.push(format!("the median of {kind}"));
        }
    }
    assert!(missed.is_empty(), "below the mark: {missed:#?}");
}
