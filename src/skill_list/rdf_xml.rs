//! SKOS as RDF/XML: concepts with preferred, alternative and hidden labels, in English or in no language.

use super::{Listed, SkillList};
use crate::problem::Problem;
use crate::read::{Event, Xml};

/// A concept as it is gathered.
#[derive(Default)]
struct Concept {
    /// Preferred labels: in English, and in no language.
    names: [Option<String>; 2],
    others: Vec<String>,
    definition: String,
    labelled: bool,
}

/// Reads every element that has a preferred label of its own.
///
/// Labels stand inside their concept, whatever that is called: `skos:Concept`, or `rdf:Description` with a type.
pub(super) fn read(text: &str) -> SkillList {
    let mut xml = Xml::new(text);
    // The concepts that are open, innermost last; most elements are none.
    let mut open: Vec<Concept> = Vec::new();
    let mut list = SkillList::default();
    let (mut foreign, mut rdf) = (0usize, false);
    while let Some(event) = xml.next() {
        match event {
            Event::Open(element) => {
                rdf |= element.name == "RDF";
                let language = element.get("lang").map(|l| l.to_lowercase());
                let english = language.as_deref().is_none_or(|l| l.is_empty() || l == "en" || l.starts_with("en-"));
                let label = ["prefLabel", "altLabel", "hiddenLabel", "definition"].contains(&element.name);
                let Some(concept) = open.last_mut().filter(|_| label) else {
                    open.push(Concept::default());
                    continue;
                };
                concept.labelled |= element.name == "prefLabel";
                let said = xml.text();
                match element.name {
                    _ if !english || said.trim().is_empty() => {}
                    "prefLabel" => concept.names[usize::from(language.is_none())] = Some(said),
                    "definition" => concept.definition = said,
                    _ => concept.others.push(said),
                }
            }
            Event::Close(_) => {
                let Some(concept) = open.pop() else { continue };
                let [english, plain] = concept.names;
                match english.or(plain) {
                    Some(name) => list.skills.push(Listed { name, variants: concept.others, definition: concept.definition }),
                    None => foreign += usize::from(concept.labelled),
                }
            }
            Event::Text(_) => {}
        }
    }
    if foreign > 0 {
        let what = format!("{foreign} concepts have no label in English and were left out.");
        list.problems.push(Problem::note("no-english-label", what, "Only English is understood so far."));
    }
    if list.skills.is_empty() && !rdf {
        let remedy = "A list is a table with a column of names, or SKOS as RDF/XML.";
        list.problems.push(Problem::unread("no-skills", "This file is no list of skills.", remedy));
    }
    list
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
}
