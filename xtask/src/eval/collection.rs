//! The collection's first thirty against the overall lists of both readers.

use super::score::{Scorer, Skill, flat};
use super::{engine, shared};
use crate::sh::{self, Failure, Outcome, Show};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// How far down the list is looked.
const FIRST: usize = 30;
/// Of the skills that both readers list, so many should be there.
const WANTED: usize = 17;

/// Prints how many of the skills in both lists are among the engine's first, and which are not.
pub fn print() -> Outcome<()> {
    let folder = shared()?.join("eval/skills");
    let lists = [folder.join("dev.A.top.json"), folder.join("dev.B.top.json")];
    if !folder.join("dev").is_dir() || lists.iter().any(|list| !list.is_file()) {
        println!("The collection's list is skipped: the readers' lists are not at ../shared/eval/skills.");
        return Ok(());
    }
    let [a, b] = lists.map(|path| listed(&path));
    let scorer = Scorer::new();
    let both: Vec<_> = scorer.pair(&a?, &b?).into_iter().filter(|gold| gold.needed).collect();
    let mut command = Command::new(engine()?);
    command.args(["analyse", "--resamples", "0", "--format", "json"]).arg(folder.join("dev"));
    let said = sh::stdout_of(&mut command, "skillsift analyse", Show::Live)?;
    let report: Value = serde_json::from_str(&said).map_err(|error| Failure::from(format!("The report cannot be read: {error}.")))?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let ours: Vec<Skill> = report["skills"]
        .as_array()
        .into_iter()
        .flatten()
        .take(FIRST)
        .map(|skill| {
            let forms = skill["surfaces"].as_array().into_iter().flatten().take(2).map(|form| text(&form["text"]));
            Skill { name: text(&skill["name"]), surfaces: std::iter::once(text(&skill["name"])).chain(forms).collect(), importance: 0 }
        })
        .collect();
    // Nothing has to stand in a text here: the surfaces are there by themselves.
    let all = flat(&ours.iter().flat_map(|skill| skill.surfaces.clone()).collect::<Vec<_>>().join(" | "));
    let hits = scorer.judge(&ours, &both, &all, false);
    let there = |at: usize| hits.contains(&Some(at));
    let found = (0..both.len()).filter(|&at| there(at)).count();
    println!(
        "the collection `dev`: {found} of the {} skills that both readers list are among the first {FIRST} (wanted: {WANTED})",
        both.len()
    );
    let missed: Vec<&str> = both.iter().enumerate().filter(|(at, _)| !there(*at)).map(|(_, gold)| gold.name.as_str()).collect();
    println!("   not there: {}", missed.join("; "));
    let others: Vec<&str> = ours.iter().zip(&hits).filter(|(_, hit)| hit.is_none()).map(|(skill, _)| skill.name.as_str()).collect();
    println!("   there, and not in both lists: {}\n", others.join("; "));
    Ok(())
}

/// A reader's overall list; every skill in it is important.
fn listed(path: &Path) -> Outcome<Vec<Skill>> {
    let list: Value =
        serde_json::from_str(&sh::read_text(path)?).map_err(|error| Failure::from(format!("{}: {error}.", path.display())))?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let one = |entry: &Value| {
        let surfaces = entry["variants"].as_array().into_iter().flatten().filter_map(text).collect();
        Some(Skill { name: text(&entry["name"])?, surfaces, importance: 3 })
    };
    Ok(list.as_array().into_iter().flatten().filter_map(one).collect())
}
