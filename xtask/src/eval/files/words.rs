//! Texts as bags of words, so that reading orders need not agree.
//!
//! Words are letters in a row, two or more, in lower case; in scripts that put no spaces between words, each letter is one. Hyphens inside
//! words are dropped, at line ends and elsewhere: no program can tell a hyphen of the line from one of the word. Letters that are written in
//! several ways (ligatures, Arabic forms) are made one, or who writes the plainer form would be punished.

use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// How often each word is there.
#[derive(Default)]
pub struct Bag(BTreeMap<String, usize>);

impl Bag {
    /// The words of a text.
    pub fn of(text: &str) -> Self {
        let mut bag = Self::default();
        for word in joined(&text.nfkc().collect::<String>()).split(|c: char| !c.is_alphabetic()) {
            let narrow = word.split(|c| {
                let wide = is_spaceless(c);
                if wide {
                    bag.add(c.into());
                }
                wide
            });
            let narrow: Vec<String> = narrow.filter(|w| w.chars().nth(1).is_some()).map(str::to_lowercase).collect();
            narrow.into_iter().for_each(|word| bag.add(word));
        }
        bag
    }

    fn add(&mut self, word: String) {
        *self.0.entry(word).or_default() += 1;
    }

    fn count(&self) -> usize {
        self.0.values().sum()
    }
}

/// Chinese and Japanese letters.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The text without soft hyphens, and without hyphens between letters, line end or not.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().filter(|c| *c != '\u{ad}').peekable();
    while let Some(c) = rest.next() {
        if !matches!(c, '-' | '\u{2010}') || !out.ends_with(char::is_alphabetic) {
            out.push(c);
            continue;
        }
        let mut gap = String::new();
        while let Some(space) = rest.next_if(|c| c.is_whitespace()) {
            gap.push(space);
        }
        let joins = (gap.is_empty() || gap.contains('\n')) && rest.peek().is_some_and(|c| c.is_alphabetic());
        if !joins {
            out.push(c);
            out += &gap;
        }
    }
    out
}

/// How two bags agree.
#[derive(Clone, Copy)]
pub struct Share {
    /// Of the expected words, how many were read.
    pub recall: f64,
    /// Of the words read, how many were expected.
    pub precision: f64,
}

impl Share {
    /// What was read against what was expected.
    pub fn of(read: &Bag, expected: &Bag) -> Self {
        let both: usize = expected.0.iter().map(|(word, n)| *n.min(read.0.get(word).unwrap_or(&0))).sum();
        let part = |whole: usize| if whole == 0 { 1.0 } else { both as f64 / whole as f64 };
        Self { recall: part(expected.count()), precision: if read.count() == 0 { part(expected.count()) } else { part(read.count()) } }
    }

    /// Whether both shares are at least this.
    pub fn reaches(self, least: f64) -> bool {
        self.recall >= least && self.precision >= least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_and_forms_do_not_count() {
        let bag = |text| Bag::of(text).0.into_iter().collect::<Vec<_>>();
        assert_eq!(bag("a well-\n  known co\u{ad}op \u{fb01}ve – I"), [("coop".into(), 1), ("five".into(), 1), ("wellknown".into(), 1)]);
        assert_eq!(bag("漢字 of 漢"), [("of".into(), 1), ("字".into(), 1), ("漢".into(), 2)]);
        assert_eq!(bag("pre- and post-war"), [("and".into(), 1), ("postwar".into(), 1), ("pre".into(), 1)]);
    }

    #[test]
    fn shares_of_nothing() {
        let share = |read, expected| Share::of(&Bag::of(read), &Bag::of(expected));
        assert!(share("", "").reaches(1.0));
        assert!(!share("", "word").reaches(0.1));
        assert!((share("one two", "two three four").precision - 0.5).abs() < 1e-9);
    }
}
