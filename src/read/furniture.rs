//! Lines that belong to the page and not to what its author says.

/// Phrases that start a short line about a page: how to share it, who owns it.
const STARTS: [&str; 18] = [
    "share this",
    "share on",
    "skip to",
    "cookie",
    "all rights reserved",
    "copyright ©",
    "© ",
    "page ",
    "read more",
    "back to top",
    "printed on",
    "print this",
    "follow us",
    "subscribe to",
    "sign up",
    "advertisement",
    "filed under",
    "tagged",
];
/// What stands before a colon in a line that tells when a page was published.
const FIELDS: [&str; 5] = ["posted on", "posted in", "published on", "last updated", "last modified"];

/// Whether a line of plain text is a page number, a publishing line, a call to share: short, and no sentence.
pub(super) fn is_furniture_line(text: &str) -> bool {
    if text.len() > 160 || text.ends_with(['.', '!', '?']) && !text.ends_with("reserved.") {
        return false;
    }
    if text.len() <= 40 && (is_page_number(text) || STARTS.iter().any(|phrase| starts_like(text, phrase))) {
        return true;
    }
    if text.len() <= 100 && text.contains('©') && (text.starts_with('©') || text.contains("eserved")) {
        return true;
    }
    let field = |colon: usize| FIELDS.iter().any(|field| ends_like(&text[..colon], field));
    memchr::memchr_iter(b':', text.as_bytes()).any(field)
}

fn starts_like(text: &str, phrase: &str) -> bool {
    let rest = match text.get(..phrase.len()) {
        Some(start) if start.eq_ignore_ascii_case(phrase) => &text[phrase.len()..],
        _ => return false,
    };
    match phrase {
        "page " => rest.starts_with(|c: char| c.is_ascii_digit()),
        "cookie" => ["s", "s policy", "s settings", "s preferences", "s notice", " policy", " settings", " notice", ""]
            .contains(&&*rest.to_lowercase()),
        "tagged" | "subscribe to" | "sign up" | "follow us" | "read more" => rest.len() <= 16,
        _ => true,
    }
}

fn ends_like(text: &str, phrase: &str) -> bool {
    let start = text.len().wrapping_sub(phrase.len());
    text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(phrase))
}

/// `12`, `- 12 -`, `Page 3 of 9`, `3 / 9`.
fn is_page_number(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | ' ' | '|' | '[' | ']' | '·'));
    let digits = |s: &str| (1..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    if digits(bare) {
        return true;
    }
    let bare = bare.strip_prefix("Page ").or_else(|| bare.strip_prefix("page ")).unwrap_or(bare);
    digits(bare) || ["of", "/"].iter().any(|of| bare.split_once(of).is_some_and(|(a, b)| digits(a.trim()) && digits(b.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_page_are_told_from_text() {
        for line in [
            "12",
            "- 3 -",
            "Page 4 of 20",
            "Local government Systems change Posted on: 23 September 2024",
            "© 2024 The Council",
            "Share this page",
            "All rights reserved.",
        ] {
            assert!(is_furniture_line(line), "{line}");
        }
        for line in [
            "In 2024",
            "Page layout matters",
            "Sharing is a skill",
            "A rule: posted on the wall.",
            "Copyright law for makers",
            "1,200",
            "Cookies and tea at the workshop",
            "Sign up people before you need them",
        ] {
            assert!(!is_furniture_line(line), "{line}");
        }
    }
}
