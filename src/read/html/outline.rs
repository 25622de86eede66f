//! Which part of a page is what it is about, and which is the page's furniture.

use super::tag::Tag;
use super::tree::Tree;

/// A stretch of this many characters outside links is a paragraph in its own right.
const GOOD: u32 = 60;

/// The main content is widened for this many characters more, whatever its size.
const SLACK: u64 = 200;

/// What becomes of each node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// Counted.
    #[default]
    Content,
    /// Read, not counted.
    Furniture,
    /// A table of contents.
    Contents,
    /// A list of references.
    References,
    /// Left out with all it holds.
    Hidden,
}

/// The parts of a page.
#[derive(Debug)]
pub(super) struct Outline {
    /// For each node, what it and all it holds are, unless something in it says otherwise.
    pub parts: Vec<Part>,
    /// Tables used for layout: their cells hold blocks, not data.
    pub layout: Vec<bool>,
    /// The nodes of the main content, from the first up to, not including, the second.
    pub main: (usize, usize),
    /// A first heading that stands outside the main content and is the page's title all the same.
    pub headline: Option<usize>,
}

/// Sums over what a node holds.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// Characters of text, furniture left out.
    text: u32,
    /// Those in links.
    links: u32,
    /// Those in paragraphs.
    good: u32,
    /// Number of blocks with text.
    blocks: u32,
    /// Everything, furniture included.
    all_good: u32,
}

impl Outline {
    /// Everything counts but what is hidden: for fragments.
    pub fn whole(tree: &Tree) -> Self {
        let mut outline = Self { parts: hidden(tree), layout: layout_tables(tree), main: (0, tree.nodes.len()), headline: None };
        outline.mark(tree, |_, _| None);
        outline
    }

    /// Chooses the main content: the smallest element that holds nearly all paragraphs outside furniture; within `main` or a
    /// lone `article` where the page has one. Lists that are mostly links are furniture wherever they stand.
    ///
    /// Cost: a few linear passes over the nodes.
    pub fn of(tree: &Tree, title: Option<&str>) -> Self {
        let count = tree.nodes.len();
        let mut outline = Self { parts: hidden(tree), layout: layout_tables(tree), main: (0, count), headline: None };
        let own = own_text(tree, &outline.parts);
        let all = sums(tree, &own, &outline.parts);
        let total = all.first().map_or(0, |_| roots(tree).map(|i| all[i].all_good).sum::<u32>());
        // A class that names most of the page furniture is mistaken.
        let plausible = |i: usize| u64::from(all[i].all_good) * 5 <= u64::from(total) * 2;
        outline.mark(tree, |i, hints| {
            let furniture = hints.furniture && (plausible(i) || tree.nodes[i].tag == Tag::Nav) || hints.perhaps_furniture && plausible(i);
            if hints.contents && plausible(i) {
                Some(Part::Contents)
            } else if hints.references && plausible(i) {
                Some(Part::References)
            } else if furniture || matches!(tree.nodes[i].tag, Tag::Button | Tag::Select | Tag::Option) {
                Some(Part::Furniture)
            } else {
                None
            }
        });
        let sums = sums(tree, &own, &outline.parts);
        let base = base(tree, &sums, &outline.parts);
        outline.main = main(tree, &sums, base);
        let link_lists: Vec<usize> = (0..count).filter(|&i| is_link_list(tree, &sums, i)).collect();
        for i in link_lists {
            for part in &mut outline.parts[i..tree.nodes[i].stop as usize] {
                if *part == Part::Content {
                    *part = Part::Furniture;
                }
            }
        }
        outline.headline = title.and_then(|title| headline(tree, &outline, title));
        outline
    }

    /// Gives each node the part that `of` names, or that of the element around it; what is hidden stays so.
    fn mark(&mut self, tree: &Tree, of: impl Fn(usize, super::hint::Hints) -> Option<Part>) {
        for (i, node) in tree.nodes.iter().enumerate() {
            let around = if node.parent as usize == i { Part::Content } else { self.parts[node.parent as usize] };
            if self.parts[i] == Part::Hidden {
                continue;
            }
            self.parts[i] = match around {
                Part::Content => of(i, node.hints).unwrap_or(Part::Content),
                other => other,
            };
        }
    }

