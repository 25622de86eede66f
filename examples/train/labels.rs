//! Annotated documents, from the shared evaluation folder and from our own labels.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;
use skillsift::read::{Limits, read};
use skillsift::text::{Prose, for_each_word};
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
    /// Passages of `corpora`, labelled for this project.
    Ours,
}

/// A skill as one reader has it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Canonical name.
    pub name: String,
    /// How it is said.
    pub surfaces: Vec<String>,
}

/// One annotated document.
pub struct Document {
    /// Name of the document.
    pub id: String,
    /// Where it comes from.
    pub source: Source,
    /// Its text.
    pub prose: Prose,
    /// The reading of each reader.
    pub readings: Vec<Vec<Entry>>,
    /// Each surface's words, lower case, and how sure it is that they name a skill: 0.6 where one of two readers says so.
    pub gold: FxHashMap<String, f32>,
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
            out.push(document(id, source, &text, readings));
        }
    }
    let paths: Vec<_> = ["A", "B"].iter().flat_map(|r| (1..9).map(move |k| format!("{r}_{k}.jsonl"))).map(|f| labels.join(f)).collect();
    let passages = fs::read_to_string(labels.join("passages.json")).ok().and_then(|t| serde_json::from_str::<Value>(&t).ok());
    let texts: FxHashMap<String, String> = passages
        .iter()
        .flat_map(|p| p.as_array().into_iter().flatten())
        .filter_map(|p| Some((p["n"].as_str()?.to_string(), p["text"].as_str()?.to_string())))
        .collect();
    for (id, readings) in readers(&paths) {
        if let Some(text) = texts.get(&id) {
            out.push(document(id, Source::Ours, text.as_bytes(), readings));
        }
    }
    out
}

fn document(id: String, source: Source, bytes: &[u8], readings: Vec<Vec<Entry>>) -> Document {
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
    Document { id, source, prose, readings, gold }
}

/// The readings of each document, by id.
fn readers(paths: &[std::path::PathBuf]) -> Vec<(String, Vec<Vec<Entry>>)> {
    let mut out: FxHashMap<String, Vec<Vec<Entry>>> = FxHashMap::default();
    for path in paths {
        let Ok(text) = fs::read_to_string(path) else { continue };
        for line in text.lines() {
            let Ok(v) = serde_json::from_str::<Value>(line) else { continue };
            let Some(id) = v.get("id").or(v.get("n")).and_then(Value::as_str) else { continue };
            let strings = |s: &Value| s.as_array().into_iter().flatten().filter_map(|x| x.as_str().map(String::from)).collect();
            let entry = |s: &Value| Entry { name: s["name"].as_str().unwrap_or("").into(), surfaces: strings(&s["surfaces"]) };
            out.entry(id.into()).or_default().push(v["skills"].as_array().into_iter().flatten().map(entry).collect());
        }
    }
    let mut out: Vec<_> = out.into_iter().collect();
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}
