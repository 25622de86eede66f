//! The tokens of JSON.

use memchr::memchr2;
use std::borrow::Cow;

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    OpenArray,
    CloseArray,
    Colon,
    Comma,
    /// A string, its escapes read.
    Text(Cow<'a, str>),
    /// A number, `true`, `false` or `null`.
    Plain,
    /// What makes no sense, or a string without an end.
    Broken,
}

/// Cuts JSON into tokens; never fails. Cost: linear.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// How many bytes are behind.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The string behind a quote.
    fn string(&mut self) -> Token<'a> {
        let body = &self.text[self.at..];
        let mut out = Cow::Borrowed("");
        let mut from = 0;
        loop {
            let Some(found) = memchr2(b'"', b'\\', &body.as_bytes()[from..]) else {
                self.at = self.text.len();
                return Token::Broken;
            };
            let end = from + found;
            let piece = &body[from..end];
            if body.as_bytes()[end] == b'"' {
                self.at += end + 1;
                // The usual string has no escapes and costs no copy.
                return Token::Text(if from == 0 { Cow::Borrowed(piece) } else { out + piece });
            }
            let (read, len) = escape(&body[end..]);
            let text = out.to_mut();
            *text += piece;
            text.push(read);
            from = (end + len).min(body.len());
            while !body.is_char_boundary(from) {
                from += 1;
            }
        }
    }
}

/// The character that an escape stands for, and the length of the escape.
fn escape(rest: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = rest.get(at..at + 6)?.strip_prefix("\\u").filter(|digits| !digits.starts_with('+'))?;
        u32::from_str_radix(digits, 16).ok()
    };
    match rest.as_bytes().get(1) {
        Some(b'u') => match (unit(0), unit(6)) {
            (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => {
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                (char::from_u32(code).unwrap_or('\u{fffd}'), 12)
            }
            (Some(code), _) => (char::from_u32(code).unwrap_or('\u{fffd}'), 6),
            (None, _) => ('\u{fffd}', 2),
        },
        Some(byte @ (b'"' | b'\\' | b'/')) => (char::from(*byte), 2),
        // Breaks of lines and pages are white space in a label.
        _ => (' ', 2),
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_ascii_start().len();
        let rest = &self.text[self.at..];
        let token = match rest.as_bytes().first()? {
            b'{' => Token::Open,
            b'}' => Token::Close,
            b'[' => Token::OpenArray,
            b']' => Token::CloseArray,
            b':' => Token::Colon,
            b',' => Token::Comma,
            b'"' => {
                self.at += 1;
                return Some(self.string());
            }
            b'-' | b'0'..=b'9' | b'a'..=b'z' => {
                let word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'-');
                self.at += rest.bytes().take_while(|b| word(b)).count();
                return Some(Token::Plain);
            }
            _ => return Some(Token::Broken),
        };
        self.at += 1;
        Some(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_their_escapes() {
        let text = |text: &'static str| Token::Text(text.into());
        for (source, expected) in [
            ("\"a\\\"b\\\\\\/\\u00e9\\ud83d\\ude00\\n\"", vec![text("a\"b\\/é😀 ")]),
            (
                "{\"a\":[-1.5e3,null]}",
                vec![
                    Token::Open,
                    text("a"),
                    Token::Colon,
                    Token::OpenArray,
                    Token::Plain,
                    Token::Comma,
                    Token::Plain,
                    Token::CloseArray,
                    Token::Close,
                ],
            ),
            ("\"\\ud83d\\u12\"", vec![text("\u{fffd}\u{fffd}12")]),
            ("\"no end\\", vec![Token::Broken]),
        ] {
            assert_eq!(Tokens::new(source).collect::<Vec<_>>(), expected, "{source}");
        }
        assert_eq!(Tokens::new("'").next(), Some(Token::Broken));
    }
}
