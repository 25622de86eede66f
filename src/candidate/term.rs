//! What makes two mentions the same candidate term.

use super::profile::Profiles;
use super::word_class::WordClass;
use crate::lexicon::{EntryId, is_agent};
use crate::text::{TypeId, Vocabulary};
use serde::{Deserialize, Serialize};

/// The identity of a candidate term, the same in every document and on every machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TermKey {
    /// An entry of the lexicon.
    Entry(EntryId),
    /// The sorted stems of a phrase's content words, joined by blanks.
    Stems(String),
}

impl TermKey {
    /// The key of a phrase: stems of its content words without a generic tail ("facilitation skills" is facilitation), in
    /// alphabetical order, so that "design of policy" and "policy design" meet.
    pub fn of_phrase(types: &[TypeId], vocabulary: &Vocabulary, profiles: &Profiles) -> TermKey {
        let mut content: Vec<TypeId> = types.iter().copied().filter(|&t| profiles.of(t).class == WordClass::Content).collect();
        while content.len() > 1 && content.last().is_some_and(|&t| profiles.of(t).generic) {
            content.pop();
        }
        // A designer is not design: those who do a thing keep their own word.
        let stem = |t: TypeId| if is_agent(vocabulary.word(t)) { vocabulary.word(t) } else { vocabulary.stem_word(vocabulary.stem(t)) };
        let mut stems: Vec<&str> = content.iter().map(|&t| stem(t)).collect();
        stems.sort_unstable();
        TermKey::Stems(stems.join(" "))
    }
}
