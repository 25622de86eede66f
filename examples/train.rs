//! Trains the mention model from annotated documents: `cargo run --profile fast --example train -- FOLDER OUT.bin`.

use rustc_hash::{FxHashMap, FxHashSet};
use skillsift::candidate::{BUCKETS, Extractor};
use skillsift::text::{BlockKind, Place, Prose, ProseBuilder, for_each_word};
use std::fs;
use std::path::Path;

struct Document {
    prose: Prose,
    /// Surface words → how many readers have it (0.5 to 1).
    gold: FxHashMap<String, f32>,
    weight: f32,
    source: &'static str,
    id: String,
}

fn words(text: &str) -> String {
    let mut out = String::new();
    for_each_word(text, 0, |s| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&s.of(text).to_lowercase().replace('’', "'"));
    });
    out
}

fn prose(text: &str) -> Prose {
    let mut b = ProseBuilder::default();
    for (n, line) in text.lines().enumerate() {
        let kind = if line.len() < 90 && !line.trim_end().ends_with(['.', '!', '?', ':', ';', ',']) {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        };
        b.begin(kind, Place::Line(n as u32 + 1));
        b.push(line, None);
    }
    b.finish()
}

fn readers(paths: &[String]) -> FxHashMap<String, Vec<serde_json::Value>> {
    let mut out: FxHashMap<String, Vec<serde_json::Value>> = FxHashMap::default();
    for path in paths {
        let Ok(text) = fs::read_to_string(path) else { continue };
        for line in text.lines() {
            let v: serde_json::Value = serde_json::from_str(line).expect(path);
            let id = v.get("id").or(v.get("n")).and_then(|x| x.as_str()).expect("id").to_string();
            out.entry(id).or_default().push(v["skills"].clone());
        }
    }
    out
}

fn gold(readings: &[serde_json::Value]) -> FxHashMap<String, f32> {
    let share = if readings.len() > 1 { 0.6 } else { 0.85 };
    let mut out: FxHashMap<String, f32> = FxHashMap::default();
    for r in readings {
        let mut mine = FxHashSet::default();
        for s in r.as_array().into_iter().flatten() {
            for f in s["surfaces"].as_array().into_iter().flatten() {
                mine.insert(words(f.as_str().unwrap_or("")));
            }
        }
        for w in mine {
            let slot = out.entry(w).or_insert(0.0);
            *slot = if *slot == 0.0 { share } else { 1.0 };
        }
    }
    out
}

fn load(shared: &str, labels: &str) -> Vec<Document> {
    let mut out = Vec::new();
    let e = format!("{shared}/eval/skills");
    for (folder, files, source) in [
        ("train", vec![format!("{e}/train.A.jsonl"), format!("{e}/train.B.jsonl")], "train"),
        ("adverts", vec![format!("{e}/adverts.jsonl")], "adverts"),
        ("dev", vec![format!("{e}/dev.A.jsonl"), format!("{e}/dev.B.jsonl")], "dev"),
    ] {
        let mut all: Vec<_> = readers(&files).into_iter().collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        for (id, r) in all {
            let text = fs::read_to_string(format!("{e}/{folder}/{id}.txt")).expect(&id);
            out.push(Document { prose: prose(&text), gold: gold(&r), weight: 1.0, source, id });
        }
    }
    if let Ok(text) = fs::read_to_string(format!("{labels}/passages.json")) {
        let files: Vec<String> = (1..9).flat_map(|k| [format!("{labels}/A_{k}.jsonl"), format!("{labels}/B_{k}.jsonl")]).collect();
        let all = readers(&files);
        let passages: serde_json::Value = serde_json::from_str(&text).expect("passages");
        for p in passages.as_array().into_iter().flatten() {
            let n = p["n"].as_str().unwrap_or("");
            if let Some(r) = all.get(n) {
                out.push(Document {
                    prose: prose(p["text"].as_str().unwrap_or("")),
                    gold: gold(r),
                    weight: 1.0,
                    source: "ours",
                    id: n.into(),
                });
            }
        }
    }
    out
}

/// One training example: buckets, label, weight.
struct Example {
    from: u32,
    to: u32,
    label: f32,
    weight: f32,
    document: u32,
}

struct Linear {
    w: Vec<f32>,
    g: Vec<f32>,
    bias: f32,
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-x))
}

