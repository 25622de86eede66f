//! Add, remove, analyse, show the evidence: the only state of the engine.

use crate::candidate::{Extractor, Models, Terms};
use crate::count::DocumentCounts;
use crate::evidence;
use crate::lexicon::Lexicon;
use crate::problem::Problem;
use crate::rank::{Corrections, Skill, Standings, collect, explain, standings, themes};
use crate::record::Record;
use crate::repeat::{Aside, Copied, Repeats, Resemblances};
use crate::report::{Concordance, Edit, Evidence, ListOutcome, Report, SurfaceForm};
use crate::settings::Settings;
use crate::skill_list::SkillList;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A collection of documents and its last analysis.
///
/// Documents are kept by content hash, then path: in whatever order they come, the same documents make the same report.
#[derive(Default)]
pub struct Session {
    records: BTreeMap<(u128, String), Rc<Record>>,
    /// The terms of all records, the removed ones' too.
    terms: Terms,
    /// What these documents repeat of one another, until one comes or goes.
    repeats: Option<Repeats>,
    resemblances: Resemblances,
    /// The lexicon with a person's own list; the built-in one where there is none.
    lexicon: Option<Rc<Lexicon>>,
    last: Option<Analysis>,
}

/// What evidence and exports need of the last analysis.
pub(crate) struct Analysis {
    pub(crate) corrections: Corrections,
    /// The records it is about, whatever came or went since.
    pub(crate) records: Vec<Rc<Record>>,
    /// Words of each counted document.
    words: Vec<u32>,
    /// For each record, its position among the counted documents.
    pub(crate) counted: Vec<Option<u32>>,
    /// Ranked skills, best first; their counts name documents by position among the counted.
    pub(crate) ranked: Vec<Skill>,
    /// The others.
    pub(crate) nearly: Vec<Skill>,
    pub(crate) standings: Standings,
    pub(crate) report: Report,
}

impl Session {
    /// Adds a document; one with the same content and path is replaced. Gives its id.
    ///
    /// One that was counted with another list of skills is kept with the problem told: its mentions mean nothing here.
    pub fn add(&mut self, mut record: Record) -> String {
        if record.lexicon != self.lexicon().hash() && !record.counts.terms.is_empty() {
            record.counts = DocumentCounts::default();
            record.problems.push(Problem::unread("other-list", "It was counted with another list of skills.", "Add it again."));
        }
        let id = record.id();
        record.numbers = std::mem::take(&mut record.counts.terms).into_iter().map(|key| self.terms.number(key)).collect();
        self.records.insert((record.hash, record.path.clone()), Rc::new(record));
        self.repeats = None;
        id
    }

