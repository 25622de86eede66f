//! Which term a candidate is, by its words.

use super::mention::Extractor;
use super::term::TermKey;
use super::word_class::WordClass;
use crate::text::Tokens;

impl Extractor {
    /// The key of a candidate: the lexicon entry of which it is a form, as it stands or once a generic start or tail is gone ("skills in
    /// facilitation", "facilitation skills"); else its stems.
    pub(super) fn key(&self, tokens: &Tokens, first: u32, end: u32) -> TermKey {
        let (from, mut to) = (self.behind_generic_start(tokens, first as usize, end as usize), end as usize);
        loop {
            if let Some(m) = self.matcher.longest_at(tokens, from, to, &self.vocabulary)
                && m.end as usize == to
            {
                return TermKey::Entry(m.entry);
            }
            let tail = self.profiles.of(tokens.types[to - 1]);
            if to == from + 1 || !(tail.generic || tail.class != WordClass::Content) {
                let named = self.gerund_key(tokens, from, end as usize).or_else(|| self.kind_key(tokens, from, to));
                return named.unwrap_or_else(|| {
                    TermKey::of_phrase(&tokens.types[from..end as usize], &self.vocabulary, &self.profiles, &self.variants)
                });
            }
            to -= 1;
        }
    }

    /// The first token behind "skills in", "knowledge of the" and the like; `first` where the phrase opens otherwise.
    fn behind_generic_start(&self, tokens: &Tokens, first: usize, end: usize) -> usize {
        let profile = |at: usize| self.profiles.of(tokens.types[at]);
        if !profile(first).generic || first + 2 >= end || profile(first + 1).class != WordClass::Connector {
            return first;
        }
        (first + 2..end).find(|&at| profile(at).class == WordClass::Content).unwrap_or(first)
    }

    /// The entry that a phrase does to something: "facilitating difficult meetings" is facilitation. Only where the phrase opens with a form
    /// that is a gerund, since a noun there only qualifies what follows ("innovation policy").
    fn gerund_key(&self, tokens: &Tokens, from: usize, end: usize) -> Option<TermKey> {
        let m = self.matcher.longest_at(tokens, from, end, &self.vocabulary)?;
        let gerund = self.vocabulary.word(tokens.types[m.end as usize - 1]).ends_with("ing");
        let thinks = self.vocabulary.word(tokens.types[from]).len() > 5;
        (gerund && thinks && !m.weak && m.end as usize == from + 1).then_some(TermKey::Entry(m.entry))
    }

    /// The entry of which a phrase is a kind: "early user research" is user research. Only where it ends in a trusted form of two words or more, the
    /// longest there is: a bare head, "research", never swallows what qualifies it.
    fn kind_key(&self, tokens: &Tokens, from: usize, end: usize) -> Option<TermKey> {
        let form = |first| self.matcher.longest_at(tokens, first, end, &self.vocabulary).filter(|m| m.end as usize == end && !m.weak);
        (from + 1..end.saturating_sub(1)).find_map(form).map(|m| TermKey::Entry(m.entry))
    }
}
