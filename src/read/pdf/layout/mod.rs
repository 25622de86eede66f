//! From glyphs to lines in reading order, one page at a time.
//!
//! Glyphs drawn twice are dropped ([`overprint`]); what remains is turned so that its lines run to the right, and joined into
//! pieces of text ([`piece`]); white gutters cut the page into columns ([`region`]); in each column pieces on one baseline become
//! a line ([`line`]).

mod accent;
mod bidi;
mod line;
mod overprint;
mod piece;
mod region;
mod turn;

use crate::read::pdf::file::{Role, Structure};
use crate::read::pdf::glyph::{FontLook, PageGlyphs};

pub use line::Line;
pub use piece::is_wide;
pub use region::middle;

/// A part of a page that is read from top to bottom: a column, or all between two changes of columns.
#[derive(Clone, Debug, Default)]
pub struct Region {
    /// Its lines, from top to bottom.
    pub lines: Vec<Line>,
}

/// What a glyph belongs to, told by the file's own tags.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Belongs {
    /// Whether the file calls it an artifact.
    pub artifact: bool,
    /// Its block in the structure tree; 0 where there is none.
    pub block: u32,
    /// The role of that block.
    pub role: Option<Role>,
}

/// The lines of page `number` (from 0) in reading order. Cost: about the number of glyphs, times the columns of the page.
pub fn page(number: usize, glyphs: &PageGlyphs, fonts: &[FontLook], structure: &Structure) -> Vec<Region> {
    let tags: Vec<Belongs> = glyphs
        .tags
        .iter()
        .map(|tag| {
            let found = tag.mcid.and_then(|mcid| structure.of(number, mcid));
            Belongs { artifact: tag.artifact, block: found.map_or(0, |f| f.0), role: found.map(|f| f.1) }
        })
        .collect();
    let mut out = Vec::new();
    for turned in turn::by_direction(glyphs) {
        let kept = overprint::drop_doubles(glyphs, turned.glyphs);
        let pieces = piece::join(glyphs, &kept, fonts, &tags);
        for pieces in region::order(pieces) {
            let lines = line::gather(number as u32, turned.main, pieces);
            if !lines.is_empty() {
                out.push(Region { lines });
            }
        }
    }
    out
}
