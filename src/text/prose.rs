//! Clean text in reading order, and the way back to where each piece stood.

mod fold;

use super::Span;
use fold::Fold;
use serde::{Deserialize, Serialize};

/// What a stretch of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A title or heading.
    Heading,
    /// Running prose.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// One row of a table, cells joined by tabs.
    TableRow,
    /// A footnote, endnote or comment.
    Note,
    /// Navigation, cookie notices, running heads, page numbers.
    Furniture,
    /// A line of a table of contents.
    Contents,
    /// An entry of a reference list.
    Reference,
}

impl BlockKind {
    /// Whether blocks of this kind are counted unless the settings say otherwise.
    pub fn counts_by_default(self) -> bool {
        !matches!(self, BlockKind::Furniture | BlockKind::Contents | BlockKind::Reference)
    }
}

/// Where in its document a block stands, in the terms a person would use to find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// Line of a text file, from 1.
    Line(u32),
    /// Page, from 1.
    Page(u32),
    /// Slide, from 1.
    Slide(u32),
    /// Row of a sheet, from 1.
    Row(u32),
    /// Seconds from the start of a recording.
    Time(u32),
    /// Paragraph, from 1, where nothing better is known.
    Paragraph(u32),
}

/// One block: a stretch of the clean text that is one heading, paragraph, list item …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in [`Prose::text`].
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Where a person finds it in the original.
    pub place: Place,
}

/// Everything that was read from one document, in reading order.
///
/// Invariants: blocks are in order, do not overlap, lie on character boundaries, are not empty, and cover all of `text` but the
/// blank line (`"\n\n"`) between two blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// The clean text: blocks joined by blank lines.
    pub text: String,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The way back to the source, where the source is text.
    pub map: OffsetMap,
}

/// Maps offsets of the clean text back to offsets of the decoded source.
///
/// Each run says: from clean byte `.0` on, text was copied unchanged from source byte `.1` for `.2` bytes. Bytes between runs
/// were made by the reader (a decoded entity, a blank line) and map to the end of the run before them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffsetMap {
    runs: Vec<(u32, u32, u32)>,
}

impl OffsetMap {
    /// Records that `len` bytes at `source` were copied to `clean`; joins it to the last run where the two touch.
    pub fn push(&mut self, clean: u32, source: u32, len: u32) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && last.0 + last.2 == clean
            && last.1 + last.2 == source
        {
            last.2 += len;
            return;
        }
        self.runs.push((clean, source, len));
    }

    /// The source offset of a clean offset; `None` where nothing was copied from a text source. Cost: a binary search.
    ///
    /// ```
    /// let mut map = skillsift::text::OffsetMap::default();
    /// map.push(0, 4, 3); // "**abc**" without its first mark and one more
    /// assert_eq!(map.to_source(2), Some(6));
    /// ```
    pub fn to_source(&self, clean: u32) -> Option<u32> {
        let at = self.runs.partition_point(|run| run.0 <= clean);
        let (start, source, len) = *self.runs.get(at.checked_sub(1)?)?;
        Some(source + (clean - start).min(len))
    }

    /// Forgets everything from clean byte `clean` on.
    fn truncate(&mut self, clean: u32) {
        while let Some(last) = self.runs.last_mut() {
            if last.0 < clean {
                last.2 = last.2.min(clean - last.0);
                return;
            }
            self.runs.pop();
        }
    }

    /// The runs `(clean, source, len)` in order.
    pub fn runs(&self) -> &[(u32, u32, u32)] {
        &self.runs
    }
}

/// Builds a [`Prose`] block by block: readers push pieces, the builder keeps the invariants and cleans.
///
/// White space inside a block is folded: runs of blanks become one space, none stands at either end. Soft hyphens, marks of
/// direction and control characters are left out; ligatures are spelled out.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    prose: Prose,
    open: Option<(BlockKind, Place)>,
    start: usize,
    gap: bool,
}

impl ProseBuilder {
    /// Ends the open block, if any, and opens the next.
    pub fn begin(&mut self, kind: BlockKind, place: Place) {
        self.end();
        self.open = Some((kind, place));
    }

    /// Appends `text`, which stands at byte `source` of the decoded source (`None`: made by the reader or from a binary format).
    ///
    /// Cost: one pass; stretches that are clean already are copied whole and take one run of the map.
    pub fn push(&mut self, text: &str, source: Option<usize>) {
        let bytes = text.as_bytes();
        let (mut start, mut at) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_graphic() {
                at += 1;
                continue;
            }
            // One blank between two words that are kept is copied with them.
            if byte == b' ' && at > start && bytes.get(at + 1).is_some_and(|&next| fold::keeps(next)) {
                at += 1;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            let fate = fold::fold(c);
            if fate != Fold::Keep {
                self.copy(&text[start..at], source.map(|s| s + start));
                start = at + c.len_utf8();
                match fate {
                    Fold::Space => self.gap = true,
                    Fold::As(other) => self.copy(other, None),
                    Fold::Drop | Fold::Keep => {}
                }
            }
            at += c.len_utf8();
        }
        self.copy(&text[start..], source.map(|s| s + start));
    }

