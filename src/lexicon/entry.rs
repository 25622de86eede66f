//! The lexicon as it is unpacked from its compact table.

use std::sync::OnceLock;

/// Position of an entry in the lexicon, in the order of names.
pub type EntryId = u16;

/// One skill that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Canonical name, lower case.
    pub name: String,
    /// One plain sentence.
    pub definition: String,
    /// Position of its broad field in [`Lexicon::fields`].
    pub field: u16,
    /// The ways it is said; the first is the name.
    pub forms: Vec<Form>,
}

/// One way a skill is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its words, lower case.
    pub words: Vec<String>,
    /// Whether it names the skill in some contexts only.
    pub weak: bool,
}

/// All entries.
#[derive(Debug)]
pub struct Lexicon {
    /// The broad fields.
    pub fields: Vec<String>,
    /// The entries, by name.
    pub entries: Vec<Entry>,
    hash: u64,
}

impl Lexicon {
    /// The built-in lexicon, unpacked once.
    pub fn built_in() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let table = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
            Unpack { bytes: table, at: 0 }.lexicon().expect("invariant: the build script packed this table")
        })
    }

    /// Number of entries and a hash of their content, for reports.
    pub fn version(&self) -> String {
        format!("{} skills, {:08x}", self.entries.len(), self.hash as u32)
    }

    /// The entry named `name`. Cost: a binary search.
    pub fn find(&self, name: &str) -> Option<EntryId> {
        self.entries.binary_search_by(|e| e.name.as_str().cmp(name)).ok().map(|i| i as EntryId)
    }
}

struct Unpack<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Unpack<'a> {
    fn number(&mut self) -> Option<usize> {
        let (mut n, mut shift) = (0, 0);
        loop {
            let b = *self.bytes.get(self.at)?;
            self.at += 1;
            n |= ((b & 127) as usize) << shift;
            if b < 128 {
                return Some(n);
            }
            shift += 7;
        }
    }

    fn string(&mut self) -> Option<&'a str> {
        let len = self.number()?;
        let piece = self.bytes.get(self.at..self.at + len)?;
        self.at += len;
        std::str::from_utf8(piece).ok()
    }

    fn lexicon(mut self) -> Option<Lexicon> {
        let fields = (0..self.number()?).map(|_| self.string().map(String::from)).collect::<Option<_>>()?;
        let _words = self.number()?;
        let words: Vec<&str> = self.string()?.split('\n').collect();
        let entries = (0..self.number()?).map(|_| self.entry(&words)).collect::<Option<_>>()?;
        Some(Lexicon { fields, entries, hash: xxhash_rust::xxh3::xxh3_64(self.bytes) })
    }

    fn entry(&mut self, words: &[&str]) -> Option<Entry> {
        let name = self.string()?.to_string();
        let definition = self.string()?.to_string();
        let field = self.number()? as u16;
        let forms = (0..self.number()?).map(|_| self.form(words)).collect::<Option<_>>()?;
        Some(Entry { name, definition, field, forms })
    }

    fn form(&mut self, words: &[&str]) -> Option<Form> {
        let head = self.number()?;
        let words = (0..head / 2).map(|_| self.number().and_then(|w| words.get(w)).map(|w| w.to_string())).collect::<Option<_>>()?;
        Some(Form { words, weak: head % 2 == 1 })
    }
}
