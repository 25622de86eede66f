//! What several tests share: the sample, records and sessions in one line, and a dice that always falls the same.
#![allow(dead_code, unused_imports, reason = "no test needs all of it")]

mod archive;

pub use archive::{Parts, zip};
use skillsift::candidate::Extractor;
use skillsift::read::Limits;
use skillsift::record::Record;
use skillsift::report::{Report, SkillReport};
use skillsift::session::Session;
use skillsift::settings::Settings;
use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

/// A file: its path and its bytes.
pub type File = (String, Vec<u8>);

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of shared texts, where there is one beside the repository or above it.
pub fn shared(inner: &str) -> Option<PathBuf> {
    root().ancestors().skip(1).map(|p| p.join("shared").join(inner)).find(|p| p.exists())
}

/// The sample as the page gives it to the engine: paths `sample/<name>`, without its README, by name.
pub fn sample() -> Vec<File> {
    let entries = fs::read_dir(root().join("www/sample")).expect("the sample is there");
    let mut names: Vec<String> = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|n| n != "README.md");
    names.sort();
    let bytes = |name: &str| fs::read(root().join("www/sample").join(name)).expect("a file of the sample can be read");
    names.iter().map(|n| (format!("sample/{n}"), bytes(n))).collect()
}

pub fn fixture(name: &str) -> File {
    (name.into(), fs::read(root().join("tests/fixtures").join(name)).expect("the fixture is there"))
}

thread_local! {
    static EXTRACTOR: RefCell<Extractor> = RefCell::default();
}

/// The record of a file, by an extractor that may have read others before.
pub fn record(path: &str, bytes: &[u8]) -> Record {
    EXTRACTOR.with_borrow_mut(|e| Record::of(path, bytes, &Limits::default(), e))
}

pub fn session(files: &[File]) -> Session {
    let mut session = Session::default();
    for (path, bytes) in files {
        session.add(record(path, bytes));
    }
    session
}

/// The report on texts, each a document of its own.
pub fn report_on(texts: &[&str], settings: &Settings) -> Report {
    let files: Vec<File> = texts.iter().enumerate().map(|(n, t)| (format!("{n}.txt"), t.as_bytes().to_vec())).collect();
    session(&files).analyse(settings, &[]).clone()
}

/// No intervals: quick, and nothing else differs.
pub fn quick() -> Settings {
    Settings { resamples: 0, ..Settings::default() }
}

#[track_caller]
pub fn skill<'a>(report: &'a Report, id: &str) -> &'a SkillReport {
    report.skills.iter().find(|s| s.id == id).unwrap_or_else(|| panic!("{id} is ranked"))
}

/// The same order of chances on every run.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.roll(at + 1));
        }
    }
}

/// Compares with a file under `tests/goldens/`, or writes it where `SKILLSIFT_BLESS` is set.
#[track_caller]
pub fn check_golden(name: &str, current: &str) {
    let file = root().join("tests/goldens").join(name);
    if std::env::var_os("SKILLSIFT_BLESS").is_some() {
        fs::create_dir_all(file.parent().expect("a file has a folder")).expect("tests/goldens can be made");
        fs::write(&file, current).expect("a golden can be written");
        return;
    }
    let golden = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    if golden != current {
        let line = golden.lines().zip(current.lines()).take_while(|(a, b)| a == b).count();
        let at = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_string();
        panic!(
            "tests/goldens/{name} differs from line {}:\n  golden:  {}\n  current: {}\nIf that is meant: SKILLSIFT_BLESS=1 cargo test --test pipeline",
            line + 1,
            at(&golden),
            at(current)
        );
    }
}
