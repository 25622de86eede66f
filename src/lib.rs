//! Finds which skills a collection of documents says matter.

pub mod candidate;
pub mod count;
pub mod group;
pub mod lexicon;
pub mod problem;
pub mod read;
pub mod record;
pub mod report;
pub mod settings;
pub mod stats;
pub mod text;
