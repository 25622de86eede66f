//! How sure it is that a document speaks of a skill, from its mentions.

/// Number of features.
pub const FEATURES: usize = 9;

/// One mention, as far as belief goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Use {
    /// Log odds that it is an exercised capability where it stands.
    pub log_odds: f64,
    /// Whether it stands in a heading.
    pub heading: bool,
    /// Content words of the mention.
    pub words: u32,
}

/// Weights of the features, fitted by `cargo xtask train` on documents that the mention model had not seen (see models/README.md).
pub const WEIGHTS: [f64; FEATURES] = [1.275, 0.951, -0.313, 0.485, -0.010, 0.114, -0.029, 0.117, -0.542];

/// The features of a skill in a document: a constant; the highest and the mean log odds; the logarithms of the expected number of right mentions
/// and of all mentions; whether the lexicon names it; whether it is one word, whether it is three or more; the logarithm of the document's
/// length in thousands of words.
pub fn features(uses: &[Use], named: bool, words: u32) -> [f64; FEATURES] {
    let n = uses.len().max(1) as f64;
    let highest = uses.iter().map(|u| u.log_odds).fold(f64::NEG_INFINITY, f64::max);
    let mean = uses.iter().map(|u| u.log_odds).sum::<f64>() / n;
    let expected: f64 = uses.iter().map(|u| 1.0 / (1.0 + libm::exp(-u.log_odds))).sum();
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
        libm::log(f64::from(words.max(100)) / 1_000.0),
    ]
}

/// Natural log odds that the document speaks of the skill as a skill.
pub fn log_odds(uses: &[Use], named: bool, words: u32) -> f64 {
    features(uses, named, words).iter().zip(WEIGHTS).map(|(x, w)| x * w).sum()
}
