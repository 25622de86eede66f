//! Markdown: CommonMark with tables, footnotes and definition lists, wikilinks, front matter and template tags.

mod marks;

use super::front_matter;
use super::html;
use super::line::LineCount;
use crate::text::{BlockKind, Prose, ProseBuilder};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Lines longer than this are not wrapped by hand, so a line end behind one ends the paragraph.
const LONG_LINE: usize = 120;

/// Reads Markdown; gives the title that the front matter names. The title is the first heading, once.
///
/// Labels of links are kept, addresses dropped; descriptions of pictures and blocks of code are furniture; footnotes are notes.
/// Cost: linear.
pub fn read(source: &str) -> (Prose, Option<String>) {
    let front = front_matter::split(source);
    let body = front.map_or(0, |f| f.end);
    let masked = marks::mask(&source[body..]);
    let mut reader = Reader {
        source,
        body,
        masked: &masked.text,
        joins: &masked.joins,
        out: ProseBuilder::default(),
        lines: LineCount::new(source),
        containers: Vec::new(),
        alts: Vec::new(),
        in_image: false,
        in_address: false,
        code: None,
        html: None,
        is_open: false,
        title: None,
    };
    if let Some((title, at)) = front.and_then(|f| f.title) {
        reader.begin(BlockKind::Heading, at);
        reader.out.push(title, Some(at));
        reader.title = Some(reader.out.open_text().to_string());
        reader.end();
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    for (event, range) in Parser::new_ext(&masked.text, options).into_offset_iter() {
        reader.event(event, range.start + body..range.end + body);
    }
    reader.end();
    (reader.out.finish(), reader.title)
}

/// What surrounds the text that comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Item,
    Footnote,
    Row,
}

