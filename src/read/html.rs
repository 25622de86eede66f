//! Web pages: the main content, and the rest of the page as furniture.

mod entity;
mod hint;
mod outline;
mod tag;
mod token;
mod tree;
mod write;

use super::line::LineCount;
use crate::text::{BlockKind, Prose, ProseBuilder};
use outline::Outline;
use tree::Tree;
use write::Writer;

/// Reads a web page; gives its title.
///
/// Scripts, styles and what is hidden are left out. Navigation, banners, sidebars, lists of links and everything outside the main
/// content is furniture: read, not counted. A page without main content counts as a whole. Code is furniture, too.
///
/// Broken pages are read as browsers read them, near enough. Cost: linear; no recursion.
pub fn read(source: &str) -> (Prose, Option<String>) {
    let tree = Tree::new(source);
    let title = title(&tree);
    let outline = Outline::of(&tree, title.as_deref());
    let mut prose = write(&tree, &outline);
    if !prose.blocks.iter().any(|b| b.kind.counts_by_default() && b.kind != BlockKind::Heading) {
        prose = write(&tree, &Outline::whole(&tree));
    }
    headings_of_furniture(&mut prose);
    (prose, title)
}

/// Appends a piece of HTML that stands in another text, at byte `base` of its source: everything in it counts.
pub(super) fn fragment(out: &mut ProseBuilder, html: &str, base: usize, lines: &mut LineCount) {
    let tree = Tree::new(html);
    let outline = Outline::whole(&tree);
    Writer::new(&tree, &outline, out, lines, base).write();
}

/// Appends a page all of which counts: a chapter of a book.
pub(super) fn chapter(out: &mut ProseBuilder, page: &str) {
    fragment(out, page, 0, &mut LineCount::new(page));
    out.end();
}

/// Reads a page all of which counts.
pub(super) fn whole(page: &str) -> (Prose, Option<String>) {
    let tree = Tree::new(page);
    (write(&tree, &Outline::whole(&tree)), title(&tree))
}

fn write(tree: &Tree, outline: &Outline) -> Prose {
    let mut out = ProseBuilder::default();
    let mut lines = LineCount::new(tree.page);
    Writer::new(tree, outline, &mut out, &mut lines, 0).write();
    out.finish()
}

/// A heading with nothing but furniture up to the next heading is furniture itself ("Related articles"); the first heading,
/// which a byline and buttons may follow, is not.
fn headings_of_furniture(prose: &mut Prose) {
    let is_heading = |kind| kind == BlockKind::Heading;
    let Some(first) = prose.blocks.iter().position(|b| is_heading(b.kind)) else { return };
    let (mut any, mut all) = (false, true);
    for block in prose.blocks[first + 1..].iter_mut().rev() {
        if is_heading(block.kind) {
            if any && all {
                block.kind = BlockKind::Furniture;
            }
            (any, all) = (false, true);
        } else {
            any = true;
            all &= block.kind == BlockKind::Furniture;
        }
    }
}

/// The page's title without the name of its site.
fn title(tree: &Tree) -> Option<String> {
    let clean = |raw: &str| {
        let mut out = ProseBuilder::default();
        let mut done = 0;
        for amp in memchr::memchr_iter(b'&', raw.as_bytes()) {
            if let Some((decoded, len)) = (amp >= done).then(|| entity::reference(&raw[amp..])).flatten() {
                out.push(&raw[done..amp], None);
                out.push(&decoded, None);
                done = amp + len;
            }
        }
        out.push(&raw[done..], None);
        out.finish().text
    };
    let own = tree.title.map(clean).filter(|t| t.chars().any(char::is_alphanumeric));
    let shared = tree.shared_title.map(clean).filter(|t| t.chars().any(char::is_alphanumeric));
    match (own, shared) {
        (Some(own), Some(shared)) if own.contains(&shared) => Some(shared),
        (Some(own), _) => Some(without_site(&own).to_string()),
        (None, shared) => shared,
    }
}

/// Cuts `| Site` and `- Site` off the end where a title of three words or more is left.
fn without_site(title: &str) -> &str {
    for bar in [" | ", " – ", " — ", " - ", " :: ", " » ", " · "] {
        if let Some((head, site)) = title.rsplit_once(bar)
            && head.split_whitespace().count() >= 3
            && site.split_whitespace().count() <= 5
        {
            return head;
        }
    }
    title
}
