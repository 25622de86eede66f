//! Lines of one column become paragraphs, and paragraphs torn by a column or page become one.

use super::{Block, Body, hyphen, mark};
use crate::read::pdf::file::Role;
use crate::read::pdf::layout::{Line, middle};
use crate::text::BlockKind;

/// How the lines of a region are set.
struct Setting {
    /// Left edge of most lines.
    left: f32,
    /// Where full lines end.
    right: f32,
    /// Distance between the baselines of a paragraph.
    leading: f32,
    /// Whether the first line of a paragraph hangs out to the left rather than in.
    hanging: bool,
    em: f32,
}

/// Groups the lines of a region, from top to bottom. Rows of tables, running lines and lines of contents stand alone.
pub fn group(lines: Vec<Line>, body: &Body, page_height: f32) -> Vec<Block> {
    let setting = setting(&lines, body);
    let rows = rows(&lines);
    let mut out: Vec<Block> = Vec::new();
    // Whether the last block may grow.
    let mut open = false;
    for (n, line) in lines.iter().enumerate() {
        let kind = if line.furniture {
            BlockKind::Furniture
        } else if mark::leader(&line.text).is_some() {
            BlockKind::Contents
        } else if rows[n] {
            BlockKind::TableRow
        } else {
            BlockKind::Paragraph
        };
        let alone = matches!(kind, BlockKind::Furniture | BlockKind::TableRow);
        let before = n.checked_sub(1).map(|p| &lines[p]);
        let joins = open
            && !alone
            && before.is_some_and(|before| {
                let paragraph = out.last().map_or(&[][..], |b| &b.lines);
                let next = lines.get(n + 1).map_or(f32::MAX, |next| line.v - next.v);
                goes_on(paragraph, before, line, next, &setting) && !(kind == BlockKind::Contents && mark::ends_in_page(&before.text))
            });
        match out.last_mut() {
            Some(block) if joins => {
                block.lines.push(line.clone());
                // A title in a table of contents may take two lines; the page number comes with the second.
                if kind == BlockKind::Contents {
                    block.kind = kind;
                    open = false;
                }
            }
            _ => {
                out.push(Block { kind, lines: vec![line.clone()] });
                open = !alone && kind != BlockKind::Contents;
            }
        }
    }
    notes(&mut out, body, page_height);
    out
}

fn setting(lines: &[Line], body: &Body) -> Setting {
    let em = middle(lines.iter().map(|l| l.size).collect()).unwrap_or(body.size);
    let usual: Vec<&Line> = lines.iter().filter(|l| (l.size - em).abs() < 0.12 * em && !l.furniture).collect();
    let gaps: Vec<f32> = usual.windows(2).map(|w| w[0].v - w[1].v).filter(|g| (0.7 * em..2.6 * em).contains(g)).collect();
    // The usual gap is the smaller one where lines and paragraphs differ.
    let mut sorted = gaps;
    sorted.sort_by(f32::total_cmp);
    let leading = sorted.get(sorted.len() * 2 / 5).copied().unwrap_or(1.3 * em);
    let mut ends: Vec<f32> = usual.iter().map(|l| l.u1).collect();
    ends.sort_by(f32::total_cmp);
    let right = ends.get((ends.len() * 9 / 10).min(ends.len().saturating_sub(1))).copied().unwrap_or(0.0);
    // The left edge is the leftmost place where a good part of the lines begin.
    let mut starts: Vec<f32> = usual.iter().map(|l| l.u0).collect();
    starts.sort_by(f32::total_cmp);
    let at_edge = |edge: f32| starts.iter().filter(|s| (**s - edge).abs() < 0.35 * em).count();
    let left = starts.iter().copied().find(|s| at_edge(*s) * 8 >= starts.len()).or(starts.first().copied()).unwrap_or(0.0);
    let inside = starts.iter().filter(|s| **s > left + 0.6 * em && **s < left + 4.5 * em).count();
    Setting { left, right, leading, hanging: inside > at_edge(left) && starts.len() >= 4, em }
}

