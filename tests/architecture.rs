//! The rules of `src/README.md` that can be read off the sources: which stage may see which, what the engine must not touch, how long a file
//! may be.
//!
//! Only code is judged: comments and the tests at the end of a file are cut off first.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

struct Source {
    /// From the package's root, with `/`.
    path: String,
    /// The whole file.
    whole: String,
    /// Its code: no comments, no tests.
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files under `folder` whose names end in `ending`, by path.
fn sources(folder: &str, ending: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false => paths.push(path),
            }
        }
    }
    paths.retain(|p| p.to_string_lossy().ends_with(ending));
    paths.sort();
    let mut found: Vec<Source> = paths.iter().map(source).collect();
    found.retain(|s| !s.whole.is_empty());
    found
}

fn source(path: &PathBuf) -> Source {
    let whole = fs::read_to_string(path).expect("a source file can be read");
    let inner = path.strip_prefix(root()).expect("a source lies in the package").to_string_lossy().replace('\\', "/");
    let before_tests = whole.find("#[cfg(test)]\nmod tests").map_or(whole.as_str(), |at| &whole[..at]);
    let code = before_tests.lines().map(without_comment).collect::<Vec<_>>().join("\n");
    Source { path: inner, whole, code }
}

/// A line up to its comment. `://`, as in an address, begins none.
fn without_comment(line: &str) -> &str {
    let begins = |&(at, _): &(usize, &str)| at == 0 || line.as_bytes()[at - 1] != b':';
    line.match_indices("//").find(begins).map_or(line, |(at, _)| &line[..at])
}

/// The engine's own files: everything under src/ but the command line and the build script.
fn engine() -> Vec<Source> {
    let mut all = sources("src", ".rs");
    all.retain(|s| !s.path.starts_with("src/bin/") && s.path != "src/lexicon/compile.rs");
    assert!(all.len() > 60, "the sources are where this test looks for them");
    all
}

/// The top-level module that a file belongs to: `src/text/span.rs` to `text`, `src/session.rs` to `session`.
fn module_of(path: &str) -> &str {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    inner.split(['/', '.']).next().unwrap_or(inner)
}

/// Whether `word` stands in `code` as a whole word.
fn names(code: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| !code[..at].ends_with(part) && !code[at + word.len()..].starts_with(part))
}

/// What a file takes from other top-level modules, as `module::Item`; `module` alone where it takes the whole.
fn taken(source: &Source) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut roots = vec!["crate::"];
    // In a module's own file `super` is the crate.
    if source.path.ends_with("/mod.rs") || source.path.matches('/').count() == 1 {
        roots.push("super::");
    }
    for root in roots {
        for (at, _) in source.code.match_indices(root) {
            let rest = &source.code[at + root.len()..];
            assert!(!rest.starts_with('{'), "{}: write one `use` for each module, so that this test can read it", source.path);
            let module: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let Some(items) = rest[module.len()..].strip_prefix("::") else {
                out.insert(module);
                continue;
            };
            let end = if items.starts_with('{') { '}' } else { ';' };
            let list = items.split(end).next().unwrap_or(items).trim_start_matches('{');
            let word = |c: char| c.is_alphanumeric() || c == '_';
            if end == '}' {
                let items = list.split(',').map(|i| i.trim().split(|c| !word(c)).next().unwrap_or(""));
                out.extend(items.filter(|i| !i.is_empty()).map(|i| format!("{module}::{i}")));
            } else {
                out.insert(format!("{module}::{}", list.chars().take_while(|c| word(*c)).collect::<String>()));
            }
        }
    }
    out
}

