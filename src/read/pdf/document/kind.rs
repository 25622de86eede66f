//! What each block is: heading, list item, contents, reference.

use super::{Block, Body, mark};
use crate::read::pdf::file::Role;
use crate::read::pdf::layout::is_wide;
use crate::text::BlockKind;

/// Longest heading, in characters.
const HEADING: usize = 220;

/// Decides what each block is, from its own signs and from the headings above it.
pub fn classify(blocks: &mut [Block], body: &Body) {
    for block in blocks.iter_mut() {
        if block.kind == BlockKind::Paragraph {
            block.kind = own_kind(block, body);
        }
    }
    contents(blocks);
    references(blocks);
}

fn text(block: &Block) -> String {
    block.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn own_kind(block: &Block, body: &Body) -> BlockKind {
    let Some(first) = block.lines.first() else { return BlockKind::Paragraph };
    match first.role {
        Some(Role::Heading) if block.lines.len() <= 6 => return BlockKind::Heading,
        Some(Role::ListItem) => return BlockKind::ListItem,
        Some(Role::Cell) => return if block.lines.len() > 1 { BlockKind::Paragraph } else { BlockKind::TableRow },
        Some(Role::Contents) => return BlockKind::Contents,
        Some(Role::Note) => return BlockKind::Note,
        Some(Role::Reference) => return BlockKind::Reference,
        _ => {}
    }
    if is_heading(block, body) {
        BlockKind::Heading
    } else if mark::bullet(&first.text).is_some() || mark::is_numbered(&first.text) {
        BlockKind::ListItem
    } else {
        BlockKind::Paragraph
    }
}

/// Whether a block looks like a heading: few lines, with letters, larger or bolder than the body, or a numbered capital line.
fn is_heading(block: &Block, body: &Body) -> bool {
    let Some(first) = block.lines.first() else { return false };
    let text = text(block);
    // A Chinese or Japanese character says as much as a short word.
    let chars = text.chars().map(|c| if is_wide(c) { 3 } else { 1 }).sum::<usize>();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if chars > HEADING || block.lines.len() > 4 || letters < 3 || letters * 2 < text.chars().count() || !first.upright {
        return false;
    }
    if mark::bullet(&first.text).is_some() || mark::opens_caption(&first.text) {
        return false;
    }
    let ends_open = text.ends_with([',', ';']) || text.ends_with('.') && !text.ends_with("...") && chars > 60;
    if ends_open {
        return false;
    }
    // An opening paragraph in larger type is none.
    let sentences = text.contains(". ") || chars > 100 && text.ends_with(['.', '?']);
    let large = first.size > 1.13 * body.size && (!sentences || first.size > 1.6 * body.size && chars < 150);
    let bold = first.bold && !body.bold && block.lines.iter().all(|l| l.bold) && first.size > 0.9 * body.size && chars < 140;
    // Scripts without capitals are never in capitals.
    let capitals =
        text.chars().filter(|c| c.is_uppercase()).count() == letters && letters >= 4 && chars < 100 && first.size > 0.9 * body.size;
    let numbered = mark::section(&first.text).is_some() && chars < 100 && !text.ends_with('.');
    let own_style = first.bold || first.italic || capitals || first.size > 1.04 * body.size;
    // A short line that does not end like a sentence, in capitals or numbered in a style of its own.
    large || bold || capitals && block.lines.len() <= 2 && !text.ends_with('.') || numbered && own_style && first.size > 0.9 * body.size
}

/// Lines below a heading such as "Contents" that end in page numbers, and lines with leaders anywhere.
fn contents(blocks: &mut [Block]) {
    let ends_in_page = |b: &Block| b.lines.last().is_some_and(|l| mark::ends_in_page(&l.text) || mark::leader(&l.text).is_some());
    let mut inside = false;
    // Entries since the last that ended in a page number.
    let mut misses = 0;
    for n in 0..blocks.len() {
        if blocks[n].kind == BlockKind::Furniture {
            continue;
        }
        let opens = blocks[n].lines.first().is_some_and(|l| mark::opens_contents(&l.text));
        if opens && blocks[n].lines.len() == 1 {
            let ahead = blocks[n + 1..].iter().filter(|b| b.kind != BlockKind::Furniture).take(6);
            let (all, pages) = ahead.fold((0, 0), |(all, pages), b| (all + 1, pages + usize::from(ends_in_page(b))));
            inside = pages >= 3 || pages > 0 && pages == all;
            if inside {
                misses = 0;
                blocks[n].kind = BlockKind::Contents;
            }
            continue;
        }
        let block = &mut blocks[n];
        if !inside {
            continue;
        }
        if ends_in_page(block) {
            misses = 0;
            block.kind = BlockKind::Contents;
        } else if block.lines.len() > 3 || misses >= 2 {
            inside = false;
        } else {
            misses += 1;
        }
    }
    // A title without its page between two entries belongs to them.
    for n in 1..blocks.len().saturating_sub(1) {
        let is = |b: &Block| b.kind == BlockKind::Contents;
        if is(&blocks[n - 1]) && is(&blocks[n + 1]) && blocks[n].lines.len() <= 2 && blocks[n].kind != BlockKind::Furniture {
            blocks[n].kind = BlockKind::Contents;
        }
    }
}

/// Everything from a heading such as "References" to the next heading of its rank, or to the end.
fn references(blocks: &mut [Block]) {
    let mut n = 0;
    while n < blocks.len() {
        let opens = blocks[n].kind == BlockKind::Heading && blocks[n].lines.first().is_some_and(|l| mark::opens_references(&l.text));
        let short = blocks[n].lines.len() == 1 && blocks[n].kind == BlockKind::Paragraph;
        let opens = opens || short && blocks[n].lines.first().is_some_and(|l| mark::opens_references(&l.text));
        if !opens {
            n += 1;
            continue;
        }
        let (size, bold) = blocks[n].lines.first().map_or((0.0, false), |l| (l.size, l.bold));
        let rank = |b: &Block| b.lines.first().is_some_and(|l| l.size > 0.97 * size && l.bold == bold || l.size > 1.1 * size);
        let end = blocks[n + 1..].iter().position(|b| b.kind == BlockKind::Heading && rank(b)).map_or(blocks.len(), |p| n + 1 + p);
        let entry = |b: &Block| matches!(b.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Note | BlockKind::TableRow);
        let entries = blocks[n + 1..end].iter().filter(|b| entry(b)).count();
        let dated = blocks[n + 1..end].iter().filter(|b| entry(b) && has_year_or_link(b)).count();
        if entries > 0 && dated * 3 >= entries {
            blocks[n + 1..end].iter_mut().filter(|b| entry(b)).for_each(|b| b.kind = BlockKind::Reference);
            join_hanging(&mut blocks[n + 1..end]);
        }
        n = end.max(n + 1);
    }
}

/// Joins the hanging lines of an entry that were taken for an entry of their own; a block left without lines is not written.
fn join_hanging(blocks: &mut [Block]) {
    let mut entry: Option<usize> = None;
    for n in 0..blocks.len() {
        if blocks[n].kind != BlockKind::Reference {
            continue;
        }
        let hangs = entry.is_some_and(|at| {
            let (Some(first), Some(line)) = (blocks[at].lines.first(), blocks[n].lines.first()) else { return false };
            let last = blocks[at].lines.last().unwrap_or(first);
            let indent = line.u0 - first.u0;
            let below = last.page == line.page && last.v > line.v && last.v - line.v < 2.0 * line.size;
            below && indent > 0.6 * line.size && indent < 5.0 * line.size
        });
        match entry {
            Some(at) if hangs => {
                let lines = std::mem::take(&mut blocks[n].lines);
                blocks[at].lines.extend(lines);
            }
            _ => entry = Some(n),
        }
    }
}

fn has_year_or_link(block: &Block) -> bool {
    let text = text(block);
    let year =
        text.as_bytes().windows(4).any(|w| matches!(w, [b'1', b'8' | b'9', ..] | [b'2', b'0', ..]) && w.iter().all(u8::is_ascii_digit));
    year || text.contains("http") || text.contains("doi")
}
