//! Integer counts: of one document, and of a corpus as the exact sum of its documents.

mod corpus;
mod document;
mod trace;

pub use corpus::{CorpusCounts, TermCounts};
pub use document::{DocumentCounts, LOG_ODDS_UNIT, Mention};
pub use trace::{Passage, Trace, for_each_shingle};
