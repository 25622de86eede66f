//! Each document's own ranking, one JSON object a line.

use super::echo::Echoes;
use crate::candidate::belief;
use crate::group::listed_form;
use crate::lexicon::{EntryId, Lexicon};
use crate::rank::{Skill, name_of};
use crate::record::Record;
use crate::session::{Session, words_of};
use serde::Serialize;
use std::collections::BTreeMap;

/// Most forms given for a skill: those that surely mean it.
const MOST_FORMS: usize = 2;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    path: &'a str,
    skills: Vec<Ranked>,
}

#[derive(Serialize)]
struct Ranked {
    name: String,
    surfaces: Vec<String>,
    mentions: u32,
}

/// A skill of a document's list.
struct Listed {
    /// Natural log odds that the document speaks of it as a skill.
    log_odds: f64,
    /// What it is listed by.
    worth: f64,
    skill: Ranked,
}

/// Belief from which on a document's own list holds what the collection does not rank: what only one document says is no common skill, and may
/// well be one of that document's. Below it more than four of five are wrong, by the belief itself.
const LEAST: f64 = 0.2;

/// One line a document in canonical order: its skills, best first, each with the forms it takes in that document.
///
/// Within a document skills are ordered by how much it makes of them ([`belief::WORTH`]), also those that the collection does not rank, from a belief
/// of 0.2 on; one that repeats the words of a skill above it is set back. Empty before the first analysis.
pub fn document_lines(session: &Session) -> String {
    let Some(analysis) = session.last() else { return String::new() };
    let records = &analysis.records;
    let settings = &analysis.report.settings;
    let mut of_document: Vec<Vec<Listed>> = records.iter().map(|_| Vec::new()).collect();
    // Mentions that the collection's own verdict is about, ranked or rejected by hand.
    let mut settled: Vec<Vec<bool>> = records.iter().map(|r| vec![false; r.counts.mentions.len()]).collect();
    let by_hand = |skill: &Skill| analysis.corrections.is_rejected(&skill.id) || skill.places.iter().any(|p| p.rejected);
    for skill in analysis.ranked.iter().chain(analysis.nearly.iter().filter(|s| s.lone || by_hand(s))) {
        for places in skill.places.chunk_by(|a, b| a.document == b.document) {
            let document = places[0].document as usize;
            places.iter().for_each(|p| settled[document][p.mention as usize] = true);
            // How sure it is here is for this document's mentions to say, also those too doubtful to count among the collection's.
            let here: Vec<u32> = places.iter().filter(|p| !p.rejected).map(|p| p.mention).collect();
            if !here.is_empty() && !analysis.corrections.is_rejected(&skill.id) {
                let words = words_of(&records[document], settings);
                of_document[document].push(listed(&records[document], &here, session.lexicon(), skill.entry, words));
            }
        }
    }
    for (at, record) in records.iter().enumerate().filter(|(at, _)| analysis.counted[*at].is_some()) {
        let mut others: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (number, m) in (0..).zip(&record.counts.mentions) {
            if !settled[at][number as usize] && record.counts_mention(m, settings) {
                others.entry(record.numbers[m.term as usize]).or_default().push(number);
            }
        }
        for (term, mentions) in others {
            let entry = session.terms().key(term).entry();
            if !settings.discover && entry.is_none() {
                continue;
            }
            let other = listed(record, &mentions, session.lexicon(), entry, words_of(record, settings));
            if belief::probability(other.log_odds) >= LEAST {
                of_document[at].push(other);
            }
        }
    }
    let mut out = String::new();
    let mut echoes = Echoes::default();
    for (record, mut skills) in records.iter().zip(of_document) {
        sort_by_worth(&mut skills);
        echoes.begin();
        for Listed { worth, skill, .. } in &mut skills {
            *worth -= echoes.set_back(skill.surfaces.first().map_or("", |form| form));
        }
        sort_by_worth(&mut skills);
        let name = record.name();
        let id = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let line = Line { id, path: &record.path, skills: skills.into_iter().map(|s| s.skill).collect() };
        out += &serde_json::to_string(&line).expect("invariant: a line is plain data");
        out.push('\n');
    }
    out
}

/// Sorts by worth; among equals by mentions, then by name.
fn sort_by_worth(skills: &mut [Listed]) {
    skills.sort_by(|a, b| {
        b.worth
            .total_cmp(&a.worth)
            .then_with(|| b.skill.mentions.cmp(&a.skill.mentions))
            .then_with(|| (&a.skill.name, &a.skill.surfaces).cmp(&(&b.skill.name, &b.skill.surfaces)))
    });
}

/// A skill as these mentions of a document have it.
fn listed(record: &Record, mentions: &[u32], lexicon: &Lexicon, entry: Option<EntryId>, words: u32) -> Listed {
    let mut forms: BTreeMap<String, (f64, u32, String)> = BTreeMap::new();
    let mut uses = Vec::new();
    for &mention in mentions {
        let m = &record.counts.mentions[mention as usize];
        let one = m.as_use();
        let written = m.span.of(&record.prose.text);
        let form = forms.entry(listed_form(written)).or_insert_with(|| (0.0, 0, written.to_string()));
        form.0 += belief::probability(one.log_odds);
        form.1 += 1;
        uses.push(one);
    }
    let mut forms: Vec<(String, (f64, u32, String))> = forms.into_iter().collect();
    forms.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    let counted: Vec<(String, u32)> = forms.iter().map(|f| (f.0.clone(), f.1.1)).collect();
    let name = name_of(lexicon, entry, &counted);
    let surfaces = forms.into_iter().take(MOST_FORMS).map(|f| f.1.2).collect();
    let features = belief::features(&uses, entry.is_some(), words);
    let (log_odds, worth) = (belief::weigh(&features, &belief::WEIGHTS), belief::weigh(&features, &belief::WORTH));
    Listed { log_odds, worth, skill: Ranked { name, surfaces, mentions: uses.len() as u32 } }
}
