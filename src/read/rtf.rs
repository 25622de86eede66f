//! Rich text (RTF).

mod code_page;
mod control;

use super::flow::Flow;
use crate::text::{BlockKind, Prose};
use encoding_rs::Encoding;
use std::collections::BTreeMap;

/// Groups nested deeper than this are read as part of the group around them.
const DEEPEST: usize = 1000;

/// What becomes of the text in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destination {
    /// It is part of the document.
    Body,
    /// It is left out.
    Skipped,
    Fonts,
    Styles,
    /// `{\info …}`: only what is in its title is kept.
    Info,
    Title,
    /// The instruction of a field.
    Instruction,
}

/// What a group changes and its end changes back.
#[derive(Clone, Copy, Debug)]
struct State {
    destination: Destination,
    encoding: &'static Encoding,
    /// How many characters stand behind each `\u` for readers that do not know it.
    fallback: usize,
    hidden: bool,
    /// Whether the group opened something that its end closes.
    aside: bool,
    /// What every paragraph in the group is.
    kind: Option<BlockKind>,
    /// In `{\upr{…}{\*\ud{…}}}`, which says the same twice, what becomes of the second.
    unicode: Option<Destination>,
    /// The number of the style or font that is named here.
    style: i32,
    font: i32,
}

/// Reads rich text; gives its title.
///
/// Characters are decoded by the code page of their font; fields give their results; footnotes and comments follow their
/// paragraph; headers and footers are furniture; hidden and deleted text, pictures, and destinations that are not known are left
/// out. Cost: linear; no recursion.
pub fn read(bytes: &[u8]) -> (Prose, Option<String>) {
    let body = State {
        destination: Destination::Body,
        encoding: encoding_rs::WINDOWS_1252,
        fallback: 1,
        hidden: false,
        aside: false,
        kind: None,
        unicode: None,
        style: 0,
        font: -1,
    };
    let mut reader = Reader {
        bytes,
        at: 0,
        state: body,
        groups: Vec::new(),
        flat: 0,
        page: encoding_rs::WINDOWS_1252,
        fonts: BTreeMap::new(),
        styles: BTreeMap::new(),
        pending: Vec::new(),
        name: String::new(),
        title: String::new(),
        flow: Flow::default(),
        open: vec![false],
        rows: vec![Row::default()],
        paragraph: Paragraph::default(),
        skip: 0,
        starred: false,
        high: None,
        contents: None,
    };
    reader.read();
    reader.end_row();
    let title = super::package::clean_title(&reader.title);
    (reader.flow.finish(), title)
}

/// What the current paragraph says of itself.
#[derive(Clone, Copy, Debug, Default)]
struct Paragraph {
    heading: bool,
    item: bool,
    in_table: bool,
    style: i32,
}

