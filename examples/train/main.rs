//! Trains the models: `cargo xtask train`, or
//! `cargo run --profile fast --example train -- SHARED LABELS OUT_FOLDER `.
//!
//! First the mention model (does this stretch, here, name a capability?) and the model of company (does this sentence speak of skills?); then,
//! from what they find, how often each term was right; then the few weights that turn a document's mentions of a skill into the belief that the
//! document speaks of it. All but the first two are made on five folds, each read by models that have not seen it; the rankings of those folds are
//! written too, for measuring.

mod ablation;
mod company;
mod genre;
mod judge;
mod labels;
mod linear;
mod newton;
mod precedent;
mod second;

use labels::{Document, Source, load, words};
use linear::{Example, Examples, Knobs, Linear, sigmoid};
use rustc_hash::FxHashSet;
use skillsift::candidate::{
    BUCKETS, COMPANY_BUCKETS, CompanyModel, Extractor, GENRES, MentionModel, Models, PRECEDENT_BUCKETS, Precedents,
};
use std::fs;
use std::path::Path;
use std::thread;

/// Parts of the documents, each found by models that have not seen it.
const FOLDS: u32 = 5;

/// Of the fifteen steps of a mention's weights, those that are dropped: two thirds of the weights, a third of the bytes, and nothing on the measure.
const FAINTEST: f32 = 2.0;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [shared, labels, out, ..] = args.as_slice() else {
        eprintln!("usage: train SHARED LABELS OUT_FOLDER");
        std::process::exit(2);
    };
    let knob = |name: &str, or: f32| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1)?.parse().ok()).unwrap_or(or);
    let runs = knob("--runs", 8.0) as usize;
    let knobs = Knobs {
        epochs: knob("--epochs", 5.0) as usize,
        rate: knob("--rate", 0.03),
        l2: knob("--l2", 2e-5),
        dropout: knob("--dropout", 0.2),
        bias: -2.0,
        runs,
    };
    let of_company = Knobs { epochs: 8, rate: 0.3, l2: 2e-5, dropout: 0.1, bias: 0.0, runs: 2 };
    let mut documents = load(Path::new(shared), Path::new(labels));
    if args.iter().any(|a| a == "--no-ours") {
        documents.retain(|d| d.source != Source::Ours);
    }
    if args.iter().any(|a| a == "--naming") {
        by_naming(&documents);
    }
    genre::fit(&documents);
    let rare = knob("--documents", 4.0) as u32;
    let examples = examples(&documents, knob("--near", 0.7), knob("--tempting", 3.0)).without_rare(rare, BUCKETS);
    let sentences = company::examples(&documents).without_rare(10, COMPANY_BUCKETS);
    let source = |d: u32| documents[d as usize].source;
    let learned = |left_out: Option<u32>| move |d: u32| source(d) != Source::Dev && Some(d % FOLDS) != left_out;
    let of = |wanted: &[Source], fold: Option<u32>| -> Vec<(u32, &Document)> {
        let all = (0..).zip(&documents);
        all.filter(|(d, doc)| wanted.contains(&doc.source) && fold.is_none_or(|k| d % FOLDS == k)).collect()
    };
    let train = &|left_out: Option<u32>| {
        let mention = Linear::train(&examples, learned(left_out), knobs);
        let company = Linear::train(&sentences, learned(left_out), of_company);
        Weights::of(mention, company)
    };
    // One thread a model: what each comes to does not depend on the others.
    let (mut every, mut folds): (Weights, Vec<Weights>) = thread::scope(|scope| {
        let folds: Vec<_> = (0..FOLDS).map(|k| scope.spawn(move || train(Some(k)))).collect();
        (train(None), folds.into_iter().map(|fold| fold.join().expect("training does not fail")).collect())
    });
    let (mut seen, mut seen_sentences) = (Vec::new(), Vec::new());
    let of_dev = |d: u32| (source(d) == Source::Dev).then_some(Source::Dev);
    weigh(&every.mention, &examples, of_dev, &mut seen);
    weigh(&every.company, &sentences, of_dev, &mut seen_sentences);
    let mut rows = Vec::new();
    for (k, weights) in (0..).zip(&folds) {
        let unseen = |d: u32| (source(d) != Source::Dev && d % FOLDS == k).then_some(source(d));
        weigh(&weights.mention, &examples, unseen, &mut seen);
        weigh(&weights.company, &sentences, unseen, &mut seen_sentences);
        rows.extend(second::rows(weights.models, &of(&[Source::Train, Source::Adverts, Source::Ours], Some(k))));
    }
    measure("candidates", &mut seen);
    measure("sentences", &mut seen_sentences);
    let verdicts = |left_out: Option<u32>| rows.iter().filter(move |r| Some(r.document % FOLDS) != left_out).map(|r| r.verdict);
    let precedents = precedent::table(verdicts(None));
    every.models.precedents = Precedents::of(kept(precedents.clone()));
    for (k, weights) in (0..).zip(&mut folds) {
        weights.models.precedents = Precedents::of(kept(precedent::table(verdicts(Some(k)))));
    }
    second::fit(&rows, |row| folds[(row.document % FOLDS) as usize].models.precedents);

    let write = |name: &str, bytes: &[u8]| fs::write(Path::new(out).join(name), bytes).expect("the output can be written");
    fs::create_dir_all(out).expect("the folder can be made");
    write("mention.bin", &every.mention.to_bytes(FAINTEST));
    write("company.bin", &every.company.to_bytes(0.0));
    write("precedent.bin", &precedents);
    let each = |source: Source, ranked: &Ranker| -> String {
        (0..).zip(&folds).map(|(k, weights)| ranked(weights.models, &of(&[source], Some(k)))).collect()
    };
    let dev = of(&[Source::Dev], None);
    write("cross-validated.jsonl", (each(Source::Train, &second::lines) + &each(Source::Adverts, &second::lines)).as_bytes());
    write("dev.jsonl", second::lines(every.models, &dev).as_bytes());
    if args.iter().any(|a| a == "--ablation") {
        for (number, part) in ablation::PARTS.iter().enumerate() {
            let without = |models: Models, documents: &[(u32, &Document)]| ablation::lines(part.1, models, documents);
            write(&format!("without-{number:02}.train.jsonl"), each(Source::Train, &without).as_bytes());
            write(&format!("without-{number:02}.dev.jsonl"), without(every.models, &dev).as_bytes());
            println!("{number:02}\t{}", part.0);
        }
    }
}

