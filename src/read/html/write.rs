//! The tree of a page to blocks.

use super::entity;
use super::outline::{Outline, Part};
use super::tag::Tag;
use super::tree::{Node, Tree};
use crate::read::line::LineCount;
use crate::text::{BlockKind, ProseBuilder};

/// An open element that changes how text in it is written.
struct Frame {
    stop: usize,
    tag: Tag,
    kind: BlockKind,
}

/// Writes a page.
pub(super) struct Writer<'w, 'a, 's> {
    tree: &'w Tree<'a>,
    outline: &'w Outline,
    out: &'w mut ProseBuilder,
    lines: &'w mut LineCount<'s>,
    /// Where the page stands in the source.
    base: usize,
    frames: Vec<Frame>,
    /// How many of the frames are rows of data tables.
    rows: usize,
    /// How many of the frames hold text whose lines matter.
    preformatted: usize,
    is_open: bool,
    /// Line breaks since the last text.
    breaks: u32,
    /// The kind of the open block.
    kind: BlockKind,
    /// Pictures in the open block, whose descriptions follow it as furniture.
    pictures: Vec<usize>,
}

impl<'w, 'a, 's> Writer<'w, 'a, 's> {
    pub fn new(tree: &'w Tree<'a>, outline: &'w Outline, out: &'w mut ProseBuilder, lines: &'w mut LineCount<'s>, base: usize) -> Self {
        Self {
            tree,
            outline,
            out,
            lines,
            base,
            frames: Vec::new(),
            rows: 0,
            preformatted: 0,
            is_open: false,
            breaks: 0,
            kind: BlockKind::Paragraph,
            pictures: Vec::new(),
        }
    }

    /// Appends all blocks in document order. No recursion; linear.
    pub fn write(mut self) {
        let nodes = &self.tree.nodes;
        let mut i = 0;
        while i < nodes.len() {
            while self.frames.last().is_some_and(|frame| frame.stop <= i) {
                self.leave();
            }
            let node = &nodes[i];
            let part = self.outline.part(i);
            if part == Part::Hidden || self.is_note_mark(i) || node.tag == Tag::Math && is_markup(self.tree, i) {
                i = node.stop as usize;
                continue;
            }
            self.enter(i, node, part);
            i += 1;
        }
        while !self.frames.is_empty() {
            self.leave();
        }
        self.end();
    }

    fn enter(&mut self, i: usize, node: &Node, part: Part) {
        match node.tag {
            Tag::Text => self.text(node, part),
            Tag::Img => self.pictures.push(i),
            Tag::Br => {
                self.breaks += 1;
                self.out.space();
                if self.breaks >= 2 && self.rows == 0 {
                    self.end();
                }
            }
            Tag::Option | Tag::Button | Tag::Caption if self.rows == 0 => self.block(node, self.kind_of(i, node)),
            Tag::Cell if self.rows > 0 => {
                self.out.space();
                self.out.tab();
            }
            tag if tag.is_block() && self.rows > 0 => self.out.space(),
            Tag::Tr if !self.in_layout(node) => {
                self.block(node, BlockKind::TableRow);
                self.rows += 1;
            }
            tag if tag.is_block() => {
                if tag == Tag::Pre {
                    self.preformatted += 1;
                }
                self.block(node, self.kind_of(i, node));
            }
            _ => {}
        }
    }

    fn block(&mut self, node: &Node, kind: BlockKind) {
        self.end();
        self.frames.push(Frame { stop: node.stop as usize, tag: node.tag, kind });
    }

    fn leave(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        self.end();
        match frame.tag {
            Tag::Tr if frame.kind == BlockKind::TableRow => self.rows -= 1,
            Tag::Pre => self.preformatted -= 1,
            _ => {}
        }
    }

    /// Whether a table row belongs to a table that lays out the page.
    fn in_layout(&self, row: &Node) -> bool {
        let mut at = row.parent as usize;
        for _ in 0..4 {
            let node = &self.tree.nodes[at];
            if node.tag == Tag::Table {
                return self.outline.layout[at];
            }
            at = node.parent as usize;
        }
        true
    }

    fn kind_of(&self, i: usize, node: &Node) -> BlockKind {
        let around = self.frames.last().map_or(BlockKind::Paragraph, |f| f.kind);
        match node.tag {
            Tag::Heading => BlockKind::Heading,
            Tag::Li | Tag::Dt | Tag::Dd => BlockKind::ListItem,
            Tag::Pre if self.is_code(i) => BlockKind::Furniture,
            Tag::P | Tag::Block if around == BlockKind::ListItem => BlockKind::ListItem,
            _ if around == BlockKind::Furniture => around,
            _ => BlockKind::Paragraph,
        }
    }

