//! Installs what a command needs, or says in one plain sentence what is missing.

use crate::sh::{self, Failure, Outcome, Show, doing};
use crate::stamp::{self, Digest};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The oldest Node that the page's tools run on.
const NODE: u32 = 20;

/// Rust's standard library for wasm.
pub fn wasm_target(show: Show) -> Outcome {
    let sysroot = sh::stdout_of(Command::new("rustc").args(["--print", "sysroot"]).current_dir(sh::root()?), "rustc", show)?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", WASM]).current_dir(sh::root()?);
    sh::run(&mut rustup, "rustup", show).map(drop).map_err(|failure| Failure {
        message: format!(
            "The Rust target {WASM} is missing and could not be installed; run `rustup target add {WASM}`. {}",
            failure.message
        ),
        output: failure.output,
    })
}

/// Node, npm and the page's packages, installed again whenever package-lock.json has changed since they were.
pub fn npm_packages() -> Outcome {
    let www = sh::www()?;
    node()?;
    let modules = www.join("node_modules");
    let stamp = modules.join(".skillsift");
    let digest = Digest::new().file(&www.join("package-lock.json")).file(&www.join("package.json")).file(&www.join(".npmrc")).finish();
    if stamp::says(&stamp, &digest) {
        return Ok(());
    }
    eprintln!("installing the page's packages …");
    // Captured, because it runs beside cargo; `--no-audit --no-fund` ask the network nothing that is not needed.
    sh::run(sh::npm()?.args(["ci", "--no-audit", "--no-fund"]), "`npm ci` in www", Show::OnFailure)?;
    sh::write(&stamp, digest)
}

/// A Node that is new enough; returns its version.
pub fn node() -> Outcome<String> {
    let missing = format!("Node {NODE} or newer is missing; install it from nodejs.org or your package manager.");
    let version = sh::stdout_of(Command::new("node").arg("--version"), "node", Show::OnFailure).map_err(|_| Failure::from(missing))?;
    let version = version.trim().trim_start_matches('v').to_owned();
    let major = version.split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= NODE) {
        Ok(version)
    } else {
        Err(format!("Node {version} is too old; the page's tools need Node {NODE} or newer.").into())
    }
}

/// A Chromium for the tests: the one that `CHROME` or `SKILLSIFT_CHROMIUM` names, one that is installed, or on Debian and Ubuntu, for root,
/// one installed now.
pub fn browser() -> Outcome<PathBuf> {
    const NONE: &str = "A Chromium, Chrome or Edge is missing for the tests in a browser; install one, or give its path in the environment variable CHROME.";
    for name in ["SKILLSIFT_CHROMIUM", "CHROME"] {
        if let Some(path) = std::env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from) {
            return if path.is_file() { Ok(path) } else { Err(format!("{name} names {}, which is not a file.", path.display()).into()) };
        }
    }
    if let Some(path) = installed_browser() {
        return Ok(path);
    }
    if !is_debian_root() {
        return Err(NONE.into());
    }
    eprintln!("installing Chromium for the tests in a browser …");
    for arguments in [&["update"][..], &["install", "-y", "chromium"]] {
        let mut apt = Command::new("apt-get");
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        sh::run(&mut apt, "apt-get", Show::OnFailure)
            .map_err(|failure| Failure { message: format!("{NONE} {}", failure.message), output: failure.output })?;
    }
    installed_browser().ok_or_else(|| NONE.into())
}

fn installed_browser() -> Option<PathBuf> {
    const NAMES: [&str; 6] =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable"];
    const PLACES: [&str; 3] = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];
    const WINDOWS: [&str; 2] = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
    let on_windows = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
        .into_iter()
        .filter_map(|variable| Some(PathBuf::from(std::env::var_os(variable)?)))
        .flat_map(|folder| WINDOWS.map(|name| folder.join(name)));
    on_path.chain(PLACES.map(PathBuf::from)).chain(on_windows).find(|candidate| candidate.is_file())
}

fn is_debian_root() -> bool {
    let debian = std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line.starts_with("ID") && (line.contains("debian") || line.contains("ubuntu"))));
    debian && Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Empties a folder, or makes it.
pub fn emptied(folder: &Path) -> Outcome {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(doing("empty", folder))?;
    }
    std::fs::create_dir_all(folder).map_err(doing("make", folder))
}

/// Where cargo keeps the sources of crates.
pub fn cargo_home() -> Outcome<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
        .ok_or_else(|| "Cargo's home folder cannot be found; set the environment variable CARGO_HOME.".into())
}
