//! The list of files, and what is expected of each.

use crate::sh::{self, Outcome};
use std::path::{Path, PathBuf};

/// What a file should lead to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// Its words.
    Text,
    /// Its words or a problem.
    Maybe,
    /// The problem that there is no text.
    NoText,
    /// The problem that it is locked.
    Password,
    /// A problem, or whatever could be saved; never a crash.
    FailGracefully,
}

/// One file.
pub struct Entry {
    /// Its path below the folder of files.
    pub file: String,
    /// Its format, or `damaged`.
    pub kind: String,
    /// What it should lead to.
    pub want: Want,
    /// Where its expected words lie.
    pub expected: Option<PathBuf>,
    /// Where the words lie that were given for it, if we hold corrected ones.
    pub given: Option<PathBuf>,
    /// Who says so: `exact`, or the program that the words came from.
    pub from: String,
    /// Its password.
    pub password: String,
    /// What is peculiar about it.
    pub note: String,
}

impl Entry {
    /// Whether the expected words are beyond doubt.
    pub fn is_exact(&self) -> bool {
        self.from == "exact"
    }

    /// Whether navigation and the like are missing from the expected words.
    pub fn is_main_content_only(&self) -> bool {
        self.from.contains("readability")
    }

    /// Whether its text stands in several columns.
    pub fn has_columns(&self) -> bool {
        self.note.contains("column")
    }
}

/// Reads the list.
pub fn read(folder: &Path) -> Outcome<Vec<Entry>> {
    let text = sh::read_text(&folder.join("MANIFEST.tsv"))?;
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let corrected = sh::root()?.join("tests/fixtures/read/corrected");
    let entry = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let of = |name: &str| names.iter().position(|n| *n == name).and_then(|at| fields.get(at)).map_or("", |f| f.trim()).to_owned();
        let given = Some(of("expected_text")).filter(|name| !name.is_empty()).map(|name| folder.join(name));
        let better = given.as_deref().and_then(Path::file_name).map(|name| corrected.join(name)).filter(|path| path.is_file());
        let want = match of("expect").as_str() {
            "text" => Want::Text,
            "no-text" => Want::NoText,
            "password" => Want::Password,
            "fail-gracefully" => Want::FailGracefully,
            _ => Want::Maybe,
        };
        let (expected, given) = if better.is_some() { (better, given) } else { (given, None) };
        Entry {
            file: of("file"),
            kind: of("kind"),
            want,
            expected,
            given,
            from: of("expected_from"),
            password: of("password"),
            note: of("note"),
        }
    };
    Ok(lines.filter(|line| !line.trim().is_empty()).map(entry).collect())
}
