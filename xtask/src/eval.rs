//! `eval`: how good the skills found are, document by document, against people's annotations that lie beside the repository
//! (../shared/eval/skills); and how well real files are read ([`files`]). Skipped, saying so, where they are not.

mod ablation;
mod collection;
mod files;
mod public;
mod random;
mod score;
mod stem;

use crate::build;
use crate::sh::{self, Failure, Outcome, Show};
use random::Random;
use score::{MEASURES, Row, Scorer, Skill, flat};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Folders of documents, and what their two readers found; one reader counts as two that agree.
const SETS: [(&str, &str, &str); 3] =
    [("dev", "dev.A.jsonl", "dev.B.jsonl"), ("adverts", "adverts.jsonl", "adverts.jsonl"), ("train", "train.A.jsonl", "train.B.jsonl")];

/// Others on the same measure, as published tools or as people do it (see the corpora's notes): name, P@10, R@20, F1@10 on expert documents,
/// then on job adverts.
const PEERS: [(&str, [&str; 3], [&str; 3]); 6] = [
    ("a careful reader judged by another", [".88", ".77", ".62"], [".85", ".76", ".62"]),
    ("longest match, 32,000 listed skills", [".44", ".25", ".24"], [".43", ".26", ".27"]),
    ("most frequent words in -ing, -tion \u{2026}", [".41", ".24", ".24"], ["", "", ""]),
    ("CRF trained on SkillSpan", [".26", ".22", ".17"], [".32", ".28", ".24"]),
    ("longest match, ESCO", [".23", ".12", ".12"], [".28", ".15", ".17"]),
    ("TextRank", [".16", ".10", ""], ["", "", ""]),
];

/// Ranked skills by document.
type Skills = BTreeMap<String, Vec<Skill>>;

