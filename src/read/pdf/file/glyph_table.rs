//! A TrueType font's own table of characters, read backwards: for files that name glyphs by number and do not say what they mean.

use rustc_hash::FxHashMap;

/// Glyph numbers to characters, by the first Unicode table of a font; the lowest character of several. Cost: once through the table.
pub fn characters(font: &[u8]) -> FxHashMap<u16, char> {
    let mut out = FxHashMap::default();
    let Some(table) = table(font, b"cmap") else { return out };
    let count = word(table, 2).unwrap_or(0);
    let mut best: Option<(u32, usize)> = None;
    for n in 0..usize::from(count) {
        let at = 4 + n * 8;
        let (Some(platform), Some(encoding), Some(offset)) = (word(table, at), word(table, at + 2), long(table, at + 4)) else { break };
        let rank = match (platform, encoding) {
            (3, 10) | (0, 4 | 6) => 0,
            (3, 1) => 1,
            (0, _) => 2,
            // Symbols live in a private area whose low byte is the character.
            (3, 0) => 3,
            _ => continue,
        };
        if best.is_none_or(|b| rank < b.0) {
            best = Some((rank, offset as usize));
        }
    }
    let Some(subtable) = best.and_then(|(_, at)| table.get(at..)) else { return out };
    match word(subtable, 0) {
        Some(4) => segments(subtable, &mut out),
        Some(12) => groups(subtable, &mut out),
        _ => None,
    };
    out
}

fn add(out: &mut FxHashMap<u16, char>, glyph: u16, code: u32) {
    let code = if (0xf020..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    if let Some(c) = char::from_u32(code)
        && glyph != 0
    {
        out.entry(glyph).or_insert(c);
    }
}

fn segments(table: &[u8], out: &mut FxHashMap<u16, char>) -> Option<()> {
    let count = usize::from(word(table, 6)?) / 2;
    let mut left = 0x1_2000;
    for n in 0..count {
        let end = word(table, 14 + 2 * n)?;
        let start = word(table, 16 + 2 * (count + n))?;
        let delta = word(table, 16 + 2 * (2 * count + n))?;
        let place = 16 + 2 * (3 * count + n);
        let offset = usize::from(word(table, place)?);
        for code in start..=end {
            left -= 1;
            if left == 0 {
                return None;
            }
            let glyph = match offset {
                0 => code.wrapping_add(delta),
                _ => match word(table, place + offset + 2 * usize::from(code - start)) {
                    Some(0) | None => 0,
                    Some(glyph) => glyph.wrapping_add(delta),
                },
            };
            if code != 0xffff {
                add(out, glyph, u32::from(code));
            }
        }
    }
    Some(())
}

fn groups(table: &[u8], out: &mut FxHashMap<u16, char>) -> Option<()> {
    let count = long(table, 12)?.min(100_000) as usize;
    // Unicode has no more code points.
    let mut left = 0x11_0000u32;
    for n in 0..count {
        let at = 16 + 12 * n;
        let (start, end, glyph) = (long(table, at)?, long(table, at + 4)?, long(table, at + 8)?);
        for step in 0..=end.checked_sub(start)?.min(0xffff) {
            left = left.checked_sub(1)?;
            add(out, u16::try_from(glyph.checked_add(step)?).ok()?, start + step);
        }
    }
    Some(())
}

fn table<'a>(font: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(word(font, 4)?);
    let entry = (0..count).map(|n| 12 + 16 * n).find(|at| font.get(*at..at + 4) == Some(name))?;
    let (offset, length) = (long(font, entry + 8)? as usize, long(font, entry + 12)? as usize);
    font.get(offset..offset.checked_add(length)?.min(font.len()))
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_repeat_all_of_unicode_are_given_up() {
        let group = [0u32, 0xffff, 0].map(u32::to_be_bytes).concat();
        let mut table = vec![0; 12];
        table.extend(1_000u32.to_be_bytes());
        table.extend(group.repeat(1_000));
        assert_eq!(groups(&table, &mut FxHashMap::default()), None);
    }
}
