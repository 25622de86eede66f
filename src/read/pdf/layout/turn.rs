//! Text may run in any direction; each direction is laid out by itself, turned so that it runs to the right.

use super::piece::is_wide;
use crate::read::pdf::glyph::PageGlyphs;

/// A glyph on the turned page: `u` along the line, `v` upwards.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// Index into [`PageGlyphs::glyphs`].
    pub index: u32,
    /// Where it begins along the line.
    pub u: f32,
    /// Its baseline.
    pub v: f32,
    /// Its advance along the line.
    pub advance: f32,
    /// Height of its em.
    pub size: f32,
}

/// All glyphs that run in one direction.
pub struct Turned {
    /// The glyphs, in the order they were drawn.
    pub glyphs: Vec<Placed>,
    /// Whether most of the page runs this way.
    pub main: bool,
}

/// The glyphs of a page by direction, the most common first. Vertical writing and text turned clockwise come out alike: both
/// run downwards, with the next line to the left.
pub fn by_direction(page: &PageGlyphs) -> Vec<Turned> {
    let mut groups: Vec<((i8, i8), Vec<Placed>)> = Vec::new();
    let mut add = |key: (i8, i8), placed: Placed| match groups.iter_mut().find(|(k, _)| *k == key) {
        Some((_, glyphs)) => glyphs.push(placed),
        None => groups.push((key, vec![placed])),
    };
    let stacked = stacked(page);
    for (index, glyph) in page.glyphs.iter().enumerate() {
        let (dx, dy) = glyph.dir;
        let key = direction(dx, dy);
        if stacked.get(index) == Some(&true) {
            // Its top is where a vertical pen would be, half an em to the right.
            let (u, v) = (-glyph.y - 0.88 * glyph.size, glyph.x + 0.5 * glyph.advance);
            add((0, -16), Placed { index: index as u32, u, v, advance: glyph.size, size: glyph.size });
            continue;
        }
        // Straight directions are made exact, so that slight slopes do not tear lines.
        let (dx, dy) = match key {
            (16, 0) => (1.0, 0.0),
            (-16, 0) => (-1.0, 0.0),
            (0, 16) => (0.0, 1.0),
            (0, -16) => (0.0, -1.0),
            _ => (f32::from(key.0) / 16.0, f32::from(key.1) / 16.0),
        };
        let (u, v) = (glyph.x * dx + glyph.y * dy, glyph.y * dx - glyph.x * dy);
        add(key, Placed { index: index as u32, u, v, advance: glyph.advance, size: glyph.size });
    }
    // The most glyphs first; of equals, those that run to the right, then those drawn first.
    groups.sort_by_key(|(key, glyphs)| (std::cmp::Reverse(glyphs.len()), *key != (16, 0)));
    groups.into_iter().enumerate().map(|(n, (_, glyphs))| Turned { glyphs, main: n == 0 }).collect()
}

/// Which glyphs of a horizontal font are set one below the other, as some makers of vertical text do; empty if none are.
fn stacked(page: &PageGlyphs) -> Vec<bool> {
    let wide: Vec<bool> = page.glyphs.iter().map(|g| g.dir.0 > 0.99 && page.text_of(g).chars().next().is_some_and(is_wide)).collect();
    if !wide.contains(&true) {
        return Vec::new();
    }
    let below = |a: usize, b: usize| {
        let (Some(a), Some(b)) = (page.glyphs.get(a), page.glyphs.get(b)) else { return false };
        let (dx, dy) = ((b.x - a.x).abs(), a.y - b.y);
        dx < 0.6 * a.size && dy > 0.4 * a.size && dy < 2.2 * a.size
    };
    let pairs = |n: usize| wide[n] && wide.get(n + 1) == Some(&true);
    let (down, all) = (0..wide.len()).filter(|n| pairs(*n)).fold((0, 0), |(down, all), n| (down + usize::from(below(n, n + 1)), all + 1));
    if down * 2 <= all {
        return Vec::new();
    }
    (0..wide.len()).map(|n| wide[n] && (below(n, n + 1) || n > 0 && below(n - 1, n))).collect()
}

fn direction(dx: f32, dy: f32) -> (i8, i8) {
    if dx.abs() > 0.99 {
        (if dx > 0.0 { 16 } else { -16 }, 0)
    } else if dy.abs() > 0.99 {
        (0, if dy > 0.0 { 16 } else { -16 })
    } else {
        ((dx * 16.0).round() as i8, (dy * 16.0).round() as i8)
    }
}
