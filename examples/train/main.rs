//! Trains the models: `cargo xtask train`, or
//! `cargo run --profile fast --example train -- SHARED LABELS OUT_FOLDER `.
//!
//! First the mention model (does this stretch, here, name a capability?), then the few weights that turn a document's mentions of a
//! skill into the belief that the document speaks of it. The second is fitted on five folds,
//! each weighed by a mention model that has not seen it; the rankings of those folds are written too, for measuring.

mod ablation;
mod judge;
mod labels;
mod linear;
mod second;

use labels::{Document, Source, load, words};
use linear::{Example, Examples, Knobs, Linear, sigmoid};
use rustc_hash::FxHashSet;
use skillsift::candidate::Extractor;
use std::fs;
use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [shared, labels, out, ..] = args.as_slice() else {
        eprintln!("usage: train SHARED LABELS OUT_FOLDER");
        std::process::exit(2);
    };
    let knob = |name: &str, or: f32| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1)?.parse().ok()).unwrap_or(or);
    let knobs = Knobs {
        epochs: knob("--epochs", 5.0) as usize,
        rate: knob("--rate", 0.03),
        l2: knob("--l2", 2e-5),
        dropout: knob("--dropout", 0.2),
        runs: knob("--runs", 8.0) as usize,
    };
    let mut documents = load(Path::new(shared), Path::new(labels));
    if args.iter().any(|a| a == "--no-ours") {
        documents.retain(|d| d.source != Source::Ours);
    }
    if args.iter().any(|a| a == "--naming") {
        by_naming(&documents);
    }
    let examples = examples(&documents, knob("--near", 0.7), knob("--tempting", 3.0));
    let examples = examples.without_rare(knob("--documents", 4.0) as u32);
    let fold = |d: u32| d % 5;
    let source = |d: u32| documents[d as usize].source;
    let ablate = args.iter().any(|a| a == "--ablation");
    let mut ablated = vec![(String::new(), String::new()); ablation::PARTS.len()];
    let (mut rows, mut lines) = (Vec::new(), String::new());
    let every = Linear::train(&examples, |d| source(d) != Source::Dev, knobs);
    let mut seen: Vec<(Source, f32, f32)> = Vec::new();
    weigh(&every, &examples, |d| (source(d) == Source::Dev).then_some(Source::Dev), &mut seen);
    for k in 0..5 {
        let model = Linear::train(&examples, |d| source(d) != Source::Dev && fold(d) != k, knobs);
        weigh(&model, &examples, |d| (source(d) != Source::Dev && fold(d) == k).then_some(source(d)), &mut seen);
        let of = |wanted: Source| -> Vec<&Document> {
            (0..documents.len() as u32).filter(|&d| source(d) == wanted && fold(d) == k).map(|d| &documents[d as usize]).collect()
        };
        let chosen = of(Source::Train);
        rows.extend(second::rows(&model, &chosen));
        lines += &second::lines(&model, &chosen);
        if ablate {
            for (part, (train, _)) in ablation::PARTS.iter().zip(&mut ablated) {
                *train += &ablation::lines(part.1, &model, &chosen);
            }
        }
        lines += &second::lines(&model, &of(Source::Adverts));
    }
    measure(&mut seen);
    second::fit(&rows);
    let dev: Vec<&Document> = documents.iter().filter(|d| d.source == Source::Dev).collect();
    fs::create_dir_all(out).expect("the folder can be made");
    if ablate {
        for (number, (part, (train, mut of_dev))) in ablation::PARTS.iter().zip(ablated).enumerate() {
            of_dev += &ablation::lines(part.1, &every, &dev);
            let write = |set: &str, lines: &str| fs::write(Path::new(out).join(format!("without-{number:02}.{set}.jsonl")), lines);
            write("train", &train).and_then(|()| write("dev", &of_dev)).expect("the predictions can be written");
            println!("{number:02}\t{}", part.0);
        }
    }
    fs::write(Path::new(out).join("cross-validated.jsonl"), lines).expect("the predictions can be written");
    fs::write(Path::new(out).join("dev.jsonl"), second::lines(&every, &dev)).expect("the predictions can be written");
    fs::write(Path::new(out).join("mention.bin"), every.to_bytes()).expect("the model can be written");
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
                out.all.push(Example { from, to: out.features.len() as u32, label, weight, document: number as u32 });
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
fn measure(seen: &mut [(Source, f32, f32)]) {
    seen.sort_by(|a, b| b.1.total_cmp(&a.1));
    for source in [Source::Dev, Source::Train, Source::Adverts, Source::Ours] {
        let of_source: Vec<_> = seen.iter().filter(|s| s.0 == source).collect();
        let loss: f32 = of_source.iter().map(|&&(_, p, y)| -(y * libm::logf(p) + (1.0 - y) * libm::logf(1.0 - p))).sum();
        let right = of_source.iter().filter(|s| s.2 > 0.0).count();
        let top = of_source.iter().take(right).filter(|s| s.2 > 0.0).count();
        eprintln!(
            "{source:?}: log loss {:.4}, precision among as many as are right {:.3}",
            loss / of_source.len().max(1) as f32,
            top as f32 / right.max(1) as f32
        );
    }
}
