//! How sure it is that a document speaks of a skill, from its mentions.

use serde::{Deserialize, Serialize};

/// Number of features.
pub const FEATURES: usize = 13;

/// Steps to one natural logarithm in which a [`Witness`] speaks.
pub const STEPS_A_NAT: f64 = 16.0;

/// What else than its own place speaks for or against a mention: natural log odds in steps of 1 / [`STEPS_A_NAT`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// How readers judged its term before, beside the usual candidate; 0 where they did not.
    pub term: i8,
    /// How they judged terms that end in its last word.
    pub tail: i8,
    /// Whether its sentence speaks of skills at all.
    pub company: i8,
}

/// One mention, as far as belief goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Use {
    /// Log odds that it is an exercised capability where it stands.
    pub log_odds: f64,
    /// Whether it stands in a heading.
    pub heading: bool,
    /// Content words of the mention.
    pub words: u32,
    /// Whatever tells one form of the skill from another: mentions in the same words have the same.
    pub form: u16,
    /// What else speaks for or against it.
    pub witness: Witness,
}

/// Weights of the features, fitted by `cargo xtask train` on documents that the mention model had not seen (see models/README.md).
// A fitted weight may come near a constant of mathematics by chance.
#[allow(clippy::approx_constant)]
pub const WEIGHTS: [f64; FEATURES] = [1.167, 0.590, 0.046, 0.581, -0.038, -0.109, 0.043, 0.379, 0.855, 0.369, 0.401, 0.091, -0.315];

/// The same features weighed for how much the document makes of the skill: natural log odds that a reader lists it among those that matter, which
/// what is said often and in many ways does above all.
pub const WORTH: [f64; FEATURES] = [0.870, 0.373, -0.347, 1.413, -0.488, -0.178, -0.094, 0.413, 0.698, 0.332, 0.366, 0.101, -0.301];

/// Words of the shortest documents that the weights were fitted on: nothing is known of the worth of still shorter ones.
const SHORTEST: u32 = 300;

/// The probability that has these natural log odds.
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

/// Features that do not depend on the witnesses or the document: the first ones.
const PLAIN: usize = 9;

/// The features of a skill in a document: a constant; the highest and the mean log odds; the logarithms of the expected number of right mentions
/// and of all mentions; whether the lexicon names it; whether it is one word, whether it is three or more; the logarithm of
/// the number of its forms; what the [`Witness`] of the likeliest mention says of its term, its last word and its sentence; the logarithm of the
/// document's length in thousands of words.
pub fn features(uses: &[Use], named: bool, words: u32) -> [f64; FEATURES] {
    let n = uses.len().max(1) as f64;
    let highest = uses.iter().map(|u| u.log_odds).fold(f64::NEG_INFINITY, f64::max);
    let mean = uses.iter().map(|u| u.log_odds).sum::<f64>() / n;
    let expected: f64 = uses.iter().map(|u| probability(u.log_odds)).sum();
    let flag = |yes: bool| f64::from(u8::from(yes));
    let most_words = uses.iter().map(|u| u.words).max().unwrap_or(1);
    let [term, tail, company] = testimony(uses);
    [
        1.0,
        highest,
        mean,
        libm::log(expected + 0.05),
        libm::log(n),
        flag(named),
        flag(most_words == 1),
        flag(most_words >= 3),
        libm::log(forms(uses).max(1) as f64),
        term,
        tail,
        company,
        libm::log(f64::from(words.max(SHORTEST)) / 1_000.0),
    ]
}

/// What the witness of the likeliest mention says, the first of equals: natural log odds.
fn testimony(uses: &[Use]) -> [f64; 3] {
    let likeliest = uses.iter().reduce(|best, u| if u.log_odds > best.log_odds { u } else { best });
    let Witness { term, tail, company } = likeliest.map_or(Witness::default(), |u| u.witness);
    [term, tail, company].map(|steps| f64::from(steps) / STEPS_A_NAT)
}

/// How many forms the mentions take.
fn forms(uses: &[Use]) -> usize {
    if let [] | [_] = uses {
        return uses.len();
    }
    let mut forms: Vec<u16> = uses.iter().map(|u| u.form).collect();
    forms.sort_unstable();
    forms.dedup();
    forms.len()
}

/// Natural log odds that the document speaks of the skill as a skill.
pub fn log_odds(uses: &[Use], named: bool, words: u32) -> f64 {
    weigh(&features(uses, named, words), &WEIGHTS)
}

/// The sum of features, or of the first of them, each times its weight.
pub fn weigh(features: &[f64], weights: &[f64]) -> f64 {
    features.iter().zip(weights).map(|(x, w)| x * w).sum()
}

/// [`log_odds`], to the last bit, for whoever asks it of hundreds of thousands of skills: most have one mention, and of those there are few kinds.
pub struct Believer {
    /// What the first features of a single mention come to, by kind; not a number where it was not asked yet.
    single: Vec<f64>,
    /// What the last feature comes to, by document.
    lengths: Vec<f64>,
}

impl Believer {
    /// Log odds of a mention for which single mentions are remembered, in units of 1/256.
    const KEPT: std::ops::Range<i32> = -1_024..2_048;

    /// Kinds of mention of the same log odds: none, one, two or more content words; named or not.
    const KINDS: usize = 8;

    /// For documents of these numbers of words.
    pub fn new(words: impl Iterator<Item = u32>) -> Believer {
        let lengths = words.map(|w| features(&[], false, w)[FEATURES - 1] * WEIGHTS[FEATURES - 1]).collect();
        Believer { single: vec![f64::NAN; Self::KEPT.len() * Self::KINDS], lengths }
    }

    /// Natural log odds that the document speaks of the skill as a skill.
    pub fn log_odds(&mut self, uses: &[Use], named: bool, document: u32) -> f64 {
        let length = self.lengths[document as usize];
        let slowly = || weigh(&features(uses, named, 0)[..FEATURES - 1], &WEIGHTS) + length;
        let [only] = uses else { return slowly() };
        let units = (only.log_odds * 256.0) as i32;
        if !Self::KEPT.contains(&units) || (f64::from(units) / 256.0).to_bits() != only.log_odds.to_bits() {
            return slowly();
        }
        let kind = only.words.min(3) as usize + 4 * usize::from(named);
        let known = &mut self.single[(units - Self::KEPT.start) as usize * Self::KINDS + kind];
        if known.is_nan() {
            *known = weigh(&features(uses, named, 0)[..PLAIN], &WEIGHTS);
        }
        // In the order of the features, for the same bits.
        testimony(uses).iter().zip(&WEIGHTS[PLAIN..]).fold(*known, |sum, (x, w)| sum + x * w) + length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_way_gives_the_same_bits() {
        let documents = [40, 700, 123_456];
        let mut believer = Believer::new(documents.into_iter());
        for units in [-5_000, -768, -3, 0, 90, 700, 2_047, 2_048] {
            for (words, named) in [(1, false), (1, true), (0, false), (2, false), (3, true), (7, false)] {
                let witness = Witness { term: -13, tail: 7, company: (units % 97) as i8 };
                let one = Use { log_odds: f64::from(units) / 256.0, heading: false, words, form: 7, witness };
                for uses in [&[one][..], &[one, Use { words: 2, form: 8, ..one }]] {
                    for (at, length) in (0..).zip(documents) {
                        let (quick, plain) = (believer.log_odds(uses, named, at), log_odds(uses, named, length));
                        assert_eq!(quick.to_bits(), plain.to_bits(), "{uses:?} {named} {length}");
                    }
                }
            }
        }
    }
}
