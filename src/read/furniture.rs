//! Lines that belong to the page and not to what its author says.

/// Phrases that start a line about a page: when it was published, how to share it.
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
/// Phrases that mark a short line wherever they stand.
const HOLDS: [&str; 6] = ["posted on:", "posted in:", "published on:", "last updated:", "last modified:", "all rights reserved"];

/// Whether a line of plain text is a page number, a publishing line, a call to share: short, and no sentence.
pub(super) fn is_furniture_line(text: &str) -> bool {
    if text.len() > 160 || text.ends_with(['.', '!', '?']) && !text.ends_with("reserved.") {
        return false;
    }
    if is_page_number(text) {
        return true;
    }
    let holds_any = text.contains(':') || text.contains('©') || text.len() <= 40 || text.contains("eserved");
    if !holds_any {
        return false;
    }
    let lower = text.to_lowercase();
    if HOLDS.iter().any(|phrase| lower.contains(phrase)) {
        return true;
    }
    lower.len() <= 40 && STARTS.iter().any(|phrase| starts_like(&lower, phrase))
}

fn starts_like(lower: &str, phrase: &str) -> bool {
    let Some(rest) = lower.strip_prefix(phrase) else { return false };
    match phrase {
        "page " => rest.starts_with(|c: char| c.is_ascii_digit()),
        "cookie" => matches!(rest.trim_start_matches('s').trim(), "" | "policy" | "settings" | "preferences" | "notice"),
        "tagged" | "subscribe to" | "sign up" | "follow us" | "read more" => rest.len() <= 16,
        _ => true,
    }
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
