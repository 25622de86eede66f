//! Other ways to the text of codes, where a font has no map to Unicode.

use crate::read::pdf::file::glyph_table;
use crate::read::pdf::file::unicode::{self, Text};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily};
use hayro_font::CMapResolverFn;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use rustc_hash::FxHashMap;

/// A way to the text of codes that the file does not map to Unicode.
pub(super) enum Clue {
    None,
    /// An encoding into character identifiers, and the Unicode map of the collection they belong to.
    Collection(Box<(CMap, CMap)>),
    /// Characters by glyph number, and glyph numbers by code where they differ.
    Glyphs(FxHashMap<u16, char>, Vec<u16>),
    /// Names that the encoding gives to codes; whether most only repeat the code; whether the font is one of Type 3, whose codes mostly
    /// mean what they always mean.
    Names {
        names: FxHashMap<u32, String>,
        repeating: bool,
        type3: bool,
    },
}

/// The clue that a font without a map to Unicode gives.
pub(super) fn of(dict: &Dict<'_>, cmaps: &CMapResolverFn) -> Option<Clue> {
    match dict.get::<Name<'_>>("Subtype")?.as_ref() {
        b"Type0" => collection(dict, cmaps).or_else(|| glyphs(dict)),
        kind => {
            let names = names(dict);
            // `g18` and the like number the glyphs of the font that these were taken from. That one equals its code is chance.
            let repeating = names.iter().filter(|(code, name)| repeats(name, **code)).count() * 2 > names.len();
            Some(Clue::Names { names, repeating, type3: kind == b"Type3" })
        }
    }
}

/// For a composite font: its encoding and the map of its character collection.
fn collection(dict: &Dict<'_>, cmaps: &CMapResolverFn) -> Option<Clue> {
    let descendant = dict.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let encoding = match dict.get::<Object<'_>>("Encoding")? {
        Object::Name(name) => match CMapName::from_bytes(name.as_ref()) {
            CMapName::IdentityH => CMap::identity_h(),
            CMapName::IdentityV => CMap::identity_v(),
            name => CMap::parse((cmaps)(name)?, hayro_cmap::load_embedded)?,
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
    let map = CMap::parse((cmaps)(family.ucs2_cmap()?)?, hayro_cmap::load_embedded)?;
    Some(Clue::Collection(Box::new((encoding, map))))
}

impl Clue {
    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<Text> {
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
            Clue::Names { names, repeating, type3 } => {
                // Names such as `a65` that only repeat the code tell that codes have their usual meaning.
                let repeats = *repeating && names.get(&code).is_some_and(|name| repeats(name, code));
                let plain = *type3 && (0x21..0x7f).contains(&code) && names.get(&code).is_none_or(|n| n != ".notdef");
                if repeats || plain { usual_meaning(code).map(BfString::String) } else { None }
            }
        };
        found.and_then(unicode::from_font)
    }
}

/// Whether the number in a glyph's name is its code.
fn repeats(name: &str, code: u32) -> bool {
    name.trim_start_matches(|c: char| !c.is_ascii_digit()).parse() == Ok(code)
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
