//! What an element's attributes say about its part in the page.

use super::tag::Tag;
use super::token::Attributes;

/// What attributes say; several may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// Not shown to anyone.
    pub hidden: bool,
    /// Furniture by its role, as the standard defines it.
    pub furniture: bool,
    /// Furniture by the words of its class or id, which may mislead.
    pub perhaps_furniture: bool,
    /// The main content.
    pub main: bool,
    /// A table used for layout.
    pub layout: bool,
    /// A table of contents.
    pub contents: bool,
    /// A list of references.
    pub references: bool,
    /// A block of code by its class.
    pub code: bool,
}

impl Hints {
    /// Reads the attributes of an element.
    pub fn of(tag: Tag, attributes: Attributes) -> Self {
        let mut hints = Hints { furniture: matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer), main: tag == Tag::Main, ..Hints::default() };
        for (name, value) in attributes {
            match name.len() {
                2 if name.eq_ignore_ascii_case("id") => hints.words(value),
                5 if name.eq_ignore_ascii_case("class") => hints.words(value),
                5 if name.eq_ignore_ascii_case("style") => hints.hidden |= is_hiding(value),
                6 if name.eq_ignore_ascii_case("hidden") => hints.hidden = true,
                11 if name.eq_ignore_ascii_case("aria-hidden") => hints.hidden |= value.trim().eq_ignore_ascii_case("true"),
                4 if name.eq_ignore_ascii_case("role") => match value.trim() {
                    "main" => hints.main = true,
                    "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog" | "alertdialog" | "menu"
                    | "menubar" | "toolbar" => {
                        hints.furniture = true;
                    }
                    "presentation" | "none" => hints.layout = true,
                    "doc-toc" => hints.contents = true,
                    "doc-bibliography" => hints.references = true,
                    _ => {}
                },
                8 if name.eq_ignore_ascii_case("itemprop") => hints.main |= value == "articleBody",
                _ => {}
            }
        }
        // What holds the whole page says nothing of its parts, and scripts take this off once the page is up.
        if matches!(tag, Tag::Html | Tag::Body) {
            return Hints::default();
        }
        hints
    }

    /// The words of a class or id: `article-body`, `siteNav`, `post_meta`.
    fn words(&mut self, value: &str) {
        let bytes = value.as_bytes();
        let mut start = 0;
        let mut before = "";
        for at in 0..=bytes.len() {
            let byte = bytes.get(at).copied().unwrap_or(b' ');
            let camel = byte.is_ascii_uppercase() && at > start && bytes[at - 1].is_ascii_lowercase();
            if byte.is_ascii_alphanumeric() && !camel {
                continue;
            }
            let Some(word) = value.get(start..at) else { return };
            if !word.is_empty() {
                self.word(before, word);
                before = word;
            }
            if byte.is_ascii_whitespace() {
                before = "";
            }
            start = if camel { at } else { at + 1 };
        }
    }

    fn word(&mut self, before: &str, word: &str) {
        let mut buffer = [0u8; 16];
        let Some(lower) = buffer.get_mut(..word.len()) else { return };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        // `has-sidebar`, `no-comments`, `with-menu` speak of other elements.
        if matches!(before, "has" | "no" | "with" | "js" | "is" | "not" | "hide" | "show" | "page" | "layout") {
            return;
        }
        match &*lower {
            b"nav" | b"navbar" | b"navigation" | b"navbox" | b"menu" | b"submenu" | b"breadcrumb" | b"breadcrumbs" | b"cookie"
            | b"cookies" | b"consent" | b"gdpr" | b"sidebar" | b"masthead" | b"share" | b"sharing" | b"sharer" | b"sharedaddy"
            | b"social" | b"related" | b"recommended" | b"recommendations" | b"newsletter" | b"subscribe" | b"signup" | b"promo"
            | b"promos" | b"promotion" | b"advert" | b"adverts" | b"advertisement" | b"advertising" | b"ad" | b"ads" | b"adslot"
            | b"sponsor" | b"sponsored" | b"outbrain" | b"taboola" | b"comments" | b"comment" | b"disqus" | b"respond" | b"pagination"
            | b"pager" | b"popup" | b"modal" | b"banner" | b"skip" | b"skiplink" | b"skiplinks" | b"toolbar" | b"widget" | b"widgets"
            | b"login" | b"footer" | b"catlinks" | b"editsection" | b"noprint" | b"printfooter" | b"sitesub" | b"jumplink" | b"byline"
            | b"postmeta" | b"submeta" | b"jump" | b"tags" | b"tagcloud" | b"copyright" | b"feedback" | b"metadata" | b"ambox"
            | b"hatnote" => self.perhaps_furniture = true,
            b"meta" if matches!(before, "post" | "entry" | "article" | "content" | "") => self.perhaps_furniture = true,
            b"sub" if before.eq_ignore_ascii_case("site") => self.perhaps_furniture = true,
            b"only" if before == "sr" || before == "print" => self.perhaps_furniture = true,
            b"hidden" if before == "visually" => self.perhaps_furniture = true,
            b"toc" | b"tableofcontents" => self.contents = true,
            b"references" | b"reflist" | b"bibliography" => self.references = true,
            b"highlight" | b"sourcecode" | b"prettyprint" | b"hljs" | b"codehilite" => self.code = true,
            _ => {}
        }
    }
}

/// Whether a style attribute hides its element.
fn is_hiding(style: &str) -> bool {
    if !style.contains([':']) {
        return false;
    }
    style.split(';').any(|declaration| {
        declaration.split_once(':').is_some_and(|(property, value)| {
            let value = value.trim();
            let first = value.split(|c: char| c.is_whitespace() || c == '!').next().unwrap_or("");
            match property.trim() {
                p if p.eq_ignore_ascii_case("display") => first.eq_ignore_ascii_case("none"),
                p if p.eq_ignore_ascii_case("visibility") => first.eq_ignore_ascii_case("hidden"),
                _ => false,
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::html::token::{Token, Tokens};

    fn hints(tag: &str) -> Hints {
        match Tokens::new(tag).next() {
            Some(Token::Start(name, attributes)) => Hints::of(Tag::of(name), attributes),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn attributes_tell_what_an_element_is() {
        let hidden = |tag| hints(tag).hidden;
        assert!(hidden("<p style='color:red; DISPLAY : none !important'>") && hidden("<p hidden>") && hidden("<p aria-hidden=true>"));
        assert!(!hidden("<p style='display:block' aria-hidden=false>") && !hidden("<body hidden>"));
        let perhaps = |tag| hints(tag).perhaps_furniture;
        assert!(perhaps("<div class='siteNav'>") && perhaps("<div class='x post-meta'>") && perhaps("<div id=cookie_banner>"));
        assert!(!perhaps("<div class='has-sidebar content'>") && !perhaps("<div class='navy shared adult'>"));
        assert!(hints("<div role=main>").main && hints("<nav>").furniture);
    }
}