fn train(examples: &[Example], buckets: &[u32], keep: impl Fn(u32) -> bool, epochs: usize, rate: f32, l2: f32) -> Linear {
    let mut m = Linear { w: vec![0.0; BUCKETS], g: vec![1e-4; BUCKETS], bias: -2.0 };
    let mut order: Vec<u32> = (0..examples.len() as u32).filter(|&i| keep(examples[i as usize].document)).collect();
    let mut seed = 12345u64;
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            order.swap(i, (seed >> 33) as usize % (i + 1));
        }
        let mut loss = 0.0;
        for &i in &order {
            let e = &examples[i as usize];
            let f = &buckets[e.from as usize..e.to as usize];
            let z = m.bias + f.iter().map(|&b| m.w[b as usize]).sum::<f32>();
            let p = sigmoid(z);
            let err = (p - e.label) * e.weight;
            loss += -(e.label * p.max(1e-6).ln() + (1.0 - e.label) * (1.0 - p).max(1e-6).ln()) * e.weight;
            m.bias -= 0.002 * err;
            for &b in f {
                let b = b as usize;
                let g = err + l2 * m.w[b];
                m.g[b] += g * g;
                m.w[b] -= rate * g / m.g[b].sqrt();
            }
        }
        if epoch + 1 == epochs {
            eprintln!("loss {:.4} over {}", loss / order.len() as f32, order.len());
        }
    }
    m
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (shared, labels, out) = (&args[1], &args[2], &args[3]);
    let get = |name: &str, or: f32| args.iter().position(|a| a == name).and_then(|i| args[i + 1].parse().ok()).unwrap_or(or);
    let (epochs, rate, l2) = (get("--epochs", 6.0) as usize, get("--rate", 0.05), get("--l2", 2e-5));
    let docs = load(shared, labels);
    let mut extractor = Extractor::default();
    let mut examples = Vec::new();
    let mut buckets: Vec<u32> = Vec::new();
    let mut reach = (0, 0);
    for (d, doc) in docs.iter().enumerate() {
        let tokens = extractor.tokens(&doc.prose);
        let mut found = FxHashSet::default();
        extractor.for_each_site(&doc.prose, &tokens, |site, spans| {
            let text = &doc.prose.text;
            let keys: Vec<String> = spans.iter().map(|&(a, z)| words(tokens.span(a as usize, z as usize).of(text))).collect();
            let labels: Vec<f32> = keys.iter().map(|k| doc.gold.get(k).copied().unwrap_or(0.0)).collect();
            for (i, &(a, z)) in spans.iter().enumerate() {
                let label = labels[i];
                if label > 0.0 {
                    found.insert(keys[i].clone());
                }
                // A part or extension of a right span is nearly right: it weighs less as a wrong one.
                let touches = label == 0.0 && spans.iter().zip(&labels).any(|(o, &l)| l > 0.0 && o.0 < z && a < o.1);
                let from = buckets.len() as u32;
                site.for_each_feature(a as usize, z as usize, |f| buckets.push(f as u32 & (BUCKETS as u32 - 1)));
                let weight = doc.weight * if touches { get("--near", 0.7) } else { 1.0 };
                examples.push(Example { from, to: buckets.len() as u32, label, weight, document: d as u32 });
            }
        });
        reach.0 += found.len();
        reach.1 += doc.gold.len();
    }
    eprintln!(
        "{} documents, {} examples, {} features; reach {} of {} surfaces",
        docs.len(),
        examples.len(),
        buckets.len(),
        reach.0,
        reach.1
    );
    let model = train(&examples, &buckets, |d| docs[d as usize].source != "dev", epochs, rate, l2);
    // How it does on documents it has not seen.
    let (mut ll, mut n) = (0.0, 0);
    let mut scored: Vec<(f32, f32)> = Vec::new();
    for e in examples.iter().filter(|e| docs[e.document as usize].source == "dev") {
        let z = model.bias + buckets[e.from as usize..e.to as usize].iter().map(|&b| model.w[b as usize]).sum::<f32>();
        let p = sigmoid(z);
        ll -= e.label * p.max(1e-6).ln() + (1.0 - e.label) * (1.0 - p).max(1e-6).ln();
        n += 1;
        scored.push((p, e.label));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positives = scored.iter().filter(|s| s.1 > 0.0).count();
    let top = scored[..positives].iter().filter(|s| s.1 > 0.0).count();
    eprintln!("dev: log loss {:.4}; R-precision {:.3} ({positives} right candidates)", ll / n as f32, top as f32 / positives as f32);
    let largest = model.w.iter().fold(0f32, |a, w| a.max(w.abs()));
    let scale = largest / 127.0;
    let mut bytes = Vec::new();
    bytes.extend_from_slice(&model.bias.to_le_bytes());
    bytes.extend_from_slice(&scale.to_le_bytes());
    bytes.extend(model.w.iter().map(|w| (w / scale).round() as i8 as u8));
    eprintln!("largest weight {largest}, zero bytes {}", bytes.iter().filter(|&&b| b == 0).count());
    fs::write(Path::new(out), bytes).expect("write");
    if let Some(at) = args.iter().position(|a| a == "--predict") {
        let bytes: &'static [u8] = Box::leak(fs::read(out).expect("model").into_boxed_slice());
        let extractor = Extractor::new(skillsift::lexicon::Lexicon::built_in(), skillsift::candidate::MentionModel::of(bytes));
        predict(extractor, &docs, &args[at + 1]);
    }
}

/// Ranks the skills of each development document and writes them as JSON lines.
fn predict(mut extractor: Extractor, docs: &[Document], out: &str) {
    let mut lines = String::new();
    for doc in docs.iter().filter(|d| d.source == "dev") {
        let tokens = extractor.tokens(&doc.prose);
        let mut terms: FxHashMap<skillsift::candidate::TermKey, (f32, f32, FxHashMap<String, f32>)> = FxHashMap::default();
        for c in extractor.mentions(&doc.prose, &tokens) {
            let p = sigmoid(c.log_odds);
            let t = terms.entry(c.key).or_default();
            t.0 = t.0.max(p);
            t.1 += p;
            let surface = c.span.of(&doc.prose.text).split_whitespace().collect::<Vec<_>>().join(" ");
            *t.2.entry(surface.to_lowercase()).or_default() += p;
        }
        let mut ranked: Vec<_> = terms.into_iter().map(|(k, t)| (t.0 * t.1 / (t.1 + 1.0), k, t.2)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let skills: Vec<serde_json::Value> = ranked
            .into_iter()
            .take(60)
            .map(|(_, key, surfaces)| {
                let mut s: Vec<_> = surfaces.into_iter().collect();
                s.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                let name = match key {
                    skillsift::candidate::TermKey::Entry(e) => skillsift::lexicon::Lexicon::built_in().entries[e as usize].name.clone(),
                    _ => s[0].0.clone(),
                };
                serde_json::json!({"name": name, "surfaces": s.iter().take(2).map(|x| &x.0).collect::<Vec<_>>()})
            })
            .collect();
        lines += &serde_json::json!({"id": doc.id, "skills": skills}).to_string();
        lines += "\n";
    }
    fs::write(out, lines).expect("predictions");
}
