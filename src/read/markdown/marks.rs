//! Marks that Markdown itself does not know: wikilinks, time stamps, template tags, bare addresses.

use crate::read::stamp;
use std::borrow::Cow;

/// Stands for a byte that is left out. Markdown takes it for a letter, prose leaves it out.
const OUT: u8 = 1;

/// A text in which such marks are hidden byte for byte, so that offsets stay.
#[derive(Debug)]
pub(super) struct Masked<'a> {
    /// The text; equal to the source but for hidden bytes.
    pub text: Cow<'a, str>,
    /// Bytes before which a blank must go, because what stood between the blank and them is hidden. In order.
    pub joins: Vec<usize>,
}

/// Hides wikilinks but for the part shown (the last), bracketed time stamps, `{{…}}`, `{%…%}` and `{:…}`, citations `[@…]`,
/// callout names `[!note]`, and addresses that stand bare. Cost: one pass; without such marks the source is borrowed.
pub(super) fn mask(source: &str) -> Masked<'_> {
    let mut masker = Masker { source, bytes: None, joins: Vec::new() };
    let mut done = 0;
    for at in memchr::memchr3_iter(b'[', b'{', b':', source.as_bytes()) {
        if at < done {
            continue;
        }
        done = match source.as_bytes()[at] {
            b'[' => masker.bracket(at),
            b'{' => masker.brace(at),
            _ => masker.address(at),
        };
    }
    let text = match masker.bytes {
        None => Cow::Borrowed(source),
        // Whole characters are hidden, so the bytes stay UTF-8; were they not, nothing is hidden rather than the text lost.
        Some(bytes) => String::from_utf8(bytes).map_or(Cow::Borrowed(source), Cow::Owned),
    };
    Masked { text, joins: masker.joins }
}

struct Masker<'a> {
    source: &'a str,
    bytes: Option<Vec<u8>>,
    joins: Vec<usize>,
}

impl Masker<'_> {
    fn write(&mut self, from: usize, to: usize, with: u8) {
        let bytes = self.bytes.get_or_insert_with(|| self.source.as_bytes().to_vec());
        for byte in &mut bytes[from..to] {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = with;
            }
        }
    }

    /// Hides a stretch that leaves nothing behind, and the blank before it where punctuation follows.
    fn hide(&mut self, from: usize, to: usize) -> usize {
        self.write(from, to, OUT);
        // Emphasis closes before a blank but not before a letter.
        if from > 0 && matches!(self.source.as_bytes()[from - 1], b'*' | b'_') {
            self.write(from, from + 1, b' ');
        }
        if let Some(punctuation) = stamp::closing_behind(self.source, to) {
            self.joins.push(punctuation);
        }
        to
    }

    fn bracket(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        match rest.as_bytes().get(1) {
            Some(b'[') => return self.wikilink(at),
            Some(b'0'..=b'9') => {
                if let Some(len) = stamp::bracketed(rest) {
                    // A stamp that is a link, `[0:10](address)`, goes with its address.
                    let behind = &rest[len..];
                    let address = behind.strip_prefix('(').and_then(|r| r.split_once([')', '\n'])).map(|(a, _)| a.len() + 2);
                    return self.hide(at, at + len + address.unwrap_or(0));
                }
            }
            Some(b'!') => {
                let name = rest[2..].bytes().take_while(|b| b.is_ascii_alphabetic()).count();
                if name > 0 && rest[2 + name..].starts_with(']') && near_before(self.source, at).trim_end().ends_with('>') {
                    let open = rest[3 + name..].starts_with(['+', '-']);
                    return self.hide(at, at + 3 + name + usize::from(open));
                }
            }
            Some(b'@') | Some(b'-') => {
                let line = rest[..floor(rest, 300)].lines().next().unwrap_or("");
                if let Some(end) = line.find(']')
                    && line[1..].trim_start_matches('-').starts_with('@')
                    && !line[end..].starts_with("](")
                {
                    return self.hide(at, at + end + 1);
                }
            }
            _ => {}
        }
        at + 1
    }

    /// `[[target | label]]`: the last part that is not blank is shown.
    fn wikilink(&mut self, at: usize) -> usize {
        let inside = at + 2;
        let near = &self.source[inside..];
        let line = near[..floor(near, 1000)].split('\n').next().unwrap_or("");
        let Some(close) = line.find("]]") else { return inside };
        // A second opening before the close: the inner one is the link.
        if let Some(inner) = line[..close].rfind("[[") {
            return inside + inner;
        }
        let parts = &line[..close];
        let end = inside + close;
        let embedded = at > 0 && self.source.as_bytes()[at - 1] == b'!';
        let shown = parts.trim_end_matches(['|', ' ', '\\']);
        if embedded || shown.is_empty() {
            return self.hide(at - usize::from(embedded), end + 2);
        }
        let start = shown.rfind('|').map_or(0, |bar| bar + 1);
        let start = start + (shown[start..].len() - shown[start..].trim_start().len());
        self.write(at, inside + start, OUT);
        self.write(inside + shown.len(), end + 2, OUT);
        if start == 0 {
            // A target shown as it is: its underscores and anchors are blanks.
            for (i, _) in shown.bytes().enumerate().filter(|(_, b)| matches!(b, b'_' | b'#')) {
                self.write(inside + i, inside + i + 1, b'\t');
            }
        }
        end + 2
    }

    fn brace(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let close = match rest.as_bytes().get(1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b':') => "}",
            _ => return at + 1,
        };
        let near = &rest[..floor(rest, 500)];
        let limit = if close == "}" { near.find('\n').unwrap_or(near.len()) } else { near.find("\n\n").unwrap_or(near.len()) };
        match near[..limit].find(close) {
            Some(end) => self.hide(at, at + end + close.len()),
            None => at + 2,
        }
    }

    /// `://` behind a scheme, where neither a link nor an attribute holds it.
    fn address(&mut self, colon: usize) -> usize {
        let bytes = self.source.as_bytes();
        if !bytes[colon..].starts_with(b"://") {
            return colon + 1;
        }
        let scheme = bytes[..colon].iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
        let start = colon - scheme;
        if !matches!(&self.source[start..colon], "http" | "https" | "ftp") {
            return colon + 3;
        }
        let before = start.checked_sub(1).map(|at| bytes[at]);
        let in_link = match before {
            None | Some(b'*' | b'_' | b'>' | b'[' | b'|') => false,
            Some(b'(') => start >= 2 && bytes[start - 2] == b']',
            Some(b) if b.is_ascii_whitespace() => near_before(self.source, start).trim_end().ends_with("]:"),
            _ => true,
        };
        let rest = &self.source[start..];
        let len = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | ']' | '`')).unwrap_or(rest.len());
        if in_link {
            return start + len;
        }
        let mut url = &rest[..len];
        loop {
            let shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'', '”', '’', '…']);
            let shorter = match shorter.strip_suffix(')') {
                Some(inner) if shorter.matches('(').count() < shorter.matches(')').count() => inner,
                _ => shorter,
            };
            if shorter.len() == url.len() {
                break;
            }
            url = shorter;
        }
        self.hide(start, start + url.len())
    }
}

