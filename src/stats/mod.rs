//! Numbers from counts: no text, no document names, no serde, no clock.
//!
//! Everything here is a pure function of integers, of numbers made from them, and of a seed. The same input gives the same bits natively
//! and in wasm: sums run in a fixed order, nothing is fused, and `libm` stands in for the platform's `ln`, `exp` and `erf`. No function
//! gives NaN: what is undefined is `None`, and each function says when that is.
//!
//! # What is where
//!
//! | question | file |
//! |---|---|
//! | How much does a document, how much do all documents, make of a skill? | [`prominence`] |
//! | Those weights for all skills and documents | [`weights`] |
//! | What if other documents had been collected? | [`resample`] |
//! | Between what and what does a prominence lie? | [`interval`] |
//! | Which ranks does the evidence leave open? | [`rank_set`] |
//! | Which skills are surely above the rest? | [`stand_out`] |
//! | Many tests at once | [`multiple`] |
//! | Is a term more frequent here than there? | [`keyness`] |
//! | How evenly is a term spread? | [`dispersion`] |
//! | Do two terms keep company? | [`association`] |
//! | Is a phrase a term, and not a piece of a longer one? | [`termhood`] |
//! | Which terms form a group, and does it hold? | [`company`], over [`community`] |
//! | Seeded random numbers | [`rng`] |
//! | Areas and quantiles of the normal, chi-squared and beta distributions | [`distribution`] |
//!
//! # The way of the data
//!
//! Mentions and words give [`prominence::weight`]; a [`weights::Weights`] holds them; [`resample::Resampled`] redraws the documents;
//! [`interval`], [`rank_set`] and [`stand_out`] read the redrawn prominences.

pub mod association;
pub mod community;
pub mod company;
pub mod dispersion;
pub mod distribution;
pub mod interval;
pub mod keyness;
pub mod multiple;
pub mod prominence;
pub mod rank_set;
pub mod resample;
pub mod rng;
pub mod stand_out;
pub mod termhood;
pub mod weights;
