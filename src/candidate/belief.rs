//! How sure it is that a document speaks of a skill, from its mentions.

/// Number of features.
pub const FEATURES: usize = 10;

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
}

/// Weights of the features, fitted by `cargo xtask train` on documents that the mention model had not seen (see models/README.md).
// A fitted weight may come near a constant of mathematics by chance.
#[allow(clippy::approx_constant)]
pub const WEIGHTS: [f64; FEATURES] = [1.627, 0.672, 0.461, -0.007, 0.283, 0.050, -0.071, 0.158, 0.784, -0.464];

/// Words of the shortest documents that the weights were fitted on: nothing is known of the worth of still shorter ones.
const SHORTEST: u32 = 300;

/// The probability that has these natural log odds.
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

/// The features of a skill in a document: a constant; the highest and the mean log odds; the logarithms of the expected number of right mentions
/// and of all mentions; whether the lexicon names it; whether it is one word, whether it is three or more; the logarithm of
/// the number of its forms; the logarithm of the document's length in thousands of words.
pub fn features(uses: &[Use], named: bool, words: u32) -> [f64; FEATURES] {
    let n = uses.len().max(1) as f64;
    let highest = uses.iter().map(|u| u.log_odds).fold(f64::NEG_INFINITY, f64::max);
    let mean = uses.iter().map(|u| u.log_odds).sum::<f64>() / n;
    let expected: f64 = uses.iter().map(|u| probability(u.log_odds)).sum();
    let flag = |yes: bool| f64::from(u8::from(yes));
    let most_words = uses.iter().map(|u| u.words).max().unwrap_or(1);
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
        libm::log(f64::from(words.max(SHORTEST)) / 1_000.0),
    ]
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
    features(uses, named, words).iter().zip(WEIGHTS).map(|(x, w)| x * w).sum()
}

/// [`log_odds`], to the last bit, for whoever asks it of hundreds of thousands of skills: most have one mention, and of those there are few kinds.
pub struct Believer {
    /// All but the last feature of a single mention, by kind; not a number where it was not asked yet.
    single: Vec<f64>,
    /// The last feature, by document.
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
        let [only] = uses else { return without_length(uses, named) + length };
        let units = (only.log_odds * 256.0) as i32;
        if !Self::KEPT.contains(&units) || (f64::from(units) / 256.0).to_bits() != only.log_odds.to_bits() {
            return without_length(uses, named) + length;
        }
        let kind = only.words.min(3) as usize + 4 * usize::from(named);
        let known = &mut self.single[(units - Self::KEPT.start) as usize * Self::KINDS + kind];
        if known.is_nan() {
            *known = without_length(uses, named);
        }
        *known + length
    }
}

fn without_length(uses: &[Use], named: bool) -> f64 {
    features(uses, named, 0).iter().zip(WEIGHTS).take(FEATURES - 1).map(|(x, w)| x * w).sum()
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
                let one = Use { log_odds: f64::from(units) / 256.0, heading: false, words, form: 7 };
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
