//! Refuses fonts whose tables are made to fill the memory.

use crate::read::pdf::file::guard;
use hayro_syntax::object::{Array, Dict, Number, Object, Stream};

/// The bytes that loading a font unpacks; `None` if it must not be loaded, because its tables are made to fill the memory.
pub(super) fn cost(dict: &Dict<'_>) -> Option<u64> {
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
                    covered = covered.saturating_add(numbers[1].saturating_sub(numbers[0]).max(0));
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