/// Whether a row and a cell are open.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    open: bool,
    cell: bool,
    /// What the paragraph around the aside says of itself.
    outer: Paragraph,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    state: State,
    groups: Vec<State>,
    /// How many groups are open that are too deep to be told apart.
    flat: usize,
    /// The document's own code page.
    page: &'static Encoding,
    /// Code pages of fonts.
    fonts: BTreeMap<i32, &'static Encoding>,
    /// What paragraph styles are.
    styles: BTreeMap<i32, BlockKind>,
    /// Bytes that wait to be decoded together.
    pending: Vec<u8>,
    /// The name of a font or style, or a field's instruction, so far.
    name: String,
    title: String,
    flow: Flow,
    /// For the document and each aside in it, whether a paragraph is open.
    open: Vec<bool>,
    /// For the document and each aside in it, the row that is open.
    rows: Vec<Row>,
    paragraph: Paragraph,
    /// How many more characters stand for a `\u` that was read.
    skip: usize,
    /// Whether the group starts with `\*`: it may be left out by those who do not know it.
    starred: bool,
    /// The first half of a character that takes two `\u`.
    high: Option<u16>,
    /// Depth of the group of a field that is a table of contents.
    contents: Option<usize>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => self.open_group(),
                b'}' => self.close_group(),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => {}
                byte => self.byte(byte),
            }
        }
        self.flush();
    }

    fn open_group(&mut self) {
        self.flush();
        self.skip = 0;
        if self.groups.len() >= DEEPEST {
            self.flat += 1;
            return;
        }
        self.groups.push(self.state);
        self.state.aside = false;
        self.starred = false;
    }

    fn close_group(&mut self) {
        self.flush();
        self.skip = 0;
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        let Some(outer) = self.groups.pop() else { return };
        match self.state.destination {
            Destination::Instruction if outer.destination != Destination::Instruction => self.instruction(),
            Destination::Fonts | Destination::Styles => self.named(),
            _ => {}
        }
        if self.state.aside {
            self.close_aside();
        }
        if self.contents.is_some_and(|depth| depth > self.groups.len()) {
            self.contents = None;
        }
        self.state = outer;
        self.starred = false;
    }

    /// Something set apart begins: a note, a text box, a header.
    fn open_aside(&mut self, kind: Option<BlockKind>) {
        if self.state.aside || self.open.len() > 60 {
            self.state.kind = kind.or(self.state.kind);
            return;
        }
        self.state.aside = true;
        self.state.kind = kind.or(self.state.kind);
        self.flow.open_aside(None);
        self.open.push(false);
        self.rows.push(Row { outer: std::mem::take(&mut self.paragraph), ..Row::default() });
    }

    fn close_aside(&mut self) {
        self.end_row();
        self.open.pop();
        self.paragraph = self.rows.pop().unwrap_or_default().outer;
        self.flow.close();
        if self.open.is_empty() {
            self.open.push(false);
            self.rows.push(Row::default());
        }
    }

    /// A byte of text.
    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match self.state.destination {
            Destination::Skipped | Destination::Info => {}
            Destination::Fonts | Destination::Styles if byte == b';' => {
                self.flush();
                self.named();
            }
            _ => self.pending.push(byte),
        }
    }

    /// Decodes what waits.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let (text, _) = self.state.encoding.decode_without_bom_handling(&bytes);
        self.text(&text);
        self.pending = bytes;
        self.pending.clear();
    }

    /// A character that has no byte.
    fn character(&mut self, c: char) {
        self.flush();
        self.text(c.encode_utf8(&mut [0; 4]));
    }

    fn text(&mut self, text: &str) {
        match self.state.destination {
            Destination::Skipped | Destination::Info => {}
            Destination::Title => self.title += text,
            Destination::Fonts | Destination::Styles | Destination::Instruction => {
                if self.name.len() < 200 {
                    self.name += text;
                }
            }
            Destination::Body if self.state.hidden => {}
            Destination::Body => {
                self.begin(text);
                self.flow.text(text);
            }
        }
    }

    /// Opens a paragraph, and a cell around it, unless one is open.
    fn begin(&mut self, text: &str) {
        let Some(level) = self.open.len().checked_sub(1) else { return };
        if self.open[level] || text.trim().is_empty() {
            return;
        }
        if self.paragraph.in_table {
            if !self.rows[level].open {
                self.flow.open_row();
                self.rows[level].open = true;
            }
            if !self.rows[level].cell {
                self.flow.open_cell();
                self.rows[level].cell = true;
            }
        } else {
            self.end_row();
        }
        self.open[level] = true;
        let own = if self.paragraph.heading {
            BlockKind::Heading
        } else if let Some(kind) = self.styles.get(&self.paragraph.style) {
            *kind
        } else if self.paragraph.item {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        let contents = self.contents.is_some().then_some(BlockKind::Contents);
        self.flow.open_paragraph(self.state.kind.or(contents).unwrap_or(own));
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if let Some(open) = self.open.last_mut()
            && std::mem::take(open)
        {
            self.flow.close();
        }
    }

    fn end_cell(&mut self) {
        self.end_paragraph();
        let Some(level) = self.rows.len().checked_sub(1) else { return };
        if !self.rows[level].open {
            self.flow.open_row();
            self.rows[level].open = true;
        }
        if !self.rows[level].cell {
            self.flow.open_cell();
        }
        self.flow.close();
        self.rows[level].cell = false;
    }

    fn end_row(&mut self) {
        self.end_paragraph();
        let Some(row) = self.rows.last_mut() else { return };
        let (open, cell) = (std::mem::take(&mut row.open), std::mem::take(&mut row.cell));
        if cell {
            self.flow.close();
        }
        if open {
            self.flow.close();
        }
    }
}
