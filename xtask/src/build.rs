//! `build`: Rust to wasm, wasm to scripts, scripts and page to dist/.
//!
//! Each step runs when its inputs or its outputs have changed, by content. Cargo is not left to decide: it keeps one place for both modules, which
//! differ in features only, so that each would be compiled anew after the other.

use crate::script;
use crate::setup::{self, WASM};
use crate::sh::{self, Outcome, Show};
use crate::stamp::{self, Digest};
use crate::train::MODELS;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

/// A wasm module of the page: the crate's library, built with some of its features.
pub struct Module {
    /// Names its folder and files under www/build/.
    pub name: &'static str,
    /// Features of the crate.
    pub features: &'static str,
}

impl Module {
    /// The script that brings its wasm to the page.
    pub fn script(&self) -> Outcome<PathBuf> {
        Ok(sh::www()?.join(format!("build/{}-wasm.js", self.name)))
    }
}

/// The modules. The heavy one, which reads PDF, office files and old encodings, loads when the page is ready.
pub const MODULES: &[Module] = &[Module { name: "engine", features: "wasm" }, Module { name: "heavy", features: "wasm,heavy" }];

/// How to build.
#[derive(Clone, Copy)]
pub struct Build {
    /// Quicker to make, slower to run, with names kept in it.
    pub dev: bool,
    /// What to show of the programs that run.
    pub show: Show,
}

/// The command line of `build`.
pub fn command(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let mut dev = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("dev") => dev = true,
            other => return Err(other.unexpected().into()),
        }
    }
    run(Build { dev, show: Show::Live })?;
    Ok(ExitCode::SUCCESS)
}

/// Builds the modules and the page.
pub fn run(how: Build) -> Outcome {
    setup::wasm_target(how.show)?;
    sh::www()?;
    // npm waits for the network and cargo for the processor: side by side they take no longer than the slower one.
    std::thread::scope(|scope| {
        let packages = scope.spawn(setup::npm_packages);
        let modules = MODULES.iter().try_for_each(|module| build_module(module, how));
        let packages = packages.join().unwrap_or_else(|_| Err("Installing the page's packages ended in a bug of xtask.".into()));
        modules.and(packages)
    })?;
    build_page(how)
}

fn build_module(module: &Module, how: Build) -> Outcome {
    let built = sh::www()?.join("build");
    let folder = built.join(module.name);
    let script = module.script()?;
    let stamp = built.join(format!(".stamp-{}", module.name));
    let inputs = sources()?.bytes(module.features.as_bytes()).bytes(&[u8::from(how.dev)]).bytes(BINDGEN.as_bytes()).finish();
    let state = || Ok(format!("{inputs} {}", Digest::new().tree(&folder, &|_| true)?.file(&script).finish())) as Outcome<String>;
    if stamp::says(&stamp, &state()?) {
        return Ok(());
    }
    let wasm = sh::read(&compile(module, how)?)?;
    eprintln!("writing {} …", script.file_name().unwrap_or_default().to_string_lossy());
    setup::emptied(&folder)?;
    bind(module, wasm, &folder, how)?;
    let bound = sh::read(&folder.join(format!("{}_bg.wasm", module.name)))?;
    sh::write(&script, script::of(&bound))?;
    sh::write(&stamp, state()?)
}

/// Everything that a module is compiled from.
fn sources() -> Outcome<Digest> {
    let root = sh::root()?;
    let digest = Digest::new().tree(&root.join("src"), &|_| true)?;
    let digest = MODELS.iter().fold(digest, |digest, name| digest.file(&root.join("models").join(name)));
    Ok(["Cargo.toml", "Cargo.lock", "rust-toolchain.toml"].iter().fold(digest, |digest, name| digest.file(&root.join(name))))
}

/// Goes into the stamp, so that another version of the tool, or another way to write scripts, binds again.
const BINDGEN: &str = "wasm-bindgen 0.2.130, web, names removed unless dev; script 2";

/// Compiles one module and returns where cargo put it.
fn compile(module: &Module, how: Build) -> Outcome<PathBuf> {
    let profile = if how.dev { "fast" } else { "release" };
    let mut cargo = sh::cargo()?;
    cargo.args(["build", "--lib", "--package", "skillsift", "--target", WASM, "--no-default-features"]);
    cargo.args(["--features", module.features, "--profile", profile, "--message-format", "json-render-diagnostics"]);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", remapped_paths()?.join("\x1f"));
    let said = sh::stdout_of(&mut cargo, "Compiling the engine to wasm", how.show)?;
    artefact(&said, ".wasm").ok_or_else(|| "Cargo built the engine but named no .wasm file; is the library still a cdylib?".into())
}