/// The last few bytes of the line before `at`.
fn near_before(source: &str, at: usize) -> &str {
    let near = &source[source.floor_char_boundary(at.saturating_sub(16))..at];
    near.rsplit('\n').next().unwrap_or(near)
}

/// The largest boundary of `text` not behind `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        mask(source).text.replace('\u{1}', "").replace('\t', " ")
    }

    #[test]
    fn the_last_part_of_a_wikilink_is_shown() {
        for (source, expected) in [
            ("a [[target]] b", "a target b"),
            ("[[a_b_c]]", "a b c"),
            ("[[a_b | label]]", "label"),
            ("[[a|b|c]] and [[a | b | c | d e]]", "c and d e"),
            ("**[[a | b]]**:", "**b**:"),
            ("[[a\\|b]]", "b"),
            ("[[a | ]]", "a"),
            ("![[picture.png]]!", "!"),
            ("[[not closed", "[[not closed"),
            ("[[a [[b | c]]", "[[a c"),
        ] {
            assert_eq!(shown(source), expected, "{source}");
        }
    }

    #[test]
    fn stamps_tags_and_addresses_are_hidden() {
        for (source, expected) in [
            ("word [01:16:18].", "word ."),
            ("word [0:10](http://x.y/z) and", "word  and"),
            ("{{< ref \"x\" >}}Text", "Text"),
            ("{% include x %}", ""),
            ("Title {:.lead}", "Title "),
            ("see https://a.b/c_d?e=f. Then", "see . Then"),
            ("(see http://a.b)", "(see )"),
            ("[label](http://a.b/c)", "[label](http://a.b/c)"),
            ("[x]: http://a.b/c", "[x]: http://a.b/c"),
            ("<a href=\"http://a.b\">", "<a href=\"http://a.b\">"),
            ("said [@smith2020, p. 3].", "said ."),
            ("> [!note] Title", ">  Title"),
            ("set {1, 2}", "set {1, 2}"),
        ] {
            assert_eq!(shown(source), expected, "{source}");
        }
        assert_eq!(mask("word [01:16:18] [01:16:20].").joins, [26]);
    }
}
