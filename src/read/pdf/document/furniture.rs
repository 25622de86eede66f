//! Running heads and feet, and page numbers: found because they repeat in the same place.

use super::PageLines;
use super::mark;
use std::collections::BTreeMap;

/// How many lines from either edge of a page are looked at.
const OUTER: usize = 4;

/// A line near an edge of its page.
struct Outer {
    page: usize,
    region: usize,
    line: usize,
    /// Distance from that edge.
    from_edge: f32,
    top: bool,
    size: f32,
    key: String,
    /// The first number in it.
    number: Option<i64>,
    /// Lines of its page that lie nearer to the edge.
    rank: usize,
}

/// Marks the lines that belong to every page rather than to the text.
///
/// A line is one if its text, numbers aside, stands at the same height on three pages; on two, if there are few pages or its
/// number counts them; or if it stands exactly where most pages have such a line.
pub fn mark(pages: &mut [PageLines]) {
    let outer = outer_lines(pages);
    let mut by_key: BTreeMap<(bool, &str), Vec<&Outer>> = BTreeMap::new();
    for line in &outer {
        by_key.entry((line.top, &line.key)).or_default().push(line);
    }
    let mut found: Vec<&Outer> = Vec::new();
    for ((_, key), lines) in &by_key {
        for line in lines {
            let mates: Vec<&&Outer> = lines.iter().filter(|o| (o.from_edge - line.from_edge).abs() < 7.0 && o.page != line.page).collect();
            let counts = mates.iter().any(|o| {
                let step = o.page as i64 - line.page as i64;
                o.number.zip(line.number).is_some_and(|(a, b)| a - b == step)
            });
            // Where pages are few, a line must be among the very outermost.
            let short = pages.len() <= 3 && line.rank < 2 && key.len() > 2;
            let enough = mates.len() >= 2 || mates.len() == 1 && (counts && line.rank < 2 || short);
            if enough || line.rank < 2 && mark::is_page_number(key) && pages.len() < 4 {
                found.push(line);
            }
        }
    }
    // A page number without mates, such as that of a chapter's first page, continues the count of the others.
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for line in &found {
        *counts.entry(line.number.map_or(i64::MIN, |n| n - line.page as i64)).or_default() += 1;
    }
    let ahead = counts.into_iter().filter(|(step, count)| *step != i64::MIN && *count >= 3).max_by_key(|(_, count)| *count).map(|(step, _)| step);
    let continues = |o: &&Outer| o.rank < 2 && mark::is_page_number(&o.key) && o.number.map(|n| n - o.page as i64) == ahead && ahead.is_some();
    let slots = slots(&found, pages.len());
    let in_slot = |o: &&Outer| {
        o.rank < 2 && o.key.len() < 90 && slots.iter().any(|s| s.0 == o.top && (s.1 - o.from_edge).abs() < 1.5 && (s.2 - o.size).abs() < 0.6)
    };
    let places: Vec<(usize, usize, usize)> =
        found.iter().copied().chain(outer.iter().filter(|o| in_slot(o) || continues(o))).map(|o| (o.page, o.region, o.line)).collect();
    for (page, region, line) in places {
        if let Some(line) = pages.get_mut(page).and_then(|p| p.regions.get_mut(region)).and_then(|r| r.lines.get_mut(line)) {
            line.furniture = true;
        }
    }
}

/// Heights and sizes at which at least two in five pages have a running line.
fn slots(found: &[&Outer], pages: usize) -> Vec<(bool, f32, f32)> {
    let mut out: Vec<(bool, f32, f32, usize)> = Vec::new();
    for line in found {
        match out.iter_mut().find(|s| s.0 == line.top && (s.1 - line.from_edge).abs() < 1.5 && (s.2 - line.size).abs() < 0.6) {
            Some(slot) => slot.3 += 1,
            None => out.push((line.top, line.from_edge, line.size, 1)),
        }
    }
    out.retain(|s| s.3 >= 4 && s.3 * 5 >= pages * 2);
    out.into_iter().map(|(top, edge, size, _)| (top, edge, size)).collect()
}

fn outer_lines(pages: &[PageLines]) -> Vec<Outer> {
    let mut out = Vec::new();
    for (page, lines) in pages.iter().enumerate() {
        let mut all: Vec<(usize, usize, f32)> = Vec::new();
        for (r, region) in lines.regions.iter().enumerate() {
            all.extend(region.lines.iter().enumerate().filter(|(_, l)| l.upright).map(|(n, l)| (r, n, l.v)));
        }
        for top in [true, false] {
            all.sort_by(|a, b| if top { b.2.total_cmp(&a.2) } else { a.2.total_cmp(&b.2) });
            let (mut rank, mut last) = (0, None::<f32>);
            for &(region, line, v) in &all {
                if last.is_some_and(|l| (l - v).abs() > 2.0) {
                    rank += 1;
                }
                last = Some(v);
                if rank >= OUTER {
                    break;
                }
                let from_edge = if top { lines.height - v } else { v };
                // Running lines keep to the outer fifth.
                if lines.height > 0.0 && from_edge > 0.2 * lines.height {
                    break;
                }
                let Some(text) = lines.regions.get(region).and_then(|r| r.lines.get(line)) else { continue };
                let (key, number) = mark::without_numbers(&text.text);
                out.push(Outer { page, region, line, from_edge, top, size: text.size, key, number, rank });
            }
        }
    }
    out
}
