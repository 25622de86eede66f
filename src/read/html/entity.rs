//! Character references: `&amp;`, `&#8217;`, `&#x2014;`.

use crate::read::encoding::WESTERN;
use pulldown_cmark::{Event, Parser, Tag};
use std::borrow::Cow;

/// What the reference at the start of `text` (an ampersand) stands for, and its length. `None` where it is only an ampersand.
pub(super) fn reference(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let inside = &text[1..];
    if let Some(number) = inside.strip_prefix('#') {
        return numeric(number).map(|(c, len)| (Cow::Owned(c.to_string()), len + 2));
    }
    let len = inside.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    let name = &inside[..len];
    let closed = inside[len..].starts_with(';');
    if closed && len > 0 {
        let found = common(name).map(Cow::Borrowed).or_else(|| named(&text[..len + 2]).map(Cow::Owned))?;
        return Some((found, len + 2));
    }
    // A few old names count without their semicolon, where no attribute or word goes on.
    let old = matches!(
        name,
        "amp"
            | "lt"
            | "gt"
            | "quot"
            | "nbsp"
            | "copy"
            | "reg"
            | "pound"
            | "eacute"
            | "egrave"
            | "uuml"
            | "ouml"
            | "auml"
            | "laquo"
            | "raquo"
            | "middot"
            | "shy"
    );
    if old { common(name).map(|found| (Cow::Borrowed(found), len + 1)) } else { None }
}

/// The references that make up nearly all there are.
fn common(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        "shy" => "\u{ad}",
        "ndash" => "–",
        "mdash" => "—",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "hellip" => "…",
        "bull" => "•",
        "middot" => "·",
        "copy" => "©",
        "reg" => "®",
        "pound" => "£",
        "euro" => "€",
        "eacute" => "é",
        "egrave" => "è",
        "uuml" => "ü",
        "ouml" => "ö",
        "auml" => "ä",
        "laquo" => "«",
        "raquo" => "»",
        "times" => "×",
        _ => return None,
    })
}

/// Any of the 2,231 names of HTML. The Markdown parser holds their table, so it is asked; rare names only come this far.
fn named(reference: &str) -> Option<String> {
    let mut inside = false;
    for event in Parser::new(reference) {
        match event {
            Event::Start(Tag::Paragraph) => inside = true,
            Event::Text(text) if inside && *text != *reference => return Some(text.into_string()),
            _ if inside => return None,
            _ => {}
        }
    }
    None
}

/// `8217;` or `x2014;` behind `&#`. Numbers of control characters mean those of Windows-1252, as in browsers.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (radix, prefix) = if text.starts_with(['x', 'X']) { (16, 1) } else { (10, 0) };
    let digits = text[prefix..].chars().take_while(|c| c.is_digit(radix)).count();
    if digits == 0 {
        return None;
    }
    let number = &text[prefix..prefix + digits];
    let end = prefix + digits + usize::from(text[prefix + digits..].starts_with(';'));
    let code = u32::from_str_radix(number, radix).unwrap_or(0);
    let c = match code {
        0x80..=0x9f => Some(WESTERN[code as usize - 0x80]),
        0 => None,
        _ => char::from_u32(code),
    };
    Some((c.unwrap_or(char::REPLACEMENT_CHARACTER), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded() {
        for (text, expected) in [
            ("&amp;x", Some(("&", 5))),
            ("&ampx", None),
            ("&amp x", Some(("&", 4))),
            ("&rsquo;", Some(("’", 7))),
            ("&CounterClockwiseContourIntegral;", Some(("∳", 33))),
            ("&ccaron;", Some(("č", 8))),
            ("&nosuchname;", None),
            ("& b", None),
            ("&;", None),
            ("&#8217;s", Some(("’", 7))),
            ("&#x2014;", Some(("—", 8))),
            ("&#146;", Some(("’", 6))),
            ("&#0;", Some(("\u{fffd}", 4))),
            ("&#99999999999;", Some(("\u{fffd}", 14))),
            ("&#x;", None),
        ] {
            let found = reference(text);
            assert_eq!(found.as_ref().map(|(c, len)| (&**c, *len)), expected, "{text}");
        }
    }
}
