//! The measures of the evaluation's Python script (eval/skills/score_skills.py in the shared data), number for number.
//!
//! Two strings are the same when their stemmed content words are, in any order; they are near when one's are contained in the other's, make
//! up at least half of them, and both end in the same word. A prediction hits a gold skill when at least half of its surfaces that stand in
//! the document match that one skill; predictions and gold skills pair one to one.

use super::stem::English;
use std::collections::BTreeSet;

/// Words that carry nothing: as in the script.
const STOP: &str = "a an and at by for from in into of on or our out the their these this those to up with your its his her";

/// Content words of a string, stemmed.
type Key = Vec<String>;

/// A skill as a reader or the engine names it.
#[derive(Clone, Debug)]
pub struct Skill {
    pub name: String,
    pub surfaces: Vec<String>,
    /// 1 to 3 from readers, 0 from the engine.
    pub importance: i64,
}

/// One skill that a document mentions, as one reader or both have it.
pub struct Gold {
    /// What the first of its readers calls it.
    pub name: String,
    names: Vec<Key>,
    keys: Vec<Key>,
    /// Whether both readers have it and one of them finds it important; recall is over these.
    pub needed: bool,
}

/// The measures of one document, in the order of [`MEASURES`]; `None` where one is undefined.
pub type Row = [Option<f64>; MEASURES.len()];

/// The names of the measures.
pub const MEASURES: [&str; 8] = ["P@5", "P@10", "P@20", "R@20", "R@all", "F1@10", "named@10", "length"];

/// Stems words and compares strings.
pub struct Scorer {
    stemmer: English,
}

impl Scorer {
    pub fn new() -> Self {
        Self { stemmer: English::new() }
    }

    fn key(&self, text: &str) -> Key {
        let text = text.to_lowercase().replace('’', "'");
        words(&text).filter(|word| !STOP.split(' ').any(|stop| stop == *word)).map(|word| self.stemmer.stem(word)).collect()
    }

    /// The different non-empty keys, in order.
    fn keys<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Vec<Key> {
        let mut found = Vec::new();
        for key in texts.map(|text| self.key(text)) {
            if !key.is_empty() && !found.contains(&key) {
                found.push(key);
            }
        }
        found
    }

    fn gold(&self, entries: &[&Skill]) -> Gold {
        Gold {
            name: entries[0].name.clone(),
            names: self.keys(entries.iter().map(|entry| entry.name.as_str())),
            keys: self.keys(entries.iter().flat_map(|entry| forms(entry))),
            needed: entries.len() == 2 && entries.iter().any(|entry| entry.importance >= 2),
        }
    }

    /// Reader A's entries joined with reader B's, best overlap first, each used once; then what is left over.
    pub fn pair(&self, a: &[Skill], b: &[Skill]) -> Vec<Gold> {
        let keys_of = |skills: &[Skill]| skills.iter().map(|skill| self.keys(forms(skill))).collect::<Vec<_>>();
        let (keys_a, keys_b) = (keys_of(a), keys_of(b));
        let mut links = Vec::new();
        for (i, x) in keys_a.iter().enumerate() {
            for (j, y) in keys_b.iter().enumerate() {
                let overlap = share(x, y) + share(y, x);
                if overlap > 0.0 {
                    links.push((overlap, i, j));
                }
            }
        }
        links.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        let (mut left, mut right): (BTreeSet<_>, BTreeSet<_>) = ((0..a.len()).collect(), (0..b.len()).collect());
        let mut gold = Vec::new();
        for (_, i, j) in links {
            if left.contains(&i) && right.contains(&j) {
                left.remove(&i);
                right.remove(&j);
                gold.push(self.gold(&[&a[i], &b[j]]));
            }
        }
        gold.extend(left.into_iter().map(|i| self.gold(&[&a[i]])));
        gold.extend(right.into_iter().map(|j| self.gold(&[&b[j]])));
        gold
    }

    /// For each prediction in order, the position of the gold skill that it hits. `text` is [`flat`].
    pub fn judge(&self, predicted: &[Skill], gold: &[Gold], text: &str, exact: bool) -> Vec<Option<usize>> {
        let mut free: Vec<usize> = (0..gold.len()).collect();
        let judge_one = |skill: &Skill| {
            let keys = self.keys(skill.surfaces.iter().map(String::as_str).filter(|surface| text.contains(&flat(surface))));
            let mut best: Option<((usize, bool), usize)> = None;
            for &at in &free {
                let matched = keys.iter().filter(|key| gold[at].matches(key, exact)).count();
                let merit = (matched, gold[at].needed);
                if !keys.is_empty() && 2 * matched >= keys.len() && best.is_none_or(|(most, _)| merit > most) {
                    best = Some((merit, at));
                }
            }
            let hit = best.map(|(_, at)| at);
            free.retain(|at| Some(*at) != hit);
            hit
        };
        predicted.iter().map(judge_one).collect()
    }

