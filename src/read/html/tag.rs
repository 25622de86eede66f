//! The elements that matter to a reader.

/// An element's name, as far as readers tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Tag {
    /// Not an element: a stretch of text.
    Text,
    // Inline.
    Inline,
    A,
    Sup,
    Label,
    Button,
    Br,
    // Blocks.
    Block,
    Html,
    Body,
    Head,
    Main,
    Article,
    Section,
    Header,
    Footer,
    Nav,
    Aside,
    P,
    Heading,
    List,
    Li,
    Dl,
    Dt,
    Dd,
    Blockquote,
    Pre,
    Caption,
    Form,
    Select,
    Option,
    Table,
    TableGroup,
    Tr,
    Cell,
    Hr,
    // Left out with all they hold.
    Title,
    Meta,
    Img,
    Void,
    Code,
    Script,
    Math,
}

impl Tag {
    /// The element of a name in any case.
    pub fn of(name: &str) -> Tag {
        let mut buffer = [0u8; 12];
        let bytes = name.as_bytes();
        let Some(lower) = buffer.get_mut(..bytes.len()) else { return Tag::Inline };
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        match &*lower {
            b"a" => Tag::A,
            b"p" => Tag::P,
            b"div" | b"center" | b"fieldset" | b"details" | b"summary" | b"dialog" | b"address" | b"hgroup" | b"figure" | b"search"
            | b"dir" | b"frameset" | b"noframes" | b"legend" => Tag::Block,
            b"br" => Tag::Br,
            b"li" => Tag::Li,
            b"ul" | b"ol" | b"menu" => Tag::List,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Tag::Heading,
            b"td" | b"th" => Tag::Cell,
            b"tr" => Tag::Tr,
            b"table" => Tag::Table,
            b"tbody" | b"thead" | b"tfoot" => Tag::TableGroup,
            b"html" => Tag::Html,
            b"body" => Tag::Body,
            b"head" => Tag::Head,
            b"main" => Tag::Main,
            b"article" => Tag::Article,
            b"section" => Tag::Section,
            b"header" => Tag::Header,
            b"footer" => Tag::Footer,
            b"nav" => Tag::Nav,
            b"aside" => Tag::Aside,
            b"dl" => Tag::Dl,
            b"dt" => Tag::Dt,
            b"dd" => Tag::Dd,
            b"blockquote" => Tag::Blockquote,
            b"pre" | b"listing" | b"plaintext" | b"xmp" => Tag::Pre,
            b"caption" | b"figcaption" => Tag::Caption,
            b"form" => Tag::Form,
            b"button" => Tag::Button,
            b"select" | b"datalist" => Tag::Select,
            b"option" | b"optgroup" => Tag::Option,
            b"label" => Tag::Label,
            b"sup" => Tag::Sup,
            b"code" | b"samp" | b"kbd" => Tag::Code,
            b"title" => Tag::Title,
            b"meta" => Tag::Meta,
            b"hr" => Tag::Hr,
            b"img" => Tag::Img,
            b"input" | b"link" | b"base" | b"area" | b"col" | b"embed" | b"param" | b"source" | b"track" | b"wbr" | b"keygen"
            | b"basefont" | b"bgsound" | b"frame" => Tag::Void,
            b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"iframe" | b"object" | b"video" | b"audio" | b"canvas"
            | b"textarea" | b"noembed" | b"applet" | b"map" => Tag::Script,
            b"math" => Tag::Math,
            _ => Tag::Inline,
        }
    }

    /// Whether it starts and ends a block.
    pub fn is_block(self) -> bool {
        self >= Tag::Block && self <= Tag::Hr
    }

    /// Whether it never holds anything.
    pub fn is_void(self) -> bool {
        matches!(self, Tag::Br | Tag::Hr | Tag::Meta | Tag::Img | Tag::Void)
    }

    /// Whether a paragraph that is open ends where it starts.
    pub fn closes_paragraph(self) -> bool {
        self.is_block()
            && !matches!(
                self,
                Tag::Select | Tag::Option | Tag::Html | Tag::Body | Tag::Head | Tag::TableGroup | Tag::Tr | Tag::Cell | Tag::Caption
            )
    }
}

/// Elements whose content is not markup: their end tag's name.
pub(super) fn raw_text(name: &str) -> Option<&'static str> {
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"].into_iter().find(|raw| name.eq_ignore_ascii_case(raw))
}
