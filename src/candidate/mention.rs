//! Chooses, sentence by sentence, which candidates are taken as mentions.

use super::belief::{Use, Witness};
use super::feature::{Role, Site, for_each_phrase_feature};
use super::genre::Cues;
use super::model::Models;
use super::phrase::for_each_phrase;
use super::precedent::{Verdicts, hash_of_tail, hash_of_term, weighed};
use super::profile::Profiles;
use super::share::{Shares, standings};
use super::term::{TermKey, Terms};
use super::variant::Variants;
use super::word_class::WordClass;
use crate::lexicon::{EntryId, Lexicon, Match, Matcher};
use crate::text::{Prose, Sentence, Shape, Span, Tokens, TypeId, Vocabulary, is_counted, is_heading};
use rustc_hash::FxHashMap;

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
    /// The term, as [`Extractor::term`] numbers it until the next document.
    pub term: u32,
    /// Content words in it.
    pub words: u32,
    /// A hash of its words: mentions in the same words have the same.
    pub form: u16,
    /// Log odds that it is an exercised capability here.
    pub log_odds: f32,
    /// What else speaks for or against it.
    pub witness: Witness,
    /// Whether it stands in a heading.
    pub heading: bool,
    /// Whether it stands in a block that counts by default.
    pub counted: bool,
}

impl Candidate {
    /// The candidate as far as belief goes.
    pub fn as_use(&self) -> Use {
        Use { log_odds: f64::from(self.log_odds), heading: self.heading, words: self.words, form: self.form, witness: self.witness }
    }
}

/// Reads documents one at a time; keeps the vocabulary and its profiles between them. What it gives for a document does not depend
/// on the documents before.
pub struct Extractor {
    /// The types seen so far.
    pub vocabulary: Vocabulary,
    pub(super) profiles: Profiles,
    /// For each type, what the model gives it wherever it stands.
    shares: Vec<Shares>,
    /// What the model gives the edge of a sentence.
    edge: Shares,
    /// What the model gives each kind of standing.
    standings: Vec<i32>,
    pub(super) matcher: Matcher,
    pub(super) variants: Variants,
    models: Models,
    terms: Terms,
    /// For each term, how readers judged it before.
    verdicts: Vec<Verdicts>,
    /// The terms of phrases met before, by their types.
    known: FxHashMap<Box<[TypeId]>, u32>,
    lexicon_hash: u64,
    /// The first entry of a person's own list.
    own_from: EntryId,
}

/// More phrases than these are not remembered from one document to the next.
const MOST_KNOWN: usize = 100_000;

/// Not summed yet: no sum of some forty bytes comes near.
const UNKNOWN: i32 = i32::MIN;

/// What the candidates of one sentence share; kept between sentences for its memory.
#[derive(Default)]
struct Weighing {
    /// For each token, what the model gives a candidate for ending there, or [`UNKNOWN`].
    ends: Vec<i32>,
    /// The believed candidates: log odds, first token, behind the last.
    believed: Vec<(f32, u32, u32)>,
    /// For each token, whether a candidate that was chosen holds it.
    taken: Vec<bool>,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new(Lexicon::built_in(), Models::built_in())
    }
}

impl Extractor {
    /// An extractor with this lexicon and these models.
    pub fn new(lexicon: &Lexicon, models: Models) -> Extractor {
        let mut vocabulary = Vocabulary::default();
        let matcher = Matcher::new(lexicon, &mut vocabulary);
        let variants = Variants::new(lexicon, &mut vocabulary);
        let mut extractor = Extractor {
            vocabulary,
            profiles: Profiles::default(),
            shares: Vec::new(),
            edge: Shares::of_edge(&models),
            standings: standings(&models.mention),
            matcher,
            variants,
            models,
            terms: Terms::default(),
            verdicts: Vec::new(),
            known: FxHashMap::default(),
            lexicon_hash: lexicon.hash(),
            own_from: lexicon.first_own(),
        };
        extractor.learn_types();
        extractor
    }

    /// The term of a number that [`Extractor::mentions`] gave.
    pub fn term(&self, number: u32) -> &TermKey {
        self.terms.key(number)
    }

    /// The hash of the lexicon by which it finds mentions: their entries mean nothing to another.
    pub fn lexicon_hash(&self) -> u64 {
        self.lexicon_hash
    }

