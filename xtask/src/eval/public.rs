//! Public benchmarks: skill spans in job adverts (SkillSpan) and key phrases of abstracts (Inspec), beside published systems.
//!
//! The measures are those of the shared scripts (eval/spans/score_spans.py, eval/keyphrase/score_terms.py). Ours are on the development
//! halves; the others were measured once on the test halves by the same scripts.

use super::shared;
use super::stem::English;
use crate::sh::{self, Failure, Outcome, Show};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const SPANS: [(&str, [f64; 3]); 2] = [("CRF trained on SkillSpan (test)", [28.3, 64.7, 58.2]), ("gazetteers (test)", [5.0, 20.0, 15.0])];
const PHRASES: [(&str, [f64; 3]); 5] = [
    ("YAKE (test)", [17.9, 19.8, 20.2]),
    ("TopicRank (test)", [21.3, 24.2, 23.9]),
    ("SingleRank (test)", [25.2, 30.7, 30.9]),
    ("MiniLM on noun phrases (test)", [26.0, 33.0, 34.0]),
    ("a prototype for any term (test)", [29.4, 33.1, 32.4]),
];

/// Prints both tables.
pub fn print() -> Outcome<()> {
    let eval = shared()?.join("eval");
    let (sentences, abstracts) = (eval.join("spans/skillspan_dev.jsonl"), eval.join("keyphrase/inspec_valid.jsonl"));
    for (path, kind, head) in [(&sentences, "spans", "SkillSpan dev, F of skill spans"), (&abstracts, "phrases", "Inspec valid, F1")] {
        if !path.is_file() {
            println!("{head} is skipped: it is not at {}.", path.display());
            continue;
        }
        let gold = lines(&sh::read_text(path)?)?;
        let found = lines(&measured(kind, path)?)?;
        let (columns, ours, others): (_, _, &[(&str, [f64; 3])]) = match kind {
            "spans" => (["strict", "overlap", "token"], spans(&gold, &found), &SPANS),
            _ => (["@5", "@10", "@15"], phrases(&gold, &found), &PHRASES),
        };
        println!("{head:<36}{}", columns.map(|name| format!("{name:>9}")).concat());
        for (name, row) in std::iter::once(&("Skillsift", ours)).chain(others) {
            println!("{name:<36}{}", row.map(|x| format!("{x:>9.1}")).concat());
        }
        println!();
    }
    println!(
        "Skillsift was trained on neither. SkillSpan marks whole clauses (\"plan and lead projects\"), Inspec any term of computer science."
    );
    Ok(())
}

fn measured(kind: &str, gold: &Path) -> Outcome<String> {
    let mut cargo = sh::cargo()?;
    cargo.args(["run", "--quiet", "--package", "skillsift", "--profile", "fast", "--example", "measure", "--", kind]).arg(gold);
    sh::stdout_of(&mut cargo, "Measuring", Show::Live)
}

fn lines(text: &str) -> Outcome<Vec<Value>> {
    let read = |line: &str| serde_json::from_str(line).map_err(|error| Failure::from(format!("A line cannot be read: {error}.")));
    text.lines().filter(|line| !line.trim().is_empty()).map(read).collect()
}

