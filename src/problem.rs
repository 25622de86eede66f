//! What went wrong with one document, where, and what to do about it.

use serde::{Deserialize, Serialize};

/// How much a problem costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "kebab-case"))]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Some of the document could not be read; the rest is counted.
    Part,
    /// The document could not be used at all.
    Unread,
}

/// A problem with one document, told in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Problem {
    /// How much it costs.
    pub severity: Severity,
    /// A stable word for tests and scripts, such as `empty-file`.
    pub code: String,
    /// What happened, one sentence.
    pub what: String,
    /// Where in the document, if that is known ("line 12", "page 3").
    pub place: Option<String>,
    /// What the person can do, one sentence.
    pub remedy: String,
}

impl Problem {
    /// A problem that keeps the document from being used.
    pub fn unread(code: &str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(Severity::Unread, code, what, remedy)
    }

    /// A problem that cost a part of the document.
    pub fn part(code: &str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(Severity::Part, code, what, remedy)
    }

    /// Something worth knowing.
    pub fn note(code: &str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, what, remedy)
    }

    fn new(severity: Severity, code: &str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { severity, code: code.into(), what: what.into(), place: None, remedy: remedy.into() }
    }

    /// The same problem, with its place.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }
}
