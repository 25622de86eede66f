//! How readers have judged a term before: how often it was right where documents that they read mention it.

use super::belief::STEPS_A_NAT;
use super::term::TermKey;
use xxhash_rust::xxh3::xxh3_64;

/// Number of buckets: a power of two, some thirty times the terms and words that are kept, so that most of those never judged meet an empty bucket.
pub const PRECEDENT_BUCKETS: usize = 1 << 18;

/// Kinds of text that are told apart: writings and job adverts.
pub const GENRES: usize = 2;

/// Steps of the table to one natural logarithm.
pub const PRECEDENT_STEPS: f64 = 4.0;

/// What is known of a term or word in writings and in adverts: the natural log odds that it is a skill where it is mentioned, less those of the
/// usual candidate, in steps of 1 / [`PRECEDENT_STEPS`]; 0 where nothing is known.
pub type Verdicts = [i8; GENRES];

/// The table of verdicts.
#[derive(Clone, Copy)]
pub struct Precedents {
    pub(super) steps: &'static [u8],
}

impl Precedents {
    /// The built-in table, counted by `cargo xtask train` (see models/README.md).
    pub fn built_in() -> Precedents {
        Self::of(include_bytes!("../../models/precedent.bin"))
    }

    /// A table from its bytes: [`GENRES`] signed bytes a bucket.
    pub fn of(steps: &'static [u8]) -> Precedents {
        assert_eq!(steps.len(), PRECEDENT_BUCKETS * GENRES, "invariant: a table of precedents has two bytes a bucket");
        Precedents { steps }
    }

    /// The verdicts under a hash. Cost: one look.
    pub fn verdicts(&self, hash: u64) -> Verdicts {
        let at = bucket(hash) * GENRES;
        [self.steps[at] as i8, self.steps[at + 1] as i8]
    }
}

/// The bucket of a hash.
pub fn bucket(hash: u64) -> usize {
    hash as usize & (PRECEDENT_BUCKETS - 1)
}

/// The hash under which a term's verdicts are kept.
pub fn hash_of_term(term: &TermKey) -> u64 {
    match term {
        TermKey::Entry(entry) => xxh3_64(&entry.to_le_bytes()),
        TermKey::Stems(stems) => xxh3_64(stems.as_bytes()).rotate_left(3),
    }
}

/// The hash under which the verdicts on all terms that end in a stem are kept, from the hash of the stem.
pub(super) fn hash_of_tail(stem: u64) -> u64 {
    stem.rotate_left(5)
}

/// What verdicts come to in a text that is an advert with this probability: (1 − a) × the verdict in writings + a × that in adverts, in steps of
/// 1 / [`STEPS_A_NAT`].
pub fn weighed(verdicts: Verdicts, advert: f64) -> i8 {
    let [writings, adverts] = verdicts.map(f64::from);
    let steps = (writings + advert * (adverts - writings)) * (STEPS_A_NAT / PRECEDENT_STEPS);
    libm::round(steps).clamp(-127.0, 127.0) as i8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_mixed_by_genre() {
        assert_eq!(weighed([4, -4], 0.0), 16);
        assert_eq!(weighed([4, -4], 0.5), 0);
        assert_eq!(weighed([4, -4], 1.0), -16);
        assert_eq!(weighed([127, 127], 1.0), 127);
    }
}
