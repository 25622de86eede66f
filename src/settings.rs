//! Every knob of the engine: its effect at both ends, its range and its default.

use serde::{Deserialize, Serialize};

/// What a person may set. The report records all of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "camelCase"))]
pub struct Settings {
    /// Seed of the resampling. Another seed moves the intervals by a hair; the same seed gives the same bytes. Any 32-bit number; 1.
    pub seed: u32,
    /// How many times the documents are resampled: 0 leaves intervals, rank sets and stand-out away (a quick first view);
    /// more makes their ends steadier. 0, or 100 to 10,000; 1,000.
    pub resamples: u32,
    /// A skill stands out when its prominence is surely above this many times the mean of the compared skills. At 1 half of the
    /// skills could, at 3 almost none can. 1 to 5; 1.5.
    pub stand_out_factor: f64,
    /// How sure a skill must look before it is ranked: at 0 every phrase that might be one, at 1 hardly any. Those below are kept as
    /// "nearly a skill". 0.05 to 0.95; 0.5.
    pub least_belief: f64,
    /// Whether phrases that no lexicon entry names may become skills. Off: the lexicon alone.
    pub discover: bool,
    /// Whether copies of a document, those of nearly the same wording too, count once. Off: each copy counts.
    pub duplicates_once: bool,
    /// Whether a passage that stands in many documents counts once, in the first of them. Off: it counts in each.
    pub passages_once: bool,
    /// Whether reference lists, tables of contents, running heads and navigation count. Off: they are read but not counted.
    pub count_everything: bool,
}

/// A person who lists a skill has judged already that it is one; open is only whether it is meant where it stands. So skills of their own list need
/// this share of the belief that others need.
const OWN_SHARE: f64 = 0.6;

impl Settings {
    /// The belief that a skill needs to be ranked, a person's own or another.
    pub fn least_belief_of(&self, own: bool) -> f64 {
        if own { OWN_SHARE * self.least_belief } else { self.least_belief }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            resamples: 1_000,
            stand_out_factor: 1.5,
            least_belief: 0.5,
            discover: true,
            duplicates_once: true,
            passages_once: true,
            count_everything: false,
        }
    }
}

impl Settings {
    /// The same settings with each number brought into its range, so that no input from outside can hang or break the engine.
    pub fn clamped(mut self) -> Self {
        let within = |x: f64, low: f64, high: f64, or: f64| {
            if x.is_finite() { x.clamp(low, high) } else { or }
        };
        if self.resamples != 0 {
            self.resamples = self.resamples.clamp(100, 10_000);
        }
        self.stand_out_factor = within(self.stand_out_factor, 1.0, 5.0, 1.5);
        self.least_belief = within(self.least_belief, 0.05, 0.95, 0.5);
        self
    }
}
