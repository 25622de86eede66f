//! Times the engine step by step, from bytes to a ranking, beside two floors measured in the same run: checking UTF-8 and counting words as
//! `wc -w` does. `cargo bench --bench pipeline`, or with a folder of texts: `cargo bench --bench pipeline -- FOLDER`.
//!
//! Without a folder it takes `../shared/corpora/expert/plain` where that is there, else the sample, repeated to 1.1 million words. Each
//! step is run a few times and the best is told, since other work on the machine can only slow it down. On Linux speeds and ratios are of the time
//! the thread had a core, which leaves such work out; elsewhere, and for two threads, of the time that passed.
#![allow(clippy::disallowed_types, clippy::disallowed_methods, missing_docs)]

use skillsift::candidate::Extractor;
use skillsift::export;
use skillsift::read::{Limits, read};
use skillsift::record::Record;
use skillsift::session::Session;
use skillsift::settings::Settings;
use skillsift::text::{Prose, Tokens, Vocabulary};
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A file: its path and its bytes.
type File = (String, Vec<u8>);

/// Words of the class of collection that issue 2 sets a time for.
const WORDS: usize = 1_100_000;

/// How often a floor is run for one measurement: once is too short for the system's account of time.
const FLOOR_RUNS: u32 = 20;

/// What every line is told against.
struct Floors {
    words: usize,
    utf8: Took,
    wc: Took,
}

/// Seconds of a run.
#[derive(Clone, Copy)]
struct Took {
    passed: f64,
    on_core: Option<f64>,
}

impl Took {
    /// The time that speeds are told of.
    fn told(self) -> f64 {
        self.on_core.unwrap_or(self.passed)
    }

    /// The time of one of `runs`.
    fn each(self, runs: u32) -> Took {
        Took { passed: self.passed / f64::from(runs), on_core: self.on_core.map(|s| s / f64::from(runs)) }
    }
}

fn main() {
    let (what, files) = load();
    let bytes: usize = files.iter().map(|f| f.1.len()).sum();
    let mut words = 0;
    let utf8 =
        best(3, || (0..FLOOR_RUNS).map(|_| files.iter().filter(|f| std::str::from_utf8(black_box(&f.1)).is_ok()).count()).sum::<usize>());
    let wc = best(3, || (0..FLOOR_RUNS).for_each(|_| words = files.iter().map(|f| word_count(black_box(&f.1))).sum()));
    let (utf8, wc) = (utf8.each(FLOOR_RUNS), wc.each(FLOOR_RUNS));
    println!("{what}: {} files, {:.1} MB, {words} words as `wc -w` counts them", files.len(), bytes as f64 / 1e6);
    println!("{:<44}{:>10}{:>12}{:>12}{:>10}{:>10}", "one core", "ms", "ms on core", "M words/s", "x UTF-8", "x wc -w");
    let floors = Floors { words, utf8, wc };
    floors.line("floor: check UTF-8", utf8);
    floors.line("floor: count words as `wc -w`", wc);
    steps(&files, &floors);
    if let Some(peak) = peak_memory() {
        println!("peak memory of this process: {peak} MB, the files and a copy of every step's result included");
    }
}

fn steps(files: &[File], floors: &Floors) {
    let limits = Limits::default();
    let mut prose: Vec<Prose> = Vec::new();
    floors.line("read: bytes to clean text", best(3, || prose = files.iter().map(|f| read(&f.0, &f.1, &limits).prose).collect()));
    floors.line("tokens: sentences, words, types, stems", best(3, || tokens(&prose)));
    floors.line("tokens + extract: mentions, weighed", best(3, || extract(&prose)));
    let mut records: Vec<Record> = Vec::new();
    let made = best(3, || records = self::records(files));
    floors.line("records: bytes to counts", made);
    let packed: Vec<Vec<u8>> = records.iter().map(Record::to_bytes).collect();
    let carried: usize = packed.iter().map(Vec::len).sum();
    floors.line("records from bytes, as between workers", best(3, || packed.iter().filter_map(|p| Record::from_bytes(p)).count()));
    drop(prose);
    let mut session = Session::default();
    records.into_iter().for_each(|r| _ = session.add(r));
    let mut skills = 0;
    for resamples in [0, 1_000] {
        let settings = Settings { resamples, ..Settings::default() };
        let took = best(3, || skills = session.analyse(&settings, &[]).skills.len());
        floors.line(&format!("analyse, {resamples} resamples"), took);
    }
    let report = session.report().expect("it was just analysed");
    let mut long = 0;
    floors.line("export as JSON", best(3, || long = export::json(report).len()));
    floors.line("text to ranking, one core", best(2, || ranking(&[files])));
    let (left, right) = files.split_at(half(files));
    let two = best(2, || ranking(&[left, right]));
    floors.line("text to ranking, two threads", Took { on_core: None, ..two });
    println!("{skills} skills; records {:.1} MB, report {:.1} MB as JSON", carried as f64 / 1e6, long as f64 / 1e6);
}

