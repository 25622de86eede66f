//! What can be seen of a candidate where it stands, as hashed features of a linear model.

use super::profile::{Profile, Profiles};
use super::word_class::WordClass;
use crate::lexicon::Match;
use crate::text::{Gap, Sentence, Shape, Tokens};

/// What the lexicon says of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// No entry.
    None,
    /// Exactly an entry's form, trusted.
    Strong,
    /// Exactly an entry's form, trusted in some contexts only.
    Weak,
    /// It ends in a form: "early user research".
    EndsInForm,
    /// It lies inside a longer form.
    InsideForm,
}

/// Where a candidate stands.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The document's tokens.
    pub tokens: &'a Tokens,
    /// Their types' profiles.
    pub profiles: &'a Profiles,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Whether the sentence is a heading.
    pub heading: bool,
    /// Lexicon matches of the sentence, longest first at each place, in order.
    pub matches: &'a [Match],
}

const EDGE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The gap behind the last token of a sentence.
const END: u64 = 9;

/// Where a token stands that speaks for or against a candidate by its type alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The candidate's first token.
    Head,
    /// Its last.
    Tail,
    /// The second before it.
    SecondBefore,
    /// The third before it.
    ThirdBefore,
    /// The second behind it.
    SecondBehind,
    /// The third behind it.
    ThirdBehind,
}

impl Role {
    /// All of them, in order.
    pub(super) const ALL: [Role; 6] =
        [Role::Head, Role::Tail, Role::SecondBefore, Role::ThirdBefore, Role::SecondBehind, Role::ThirdBehind];

    /// Calls `feature` for a token of this profile in this role; `None` stands for what is beyond the sentence's edge.
    pub(super) fn for_each_feature(self, profile: Option<&Profile>, mut feature: impl FnMut(u64)) {
        let (word, stem) = profile.map_or((EDGE, EDGE), |p| (p.word, p.stem));
        match self {
            Role::Head => {
                feature(mix(7, word, 0));
                feature(mix(9, stem, 0));
            }
            Role::Tail => feature(mix(8, word, 0)),
            Role::SecondBefore => feature(mix(38, stem, 0)),
            Role::ThirdBefore => feature(mix(40, stem, 0)),
            Role::SecondBehind => feature(mix(39, stem, 0)),
            Role::ThirdBehind => feature(mix(41, stem, 0)),
        }
    }
}

/// How a candidate stands in its sentence: of this there are few kinds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    gap_before: u64,
    gap_after: u64,
    shape: u64,
    naming: Naming,
    content: u64,
    entry: u16,
}

impl Standing {
    /// Kinds of standing that [`Standing::kind`] numbers.
    pub(super) const KINDS: usize = 4 * 5 * 4 * 5 * 8;

    /// The number of its kind; `None` for more content words than seven.
    pub(super) fn kind(&self) -> Option<usize> {
        let behind = self.gap_after.min(4);
        let kind = (((self.gap_before * 5 + behind) * 4 + self.shape) * 5 + self.naming as u64) * 8 + self.content;
        (self.content < 8).then_some(kind as usize)
    }

    /// A standing of this kind.
    pub(super) fn of_kind(kind: usize) -> Standing {
        let (content, rest) = (kind % 8, kind / 8);
        let (naming, rest) = (rest % 5, rest / 5);
        let (shape, rest) = (rest % 4, rest / 4);
        let (behind, before) = (rest % 5, rest / 5);
        let gap_after = if behind == 4 { END } else { behind as u64 };
        let naming = [Naming::None, Naming::Strong, Naming::Weak, Naming::EndsInForm, Naming::InsideForm][naming];
        Standing { gap_before: before as u64, gap_after, shape: shape as u64, naming, content: content as u64, entry: 0 }
    }

    /// Calls `feature` for what the kind says.
    pub(super) fn for_each_feature(&self, mut feature: impl FnMut(u64)) {
        feature(mix(37, self.gap_before, self.gap_after));
        feature(mix(43, self.shape, self.gap_before));
        feature(mix(22, self.naming as u64, 0));
        feature(mix(23, self.naming as u64, self.content));
    }
}

fn mix(template: u64, a: u64, b: u64) -> u64 {
    let mut x = a ^ b.rotate_left(23) ^ template.wrapping_mul(EDGE);
    x ^= x >> 32;
    x = x.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x ^= x >> 32;
    x = x.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x ^ (x >> 29)
}

