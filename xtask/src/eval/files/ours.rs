//! What the command line reads of a file, in what time and memory.

use crate::sh::{Failure, Outcome};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;

/// One run of `skillsift text`.
pub struct Run {
    /// What it printed.
    pub text: String,
    /// How long it took, from start to exit.
    pub seconds: f64,
    /// The most memory it held, where GNU time is there to tell.
    pub megabytes: Option<f64>,
    /// Whether it ended by itself with one of its own exit codes.
    pub sound: bool,
}

/// Runs `skillsift text` on a file.
pub fn text(engine: &Path, file: &Path, options: &[&str]) -> Outcome<Run> {
    const TIME: &str = "/usr/bin/time";
    const MARK: &str = "peak-kilobytes ";
    let timed = Path::new(TIME).is_file();
    let mut command = Command::new(if timed { Path::new(TIME) } else { engine });
    if timed {
        command.args(["-f", &format!("{MARK}%M")]).arg(engine);
    }
    command.arg("text").args(options).arg(file);
    let start = Instant::now();
    let output = done(&mut command)?;
    let seconds = start.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr);
    let kilobytes = said.lines().rev().find_map(|line| line.strip_prefix(MARK)).and_then(|n| n.trim().parse::<f64>().ok());
    Ok(Run {
        text: String::from_utf8_lossy(&output.stdout).into_owned(),
        seconds,
        megabytes: kilobytes.map(|n| n / 1024.0),
        sound: matches!(output.status.code(), Some(0..=2)),
    })
}

/// The codes of a file's problems, as the report has them.
pub fn codes(engine: &Path, file: &Path) -> Outcome<Vec<String>> {
    let output = done(Command::new(engine).args(["analyse", "--resamples", "0", "--format", "json"]).arg(file))?;
    let report: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| Failure::from(format!("`skillsift analyse` did not print a report of {}: {error}.", file.display())))?;
    let documents = report["documents"].as_array().into_iter().flatten();
    let problems = documents.flat_map(|document| document["problems"].as_array().into_iter().flatten());
    Ok(problems.filter_map(|problem| problem["code"].as_str()).map(str::to_owned).collect())
}

fn done(command: &mut Command) -> Outcome<Output> {
    command.output().map_err(|error| format!("`{}` could not start: {error}.", command.get_program().to_string_lossy()).into())
}
