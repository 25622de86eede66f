//! Clean text, sentences, tokens, types and stems of one document.

mod prose;
mod span;

pub use prose::{Block, BlockKind, OffsetMap, Place, Prose, ProseBuilder};
pub use span::Span;