impl Site<'_> {
    fn profile(&self, at: usize) -> &Profile {
        self.profiles.of(self.tokens.types[at])
    }

    /// The token `n` places before token `first`; `None` beyond the sentence's edge.
    pub(super) fn token_before(&self, first: usize, n: usize) -> Option<usize> {
        first.checked_sub(n).filter(|&at| at >= self.sentence.first as usize)
    }

    /// The token `n` places behind the last one, `end` being the first of them.
    pub(super) fn token_behind(&self, end: usize, n: usize) -> Option<usize> {
        Some(end + n - 1).filter(|&at| at < self.sentence.end as usize)
    }

    /// Word and stem `n` places before token `first`.
    fn before(&self, first: usize, n: usize) -> (u64, u64) {
        self.token_before(first, n).map_or((EDGE, EDGE), |at| (self.profile(at).word, self.profile(at).stem))
    }

    /// Word and stem `n` places behind the last token.
    fn behind(&self, end: usize, n: usize) -> (u64, u64) {
        self.token_behind(end, n).map_or((EDGE, EDGE), |at| (self.profile(at).word, self.profile(at).stem))
    }

    /// What the lexicon says of the candidate, and the entry concerned. Cost: a binary search, then the matches that touch the candidate.
    pub fn naming(&self, first: usize, end: usize) -> (Naming, u16) {
        let mut best = (Naming::None, 0);
        // Matches stand in order of both their ends.
        let near = self.matches.partition_point(|m| m.end as usize <= first);
        for m in self.matches[near..].iter().take_while(|m| (m.first as usize) < end) {
            let (from, to) = (m.first as usize, m.end as usize);
            if from == first && to == end {
                return (if m.weak { Naming::Weak } else { Naming::Strong }, m.entry);
            }
            if to == end && from > first {
                best = (Naming::EndsInForm, m.entry);
            } else if from <= first && end <= to && best.0 == Naming::None {
                best = (Naming::InsideForm, m.entry);
            }
        }
        best
    }

    /// Calls `feature` with the hash of each feature of the candidate made of tokens `first..end`. Cost: some forty hashes.
    ///
    /// The features are those of single tokens, of its start, of its end, of its words, of its standing and of its place. The first are the same
    /// wherever a type stands in that role, the next two for all candidates that share the start or the end, those of words wherever the same words
    /// stand, and there are few standings: whoever weighs them all may do those once.
    pub fn for_each_feature(&self, first: usize, end: usize, mut feature: impl FnMut(u64)) {
        self.for_each_role(first, end, |role, profile| role.for_each_feature(profile, &mut feature));
        self.for_each_start_feature(first, &mut feature);
        self.for_each_end_feature(end, &mut feature);
        for_each_phrase_feature(end - first, |at| self.profile(first + at), &mut feature);
        let standing = self.standing(first, end);
        standing.for_each_feature(&mut feature);
        self.for_each_place_feature(first, end, &standing, &mut feature);
    }

    /// The features that depend on where the candidate begins only, but for those of one token alone.
    pub(super) fn for_each_start_feature(&self, first: usize, mut feature: impl FnMut(u64)) {
        let head = self.profile(first);
        let (b1, b1s) = self.before(first, 1);
        let b2 = self.before(first, 2).0;
        let gap_before = self.tokens.gaps[first] as u64;
        feature(mix(30, b1, gap_before));
        feature(mix(32, b1, b2));
        feature(mix(34, b1s, head.ending));
        if first > self.sentence.first as usize && gap_before == Gap::Soft as u64 && self.profile(first - 1).class == WordClass::Content {
            feature(mix(44, b1s, head.stem));
            feature(mix(45, self.profile(first - 1).ending, head.ending));
        }
    }

    /// The features that depend on where the candidate ends only, but for those of one token alone.
    pub(super) fn for_each_end_feature(&self, end: usize, mut feature: impl FnMut(u64)) {
        let tail = self.profile(end - 1);
        let (a1, a1s) = self.behind(end, 1);
        let a2 = self.behind(end, 2).0;
        let gap_after = self.gap_after(end);
        feature(mix(31, a1, gap_after));
        feature(mix(33, a1, a2));
        feature(mix(35, a1s, tail.ending));
        feature(mix(42, u64::from(self.heading), tail.ending));
        if gap_after == Gap::Soft as u64 && self.profile(end).class == WordClass::Content {
            feature(mix(46, a1s, tail.stem));
            feature(mix(47, self.profile(end).ending, tail.ending));
        }
    }

    /// The features of single tokens: each token's place as [`Role`] and its profile, `None` beyond the sentence's edge.
    fn for_each_role(&self, first: usize, end: usize, mut role: impl FnMut(Role, Option<&Profile>)) {
        role(Role::Head, Some(self.profile(first)));
        role(Role::Tail, Some(self.profile(end - 1)));
        for (n, place) in [(2, Role::SecondBefore), (3, Role::ThirdBefore)] {
            role(place, self.token_before(first, n).map(|at| self.profile(at)));
        }
        for (n, place) in [(2, Role::SecondBehind), (3, Role::ThirdBehind)] {
            role(place, self.token_behind(end, n).map(|at| self.profile(at)));
        }
    }

    /// The features that depend on its start and its end, but for those of its [`Standing`].
    pub(super) fn for_each_place_feature(&self, first: usize, end: usize, standing: &Standing, mut feature: impl FnMut(u64)) {
        feature(mix(36, self.before(first, 1).0, self.behind(end, 1).0));
        if matches!(standing.naming, Naming::Strong | Naming::Weak) {
            feature(mix(24, u64::from(standing.entry), 0));
            feature(mix(25, standing.naming as u64, self.profile(end - 1).ending));
        }
    }

    /// How the candidate stands in its sentence.
    pub(super) fn standing(&self, first: usize, end: usize) -> Standing {
        let (naming, entry) = self.naming(first, end);
        Standing {
            gap_before: self.tokens.gaps[first] as u64,
            gap_after: self.gap_after(end),
            shape: self.shape(first, end),
            naming,
            content: (first..end).filter(|&at| self.profile(at).class == WordClass::Content).count() as u64,
            entry,
        }
    }

    /// What stands behind the candidate: the gap before the next token, or the sentence's end.
    fn gap_after(&self, end: usize) -> u64 {
        if end < self.sentence.end as usize { self.tokens.gaps[end] as u64 } else { END }
    }

    /// How the candidate is capitalised: 0 not, 1 first word only, 2 every word, 3 an abbreviation.
    fn shape(&self, first: usize, end: usize) -> u64 {
        let capitals = (first..end).filter(|&at| self.tokens.shapes[at] == Shape::Capital).count();
        if (first..end).any(|at| self.tokens.shapes[at] == Shape::Upper) {
            3
        } else if capitals == 0 {
            0
        } else if capitals == 1 && self.tokens.shapes[first] == Shape::Capital && end - first > 1 {
            1
        } else {
            2
        }
    }
}

