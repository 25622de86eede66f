//! Counts of many documents: the sum of their counts, in any order and any grouping.

use super::DocumentCounts;
use crate::candidate::TermKey;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is known of one candidate term over a corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermCounts {
    /// Documents that mention it.
    pub documents: u64,
    /// Mentions.
    pub mentions: u64,
    /// Sum over documents of the highest log odds of a mention, in units of [`super::LOG_ODDS_UNIT`].
    pub log_odds: i64,
}

/// The counts of a corpus. `merge` is exact integer addition: associative, commutative, with `default()` as identity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorpusCounts {
    /// Documents.
    pub documents: u64,
    /// Words counted.
    pub words: u64,
    /// Words read and left out.
    pub words_left_out: u64,
    /// Sentences.
    pub sentences: u64,
    /// The candidate terms.
    pub terms: BTreeMap<TermKey, TermCounts>,
}

impl CorpusCounts {
    /// Adds one document; mentions in blocks that do not count are passed over unless `everything`.
    pub fn add(&mut self, document: &DocumentCounts, everything: bool) {
        self.documents += 1;
        self.words += u64::from(document.words) + if everything { u64::from(document.words_left_out) } else { 0 };
        self.words_left_out += if everything { 0 } else { u64::from(document.words_left_out) };
        self.sentences += u64::from(document.sentences);
        let mut highest: BTreeMap<u32, (u64, i16)> = BTreeMap::new();
        for m in document.mentions.iter().filter(|m| m.counted || everything) {
            let slot = highest.entry(m.term).or_insert((0, i16::MIN));
            *slot = (slot.0 + 1, slot.1.max(m.log_odds));
        }
        for (term, (mentions, log_odds)) in highest {
            let counts = self.terms.entry(document.terms[term as usize].clone()).or_default();
            counts.documents += 1;
            counts.mentions += mentions;
            counts.log_odds += i64::from(log_odds);
        }
    }

    /// Adds another corpus.
    pub fn merge(&mut self, other: &CorpusCounts) {
        self.documents += other.documents;
        self.words += other.words;
        self.words_left_out += other.words_left_out;
        self.sentences += other.sentences;
        for (key, more) in &other.terms {
            let counts = self.terms.entry(key.clone()).or_default();
            counts.documents += more.documents;
            counts.mentions += more.mentions;
            counts.log_odds += more.log_odds;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::Witness;
    use crate::count::{Mention, Trace};
    use crate::text::Span;
    use proptest::prelude::*;

    fn document(mentions: &[(u32, i16, bool)]) -> DocumentCounts {
        DocumentCounts {
            words: 10,
            words_left_out: 1,
            sentences: 2,
            trace: Trace::default(),
            terms: (0..5).map(TermKey::Entry).collect(),
            mentions: mentions
                .iter()
                .map(|&(term, log_odds, counted)| Mention {
                    term,
                    span: Span::new(0, 1),
                    log_odds,
                    words: 1,
                    form: 0,
                    witness: Witness::default(),
                    heading: false,
                    counted,
                })
                .collect(),
        }
    }

    proptest! {
        #[test]
        fn merging_is_adding(docs in prop::collection::vec(prop::collection::vec((0u32..5, -500i16..500, any::<bool>()), 0..8), 0..8), cut in 0usize..8) {
            let docs: Vec<_> = docs.iter().map(|d| document(d)).collect();
            let cut = cut.min(docs.len());
            let sum = |part: &[DocumentCounts]| part.iter().fold(CorpusCounts::default(), |mut all, d| { all.add(d, false); all });
            let whole = sum(&docs);
            let (mut left, right) = (sum(&docs[..cut]), sum(&docs[cut..]));
            let mut other_way = right.clone();
            other_way.merge(&left);
            left.merge(&right);
            prop_assert_eq!(&left, &whole);
            prop_assert_eq!(&other_way, &whole);
        }
    }
}
