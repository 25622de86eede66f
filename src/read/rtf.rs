//! Rich text (RTF).

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

    /// What stands behind a backslash.
    fn control(&mut self) {
        let Some(&first) = self.bytes.get(self.at) else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return self.symbol(first);
        }
        let rest = &self.bytes[self.at..];
        let len = rest.iter().take(40).take_while(|b| b.is_ascii_alphabetic()).count();
        let word = str::from_utf8(&rest[..len]).unwrap_or_default();
        let minus = usize::from(rest.get(len) == Some(&b'-'));
        let digits = rest[len + minus..].iter().take(11).take_while(|b| b.is_ascii_digit()).count();
        let mut end = len;
        let mut number = None;
        if digits > 0 {
            end += minus + digits;
            number = str::from_utf8(&rest[len..end]).ok().and_then(|n| n.parse::<i64>().ok());
        }
        end += usize::from(rest.get(end) == Some(&b' '));
        self.at += end;
        if word == "bin" {
            let len = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(len).min(self.bytes.len());
            return;
        }
        if self.skip > 0 && word != "u" {
            self.skip -= 1;
            return;
        }
        let starred = std::mem::take(&mut self.starred);
        self.word(word, number.map(|n| n.clamp(i32::MIN.into(), i32::MAX.into()) as i32), starred);
    }

    fn symbol(&mut self, symbol: u8) {
        if self.skip > 0 && symbol != b'*' {
            self.skip -= 1;
            if symbol == b'\'' {
                self.at = (self.at + 2).min(self.bytes.len());
            }
            return;
        }
        match symbol {
            b'\'' => {
                let hex = self.bytes.get(self.at..self.at + 2).and_then(|two| str::from_utf8(two).ok());
                if let Some(byte) = hex.and_then(|two| u8::from_str_radix(two, 16).ok()) {
                    self.at += 2;
                    match self.state.destination {
                        Destination::Skipped | Destination::Info => {}
                        _ => self.pending.push(byte),
                    }
                }
            }
            b'*' => self.starred = true,
            b'~' => self.character(' '),
            b'_' => self.character('-'),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, starred: bool) {
        let on = number != Some(0);
        let body = self.state.destination == Destination::Body;
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "ansicpg" => {
                self.flush();
                if let Some(encoding) = code_page(number.unwrap_or(0)) {
                    self.page = encoding;
                    self.state.encoding = encoding;
                }
            }
            "mac" => {
                self.page = encoding_rs::MACINTOSH;
                self.state.encoding = self.page;
            }
            "f" => {
                self.flush();
                let font = number.unwrap_or(0);
                self.state.font = font;
                self.state.encoding = match self.state.destination {
                    Destination::Fonts => self.page,
                    _ => self.fonts.get(&font).copied().unwrap_or(self.page),
                };
            }
            "fcharset" if self.state.destination == Destination::Fonts => {
                if let Some(encoding) = charset(number.unwrap_or(0)) {
                    self.fonts.insert(self.state.font, encoding);
                    self.state.encoding = encoding;
                }
            }
            "cpg" if self.state.destination == Destination::Fonts => {
                if let Some(encoding) = code_page(number.unwrap_or(0)) {
                    self.fonts.insert(self.state.font, encoding);
                }
            }
            "fonttbl" => self.enter(Destination::Fonts),
            "stylesheet" => self.enter(Destination::Styles),
            "info" => self.enter(Destination::Info),
            "title" if self.state.destination == Destination::Info => self.enter(Destination::Title),
            "fldinst" if body => self.enter(Destination::Instruction),
            // Known destinations whose text is none of the document's.
            "colortbl" | "pict" | "objdata" | "objclass" | "objname" | "filetbl" | "revtbl" | "listtable" | "listoverridetable"
            | "rsidtbl" | "generator" | "listtext" | "pntext" | "pnseclvl" | "xe" | "tc" | "tcn" | "rxe" | "sp" | "nonshppict"
            | "fname" | "falt" | "panose" | "bkmkstart" | "bkmkend" | "atnid" | "atnauthor" | "atntime" | "atndate" | "atnref"
            | "atnicn" | "atnparent" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "template" | "datafield"
            | "formfield" | "keycode" | "themedata" | "colorschememapping" | "latentstyles" | "datastore" | "xmlnstbl" | "mmathPr"
            | "fontemb" | "docvar" => {
                self.paragraph.item |= matches!(word, "listtext" | "pntext");
                self.enter(Destination::Skipped);
            }
            "footnote" if body => self.open_aside(Some(BlockKind::Note)),
            "annotation" if body => self.open_aside(Some(BlockKind::Note)),
            "header" | "footer" | "headerl" | "headerr" | "headerf" | "footerl" | "footerr" | "footerf" if body => {
                self.open_aside(Some(BlockKind::Furniture));
            }
            "shptxt" | "dptxbxtext" if body => self.open_aside(None),
            // Starred, but their text, or that of groups in them, is the document's.
            "shpinst" | "do" | "shppict" | "ud" | "shp" | "nesttableprops" | "pn" | "shprslt" if starred || word == "shprslt" => match word
            {
                "shppict" | "nesttableprops" | "shprslt" => self.enter(Destination::Skipped),
                "pn" => {
                    self.paragraph.item = true;
                    self.enter(Destination::Skipped);
                }
                "ud" => {
                    self.flush();
                    self.state.destination = self.state.unicode.take().unwrap_or(self.state.destination);
                }
                _ => {}
            },
            "upr" => {
                self.state.unicode = Some(self.state.destination);
                self.enter(Destination::Skipped);
            }
            _ if starred => self.enter(Destination::Skipped),
            "par" | "sect" | "page" | "column" if body => self.end_paragraph(),
            "line" | "tab" | "emspace" | "enspace" | "qmspace" | "softline" => self.character(' '),
            "emdash" => self.character('—'),
            "endash" => self.character('–'),
            "bullet" => self.character('•'),
            "lquote" => self.character('‘'),
            "rquote" => self.character('’'),
            "ldblquote" => self.character('“'),
            "rdblquote" => self.character('”'),
            "zwj" | "zwnj" | "ltrmark" | "rtlmark" | "chftn" | "chatn" => {}
            "v" | "deleted" => {
                self.flush();
                self.state.hidden = on;
            }
            "plain" => {
                self.flush();
                self.state.hidden = false;
            }
            "pard" if body => {
                self.flush();
                self.paragraph = Paragraph::default();
            }
            "intbl" if body => self.paragraph.in_table = true,
            "ls" | "pnlvlblt" | "pnlvlbody" if body => self.paragraph.item = true,
            "outlinelevel" if body => self.paragraph.heading = number.is_some_and(|n| n < 9),
            "s" if body => {
                self.paragraph.style = number.unwrap_or(0);
                self.paragraph.heading |= self.styles.get(&self.paragraph.style) == Some(&BlockKind::Heading);
            }
            "s" if self.state.destination == Destination::Styles => self.state.style = number.unwrap_or(0),
            "cell" | "nestcell" if body => self.end_cell(),
            "row" if body => self.end_row(),
            "trowd" if body => self.paragraph.in_table = true,
            _ => {}
        }
    }

    fn enter(&mut self, destination: Destination) {
        self.flush();
        if self.state.destination != Destination::Skipped {
            self.state.destination = destination;
            self.name.clear();
        }
    }

    /// `\u8217`: a UTF-16 unit, and behind it what others show instead.
    fn unicode(&mut self, number: i32) {
        self.flush();
        self.skip = self.state.fallback;
        let unit = (number & 0xffff) as u16;
        match unit {
            0xd800..=0xdbff => self.high = Some(unit),
            _ => {
                let high = self.high.take();
                let units = [high.unwrap_or(0), unit];
                let units = if high.is_some() { &units[..] } else { &units[1..] };
                for c in char::decode_utf16(units.iter().copied()).flatten() {
                    self.character(c);
                }
            }
        }
    }

    /// The name of a font or style ends.
    fn named(&mut self) {
        let name = std::mem::take(&mut self.name);
        if self.state.destination != Destination::Styles || self.state.style == 0 {
            return;
        }
        let name = name.trim().to_lowercase();
        let number = |prefix: &str| {
            name.strip_prefix(prefix).is_some_and(|rest| rest.trim().len() == 1 && rest.trim().as_bytes()[0].is_ascii_digit())
        };
        let kind = if number("heading") || name == "title" || name == "subtitle" {
            BlockKind::Heading
        } else if number("toc") {
            BlockKind::Contents
        } else if name == "bibliography" {
            BlockKind::Reference
        } else {
            return;
        };
        self.styles.insert(self.state.style, kind);
    }

    /// A field's instruction ends.
    fn instruction(&mut self) {
        let name = std::mem::take(&mut self.name);
        if name.trim_start().starts_with("TOC") {
            self.contents = Some(self.groups.len());
        }
    }
}

