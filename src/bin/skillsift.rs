//! The engine on the command line.

use skillsift::candidate::Extractor;
use skillsift::export;
use skillsift::problem::{Problem, Severity};
use skillsift::read::{Asked, Limits, TableChoice, read_each};
use skillsift::record::Record;
use skillsift::session::Session;
use skillsift::settings::Settings;
use std::ffi::OsString;
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
Finds which skills a collection of documents says matter.

  skillsift analyse PATH...    files or folders; folders are read with all they hold
      --format FORMAT          table (default), csv, json, jsonl (one line a document) or markdown
      --top N                  skills shown in the table (30)
      --seed N                 seed of the resampling (1)
      --resamples N            0 for none, or 100 to 10000 (1000)
      --factor X               stands out above this many times the mean (1.5)
      --belief X               how sure a skill must look, 0.05 to 0.95 (0.5)
      --lexicon-only           no skills that the lexicon does not name
      --skills FILE            your own list of skills beside the lexicon: CSV (name, variants, definition), ESCO's CSV, SKOS (RDF/XML, Turtle, JSON-LD)
      --only-skills FILE       your own list instead of the lexicon
      --count-copies           count copies and near copies of a document each time
      --count-repeats          count passages that stand in many documents in each of them
      --count-everything       count reference lists, contents and navigation too
      --text-column NAME       in CSV and Excel files the column to read; give it again for more
      --title-column NAME      the column that names each row
      --one-document           a table is one document, not a document a row
  skillsift text FILE          everything read from a file, in reading order
      --counted                only what is counted
      --password WORD          opens a locked PDF
  skillsift --version

Exit codes: 0 done; 1 some files could not be used (the others were); 2 nothing could be done, or wrong usage.
";

enum Task {
    Analyse { paths: Vec<PathBuf>, format: String, top: usize, settings: Settings, table: TableChoice, list: Option<(PathBuf, bool)> },
    Text { file: PathBuf, counted: bool, password: Option<String> },
    Say(String),
}

fn main() -> ExitCode {
    let done = match arguments(lexopt::Parser::from_env()) {
        Ok(Task::Say(words)) => print(&words).map(|()| 0),
        Ok(Task::Analyse { paths, format, top, settings, table, list }) => analyse(&paths, &format, top, &settings, &table, list),
        Ok(Task::Text { file, counted, password }) => text(&file, counted, password.as_deref()),
        Err(fault) => Err(format!("{fault}\nTry: skillsift --help")),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(words) => {
            eprintln!("skillsift: {words}");
            ExitCode::from(2)
        }
    }
}

fn arguments(mut parser: lexopt::Parser) -> Result<Task, lexopt::Error> {
    use lexopt::prelude::*;
    let mut words: Vec<OsString> = Vec::new();
    let (mut format, mut top, mut counted, mut password) = ("table".to_string(), 30, false, None);
    let (mut settings, mut table, mut list) = (Settings::default(), TableChoice::default(), None);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(Task::Say(HELP.into())),
            Long("version") | Short('V') => return Ok(Task::Say(format!("skillsift {}\n", env!("CARGO_PKG_VERSION")))),
            Long("format") => format = parser.value()?.string()?,
            Long("top") => top = parser.value()?.parse()?,
            Long("seed") => settings.seed = parser.value()?.parse()?,
            Long("resamples") => settings.resamples = parser.value()?.parse()?,
            Long("factor") => settings.stand_out_factor = parser.value()?.parse()?,
            Long("belief") => settings.least_belief = parser.value()?.parse()?,
            Long("skills") => list = Some((PathBuf::from(parser.value()?), false)),
            Long("only-skills") => list = Some((PathBuf::from(parser.value()?), true)),
            Long("lexicon-only") => settings.discover = false,
            Long("count-copies") => settings.duplicates_once = false,
            Long("count-repeats") => settings.passages_once = false,
            Long("count-everything") => settings.count_everything = true,
            Long("text-column") => table.text.push(parser.value()?.string()?),
            Long("title-column") => table.title = Some(parser.value()?.string()?),
            Long("one-document") => table.rows = Some(false),
            Long("counted") => counted = true,
            Long("password") => password = Some(parser.value()?.string()?),
            Value(word) => words.push(word),
            _ => return Err(arg.unexpected()),
        }
    }
    let mut words = words.into_iter();
    let task = words.next().unwrap_or_default();
    let paths: Vec<PathBuf> = words.map(PathBuf::from).collect();
    match task.to_str() {
        Some("analyse" | "analyze") if paths.is_empty() => Err("analyse needs a file or a folder".into()),
        Some("analyse" | "analyze") => Ok(Task::Analyse { paths, format, top, settings, table, list }),
        Some("text") => match <[PathBuf; 1]>::try_from(paths) {
            Ok([file]) => Ok(Task::Text { file, counted, password }),
            Err(_) => Err("text needs exactly one file".into()),
        },
        Some("") => Ok(Task::Say(HELP.into())),
        _ => Err(format!("there is no command {task:?}").into()),
    }
}

