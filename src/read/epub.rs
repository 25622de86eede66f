//! Electronic books.

use super::Limits;
use super::package::{Package, clean_title, resolve};
use super::step::Step;
use super::xml::{Event, Xml};
use crate::problem::Problem;
use crate::text::{BlockKind, Place, Prose, ProseBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// Reads a book chapter by chapter in its reading order; gives its title.
///
/// Every chapter is a web page all of which counts; the page of contents is kept apart. A chapter that cannot be read leaves a
/// problem, the others are read.
///
/// # Errors
/// The problem where the list of chapters cannot be had, or the book is copy-protected. Cost: linear, one chapter in memory at a
/// time beside the text.
pub fn read(package: &mut Package, limits: &Limits) -> Result<(Prose, Option<String>), Problem> {
    let container = package.want("META-INF/container.xml");
    let opf = Xml::new(&container).find_map(|event| match event {
        Event::Open(e) if e.name == "rootfile" => e.get("full-path").map(|path| resolve("", &path)),
        _ => None,
    });
    let Some(opf) = opf.filter(|opf| package.has(opf)) else { return Err(package.no_document()) };
    let locked = locked_parts(&package.want("META-INF/encryption.xml"));
    let book = Book::new(&package.need(&opf)?, opf.rsplit_once('/').map_or("", |(folder, _)| folder));
    let mut out = ProseBuilder::default();
    let mut seen = BTreeSet::new();
    // For each block, whether it is of the contents.
    let mut contents: Vec<bool> = Vec::new();
    for (number, chapter) in book.spine.iter().enumerate() {
        package.reach.tell(Step::Chapter, number, book.spine.len());
        // No chapter is read twice, however often it is listed.
        if !seen.insert(chapter.path.as_str()) {
            continue;
        }
        if locked.contains(&chapter.path) {
            return Err(Problem::unread(
                "copy-protected",
                "This EPUB book is copy-protected (DRM), so its text cannot be read.",
                "Add a copy without protection, if its seller gives one.",
            ));
        }
        let source = package.want(&chapter.path);
        if out.len() + source.len() > limits.most_text() {
            return Err(limits.too_long(out.len() + source.len()));
        }
        super::html::chapter(&mut out, &source);
        contents.resize(out.block_count(), chapter.contents);
    }
    let mut prose = out.finish();
    contents.resize(prose.blocks.len(), false);
    for ((at, block), of_contents) in (1..).zip(&mut prose.blocks).zip(contents) {
        block.place = Place::Paragraph(at);
        if of_contents {
            block.kind = BlockKind::Contents;
        }
    }
    Ok((prose, book.title))
}

/// Parts that are encrypted, fonts aside.
fn locked_parts(source: &str) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    let mut font = false;
    for event in Xml::new(source) {
        if let Event::Open(e) = event {
            match e.name {
                "EncryptionMethod" => {
                    font = e.get("Algorithm").is_some_and(|a| a.contains("idpf.org") || a.contains("ns.adobe.com/pdf/enc"));
                }
                "CipherReference" if !font => parts.extend(e.get("URI").map(|uri| resolve("", &uri))),
                _ => {}
            }
        }
    }
    parts
}

struct Chapter {
    path: String,
    /// Whether it is the table of contents.
    contents: bool,
}

struct Book {
    title: Option<String>,
    spine: Vec<Chapter>,
}

impl Book {
    /// Reads the package document that stands in `folder`.
    fn new(source: &str, folder: &str) -> Self {
        let mut items: BTreeMap<String, Chapter> = BTreeMap::new();
        let mut book = Book { title: None, spine: Vec::new() };
        let mut spine = Vec::new();
        let mut tables = BTreeSet::new();
        let mut xml = Xml::new(source);
        while let Some(event) = xml.next() {
            let Event::Open(e) = event else { continue };
            match e.name {
                "title" if book.title.is_none() => book.title = clean_title(&xml.text()),
                "item" => {
                    let (Some(id), Some(href)) = (e.get("id"), e.get("href")) else { continue };
                    let media = e.get("media-type").unwrap_or_default();
                    if media.contains("html") || media.contains("xml") && !media.contains("svg") && !media.contains("ncx") {
                        let contents = e.get("properties").is_some_and(|p| p.split(' ').any(|word| word == "nav"));
                        items.insert(id.into_owned(), Chapter { path: resolve(folder, &href), contents });
                    }
                }
                "itemref" => spine.extend(e.get("idref").map(|id| id.into_owned())),
                "reference" if e.get("type").as_deref() == Some("toc") => tables.extend(e.get("href").map(|href| resolve(folder, &href))),
                _ => {}
            }
        }
        for id in spine {
            if let Some(mut chapter) = items.remove(&id) {
                chapter.contents |= tables.contains(&chapter.path);
                book.spine.push(chapter);
            }
        }
        book
    }
}
