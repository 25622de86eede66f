//! From a document's mentions of a skill to the belief that the document speaks of it as a skill.

use super::judge::Judge;
use super::labels::Document;
use super::linear::Linear;
use skillsift::candidate::{Extractor, MentionModel, TermKey, belief};
use skillsift::lexicon::Lexicon;
use skillsift::read::Limits;
use skillsift::record::Record;
use skillsift::session::Session;
use skillsift::settings::Settings;
use std::collections::BTreeMap;

/// The features of one skill in one document, and whether it is right.
pub struct Row {
    features: [f64; belief::FEATURES],
    right: bool,
}

/// The ranking of each document by the whole engine with this model, as `skillsift analyse --format jsonl` prints it.
pub fn lines(model: &Linear, documents: &[&Document]) -> String {
    let bytes: &'static [u8] = Box::leak(model.to_bytes().into_boxed_slice());
    let mut extractor = Extractor::new(Lexicon::built_in(), MentionModel::of(bytes));
    let mut session = Session::default();
    for doc in documents {
        session.add(Record::of(&format!("{}.txt", doc.id), &doc.bytes, &Limits::default(), &mut extractor));
    }
    session.analyse(&Settings { resamples: 0, ..Settings::default() }, &[]);
    skillsift::export::document_lines(&session)
}

/// The rows of documents that the model has not seen.
pub fn rows(model: &Linear, documents: &[&Document]) -> Vec<Row> {
    let bytes: &'static [u8] = Box::leak(model.to_bytes().into_boxed_slice());
    let mut extractor = Extractor::new(Lexicon::built_in(), MentionModel::of(bytes));
    let judge = Judge::new();
    let mut out = Vec::new();
    for doc in documents {
        let gold = judge.gold(doc);
        let tokens = extractor.tokens(&doc.prose);
        let mut terms: BTreeMap<TermKey, (Vec<belief::Use>, BTreeMap<String, f64>)> = BTreeMap::new();
        let mentions = extractor.mentions(&doc.prose, &tokens);
        for c in mentions {
            let slot = terms.entry(extractor.term(c.term).clone()).or_default();
            slot.0.push(c.as_use());
            *slot.1.entry(c.span.of(&doc.prose.text).to_lowercase()).or_default() += f64::from(super::sigmoid(c.log_odds));
        }
        for (key, (uses, forms)) in terms {
            let mut forms: Vec<_> = forms.into_iter().collect();
            forms.sort_by(|a, b| b.1.total_cmp(&a.1));
            let forms: Vec<String> = forms.into_iter().take(2).map(|f| f.0).collect();
            let features = belief::features(&uses, matches!(key, TermKey::Entry(_)), tokens.counted);
            out.push(Row { features, right: judge.is_right(&gold, &forms) });
        }
    }
    out
}

// Rows and columns of a matrix are clearest by index.
#[allow(clippy::needless_range_loop)]
/// Fits and prints the weights by Newton's method on the logistic loss with a small ridge.
pub fn fit(rows: &[Row]) {
    const N: usize = belief::FEATURES;
    let mut w = [0.0; N];
    for _ in 0..30 {
        let mut gradient = [0.0; N];
        let mut hessian = [[0.0; N]; N];
        for row in rows {
            let z: f64 = w.iter().zip(&row.features).map(|(a, b)| a * b).sum();
            let p = 1.0 / (1.0 + libm::exp(-z));
            let fault = p - f64::from(u8::from(row.right));
            for i in 0..N {
                gradient[i] += fault * row.features[i];
                for j in 0..N {
                    hessian[i][j] += p * (1.0 - p) * row.features[i] * row.features[j];
                }
            }
        }
        for i in 0..N {
            gradient[i] += w[i];
            hessian[i][i] += 1.0;
        }
        let step = solve(hessian, gradient);
        for i in 0..N {
            w[i] -= step[i];
        }
    }
    let right = rows.iter().filter(|r| r.right).count();
    eprintln!("{} rows, {right} right", rows.len());
    eprintln!("weights of src/candidate/belief.rs: {w:.3?}");
}

// As above.
#[allow(clippy::needless_range_loop)]
fn solve<const N: usize>(mut a: [[f64; N]; N], mut b: [f64; N]) -> [f64; N] {
    for i in 0..N {
        let pivot = a[i][i];
        for j in i + 1..N {
            let factor = a[j][i] / pivot;
            for k in i..N {
                a[j][k] -= factor * a[i][k];
            }
            b[j] -= factor * b[i];
        }
    }
    let mut x = [0.0; N];
    for i in (0..N).rev() {
        let rest: f64 = (i + 1..N).map(|k| a[i][k] * x[k]).sum();
        x[i] = (b[i] - rest) / a[i][i];
    }
    x
}
