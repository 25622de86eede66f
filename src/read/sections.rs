//! Sections that are not what a document says: its table of contents, its list of references.

use crate::text::{BlockKind, Prose};

/// A line of a table of contents is no longer than this many bytes.
const LINE: usize = 160;

/// Marks what stands under a heading that names such a section, up to the next heading: lines of a table of contents as long as
/// they are short; references where most of them look like references.
pub(super) fn mark(prose: &mut Prose) {
    let mut at = 0;
    while at < prose.blocks.len() {
        let block = prose.blocks[at];
        at += 1;
        if block.kind != BlockKind::Heading || block.span.end - block.span.start > 40 {
            continue;
        }
        let Some(kind) = named(block.span.of(&prose.text)) else { continue };
        let section = prose.blocks[at..].iter().take_while(|b| b.kind != BlockKind::Heading).count();
        let blocks = at..at + section;
        let text = |i: usize| prose.blocks[i].span.of(&prose.text);
        let body = |i: &usize| matches!(prose.blocks[*i].kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow);
        let marked: Vec<usize> = match kind {
            BlockKind::Contents => blocks.take_while(|i| text(*i).len() <= LINE).filter(body).collect(),
            _ => {
                let all: Vec<usize> = blocks.filter(body).collect();
                let alike = all.iter().filter(|i| is_reference(text(**i))).count();
                if alike * 2 >= all.len() && alike > 0 { all } else { Vec::new() }
            }
        };
        for i in marked {
            prose.blocks[i].kind = kind;
        }
        at += section;
    }
}

/// The kind of section that a heading names.
fn named(heading: &str) -> Option<BlockKind> {
    let plain = heading
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '\t'))
        .trim_end_matches([':', '.', ' '])
        .to_lowercase();
    Some(match plain.as_str() {
        "contents" | "table of contents" | "list of figures" | "list of tables" => BlockKind::Contents,
        "references" | "bibliography" | "works cited" | "literature" | "literature cited" | "reference list" | "sources" => {
            BlockKind::Reference
        }
        _ => return None,
    })
}

/// A year, a link, or a number in brackets: what nearly every reference has.
fn is_reference(text: &str) -> bool {
    let bytes = text.as_bytes();
    let year = bytes.windows(4).enumerate().any(|(at, four)| {
        let alone = |i: Option<&u8>| !i.is_some_and(u8::is_ascii_digit);
        matches!(four, [b'1', b'5'..=b'9', ..] | [b'2', b'0', ..])
            && four.iter().all(u8::is_ascii_digit)
            && alone(bytes.get(at + 4))
            && alone(at.checked_sub(1).and_then(|before| bytes.get(before)))
    });
    year || text.contains("http") || text.contains("doi") || text.contains("www.") || text.starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Place, ProseBuilder};

    fn kinds(blocks: &[&str]) -> String {
        let mut out = ProseBuilder::default();
        for (at, text) in blocks.iter().enumerate() {
            let heading = text.strip_prefix("# ");
            out.begin(if heading.is_some() { BlockKind::Heading } else { BlockKind::Paragraph }, Place::Paragraph(at as u32 + 1));
            out.push(heading.unwrap_or(text), None);
        }
        let mut prose = out.finish();
        mark(&mut prose);
        prose.blocks.iter().map(|b| format!("{:?}", b.kind).chars().next().unwrap_or('?')).collect()
    }

    #[test]
    fn sections_are_marked_up_to_the_next_heading() {
        for (blocks, expected) in [
            (&["# References", "Smith (2019). A book.", "https://x.org", "# Annex", "More"][..], "HRRHP"),
            (&["# 7. Bibliography", "Smith, J., 1999, A book."], "HR"),
            (&["# References", "Available on request."], "HP"),
            (&["# Contents", "Introduction", "Method", &"A long paragraph. ".repeat(20), "Short"], "HCCPP"),
            (&["# Content matters", "Words"], "HP"),
        ] {
            assert_eq!(kinds(blocks), expected, "{blocks:?}");
        }
    }
}