/// The encoding of a font's character set.
fn charset(number: i32) -> Option<&'static Encoding> {
    Some(match number {
        0 => encoding_rs::WINDOWS_1252,
        77 => encoding_rs::MACINTOSH,
        128 => encoding_rs::SHIFT_JIS,
        129 | 130 => encoding_rs::EUC_KR,
        134 => encoding_rs::GBK,
        136 => encoding_rs::BIG5,
        161 => encoding_rs::WINDOWS_1253,
        162 => encoding_rs::WINDOWS_1254,
        163 => encoding_rs::WINDOWS_1258,
        177 => encoding_rs::WINDOWS_1255,
        178 => encoding_rs::WINDOWS_1256,
        186 => encoding_rs::WINDOWS_1257,
        204 => encoding_rs::WINDOWS_1251,
        222 => encoding_rs::WINDOWS_874,
        238 => encoding_rs::WINDOWS_1250,
        _ => return None,
    })
}

/// The encoding of a Windows code page.
fn code_page(number: i32) -> Option<&'static Encoding> {
    Some(match number {
        1252 => encoding_rs::WINDOWS_1252,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        874 => encoding_rs::WINDOWS_874,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        866 => encoding_rs::IBM866,
        10000 => encoding_rs::MACINTOSH,
        10007 => encoding_rs::X_MAC_CYRILLIC,
        65001 => encoding_rs::UTF_8,
        _ => return None,
    })
}