fn analyse(
    paths: &[PathBuf],
    format: &str,
    top: usize,
    settings: &Settings,
    table: &TableChoice,
    list: Option<(PathBuf, bool)>,
) -> Result<u8, String> {
    if !["table", "csv", "json", "jsonl", "markdown"].contains(&format) {
        return Err(format!("there is no format \"{format}\"; choose table, csv, json, jsonl or markdown"));
    }
    let mut files = Vec::new();
    for path in paths {
        let root = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        gather(path, &root, &mut files).map_err(|fault| format!("{} cannot be read: {fault}", path.display()))?;
    }
    if files.is_empty() {
        return Err("there are no files in what was named".into());
    }
    let mut session = Session::default();
    let mut extractor = match list {
        Some((file, only)) => own_list(&mut session, &file, only)?,
        None => Extractor::default(),
    };
    let progress = std::io::stderr().is_terminal();
    for (number, (file, name)) in files.iter().enumerate() {
        if progress {
            eprint!("\r{} of {} files", number + 1, files.len());
        }
        let records = match fs::read(file) {
            Ok(bytes) => {
                let mut asked = Asked { table: table.clone(), ..Asked::default() };
                Record::all_of(name, &bytes, &mut asked, &Limits::default(), &mut extractor)
            }
            Err(fault) => vec![Record::unread(
                name,
                Problem::unread(
                    "not-readable",
                    format!("The file could not be opened: {fault}."),
                    "Check that it is there and may be read.",
                ),
            )],
        };
        for record in records {
            session.add(record);
        }
    }
    if progress {
        eprint!("\r\x1b[K");
    }
    session.analyse(settings, &[]);
    let report = session.report().expect("invariant: it was just analysed");
    let out = match format {
        "csv" => export::csv(report),
        "json" => export::json(report),
        "jsonl" => export::document_lines(&session),
        "markdown" => export::markdown(report),
        _ => export::table(report, top),
    };
    print(&out)?;
    let mut failed = 0;
    for document in &report.documents {
        for problem in document.problems.iter().filter(|p| p.severity >= Severity::Part) {
            let place = problem.place.as_ref().map_or_else(String::new, |p| format!(" ({p})"));
            eprintln!("{}{place}: {} {}", document.path, problem.what, problem.remedy);
        }
        failed += usize::from(!document.counted && !document.is_copy());
    }
    Ok(match (failed, report.totals.documents) {
        (_, 0) => 2,
        (0, _) => 0,
        _ => 1,
    })
}

/// Has the session take a person's own list of skills, and gives the extractor that finds them; what was left out of the list is told.
fn own_list(session: &mut Session, file: &Path, only: bool) -> Result<Extractor, String> {
    let bytes = fs::read(file).map_err(|fault| format!("{} cannot be opened: {fault}", file.display()))?;
    let (outcome, extractor) = session.use_list(&file.to_string_lossy(), &bytes, only);
    let Some(extractor) = extractor else {
        let why: Vec<String> = outcome.problems.iter().map(|p| format!("{} {}", p.what, p.remedy)).collect();
        let why = if bytes.is_empty() { "The file is empty.".to_string() } else { why.join(" ") };
        return Err(format!("{} gives no skills: {why}", file.display()));
    };
    for problem in &outcome.problems {
        eprintln!("{}: {} {}", file.display(), problem.what, problem.remedy);
    }
    Ok(extractor)
}

/// Every file under `path`, with its name as a dropped folder would give it: the folder's own name, then the way down, with `/`.
fn gather(path: &Path, name: &str, files: &mut Vec<(PathBuf, String)>) -> std::io::Result<()> {
    if !path.is_dir() {
        fs::metadata(path)?;
        files.push((path.to_path_buf(), name.to_string()));
        return Ok(());
    }
    let mut inside: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
    inside.sort_by_key(|e| e.file_name());
    for entry in inside {
        let leaf = entry.file_name().to_string_lossy().into_owned();
        if leaf.starts_with('.') {
            continue;
        }
        let inner = if name.is_empty() || name == "." { leaf } else { format!("{name}/{leaf}") };
        // A linked folder may lead back into itself; what it holds is read where it really is, if that was named.
        if entry.file_type().is_ok_and(|t| t.is_symlink()) && entry.path().is_dir() {
            continue;
        }
        // A file that cannot be looked at is named in the report, not a reason to give up.
        if gather(&entry.path(), &inner, files).is_err() {
            files.push((entry.path(), inner));
        }
    }
    Ok(())
}

fn text(file: &Path, counted: bool, password: Option<&str>) -> Result<u8, String> {
    let bytes = fs::read(file).map_err(|fault| format!("{} cannot be opened: {fault}", file.display()))?;
    let mut readings = Vec::new();
    let mut asked = Asked { password, ..Asked::default() };
    read_each(&file.to_string_lossy(), &bytes, &mut asked, &Limits::default(), |path, _, reading| {
        readings.push((path.to_string(), reading))
    });
    let mut out = String::new();
    for (_, reading) in &readings {
        for block in reading.prose.blocks.iter().filter(|b| !counted || b.kind.counts_by_default()) {
            if !out.is_empty() {
                out.push('\n');
            }
            out += block.span.of(&reading.prose.text);
            out.push('\n');
        }
    }
    print(&out)?;
    let mut unread = 0;
    for (path, reading) in &readings {
        for problem in &reading.problems {
            eprintln!("{path}: {} {}", problem.what, problem.remedy);
        }
        unread += usize::from(reading.problems.iter().any(|p| p.severity == Severity::Unread));
    }
    Ok(match unread {
        0 => 0,
        all if all == readings.len() => 2,
        _ => 1,
    })
}

/// Prints to standard output; a closed pipe (`| head`) is no fault.
fn print(words: &str) -> Result<(), String> {
    match std::io::stdout().write_all(words.as_bytes()) {
        Err(fault) if fault.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("cannot write: {fault}")),
        _ => Ok(()),
    }
}
