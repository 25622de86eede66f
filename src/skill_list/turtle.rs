//! SKOS as Turtle, and what is written almost like it: N-Triples, and the statements of TriG.

mod token;

use super::SkillList;
use super::concept::{Concepts, Role, Subject};
use crate::problem::Problem;
use rustc_hash::FxHashMap;
use token::{Token, Tokens};

/// Nodes within nodes deeper than this are passed over, with their statement.
const DEEPEST: usize = 32;
/// Names of vocabularies longer than this are left short: `a:b` must not grow to any length.
const LONGEST_PREFIX: usize = 120;

/// Whether a text looks like Turtle.
pub(super) fn is_turtle(name: &str, start: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ["ttl", "nt", "n3", "trig", "turtle"].iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        return true;
    }
    let first = start.lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
    let word = first.split_whitespace().next().unwrap_or_default();
    ["@prefix", "@base"].contains(&word)
        || ["prefix", "base"].iter().any(|known| word.eq_ignore_ascii_case(known)) && first.contains('<')
        // A name where XML has a tag.
        || word.starts_with('<') && word.ends_with('>') && (word.contains("://") || word.starts_with("<urn:"))
}

/// Reads every statement. One that cannot be understood is passed over to its end, and counted. Cost: linear.
pub(super) fn read(text: &str) -> SkillList {
    let mut reader =
        Reader { tokens: Tokens::new(text), prefixes: FxHashMap::default(), concepts: Concepts::default(), nodes: 0, broken: 0 };
    while reader.statement() {}
    let mut list = reader.concepts.into_list();
    if reader.broken > 0 {
        let what = format!("{} statements could not be read and were left out.", reader.broken);
        list.problems.push(Problem::part("statements-not-read", what, "Save the list again with the program that made it."));
    }
    list
}

struct Reader<'a> {
    tokens: Tokens<'a>,
    prefixes: FxHashMap<&'a str, &'a str>,
    concepts: Concepts,
    /// How many nodes without names there were.
    nodes: usize,
    broken: usize,
}

/// A subject whose properties are being told.
struct Open {
    subject: Subject,
    /// The property; what is passed over has no role.
    property: Property,
    /// Whether it is a list in parentheses, whose members say nothing.
    list: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Property {
    Awaited,
    Told(Option<Role>),
}

impl<'a> Reader<'a> {
    /// Reads one statement, or a declaration; `false` at the end.
    fn statement(&mut self) -> bool {
        let Some(first) = self.tokens.next() else { return false };
        match first {
            Token::Mark(b'.' | b'{' | b'}') => {}
            Token::Language(word) => {
                if word == "prefix" {
                    self.prefix();
                }
                self.pass();
            }
            Token::Word(word) if word.eq_ignore_ascii_case("prefix") => self.prefix(),
            Token::Word(word) if word.eq_ignore_ascii_case("base") || word.eq_ignore_ascii_case("graph") => drop(self.tokens.next()),
            Token::Name(_) | Token::Word(_) | Token::Mark(b'[') => {
                let subject = match first {
                    Token::Mark(_) => self.unnamed(),
                    other => self.name(other),
                };
                let inner = first == Token::Mark(b'[');
                if self.properties(Subject::named(subject), inner).is_none() {
                    self.broken += 1;
                    self.pass();
                }
            }
            _ => {
                self.broken += 1;
                self.pass();
            }
        }
        true
    }

    /// Passes over the rest of a statement.
    fn pass(&mut self) {
        if self.tokens.given() != Some(Token::Mark(b'.')) {
            self.tokens.by_ref().find(|token| *token == Token::Mark(b'.'));
        }
    }

    /// What stands behind `@prefix`, but for the full stop.
    fn prefix(&mut self) {
        let (Some(Token::Word(word)), Some(Token::Name(iri))) = (self.tokens.next(), self.tokens.next()) else { return };
        if let Some(prefix) = word.strip_suffix(':') {
            self.prefixes.insert(prefix, iri);
        }
    }

