//! Pieces on one baseline become a line.

use super::bidi;
use super::piece::{Piece, is_wide, superscript};
use super::region::middle;
use crate::read::pdf::file::Role;

/// One line of text in its column.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its page, from 0.
    pub page: u32,
    /// Whether it runs the way most of its page does.
    pub upright: bool,
    /// Left end.
    pub u0: f32,
    /// Right end.
    pub u1: f32,
    /// Baseline, upwards.
    pub v: f32,
    /// Font size of most of its text.
    pub size: f32,
    /// Its text in logical order, without blanks at the ends.
    pub text: String,
    /// Where its cells begin, if it has wide gaps: byte offsets into `text` and places on the page.
    pub cells: Vec<(usize, f32)>,
    /// Whether nearly all of it is bold.
    pub bold: bool,
    /// Whether it begins with a bold letter.
    pub starts_bold: bool,
    /// Whether nearly all of it is italic.
    pub italic: bool,
    /// Whether it is a running head, a page number or the like; first what the file itself says of it.
    pub furniture: bool,
    /// Its block in the structure tree; 0 where there is none.
    pub block: u32,
    /// What the structure tree calls that block.
    pub role: Option<Role>,
}

/// A gap this wide, in ems, may part two cells of a table.
const CELL_GAP: f32 = 1.2;

/// The lines of pieces that are read from top to bottom.
pub fn gather(page: u32, upright: bool, mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.sort_by(|a, b| b.v.total_cmp(&a.v).then(a.u0.total_cmp(&b.u0)));
    put_initials_back(&mut pieces);
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        // The few rows just above are enough: pieces come from top to bottom.
        match rows.iter_mut().rev().take(3).find(|row| row.takes(&piece)) {
            Some(row) => row.push(piece),
            None => rows.push(Row { largest: 0, pieces: vec![piece] }),
        }
    }
    rows.into_iter().filter_map(|row| build(page, upright, row.pieces)).collect()
}

/// Joins a large initial, which hangs beside the first lines of its paragraph, with the first of them.
fn put_initials_back(pieces: &mut Vec<Piece>) {
    let Some(usual) = middle(pieces.iter().map(|p| p.size).collect()) else { return };
    let is_initial = |p: &Piece| p.size > 1.7 * usual && p.chars == 1 && p.text.chars().all(char::is_uppercase);
    // A page has few; what has many is no prose.
    for _ in 0..20 {
        let Some(at) = pieces.iter().position(is_initial) else { return };
        let initial = pieces.remove(at);
        let first = pieces.iter_mut().find(|p| {
            let beside = p.u0 > initial.u1 - 0.3 * initial.size && p.u0 < initial.u1 + 0.6 * initial.size;
            beside && p.v > initial.v - 0.2 * usual && p.v < initial.v + initial.size && p.size < 1.5 * usual
        });
        let Some(first) = first else { continue };
        let apart = first.u0 - initial.u1 > 0.45 * first.size
            || first.text.starts_with(char::is_uppercase) && first.text.chars().nth(1).is_some_and(char::is_lowercase);
        first.text = format!("{}{}{}", initial.text.trim(), if apart { " " } else { "" }, first.text);
        first.u0 = initial.u0;
        first.chars += 1;
    }
}

/// Pieces on one baseline.
struct Row {
    pieces: Vec<Piece>,
    /// Index of the piece in the largest font.
    largest: usize,
}

impl Row {
    fn push(&mut self, piece: Piece) {
        if self.pieces.get(self.largest).is_none_or(|l| piece.size > l.size) {
            self.largest = self.pieces.len();
        }
        self.pieces.push(piece);
    }

    /// Whether a piece stands on this line.
    fn takes(&self, piece: &Piece) -> bool {
        let Some(base) = self.pieces.get(self.largest) else { return false };
        let (big, small) = (base.size.max(piece.size), base.size.min(piece.size));
        let off = (base.v - piece.v).abs();
        if small > 0.75 * big {
            return off < 0.3 * small;
        }
        let (low, high) = if base.size < piece.size { (base, piece) } else { (piece, base) };
        let raised = low.v - high.v;
        if low.u0 < high.u0 && is_marker(&low.text) {
            // The raised number before a note.
            return raised > -0.1 * big && raised < 0.95 * big && high.u0 - low.u1 < 1.6 * big;
        }
        // An index at the end of its word, which is not far back.
        let near = self.pieces.iter().rev().take(64);
        let nearest = near.map(|p| if piece.u0 > p.u0 { piece.u0 - p.u1 } else { p.u0 - piece.u1 });
        let nearest = nearest.fold(f32::MAX, |m, gap| if gap.abs() < m.abs() { gap } else { m });
        off < 0.5 * big && nearest > -0.4 * big && nearest < 0.6 * big && big < 3.0 * small
    }
}

/// Whether a text is what notes are marked with.
fn is_marker(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 3 && text.chars().all(|c| c.is_numeric() || matches!(c, '*' | '†' | '‡'))
}

fn build(page: u32, upright: bool, mut row: Vec<Piece>) -> Option<Line> {
    row.sort_by(|a, b| a.u0.total_cmp(&b.u0));
    let heaviest = row.iter().max_by(|a, b| (a.chars as f32 * a.size).total_cmp(&(b.chars as f32 * b.size)))?;
    let (size, v) = (heaviest.size, heaviest.v);
    let belongs = heaviest.belongs;
    let mut text = String::new();
    let mut cells = Vec::new();
    let mut end = f32::MIN;
    for piece in &row {
        let own = piece.text.trim();
        let marker;
        let raised = piece.size < 0.8 * size && piece.v > v + 0.1 * size && is_marker(own);
        let own = if raised {
            marker = own.chars().map(superscript).collect::<String>();
            &marker
        } else {
            own
        };
        let em = piece.size.max(size);
        let gap = (piece.u0 - end) / em;
        if !text.is_empty() {
            let wide_script = text.chars().next_back().is_some_and(is_wide) && own.chars().next().is_some_and(is_wide);
            let least = if wide_script { 0.8 } else { piece.gap };
            // Pieces that lie on top of each other are words apart too.
            if gap > least || gap < -0.6 && !bidi::is_right_to_left(own.chars().next().unwrap_or(' ')) {
                text.push(' ');
            }
        }
        if gap > CELL_GAP || text.is_empty() {
            cells.push((text.len(), piece.u0));
        }
        text.push_str(own);
        end = end.max(piece.u1);
    }
    let turned = bidi::logical(&text);
    if turned != text {
        cells.clear();
    }
    let chars: u32 = row.iter().map(|p| p.chars).sum();
    let most = |count: u32| count * 10 >= chars * 9;
    let u0 = row.iter().fold(f32::MAX, |m, p| m.min(p.u0));
    Some(Line {
        page,
        upright,
        u0,
        u1: end,
        v,
        size,
        text: turned,
        cells: if cells.len() > 1 { cells } else { Vec::new() },
        bold: most(row.iter().map(|p| p.bold).sum()),
        starts_bold: row.first().is_some_and(|p| p.starts_bold),
        italic: most(row.iter().map(|p| p.italic).sum()),
        furniture: row.iter().all(|p| p.belongs.artifact),
        block: belongs.block,
        role: belongs.role,
    })
}
