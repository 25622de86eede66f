//! What other programs read: pdf.js and pdftotext of PDFs, pandoc of office files. None is needed, and none is shipped.

use super::manifest::{Entry, Want};
use crate::sh::{self, Failure, Outcome, Show};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Another program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Peer {
    /// Mozilla's reader, in Node: the package pdfjs-dist in www/node_modules.
    PdfJs,
    /// Poppler's command.
    PdfToText,
    /// The converter of documents.
    Pandoc,
}

impl Peer {
    /// All of them, in the table's order.
    pub const ALL: [Self; 3] = [Self::PdfJs, Self::PdfToText, Self::Pandoc];

    /// Its name as people know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PdfJs => "pdf.js",
            Self::PdfToText => "pdftotext",
            Self::Pandoc => "pandoc",
        }
    }
}

/// What each program read of each file with expected words.
pub type Texts = BTreeMap<String, BTreeMap<Peer, String>>;

/// Asks every program that is there.
pub fn read(folder: &Path, entries: &[Entry]) -> Outcome<Texts> {
    let mut texts = Texts::new();
    let mut keep = |file: &str, peer, text| drop(texts.entry(file.to_owned()).or_default().insert(peer, text));
    let wanted: Vec<&Entry> = entries.iter().filter(|e| e.want == Want::Text && e.expected.is_some()).collect();
    let pdfs: Vec<&Entry> = wanted.iter().filter(|e| e.kind == "pdf").copied().collect();
    for (file, text) in pdf_js(folder, &pdfs)? {
        keep(&file, Peer::PdfJs, text);
    }
    if said(Command::new("pdftotext").arg("-v")).is_some() {
        for entry in &pdfs {
            keep(&entry.file, Peer::PdfToText, said(Command::new("pdftotext").arg(folder.join(&entry.file)).arg("-")).unwrap_or_default());
        }
    }
    let formats = said(Command::new("pandoc").arg("--list-input-formats")).unwrap_or_default();
    let kinds = ["docx", "odt", "pptx", "epub", "rtf"];
    for entry in wanted.iter().filter(|e| kinds.contains(&e.kind.as_str()) && formats.lines().any(|f| f == e.kind)) {
        let mut pandoc = Command::new("pandoc");
        pandoc.args(["--to", "plain", "--wrap", "none", "--from", &entry.kind]).arg(folder.join(&entry.file));
        keep(&entry.file, Peer::Pandoc, said(&mut pandoc).unwrap_or_default());
    }
    Ok(texts)
}

/// What a program prints, if it can be started and succeeds.
fn said(command: &mut Command) -> Option<String> {
    command.output().ok().filter(|o| o.status.success()).map(|o| String::from_utf8_lossy(&o.stdout).into_owned())
}

fn pdf_js(folder: &Path, entries: &[&Entry]) -> Outcome<Vec<(String, String)>> {
    let www = sh::www()?;
    if !www.join("node_modules/pdfjs-dist").is_dir() {
        return Ok(Vec::new());
    }
    let list: Vec<Value> = entries.iter().map(|e| json!({ "name": e.file, "path": folder.join(&e.file) })).collect();
    let place = sh::root()?.join("target/eval/pdfs.json");
    sh::write(&place, Value::Array(list).to_string())?;
    let mut node = Command::new("node");
    node.arg("e2e/pdfjs-text.mjs").arg(&place).current_dir(www);
    let printed = sh::stdout_of(&mut node, "pdf.js", Show::OnFailure)?;
    let line = |line: &str| {
        let read: Value = serde_json::from_str(line).ok()?;
        Some((read["name"].as_str()?.to_owned(), read["text"].as_str()?.to_owned()))
    };
    let read = printed.lines().map(line).collect::<Option<Vec<_>>>();
    read.ok_or_else(|| Failure::from("www/e2e/pdfjs-text.mjs printed something other than what it read."))
}
