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
            unpacked(table).expect("invariant: the build script packed this table")
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
        entry >= self.first_own()
    }

    /// The number of the first entry of a person's own list, or that which it would have.
    pub fn first_own(&self) -> EntryId {
        self.own_from as EntryId
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

/// The numbers of one column, or the lengths of all.
struct Numbers<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Numbers<'a> {
    fn next(&mut self) -> Option<usize> {
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

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = self.next()?;
        let piece = self.bytes.get(self.at..self.at + len)?;
        self.at += len;
        Some(piece)
    }

    fn lines(&mut self) -> Option<std::str::Split<'a, char>> {
        Some(std::str::from_utf8(self.bytes()?).ok()?.split('\n'))
    }

    fn numbers(&mut self) -> Option<Numbers<'a>> {
        Some(Numbers { bytes: self.bytes()?, at: 0 })
    }
}

/// The lexicon that the build script packed; the layout stands there.
fn unpacked(table: &[u8]) -> Option<Lexicon> {
    let mut all = Numbers { bytes: table, at: 0 };
    let fields = all.lines()?.map(String::from).collect();
    let words: Vec<&str> = all.lines()?.collect();
    let (names, mut definitions) = (all.lines()?, all.lines()?);
    let (mut of_field, mut forms, mut heads, mut places, mut new) =
        (all.numbers()?, all.numbers()?, all.numbers()?, all.numbers()?, all.numbers()?);
    let mut known: Vec<&str> = Vec::new();
    let mut entries = Vec::new();
    for name in names {
        known.clear();
        let mut word = || match places.next()? {
            0 => {
                known.push(words.get(new.next()?)?);
                known.last().map(|w| w.to_string())
            }
            place => known.get(place - 1).map(|w| w.to_string()),
        };
        let mut form = || {
            let head = heads.next()?;
            Some(Form { words: (0..head / 2).map(|_| word()).collect::<Option<_>>()?, weak: head % 2 == 1 })
        };
        let (definition, field) = (definitions.next()?.to_string(), of_field.next()? as u16);
        let forms = (0..forms.next()?).map(|_| form()).collect::<Option<_>>()?;
        entries.push(Entry { name: name.to_string(), definition, field, forms });
    }
    let own_from = entries.len();
    Some(Lexicon { fields, entries, own_from, hash: xxhash_rust::xxh3::xxh3_64(table) })
}
