//! What the engine finds in public benchmarks, as their scorers want it: `cargo xtask eval public`, or
//! `cargo run --profile fast --example measure -- spans|phrases GOLD.jsonl`.
//!
//! `spans`: for each line `{"tokens": [...]}` a line `{"spans": [[first, behind], ...]}`. `phrases`: for each line `{"id", "text"}` a line
//! `{"id", "phrases": [best first]}`.

use serde_json::{Value, json};
use skillsift::candidate::{Extractor, TermKey, belief};
use skillsift::read::{Limits, read};
use std::collections::BTreeMap;

/// Mentions are spans from this probability on: the default of the settings.
const LEAST: f32 = 0.4;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [kind, gold] = args.as_slice() else {
        eprintln!("usage: measure spans|phrases GOLD.jsonl");
        std::process::exit(2);
    };
    let text = std::fs::read_to_string(gold).expect("the file can be read");
    let mut extractor = Extractor::default();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).expect("each line is JSON");
        println!("{}", if kind == "spans" { spans(&line, &mut extractor) } else { phrases(&line, &mut extractor) });
    }
}

fn spans(line: &Value, extractor: &mut Extractor) -> Value {
    let words: Vec<&str> = line["tokens"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let prose = read("sentence.txt", words.join(" ").as_bytes(), &Limits::default()).prose;
    // Where each token stands in the clean text; one that cleaning took away stands nowhere.
    let mut at = 0;
    let places: Vec<(usize, usize)> = words
        .iter()
        .map(|word| match prose.text[at..].find(word) {
            Some(found) => {
                let start = at + found;
                at = start + word.len();
                (start, at)
            }
            None => (usize::MAX, usize::MAX),
        })
        .collect();
    let least = libm::logf(LEAST / (1.0 - LEAST));
    let tokens = extractor.tokens(&prose);
    let mut out = Vec::new();
    for c in extractor.mentions(&prose, &tokens).iter().filter(|c| c.log_odds >= least) {
        let held = |p: &(usize, usize)| p.0 < c.span.end as usize && c.span.start as usize <= p.1.saturating_sub(1) && p.0 != usize::MAX;
        let mut inside = places.iter().enumerate().filter(|(_, p)| held(p)).map(|(n, _)| n);
        if let Some(first) = inside.next() {
            out.push([first, inside.next_back().unwrap_or(first) + 1]);
        }
    }
    json!({ "spans": out })
}

fn phrases(line: &Value, extractor: &mut Extractor) -> Value {
    let prose = read("abstract.txt", line["text"].as_str().unwrap_or("").as_bytes(), &Limits::default()).prose;
    let tokens = extractor.tokens(&prose);
    let mut terms: BTreeMap<TermKey, (Vec<belief::Use>, BTreeMap<String, u32>)> = BTreeMap::new();
    let mentions = extractor.mentions(&prose, &tokens);
    for c in mentions {
        let (uses, forms) = terms.entry(extractor.term(c.term).clone()).or_default();
        uses.push(c.as_use());
        *forms.entry(c.span.of(&prose.text).to_lowercase()).or_default() += 1;
    }
    let mut ranked: Vec<(f64, String)> = Vec::new();
    for (key, (uses, forms)) in terms {
        let form = forms.into_iter().max_by_key(|f| f.1).map(|f| f.0).unwrap_or_default();
        ranked.push((belief::log_odds(&uses, matches!(key, TermKey::Entry(_)), tokens.counted), form));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    json!({ "id": line["id"], "phrases": ranked.into_iter().map(|r| r.1).collect::<Vec<_>>() })
}
