//! Glyphs that follow each other on one baseline become a piece of text; gaps between them become spaces.

use super::Belongs;
use super::accent;
use super::bidi::is_right_to_left;
use super::turn::Placed;
use crate::read::pdf::glyph::{FontLook, PageGlyphs};

/// Text on one baseline without a wide gap.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The text, in the order it is seen in.
    pub text: String,
    /// Left end.
    pub u0: f32,
    /// Right end.
    pub u1: f32,
    /// Baseline.
    pub v: f32,
    /// Size of the largest font in it.
    pub size: f32,
    /// Characters that are not blank.
    pub chars: u32,
    /// How many of them are bold.
    pub bold: u32,
    /// Whether the first is.
    pub starts_bold: bool,
    /// How many of them are italic.
    pub italic: u32,
    /// The narrowest gap that parts two words here, in ems.
    pub gap: f32,
    /// What its first glyph belongs to.
    pub belongs: Belongs,
}

/// A gap wider than this, in ems, ends a piece: it may be a gutter.
const WIDE: f32 = 0.6;

/// Joins glyphs, in the order they were drawn, into pieces.
pub fn join(page: &PageGlyphs, glyphs: &[Placed], fonts: &[FontLook], tags: &[Belongs]) -> Vec<Piece> {
    let text_of = |g: &Placed| page.glyphs.get(g.index as usize).map_or("", |glyph| page.text_of(glyph));
    let blanks = glyphs.iter().filter(|g| is_blank(text_of(g))).count();
    // Where spaces are spelt out, a gap without one is rarely a space.
    let gap = if blanks * 14 > glyphs.len() { 0.17 } else { 0.11 };
    let tracking = tracking(glyphs, text_of);
    let mut out = Vec::new();
    let mut open: Option<Open> = None;
    for (placed, tracking) in glyphs.iter().zip(tracking) {
        let Some(glyph) = page.glyphs.get(placed.index as usize) else { continue };
        let text = page.text_of(glyph);
        if text.is_empty() {
            // Nothing is known of it, but it takes its room.
            if let Some(open) = &mut open
                && open.continues(placed)
            {
                open.end = open.end.max(placed.u + placed.advance);
            }
            continue;
        }
        if is_blank(text) {
            if let Some(open) = &mut open
                && open.continues(placed)
            {
                open.blank = Some((placed.u, placed.advance));
            }
            continue;
        }
        let look = fonts.get(usize::from(glyph.font));
        let belongs = tags.get(glyph.tag as usize).copied().unwrap_or_default();
        let goes_on =
            open.as_mut().is_some_and(|open| open.piece.belongs.artifact == belongs.artifact && open.add(placed, text, gap, tracking));
        if !goes_on {
            out.extend(open.take().and_then(Open::close));
            open = Some(Open::new(placed, text, gap, belongs));
        }
        if let Some(Open { piece, .. }) = &mut open {
            let chars = text.chars().count() as u32;
            piece.starts_bold |= piece.chars == 0 && look.is_some_and(|l| l.bold);
            piece.chars += chars;
            piece.bold += if look.is_some_and(|l| l.bold) { chars } else { 0 };
            piece.italic += if look.is_some_and(|l| l.italic) { chars } else { 0 };
        }
    }
    out.extend(open.take().and_then(Open::close));
    out
}

fn is_blank(text: &str) -> bool {
    // Nearly all are plain letters, told by one byte.
    let plain = text.as_bytes().first().is_some_and(|b| (b'!'..=b'~').contains(b));
    !plain && !text.is_empty() && text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}'))
}

/// A piece that glyphs are still added to.
struct Open {
    piece: Piece,
    /// Where the last glyph ends.
    end: f32,
    /// Where the last glyph begins.
    start: f32,
    /// A blank since the last glyph: where it begins and how wide it is.
    blank: Option<(f32, f32)>,
    /// Whether all so far is smaller than what follows may be, and raised: a mark before a note.
    last_size: f32,
}

impl Open {
    fn new(placed: &Placed, text: &str, gap: f32, belongs: Belongs) -> Self {
        let mut own = String::new();
        push_visual(&mut own, text);
        let piece = Piece {
            text: own,
            u0: placed.u,
            u1: placed.u + placed.advance,
            v: placed.v,
            size: placed.size,
            chars: 0,
            bold: 0,
            starts_bold: false,
            italic: 0,
            gap,
            belongs,
        };
        Open { piece, end: placed.u + placed.advance, start: placed.u, blank: None, last_size: placed.size }
    }

    /// Whether a glyph is on this piece's baseline, or raised or lowered a little as indices are.
    fn continues(&self, placed: &Placed) -> bool {
        let (big, small) = (self.piece.size.max(placed.size), self.piece.size.min(placed.size));
        let off = (placed.v - self.piece.v).abs();
        if small > 0.85 * big { off < 0.12 * big } else { small > 0.4 * big && off < 0.6 * big }
    }

