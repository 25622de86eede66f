//! Makes a [`Report`] from an analysis.

use super::*;
use crate::candidate::Models;
use crate::evidence::{first_part, place_words};
use crate::group::related;
use crate::lexicon::Lexicon;
use crate::rank::{
    Found, MOST_NEARLY, Skill, Standing, Standings, Themes, caveats, headline, listed, method, plural, rank_words, stability_words,
    why_not_ranked,
};
use crate::record::Record;
use crate::repeat::{Copied, Repeated, Repeats, origin};
use crate::session::{title_of, words_of};
use crate::stats::company::Link;
use crate::stats::stand_out::Verdict;

/// Most forms listed for a skill.
const MOST_FORMS: usize = 40;
/// Skills that name a theme.
const NAMES_OF_A_THEME: usize = 3;
/// Most skills listed for a document.
const MOST_TOP: usize = 12;
/// Most repeated passages listed.
const MOST_PASSAGES: usize = 100;
/// Bytes shown of each.
const PASSAGE_BYTES: usize = 300;

pub(crate) struct Input<'a> {
    pub(crate) records: &'a [&'a Record],
    pub(crate) counted: &'a [Option<u32>],
    pub(crate) words: &'a [u32],
    pub(crate) ranked: &'a [Skill],
    pub(crate) nearly: &'a [Skill],
    pub(crate) standings: &'a Standings,
    pub(crate) repeats: &'a Repeats,
    pub(crate) themes: &'a Themes,
    pub(crate) settings: &'a Settings,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) edits: &'a [Edit],
}

pub(crate) fn report(input: &Input) -> Report {
    let documents = input.words.len() as u32;
    let sureness = match (input.settings.resamples, documents) {
        (0, _) | (_, 0..5) => Sureness::None,
        (_, 5..20) => Sureness::Rough,
        _ => Sureness::Full,
    };
    let totals = totals(input, documents);
    let top: Vec<&str> = input.ranked.iter().take(3).map(|s| s.name.as_str()).collect();
    let documents = documents_of(input);
    let found = Found {
        unread: documents.iter().filter(|d| !d.counted && !d.is_copy()).count(),
        duplicates: documents.iter().filter(|d| d.duplicate_of.is_some()).count(),
        near_copies: documents.iter().filter(|d| d.near_copy_of.is_some()).count(),
        passages: input.repeats.passages.all.len(),
        passages_from: input.repeats.passages.from,
        lone: input.nearly.iter().filter(|s| s.lone).count(),
    };
    Report {
        made: Made {
            engine: env!("CARGO_PKG_VERSION").into(),
            lexicon: input.lexicon.version(),
            model: Models::built_in().version(),
            seed: input.settings.seed,
            method: method(input.settings),
        },
        settings: input.settings.clone(),
        edits: input.edits.to_vec(),
        headline: headline(&totals, sureness, &top, input.standings.of.first().map_or(0, |s| s.rank.tied)),
        caveats: caveats(&totals, sureness, input.settings, &found),
        sureness,
        totals,
        documents,
        skills: skills_of(input),
        passages: passages_of(input),
        nearly: input
            .nearly
            .iter()
            .filter(|s| !s.places.is_empty())
            .take(MOST_NEARLY)
            .map(|s| nearly_skill(s, input.settings.least_belief_of(s.is_own())))
            .collect(),
        themes: themes_of(input),
        company: company_of(input),
    }
}

impl DocumentReport {
    /// Whether another document counts in its place.
    pub fn is_copy(&self) -> bool {
        self.duplicate_of.is_some() || self.near_copy_of.is_some()
    }
}

