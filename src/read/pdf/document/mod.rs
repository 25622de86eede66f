//! From lines to blocks, with the whole document in view: what repeats on every page, what is larger than the body, which
//! words occur unbroken.

mod block;
mod furniture;
mod hyphen;
mod kind;
mod mark;

use crate::read::pdf::layout::{Line, Region};
use crate::text::{BlockKind, Place, ProseBuilder};

/// The lines of one page, in reading order.
#[derive(Clone, Debug, Default)]
pub struct PageLines {
    /// Height of the page.
    pub height: f32,
    /// Its columns and other parts.
    pub regions: Vec<Region>,
}

/// A block of lines and what it is.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its lines; never none.
    pub lines: Vec<Line>,
}

/// What the body of the document looks like.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// Font size of most of the text.
    pub size: f32,
    /// Whether most of it is bold, so that bold tells nothing.
    pub bold: bool,
}

/// Text and title of a document.
pub struct Written {
    /// The blocks.
    pub prose: crate::text::Prose,
    /// The largest heading of the first page.
    pub heading: Option<String>,
}

/// Writes the pages down as blocks. Cost: linear in the number of lines, but for a sort or two.
pub fn write(mut pages: Vec<PageLines>) -> Written {
    let first = body(&pages);
    furniture::mark(&mut pages, first.size);
    let body = body(&pages);
    let mut blocks = Vec::new();
    for page in &mut pages {
        for region in std::mem::take(&mut page.regions) {
            blocks.extend(block::group(region.lines, &body, page.height));
        }
    }
    kind::classify(&mut blocks, &body);
    let words = hyphen::Words::of(&blocks);
    block::rejoin(&mut blocks);
    let heading = title(&blocks, &words);
    let mut out = ProseBuilder::default();
    for block in &blocks {
        let Some(first) = block.lines.first() else { continue };
        out.begin(block.kind, Place::Page(first.page + 1));
        if block.kind == BlockKind::TableRow {
            push_row(&mut out, first);
        } else {
            out.push(&hyphen::join(block, &words), None);
        }
    }
    Written { prose: out.finish(), heading }
}

fn push_row(out: &mut ProseBuilder, line: &Line) {
    let ends = line.cells.iter().skip(1).map(|c| c.0).chain([line.text.len()]);
    let starts = if line.cells.is_empty() { vec![0] } else { line.cells.iter().map(|c| c.0).collect() };
    for (n, (start, end)) in starts.into_iter().zip(ends).enumerate() {
        if n > 0 {
            out.tab();
        }
        out.push(line.text.get(start..end).unwrap_or("").trim(), None);
    }
}

fn body(pages: &[PageLines]) -> Body {
    let mut sizes: std::collections::BTreeMap<i32, (usize, usize)> = std::collections::BTreeMap::new();
    for line in pages.iter().flat_map(|p| &p.regions).flat_map(|r| &r.lines).filter(|l| !l.furniture) {
        let entry = sizes.entry((line.size * 4.0).round() as i32).or_default();
        entry.0 += line.text.len();
        entry.1 += if line.bold { line.text.len() } else { 0 };
    }
    let most = sizes.iter().max_by_key(|(size, (chars, _))| (*chars, -**size));
    match most {
        Some((size, (chars, bold))) => Body { size: *size as f32 / 4.0, bold: bold * 2 > *chars },
        None => Body { size: 10.0, bold: false },
    }
}

/// The largest heading of the first page that has any, if it is short enough for a title.
fn title(blocks: &[Block], words: &hyphen::Words) -> Option<String> {
    let page = blocks.iter().find(|b| b.kind == BlockKind::Heading)?.lines.first()?.page;
    let first = blocks.iter().filter(|b| b.kind == BlockKind::Heading && b.lines.first().is_some_and(|l| l.page == page));
    let size = |b: &Block| b.lines.first().map_or(0.0, |l| l.size);
    // The first of the largest.
    let largest =
        first.fold(None, |best: Option<&Block>, b| if best.is_some_and(|best| size(best) >= size(b)) { best } else { Some(b) })?;
    let text = hyphen::join(largest, words);
    (page < 2 && text.chars().count() <= 200).then_some(text)
}