    /// Whether a `pre` holds code: a `code` element at its start, or a class that highlighters give.
    fn is_code(&self, i: usize) -> bool {
        let nodes = &self.tree.nodes;
        let inside = nodes[i + 1..nodes[i].stop as usize].iter().take(3);
        nodes[i].hints.code || nodes[nodes[i].parent as usize].hints.code || inside.clone().any(|n| n.tag == Tag::Code)
    }

    /// `[12]` raised and linked: the mark of a note.
    fn is_note_mark(&self, i: usize) -> bool {
        let nodes = &self.tree.nodes;
        if nodes[i].tag != Tag::Sup {
            return false;
        }
        let inside = &nodes[i + 1..(nodes[i].stop as usize).min(i + 8)];
        let text: usize = inside.iter().filter(|n| n.tag == Tag::Text).map(|n| self.tree.slice(n).trim().len()).sum();
        nodes[i].stop as usize <= i + 8 && text <= 12 && inside.iter().any(|n| n.tag == Tag::A)
    }

    fn text(&mut self, node: &Node, part: Part) {
        let text = self.tree.slice(node);
        let blank = text.trim_ascii().is_empty();
        if !self.is_open && blank {
            return;
        }
        if !blank {
            self.breaks = 0;
        }
        let at = node.start as usize;
        if self.preformatted > 0 && self.rows == 0 {
            for (lead, paragraph) in paragraphs(text) {
                if lead > 0 {
                    self.end();
                }
                self.piece(paragraph, at + lead, part);
            }
        } else {
            self.piece(text, at, part);
        }
    }

    /// Appends text that stands at byte `at` of the page, references decoded.
    fn piece(&mut self, text: &str, at: usize, part: Part) {
        let headline = self.outline.headline.is_some_and(|i| {
            let heading = &self.tree.nodes[i];
            at >= heading.start as usize && self.frames.iter().any(|f| f.tag == Tag::Heading && f.stop == heading.stop as usize)
        });
        let kind = self.frames.last().map_or(BlockKind::Paragraph, |f| f.kind);
        let kind = match part {
            _ if headline => BlockKind::Heading,
            Part::Furniture => BlockKind::Furniture,
            Part::Contents => BlockKind::Contents,
            Part::References => BlockKind::Reference,
            Part::Content | Part::Hidden => kind,
        };
        if !self.is_open || kind != self.kind && self.rows == 0 {
            self.begin(kind, at);
        }
        self.decoded(text, at);
    }

    /// Appends text with its references decoded.
    fn decoded(&mut self, text: &str, at: usize) {
        let mut done = 0;
        for amp in memchr::memchr_iter(b'&', text.as_bytes()) {
            if amp < done {
                continue;
            }
            if let Some((decoded, len)) = entity::reference(&text[amp..]) {
                self.push(&text[done..amp], at + done);
                self.out.push(&decoded, None);
                done = amp + len;
            }
        }
        self.push(&text[done..], at + done);
    }

    fn push(&mut self, text: &str, at: usize) {
        self.out.push(text, Some(self.base + at));
    }

    fn begin(&mut self, kind: BlockKind, at: usize) {
        self.end();
        let place = self.lines.place(self.base + at);
        self.out.begin(kind, place);
        self.is_open = true;
        self.kind = kind;
    }

    fn end(&mut self) {
        self.out.end();
        self.is_open = false;
        self.breaks = 0;
        for picture in std::mem::take(&mut self.pictures) {
            let node = &self.tree.nodes[picture];
            let at = node.start as usize;
            let place = self.lines.place(self.base + at);
            self.out.begin(BlockKind::Furniture, place);
            self.decoded(self.tree.slice(node), at);
            self.out.end();
        }
    }
}

/// Formulas come twice, as symbols and as TeX in an annotation; one that holds an annotation is left out, its words being neither.
fn is_markup(tree: &Tree, i: usize) -> bool {
    tree.nodes[i].stop as usize > i + 1
}

/// The parts of preformatted text between blank lines, with the byte where each starts.
fn paragraphs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split("\n\n").map(move |part| {
        let start = at;
        at += part.len() + 2;
        (start, part)
    })
}