/// The features that depend on the `n` words of a candidate only, wherever it stands; `profile(at)` for each word from 0.
pub(super) fn for_each_phrase_feature<'a>(n: usize, profile: impl Fn(usize) -> &'a Profile, mut feature: impl FnMut(u64)) {
    let (head, tail) = (profile(0), profile(n - 1));
    let mut all = 0u64;
    let mut pattern = 0u64;
    let mut content = 0u64;
    for at in 0..n {
        let p = profile(at);
        if p.class == WordClass::Content {
            all = mix(1, all, p.stem);
            pattern = mix(2, pattern, p.ending);
            content += 1;
            if n > 1 {
                feature(mix(3, p.stem, 0));
            }
        } else {
            pattern = mix(4, pattern, p.word);
            feature(mix(5, p.word, 0));
        }
    }
    feature(mix(6, content, n as u64));
    feature(mix(10, tail.stem, content));
    feature(mix(11, all, 0));
    feature(mix(12, pattern, 0));
    feature(mix(13, tail.ending, content));
    feature(mix(14, head.ending, content));
    feature(mix(15, head.ending, tail.ending));
    if n == 1 {
        feature(mix(16, head.word, 0));
        feature(mix(17, head.ending, 0));
    } else {
        feature(mix(18, profile(n - 2).stem, tail.stem));
        feature(mix(19, head.stem, profile(1).stem));
        feature(mix(20, head.stem, tail.ending));
        feature(mix(21, head.ending, tail.stem));
    }
}