/// Fails naming every file of the modules `of` that takes something for which `allowed` does not hold.
#[track_caller]
fn check_taken(of: &[&str], allowed: impl Fn(&str) -> bool) {
    let mut faults = Vec::new();
    for source in engine().iter().filter(|s| of.contains(&module_of(&s.path))) {
        let own = format!("{}::", module_of(&source.path));
        faults.extend(taken(source).iter().filter(|t| !t.starts_with(&own) && !allowed(t)).map(|t| format!("{} takes {t}", source.path)));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Fails naming every engine file for which `wrong` names something.
#[track_caller]
fn check_code(judged: impl Fn(&Source) -> bool, wrong: &[&str]) {
    let mut faults = Vec::new();
    for source in engine().iter().filter(|s| judged(s)) {
        faults.extend(wrong.iter().filter(|w| source.code.contains(**w)).map(|w| format!("{} has {w}", source.path)));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

fn module(taken: &str) -> &str {
    taken.split("::").next().unwrap_or(taken)
}

#[test]
fn rule_1_statistics_know_numbers_only() {
    check_taken(&["stats"], |_| false);
    let in_stats = |s: &Source| module_of(&s.path) == "stats";
    check_code(in_stats, &["serde", "String", "&str", "&'static str", "char", "Path"]);
}

#[test]
fn rule_2_reading_and_counting_see_one_document_at_a_time() {
    // Each stage sees only those before it.
    check_taken(&["text"], |_| false);
    check_taken(&["lexicon"], |t| module(t) == "text");
    check_taken(&["read"], |t| ["text", "problem"].contains(&module(t)));
    check_taken(&["candidate"], |t| ["text", "lexicon"].contains(&module(t)));
    check_taken(&["count"], |t| ["text", "candidate"].contains(&module(t)));
    check_taken(&["group"], |t| ["text", "lexicon", "candidate"].contains(&module(t)));
    let before_the_corpus = |s: &Source| {
        let early = ["text", "lexicon", "read", "candidate", "count"].contains(&module_of(&s.path));
        early && !s.path.ends_with("count/corpus.rs") && !s.path.ends_with("count/mod.rs")
    };
    check_code(before_the_corpus, &["CorpusCounts", "TermCounts"]);
}

#[test]
fn rule_3_sums_over_documents_are_whole_numbers() {
    check_code(|s| s.path == "src/count/corpus.rs", &["f64", "f32"]);
    let corpus = engine().into_iter().find(|s| s.path == "src/count/corpus.rs").expect("the sum of documents has its file");
    assert!(corpus.code.contains("fn merge"));
    // The one float of counting is the unit in which log odds are kept whole.
    for source in engine().iter().filter(|s| s.path == "src/count/document.rs") {
        let fields = source.code.lines().filter(|l| l.trim_start().starts_with("pub ") && !l.contains("fn ") && !l.contains("const "));
        assert!(!fields.clone().any(|l| l.contains("f64") || l.contains("f32")), "{} keeps a float", source.path);
    }
}

/// The rule as it is kept: a report is made by `report` from an analysis, and only `session`, `export` and `wasm` hold one. The plain types
/// that leave the engine with it (an edit, a quote's line, an explanation, the totals a sentence is made of) are made where they are known.
#[test]
fn rule_5_no_stage_reads_a_report() {
    let stages = ["text", "read", "lexicon", "candidate", "count", "stats", "group", "settings", "problem"];
    check_taken(&stages, |t| module(t) != "report" && module(t) != "session" && module(t) != "export");
    let plain = ["report::Edit", "report::Explanation", "report::KwicLine", "report::ReadOutcome", "report::Sureness", "report::Totals"];
    // `session::words_of` says which words of a record the settings count.
    let kept = |t: &str| !["report", "session", "export"].contains(&module(t)) || plain.contains(&t) || t == "session::words_of";
    check_taken(&["rank", "evidence", "record"], kept);
    let holds_one = |s: &Source| names(&s.code, "Report") && !["report", "session", "export", "wasm"].contains(&module_of(&s.path));
    let faults: Vec<String> = engine().into_iter().filter(holds_one).map(|s| s.path).collect();
    assert!(faults.is_empty(), "{faults:?} hold a report");
}

#[test]
fn rule_5_wasm_is_a_thin_edge() {
    let edge = [
        "session",
        "settings",
        "report",
        "export",
        "record",
        "problem",
        "candidate::Extractor",
        "read::Limits",
        "read::Asked",
        "read::Step",
    ];
    check_taken(&["wasm"], |t| edge.contains(&t) || edge.contains(&module(t)));
    let wasm = engine().into_iter().find(|s| s.path == "src/wasm.rs").expect("the edge has its file");
    assert!(wasm.whole.lines().count() <= 170, "src/wasm.rs has {} lines", wasm.whole.lines().count());
    check_code(|s| s.path != "src/wasm.rs", &["wasm_bindgen", "js_sys", "web_sys", "JsValue"]);
}

#[test]
fn rule_6_no_clock_no_chance_no_files_no_global_state() {
    let world = ["std::time", "std::fs", "std::io", "std::net", "std::env", "std::thread", "std::process", "Instant", "SystemTime"];
    check_code(|_| true, &world);
    check_code(|_| true, &["rand::", "getrandom", "RandomState", "thread_local!", "static mut", "Mutex", "RwLock", "Atomic", "LazyLock"]);
    check_code(|_| true, &["println!", "eprintln!", "print!(", "dbg!", "unsafe"]);
    // The lexicon is unpacked once and never changes.
    check_code(|s| s.path != "src/lexicon/entry.rs", &["OnceLock", "OnceCell"]);
    check_code(|s| module_of(&s.path) != "stats", &["Rng"]);
}

#[test]
fn rule_7_nothing_that_differs_between_native_and_wasm() {
    let functions = [
        "ln", "log", "log2", "log10", "ln_1p", "exp", "exp2", "exp_m1", "powf", "powi", "sin", "cos", "tan", "asin", "acos", "atan",
        "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "cbrt", "hypot", "mul_add", "gamma", "ln_gamma",
    ];
    let calls: Vec<String> = functions.iter().flat_map(|f| [format!(".{f}("), format!("f64::{f}"), format!("f32::{f}")]).collect();
    check_code(|_| true, &calls.iter().map(String::as_str).collect::<Vec<_>>());
    // Hash maps with a random seed; `rustc_hash` has none.
    let mut faults = Vec::new();
    for source in engine() {
        faults.extend(["HashMap", "HashSet"].iter().filter(|w| names(&source.code, w)).map(|w| format!("{} has {w}", source.path)));
        // A number as wide as an address has other bytes on wasm; hashes and counts that travel have a width of their own.
        if source.code.contains("Serialize") {
            let fields = source.code.lines().filter(|l| l.trim_start().starts_with("pub ") && !l.contains("fn ") && !l.contains("const "));
            faults.extend(fields.filter(|l| names(l, "usize")).map(|l| format!("{}: {}", source.path, l.trim())));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn rule_8_views_never_talk_to_the_worker() {
    let page = sources("www/src", ".ts");
    let mut faults = Vec::new();
    for source in &page {
        let in_folder = |folder: &str| source.path.starts_with(&format!("www/src/{folder}/"));
        // Types may come from anywhere: they are gone before anything runs.
        let imports: Vec<&str> = source.code.lines().filter(|l| l.starts_with("import ") && !l.starts_with("import type ")).collect();
        let speaks = source.code.contains("postMessage")
            && !["www/src/engine/client.ts", "www/src/engine/worker.ts"].contains(&source.path.as_str());
        if speaks {
            faults.push(format!("{} posts messages", source.path));
        }
        let engine = imports.iter().filter(|l| l.contains("/engine/"));
        if in_folder("views") || in_folder("charts") {
            faults.extend(engine.map(|l| format!("{}: {l}", source.path)));
        }
        let state = imports.iter().filter(|l| l.contains("/state.ts") || l.contains("/intents.ts"));
        if in_folder("charts") {
            faults.extend(state.map(|l| format!("{}: {l}", source.path)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn bugs_are_told_as_broken_invariants() {
    check_code(|_| true, &[".unwrap()", "panic!(", "todo!(", "unimplemented!(", "unreachable!("]);
    let mut faults = Vec::new();
    for source in engine() {
        // The expectation may stand on the line below.
        for (at, _) in source.code.match_indices(".expect(") {
            let said = source.code[at + ".expect(".len()..].trim_start();
            if !said.starts_with("\"invariant: ") {
                faults.push(format!("{}: .expect({}", source.path, said.lines().next().unwrap_or("")));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut faults = Vec::new();
    for folder in ["src", "tests", "benches", "examples", "xtask/src"] {
        for source in sources(folder, ".rs") {
            let lines = source.whole.lines().count();
            if lines > 450 {
                faults.push(format!("{} has {lines} lines; 450 are enough", source.path));
            }
            if !source.whole.starts_with("//!") && !source.whole.starts_with("#![doc = include_str!") {
                faults.push(format!("{} does not begin with a line on what it is", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn this_test_reads_sources_rightly() {
    let source = |code: &str, path: &str| Source { path: path.into(), whole: code.into(), code: code.into() };
    let of = |code: &str| taken(&source(code, "src/rank/skill.rs")).into_iter().collect::<Vec<_>>();
    assert_eq!(
        of("use crate::text::{Span, for_each_word as words};\nlet x = crate::stats::rng::Rng;"),
        ["stats::rng", "text::Span", "text::for_each_word"]
    );
    assert_eq!(of("use crate::evidence;"), ["evidence"]);
    assert_eq!(taken(&source("use super::report::Edit;", "src/rank/mod.rs")).into_iter().next().as_deref(), Some("report::Edit"));
    assert_eq!(without_comment("let a = \"https://x\"; // b"), "let a = \"https://x\"; ");
    assert!(names("a Report b", "Report") && !names("DocumentReport", "Report"));
}