    /// Removes a document; says whether it was there.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some((hash, path)) = id.split_once(':') else { return false };
        let Ok(hash) = u128::from_str_radix(hash, 16) else { return false };
        self.repeats = None;
        self.records.remove(&(hash, path.to_string())).is_some()
    }

    /// Forgets all documents; the list of skills stays.
    pub fn clear(&mut self) {
        *self = Session { lexicon: self.lexicon.take(), ..Session::default() };
    }

    /// Ranks by this lexicon from now on, or by the built-in one. Forgets all documents: their mentions were found by another.
    pub fn set_lexicon(&mut self, lexicon: Option<Rc<Lexicon>>) {
        *self = Session { lexicon, ..Session::default() };
    }

    /// Takes a person's own list of skills, beside the built-in lexicon or, where `only`, instead of it; an empty file takes it away. Forgets
    /// all documents, since their mentions were found without it. Gives what was read, and the extractor that finds the list's skills;
    /// none where the built-in lexicon is in force.
    pub fn use_list(&mut self, name: &str, bytes: &[u8], only: bool) -> (ListOutcome, Option<Extractor>) {
        let list = if bytes.is_empty() { SkillList::default() } else { SkillList::read(name, bytes) };
        let lexicon = (!list.skills.is_empty()).then(|| Rc::new(list.lexicon(only)));
        let extractor = lexicon.as_ref().map(|lexicon| Extractor::new(lexicon, Models::built_in()));
        self.set_lexicon(lexicon);
        let outcome = ListOutcome { skills: list.skills.len() as u32, forms: list.forms() as u32, problems: list.problems };
        (outcome, extractor)
    }

    /// The lexicon in force.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.as_deref().unwrap_or_else(|| Lexicon::built_in())
    }

    /// The documents in canonical order.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values().map(Rc::as_ref)
    }

    /// Ranks the skills of all documents. The same documents, settings and edits give the same report, byte for byte.
    ///
    /// Cost: linear in the mentions, plus the resampling of [`crate::rank::standings`].
    pub fn analyse(&mut self, settings: &Settings, edits: &[Edit]) -> &Report {
        let settings = settings.clone().clamped();
        let lexicon = self.lexicon.as_deref().unwrap_or_else(|| Lexicon::built_in());
        let corrections = Corrections::of(edits);
        let repeats = match self.repeats.take() {
            Some(known) => known,
            None => Repeats::of(&self.records.values().map(Rc::as_ref).collect::<Vec<_>>(), &mut self.resemblances),
        };
        // The records of the last analysis are given back first: what is changed in them is changed in place.
        self.last = None;
        for (record, aside) in self.records.values_mut().zip(&repeats.passages.aside) {
            Rc::make_mut(record).aside = if settings.passages_once { aside.clone() } else { Aside::default() };
        }
        let repeats = &*self.repeats.insert(repeats);
        let kept: Vec<Rc<Record>> = self.records.values().cloned().collect();
        let records: Vec<&Record> = kept.iter().map(Rc::as_ref).collect();
        let counted = counted_documents(&records, &repeats.copies, &settings);
        let used: Vec<Option<&Record>> = records.iter().zip(&counted).map(|(r, c)| c.map(|_| *r)).collect();
        let all = collect(&used, &mut self.terms, &settings, &corrections, lexicon);
        let words: Vec<u32> = used.iter().flatten().map(|r| words_of(r, &settings)).collect();
        let (mut ranked, mut nearly): (Vec<Skill>, Vec<Skill>) = all.into_iter().partition(|s| s.ranked);
        for skill in &mut ranked {
            for count in &mut skill.counts {
                count.0 = counted[count.0 as usize].expect("invariant: skills come from documents that count");
            }
        }
        let unsorted = standings(&ranked, &words, &settings);
        let (ranked, standings) = best_first(ranked, unsorted);
        let themes = themes(&used, &ranked, &standings.of, &settings);
        nearly.sort_by(|a, b| b.nearness().total_cmp(&a.nearness()).then_with(|| a.id.cmp(&b.id)));
        let made = crate::report::build::Input {
            records: &records,
            counted: &counted,
            words: &words,
            ranked: &ranked,
            nearly: &nearly,
            standings: &standings,
            repeats,
            themes: &themes,
            settings: &settings,
            lexicon,
            edits,
        };
        let report = crate::report::build::report(&made);
        let analysis = Analysis { corrections, records: kept, words, counted, ranked, nearly, standings, report };
        &self.last.insert(analysis).report
    }

    /// The last report.
    pub fn report(&self) -> Option<&Report> {
        self.last.as_ref().map(|a| &a.report)
    }

    /// The terms that records number.
    pub(crate) fn terms(&self) -> &Terms {
        &self.terms
    }

    pub(crate) fn last(&self) -> Option<&Analysis> {
        self.last.as_ref()
    }

    /// The evidence for a ranked or nearly ranked skill of the last analysis.
    pub fn evidence(&self, id: &str) -> Option<Evidence> {
        let analysis = self.last.as_ref()?;
        let records: Vec<&Record> = analysis.records.iter().map(Rc::as_ref).collect();
        let (skill, rank) = analysis.find(id)?;
        let settings = &analysis.report.settings;
        let explanation = match rank {
            Some(rank) => {
                let counted = records.iter().zip(&analysis.counted).filter(|(_, c)| c.is_some());
                let titles: Vec<&str> = counted.map(|(r, _)| title_of(r)).collect();
                explain(skill, &analysis.standings.of[rank], &analysis.standings, &titles, &analysis.words, settings)
            }
            None => crate::rank::explain_nearly(skill, settings),
        };
        Some(Evidence {
            skill: skill.id.clone(),
            quotes: evidence::quotes(skill, &records, 5),
            surfaces: skill.forms.iter().map(|(text, count)| SurfaceForm { text: text.clone(), count: *count }).collect(),
            rejected_forms: analysis.corrections.rejected_forms(&skill.id).into_iter().flatten().cloned().collect(),
            total: skill.places.len() as u32,
            explanation,
        })
    }

    /// Mentions `from..from + count` of a skill, by document, then position.
    pub fn concordance(&self, id: &str, from: usize, count: usize) -> Option<Concordance> {
        const REACH: usize = 90;
        let analysis = self.last.as_ref()?;
        let (skill, _) = analysis.find(id)?;
        let lines = skill
            .places
            .iter()
            .skip(from)
            .take(count)
            .map(|p| {
                let record = &analysis.records[p.document as usize];
                let span = record.counts.mentions[p.mention as usize].span;
                evidence::kwic_line(record, p.document, span, REACH, p.rejected)
            })
            .collect();
        Some(Concordance { skill: skill.id.clone(), total: skill.places.len() as u32, from: from as u32, lines })
    }
}

