//! Words broken at line ends.

use rustc_hash::FxHashSet;

/// Decides for words broken at a line end whether the hyphen belongs to the word, by how the document writes it elsewhere.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    /// Words of the document that hold a hyphen or could be a joined one, in lower case.
    known: FxHashSet<String>,
}

/// First parts that keep their hyphen when nothing else is known.
const PREFIXES: [&str; 30] = [
    "all", "anti", "co", "cross", "decision", "e", "ex", "first", "full", "half", "high", "ill", "large", "long", "low", "mid", "mission",
    "multi", "non", "off", "on", "part", "post", "pre", "real", "second", "self", "short", "small", "well",
];

impl Hyphens {
    /// Looks through `text` for the words that end `broken` pairs: `(head, tail)` as they stand, the head without its hyphen.
    ///
    /// Cost: nothing without pairs, else one pass over the text.
    pub fn learn<'a>(text: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut wanted: FxHashSet<String> = FxHashSet::default();
        for (head, tail) in pairs {
            let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
            wanted.insert(format!("{head}{tail}"));
            wanted.insert(format!("{head}-{tail}"));
        }
        let mut known = FxHashSet::default();
        if wanted.is_empty() {
            return Self { known };
        }
        let mut lower = String::new();
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| w.len() > 3) {
            lower.clear();
            lower.extend(word.trim_matches('-').chars().flat_map(char::to_lowercase));
            if wanted.contains(&lower) && !known.contains(&lower) {
                known.insert(lower.clone());
            }
        }
        Self { known }
    }

    /// Whether the hyphen goes when `head-` is joined to `tail`.
    pub fn joins(&self, head: &str, tail: &str) -> bool {
        let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
        if self.known.contains(&format!("{head}{tail}")) {
            return true;
        }
        if self.known.contains(&format!("{head}-{tail}")) {
            return false;
        }
        !PREFIXES.contains(&head.as_str())
    }
}

/// The parts of a word broken between two lines: the letters before the hyphen that ends `line`, and the letters that start
/// `next`. `None` where the line ends otherwise or the next goes on with a capital.
pub(super) fn broken<'a>(line: &'a str, next: &'a str) -> Option<(&'a str, &'a str)> {
    let before = line.strip_suffix('-').or_else(|| line.strip_suffix('\u{2010}')).or_else(|| line.strip_suffix('\u{ad}'))?;
    let start = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let head = &before[start..];
    let end = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
    let tail = &next[..end];
    (!head.is_empty() && !before[..start].ends_with('-') && tail.starts_with(char::is_lowercase)).then_some((head, tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_go_where_the_document_writes_the_word_without() {
        let text = "An experiment in co-design. We re-used it. The experi-\nment";
        let pairs = [("experi", "ment"), ("co", "design"), ("re", "used")];
        let hyphens = Hyphens::learn(text, pairs.into_iter());
        assert!(hyphens.joins("experi", "ment"));
        assert!(!hyphens.joins("co", "design"));
        assert!(!hyphens.joins("re", "used"));
        assert!(!hyphens.joins("Self", "made"), "a usual prefix keeps it");
        assert!(hyphens.joins("govern", "ment"));
    }

    #[test]
    fn broken_words_are_told_from_dashes() {
        assert_eq!(broken("the experi-", "ment began"), Some(("experi", "ment")));
        assert_eq!(broken("north-", "South"), None);
        assert_eq!(broken("this -", "and"), None);
        assert_eq!(broken("state-of-", "the-art"), None);
    }
}
