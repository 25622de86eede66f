//! What a page shows: glyphs with their places, before anything is known about lines or words.

/// One shown character code: the text it stands for and where it stands.
///
/// Coordinates are in points on the upright page, from its lower left corner, `y` upwards.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// First byte of its text in [`PageGlyphs::text`].
    pub start: u32,
    /// Bytes of its text; 0 where it has none.
    pub len: u16,
    /// Where its baseline begins.
    pub x: f32,
    /// Where its baseline begins.
    pub y: f32,
    /// The direction of writing, a unit vector.
    pub dir: (f32, f32),
    /// How far the pen moves along `dir`, extra space between letters included.
    pub advance: f32,
    /// Height of the font's em square.
    pub size: f32,
    /// Index into [`PageGlyphs::fonts`] of its document.
    pub font: u16,
    /// Index into [`PageGlyphs::tags`].
    pub tag: u32,
}

/// What is known of a font.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FontLook {
    /// Its name without the subset prefix.
    pub name: String,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic or oblique.
    pub italic: bool,
}

/// The marked content that a glyph belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Whether the file itself calls it an artifact: a running head, a page number, decoration.
    pub artifact: bool,
    /// Its number on the page, by which the structure tree names it.
    pub mcid: Option<u32>,
}

/// All glyphs of one page, in the order they were drawn.
#[derive(Clone, Debug, Default)]
pub struct PageGlyphs {
    /// Width of the upright page.
    pub width: f32,
    /// Height of the upright page.
    pub height: f32,
    /// The texts of all glyphs.
    pub text: String,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// The kinds of marked content; the first is "none".
    pub tags: Vec<Tag>,
    /// How many pictures are drawn.
    pub pictures: u32,
    /// How many glyphs have no known text.
    pub unknown: u32,
    /// Whether the page was given up before its end.
    pub cut: bool,
}

impl PageGlyphs {
    /// How far a glyph stands beyond the edges of the page; not above 0 for one on it.
    pub fn beyond(&self, glyph: &Glyph) -> f32 {
        let (x, y) = (glyph.x + glyph.dir.0 * glyph.advance / 2.0, glyph.y + glyph.dir.1 * glyph.advance / 2.0);
        // The middle of its letters lies some way above the baseline.
        let (x, y) = (x - glyph.dir.1 * 0.3 * glyph.size, y + glyph.dir.0 * 0.3 * glyph.size);
        (-x).max(x - self.width).max(-y).max(y - self.height)
    }

    /// The text of a glyph.
    pub fn text_of(&self, glyph: &Glyph) -> &str {
        let start = glyph.start as usize;
        self.text.get(start..start + glyph.len as usize).unwrap_or("")
    }
}
