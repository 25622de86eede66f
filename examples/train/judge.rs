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

    /// The skills of both readers: each entry's names and surfaces as keys.
    pub fn gold(&self, document: &Document) -> Vec<(Vec<Key>, Vec<Key>)> {
        let entries = document.readings.iter().flatten();
        entries
            .map(|e| {
                (
                    vec![self.key(&e.name)],
                    std::iter::once(&e.name).chain(&e.surfaces).map(|s| self.key(s)).filter(|k| !k.is_empty()).collect(),
                )
            })
            .collect()
    }

    /// Whether at least half of the surfaces match one of the gold skills.
    pub fn is_right(&self, gold: &[(Vec<Key>, Vec<Key>)], surfaces: &[String]) -> bool {
        let keys: Vec<Key> = surfaces.iter().map(|s| self.key(s)).filter(|k| !k.is_empty()).collect();
        !keys.is_empty()
            && gold.iter().any(|(names, all)| {
                let hit = |k: &Key| all.iter().any(|g| near(k, g)) || names.iter().any(|g| same(k, g));
                2 * keys.iter().filter(|k| hit(k)).count() >= keys.len()
            })
    }
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
