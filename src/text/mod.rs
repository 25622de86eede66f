//! Clean text, sentences, tokens, types and stems of one document.

mod prose;
mod sentence;
mod span;
pub mod spelling;
mod token;
mod tokens;
mod vocabulary;

pub use prose::{Block, BlockKind, OffsetMap, Place, Prose, ProseBuilder};
pub use sentence::for_each_sentence;
pub use span::Span;
pub use token::for_each_word;
pub use tokens::{Gap, Sentence, Shape, Tokens, is_counted, is_heading};
pub use vocabulary::{StemId, TypeId, Vocabulary, word_hash};
