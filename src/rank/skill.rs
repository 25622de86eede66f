//! Skills over a collection: terms grouped, mentions judged, corrections applied.

use super::Corrections;
use crate::candidate::belief::{Believer, probability};
use crate::candidate::{TermKey, Terms, Use};
use crate::count::Mention;
use crate::group::{display_name, listed_form};
use crate::lexicon::{EntryId, Lexicon};
use crate::record::Record;
use crate::session::words_of;
use crate::settings::Settings;
use rustc_hash::{FxHashMap, FxHashSet};

/// From how many documents on a discovered skill must be in two of them to be ranked: what one author of many calls a thing is no common skill.
pub const MANY_DOCUMENTS: usize = 20;

/// One mention of a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Position of the document among the records.
    pub document: u32,
    /// Position of the mention in the record's counts.
    pub mention: u32,
    /// Whether it counts towards the rank.
    pub counts: bool,
    /// Whether a person rejected it.
    pub rejected: bool,
}

/// A skill and where it is mentioned.
#[derive(Clone, Debug, PartialEq)]
pub struct Skill {
    /// `lexicon:name`, `own:name` or `term:stems`.
    pub id: String,
    /// The lexicon entry, if it has one.
    pub entry: Option<EntryId>,
    /// The name shown.
    pub name: String,
    /// Names of skills that a person merged into it.
    pub merged: Vec<String>,
    /// How sure the engine is that it is a skill here: 0 to 1.
    pub belief: f64,
    /// Mean over its documents of the log odds that the document speaks of it as a skill.
    pub log_odds: f64,
    /// Whether it is ranked; otherwise it is only "nearly a skill".
    pub ranked: bool,
    /// Whether it is believed but, found in no lexicon and in one document of many, kept off the collection's list.
    pub lone: bool,
    /// All mentions, by document, then position.
    pub places: Vec<Place>,
    /// Forms with counts over mentions that count, most frequent first.
    pub forms: Vec<(String, u32)>,
    /// Documents with mentions that count, and how many.
    pub counts: Vec<(u32, u32)>,
}

impl Skill {
    /// Whether it is of a person's own list.
    pub fn is_own(&self) -> bool {
        self.id.starts_with("own:")
    }

    /// Mentions that count.
    pub fn mentions(&self) -> u32 {
        self.counts.iter().map(|c| c.1).sum()
    }

    /// How close it came to being ranked, weighed by how often it stands there.
    ///
    /// Lone phrases come last: they are many, and none the worse for being said once.
    pub fn nearness(&self) -> f64 {
        if self.lone { self.belief - 1.0 } else { nearness(self.belief, self.places.len()) }
    }
}

fn nearness(belief: f64, mentions: usize) -> f64 {
    belief * mentions as f64 / (mentions as f64 + 1.0)
}

/// Most phrases kept as nearly a skill, besides lone ones and those that a person corrected.
pub const MOST_NEARLY: usize = 200;

