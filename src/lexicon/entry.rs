//! The lexicon as it is unpacked from its compact table.

use std::collections::BTreeSet;
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

/// A skill of a person's own list, to be put beside the entries of a lexicon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Its name.
    pub name: String,
    /// What it means; may be empty.
    pub definition: String,
    /// The ways it is said, each as its words in lower case.
    pub forms: Vec<Vec<String>>,
}

/// The field of skills of a person's own list.
pub const OWN_FIELD: &str = "Your own list";

/// All entries.
#[derive(Debug)]
pub struct Lexicon {
    /// The broad fields.
    pub fields: Vec<String>,
    /// The entries, by name; a person's own follow, by name too.
    pub entries: Vec<Entry>,
    own_from: usize,
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

    /// A lexicon that names nothing.
    pub fn empty() -> Lexicon {
        Lexicon { fields: Vec::new(), entries: Vec::new(), own_from: 0, hash: 0 }
    }

    /// This lexicon with a person's own skills beside its entries, or instead of them where `only`.
    ///
    /// Entries keep their numbers, since the model has learned them. A form that both have is the own skill's, and where an own skill has the
    /// name of an entry it has all of its forms. Own skills beyond the last number that an entry can have are left out. Cost: linear.
    ///
    /// ```
    /// use skillsift::lexicon::{Lexicon, Own};
    /// let own = Own { name: "rowing".into(), definition: String::new(), forms: vec![vec!["rowing".into()], vec!["prototyping".into()]] };
    /// let lexicon = Lexicon::built_in().with(vec![own], false);
    /// let rowing = lexicon.entries.len() - 1;
    /// assert!(lexicon.is_own(rowing as u16));
    /// let theirs = lexicon.entries[..rowing].iter().flat_map(|e| &e.forms);
    /// assert!(theirs.into_iter().all(|f| f.words != ["prototyping"]));
    /// ```
    pub fn with(&self, mut own: Vec<Own>, only: bool) -> Lexicon {
        own.sort_by(|a, b| a.name.cmp(&b.name));
        own.truncate(usize::from(EntryId::MAX) - self.entries.len());
        let said: BTreeSet<Vec<String>> = own.iter().flat_map(|o| o.forms.iter().cloned()).collect();
        let mut entries = self.entries.clone();
        let mut bytes = self.hash.to_le_bytes().to_vec();
        bytes.push(u8::from(only));
        let field = self.fields.len() as u16;
        let mut ours = Vec::with_capacity(own.len());
        for Own { name, definition, mut forms } in own {
            let claimed = entries[..self.own_from].binary_search_by(|e| e.name.to_lowercase().cmp(&name.to_lowercase()));
            if let (Ok(at), false) = (claimed, only) {
                forms.extend(std::mem::take(&mut entries[at].forms).into_iter().map(|f| f.words));
            }
            forms.sort();
            forms.dedup();
            for part in [&name, &definition].into_iter().chain(forms.iter().flatten()) {
                bytes.extend_from_slice(part.as_bytes());
                bytes.push(0);
            }
            // One word may mean much else; the list's own name is meant.
            let weak = |words: &[String]| words.len() == 1 && words[0] != name.to_lowercase();
            let forms = forms.into_iter().map(|words| Form { weak: weak(&words), words }).collect();
            ours.push(Entry { name, definition, field, forms });
        }
        for entry in &mut entries {
            entry.forms.retain(|form| !only && !said.contains(&form.words));
        }
        entries.extend(ours);
        let fields = self.fields.iter().cloned().chain([OWN_FIELD.to_string()]).collect();
        let hash = xxhash_rust::xxh3::xxh3_64(&bytes);
        Lexicon { fields, entries, own_from: self.own_from, hash }
    }

    /// Whether an entry is of a person's own list.
    pub fn is_own(&self, entry: EntryId) -> bool {
        usize::from(entry) >= self.own_from
    }

    /// The hash of the content.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// Number of entries and a hash of their content, for reports.
    pub fn version(&self) -> String {
        match self.entries.len() - self.own_from {
            0 => format!("{} skills, {:08x}", self.entries.len(), self.hash as u32),
            own => format!("{} skills and {own} of an own list, {:08x}", self.own_from, self.hash as u32),
        }
    }

    /// The entry named `name`. Cost: a binary search.
    pub fn find(&self, name: &str) -> Option<EntryId> {
        self.entries[..self.own_from].binary_search_by(|e| e.name.as_str().cmp(name)).ok().map(|i| i as EntryId)
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
        let entries: Vec<Entry> = (0..self.number()?).map(|_| self.entry(&words)).collect::<Option<_>>()?;
        let own_from = entries.len();
        Some(Lexicon { fields, entries, own_from, hash: xxhash_rust::xxh3::xxh3_64(self.bytes) })
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
