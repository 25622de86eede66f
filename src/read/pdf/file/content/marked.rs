//! Marked content: artifacts, structure, text that stands for other text, layers.

use super::{Mark, Operands, Reader, STATE_DEPTH};
use crate::read::pdf::file::unicode;
use crate::read::pdf::glyph::Tag;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};
use hayro_syntax::page::Resources;
use rustc_hash::FxHashSet;

impl<'a> Reader<'a> {
    /// Opens a sequence of marked content.
    pub(super) fn mark(&mut self, on: &Operands<'_, '_>, resources: &Resources<'a>) {
        let named = |o: &Object<'_>| match o {
            Object::Name(name) => Some(name.as_ref().to_vec()),
            _ => None,
        };
        let kind = on.get(0).and_then(named).unwrap_or_default();
        let outer = self.marks.last();
        let mut mark = Mark { tag: outer.map(|m| m.tag).unwrap_or_default(), hidden: outer.is_some_and(|m| m.hidden), actual: None };
        mark.tag.artifact |= kind == b"Artifact";
        let mut take = |dict: &Dict<'_>| {
            if let Some(id) = dict.get::<u32>("MCID") {
                mark.tag.mcid = Some(id);
            }
            if let Some(text) = dict.get::<hayro_syntax::object::String<'_>>("ActualText") {
                mark.actual = Some(unicode::text_string(&text.as_bytes()[..text.as_bytes().len().min(400)]));
            }
        };
        match on.get(1) {
            Some(Object::Dict(dict)) => take(dict),
            Some(Object::Name(name)) => {
                let dict = resources.properties.get::<Dict<'_>>(name.as_ref());
                if kind == b"OC" {
                    let id = resources.properties.get_ref(name.as_ref()).map(ObjectIdentifier::from);
                    mark.hidden |= self.is_off(id, dict.as_ref());
                } else if let Some(dict) = dict {
                    take(&dict);
                }
            }
            _ => {}
        }
        if self.marks.len() < STATE_DEPTH {
            self.marks.push(mark);
        }
        self.retag();
    }

    /// Finds or adds the tag of the glyphs that follow.
    pub(super) fn retag(&mut self) {
        let tag = self.marks.last().map(|m| m.tag).unwrap_or_default();
        let tags = &mut self.page.tags;
        if tag == Tag::default() || tags.is_empty() {
            self.tag = 0;
        } else if tags.last() != Some(&tag) {
            tags.push(tag);
            self.tag = tags.len() as u32 - 1;
        } else {
            self.tag = tags.len() as u32 - 1;
        }
    }

    /// Whether an optional content group, or all groups of a membership dictionary, are switched off.
    pub(super) fn is_off(&self, id: Option<ObjectIdentifier>, dict: Option<&Dict<'_>>) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if id.is_some_and(|id| self.off.contains(&id)) {
            return true;
        }
        // A membership dictionary: shown if any of its groups is.
        let Some(dict) = dict else { return false };
        let mut groups = dict.get::<Array<'_>>("OCGs").into_iter().flat_map(|a| a.raw_iter()).filter_map(|g| g.as_obj_ref()).peekable();
        if groups.peek().is_some() {
            return groups.all(|g| self.off.contains(&g.into()));
        }
        dict.get_ref("OCGs").is_some_and(|g| self.off.contains(&g.into()))
    }
}

/// The optional content groups that are off by default.
pub(super) fn switched_off(pdf: &Pdf) -> FxHashSet<ObjectIdentifier> {
    let mut off = FxHashSet::default();
    let xref = pdf.xref();
    let properties = xref.get::<Dict<'_>>(xref.root_id()).and_then(|root| root.get::<Dict<'_>>("OCProperties"));
    let Some(properties) = properties else { return off };
    let Some(config) = properties.get::<Dict<'_>>("D") else { return off };
    let refs = |dict: &Dict<'_>, key: &str| -> Vec<ObjectIdentifier> {
        dict.get::<Array<'_>>(key).into_iter().flat_map(|a| a.raw_iter()).filter_map(|r| r.as_obj_ref()).map(Into::into).collect()
    };
    if config.get::<Name<'_>>("BaseState").is_some_and(|n| n.as_ref() == b"OFF") {
        off.extend(refs(&properties, "OCGs"));
        refs(&config, "ON").iter().for_each(|id| {
            off.remove(id);
        });
    }
    off.extend(refs(&config, "OFF"));
    off
}
