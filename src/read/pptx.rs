//! PowerPoint presentations.

use super::flow::{Flow, Piece};
use super::package::{Links, Package};
use super::step::Step;
use super::xml::{Event, Xml};
use crate::problem::Problem;
use crate::text::{BlockKind, Place, Prose};
use std::collections::BTreeSet;

/// Reads a presentation slide by slide, in the order in which they are shown; gives its title.
///
/// On each slide: its title, then its shapes in their order, then comments and the speaker's notes. What stands on layouts and
/// masters only is left out; slide numbers, dates and footers are furniture.
///
/// # Errors
/// The problem where the presentation's main part cannot be had.
pub fn read(package: &mut Package) -> Result<(Prose, Option<String>), Problem> {
    let main = package.main_part("ppt/presentation.xml");
    let source = package.need(&main)?;
    let relations = package.relations(&main);
    let links = Links::of(&relations, "slide");
    let mut slides: Vec<&str> = Vec::new();
    for event in Xml::new(&source) {
        if let Event::Open(e) = event
            && e.name == "sldId"
        {
            // The slide's number and its link are both called "id".
            slides.extend(links.of_element(&e));
        }
    }
    if slides.is_empty() {
        slides.extend(relations.iter().filter(|r| r.kind == "slide").map(|r| r.target.as_str()));
    }
    let mut flow = Flow::default();
    let mut title = None;
    // Each part is read once, however often it is linked.
    let mut seen = BTreeSet::new();
    let all = slides.len();
    for (number, slide) in slides.into_iter().enumerate() {
        package.reach.tell(Step::Slide, number, all);
        if !seen.insert(slide.to_string()) {
            continue;
        }
        let place = Place::Slide(number as u32 + 1);
        let (pieces, heading) = shapes(&package.want(slide), place, false);
        title = title.or(heading);
        flow.anchor(pieces);
        for relation in package.relations(slide) {
            if !matches!(relation.kind.as_str(), "diagramData" | "comments" | "notesSlide") || !seen.insert(relation.target.clone()) {
                continue;
            }
            let source = package.want(&relation.target);
            flow.anchor(match relation.kind.as_str() {
                "diagramData" => texts(&source, BlockKind::ListItem, place),
                "comments" => texts(&source, BlockKind::Note, place),
                _ => shapes(&source, place, true).0,
            });
        }
    }
    let title = package.title("docProps/core.xml").or(title);
    Ok((flow.finish(), title))
}

/// What a placeholder of this type holds.
fn role(kind: &str, notes: bool) -> Option<BlockKind> {
    Some(match kind {
        "sldNum" | "ftr" | "dt" | "hdr" | "sldImg" => BlockKind::Furniture,
        _ if notes => BlockKind::Note,
        "title" | "ctrTitle" => BlockKind::Heading,
        "body" | "obj" | "" => BlockKind::ListItem,
        _ => return None,
    })
}

/// The blocks of a slide, its title first, and the title; of a page of notes, the notes.
fn shapes(source: &str, place: Place, notes: bool) -> (Vec<Piece>, Option<String>) {
    let mut flow = Flow::aside();
    flow.place = Some(place);
    let mut xml = Xml::new(source);
    let usual = if notes { BlockKind::Note } else { BlockKind::Paragraph };
    let mut kind = usual;
    let mut in_text = false;
    while let Some(event) = xml.next() {
        match event {
            Event::Open(e) => match e.name {
                "sp" | "cxnSp" | "graphicFrame" | "pic" => kind = usual,
                "ph" => kind = role(&e.get("type").unwrap_or_default(), notes).unwrap_or(usual),
                "p" => flow.open_paragraph(kind),
                "buNone" if kind == BlockKind::ListItem => flow.set_kind(BlockKind::Paragraph),
                "buChar" | "buAutoNum" if kind == BlockKind::Paragraph => flow.set_kind(BlockKind::ListItem),
                "tr" => flow.open_row(),
                "tc" => flow.open_cell(),
                "t" => in_text = true,
                "br" | "tab" => flow.text(" "),
                // Slide numbers and dates, which the program fills in.
                "fld" if e.get("type").is_some_and(|t| t.starts_with("slidenum") || t.starts_with("datetime")) => xml.pass(),
                _ => {}
            },
            Event::Close(name) => match name {
                "p" | "tr" | "tc" => flow.close(),
                "t" => in_text = false,
                _ => {}
            },
            Event::Text(text) if in_text => flow.text(&text),
            Event::Text(_) => {}
        }
    }
    let mut pieces = flow.pieces();
    pieces.sort_by_key(|piece| piece.kind != BlockKind::Heading);
    let title = pieces.first().filter(|p| p.kind == BlockKind::Heading).and_then(|p| super::package::clean_title(&p.text));
    (pieces, title)
}

/// All texts of a part whose shapes do not matter: comments, the text of diagrams.
fn texts(source: &str, kind: BlockKind, place: Place) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = String::new();
    let mut xml = Xml::new(source);
    while let Some(event) = xml.next() {
        match event {
            Event::Open(e) if e.name == "text" => pieces.push(Piece { kind, place, text: xml.text() }),
            Event::Open(e) if e.name == "t" => open += &xml.text(),
            Event::Open(e) if e.name == "br" => open.push(' '),
            Event::Close("p") => pieces.push(Piece { kind, place, text: std::mem::take(&mut open) }),
            _ => {}
        }
    }
    pieces
}
