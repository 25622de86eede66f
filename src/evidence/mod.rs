//! The sentences behind a skill: quotes that tell most, and every mention in its surroundings.

mod kwic;
mod quote;

pub(crate) use kwic::first_part;
pub use kwic::{kwic_line, place_words};
pub use quote::quotes;
