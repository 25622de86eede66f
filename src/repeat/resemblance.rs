//! How much of their wording two documents share.

use crate::count::for_each_shingle;
use crate::record::Record;
use crate::text::{for_each_word, word_hash};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Resemblances, each worked out once: they depend on the wording of two documents alone.
#[derive(Clone, Debug, Default)]
pub struct Resemblances {
    /// By the wording of both.
    known: FxHashMap<(u64, u64), f64>,
    /// The shingles of documents that others were compared with, by wording; forgotten after each round.
    shingles: BTreeMap<u64, Rc<[u64]>>,
}

impl Resemblances {
    /// The resemblance of two documents (Broder, On the resemblance and containment of documents, 1997): of all shingles that stand in either,
    /// the share that stands in both, |A ∩ B| / |A ∪ B|. It is 1 where the words are the same; a copy with 3 % of its words changed has about .84.
    ///
    /// Cost: linear in the first text, and in the second where it is new here.
    pub fn of(&mut self, new: &Record, old: &Record) -> f64 {
        let key = (new.counts.trace.wording, old.counts.trace.wording);
        if key.0 == key.1 {
            return 1.0;
        }
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let theirs = Rc::clone(self.shingles.entry(key.1).or_insert_with(|| shingles(old)));
        let found = jaccard(&shingles(new), &theirs);
        self.known.insert(key, found);
        found
    }

    /// Lets go of everything but the numbers.
    pub(super) fn rest(&mut self) {
        self.shingles.clear();
    }
}

/// The shingles of the counted text, sorted, each once.
fn shingles(record: &Record) -> Rc<[u64]> {
    let prose = &record.prose;
    let (mut words, mut folded) = (Vec::new(), String::new());
    for block in prose.blocks.iter().filter(|b| b.kind.counts_by_default()) {
        let text = block.span.of(&prose.text);
        for_each_word(text, 0, |word| words.push(word_hash(word.of(text), &mut folded)));
    }
    let mut out = Vec::with_capacity(words.len());
    for_each_shingle(words.into_iter(), |s| out.push(s));
    out.sort_unstable();
    out.dedup();
    out.into()
}

/// |A ∩ B| / |A ∪ B| of two sorted sets; 0 where both are empty.
fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let (mut at, mut both) = (0, 0usize);
    for x in a {
        while at < b.len() && b[at] < *x {
            at += 1;
        }
        both += usize::from(at < b.len() && b[at] == *x);
    }
    let either = a.len() + b.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_is_divided_by_what_there_is() {
        assert!((jaccard(&[1, 2, 3], &[2, 3, 4]) - 0.5).abs() < 1e-12);
        assert!((jaccard(&[1], &[1]) - 1.0).abs() < 1e-12);
        assert!(jaccard(&[], &[]).abs() < 1e-12 && jaccard(&[1], &[]).abs() < 1e-12);
    }
}