struct Reader<'a> {
    source: &'a str,
    masked: &'a str,
    body: usize,
    joins: &'a [usize],
    out: ProseBuilder,
    lines: LineCount<'a>,
    containers: Vec<Container>,
    /// Descriptions of pictures in the open block, which follow it.
    alts: Vec<Range<usize>>,
    in_image: bool,
    in_address: bool,
    /// The text of the open block of code, and whether it is fenced.
    code: Option<(Range<usize>, bool)>,
    html: Option<Range<usize>>,
    is_open: bool,
    title: Option<String>,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.finish(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => {
                let inner = self
                    .source
                    .get(range.clone())
                    .and_then(|raw| raw.find(&*text))
                    .map_or(range.clone(), |at| range.start + at..range.start + at + text.len());
                self.text(&text, inner);
            }
            Event::Html(_) => {
                let html = self.html.get_or_insert(range.clone());
                html.end = range.end;
            }
            Event::InlineHtml(tag) => {
                if tag.starts_with("<br") || tag.starts_with("<BR") {
                    self.out.space();
                }
            }
            Event::SoftBreak => {
                if self.long_line_ends(range.start) {
                    let kind = self.kind();
                    self.begin(kind, range.end);
                } else {
                    self.out.space();
                }
            }
            Event::HardBreak => self.out.space(),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::DefinitionListTitle => {
                let kind = self.kind();
                self.begin(kind, range.start);
            }
            Tag::Heading { .. } => self.begin(BlockKind::Heading, range.start),
            Tag::Item | Tag::DefinitionListDefinition => {
                self.containers.push(Container::Item);
                self.begin(BlockKind::ListItem, range.start);
            }
            Tag::FootnoteDefinition(_) => {
                self.end();
                self.containers.push(Container::Footnote);
            }
            Tag::TableHead | Tag::TableRow => {
                self.containers.push(Container::Row);
                self.begin(BlockKind::TableRow, range.start);
            }
            Tag::TableCell => self.out.tab(),
            Tag::CodeBlock(kind) => {
                self.end();
                self.code = Some((range.end..range.end, matches!(kind, pulldown_cmark::CodeBlockKind::Fenced(_))));
            }
            Tag::HtmlBlock => {
                self.end();
                self.html = None;
            }
            Tag::Image { .. } => {
                self.in_image = true;
                self.alts.push(range.end..range.end);
            }
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => self.in_address = true,
            Tag::List(_) | Tag::Table(_) | Tag::BlockQuote(_) | Tag::DefinitionList | Tag::MetadataBlock(_) => self.end(),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {}
        }
    }

    fn finish(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Item | TagEnd::DefinitionListDefinition | TagEnd::FootnoteDefinition | TagEnd::TableHead | TagEnd::TableRow => {
                self.containers.pop();
                self.end();
            }
            TagEnd::Heading(_) => {
                let repeats = self.title.as_deref().is_some_and(|title| self.out.open_text().to_lowercase() == title.to_lowercase());
                if repeats {
                    self.out.discard();
                }
                self.end();
            }
            TagEnd::Paragraph => {
                if is_source_line(&self.source[range]) {
                    self.out.set_kind(BlockKind::Furniture);
                }
                self.end();
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html.take() {
                    self.end();
                    let lines = &mut self.lines;
                    let text = self.masked.get(range.start - self.body..range.end - self.body).unwrap_or("");
                    html::fragment(&mut self.out, text, range.start, lines);
                }
            }
            TagEnd::Image => self.in_image = false,
            TagEnd::Link => self.in_address = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.in_image {
            if let Some(alt) = self.alts.last_mut() {
                *alt = alt.start.min(range.start)..range.end;
            }
            return;
        }
        if self.in_address {
            return;
        }
        if let Some((code, _)) = &mut self.code {
            *code = code.start.min(range.start)..range.end;
            return;
        }
        if !self.is_open {
            let kind = self.kind();
            self.begin(kind, range.start);
        }
        // Hidden bytes differ from the source but have its length; whatever else differs was made by the parser.
        let copied = text.len() == range.len();
        let mut done = 0;
        while let Some(&join) = self.joins.first() {
            let join = join + self.body;
            if join >= range.end {
                break;
            }
            self.joins = &self.joins[1..];
            if copied && join >= range.start + done {
                let at = join - range.start;
                self.out.push(&text[done..at], Some(range.start + done));
                self.out.join();
                done = at;
            }
        }
        self.out.push(&text[done..], copied.then_some(range.start + done));
    }

    /// Code is furniture; an indented paragraph of prose, which only looks like code, is not.
    fn code_block(&mut self) {
        let Some((range, fenced)) = self.code.take() else { return };
        let Some(text) = self.source.get(range.clone()) else { return };
        let prose = !fenced && is_prose(text);
        self.begin(if prose { BlockKind::Paragraph } else { BlockKind::Furniture }, range.start);
        self.out.push(text, Some(range.start));
        self.end();
    }

    /// What text is that stands where no block says otherwise.
    fn kind(&self) -> BlockKind {
        match self.containers.last() {
            Some(Container::Item) => BlockKind::ListItem,
            Some(Container::Footnote) => BlockKind::Note,
            Some(Container::Row) => BlockKind::TableRow,
            None => BlockKind::Paragraph,
        }
    }

    /// Whether the line that ends at `at` is too long to have been wrapped, and ends a sentence.
    fn long_line_ends(&self, at: usize) -> bool {
        let before = &self.source[..at];
        let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |n| n + 1);
        let line = before[start..].trim_end();
        line.len() > LONG_LINE && line.ends_with(['.', '!', '?', ':', '”', '"', ']', ')'])
    }

    fn begin(&mut self, kind: BlockKind, at: usize) {
        self.end();
        let place = self.lines.place(at);
        self.out.begin(kind, place);
        self.is_open = true;
    }

    fn end(&mut self) {
        self.out.end();
        self.is_open = false;
        for range in std::mem::take(&mut self.alts) {
            if range.is_empty() {
                continue;
            }
            let place = self.lines.place(range.start);
            self.out.begin(BlockKind::Furniture, place);
            self.out.push(&self.source[range.clone()], Some(range.start));
            self.out.end();
        }
    }
}

/// `From: [[channel]]`, a line that only names where a text was taken from.
fn is_source_line(paragraph: &str) -> bool {
    let link = ["From:", "Source:", "Channel:"].iter().find_map(|start| paragraph.strip_prefix(start)).unwrap_or("").trim();
    let rest = link.strip_prefix("[[").and_then(|inside| inside.split_once("]]")).map(|(_, rest)| rest.trim());
    matches!(rest, Some("" | "<br>" | "<br/>" | "<br />"))
}

/// Whether an indented block reads like sentences.
fn is_prose(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '.' | '\n')).count();
    letters * 20 >= text.chars().count() * 19
        && text.split_whitespace().count() >= 8
        && text.trim_end().ends_with(['.', '!', '?', ':', '"', '”'])
}
