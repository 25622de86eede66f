//! SKOS as JSON-LD: expanded, or with a context as vocabularies are published with.

mod token;

use super::concept::{Concepts, MOST_LABELS, Role, Subject};
use super::{NO_LIST, SkillList};
use crate::problem::Problem;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use token::{Token, Tokens};

/// Values within values deeper than this say nothing of labels.
const DEEPEST: usize = 32;

/// Whether a text looks like JSON: an object, or an array of such.
pub(super) fn is_json(start: &str) -> bool {
    start.starts_with('{') || start.strip_prefix('[').is_some_and(|rest| rest.trim_ascii_start().starts_with(['{', '[']))
}

/// Reads every object that has labels. Where the file is broken, what stands before is kept, and the line told. Cost: linear.
pub(super) fn read(text: &str) -> SkillList {
    let mut reader = Reader::default();
    let mut tokens = Tokens::new(text);
    let mut whole = true;
    for token in tokens.by_ref() {
        if !reader.take(token) {
            whole = false;
            break;
        }
    }
    let line = 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..tokens.at()]).count();
    // What was open when the file ended is told as far as it was.
    whole &= reader.open.is_empty();
    while !reader.open.is_empty() {
        reader.close();
    }
    reader.concepts.leave(reader.held.left);
    let mut list = reader.concepts.into_list();
    if !whole {
        let what = "This file is broken or ends early; what stands before was read.";
        list.problems.push(Problem::part("damaged", what, "Get a fresh copy of the list.").at(format!("line {line}")));
    }
    if list.skills.is_empty() {
        list.problems.push(Problem::unread("no-skills", "No concepts with labels in English were found in this file.", NO_LIST));
    }
    list
}

/// What the value to come is for.
#[derive(Clone, Default)]
enum For {
    /// Nothing that matters, though it may hold what does.
    #[default]
    Nothing,
    /// A property of the object around.
    Property(Role, Option<Language>),
    /// The name of the object around.
    Id,
    /// Its value and its language, where it stands for a text.
    Value,
    LanguageOfValue,
    /// A text of the object around, in the language that is its key.
    InLanguage(Language),
    /// What words mean: nothing in it is a concept.
    Context,
    /// In a context: the language of texts that tell none, what a word means, and the language it is said in.
    DefaultLanguage,
    Meaning(Word),
    MeaningLanguage(Word),
}

type Language = std::rc::Rc<str>;
type Word = std::rc::Rc<str>;

/// An object or array that has begun.
#[derive(Default)]
struct Open {
    is_for: For,
    array: bool,
    /// In an object: the key whose value comes next.
    key: Option<For>,
    id: Option<String>,
    value: Option<String>,
    language: Option<String>,
    /// Texts by language.
    texts: Vec<(Language, String)>,
    /// What was said of its own properties: texts, or nodes.
    said: Vec<(Role, Said)>,
}

enum Said {
    Text(Option<Language>, String),
    Node(String),
}

/// How much is held of objects that are still open: one may say more than there is memory for.
#[derive(Default)]
struct Held {
    now: usize,
    left: usize,
}

impl Held {
    fn room(&mut self) -> bool {
        let room = self.now < MOST_LABELS;
        self.now += usize::from(room);
        self.left += usize::from(!room);
        room
    }
}

#[derive(Default)]
struct Reader {
    open: Vec<Open>,
    held: Held,
    /// How many values are open that are too deep.
    deep: usize,
    concepts: Concepts,
    nodes: usize,
    /// What the context says of words.
    words: FxHashMap<Word, (Option<Role>, Option<Language>)>,
    language: Option<Language>,
}

impl Reader {
    /// Takes the next token; `false` where it makes no sense.
    fn take(&mut self, token: Token) -> bool {
        if self.deep > 0 {
            match token {
                Token::Open | Token::OpenArray => self.deep += 1,
                Token::Close | Token::CloseArray => self.deep -= 1,
                _ => {}
            }
            return token != Token::Broken;
        }
        let array = self.open.last().map(|open| open.array);
        let awaits_key = array == Some(false) && self.open.last().is_some_and(|open| open.key.is_none());
        match token {
            Token::Broken => return false,
            Token::Comma | Token::Colon => {}
            Token::Text(text) if awaits_key => {
                let key = self.key(&text);
                if let Some(open) = self.open.last_mut() {
                    open.key = Some(key);
                }
            }
            Token::Text(text) => {
                let is_for = self.awaited();
                self.text(is_for, text);
            }
            Token::Plain => drop(self.awaited()),
            Token::Open | Token::OpenArray if awaits_key => return false,
            Token::Open | Token::OpenArray => {
                let is_for = self.awaited();
                if self.open.len() >= DEEPEST {
                    self.deep = 1;
                } else {
                    self.open.push(Open { is_for, array: token == Token::OpenArray, ..Open::default() });
                }
            }
            Token::Close | Token::CloseArray => {
                if array != Some(token == Token::CloseArray) {
                    return false;
                }
                self.close();
            }
        }
        true
    }