fn totals(input: &Input, documents: u32) -> Totals {
    let used = || input.records.iter().zip(input.counted).filter(|(_, c)| c.is_some()).map(|(r, _)| r);
    let left_out = |r: &Record| if input.settings.count_everything { 0 } else { u64::from(r.counts.words_left_out) };
    Totals {
        documents,
        words: input.words.iter().map(|&w| u64::from(w)).sum(),
        words_left_out: used().map(|r| left_out(r)).sum(),
        words_repeated: used().map(|r| u64::from(r.aside.words)).sum(),
        sentences: used().map(|r| u64::from(r.counts.sentences)).sum(),
        mentions: input.ranked.iter().map(|s| u64::from(s.mentions())).sum(),
        skills: input.ranked.len() as u32,
        compared: input.standings.of.iter().filter(|s| s.compared).count() as u32,
        compared_from: input.standings.compared_from,
        standing_out: input.standings.of.iter().filter(|s| stands_out(s)).count() as u32,
    }
}

fn stands_out(standing: &Standing) -> bool {
    standing.stand_out.is_some_and(|s| s.verdict == Verdict::StandsOut)
}

fn documents_of(input: &Input) -> Vec<DocumentReport> {
    let mut top: Vec<Vec<(f64, u32)>> = vec![Vec::new(); input.words.len()];
    for (number, standing) in input.standings.of.iter().enumerate() {
        for &(document, weight) in &standing.weights {
            top[document as usize].push((weight, number as u32));
        }
    }
    let mut out = Vec::with_capacity(input.records.len());
    for ((&record, &counted), copied) in input.records.iter().zip(input.counted).zip(&input.repeats.copies) {
        let counts = |c: &Copied| input.counted[origin(c.of, &input.repeats.copies) as usize].is_some();
        let copied = copied.filter(|c| counted.is_none() && input.settings.duplicates_once && counts(c));
        let original = |near: bool| copied.filter(|c| c.resemblance.is_some() == near).map(|c| input.records[c.of as usize].path.clone());
        let mut best = counted.map_or_else(Vec::new, |c| std::mem::take(&mut top[c as usize]));
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        out.push(DocumentReport {
            id: record.id(),
            name: record.name().into(),
            path: record.path.clone(),
            title: title_of(record).into(),
            format: record.format,
            hash: format!("{:032x}", record.hash),
            words: words_of(record, input.settings),
            words_left_out: if input.settings.count_everything { 0 } else { record.counts.words_left_out },
            words_repeated: record.aside.words,
            sentences: record.counts.sentences,
            counted: counted.is_some(),
            duplicate_of: original(false),
            near_copy_of: original(true),
            resemblance: copied.and_then(|c| c.resemblance),
            top: best.into_iter().take(MOST_TOP).map(|b| b.1).collect(),
            problems: record.problems.clone(),
        });
    }
    out
}

fn passages_of(input: &Input) -> Vec<RepeatedPassage> {
    let one = |p: &Repeated| {
        let prose = &input.records[p.document as usize].prose;
        let block = &prose.blocks[p.block as usize];
        RepeatedPassage {
            text: first_part(block.span.of(&prose.text), PASSAGE_BYTES),
            words: p.words,
            documents: p.documents,
            document: p.document,
            place: place_words(block.place),
        }
    };
    input.repeats.passages.all.iter().take(MOST_PASSAGES).map(one).collect()
}

