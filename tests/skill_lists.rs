//! Lists of skills that are made to do harm, or are large: read in time that grows with their size and no faster, and never refused without a
//! sentence.

use skillsift::skill_list::SkillList;

const TURTLE: &str = "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n";

/// A list in each syntax, by the name of its file.
fn lists(concepts: usize) -> [(&'static str, String); 3] {
    let each = |one: fn(usize) -> String| (0..concepts).map(one).collect::<String>();
    let turtle = each(|n| {
        format!("<http://x/{n}> a s:Concept ; s:prefLabel \"rowing {n}\"@en , \"Rudern {n}\"@de ; s:altLabel \"sculling {n}\"@en .\n")
    });
    let json = each(|n| {
        format!(
            "{{\"@id\": \"http://x/{n}\", \"prefLabel\": {{\"en\": \"rowing {n}\", \"de\": \"Rudern\"}}, \"altLabel\": [{{\"@language\": \"en\", \"@value\": \"sculling {n}\"}}]}},\n"
        )
    });
    let xml = each(|n| {
        format!(
            "<skos:Concept rdf:about='http://x/{n}'><skos:prefLabel xml:lang='en'>rowing {n}</skos:prefLabel><skos:prefLabel xml:lang='de'>Rudern</skos:prefLabel><skos:altLabel xml:lang='en'>sculling {n}</skos:altLabel></skos:Concept>\n"
        )
    });
    [
        ("a.ttl", format!("{TURTLE}{turtle}")),
        ("a.jsonld", format!("{{\"@graph\": [{json} {{}}]}}")),
        ("a.rdf", format!("<rdf:RDF>{xml}</rdf:RDF>")),
    ]
}

#[test]
fn one_list_in_three_syntaxes_is_one_list() {
    let [turtle, json, xml] = lists(50).map(|(name, text)| SkillList::read(name, text.as_bytes()));
    assert_eq!((turtle.skills.len(), turtle.forms()), (50, 100));
    assert_eq!(turtle, json);
    assert_eq!(turtle, xml);
}

/// What makes a reader slow, or hungry, if anything does; each about so many bytes.
fn traps(size: usize) -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(size / piece.len() + 1);
    let name = "x".repeat(size / 2);
    vec![
        ("quotes.ttl", format!(":a :prefLabel {}", fill("\"\"\"\\"))),
        ("quotes.ttl", fill("\"\"\"\\\"\"\"")),
        ("backslashes.ttl", format!(":a :prefLabel \"\"\"{}", fill("\\"))),
        ("brackets.ttl", fill(":a :p [ ")),
        ("open.ttl", fill("[")),
        ("lists.ttl", format!(":a :p {}", fill("("))),
        ("comments.ttl", fill("#\n\"a\"")),
        ("names.ttl", fill("<")),
        ("dots.ttl", fill("....a.")),
        ("variants.ttl", format!(":a :prefLabel \"rowing\" ; :altLabel {}\"b\" .", fill("\"a\","))),
        ("long-name.ttl", format!("<{name}> :prefLabel \"rowing\" ; :altLabel {}\"b\" .", "\"a\",".repeat(size / 8))),
        ("long-label.ttl", format!("<a> :prefLabel \"{name}\" ; :altLabel {}\"b\" .", "\"a\",".repeat(size / 8))),
        ("long-prefix.ttl", format!("@prefix p: <{name}> .\n{}", "p:a :prefLabel p:b .".repeat(size / 40))),
        ("one-label.ttl", format!(":l :literalForm \"{name}\" .{}", ":a :altLabel :l .".repeat(size / 34))),
        ("open.json", fill("[{\"prefLabel\":")),
        ("arrays.json", format!("[{{\"prefLabel\":{}", fill("["))),
        ("escapes.json", format!("[{{\"prefLabel\":\"{}", fill("\\u0041"))),
        ("variants.json", format!("[{{\"altLabel\":[{}\"b\"]}}]", fill("\"a\","))),
        ("context.json", format!("{{\"@context\":{{\"@language\":\"en-{name}\"}},\"altLabel\":[{}\"b\"]}}", "\"a\",".repeat(size / 8))),
        ("words.json", format!("{{\"@context\":{{{}\"z\":0}}}}", fill("\"a\":\"skos:prefLabel\","))),
        ("elements.rdf", fill("<a>")),
        ("long-name.rdf", format!("<rdf:RDF><a rdf:about='{name}'>{}", "<altLabel>b</altLabel>".repeat(size / 44))),
    ]
}

#[test]
fn traps_take_no_more_time_than_their_size() {
    for (name, text) in traps(4 << 20) {
        let list = SkillList::read(name, text.as_bytes());
        // All of them take a second or two; where one took the square of its size, this test would not end.
        assert!(!list.skills.is_empty() || !list.problems.is_empty(), "{name} gives neither skills nor a sentence");
    }
}