    /// What the value that comes now is for.
    fn awaited(&mut self) -> For {
        match self.open.last_mut() {
            Some(open) if open.array => open.is_for.clone(),
            Some(open) => open.key.take().unwrap_or_default(),
            None => For::Nothing,
        }
    }

    /// What the value of this key is for.
    fn key(&self, key: &str) -> For {
        let within = self.open.last().map(|open| &open.is_for);
        match within {
            Some(For::Context) if key == "@language" => return For::DefaultLanguage,
            Some(For::Context) => return For::Meaning(key.into()),
            Some(For::Meaning(word)) if key == "@id" => return For::Meaning(word.clone()),
            Some(For::Meaning(word)) if key == "@language" => return For::MeaningLanguage(word.clone()),
            Some(For::Meaning(_)) => return For::Nothing,
            _ => {}
        }
        match key {
            "@context" => return For::Context,
            "@value" | "value" => return For::Value,
            "@language" | "language" | "lang" => return For::LanguageOfValue,
            "@type" | "type" => return For::Property(Role::Class, None),
            _ => {}
        }
        if let Some((role, language)) = self.words.get(key)
            && let Some(role) = role
        {
            return For::Property(*role, language.clone());
        }
        match (Role::of(key), within) {
            (Some(role), _) => For::Property(role, None),
            (None, _) if matches!(key, "@id" | "uri" | "id") => For::Id,
            // Sets and lists hold what the property around them is said to be.
            (None, Some(outer @ For::Property(..))) if matches!(key, "@set" | "@list") => outer.clone(),
            (None, Some(For::Property(..))) if key == "@none" => For::InLanguage("".into()),
            (None, Some(For::Property(..))) if is_language(key) => For::InLanguage(key.into()),
            _ => For::Nothing,
        }
    }

    fn text(&mut self, is_for: For, text: Cow<str>) {
        // Texts in an array are said of the object around it.
        let Some(open) = self.open.iter_mut().rev().find(|open| !open.array) else { return };
        match is_for {
            For::Nothing | For::Context => {}
            For::Property(..) | For::InLanguage(_) if !self.held.room() => {}
            For::Property(Role::Class, _) => open.said.push((Role::Class, Said::Node(text.into_owned()))),
            For::Property(role, language) => {
                let language = language.or_else(|| self.language.clone());
                open.said.push((role, Said::Text(language, text.into_owned())));
            }
            For::Id => open.id = Some(text.into_owned()),
            For::Value => open.value = Some(text.into_owned()),
            For::LanguageOfValue => open.language = Some(text.into_owned()),
            For::InLanguage(language) => open.texts.push((language, text.into_owned())),
            For::DefaultLanguage => self.language = Some(text.into()),
            For::Meaning(word) => self.words.entry(word).or_default().0 = Role::of(&text),
            For::MeaningLanguage(word) => self.words.entry(word).or_default().1 = Some(text.into()),
        }
    }

    /// The object or array that was opened last ends.
    fn close(&mut self) {
        let Some(mut object) = self.open.pop().filter(|open| !open.array) else { return };
        let role = match &object.is_for {
            For::Property(role, _) => Some(*role),
            _ => None,
        };
        let mut outer = self.open.iter_mut().rev().find(|open| !open.array);
        if let (Some(role), Some(outer)) = (role, &mut outer) {
            if let Some(value) = object.value.take().filter(|_| self.held.room()) {
                let language = object.language.take().map(Language::from);
                outer.said.push((role, Said::Text(language, value)));
            }
            outer.said.extend(object.texts.drain(..).map(|(language, text)| (role, Said::Text(Some(language), text))));
            // Members of a set are said of what the set is of.
            let (own, inner) = std::mem::take(&mut object.said).into_iter().partition(|(of, _)| *of == role && role != Role::Class);
            outer.said.extend::<Vec<_>>(own);
            object.said = inner;
            if (object.id.is_some() || !object.said.is_empty()) && self.held.room() {
                let id = object.id.get_or_insert_with(|| {
                    self.nodes += 1;
                    // No name in a file has a blank at its start.
                    format!(" {}", self.nodes)
                });
                outer.said.push((role, Said::Node(id.clone())));
            }
        }
        let mut subject = object.id.map_or_else(Subject::default, Subject::named);
        self.held.now -= object.said.len();
        for (role, said) in object.said {
            match said {
                Said::Text(language, text) => self.concepts.literal(&mut subject, role, language.as_deref(), text),
                Said::Node(node) => self.concepts.node(&mut subject, role, &node),
            }
        }
    }
}