    /// Works out what is known of types interned since the last call.
    fn learn_types(&mut self) {
        self.profiles.extend(&self.vocabulary);
        self.matcher.learn_types(&self.vocabulary);
        for id in self.shares.len()..self.vocabulary.len() {
            self.shares.push(Shares::of(&self.models, self.profiles.of(id as u32)));
        }
    }

    /// The tokens of a document.
    pub fn tokens(&mut self, prose: &Prose) -> Tokens {
        let tokens = Tokens::of(prose, &mut self.vocabulary);
        self.learn_types();
        tokens
    }

    /// Share of function words and numbers among a document's first two thousand words: about .45 in English prose, near 0 in other languages
    /// and in tables.
    pub fn function_word_share(&self, tokens: &Tokens) -> f64 {
        let types = &tokens.types[..tokens.types.len().min(2_000)];
        let function = types.iter().filter(|&&t| self.profiles.of(t).class != WordClass::Content).count();
        if types.is_empty() { 0.0 } else { function as f64 / types.len() as f64 }
    }

    /// Calls `sentence` with each sentence's site and its candidate spans `(first, end)`, lexicon matches included, each once.
    pub fn for_each_site(&self, prose: &Prose, tokens: &Tokens, mut sentence: impl FnMut(&Site, &[(u32, u32)])) {
        let (mut matches, mut spans) = (Vec::new(), Vec::new());
        for s in &tokens.sentences {
            self.matches_of(tokens, s, &mut matches);
            spans.clear();
            for_each_phrase(tokens, s, &self.profiles, |a, z| spans.push((a as u32, z as u32)));
            spans.extend(matches.iter().map(|m| (m.first, m.end)));
            spans.retain(|&(first, end)| end > first + 1 || !self.is_scrap(tokens, first as usize));
            spans.sort_unstable();
            spans.dedup();
            let site = Site { tokens, profiles: &self.profiles, sentence: s, heading: is_heading(prose, s), matches: &matches };
            sentence(&site, &spans);
        }
    }

    /// Whether a token alone is too short to be a word, and no abbreviation.
    fn is_scrap(&self, tokens: &Tokens, at: usize) -> bool {
        self.profiles.of(tokens.types[at]).brief && tokens.shapes[at] != Shape::Upper
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

    /// The mentions of a document: in each sentence the most likely candidates, none overlapping another. Cost: some twenty of the
    /// model's features for each of some three candidates a word.
    pub fn mentions(&mut self, prose: &Prose, tokens: &Tokens) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        let mut weighing = Weighing::default();
        self.for_each_site(prose, tokens, |site, spans| {
            self.weigh(site, spans, &mut weighing);
            let from = out.len();
            let Weighing { believed, taken, .. } = &mut weighing;
            believed.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
            if believed.is_empty() {
                return;
            }
            let company = self.company(site);
            let base = site.sentence.first;
            taken.clear();
            taken.resize((site.sentence.end - base) as usize, false);
            for &(log_odds, first, end) in believed.iter() {
                let held = &mut taken[(first - base) as usize..(end - base) as usize];
                if !held.contains(&true) {
                    held.fill(true);
                    out.push(self.candidate(prose, site, first, end, log_odds, company));
                }
            }
            out[from..].sort_unstable_by_key(|c| c.first);
        });
        if self.known.len() > MOST_KNOWN {
            self.known.clear();
            self.terms = Terms::default();
            self.verdicts.clear();
        }
        let advert = self.cues(tokens).advert();
        for c in &mut out {
            c.term = self.number(tokens, c.first, c.end);
            c.witness.term = weighed(self.verdicts[c.term as usize], advert);
            c.witness.tail = weighed(self.shares[tokens.types[c.end as usize - 1] as usize].as_tail, advert);
        }
        out
    }

    /// The number of a candidate's term. The same types make the same term: whatever stands between them joins them.
    fn number(&mut self, tokens: &Tokens, first: u32, end: u32) -> u32 {
        let types = &tokens.types[first as usize..end as usize];
        if let Some(&known) = self.known.get(types) {
            return known;
        }
        let number = self.terms.number(self.key(tokens, first, end));
        if number as usize == self.verdicts.len() {
            let key = self.terms.key(number);
            // Nobody judged the skills of a person's own list.
            let own = key.entry().is_some_and(|entry| entry >= self.own_from);
            self.verdicts.push(if own { Verdicts::default() } else { self.models.precedents.verdicts(hash_of_term(key)) });
        }
        self.known.insert(types.into(), number);
        number
    }