impl Analysis {
    fn find(&self, id: &str) -> Option<(&Skill, Option<usize>)> {
        if let Some(rank) = self.ranked.iter().position(|s| s.id == id) {
            return Some((&self.ranked[rank], Some(rank)));
        }
        self.nearly.iter().find(|s| s.id == id).map(|s| (s, None))
    }
}

/// A document's own title, or its file name.
pub(crate) fn title_of(record: &Record) -> &str {
    record.title.as_deref().unwrap_or_else(|| record.name())
}

/// The words of a document that the settings count.
pub(crate) fn words_of(record: &Record, settings: &Settings) -> u32 {
    record.counts.words - record.aside.words + if settings.count_everything { record.counts.words_left_out } else { 0 }
}

/// For each record its position among the counted documents: those that are usable and no copy of one that counts. A document of which every
/// passage is counted elsewhere still is one.
fn counted_documents(records: &[&Record], copies: &[Option<Copied>], settings: &Settings) -> Vec<Option<u32>> {
    let mut next = 0;
    let mut counted: Vec<Option<u32>> = Vec::with_capacity(records.len());
    let mut readable = Vec::with_capacity(records.len());
    for (record, copied) in records.iter().zip(copies) {
        let words = record.counts.words + if settings.count_everything { record.counts.words_left_out } else { 0 };
        readable.push(words > 0 && record.usable());
        let copy = settings.duplicates_once && copied.is_some_and(|c| readable[c.of as usize]);
        let counts = readable[readable.len() - 1] && !copy;
        counted.push(counts.then_some(next));
        next += u32::from(counts);
    }
    counted
}

/// Sorts skills and standings by prominence; among equals by mentions, then belief, then name, so that the list has one order.
fn best_first(ranked: Vec<Skill>, standings: Standings) -> (Vec<Skill>, Standings) {
    let Standings { of, compared_from, mean_compared } = standings;
    let mut pairs: Vec<_> = ranked.into_iter().zip(of).collect();
    pairs.sort_by(|(a, x), (b, y)| {
        x.rank
            .place
            .cmp(&y.rank.place)
            .then_with(|| b.mentions().cmp(&a.mentions()))
            .then_with(|| b.log_odds.total_cmp(&a.log_odds))
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| a.id.cmp(&b.id))
    });
    let (ranked, of) = pairs.into_iter().unzip();
    (ranked, Standings { of, compared_from, mean_compared })
}