/// Which lines are rows of a table: two or more in a row with cells that begin or end alike.
fn rows(lines: &[Line]) -> Vec<bool> {
    let alike = |a: &Line, b: &Line| {
        let shared = a.cells.iter().skip(1).filter(|x| b.cells.iter().skip(1).any(|y| (x.1 - y.1).abs() < 0.8 * a.size)).count();
        a.cells.len() >= 2 && b.cells.len() >= 2 && (shared > 0 || a.cells.len() == b.cells.len() && (a.u1 - b.u1).abs() < 0.5 * a.size)
    };
    // The lines of a cell that runs over several stay together.
    let shares = |l: &Line, o: Option<&Line>| o.is_some_and(|o| o.block == l.block);
    let near = |a: &Line, b: &Line| (a.v - b.v).abs() < 4.0 * a.size;
    (0..lines.len())
        .map(|n| {
            let line = &lines[n];
            let prose =
                matches!(line.role, Some(Role::Paragraph | Role::ListItem | Role::Heading | Role::Contents | Role::Note | Role::Reference));
            let beside = |other: Option<&Line>| other.is_some_and(|o| near(line, o) && alike(line, o));
            let item = mark::bullet(&line.text).is_some() || line.cells.len() == 2 && mark::is_numbered(&line.text);
            let alone = !shares(line, n.checked_sub(1).and_then(|p| lines.get(p))) && !shares(line, lines.get(n + 1));
            if line.role == Some(Role::Cell) {
                return alone || line.cells.len() > 1;
            }
            !prose && !item && (beside(n.checked_sub(1).and_then(|p| lines.get(p))) || beside(lines.get(n + 1)))
        })
        .collect()
}

/// Whether `line` continues the paragraph that ends in `before`; `next` is the distance to the line after it.
fn goes_on(paragraph: &[Line], before: &Line, line: &Line, next: f32, set: &Setting) -> bool {
    let em = before.size.max(line.size);
    let gap = before.v - line.v;
    if before.upright != line.upright || gap < 0.3 * em || before.furniture {
        return false;
    }
    let broken = hyphen::is_broken(&before.text, &line.text);
    if before.block != 0 && line.block != 0 {
        return before.block == line.block || broken && gap < 1.6 * set.leading;
    }
    let ratio = line.size / before.size;
    if !(0.88..1.13).contains(&ratio) || gap > 2.6 * em {
        return false;
    }
    let width = set.right - set.left;
    let room = set.right - before.u1;
    let ended = mark::ends_sentence(&before.text);
    let inside = line.text.starts_with(char::is_lowercase) && !mark::is_numbered(&line.text) && !ended && room < 0.3 * width;
    // Wide spacing of a whole text is no sign of a new paragraph; a gap wider than those around it is.
    let usual = if (before.size - set.em).abs() < 0.15 * set.em { set.leading } else { 1.25 * em };
    let last = paragraph.len().checked_sub(2).and_then(|n| paragraph.get(n)).map(|l| l.v - before.v);
    let even = match last {
        Some(last) => gap < 1.1 * last,
        None => (gap - next).abs() < 0.08 * gap && room < 0.2 * width,
    };
    if gap > 1.28 * usual && gap > usual + 0.25 * em && !even && !(inside && gap < 2.0 * usual) {
        return false;
    }
    if broken || inside {
        return true;
    }
    let heading_ends = before.bold && paragraph.len() < 4 && paragraph.iter().all(|l| l.bold) && !line.starts_bold;
    if heading_ends || line.bold && !before.bold && paragraph.len() < 4 {
        return false;
    }
    let first = paragraph.first().unwrap_or(before);
    let in_item = mark::bullet(&first.text).is_some() || mark::is_numbered(&first.text);
    let indent = line.u0 - before.u0;
    let dash_inside = mark::is_dash(&line.text) && !ended && !in_item && indent.abs() < 0.5 * em;
    if mark::bullet(&line.text).is_some() && !dash_inside || mark::opens_caption(&line.text) && ended {
        return false;
    }
    if mark::is_numbered(&line.text) && (ended || in_item || room > 0.15 * width) && indent < 0.5 * em {
        return false;
    }
    if in_item {
        // The text of an item hangs to the right of its mark; what returns to the left is no part of it, unless a line is unfinished.
        let unfinished = !ended && room < 0.25 * width;
        let aligned = if paragraph.len() == 1 {
            indent > -0.3 * em && !(indent.abs() < 0.3 * em && ended && room > 0.2 * width)
        } else {
            indent > -0.6 * em
        };
        return aligned || unfinished;
    }
    let centred = ((line.u0 + line.u1) - (before.u0 + before.u1)).abs() < em && indent.abs() > 0.5 * em;
    if set.hanging && !centred {
        if indent < -0.6 * em && line.u0 < set.left + 0.5 * em && (ended || room > 0.1 * width) {
            return false;
        }
    } else if !centred
        && indent > 0.6 * em
        && indent < 5.0 * em
        && (ended || room > 0.1 * width)
        && (before.u0 < set.left + 0.5 * em || paragraph.len() > 1)
    {
        // A first line set in.
        return false;
    } else if !centred && indent < -0.6 * em && paragraph.len() > 1 {
        // Back from a quotation that was set in.
        return false;
    }
    // The next line's first word would have fitted: the line was ended on purpose.
    let word = line.text.split_whitespace().next().map_or(0, |w| w.chars().count()) as f32 * 0.55 * em + 0.4 * em;
    let fitted = room > word + 0.5 * em;
    let capital = line.text.starts_with(|c: char| !c.is_lowercase());
    !(fitted && capital && (ended && room > 0.12 * width || room > 0.4 * width))
}

