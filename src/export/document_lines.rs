//! Each document's own ranking, one JSON object a line.

use crate::group::{display_name, listed_form};
use crate::lexicon::Lexicon;
use crate::session::Session;
use serde::Serialize;
use std::collections::BTreeMap;

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
/// Within a document skills are ordered by belief there × n / (n + 1), n the mentions weighed by how likely each is. Empty before the
/// first analysis.
pub fn document_lines(session: &Session) -> String {
    let Some(analysis) = session.last() else { return String::new() };
    let records: Vec<_> = session.records().collect();
    let mut of_document: Vec<Vec<(f64, Ranked)>> = records.iter().map(|_| Vec::new()).collect();
    for skill in &analysis.ranked {
        let entry = skill.entry.map(|e| &Lexicon::built_in().entries[e as usize]);
        for places in skill.places.chunk_by(|a, b| a.document == b.document) {
            let record = records[places[0].document as usize];
            let mut forms: BTreeMap<String, (f64, u32, String)> = BTreeMap::new();
            let (mut highest, mut sum, mut mentions) = (0.0f64, 0.0, 0);
            for place in places.iter().filter(|p| p.counts) {
                let m = &record.counts.mentions[place.mention as usize];
                let likely = 1.0 / (1.0 + libm::exp(-f64::from(m.log_odds) / 256.0));
                highest = highest.max(likely);
                sum += likely;
                mentions += 1;
                let written = m.span.of(&record.prose.text);
                let form = forms.entry(listed_form(written)).or_insert_with(|| (0.0, 0, written.to_string()));
                form.0 += likely;
                form.1 += 1;
            }
            if mentions == 0 {
                continue;
            }
            let mut forms: Vec<(String, (f64, u32, String))> = forms.into_iter().collect();
            forms.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
            let counted: Vec<(String, u32)> = forms.iter().map(|f| (f.0.clone(), f.1.1)).collect();
            let name = display_name(entry, &counted);
            let surfaces = forms.into_iter().map(|f| f.1.2).collect();
            of_document[places[0].document as usize].push((highest * sum / (sum + 1.0), Ranked { name, surfaces, mentions }));
        }
    }
    let mut out = String::new();
    for (record, mut skills) in records.into_iter().zip(of_document) {
        skills.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| b.1.mentions.cmp(&a.1.mentions)).then_with(|| a.1.name.cmp(&b.1.name)));
        let name = record.name();
        let id = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let line = Line { id, path: &record.path, skills: skills.into_iter().map(|s| s.1).collect() };
        out += &serde_json::to_string(&line).expect("invariant: a line is plain data");
        out.push('\n');
    }
    out
}
