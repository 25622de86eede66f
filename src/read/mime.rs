//! The parts of letters and of web pages saved as one file: header fields, transfer encodings, boundaries.

use super::legacy::{self, decode};
use encoding_rs::Encoding;
use memchr::memmem;
use std::borrow::Cow;

/// Parts inside parts are looked into this deep.
const DEEPEST: usize = 8;
/// Most parts that are looked at.
const MOST: usize = 2000;

/// One part that holds no others.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    /// Its media type in lower case ("text/html").
    pub media: String,
    /// Whether it is an attached file.
    pub attached: bool,
    charset: Option<&'static Encoding>,
    transfer: Transfer,
    body: &'a [u8],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Transfer {
    Plain,
    QuotedPrintable,
    Base64,
}

/// A letter or saved page.
#[derive(Clone, Debug)]
pub(super) struct Message<'a> {
    /// Its subject.
    pub subject: Option<String>,
    /// All parts that hold no others, in order.
    pub parts: Vec<Part<'a>>,
}

/// Header fields, their lines joined, and what follows them.
fn fields(bytes: &[u8]) -> (Vec<(String, String)>, &[u8]) {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, next) = rest.split_at(len);
        rest = next;
        if line.trim_ascii().is_empty() {
            break;
        }
        let text = decode(line, None).text;
        if text.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                *value += text.trim();
            }
        } else if let Some((name, value)) = text.split_once(':')
            && fields.len() < 500
        {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_string()));
        }
    }
    (fields, rest)
}

fn field<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
}

/// A parameter of a field: `charset=utf-8`, `boundary="x y"`.
fn parameter<'f>(value: &'f str, name: &str) -> Option<&'f str> {
    let mut rest = value;
    while let Some((_, behind)) = rest.split_once(';') {
        let (own, value) = behind.split_once('=')?;
        let value = value.trim_start();
        let (value, next) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.split_at(value.find(';').unwrap_or(value.len())),
        };
        if own.trim().eq_ignore_ascii_case(name) {
            return Some(value.trim());
        }
        rest = next;
    }
    None
}

impl<'a> Message<'a> {
    /// Cuts a message into its parts. Never fails: a message without parts is one part. Cost: linear, times the depth of parts.
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut message = Message { subject: None, parts: Vec::new() };
        // Parts that are not looked at yet, last first, with their depth.
        let mut waiting: Vec<(&'a [u8], usize)> = vec![(bytes, 0)];
        while let Some((bytes, depth)) = waiting.pop() {
            if message.parts.len() >= MOST {
                break;
            }
            let (fields, body) = fields(bytes);
            if depth == 0 {
                message.subject = field(&fields, "subject").map(words).filter(|s| !s.trim().is_empty());
            }
            let content = field(&fields, "content-type").unwrap_or("text/plain");
            let media = content.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            if let Some(boundary) = parameter(content, "boundary").filter(|b| !b.is_empty() && media.starts_with("multipart/"))
                && depth < DEEPEST
            {
                let mut inner = between(body, boundary);
                inner.truncate(MOST);
                waiting.extend(inner.into_iter().rev().map(|part| (part, depth + 1)));
                continue;
            }
            let transfer = match field(&fields, "content-transfer-encoding").map(str::to_ascii_lowercase).as_deref() {
                Some("quoted-printable") => Transfer::QuotedPrintable,
                Some("base64") => Transfer::Base64,
                _ => Transfer::Plain,
            };
            let disposition = field(&fields, "content-disposition").unwrap_or_default().to_ascii_lowercase();
            message.parts.push(Part {
                attached: disposition.starts_with("attachment"),
                charset: parameter(content, "charset").and_then(|label| Encoding::for_label(label.as_bytes())),
                media,
                transfer,
                body,
            });
        }
        message
    }
}

