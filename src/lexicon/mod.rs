//! Skills that have names: entries with their variants, and a matcher over stems.

mod entry;
mod matcher;

pub use entry::{Entry, EntryId, Form, Lexicon, OWN_FIELD, Own};
pub use matcher::{Match, Matcher, is_agent};