fn skills_of(input: &Input) -> Vec<SkillReport> {
    let names: Vec<&str> = input.ranked.iter().map(|s| s.name.as_str()).collect();
    let relatives = related(&names);
    // Positions of the counted documents among all.
    let place: Vec<u32> = (0..input.counted.len() as u32).filter(|&d| input.counted[d as usize].is_some()).collect();
    let total: u64 = input.words.iter().map(|&w| u64::from(w)).sum();
    let one = |((skill, standing), near): ((&Skill, &Standing), Vec<u32>)| {
        let entry = skill.entry.map(|e| &input.lexicon.entries[e as usize]);
        let mentions = skill.mentions();
        SkillReport {
            id: skill.id.clone(),
            name: skill.name.clone(),
            origin: origin_of(skill, input.lexicon),
            field: entry.map(|e| input.lexicon.fields[e.field as usize].clone()),
            definition: entry.map(|e| e.definition.clone()).filter(|d| !d.is_empty()),
            why: why(skill, input.lexicon, input.settings.least_belief_of(skill.is_own())),
            belief: skill.belief,
            rank: standing.rank.place,
            tied: standing.rank.tied,
            rank_best: standing.rank_set.map(|s| s.best),
            rank_worst: standing.rank_set.map(|s| s.worst),
            rank_words: rank_words(standing.rank, standing.rank_set),
            prominence: standing.prominence,
            low: standing.interval.map(|i| i.low),
            high: standing.interval.map(|i| i.high),
            compared: standing.compared,
            stands_out: stands_out(standing),
            p_value: standing.stand_out.and_then(|s| s.p_value),
            document_frequency: skill.counts.len() as u32,
            mentions,
            per_10k: f64::from(mentions) * 10_000.0 / total.max(1) as f64,
            dispersion: standing.dispersion,
            spread: standing
                .weights
                .iter()
                .zip(&skill.counts)
                .map(|(&(d, weight), &(_, mentions))| Spread { document: place[d as usize], mentions, weight })
                .collect(),
            surfaces: skill.forms.iter().take(MOST_FORMS).map(|(text, count)| SurfaceForm { text: text.clone(), count: *count }).collect(),
            related: near.into_iter().map(|n| input.ranked[n as usize].id.clone()).collect(),
            merged: skill.merged.clone(),
        }
    };
    input.ranked.iter().zip(&input.standings.of).zip(relatives).map(one).collect()
}

fn themes_of(input: &Input) -> Vec<Theme> {
    let named = |skills: &[u32]| {
        let names: Vec<&str> = skills.iter().take(NAMES_OF_A_THEME).map(|&s| input.ranked[s as usize].name.as_str()).collect();
        listed(&names)
    };
    input
        .themes
        .all
        .iter()
        .map(|t| Theme {
            name: named(&t.skills),
            skills: t.skills.clone(),
            stability: t.stability,
            stability_words: stability_words(t.stability, input.themes.by_chance.unwrap_or_default()),
        })
        .collect()
}

fn company_of(input: &Input) -> KeptCompany {
    let link = |l: &Link| CompanyLink {
        first: l.first,
        second: l.second,
        passages: l.together.min(u64::from(u32::MAX)) as u32,
        documents: l.documents,
        strength: l.strength,
    };
    let mut links: Vec<CompanyLink> = input.themes.links.iter().map(link).collect();
    links.sort_by(|a, b| b.strength.total_cmp(&a.strength).then((a.first, a.second).cmp(&(b.first, b.second))));
    KeptCompany { words: input.themes.words.clone(), weighed: input.themes.weighed, by_chance: input.themes.by_chance, links }
}

fn origin_of(skill: &Skill, lexicon: &Lexicon) -> Origin {
    match skill.entry {
        Some(entry) if lexicon.is_own(entry) => Origin::Own,
        Some(_) => Origin::Lexicon,
        None => Origin::Discovered,
    }
}

fn why(skill: &Skill, lexicon: &Lexicon, least: f64) -> String {
    let documents = skill.counts.len();
    let times = skill.mentions();
    let sure = match skill.belief {
        b if b < least => "brought back by hand; the engine doubts it is",
        b if b >= 0.9 => "almost surely",
        b if b >= 0.7 => "very likely",
        b if b >= 0.4 => "quite possibly",
        _ => "possibly",
    };
    let source = match origin_of(skill, lexicon) {
        Origin::Own => "Your own list names it",
        Origin::Lexicon => "The lexicon names it",
        Origin::Discovered => "No lexicon names it; its wording and the sentences around it read like a skill",
    };
    let times = if times == 1 { "once".to_string() } else { plural(u64::from(times), "time", "times") };
    let documents = plural(documents as u64, "document", "documents");
    format!("{source}, and as used here ({times} in {documents}) it is {sure} a capability.")
}

fn nearly_skill(skill: &Skill, least: f64) -> NearlySkill {
    let documents = skill.places.chunk_by(|a, b| a.document == b.document).count() as u32;
    NearlySkill {
        id: skill.id.clone(),
        name: skill.name.clone(),
        belief: skill.belief,
        document_frequency: documents,
        mentions: skill.places.len() as u32,
        why: why_not_ranked(skill, least),
    }
}
