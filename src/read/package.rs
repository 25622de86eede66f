//! Documents in many parts: a zip archive, or the same parts in one XML file.

use super::step::Reach;
use super::zip::{Archive, Fault};
use super::{Format, Limits, xml};
use crate::problem::Problem;
use crate::read::xml::{Element, Event, Xml};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The parts of a document.
pub(super) struct Package<'a> {
    parts: Parts<'a>,
    limits: Limits,
    format: Format,
    /// Told how far the reading is.
    pub reach: Reach<'a>,
    /// What went wrong with parts that the document can do without.
    pub problems: Vec<Problem>,
}

enum Parts<'a> {
    Zip(Archive<'a>),
    /// Names and contents.
    Flat(Vec<(String, &'a str)>),
}

/// A link from one part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    /// The name by which the part speaks of it.
    pub id: String,
    /// The last word of its type ("footnotes").
    pub kind: String,
    /// The part that it leads to.
    pub target: String,
}

/// The parts that a part links to for one purpose, by the name it has for each.
pub(super) struct Links<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Links<'a> {
    /// Those of this kind; of two of one name the first.
    pub fn of(relations: &'a [Relation], kind: &str) -> Self {
        let mut links = BTreeMap::new();
        for relation in relations.iter().filter(|r| r.kind == kind) {
            links.entry(relation.id.as_str()).or_insert(relation.target.as_str());
        }
        Links(links)
    }

    /// The part that an element names in whichever of its attributes.
    pub fn of_element(&self, e: &Element) -> Option<&'a str> {
        e.values().find_map(|value| self.0.get(value.as_ref()).copied())
    }
}

impl<'a> Package<'a> {
    pub fn new(archive: Archive<'a>, format: Format, limits: &Limits, reach: Reach<'a>) -> Self {
        Self { parts: Parts::Zip(archive), limits: *limits, format, reach, problems: Vec::new() }
    }

    /// The parts of a Word document saved as one XML file.
    pub fn flat(source: &'a str, format: Format, limits: &Limits, reach: Reach<'a>) -> Self {
        let mut parts = Vec::new();
        for piece in source.split("<pkg:part ").skip(1) {
            let name = piece.split_once("pkg:name=").and_then(|(_, rest)| rest.get(1..)).and_then(|rest| rest.split(['"', '\'']).next());
            let data = piece
                .split_once("<pkg:xmlData")
                .and_then(|(_, rest)| rest.split_once('>'))
                .and_then(|(_, rest)| rest.split_once("</pkg:xmlData>"));
            if let (Some(name), Some((data, _))) = (name, data) {
                parts.push((name.trim_start_matches('/').to_string(), data));
            }
        }
        if parts.is_empty() {
            parts.push(("word/document.xml".into(), source));
        }
        Self { parts: Parts::Flat(parts), limits: *limits, format, reach, problems: Vec::new() }
    }

    /// A problem that says the main part is missing.
    pub fn no_document(&self) -> Problem {
        let what = format!("This {} is damaged: the part that holds its text is missing.", self.format.noun());
        Problem::unread("damaged", what, "Get a fresh copy, or open it in the program that made it and save it again.")
    }

    /// A part that the document cannot do without.
    ///
    /// # Errors
    /// The problem where it is missing or cannot be read.
    pub fn need(&self, name: &str) -> Result<String, Problem> {
        match self.part(name) {
            Ok(Some(text)) => Ok(text),
            Ok(None) => Err(self.no_document()),
            Err(fault) => Err(fault.problem(self.format.noun(), &self.limits)),
        }
    }

    /// A part that the document can do without; empty where it is missing. A damaged one leaves a problem.
    pub fn want(&mut self, name: &str) -> String {
        match self.part(name) {
            Ok(text) => text.unwrap_or_default(),
            Err(_) => {
                let problem = Problem::part(
                    "part-not-read",
                    "A part of this document could not be read.",
                    "Open it in the program that made it and save it again.",
                );
                self.problems.push(problem.at(super::zip::plain_name(name)));
                String::new()
            }
        }
    }

    /// The problem of a document that needs a password.
    pub fn locked(&self) -> Problem {
        Fault::Encrypted.problem(self.format.noun(), &self.limits)
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        match &self.parts {
            Parts::Zip(archive) => archive.find(name).is_some(),
            Parts::Flat(parts) => parts.iter().any(|(own, _)| own == name),
        }
    }

    fn part(&self, name: &str) -> Result<Option<String>, Fault> {
        match &self.parts {
            Parts::Zip(archive) => match archive.find(name) {
                Some(entry) => Ok(Some(xml::decode(archive.unpack(entry)?))),
                None => Ok(None),
            },
            Parts::Flat(parts) => Ok(parts.iter().find(|(own, _)| own == name).map(|(_, data)| data.to_string())),
        }
    }

    /// The links of a part, in order.
    pub fn relations(&mut self, part: &str) -> Vec<Relation> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let file = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let source = self.want(&file);
        let mut relations = Vec::new();
        for event in Xml::new(&source) {
            if let Event::Open(e) = event
                && e.name == "Relationship"
                && e.get("TargetMode").as_deref() != Some("External")
                && let (Some(id), Some(kind), Some(target)) = (e.get("Id"), e.get("Type"), e.get("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_string();
                relations.push(Relation { id: id.into_owned(), kind, target: resolve(folder, &target) });
            }
        }
        relations
    }

