//! Fonts: from character codes to text and advance widths.

use super::glyph_table;
use super::guard;
use super::unicode::{self, Text};
use crate::read::pdf::glyph::FontLook;
use hayro_cmap::{BfString, CMap, CMapName, CidFamily};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, GlyphId, UNITS_PER_EM};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Rect, Stream};
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

/// A way to the text of codes that the file does not map to Unicode.
enum Clue {
    None,
    /// An encoding into character identifiers, and the Unicode map of the collection they belong to.
    Collection(Box<(CMap, CMap)>),
    /// Characters by glyph number, and glyph numbers by code where they differ.
    Glyphs(FxHashMap<u16, char>, Vec<u16>),
    /// Names that the encoding gives to codes; whether the font is one of Type 3, whose codes mostly mean what they always mean.
    Names(FxHashMap<u32, String>, bool),
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
        let dict = fonts.get::<Dict<'a>>(name.as_ref());
        let key = match (fonts.get_ref(name.as_ref()), &dict) {
            (Some(id), _) => (u64::from(id.obj_number), id.gen_number as u64),
            (None, Some(dict)) => (u64::MAX, dict.data().as_ptr() as u64),
            (None, None) => return None,
        };
        if let Some(&index) = self.by_key.get(&key) {
            return Some(Found { index, work: 0 });
        }
        let dict = dict?;
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
        let checked = cost(dict);
        let font = checked.and_then(|_| self.cache.font(dict, &self.resolver, &self.cmaps));
        let horizontal = font.as_ref().is_none_or(Font::is_horizontal);
        let clue = if checked.is_some() && !dict.contains_key("ToUnicode") { self.clue(dict) } else { None };
        let look = at.min(usize::from(u16::MAX)) as u16;
        let loaded = Loaded { font, codes: FxHashMap::default(), clue: clue.unwrap_or(Clue::None), look, horizontal, em: em(dict) };
        (loaded, checked.unwrap_or(1 << 16))
    }

    fn clue(&self, dict: &Dict<'a>) -> Option<Clue> {
        match dict.get::<Name<'_>>("Subtype")?.as_ref() {
            b"Type0" => self.collection(dict).or_else(|| glyphs(dict)),
            kind => Some(Clue::Names(names(dict), kind == b"Type3")),
        }
    }

    /// For a composite font: its encoding and the map of its character collection.
    fn collection(&self, dict: &Dict<'a>) -> Option<Clue> {
        let descendant = dict.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
        let encoding = match dict.get::<Object<'_>>("Encoding")? {
            Object::Name(name) => match CMapName::from_bytes(name.as_ref()) {
                CMapName::IdentityH => CMap::identity_h(),
                CMapName::IdentityV => CMap::identity_v(),
                name => CMap::parse((self.cmaps)(name)?, hayro_cmap::load_embedded)?,
            },
            Object::Stream(stream) => CMap::parse(&stream.decoded_data().ok()?, hayro_cmap::load_embedded)?,
            _ => return None,
        };
        let family = encoding.metadata().character_collection.as_ref().map(|c| c.family.clone()).filter(|f| *f != CidFamily::AdobeIdentity);
        let family = family.or_else(|| {
            let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
            let part = |key: &str| info.get::<hayro_syntax::object::String<'_>>(key).map(|s| s.as_bytes().to_vec());
            Some(CidFamily::from_registry_ordering(&part("Registry")?, &part("Ordering")?))
        })?;
        let map = CMap::parse((self.cmaps)(family.ucs2_cmap()?)?, hayro_cmap::load_embedded)?;
        Some(Clue::Collection(Box::new((encoding, map))))
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
            Code { text: known.and_then(unicode::from_font).or_else(|| clue.text(code)), advance: finite(advance / f64::from(UNITS_PER_EM)) }
        })
    }
}

impl Clue {
    fn text(&self, code: u32) -> Option<Text> {
        let found = match self {
            Clue::None => None,
            Clue::Collection(maps) => {
                let (encoding, map) = &**maps;
                let cid = (1..=4).find_map(|len| encoding.lookup_cid_code(code, len))?;
                map.lookup_bf_string(cid).or_else(|| map.lookup_cid_code(cid, 2).and_then(char::from_u32).map(BfString::Char))
            }
            Clue::Glyphs(characters, numbers) => {
                let glyph = if numbers.is_empty() { u16::try_from(code).ok()? } else { *numbers.get(code as usize)? };
                characters.get(&glyph).copied().map(BfString::Char)
            }
            Clue::Names(names, type3) => {
                // Names such as `a65` that only repeat the code tell that codes have their usual meaning.
                let repeats = names.get(&code).is_some_and(|name| name.trim_start_matches(|c: char| !c.is_ascii_digit()).parse() == Ok(code));
                let plain = *type3 && (0x21..0x7f).contains(&code) && names.get(&code).is_none_or(|n| n != ".notdef");
                if repeats || plain { usual_meaning(code).map(BfString::String) } else { None }
            }
        };
        found.and_then(unicode::from_font)
    }
}

