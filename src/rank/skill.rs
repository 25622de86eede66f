//! Skills over a collection: terms grouped, mentions judged, corrections applied.

use super::Corrections;
use crate::candidate::{TermKey, Use, belief};
use crate::group::{display_name, group, listed_form};
use crate::lexicon::{EntryId, Lexicon};
use crate::record::Record;
use crate::session::words_of;
use crate::settings::Settings;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

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
    /// Mentions that count.
    pub fn mentions(&self) -> u32 {
        self.counts.iter().map(|c| c.1).sum()
    }
}

/// All skills of a collection, in the order of their ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Skills {
    /// The skills.
    pub all: Vec<Skill>,
}

/// Finds the skills of the documents `records` (those that count; others are `None`). Cost: linear in the mentions.
pub fn collect(records: &[Option<&Record>], settings: &Settings, corrections: &Corrections, lexicon: &Lexicon) -> Skills {
    let mut numbers: FxHashMap<&TermKey, u32> = FxHashMap::default();
    for record in records.iter().flatten() {
        for key in &record.counts.terms {
            numbers.insert(key, 0);
        }
    }
    let mut terms: Vec<&TermKey> = numbers.keys().copied().collect();
    terms.sort_unstable();
    for (number, &key) in terms.iter().enumerate() {
        numbers.insert(key, number as u32);
    }
    let leader = group(&terms, lexicon).leader;

    // Ids of the leaders, merged by hand where a person said so.
    let mut homes: BTreeMap<String, (usize, Vec<usize>)> = BTreeMap::new();
    let mut home_of_leader: FxHashMap<usize, String> = FxHashMap::default();
    for (number, &lead) in leader.iter().enumerate() {
        if number == lead {
            let id = id_of(terms[lead], lexicon);
            let home = corrections.home(&id).to_string();
            let slot = homes.entry(home.clone()).or_insert((lead, Vec::new()));
            if home == id {
                slot.0 = lead;
            } else {
                slot.1.push(lead);
            }
            home_of_leader.insert(lead, home);
        }
    }
    let mut all: Vec<Skill> = Vec::with_capacity(homes.len());
    let mut skill_of_home: FxHashMap<String, u32> = FxHashMap::default();
    for (home, (lead, others)) in homes {
        skill_of_home.insert(home.clone(), all.len() as u32);
        let entry = match terms[lead] {
            TermKey::Entry(e) => Some(*e),
            TermKey::Stems(_) => None,
        };
        let merged = others.iter().map(|&o| plain_name(terms[o], lexicon)).collect();
        all.push(Skill {
            id: home,
            entry,
            name: String::new(),
            merged,
            belief: 0.0,
            log_odds: 0.0,
            ranked: false,
            lone: false,
            places: Vec::new(),
            forms: Vec::new(),
            counts: Vec::new(),
        });
    }
    let skill_of: Vec<u32> = leader.iter().map(|lead| skill_of_home[&home_of_leader[lead]]).collect();

    for (document, record) in records.iter().enumerate() {
        let Some(record) = record else { continue };
        let here: Vec<u32> = record.counts.terms.iter().map(|key| skill_of[numbers[key] as usize]).collect();
        for (mention, m) in record.counts.mentions.iter().enumerate() {
            if m.counted || settings.count_everything {
                let place = Place { document: document as u32, mention: mention as u32, counts: false, rejected: false };
                all[here[m.term as usize] as usize].places.push(place);
            }
        }
    }
    for skill in &mut all {
        judge(skill, records, settings, corrections, lexicon);
    }
    all.retain(|s| !s.places.is_empty());
    let documents = records.iter().flatten().count();
    for skill in all.iter_mut().filter(|s| s.ranked && s.entry.is_none() && s.counts.len() == 1) {
        skill.lone = documents >= MANY_DOCUMENTS && !corrections.is_accepted(&skill.id);
        skill.ranked = !skill.lone;
    }
    Skills { all }
}

