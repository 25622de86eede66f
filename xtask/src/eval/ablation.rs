//! What each part of the engine is worth: rankings with one part taken away, on dev and, cross-validated, on train.

use super::{SETS, load, rows, shared};
use crate::sh::{self, Outcome, Show};

/// Trains, ranks without each part, and prints a line a part.
pub fn print() -> Outcome<()> {
    let (root, shared) = (sh::root()?, shared()?);
    let out = root.join("target/train");
    let mut cargo = sh::cargo()?;
    cargo.args(["run", "--package", "skillsift", "--profile", "fast", "--example", "train", "--"]);
    cargo.arg(&shared).arg(root.join("models/labels")).arg(&out).arg("--ablation");
    let said = sh::stdout_of(&mut cargo, "Training, with each part taken away once", Show::OnFailure)?;
    println!("{:<26}{:^30}{:^30}", "", "dev", "train, cross-validated");
    let names: String = ["P@10", "R@20", "F1@10"].iter().map(|name| format!("{name:>10}")).collect();
    println!("{:<26}{names}{names}", "");
    for (number, part) in said.lines().filter_map(|line| line.split_once('\t')) {
        let mut cells = String::new();
        for set in ["dev", "train"] {
            let path = out.join(format!("without-{number}.{set}.jsonl"));
            let found = load(&path, &sh::read_text(&path)?)?;
            let folder = shared.join("eval/skills");
            for (name, a, b) in SETS.into_iter().filter(|s| s.0 == set) {
                let rows = rows(&folder, name, a, b, &found)?;
                cells += &[1, 3, 5].map(|measure| format!("{:>10.3}", super::mean(rows.iter(), measure))).concat();
            }
        }
        println!("{part:<26}{cells}");
    }
    println!(
        "\nNothing is trained again without its part. The indented lines rank terms that are not merged, and leave one feature of belief out; compare them with \"no merging\"."
    );
    Ok(())
}
