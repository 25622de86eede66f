//! SKOS concepts, gathered from whichever syntax they are written in.

use super::{Listed, MOST_VARIANTS, SkillList};
use crate::problem::Problem;
use rustc_hash::FxHashMap;

/// Most labels and definitions that are held while a file is read, those of label nodes among them.
pub(super) const MOST_LABELS: usize = 2 * MOST_VARIANTS;

/// What a property says of a concept; anything else is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Its preferred label.
    Name,
    /// Another label; hidden ones, which are for searching, too.
    Variant,
    /// What it means.
    Definition,
    /// What it means where nothing is called its definition, as in ESCO.
    Description,
    /// The text of a label or definition that is a node of its own (SKOS-XL, ESCO).
    Text,
    /// Its class.
    Class,
}

impl Role {
    /// Of a property, by the last part of its name, whatever its namespace: SKOS and SKOS-XL call theirs alike.
    pub fn of(property: &str) -> Option<Role> {
        Some(match last_part(property) {
            "prefLabel" | "preferredLabel" => Role::Name,
            "altLabel" | "hiddenLabel" | "alternativeLabel" => Role::Variant,
            "definition" => Role::Definition,
            "description" => Role::Description,
            "literalForm" | "nodeLiteral" => Role::Text,
            "type" => Role::Class,
            _ => return None,
        })
    }
}

/// `http://www.w3.org/2004/02/skos/core#prefLabel` and `skos:prefLabel` end alike.
fn last_part(name: &str) -> &str {
    name.rsplit(['#', '/', ':']).next().unwrap_or(name)
}

/// What is labelled, but no skill: vocabularies, groups of concepts, and what else ESCO's files hold.
fn is_no_skill(class: &str) -> bool {
    matches!(last_part(class), "ConceptScheme" | "Collection" | "OrderedCollection" | "Occupation" | "ISCOGroup")
}

/// Whether a text in this language is taken: English, or in no language.
fn understood(language: Option<&str>) -> bool {
    let english =
        |l: &str| l.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("en")) && matches!(l.as_bytes().get(2), None | Some(b'-'));
    language.is_none_or(|l| l.is_empty() || english(l))
}

#[derive(Default)]
struct Concept {
    /// Preferred labels: in English, and in no language; the first of each.
    names: [Option<String>; 2],
    variants: Vec<String>,
    definition: String,
    description: String,
    /// Its labels that are nodes of their own.
    nodes: Vec<(Role, String)>,
    /// Where this is such a label: its texts, and whether each is in no language.
    texts: Vec<(bool, String)>,
    labelled: bool,
    no_skill: bool,
}

impl Concept {
    /// Takes a text, in English or, `plain`, in no language.
    fn take(&mut self, role: Role, plain: bool, text: String) {
        match role {
            Role::Name => match &mut self.names[usize::from(plain)] {
                name @ None => *name = Some(text),
                // "organise" and "organize" may both be preferred, in two kinds of English.
                Some(_) => self.variants.push(text),
            },
            Role::Variant => self.variants.push(text),
            Role::Definition if self.definition.is_empty() => self.definition = text,
            Role::Description if self.description.is_empty() => self.description = text,
            Role::Text => self.texts.push((plain, text)),
            _ => {}
        }
    }
}

/// What a file speaks of; it is looked up once, however much is said of it.
#[derive(Default)]
pub(super) struct Subject {
    name: Option<String>,
    place: Option<usize>,
}

impl Subject {
    /// One that may be spoken of elsewhere, too.
    pub fn named(name: impl Into<String>) -> Self {
        Subject { name: Some(name.into()), place: None }
    }
}

/// All that is said about concepts, in any order.
#[derive(Default)]
pub(super) struct Concepts {
    places: FxHashMap<String, usize>,
    all: Vec<Concept>,
    kept: usize,
    left: usize,
}

impl Concepts {
    /// Where a subject is kept that was spoken of before.
    fn known(&self, subject: &mut Subject) -> Option<usize> {
        subject.place = subject.place.or_else(|| self.places.get(subject.name.as_ref()?).copied());
        subject.place
    }

