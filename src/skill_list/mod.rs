//! A person's own list of skills: a table, ESCO's export, or SKOS as RDF/XML, Turtle or JSON-LD, brought to names, variants and definitions.
//!
//! Nothing here can fail: what is wrong with a file is told beside what could be read of it.

mod concept;
mod json_ld;
mod rdf_xml;
mod table;
mod turtle;

use crate::candidate::is_content;
use crate::lexicon::{Lexicon, Own};
use crate::problem::Problem;
use crate::read::decoded;
use crate::text::for_each_word;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// What to do with a file that is none.
const NO_LIST: &str = "A list is a table with a column of names, or SKOS as RDF/XML, Turtle or JSON-LD.";
/// How a workbook begins; "PK" alone may be the first word of a table.
const ZIP: &[u8] = b"PK\x03\x04";
/// Most bytes of a list; ESCO's English table has 15 MB.
const MOST_BYTES: usize = 96 << 20;
/// Most skills: with the built-in ones they must have numbers of 16 bits.
const MOST_SKILLS: usize = 40_000;
/// Most variants over all skills; ESCO has some 100,000.
const MOST_VARIANTS: usize = 400_000;
/// Most words of a name or variant: nobody says more, and the matcher looks no further.
const MOST_WORDS: usize = 10;
/// Most bytes of a name or variant.
const MOST_NAME: usize = 300;
/// Most bytes of a definition that are kept.
const MOST_DEFINITION: usize = 600;

/// One skill as its list has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Other ways to say it.
    pub variants: Vec<String>,
    /// What it means; empty where the list does not say.
    pub definition: String,
}

/// A list of skills, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SkillList {
    /// The skills, by name, none twice.
    pub skills: Vec<Listed>,
    /// What went wrong, or was left out.
    pub problems: Vec<Problem>,
}

impl SkillList {
    /// Reads a list. Any bytes will do; what cannot be understood gives no skills and a problem. Cost: linear, but for sorting.
    ///
    /// ```
    /// use skillsift::skill_list::SkillList;
    /// let list = SkillList::read("skills.csv", b"name,variants\nWayfinding,finding the way; orienteering\n");
    /// assert_eq!(list.skills[0].variants, ["finding the way", "orienteering"]);
    /// ```
    pub fn read(name: &str, bytes: &[u8]) -> SkillList {
        if bytes.len() > MOST_BYTES {
            let what = format!("The list is larger than {} MB.", MOST_BYTES >> 20);
            return SkillList::refused("list-too-large", &what, "Leave out what is not needed, such as other languages.");
        }
        let text = if bytes.starts_with(ZIP) { String::new() } else { decoded(bytes) };
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let mut list = if turtle::is_turtle(name, start) {
            turtle::read(start)
        } else if start.starts_with('<') {
            rdf_xml::read(start)
        } else if json_ld::is_json(start) {
            json_ld::read(start)
        } else {
            table::read(name, bytes, &text)
        };
        list.tidy();
        if list.skills.is_empty() && list.problems.is_empty() {
            return SkillList::refused("no-skills", "No skills were found in the list.", NO_LIST);
        }
        list
    }

    fn refused(code: &str, what: &str, remedy: &str) -> SkillList {
        SkillList { skills: Vec::new(), problems: vec![Problem::unread(code, what, remedy)] }
    }

    /// How many ways of saying its skills the list has.
    pub fn forms(&self) -> usize {
        self.skills.iter().map(|s| 1 + s.variants.len()).sum()
    }

    /// The lexicon with this list beside it, or instead of it where `only`.
    pub fn lexicon(&self, only: bool) -> Lexicon {
        let own = |s: &Listed| Own {
            name: s.name.clone(),
            definition: s.definition.clone(),
            forms: std::iter::once(&s.name).chain(&s.variants).map(|form| words(form)).collect(),
        };
        Lexicon::built_in().with(self.skills.iter().map(own).collect(), only)
    }

