//! Glyphs drawn more than once in nearly the same place, to look bold or to cast a shadow, count once.

use super::turn::Placed;
use crate::read::pdf::glyph::PageGlyphs;
use rustc_hash::FxHashMap;

/// The glyphs without those that repeat an earlier one almost in place. Cost: one or two look-ups for each glyph.
pub fn drop_doubles(page: &PageGlyphs, glyphs: Vec<Placed>) -> Vec<Placed> {
    // Keyed by the cell and the beginning of the text, which are quick to hash; of texts that begin alike the last counts.
    let mut last: FxHashMap<(u32, i32, i32), (&str, f32, f32)> = FxHashMap::default();
    last.reserve(glyphs.len());
    let mut doubled = 0;
    let keep: Vec<bool> = glyphs
        .iter()
        .map(|g| {
            let Some(text) = page.glyphs.get(g.index as usize).map(|glyph| page.text_of(glyph)) else { return false };
            if text.trim().is_empty() {
                return true;
            }
            let begin = text.bytes().take(4).fold(0, |sum, byte| sum << 8 | u32::from(byte));
            let near = (0.2 * g.size).min(0.6 * g.advance.abs());
            let (u, v, reach) = (g.u / g.size, g.v / g.size, near / g.size);
            let cell = |at: f32| at.floor() as i32;
            let home = (cell(u), cell(v));
            // The double may lie across the border of a cell.
            let (us, vs) = ([cell(u - reach), cell(u + reach)], [cell(v - reach), cell(v + reach)]);
            let same = |(t, u, v): &(&str, f32, f32)| *t == text && (u - g.u).abs() < near && (v - g.v).abs() < near;
            let here = |u: i32, v: i32| last.get(&(begin, u, v)).is_some_and(same);
            let row = |v: i32| here(us[0], v) || us[1] != us[0] && here(us[1], v);
            let double = row(vs[0]) || vs[1] != vs[0] && row(vs[1]);
            if double {
                doubled += 1;
            } else {
                last.insert((begin, home.0, home.1), (text, g.u, g.v));
            }
            !double
        })
        .collect();
    if doubled == 0 {
        return glyphs;
    }
    glyphs.into_iter().zip(keep).filter_map(|(g, keep)| keep.then_some(g)).collect()
}