    fn unnamed(&mut self) -> String {
        self.nodes += 1;
        // No name in a file has a blank.
        format!(" {}", self.nodes)
    }

    /// The full name of a node.
    fn name(&self, token: Token) -> String {
        match token {
            Token::Name(iri) => iri.to_string(),
            Token::Word(word) => {
                let known = word.split_once(':').and_then(|(prefix, local)| Some((*self.prefixes.get(prefix)?, local)));
                match known.filter(|(iri, _)| iri.len() <= LONGEST_PREFIX) {
                    Some((iri, local)) => format!("{iri}{}", local.replace('\\', "")),
                    None => word.to_string(),
                }
            }
            _ => String::new(),
        }
    }

    /// Reads the properties of a subject up to the full stop; `inner` where they stand in brackets. `None` where they make no sense.
    fn properties(&mut self, subject: Subject, inner: bool) -> Option<()> {
        let mut open = vec![Open { subject, property: Property::Awaited, list: false }];
        // The first subject may itself be in brackets, and told of outside them, too.
        let mut bracket = inner;
        while let Some(token) = self.tokens.next() {
            let depth = open.len();
            let top = open.last_mut()?;
            let role = if let Property::Told(role) = top.property { role } else { None };
            match token {
                Token::Mark(b'.') => return (depth == 1 && !bracket).then_some(()),
                // In TriG a graph may end without a full stop, and what was taken for a subject was the name of one.
                Token::Mark(b'}') if depth == 1 && !bracket => return Some(()),
                Token::Mark(b'{') if depth == 1 && !bracket && top.property == Property::Awaited => return Some(()),
                Token::Mark(b';') if !top.list => top.property = Property::Awaited,
                Token::Mark(b',') if !top.list && top.property != Property::Awaited => {}
                Token::Mark(b']') if depth > 1 && !top.list => drop(open.pop()),
                Token::Mark(b']') if depth == 1 && bracket => {
                    bracket = false;
                    top.property = Property::Awaited;
                }
                Token::Mark(b')') if depth > 1 && top.list => drop(open.pop()),
                Token::Name(_) | Token::Word(_) if top.property == Property::Awaited => {
                    top.property = Property::Told(match token {
                        Token::Word("a") => Some(Role::Class),
                        Token::Name(name) | Token::Word(name) => Role::of(name),
                        _ => None,
                    });
                }
                _ if top.property == Property::Awaited => return None,
                Token::Mark(mark @ (b'[' | b'(')) => {
                    if depth >= DEEPEST {
                        return None;
                    }
                    let list = mark == b'(';
                    let name = self.unnamed();
                    if let Some(role) = role.filter(|_| !list) {
                        self.concepts.node(&mut top.subject, role, &name);
                    }
                    let property = if list { Property::Told(None) } else { Property::Awaited };
                    open.push(Open { subject: Subject::named(name), property, list });
                }
                Token::Name(_) | Token::Word(_) => {
                    if let Some(role) = role {
                        let node = self.name(token);
                        self.concepts.node(&mut top.subject, role, &node);
                    }
                }
                Token::Text(raw) => {
                    let language = match self.tokens.peek() {
                        Some(Token::Language(language)) => {
                            self.tokens.next();
                            Some(language)
                        }
                        Some(Token::Mark(b'^')) => {
                            self.tokens.next();
                            self.tokens.next().filter(|kind| matches!(kind, Token::Name(_) | Token::Word(_)))?;
                            None
                        }
                        _ => None,
                    };
                    if let Some(role) = role {
                        self.concepts.literal(&mut top.subject, role, language, token::plain(raw));
                    }
                }
                _ => return None,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &[&str], &str)]) -> SkillList {
        super::super::check("list.ttl", text, expected)
    }

