//! One document, read and counted: everything of it that the rest of the engine needs, as bytes that can travel between workers.

use crate::candidate::Extractor;
use crate::count::{DocumentCounts, Mention};
use crate::problem::{Problem, Severity};
use crate::read::{Asked, Format, Limits, Reading, TableOffer, read, read_each};
use crate::repeat::Aside;
use crate::report::ReadOutcome;
use crate::settings::Settings;
use crate::text::{BlockKind, OffsetMap, Prose};
use serde::{Deserialize, Serialize};

/// A document as it is kept in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Content hash (XXH3, 128 bits).
    pub hash: u128,
    /// Path as dropped, with `/`.
    pub path: String,
    /// Format read.
    pub format: Format,
    /// The document's own title, or the heading with which it opens.
    pub title: Option<String>,
    /// The clean text.
    pub prose: Prose,
    /// What it mentions.
    pub counts: DocumentCounts,
    /// Hash of the lexicon by which it was counted; 0 where nothing was.
    pub lexicon: u64,
    /// What went wrong.
    pub problems: Vec<Problem>,
    /// In a session: the numbers of its terms there, which then holds the terms themselves.
    #[serde(skip)]
    pub numbers: Vec<u32>,
    /// What may be chosen of the table it was read from.
    pub table: Option<TableOffer>,
    /// What does not count because another document of the collection counts it: told by the session at each analysis, and no part of the bytes.
    #[serde(skip)]
    pub aside: Aside,
}

/// The heading with which a text opens.
fn opening_heading(prose: &Prose) -> Option<String> {
    let first = prose.blocks.first().filter(|b| b.kind == BlockKind::Heading)?;
    Some(first.span.of(&prose.text).to_string())
}

fn hash_of(bytes: &[u8]) -> u128 {
    xxhash_rust::xxh3::xxh3_128(bytes)
}

impl Record {
    /// Reads and counts one file. Never fails: what is wrong with the file is among the record's problems.
    pub fn of(path: &str, bytes: &[u8], limits: &Limits, extractor: &mut Extractor) -> Record {
        Record::made(path, hash_of(bytes), read(path, bytes, limits), extractor)
    }

    /// Reads and counts every document in a file: one, or those in an archive or table, each with its path inside (`archive.zip/talk.txt`).
    pub fn all_of(path: &str, bytes: &[u8], asked: &mut Asked, limits: &Limits, extractor: &mut Extractor) -> Vec<Record> {
        let mut records = Vec::new();
        read_each(path, bytes, asked, limits, |path, own, reading| records.push(Record::made(path, hash_of(own), reading, extractor)));
        records
    }

    fn made(path: &str, hash: u128, reading: Reading, extractor: &mut Extractor) -> Record {
        let mut prose = reading.prose;
        let tokens = extractor.tokens(&prose);
        let mut counts = DocumentCounts::of(&prose, &tokens, extractor);
        // The way back to the source is the reader's business; positions are told by place.
        prose.map = OffsetMap::default();
        let mut problems = reading.problems;
        if counts.words >= 60 && extractor.function_word_share(&tokens) < 0.2 {
            counts.keep_named();
            problems.push(Problem::note(
                "not-english",
                "This does not look like English prose.",
                "Only English is understood so far, so only skills that the lexicon names are looked for in it, and most will be missed.",
            ));
        }
        Record {
            hash,
            path: path.replace('\\', "/"),
            format: reading.format,
            title: reading.title.filter(|t| !t.trim().is_empty()).or_else(|| opening_heading(&prose)),
            prose,
            counts,
            lexicon: extractor.lexicon_hash(),
            problems,
            numbers: Vec::new(),
            table: reading.table,
            aside: Aside::default(),
        }
    }

    /// Every document in a file, read but not counted, as bytes: what the module of the heavy readers hands to the engine.
    pub fn readings(path: &str, bytes: &[u8], asked: &mut Asked, limits: &Limits) -> Vec<u8> {
        let mut readings: Vec<(String, u128, Reading)> = Vec::new();
        read_each(path, bytes, asked, limits, |path, own, reading| readings.push((path.to_string(), hash_of(own), reading)));
        postcard::to_allocvec(&readings).expect("invariant: readings hold only plain data")
    }

    /// The records of [`Record::readings`]; `None` where the bytes are not of this version.
    pub fn of_readings(bytes: &[u8], extractor: &mut Extractor) -> Option<Vec<Record>> {
        let readings: Vec<(String, u128, Reading)> = postcard::from_bytes(bytes).ok()?;
        Some(readings.into_iter().map(|(path, hash, reading)| Record::made(&path, hash, reading, extractor)).collect())
    }

    /// The record of a file whose bytes could not be had.
    pub fn unread(path: &str, problem: Problem) -> Record {
        Record {
            hash: 0,
            path: path.replace('\\', "/"),
            format: Format::Unknown,
            title: None,
            prose: Prose::default(),
            counts: DocumentCounts::default(),
            lexicon: 0,
            problems: vec![problem],
            numbers: Vec::new(),
            table: None,
            aside: Aside::default(),
        }
    }

    /// Name of the document inside a session: content hash and path.
    pub fn id(&self) -> String {
        format!("{:032x}:{}", self.hash, self.path)
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether there is something to count.
    pub fn usable(&self) -> bool {
        self.counts.words + self.counts.words_left_out > 0 && self.problems.iter().all(|p| p.severity != Severity::Unread)
    }

    /// Whether a mention in it counts by the settings, as far as its place goes.
    pub fn counts_mention(&self, mention: &Mention, settings: &Settings) -> bool {
        (mention.counted || settings.count_everything) && !self.aside.holds(mention.span)
    }

    /// What is told of it at once.
    pub fn outcome(&self) -> ReadOutcome {
        ReadOutcome {
            id: self.id(),
            format: self.format,
            title: self.title.clone().unwrap_or_else(|| self.name().to_string()),
            words: self.counts.words,
            usable: self.usable(),
            problems: self.problems.clone(),
            table: self.table.clone(),
        }
    }

    /// The record as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("invariant: a record holds only plain data")
    }

    /// A record from its bytes; `None` where they are not a record of this version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Record> {
        postcard::from_bytes(bytes).ok()
    }
}
