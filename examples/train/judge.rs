//! Whether a ranked skill is right, by the readers' annotations: sameness of stemmed content words, as the shared measure has it.

use super::labels::Document;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use skillsift::text::for_each_word;
use std::cell::RefCell;

type Key = Vec<String>;

const EMPTY: [&str; 27] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "our", "out", "the", "their", "these", "this", "those",
    "to", "up", "with", "your", "its", "his", "her", "s",
];

/// Judges skills by one document's annotation.
pub struct Judge {
    stemmer: Stemmer,
    cache: RefCell<FxHashMap<String, Key>>,
}

impl Judge {
    /// A judge.
    pub fn new() -> Judge {
        Judge { stemmer: Stemmer::create(Algorithm::English), cache: RefCell::default() }
    }

    fn key(&self, text: &str) -> Key {
        if let Some(k) = self.cache.borrow().get(text) {
            return k.clone();
        }
        let mut out = Vec::new();
        for_each_word(text, 0, |s| {
            let word = s.of(text).to_lowercase().replace('’', "'");
            if !EMPTY.contains(&word.as_str()) {
                out.push(self.stemmer.stem(&word).into_owned());
            }
        });
        self.cache.borrow_mut().insert(text.into(), out.clone());
        out
    }

    /// The skills of all readers.
    pub fn gold(&self, document: &Document) -> Gold {
        let mut skills = Vec::new();
        for (reader, entries) in document.readings.iter().enumerate() {
            skills.extend(entries.iter().map(|e| Marked {
                reader,
                importance: e.importance,
                name: self.key(&e.name),
                all: std::iter::once(&e.name).chain(&e.surfaces).map(|s| self.key(s)).filter(|k| !k.is_empty()).collect(),
            }));
        }
        Gold { readers: document.readings.len(), skills }
    }

    /// How right a skill said in these ways is: at least half of them match a reader's.
    pub fn verdict(&self, gold: &Gold, surfaces: &[String]) -> Rightness {
        let keys: Vec<Key> = surfaces.iter().map(|s| self.key(s)).filter(|k| !k.is_empty()).collect();
        let hits = |skill: &Marked| {
            let hit = |k: &Key| skill.all.iter().any(|g| near(k, g)) || same(k, &skill.name);
            !keys.is_empty() && 2 * keys.iter().filter(|k| hit(k)).count() >= keys.len()
        };
        let found: Vec<&Marked> = gold.skills.iter().filter(|skill| hits(skill)).collect();
        let all_readers = (0..gold.readers).all(|reader| found.iter().any(|f| f.reader == reader));
        match found.iter().map(|f| f.importance).max() {
            None => Rightness::Wrong,
            Some(2..) if all_readers => Rightness::Matters,
            Some(_) => Rightness::Right,
        }
    }
}

/// The skills of a document's readers.
pub struct Gold {
    readers: usize,
    skills: Vec<Marked>,
}

/// A skill as one reader has it.
struct Marked {
    reader: usize,
    importance: u64,
    name: Key,
    all: Vec<Key>,
}

/// What the readers say of a skill that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rightness {
    /// None has it.
    Wrong,
    /// One has it.
    Right,
    /// All have it, and to one of them it matters (importance 2 or 3).
    Matters,
}

fn sorted(key: &Key) -> Key {
    let mut out = key.clone();
    out.sort();
    out
}

fn same(a: &Key, b: &Key) -> bool {
    if sorted(a) == sorted(b) {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.iter().all(|w| long.contains(w)) && 2 * short.len() >= long.len() && short.last() == long.last()
}

fn near(key: &Key, surface: &Key) -> bool {
    if key.len() <= surface.len() { sorted(key) == sorted(surface) } else { same(key, surface) }
}
