//! `bench`: speed natively (benches/pipeline.rs) and in the browser (`npm run bench` and `npm run bench:pdf` in www, the second beside
//! pdf.js); each prints its own table.

use crate::dist;
use crate::setup;
use crate::sh::{self, Outcome, Show};
use std::process::ExitCode;

/// The command line of `bench`; arguments after `--` go to the native benchmark.
pub fn command(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let rest: Vec<_> = arguments.raw_args()?.filter(|argument| argument != "--").collect();
    println!("native");
    if sh::root()?.join("benches/pipeline.rs").is_file() {
        let mut cargo = sh::cargo()?;
        cargo.args(["bench", "--quiet", "--package", "skillsift", "--bench", "pipeline", "--no-default-features", "--"]).args(rest);
        sh::run(&mut cargo, "cargo bench", Show::Live)?;
    } else {
        println!("There is no benches/pipeline.rs to run.");
    }
    println!("\nin the browser");
    let browser = setup::browser()?;
    let dist = dist::run(Show::OnFailure)?;
    for script in ["bench", "bench:pdf"] {
        let mut npm = sh::npm()?;
        npm.args(["run", "--silent", script]).env("SKILLSIFT_DIST", &dist).env("SKILLSIFT_CHROMIUM", &browser);
        sh::run(&mut npm, &format!("`npm run {script}` in www"), Show::Live)?;
        println!();
    }
    Ok(ExitCode::SUCCESS)
}
