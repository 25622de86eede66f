//! Finds lexicon forms in a run of tokens, over stems.

use super::{EntryId, Lexicon};
use crate::text::{Gap, StemId, Tokens, TypeId, Vocabulary, spelling};
use rustc_hash::FxHashMap;

/// Words that may stand inside a form without being part of it: "design with [the] users".
const TRANSPARENT: [&str; 17] =
    ["a", "an", "her", "his", "its", "my", "our", "that", "the", "their", "them", "these", "this", "those", "your", "you", "us"];

/// A lexicon form found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// First token.
    pub first: u32,
    /// Behind the last token.
    pub end: u32,
    /// The entry.
    pub entry: EntryId,
    /// Whether the form names the skill in some contexts only.
    pub weak: bool,
}

struct Ending {
    entry: EntryId,
    weak: bool,
    types: Box<[TypeId]>,
    /// The first word in the one spelling to which others are brought.
    spelt: Box<str>,
}

#[derive(Default)]
struct Node {
    next: FxHashMap<StemId, u32>,
    endings: Vec<Ending>,
}

/// A trie over the stems of all forms.
///
/// Forms of two and more words match any inflection, spelling and hyphenation, but no agent ("project managers" is not project
/// management). Forms of one word match that word alone, in either spelling.
pub struct Matcher {
    roots: Vec<u32>,
    nodes: Vec<Node>,
    transparent: Vec<bool>,
    /// For each type the entry that it names by itself, and whether weakly.
    single: Vec<Option<(EntryId, bool)>>,
}

const NONE: u32 = u32::MAX;

impl Matcher {
    /// Builds the trie, interning the lexicon's words. Cost: linear in the lexicon, a few milliseconds.
    pub fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Matcher {
        let transparent_types: Vec<TypeId> = TRANSPARENT.iter().map(|w| vocabulary.intern(w)).collect();
        let mut matcher = Matcher { roots: Vec::new(), nodes: Vec::new(), transparent: Vec::new(), single: Vec::new() };
        // Where two entries have the same form by its stems, the first has it: a person's own come before the others.
        let (own, others): (Vec<_>, Vec<_>) =
            lexicon.entries.iter().enumerate().partition(|(number, _)| lexicon.is_own(*number as EntryId));
        for (number, entry) in own.into_iter().chain(others) {
            for form in &entry.forms {
                let types: Box<[TypeId]> = form.words.iter().map(|w| vocabulary.intern(w)).collect();
                let stems: Vec<StemId> =
                    types.iter().filter(|t| types.len() == 1 || !transparent_types.contains(t)).map(|&t| vocabulary.stem(t)).collect();
                let spelt = types.first().map_or_else(Box::default, |&t| spelling::normalised(vocabulary.word(t)).into());
                matcher.insert(&stems, Ending { entry: number as EntryId, weak: form.weak, types, spelt });
            }
        }
        matcher.transparent = vec![false; vocabulary.len()];
        for t in transparent_types {
            matcher.transparent[t as usize] = true;
        }
        matcher.learn_types(vocabulary);
        matcher
    }

    /// Works out what types interned since the last call name by themselves.
    pub fn learn_types(&mut self, vocabulary: &Vocabulary) {
        for id in self.single.len() as TypeId..vocabulary.len() as TypeId {
            let root = self.roots.get(vocabulary.stem(id) as usize).copied().filter(|&n| n != NONE);
            self.single.push(root.and_then(|node| self.named_alone(node, vocabulary.word(id))));
        }
    }

    fn named_alone(&self, node: u32, word: &str) -> Option<(EntryId, bool)> {
        let endings = &self.nodes[node as usize].endings;
        let word = spelling::normalised(word);
        let fits = endings.iter().filter(|e| *e.spelt == *word).min_by_key(|e| e.weak)?;
        Some((fits.entry, fits.weak))
    }

    fn insert(&mut self, stems: &[StemId], ending: Ending) {
        let Some((&first, rest)) = stems.split_first() else { return };
        if self.roots.len() <= first as usize {
            self.roots.resize(first as usize + 1, NONE);
        }
        if self.roots[first as usize] == NONE {
            self.roots[first as usize] = self.nodes.len() as u32;
            self.nodes.push(Node::default());
        }
        let mut at = self.roots[first as usize];
        for &stem in rest {
            let fresh = self.nodes.len() as u32;
            let next = *self.nodes[at as usize].next.entry(stem).or_insert(fresh);
            if next == fresh {
                self.nodes.push(Node::default());
            }
            at = next;
        }
        self.nodes[at as usize].endings.push(ending);
    }

    /// Whether a word may stand inside a form without being part of it.
    pub fn is_transparent(&self, word: TypeId) -> bool {
        self.transparent.get(word as usize).copied().unwrap_or(false)
    }

    /// The longest match that starts at token `first` and ends before `end`. The types must have been learnt.
    pub fn longest_at(&self, tokens: &Tokens, first: usize, end: usize, vocabulary: &Vocabulary) -> Option<Match> {
        let head = tokens.types[first];
        let stem = vocabulary.stem(head);
        let mut node = *self.roots.get(stem as usize)?;
        if node == NONE {
            return None;
        }
        let matched = |end: usize, (entry, weak): (EntryId, bool)| Match { first: first as u32, end: end as u32, entry, weak };
        let mut best = self.single.get(head as usize).copied().flatten().map(|named| matched(first + 1, named));
        let mut used = [head; 12];
        let mut count = 1;
        let mut at = first + 1;
        loop {
            if count > 1
                && let Some(ending) = self.accepted(node, &used[..count], vocabulary)
            {
                best = Some(matched(at, (ending.entry, ending.weak)));
            }
            while at < end && self.is_transparent(tokens.types[at]) && tokens.gaps[at] == Gap::Soft {
                at += 1;
            }
            if at >= end || tokens.gaps[at] != Gap::Soft || count == used.len() {
                return best;
            }
            let Some(&next) = self.nodes[node as usize].next.get(&vocabulary.stem(tokens.types[at])) else { return best };
            node = next;
            used[count] = tokens.types[at];
            count += 1;
            at += 1;
        }
    }

    /// The ending at `node` that fits the words as written: the very words before mere inflections, trusted before weak.
    fn accepted(&self, node: u32, used: &[TypeId], vocabulary: &Vocabulary) -> Option<&Ending> {
        let endings = &self.nodes[node as usize].endings;
        if endings.is_empty() {
            return None;
        }
        endings.iter().find(|e| *e.types == *used).or_else(|| {
            let fits = |e: &&Ending| {
                let content = e.types.iter().filter(|t| !self.is_transparent(**t));
                content.zip(used).all(|(form, word)| form == word || is_agent(vocabulary.word(*form)) || !is_agent(vocabulary.word(*word)))
            };
            endings.iter().filter(fits).min_by_key(|e| e.weak)
        })
    }
}

/// Whether a word looks like someone who does a thing: manager, facilitators, economist.
pub fn is_agent(word: &str) -> bool {
    const NOT: [&str; 16] = [
        "better",
        "center",
        "chapter",
        "character",
        "charter",
        "customer",
        "customers",
        "data",
        "letter",
        "matter",
        "number",
        "order",
        "other",
        "others",
        "paper",
        "power",
    ];
    let root = word.strip_suffix('s').unwrap_or(word);
    root.len() >= 5 && ["er", "or", "ist", "ian"].iter().any(|e| root.ends_with(e)) && !NOT.contains(&word)
}
