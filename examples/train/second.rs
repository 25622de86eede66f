//! From a document's mentions of a skill to the belief that the document speaks of it as a skill.

use super::judge::{Judge, Rightness};
use super::labels::Document;
use super::newton;
use super::precedent::Verdict;
use skillsift::candidate::{Extractor, Models, Precedents, TermKey, Witness, belief, hash_of_term, weighed};
use skillsift::lexicon::Lexicon;
use skillsift::read::Limits;
use skillsift::record::Record;
use skillsift::session::Session;
use skillsift::settings::Settings;
use std::collections::BTreeMap;

/// Mentions, each with the hash under which its last word is judged.
type Uses = Vec<(belief::Use, u64)>;

/// A term in one document: its mentions, by models that have not seen the document, and whether it is right.
pub struct Row {
    /// Position of the document.
    pub document: u32,
    /// The term and how it was judged.
    pub verdict: Verdict,
    uses: Uses,
    named: bool,
    words: u32,
    /// Probability that the document is an advert.
    advert: f64,
    /// Whether one reader alone judged the document.
    alone: bool,
}

/// The ranking of each document by the whole engine with these models, as `skillsift analyse --format jsonl` prints it.
pub fn lines(models: Models, documents: &[(u32, &Document)]) -> String {
    let mut extractor = Extractor::new(Lexicon::built_in(), models);
    let mut session = Session::default();
    for (_, doc) in documents {
        session.add(Record::of(&format!("{}.txt", doc.id), &doc.bytes, &Limits::default(), &mut extractor));
    }
    session.analyse(&Settings { resamples: 0, ..Settings::default() }, &[]);
    skillsift::export::document_lines(&session)
}

/// The rows of documents that the models have not seen: number and document.
pub fn rows(models: Models, documents: &[(u32, &Document)]) -> Vec<Row> {
    let mut extractor = Extractor::new(Lexicon::built_in(), models);
    let judge = Judge::new();
    let mut out = Vec::new();
    for &(document, doc) in documents {
        let gold = judge.gold(doc);
        let tokens = extractor.tokens(&doc.prose);
        let advert = extractor.cues(&tokens).advert();
        let mut terms: BTreeMap<TermKey, (Uses, BTreeMap<String, f64>)> = BTreeMap::new();
        let mentions = extractor.mentions(&doc.prose, &tokens);
        for c in mentions.into_iter().filter(|c| c.counted) {
            let slot = terms.entry(extractor.term(c.term).clone()).or_default();
            slot.0.push((c.as_use(), extractor.tail_hash(&tokens, &c)));
            *slot.1.entry(c.span.of(&doc.prose.text).to_lowercase()).or_default() += f64::from(super::sigmoid(c.log_odds));
        }
        for (key, (uses, forms)) in terms {
            let mut forms: Vec<_> = forms.into_iter().collect();
            forms.sort_by(|a, b| b.1.total_cmp(&a.1));
            let forms: Vec<String> = forms.into_iter().take(2).map(|f| f.0).collect();
            let likeliest = uses.iter().reduce(|best, u| if u.0.log_odds > best.0.log_odds { u } else { best });
            let tail = likeliest.map_or(0, |u| u.1);
            let verdict = Verdict { term: hash_of_term(&key), tail, advert: advert > 0.5, right: judge.verdict(&gold, &forms) };
            out.push(Row {
                document,
                verdict,
                uses,
                named: matches!(key, TermKey::Entry(_)),
                words: tokens.counted,
                advert,
                alone: doc.readings.len() == 1,
            });
        }
    }
    out
}

impl Row {
    /// The features of belief, where these are the precedents, and whether one reader alone judged.
    fn features(&self, precedents: &Precedents) -> Vec<f64> {
        let weighed = |hash| weighed(precedents.verdicts(hash), self.advert);
        let judged = |&(one, tail): &(belief::Use, u64)| {
            let witness = Witness { term: weighed(self.verdict.term), tail: weighed(tail), ..one.witness };
            belief::Use { witness, ..one }
        };
        let uses: Vec<belief::Use> = self.uses.iter().map(judged).collect();
        belief::features(&uses, self.named, self.words).into_iter().chain([f64::from(u8::from(self.alone))]).collect()
    }
}

/// What a skill that is right but does not matter to all readers is worth beside one that does.
const MINOR: f64 = 0.4;

/// Fits and prints the weights, each row seen with the precedents of the fold that left its document out.
///
/// One reader overlooks a third of what two would mark. What is asked is whether one of two readers marks it, so a constant of their own takes what
/// is less often right in documents that one reader judged, and is not printed.
pub fn fit<'a>(rows: &'a [Row], precedents: impl Fn(&'a Row) -> Precedents) {
    let examples: Vec<(Vec<f64>, Rightness)> = rows.iter().map(|row| (row.features(&precedents(row)), row.verdict.right)).collect();
    let fitted = |minor: f64| {
        let target = |right: &Rightness| match right {
            Rightness::Wrong => 0.0,
            Rightness::Right => minor,
            Rightness::Matters => 1.0,
        };
        let fitted = newton::fit(
            belief::FEATURES + 1,
            &examples.iter().map(|(features, right)| (features.clone(), target(right))).collect::<Vec<_>>(),
        );
        fitted[..belief::FEATURES].to_vec()
    };
    eprintln!("{} rows, {} right", examples.len(), examples.iter().filter(|row| row.1 != Rightness::Wrong).count());
    eprintln!("weights of src/candidate/belief.rs: {:.3?}", fitted(1.0));
    eprintln!("weights of worth there: {:.3?}", fitted(MINOR));
}
