//! SKOS as RDF/XML.

use super::concept::{Concepts, Role, Subject};
use super::{NO_LIST, SkillList};
use crate::problem::Problem;
use crate::read::{Event, Xml};

/// Reads every element that has labels: properties stand inside what they are of, whatever that is called (`skos:Concept`, or
/// `rdf:Description` with a type). Cost: linear.
pub(super) fn read(text: &str) -> SkillList {
    let mut xml = Xml::new(text);
    let mut concepts = Concepts::default();
    // What the open elements are, innermost last; most are no subjects.
    let mut open: Vec<Subject> = Vec::new();
    let mut rdf = false;
    while let Some(event) = xml.next() {
        match event {
            Event::Open(element) => {
                rdf |= element.name == "RDF";
                if let (Some(subject), Some(role)) = (open.last_mut(), Role::of(element.name)) {
                    let language = element.get("lang").map(|l| l.into_owned());
                    if let Some(node) = element.get("resource").or_else(|| element.get("nodeID")) {
                        concepts.node(subject, role, &node);
                        xml.pass();
                    } else {
                        let (language, said) = said(&mut xml, language);
                        concepts.literal(subject, role, language.as_deref(), said);
                    }
                    continue;
                }
                let name = element.get("about").or_else(|| element.get("nodeID")).or_else(|| element.get("ID"));
                let mut subject = name.map_or_else(Subject::default, Subject::named);
                concepts.node(&mut subject, Role::Class, element.name);
                open.push(subject);
            }
            Event::Close(_) => drop(open.pop()),
            Event::Text(_) => {}
        }
    }
    let mut list = concepts.into_list();
    if list.skills.is_empty() && !rdf {
        list.problems.push(Problem::unread("no-skills", "This file is no list of skills.", NO_LIST));
    }
    list
}

/// The text inside the element that was opened last, and its language where an element inside tells that. A label may be a node: then its
/// text is that of its literal form, whatever else is said of it.
fn said(xml: &mut Xml, mut language: Option<String>) -> (Option<String>, String) {
    let (mut text, mut depth) = (String::new(), 1);
    // How deep the literal form stands, and whether it has ended.
    let (mut form, mut whole) = (None, false);
    for event in xml.by_ref() {
        match event {
            Event::Open(element) => {
                depth += 1;
                if whole {
                    continue;
                }
                if Role::of(element.name) == Some(Role::Text) {
                    text.clear();
                    form = Some(depth);
                }
                if let Some(own) = element.get("lang") {
                    language = Some(own.into_owned());
                }
            }
            Event::Close(_) => {
                whole |= form == Some(depth);
                depth -= 1;
            }
            Event::Text(piece) if !whole => text += &piece,
            Event::Text(_) => {}
        }
        if depth == 0 {
            break;
        }
    }
    (language, text)
}

#[cfg(test)]
mod tests {
    use super::SkillList;

    #[test]
    fn skos_as_published() {
        let text = r#"<?xml version="1.0" encoding="UTF-8"?>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
              <skos:ConceptScheme rdf:about="http://x/s"/>
              <skos:Concept rdf:about="http://x/1">
                <skos:prefLabel xml:lang="en">Rowing</skos:prefLabel>
                <skos:prefLabel xml:lang="de">Rudern</skos:prefLabel>
                <skos:altLabel xml:lang="en">sculling &amp; oars</skos:altLabel>
                <skos:altLabel xml:lang="fr">aviron</skos:altLabel>
                <skos:definition xml:lang="en">Moving a boat.</skos:definition>
                <skos:broader rdf:resource="http://x/2"/>
              </skos:Concept>
              <rdf:Description rdf:about="http://x/2">
                <rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
                <skos:prefLabel>Boating</skos:prefLabel>
              </rdf:Description>
              <skos:Concept rdf:about="http://x/3"><skos:prefLabel xml:lang="de">Segeln</skos:prefLabel></skos:Concept>
            </rdf:RDF>"#;
        let list = SkillList::read("skills.rdf", text.as_bytes());
        let got: Vec<_> = list.skills.iter().map(|s| (s.name.as_str(), s.variants.clone(), s.definition.as_str())).collect();
        assert_eq!(got, [("boating", vec![], ""), ("rowing", vec!["sculling & oars".to_string()], "Moving a boat.")]);
        assert_eq!(list.problems[0].code, "no-english-label");
    }

    #[test]
    fn labels_that_are_nodes() {
        let text = r#"<rdf:RDF><skos:Concept rdf:about="http://x/1">
              <skosxl:prefLabel><skosxl:Label rdf:about="http://x/l"><dct:created>2020</dct:created>
                <skosxl:literalForm xml:lang="en">rowing</skosxl:literalForm><dct:modified xml:lang="de">2024</dct:modified></skosxl:Label></skosxl:prefLabel>
              <dct:description><esco:NodeLiteral><esco:nodeLiteral xml:lang="en">Moving a boat.</esco:nodeLiteral><esco:language>en</esco:language></esco:NodeLiteral></dct:description>
            </skos:Concept></rdf:RDF>"#;
        let list = SkillList::read("skills.rdf", text.as_bytes());
        let got: Vec<_> = list.skills.iter().map(|s| (s.name.as_str(), s.definition.as_str())).collect();
        assert_eq!(got, [("rowing", "Moving a boat.")]);
    }
}
