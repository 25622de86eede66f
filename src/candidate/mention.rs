//! Chooses, sentence by sentence, which candidates are taken as mentions.

use super::feature::Site;
use super::model::MentionModel;
use super::phrase::for_each_phrase;
use super::profile::Profiles;
use super::term::TermKey;
use super::word_class::{WordClass, word_class};
use crate::lexicon::{Lexicon, Match, Matcher};
use crate::text::{Prose, Sentence, Span, Tokens, Vocabulary, for_each_word, is_counted, is_heading};

/// Log odds below which a candidate is not even kept as "nearly a skill" (probability .05).
const FLOOR: f32 = -3.0;

/// A stretch of text taken as the mention of a term.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// First token.
    pub first: u32,
    /// Behind the last token.
    pub end: u32,
    /// Where it stands in the clean text.
    pub span: Span,
    /// The term.
    pub key: TermKey,
    /// Content words in it.
    pub words: u32,
    /// Log odds that it is an exercised capability here.
    pub log_odds: f32,
    /// Whether it stands in a heading.
    pub heading: bool,
    /// Whether it stands in a block that counts by default.
    pub counted: bool,
}

/// Reads documents one at a time; keeps the vocabulary and its profiles between them. What it gives for a document does not depend
/// on the documents before.
pub struct Extractor {
    /// The types seen so far.
    pub vocabulary: Vocabulary,
    profiles: Profiles,
    matcher: Matcher,
    model: MentionModel,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new(Lexicon::built_in(), MentionModel::built_in())
    }
}

impl Extractor {
    /// An extractor with this lexicon and model.
    pub fn new(lexicon: &Lexicon, model: MentionModel) -> Extractor {
        let mut vocabulary = Vocabulary::default();
        let matcher = Matcher::new(lexicon, &mut vocabulary);
        let mut profiles = Profiles::default();
        profiles.extend(&vocabulary);
        Extractor { vocabulary, profiles, matcher, model }
    }

    /// The tokens of a document.
    pub fn tokens(&mut self, prose: &Prose) -> Tokens {
        let tokens = Tokens::of(prose, &mut self.vocabulary);
        self.profiles.extend(&self.vocabulary);
        tokens
    }

    /// Share of function words among the first two thousand words: about .45 in English prose, near 0 in other languages and in tables.
    pub fn function_word_share(&self, prose: &Prose) -> f64 {
        let (mut all, mut function) = (0u32, 0u32);
        for block in &prose.blocks {
            if all > 2_000 {
                break;
            }
            for_each_word(block.span.of(&prose.text), 0, |word| {
                all += 1;
                let class = word_class(&word.of(block.span.of(&prose.text)).to_lowercase());
                function += u32::from(class != WordClass::Content);
            });
        }
        if all == 0 { 0.0 } else { f64::from(function) / f64::from(all) }
    }

    /// Calls `sentence` with each sentence's site and its candidate spans `(first, end)`, lexicon matches included, each once.
    pub fn for_each_site(&self, prose: &Prose, tokens: &Tokens, mut sentence: impl FnMut(&Site, &[(u32, u32)])) {
        let (mut matches, mut spans) = (Vec::new(), Vec::new());
        for s in &tokens.sentences {
            self.matches_of(tokens, s, &mut matches);
            spans.clear();
            for_each_phrase(tokens, s, &self.profiles, |a, z| spans.push((a as u32, z as u32)));
            spans.extend(matches.iter().map(|m| (m.first, m.end)));
            spans.sort_unstable();
            spans.dedup();
            let site = Site { tokens, profiles: &self.profiles, sentence: s, heading: is_heading(prose, s), matches: &matches };
            sentence(&site, &spans);
        }
    }

    /// Lexicon matches of a sentence, longest at each place; one inside another is left away.
    fn matches_of(&self, tokens: &Tokens, s: &Sentence, out: &mut Vec<Match>) {
        out.clear();
        for first in s.first as usize..s.end as usize {
            if let Some(m) = self.matcher.longest_at(tokens, first, s.end as usize, &self.vocabulary)
                && out.last().is_none_or(|last| m.end > last.end)
            {
                out.push(m);
            }
        }
    }

    /// The mentions of a document: in each sentence the most likely candidates, none overlapping another. Cost: the model's
    /// features for some three candidates a word.
    pub fn mentions(&self, prose: &Prose, tokens: &Tokens) -> Vec<Candidate> {
        let mut out = Vec::new();
        let mut weighed: Vec<(f32, u32, u32)> = Vec::new();
        self.for_each_site(prose, tokens, |site, spans| {
            weighed.clear();
            for &(first, end) in spans {
                let mut sum = self.model.sum();
                site.for_each_feature(first as usize, end as usize, |f| sum.add(f));
                let log_odds = sum.value();
                if log_odds >= FLOOR {
                    weighed.push((log_odds, first, end));
                }
            }
            weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
            let from = out.len();
            for &(log_odds, first, end) in &weighed {
                let free = out[from..].iter().all(|c: &Candidate| end <= c.first || c.end <= first);
                if free {
                    out.push(self.candidate(prose, site, first, end, log_odds));
                }
            }
            out[from..].sort_by_key(|c| c.first);
        });
        out
    }

    fn candidate(&self, prose: &Prose, site: &Site, first: u32, end: u32, log_odds: f32) -> Candidate {
        let types = &site.tokens.types[first as usize..end as usize];
        let key = self.key(site.tokens, first, end);
        Candidate {
            first,
            end,
            span: site.tokens.span(first as usize, end as usize),
            key,
            words: types.iter().filter(|&&t| self.profiles.of(t).class == WordClass::Content).count() as u32,
            log_odds,
            heading: site.heading,
            counted: is_counted(prose, site.sentence),
        }
    }

    /// The key of a candidate: the lexicon entry of which it is a form, as it stands or once a generic tail is gone ("facilitation skills");
    /// else its stems.
    fn key(&self, tokens: &Tokens, first: u32, end: u32) -> TermKey {
        let (from, mut to) = (first as usize, end as usize);
        loop {
            if let Some(m) = self.matcher.longest_at(tokens, from, to, &self.vocabulary)
                && m.end as usize == to
            {
                return TermKey::Entry(m.entry);
            }
            let tail = self.profiles.of(tokens.types[to - 1]);
            if to == from + 1 || !(tail.generic || tail.class != WordClass::Content) {
                return self
                    .gerund_key(tokens, from, end as usize)
                    .unwrap_or_else(|| TermKey::of_phrase(&tokens.types[from..end as usize], &self.vocabulary, &self.profiles));
            }
            to -= 1;
        }
    }

    /// The entry that a phrase does to something: "facilitating difficult meetings" is facilitation. Only where the phrase opens with a form
    /// that is a gerund, since a noun there only qualifies what follows ("innovation policy").
    fn gerund_key(&self, tokens: &Tokens, from: usize, end: usize) -> Option<TermKey> {
        let m = self.matcher.longest_at(tokens, from, end, &self.vocabulary)?;
        let gerund = self.vocabulary.word(tokens.types[m.end as usize - 1]).ends_with("ing");
        let thinks = self.vocabulary.word(tokens.types[from]).len() > 5;
        (gerund && thinks && m.end as usize == from + 1).then_some(TermKey::Entry(m.entry))
    }
}
