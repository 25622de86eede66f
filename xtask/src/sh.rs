//! Running other programs, touching files, and failing in words.

use std::fmt::Display;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

/// Why a command stops: a sentence for a person, and what the program that failed had to say.
#[derive(Debug)]
pub struct Failure {
    /// What failed, where, and what to do.
    pub message: String,
    /// What the failing program printed, where it was not shown already.
    pub output: String,
}

/// What every step returns.
pub type Outcome<T = ()> = Result<T, Failure>;

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self { message, output: String::new() }
    }
}

impl From<&str> for Failure {
    fn from(message: &str) -> Self {
        message.to_owned().into()
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        format!("That command line is not understood: {error}; see `cargo xtask help`.").into()
    }
}

/// What a person sees of a program that runs for them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// All of it, as it comes.
    Live,
    /// Nothing, unless it fails.
    OnFailure,
}

/// Runs a program to its end. Returns what it printed, both streams as they came, if that was not shown.
pub fn run(command: &mut Command, what: &str, show: Show) -> Outcome<String> {
    if show == Show::Live {
        let status = command.status().map_err(|error| cannot_start(command, what, error))?;
        return if status.success() { Ok(String::new()) } else { Err(failed(what, status, String::new())) };
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // Captured output is read by people and by `test`; colours would be in the way of both.
    command.env("NO_COLOR", "1").env("CARGO_TERM_COLOR", "never").env_remove("FORCE_COLOR");
    let mut child = command.spawn().map_err(|error| cannot_start(command, what, error))?;
    let said = Arc::new(Mutex::new(Vec::new()));
    let readers = [
        child.stdout.take().map(|stream| collect(stream, Arc::clone(&said))),
        child.stderr.take().map(|stream| collect(stream, Arc::clone(&said))),
    ];
    let status = child.wait().map_err(|error| Failure::from(format!("{what} could not be waited for: {error}.")))?;
    for reader in readers.into_iter().flatten() {
        // A reader ends with its stream and cannot panic.
        let _ = reader.join();
    }
    let said = String::from_utf8_lossy(&said.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    if status.success() { Ok(said) } else { Err(failed(what, status, said)) }
}

/// Runs a program for what it prints on its standard output; the rest is shown or kept as for [`run`].
pub fn stdout_of(command: &mut Command, what: &str, show: Show) -> Outcome<String> {
    command.stdin(Stdio::null());
    command.stderr(if show == Show::Live { Stdio::inherit() } else { Stdio::piped() });
    let output = command.output().map_err(|error| cannot_start(command, what, error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(failed(what, output.status, String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}

fn collect(mut stream: impl Read + Send + 'static, into: Arc<Mutex<Vec<u8>>>) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        let mut part = [0; 8192];
        while let Ok(n @ 1..) = stream.read(&mut part) {
            into.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&part[..n]);
        }
    })
}

fn cannot_start(command: &Command, what: &str, error: std::io::Error) -> Failure {
    format!("{what} could not start: `{}` ({error}); is it installed and on the PATH?", command.get_program().to_string_lossy()).into()
}

fn failed(what: &str, status: ExitStatus, output: String) -> Failure {
    let how = status.code().map_or_else(|| "was stopped by a signal".to_owned(), |code| format!("failed with code {code}"));
    Failure { message: format!("{what} {how}."), output }
}

/// The cargo that runs us, in the repository's root.
pub fn cargo() -> Outcome<Command> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()?);
    Ok(command)
}

/// npm, in the page's folder.
pub fn npm() -> Outcome<Command> {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(www()?);
    Ok(command)
}

/// The repository's root. Cargo says where it is; a binary that was started by hand looks upwards from where it stands.
pub fn root() -> Outcome<PathBuf> {
    if let Some(xtask) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
        && xtask.ends_with("xtask")
        && let Some(root) = xtask.parent()
    {
        return Ok(root.to_owned());
    }
    let here = std::env::current_dir().map_err(|error| Failure::from(format!("The current folder cannot be told: {error}.")))?;
    here.ancestors()
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
        .map(Path::to_owned)
        .ok_or_else(|| "This is not inside the Skillsift repository; run `cargo xtask` there.".into())
}

/// The page's folder.
pub fn www() -> Outcome<PathBuf> {
    let www = root()?.join("www");
    if www.join("package.json").is_file() {
        Ok(www)
    } else {
        Err("There is no page to build: www/package.json is missing from this checkout.".into())
    }
}

/// A failure of the file system: `doing("read", path)`.
pub fn doing<E: Display>(verb: &str, path: &Path) -> impl FnOnce(E) -> Failure {
    let (verb, path) = (verb.to_owned(), path.display().to_string());
    move |error| format!("Could not {verb} {path}: {error}.").into()
}

/// The bytes of a file.
pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(doing("read", path))
}

/// The text of a file.
pub fn read_text(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(doing("read", path))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(doing("make", folder))?;
    }
    std::fs::write(path, content).map_err(doing("write", path))
}

/// All files below a folder in a fixed order, as paths relative to it with `/`; empty when there is no such folder. `keep` is asked for
/// folders and files alike.
pub fn files(folder: &Path, keep: &dyn Fn(&str) -> bool) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(relative) = open.pop() {
        let place = folder.join(&relative);
        if !place.exists() {
            continue;
        }
        for entry in std::fs::read_dir(&place).map_err(doing("list", &place))? {
            let entry = entry.map_err(doing("list", &place))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if relative.is_empty() { name } else { format!("{relative}/{name}") };
            if !keep(&path) {
            } else if entry.path().is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
