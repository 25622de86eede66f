//! Which candidate terms are the same skill.

use crate::candidate::TermKey;
use crate::lexicon::Lexicon;
use crate::text::Vocabulary;
use std::collections::BTreeMap;

/// Adjectives that praise a skill without making it another: "effective collaboration" is collaboration. As stems.
const PRAISE: [&str; 34] = [
    "activ", "appropri", "basic", "better", "big", "broad", "clear", "close", "continu", "core", "deep", "early", "earli", "effect",
    "effici", "essenti", "excel", "extens", "genuin", "good", "great", "high", "import", "key", "meaning", "new", "ongo", "proven", "real",
    "robust", "sound", "strong", "success", "true",
];

/// The skill of each term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// For each term, in the order given, the term whose skill it is; its own position where it stands for itself.
    pub leader: Vec<usize>,
}

/// Groups terms that differ only in word order, a closed compound, or a praising adjective; and phrases that are a lexicon form in another
/// order ("design of policy"). `terms` sorted. Cost: a few map look-ups a term.
pub fn group(terms: &[&TermKey], lexicon: &Lexicon) -> Grouping {
    let forms = lexicon.sorted_forms(forms_by_sorted_stems);
    let mut by_key: BTreeMap<TermKey, usize> = BTreeMap::new();
    let mut by_closed: BTreeMap<String, usize> = BTreeMap::new();
    for (number, key) in terms.iter().enumerate() {
        by_key.insert((*key).clone(), number);
        if let TermKey::Stems(stems) = key {
            by_closed.entry(closed(stems)).or_insert(number);
        }
    }
    let mut leader: Vec<usize> = (0..terms.len()).collect();
    for (number, key) in terms.iter().enumerate() {
        let TermKey::Stems(stems) = key else { continue };
        let bare = without_praise(stems);
        let entry = [stems, &bare].into_iter().find_map(|s| forms.get(s.as_str())).map(|&e| TermKey::Entry(e));
        let other = entry
            .and_then(|e| by_key.get(&e).copied())
            .or_else(|| by_key.get(&TermKey::Stems(bare.clone())).copied().filter(|_| bare != *stems))
            .or_else(|| by_closed.get(&closed(stems)).copied());
        leader[number] = other.unwrap_or(number);
    }
    // A leader may itself have a leader: follow to the end. Chains are at most two long and never circular, since each step
    // leads to an entry or to a shorter or earlier term.
    for number in 0..leader.len() {
        let mut at = number;
        for _ in 0..4 {
            at = leader[at];
        }
        leader[number] = at;
    }
    Grouping { leader }
}

/// Trusted forms by the sorted stems of their content words; where two entries share a form's stems, it is neither's.
///
/// A phrase comes here only once the model has taken it for a skill, so a single stem may lead to its entry too: "collaborative" to collaboration.
fn forms_by_sorted_stems(lexicon: &Lexicon) -> BTreeMap<String, u16> {
    use std::collections::btree_map::Entry as Slot;
    let mut vocabulary = Vocabulary::default();
    let mut out: BTreeMap<String, Option<u16>> = BTreeMap::new();
    for (number, entry) in lexicon.entries.iter().enumerate() {
        for form in entry.forms.iter().filter(|f| !f.weak) {
            let mut stems: Vec<&str> = Vec::new();
            let ids: Vec<_> = form.words.iter().filter(|w| crate::candidate::is_content(w)).map(|w| vocabulary.intern(w)).collect();
            stems.extend(ids.iter().map(|&t| vocabulary.stem_word(vocabulary.stem(t))));
            if stems.is_empty() {
                continue;
            }
            stems.sort_unstable();
            match out.entry(stems.join(" ")) {
                Slot::Vacant(slot) => _ = slot.insert(Some(number as u16)),
                Slot::Occupied(mut slot) if *slot.get() != Some(number as u16) => {
                    let ours = lexicon.is_own(number as u16) && slot.get().is_none_or(|other| !lexicon.is_own(other));
                    _ = slot.insert(ours.then_some(number as u16));
                }
                Slot::Occupied(_) => {}
            }
        }
    }
    out.into_iter().filter_map(|(stems, entry)| entry.map(|e| (stems, e))).collect()
}

fn closed(stems: &str) -> String {
    stems.replace(' ', "")
}

fn without_praise(stems: &str) -> String {
    let kept: Vec<&str> = stems.split(' ').filter(|s| !PRAISE.contains(s)).collect();
    if kept.is_empty() { stems.to_string() } else { kept.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(s: &str) -> TermKey {
        TermKey::Stems(s.into())
    }

    #[test]
    fn praise_and_closed_compounds_are_variants() {
        let terms = [stems("book sprint"), stems("booksprint"), stems("effect wayfind"), stems("wayfind")];
        let refs: Vec<&TermKey> = terms.iter().collect();
        assert_eq!(group(&refs, Lexicon::built_in()).leader, [0, 0, 3, 3]);
    }

    #[test]
    fn another_word_order_is_the_lexicon_form() {
        let lexicon = Lexicon::built_in();
        let entry = TermKey::Entry(lexicon.find("systems thinking").expect("an entry"));
        let terms = [entry, stems("system think")];
        let refs: Vec<&TermKey> = terms.iter().collect();
        assert_eq!(group(&refs, lexicon).leader, [0, 0]);
    }
}
