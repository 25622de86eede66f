//! The paragraph styles of Word documents.

use super::xml::{Element, Event, Xml};
use crate::text::BlockKind;
use std::collections::BTreeMap;

/// What a paragraph style makes of its paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Headings, lines of a table of contents, references.
    pub kind: Option<BlockKind>,
    /// The style of the document's title.
    pub title: bool,
}

/// All paragraph styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, (Style, Option<String>)>,
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub fn new(source: &str) -> Self {
        let mut styles = Styles::default();
        let mut open: Option<(String, Style, Option<String>)> = None;
        for event in Xml::new(source) {
            match event {
                Event::Open(e) => match (e.name, &mut open) {
                    ("style", _) => {
                        let id = e.get("styleId").unwrap_or_default().into_owned();
                        open = Some((id, Style::default(), None));
                    }
                    ("name", Some((_, style, _))) => named(&e.get("val").unwrap_or_default(), style),
                    ("basedOn", Some((_, _, parent))) => *parent = e.get("val").map(|v| v.into_owned()),
                    ("outlineLvl", Some((_, style, _))) if style.kind.is_none() => style.kind = outline(e),
                    ("numPr", Some((_, style, _))) if style.kind.is_none() => style.kind = Some(BlockKind::ListItem),
                    _ => {}
                },
                Event::Close("style") => {
                    if let Some((id, style, parent)) = open.take() {
                        styles.styles.insert(id, (style, parent));
                    }
                }
                _ => {}
            }
        }
        styles
    }

    /// What the style of this id, or those it is based on, say.
    pub fn get(&self, id: &str) -> Style {
        let mut id = id;
        for _ in 0..12 {
            let Some((style, parent)) = self.styles.get(id) else { break };
            if style.kind.is_some() {
                return *style;
            }
            let Some(parent) = parent else { break };
            id = parent;
        }
        Style::default()
    }
}

/// Built-in styles keep their English names in every language.
fn named(name: &str, style: &mut Style) {
    let name = name.to_lowercase();
    let number =
        |prefix: &str| name.strip_prefix(prefix).is_some_and(|rest| rest.trim().len() == 1 && rest.trim().as_bytes()[0].is_ascii_digit());
    style.title = name == "title";
    style.kind = if style.title || name == "subtitle" || number("heading") {
        Some(BlockKind::Heading)
    } else if number("toc") || name == "table of figures" || number("index") {
        Some(BlockKind::Contents)
    } else if name == "bibliography" {
        Some(BlockKind::Reference)
    } else if name.starts_with("list bullet") || name.starts_with("list number") {
        Some(BlockKind::ListItem)
    } else {
        None
    };
}

/// Outline levels 0 to 8 are headings, 9 is body text.
pub(super) fn outline(e: Element) -> Option<BlockKind> {
    let level: u8 = e.get("val")?.parse().ok()?;
    (level < 9).then_some(BlockKind::Heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_inherit_and_cycles_end() {
        let styles = Styles::new(
            "<styles><style styleId='berschrift1'><name val='heading 1'/></style><style styleId='Mine'><name val='Mine'/><basedOn val='berschrift1'/></style>\
             <style styleId='A'><basedOn val='B'/></style><style styleId='B'><basedOn val='A'/></style></styles>",
        );
        assert_eq!(styles.get("Mine").kind, Some(BlockKind::Heading));
        assert_eq!(styles.get("A").kind, None);
        assert_eq!(styles.get("none").kind, None);
    }
}
