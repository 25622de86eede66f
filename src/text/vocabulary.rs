//! Types: each distinct lower-case word once, with what is known of it.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// Number of a type in one [`Vocabulary`]. Numbers depend on the order of reading: they never leave the engine.
pub type TypeId = u32;

/// Number of a stem in one [`Vocabulary`]; the same for all types that share it.
pub type StemId = u32;

/// Interns words and asks the stemmer once per type.
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, TypeId>,
    words: Vec<Box<str>>,
    hashes: Vec<u64>,
    stems: Vec<StemId>,
    stem_ids: FxHashMap<Box<str>, StemId>,
    stem_words: Vec<Box<str>>,
    stemmer: Stemmer,
    folded: String,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            ids: FxHashMap::default(),
            words: Vec::new(),
            hashes: Vec::new(),
            stems: Vec::new(),
            stem_ids: FxHashMap::default(),
            stem_words: Vec::new(),
            stemmer: Stemmer::create(Algorithm::English),
            folded: String::new(),
        }
    }
}

impl Vocabulary {
    /// The type of a word as it stands in a text: lower case, typographic apostrophes straight, soft hyphens gone.
    pub fn intern(&mut self, word: &str) -> TypeId {
        fold(word, &mut self.folded);
        if let Some(&id) = self.ids.get(self.folded.as_str()) {
            return id;
        }
        let id = self.words.len() as TypeId;
        let stem = stem_of(&self.stemmer, &self.folded);
        let stem_id = match self.stem_ids.get(stem.as_str()) {
            Some(&s) => s,
            None => {
                let s = self.stem_words.len() as StemId;
                self.stem_ids.insert(stem.as_str().into(), s);
                self.stem_words.push(stem.as_str().into());
                s
            }
        };
        self.ids.insert(self.folded.as_str().into(), id);
        self.hashes.push(xxh3_64(self.folded.as_bytes()));
        self.words.push(self.folded.as_str().into());
        self.stems.push(stem_id);
        id
    }

    /// The word of a type.
    pub fn word(&self, id: TypeId) -> &str {
        &self.words[id as usize]
    }

    /// The hash of a type's word: the same in every vocabulary, unlike its number.
    pub fn hash(&self, id: TypeId) -> u64 {
        self.hashes[id as usize]
    }

    /// The stem of a type.
    pub fn stem(&self, id: TypeId) -> StemId {
        self.stems[id as usize]
    }

    /// The stem's letters.
    pub fn stem_word(&self, id: StemId) -> &str {
        &self.stem_words[id as usize]
    }

    /// Number of types so far.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no word was seen.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// The hash that [`Vocabulary::hash`] gives the type of a word; `folded` is room to work in.
///
/// ```
/// use skillsift::text::{Vocabulary, word_hash};
/// let mut vocabulary = Vocabulary::default();
/// let id = vocabulary.intern("Listening");
/// assert_eq!(word_hash("LISTENING", &mut String::new()), vocabulary.hash(id));
/// ```
pub fn word_hash(word: &str, folded: &mut String) -> u64 {
    fold(word, folded);
    xxh3_64(folded.as_bytes())
}

fn fold(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '’' | '‘' | 'ʼ' => out.push('\''),
            '\u{ad}' => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// The stem of a folded word: Snowball English over one spelling, so that "organise", "organize" and "organisation" meet.
fn stem_of(stemmer: &Stemmer, word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let spelt = super::spelling::normalised(word);
    stemmer.stem(&spelt).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, stem: &str) {
        let mut v = Vocabulary::default();
        for w in words.split(' ') {
            let id = v.intern(w);
            assert_eq!(v.stem_word(v.stem(id)), stem, "{w}");
        }
    }

    #[test]
    fn spellings_and_inflections_share_a_stem() {
        check("organise organize Organised organizing", "organ");
        check("behaviour behavior behaviours behavioral behavioural", "behavior");
        check("modelling modeling models", "model");
        check("programme program programmes", "program");
        check("visualisation visualization visualise", "visual");
        check("user’s user's users", "user");
    }

    #[test]
    fn a_type_is_interned_once() {
        let mut v = Vocabulary::default();
        let a = v.intern("Co\u{ad}design");
        assert_eq!(a, v.intern("codesign"));
        assert_eq!(v.word(a), "codesign");
        assert_eq!(v.len(), 1);
    }
}