/// What a code means in nearly all fonts: ASCII and Latin-1, and the ligatures of TeX's two encodings.
fn usual_meaning(code: u32) -> Option<String> {
    const LIGATURES: [&str; 5] = ["ff", "fi", "fl", "ffi", "ffl"];
    match code {
        11..=15 => Some(LIGATURES[(code - 11) as usize].into()),
        27..=31 => Some(LIGATURES[(code - 27) as usize].into()),
        0x21..=0x7e | 0xa1..=0xff => char::from_u32(code).map(String::from),
        _ => None,
    }
}

/// For a composite font with a TrueType program: what its own character table says of its glyphs.
fn glyphs(dict: &Dict<'_>) -> Option<Clue> {
    let descendant = dict.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let descriptor = descendant.get::<Dict<'_>>("FontDescriptor")?;
    let program = descriptor.get::<Stream<'_>>("FontFile2").or_else(|| descriptor.get::<Stream<'_>>("FontFile3"))?;
    let characters = glyph_table::characters(&program.decoded_data().ok()?);
    let numbers = descendant.get::<Stream<'_>>("CIDToGIDMap").and_then(|map| map.decoded_data().ok().map(|d| d.to_vec()));
    let numbers = numbers.unwrap_or_default().chunks_exact(2).take(1 << 16).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    (!characters.is_empty()).then_some(Clue::Glyphs(characters, numbers))
}

/// The names that a simple font's encoding gives to codes.
fn names(dict: &Dict<'_>) -> FxHashMap<u32, String> {
    let mut out = FxHashMap::default();
    let differences = dict.get::<Dict<'_>>("Encoding").and_then(|e| e.get::<Array<'_>>("Differences"));
    let mut code: u32 = 0;
    for item in differences.into_iter().flat_map(|d| d.iter::<Object<'_>>()) {
        match item {
            Object::Number(n) => code = u32::try_from(n.as_i64()).unwrap_or(u32::MAX),
            Object::Name(name) if code < 256 => {
                out.insert(code, name.as_str().to_string());
                code += 1;
            }
            _ => {}
        }
    }
    out
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
        || ["bold", "black", "heavy", "semibold", "demi", "-bd", "cmbx", "sfbx", "nimbusromno9l-medi", "medi"].iter().any(|w| lower.contains(w));
    let italic = flags & (1 << 6) != 0 || ["italic", "oblique", "-it", "cmti", "sfti"].iter().any(|w| lower.contains(w));
    FontLook { name, bold, italic }
}

/// The bytes that loading a font unpacks; `None` if it must not be loaded, because its tables are made to fill the memory.
fn cost(dict: &Dict<'_>) -> Option<u64> {
    let mut work = 1000;
    let mut stream = |dict: &Dict<'_>, key: &str| -> Option<()> {
        if let Some(stream) = dict.get::<Stream<'_>>(key) {
            if !guard::is_sane(&stream) {
                return None;
            }
            work += stream.dict().get::<u32>("Length").map_or(0, u64::from) * 4;
        }
        Some(())
    };
    let mut files = |descriptor: Option<Dict<'_>>| -> Option<()> {
        let descriptor = descriptor.unwrap_or_default();
        ["FontFile", "FontFile2", "FontFile3"].iter().try_for_each(|key| stream(&descriptor, key))
    };
    files(dict.get::<Dict<'_>>("FontDescriptor"))?;
    let descendants = dict.get::<Array<'_>>("DescendantFonts");
    if let Some(inner) = descendants.and_then(|a| a.iter::<Dict<'_>>().next()) {
        files(inner.get::<Dict<'_>>("FontDescriptor"))?;
        stream(&inner, "CIDToGIDMap")?;
        ranges_are_sane(inner.get::<Array<'_>>("W"), 1)?;
        ranges_are_sane(inner.get::<Array<'_>>("W2"), 3)?;
    }
    stream(dict, "ToUnicode")?;
    stream(dict, "Encoding")?;
    let (first, last) = (dict.get::<i64>("FirstChar"), dict.get::<i64>("LastChar"));
    let in_bounds = |v: Option<i64>| v.is_none_or(|v| (0..=65_535).contains(&v));
    (in_bounds(first) && in_bounds(last)).then_some(work)
}

/// Whether an array of widths, in which two numbers may stand for a range of codes, spans no more codes than there are.
fn ranges_are_sane(widths: Option<Array<'_>>, values: usize) -> Option<()> {
    let Some(widths) = widths else { return Some(()) };
    let mut numbers: Vec<i64> = Vec::new();
    let mut covered: i64 = 0;
    for item in widths.iter::<Object<'_>>() {
        match item {
            Object::Number(number) => {
                numbers.push(Number::as_i64(&number));
                if numbers.len() == 2 + values {
                    covered += (numbers[1] - numbers[0]).max(0);
                    numbers.clear();
                }
            }
            _ => numbers.clear(),
        }
        if covered > 1 << 20 {
            return None;
        }
    }
    Some(())
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