    /// The measures of one document, and the position of the gold skill that each prediction hits.
    pub fn measure(&self, predicted: &[Skill], gold: &[Gold], text: &str, exact: bool) -> (Row, Vec<Option<usize>>) {
        let hits = self.judge(predicted, gold, text, exact);
        let need = gold.iter().filter(|skill| skill.needed).count();
        let first = |k: usize| hits.iter().take(k).flatten();
        let precision = |k: usize| ratio(first(k).count(), k);
        let recall = |k: usize| (need > 0).then(|| ratio(first(k).filter(|at| gold[**at].needed).count(), need));
        let right: Vec<_> =
            predicted.iter().zip(&hits).take(10).filter_map(|(skill, hit)| Some((self.key(&skill.name), (*hit)?))).collect();
        let well_named = right.iter().filter(|(name, at)| !name.is_empty() && gold[*at].keys.iter().any(|key| same(name, key))).count();
        let p10 = precision(10);
        let f1 = recall(10).map(|r10| if p10 + r10 > 0.0 { 2.0 * p10 * r10 / (p10 + r10) } else { 0.0 });
        let row = [
            Some(precision(5)),
            Some(p10),
            Some(precision(20)),
            recall(20),
            recall(usize::MAX),
            f1,
            (!right.is_empty()).then(|| ratio(well_named, right.len())),
            Some(ratio(predicted.len(), 1)),
        ];
        (row, hits)
    }
}

impl Gold {
    fn matches(&self, key: &Key, exact: bool) -> bool {
        let near = |surface: &Key| if exact || key.len() <= surface.len() { sorted(key) == sorted(surface) } else { same(key, surface) };
        self.keys.iter().any(near) || (!exact && self.names.iter().any(|name| same(key, name)))
    }
}

/// White space aside and in lower case, for finding a surface in its document.
pub fn flat(text: &str) -> String {
    // Python's white space has four control characters more.
    let words = text.split(|c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A skill's name, then its surfaces.
fn forms(skill: &Skill) -> impl Iterator<Item = &str> {
    std::iter::once(skill.name.as_str()).chain(skill.surfaces.iter().map(String::as_str))
}

/// The share of the first keys that are the same as one of the second.
fn share(of: &[Key], among: &[Key]) -> f64 {
    ratio(of.iter().filter(|key| among.iter().any(|other| same(key, other))).count(), of.len().max(1))
}

fn same(a: &Key, b: &Key) -> bool {
    if sorted(a) == sorted(b) {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (small, large): (BTreeSet<_>, BTreeSet<_>) = (short.iter().collect(), long.iter().collect());
    small.is_subset(&large) && 2 * small.len() >= large.len() && short.last() == long.last()
}

fn sorted(key: &Key) -> Vec<&String> {
    let mut key: Vec<_> = key.iter().collect();
    key.sort_unstable();
    key
}

/// Runs of letters and digits, each with at most one apostrophe inside.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let run = |text: &str| text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
        let mut end = run(rest);
        if let Some(after) = rest[end..].strip_prefix('\'')
            && run(after) > 0
        {
            end += 1 + run(after);
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

#[allow(clippy::cast_precision_loss, reason = "counts of skills in a document")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::{Scorer, Skill, flat, same, words};

    fn skill(name: &str, surfaces: &[&str], importance: i64) -> Skill {
        Skill { name: name.into(), surfaces: surfaces.iter().map(|&surface| surface.into()).collect(), importance }
    }

    #[test]
    fn words_have_at_most_one_apostrophe() {
        assert_eq!(
            words("rock'n'roll, co-design 'x' snake_case").collect::<Vec<_>>(),
            ["rock'n", "roll", "co", "design", "x", "snake", "case"]
        );
    }

    #[test]
    fn nearness_is_as_the_guideline_says() {
        let scorer = Scorer::new();
        let near = |a, b| same(&scorer.key(a), &scorer.key(b));
        assert!(near("policy design", "design"));
        assert!(near("design of policies", "policy design"));
        assert!(!near("design thinking", "design"));
        assert!(!near("working in the open with users", "users"));
    }

    #[test]
    fn a_prediction_hits_once_and_needs_its_evidence() {
        let scorer = Scorer::new();
        let reader = [skill("user research", &["talk to users", "user research"], 3), skill("testing", &["tests"], 1)];
        let gold = scorer.pair(&reader, &reader);
        let text = flat("We do user  research, talk to\nusers, and run tests.");
        let predicted = [
            skill("User research", &["user research", "Talk to users"], 0),
            skill("researching users", &["user research"], 0),
            skill("testing", &["not in the text"], 0),
            skill("test", &["tests"], 0),
        ];
        let (row, hits) = scorer.measure(&predicted, &gold, &text, false);
        assert_eq!(hits, [Some(0), None, None, Some(1)]);
        assert_eq!(row, [Some(0.4), Some(0.2), Some(0.1), Some(1.0), Some(1.0), Some(2.0 * 0.2 / 1.2), Some(1.0), Some(4.0)]);
    }
}
