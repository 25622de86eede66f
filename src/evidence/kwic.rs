//! A mention in its surroundings (key word in context).

use crate::record::Record;
use crate::report::KwicLine;
use crate::text::{Block, BlockKind, Place, Span, for_each_sentence};

/// The line for a mention at `span`: its sentence, cut to about `reach` bytes on either side at white space.
///
/// Invariant: `left`, `node` and `right` joined are a stretch of the document's clean text, but for "…" where it was cut. Cost: one pass over
/// the block.
pub fn kwic_line(record: &Record, document: u32, span: Span, reach: usize, rejected: bool) -> KwicLine {
    let text = &record.prose.text;
    let at = record.prose.blocks.partition_point(|b| b.span.end <= span.start);
    let block = record.prose.blocks.get(at);
    let sentence = block.map_or(span, |b| sentence_around(text, b, span));
    let left = &text[sentence.start as usize..span.start as usize];
    let right = &text[span.end as usize..sentence.end as usize];
    KwicLine {
        document,
        place: block.map_or_else(String::new, |b| place_words(b.place)),
        start: span.start,
        left: last_part(left, reach),
        node: span.of(text).into(),
        right: first_part(right, reach),
        heading: block.is_some_and(|b| b.kind == BlockKind::Heading),
        rejected,
    }
}

fn sentence_around(text: &str, block: &Block, span: Span) -> Span {
    let mut found = span;
    for_each_sentence(block.span.of(text), block.span.start, |s| {
        if s.start <= span.start && span.end <= s.end {
            found = s;
        }
    });
    found
}

/// The beginning of a text, about `reach` bytes, cut at white space.
pub(crate) fn first_part(text: &str, reach: usize) -> String {
    if text.len() <= reach {
        return text.into();
    }
    let cut = text.char_indices().map(|(at, _)| at).take_while(|&at| at <= reach).last().unwrap_or(0);
    let cut = text[..cut].rfind(char::is_whitespace).unwrap_or(cut);
    format!("{}\u{2026}", &text[..cut])
}

fn last_part(text: &str, reach: usize) -> String {
    if text.len() <= reach {
        return text.into();
    }
    let from = text.char_indices().map(|(at, _)| at).find(|&at| at >= text.len() - reach).unwrap_or(text.len());
    let from = text[from..].find(char::is_whitespace).map_or(from, |n| from + n);
    format!("\u{2026}{}", &text[from..])
}

/// A place as a person would say it.
///
/// ```
/// use skillsift::{evidence::place_words, text::Place};
/// assert_eq!(place_words(Place::Page(12)), "page 12");
/// assert_eq!(place_words(Place::Time(3_723)), "1:02:03");
/// ```
pub fn place_words(place: Place) -> String {
    match place {
        Place::Line(n) => format!("line {n}"),
        Place::Page(n) => format!("page {n}"),
        Place::Slide(n) => format!("slide {n}"),
        Place::Row(n) => format!("row {n}"),
        Place::Paragraph(n) => format!("paragraph {n}"),
        Place::Time(s) => format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60),
    }
}
