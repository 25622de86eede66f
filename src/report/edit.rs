//! Edits as they come from outside.

use super::Edit;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Whatever any kind of edit has. A derived reader of tagged enums goes by way of serde's buffered content, at ten times the code.
#[derive(Deserialize)]
struct Fields {
    kind: String,
    skill: String,
    form: Option<String>,
    document: Option<String>,
    start: Option<u32>,
    name: Option<String>,
    into: Option<String>,
}

impl Fields {
    /// The edit, or the name of what is missing.
    fn edit(self) -> Result<Edit, &'static str> {
        let skill = self.skill;
        Ok(match self.kind.as_str() {
            "reject-skill" => Edit::RejectSkill { skill },
            "reject-form" => Edit::RejectForm { skill, form: self.form.ok_or("form")? },
            "reject-mention" => {
                Edit::RejectMention { skill, document: self.document.ok_or("document")?, start: self.start.ok_or("start")? }
            }
            "rename" => Edit::Rename { skill, name: self.name.ok_or("name")? },
            "merge" => Edit::Merge { skill, into: self.into.ok_or("into")? },
            "accept" => Edit::Accept { skill },
            _ => return Err("a known kind"),
        })
    }
}

impl<'de> Deserialize<'de> for Edit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Fields::deserialize(deserializer)?.edit().map_err(|missing| D::Error::custom(format!("an edit lacks {missing}")))
    }
}

#[cfg(test)]
mod tests {
    use super::Edit;

    #[test]
    fn edits_are_read_as_they_are_written() {
        let [skill, form, document, name, into] = ["a", "b", "c", "d", "e"].map(String::from);
        let all = [
            Edit::RejectSkill { skill: skill.clone() },
            Edit::RejectForm { skill: skill.clone(), form },
            Edit::RejectMention { skill: skill.clone(), document, start: 7 },
            Edit::Rename { skill: skill.clone(), name },
            Edit::Merge { skill: skill.clone(), into },
            Edit::Accept { skill },
        ];
        let json = serde_json::to_string(&all).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Edit>>(&json).unwrap(), all);
        let fault = |json| serde_json::from_str::<Edit>(json).unwrap_err().to_string();
        assert_eq!(fault(r#"{"kind":"merge","skill":"a"}"#), "an edit lacks into");
        assert_eq!(fault(r#"{"kind":"praise","skill":"a"}"#), "an edit lacks a known kind");
    }
}
