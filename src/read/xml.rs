//! XML as office formats use it: tags and text, one after the other.
//!
//! Doctypes are passed over: entities they define are never expanded and nothing outside is ever asked for. Broken XML is read as
//! far as it makes sense; every `Open` that is told has its `Close`.

use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// Elements nested deeper than this are not told, only the text in them.
const DEEPEST: usize = 4096;

/// A start tag. Names are given without their prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    /// Its name.
    pub name: &'a str,
    attributes: &'a str,
}

/// One piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event<'a> {
    /// A start tag; an empty element gives this and its `Close`.
    Open(Element<'a>),
    /// An end tag's name.
    Close(&'a str),
    /// Text, its references decoded.
    Text(Cow<'a, str>),
}

/// Cuts XML into events. Of an `AlternateContent` (the same thing told for newer and for older programs) only the first is told.
pub(crate) struct Xml<'a> {
    source: &'a str,
    at: usize,
    /// Names of the open elements, with their prefixes.
    open: Vec<&'a str>,
    /// How many elements are open that are too deep to be told.
    deep: usize,
    /// How many open elements an end tag still has to close.
    closing: usize,
    /// For each open `AlternateContent`, whether one alternative was told.
    told: Vec<bool>,
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

impl<'a> Xml<'a> {
    pub fn new(source: &'a str) -> Self {
        Self { source, at: 0, open: Vec::new(), deep: 0, closing: 0, told: Vec::new() }
    }

    /// How many bytes are behind, and how many there are.
    pub fn reached(&self) -> (usize, usize) {
        (self.at, self.source.len())
    }

    /// Passes over everything up to the end of the element that was opened last.
    pub fn pass(&mut self) {
        let mut depth = 1;
        while depth > 0 {
            match self.advance(false) {
                Some(Event::Open(_)) => depth += 1,
                Some(Event::Close(_)) => depth -= 1,
                Some(Event::Text(_)) => {}
                None => return,
            }
        }
    }

    /// The text of the element that was opened last, and passes over it.
    pub fn text(&mut self) -> String {
        let mut text = String::new();
        let mut depth = 1;
        for event in self.by_ref() {
            match event {
                Event::Open(_) => depth += 1,
                Event::Close(_) => depth -= 1,
                Event::Text(piece) => text += &piece,
            }
            if depth == 0 {
                break;
            }
        }
        text
    }

    /// Calls `visit` with every element inside the one that was opened last, and passes over it.
    pub fn inside(&mut self, mut visit: impl FnMut(&mut Self, Element<'a>)) {
        let depth = self.open.len();
        while let Some(event) = self.next() {
            match event {
                Event::Open(element) => visit(self, element),
                Event::Close(_) if self.open.len() < depth => return,
                _ => {}
            }
        }
    }

    fn close_one(&mut self) -> Option<Event<'a>> {
        let name = local(self.open.pop()?);
        if name == "AlternateContent" {
            self.told.pop();
        }
        Some(Event::Close(name))
    }

    /// The next event; text is told undecoded and empty where it is not `wanted`.
    fn advance(&mut self, wanted: bool) -> Option<Event<'a>> {
        loop {
            if self.closing > 0 {
                self.closing -= 1;
                return self.close_one();
            }
            let rest = &self.source[self.at..];
            let Some(open) = memchr(b'<', rest.as_bytes()) else {
                self.at = self.source.len();
                if !rest.is_empty() && !self.open.is_empty() {
                    return Some(Event::Text(if wanted { decoded(rest) } else { Cow::Borrowed("") }));
                }
                return self.close_one();
            };
            if open > 0 {
                self.at += open;
                if wanted {
                    return Some(Event::Text(decoded(&rest[..open])));
                }
                continue;
            }
            if let Some(event) = self.tag(rest) {
                return Some(event);
            }
        }
    }

    /// Reads the tag at the start of `rest`; `None` where it tells nothing.
    fn tag(&mut self, rest: &'a str) -> Option<Event<'a>> {
        let behind = |what: &str| memmem::find(rest.as_bytes(), what.as_bytes()).map_or(rest.len(), |at| at + what.len());
        match rest.as_bytes().get(1) {
            Some(b'?') => self.at += behind("?>"),
            Some(b'!') if rest.starts_with("<!--") => self.at += behind("-->"),
            Some(b'!') if rest.starts_with("<![CDATA[") => {
                let len = behind("]]>");
                self.at += len;
                return Some(Event::Text(Cow::Borrowed(rest[9..len].trim_end_matches("]]>"))));
            }
            Some(b'!') => self.at += doctype(rest),
            Some(b'/') => {
                let len = behind(">");
                self.at += len;
                let name = rest[2..len].trim_end_matches('>').trim_end();
                if self.deep > 0 {
                    self.deep -= 1;
                    return None;
                }
                // An end tag that fits nothing near is passed over.
                let up = self.open.iter().rev().take(8).position(|open| *open == name)?;
                self.closing = up + 1;
            }
            _ => {
                let len = tag_end(rest);
                self.at += len;
                let inside = rest[1..len].trim_end_matches('>');
                let (inside, empty) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
                let name_len = inside.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inside.len());
                let (name, attributes) = inside.split_at(name_len);
                if self.open.len() >= DEEPEST {
                    self.deep += usize::from(!empty);
                    return None;
                }
                self.open.push(name);
                if local(name) == "AlternateContent" {
                    self.told.push(false);
                }
                self.closing = usize::from(empty);
                return Some(Event::Open(Element { name: local(name), attributes }));
            }
        }
        None
    }
}

impl<'a> Iterator for Xml<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let event = self.advance(true)?;
            let Event::Open(element) = &event else { return Some(event) };
            let around = self.open.len().checked_sub(2).map_or("", |at| local(self.open[at]));
            if around == "AlternateContent"
                && let Some(told) = self.told.last_mut()
                && matches!(element.name, "Choice" | "Fallback")
                && std::mem::replace(told, true)
            {
                self.pass();
                continue;
            }
            return Some(event);
        }
    }
}

