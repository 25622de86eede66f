//! What is told of one skill: the sentences that name it, and the numbers behind its rank.

use super::SurfaceForm;
use serde::Serialize;

/// A number and the numbers it was made from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Explanation {
    /// What the number is, in words.
    pub label: String,
    /// The number; `null` for a heading or an undefined number.
    pub value: Option<f64>,
    /// How it was made or why it is undefined.
    pub note: String,
    /// The numbers it was made from.
    pub parts: Vec<Explanation>,
}

/// A mention in its surroundings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct KwicLine {
    /// Position in `Report::documents`.
    pub document: u32,
    /// Where in it, in words: "page 12", "line 40", "00:04:38".
    pub place: String,
    /// First byte of the mention in the document's clean text; with the document's id it names the mention in edits.
    pub start: u32,
    /// What stands before it in its sentence.
    pub left: String,
    /// The mention as it stands.
    pub node: String,
    /// What stands behind it in its sentence.
    pub right: String,
    /// Whether it stands in a heading.
    pub heading: bool,
    /// Whether the mention was rejected by an edit.
    pub rejected: bool,
}

/// The evidence for one skill.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Evidence {
    /// The skill's id.
    pub skill: String,
    /// Up to five telling sentences from different documents.
    pub quotes: Vec<KwicLine>,
    /// All forms with counts, rejected ones too.
    pub surfaces: Vec<SurfaceForm>,
    /// Forms that edits have rejected.
    pub rejected_forms: Vec<String>,
    /// All mentions, rejected ones too.
    pub total: u32,
    /// How its rank came about.
    pub explanation: Explanation,
}

/// A page of all mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Concordance {
    /// The skill's id.
    pub skill: String,
    /// All mentions, rejected ones too.
    pub total: u32,
    /// Position of the first line of this page.
    pub from: u32,
    /// The lines, by document in canonical order, then by position.
    pub lines: Vec<KwicLine>,
}
