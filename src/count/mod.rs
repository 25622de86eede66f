//! Integer counts: of one document, and of a corpus as the exact sum of its documents.

mod corpus;
mod document;

pub use corpus::{CorpusCounts, TermCounts};
pub use document::{DocumentCounts, LOG_ODDS_UNIT, Mention};
