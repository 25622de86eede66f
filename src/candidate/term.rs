//! What makes two mentions the same candidate term.

use super::profile::Profiles;
use super::variant::Variants;
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
    /// The key of a phrase: stems of its content words without a generic tail ("facilitation skills" is facilitation), in
    /// alphabetical order, so that "design of policy" and "policy design" meet.
    pub(super) fn of_phrase(types: &[TypeId], vocabulary: &Vocabulary, profiles: &Profiles, variants: &Variants) -> TermKey {
        let mut content: Vec<TypeId> = types.iter().copied().filter(|&t| profiles.of(t).class == WordClass::Content).collect();
        while content.len() > 1 && content.last().is_some_and(|&t| profiles.of(t).generic) {
            content.pop();
        }
        // A designer is not design: those who do a thing keep their own word.
        let stem = |t: TypeId| if is_agent(vocabulary.word(t)) { vocabulary.word(t) } else { vocabulary.stem_word(vocabulary.stem(t)) };
        let mut stems: Vec<&str> = content.iter().map(|&t| stem(t)).collect();
        stems.sort_unstable();
        variants.key(stems)
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
