//! Which phrases are variants of one term: word order, closed compounds, praise, and the lexicon's own forms turned round.

use super::is_content;
use super::kin::are_kin;
use super::term::TermKey;
use crate::lexicon::{Entry, EntryId, Lexicon};
use crate::text::Vocabulary;
use rustc_hash::FxHashMap;

/// Adjectives that praise a skill without making it another: "effective collaboration" is collaboration. As stems.
const PRAISE: [&str; 37] = [
    "activ", "appropri", "basic", "better", "big", "broad", "clear", "close", "continu", "core", "deep", "earli", "early", "effect",
    "effici", "essenti", "excel", "extens", "genuin", "good", "great", "high", "import", "key", "meaning", "new", "ongo", "outstand",
    "posit", "proven", "real", "robust", "solid", "sound", "strong", "success", "true",
];

/// The lexicon's trusted forms by the stems of their content words, sorted and run together.
pub(super) struct Variants {
    entries: FxHashMap<String, Owner>,
    /// Names of one word: their plural is meant by no other entry.
    names: FxHashMap<String, EntryId>,
}

/// The entry that forms of the same stems belong to.
struct Owner {
    entry: EntryId,
    /// How well it deserves them, beside others of the same stems.
    rank: u8,
    /// The forms, each written as one word: a single stem says too little, since observation and observability share theirs.
    closed: Vec<String>,
}

/// A content word of a phrase.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) stem: &'a str,
    pub(super) word: &'a str,
}

impl Variants {
    /// Of a lexicon whose words the vocabulary may know already; where two entries share a form's stems, it is the one's that has it for a name, else
    /// neither's. Cost: linear in its forms.
    ///
    /// A phrase comes here only once the model has taken it for a skill, so a single stem may lead to its entry too: "collaborative" to collaboration.
    pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Variants {
        let mut entries: FxHashMap<String, Option<Owner>> = FxHashMap::default();
        for (number, entry) in lexicon.entries.iter().enumerate() {
            let this = number as EntryId;
            // What a person lists is meant, be it one word: the phrase that holds it was taken for a skill already.
            for (at, form) in entry.forms.iter().enumerate().filter(|(_, f)| !f.weak || lexicon.is_own(this)) {
                let words: Vec<_> = form.words.iter().filter(|w| is_content(w)).map(|w| vocabulary.intern(w)).collect();
                // "Say no" without its second word is hardly the same.
                if words.len() < form.words.len().min(2) {
                    continue;
                }
                let mut stems: Vec<&str> = words.iter().map(|&t| vocabulary.stem_word(vocabulary.stem(t))).collect();
                stems.sort_unstable();
                // A person's own list has the last word, then a name.
                let rank = 2 * u8::from(lexicon.is_own(this)) + u8::from(at == 0);
                let new = || Owner { entry: this, rank, closed: Vec::new() };
                let owner = entries.entry(stems.concat()).or_insert_with(|| Some(new()));
                match owner {
                    Some(o) if o.entry == this => o.rank = o.rank.max(rank),
                    Some(o) if rank < o.rank => continue,
                    Some(o) if rank > o.rank => *owner = Some(new()),
                    None if rank > 0 => *owner = Some(new()),
                    _ => *owner = None,
                }
                if let Some(owner) = owner {
                    owner.closed.push(words.iter().map(|&t| vocabulary.word(t)).collect());
                }
            }
        }
        entries.remove("");
        let one_word = |(number, entry): (usize, &Entry)| match &entry.forms.first()?.words[..] {
            [word] => Some((word.clone(), number as EntryId)),
            _ => None,
        };
        Variants {
            entries: entries.into_iter().filter_map(|(stems, entry)| Some((stems, entry?))).collect(),
            names: lexicon.entries.iter().enumerate().filter_map(one_word).collect(),
        }
    }

    /// The term of a phrase from its content words, sorted by stem. Cost: two look-ups.
    pub(super) fn key(&self, mut words: Vec<Word>) -> TermKey {
        if let [only] = words[..]
            && let Some(&entry) = only.word.strip_suffix('s').and_then(|word| self.names.get(word))
        {
            return TermKey::Entry(entry);
        }
        let whole = run_together(&words);
        if let Some(entry) = self.entry(&whole, &words) {
            return TermKey::Entry(entry);
        }
        words.retain(|w| PRAISE.binary_search(&w.stem).is_err());
        if words.is_empty() {
            return TermKey::Stems(whole);
        }
        let bare = run_together(&words);
        self.entry(&bare, &words).map_or(TermKey::Stems(bare), TermKey::Entry)
    }

    fn entry(&self, stems: &str, words: &[Word]) -> Option<EntryId> {
        let owner = self.entries.get(stems)?;
        let fits = match words {
            [only] => owner.closed.iter().any(|form| are_kin(form, only.word, only.stem)),
            _ => true,
        };
        fits.then_some(owner.entry)
    }
}

fn run_together(words: &[Word]) -> String {
    words.iter().map(|w| w.stem).collect()
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

    /// The key of words that are their own stems.
    fn key(v: &Variants, stems: &[&str]) -> TermKey {
        v.key(stems.iter().map(|stem| Word { stem, word: stem }).collect())
    }

    #[test]
    fn praise_and_closed_compounds_are_variants() {
        let v = variants();
        assert_eq!(key(&v, &["book", "sprint"]), key(&v, &["booksprint"]));
        assert_eq!(key(&v, &["effect", "wayfind"]), key(&v, &["wayfind"]));
        assert_eq!(key(&v, &["effect"]), TermKey::Stems("effect".into()));
    }

    #[test]
    fn a_form_of_two_words_may_be_written_as_one() {
        let listed = crate::skill_list::SkillList::read("x.csv", b"name\nbook sprint\n");
        let v = Variants::new(&listed.lexicon(true), &mut Vocabulary::default());
        assert_eq!(key(&v, &["booksprint"]), key(&v, &["book", "sprint"]));
        assert!(matches!(key(&v, &["booksprint"]), TermKey::Entry(_)));
    }

    #[test]
    fn another_word_order_is_the_lexicon_form() {
        let entry = Lexicon::built_in().find("systems thinking").expect("an entry");
        assert_eq!(key(&variants(), &["system", "think"]), TermKey::Entry(entry));
    }

    #[test]
    fn a_name_is_worth_more_than_another_form() {
        let entry = Lexicon::built_in().find("decision making").expect("an entry");
        assert_eq!(key(&variants(), &["decis", "effect", "make"]), TermKey::Entry(entry));
    }

    #[test]
    fn the_plural_of_a_name_is_the_name() {
        let entry = Lexicon::built_in().find("innovation").expect("an entry");
        let innovations = Word { stem: "innov", word: "innovations" };
        assert_eq!(variants().key(vec![innovations]), TermKey::Entry(entry));
    }

    #[test]
    fn a_single_stem_is_an_entry_for_kin_only() {
        let v = variants();
        let entry = Lexicon::built_in().find("facilitation").expect("an entry");
        let key = |word| v.key(vec![Word { stem: "facilit", word }]);
        assert_eq!(key("facilitating"), TermKey::Entry(entry));
        assert_eq!(key("facilities"), TermKey::Stems("facilit".into()));
    }
}
