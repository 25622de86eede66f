//! Signs that tell what a line is: bullets, numbers, dot leaders, the names of parts.

/// The text with every number replaced by `#`, and the numbers.
pub fn without_numbers(text: &str) -> (String, Vec<i64>) {
    let mut key = String::with_capacity(text.len());
    let mut numbers = Vec::new();
    for word in text.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if let Some(value) = roman(bare) {
            numbers.push(value);
            key.push('#');
            continue;
        }
        let mut in_number = false;
        let mut value: i64 = 0;
        for c in word.chars() {
            if let Some(digit) = c.to_digit(10) {
                value = if in_number { value.saturating_mul(10) } else { 0 }.saturating_add(i64::from(digit));
                if !in_number {
                    key.push('#');
                }
                in_number = true;
            } else {
                if in_number {
                    numbers.push(value);
                }
                in_number = false;
                key.push(c);
            }
        }
        if in_number {
            numbers.push(value);
        }
    }
    (key, numbers)
}

/// The value of a small Roman numeral, as front matter is numbered.
fn roman(word: &str) -> Option<i64> {
    if word.is_empty() || word.len() > 7 || !word.bytes().all(|b| b"ivxlIVXL".contains(&b)) {
        return None;
    }
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => 1,
        'v' => 5,
        'x' => 10,
        _ => 50,
    };
    let digits: Vec<i64> = word.chars().map(value).collect();
    Some(digits.iter().enumerate().map(|(n, d)| if digits.get(n + 1).is_some_and(|next| next > d) { -d } else { *d }).sum())
}

/// Whether a line whose numbers became `#` is nothing but a page number.
pub fn is_page_number(key: &str) -> bool {
    let bare: String = key.to_lowercase().chars().filter(|c| !matches!(c, '-' | '–' | '—' | '|' | '.' | '[' | ']' | '/' | ' ')).collect();
    matches!(
        bare.as_str(),
        "#" | "page#" | "page#of#" | "#of#" | "##" | "#page" | "seite#" | "s#" | "p#" | "pg#" | "seite#von#" | "página#" | "#/#"
    )
}

/// Whether a line begins with a sign that is a bullet or, in the middle of a text, a dash.
pub fn is_dash(text: &str) -> bool {
    text.starts_with(['-', '–', '—'])
}

/// The length of a bullet and the blank behind it, at the beginning of a line.
pub fn bullet(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    let (_, first) = chars.next()?;
    let sure = matches!(
        first,
        '•' | '●'
            | '○'
            | '◦'
            | '▪'
            | '■'
            | '□'
            | '▫'
            | '◆'
            | '◇'
            | '➢'
            | '➤'
            | '►'
            | '▶'
            | '▸'
            | '‣'
            | '⁃'
            | '∙'
            | '☐'
            | '☑'
            | '✓'
            | '✔'
            | '❖'
            | '⦁'
            | '·'
    );
    let dash = matches!(first, '-' | '–' | '—' | '*' | 'o' | '§' | '»' | 'Ø' | 'ü' | '!' | '❏' | '❑');
    let (at, next) = chars.next()?;
    if next.is_whitespace() && (sure || dash) {
        let rest = text[at..].trim_start();
        return (!rest.is_empty()).then(|| text.len() - rest.len());
    }
    sure.then_some(at)
}

/// Whether a line begins as a numbered item does: `1.`, `2)`, `(a)`, `iv.`.
pub fn is_numbered(text: &str) -> bool {
    let Some((label, rest)) = text.split_once(char::is_whitespace) else { return false };
    if rest.trim().is_empty() || label.len() > 7 {
        return false;
    }
    let core = label.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    let marked = label.len() > core.len() && !label.ends_with(':') || label.starts_with('(');
    let number = !core.is_empty() && core.len() <= 3 && core.bytes().all(|b| b.is_ascii_digit());
    let letter = core.len() == 1 && core.bytes().all(|b| b.is_ascii_lowercase()) || label.starts_with('(') && core.len() == 1;
    marked && (number || letter || core.len() <= 4 && core.bytes().all(|b| b"ivx".contains(&b)) && !core.is_empty())
}

/// The depth of a section number at the beginning of a heading: 1 for `3 Method`, 2 for `3.1 Data`; `None` without one.
pub fn section(text: &str) -> Option<usize> {
    let (label, rest) = text.split_once(char::is_whitespace)?;
    let core = label.trim_end_matches('.');
    let mut depth = 0;
    for part in core.split('.') {
        let number = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let letter = depth == 0 && part.len() == 1 && part.bytes().all(|b| b.is_ascii_uppercase()) && core.contains('.');
        if !number && !letter {
            return None;
        }
        depth += 1;
    }
    rest.trim_start().starts_with(|c: char| c.is_uppercase()).then_some(depth)
}

