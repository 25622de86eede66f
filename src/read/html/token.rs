//! Tags and text of a page, by the rules of the WHATWG as far as they decide what is text.

use super::tag;
use memchr::{memchr, memmem};

/// One piece of a page; every slice is a slice of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text as it stands, references not yet decoded.
    Text(&'a str),
    /// A start tag: its name and everything behind the name.
    Start(&'a str, Attributes<'a>),
    /// An end tag.
    End(&'a str),
}

/// Cuts a page into tokens; comments, doctypes and processing instructions are passed over. Never fails: what is no tag is text.
pub(super) struct Tokens<'a> {
    page: &'a str,
    at: usize,
    /// Inside an element of raw text: its name.
    raw: Option<&'static str>,
    /// Whether the page is XML, where `<a/>` is empty.
    pub xml: bool,
}

impl<'a> Tokens<'a> {
    pub fn new(page: &'a str) -> Self {
        Self { page, at: 0, raw: None, xml: page.trim_ascii_start().starts_with("<?xml") }
    }

    /// The text of an element of raw text, up to its end tag.
    fn raw_text(&mut self, name: &str) -> &'a str {
        let rest = &self.page[self.at..];
        let mut from = 0;
        while let Some(found) = memmem::find(&rest.as_bytes()[from..], b"</") {
            let at = from + found;
            let behind = &rest.as_bytes()[at + 2..];
            if behind.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
                && behind.get(name.len()).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
            {
                self.at += at;
                return &rest[..at];
            }
            from = at + 2;
        }
        self.at = self.page.len();
        rest
    }

    /// Where a tag that starts at `at` ends: behind its `>`, which may stand in quotes.
    fn tag_end(&self, at: usize) -> Option<(usize, usize)> {
        let bytes = self.page.as_bytes();
        let mut i = at;
        let mut value = false;
        loop {
            match bytes.get(i)? {
                b'>' => return Some((i, i + 1)),
                b'=' => value = true,
                quote @ (b'"' | b'\'') if value => {
                    // A quote that is never closed does not swallow the page.
                    i += 1 + memchr(*quote, &bytes[i + 1..])?;
                    value = false;
                }
                b if b.is_ascii_whitespace() => {}
                _ => value = false,
            }
            i += 1;
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            let text = self.raw_text(name);
            if !text.is_empty() {
                return Some(Token::Text(text));
            }
        }
        let bytes = self.page.as_bytes();
        let mut start = self.at;
        let mut look = start;
        loop {
            let Some(found) = memchr(b'<', bytes.get(look..)?) else {
                self.at = bytes.len();
                return (start < bytes.len()).then(|| Token::Text(&self.page[start..]));
            };
            let open = look + found;
            let next = bytes.get(open + 1).copied().unwrap_or(b' ');
            let is_tag = next.is_ascii_alphabetic()
                || matches!(next, b'!' | b'?')
                || next == b'/' && bytes.get(open + 2).is_some_and(|b| *b != b' ');
            if !is_tag {
                look = open + 1;
                continue;
            }
            if open > start {
                self.at = open;
                return Some(Token::Text(&self.page[start..open]));
            }
            let rest = &bytes[open..];
            if rest.starts_with(b"<![CDATA[") {
                let end = memmem::find(rest, b"]]>").unwrap_or(rest.len());
                self.at = (open + end + 3).min(bytes.len());
                return Some(Token::Text(&self.page[open + 9..open + end]));
            }
            if let Some(len) = comment(rest) {
                start = open + len;
                look = start;
                self.at = start;
                continue;
            }
            let from = open + 1 + usize::from(next == b'/');
            let name_len = bytes[from..].iter().take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'>' | b'/')).count();
            let name = &self.page[from..from + name_len];
            let (inner_end, end) = match self.tag_end(from + name_len) {
                Some(found) => found,
                // A tag cut off by the end of the file, or one whose quote never closes: up to the next `>`.
                None => memchr(b'>', &bytes[from..]).map_or((bytes.len(), bytes.len()), |n| (from + n, from + n + 1)),
            };
            self.at = end;
            if next == b'/' {
                return Some(Token::End(name));
            }
            let inner = self.page.get(from + name_len..inner_end).unwrap_or("");
            self.raw = if self.xml && inner.ends_with('/') { None } else { tag::raw_text(name) };
            return Some(Token::Start(name, Attributes { rest: inner }));
        }
    }
}

