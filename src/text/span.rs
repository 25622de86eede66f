//! Half-open byte ranges.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes, `start..end`, always on character boundaries of the text it points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte of the range.
    pub start: u32,
    /// First byte behind the range.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    ///
    /// ```
    /// use skillsift::text::Span;
    /// assert_eq!(Span::new(2, 5).of("co-design"), "-de");
    /// ```
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "invariant: a span does not run backwards");
        Self { start, end }
    }

    /// The part of `text` that the span covers; empty where it does not lie on character boundaries inside `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Number of bytes covered.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}