    /// Weighs the candidates of a sentence, sorted by their start; keeps those that are at all likely. What candidates share is summed once.
    fn weigh(&self, site: &Site, spans: &[(u32, u32)], weighing: &mut Weighing) {
        let Weighing { ends, believed, .. } = weighing;
        let base = site.sentence.first;
        ends.clear();
        ends.resize((site.sentence.end - base) as usize, UNKNOWN);
        believed.clear();
        let mut start = (u32::MAX, 0);
        for &(first, end) in spans {
            let (from, to) = (first as usize, end as usize);
            if start.0 != first {
                let mut sum = self.models.mention.sum();
                site.for_each_start_feature(from, |f| sum.add(f));
                sum.add_part(self.share(site, Role::Head, Some(from)));
                sum.add_part(self.share(site, Role::SecondBefore, site.token_before(from, 2)));
                sum.add_part(self.share(site, Role::ThirdBefore, site.token_before(from, 3)));
                start = (first, sum.part());
            }
            let at_end = &mut ends[(end - 1 - base) as usize];
            if *at_end == UNKNOWN {
                let mut sum = self.models.mention.sum();
                site.for_each_end_feature(to, |f| sum.add(f));
                sum.add_part(self.share(site, Role::Tail, Some(to - 1)));
                sum.add_part(self.share(site, Role::SecondBehind, site.token_behind(to, 2)));
                sum.add_part(self.share(site, Role::ThirdBehind, site.token_behind(to, 3)));
                *at_end = sum.part();
            }
            let mut sum = self.models.mention.sum();
            sum.add_part(start.1 + *at_end);
            if to == from + 1 {
                sum.add_part(self.shares[site.tokens.types[from] as usize].alone);
            } else {
                for_each_phrase_feature(to - from, |at| self.profiles.of(site.tokens.types[from + at]), |f| sum.add(f));
            }
            let standing = site.standing(from, to);
            match standing.kind() {
                Some(kind) => sum.add_part(self.standings[kind]),
                None => standing.for_each_feature(|f| sum.add(f)),
            }
            site.for_each_place_feature(from, to, &standing, |f| sum.add(f));
            let log_odds = sum.value();
            if log_odds >= FLOOR {
                believed.push((log_odds, first, end));
            }
        }
    }

    /// The hash under which verdicts on a candidate's last word are kept.
    pub fn tail_hash(&self, tokens: &Tokens, candidate: &Candidate) -> u64 {
        hash_of_tail(self.profiles.of(tokens.types[candidate.end as usize - 1]).stem)
    }

    /// Which words a document has that tell what kind of text it is.
    pub fn cues(&self, tokens: &Tokens) -> Cues {
        tokens.types.iter().fold(Cues::default(), |cues, &t| cues.with(self.profiles.of(t).cue))
    }

    /// How much a sentence speaks of skills.
    fn company(&self, site: &Site) -> i8 {
        let types = &site.tokens.types[site.sentence.first as usize..site.sentence.end as usize];
        let sum = types.iter().map(|&t| i32::from(self.shares[t as usize].company)).sum();
        self.models.company.steps(sum, types.len())
    }

    /// What the token at `at` gives a candidate in this role; `None` stands for the sentence's edge.
    fn share(&self, site: &Site, role: Role, at: Option<usize>) -> i32 {
        let shares = at.map_or(&self.edge, |at| &self.shares[site.tokens.types[at] as usize]);
        shares.roles[role as usize]
    }

    fn candidate(&self, prose: &Prose, site: &Site, first: u32, end: u32, log_odds: f32, company: i8) -> Candidate {
        let types = &site.tokens.types[first as usize..end as usize];
        Candidate {
            first,
            end,
            span: site.tokens.span(first as usize, end as usize),
            term: 0,
            form: types.iter().fold(0u64, |form, &t| form.rotate_left(1) ^ self.profiles.of(t).word) as u16,
            words: types.iter().filter(|&&t| self.profiles.of(t).class == WordClass::Content).count() as u32,
            log_odds,
            witness: Witness { company, ..Witness::default() },
            heading: site.heading,
            counted: is_counted(prose, site.sentence),
        }
    }
}
