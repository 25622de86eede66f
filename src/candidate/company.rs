//! The company a candidate keeps: whether its sentence speaks of skills at all, by its words.

use super::belief::STEPS_A_NAT;

/// Number of buckets: a power of two, some eight times the words that are kept.
pub const COMPANY_BUCKETS: usize = 1 << 16;

/// Weights of words, trained by `cargo xtask train` (see models/README.md).
pub struct CompanyModel {
    weights: &'static [u8],
    scale: f32,
    bias: f32,
}

impl CompanyModel {
    /// The built-in weights.
    pub fn built_in() -> CompanyModel {
        Self::of(include_bytes!("../../models/company.bin"))
    }

    /// A model from its bytes: bias and scale (little-endian `f32`), then one signed byte for each of [`COMPANY_BUCKETS`] weights.
    pub fn of(bytes: &'static [u8]) -> CompanyModel {
        assert_eq!(bytes.len(), COMPANY_BUCKETS + 8, "invariant: a model of company has one byte a bucket");
        let number = |at: usize| f32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        CompanyModel { bias: number(0), scale: number(4), weights: &bytes[8..] }
    }

    /// The weight of a word, in units of the scale, by the word's hash.
    pub fn weight(&self, word: u64) -> i8 {
        self.weights[word as usize & (COMPANY_BUCKETS - 1)] as i8
    }

    /// The natural log odds that a sentence of `words` words, whose weights sum to `sum`, mentions a skill: bias + scale × sum / √words, in steps
    /// of 1 / [`STEPS_A_NAT`].
    pub(super) fn steps(&self, sum: i32, words: usize) -> i8 {
        let log_odds = f64::from(self.bias) + f64::from(self.scale) * f64::from(sum) / libm::sqrt(words.max(1) as f64);
        libm::round(log_odds * STEPS_A_NAT).clamp(-127.0, 127.0) as i8
    }

    pub(super) fn bytes(&self) -> &'static [u8] {
        self.weights
    }
}
