//! `size`: what a visitor downloads, as shipped, against the budgets.

use crate::build::{self, MODULES};
use crate::dist::{self, memmem};
use crate::notices;
use crate::sh::{self, Failure, Outcome, Show};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// Thousand bytes, brotli, that the engine with its lexicon and models may take.
const ENGINE_BUDGET: f64 = 700.0;

/// Thousand bytes, brotli, that all else of the first view may take.
const PAGE_BUDGET: f64 = 80.0;

/// Thousand bytes, brotli, that the readers of office files, books, letters and archives may add to the heavy module.
const OFFICE_BUDGET: f64 = 120.0;

/// What stands in the names of files that load only when asked for: the heavy readers, the sample documents, the notices, maps for
/// debugging, and fonts for browsers or scripts that a text in English never needs. They are no part of the first view, nor is what only
/// they name. Any other file that the page names counts as first view, so that nothing escapes the budget unseen.
const LATER: &[&str] = &["heavy", "sample", notices::FILE, ".map", ".woff$", "-cyrillic", "-greek", "-vietnamese", "-latin-ext"];

#[derive(Clone, Copy, Default)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Size {
    fn of(bytes: &[u8]) -> Outcome<Self> {
        Ok(Self { raw: bytes.len(), gzip: gzip(bytes)?, brotli: brotli(bytes)? })
    }

    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }

    fn minus(self, other: Self) -> Self {
        let less = usize::saturating_sub;
        Self { raw: less(self.raw, other.raw), gzip: less(self.gzip, other.gzip), brotli: less(self.brotli, other.brotli) }
    }

    fn row(self, name: &str, part: &str) {
        let [raw, gzip, brotli] = [self.raw, self.gzip, self.brotli].map(thousands);
        println!("{name:<44} {raw:>9.1} {gzip:>9.1} {brotli:>9.1}  {part}");
    }

    /// A row that says whether the budget is kept.
    fn within(self, name: &str, budget: f64) -> bool {
        let ok = thousands(self.brotli) <= budget;
        self.row(name, &format!("{} (budget {budget} brotli)", if ok { "ok" } else { "OVER" }));
        ok
    }
}

/// The command line of `size`.
pub fn command(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    match arguments.next()? {
        Some(lexopt::Arg::Long("office")) => return office(),
        Some(other) => return Err(other.unexpected().into()),
        None => {}
    }
    let dist = dist::run(Show::OnFailure)?;
    let files = sh::files(&dist, &|_| true)?;
    let first = first_view(&dist, &files)?;
    let engine = sh::read(&MODULES[0].script()?)?;
    head();
    let (mut of_engine, mut of_page) = (Size::default(), Size::default());
    for file in &files {
        let bytes = sh::read(&dist.join(file))?;
        let size = Size::of(&bytes)?;
        let part = if bytes == engine {
            of_engine = of_engine.plus(size);
            "engine"
        } else if first.contains(file) {
            of_page = of_page.plus(size);
            "first view"
        } else {
            ""
        };
        size.row(file, part);
    }
    println!();
    for module in MODULES {
        let wasm = sh::www()?.join(format!("build/{0}/{0}_bg.wasm", module.name));
        Size::of(&sh::read(&wasm)?)?.row(&format!("{} as plain wasm, not shipped", module.name), "");
    }
    println!();
    if of_engine.raw == 0 {
        return Err(
            "No file in dist/ is www/build/engine-wasm.js byte for byte; does the page load it by its address, past the bundler?".into()
        );
    }
    of_page.plus(of_engine).row("first view in all", "");
    let mut within = true;
    for (name, size, budget) in [("engine", of_engine, ENGINE_BUDGET), ("first view without the engine", of_page, PAGE_BUDGET)] {
        within &= size.within(name, budget);
    }
    Ok(if within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What the readers of office files cost, as plain wasm: the module of all readers with them and without. Compiles each anew, so this takes
/// minutes and is done only when asked for. Also without the reader of PDF, which tells what is there for either.
fn office() -> Outcome<ExitCode> {
    let [all, pdf, office] = ["wasm,heavy", "wasm,pdf", "wasm,office"].map(|features| Size::of(&build::bound(features)?));
    let (all, pdf, office) = (all?, pdf?, office?);
    head();
    all.row("module of all readers", "");
    pdf.row("without the office readers", "");
    office.row("without the PDF reader", "");
    pdf.plus(office).minus(all).row("what both have: texts, web pages, encodings", "");
    println!();
    let ok = all.minus(pdf).within("office readers: with them less without", OFFICE_BUDGET);
    Ok(if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn head() {
    println!("{:<44} {:>9} {:>9} {:>9}  thousand bytes", "", "raw", "gzip -9", "brotli 11");
}

#[allow(clippy::cast_precision_loss, reason = "for people")]
fn thousands(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

/// The files that index.html names, and those that they name, the later ones aside.
fn first_view(dist: &Path, files: &[String]) -> Outcome<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut open = vec!["index.html".to_owned()];
    while let Some(file) = open.pop() {
        let is_text = [".html", ".js", ".css", ".webmanifest", ".svg"].iter().any(|ending| file.ends_with(ending));
        let content = if is_text { sh::read(&dist.join(&file))? } else { Vec::new() };
        found.insert(file);
        for other in files {
            let name = other.rsplit('/').next().unwrap_or_default();
            let later = LATER.iter().any(|mark| format!("{name}$").contains(mark));
            if !later && !found.contains(other) && !open.contains(other) && memmem(&content, name.as_bytes()) {
                open.push(other.clone());
            }
        }
    }
    Ok(found)
}

fn gzip(bytes: &[u8]) -> Outcome<usize> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed
        .write_all(bytes)
        .and_then(|()| packed.finish())
        .map(|packed| packed.len())
        .map_err(|error| Failure::from(format!("gzip failed: {error}.")))
}

fn brotli(bytes: &[u8]) -> Outcome<usize> {
    // Quality 11 and the window that browsers accept.
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, 11, 22);
    packed.write_all(bytes).and_then(|()| packed.flush()).map_err(|error| Failure::from(format!("brotli failed: {error}.")))?;
    Ok(packed.into_inner().len())
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn repeated_text_packs_well() {
        let size = Size::of("skill ".repeat(10_000).as_bytes()).unwrap();
        assert_eq!(size.raw, 60_000);
        assert!(size.gzip < 400 && size.brotli < 100, "{} {}", size.gzip, size.brotli);
    }
}
