//! Fonts: from character codes to text and advance widths.

mod check;
mod clue;

use crate::read::pdf::file::unicode::{self, Text};
use crate::read::pdf::glyph::FontLook;
use clue::Clue;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, GlyphId, UNITS_PER_EM};
use hayro_syntax::object::{Array, Dict, Name, Rect};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What one character code of a font stands for.
#[derive(Clone, Debug)]
pub struct Code {
    /// Its text; `None` where the font does not say.
    pub text: Option<Text>,
    /// How far the pen moves, in ems: to the right, or downwards (negative) in vertical writing.
    pub advance: f32,
}

/// A font ready for use.
pub struct Loaded<'a> {
    font: Option<Font<'a>>,
    codes: FxHashMap<u32, Code>,
    /// What else tells the meaning of codes, where the file has no map to Unicode.
    clue: Clue,
    /// Index of its look.
    pub look: u16,
    /// Whether lines run from left to right rather than downwards.
    pub horizontal: bool,
    /// Height of an em, in units of the font size: 1 but for Type 3 fonts, which draw in units of their own.
    pub em: f32,
}

/// All fonts of a document.
pub struct Fonts<'a> {
    cache: FontCache<'a>,
    fonts: Vec<Loaded<'a>>,
    looks: Vec<FontLook>,
    by_key: FxHashMap<(u64, u64), usize>,
    resolver: FontResolverFn,
    cmaps: CMapResolverFn,
}

/// An entry in the font cache, and what loading it cost.
pub struct Found {
    /// Index for [`Fonts::get`].
    pub index: usize,
    /// Bytes unpacked to load it; 0 if it was loaded before.
    pub work: u64,
}

impl<'a> Fonts<'a> {
    /// No fonts yet.
    pub fn new() -> Self {
        Self {
            cache: FontCache::new(),
            fonts: Vec::new(),
            looks: Vec::new(),
            by_key: FxHashMap::default(),
            // Outlines are never drawn, widths come from the file or from metric tables: any valid font will do.
            resolver: Arc::new(|_: &FontQuery| Some((Arc::new(SMALLEST_FONT), 0))),
            cmaps: Arc::new(hayro_cmap::load_embedded),
        }
    }

    /// What is known of the fonts, by [`Loaded::look`].
    pub fn looks(&self) -> &[FontLook] {
        &self.looks
    }

    /// A font found before.
    pub fn get(&mut self, index: usize) -> Option<&mut Loaded<'a>> {
        self.fonts.get_mut(index)
    }

    /// The font called `name` in a resource dictionary's font dictionary.
    pub fn find(&mut self, fonts: &Dict<'a>, name: &Name<'_>) -> Option<Found> {
        // A font is asked for at every change of fonts, and its dictionary may be long: it is read only the first time.
        let reference = fonts.get_ref(name.as_ref()).map(|id| (u64::from(id.obj_number), id.gen_number as u64));
        let known = |key: &(u64, u64)| self.by_key.get(key).map(|&index| Found { index, work: 0 });
        if let Some(found) = reference.as_ref().and_then(known) {
            return Some(found);
        }
        let dict = fonts.get::<Dict<'a>>(name.as_ref())?;
        let key = reference.unwrap_or_else(|| (u64::MAX, dict.data().as_ptr() as u64));
        if let Some(found) = known(&key) {
            return Some(found);
        }
        let index = self.fonts.len();
        let (loaded, work) = self.load(&dict);
        self.fonts.push(loaded);
        self.by_key.insert(key, index);
        Some(Found { index, work })
    }

    fn load(&mut self, dict: &Dict<'a>) -> (Loaded<'a>, u64) {
        let look = look(dict);
        let at = self.looks.iter().position(|l| *l == look).unwrap_or_else(|| {
            self.looks.push(look);
            self.looks.len() - 1
        });
        let checked = check::cost(dict);
        let font = checked.and_then(|_| self.cache.font(dict, &self.resolver, &self.cmaps));
        let horizontal = font.as_ref().is_none_or(Font::is_horizontal);
        let clue = if checked.is_some() && !dict.contains_key("ToUnicode") { clue::of(dict, &self.cmaps) } else { None };
        let look = at.min(usize::from(u16::MAX)) as u16;
        let loaded = Loaded { font, codes: FxHashMap::default(), clue: clue.unwrap_or(Clue::None), look, horizontal, em: em(dict) };
        (loaded, checked.unwrap_or(1 << 16))
    }
}

