//! How often terms, and last words of terms, were right in documents that readers judged.

use super::judge::Rightness;
use skillsift::candidate::{GENRES, PRECEDENT_BUCKETS, PRECEDENT_STEPS, bucket};
use std::collections::BTreeMap;

/// A term in one document: the hashes under which it is judged, the kind of text, and whether it was right.
#[derive(Clone, Copy)]
pub struct Verdict {
    /// Hash of the term.
    pub term: u64,
    /// Hash of its likeliest mention's last word.
    pub tail: u64,
    /// Whether the document is an advert.
    pub advert: bool,
    /// Whether the readers have it.
    pub right: Rightness,
}

/// Share of the usual candidates that are right.
const USUAL: f64 = 0.35;

/// Verdicts of which the usual share counts as many, against rash judgement from few.
const STRENGTH: f64 = 3.0;

/// Fewest documents of which something is remembered.
const FEWEST: f64 = 3.0;

/// The table as the engine reads it.
pub fn table(verdicts: impl Iterator<Item = Verdict>) -> Vec<u8> {
    let mut counts: BTreeMap<u64, [(f64, f64); GENRES]> = BTreeMap::new();
    for v in verdicts {
        for hash in [v.term, v.tail] {
            let (right, all) = &mut counts.entry(hash).or_default()[usize::from(v.advert)];
            *right += f64::from(u8::from(v.right != Rightness::Wrong));
            *all += 1.0;
        }
    }
    let mut bytes = vec![0u8; PRECEDENT_BUCKETS * GENRES];
    let mut weightiest = vec![0.0; PRECEDENT_BUCKETS];
    let mut kept = 0;
    for (hash, genres) in counts {
        let (right, all) = genres.iter().fold((0.0, 0.0), |sum, g| (sum.0 + g.0, sum.1 + g.1));
        // Where two share a bucket, the one that is met more often has it.
        if all < FEWEST || all <= weightiest[bucket(hash)] {
            continue;
        }
        weightiest[bucket(hash)] = all;
        kept += 1;
        let together = (right + STRENGTH * USUAL) / (all + STRENGTH);
        for (genre, (right, all)) in genres.into_iter().enumerate() {
            let share = (right + STRENGTH * together) / (all + STRENGTH);
            let steps = (odds(share) - odds(USUAL)) * PRECEDENT_STEPS;
            bytes[bucket(hash) * GENRES + genre] = libm::round(steps).clamp(-127.0, 127.0) as i8 as u8;
        }
    }
    eprintln!("precedents of {kept} terms and last words");
    bytes
}

fn odds(share: f64) -> f64 {
    libm::log(share / (1.0 - share))
}
