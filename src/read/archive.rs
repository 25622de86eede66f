//! Archives of documents: each file in them is read as a document of its own.

use super::format::{self, Found};
use super::step::{Progress, Reach, Step};
use super::{Format, Limits, OFFICE, Parts, Reading, TableChoice, open, read_parts, zip};
use crate::problem::Problem;
use std::collections::BTreeMap;

/// What is asked of a reader beside the file itself.
#[derive(Default)]
pub struct Asked<'a> {
    /// Opens a locked PDF.
    pub password: Option<&'a str>,
    /// How a table is read.
    pub table: TableChoice,
    /// Told how many steps are done, and of how many, at the beginning of each.
    pub progress: Option<Progress<'a>>,
}

impl Asked<'_> {
    /// The one who is told how far the reading is.
    pub(super) fn reach(&mut self) -> Reach<'_> {
        Reach::new(match &mut self.progress {
            Some(progress) => Some(&mut **progress),
            None => None,
        })
    }
}

/// The problem of an archive where one document is asked for.
pub(super) fn several() -> Problem {
    Problem::unread("archive", "This is a zip archive, which holds documents of its own.", "Unpack it and add the files in it.")
}

/// Reads every document in a file: one, except for archives, whose files are read one by one, each with its path inside
/// (`archive.zip/inner/file.txt`), and for tables of writings, whose rows are (`adverts.csv/row 7`).
///
/// Cost: that of [`super::read`] for each; all texts are in memory together, so prefer [`read_each`].
pub fn read_all(path: &str, bytes: &[u8], limits: &Limits) -> Vec<(String, Reading)> {
    let mut all = Vec::new();
    read_each(path, bytes, &mut Asked::default(), limits, |path, _, reading| all.push((path.to_string(), reading)));
    all
}

/// Calls `visit` with every document in a file: its path, its own bytes and what was read.
///
/// Folders and what computers leave behind (`.DS_Store`, `__MACOSX`) are passed over. Archives in archives are refused, each with a
/// problem. A name that is there twice gets a number. The number of documents and their unpacked size are limited.
pub fn read_each(path: &str, bytes: &[u8], asked: &mut Asked, limits: &Limits, mut visit: impl FnMut(&str, &[u8], Reading)) {
    if !OFFICE || !matches!(format::find(path, bytes), Found::Document(format) if format.is_zipped()) {
        return parts(path, bytes, read_parts(path, bytes, asked, limits), &mut visit);
    }
    let archive = match open(bytes, Format::Zip, limits) {
        Ok((Format::Zip, archive)) => archive,
        _ => return parts(path, bytes, read_parts(path, bytes, asked, limits), &mut visit),
    };
    let all = archive.entries.iter().filter(|e| !e.is_folder() && !is_junk(&zip::plain_name(&e.name))).count();
    let mut names: BTreeMap<String, u32> = BTreeMap::new();
    let mut documents = 0;
    let files = archive.entries.iter().filter(|e| !e.is_folder()).map(|e| (e, zip::plain_name(&e.name)));
    for (entry, name) in files.filter(|(_, name)| !is_junk(name)) {
        if documents == limits.documents {
            let what = format!("This archive holds more than {} documents; the first of them were read.", limits.documents);
            let problem = Problem::unread("too-many-documents", what, "Pack the others into a second archive and add that.");
            return visit(path, bytes, Reading::refused(Format::Zip, problem));
        }
        asked.reach().tell(Step::Document, documents, all.min(limits.documents));
        documents += 1;
        let count = names.entry(name.to_lowercase()).and_modify(|count| *count += 1).or_insert(1);
        let inside = if *count > 1 { numbered(&name, *count) } else { name };
        let full = format!("{path}/{inside}");
        match archive.unpack(entry) {
            Ok(own) => {
                // How far one document of many is would only confuse.
                let mut inner = Asked { password: asked.password, table: asked.table.clone(), progress: None };
                let reading = match read_parts(&inside, &own, &mut inner, limits) {
                    Parts::Rows(rows) => {
                        parts(&full, &own, Parts::Rows(rows), &mut visit);
                        continue;
                    }
                    Parts::One(reading) if reading.problems.iter().any(|p| matches!(p.code.as_str(), "archive")) => {
                        let what = "This is an archive inside an archive. Only one level is unpacked.";
                        Reading::refused(reading.format, Problem::unread("nested-archive", what, "Unpack it and add the files in it."))
                    }
                    Parts::One(reading) => reading,
                };
                visit(&full, &own, reading);
            }
            Err(fault) => {
                let problem = fault.problem("file in the archive", limits);
                visit(&full, entry.name.as_bytes(), Reading::refused(Format::Unknown, problem));
            }
        }
    }
    if documents == 0 {
        let problem = Problem::unread("empty-archive", "This zip archive holds no files.", "Check that it was packed, then add it again.");
        visit(path, bytes, Reading::refused(Format::Zip, problem));
    }
}

/// Visits a document, or the rows of a table, each with its text in the place of bytes.
fn parts(path: &str, bytes: &[u8], parts: Parts, visit: &mut impl FnMut(&str, &[u8], Reading)) {
    match parts {
        Parts::One(reading) => visit(path, bytes, reading),
        Parts::Rows(rows) => {
            for (row, reading) in rows {
                let own = reading.prose.text.clone();
                visit(&format!("{path}/row {row}"), own.as_bytes(), reading);
            }
        }
    }
}

/// What computers put into archives for themselves.
fn is_junk(name: &str) -> bool {
    let leaf = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/")
        || leaf.starts_with("._")
        || matches!(leaf, ".DS_Store" | "Thumbs.db" | "desktop.ini" | ".gitkeep" | ".localized")
}

/// `notes (2).txt`
fn numbered(name: &str, count: u32) -> String {
    let leaf = name.rfind('/').map_or(0, |at| at + 1);
    match name[leaf..].rfind('.').filter(|dot| *dot > 0) {
        Some(dot) => format!("{} ({count}){}", &name[..leaf + dot], &name[leaf + dot..]),
        None => format!("{name} ({count})"),
    }
}