/// Decides what the skill's mentions are worth, and whether it is ranked.
fn judge(skill: &mut Skill, records: &[Option<&Record>], settings: &Settings, corrections: &Corrections, lexicon: &Lexicon) {
    let mention = |p: &Place| {
        let record = records[p.document as usize].expect("invariant: places lie in documents that count");
        (record, &record.counts.mentions[p.mention as usize])
    };
    let (mut sum, mut documents) = (0.0, 0u32);
    let mut uses: Vec<Use> = Vec::new();
    for of_document in skill.places.chunk_by(|a, b| a.document == b.document) {
        uses.clear();
        uses.extend(of_document.iter().map(|p| mention(p).1.as_use()));
        let words = words_of(mention(&of_document[0]).0, settings);
        sum += belief::log_odds(&uses, skill.entry.is_some(), words);
        documents += 1;
    }
    if documents == 0 {
        return;
    }
    skill.log_odds = sum / f64::from(documents);
    skill.belief = 1.0 / (1.0 + libm::exp(-skill.log_odds));
    let accepted = corrections.is_accepted(&skill.id);
    let wanted = settings.discover || skill.entry.is_some();
    skill.ranked = accepted || (skill.belief >= settings.least_belief && wanted && !corrections.is_rejected(&skill.id));
    // A doubtful mention of a well-believed skill counts, and a well-placed mention of a doubtful one: half each.
    let threshold = libm::log(settings.least_belief / (1.0 - settings.least_belief));
    let mut forms: FxHashMap<String, u32> = FxHashMap::default();
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    let mut judged = Vec::with_capacity(skill.places.len());
    let alone = |p: &Place| {
        let (record, m) = mention(p);
        belief::log_odds(&[m.as_use()], skill.entry.is_some(), words_of(record, settings))
    };
    // A skill may be believed for its many mentions though each alone is doubtful: then the best of them still counts.
    let best = skill.places.iter().map(alone).fold(f64::NEG_INFINITY, f64::max);
    let needed = (2.0 * threshold - skill.log_odds).min(best);
    for p in &skill.places {
        let (record, m) = mention(p);
        let form = listed_form(m.span.of(&record.prose.text));
        let rejected =
            corrections.is_form_rejected(&skill.id, &form) || corrections.is_mention_rejected(&skill.id, &record.id(), m.span.start);
        let counts_here = !rejected && (alone(p) >= needed || accepted || !skill.ranked);
        if counts_here {
            *forms.entry(form).or_default() += 1;
            *counts.entry(p.document).or_default() += 1;
        }
        judged.push(Place { counts: counts_here, rejected, ..*p });
    }
    skill.places = judged;
    skill.counts = counts.into_iter().collect();
    skill.forms = forms.into_iter().collect();
    skill.forms.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    if skill.counts.is_empty() {
        skill.ranked = false;
    }
    let entry = skill.entry.map(|e| &lexicon.entries[e as usize]);
    skill.name = match corrections.name(&skill.id) {
        Some(name) => name.to_string(),
        None => match entry {
            // A person knows a skill of their own list by the name it has there.
            Some(own) if skill.entry.is_some_and(|e| lexicon.is_own(e)) => own.name.clone(),
            _ => display_name(entry, &skill.forms),
        },
    };
}

fn id_of(key: &TermKey, lexicon: &Lexicon) -> String {
    match key {
        TermKey::Entry(e) => format!("{}:{}", if lexicon.is_own(*e) { "own" } else { "lexicon" }, lexicon.entries[*e as usize].name),
        TermKey::Stems(stems) => format!("term:{stems}"),
    }
}

fn plain_name(key: &TermKey, lexicon: &Lexicon) -> String {
    match key {
        TermKey::Entry(e) => lexicon.entries[*e as usize].name.clone(),
        TermKey::Stems(stems) => stems.clone(),
    }
}