    fn of(&mut self, subject: &mut Subject) -> &mut Concept {
        let place = self.known(subject).unwrap_or_else(|| {
            self.all.push(Concept::default());
            let place = self.all.len() - 1;
            if let Some(name) = &subject.name {
                self.places.insert(name.clone(), place);
            }
            place
        });
        subject.place = Some(place);
        &mut self.all[place]
    }

    fn room(&mut self) -> bool {
        let room = self.kept < MOST_LABELS;
        self.kept += usize::from(room);
        self.left += usize::from(!room);
        room
    }

    /// A subject has a text; one in another language only shows that there is a label at all.
    pub fn literal(&mut self, subject: &mut Subject, role: Role, language: Option<&str>, text: String) {
        let taken = understood(language) && !text.trim().is_empty();
        let told = !taken && (role != Role::Name || self.known(subject).is_some_and(|at| self.all[at].labelled));
        if role == Role::Class || told || !self.room() {
            return;
        }
        let concept = self.of(subject);
        concept.labelled |= role == Role::Name;
        if taken {
            concept.take(role, language.is_none_or(str::is_empty), text);
        }
    }

    /// A subject has a node: a label of its own, or a class.
    pub fn node(&mut self, subject: &mut Subject, role: Role, node: &str) {
        if role == Role::Text || role == Role::Class && !is_no_skill(node) || !self.room() {
            return;
        }
        let concept = self.of(subject);
        if role == Role::Class {
            concept.no_skill = true;
        } else {
            concept.labelled |= role == Role::Name;
            concept.nodes.push((role, node.to_string()));
        }
    }

    /// So many labels were left out by the reader.
    pub fn leave(&mut self, labels: usize) {
        self.left += labels;
    }

    /// The concepts with names; tells how many have none in English, and what there was no room for. Cost: linear.
    pub fn into_list(mut self) -> SkillList {
        let mut list = SkillList::default();
        let mut foreign = 0;
        for at in 0..self.all.len() {
            // Labels that are nodes keep their texts for the concepts that they belong to.
            if self.all[at].no_skill || !self.all[at].labelled {
                continue;
            }
            let mut concept = std::mem::take(&mut self.all[at]);
            for (role, node) in std::mem::take(&mut concept.nodes) {
                // A label belongs to one concept: it goes to the first.
                let texts = self.places.get(&node).map(|at| std::mem::take(&mut self.all[*at].texts));
                texts.into_iter().flatten().for_each(|(plain, text)| concept.take(role, plain, text));
            }
            let mut names = concept.names.into_iter().flatten();
            match names.next() {
                Some(name) => {
                    concept.variants.extend(names);
                    let definition = if concept.definition.is_empty() { concept.description } else { concept.definition };
                    list.skills.push(Listed { name, variants: concept.variants, definition });
                }
                None => foreign += 1,
            }
        }
        if foreign > 0 {
            let what = format!("{foreign} concepts have no label in English and were left out.");
            list.problems.push(Problem::note("no-english-label", what, "Only English is understood so far."));
        }
        if self.left > 0 {
            let what = format!("{} labels were left out: {MOST_LABELS} are the most.", self.left);
            list.problems.push(Problem::part("list-too-long", what, "Leave out what is not needed, such as other languages."));
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_many_languages_take_the_room_of_one() {
        let mut concepts = Concepts::default();
        // As in N-Triples, where each statement names its subject anew.
        for _ in 0..=MOST_LABELS {
            concepts.literal(&mut Subject::named("x"), Role::Name, Some("de"), "Rudern".into());
        }
        concepts.literal(&mut Subject::named("x"), Role::Name, Some("en"), "rowing".into());
        let list = concepts.into_list();
        assert_eq!(list.skills[0].name, "rowing");
        assert_eq!(list.problems, []);
    }

    #[test]
    fn a_name_in_no_language_stays_beside_the_english_one() {
        let mut concepts = Concepts::default();
        let subject = &mut Subject::default();
        concepts.literal(subject, Role::Name, None, "rowing".into());
        concepts.literal(subject, Role::Name, Some("en"), "moving a boat".into());
        let skill = &concepts.into_list().skills[0];
        assert_eq!((skill.name.as_str(), &skill.variants[..]), ("moving a boat", &["rowing".to_string()][..]));
    }
}