impl<'a> Element<'a> {
    /// Names, without prefixes, and values as they stand.
    fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            let (name, behind) = rest.split_once('=')?;
            let behind = behind.trim_ascii_start();
            let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, next) = behind[1..].split_once(quote)?;
            rest = next;
            Some((local(name.trim_ascii()), value))
        })
    }

    /// The value of an attribute, whatever its prefix.
    pub fn get(&self, wanted: &str) -> Option<Cow<'a, str>> {
        self.attributes().find(|(name, _)| *name == wanted).map(|(_, value)| decoded(value))
    }

    /// The values of all attributes.
    pub fn values(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        self.attributes().map(|(_, value)| decoded(value))
    }

    /// Whether an on/off property is on: present, and not said to be off.
    pub fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off"))
    }
}

/// Length of the tag at the start of `rest`; a `>` in quotes does not end it.
fn tag_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return at + 1,
            b'"' | b'\'' => match memchr2(byte, b'<', &bytes[at + 1..]) {
                // Broken: a value holds no `<`.
                Some(len) if bytes[at + 1 + len] == b'<' => return at + 1 + len,
                Some(len) => at += len + 2,
                None => return bytes.len(),
            },
            b'<' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Length of the doctype at the start of `rest`, with everything that it declares.
fn doctype(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 2;
    let mut depth = 0usize;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'"' | b'\'' => at += memchr(byte, &bytes[at + 1..]).map_or(0, |len| len + 1),
            b'>' if depth == 0 => return at + 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// Text with the five references of XML and numbers decoded; others are left out.
fn decoded(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(amp) = memchr(b'&', rest.as_bytes()) {
        out += &rest[..amp];
        rest = &rest[amp..];
        let len = rest.bytes().take(40).position(|b| b == b';');
        let Some(len) =
            len.filter(|len| rest.bytes().take(*len).skip(1).all(|b| b.is_ascii_alphanumeric() || matches!(b, b'#' | b'_' | b'.' | b'-')))
        else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        let name = &rest[1..len];
        match name {
            "amp" => out.push('&'),
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            "quot" => out.push('"'),
            "apos" => out.push('\''),
            _ => {
                let code = match name.strip_prefix('#') {
                    Some(number) => match number.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok(),
                        None => number.parse().ok(),
                    },
                    None => None,
                };
                out.extend(code.and_then(char::from_u32));
            }
        }
        rest = &rest[len + 1..];
    }
    Cow::Owned(out + rest)
}

/// The characters of an XML file: by its byte order mark, as UTF-8, or as its first line says.
pub(super) fn decode(bytes: Cow<'_, [u8]>) -> String {
    // The usual case costs no copy.
    let bytes = match bytes {
        Cow::Owned(bytes) if !bytes.starts_with(b"\xef\xbb\xbf") => match String::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => return text,
            Ok(text) => text.into_bytes(),
            Err(fault) => fault.into_bytes(),
        },
        other => other.into_owned(),
    };
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let label = head.split_once("encoding=").and_then(|(_, rest)| rest.get(1..)).and_then(|rest| rest.split(['"', '\'']).next());
    let declared = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    super::legacy::decode(&bytes, declared).text.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> String {
        let mut out = String::new();
        for event in Xml::new(source) {
            match event {
                Event::Open(e) => out += &format!("<{}>", e.name),
                Event::Close(name) => out += &format!("</{name}>"),
                Event::Text(text) => out += &text,
            }
        }
        out
    }

    #[test]
    fn tags_and_text_are_told() {
        for (source, expected) in [
            ("<?xml version='1.0'?><w:a x='1>2'>b<c/>&amp;&#x2014;</w:a>", "<a>b<c></c>&—</a>"),
            ("<a><!-- <b> --><![CDATA[<x>]]></a>", "<a><x></a>"),
            ("<!DOCTYPE z [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>before &x; after</a>", "<a>before  after</a>"),
            ("<a><b>c</a>d", "<a><b>c</b></a>"),
            ("<a></z>b</a>", "<a>b</a>"),
            ("<a><b>cut of", "<a><b>cut of</b></a>"),
            ("<a><b x='", "<a><b></b></a>"),
            ("<a>R&D; x & y</a>", "<a>R x & y</a>"),
            ("", ""),
            (
                "<p><m:AlternateContent><m:Choice>new</m:Choice><m:Fallback>old</m:Fallback></m:AlternateContent>x</p>",
                "<p><AlternateContent><Choice>new</Choice></AlternateContent>x</p>",
            ),
        ] {
            assert_eq!(told(source), expected, "{source}");
        }
    }

    #[test]
    fn attributes_are_found_whatever_their_prefix() {
        let mut xml = Xml::new("<w:a w:val=\"x &quot;y&quot;\" r:id = 'r1' bad>");
        let Some(Event::Open(element)) = xml.next() else { panic!() };
        assert_eq!(element.get("val").as_deref(), Some("x \"y\""));
        assert_eq!(element.get("id").as_deref(), Some("r1"));
        assert_eq!(element.get("bad"), None);
    }

    #[test]
    fn depth_is_bounded() {
        let source = format!("{}deep{}after", "<a>".repeat(100_000), "</a>".repeat(100_000));
        let depth = Xml::new(&source).filter(|e| matches!(e, Event::Open(_))).count();
        assert_eq!(depth, DEEPEST);
        assert!(Xml::new(&source).any(|e| e == Event::Text("deep".into())));
    }
}