    #[test]
    fn skos_as_published() {
        let text = r#"
            # A vocabulary of a boat club.
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix : <http://x/> .
            PREFIX dct: <http://purl.org/dc/terms/>
            :s a skos:ConceptScheme ; skos:prefLabel "Skills of boats"@en ; dct:title "Boats" .
            :1 a skos:Concept ;
                skos:inScheme :s ; skos:notation "1.1"^^<http://www.w3.org/2001/XMLSchema#string> ; skos:broader <http://x/2> ;
                skos:prefLabel "Rudern"@de, "Rowing"@en ;
                skos:altLabel "sculling"@en-GB , 'moving \"oars\"\u0021' , "aviron"@fr ;
                skos:hiddenLabel "roeing"@en ; skos:order 1.5, true ;
                skos:definition """Moving a boat
                with "oars".""" .
            <http://x/2> skos:prefLabel "Boating"; skos:example [ skos:prefLabel "tying knots", "splicing" ] .
            :3 a skos:Concept; skos:prefLabel "Segeln"@de.
            <http://x/1> skos:altLabel "pulling"@en .
            :g a skos:Collection ; skos:member ( :1 [ a :x ] "y"@en ) ; skos:prefLabel "Group"@en .
        "#;
        let list = check(
            text,
            &[
                ("boating", &[], ""),
                ("rowing", &["sculling", "moving \"oars\"!", "roeing", "pulling"], "Moving a boat with \"oars\"."),
                ("tying knots", &["splicing"], ""),
            ],
        );
        assert_eq!(list.problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["no-english-label"]);
    }

    #[test]
    fn labels_that_are_nodes_as_esco_has_them() {
        let text = r#"
            @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> . @prefix esco: <http://data.europa.eu/esco/model#> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .
            <http://x/skill/1> a skos:Concept , esco:Skill ; skosxl:prefLabel <http://x/l/1>, <http://x/l/2> ;
                skosxl:altLabel [ a skosxl:Label ; skosxl:literalForm "sculling"@en ] ; dct:description <http://x/d/1> .
            <http://x/l/1> a skosxl:Label ; skosxl:literalForm "rowing"@en .
            <http://x/l/2> a skosxl:Label ; skosxl:literalForm "Rudern"@de .
            <http://x/d/1> esco:nodeLiteral "Moving a boat."@en ; esco:language "en" .
            <http://x/job/1> a skos:Concept , esco:Occupation ; skos:prefLabel "rower"@en .
        "#;
        assert_eq!(check(text, &[("rowing", &["sculling"], "Moving a boat.")]).problems, []);
    }

    #[test]
    fn labels_may_stand_before_their_concepts() {
        let text = r#"<http://x/l> <y#literalForm> "rowing"@en . <http://x/1> <y#prefLabel> <http://x/l> ."#;
        check(text, &[("rowing", &[], "")]);
    }

    #[test]
    fn n_triples_and_graphs() {
        let skos = "http://www.w3.org/2004/02/skos/core#";
        let text = format!("<http://x/1> <{skos}prefLabel> \"Rowing\"@en .\n<http://x/1> <{skos}altLabel> \"sculling\"@en .\n");
        check(&text, &[("rowing", &["sculling"], "")]);
        assert_eq!(SkillList::read("unknown", text.as_bytes()).skills.len(), 1, "known by its first line");
        check(&format!("<http://g> {{ {text} }}"), &[("rowing", &["sculling"], "")]);
        check(&format!("GRAPH <http://g> {{ <http://x/1> <{skos}prefLabel> \"Rowing\"@en }}"), &[("rowing", &[], "")]);
    }

    #[test]
    fn what_is_broken_is_passed_over_and_counted() {
        let text = "@prefix s: <http://x#> .\n:1 s:prefLabel \"cut of\n .\n:2 s:prefLabel \"Sailing\" .\n:3 s:prefLabel ]] .\n:4 s:prefLabel \"Rowing\" .";
        let list = check(text, &[("rowing", &[], ""), ("sailing", &[], "")]);
        assert_eq!(list.problems[0].what, "2 statements could not be read and were left out.");
        let deep = format!(":1 :p {} . :2 :prefLabel \"Rowing\" .", "[ :p ".repeat(100_000));
        assert_eq!(check(&deep, &[("rowing", &[], "")]).problems[0].code, "statements-not-read");
    }
}