/// The wasm of a module with these features, as it would ship; nothing of the page's is touched.
pub fn bound(features: &'static str) -> Outcome<Vec<u8>> {
    let (module, how) = (Module { name: "measured", features }, Build { dev: false, show: Show::OnFailure });
    let folder = sh::root()?.join("target/measured");
    setup::emptied(&folder)?;
    bind(&module, sh::read(&compile(&module, how)?)?, &folder, how)?;
    sh::read(&folder.join("measured_bg.wasm"))
}

/// The file with this ending that cargo's JSON messages name for our crate.
pub fn artefact(messages: &str, ending: &str) -> Option<PathBuf> {
    let ours = |message: &serde_json::Value| message["reason"] == "compiler-artifact" && message["target"]["name"] == "skillsift";
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(ours)
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|file| file.as_str().map(str::to_owned))
        .find(|file| file.ends_with(ending))
        .map(PathBuf::from)
}

/// Flags that keep this machine's paths out of panic messages: what is shipped names nobody's home, and any machine makes the same bytes.
fn remapped_paths() -> Outcome<Vec<String>> {
    let mut flags = vec![format!("--remap-path-prefix={}=skillsift", sh::root()?.display())];
    let sources = setup::cargo_home()?.join("registry/src");
    // Compiling xtask has unpacked something from the registry already, so its folder is there.
    for registry in std::fs::read_dir(&sources).into_iter().flatten().flatten() {
        flags.push(format!("--remap-path-prefix={}=crates", registry.path().display()));
    }
    Ok(flags)
}

fn bind(module: &Module, wasm: Vec<u8>, folder: &Path, how: Build) -> Outcome {
    let bound = (|| {
        Bindgen::new()
            .input_bytes(module.name, wasm)
            .web(true)?
            .typescript(true)
            // The page hands the module over; a default path would be a fetch that the policy refuses.
            .omit_default_module_path(true)
            .keep_debug(how.dev)
            .remove_name_section(!how.dev)
            .remove_producers_section(true)
            .generate(folder)
    })();
    bound.map_err(|error| format!("wasm-bindgen could not read the {} module: {error:#}.", module.name).into())
}

fn build_page(how: Build) -> Outcome {
    let (root, www) = (sh::root()?, sh::www()?);
    let stamp = www.join("build/.stamp-page");
    // Of www/build only what the modules left there: the page's own tools may keep things of theirs beside it.
    let of_modules = |path: &str| MODULES.iter().any(|module| path.starts_with(module.name));
    let source =
        |path: &str| !["node_modules", "test-results", ".vite"].contains(&path) && path.strip_prefix("build/").is_none_or(of_modules);
    let mut inputs = Digest::new().bytes(&[u8::from(how.dev)]).bytes(setup::node()?.as_bytes()).tree(&www, &source)?;
    // The page may show the version, the changes and the licence.
    for name in ["Cargo.toml", "README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        inputs = inputs.file(&root.join(name));
    }
    let inputs = inputs.finish();
    let dist = root.join("dist");
    // The notices are written after the page, by `dist`.
    let state = || Ok(format!("{inputs} {}", Digest::new().tree(&dist, &|path| path != super::notices::FILE)?.finish())) as Outcome<String>;
    if dist.join("index.html").is_file() && stamp::says(&stamp, &state()?) {
        return Ok(());
    }
    let mut npm = sh::npm()?;
    npm.args(["run", "--silent", "build"]);
    if how.dev {
        npm.env("SKILLSIFT_DEV", "1");
    }
    sh::run(&mut npm, "`npm run build` in www", how.show)?;
    if !dist.join("index.html").is_file() {
        return Err("`npm run build` in www ended well but wrote no dist/index.html; its output has to go to dist/ at the root.".into());
    }
    sh::write(&stamp, state()?)
}

#[cfg(test)]
mod tests {
    use super::artefact;
    use std::path::Path;

    #[test]
    fn the_artefact_is_the_crates_own() {
        let said = r#"
            {"reason":"compiler-artifact","target":{"name":"serde"},"filenames":["/t/serde.wasm"]}
            not JSON
            {"reason":"compiler-artifact","target":{"name":"skillsift"},"filenames":["/t/skillsift.wasm","/t/libskillsift.rlib"]}"#;
        assert_eq!(artefact(said, ".wasm").as_deref(), Some(Path::new("/t/skillsift.wasm")));
        assert_eq!(artefact("", ".wasm"), None);
    }
}
