//! Variants into one skill, and how skills relate.

mod gerund;
mod naming;
mod related;
mod variant;

pub use naming::{display_name, listed_form};
pub use related::related;
pub use variant::{Grouping, group};
