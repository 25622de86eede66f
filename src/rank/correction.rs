//! What a person has corrected, gathered from a list of edits.

use crate::report::Edit;
use std::collections::{BTreeMap, BTreeSet};

/// The state that a list of edits leads to. Edits that name unknown skills change nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    merged: BTreeMap<String, String>,
    rejected: BTreeSet<String>,
    accepted: BTreeSet<String>,
    forms: BTreeSet<(String, String)>,
    mentions: BTreeSet<(String, String, u32)>,
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
                Edit::RejectForm { skill, form } => _ = c.forms.insert((skill, form)),
                Edit::RejectMention { skill, document, start } => _ = c.mentions.insert((skill, document, start)),
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
        c.forms = std::mem::take(&mut c.forms).into_iter().map(|(skill, form)| (c.home(&skill).to_string(), form)).collect();
        c.mentions =
            std::mem::take(&mut c.mentions).into_iter().map(|(skill, document, at)| (c.home(&skill).to_string(), document, at)).collect();
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

    /// The skills that a correction is about, merged ones aside; some more than once.
    pub fn corrected(&self) -> impl Iterator<Item = &str> {
        let plain = self.rejected.iter().chain(&self.accepted).chain(self.names.keys());
        plain.chain(self.forms.iter().map(|f| &f.0)).chain(self.mentions.iter().map(|m| &m.0)).map(String::as_str)
    }

    /// Whether the skill was said to be none.
    pub fn is_rejected(&self, id: &str) -> bool {
        self.rejected.contains(id)
    }

    /// Whether the skill was brought back.
    pub fn is_accepted(&self, id: &str) -> bool {
        self.accepted.contains(id)
    }

    /// Whether a form was said not to mean the skill.
    pub fn is_form_rejected(&self, id: &str, form: &str) -> bool {
        !self.forms.is_empty() && self.forms.contains(&(id.to_string(), form.to_string()))
    }

    /// Whether a mention was said not to mean the skill.
    pub fn is_mention_rejected(&self, id: &str, document: impl FnOnce() -> String, start: u32) -> bool {
        !self.mentions.is_empty() && self.mentions.contains(&(id.to_string(), document(), start))
    }

    /// The forms said not to mean the skill.
    pub fn rejected_forms<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        self.forms.iter().filter(move |f| f.0 == id).map(|f| f.1.as_str())
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
