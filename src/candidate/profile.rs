//! What the model needs to know of a type, worked out once.

use super::genre::cue;
use super::word_class::{WordClass, word_class};
use crate::text::{TypeId, Vocabulary};
use xxhash_rust::xxh3::xxh3_64;

/// A type as the model sees it.
#[derive(Clone, Copy, Debug)]
pub struct Profile {
    /// Hash of the word.
    pub word: u64,
    /// Hash of its stem.
    pub stem: u64,
    /// Hash of its ending: the longest known suffix, else its last three letters.
    pub ending: u64,
    /// What it does in a phrase.
    pub class: WordClass,
    /// Whether it says only that something is a skill, method or practice: "facilitation *skills*".
    pub generic: bool,
    /// Whether it is of one or two letters: a skill only as an abbreviation, "UX", and not as a part of "bi-lateral".
    pub brief: bool,
    /// Its position among the words that tell an advert from a writing.
    pub cue: Option<u8>,
}

/// Endings that tell nouns of action, qualities, people and verbs apart, longest first.
const ENDINGS: [&str; 30] = [
    "isation", "ization", "ations", "ation", "ility", "ments", "ships", "tions", "sions", "ments", "ment", "ship", "tion", "sion", "ness",
    "ance", "ence", "able", "ible", "ings", "ing", "ity", "ive", "ics", "ism", "ist", "ers", "ors", "ed", "al",
];

/// Words that add nothing to the skill they follow.
const GENERIC: [&str; 31] = [
    "abilities",
    "ability",
    "activities",
    "activity",
    "approach",
    "approaches",
    "capabilities",
    "capability",
    "capacity",
    "competence",
    "competences",
    "competencies",
    "competency",
    "efforts",
    "expertise",
    "knowledge",
    "method",
    "methodologies",
    "methodology",
    "methods",
    "mindset",
    "mindsets",
    "practice",
    "practices",
    "process",
    "processes",
    "skill",
    "skills",
    "technique",
    "techniques",
    "tools",
];

impl Profile {
    fn of(word: &str, stem: &str) -> Profile {
        let ending = ENDINGS.iter().find(|e| word.len() > e.len() + 2 && word.ends_with(*e)).copied().unwrap_or_else(|| {
            let cut = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
            &word[cut..]
        });
        Profile {
            word: xxh3_64(word.as_bytes()),
            stem: xxh3_64(stem.as_bytes()).rotate_left(1),
            ending: xxh3_64(ending.as_bytes()).rotate_left(2),
            class: word_class(word),
            generic: GENERIC.binary_search(&word).is_ok(),
            brief: word.len() <= 2,
            cue: cue(word),
        }
    }
}

/// The profiles of a vocabulary's types, kept up as it grows.
#[derive(Default)]
pub struct Profiles {
    by_type: Vec<Profile>,
}

impl Profiles {
    /// Adds the profiles of types interned since the last call.
    pub fn extend(&mut self, vocabulary: &Vocabulary) {
        for id in self.by_type.len()..vocabulary.len() {
            let id = id as TypeId;
            self.by_type.push(Profile::of(vocabulary.word(id), vocabulary.stem_word(vocabulary.stem(id))));
        }
    }

    /// The profile of a type.
    pub fn of(&self, id: TypeId) -> &Profile {
        &self.by_type[id as usize]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn generic_words_are_sorted() {
        assert!(super::GENERIC.windows(2).all(|w| w[0] < w[1]));
    }
}
