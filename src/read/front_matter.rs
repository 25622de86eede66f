//! The block of fields that may stand before a Markdown text.

/// Front matter: where the text starts, and the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FrontMatter<'a> {
    /// Byte where the text behind the block starts.
    pub end: usize,
    /// The title as it stands, without quotes, and the byte where it stands.
    pub title: Option<(&'a str, usize)>,
}

/// Finds YAML (`---`) or TOML (`+++`) front matter at the start. `None` where the first line is a mere rule.
pub(super) fn split(text: &str) -> Option<FrontMatter<'_>> {
    let toml = match text.get(..3)? {
        "---" => false,
        "+++" => true,
        _ => return None,
    };
    let mut at = 0;
    let mut title = None;
    let mut fields = 0;
    let mut folded = false;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim_end();
        let start = at;
        at += line.len();
        if number == 0 {
            if content.len() != 3 {
                return None;
            }
            continue;
        }
        if matches!(content, "---" | "...") && !toml || content == "+++" && toml {
            return (fields > 0).then_some(FrontMatter { end: at, title });
        }
        if folded && content.starts_with(' ') {
            let value = content.trim_start();
            title = Some((value, start + content.len() - value.len()));
            folded = false;
            continue;
        }
        folded = false;
        if content.is_empty() || content.starts_with([' ', '\t', '-', '#', '}', ']']) {
            continue;
        }
        let (key, value) = content.split_once(if toml { '=' } else { ':' }).or_else(|| content.starts_with('[').then_some(("", "")))?;
        if key.len() > 80 || key.contains(['.', ',', ';']) && key.contains(' ') {
            return None;
        }
        fields += 1;
        if title.is_none() && key.trim().eq_ignore_ascii_case("title") {
            let raw = value.trim();
            folded = matches!(raw, ">" | "|" | ">-" | "|-" | ">+" | "|+");
            let bare = unquote(raw);
            if !folded && !bare.is_empty() {
                title = Some((bare, start + (bare.as_ptr() as usize - line.as_ptr() as usize)));
            }
        }
    }
    None
}

/// A value without the quotes around it, or without the comment behind it.
fn unquote(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote)
            && let Some((inside, _)) = rest.rsplit_once(quote)
        {
            return inside.trim();
        }
    }
    value.split(" #").next().unwrap_or(value).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_found_and_the_rest_is_passed_over() {
        for (text, title) in [
            ("---\ntitle: A title\nid: 3\n---\nBody", Some("A title")),
            ("---\r\nid: 3\r\ntitle: \"Steering: a craft\" \r\n---\r\nBody", Some("Steering: a craft")),
            ("---\ntags:\n  - title: no\ntitle: >-\n  Folded title\n---\nBody", Some("Folded title")),
            ("+++\ntitle = 'Hugo''s'\n[extra]\nx = 1\n+++\nBody", Some("Hugo''s")),
            ("---\nid: 3\n...\nBody", None),
        ] {
            let front = split(text).unwrap();
            assert_eq!(front.title.map(|t| t.0), title);
            assert_eq!(&text[front.end..], "Body");
            if let Some((title, at)) = front.title {
                assert_eq!(&text[at..at + title.len()], title);
            }
        }
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in
            ["---\n\nJust a rule\n\n---\n", "---- \na: b\n---\n", "---\nid: 3\n", "words", "---\nHe said. Then, well: no\n---\n", ""]
        {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