/// Finds the skills of the documents `records` (those that count; others are `None`), whose terms are numbered by `terms`: in the order of their
/// ids those that are ranked, lone, corrected by a person, or nearest to being ranked. Cost: linear in the mentions.
pub fn collect(
    records: &[Option<&Record>],
    terms: &mut Terms,
    settings: &Settings,
    corrections: &Corrections,
    lexicon: &Lexicon,
) -> Vec<Skill> {
    let merges: Vec<(u32, u32)> = corrections
        .merges()
        .filter_map(|(skill, home)| Some((terms.number(key_of(skill, lexicon)?), terms.number(key_of(home, lexicon)?))))
        .collect();
    let corrected: FxHashSet<u32> = corrections.corrected().filter_map(|id| Some(terms.number(key_of(id, lexicon)?))).collect();
    let mut home: Vec<u32> = (0..terms.len() as u32).collect();
    for &(term, other) in &merges {
        home[term as usize] = other;
    }
    let places = Places::of(records, &home, settings);
    let words = records.iter().map(|r| r.map_or(0, |r| words_of(r, settings)));
    let judge = Judge { records, settings, corrections, lexicon, documents: records.iter().flatten().count() };
    let mut believer = Believer::new(words);
    let mut all = Vec::new();
    let mut others: Vec<(f64, f64, u32)> = Vec::new();
    for term in 0..terms.len() as u32 {
        let here = places.of_term(term);
        if here.is_empty() {
            continue;
        }
        let entry = terms.key(term).entry();
        let log_odds = judge.log_odds(here, entry, &mut believer);
        let belief = probability(log_odds);
        let wanted = settings.discover || entry.is_some();
        if corrected.contains(&term) || (belief >= judge.least_belief(entry) && wanted) {
            all.push(judge.skill(id_of(terms.key(term), lexicon), entry, here, log_odds, &mut believer));
        } else {
            others.push((nearness(belief, here.len()), log_odds, term));
        }
    }
    // Of hundreds of thousands of phrases only those are worked out that are shown; among equals the ids decide.
    others.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let last = others.get(MOST_NEARLY - 1).map_or(0.0, |o| o.0);
    let mut near: Vec<(f64, String, f64, u32)> =
        others.iter().take_while(|o| o.0 >= last).map(|&(n, l, t)| (n, id_of(terms.key(t), lexicon), l, t)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    for (_, id, log_odds, term) in near.into_iter().take(MOST_NEARLY) {
        all.push(judge.skill(id, terms.key(term).entry(), places.of_term(term), log_odds, &mut believer));
    }
    all.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    for (term, other) in merges {
        let id = id_of(terms.key(other), lexicon);
        if let Ok(at) = all.binary_search_by(|s| s.id.cmp(&id)) {
            let name = judge.own_name(&all[at].places, term, terms.key(term));
            all[at].merged.extend(name);
        }
    }
    all
}

/// Where each term's mentions stand, all in one list.
struct Places {
    all: Vec<Place>,
    starts: Vec<u32>,
}

impl Places {
    fn of(records: &[Option<&Record>], home: &[u32], settings: &Settings) -> Places {
        let mut starts = vec![0u32; home.len() + 1];
        for (_, record) in used(records) {
            for (_, m) in mentions(record, settings) {
                starts[home[record.numbers[m.term as usize] as usize] as usize + 1] += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let nowhere = Place { document: 0, mention: 0, counts: false, rejected: false };
        let mut all = vec![nowhere; starts.last().map_or(0, |&n| n as usize)];
        for (document, record) in used(records) {
            for (mention, m) in mentions(record, settings) {
                let slot = &mut next[home[record.numbers[m.term as usize] as usize] as usize];
                all[*slot as usize] = Place { document, mention, ..nowhere };
                *slot += 1;
            }
        }
        Places { all, starts }
    }

    fn of_term(&self, term: u32) -> &[Place] {
        let (from, to) = (self.starts[term as usize], self.starts[term as usize + 1]);
        &self.all[from as usize..to as usize]
    }
}

fn used<'a>(records: &'a [Option<&Record>]) -> impl Iterator<Item = (u32, &'a Record)> {
    (0..).zip(records).filter_map(|(at, record)| Some((at, (*record)?)))
}

/// The mentions of a document that the settings count.
fn mentions<'a>(record: &'a Record, settings: &'a Settings) -> impl Iterator<Item = (u32, &'a Mention)> {
    (0..).zip(&record.counts.mentions).filter(|(_, m)| record.counts_mention(m, settings))
}

/// What is needed to judge a skill.
struct Judge<'a> {
    records: &'a [Option<&'a Record>],
    settings: &'a Settings,
    corrections: &'a Corrections,
    lexicon: &'a Lexicon,
    documents: usize,
}

