//! The notices of everything that is shipped: crates that the wasm modules link, npm packages that the page's scripts hold, and the
//! sources of data. Fails when one of them has no permissive licence or no licence text.

use crate::build::MODULES;
use crate::licence;
use crate::setup::WASM;
use crate::sh::{self, Failure, Outcome, Show};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Its name in dist/.
pub const FILE: &str = "THIRD-PARTY-NOTICES.txt";

/// Something shipped that is not ours.
struct Part {
    name: String,
    version: String,
    licence: String,
    home: String,
    texts: Vec<String>,
}

/// The whole file; the same for the same versions of everything.
pub fn text() -> Outcome<String> {
    let mut parts = crates()?;
    parts.push(standard_library()?);
    parts.extend(packages()?);
    let mut out = String::from(
        "Skillsift is free software under the MIT licence or the Apache licence 2.0, as you choose.\n\
         It is made with the following, each under its own licence, whose texts stand below.\n\n",
    );
    let mut users: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for part in &parts {
        let _ = writeln!(out, "{} {} ({}) {}", part.name, part.version, part.licence, part.home);
        for text in &part.texts {
            users.entry(text.as_str()).or_default().push(format!("{} {}", part.name, part.version));
        }
    }
    // Packages of one family share one text to the letter; it stands once, under the names of all.
    let mut texts: Vec<_> = users.into_iter().map(|(text, names)| (names, text)).collect();
    texts.sort();
    for (names, text) in texts {
        let _ = write!(out, "\n{}\n{}\n\n{text}\n", "=".repeat(80), names.join(", "));
    }
    for (path, text) in data_notices()? {
        let _ = write!(out, "\n{}\nData: {path}\n\n{}\n", "=".repeat(80), text.trim());
    }
    Ok(out)
}

/// The crates that the wasm modules link: no build scripts, no macros, nothing that other features or targets would add.
fn crates() -> Outcome<Vec<Part>> {
    let mut linked = BTreeSet::new();
    let mut all = Vec::new();
    for module in MODULES {
        let asked = ["--no-default-features", "--features", module.features];
        let mut tree = sh::cargo()?;
        tree.args(["tree", "--package", "skillsift", "--target", WASM, "--edges", "normal,no-proc-macro", "--prefix", "none"]);
        tree.args(["--format", "{p}"]).args(asked);
        for line in sh::stdout_of(&mut tree, "cargo tree", Show::OnFailure)?.lines() {
            // `name v1.2.3`, and for crates of this repository their path.
            if let [name, version, ..] = line.split_whitespace().collect::<Vec<_>>()[..] {
                linked.insert((name.to_owned(), version.trim_start_matches('v').to_owned()));
            }
        }
        let mut metadata = sh::cargo()?;
        metadata.args(["metadata", "--format-version", "1", "--filter-platform", WASM]).args(asked);
        let metadata = json(&sh::stdout_of(&mut metadata, "cargo metadata", Show::OnFailure)?, "cargo metadata")?;
        all.extend(metadata["packages"].as_array().cloned().unwrap_or_default());
    }
    let mut parts = Vec::new();
    for (name, version) in linked {
        let package = all.iter().find(|package| package["name"] == name.as_str() && package["version"] == version.as_str());
        let package =
            package.ok_or_else(|| Failure::from(format!("cargo metadata does not know {name} {version}, which cargo tree names.")))?;
        // Crates of this repository have no source.
        if !package["source"].is_null() {
            let folder = PathBuf::from(string(&package["manifest_path"])).parent().map(Path::to_owned).unwrap_or_default();
            let authors = package["authors"].as_array().into_iter().flatten().map(string).collect::<Vec<_>>().join(", ");
            parts.push(part(name, version, string(&package["license"]), string(&package["repository"]), &folder, &authors)?);
        }
    }
    Ok(parts)
}

/// Every wasm module holds parts of Rust's own libraries, which are no package of the registry.
fn standard_library() -> Outcome<Part> {
    let version = sh::stdout_of(std::process::Command::new("rustc").arg("--version").current_dir(sh::root()?), "rustc", Show::OnFailure)?;
    Ok(Part {
        name: "The Rust standard library (with compiler-builtins, dlmalloc and hashbrown)".into(),
        version: version.split_whitespace().nth(1).unwrap_or_default().into(),
        licence: "MIT OR Apache-2.0".into(),
        home: "https://www.rust-lang.org".into(),
        texts: vec![standard_mit("The Rust Project Developers and contributors")?],
    })
}

