//! Word documents.

use super::flow::{Flow, Piece};
use super::package::Package;
use super::step::Reach;
use super::word_style::{Styles, outline};
use super::xml::{Event, Xml};
use crate::problem::Problem;
use crate::text::{BlockKind, Place, Prose};
use std::collections::{BTreeMap, BTreeSet};

/// Fields in fields are told apart this deep.
const DEEPEST: usize = 32;

/// Reads a Word document; gives its title.
///
/// Styles tell headings; rows of tables become one block each, or the paragraphs in them; notes and comments follow the paragraph
/// that refers to them; headers and footers are furniture at the end. What is deleted under tracked changes, hidden, or an
/// instruction of a field is left out. Pages are those of the last layout, where the file tells them.
///
/// # Errors
/// The problem where the main part cannot be had. Cost: linear; one part in memory at a time beside the text.
pub fn read(package: &mut Package) -> Result<(Prose, Option<String>), Problem> {
    let main = package.main_part("word/document.xml");
    let source = package.need(&main)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
    let relations = package.relations(&main);
    let part = |kind: &str| relations.iter().find(|r| r.kind == kind).map_or_else(|| format!("{folder}/{kind}.xml"), |r| r.target.clone());
    let styles = Styles::new(&package.want(&part("styles")));
    let mut notes = BTreeMap::new();
    for kind in ["footnotes", "endnotes", "comments"] {
        for (id, pieces) in asides(&package.want(&part(kind)), &styles) {
            notes.insert((kind, id), pieces);
        }
    }
    let mut told = std::mem::take(&mut package.reach);
    let mut flow = Flow::default();
    if memchr::memmem::find(source.as_bytes(), b"lastRenderedPageBreak").is_some() {
        flow.place = Some(Place::Page(1));
    }
    let mut reader = Reader {
        flow,
        styles: &styles,
        notes,
        fields: Vec::new(),
        deep: 0,
        in_text: false,
        hidden: false,
        carry: String::new(),
        title: None,
        reach: told.lend(),
    };
    reader.read(&mut Xml::new(&source), None);
    drop(source);
    // Each part is read once, however often it is linked.
    let mut seen = BTreeSet::new();
    for relation in relations.iter().filter(|r| matches!(r.kind.as_str(), "header" | "footer") && seen.insert(r.target.as_str())) {
        let source = package.want(&relation.target);
        reader.read(&mut Xml::new(&source), Some(BlockKind::Furniture));
    }
    let title = package.title("docProps/core.xml").or(reader.title);
    Ok((reader.flow.finish(), title))
}

/// The blocks of each note or comment, by id.
fn asides(source: &str, styles: &Styles) -> Vec<(String, Vec<Piece>)> {
    let mut asides = Vec::new();
    let mut xml = Xml::new(source);
    while let Some(event) = xml.next() {
        let Event::Open(e) = event else { continue };
        if !matches!(e.name, "footnote" | "endnote" | "comment") {
            continue;
        }
        let id = e.get("id").unwrap_or_default().into_owned();
        // Lines that set notes apart are kept as notes, too.
        if matches!(e.get("type").as_deref(), Some("separator" | "continuationSeparator" | "continuationNotice")) {
            xml.pass();
            continue;
        }
        let mut reader = Reader {
            flow: Flow::aside(),
            styles,
            notes: BTreeMap::new(),
            fields: Vec::new(),
            deep: 0,
            in_text: false,
            hidden: false,
            carry: String::new(),
            title: None,
            reach: Reach::default(),
        };
        reader.read(&mut xml, Some(BlockKind::Note));
        asides.push((id, reader.flow.pieces()));
    }
    asides
}

/// A field: its instruction, and what the paragraphs of its result are.
#[derive(Default)]
struct Field {
    instruction: String,
    kind: Option<BlockKind>,
}

struct Reader<'s> {
    flow: Flow,
    styles: &'s Styles,
    notes: BTreeMap<(&'static str, String), Vec<Piece>>,
    fields: Vec<Field>,
    /// How many fields are open that are too deep to be told apart.
    deep: usize,
    in_text: bool,
    hidden: bool,
    /// Text of a paragraph whose end was deleted: it goes on in the next one.
    carry: String,
    title: Option<String>,
    reach: Reach<'s>,
}