/// Whether a key can be a language: `en`, `en-GB`.
fn is_language(key: &str) -> bool {
    let first = key.split('-').next().unwrap_or_default();
    (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &[&str], &str)]) -> SkillList {
        super::super::check("list.jsonld", text, expected)
    }

    #[test]
    fn expanded_with_full_names() {
        let text = r#"[
            {"@id": "http://x/s", "@type": ["http://www.w3.org/2004/02/skos/core#ConceptScheme"],
             "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@language": "en", "@value": "Skills of boats"}]},
            {"http://www.w3.org/2004/02/skos/core#prefLabel": [{"@value": "Rowing", "@language": "en"}, {"@language": "de", "@value": "Rudern"}],
             "http://www.w3.org/2004/02/skos/core#altLabel": [{"@language": "en", "@value": "sculling \"oars\" \u0026 all"}],
             "http://www.w3.org/2004/02/skos/core#hiddenLabel": [{"@value": "roeing"}],
             "http://www.w3.org/2004/02/skos/core#definition": [{"@language": "en", "@value": "Moving a boat."}],
             "http://www.w3.org/2004/02/skos/core#broader": [{"@id": "http://x/2"}], "@id": "http://x/1"},
            {"@id": "http://x/2", "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@language": "de", "@value": "Segeln"}]}
        ]"#;
        let list = check(text, &[("rowing", &["sculling \"oars\" & all", "roeing"], "Moving a boat.")]);
        assert_eq!(list.problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["no-english-label"]);
    }

    #[test]
    fn with_a_context_as_vocabularies_are_published() {
        let text = r#"{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "uri": "@id", "type": "@type", "lang": "@language", "value": "@value",
                "graph": "@graph", "prefLabel": "skos:prefLabel", "called": {"@id": "skos:altLabel", "@language": "en"}, "@language": "de"},
            "graph": [
                {"uri": "http://x/s", "type": ["skos:ConceptScheme", "isothes:Thing"], "prefLabel": {"lang": "en", "value": "Skills"}},
                {"uri": "http://x/1", "type": "skos:Concept", "prefLabel": [{"lang": "en", "value": "rowing"}, {"lang": "fr", "value": "aviron"}],
                 "skos:altLabel": "Rudern", "called": ["sculling", "oars"], "broader": {"uri": "http://x/2"}, "skos:notation": 7}
            ]}"#;
        assert_eq!(check(text, &[("rowing", &["sculling", "oars"], "")]).problems, []);
    }

    #[test]
    fn texts_by_language_and_labels_that_are_nodes() {
        let text = r#"{"@graph": [
            {"id": "http://x/1", "prefLabel": {"de": "Rudern", "en": "rowing"}, "altLabel": {"en": ["sculling", "pulling"], "fr": ["aviron"]}},
            {"id": "http://x/2", "skosxl:prefLabel": {"id": "http://x/l"}, "skosxl:altLabel": [{"literalForm": {"@value": "under sail", "@language": "en"}}],
             "dct:description": {"nodeLiteral": {"en": "Moving with the wind."}}},
            {"id": "http://x/l", "literalForm": {"@set": [{"@language": "en", "@value": "sailing"}]}}
        ]}"#;
        assert_eq!(
            check(text, &[("rowing", &["sculling", "pulling"], ""), ("sailing", &["under sail"], "Moving with the wind.")]).problems,
            []
        );
    }

    #[test]
    fn no_more_is_held_than_there_is_room_for() {
        let mut reader = Reader::default();
        let text = format!("[{{\"prefLabel\": \"rowing\", \"altLabel\": [{}\"b\"]", "\"a\",".repeat(MOST_LABELS));
        assert!(Tokens::new(&text).all(|token| reader.take(token)));
        assert_eq!((reader.held.now, reader.held.left), (MOST_LABELS, 2));
        reader.close();
        assert_eq!(reader.held.now, 0, "what is told makes room");
    }

    #[test]
    fn what_is_broken_is_told_with_its_line() {
        let whole = "[{\"prefLabel\": \"rowing\"},\n{\"prefLabel\": \"sailing\"}";
        let list = check(whole, &[("rowing", &[], ""), ("sailing", &[], "")]);
        assert_eq!((list.problems[0].code.as_str(), list.problems[0].place.as_deref()), ("damaged", Some("line 2")));
        check("[{\"prefLabel\": \"rowing\"}, }]", &[("rowing", &[], "")]);
        check("{\"prefLabel\": \"rowing\", \"altLabel\": [\"sculling\", \"oa", &[("rowing", &["sculling"], "")]);
        let deep = format!("[{{\"a\": {}1{} , \"prefLabel\": \"rowing\"}}]", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(check(&deep, &[("rowing", &[], "")]).problems, []);
        assert_eq!(SkillList::read("x.json", b"{\"skills\": 3}").problems[0].code, "no-skills");
    }
}