/// The npm packages that ship: `dependencies` of www/package.json and theirs. Build tools are `devDependencies`.
fn packages() -> Outcome<Vec<Part>> {
    let www = sh::www()?;
    let lock = json(&sh::read_text(&www.join("package-lock.json"))?, "www/package-lock.json")?;
    let mut parts = Vec::new();
    let mut shipped = BTreeSet::new();
    for (path, entry) in lock["packages"].as_object().into_iter().flatten() {
        let Some((_, name)) = path.rsplit_once("node_modules/") else { continue };
        // Types leave nothing in the bundle.
        if name.starts_with("@types/") || ["dev", "devOptional", "peer"].iter().any(|kind| entry[kind] == true) {
            continue;
        }
        let folder = www.join(path);
        let manifest = json(&sh::read_text(&folder.join("package.json"))?, path)?;
        let home = match &manifest["repository"] {
            Value::Object(repository) => string(&repository["url"]),
            other => string(other),
        };
        let home = home.trim_start_matches("git+").trim_end_matches(".git").to_owned();
        let author = manifest["author"]["name"].as_str().or(manifest["author"].as_str()).unwrap_or_default().to_owned();
        parts.push(part(name.to_owned(), string(&manifest["version"]), string(&manifest["license"]), home, &folder, &author)?);
        shipped.insert(name.to_owned());
    }
    let source = www.join("src");
    for file in sh::files(&source, &|_| true)?.iter().filter(|file| file.ends_with(".ts") || file.ends_with(".js")) {
        for import in bare_imports(&sh::read_text(&source.join(file))?) {
            if !shipped.contains(&import) {
                return Err(format!(
                    "www/src/{file} imports {import:?}, which ships with the page: move it from devDependencies to dependencies in \
                     www/package.json, so that its notice ships too."
                )
                .into());
            }
        }
    }
    Ok(parts)
}

/// The packages that a script imports, types aside.
fn bare_imports(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in script.lines().map(str::trim).filter(|line| !line.starts_with("import type ") && !line.starts_with("//")) {
        for start in ["from \"", "from '", "import \"", "import '", "import(\"", "import('"] {
            let Some((_, rest)) = line.split_once(start) else { continue };
            let path = rest.split(['"', '\'']).next().unwrap_or_default();
            if path.starts_with(|c: char| c.is_ascii_lowercase() || c == '@') && !path.contains(' ') && !path.starts_with("node:") {
                let parts = if path.starts_with('@') { 2 } else { 1 };
                found.push(path.split('/').take(parts).collect::<Vec<_>>().join("/"));
            }
        }
    }
    found
}

/// Crates published without the licence text of their repository, and a crate of the same repository that has it.
const SIBLINGS: [(&str, &str); 1] = [("alloc-stdlib", "alloc-no-stdlib")];

/// The licence files of another crate that lies beside `folder` among cargo's sources.
fn sibling_files(folder: &Path, sibling: &str, taken: &[&str]) -> Outcome<Vec<PathBuf>> {
    let Some(sources) = folder.parent() else { return Ok(Vec::new()) };
    let mut found: Vec<PathBuf> = std::fs::read_dir(sources).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.retain(|path| {
        path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.rsplit_once('-').is_some_and(|(crate_name, _)| crate_name == sibling))
    });
    found.sort();
    match found.last() {
        Some(path) => licence_files(path, taken),
        None => Ok(Vec::new()),
    }
}

