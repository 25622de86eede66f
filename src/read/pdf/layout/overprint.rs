//! Glyphs drawn more than once in nearly the same place, to look bold or to cast a shadow, count once.

use super::turn::Placed;
use crate::read::pdf::glyph::PageGlyphs;
use rustc_hash::FxHashMap;

/// The glyphs without those that repeat an earlier one almost in place. Cost: one or two look-ups for each glyph.
pub fn drop_doubles(page: &PageGlyphs, glyphs: Vec<Placed>) -> Vec<Placed> {
    let mut last: FxHashMap<(&str, i32, i32), (f32, f32)> = FxHashMap::default();
    last.reserve(glyphs.len());
    let mut doubled = 0;
    let keep: Vec<bool> = glyphs
        .iter()
        .map(|g| {
            let Some(text) = page.glyphs.get(g.index as usize).map(|glyph| page.text_of(glyph)) else { return false };
            if text.trim().is_empty() {
                return true;
            }
            let near = (0.2 * g.size).min(0.6 * g.advance.abs());
            let cell = |u: f32, v: f32| ((u / g.size).floor() as i32, (v / g.size).floor() as i32);
            let home = cell(g.u, g.v);
            // The double may lie across the border of a cell.
            let cells = [
                home,
                cell(g.u - near, g.v - near),
                cell(g.u + near, g.v + near),
                cell(g.u - near, g.v + near),
                cell(g.u + near, g.v - near),
            ];
            let double = cells.iter().enumerate().any(|(n, c)| {
                (n == 0 || *c != home) && last.get(&(text, c.0, c.1)).is_some_and(|(u, v)| (u - g.u).abs() < near && (v - g.v).abs() < near)
            });
            if double {
                doubled += 1;
            } else {
                last.insert((text, home.0, home.1), (g.u, g.v));
            }
            !double
        })
        .collect();
    if doubled == 0 {
        return glyphs;
    }
    glyphs.into_iter().zip(keep).filter_map(|(g, keep)| keep.then_some(g)).collect()
}
