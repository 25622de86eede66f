//! What makes two mentions the same candidate term.

use super::profile::Profiles;
use super::variant::{Variants, Word};
use super::word_class::WordClass;
use crate::lexicon::{EntryId, is_agent};
use crate::text::{TypeId, Vocabulary};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// The identity of a candidate term, the same in every document and on every machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TermKey {
    /// An entry of the lexicon.
    Entry(EntryId),
    /// The sorted stems of a phrase's content words but for praise, run together, so that "book sprint" and "booksprint" meet.
    Stems(String),
}

impl TermKey {
    /// The entry of the lexicon that it is.
    pub fn entry(&self) -> Option<EntryId> {
        match self {
            TermKey::Entry(entry) => Some(*entry),
            TermKey::Stems(_) => None,
        }
    }

    /// The key of a phrase: stems of its content words without a generic tail ("facilitation skills" is facilitation), in
    /// alphabetical order, so that "design of policy" and "policy design" meet.
    pub(super) fn of_phrase(types: &[TypeId], vocabulary: &Vocabulary, profiles: &Profiles, variants: &Variants) -> TermKey {
        let mut content: Vec<TypeId> = types.iter().copied().filter(|&t| profiles.of(t).class == WordClass::Content).collect();
        while content.len() > 1 && content.last().is_some_and(|&t| profiles.of(t).generic) {
            content.pop();
        }
        // A designer is not design: those who do a thing keep their own word, in the singular.
        let word = |&t: &TypeId| {
            let word = vocabulary.word(t);
            let stem = if is_agent(word) { word.strip_suffix('s').unwrap_or(word) } else { vocabulary.stem_word(vocabulary.stem(t)) };
            Word { stem, word }
        };
        let mut words: Vec<Word> = content.iter().map(word).collect();
        words.sort_unstable_by_key(|w| w.stem);
        variants.key(words)
    }
}

/// Terms by number, in the order in which they were met: numbers serve inside one engine and never leave it.
#[derive(Debug, Default)]
pub struct Terms {
    keys: Vec<TermKey>,
    numbers: FxHashMap<TermKey, u32>,
}

impl Terms {
    /// The number of a term, which is given one if it has none.
    pub fn number(&mut self, key: TermKey) -> u32 {
        let next = self.keys.len() as u32;
        let keys = &mut self.keys;
        *self.numbers.entry(key).or_insert_with_key(|key| {
            keys.push(key.clone());
            next
        })
    }

    /// The term of a number.
    pub fn key(&self, number: u32) -> &TermKey {
        &self.keys[number as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether none was met.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}
