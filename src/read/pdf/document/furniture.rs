//! Running heads and feet, and page numbers: found because they repeat in the same place.

use super::PageLines;
use super::mark;
use std::collections::BTreeMap;

/// How many lines from either edge of a page are looked at.
const OUTER: usize = 4;

/// How many lines of the same wording before and behind a line are compared with it.
const AROUND: usize = 60;

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
    /// The numbers in it.
    numbers: Vec<i64>,
    /// Lines of its page that lie nearer to the edge.
    rank: usize,
}

/// Marks the lines that belong to every page rather than to the text; `body` is the font size of most of it.
///
/// A line is one if its text stands at the same height on three pages, its numbers the same or counting the pages; on two, if there
/// are few pages or its numbers count; or if it stands exactly where most pages have such a line.
pub fn mark(pages: &mut [PageLines], body: f32) {
    let outer = outer_lines(pages);
    let mut by_key: BTreeMap<(bool, &str), Vec<&Outer>> = BTreeMap::new();
    for line in &outer {
        by_key.entry((line.top, &line.key)).or_default().push(line);
    }
    let mut found: Vec<&Outer> = Vec::new();
    for ((_, key), lines) in &by_key {
        let number = mark::is_page_number(key);
        if !number && key.chars().filter(|c| c.is_alphabetic()).count() < 3 {
            continue;
        }
        for (n, line) in lines.iter().enumerate() {
            // Lines come page by page; mates are looked for on the pages around.
            let around = &lines[n.saturating_sub(AROUND)..lines.len().min(n + AROUND)];
            let mates: Vec<&&Outer> = around.iter().filter(|o| o.page != line.page && is_mate(line, o)).collect();
            let counts = mates.iter().any(|o| o.numbers != line.numbers);
            // Where pages are few, a line must be among the very outermost.
            let short = pages.len() <= 3 && line.rank < 2 && key.len() > 2;
            let enough = mates.len() >= 2 || mates.len() == 1 && (counts && line.rank < 2 || short);
            // Running lines are not larger than the text, unless they are on most pages.
            let modest = line.size < 1.12 * body || mates.len() * 2 > pages.len().min(2 * AROUND);
            if enough && modest || line.rank < 2 && number && pages.len() < 4 && line.numbers.first() == Some(&(line.page as i64 + 1)) {
                found.push(line);
            }
        }
    }
    // A page number without mates, such as that of a chapter's first page, continues the count of the others.
    let lead = |o: &Outer| o.numbers.first().map(|n| n - o.page as i64);
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for step in found.iter().filter_map(|o| lead(o)) {
        *counts.entry(step).or_default() += 1;
    }
    let ahead = counts.into_iter().filter(|(_, count)| *count >= 3).max_by_key(|(_, count)| *count).map(|(step, _)| step);
    let continues = |o: &Outer| o.rank < 2 && mark::is_page_number(&o.key) && ahead.is_some() && lead(o) == ahead;
    let slots = slots(&found, pages.len());
    let in_slot = |o: &Outer| {
        o.rank < 2
            && o.key.len() < 90
            && slots.iter().any(|s| s.0 == o.top && (s.1 - o.from_edge).abs() < 1.5 && (s.2 - o.size).abs() < 0.6)
    };
    let more = outer.iter().filter(|o| in_slot(o) || continues(o));
    let places: Vec<(usize, usize, usize)> = found.iter().copied().chain(more).map(|o| (o.page, o.region, o.line)).collect();
    for (page, region, line) in places {
        if let Some(line) = pages.get_mut(page).and_then(|p| p.regions.get_mut(region)).and_then(|r| r.lines.get_mut(line)) {
            line.furniture = true;
        }
    }
}

/// Whether two lines of the same wording stand at the same height, every number the same or counting the pages.
fn is_mate(a: &Outer, b: &Outer) -> bool {
    let step = b.page as i64 - a.page as i64;
    let level = (a.from_edge - b.from_edge).abs() < 7.0;
    level && a.numbers.len() == b.numbers.len() && a.numbers.iter().zip(&b.numbers).all(|(a, b)| a == b || b - a == step)
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
                let (key, numbers) = mark::without_numbers(&text.text);
                out.push(Outer { page, region, line, from_edge, top, size: text.size, key, numbers, rank });
            }
        }
    }
    out
}