impl Floors {
    fn line(&self, what: &str, took: Took) {
        let told = took.told();
        let (speed, utf8, wc) = (self.words as f64 / told / 1e6, told / self.utf8.told(), told / self.wc.told());
        let on_core = took.on_core.map_or_else(|| "-".into(), |s| format!("{:.1}", s * 1e3));
        println!("{what:<44}{:>10.1}{on_core:>12}{speed:>12.2}{utf8:>10.1}{wc:>10.1}", took.passed * 1e3);
    }
}

/// The shortest of `times` runs.
fn best<T>(times: usize, mut work: impl FnMut() -> T) -> Took {
    let run = || {
        let (start, on_core) = (Instant::now(), seconds_on_core());
        let result = work();
        let took = Took { passed: start.elapsed().as_secs_f64(), on_core: on_core.and_then(|before| Some(seconds_on_core()? - before)) };
        drop(black_box(result));
        took
    };
    let runs = std::iter::repeat_with(run).take(times);
    runs.min_by(|a, b| a.told().total_cmp(&b.told())).expect("at least one run")
}

/// How long this thread has had a core, where the system tells it.
fn seconds_on_core() -> Option<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(told.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

fn tokens(prose: &[Prose]) -> usize {
    let mut vocabulary = Vocabulary::default();
    prose.iter().map(|p| Tokens::of(p, &mut vocabulary).len()).sum()
}

fn extract(prose: &[Prose]) -> usize {
    let mut extractor = Extractor::default();
    let mut found = 0;
    for p in prose {
        let tokens = extractor.tokens(p);
        found += extractor.mentions(p, &tokens).len();
    }
    found
}

fn records(files: &[File]) -> Vec<Record> {
    let mut extractor = Extractor::default();
    files.iter().map(|(path, bytes)| Record::of(path, bytes, &Limits::default(), &mut extractor)).collect()
}

/// The whole way, each part of the files in a thread of its own; a single part in this one.
fn ranking(parts: &[&[File]]) -> usize {
    let mut session = Session::default();
    let mut add = |records: Vec<Record>| records.into_iter().for_each(|r| _ = session.add(r));
    if let [all] = parts {
        add(records(all));
    } else {
        std::thread::scope(|scope| {
            let workers: Vec<_> = parts.iter().map(|part| scope.spawn(move || records(part))).collect();
            workers.into_iter().for_each(|w| add(w.join().expect("the engine does not panic")));
        });
    }
    session.analyse(&Settings::default(), &[]).skills.len()
}

/// Where the first half of the bytes ends.
fn half(files: &[File]) -> usize {
    let all: usize = files.iter().map(|f| f.1.len()).sum();
    let mut sum = 0;
    files
        .iter()
        .position(|f| {
            sum += f.1.len();
            sum * 2 > all
        })
        .unwrap_or(0)
}

/// Words as `wc -w` counts them: runs of anything but ASCII white space.
fn word_count(bytes: &[u8]) -> usize {
    let mut blank = true;
    let mut words = 0;
    for &b in bytes {
        let now = b == b' ' || (9..=13).contains(&b);
        words += usize::from(blank && !now);
        blank = now;
    }
    words
}

/// The most memory that this process has had, in megabytes, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? / 1024)
}

fn load() -> (String, Vec<File>) {
    // `cargo bench` adds an argument of its own, which begins with a dash.
    let named = std::env::args().skip(1).find(|a| !a.starts_with('-')).map(PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = || root.ancestors().skip(1).map(|p| p.join("shared/corpora/expert/plain")).find(|p| p.is_dir());
    match named.or_else(shared) {
        Some(folder) => (folder.display().to_string(), folder_of(&folder)),
        None => ("the sample, repeated".into(), repeated(&folder_of(&root.join("www/sample")))),
    }
}

fn folder_of(folder: &Path) -> Vec<File> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(|p| p.is_file() && !p.ends_with("README.md")).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|p| (p.file_name().unwrap_or_default().to_string_lossy().into_owned(), fs::read(&p).expect("the file can be read")))
        .collect()
}

/// The files again and again under other names, a line added to each copy so that none repeats another.
fn repeated(files: &[File]) -> Vec<File> {
    let (mut out, mut words) = (Vec::new(), 0);
    for round in 0.. {
        for (path, bytes) in files {
            if words >= WORDS {
                return out;
            }
            words += word_count(bytes);
            let copy = [bytes.as_slice(), format!("\n\nCopy {round}.\n").as_bytes()].concat();
            out.push((format!("{round}/{path}"), copy));
        }
    }
    out
}
