//! `train`: makes the learned weights again from the annotated documents that lie beside the repository and from our own labels, and
//! tells how well they do on documents they have not seen.

use crate::eval;
use crate::sh::{self, Outcome, Show};
use std::process::ExitCode;

/// The files of learned weights, in models.
pub const MODELS: [&str; 3] = ["mention.bin", "company.bin", "precedent.bin"];

/// The command line of `train`.
pub fn command(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let mut keep = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("keep") => keep = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let root = sh::root()?;
    let shared = eval::shared()?;
    if !shared.join("eval/skills/train").is_dir() {
        println!("Training is skipped: the annotated documents are not at ../shared/eval/skills/train.");
        return Ok(ExitCode::SUCCESS);
    }
    let out = root.join("target/train");
    let mut cargo = sh::cargo()?;
    cargo.args(["run", "--package", "skillsift", "--profile", "fast", "--example", "train", "--"]);
    cargo.arg(&shared).arg(root.join("models/labels")).arg(&out);
    sh::stdout_of(&mut cargo, "Training", Show::Live)?;
    eval::print(&out.join("cross-validated.jsonl"), &["train", "adverts"], "five folds, each found by a model that had not seen it")?;
    eval::print(&out.join("dev.jsonl"), &["dev"], "found by the model trained on all the others")?;
    if keep {
        for name in MODELS {
            let (from, to) = (out.join(name), root.join("models").join(name));
            std::fs::copy(&from, &to).map_err(|error| format!("{} cannot be copied to {}: {error}", from.display(), to.display()))?;
        }
        println!(
            "The weights in models are replaced. Put the printed ones into src/candidate/belief.rs and genre.rs, and train once more to rank by them."
        );
    }
    Ok(ExitCode::SUCCESS)
}