impl Judge<'_> {
    fn mention(&self, p: &Place) -> (&Record, &Mention) {
        let record = self.records[p.document as usize].expect("invariant: places lie in documents that count");
        (record, &record.counts.mentions[p.mention as usize])
    }

    /// The belief that a skill needs to be ranked.
    fn least_belief(&self, entry: Option<EntryId>) -> f64 {
        self.settings.least_belief_of(entry.is_some_and(|e| self.lexicon.is_own(e)))
    }

    /// Mean over the documents of the log odds that each speaks of it as a skill.
    fn log_odds(&self, places: &[Place], entry: Option<EntryId>, believer: &mut Believer) -> f64 {
        let (mut sum, mut documents) = (0.0, 0u32);
        let mut uses: Vec<Use> = Vec::new();
        for of_document in places.chunk_by(|a, b| a.document == b.document) {
            uses.clear();
            uses.extend(of_document.iter().map(|p| self.mention(p).1.as_use()));
            sum += believer.log_odds(&uses, entry.is_some(), of_document[0].document);
            documents += 1;
        }
        sum / f64::from(documents.max(1))
    }

    /// Decides what the skill's mentions are worth, and whether it is ranked.
    fn skill(&self, id: String, entry: Option<EntryId>, places: &[Place], log_odds: f64, believer: &mut Believer) -> Skill {
        let Judge { settings, corrections, .. } = *self;
        let belief = probability(log_odds);
        let accepted = corrections.is_accepted(&id);
        let wanted = settings.discover || entry.is_some();
        let least = self.least_belief(entry);
        let mut ranked = accepted || (belief >= least && wanted && !corrections.is_rejected(&id));
        // A doubtful mention of a well-believed skill counts, and a well-placed mention of a doubtful one: half each.
        let threshold = libm::log(least / (1.0 - least));
        let alone: Vec<f64> =
            places.iter().map(|p| believer.log_odds(&[self.mention(p).1.as_use()], entry.is_some(), p.document)).collect();
        // A skill may be believed for its many mentions though each alone is doubtful: then the best of them still counts.
        let best = alone.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let needed = (2.0 * threshold - log_odds).min(best);
        let (rejected_forms, rejected_mentions) = (corrections.rejected_forms(&id), corrections.rejected_mentions(&id));
        let mut forms: FxHashMap<String, u32> = FxHashMap::default();
        let mut counts: Vec<(u32, u32)> = Vec::new();
        let mut judged = Vec::with_capacity(places.len());
        for (p, alone) in places.iter().zip(alone) {
            let (record, m) = self.mention(p);
            let form = listed_form(m.span.of(&record.prose.text));
            let rejected = rejected_forms.is_some_and(|forms| forms.contains(&form))
                || rejected_mentions.is_some_and(|mentions| mentions.contains(&(record.id(), m.span.start)));
            let counts_here = !rejected && (alone >= needed || accepted || !ranked);
            if counts_here {
                *forms.entry(form).or_default() += 1;
                match counts.last_mut().filter(|c| c.0 == p.document) {
                    Some(count) => count.1 += 1,
                    None => counts.push((p.document, 1)),
                }
            }
            judged.push(Place { counts: counts_here, rejected, ..*p });
        }
        ranked &= !counts.is_empty();
        let lone = ranked && entry.is_none() && counts.len() == 1 && self.documents >= MANY_DOCUMENTS && !accepted;
        let forms = sorted(forms);
        let name = corrections.name(&id).map_or_else(|| name_of(self.lexicon, entry, &forms), String::from);
        Skill { id, entry, name, merged: Vec::new(), belief, log_odds, ranked: ranked && !lone, lone, places: judged, forms, counts }
    }

    /// The name of a term by its own mentions among the places of the skill it was merged into; `None` where it has none.
    fn own_name(&self, places: &[Place], term: u32, key: &TermKey) -> Option<String> {
        let mut forms: FxHashMap<String, u32> = FxHashMap::default();
        for p in places {
            let (record, m) = self.mention(p);
            if record.numbers[m.term as usize] == term {
                *forms.entry(listed_form(m.span.of(&record.prose.text))).or_default() += 1;
            }
        }
        (!forms.is_empty()).then(|| name_of(self.lexicon, key.entry(), &sorted(forms)))
    }
}

/// The name of a skill by its forms, most frequent first. A person knows a skill of their own list by the name it has there.
pub fn name_of(lexicon: &Lexicon, entry: Option<EntryId>, forms: &[(String, u32)]) -> String {
    let named = entry.map(|e| &lexicon.entries[e as usize]);
    match named.filter(|_| entry.is_some_and(|e| lexicon.is_own(e))) {
        Some(own) => own.name.clone(),
        None => display_name(named, forms),
    }
}

/// Forms, most frequent first.
fn sorted(forms: FxHashMap<String, u32>) -> Vec<(String, u32)> {
    let mut forms: Vec<(String, u32)> = forms.into_iter().collect();
    forms.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    forms
}

fn id_of(key: &TermKey, lexicon: &Lexicon) -> String {
    match key {
        TermKey::Entry(e) => format!("{}:{}", if lexicon.is_own(*e) { "own" } else { "lexicon" }, lexicon.entries[*e as usize].name),
        TermKey::Stems(stems) => format!("term:{stems}"),
    }
}

/// The term of a skill's id; `None` for an id of another lexicon.
fn key_of(id: &str, lexicon: &Lexicon) -> Option<TermKey> {
    match id.split_once(':')? {
        ("lexicon", name) => lexicon.find(name).map(TermKey::Entry),
        ("own", name) => {
            (0..).zip(&lexicon.entries).find(|(e, own)| lexicon.is_own(*e) && own.name == name).map(|(e, _)| TermKey::Entry(e))
        }
        ("term", stems) => Some(TermKey::Stems(stems.to_string())),
        _ => None,
    }
}
