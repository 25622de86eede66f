//! The company a candidate keeps: whether its sentence speaks of skills at all, by its words.

use super::belief::STEPS_A_NAT;
use super::model::Weights;

/// Number of buckets: a power of two, some eight times the words that are kept.
pub const COMPANY_BUCKETS: usize = 1 << 16;

/// Weights of words, trained by `cargo xtask train` (see models/README.md).
#[derive(Clone, Copy)]
pub struct CompanyModel(pub(super) Weights);

impl CompanyModel {
    /// The built-in weights.
    pub fn built_in() -> CompanyModel {
        Self::of(include_bytes!("../../models/company.bin"))
    }

    /// A model from its bytes: bias and scale (little-endian `f32`), then one signed byte for each of [`COMPANY_BUCKETS`] weights.
    pub fn of(bytes: &'static [u8]) -> CompanyModel {
        CompanyModel(Weights::of(bytes, COMPANY_BUCKETS))
    }

    /// The weight of a word, in units of the scale, by the word's hash.
    pub fn weight(&self, word: u64) -> i8 {
        self.0.by_bucket[word as usize & (COMPANY_BUCKETS - 1)] as i8
    }

    /// The natural log odds that a sentence of `words` words, whose weights sum to `sum`, mentions a skill: bias + scale × sum / √words, in steps
    /// of 1 / [`STEPS_A_NAT`].
    pub(super) fn steps(&self, sum: i32, words: usize) -> i8 {
        let log_odds = f64::from(self.0.bias) + f64::from(self.0.scale) * f64::from(sum) / libm::sqrt(words.max(1) as f64);
        libm::round(log_odds * STEPS_A_NAT).clamp(-127.0, 127.0) as i8
    }
}
