#![no_main]

use skillsift::skill_list::SkillList;

// The first byte chooses the name that a list comes by: a table, or SKOS in one of its syntaxes.
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some((kind, bytes)) = input.split_first() else { return };
    let name = ["a.csv", "a.rdf", "a.ttl", "a.jsonld"][usize::from(kind % 4)];
    let list = SkillList::read(name, bytes);
    assert!(!list.skills.is_empty() || !list.problems.is_empty(), "a list is read or refused");
    assert!(list.skills.windows(2).all(|two| two[0].name < two[1].name), "each name stands there once");
    for skill in &list.skills {
        assert!(!skill.name.is_empty() && skill.name.len() <= 300 && skill.definition.len() <= 603);
        assert!(skill.variants.iter().all(|variant| !variant.is_empty() && *variant != skill.name));
    }
});
