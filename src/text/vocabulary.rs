//! Types: each distinct lower-case word once, with what is known of it.

use rust_stemmers::{Algorithm, Stemmer};
use std::num::NonZeroU32;
use xxhash_rust::xxh3::xxh3_64;

/// Number of a type in one [`Vocabulary`]. Numbers depend on the order of reading: they never leave the engine.
pub type TypeId = u32;

/// Number of a stem in one [`Vocabulary`]; the same for all types that share it.
pub type StemId = u32;

/// Interns words and asks the stemmer once per type.
pub struct Vocabulary {
    words: Words,
    stems: Vec<StemId>,
    stem_words: Words,
    stemmer: Stemmer,
    folded: String,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            words: Words::default(),
            stems: Vec::new(),
            stem_words: Words::default(),
            stemmer: Stemmer::create(Algorithm::English),
            folded: String::new(),
        }
    }
}

impl Vocabulary {
    /// The type of a word as it stands in a text: lower case, typographic apostrophes straight, soft hyphens gone.
    pub fn intern(&mut self, word: &str) -> TypeId {
        let plain = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
        let word = if plain {
            word
        } else {
            fold(word, &mut self.folded);
            &self.folded
        };
        let id = self.words.intern(word);
        if id as usize == self.stems.len() {
            self.stems.push(self.stem_words.intern(&stem_of(&self.stemmer, word)));
        }
        id
    }

    /// The word of a type.
    pub fn word(&self, id: TypeId) -> &str {
        self.words.of(id)
    }

    /// The hash of a type's word: the same in every vocabulary, unlike its number.
    pub fn hash(&self, id: TypeId) -> u64 {
        self.words.hashes[id as usize]
    }

    /// The stem of a type.
    pub fn stem(&self, id: TypeId) -> StemId {
        self.stems[id as usize]
    }

    /// The stem's letters.
    pub fn stem_word(&self, id: StemId) -> &str {
        self.stem_words.of(id)
    }

    /// Number of types so far.
    pub fn len(&self) -> usize {
        self.stems.len()
    }

    /// Whether no word was seen.
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }
}

/// Distinct words by number, their letters end to end in one string: what is looked up for every token must lie close together.
#[derive(Default)]
struct Words {
    letters: String,
    /// Where each word ends in `letters`.
    ends: Vec<u32>,
    hashes: Vec<u64>,
    /// Open addressing: half of a word's hash and its number; a power of two long, at most half full.
    table: Vec<Option<(u32, NonZeroU32)>>,
}

impl Words {
    fn of(&self, id: u32) -> &str {
        let from = if id == 0 { 0 } else { self.ends[id as usize - 1] };
        &self.letters[from as usize..self.ends[id as usize] as usize]
    }

    fn intern(&mut self, word: &str) -> u32 {
        if self.table.len() <= 2 * self.ends.len() {
            self.grow();
        }
        let hash = xxh3_64(word.as_bytes());
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        while let Some((half, number)) = self.table[at] {
            let id = number.get() - 1;
            if half == (hash >> 32) as u32 && self.of(id) == word {
                return id;
            }
            at = (at + 1) & mask;
        }
        self.letters.push_str(word);
        self.ends.push(self.letters.len() as u32);
        self.hashes.push(hash);
        let number = NonZeroU32::new(self.ends.len() as u32);
        self.table[at] = number.map(|n| ((hash >> 32) as u32, n));
        self.ends.len() as u32 - 1
    }

    fn grow(&mut self) {
        let mask = (self.table.len() * 2).max(4_096) - 1;
        let mut table = vec![None; mask + 1];
        for id in 0..self.ends.len() as u32 {
            let hash = self.hashes[id as usize];
            let mut at = hash as usize & mask;
            while table[at].is_some() {
                at = (at + 1) & mask;
            }
            table[at] = NonZeroU32::new(id + 1).map(|n| ((hash >> 32) as u32, n));
        }
        self.table = table;
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
