//! Which phrases are variants of one term: word order, closed compounds, praise, and the lexicon's own forms turned round.

use super::is_content;
use super::term::TermKey;
use crate::lexicon::{EntryId, Lexicon};
use crate::text::Vocabulary;
use rustc_hash::FxHashMap;

/// Adjectives that praise a skill without making it another: "effective collaboration" is collaboration. As stems.
const PRAISE: [&str; 34] = [
    "activ", "appropri", "basic", "better", "big", "broad", "clear", "close", "continu", "core", "deep", "earli", "early", "effect",
    "effici", "essenti", "excel", "extens", "genuin", "good", "great", "high", "import", "key", "meaning", "new", "ongo", "proven", "real",
    "robust", "sound", "strong", "success", "true",
];

/// The lexicon's trusted forms by the stems of their content words, sorted and run together.
pub(super) struct Variants {
    entries: FxHashMap<String, EntryId>,
}

impl Variants {
    /// Of a lexicon whose words the vocabulary may know already; where two entries share a form's stems, it is neither's. Cost: linear in its forms.
    ///
    /// A phrase comes here only once the model has taken it for a skill, so a single stem may lead to its entry too: "collaborative" to collaboration.
    pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Variants {
        let mut entries: FxHashMap<String, Option<EntryId>> = FxHashMap::default();
        for (number, entry) in lexicon.entries.iter().enumerate() {
            // What a person lists is meant, be it one word: the phrase that holds it was taken for a skill already.
            for form in entry.forms.iter().filter(|f| !f.weak || lexicon.is_own(number as EntryId)) {
                let words: Vec<_> = form.words.iter().filter(|w| is_content(w)).map(|w| vocabulary.intern(w)).collect();
                // "Say no" without its second word is hardly the same.
                if words.len() < form.words.len().min(2) {
                    continue;
                }
                let mut stems: Vec<&str> = words.iter().map(|&t| vocabulary.stem_word(vocabulary.stem(t))).collect();
                stems.sort_unstable();
                let this = number as EntryId;
                let owner = entries.entry(stems.concat()).or_insert(Some(this));
                if *owner != Some(this) {
                    // A person's own list has the last word.
                    let ours = lexicon.is_own(this) && owner.is_none_or(|other| !lexicon.is_own(other));
                    *owner = ours.then_some(this);
                }
            }
        }
        entries.remove("");
        Variants { entries: entries.into_iter().filter_map(|(stems, entry)| Some((stems, entry?))).collect() }
    }

    /// The term of a phrase from the stems of its content words, sorted. Cost: two look-ups.
    pub(super) fn key(&self, mut stems: Vec<&str>) -> TermKey {
        let whole = stems.concat();
        if let Some(&entry) = self.entries.get(&whole) {
            return TermKey::Entry(entry);
        }
        stems.retain(|s| PRAISE.binary_search(s).is_err());
        if stems.is_empty() {
            return TermKey::Stems(whole);
        }
        let bare = stems.concat();
        self.entries.get(&bare).map_or(TermKey::Stems(bare), |&entry| TermKey::Entry(entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variants() -> Variants {
        Variants::new(Lexicon::built_in(), &mut Vocabulary::default())
    }

    #[test]
    fn praise_is_sorted() {
        assert!(PRAISE.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn praise_and_closed_compounds_are_variants() {
        let v = variants();
        assert_eq!(v.key(vec!["book", "sprint"]), v.key(vec!["booksprint"]));
        assert_eq!(v.key(vec!["effect", "wayfind"]), v.key(vec!["wayfind"]));
        assert_eq!(v.key(vec!["effect"]), TermKey::Stems("effect".into()));
    }

    #[test]
    fn another_word_order_is_the_lexicon_form() {
        let entry = Lexicon::built_in().find("systems thinking").expect("an entry");
        assert_eq!(variants().key(vec!["system", "think"]), TermKey::Entry(entry));
    }
}