    /// The document's main part: where the package's own links lead, or where programs put it.
    pub fn main_part(&mut self, usual: &str) -> String {
        let found = self.relations("").into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
        found.filter(|part| self.has(part)).unwrap_or_else(|| usual.into())
    }

    /// The document's title, as its properties have it.
    pub fn title(&mut self, part: &str) -> Option<String> {
        let source = self.want(part);
        let mut xml = Xml::new(&source);
        while let Some(event) = xml.next() {
            if matches!(event, Event::Open(e) if e.name == "title") {
                return clean_title(&xml.text());
            }
        }
        None
    }
}

/// A title worth showing: not the name that a program gave by itself.
pub(super) fn clean_title(raw: &str) -> Option<String> {
    let title = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = title.to_lowercase();
    let made = ["powerpoint presentation", "powerpoint-präsentation", "slide 1", "untitled", "document", "title", "presentation title"];
    let file = plain.starts_with("microsoft word - ") || plain.ends_with(".doc") || plain.ends_with(".docx") || plain.ends_with(".pptx");
    (title.chars().any(char::is_alphanumeric) && !made.contains(&&*plain) && !file).then_some(title)
}

/// Where a link leads: relative to the folder of the part it stands in, or from the root.
pub(super) fn resolve(folder: &str, target: &str) -> String {
    let target = percent_decoded(target.split(['#', '?']).next().unwrap_or(target));
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').filter(|p| !p.is_empty()).collect() };
    for part in target.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let hex = (byte == b'%').then(|| behind.get(..2)).flatten().and_then(|two| str::from_utf8(two).ok());
        match hex.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &behind[2..];
            }
            None => {
                bytes.push(byte);
                rest = behind;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// Which format the parts of an archive make; a plain archive where they make none.
///
/// # Errors
/// A problem for packages of other programs.
pub(super) fn kind(archive: &Archive) -> Result<Format, Problem> {
    let text = |name: &str| {
        let entry = archive.find(name).filter(|e| e.size < 1 << 20)?;
        archive.unpack(entry).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    let has = |name: &str| archive.find(name).is_some();
    let other =
        |what: &str, remedy: &str| Err(Problem::unread("format-not-read", format!("This is {what}, which cannot be read."), remedy));
    if let Some(mimetype) = text("mimetype") {
        match mimetype.trim() {
            "application/epub+zip" => return Ok(Format::Epub),
            m if m.starts_with("application/vnd.oasis.opendocument.text") => return Ok(Format::Odt),
            m if m.starts_with("application/vnd.oasis.opendocument.presentation") => return Ok(Format::Odp),
            m if m.starts_with("application/vnd.oasis.opendocument.spreadsheet") => {
                return other("an OpenDocument spreadsheet", "Save it as XLSX or CSV and add that.");
            }
            m if m.starts_with("application/vnd.oasis.opendocument.") => {
                return other("an OpenDocument drawing", "Save its text as ODT or plain text and add that.");
            }
            _ => {}
        }
    }
    if has("META-INF/container.xml") {
        return Ok(Format::Epub);
    }
    if let Some(types) = text("[Content_Types].xml") {
        for (word, folder, format) in [
            ("wordprocessingml", "word/document.xml", Format::Docx),
            ("presentationml", "ppt/presentation.xml", Format::Pptx),
            ("spreadsheetml", "xl/workbook.xml", Format::Xlsx),
        ] {
            if has(folder)
                || types.contains(word) && types.contains(&format!("{word}.{}", if word.starts_with('s') { "sheet" } else { "" }))
            {
                return Ok(format);
            }
        }
        if has("xl/workbook.bin") {
            return other("a binary Excel workbook", "Save it as XLSX or CSV and add that.");
        }
    }
    for (name, format) in [
        ("word/document.xml", Format::Docx),
        ("ppt/presentation.xml", Format::Pptx),
        ("xl/workbook.xml", Format::Xlsx),
        ("content.xml", Format::Odt),
    ] {
        if has(name) {
            return Ok(format);
        }
    }
    if has("Index/Document.iwa") || has("Index.zip") && has("preview.jpg") {
        return other("a document of Pages, Keynote or Numbers", "Export it as DOCX, PPTX or PDF and add that.");
    }
    Ok(Format::Zip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_parts() {
        for (folder, target, expected) in [
            ("word", "footnotes.xml", "word/footnotes.xml"),
            ("ppt/slides", "../notesSlides/notesSlide1.xml", "ppt/notesSlides/notesSlide1.xml"),
            ("word", "/word/document.xml", "word/document.xml"),
            ("", "../../x", "x"),
            ("OPS", "a%20b.xhtml#c", "OPS/a b.xhtml"),
        ] {
            assert_eq!(resolve(folder, target), expected);
        }
    }

    #[test]
    fn titles_that_programs_give_are_no_titles() {
        assert_eq!(clean_title(" Steering \n well "), Some("Steering well".into()));
        assert_eq!(clean_title("Microsoft Word - x.doc"), None);
        assert_eq!(clean_title("PowerPoint Presentation"), None);
    }
}
