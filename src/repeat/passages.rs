//! Passages that stand in many documents: cookie notices, invitations to subscribe, what an employer says of itself in every advert.

use super::{Copied, origin};
use crate::record::Record;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// A passage that stands in many documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// Position of the first document that holds it: there it counts.
    pub document: u32,
    /// Position of its block in that document.
    pub block: u32,
    /// Its words.
    pub words: u32,
    /// Documents that hold it; copies of others are no documents of their own.
    pub documents: u32,
}

/// What does not count in one document because another one counts it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aside {
    /// The blocks, in order.
    pub spans: Vec<Span>,
    /// Their words.
    pub words: u32,
}

impl Aside {
    /// Whether it holds this stretch of the text. Cost: a binary search.
    pub fn holds(&self, span: Span) -> bool {
        let at = self.spans.partition_point(|s| s.end <= span.start);
        self.spans.get(at).is_some_and(|s| s.start <= span.start)
    }
}

/// The repeated passages of a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passages {
    /// From how many documents on a passage is one.
    pub from: u32,
    /// The passages by what they would add: words times further documents, most first.
    pub all: Vec<Repeated>,
    /// For each record what another document counts.
    pub aside: Vec<Aside>,
}

/// In how many of `documents` a passage must stand to be a repeated one: ⌈√N⌉, and 3 at least.
///
/// A document frequency has a standard error of √(p (1 - p) / N), at most ½ / √N. A passage in fewer than √N documents moves a frequency by
/// less than two of these, so that it could pass for chance; one in more decides what the ranking says.
///
/// ```
/// use skillsift::repeat::standing_in_many;
/// assert_eq!([2, 9, 10, 25, 100, 5_000].map(standing_in_many), [3, 3, 4, 5, 10, 71]);
/// ```
pub fn standing_in_many(documents: u32) -> u32 {
    let root = documents.isqrt();
    let up = if root * root < documents { root + 1 } else { root };
    up.max(3)
}

struct Found {
    passage: Repeated,
    last: u32,
}

/// Finds the passages that stand in many documents. A passage is a block of ten words or more; two are the same where their words are. Each
/// counts where it stands first in the first document (and in what copies that document, where copies count), and nowhere else.
///
/// Cost: two look-ups a passage.
pub fn passages(records: &[&Record], copies: &[Option<Copied>]) -> Passages {
    let mut known: FxHashMap<u64, Found> = FxHashMap::default();
    let mut documents = 0;
    for (at, record) in records.iter().enumerate() {
        let at = at as u32;
        if copies[at as usize].is_some() || !record.usable() || record.counts.words == 0 {
            continue;
        }
        documents += 1;
        for p in &record.counts.trace.passages {
            let first = Repeated { document: at, block: p.block, words: p.words, documents: 0 };
            let found = known.entry(p.hash).or_insert(Found { passage: first, last: u32::MAX });
            found.passage.documents += u32::from(found.last != at);
            found.last = at;
        }
    }
    let many = standing_in_many(documents);
    known.retain(|_, found| found.passage.documents >= many);
    let mut all: Vec<Repeated> = known.values().map(|found| found.passage).collect();
    all.sort_unstable_by_key(|p| (std::cmp::Reverse(u64::from(p.words) * u64::from(p.documents - 1)), p.document, p.block));
    let mut out = Passages { from: many, all, aside: vec![Aside::default(); records.len()] };
    for (at, record) in records.iter().enumerate().filter(|(_, r)| !known.is_empty() && r.usable()) {
        let origin = origin(at as u32, copies);
        let mut met: FxHashSet<u64> = FxHashSet::default();
        for p in &record.counts.trace.passages {
            let Some(found) = known.get(&p.hash) else { continue };
            if found.passage.document == origin && met.insert(p.hash) {
                continue;
            }
            out.aside[at].spans.push(record.prose.blocks[p.block as usize].span);
            out.aside[at].words += p.words;
        }
    }
    out
}
