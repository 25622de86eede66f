//! The name under which a skill is shown.

use super::gerund::as_gerund;
use crate::lexicon::Entry;
use crate::text::{Shape, spelling::normalised};

/// The name of a skill from the forms it takes in these texts, most frequent first.
///
/// For a lexicon skill the entry's name, as the texts spell it, if it stands in them at least half as often as any other form of the entry that
/// reads as a name; else that other form. For a discovered one the commonest form that reads as a noun phrase.
///
/// `forms`: surface forms, lower case, with their counts, sorted by count.
pub fn display_name(entry: Option<&Entry>, forms: &[(String, u32)]) -> String {
    let Some(entry) = entry else {
        let best = forms.iter().max_by(|a, b| preference(a).total_cmp(&preference(b)).then_with(|| b.0.cmp(&a.0)));
        return best.map_or_else(String::new, |f| as_gerund(&f.0));
    };
    let own = |form: &str| entry.forms.iter().any(|f| f.words.iter().map(String::as_str).eq(words(form)));
    // Of a kind of the skill ("early user research") only what names the skill.
    let named: Vec<(String, u32)> = forms.iter().map(|(form, n)| (ending_in_own(form, own), *n)).collect();
    let forms = &named;
    let of_name: u32 = forms.iter().filter(|f| is_inflection(&f.0, &entry.name)).map(|f| f.1).sum();
    let other = forms.iter().find(|f| is_nominal(&f.0) && !is_inflection(&f.0, &entry.name) && own(&f.0));
    match other {
        Some((form, n)) if *n > 2 * of_name => form.clone(),
        _ => forms.iter().find(|f| is_spelling(&f.0, &entry.name)).map_or_else(|| entry.name.clone(), |f| f.0.clone()),
    }
}

/// The words at the end of a form that are one of the entry's own, two at least; the form itself where there are none such, or all of it is its own.
fn ending_in_own(form: &str, own: impl Fn(&str) -> bool) -> String {
    let mut rest = form;
    if !own(form) {
        while let Some((_, shorter)) = rest.split_once(' ') {
            rest = shorter;
            if rest.contains([' ', '-']) && own(rest) {
                return rest.to_string();
            }
        }
    }
    form.to_string()
}

fn words(form: &str) -> impl Iterator<Item = &str> {
    form.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|w| !w.is_empty())
}

/// Whether two forms are the same words in two spellings: "programme management" and "program management".
fn is_spelling(a: &str, b: &str) -> bool {
    let spelt = |form| words(form).map(normalised).collect::<Vec<_>>();
    spelt(a) == spelt(b)
}

/// Whether a form reads as a noun or gerund phrase: a phrase unless it opens with a verb or closes like an adjective; a word by its ending.
fn is_nominal(form: &str) -> bool {
    const ADJECTIVES: [&str; 9] = ["ed", "ly", "ive", "ous", "able", "ible", "ful", "en", "al"];
    let last = form.rsplit([' ', '-']).next().unwrap_or(form);
    if form.contains(' ') {
        return as_gerund(form) == form && !ADJECTIVES.iter().any(|e| last.ends_with(e));
    }
    const ENDINGS: [&str; 24] = [
        "ing", "tion", "sion", "ment", "ship", "ness", "ity", "ance", "ence", "sis", "ism", "ics", "logy", "cy", "ery", "phy", "thy", "gy",
        "try", "ure", "hood", "dom", "tude", "ing",
    ];
    const NOUNS: [&str; 14] = [
        "art",
        "control",
        "craft",
        "design",
        "feedback",
        "foresight",
        "insight",
        "inquiry",
        "law",
        "policy",
        "research",
        "skills",
        "trust",
        "use",
    ];
    let last = form.rsplit(' ').next().unwrap_or(form);
    let first = form.split([' ', '-']).next().unwrap_or(form);
    NOUNS.contains(&last)
        || ENDINGS.iter().any(|e| last.len() > e.len() + 2 && last.ends_with(e))
        || (first.len() > 5 && first.ends_with("ing"))
}

/// Whether two phrases are made of the same words but for their endings and order: "collaborate" and "collaboration".
fn is_inflection(a: &str, b: &str) -> bool {
    let words = |s: &str| s.split([' ', '-']).filter(|w| w.len() > 2).map(String::from).collect::<Vec<_>>();
    let near = |x: &String, y: &String| {
        x.bytes().zip(y.bytes()).take_while(|(p, q)| p == q).count() >= x.len().min(y.len()).saturating_sub(2).clamp(4, 6)
    };
    let (a, b) = (words(a), words(b));
    a.len() == b.len() && a.iter().all(|x| b.iter().any(|y| x == y || near(x, y)))
}

/// How well a form serves as a name: its count, less where it reads as a verb or is long.
fn preference(form: &(String, u32)) -> f64 {
    let words: Vec<&str> = form.0.split(' ').collect();
    let first = words[0];
    let last = words[words.len() - 1];
    let mut worth = f64::from(form.1);
    if first.ends_with("ed") || last.ends_with("ed") && words.len() == 1 {
        worth *= 0.2;
    }
    if words.len() > 4 {
        worth *= 0.5;
    }
    if first.ends_with("ing")
        || last.ends_with("ing")
        || ["tion", "ment", "ship", "sion", "ness", "ity", "ics"].iter().any(|e| last.ends_with(e))
    {
        worth *= 1.5;
    }
    worth
}

/// A surface form as it is listed: lower case unless it is an abbreviation, white space folded.
pub fn listed_form(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let word = |w: &str| if shape(w) == Shape::Upper { w.to_string() } else { w.to_lowercase() };
    folded.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn shape(word: &str) -> Shape {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let short = letters.len() > 1 && letters.len() <= 6;
    if short && letters.iter().all(|c| c.is_uppercase()) { Shape::Upper } else { Shape::Lower }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_listed_in_lower_case_but_for_abbreviations() {
        assert_eq!(listed_form("User\n Research"), "user research");
        assert_eq!(listed_form("M&E"), "M&E");
        assert_eq!(listed_form("CO-DESIGNING"), "co-designing");
    }

    #[test]
    fn a_lexicon_skill_takes_the_name_that_the_texts_give_it() {
        let form = |words: &str| crate::lexicon::Form { words: words.split(' ').map(String::from).collect(), weak: false };
        let entry = Entry {
            name: "capacity building".into(),
            definition: String::new(),
            field: 0,
            forms: vec![form("capacity building"), form("training")],
        };
        assert_eq!(display_name(Some(&entry), &[("training".into(), 3), ("building capacity".into(), 1)]), "training");
        assert_eq!(display_name(Some(&entry), &[("building capacity".into(), 3), ("training".into(), 2)]), "capacity building");
        assert_eq!(display_name(Some(&entry), &[("to train".into(), 3)]), "capacity building");
        let entry = Entry { name: "programme management".into(), forms: vec![form("program management")], ..entry };
        assert_eq!(display_name(Some(&entry), &[("program management".into(), 1)]), "program management");
    }

    #[test]
    fn verb_phrases_become_gerunds() {
        for (form, name) in [
            ("share ideas early", "sharing ideas early"),
            ("run workshops", "running workshops"),
            ("work closely", "working closely"),
            ("user needs", "user needs"),
            ("design", "design"),
        ] {
            assert_eq!(as_gerund(form), name);
        }
    }

    #[test]
    fn a_discovered_skill_is_named_by_its_commonest_nominal_form() {
        let forms = [("wayfound".to_string(), 3), ("wayfinding".to_string(), 2)];
        assert_eq!(display_name(None, &forms), "wayfinding");
    }
}
