//! Blocks of formats whose paragraphs nest: table cells, text boxes, notes.

use crate::text::{BlockKind, Place, Prose, ProseBuilder};

/// Frames nested deeper than this are flattened.
const DEEPEST: usize = 128;
/// A cell with more characters than this, on average, holds prose, not data.
const PROSE_CELL: usize = 300;

/// A block that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: BlockKind,
    pub place: Place,
    /// Its text, not yet cleaned; cells of a table row with tabs between them.
    pub text: String,
}

enum Frame {
    /// A paragraph, and what was anchored in it and follows it.
    Paragraph(Piece, Vec<Piece>),
    Row(Vec<Vec<Piece>>),
    Cell(Vec<Piece>),
    /// A text box, note or comment; its kind, if it gives one to what it holds.
    Aside(Vec<Piece>, Option<BlockKind>),
}

/// Takes what a document holds in its own order and gives blocks in reading order.
///
/// Everything opened is closed by [`Flow::close`], last first. Text counts inside paragraphs only.
#[derive(Default)]
pub(super) struct Flow {
    out: ProseBuilder,
    frames: Vec<Frame>,
    flattened: usize,
    blocks: u32,
    /// Where paragraphs opened from now on stand; `None` numbers them.
    pub place: Option<Place>,
}

impl Flow {
    /// A flow whose blocks are for anchoring elsewhere.
    pub fn aside() -> Self {
        Flow { frames: vec![Frame::Aside(Vec::new(), None)], ..Flow::default() }
    }

    fn open(&mut self, frame: Frame) {
        if self.frames.len() >= DEEPEST || self.flattened > 0 {
            self.flattened += 1;
        } else {
            self.frames.push(frame);
        }
    }

    /// Opens a paragraph, heading, list item …
    pub fn open_paragraph(&mut self, kind: BlockKind) {
        let place = self.place.unwrap_or(Place::Paragraph(0));
        self.open(Frame::Paragraph(Piece { kind, place, text: String::new() }, Vec::new()));
    }

    pub fn open_row(&mut self) {
        self.open(Frame::Row(Vec::new()));
    }

    pub fn open_cell(&mut self) {
        self.open(Frame::Cell(Vec::new()));
    }

    /// Opens something set apart: it follows the paragraph in which it is anchored.
    pub fn open_aside(&mut self, kind: Option<BlockKind>) {
        self.open(Frame::Aside(Vec::new(), kind));
    }

    /// Appends text to the open paragraph; text outside paragraphs is left out.
    pub fn text(&mut self, text: &str) {
        match self.frames.last_mut() {
            Some(Frame::Paragraph(piece, _)) => piece.text += text,
            Some(Frame::Cell(own) | Frame::Aside(own, _)) if self.flattened > 0 => {
                let place = self.place.unwrap_or(Place::Paragraph(0));
                own.push(Piece { kind: BlockKind::Paragraph, place, text: text.into() });
            }
            _ => {}
        }
    }

    /// Gives the open paragraph another kind.
    pub fn set_kind(&mut self, kind: BlockKind) {
        if let Some(Frame::Paragraph(piece, _)) = self.frames.last_mut() {
            piece.kind = kind;
        }
    }

    /// Puts blocks behind the open paragraph.
    pub fn anchor(&mut self, pieces: Vec<Piece>) {
        self.deliver(pieces);
    }

