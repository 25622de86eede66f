//! Builds, serves, tests and measures Skillsift. `cargo xtask help` lists the commands; each has a file of its own.
//!
//! Runs on a fresh machine that has rustup and Node and nothing else: what a command needs it installs ([`setup`]), or says in one plain
//! sentence what is missing.

mod bench;
mod build;
mod dist;
mod eval;
mod licence;
mod notices;
mod script;
mod serve;
mod setup;
mod sh;
mod size;
mod stamp;
mod test;
mod train;
mod types;

use sh::Outcome;
use std::process::ExitCode;

const HELP: &str = "\
usage: cargo xtask <command>

  serve [--port N] [--no-open]      build everything, serve it on this machine only, and open it in a browser
  test [--only rust|page|e2e]       everything that must hold; ends with the line `N passed, N failed`
  build [--dev]                     the wasm engine and the page, into dist/; skips what has not changed
  dist                              build, and the notices of everything shipped: dist/ is then ready for any static host
  types                             write the TypeScript types of the report from the Rust ones
  size [--office]                   sizes of what is shipped, raw, gzip and brotli, against the budgets; --office measures what the readers of
                                    office files cost (compiles for minutes)
  bench                             speed, natively and in the browser
  eval [TABLE] [--predictions F]    how good the skills found are, on documents that people annotated, and how well real files are read, beside
                                    other programs: documents, collection and files, or one of documents, collection, files, errors (what is
                                    wrong and missed), public (benchmarks), ablation (slow)
  train [--keep]                    make the learned weights again, given the corpora; --keep puts them into models/
  help                              this";

fn main() -> ExitCode {
    match dispatch() {
        Ok(code) => code,
        Err(failure) => {
            if !failure.output.trim().is_empty() {
                eprintln!("{}", failure.output.trim_end());
            }
            eprintln!("{}", failure.message);
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Outcome<ExitCode> {
    let mut arguments = lexopt::Parser::from_env();
    let command = match arguments.next()? {
        Some(lexopt::Arg::Value(command)) => command.to_string_lossy().into_owned(),
        None | Some(lexopt::Arg::Short('h') | lexopt::Arg::Long("help")) => "help".to_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.as_str() {
        "serve" => serve::command(arguments),
        "test" => test::command(arguments),
        "build" => build::command(arguments),
        "dist" => dist::command(arguments),
        "types" => types::command(arguments),
        "size" => size::command(arguments),
        "bench" => bench::command(arguments),
        "eval" => eval::command(arguments),
        "train" => train::command(arguments),
        "help" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => Err(format!("There is no command `{unknown}`; `cargo xtask help` lists them.").into()),
    }
}
