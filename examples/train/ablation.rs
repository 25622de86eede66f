//! What each part of the engine is worth: the rankings of documents with one part taken away.

use super::labels::Document;
use skillsift::candidate::{Extractor, Models, TermKey, Witness, belief};
use skillsift::count::{DocumentCounts, Mention};
use skillsift::lexicon::Lexicon;
use skillsift::read::Limits;
use skillsift::record::Record;
use skillsift::session::Session;
use skillsift::settings::Settings;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What is taken away.
#[derive(Clone, Copy, PartialEq)]
pub enum Without {
    Nothing,
    /// Phrases that no lexicon entry names.
    Discovery,
    /// The lexicon: no form of it is matched, and no feature tells of one.
    Lexicon,
    /// The hashed model: every longest match of a lexicon form is a mention, each as likely as the other.
    Model,
    /// The grouping of variants, and the setting back of echoes: every term is a skill of its own.
    Merging,
    /// Merging, and one of the features of worth.
    Belief(usize),
}

/// The parts in the order of the table. The constant and the document's length are the same for all terms of a document and move none.
pub const PARTS: [(&str, Without); 16] = [
    ("everything", Without::Nothing),
    ("no discovery", Without::Discovery),
    ("no lexicon", Without::Lexicon),
    ("no hashed model", Without::Model),
    ("no merging", Without::Merging),
    ("  no highest log odds", Without::Belief(1)),
    ("  no mean log odds", Without::Belief(2)),
    ("  no expected mentions", Without::Belief(3)),
    ("  no count of mentions", Without::Belief(4)),
    ("  no lexicon flag", Without::Belief(5)),
    ("  no one-word flag", Without::Belief(6)),
    ("  no three-word flag", Without::Belief(7)),
    ("  no count of forms", Without::Belief(8)),
    ("  no verdict on the term", Without::Belief(9)),
    ("  no verdict on its last word", Without::Belief(10)),
    ("  no company", Without::Belief(11)),
];

/// The rankings, one JSON object a document, of an engine without this part.
pub fn lines(without: Without, models: Models, documents: &[(u32, &Document)]) -> String {
    let nothing = Lexicon::empty();
    let lexicon = if without == Without::Lexicon { &nothing } else { Lexicon::built_in() };
    let mut extractor = Extractor::new(lexicon, models);
    match without {
        Without::Merging => documents.iter().map(|(_, d)| unmerged(d, &mut extractor, belief::WORTH)).collect(),
        Without::Belief(feature) => {
            let mut weights = belief::WORTH;
            weights[feature] = 0.0;
            documents.iter().map(|(_, d)| unmerged(d, &mut extractor, weights)).collect()
        }
        _ => {
            let mut session = Session::default();
            if without == Without::Lexicon {
                session.set_lexicon(Some(Rc::new(Lexicon::empty())));
            }
            for (_, doc) in documents {
                let mut record = Record::of(&format!("{}.txt", doc.id), &doc.bytes, &Limits::default(), &mut extractor);
                if without == Without::Model {
                    record.counts = matches(&record, &mut extractor);
                }
                session.add(record);
            }
            let discover = !matches!(without, Without::Discovery | Without::Model);
            session.analyse(&Settings { resamples: 0, discover, ..Settings::default() }, &[]);
            skillsift::export::document_lines(&session)
        }
    }
}

/// A document's counts by the lexicon alone.
fn matches(record: &Record, extractor: &mut Extractor) -> DocumentCounts {
    let tokens = extractor.tokens(&record.prose);
    let mut found = Vec::new();
    extractor.for_each_site(&record.prose, &tokens, |site, _| {
        found.extend(site.matches.iter().map(|m| (m.entry, tokens.span(m.first as usize, m.end as usize), m.end - m.first, site.heading)));
    });
    let mut terms: Vec<TermKey> = found.iter().map(|f| TermKey::Entry(f.0)).collect();
    terms.sort();
    terms.dedup();
    let mention = |&(entry, span, words, heading): &(u16, _, u32, bool)| Mention {
        term: terms.binary_search(&TermKey::Entry(entry)).unwrap_or(0) as u32,
        span,
        log_odds: 256,
        words: words as u8,
        form: 0,
        witness: Witness::default(),
        heading,
        counted: true,
    };
    DocumentCounts { mentions: found.iter().map(mention).collect(), terms: terms.clone(), ..record.counts.clone() }
}

/// The ranking of a document's terms by these weights, each a skill of its own.
fn unmerged(doc: &Document, extractor: &mut Extractor, weights: [f64; belief::FEATURES]) -> String {
    let tokens = extractor.tokens(&doc.prose);
    let mut terms: BTreeMap<TermKey, (Vec<belief::Use>, BTreeMap<String, f64>)> = BTreeMap::new();
    let mentions = extractor.mentions(&doc.prose, &tokens);
    for c in mentions.into_iter().filter(|c| c.counted) {
        let (uses, forms) = terms.entry(extractor.term(c.term).clone()).or_default();
        uses.push(c.as_use());
        *forms.entry(c.span.of(&doc.prose.text).to_lowercase()).or_default() += f64::from(super::sigmoid(c.log_odds));
    }
    let mut ranked: Vec<(f64, Vec<String>)> = Vec::new();
    for (key, (uses, forms)) in terms {
        let features = belief::features(&uses, matches!(key, TermKey::Entry(_)), tokens.counted);
        let mut forms: Vec<(String, f64)> = forms.into_iter().collect();
        forms.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranked.push((belief::weigh(&features, &weights), forms.into_iter().take(2).map(|f| f.0).collect()));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let skills: Vec<_> = ranked.iter().take(40).map(|r| serde_json::json!({ "name": r.1[0], "surfaces": r.1 })).collect();
    format!("{}\n", serde_json::json!({ "id": doc.id, "skills": skills }))
}