    /// What the node at `i` is in the end.
    pub fn part(&self, i: usize) -> Part {
        match self.parts[i] {
            Part::Content if i < self.main.0 || i >= self.main.1 => Part::Furniture,
            part => part,
        }
    }
}

/// The nodes that nothing holds.
fn roots<'t>(tree: &'t Tree) -> impl Iterator<Item = usize> + 't {
    tree.nodes.iter().enumerate().filter(|(i, node)| node.parent as usize == *i).map(|(i, _)| i)
}

fn hidden(tree: &Tree) -> Vec<Part> {
    let mut parts = vec![Part::Content; tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate() {
        let around = node.parent as usize != i && parts[node.parent as usize] == Part::Hidden;
        if around || node.hints.hidden || matches!(node.tag, Tag::Script | Tag::Head) {
            parts[i] = Part::Hidden;
        }
    }
    parts
}

/// For each block, the characters that stand in it directly, and those of them in links.
fn own_text(tree: &Tree, parts: &[Part]) -> Vec<(u32, u32)> {
    let mut own = vec![(0, 0); tree.nodes.len()];
    let mut block = vec![0u32; tree.nodes.len()];
    let mut linked = vec![false; tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate() {
        let parent = node.parent as usize;
        let is_root = parent == i;
        block[i] = if node.tag.is_block() || is_root { i as u32 } else { block[parent] };
        linked[i] = node.tag == Tag::A || !is_root && linked[parent];
        if node.tag == Tag::Text && parts[i] != Part::Hidden {
            let text = tree.slice(node).trim_ascii();
            let chars = text.len() as u32;
            let (all, in_links) = &mut own[block[i] as usize];
            *all += chars;
            *in_links += if linked[i] { chars } else { 0 };
        }
    }
    own
}

fn sums(tree: &Tree, own: &[(u32, u32)], parts: &[Part]) -> Vec<Sums> {
    let mut sums = vec![Sums::default(); tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate().rev() {
        let (text, links) = own[i];
        let paragraph = text >= GOOD && links * 2 < text && !matches!(node.tag, Tag::Heading | Tag::Select | Tag::Option);
        let good = if paragraph { text - links } else { 0 };
        sums[i].all_good += if parts[i] == Part::Hidden { 0 } else { good };
        if parts[i] == Part::Content {
            sums[i].text += text;
            sums[i].links += links;
            sums[i].good += good;
            sums[i].blocks += u32::from(text > 0);
        }
        let parent = node.parent as usize;
        if parent != i {
            let Sums { text, links, good, blocks, all_good } = sums[i];
            let above = &mut sums[parent];
            above.text += text;
            above.links += links;
            above.good += good;
            above.blocks += blocks;
            above.all_good += all_good;
        }
    }
    sums
}

/// Where the main content is looked for: `main`, or a lone `article`, if it holds half the paragraphs; else everything.
fn base(tree: &Tree, sums: &[Sums], parts: &[Part]) -> (usize, usize) {
    let mut range = (0, tree.nodes.len());
    let mut total: u32 = roots(tree).map(|i| sums[i].good).sum();
    let is_main = |i: usize| tree.nodes[i].hints.main;
    let is_article = |i: usize| tree.nodes[i].tag == Tag::Article;
    for wanted in [&is_main as &dyn Fn(usize) -> bool, &is_article] {
        let best =
            (range.0..range.1).filter(|&i| parts[i] == Part::Content && wanted(i)).max_by_key(|&i| (sums[i].good, std::cmp::Reverse(i)));
        if let Some(best) = best
            && sums[best].good * 2 >= total
            && sums[best].good > 0
        {
            range = (best, tree.nodes[best].stop as usize);
            total = sums[best].good;
        }
    }
    range
}

/// The smallest element in `base` that holds nearly all its paragraphs, widened while little else comes with it.
fn main(tree: &Tree, sums: &[Sums], base: (usize, usize)) -> (usize, usize) {
    let total: u32 = (base.0..base.1).filter(|&i| i == base.0 || tree.nodes[i].parent as usize == i).map(|i| sums[i].good).sum();
    if total < 2 * GOOD {
        return base;
    }
    let holds = |i: &usize| {
        let tag = tree.nodes[*i].tag;
        let container =
            matches!(tag, Tag::Block | Tag::Body | Tag::Html | Tag::Main | Tag::Article | Tag::Section | Tag::Form | Tag::Cell | Tag::Dd);
        container && u64::from(sums[*i].good) * 10 >= u64::from(total) * 9
    };
    let Some(mut node) = (base.0..base.1).rev().find(holds) else { return base };
    let enough = u64::from(sums[node].text) * 13 / 10 + SLACK;
    while node > base.0 {
        let parent = tree.nodes[node].parent as usize;
        if parent == node || parent < base.0 || u64::from(sums[parent].text) > enough {
            break;
        }
        node = parent;
    }
    let is_root = tree.nodes[node].parent as usize == node;
    if is_root && base.0 == 0 && roots(tree).map(|i| u64::from(sums[i].text)).sum::<u64>() <= enough {
        return base;
    }
    (node, tree.nodes[node].stop as usize)
}

/// A list, or a group of blocks, without paragraphs, most of whose text is links.
fn is_link_list(tree: &Tree, sums: &[Sums], i: usize) -> bool {
    let Sums { text, links, good, blocks, .. } = sums[i];
    let tag = tree.nodes[i].tag;
    let group = matches!(tag, Tag::List | Tag::Block | Tag::Section | Tag::Dl | Tag::Article);
    group && good == 0 && blocks >= 3 && links * 10 >= text * 7
}

/// The first heading of the first rank, where it stands outside the main content and the title holds it.
fn headline(tree: &Tree, outline: &Outline, title: &str) -> Option<usize> {
    let heading =
        |i: &usize| tree.nodes[*i].tag == Tag::Heading && outline.parts[*i] != Part::Hidden && tree.slice(&tree.nodes[*i]).ends_with('1');
    let first = (0..tree.nodes.len()).find(heading)?;
    if outline.part(first) == Part::Content {
        return None;
    }
    let stop = tree.nodes[first].stop as usize;
    let words: String = tree.nodes[first + 1..stop].iter().filter(|n| n.tag == Tag::Text).map(|n| tree.slice(n)).collect();
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (words, title) = (plain(&words), plain(title));
    (words.len() >= 8 && title.contains(&words)).then_some(first)
}

/// Tables that lay out the page: nested ones around others, and those whose cells hold headings, lists or long text.
fn layout_tables(tree: &Tree) -> Vec<bool> {
    let mut layout = vec![false; tree.nodes.len()];
    let mut table = vec![u32::MAX; tree.nodes.len()];
    // Cells, rows, paragraphs and characters of each table.
    let mut counts: Vec<[u32; 4]> = vec![[0; 4]; tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate() {
        let parent = node.parent as usize;
        let around = if parent == i { u32::MAX } else { table[parent] };
        table[i] = if node.tag == Tag::Table { i as u32 } else { around };
        if node.tag == Tag::Table {
            layout[i] = node.hints.layout;
        }
        let Some(outer) = (around != u32::MAX).then_some(around as usize) else { continue };
        match node.tag {
            Tag::Table | Tag::Heading | Tag::Form | Tag::Article | Tag::Section | Tag::Main | Tag::Header | Tag::Nav => {
                layout[outer] = true
            }
            Tag::Cell => counts[outer][0] += 1,
            Tag::Tr => counts[outer][1] += 1,
            Tag::P | Tag::List | Tag::Blockquote => counts[outer][2] += 1,
            Tag::Text => counts[outer][3] += tree.slice(node).trim_ascii().len() as u32,
            _ => {}
        }
    }
    for (i, [cells, rows, paragraphs, chars]) in counts.into_iter().enumerate() {
        let many = cells > 0 && (paragraphs > cells + cells / 2 || chars / cells > 300);
        let single = cells <= 1 || rows <= 1 && chars > 200;
        layout[i] |= tree.nodes[i].tag == Tag::Table && (many || single);
    }
    layout
}
