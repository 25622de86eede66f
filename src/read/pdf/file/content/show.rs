//! Shows strings: from character codes to placed glyphs.

use super::{OFF_PAGE, PAGE_GLYPHS, Reader};
use crate::read::pdf::file::affine::Affine;
use crate::read::pdf::file::unicode::Text;
use crate::read::pdf::glyph::Glyph;

impl Reader<'_> {
    /// Places the glyphs of a string and moves the pen behind them.
    pub(super) fn show(&mut self, bytes: &[u8]) {
        let state = self.state;
        let Some(font) = state.font.and_then(|f| self.fonts.get(f)) else { return };
        let hidden = self.marks.last().is_some_and(|m| m.hidden);
        let mut actual = self.marks.iter_mut().rev().find_map(|m| m.actual.as_mut());
        let mut at = 0;
        while at < bytes.len() {
            let (code, len) = font.next_code(bytes, at);
            at += len.max(1);
            let (look, em, horizontal) = (font.look, font.em, font.horizontal);
            let what = font.code(code);
            let word_space = if len == 1 && code == 32 { state.word_space } else { 0.0 };
            let advance = f64::from(what.advance) * state.size;
            let (x, y) = if horizontal {
                ((advance + state.letter_space + word_space) * state.scale, 0.0)
            } else {
                (0.0, advance + state.letter_space + word_space)
            };
            if !hidden && self.page.glyphs.len() < PAGE_GLYPHS {
                let place = self.matrix.then(state.ctm);
                let origin = if horizontal {
                    place.point(0.0, state.rise)
                } else {
                    // The pen runs down the middle of a vertical line.
                    place.point(0.0, 0.0)
                };
                // Space between letters belongs to the letter, within reason.
                let space = if state.letter_space.abs() <= state.size.abs() * 0.3 { state.letter_space } else { 0.0 };
                let own = if horizontal { ((advance + space) * state.scale, 0.0) } else { (0.0, advance + space) };
                let along = place.vector(own.0, own.1);
                let unit = if horizontal { place.vector(state.size * state.scale, 0.0) } else { place.vector(0.0, -state.size.abs()) };
                let up = if horizontal { place.vector(0.0, state.size) } else { place.vector(state.size, 0.0) };
                let start = self.page.text.len();
                let glyph = glyph(origin, along, unit, up, em).filter(|g| self.page.beyond(g) <= 1.0 + self.margin);
                // Printers' marks lie on the sheet but beyond the page.
                let tag = if glyph.as_ref().is_some_and(|g| self.page.beyond(g) > 1.0) { OFF_PAGE } else { self.tag };
                match (actual.as_mut(), &what.text) {
                    (Some(text), _) => self.page.text.push_str(&std::mem::take(*text)),
                    (None, Some(Text::One(c))) => self.page.text.push(*c),
                    (None, Some(Text::Many(text))) => self.page.text.push_str(text),
                    (None, None) if glyph.is_some() => self.page.unknown += 1,
                    (None, None) => {}
                }
                if let Some(glyph) = glyph {
                    let len = (self.page.text.len() - start).min(usize::from(u16::MAX)) as u16;
                    self.page.glyphs.push(Glyph { start: start as u32, len, font: look, tag, ..glyph });
                }
            }
            self.matrix = Affine::shift(x, y).then(self.matrix);
        }
        self.spend(bytes.len() as u64);
    }
}

/// A glyph from its vectors on the page: where it starts, its advance, an em along the line and an em upwards.
fn glyph(origin: (f64, f64), along: (f64, f64), unit: (f64, f64), up: (f64, f64), em: f32) -> Option<Glyph> {
    let length = |v: (f64, f64)| (v.0 * v.0 + v.1 * v.1).sqrt();
    let (unit_length, height) = (length(unit), length(up));
    let (dx, dy) = if unit_length > 1e-9 { (unit.0 / unit_length, unit.1 / unit_length) } else { (1.0, 0.0) };
    let advance = along.0 * dx + along.1 * dy;
    let all = [origin.0, origin.1, advance, height];
    let sane = all.iter().all(|v| v.is_finite() && v.abs() < 1e6);
    (sane && height > 1e-3).then_some(Glyph {
        start: 0,
        len: 0,
        x: origin.0 as f32,
        y: origin.1 as f32,
        dir: (dx as f32, dy as f32),
        advance: advance as f32,
        size: height as f32 * em,
        font: 0,
        tag: 0,
    })
}
