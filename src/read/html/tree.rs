//! The elements of a page in document order, with the end tags that authors leave out.

use super::hint::Hints;
use super::tag::Tag;
use super::token::{Attributes, Token, Tokens};

/// Elements nested deeper than this are flattened, as browsers do.
const DEEPEST: usize = 512;

/// An element or a stretch of text. Nodes stand in document order; what a node holds follows it, up to `stop`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// Its name; [`Tag::Text`] for text.
    pub tag: Tag,
    /// What its attributes say.
    pub hints: Hints,
    /// The element around it; a node without one is its own.
    pub parent: u32,
    /// Index behind the last node in it.
    pub stop: u32,
    /// Where its text, or its name, or the description of a picture, stands in the page.
    pub start: u32,
    /// Where that ends.
    pub end: u32,
}

/// A page in document order.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    /// The source.
    pub page: &'a str,
    /// All nodes.
    pub nodes: Vec<Node>,
    /// Text of the `title` element.
    pub title: Option<&'a str>,
    /// The title that the page gives to others (`og:title`).
    pub shared_title: Option<&'a str>,
}

impl<'a> Tree<'a> {
    /// Builds the tree. Never fails; linear in the page, since what is looked back over is bounded.
    pub fn new(page: &'a str) -> Self {
        let mut builder = Builder {
            tree: Tree { page, ..Tree::default() },
            open: Vec::new(),
            counts: [0; 64],
            flattened: 0,
            in_title: false,
            xml: false,
        };
        let tokens = Tokens::new(page);
        builder.xml = tokens.xml;
        for token in tokens {
            match token {
                Token::Text(text) => builder.text(text),
                Token::Start(name, attributes) => builder.start(name, attributes),
                Token::End(name) => builder.finish(name),
            }
        }
        builder.close_to(0);
        builder.tree
    }

    /// The text of a node that is text, the description of a picture, the name of any other element.
    pub fn slice(&self, node: &Node) -> &'a str {
        &self.page[node.start as usize..node.end as usize]
    }
}

struct Builder<'a> {
    tree: Tree<'a>,
    open: Vec<u32>,
    /// How many elements of each tag are open.
    counts: [u32; 64],
    /// How many open elements are not in the tree for being too deep.
    flattened: u32,
    in_title: bool,
    xml: bool,
}

impl<'a> Builder<'a> {
    fn add(&mut self, tag: Tag, hints: Hints, slice: &'a str) -> u32 {
        let index = self.tree.nodes.len() as u32;
        let start = (slice.as_ptr() as usize - self.tree.page.as_ptr() as usize) as u32;
        let parent = self.open.last().copied().unwrap_or(index);
        self.tree.nodes.push(Node { tag, hints, parent, stop: index + 1, start, end: start + slice.len() as u32 });
        index
    }

    /// Whether what comes now stands in the head itself, which holds neither text nor blocks.
    fn in_head(&self) -> bool {
        self.counts[Tag::Head as usize] > 0 && self.counts[Tag::Script as usize] == 0
    }

    fn text(&mut self, text: &'a str) {
        if self.in_title {
            self.tree.title.get_or_insert(text);
            return;
        }
        if self.in_head() && !text.trim_ascii().is_empty() {
            self.close_tag(Tag::Head, |_| false);
        }
        self.add(Tag::Text, Hints::default(), text);
    }

    fn start(&mut self, name: &'a str, attributes: Attributes<'a>) {
        let tag = Tag::of(name);
        match tag {
            Tag::Title if self.counts[Tag::Script as usize] == 0 => {
                self.in_title = !(self.xml && attributes.closes_itself());
                return;
            }
            Tag::Meta => return self.meta(attributes),
            Tag::Html | Tag::Body | Tag::Head if self.counts[tag as usize] > 0 => return,
            _ => {}
        }
        if self.in_head() && !matches!(tag, Tag::Script | Tag::Title | Tag::Img | Tag::Void) {
            self.close_tag(Tag::Head, |_| false);
        }
        if self.flattened == 0 {
            self.imply_ends(tag);
        }
        let slice = match tag {
            Tag::Void => return,
            Tag::Img => { attributes }.find(|(name, _)| name.eq_ignore_ascii_case("alt")).map_or("", |(_, alt)| alt),
            _ => name,
        };
        if tag == Tag::Img && slice.trim().is_empty() {
            return;
        }
        let index = self.add(tag, Hints::of(tag, attributes), slice);
        if tag.is_void() || self.xml && attributes.closes_itself() {
            return;
        }
        if self.open.len() >= DEEPEST {
            self.flattened += 1;
            return;
        }
        self.open.push(index);
        self.counts[tag as usize] += 1;
    }

    /// Ends what a start tag ends without saying so.
    fn imply_ends(&mut self, tag: Tag) {
        if tag.closes_paragraph() && self.counts[Tag::P as usize] > 0 {
            self.close_tag(Tag::P, |t| matches!(t, Tag::Table | Tag::Cell | Tag::Caption | Tag::Button | Tag::Script | Tag::Html));
        }
        match tag {
            Tag::Li => self.close_tag(Tag::Li, |t| matches!(t, Tag::List | Tag::Cell | Tag::Table)),
            Tag::Dt | Tag::Dd => {
                let stop = |t| matches!(t, Tag::Dl | Tag::Cell | Tag::Table);
                self.close_tag(Tag::Dt, stop);
                self.close_tag(Tag::Dd, stop);
            }
            Tag::Cell => self.close_tag(Tag::Cell, |t| matches!(t, Tag::Tr | Tag::Table)),
            Tag::Tr => self.close_tag(Tag::Tr, |t| t == Tag::Table),
            Tag::TableGroup => self.close_tag(Tag::TableGroup, |t| t == Tag::Table),
            Tag::Option => self.close_tag(Tag::Option, |t| t == Tag::Select),
            Tag::A => self.close_tag(Tag::A, |t| matches!(t, Tag::Table | Tag::Cell)),
            Tag::Heading => self.close_tag(Tag::Heading, |t| t.is_block() && t != Tag::Heading),
            _ => {}
        }
    }