/// Ranks numbered documents by models.
type Ranker<'a> = dyn Fn(Models, &[(u32, &Document)]) -> String + 'a;

/// What is learned from some of the documents.
struct Weights {
    mention: Linear,
    company: Linear,
    /// As the engine has them; precedents come later, from what the others find.
    models: Models,
}

impl Weights {
    fn of(mention: Linear, company: Linear) -> Weights {
        let models = Models {
            mention: MentionModel::of(kept(mention.to_bytes(FAINTEST))),
            company: CompanyModel::of(kept(company.to_bytes(0.0))),
            precedents: Precedents::of(kept(vec![0; PRECEDENT_BUCKETS * GENRES])),
        };
        Weights { mention, company, models }
    }
}

/// Bytes that stay until the program ends, as built-in ones do.
fn kept(bytes: Vec<u8>) -> &'static [u8] {
    Box::leak(bytes.into_boxed_slice())
}

/// The examples of all documents: every candidate, labelled by whether a reader marked exactly these words.
fn examples(documents: &[Document], near: f32, tempting: f32) -> Examples {
    let mut extractor = Extractor::default();
    let mut out = Examples::default();
    let mut reach = (0, 0);
    for (number, doc) in documents.iter().enumerate() {
        let tokens = extractor.tokens(&doc.prose);
        let mut found = FxHashSet::default();
        extractor.for_each_site(&doc.prose, &tokens, |site, spans| {
            let keys: Vec<String> = spans.iter().map(|&(a, z)| words(tokens.span(a as usize, z as usize).of(&doc.prose.text))).collect();
            let labels: Vec<f32> = keys.iter().map(|k| doc.gold.get(k).copied().unwrap_or(0.0)).collect();
            for (i, &(a, z)) in spans.iter().enumerate() {
                let label = labels[i];
                if label > 0.0 {
                    found.insert(keys[i].clone());
                }
                // A part or extension of a right span is nearly right: it weighs less as a wrong one.
                let touches = label == 0.0 && spans.iter().zip(&labels).any(|(o, &l)| l > 0.0 && o.0 < z && a < o.1);
                let from = out.features.len() as u32;
                site.for_each_feature(a as usize, z as usize, |f| out.features.push(f));
                let weight = match () {
                    () if label == 0.0 && doc.tempting.contains(&keys[i]) => tempting,
                    () if touches => near,
                    () => 1.0,
                };
                out.all.push(Example { from, to: out.features.len() as u32, each: 1.0, label, weight, document: number as u32 });
            }
        });
        reach.0 += found.len();
        reach.1 += doc.gold.len();
    }
    eprintln!("{} documents, {} candidates, which reach {} of {} marked surfaces", documents.len(), out.all.len(), reach.0, reach.1);
    out
}