/// A line of a table of contents by its leaders, taken apart: its text and its page.
pub fn leader(text: &str) -> Option<(String, String)> {
    let page = text.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().filter(|p| is_page(p))?;
    let rest = text[..text.len() - page.len()].trim_end();
    let dots = rest.chars().rev().take_while(|c| matches!(c, '.' | '…' | '·' | '_' | ' ' | '\u{2024}')).filter(|c| *c != ' ');
    let many: usize = dots.map(|c| if c == '…' { 3 } else { 1 }).sum();
    let title = rest.trim_end_matches(['.', '…', '·', '_', ' ', '\u{2024}']);
    (many >= 4 && title.chars().any(char::is_alphabetic)).then(|| (title.to_string(), page.to_string()))
}

/// Whether a line ends in a page number, as the lines of a table of contents without leaders do.
pub fn ends_in_page(text: &str) -> bool {
    text.rsplit_once(char::is_whitespace).is_some_and(|(rest, page)| is_page(page) && rest.chars().any(char::is_alphabetic))
}

fn is_page(word: &str) -> bool {
    let digits = (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    digits || !word.is_empty() && word.bytes().all(|b| b"ivxl".contains(&b)) && roman(word).is_some()
}

/// A heading without its number, in lower case, for comparing.
fn bare_heading(text: &str) -> String {
    let text = text.trim().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ')).trim_end_matches([':', '.']);
    text.to_lowercase()
}

/// Whether a heading opens a reference list.
pub fn opens_references(text: &str) -> bool {
    const NAMES: [&str; 18] = [
        "references",
        "reference list",
        "list of references",
        "references cited",
        "bibliography",
        "selected bibliography",
        "works cited",
        "literature cited",
        "literature",
        "sources",
        "references and notes",
        "references and further reading",
        "literatur",
        "literaturverzeichnis",
        "bibliographie",
        "références",
        "bibliografía",
        "referencias",
    ];
    NAMES.contains(&bare_heading(text).as_str())
}

/// Whether a heading opens a table of contents or the like.
pub fn opens_contents(text: &str) -> bool {
    const NAMES: [&str; 14] = [
        "contents",
        "table of contents",
        "list of tables",
        "list of figures",
        "list of boxes",
        "figures",
        "tables",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "table des matières",
        "índice",
        "contenido",
        "index",
    ];
    NAMES.contains(&bare_heading(text).as_str())
}

/// Whether a line begins as a footnote does: a raised number, a star, a dagger, or a number before a capital.
pub fn opens_note(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if matches!(first, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '*' | '†' | '‡' | '§' | '∗') {
        return true;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && text[digits..]
            .trim_start_matches(['.', ')'])
            .starts_with(|c: char| c.is_whitespace() || c.is_uppercase() || matches!(c, '“' | '"' | '‘'))
}

/// Whether a line begins the caption of a figure or table.
pub fn opens_caption(text: &str) -> bool {
    const NAMES: [&str; 12] =
        ["Figure", "Fig.", "FIGURE", "Table", "TABLE", "Tab.", "Box", "Chart", "Exhibit", "Abbildung", "Abb.", "Tabelle"];
    NAMES.iter().any(|n| {
        text.strip_prefix(n).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X')))
    })
}

/// Whether a text ends as a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '’', ')', ']', '»', '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    end.ends_with(['.', '!', '?', ':', '…', '。', '！', '？'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_put_aside() {
        assert_eq!(without_numbers("Page 12 of 30"), ("Page # of #".to_string(), vec![12, 30]));
        assert_eq!(without_numbers("xiv"), ("#".to_string(), vec![14]));
        assert!(is_page_number(&without_numbers("- 7 -").0));
        assert!(!is_page_number(&without_numbers("Annual Report 7").0));
    }

    #[test]
    fn leaders_are_taken_apart() {
        assert_eq!(leader("1.2 Method . . . . . . 14"), Some(("1.2 Method".to_string(), "14".to_string())));
        assert_eq!(leader("Preface…………vii"), Some(("Preface".to_string(), "vii".to_string())));
        assert_eq!(leader("It ended in 1999"), None);
        assert!(ends_in_page("Preface vii") && !ends_in_page("1999"));
    }

    #[test]
    fn items_are_told_from_years() {
        assert!(is_numbered("1. First") && is_numbered("(a) first") && is_numbered("iv. first"));
        assert!(!is_numbered("2019. The year") && !is_numbered("A dog") && !is_numbered("1."));
        assert_eq!(bullet("• First"), Some("• ".len()));
        assert_eq!(bullet("-5 degrees"), None);
        assert_eq!(section("3.1 Data"), Some(2));
        assert_eq!(section("3.1 percent of"), None);
    }
}
