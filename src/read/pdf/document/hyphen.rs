//! Words broken at the end of a line, joined as the document itself writes them.

use super::Block;
use super::mark;
use crate::read::pdf::layout::is_wide;
use crate::text::BlockKind;
use rustc_hash::FxHashSet;

/// The words that occur unbroken in the document.
#[derive(Default)]
pub struct Words {
    seen: FxHashSet<String>,
}

impl Words {
    /// Collects the words of all blocks, leaving out those that a line end may have broken.
    pub fn of(blocks: &[Block]) -> Self {
        let mut seen = FxHashSet::default();
        let mut broken = false;
        for line in blocks.iter().flat_map(|b| &b.lines) {
            let mut words = line.text.split_whitespace().peekable();
            while let Some(word) = words.next() {
                let cut = words.peek().is_none() && ends_in_hyphen(word);
                if !std::mem::replace(&mut broken, cut) && !cut {
                    let bare = bare(word);
                    if bare.len() > 1 && !seen.contains(bare.as_str()) {
                        seen.insert(bare);
                    }
                }
            }
        }
        Self { seen }
    }

    /// Whether the word of two parts occurs unbroken.
    fn is_known(&self, left: &str, right: &str) -> bool {
        let left = bare(left.rsplit(char::is_whitespace).next().unwrap_or(left));
        self.seen.contains(&format!("{}{}", left.trim_end_matches('-'), bare(right)))
    }

    /// Whether a word broken into `left` and `right` keeps its hyphen.
    ///
    /// It loses it if the joined word occurs, keeps it if the hyphenated one does; failing both it keeps it only where each side
    /// is a word of its own, as in *decision-making*, or the left is a prefix that is written apart.
    fn keeps_hyphen(&self, left: &str, right: &str) -> bool {
        const APART: [&str; 14] =
            ["non", "self", "cross", "ex", "well", "all", "half", "quasi", "multi", "co", "high", "low", "long", "short"];
        let (left, right) = (bare(left.rsplit(char::is_whitespace).next().unwrap_or(left)), bare(right));
        let left = left.trim_end_matches('-');
        if self.seen.contains(&format!("{left}{right}")) {
            return false;
        }
        if self.seen.contains(&format!("{left}-{right}")) {
            return true;
        }
        // The last part counts: state-of-the-|art.
        let end = left.rsplit('-').next().unwrap_or(left);
        if end.len() < left.len() {
            return true;
        }
        let known = |word: &str, least: usize| word.chars().count() >= least && self.seen.contains(word);
        APART[..6].contains(&left) || known(left, 3) && known(&right, 4) || APART.contains(&left) && known(&right, 3)
    }
}

/// A word without the marks around it, in lower case.
fn bare(word: &str) -> String {
    if word.is_ascii() {
        return word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-').to_ascii_lowercase();
    }
    word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\u{2010}' | '\u{2011}'))
        .chars()
        .filter(|c| *c != '\u{ad}')
        .map(|c| if matches!(c, '\u{2010}' | '\u{2011}') { '-' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

fn ends_in_hyphen(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next().is_some_and(|c| matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}')) && back.next().is_some_and(char::is_alphabetic)
}

/// Whether a word is broken between these two lines.
pub fn is_broken(left: &str, right: &str) -> bool {
    ends_in_hyphen(left) && (right.starts_with(char::is_lowercase) || left.ends_with('\u{ad}'))
}

/// The text of a block, its lines joined.
pub fn join(block: &Block, words: &Words) -> String {
    let mut out = String::new();
    for (n, line) in block.lines.iter().enumerate() {
        let mut text = line.text.as_str();
        if n == 0 && block.kind == BlockKind::ListItem {
            text = &text[mark::bullet(text).unwrap_or(0)..];
        }
        let plain;
        if block.kind == BlockKind::Contents
            && let Some((title, page)) = mark::leader(text)
        {
            plain = format!("{title} {page}");
            text = &plain;
        }
        if out.is_empty() {
            out.push_str(text);
            continue;
        }
        if is_broken(&out, text) {
            let right = text.split_whitespace().next().unwrap_or("");
            if out.ends_with('\u{ad}') || !words.keeps_hyphen(&out, right) {
                out.pop();
            }
        } else if ends_in_hyphen_before_capital(&out, text) {
            let right = text.split_whitespace().next().unwrap_or("");
            if words.is_known(&out, right) {
                out.pop();
            }
        } else if !out.ends_with('—') && (!out.ends_with(is_wide) || !text.starts_with(is_wide)) {
            out.push(' ');
        }
        out.push_str(text);
    }
    out.retain(|c| c != '\u{ad}');
    out
}

/// `Anglo-|American`: the hyphen stays, unless the document writes the word without, and nothing comes between.
fn ends_in_hyphen_before_capital(left: &str, right: &str) -> bool {
    ends_in_hyphen(left) && !left.ends_with('\u{ad}') && right.starts_with(char::is_alphanumeric)
}