/// Footnotes: at the foot of a region, smaller than the body, the first with a mark.
fn notes(blocks: &mut [Block], body: &Body, page_height: f32) {
    let small = |b: &Block| b.lines.iter().all(|l| l.size < 0.94 * body.size && l.size > 0.5 * body.size);
    let skip = |b: &Block| b.kind == BlockKind::Furniture;
    let mut start = blocks.len();
    for n in (0..blocks.len()).rev() {
        if skip(&blocks[n]) {
            continue;
        }
        let low = blocks[n].lines.first().is_some_and(|l| l.v < 0.6 * page_height);
        if blocks[n].kind != BlockKind::Paragraph || !small(&blocks[n]) || !low {
            break;
        }
        let letters = blocks[n].lines.iter().flat_map(|l| l.text.chars()).filter(|c| c.is_alphabetic()).count();
        if letters >= 8 && blocks[n].lines.first().is_some_and(|l| mark::opens_note(&l.text)) {
            start = n;
        }
    }
    for block in &mut blocks[start..] {
        if block.kind == BlockKind::Paragraph {
            block.kind = BlockKind::Note;
        }
    }
}

/// Joins paragraphs that a new column, page or figure has torn: the first does not end a sentence, the second begins in the middle
/// of one.
pub fn rejoin(blocks: &mut Vec<Block>) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    // The last block of running text, which may go on behind notes, running heads and the labels of a figure.
    let mut last: Option<usize> = None;
    for block in blocks.drain(..) {
        match last {
            Some(at) if is_torn(&out[at], &block) => out[at].lines.extend(block.lines),
            _ => {
                match block.kind {
                    BlockKind::Heading => last = None,
                    BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Reference if last.is_none_or(|at| closes(&out[at], &block)) => {
                        last = Some(out.len());
                    }
                    _ => {}
                }
                out.push(block);
            }
        }
    }
    *blocks = out;
}

/// Whether a block ends the search for the rest of an unfinished one.
fn closes(unfinished: &Block, block: &Block) -> bool {
    let Some(first) = block.lines.first() else { return false };
    match block.kind {
        BlockKind::Paragraph => {
            let ended = unfinished.lines.last().is_none_or(|l| mark::ends_sentence(&l.text));
            let same_size = unfinished.lines.last().is_some_and(|l| (l.size - first.size).abs() < 0.04 * l.size);
            let long = block.lines.iter().map(|l| l.text.len()).sum::<usize>() > 100;
            ended || same_size && long && !mark::opens_caption(&first.text)
        }
        _ => true,
    }
}

fn is_torn(before: &Block, block: &Block) -> bool {
    let (Some(end), Some(start)) = (before.lines.last(), block.lines.first()) else { return false };
    let follows = start.page == end.page || start.page == end.page + 1;
    let same_size = (start.size - end.size).abs() < 0.05 * end.size;
    let kinds = matches!(
        (before.kind, block.kind),
        (BlockKind::Paragraph | BlockKind::ListItem, BlockKind::Paragraph) | (BlockKind::Reference, BlockKind::Reference)
    );
    let long = |b: &Block| b.lines.len() > 1 || b.lines.iter().any(|l| l.u1 - l.u0 > 12.0 * l.size);
    if !kinds || !follows || !same_size || !long(before) || end.upright != start.upright {
        return false;
    }
    // Right below in the same column they were parted for a reason.
    let below = start.page == end.page && start.v < end.v && end.v - start.v < 4.0 * end.size && start.u0 < end.u1 && end.u0 < start.u1;
    let begins_inside = start.text.starts_with(char::is_lowercase) && !mark::is_numbered(&start.text);
    hyphen::is_broken(&end.text, &start.text) || begins_inside && !below && !mark::ends_sentence(&end.text)
}
