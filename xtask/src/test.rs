//! `test`: everything that must hold, stage by stage. Ends with the line `N passed, N failed`.

use crate::dist;
use crate::setup;
use crate::sh::{self, Failure, Outcome, Show};
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Instant;

/// What a stage counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// The command line of `test`.
pub fn command(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let mut only = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("only") => {
                let part = arguments.value()?.to_string_lossy().into_owned();
                if !["rust", "page", "e2e"].contains(&part.as_str()) {
                    return Err(format!("--only wants rust, page or e2e, not {part:?}.").into());
                }
                only = Some(part);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let wanted = |part: &str| only.as_deref().is_none_or(|only| only == part);
    let mut report = Report::default();
    if wanted("rust") {
        report.stage("format", || sh::run(sh::cargo()?.args(["fmt", "--all", "--check"]), "cargo fmt", Show::OnFailure));
        // All features, so that the browser's part of the crate is held to the same rules.
        let clippy = ["clippy", "--quiet", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"];
        report.stage("clippy", || sh::run(sh::cargo()?.args(clippy), "cargo clippy", Show::OnFailure));
        // With `types`, so that tests/typescript.rs runs with the others.
        let tests = ["test", "--workspace", "--exclude", "xtask", "--features", "skillsift/types", "--no-fail-fast"];
        report.stage("rust tests", || sh::run(sh::cargo()?.args(tests), "cargo test", Show::OnFailure));
        // Apart, with the features that xtask runs with: together, cargo would compile the wasm tooling once more.
        let tests = ["test", "--package", "xtask"];
        report.stage("xtask tests", || sh::run(sh::cargo()?.args(tests), "cargo test", Show::OnFailure));
    }
    if wanted("page") || wanted("e2e") {
        let built = report.stage("build", || dist::run(Show::OnFailure).map(|_| String::new()));
        for (part, name, script) in [("page", "page tests", "test"), ("e2e", "end to end", "e2e")] {
            if wanted(part) && built {
                report.stage(name, || npm_script(script, part == "e2e"));
            } else if wanted(part) {
                println!("{name:<12} not run, because the build failed");
            }
        }
    }
    Ok(report.close())
}

/// Runs a script of www/package.json on the built page.
fn npm_script(script: &str, in_browser: bool) -> Outcome<String> {
    let mut npm = sh::npm()?;
    npm.args(["run", "--silent", script]).env("SKILLSIFT_DIST", sh::root()?.join("dist"));
    if in_browser {
        npm.env("SKILLSIFT_CHROMIUM", setup::browser()?);
    }
    sh::run(&mut npm, &format!("`npm run {script}` in www"), Show::OnFailure)
}

#[derive(Default)]
struct Report {
    total: Tally,
    failed_stages: usize,
}

impl Report {
    /// Runs one stage, prints its name, result, time and counts, and what a failing one had to say. Returns whether it held.
    fn stage(&mut self, name: &str, run: impl FnOnce() -> Outcome<String>) -> bool {
        print!("{name:<12} ");
        // A terminal that cannot be written to is no reason to stop testing.
        let _ = std::io::stdout().flush();
        let start = Instant::now();
        let result = run();
        let seconds = start.elapsed().as_secs_f64();
        match result {
            Ok(said) => {
                let tally = count(&said);
                self.total.add(tally);
                println!("ok      {seconds:6.1} s  {}", line(tally));
                // A stage that ended well and counted failures contradicts itself; believe the count.
                if tally.failed > 0 {
                    self.failed_stages += 1;
                    println!("{}", said.trim_end());
                }
                tally.failed == 0
            }
            Err(Failure { message, output }) => {
                let mut tally = count(&output);
                println!("FAILED  {seconds:6.1} s  {}", line(tally));
                // What fails without a count of its own (formatting, a build) is one failure.
                tally.failed = tally.failed.max(1);
                self.total.add(tally);
                self.failed_stages += 1;
                // The first failure in full; later ones are often its consequences.
                let shown = if self.failed_stages == 1 { output.trim_end() } else { tail(&output, 30) };
                if !shown.is_empty() {
                    println!("{shown}");
                }
                println!("{message}");
                false
            }
        }
    }

    fn close(self) -> ExitCode {
        println!("{}", line_in_full(self.total));
        if self.failed_stages == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

fn line(tally: Tally) -> String {
    if tally == Tally::default() { String::new() } else { line_in_full(tally) }
}

fn line_in_full(Tally { passed, failed, skipped }: Tally) -> String {
    let skipped = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
    format!("{passed} passed, {failed} failed{skipped}")
}

fn tail(text: &str, lines: usize) -> &str {
    let text = text.trim_end();
    let start = text.rmatch_indices('\n').nth(lines.saturating_sub(1)).map_or(0, |(at, _)| at + 1);
    &text[start..]
}

/// Sums what a stage counted: cargo's `test result: ok. 3 passed; 0 failed; 1 ignored; …` lines and plain `3 passed, 0 failed, 1 skipped`
/// lines of the page's scripts.
fn count(said: &str) -> Tally {
    let mut sum = Tally::default();
    for text in said.lines().map(str::trim) {
        if let Some(result) = text.strip_prefix("test result: ") {
            // "ok." or "FAILED." stands before the numbers.
            let (_, numbers) = result.split_once(". ").unwrap_or_default();
            let number = |word| numbers.split("; ").find_map(|part| part.strip_suffix(word)?.trim().parse().ok()).unwrap_or(0);
            sum.add(Tally { passed: number("passed"), failed: number("failed"), skipped: number("ignored") });
        } else if let Some(tally) = plain(text) {
            sum.add(tally);
        }
    }
    sum
}

fn plain(text: &str) -> Option<Tally> {
    let mut parts = text.split(", ");
    let mut number = |word: &str| parts.next()?.strip_suffix(word)?.strip_suffix(' ')?.parse().ok();
    let (passed, failed) = (number("passed")?, number("failed")?);
    let skipped = number("skipped").unwrap_or(0);
    Some(Tally { passed, failed, skipped })
}

#[cfg(test)]
mod tests {
    use super::{Tally, count, line_in_full, tail};

    #[test]
    fn counts_of_cargo_and_of_scripts_are_summed() {
        let said = "running 3 tests\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 2 passed; 5 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            10 passed, 0 failed\n  4 passed, 1 failed, 2 skipped\nthe 10 passed, 0 failed of yesterday\n1 passed";
        assert_eq!(count(said), Tally { passed: 19, failed: 6, skipped: 3 });
        assert_eq!(count(""), Tally::default());
    }

    #[test]
    fn the_closing_line_is_plain() {
        assert_eq!(line_in_full(Tally { passed: 7, failed: 0, skipped: 0 }), "7 passed, 0 failed");
        assert_eq!(line_in_full(Tally { passed: 7, failed: 1, skipped: 2 }), "7 passed, 1 failed, 2 skipped");
    }

    #[test]
    fn a_tail_has_the_last_lines() {
        assert_eq!(tail("a\nb\nc\n", 2), "b\nc");
        assert_eq!(tail("a", 2), "a");
    }
}
