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
        let joins = open && !alone && before.is_some_and(|before| {
            let paragraph = out.last().map_or(&[][..], |b| &b.lines);
            goes_on(paragraph, before, line, &setting)
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
    let cell = |l: &Line| l.role == Some(Role::Cell);
    let near = |a: &Line, b: &Line| (a.v - b.v).abs() < 4.0 * a.size;
    (0..lines.len())
        .map(|n| {
            let line = &lines[n];
            let prose = matches!(line.role, Some(Role::Paragraph | Role::ListItem | Role::Heading | Role::Contents | Role::Note | Role::Reference));
            let beside = |other: Option<&Line>| other.is_some_and(|o| near(line, o) && alike(line, o));
            let item = mark::bullet(&line.text).is_some() || line.cells.len() == 2 && mark::is_numbered(&line.text);
            cell(line) || !prose && !item && (beside(n.checked_sub(1).and_then(|p| lines.get(p))) || beside(lines.get(n + 1)))
        })
        .collect()
}

/// Whether `line` continues the paragraph that ends in `before`.
fn goes_on(paragraph: &[Line], before: &Line, line: &Line, set: &Setting) -> bool {
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
    let usual = if (before.size - set.em).abs() < 0.15 * set.em { set.leading } else { 1.25 * em };
    // Wide spacing of a whole text is no sign of a new paragraph; a gap wider than the usual one is.
    if gap > 1.28 * usual && gap > usual + 0.25 * em {
        return false;
    }
    if broken {
        return true;
    }
    if before.bold != line.bold && (before.bold && paragraph.iter().all(|l| l.bold) || line.bold) && paragraph.len() < 4 {
        return false;
    }
    if mark::bullet(&line.text).is_some() || mark::opens_caption(&line.text) && mark::ends_sentence(&before.text) {
        return false;
    }
    let width = set.right - set.left;
    let room = set.right - before.u1;
    let ended = mark::ends_sentence(&before.text);
    let first = paragraph.first().unwrap_or(before);
    let in_item = mark::bullet(&first.text).is_some() || mark::is_numbered(&first.text);
    if mark::is_numbered(&line.text) && (ended || in_item || room > 0.15 * width) && line.u0 < before.u0 + 0.5 * em {
        return false;
    }
    let indent = line.u0 - before.u0;
    if in_item {
        // The text of an item hangs to the right of its mark; what returns to the left is no part of it.
        return if paragraph.len() == 1 { indent > -0.3 * em && !(indent.abs() < 0.3 * em && ended && room > 0.2 * width) } else { indent > -0.6 * em };
    }
    let centred = ((line.u0 + line.u1) - (before.u0 + before.u1)).abs() < em && indent.abs() > 0.5 * em;
    if set.hanging && !centred {
        if indent < -0.6 * em && line.u0 < set.left + 0.5 * em {
            return false;
        }
    } else if !centred && indent > 0.6 * em && indent < 5.0 * em && (before.u0 < set.left + 0.5 * em || paragraph.len() > 1) {
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
        if blocks[n].lines.first().is_some_and(|l| mark::opens_note(&l.text)) {
            start = n;
        }
    }
    for block in &mut blocks[start..] {
        if block.kind == BlockKind::Paragraph {
            block.kind = BlockKind::Note;
        }
    }
}

/// Joins paragraphs that a new column or page has torn: the first does not end a sentence, the second begins in the middle of one.
pub fn rejoin(blocks: &mut Vec<Block>) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    // The last block of running text; others, such as notes and running heads, may lie between.
    let mut last: Option<usize> = None;
    for block in blocks.drain(..) {
        let torn = last.and_then(|at| out.get(at)).is_some_and(|before| is_torn(before, &block));
        match (block.kind, last) {
            (BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Reference, Some(at)) if torn => out[at].lines.extend(block.lines),
            (BlockKind::Furniture | BlockKind::Note | BlockKind::TableRow, _) => out.push(block),
            // A caption stands between the parts of a torn paragraph, not at its end.
            _ if block.lines.first().is_some_and(|l| mark::opens_caption(&l.text)) => out.push(block),
            _ => {
                last = Some(out.len());
                out.push(block);
            }
        }
    }
    *blocks = out;
}

fn is_torn(before: &Block, block: &Block) -> bool {
    let (Some(end), Some(start)) = (before.lines.last(), block.lines.first()) else { return false };
    let follows = start.page == end.page && start.v > end.v - 0.1 * end.size || start.page == end.page + 1;
    let same_size = (start.size - end.size).abs() < 0.08 * end.size;
    let kinds = matches!(
        (before.kind, block.kind),
        (BlockKind::Paragraph | BlockKind::ListItem, BlockKind::Paragraph) | (BlockKind::Reference, BlockKind::Reference)
    );
    if !kinds || !follows || !same_size || before.lines.len() + block.lines.len() < 3 || end.upright != start.upright {
        return false;
    }
    let begins_inside = start.text.starts_with(char::is_lowercase);
    hyphen::is_broken(&end.text, &start.text) || begins_inside && !mark::ends_sentence(&end.text)
}
