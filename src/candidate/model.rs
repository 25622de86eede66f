//! Linear models over hashed features, eight bits a weight.

use super::company::CompanyModel;
use super::precedent::Precedents;

/// Number of buckets: a power of two. Some eight times the features that are kept, so that a feature never seen in training mostly meets an empty
/// bucket; empty ones cost next to nothing once compressed.
pub const BUCKETS: usize = 1 << 19;

/// Everything learned that mentions are found and judged by.
#[derive(Clone, Copy)]
pub struct Models {
    /// Tells a capability from a topic where it stands.
    pub mention: MentionModel,
    /// Tells whether a sentence speaks of skills at all.
    pub company: CompanyModel,
    /// Tells how readers judged a term before.
    pub precedents: Precedents,
}

impl Models {
    /// The built-in ones.
    pub fn built_in() -> Models {
        Models { mention: MentionModel::built_in(), company: CompanyModel::built_in(), precedents: Precedents::built_in() }
    }

    /// Hash of all weights, for reports.
    pub fn version(&self) -> String {
        let parts = [self.mention.0.by_bucket, self.company.0.by_bucket, self.precedents.steps];
        let hash = parts.iter().fold(0u64, |hash, bytes| hash.rotate_left(1) ^ xxhash_rust::xxh3::xxh3_64(bytes));
        format!("{:08x}", hash as u32)
    }
}

/// Weights by bucket, with what they are to be multiplied by and what is added to their sum.
#[derive(Clone, Copy)]
pub(super) struct Weights {
    pub(super) by_bucket: &'static [u8],
    pub(super) scale: f32,
    pub(super) bias: f32,
}

impl Weights {
    /// From bytes: bias and scale (little-endian `f32`), then one signed byte for each of so many buckets.
    pub(super) fn of(bytes: &'static [u8], buckets: usize) -> Weights {
        assert_eq!(bytes.len(), buckets + 8, "invariant: a model has one byte a bucket");
        let number = |at: usize| f32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        Weights { bias: number(0), scale: number(4), by_bucket: &bytes[8..] }
    }
}

/// Weights of the model that tells a capability from a topic, trained by `cargo xtask train` (see models/README.md).
#[derive(Clone, Copy)]
pub struct MentionModel(Weights);

impl MentionModel {
    /// The built-in weights.
    pub fn built_in() -> MentionModel {
        Self::of(include_bytes!("../../models/mention.bin"))
    }

    /// A model from its bytes: a header of bias and scale (little-endian `f32`), then one signed byte for each of [`BUCKETS`] weights.
    pub fn of(bytes: &'static [u8]) -> MentionModel {
        MentionModel(Weights::of(bytes, BUCKETS))
    }

    /// Starts a sum of weights.
    pub fn sum(&self) -> LogOdds<'_> {
        LogOdds { model: self, sum: 0 }
    }
}

/// A running sum in integers, so that no order of addition can change it.
#[derive(Clone, Copy)]
pub struct LogOdds<'a> {
    model: &'a MentionModel,
    sum: i32,
}

impl LogOdds<'_> {
    /// Adds one feature.
    #[inline]
    pub fn add(&mut self, feature: u64) {
        self.sum += i32::from(self.model.0.by_bucket[feature as usize & (BUCKETS - 1)] as i8);
    }

    /// The sum so far, for a part that many candidates share.
    pub(super) fn part(self) -> i32 {
        self.sum
    }

    /// Adds a part that was summed before.
    pub(super) fn add_part(&mut self, part: i32) {
        self.sum += part;
    }

    /// The natural log odds that the candidate names a capability that is exercised, needed or praised where it stands.
    pub fn value(&self) -> f32 {
        self.sum as f32 * self.model.0.scale + self.model.0.bias
    }
}
