//! The tokens of Turtle.

use memchr::{memchr, memchr2, memmem};

/// One token, as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A full name, without its angles.
    Name(&'a str),
    /// A shortened name, a number or a keyword.
    Word(&'a str),
    /// A text without its quotes, its escapes not yet read.
    Text(&'a str),
    /// What stands behind an `@`: a language, or the word of a declaration.
    Language(&'a str),
    /// A mark of one byte; `^^` is one `^`.
    Mark(u8),
    /// What makes no sense.
    Broken,
}

/// Cuts Turtle into tokens; never fails. Cost: linear.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    last: Option<Token<'a>>,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, last: None }
    }

    /// The token that was given last.
    pub fn given(&self) -> Option<Token<'a>> {
        self.last
    }

    /// The next token, which stays the next one.
    pub fn peek(&self) -> Option<Token<'a>> {
        Tokens { ..*self }.next()
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Passes over white space and comments.
    fn skip(&mut self) {
        loop {
            self.at += self.rest().len() - self.rest().trim_ascii_start().len();
            if !self.rest().starts_with('#') {
                return;
            }
            self.at += memchr2(b'\n', b'\r', self.rest().as_bytes()).unwrap_or(self.rest().len());
        }
    }

    fn quoted(&mut self, quote: u8) -> Token<'a> {
        let rest = self.rest();
        let three = [quote; 3];
        if rest.as_bytes().starts_with(&three) {
            let body = &rest[3..];
            let mut from = 0;
            while let Some(found) = memmem::find(&body.as_bytes()[from..], &three) {
                let mut end = from + found;
                if is_escaped(body, end) {
                    from = end + 1;
                    continue;
                }
                // Quotes that belong to the text may stand before the three that end it.
                end += body[end + 3..].bytes().take(2).take_while(|b| *b == quote).count();
                self.at += 3 + end + 3;
                return Token::Text(&body[..end]);
            }
            self.at = self.text.len();
            return Token::Broken;
        }
        let body = &rest[1..];
        let mut end = 0;
        loop {
            match body.as_bytes().get(end) {
                Some(b'\\') => end += 2,
                Some(byte) if *byte == quote => {
                    self.at += end + 2;
                    return Token::Text(&body[..end]);
                }
                Some(b'\n' | b'\r') => {
                    self.at += 1 + end;
                    return Token::Broken;
                }
                Some(_) => end += 1,
                None => {
                    self.at = self.text.len();
                    return Token::Broken;
                }
            }
        }
    }

    fn name(&mut self) -> Token<'a> {
        let body = &self.rest()[1..];
        let stop = body.bytes().position(|b| matches!(b, b'>' | b'<' | b'"' | b'{' | b'}' | 0..=b' ')).unwrap_or(body.len());
        self.at += 1 + stop;
        if body.as_bytes().get(stop) == Some(&b'>') {
            self.at += 1;
            return Token::Name(&body[..stop]);
        }
        Token::Broken
    }

    fn word(&mut self) -> Token<'a> {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let mut end = 0;
        while let Some(byte) = bytes.get(end) {
            match byte {
                b'\\' => end += 2,
                0..=b' ' | b'<' | b'>' | b'"' | b'\'' | b'{' | b'}' | b'[' | b']' | b'(' | b')' | b',' | b';' | b'#' | b'^' | b'@' => break,
                _ => end += 1,
            }
        }
        end = end.min(rest.len());
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        // A full stop at the end ends the statement.
        let word = rest[..end].trim_end_matches('.');
        self.at += word.len().max(usize::from(word.is_empty()));
        if word.is_empty() { Token::Broken } else { Token::Word(word) }
    }
}

/// Whether an odd number of backslashes stands before this byte.
fn is_escaped(body: &str, at: usize) -> bool {
    body[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip();
        let rest = self.rest();
        let token = match rest.as_bytes().first()? {
            mark @ (b'.' | b';' | b',' | b'[' | b']' | b'(' | b')' | b'{' | b'}') => {
                self.at += 1;
                Token::Mark(*mark)
            }
            b'^' => {
                self.at += rest.bytes().take(2).take_while(|b| *b == b'^').count();
                Token::Mark(b'^')
            }
            b'@' => {
                let len = rest[1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
                self.at += 1 + len;
                Token::Language(&rest[1..1 + len])
            }
            quote @ (b'"' | b'\'') => self.quoted(*quote),
            b'<' => self.name(),
            _ => self.word(),
        };
        self.last = Some(token);
        Some(token)
    }
}

/// A text with its escapes read; those that are none stay as they are.
pub(super) fn plain(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr(b'\\', rest.as_bytes()) {
        out += &rest[..at];
        rest = &rest[at..];
        let code = |digits: usize| -> Option<char> {
            // A sign would be taken for a part of the number.
            let hex = rest.get(2..2 + digits).filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))?;
            u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
        };
        let (read, len) = match rest.as_bytes().get(1) {
            Some(b'n' | b'r' | b't' | b'f' | b'b') => (Some(' '), 2),
            Some(quote @ (b'"' | b'\'' | b'\\')) => (Some(char::from(*quote)), 2),
            Some(b'u') => (code(4), 6),
            Some(b'U') => (code(8), 10),
            _ => (None, 1),
        };
        let len = if read.is_some() { len } else { 1 };
        out.push(read.unwrap_or('\\'));
        rest = &rest[len..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_as_the_specification_has_them() {
        use Token::{Broken, Language, Mark, Name, Text, Word};
        for (text, expected) in [
            ("<a> a:b.c .", &[Name("a"), Word("a:b.c"), Mark(b'.')][..]),
            ("a:b. 1.5. true;", &[Word("a:b"), Mark(b'.'), Word("1.5"), Mark(b'.'), Word("true"), Mark(b';')]),
            ("\"x\"@en-GB,'y'^^a:z", &[Text("x"), Language("en-GB"), Mark(b','), Text("y"), Mark(b'^'), Word("a:z")]),
            ("\"\"\"a \"quoted\"\"\"\" \"\" #c\n''", &[Text("a \"quoted\""), Text(""), Text("")]),
            ("a:b\\,c <b\n\"c\n", &[Word("a:b\\,c"), Broken, Broken]),
        ] {
            assert_eq!(Tokens::new(text).collect::<Vec<_>>(), expected, "{text}");
        }
        assert_eq!(plain("a\\u00e9\\n\\\"\\q\\uZZZZ\\"), "aé \"\\q\\uZZZZ\\");
    }
}
