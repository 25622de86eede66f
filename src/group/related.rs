//! Skills that are kept apart but share a word: participation, citizen participation, participatory budgeting.

use crate::candidate::is_content;
use crate::text::{StemId, Vocabulary};
use std::collections::BTreeMap;

/// Most related skills of one.
const MOST: usize = 6;

/// Stems that say too little for two skills that share one to be related by it.
const EMPTY: [&str; 12] = ["skill", "work", "manag", "approach", "practic", "process", "method", "make", "build", "develop", "plan", "use"];

/// For each name, the positions of up to six others, nearest first: those that share most of their words, then those earlier in the list.
/// Cost: linear in the pairs that share a stem; a stem in more than forty names relates nothing.
pub fn related(names: &[&str]) -> Vec<Vec<u32>> {
    let mut vocabulary = Vocabulary::default();
    let stems: Vec<Vec<StemId>> = names
        .iter()
        .map(|name| {
            let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && is_content(w));
            let ids: Vec<_> = words.map(|w| vocabulary.intern(w)).collect();
            let mut stems: Vec<StemId> = ids.into_iter().map(|t| vocabulary.stem(t)).collect();
            stems.retain(|&s| !EMPTY.contains(&vocabulary.stem_word(s)));
            stems.sort_unstable();
            stems.dedup();
            stems
        })
        .collect();
    let mut by_stem: BTreeMap<StemId, Vec<u32>> = BTreeMap::new();
    for (number, of_name) in stems.iter().enumerate() {
        for &s in of_name {
            by_stem.entry(s).or_default().push(number as u32);
        }
    }
    stems
        .iter()
        .enumerate()
        .map(|(number, mine)| {
            let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
            for names in mine.iter().filter_map(|s| by_stem.get(s)).filter(|n| n.len() <= 40) {
                for &other in names.iter().filter(|&&o| o as usize != number) {
                    *shared.entry(other).or_default() += 1;
                }
            }
            let mut near: Vec<(u32, usize)> = shared.into_iter().collect();
            near.sort_by_key(|&(other, n)| (stems[other as usize].len().max(mine.len()) - n, other));
            near.into_iter().take(MOST).map(|n| n.0).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_that_share_a_word_are_related() {
        let names =
            ["participation", "foresight", "citizen participation", "participatory budgeting", "project management", "risk management"];
        let found = super::related(&names);
        assert_eq!(found[0], [2]);
        assert_eq!(found[1], [0u32; 0]);
        assert_eq!(found[4], [0u32; 0]);
    }
}
