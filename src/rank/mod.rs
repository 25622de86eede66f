//! From counts to a ranked list: which mentions count, what each skill weighs, how sure its place is, and why.

mod correction;
mod explanation;
mod skill;
mod standing;
mod theme;
mod wording;

pub use correction::Corrections;
pub use explanation::{explain, explain_nearly, why_not_ranked};
pub use skill::{MOST_NEARLY, Place, Skill, collect, name_of};
pub use standing::{FEWEST_FOR_INTERVALS, Standing, Standings, standings};
pub use theme::{Company, Themes, themes};
pub use wording::{Found, caveats, headline, listed, method, ordinal, plural, rank_words, stability_words};