/// F of spans that are exactly right, that overlap, and of their tokens, in per cent.
fn spans(gold: &[Value], found: &[Value]) -> [f64; 3] {
    let (mut strict, mut tokens, mut touching, mut touched) = ([0usize; 3], [0usize; 3], 0, 0);
    for (gold, found) in gold.iter().zip(found) {
        let gold = tagged(&gold["skill_tags"]);
        let ends = |span: &Value| Some((span[0].as_u64()? as usize, span[1].as_u64()? as usize));
        let found: BTreeSet<(usize, usize)> = found["spans"].as_array().into_iter().flatten().filter_map(ends).collect();
        let inside = |spans: &BTreeSet<(usize, usize)>| spans.iter().flat_map(|&(from, to)| from..to).collect::<BTreeSet<_>>();
        let (of_gold, of_found) = (inside(&gold), inside(&found));
        let add = |sums: &mut [usize; 3], right, found, gold| [right, found, gold].iter().zip(sums).for_each(|(n, sum)| *sum += n);
        add(&mut strict, gold.intersection(&found).count(), found.len(), gold.len());
        add(&mut tokens, of_gold.intersection(&of_found).count(), of_found.len(), of_gold.len());
        touching += found.iter().filter(|span| (span.0..span.1).any(|at| of_gold.contains(&at))).count();
        touched += gold.iter().filter(|span| (span.0..span.1).any(|at| of_found.contains(&at))).count();
    }
    let harmonic = |p: f64, r: f64| if p + r > 0.0 { 200.0 * p * r / (p + r) } else { 0.0 };
    let f = |[right, found, gold]: [usize; 3]| harmonic(share(right, found), share(right, gold));
    [f(strict), harmonic(share(touching, strict[1]), share(touched, strict[2])), f(tokens)]
}

/// The spans of B, I and O tags.
fn tagged(tags: &Value) -> BTreeSet<(usize, usize)> {
    let (mut out, mut open) = (BTreeSet::new(), None);
    let tags: Vec<&str> = tags.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (at, tag) in tags.iter().copied().chain(["O"]).enumerate() {
        if let Some(from) = open.filter(|_| !tag.starts_with('I')) {
            out.insert((from, at));
            open = None;
        }
        if !tag.starts_with('O') && open.is_none() {
            open = Some(at);
        }
    }
    out
}

/// F1 at 5, 10 and 15 of stemmed phrases, averaged over documents, in per cent. The script has Porter's stems, this has Snowball's.
fn phrases(gold: &[Value], found: &[Value]) -> [f64; 3] {
    let english = English::new();
    let key = |phrase: &Value| {
        let phrase = phrase.as_str().unwrap_or_default().to_lowercase();
        let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(|word| english.stem(word)).collect::<Vec<_>>().join(" ")
    };
    let keys = |list: &Value| {
        let mut out: Vec<String> = Vec::new();
        for key in list.as_array().into_iter().flatten().map(key) {
            if !key.is_empty() && !out.contains(&key) {
                out.push(key);
            }
        }
        out
    };
    let mut sums = [0.0; 3];
    for (gold, found) in gold.iter().zip(found) {
        let (want, ranked) = (keys(&gold["gold"]), keys(&found["phrases"]));
        for (sum, k) in sums.iter_mut().zip([5, 10, 15]) {
            let hits = ranked.iter().take(k).filter(|phrase| want.contains(phrase)).count();
            let (p, r) = (share(hits, k), share(hits, want.len()));
            *sum += if hits > 0 { 200.0 * p * r / (p + r) } else { 0.0 };
        }
    }
    sums.map(|sum| sum / gold.len().max(1) as f64)
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::{phrases, spans};
    use serde_json::json;

    #[test]
    fn spans_are_scored_as_by_the_script() {
        let gold = [json!({ "skill_tags": ["B", "I", "O", "I", "B"] })];
        let found = [json!({ "spans": [[0, 2], [2, 4]] })];
        // Gold: 0..2, 3..4, 4..5. Strict 1 of 2 and of 3; both found touch, two of three are touched; tokens 3 of 4 and of 4.
        let [strict, overlap, token] = spans(&gold, &found);
        assert!((strict - 40.0).abs() < 1e-9 && (overlap - 80.0).abs() < 1e-9 && (token - 75.0).abs() < 1e-9);
    }

    #[test]
    fn phrases_are_counted_once_and_stemmed() {
        let gold = [json!({ "gold": ["neural networks", "learning"] })];
        let found = [json!({ "phrases": ["Neural network", "neural-networks", "x"] })];
        let [at5, ..] = phrases(&gold, &found);
        assert!((at5 - 200.0 * 0.2 * 0.5 / 0.7).abs() < 1e-9);
    }
}