/// The command line of `eval`.
pub fn command(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let (mut predictions, mut named) = (None, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("only") => named = Some(arguments.value()?.to_string_lossy().into_owned()),
            lexopt::Arg::Value(table) if named.is_none() => named = Some(table.to_string_lossy().into_owned()),
            lexopt::Arg::Long("predictions") => predictions = Some(PathBuf::from(arguments.value()?)),
            other => return Err(other.unexpected().into()),
        }
    }
    match named.as_deref() {
        None => {
            documents(false, predictions.as_deref())?;
            println!();
            collection::print()?;
            println!();
            files::run()?;
        }
        Some("documents") => documents(false, predictions.as_deref())?,
        Some("errors") => documents(true, predictions.as_deref())?,
        Some("collection") => collection::print()?,
        Some("public") => public::print()?,
        Some("ablation") => ablation::print()?,
        Some("files") => files::run()?,
        Some(other) => {
            return Err(format!("There is no table `{other}`: documents, collection, files, errors, public or ablation.").into());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The table of skills by document, with the errors of each where `misses`.
fn documents(misses: bool, predictions: Option<&Path>) -> Outcome {
    let folder = shared()?.join("eval/skills");
    if !folder.is_dir() {
        println!("The evaluation of skills is skipped: its documents and annotations are not at ../shared/eval/skills.");
        return Ok(());
    }
    let given = predictions.map(|path| load(path, &sh::read_text(path)?)).transpose()?;
    let engine = if given.is_none() { Some(engine()?) } else { None };
    let mut lines = Vec::new();
    // The documents of `train` are what the model was made from: `cargo xtask train` measures on them by cross-validation.
    for (set, a, b) in SETS.into_iter().filter(|s| s.0 != "train") {
        let documents = folder.join(set);
        if !documents.is_dir() {
            println!("The set {set} is skipped: ../shared/eval/skills/{set} is not there.");
            continue;
        }
        let [a, b] = [a, b].map(|name| folder.join(name)).map(|path: PathBuf| load(&path, &sh::read_text(&path)?));
        let found = match (&given, &engine) {
            (Some(given), _) => given.clone(),
            (None, Some(engine)) => found_by(engine, &documents)?,
            (None, None) => Skills::new(),
        };
        lines.extend(score(set, &documents, &a?, &b?, &found, misses)?);
    }
    table(&lines);
    println!("The model was trained on the adverts too; `cargo xtask train` prints what it reaches on adverts it has not seen.\n");
    println!("{:<40}{:^24}{:^24}", "others (measured once, other halves)", "experts", "adverts");
    println!("{:<40}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}", "", "P@10", "R@20", "F1@10", "P@10", "R@20", "F1@10");
    for (name, experts, adverts) in PEERS {
        let cells: String = experts.iter().chain(&adverts).map(|cell| format!("{cell:>8}")).collect();
        println!("{name:<40}{cells}");
    }
    Ok(())
}

/// Where the corpora lie: beside the repository; a worktree that lies elsewhere says where.
pub fn shared() -> Outcome<PathBuf> {
    Ok(match std::env::var_os("SKILLSIFT_SHARED") {
        Some(path) => PathBuf::from(path),
        None => sh::root()?.join("../shared"),
    })
}

/// Prints the table of some sets for predictions in a file.
pub fn print(predictions: &Path, sets: &[&str], how: &str) -> Outcome<()> {
    let folder = shared()?.join("eval/skills");
    let found = load(predictions, &sh::read_text(predictions)?)?;
    let mut lines = Vec::new();
    for (set, a, b) in SETS.into_iter().filter(|s| sets.contains(&s.0)) {
        let [a, b] = [a, b].map(|name| folder.join(name)).map(|path: PathBuf| load(&path, &sh::read_text(&path)?));
        lines.extend(score(set, &folder.join(set), &a?, &b?, &found, false)?);
    }
    println!("{how}:");
    table(&lines);
    Ok(())
}

fn table(lines: &[String]) {
    if !lines.is_empty() {
        let columns: String = MEASURES.iter().map(|name| format!("{name:>9}")).collect();
        println!("{:<16}{columns}   95 % of P@10   of F1@10", "");
        println!("{}", lines.join("\n"));
    }
}

/// Builds the command line and returns where it is.
fn engine() -> Outcome<PathBuf> {
    let mut cargo = sh::cargo()?;
    cargo.args([
        "build",
        "--package",
        "skillsift",
        "--profile",
        "fast",
        "--bin",
        "skillsift",
        "--message-format",
        "json-render-diagnostics",
    ]);
    let said = sh::stdout_of(&mut cargo, "Building the command line", Show::Live)?;
    build::artefact(&said, &format!("skillsift{}", std::env::consts::EXE_SUFFIX))
        .ok_or_else(|| "Cargo built the command line but did not say where.".into())
}

/// What the engine finds in each document of a folder.
fn found_by(engine: &Path, documents: &Path) -> Outcome<Skills> {
    let mut command = Command::new(engine);
    command.args(["analyse", "--format", "jsonl"]).arg(documents);
    load(Path::new("what `skillsift analyse` printed"), &sh::stdout_of(&mut command, "skillsift analyse", Show::Live)?)
}

/// Reads lines of `{"id": …, "skills": [{"name": …, "surfaces": […]}, …]}`.
fn load(path: &Path, text: &str) -> Outcome<Skills> {
    let mut skills = Skills::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |what: &str| Failure::from(format!("Line {} of {}: {what}.", number + 1, path.display()));
        let document: Value = serde_json::from_str(line).map_err(|error| wrong(&error.to_string()))?;
        let id = document["id"].as_str().ok_or_else(|| wrong("a document has no `id`"))?;
        let listed = document["skills"].as_array().ok_or_else(|| wrong("a document has no list of `skills`"))?;
        let read = |skill: &Value| {
            let surfaces = skill["surfaces"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
            Some(Skill { name: skill["name"].as_str()?.to_owned(), surfaces, importance: skill["importance"].as_i64().unwrap_or(0) })
        };
        let read = listed.iter().map(read).collect::<Option<Vec<_>>>().ok_or_else(|| wrong("a skill has no `name`"))?;
        skills.insert(id.to_owned(), read);
    }
    Ok(skills)
}

/// The measures of each document of a set, nearness allowed.
fn rows(folder: &Path, set: &str, a: &str, b: &str, found: &Skills) -> Outcome<Vec<Row>> {
    let [a, b] = [a, b].map(|name| folder.join(name)).map(|path: PathBuf| load(&path, &sh::read_text(&path)?));
    let (a, b, scorer) = (a?, b?, Scorer::new());
    let mut rows = Vec::new();
    for (id, a, b) in a.iter().filter_map(|(id, a)| Some((id, a, b.get(id)?))) {
        let text = flat(&sh::read_text(&folder.join(set).join(format!("{id}.txt")))?);
        let predicted = found.get(id).map_or(&[][..], Vec::as_slice);
        rows.push(scorer.measure(predicted, &scorer.pair(a, b), &text, false).0);
    }
    Ok(rows)
}

/// The two lines of a set: nearness allowed, and sameness only.
fn score(set: &str, documents: &Path, a: &Skills, b: &Skills, found: &Skills, misses: bool) -> Outcome<Vec<String>> {
    let scorer = Scorer::new();
    let (mut near, mut exact, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for (id, a, b) in a.iter().filter_map(|(id, a)| Some((id, a, b.get(id)?))) {
        let text = flat(&sh::read_text(&documents.join(format!("{id}.txt")))?);
        let gold = scorer.pair(a, b);
        let predicted = found.get(id).map_or(&[][..], Vec::as_slice);
        if !found.contains_key(id) {
            missing.push(id.as_str());
        }
        let (row, hits) = scorer.measure(predicted, &gold, &text, false);
        near.push(row);
        exact.push(scorer.measure(predicted, &gold, &text, true).0);
        if misses {
            let wrong = predicted.iter().zip(&hits).take(10).filter(|(_, hit)| hit.is_none()).map(|(skill, _)| skill.name.as_str());
            let there = |at: usize| hits.iter().take(20).any(|hit| *hit == Some(at));
            let needed = gold.iter().enumerate().filter(|(at, skill)| skill.needed && !there(*at)).map(|(_, skill)| skill.name.as_str());
            println!("{id}");
            println!("   wrong in the first ten: {}", wrong.collect::<Vec<_>>().join("; "));
            println!("   needed and not in the first twenty: {}", needed.collect::<Vec<_>>().join("; "));
        }
    }
    if missing.len() == near.len() {
        println!("The set {set} is skipped: there is no prediction for any of its {} documents.", near.len());
        return Ok(Vec::new());
    }
    if !missing.is_empty() {
        println!("{set}: no prediction for {} documents, counted as empty, such as {}.", missing.len(), missing[0]);
    }
    Ok(vec![line(set, &near), line(&format!("{set}, exact"), &exact)])
}

fn line(name: &str, rows: &[Row]) -> String {
    let measures: String = (0..MEASURES.len()).map(|measure| format!("{:>9.3}", mean(rows.iter(), measure))).collect();
    format!("{name:<16}{measures}   {:<14} {}", interval(rows, 1), interval(rows, 5))
}

/// The mean over the documents for which the measure is defined.
fn mean<'a>(rows: impl Iterator<Item = &'a Row>, measure: usize) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in rows.filter_map(|row| row[measure]) {
        sum += value;
        count += 1.0;
    }
    sum / count
}

/// The 95 % interval of a mean from resampling documents a thousand times.
fn interval(rows: &[Row], measure: usize) -> String {
    let mut random = Random::new(1);
    let mut means: Vec<f64> = (0..1000).map(|_| mean(random.choices(rows.len()).into_iter().map(|at| &rows[at]), measure)).collect();
    means.sort_by(f64::total_cmp);
    format!("{:.2}–{:.2}", means[25], means[974])
}