/// The length of the comment, doctype or processing instruction that `rest` starts with.
fn comment(rest: &[u8]) -> Option<usize> {
    if rest.starts_with(b"<!-->") {
        return Some(5);
    }
    if rest.starts_with(b"<!--->") {
        return Some(6);
    }
    if rest.starts_with(b"<!--") {
        return Some(memmem::find(&rest[4..], b"-->").map_or(rest.len(), |n| n + 7));
    }
    let other = matches!(rest[1], b'!' | b'?') || rest[1] == b'/' && !rest.get(2).is_some_and(u8::is_ascii_alphabetic);
    other.then(|| memchr(b'>', rest).map_or(rest.len(), |n| n + 1))
}

/// The attributes of a start tag, cut when asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attributes<'a> {
    rest: &'a str,
}

impl Attributes<'_> {
    /// Whether the tag ends in `/>`.
    pub fn closes_itself(self) -> bool {
        self.rest.ends_with('/')
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
        // An equals sign before any name belongs to the name.
        let end = if end == 0 { rest.chars().next()?.len_utf8() } else { end };
        let (name, behind) = rest.split_at(end);
        let value = behind.trim_ascii_start();
        let Some(value) = value.strip_prefix('=') else {
            self.rest = behind;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        for quote in ['"', '\''] {
            if let Some(quoted) = value.strip_prefix(quote) {
                let (inside, after) = quoted.split_once(quote).unwrap_or((quoted, ""));
                self.rest = after;
                return Some((name, inside));
            }
        }
        let end = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
        self.rest = &value[end..];
        Some((name, &value[..end]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(page: &str) -> Vec<String> {
        Tokens::new(page)
            .map(|token| match token {
                Token::Text(text) => text.to_string(),
                Token::Start(name, attributes) => {
                    let attributes: String = attributes.map(|(name, value)| format!(" {name}={value}")).collect();
                    format!("<{name}{attributes}>")
                }
                Token::End(name) => format!("</{name}>"),
            })
            .collect()
    }

    #[test]
    fn pages_are_cut_into_tags_and_text() {
        for (page, expected) in [
            ("a<b>c</b>", vec!["a", "<b>", "c", "</b>"]),
            ("1 < 2 <3 & x<", vec!["1 < 2 <3 & x<"]),
            ("<p class=x id='y z' hidden>", vec!["<p class=x id=y z hidden=>"]),
            ("<a title=\"x > y\" href=/a/b>z", vec!["<a title=x > y href=/a/b>", "z"]),
            ("<!-- <p> --><!doctype html><?xml?>x", vec!["x"]),
            ("<!-->x", vec!["x"]),
            ("<script>if (a<b) '</p>'</SCRIPT >x", vec!["<script>", "if (a<b) '</p>'", "</SCRIPT>", "x"]),
            ("<title>a <b> c</title>", vec!["<title>", "a <b> c", "</title>"]),
            ("<p title=\"x>y", vec!["<p title=x>", "y"]),
            ("<br/><p", vec!["<br>", "<p>"]),
            ("<![CDATA[a<b]]>c", vec!["a<b", "c"]),
            ("</ p>", vec!["</ p>"]),
            ("<script>", vec!["<script>"]),
            ("<![CDATA[", vec![""]),
            ("</3></3></3>x", vec!["x"]),
        ] {
            assert_eq!(tokens(page), expected, "{page}");
        }
    }
}
