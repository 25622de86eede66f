//! Which documents are copies of others: of the same content, or nearly of the same wording.

use super::Resemblances;
use crate::record::Record;
use rustc_hash::FxHashMap;

/// A document that resembles an earlier one at least this much is a near copy of it: some 90 of 100 of its phrases are the other's.
pub const NEAR: f64 = 0.8;
/// Below this likeness of their sketches two documents are not compared word by word: three standard errors (.05) under [`NEAR`].
const LIKELY: f64 = 0.65;
/// A document of fewer words is a near copy only where its words are the same: one word may be all that a short note has to say.
const SHORT: u32 = 50;
/// Bins of a sketch that must agree together for two documents to be looked at.
///
/// With 16 bands of 4 bins a pair of resemblance s is looked at with a probability of 1 - (1 - s⁴)¹⁶: .9998 at .8, .025 at .2 (Leskovec,
/// Rajaraman and Ullman, Mining of Massive Datasets, 3.4).
const BAND: usize = 4;

/// What a copy is a copy of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Copied {
    /// Position of the other document, which comes first.
    pub of: u32,
    /// Their resemblance; `None` where the content is the same to the byte.
    pub resemblance: Option<f64>,
}

/// For each of the records, in canonical order, the one it is a copy of: the first with the same content, else the first near enough that is
/// no copy itself. Unusable ones are copies of nothing.
///
/// Cost: one look-up for each band of each document, and one comparison word by word for each pair that is likely near.
pub fn copies(records: &[&Record], resemblances: &mut Resemblances) -> Vec<Option<Copied>> {
    let mut out: Vec<Option<Copied>> = Vec::with_capacity(records.len());
    let mut first: Option<(u128, u32)> = None;
    let mut bands: FxHashMap<(usize, u64), Vec<u32>> = FxHashMap::default();
    let mut wordings: FxHashMap<u64, u32> = FxHashMap::default();
    for (at, record) in records.iter().enumerate() {
        if !record.usable() {
            out.push(None);
            continue;
        }
        if let Some((hash, of)) = first
            && hash == record.hash
        {
            out.push(Some(Copied { of, resemblance: None }));
            continue;
        }
        first = Some((record.hash, at as u32));
        if record.counts.words == 0 {
            out.push(None);
            continue;
        }
        let near = nearest(record, records, &bands, &wordings, resemblances);
        if near.is_none() {
            wordings.insert(record.counts.trace.wording, at as u32);
            for key in bands_of(record) {
                bands.entry(key).or_default().push(at as u32);
            }
        }
        out.push(near);
    }
    resemblances.rest();
    out
}

fn nearest(
    record: &Record,
    records: &[&Record],
    bands: &FxHashMap<(usize, u64), Vec<u32>>,
    wordings: &FxHashMap<u64, u32>,
    resemblances: &mut Resemblances,
) -> Option<Copied> {
    let trace = &record.counts.trace;
    let mut candidates: Vec<u32> = wordings.get(&trace.wording).copied().into_iter().collect();
    candidates.extend(bands_of(record).filter_map(|key| bands.get(&key)).flatten());
    candidates.sort_unstable();
    candidates.dedup();
    candidates.into_iter().find_map(|of| {
        let other = records[of as usize];
        let same = trace.wording == other.counts.trace.wording;
        if !same && trace.likeness(&other.counts.trace).is_none_or(|l| l < LIKELY) {
            return None;
        }
        let found = resemblances.of(record, other);
        (found >= NEAR).then_some(Copied { of, resemblance: Some(found) })
    })
}

/// The keys under which documents that may be near are found; short ones have none.
fn bands_of(record: &Record) -> impl Iterator<Item = (usize, u64)> {
    let sketch = if record.counts.words >= SHORT { &record.counts.trace.sketch[..] } else { &[] };
    let chunks = sketch.chunks_exact(BAND).enumerate();
    chunks.map(|(number, bins)| (number, bins.iter().fold(0, |key, bin| key << 16 | u64::from(*bin))))
}

/// The document at the end of a chain of copies: itself where it is none.
pub fn origin(mut at: u32, copies: &[Option<Copied>]) -> u32 {
    while let Some(copied) = copies[at as usize] {
        at = copied.of;
    }
    at
}
