//! What a character of a source becomes in clean text.

/// The fate of one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// Copied.
    Keep,
    /// White space: folded with its neighbours into one blank.
    Space,
    /// Invisible: left out, without a gap.
    Drop,
    /// Written otherwise.
    As(&'static str),
}

/// Folds one character: white space of every kind, soft hyphens, marks of direction, ligatures, hyphens that do not break,
/// control characters, and the private glyphs that stand for bullets.
pub(super) fn fold(c: char) -> Fold {
    match c {
        '!'..='~' => Fold::Keep,
        ' ' | '\t'..='\r' | '\u{85}' | '\u{a0}' | '\u{200b}' => Fold::Space,
        '\0'..='\u{9f}' | '\u{ad}' => Fold::Drop,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffc}' => Fold::Drop,
        '\u{2010}' | '\u{2011}' => Fold::As("-"),
        '\u{fb00}' => Fold::As("ff"),
        '\u{fb01}' => Fold::As("fi"),
        '\u{fb02}' => Fold::As("fl"),
        '\u{fb03}' => Fold::As("ffi"),
        '\u{fb04}' => Fold::As("ffl"),
        '\u{fb05}' | '\u{fb06}' => Fold::As("st"),
        '\u{e000}'..='\u{f8ff}' => Fold::Space,
        c if c.is_whitespace() => Fold::Space,
        _ => Fold::Keep,
    }
}

/// Whether a character that starts with this byte is copied whatever follows. Saves decoding most characters.
pub(super) fn keeps(first: u8) -> bool {
    matches!(first, b'!'..=b'~' | 0xc3..=0xe0 | 0xe4..=0xed | 0xf0..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_never_keeps_what_folds() {
        for c in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let first = c.encode_utf8(&mut buffer).as_bytes()[0];
            assert!(!keeps(first) || fold(c) == Fold::Keep, "{:x}", c as u32);
        }
    }

    #[test]
    fn every_white_space_folds_to_a_blank() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_whitespace()) {
            assert_eq!(fold(c), Fold::Space, "{:x}", c as u32);
        }
    }
}