    /// Whether a paragraph is open.
    pub fn in_paragraph(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Paragraph(..)))
    }

    /// Gives the open paragraph text to start with.
    pub fn give_text(&mut self, text: String) {
        match self.frames.last_mut() {
            Some(Frame::Paragraph(piece, _)) if piece.text.is_empty() => piece.text = text,
            _ => self.text(&text),
        }
    }

    /// Takes the text of the open paragraph away.
    pub fn take_text(&mut self) -> String {
        match self.frames.last_mut() {
            Some(Frame::Paragraph(piece, _)) => std::mem::take(&mut piece.text),
            _ => String::new(),
        }
    }

    /// Closes what was opened last.
    pub fn close(&mut self) {
        if self.flattened > 0 {
            self.flattened -= 1;
            return;
        }
        match self.frames.pop() {
            Some(Frame::Paragraph(piece, mut after)) => {
                if !piece.text.trim().is_empty() {
                    after.insert(0, piece);
                }
                self.deliver(after);
            }
            Some(Frame::Cell(pieces)) => match self.frames.last_mut() {
                Some(Frame::Row(cells)) => cells.push(pieces),
                _ => self.deliver(pieces),
            },
            Some(Frame::Row(cells)) => self.deliver(row(cells)),
            Some(Frame::Aside(mut pieces, kind)) => {
                if let Some(kind) = kind {
                    pieces.iter_mut().for_each(|piece| piece.kind = kind);
                }
                self.deliver(pieces);
            }
            None => {}
        }
    }

    /// How many frames are open.
    pub fn depth(&self) -> usize {
        self.frames.len() + self.flattened
    }

    fn deliver(&mut self, pieces: Vec<Piece>) {
        match self.frames.last_mut() {
            Some(Frame::Paragraph(_, after)) => after.extend(pieces),
            Some(Frame::Cell(own) | Frame::Aside(own, _)) => own.extend(pieces),
            Some(Frame::Row(cells)) => cells.push(pieces),
            None => pieces.into_iter().for_each(|piece| self.write(&piece)),
        }
    }

    fn write(&mut self, piece: &Piece) {
        let place = match piece.place {
            Place::Paragraph(_) => Place::Paragraph(self.blocks + 1),
            place => place,
        };
        self.out.begin(piece.kind, place);
        if piece.kind == BlockKind::TableRow {
            for cell in piece.text.split('\t') {
                self.out.push(cell, None);
                self.out.tab();
            }
        } else {
            self.out.push(&piece.text, None);
        }
        self.blocks += u32::from(!self.out.is_blank());
        self.out.end();
    }

    /// Closes everything; the blocks.
    pub fn finish(mut self) -> Prose {
        while self.depth() > 0 {
            self.close();
        }
        self.out.finish()
    }

    /// Closes everything; the blocks of an aside as they are.
    pub fn pieces(mut self) -> Vec<Piece> {
        while self.depth() > 1 {
            self.close();
        }
        match self.frames.pop() {
            Some(Frame::Aside(pieces, _)) => pieces,
            _ => Vec::new(),
        }
    }
}

/// A table row: one block, or the blocks in its cells where these hold prose.
fn row(cells: Vec<Vec<Piece>>) -> Vec<Piece> {
    let size: usize = cells.iter().flatten().map(|piece| piece.text.len()).sum();
    let full = cells.iter().filter(|cell| !cell.is_empty()).count();
    let long = cells.iter().any(|cell| cell.len() > 3 || cell.iter().any(|p| p.kind == BlockKind::Heading && cell.len() > 1));
    let other = |p: &Piece| !matches!(p.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::ListItem | BlockKind::TableRow);
    if full <= 1 || long || size / full > PROSE_CELL {
        return cells.into_iter().flatten().collect();
    }
    let mut asides = Vec::new();
    let mut text = String::with_capacity(size + cells.len());
    let mut place = Place::Paragraph(0);
    for cell in cells {
        if let (true, Some(first)) = (text.is_empty(), cell.first()) {
            place = first.place;
        }
        for piece in cell {
            if other(&piece) {
                asides.push(piece);
                continue;
            }
            text += &piece.text.replace('\t', " ");
            text.push(' ');
        }
        text.push('\t');
    }
    asides.insert(0, Piece { kind: BlockKind::TableRow, place, text });
    asides
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(flow: &mut Flow, text: &str) {
        flow.open_paragraph(BlockKind::Paragraph);
        flow.text(text);
        flow.close();
    }

    #[test]
    fn asides_follow_their_paragraph() {
        let mut flow = Flow::default();
        flow.open_paragraph(BlockKind::Paragraph);
        flow.text("Before ");
        flow.open_aside(Some(BlockKind::Note));
        paragraph(&mut flow, "A note");
        flow.close();
        flow.text("after");
        flow.close();
        let prose = flow.finish();
        assert_eq!(prose.text, "Before after\n\nA note");
        assert_eq!(prose.blocks[1].kind, BlockKind::Note);
        assert_eq!(prose.blocks[1].place, Place::Paragraph(2));
    }

    #[test]
    fn short_cells_make_a_row_and_long_ones_make_blocks() {
        for (second, expected) in [("b", "a\tb".to_string()), (&"long ".repeat(200), format!("a\n\n{}", "long ".repeat(200).trim()))] {
            let mut flow = Flow::default();
            flow.open_row();
            for cell in ["a", second] {
                flow.open_cell();
                paragraph(&mut flow, cell);
                flow.close();
            }
            flow.close();
            assert_eq!(flow.finish().text, expected);
        }
    }

    #[test]
    fn depth_is_bounded_and_nothing_is_lost() {
        let mut flow = Flow::default();
        for _ in 0..10_000 {
            flow.open_row();
            flow.open_cell();
        }
        paragraph(&mut flow, "deep");
        for _ in 0..20_000 {
            flow.close();
        }
        paragraph(&mut flow, "after");
        assert_eq!(flow.finish().text, "deep\n\nafter");
    }
}
