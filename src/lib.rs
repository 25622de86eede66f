//! The engine; what it is and how it hangs together stands in README.md beside this file.
#![doc = include_str!("README.md")]

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
pub mod repeat;
pub mod report;
pub mod session;
pub mod settings;
pub mod skill_list;
pub mod stats;
pub mod text;
#[cfg(feature = "wasm")]
pub mod wasm;