fn part(name: String, version: String, licence: String, home: String, folder: &Path, authors: &str) -> Outcome<Part> {
    let taken = licence::chosen(&licence).ok_or_else(|| {
        Failure::from(format!("{name} {version} may not be shipped: its licence {licence:?} is not among those of xtask/src/licence.rs."))
    })?;
    let mut texts = BTreeSet::new();
    for file in licence_files(folder, &taken)? {
        let text = tidy(&String::from_utf8_lossy(&sh::read(&file)?));
        if text.contains("GNU GENERAL PUBLIC LICENSE") || text.contains("GNU AFFERO") {
            let file = file.strip_prefix(folder).unwrap_or(&file).display();
            return Err(format!("{name} {version} may hold parts under the GPL ({file}); find out what is shipped of it.").into());
        }
        texts.insert(text);
    }
    if texts.is_empty()
        && let Some((_, sibling)) = SIBLINGS.iter().find(|(one, _)| *one == name)
    {
        for file in sibling_files(folder, sibling, &taken)? {
            texts.insert(tidy(&String::from_utf8_lossy(&sh::read(&file)?)));
        }
    }
    if texts.is_empty() {
        match taken[..] {
            ["MIT"] => texts.insert(standard_mit(if authors.is_empty() { &name } else { authors })?),
            ["Apache-2.0"] => texts.insert(tidy(&sh::read_text(&sh::root()?.join("LICENSE-APACHE"))?)),
            _ => return Err(format!("{name} {version} comes without the text of its licence {licence:?}, so it cannot be shipped.").into()),
        };
    }
    Ok(Part { name, version, licence, home, texts: texts.into_iter().collect() })
}

/// The licences and notices in a package's folder, and those of what it embeds (fonts, tables) in folders below. A file of a licence that
/// we do not take stays away while another is there.
fn licence_files(folder: &Path, taken: &[&str]) -> Outcome<Vec<PathBuf>> {
    const BEGINNINGS: [&str; 7] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE", "OFL"];
    // Source files may be named after licences, and are none.
    const NOT: [&str; 7] = [".rs", ".js", ".mjs", ".ts", ".json", ".html", ".map"];
    // Nothing below these is shipped, and test data may be under licences of its own.
    const BESIDE: [&str; 6] = ["test", "bench", "example", "fuzz", "node_modules", "target"];
    let keep = |path: &str| {
        path.matches('/').count() <= 3 && !BESIDE.iter().any(|start| path.rsplit('/').next().is_some_and(|name| name.starts_with(start)))
    };
    let all = sh::files(folder, &keep)?;
    let name_of = |path: &String| path.rsplit('/').next().unwrap_or_default().to_uppercase();
    let (own, other): (Vec<_>, Vec<_>) = all
        .into_iter()
        .filter(|path| BEGINNINGS.iter().any(|start| name_of(path).starts_with(start)) && !NOT.iter().any(|end| path.ends_with(end)))
        .partition(|path| licence::is_for_another(&name_of(path), taken));
    let (another, own) = (own, other);
    // A notice beside a licence never replaces it: without the text of what is taken, everything there is goes in.
    let found = if own.iter().any(|path| !name_of(path).starts_with("NOTICE") && !name_of(path).starts_with("COPYRIGHT")) {
        own
    } else {
        own.into_iter().chain(another).collect()
    };
    Ok(found.into_iter().map(|path| folder.join(path)).collect())
}

/// The credit that learned tables and lexicon entries owe: files named NOTICE below models/ and src/lexicon/.
fn data_notices() -> Outcome<Vec<(String, String)>> {
    let root = sh::root()?;
    let mut notices = Vec::new();
    for folder in ["models", "src/lexicon"] {
        for file in sh::files(&root.join(folder), &|_| true)? {
            if file.rsplit('/').next().is_some_and(|name| name.starts_with("NOTICE")) {
                let path = format!("{folder}/{file}");
                notices.push((path.clone(), sh::read_text(&root.join(path))?));
            }
        }
    }
    Ok(notices)
}

/// The MIT licence for packages that name it without giving its text: our own, with their name.
fn standard_mit(holder: &str) -> Outcome<String> {
    let ours = sh::read_text(&sh::root()?.join("LICENSE-MIT"))?;
    let lines = ours.lines().map(|line| if line.starts_with("Copyright") { format!("Copyright (c) {holder}") } else { line.to_owned() });
    Ok(tidy(&lines.collect::<Vec<_>>().join("\n")))
}

/// The same text in the same form, whatever the ends of its lines.
fn tidy(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

fn json(text: &str, what: &str) -> Outcome<Value> {
    serde_json::from_str(text).map_err(|error| format!("{what} is not the JSON it should be: {error}.").into())
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::bare_imports;

    #[test]
    fn packages_are_told_from_our_own_files_and_from_types() {
        let script = "import { html } from \"lit-html\";\nimport type { Page } from 'playwright-core';\nimport './style.css';\n\
                      const a = await import(\"@scope/pack/part.js\");\nimport { b } from '../b.js';\n// from \"nowhere\"\n";
        assert_eq!(bare_imports(script), ["lit-html", "@scope/pack"]);
    }
}