    /// Adds a glyph if it belongs here.
    fn add(&mut self, placed: &Placed, text: &str, gap: f32, tracking: f32) -> bool {
        if let Some(composed) = self.accented(placed, text) {
            return composed;
        }
        if !self.continues(placed) {
            return false;
        }
        let em = self.piece.size.max(placed.size);
        let space = (placed.u - self.end) / em;
        if !(-0.5..=WIDE).contains(&space) || placed.u < self.start - 0.05 * em {
            return false;
        }
        let piece = &mut self.piece;
        let blank = self.blank.take().is_some_and(|(at, wide)| {
            // A blank that the next glyph was set back onto does not show.
            space > 0.02 || wide <= 0.0 || placed.u > at + 0.4 * wide
        });
        let wide_script = piece.text.chars().next_back().is_some_and(is_wide) && text.chars().next().is_some_and(is_wide);
        let least = if wide_script { 0.5 } else { gap };
        if blank && !wide_script || space - tracking > least {
            piece.text.push(' ');
        }
        if placed.size < 0.85 * piece.size {
            let raised = placed.v - piece.v > 0.15 * piece.size;
            piece.text.extend(text.chars().map(|c| if raised { superscript(c) } else { c }));
        } else {
            if piece.size < 0.85 * placed.size {
                // What came before was the small part: a mark before its note.
                if piece.v - placed.v > 0.15 * placed.size {
                    piece.text = piece.text.chars().map(superscript).collect();
                }
                (piece.v, piece.size) = (placed.v, placed.size);
            }
            push_visual(&mut piece.text, text);
        }
        self.start = placed.u;
        self.end = self.end.max(placed.u + placed.advance);
        piece.u1 = piece.u1.max(self.end);
        self.last_size = placed.size;
        true
    }

    /// Joins an accent with the letter it is drawn over, whichever comes first.
    fn accented(&mut self, placed: &Placed, text: &str) -> Option<bool> {
        // Two plain letters, as nearly always.
        let plain = |text: &str| text.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric);
        if plain(text) && plain(&self.piece.text) {
            return None;
        }
        let mut chars = text.chars();
        let (new, None) = (chars.next()?, chars.next()) else { return None };
        let last = self.piece.text.chars().next_back()?;
        if (placed.v - self.piece.v).abs() > self.piece.size || self.blank.is_some() {
            return None;
        }
        let (start, end) = (self.start, self.end);
        let middle = placed.u + placed.advance / 2.0;
        let over_last = middle > start && middle < end;
        let last_middle = (start + end) / 2.0;
        let over_new = last_middle > placed.u && last_middle < placed.u + placed.advance;
        let zero_width = placed.advance.abs() < 0.01 * placed.size && (placed.u - end).abs() < 0.6 * placed.size;
        if let Some(mark) = accent::mark_of(new)
            && last.is_alphabetic()
            && (over_last || zero_width && !accent::is_certain(last))
        {
            match accent::compose(last, mark) {
                Some(letter) => {
                    self.piece.text.pop();
                    self.piece.text.push(letter);
                }
                None => self.piece.text.push(mark),
            }
            return Some(true);
        }
        if let Some(mark) = accent::mark_of(last)
            && new.is_alphabetic()
            && over_new
        {
            self.piece.text.pop();
            match accent::compose(new, mark) {
                Some(letter) => self.piece.text.push(letter),
                None => self.piece.text.extend([new, mark]),
            }
            (self.start, self.end) = (placed.u, self.end.max(placed.u + placed.advance));
            self.piece.u1 = self.piece.u1.max(self.end);
            if self.piece.text.chars().count() == 1 {
                (self.piece.v, self.piece.size) = (placed.v, placed.size);
            }
            return Some(true);
        }
        None
    }

    fn close(self) -> Option<Piece> {
        (!self.piece.text.trim().is_empty()).then_some(self.piece)
    }
}

/// Adds the text of one glyph in the order it is seen in: a right-to-left ligature spells its letters from right to left.
fn push_visual(out: &mut String, text: &str) {
    if text.len() > 1 && text.chars().nth(1).is_some() && text.chars().all(is_right_to_left) {
        out.extend(text.chars().rev());
    } else {
        out.push_str(text);
    }
}

/// Whether `c` belongs to a script written without spaces between words.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{3130}'..='\u{318f}' | '\u{31c0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
        && !('\u{3130}'..='\u{318f}').contains(&c)
}

/// A raised digit as its own character, so that a note's number does not grow onto the word before it.
pub fn superscript(c: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10).map_or(c, |d| DIGITS[d as usize])
}

/// For each glyph, by how many ems the letters of its run are spread: headings are sometimes set so.
fn tracking<'a>(glyphs: &[Placed], text_of: impl Fn(&Placed) -> &'a str) -> Vec<f32> {
    let mut out = vec![0.0; glyphs.len()];
    let mut start = 0;
    let mut gaps: Vec<f32> = Vec::new();
    for at in 1..=glyphs.len() {
        let gap = glyphs.get(at).and_then(|now| {
            let before = &glyphs[at - 1];
            let gap = (now.u - before.u - before.advance) / now.size;
            let same = (now.v - before.v).abs() < 0.05 * now.size && (now.size - before.size).abs() < 0.02 * now.size;
            (same && (-0.1..1.0).contains(&gap)).then(|| (gap, is_blank(text_of(now)) || is_blank(text_of(before))))
        });
        match gap {
            Some((_, true)) => {}
            Some((gap, false)) => gaps.push(gap),
            None => {
                if gaps.len() >= 5 {
                    let middle = gaps.len() / 2;
                    gaps.sort_by(f32::total_cmp);
                    // Most gaps must be wide, and alike.
                    let (low, median) = (gaps[gaps.len() / 8], gaps[middle]);
                    if median > 0.06 && low > 0.5 * median && median < 0.4 {
                        out[start..at].fill(median);
                    }
                }
                gaps.clear();
                start = at;
            }
        }
    }
    out
}
