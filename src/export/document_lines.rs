//! Each document's own ranking, one JSON object a line.

use crate::candidate::belief;
use crate::group::listed_form;
use crate::rank::name_of;
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

/// One line a document in canonical order: its skills, best first, each with the forms it takes in that document.
///
/// Within a document skills are ordered by how sure it is that the document speaks of them as skills. Empty before the
/// first analysis.
pub fn document_lines(session: &Session) -> String {
    let Some(analysis) = session.last() else { return String::new() };
    let records = &analysis.records;
    let mut of_document: Vec<Vec<(f64, Ranked)>> = records.iter().map(|_| Vec::new()).collect();
    for skill in analysis.ranked.iter().chain(analysis.nearly.iter().filter(|s| s.lone)) {
        for places in skill.places.chunk_by(|a, b| a.document == b.document) {
            let record = &records[places[0].document as usize];
            let mut forms: BTreeMap<String, (f64, u32, String)> = BTreeMap::new();
            let mut uses = Vec::new();
            for place in places.iter().filter(|p| p.counts) {
                let m = &record.counts.mentions[place.mention as usize];
                let one = m.as_use();
                let likely = belief::probability(one.log_odds);
                uses.push(one);
                let written = m.span.of(&record.prose.text);
                let form = forms.entry(listed_form(written)).or_insert_with(|| (0.0, 0, written.to_string()));
                form.0 += likely;
                form.1 += 1;
            }
            if uses.is_empty() {
                continue;
            }
            let mut forms: Vec<(String, (f64, u32, String))> = forms.into_iter().collect();
            forms.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
            let counted: Vec<(String, u32)> = forms.iter().map(|f| (f.0.clone(), f.1.1)).collect();
            let name = name_of(session.lexicon(), skill.entry, &counted);
            let surfaces = forms.into_iter().take(MOST_FORMS).map(|f| f.1.2).collect();
            let here = belief::log_odds(&uses, skill.entry.is_some(), words_of(record, &analysis.report.settings));
            of_document[places[0].document as usize].push((here, Ranked { name, surfaces, mentions: uses.len() as u32 }));
        }
    }
    let mut out = String::new();
    for (record, mut skills) in records.iter().zip(of_document) {
        skills.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| b.1.mentions.cmp(&a.1.mentions)).then_with(|| a.1.name.cmp(&b.1.name)));
        let name = record.name();
        let id = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let line = Line { id, path: &record.path, skills: skills.into_iter().map(|s| s.1).collect() };
        out += &serde_json::to_string(&line).expect("invariant: a line is plain data");
        out.push('\n');
    }
    out
}