/// How often candidates are right, by what the lexicon says of them.
fn by_naming(documents: &[Document]) {
    let mut extractor = Extractor::default();
    let mut table: std::collections::BTreeMap<String, (u32, f32)> = Default::default();
    for doc in documents.iter().filter(|d| d.source != Source::Dev) {
        let tokens = extractor.tokens(&doc.prose);
        extractor.for_each_site(&doc.prose, &tokens, |site, spans| {
            for &(a, z) in spans {
                let label = doc.gold.get(&words(tokens.span(a as usize, z as usize).of(&doc.prose.text))).copied().unwrap_or(0.0);
                let key = format!("{:?} {} words, {:?}", site.naming(a as usize, z as usize).0, z - a, doc.source);
                let slot = table.entry(key).or_default();
                slot.0 += 1;
                slot.1 += f32::from(label > 0.0);
            }
        });
    }
    for (key, (n, right)) in table {
        eprintln!("{key}: {n}, {:.3} right", right / n as f32);
    }
}

/// Adds the probability and the label of each example of the documents that `of` gives a source.
fn weigh(model: &Linear, examples: &Examples, of: impl Fn(u32) -> Option<Source>, seen: &mut Vec<(Source, f32, f32)>) {
    for e in &examples.all {
        if let Some(source) = of(e.document) {
            seen.push((source, sigmoid(model.log_odds(examples, e)).clamp(1e-6, 1.0 - 1e-6), e.label));
        }
    }
}

/// Prints how well the examples were told apart by models that had not seen them, source by source.
fn measure(what: &str, seen: &mut [(Source, f32, f32)]) {
    seen.sort_by(|a, b| b.1.total_cmp(&a.1));
    for source in [Source::Dev, Source::Train, Source::Adverts, Source::Ours] {
        let of_source: Vec<_> = seen.iter().filter(|s| s.0 == source).collect();
        let loss: f32 = of_source.iter().map(|&&(_, p, y)| -(y * libm::logf(p) + (1.0 - y) * libm::logf(1.0 - p))).sum();
        let right = of_source.iter().filter(|s| s.2 > 0.0).count();
        let top = of_source.iter().take(right).filter(|s| s.2 > 0.0).count();
        eprintln!(
            "{what}, {source:?}: log loss {:.4}, precision among as many as are right {:.3}",
            loss / of_source.len().max(1) as f32,
            top as f32 / right.max(1) as f32
        );
    }
}
