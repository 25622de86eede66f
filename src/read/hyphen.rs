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
    /// Cost: nothing without pairs, else one pass over the first megabytes of the text, which compares hashes of words.
    pub fn learn<'a>(text: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut wanted: FxHashSet<(u32, u32)> = FxHashSet::default();
        for (head, tail) in pairs {
            for word in [[head, tail].concat(), [head, "-", tail].concat()] {
                wanted.insert((key(word.as_bytes()), hash(word.as_bytes())));
            }
        }
        let mut known = FxHashSet::default();
        if wanted.is_empty() {
            return Self { known };
        }
        // Two bits of a sieve for each wanted word keep nearly all others from being hashed.
        let mut sieve = vec![0u64; 1024];
        wanted.iter().for_each(|(key, _)| sieve[(key >> 6) as usize & 1023] |= 1 << (key & 63));
        let wanted: FxHashSet<u32> = wanted.into_iter().map(|(_, hash)| hash).collect();
        let bytes = &text.as_bytes()[..text.len().min(LEARNT)];
        let mut start = 0;
        for at in 0..=bytes.len() {
            if bytes.get(at).is_some_and(|&b| IN_WORD[b as usize]) {
                continue;
            }
            if at > start + 3 {
                let word = &bytes[start..at];
                let key = key(word);
                if sieve[(key >> 6) as usize & 1023] >> (key & 63) & 1 == 1 && wanted.contains(&hash(word)) {
                    known.extend(text.get(start..at).map(str::to_lowercase));
                }
            }
            start = at + 1;
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

/// How much of a text is looked through.
const LEARNT: usize = 4 << 20;

/// Bytes of words. The first byte of dashes and quotation marks (0xE2) ends one; the rest of such a character then makes none.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte == b'-' as usize || byte >= 0x80 && byte != 0xe2;
        byte += 1;
    }
    table
};

/// A few bits of a word of four bytes or more: its length, its start and its end, without case.
fn key(word: &[u8]) -> u32 {
    let at = |index: usize| u32::from(word.get(index).copied().unwrap_or(0) | 0x20);
    let last = word.len().saturating_sub(1);
    (at(0) ^ at(1) << 5 ^ at(2) << 10 ^ at(last) << 7 ^ (word.len() as u32) << 3).wrapping_mul(0x9e37_79b1) >> 16
}

/// FNV-1a without case.
fn hash(word: &[u8]) -> u32 {
    word.iter().fold(0x811c_9dc5, |state, byte| (state ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
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
