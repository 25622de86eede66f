//! How skills are named, and how they relate.

mod gerund;
mod naming;
mod related;

pub use naming::{display_name, listed_form};
pub use related::related;
