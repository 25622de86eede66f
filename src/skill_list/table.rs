//! Lists in tables: a column of names, one of variants, one of definitions; ESCO's export is one.

use super::{Listed, SkillList, ZIP};
use crate::problem::Problem;
use crate::read::{Limits, Sheet, rows_of_text, sheets};

/// What columns are called, as people and ESCO call them; lower case, letters only.
const NAMES: [&str; 8] = ["name", "skill", "skills", "preferredlabel", "preflabel", "label", "title", "skillname"];
const VARIANTS: [&str; 9] =
    ["variants", "variant", "altlabels", "altlabel", "alternativelabels", "synonyms", "aliases", "alsocalled", "forms"];
const HIDDEN: [&str; 2] = ["hiddenlabels", "hiddenlabel"];
const DEFINITIONS: [&str; 3] = ["definition", "description", "meaning"];

/// Reads a table; without a header of known names the first column holds names, the second variants, the third definitions.
pub(super) fn read(name: &str, bytes: &[u8], text: &str) -> SkillList {
    let sheet = if bytes.starts_with(ZIP) {
        match sheets(name, bytes, &Limits::default()) {
            Ok(sheets) => sheets.into_iter().max_by_key(|s| s.rows.len()).unwrap_or_default(),
            Err(mut problem) => {
                problem.remedy = "Save the list as CSV and choose that.".into();
                return SkillList { skills: Vec::new(), problems: vec![problem] };
            }
        }
    } else if text.contains('\0') {
        Sheet::default()
    } else {
        let (sheet, whole) = rows_of_text(text);
        if !whole {
            let cut = Problem::part(
                "list-too-long",
                "The table is too large; only its beginning was read.",
                "Leave out columns that are not needed.",
            );
            return SkillList { problems: vec![cut], ..of(&sheet) };
        }
        sheet
    };
    of(&sheet)
}

fn of(sheet: &Sheet) -> SkillList {
    let letters = |cell: &String| cell.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>();
    let head: Vec<String> = sheet.rows.first().into_iter().flatten().map(letters).collect();
    let find = |wanted: &[&str]| wanted.iter().find_map(|w| head.iter().position(|h| h == w));
    let (first, columns) = match find(&NAMES) {
        Some(name) => (1, [Some(name), find(&VARIANTS), find(&HIDDEN), find(&DEFINITIONS)]),
        None => (0, [Some(0), Some(1), None, Some(2)]),
    };
    let kind = find(&["concepttype"]);
    let mut list = SkillList::default();
    for row in sheet.rows.iter().skip(first) {
        let cell = |column: Option<usize>| column.and_then(|c| row.get(c)).map_or("", String::as_str);
        // ESCO's files of occupations have the same columns.
        if kind.is_some() && !["KnowledgeSkillCompetence", ""].contains(&cell(kind).trim()) {
            continue;
        }
        let said = [cell(columns[1]), cell(columns[2])];
        let variants = said.iter().flat_map(|cell| cell.split(['\n', '\r', ';', '|'])).map(|v| v.trim().to_string()).collect();
        list.skills.push(Listed { name: cell(columns[0]).to_string(), variants, definition: cell(columns[3]).to_string() });
    }
    if kind.is_some() && list.skills.is_empty() {
        let remedy = "ESCO's list of skills is the file skills_en.csv.";
        list.problems.push(Problem::unread("no-skills", "The table holds concepts, but no skills.", remedy));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &[&str], &str)]) {
        let list = SkillList::read("list.csv", text.as_bytes());
        let got: Vec<(&str, Vec<&str>, &str)> =
            list.skills.iter().map(|s| (s.name.as_str(), s.variants.iter().map(String::as_str).collect(), s.definition.as_str())).collect();
        let expected: Vec<(&str, Vec<&str>, &str)> = expected.iter().map(|(n, v, d)| (*n, v.to_vec(), *d)).collect();
        assert_eq!(got, expected, "{text:?}");
    }

    #[test]
    fn tables_of_several_shapes() {
        check("skill;synonyms\nRowing;\"sculling|oarsmanship\"\n", &[("rowing", &["sculling", "oarsmanship"], "")]);
        check("rowing,sculling; oars,Moving a boat\n", &[("rowing", &["sculling", "oars"], "Moving a boat")]);
        check("rowing\nsailing\n", &[("rowing", &[], ""), ("sailing", &[], "")]);
        check("Description\tName\nBoats\tRowing\n", &[("rowing", &[], "Boats")]);
    }

    #[test]
    fn escos_export_as_published() {
        let text = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,definition,inScheme,description\n\
             KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/0005,skill/competence,sector-specific,manage musical staff,\"manage staff of music\n\
             coordinate duties of musical staff\",,released,2023-11-30T15:53:37.136Z,,,http://x,\"Assign and manage staff tasks.\"\n\
             KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/000f,knowledge,sector-specific,Haskell,Haskell techniques,,released,,,,,The techniques.\n";
        let list = SkillList::read("skills_en.csv", text.as_bytes());
        assert_eq!(list.problems, []);
        let names: Vec<_> = list.skills.iter().map(|s| (s.name.as_str(), s.variants.len())).collect();
        assert_eq!(names, [("haskell", 1), ("manage musical staff", 2)]);
        let occupations = text.replace("KnowledgeSkillCompetence", "Occupation");
        assert_eq!(SkillList::read("occupations_en.csv", occupations.as_bytes()).problems[0].code, "no-skills");
    }
}
