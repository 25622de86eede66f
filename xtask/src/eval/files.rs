//! `eval files`: how well real files are read, beside what other programs read of them. The files lie beside the repository
//! (../shared/files) with the words expected of each; skipped, saying so, where they are not.
//!
//! Ours is what `skillsift text` prints: everything read, in reading order. Where the expected words are the main content of a web page
//! only, precision is that of `skillsift text --counted`. Another program that is not installed leaves a dash.

mod manifest;
mod ours;
mod peers;
mod table;
mod words;

use super::shared;
use crate::sh::{self, Outcome};
use manifest::{Entry, Want};
use ours::Run;
use peers::Peer;
use std::collections::BTreeMap;
use words::{Bag, Share};

/// The most time and memory that a file may take that cannot be read, or must be refused.
const SECONDS: f64 = 2.0;
const MEGABYTES: f64 = 200.0;

/// A file with expected words, and what everyone read of them.
struct Scored {
    entry: Entry,
    ours: Share,
    peers: BTreeMap<Peer, Share>,
    /// Against the expectation as it was given, where we hold a corrected one.
    given: Option<Share>,
    run: Run,
}

/// A file that has no text to be had, or not without more ado.
struct Refused {
    entry: Entry,
    codes: Vec<String>,
    run: Run,
    /// What is read with the password, where the manifest has one.
    unlocked: Option<Share>,
}

/// Prints the table of files.
pub fn run() -> Outcome {
    let folder = shared()?.join("files");
    if !folder.join("MANIFEST.tsv").is_file() {
        println!("The table of files is skipped: the files are not at ../shared/files.");
        return Ok(());
    }
    let entries = manifest::read(&folder)?;
    let engine = super::engine()?;
    let mut peers = peers::read(&folder, &entries)?;
    let (mut scored, mut refused) = (Vec::new(), Vec::new());
    for entry in entries {
        let path = folder.join(&entry.file);
        let run = ours::text(&engine, &path, &[])?;
        match (&entry.expected, entry.want) {
            (Some(expected), Want::Text) => {
                let expected = Bag::of(&sh::read_text(expected)?);
                let mut ours = Share::of(&Bag::of(&run.text), &expected);
                if entry.is_main_content_only() {
                    ours.precision = Share::of(&Bag::of(&ours::text(&engine, &path, &["--counted"])?.text), &expected).precision;
                }
                let given = entry.given.as_deref().map(sh::read_text).transpose()?;
                let given = given.map(|given| Share::of(&Bag::of(&run.text), &Bag::of(&given)));
                let others = peers.remove(&entry.file).unwrap_or_default();
                let others = others.into_iter().map(|(peer, text)| (peer, Share::of(&Bag::of(&text), &expected))).collect();
                scored.push(Scored { entry, ours, peers: others, given, run });
            }
            (None, Want::Text) => {}
            (expected, _) => {
                let unlocked = match expected.as_deref().filter(|_| !entry.password.is_empty()) {
                    Some(expected) => {
                        let read = ours::text(&engine, &path, &["--password", &entry.password])?;
                        Some(Share::of(&Bag::of(&read.text), &Bag::of(&sh::read_text(expected)?)))
                    }
                    None => None,
                };
                refused.push(Refused { codes: ours::codes(&engine, &path)?, entry, run, unlocked });
            }
        }
    }
    table::kinds(&scored);
    table::below(&scored);
    table::refused(&refused);
    table::bars(&scored, &refused);
    Ok(())
}