/// The stretches between lines that are `--boundary`.
fn between<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let line = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut start = None;
    for at in memmem::find_iter(body, line.as_bytes()) {
        let behind = &body[at + line.len()..];
        let whole = behind.is_empty() || behind.starts_with(b"--") || behind[0].is_ascii_whitespace();
        if at > 0 && body[at - 1] != b'\n' || !whole {
            continue;
        }
        if let Some(start) = start {
            parts.push(&body[start..at]);
        }
        if behind.starts_with(b"--") {
            return parts;
        }
        start = Some(at + line.len() + memchr::memchr(b'\n', behind).map_or(behind.len(), |len| len + 1));
    }
    // The end may be cut off.
    parts.extend(start.map(|start| &body[start..]));
    parts
}

impl Part<'_> {
    /// The part's text.
    pub fn text(&self) -> String {
        let bytes = match self.transfer {
            Transfer::Plain => Cow::Borrowed(self.body),
            Transfer::QuotedPrintable => Cow::Owned(quoted_printable(self.body, false)),
            Transfer::Base64 => Cow::Owned(base64(self.body)),
        };
        let declared = self.charset.or_else(|| legacy::declared_in_html(&bytes));
        decode(&bytes, declared).text.into_owned()
    }
}

fn hex(two: &[u8]) -> Option<u8> {
    u8::from_str_radix(str::from_utf8(two).ok()?, 16).ok()
}

/// Decodes `=E9`; an equals sign at the end of a line joins it to the next.
fn quoted_printable(bytes: &[u8], underscores: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte == b'_' && underscores {
            out.push(b' ');
        } else if byte != b'=' {
            out.push(byte);
        } else if let Some(decoded) = bytes.get(at..at + 2).and_then(hex) {
            out.push(decoded);
            at += 2;
        } else {
            let blanks = bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
            match bytes.get(at + blanks) {
                Some(b'\n') => at += blanks + 1,
                None => at += blanks,
                Some(_) => out.push(b'='),
            }
        }
    }
    out
}

/// Decodes base64; what is no digit of it is passed over.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0);
    for &byte in bytes {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        held = held << 6 | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
        }
    }
    out
}

/// A field's words: `=?utf-8?Q?Caf=C3=A9?=` decoded.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut joined = false;
    while let Some((before, behind)) = rest.split_once("=?") {
        // Blanks between two encoded words are none of the text.
        if !(joined && before.trim().is_empty()) {
            out += before;
        }
        let mut parts = behind.splitn(4, '?');
        let (label, kind, text) = (parts.next(), parts.next(), parts.next());
        let end = parts.next().and_then(|end| end.strip_prefix('='));
        let (Some(label), Some(kind), Some(text), Some(end)) = (label, kind, text, end) else {
            out += "=?";
            rest = behind;
            joined = false;
            continue;
        };
        let bytes = if kind.eq_ignore_ascii_case("b") { base64(text.as_bytes()) } else { quoted_printable(text.as_bytes(), true) };
        let label = label.split('*').next().unwrap_or(label);
        out += &decode(&bytes, Encoding::for_label(label.as_bytes())).text;
        rest = end;
        joined = true;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transfer_encodings_are_decoded() {
        assert_eq!(quoted_printable(b"caf=C3=A9 =\r\nau lait = x=", false), "café au lait = x".as_bytes());
        assert_eq!(base64(b"Y2Fm\r\nw6k="), "café".as_bytes());
        assert_eq!(words("=?utf-8?Q?Caf=C3=A9_?= =?UTF-8?B?YXUgbGFpdA==?= (x) =?bad"), "Café au lait (x) =?bad");
    }

    #[test]
    fn parts_are_found_in_parts() {
        let source = b"Subject: Re: A\r\n plan\r\nContent-Type: multipart/mixed;\r\n boundary=\"a b\"\r\n\r\nno part\r\n--a b\r\n\
            Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\ncaf\xe9\r\n--c\r\n\
            Content-Type: text/html\r\n\r\n<p>x\r\n--c--\r\n--a b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n%PDF\r\n--a b--\r\nend";
        let message = Message::new(source);
        assert_eq!(message.subject.as_deref(), Some("Re: A plan"));
        assert_eq!(
            message.parts.iter().map(|p| (p.media.as_str(), p.attached)).collect::<Vec<_>>(),
            [("text/plain", false), ("text/html", false), ("application/pdf", true)]
        );
        assert_eq!(message.parts[0].text().trim(), "café");
    }
}
