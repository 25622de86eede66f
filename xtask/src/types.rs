//! `types`: the TypeScript types of the report, written from the Rust ones. tests/typescript.rs writes them and, run as a test, checks
//! that they are current.

use crate::sh::{self, Outcome, Show};
use std::process::ExitCode;

/// The command line of `types`.
pub fn command(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    let mut cargo = sh::cargo()?;
    cargo.args(["test", "--quiet", "--package", "skillsift", "--features", "types", "--test", "typescript"]);
    cargo.env("SKILLSIFT_WRITE_TYPES", "1");
    sh::run(&mut cargo, "Writing the TypeScript types", Show::OnFailure)?;
    println!("www/src/engine/types.ts is current.");
    Ok(ExitCode::SUCCESS)
}
