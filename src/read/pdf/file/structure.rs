//! The structure tree of tagged files: which marked content is a heading, a list item, a note.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, MaybeRef, Name, Object, ObjectIdentifier};
use rustc_hash::{FxHashMap, FxHashSet};

/// The most elements that are looked at.
const ELEMENTS: usize = 400_000;
/// How deep elements may nest.
const DEPTH: usize = 100;

/// What the file says a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading.
    Heading,
    /// A paragraph or anything like one.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    Cell,
    /// An entry of a table of contents.
    Contents,
    /// A footnote or endnote.
    Note,
    /// An entry of a reference list.
    Reference,
}

/// Elements by page and marked-content number.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    parts: FxHashMap<(u32, u32), (u32, Role)>,
}

impl Structure {
    /// The block, numbered in the tree's order, and role of marked content `mcid` on page `page`, from 0.
    pub fn of(&self, page: usize, mcid: u32) -> Option<(u32, Role)> {
        self.parts.get(&(page as u32, mcid)).copied()
    }
}

/// What holds for the children of an element.
#[derive(Clone, Copy)]
struct Around {
    page: Option<u32>,
    block: u32,
    role: Option<Role>,
    depth: usize,
}

/// Reads the structure tree. Cost: every element once.
pub fn read(pdf: &Pdf) -> Structure {
    let mut out = Structure::default();
    let xref = pdf.xref();
    let Some(root) = xref.get::<Dict<'_>>(xref.root_id()).and_then(|catalog| catalog.get::<Dict<'_>>("StructTreeRoot")) else { return out };
    let pages: FxHashMap<ObjectIdentifier, u32> =
        pdf.pages().iter().enumerate().filter_map(|(n, page)| Some((page.raw().obj_id()?, n as u32))).collect();
    let names = root.get::<Dict<'_>>("RoleMap").unwrap_or_default();
    let mut seen = FxHashSet::default();
    let mut blocks = 0;
    let mut count = 0;
    let mut stack: Vec<(Object<'_>, Around)> = Vec::new();
    let start = Around { page: None, block: 0, role: None, depth: 0 };
    stack.extend(root.get::<Object<'_>>("K").map(|k| (k, start)));
    while let Some((object, around)) = stack.pop() {
        count += 1;
        if count > ELEMENTS || around.depth > DEPTH {
            continue;
        }
        match object {
            Object::Number(mcid) => place(&mut out, around, mcid.as_i64()),
            Object::Array(items) => {
                let at = stack.len();
                for item in items.raw_iter() {
                    if let MaybeRef::Ref(id) = &item
                        && !seen.insert((id.obj_number, id.gen_number))
                    {
                        continue;
                    }
                    let item = match item {
                        MaybeRef::Ref(id) => xref.get::<Object<'_>>(id.into()),
                        MaybeRef::NotRef(object) => Some(object),
                    };
                    stack.extend(item.map(|i| (i, Around { depth: around.depth + 1, ..around })));
                }
                stack[at..].reverse();
            }
            Object::Dict(dict) => {
                let page = dict.get_ref("Pg").and_then(|id| pages.get(&id.into()).copied()).or(around.page);
                let kind = dict.get::<Name<'_>>("Type");
                match kind.as_deref() {
                    Some(b"MCR") => place(&mut out, Around { page, ..around }, dict.get::<i64>("MCID").unwrap_or(-1)),
                    Some(b"OBJR") => {}
                    _ => {
                        let mut around = Around { page, depth: around.depth + 1, ..around };
                        if let Some(role) = dict.get::<Name<'_>>("S").and_then(|s| role(&s, &names, around.role)) {
                            blocks += 1;
                            (around.block, around.role) = (blocks, Some(role));
                        }
                        let again = dict.get_ref("K").is_some_and(|id| !seen.insert((id.obj_number, id.gen_number)));
                        if !again {
                            stack.extend(dict.get::<Object<'_>>("K").map(|k| (k, around)));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    out
}

fn place(out: &mut Structure, around: Around, mcid: i64) {
    if let (Some(page), Some(role), Ok(mcid)) = (around.page, around.role, u32::try_from(mcid)) {
        out.parts.insert((page, mcid), (around.block, role));
    }
}

/// The role of an element, if it opens a new block inside one of role `inside`.
fn role(name: &Name<'_>, names: &Dict<'_>, inside: Option<Role>) -> Option<Role> {
    let mut standard = name.as_ref().to_vec();
    for _ in 0..4 {
        match names.get::<Name<'_>>(&standard) {
            Some(next) if next.as_ref() != standard => standard = next.as_ref().to_vec(),
            _ => break,
        }
    }
    let role = match standard.as_slice() {
        b"H" | b"H1" | b"H2" | b"H3" | b"H4" | b"H5" | b"H6" | b"Title" => Role::Heading,
        b"P" | b"Caption" | b"BlockQuote" | b"Formula" | b"Figure" | b"Code" => Role::Paragraph,
        b"LI" => Role::ListItem,
        b"TD" | b"TH" => Role::Cell,
        b"TOCI" => Role::Contents,
        b"Note" | b"FENote" => Role::Note,
        b"BibEntry" => Role::Reference,
        _ => return None,
    };
    // A paragraph inside an item, a cell or a note belongs to it.
    let inner = matches!(inside, Some(Role::ListItem | Role::Cell | Role::Contents | Role::Note | Role::Reference));
    (role != Role::Paragraph || !inner).then_some(role)
}