impl Loaded<'_> {
    /// The next character code of a string: the code and its length in bytes.
    pub fn next_code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        match &self.font {
            Some(font) => font.read_code(bytes, at),
            None => (u32::from(bytes[at]), 1),
        }
    }

    /// What a code stands for. Cost: worked out once for each code of a font.
    pub fn code(&mut self, code: u32) -> &Code {
        let (font, clue) = (&self.font, &self.clue);
        self.codes.entry(code).or_insert_with(|| {
            let Some(font) = font else {
                return Code { text: clue.text(code), advance: 0.5 };
            };
            let known = match font.glyph(GlyphId::NOTDEF, code) {
                FontGlyph::Outline(glyph) => glyph.as_unicode(),
                FontGlyph::Type3(glyph) => glyph.as_unicode(),
            };
            let advance = font.code_advance(code);
            let advance = if font.is_horizontal() { advance.x } else { advance.y };
            Code {
                text: known.and_then(unicode::from_font).or_else(|| clue.text(code)),
                advance: finite(advance / f64::from(UNITS_PER_EM)),
            }
        })
    }
}

fn finite(v: f64) -> f32 {
    if v.is_finite() { v.clamp(-100.0, 100.0) as f32 } else { 0.0 }
}

/// Name and weight, from the font's dictionaries.
fn look(dict: &Dict<'_>) -> FontLook {
    let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next());
    let inner = descendant.as_ref().unwrap_or(dict);
    let descriptor = inner.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
    let name = dict.get::<Name<'_>>("BaseFont").map(|n| n.as_str().to_string()).unwrap_or_default();
    let name = match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 => rest.to_string(),
        _ => name,
    };
    let lower = name.to_lowercase();
    let flags = descriptor.get::<u32>("Flags").unwrap_or(0);
    let weight = descriptor.get::<f32>("FontWeight").unwrap_or(0.0);
    // Computer Modern's bold extended, and the usual words.
    let bold = weight >= 600.0
        || flags & (1 << 18) != 0
        || ["bold", "black", "heavy", "semibold", "demi", "-bd", "cmbx", "sfbx", "nimbusromno9l-medi", "medi"]
            .iter()
            .any(|w| lower.contains(w));
    let italic = flags & (1 << 6) != 0 || ["italic", "oblique", "-it", "cmti", "sfti"].iter().any(|w| lower.contains(w));
    FontLook { name, bold, italic }
}

/// The em of a Type 3 font in units of the font size, from its matrix and the box around its glyphs; 1 for other fonts.
fn em(dict: &Dict<'_>) -> f32 {
    if dict.get::<Name<'_>>("Subtype").is_none_or(|n| n.as_ref() != b"Type3") {
        return 1.0;
    }
    let Some(matrix) = dict.get::<[f64; 6]>("FontMatrix") else { return 1.0 };
    let scale = matrix[3].abs().max(matrix[1].abs());
    let bbox = dict.get::<Rect>("FontBBox").map_or(0.0, |r| r.height().abs());
    let widest = dict.get::<Array<'_>>("Widths").map_or(0.0, |a| a.iter::<f32>().fold(0.0_f32, |m, w| m.max(w.abs())));
    let em = if bbox > 0.0 { bbox * scale * 0.9 } else { f64::from(widest) * matrix[0].abs() };
    if em.is_finite() && em > 1e-6 { (em as f32).clamp(0.01, 100.0) } else { 1.0 }
}

/// A font without glyphs: the smallest file that passes for one.
const SMALLEST_FONT: [u8; 12 + 2 * 16 + 56 + 8] = smallest_font();

const fn smallest_font() -> [u8; 12 + 2 * 16 + 56 + 8] {
    let mut out = [0; 12 + 2 * 16 + 56 + 8];
    // Header: TrueType, two tables.
    out[1] = 1;
    out[5] = 2;
    let tables: [(&[u8; 4], u8, u8); 2] = [(b"head", 44, 54), (b"maxp", 100, 6)];
    let mut t = 0;
    while t < 2 {
        let at = 12 + t * 16;
        let mut i = 0;
        while i < 4 {
            out[at + i] = tables[t].0[i];
            i += 1;
        }
        out[at + 11] = tables[t].1;
        out[at + 15] = tables[t].2;
        t += 1;
    }
    // head: version 1, magic number, 1000 units to the em. maxp: version 0.5, one glyph.
    out[45] = 1;
    out[56] = 0x5f;
    out[57] = 0x0f;
    out[58] = 0x3c;
    out[59] = 0xf5;
    out[62] = 0x03;
    out[63] = 0xe8;
    out[102] = 0x50;
    out[105] = 1;
    out
}