    /// Appends clean text: no blank at either end.
    fn copy(&mut self, words: &str, source: Option<usize>) {
        if words.is_empty() {
            return;
        }
        let out = &mut self.prose.text;
        if out.len() == self.start && self.start > 0 {
            out.push_str("\n\n");
            self.start = out.len();
        }
        if self.gap && out.len() > self.start {
            out.push(' ');
        }
        self.gap = false;
        if let Some(source) = source {
            self.prose.map.push(out.len() as u32, source as u32, words.len() as u32);
        }
        out.push_str(words);
    }

    /// Marks a gap: the next piece is set apart by one space.
    pub fn space(&mut self) {
        self.gap = true;
    }

    /// Forgets a pending gap, so that the next piece joins the last (before punctuation).
    pub fn join(&mut self) {
        self.gap = false;
    }

    /// Appends a tab between two cells of a table row.
    pub fn tab(&mut self) {
        if self.prose.text.len() > self.start {
            self.prose.text.push('\t');
        }
        self.gap = false;
    }

    /// Whether the open block holds text yet.
    pub fn is_blank(&self) -> bool {
        self.prose.text.len() == self.start
    }

    /// How many blocks are done.
    pub fn block_count(&self) -> usize {
        self.prose.blocks.len()
    }

    /// Bytes of text so far.
    pub fn len(&self) -> usize {
        self.prose.text.len()
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.prose.text.is_empty()
    }

    /// The text of the open block so far.
    pub fn open_text(&self) -> &str {
        &self.prose.text[self.start..]
    }

    /// Gives the open block another kind, once its text shows what it is.
    pub fn set_kind(&mut self, kind: BlockKind) {
        if let Some(open) = &mut self.open {
            open.0 = kind;
        }
    }

    /// Takes back the last `bytes` of the open block (a hyphen at the end of a line); `bytes` must end on a character boundary.
    pub fn retract(&mut self, bytes: usize) {
        let len = self.prose.text.len().saturating_sub(bytes).max(self.start);
        self.prose.text.truncate(len);
        self.prose.map.truncate(len as u32);
        self.gap = false;
    }

    /// Forgets the open block and all its text.
    pub fn discard(&mut self) {
        self.retract(usize::MAX);
        if self.start > 0 && !self.prose.blocks.is_empty() && self.prose.text.ends_with("\n\n") {
            self.prose.text.truncate(self.start - 2);
        }
        self.start = self.prose.text.len();
        self.open = None;
    }

    /// Ends the open block; a blank one leaves nothing behind.
    pub fn end(&mut self) {
        let text = &mut self.prose.text;
        while text.len() > self.start && text.ends_with('\t') {
            text.pop();
        }
        if text.len() > self.start {
            let (kind, place) = self.open.unwrap_or((BlockKind::Paragraph, Place::Paragraph(self.prose.blocks.len() as u32 + 1)));
            self.prose.blocks.push(Block { span: Span::new(self.start as u32, text.len() as u32), kind, place });
        }
        self.start = text.len();
        self.open = None;
        self.gap = false;
    }

    /// The finished prose.
    pub fn finish(mut self) -> Prose {
        self.end();
        self.prose
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_folded_and_joined_by_blank_lines() {
        let mut b = ProseBuilder::default();
        b.begin(BlockKind::Heading, Place::Line(1));
        b.push("  A \n title ", Some(0));
        b.begin(BlockKind::Paragraph, Place::Line(3));
        b.begin(BlockKind::Paragraph, Place::Line(4));
        b.push("Body", Some(20));
        b.push("text", Some(30));
        let prose = b.finish();
        assert_eq!(prose.text, "A title\n\nBodytext");
        assert_eq!(prose.blocks.len(), 2);
        assert_eq!(prose.blocks[1].span.of(&prose.text), "Bodytext");
        assert_eq!(prose.map.to_source(9), Some(20));
        assert_eq!(prose.map.to_source(13), Some(30));
    }

    #[test]
    fn invisible_characters_go_and_ligatures_are_spelled_out() {
        let mut b = ProseBuilder::default();
        b.push("co\u{ad}ope\u{fb03}cient\u{a0}non\u{2011}stop \u{200e}“x”", Some(0));
        assert_eq!(b.finish().text, "coopefficient non-stop “x”");
    }

    #[test]
    fn a_block_can_be_taken_back() {
        let mut b = ProseBuilder::default();
        b.push("One experi-", Some(0));
        b.retract(1);
        b.push("ment", Some(12));
        b.begin(BlockKind::Paragraph, Place::Line(2));
        b.push("Two", Some(20));
        b.discard();
        b.begin(BlockKind::Paragraph, Place::Line(3));
        b.push("Three", Some(30));
        let prose = b.finish();
        assert_eq!(prose.text, "One experiment\n\nThree");
        assert_eq!(prose.map.runs(), [(0, 0, 10), (10, 12, 4), (16, 30, 5)]);
    }

    #[test]
    fn an_empty_builder_gives_empty_prose() {
        let mut b = ProseBuilder::default();
        b.begin(BlockKind::Paragraph, Place::Line(1));
        b.push(" \n ", Some(0));
        assert_eq!(b.finish(), Prose::default());
    }
}