    /// Names once, variants once, nothing empty, too long or too much; tells what was left out.
    fn tidy(&mut self) {
        let (mut by_name, mut unsaid, mut repeated, mut left) = (BTreeMap::<String, Listed>::new(), 0, 0, 0);
        let mut variants_left = MOST_VARIANTS;
        let mut known: FxHashSet<(String, String)> = FxHashSet::default();
        for skill in std::mem::take(&mut self.skills) {
            let name = plain(&skill.name);
            if !sayable(&name) {
                unsaid += usize::from(!name.is_empty());
                continue;
            }
            if by_name.len() == MOST_SKILLS && !by_name.contains_key(&name) {
                left += 1;
                continue;
            }
            let said = skill.variants.iter().map(|v| plain(v)).filter(|v| !v.is_empty());
            let (fit, unfit): (Vec<String>, Vec<String>) = said.partition(|v| sayable(v));
            unsaid += unfit.len();
            let slot = by_name.entry(name.clone()).or_default();
            repeated += usize::from(!slot.name.is_empty());
            slot.name = name;
            for variant in fit {
                let pair = (slot.name.clone(), variant);
                if pair.1 == slot.name || known.contains(&pair) {
                    continue;
                }
                if variants_left == 0 {
                    left += 1;
                    continue;
                }
                variants_left -= 1;
                slot.variants.push(pair.1.clone());
                known.insert(pair);
            }
            if slot.definition.is_empty() {
                slot.definition = shortened(skill.definition.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        self.skills = by_name.into_values().collect();
        let mut note = |n: usize, code: &str, what: String, remedy: &str| {
            if n > 0 {
                self.problems.push(Problem::note(code, what, remedy));
            }
        };
        note(
            repeated,
            "repeated-skills",
            format!("{repeated} names stand in the list more than once; their variants were put together."),
            "Nothing needs to be done.",
        );
        let long = format!(
            "{unsaid} names or variants were left out: they hold more than {MOST_WORDS} words or {MOST_NAME} letters, or only such as \"it\" and \"did\"."
        );
        note(unsaid, "unsayable-names", long, "Shorten them if they matter.");
        let many = format!("{left} skills or variants were left out: {MOST_SKILLS} skills and {MOST_VARIANTS} variants are the most.");
        note(left, "list-too-long", many, "Leave out what is not needed.");
    }
}

/// A name as it is kept: on one line, single blanks, lower case where it is no abbreviation.
fn plain(text: &str) -> String {
    let word = |w: &str| {
        let capitals = w.chars().filter(|c| c.is_uppercase()).count();
        if capitals == 1 && w.chars().next().is_some_and(char::is_uppercase) { w.to_lowercase() } else { w.to_string() }
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

fn words(form: &str) -> Vec<String> {
    let mut out = Vec::new();
    for_each_word(form, 0, |s| out.push(s.of(form).to_lowercase()));
    out
}

fn sayable(form: &str) -> bool {
    if form.len() > MOST_NAME {
        return false;
    }
    let words = words(form);
    (1..=MOST_WORDS).contains(&words.len()) && words.iter().any(|w| is_content(w) && w.chars().any(char::is_alphabetic))
}

fn shortened(mut text: String) -> String {
    if text.len() > MOST_DEFINITION {
        let mut end = MOST_DEFINITION;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push('…');
    }
    text
}

/// What the readers of lists are held to: the names, variants and definitions that a text gives.
#[cfg(test)]
#[track_caller]
fn check(name: &str, text: &str, expected: &[(&str, &[&str], &str)]) -> SkillList {
    let list = SkillList::read(name, text.as_bytes());
    let got: Vec<(&str, Vec<&str>, &str)> =
        list.skills.iter().map(|s| (s.name.as_str(), s.variants.iter().map(String::as_str).collect(), s.definition.as_str())).collect();
    let expected: Vec<(&str, Vec<&str>, &str)> = expected.iter().map(|(n, v, d)| (*n, v.to_vec(), *d)).collect();
    assert_eq!(got, expected, "{text}");
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_list_says_so() {
        for bytes in
            [&b""[..], b"<html><p>no</p></html>", b"\0\x01\x02", b"PK\x03\x04", b"{", b"[{}]", b"@prefix", b"<http://x/1> <p> <q> ."]
        {
            let list = SkillList::read("x.csv", bytes);
            assert!(list.skills.is_empty() && !list.problems.is_empty(), "{bytes:?}");
        }
        assert_eq!(SkillList::read("x.ttl", b"").problems[0].code, "no-skills");
    }

    #[test]
    fn a_table_may_begin_as_a_workbook_does() {
        let list = SkillList::read("skills.txt", b"PKI\ncaf\xe9 work\n");
        assert_eq!(list.skills.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["PKI", "caf\u{e9} work"]);
    }

    #[test]
    fn names_are_kept_once_and_long_ones_told() {
        let long = "a word ".repeat(12);
        let list =
            SkillList::read("x.csv", format!("name,variants\nRowing,sculling|Rowing|DID\nrowing,oarsmanship\n{long},x\nSQL,\n").as_bytes());
        assert_eq!(list.skills.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["SQL", "rowing"]);
        assert_eq!(list.skills[1].variants, ["sculling", "oarsmanship"]);
        assert_eq!(list.problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["repeated-skills", "unsayable-names"]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            SkillList::read("list.csv", &bytes);
        }

        #[test]
        fn any_text_is_read(head in "(<rdf:RDF>|<skos:Concept>|@prefix : <x#> .\n|:a :prefLabel |\\{\"prefLabel\": |\\[\\{|name,variants\n|conceptType\tpreferredLabel\n|sep=)?", text in "[\\PC\n\"<>,;|]{0,200}") {
            let list = SkillList::read("list", format!("{head}{text}").as_bytes());
            prop_assert!(list.skills.iter().all(|s| sayable(&s.name) && s.variants.iter().all(|v| sayable(v))));
        }
    }
}