/// What a paragraph says of itself.
#[derive(Default)]
struct Properties {
    kind: Option<BlockKind>,
    title: bool,
    end_deleted: bool,
}

impl Reader<'_> {
    /// Reads up to the end of the element that was opened last; `all` is what every block is.
    fn read(&mut self, xml: &mut Xml, all: Option<BlockKind>) {
        let mut depth = 1usize;
        // For each open paragraph, whether its end is deleted and whether it is the title.
        let mut paragraphs: Vec<Properties> = Vec::new();
        // For each open element of contents or references, its depth and kind.
        let mut within: Vec<(usize, BlockKind)> = Vec::new();
        let base = self.flow.depth();
        while let Some(event) = xml.next() {
            match event {
                Event::Open(e) => {
                    depth += 1;
                    let mut passed = true;
                    match e.name {
                        "p" => {
                            if all.is_none() {
                                let (at, end) = xml.reached();
                                self.reach.byte(at, end);
                            }
                            self.flow.open_paragraph(all.unwrap_or(BlockKind::Paragraph));
                            self.flow.give_text(std::mem::take(&mut self.carry));
                            paragraphs.push(Properties::default());
                            if let Some(kind) = self.forced(&within, all) {
                                self.flow.set_kind(kind);
                            }
                            passed = false;
                        }
                        "pPr" => {
                            let properties = self.paragraph_properties(xml);
                            if properties.kind == Some(BlockKind::Heading) {
                                // A table of contents holds no headings: one whose end is missing stops here.
                                self.fields.iter_mut().for_each(|field| field.kind = None);
                            }
                            let forced = self.forced(&within, all);
                            if let Some(kind) = forced.or(properties.kind) {
                                self.flow.set_kind(kind);
                            }
                            if let Some(own) = paragraphs.last_mut() {
                                *own = properties;
                            }
                        }
                        "rPr" => {
                            let hidden = &mut self.hidden;
                            *hidden = false;
                            xml.inside(|xml, e| match e.name {
                                "vanish" | "webHidden" => *hidden |= e.name == "vanish" && e.is_on(),
                                "rPrChange" => xml.pass(),
                                _ => {}
                            });
                        }
                        "tr" => {
                            self.flow.open_row();
                            passed = false;
                        }
                        "tc" => {
                            self.flow.open_cell();
                            passed = false;
                        }
                        "txbxContent" => {
                            self.flow.open_aside(None);
                            passed = false;
                        }
                        "del" | "moveFrom" | "tblPr" | "tblGrid" | "tcPr" | "trPr" | "sectPr" | "rt" | "delText" | "sectPrChange" => {
                            xml.pass()
                        }
                        "sdtPr" => {
                            let mut kind = None;
                            xml.inside(|_, e| match (e.name, e.get("val").as_deref()) {
                                ("docPartGallery", Some("Table of Contents")) => kind = Some(BlockKind::Contents),
                                ("docPartGallery", Some("Bibliographies")) | ("bibliography", _) => kind = Some(BlockKind::Reference),
                                _ => {}
                            });
                            // The content stands beside its properties: it ends with the element around both.
                            within.extend(kind.map(|kind| (depth - 1, kind)));
                        }
                        "t" => {
                            self.in_text = true;
                            passed = false;
                        }
                        "tab" | "br" | "cr" | "ptab" => {
                            self.put(" ");
                            passed = false;
                        }
                        "noBreakHyphen" => {
                            self.put("-");
                            passed = false;
                        }
                        "softHyphen" => passed = false,
                        "sym" => {
                            let code = e.get("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                            if let Some(c) = code.and_then(char::from_u32) {
                                self.put(c.encode_utf8(&mut [0; 4]));
                            }
                            passed = false;
                        }
                        "lastRenderedPageBreak" => {
                            if let Some(Place::Page(page)) = &mut self.flow.place
                                && all.is_none()
                            {
                                *page += 1;
                            }
                            passed = false;
                        }
                        "footnoteReference" | "endnoteReference" | "commentReference" => {
                            let kind = match e.name {
                                "footnoteReference" => "footnotes",
                                "endnoteReference" => "endnotes",
                                _ => "comments",
                            };
                            self.anchor(kind, &e.get("id").unwrap_or_default());
                            passed = false;
                        }
                        "fldChar" => {
                            self.field(e.get("fldCharType").as_deref().unwrap_or_default());
                            if let Some(kind) = self.forced(&within, all) {
                                self.flow.set_kind(kind);
                            }
                            passed = false;
                        }
                        "instrText" => {
                            let text = xml.text();
                            if let Some(field) = self.fields.last_mut()
                                && field.instruction.len() < 200
                            {
                                field.instruction += &text;
                            }
                        }
                        "r" => {
                            self.hidden = false;
                            passed = false;
                        }
                        _ => passed = false,
                    }
                    // What was passed over is closed already.
                    depth -= usize::from(passed);
                }
                Event::Close(name) => {
                    depth -= 1;
                    while within.last().is_some_and(|(at, _)| *at > depth) {
                        within.pop();
                    }
                    match name {
                        "p" => {
                            let own = paragraphs.pop().unwrap_or_default();
                            self.close_paragraph(&own);
                        }
                        "tr" | "tc" | "txbxContent" if self.flow.depth() > base => self.flow.close(),
                        "t" => self.in_text = false,
                        "r" => self.hidden = false,
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                }
                Event::Text(text) if self.in_text => self.put(&text),
                Event::Text(_) => {}
            }
        }
        if !self.carry.is_empty() {
            self.flow.open_paragraph(all.unwrap_or(BlockKind::Paragraph));
            self.flow.give_text(std::mem::take(&mut self.carry));
            self.flow.close();
        }
    }

    fn close_paragraph(&mut self, own: &Properties) {
        if own.end_deleted {
            self.carry = self.flow.take_text();
        } else if own.title && self.title.is_none() {
            let text = self.flow.take_text();
            self.title = super::package::clean_title(&text);
            self.flow.give_text(text);
        }
        self.flow.close();
    }

    fn put(&mut self, text: &str) {
        if !self.hidden {
            self.flow.text(text);
        }
    }

    /// What blocks are by where they stand, whatever their style.
    fn forced(&self, within: &[(usize, BlockKind)], all: Option<BlockKind>) -> Option<BlockKind> {
        all.or(within.last().map(|(_, kind)| *kind)).or_else(|| self.fields.iter().rev().find_map(|f| f.kind))
    }

    fn anchor(&mut self, kind: &'static str, id: &str) {
        // Each is read once, however often it is referred to.
        let Some(mut pieces) = self.notes.remove(&(kind, id.to_string())) else { return };
        if let Some(place) = self.flow.place {
            pieces.iter_mut().for_each(|piece| piece.place = place);
        }
        self.flow.anchor(pieces);
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" if self.fields.len() < DEEPEST && self.deep == 0 => self.fields.push(Field::default()),
            "begin" => self.deep += 1,
            "end" if self.deep > 0 => self.deep -= 1,
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    let instruction = field.instruction.trim();
                    field.kind = if instruction.starts_with("TOC") || instruction.starts_with("INDEX") {
                        Some(BlockKind::Contents)
                    } else if ["BIBLIOGRAPHY", "ADDIN ZOTERO_BIBL", "ADDIN EN.REFLIST", "ADDIN Mendeley Bibliography"]
                        .iter()
                        .any(|name| instruction.starts_with(name))
                    {
                        Some(BlockKind::Reference)
                    } else {
                        None
                    };
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn paragraph_properties(&self, xml: &mut Xml) -> Properties {
        let mut own = Properties::default();
        let mut numbered = None;
        let mut outlined = None;
        let mut in_numbering = false;
        xml.inside(|xml, e| match e.name {
            "pStyle" => {
                let style = self.styles.get(&e.get("val").unwrap_or_default());
                own.kind = style.kind;
                own.title = style.title;
            }
            "numPr" => in_numbering = true,
            "numId" if in_numbering => numbered = Some(e.get("val").as_deref() != Some("0")),
            "outlineLvl" => outlined = outline(e),
            "del" => own.end_deleted = true,
            "pPrChange" | "rPrChange" | "sectPr" => xml.pass(),
            _ => {}
        });
        match (own.kind, numbered) {
            (None, Some(true)) => own.kind = Some(BlockKind::ListItem),
            (Some(BlockKind::ListItem), Some(false)) => own.kind = None,
            _ => {}
        }
        own.kind = outlined.or(own.kind);
        own
    }
}
