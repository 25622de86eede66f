//! Finds which skills a collection of documents says matter.

pub mod candidate;
pub mod count;
pub mod evidence;
pub mod export;
pub mod group;
pub mod lexicon;
pub mod problem;
pub mod rank;
pub mod read;
pub mod record;
pub mod report;
pub mod session;
pub mod settings;
pub mod stats;
pub mod text;

#[cfg(feature = "wasm")]
pub mod wasm;
