//! Annotated documents, from the shared evaluation folder and from our own labels.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;
use skillsift::read::{Limits, read};
use skillsift::text::{Prose, for_each_word};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Where a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// `eval/skills/train`: expert documents, two readers.
    Train,
    /// `eval/skills/adverts`: job adverts, one reader.
    Adverts,
    /// `eval/skills/dev`: measured on, never trained on.
    Dev,
    /// Passages and whole documents of `corpora`, labelled for this project.
    Ours,
}

/// A skill as one reader has it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Canonical name.
    pub name: String,
    /// How it is said.
    pub surfaces: Vec<String>,
    /// How much it matters there, 1 to 3.
    pub importance: u64,
}

/// One annotated document.
pub struct Document {
    /// Name of the document.
    pub id: String,
    /// Where it comes from.
    pub source: Source,
    /// Whether it is a job advert.
    pub advert: bool,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its text.
    pub prose: Prose,
    /// The reading of each reader.
    pub readings: Vec<Vec<Entry>>,
    /// Each surface's words, lower case, and how sure it is that they name a skill: 0.6 where one of two readers says so.
    pub gold: FxHashMap<String, f32>,
    /// Phrases that a reader found tempting and not used as a skill there, lower case.
    pub tempting: FxHashSet<String>,
}

/// The words of a phrase, lower case, joined by blanks.
pub fn words(text: &str) -> String {
    let mut out = String::new();
    for_each_word(text, 0, |s| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&s.of(text).to_lowercase().replace('’', "'"));
    });
    out
}

/// All documents: those of `shared`/eval/skills, and the passages of our own labels.
pub fn load(shared: &Path, labels: &Path) -> Vec<Document> {
    let eval = shared.join("eval/skills");
    let mut out = Vec::new();
    for (folder, files, source) in [
        ("train", vec!["train.A.jsonl", "train.B.jsonl"], Source::Train),
        ("adverts", vec!["adverts.jsonl"], Source::Adverts),
        ("dev", vec!["dev.A.jsonl", "dev.B.jsonl"], Source::Dev),
    ] {
        let paths: Vec<_> = files.iter().map(|f| eval.join(f)).collect();
        for (id, readings) in readers(&paths) {
            let text = fs::read(eval.join(folder).join(format!("{id}.txt"))).unwrap_or_default();
            out.push(document(id, source, source == Source::Adverts, &text, readings));
        }
    }
    for (id, Reading { place, readings, tempting }) in our_readings(labels) {
        let whole = fs::read(shared.join("corpora").join(&place.0)).unwrap_or_default();
        if let Some(passage) = whole.get(place.1..place.2) {
            let mut doc = document(id, Source::Ours, place.0.starts_with("vacancies/"), passage, readings);
            doc.tempting = tempting.into_iter().filter(|phrase| !doc.gold.contains_key(phrase)).collect();
            out.push(doc);
        }
    }
    out
}

/// A passage: file under `corpora`, first byte, behind the last byte.
type Passage = (String, usize, usize);

/// A passage of ours: where it stands, how each reader read it, and what tempted them.
struct Reading {
    place: Passage,
    readings: Vec<Vec<Entry>>,
    tempting: FxHashSet<String>,
}

/// Our own labels, by passage.
fn our_readings(labels: &Path) -> BTreeMap<String, Reading> {
    let mut out: BTreeMap<String, Reading> = BTreeMap::new();
    for reader in ["reader-a.jsonl", "reader-b.jsonl"] {
        let text = fs::read_to_string(labels.join(reader)).unwrap_or_default();
        for v in text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            let number = |name: &str| v[name].as_u64().unwrap_or(0) as usize;
            let place = (v["file"].as_str().unwrap_or("").to_string(), number("from"), number("to"));
            let id = v["id"].as_str().unwrap_or("").to_string();
            let reading = out.entry(id).or_insert_with(|| Reading { place, readings: Vec::new(), tempting: FxHashSet::default() });
            reading.readings.push(entries(&v["skills"]));
            reading.tempting.extend(v["not"].as_array().into_iter().flatten().filter_map(|phrase| phrase.as_str()).map(words));
        }
    }
    out
}

fn entries(skills: &Value) -> Vec<Entry> {
    let strings = |s: &Value| s.as_array().into_iter().flatten().filter_map(|x| x.as_str().map(String::from)).collect();
    let entry = |s: &Value| Entry {
        name: s["name"].as_str().unwrap_or("").into(),
        surfaces: strings(&s["surfaces"]),
        importance: s["importance"].as_u64().unwrap_or(1),
    };
    skills.as_array().into_iter().flatten().map(entry).collect()
}

fn document(id: String, source: Source, advert: bool, bytes: &[u8], readings: Vec<Vec<Entry>>) -> Document {
    let prose = read(&format!("{id}.txt"), bytes, &Limits::default()).prose;
    let share = if readings.len() > 1 { 0.6 } else { 0.85 };
    let mut gold: FxHashMap<String, f32> = FxHashMap::default();
    for reading in &readings {
        let mine: FxHashSet<String> = reading.iter().flat_map(|e| &e.surfaces).map(|s| words(s)).collect();
        for surface in mine {
            let slot = gold.entry(surface).or_insert(0.0);
            *slot = if *slot == 0.0 { share } else { 1.0 };
        }
    }
    Document { id, source, advert, bytes: bytes.to_vec(), prose, readings, gold, tempting: FxHashSet::default() }
}

/// The readings of each document, by id.
fn readers(paths: &[std::path::PathBuf]) -> Vec<(String, Vec<Vec<Entry>>)> {
    let mut out: FxHashMap<String, Vec<Vec<Entry>>> = FxHashMap::default();
    for path in paths {
        let Ok(text) = fs::read_to_string(path) else { continue };
        for line in text.lines() {
            let Ok(v) = serde_json::from_str::<Value>(line) else { continue };
            let Some(id) = v["id"].as_str() else { continue };
            out.entry(id.into()).or_default().push(entries(&v["skills"]));
        }
    }
    let mut out: Vec<_> = out.into_iter().collect();
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}