    fn finish(&mut self, name: &str) {
        let tag = Tag::of(name);
        match tag {
            Tag::Title if self.in_title => {
                self.in_title = false;
                return;
            }
            Tag::Br => {
                let page = self.tree.page;
                self.add(Tag::Br, Hints::default(), &page[..0]);
                return;
            }
            Tag::Html | Tag::Body | Tag::Meta | Tag::Img | Tag::Void | Tag::Hr => return,
            _ => {}
        }
        if self.flattened > 0 {
            self.flattened -= 1;
            return;
        }
        if self.counts[tag as usize] == 0 {
            return;
        }
        let is_table_part = matches!(tag, Tag::Table | Tag::TableGroup | Tag::Tr | Tag::Cell);
        let inline = !tag.is_block() && !matches!(tag, Tag::A | Tag::Button | Tag::Script | Tag::Math | Tag::Head | Tag::Title);
        for depth in (0..self.open.len()).rev() {
            let node = &self.tree.nodes[self.open[depth] as usize];
            let same_name = || self.tree.slice(node).eq_ignore_ascii_case(name);
            if node.tag == tag && (matches!(tag, Tag::Heading | Tag::Cell | Tag::P | Tag::A | Tag::Li) || same_name()) {
                self.close_to(depth);
                return;
            }
            let barrier = if inline { node.tag.is_block() } else { !is_table_part && matches!(node.tag, Tag::Cell | Tag::Table) };
            if barrier {
                return;
            }
        }
    }

    /// Closes the nearest open `tag`, looking no further than an element for which `stop` holds.
    fn close_tag(&mut self, tag: Tag, stop: impl Fn(Tag) -> bool) {
        if self.counts[tag as usize] == 0 {
            return;
        }
        for depth in (0..self.open.len()).rev() {
            let open = self.tree.nodes[self.open[depth] as usize].tag;
            if open == tag {
                self.close_to(depth);
                return;
            }
            if stop(open) {
                return;
            }
        }
    }

    /// Closes all open elements from `depth` on.
    fn close_to(&mut self, depth: usize) {
        let stop = self.tree.nodes.len() as u32;
        for index in self.open.drain(depth..) {
            let node = &mut self.tree.nodes[index as usize];
            node.stop = stop;
            self.counts[node.tag as usize] -= 1;
        }
    }

    fn meta(&mut self, attributes: Attributes<'a>) {
        let (mut is_title, mut content) = (false, "");
        for (name, value) in attributes {
            if name.eq_ignore_ascii_case("property") || name.eq_ignore_ascii_case("name") {
                is_title |= value.eq_ignore_ascii_case("og:title");
            } else if name.eq_ignore_ascii_case("content") {
                content = value;
            }
        }
        if is_title && !content.trim().is_empty() {
            self.tree.shared_title.get_or_insert(content);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in brackets.
    fn shape(page: &str) -> String {
        let tree = Tree::new(page);
        let mut out = String::new();
        let mut stops: Vec<u32> = Vec::new();
        for (index, node) in tree.nodes.iter().enumerate() {
            while stops.last().is_some_and(|stop| *stop <= index as u32) {
                stops.pop();
                out.push(')');
            }
            out.push_str(tree.slice(node));
            if node.tag != Tag::Text {
                out.push('(');
                stops.push(node.stop);
            }
        }
        out.push_str(&")".repeat(stops.len()));
        out
    }

    #[test]
    fn ends_that_are_left_out_are_implied() {
        for (page, expected) in [
            ("<p>a<p>b", "p(a)p(b)"),
            ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "ul(li(a)li(b ul(li(c)))li(d))e"),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(td(a)td(b))tr(td(c)))"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))"),
            ("<b>a<p>b</b>c</p>d", "b(a p(bc)d)"),
            ("a</div></p>b", "ab"),
            ("<div><td></div>x</div>", "div(td(x))"),
            ("<p>a<br/>b<img>c", "p(a br()bc)"),
            ("<a href=x>a<a>b</a>c", "a(a)a(b)c"),
            ("<head><meta name=x><p>a</head>", "head()p(a)"),
            ("<head><style>x</style></head><p>a", "head(style(x))p(a)"),
            ("<h1>a<h2>b</h1>c", "h1(a)h2(b)c"),
        ] {
            assert_eq!(shape(page).replace(' ', ""), expected.replace(' ', ""), "{page}");
        }
    }

    #[test]
    fn depth_is_bounded_and_titles_are_found() {
        let page = format!("<title>T</title><meta property='og:title' content='S'>{}deep{}", "<div>".repeat(9000), "</div>".repeat(9000));
        let tree = Tree::new(&page);
        assert_eq!((tree.title, tree.shared_title), (Some("T"), Some("S")));
        assert!(tree.nodes.iter().any(|n| tree.slice(n) == "deep"));
    }
}
