//! OpenDocument texts and presentations.

use super::Format;
use super::flow::Flow;
use super::package::Package;
use super::step::Reach;
use super::xml::{Event, Xml};
use crate::problem::Problem;
use crate::text::{BlockKind, Place, Prose};
use std::collections::BTreeMap;

/// Reads an OpenDocument text or presentation; gives its title.
///
/// Notes and comments follow their paragraph; deletions under tracked changes are left out; headers and footers are furniture at
/// the end. Slides are numbered; pages are those of the last layout, where the file tells them.
///
/// # Errors
/// The problem where the content cannot be had, or is encrypted. Cost: linear.
pub fn read(package: &mut Package, format: Format) -> Result<(Prose, Option<String>), Problem> {
    if package.want("META-INF/manifest.xml").contains("encryption-data") {
        return Err(package.locked());
    }
    let source = package.need("content.xml")?;
    let side = package.want("styles.xml");
    let mut told = std::mem::take(&mut package.reach);
    let mut flow = Flow::default();
    if format == Format::Odp {
        flow.place = Some(Place::Slide(0));
    } else if memchr::memmem::find(source.as_bytes(), b"soft-page-break").is_some() {
        flow.place = Some(Place::Page(1));
    }
    let mut reader = Reader { flow, parents: BTreeMap::new(), title: None, reach: told.lend() };
    reader.read(&source, None);
    drop(source);
    if format == Format::Odt {
        reader.flow.place = None;
        reader.read(&side, Some(BlockKind::Furniture));
    }
    let title = package.title("meta.xml").or(reader.title);
    Ok((reader.flow.finish(), title))
}

struct Reader<'r> {
    flow: Flow,
    /// For each style of the document itself, the one that it is made from.
    parents: BTreeMap<String, String>,
    title: Option<String>,
    reach: Reach<'r>,
}

/// What an element around paragraphs makes of them.
struct Around {
    depth: usize,
    kind: BlockKind,
}

impl Reader<'_> {
    /// Reads content; `all` is what every block is.
    fn read(&mut self, source: &str, all: Option<BlockKind>) {
        let mut xml = Xml::new(source);
        let mut depth = 0usize;
        let mut around: Vec<Around> = Vec::new();
        // Depths of the open paragraphs, and whether each is the title.
        let mut paragraphs: Vec<bool> = Vec::new();
        while let Some(event) = xml.next() {
            match event {
                Event::Open(e) => {
                    depth += 1;
                    let mut kind = None;
                    match e.name {
                        "style" => {
                            if let (Some(name), Some(parent)) = (e.get("name"), e.get("parent-style-name")) {
                                self.parents.insert(name.into_owned(), parent.into_owned());
                            }
                        }
                        "p" | "h" => {
                            if all.is_none() {
                                let (at, end) = xml.reached();
                                self.reach.byte(at, end);
                            }
                            let style = e.get("style-name").unwrap_or_default();
                            let style = self.parents.get(&*style).map_or(&*style, |parent| parent.as_str());
                            let title = matches!(style, "Title" | "Subtitle");
                            let own = if e.name == "h" || title { BlockKind::Heading } else { BlockKind::Paragraph };
                            // Numbered headings stand in lists.
                            let outer =
                                around.last().map(|a| a.kind).filter(|kind| own != BlockKind::Heading || *kind != BlockKind::ListItem);
                            self.flow.open_paragraph(all.or(outer).unwrap_or(own));
                            paragraphs.push(style == "Title");
                        }
                        "table-row" => self.flow.open_row(),
                        "table-cell" | "covered-table-cell" => self.flow.open_cell(),
                        "text-box" => self.flow.open_aside(None),
                        "note-body" | "annotation" => {
                            self.flow.open_aside(Some(all.unwrap_or(BlockKind::Note)));
                            kind = Some(BlockKind::Note);
                        }
                        "notes" => kind = Some(BlockKind::Note),
                        "list-item" | "list-header" => kind = Some(around.last().map_or(BlockKind::ListItem, |a| a.kind)),
                        "table-of-content" | "illustration-index" | "table-index" | "alphabetical-index" => {
                            kind = Some(BlockKind::Contents)
                        }
                        "bibliography" => kind = Some(BlockKind::Reference),
                        "frame" | "custom-shape" => {
                            kind = match e.get("class").as_deref() {
                                Some("title") => Some(BlockKind::Heading),
                                Some("header" | "footer" | "page-number" | "date-time") => Some(BlockKind::Furniture),
                                _ => None,
                            };
                        }
                        "page" => self.next(true),
                        "soft-page-break" => self.next(false),
                        "s" => self.flow.text(" "),
                        "tab" | "line-break" => self.flow.text(" "),
                        // Deletions, marks of notes, authors and dates of comments, phonetics, scripts, and what the program fills in.
                        "tracked-changes"
                        | "note-citation"
                        | "creator"
                        | "date"
                        | "creator-initials"
                        | "ruby-text"
                        | "scripts"
                        | "forms"
                        | "sequence-decls"
                        | "variable-decls"
                        | "user-field-decls"
                        | "page-number"
                        | "settings"
                        | "binary-data"
                        | "index-title-template"
                        | "bibliography-source"
                        | "table-of-content-source"
                        | "alphabetical-index-source"
                        | "list-style"
                        | "meta"
                            if e.name != "meta" || depth < 3 =>
                        {
                            xml.pass();
                            depth -= 1;
                        }
                        // The description of a picture, and what stands on the masters of slides.
                        "title" | "desc" | "handout-master" => {
                            xml.pass();
                            depth -= 1;
                        }
                        _ => {}
                    }
                    around.extend(kind.map(|kind| Around { depth, kind }));
                }
                Event::Close(name) => {
                    if around.last().is_some_and(|a| a.depth == depth) {
                        around.pop();
                    }
                    depth = depth.saturating_sub(1);
                    match name {
                        "p" | "h" => {
                            if paragraphs.pop() == Some(true) && self.title.is_none() {
                                let text = self.flow.take_text();
                                self.flow.text(&text);
                                self.title = super::package::clean_title(&text);
                            }
                            self.flow.close();
                        }
                        "table-row" | "table-cell" | "covered-table-cell" | "text-box" | "note-body" | "annotation" => self.flow.close(),
                        _ => {}
                    }
                }
                Event::Text(text) if self.flow.in_paragraph() => self.flow.text(&text),
                Event::Text(_) => {}
            }
        }
    }

    /// A page or slide begins.
    fn next(&mut self, slide: bool) {
        match &mut self.flow.place {
            Some(Place::Slide(number)) if slide => *number += 1,
            Some(Place::Page(number)) if !slide => *number += 1,
            _ => {}
        }
    }
}
