//! What a person has corrected, gathered from a list of edits.

use crate::report::Edit;
use std::collections::{BTreeMap, BTreeSet};

/// The state that a list of edits leads to. Edits that name unknown skills change nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    merged: BTreeMap<String, String>,
    rejected: BTreeSet<String>,
    accepted: BTreeSet<String>,
    /// Rejected forms, by skill.
    forms: BTreeMap<String, BTreeSet<String>>,
    /// Rejected mentions, by skill: document and first byte.
    mentions: BTreeMap<String, BTreeSet<(String, u32)>>,
    names: BTreeMap<String, String>,
}

impl Corrections {
    /// Applies the edits in order: a later one overrules an earlier one on the same skill.
    pub fn of(edits: &[Edit]) -> Corrections {
        let mut c = Corrections::default();
        for edit in edits {
            match edit.clone() {
                Edit::RejectSkill { skill } => {
                    c.accepted.remove(&skill);
                    c.rejected.insert(skill);
                }
                Edit::Accept { skill } => {
                    c.rejected.remove(&skill);
                    c.accepted.insert(skill);
                }
                Edit::RejectForm { skill, form } => _ = c.forms.entry(skill).or_default().insert(form),
                Edit::RejectMention { skill, document, start } => _ = c.mentions.entry(skill).or_default().insert((document, start)),
                Edit::Rename { skill, name } => _ = c.names.insert(skill, name.trim().to_string()),
                Edit::Merge { skill, into } => {
                    let into = c.home(&into).to_string();
                    if c.home(&skill) != into {
                        c.merged.insert(c.home(&skill).to_string(), into);
                    }
                }
            }
        }
        c.names.retain(|_, name| !name.is_empty());
        // What was rejected of a skill stays rejected when the skill is merged into another.
        for (skill, forms) in std::mem::take(&mut c.forms) {
            c.forms.entry(c.home(&skill).to_string()).or_default().extend(forms);
        }
        for (skill, mentions) in std::mem::take(&mut c.mentions) {
            c.mentions.entry(c.home(&skill).to_string()).or_default().extend(mentions);
        }
        c
    }

    /// The skill that `id` now belongs to: itself unless it was merged. Never loops, since a merge always joins two different homes.
    pub fn home<'a>(&'a self, id: &'a str) -> &'a str {
        let mut at = id;
        while let Some(next) = self.merged.get(at) {
            at = next;
        }
        at
    }

    /// The skills that were merged, each with the skill it now belongs to.
    pub fn merges(&self) -> impl Iterator<Item = (&str, &str)> {
        self.merged.keys().map(|skill| (skill.as_str(), self.home(skill)))
    }

    /// The skills that a correction is about, merged ones aside; some of them more than once.
    pub fn corrected(&self) -> impl Iterator<Item = &str> {
        let plain = self.rejected.iter().chain(&self.accepted).chain(self.names.keys());
        plain.chain(self.forms.keys()).chain(self.mentions.keys()).map(String::as_str)
    }

    /// Whether the skill was said to be none.
    pub fn is_rejected(&self, id: &str) -> bool {
        self.rejected.contains(id)
    }

    /// Whether the skill was brought back.
    pub fn is_accepted(&self, id: &str) -> bool {
        self.accepted.contains(id)
    }

    /// The forms said not to mean the skill.
    pub fn rejected_forms(&self, id: &str) -> Option<&BTreeSet<String>> {
        self.forms.get(id)
    }

    /// The mentions said not to mean the skill: document and first byte.
    pub fn rejected_mentions(&self, id: &str) -> Option<&BTreeSet<(String, u32)>> {
        self.mentions.get(id)
    }

    /// The name given to the skill.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(skill: &str, into: &str) -> Edit {
        Edit::Merge { skill: skill.into(), into: into.into() }
    }

    #[test]
    fn merges_follow_on_and_never_go_round() {
        let c = Corrections::of(&[merge("a", "b"), merge("b", "c"), merge("c", "a")]);
        assert_eq!(c.home("a"), "c");
        assert_eq!(c.home("b"), "c");
        assert_eq!(c.home("c"), "c");
    }

    #[test]
    fn the_last_word_counts() {
        let reject = Edit::RejectSkill { skill: "a".into() };
        let accept = Edit::Accept { skill: "a".into() };
        assert!(Corrections::of(&[accept.clone(), reject.clone()]).is_rejected("a"));
        assert!(Corrections::of(&[reject, accept]).is_accepted("a"));
    }
}
