//! Control words of rich text and what they do.

use super::code_page::{charset, code_page};
use super::{Destination, Paragraph, Reader};
use crate::text::BlockKind;

impl Reader<'_> {
    /// What stands behind a backslash.
    pub(super) fn control(&mut self) {
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
    pub(super) fn named(&mut self) {
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
    pub(super) fn instruction(&mut self) {
        let name = std::mem::take(&mut self.name);
        if name.trim_start().starts_with("TOC") {
            self.contents = Some(self.groups.len());
        }
    }
}
