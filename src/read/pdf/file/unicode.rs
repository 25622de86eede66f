//! Text as PDF files spell it, brought to plain Unicode.

use super::arabic;
use hayro_cmap::BfString;

/// The text of one character code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// One character, as nearly always.
    One(char),
    /// Several, or none.
    Many(Box<str>),
}

/// Brings the text a font gives for a code to plain Unicode: ligatures apart, Arabic shapes to their letters, private bullets
/// to public ones, control characters away. `None` for characters of a font's own.
pub fn from_font(text: BfString) -> Option<Text> {
    let plain = match text {
        BfString::Char(c) => {
            let mut out = String::new();
            push_plain(&mut out, c);
            let mut chars = out.chars();
            match (chars.next(), chars.next()) {
                (Some(only), None) => Text::One(only),
                _ => Text::Many(out.into()),
            }
        }
        BfString::String(s) => {
            let mut out = String::new();
            s.chars().take(32).for_each(|c| push_plain(&mut out, c));
            Text::Many(out.into())
        }
    };
    // A character from the private area says nothing to anybody else.
    let private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
    match &plain {
        Text::One(c) if private(*c) => None,
        Text::Many(text) if !text.is_empty() && text.chars().all(private) => None,
        _ => Some(plain),
    }
}

/// Appends `c` in its plain form.
pub fn push_plain(out: &mut String, c: char) {
    match c {
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}' => {}
        // Bytes of Windows-1252 taken for Unicode.
        '\u{80}'..='\u{9f}' => {
            out.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[c as u8]).0.replace(|c: char| c.is_control(), ""))
        }
        '\t' | '\n' => out.push(' '),
        '\u{fb00}' => out.push_str("ff"),
        '\u{fb01}' => out.push_str("fi"),
        '\u{fb02}' => out.push_str("fl"),
        '\u{fb03}' => out.push_str("ffi"),
        '\u{fb04}' => out.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
        // Private places where Adobe and Microsoft fonts keep their signs.
        '\u{f0b7}' | '\u{f8e7}' | '\u{f06c}' | '\u{f09f}' => out.push('•'),
        '\u{f0a7}' | '\u{f06e}' => out.push('▪'),
        '\u{f0d8}' | '\u{f0e0}' | '\u{f0f0}' => out.push('➢'),
        '\u{f0fc}' | '\u{f050}' => out.push('✓'),
        '\u{f0a8}' | '\u{f06f}' | '\u{f071}' => out.push('☐'),
        '\u{f6d9}' => out.push('©'),
        '\u{f8e8}' | '\u{f6da}' => out.push('®'),
        '\u{f8ea}' | '\u{f6db}' => out.push('™'),
        '\u{f730}'..='\u{f739}' => out.push(char::from(b'0' + (c as u32 - 0xf730) as u8)),
        '\u{f761}'..='\u{f77a}' => out.push(char::from(b'A' + (c as u32 - 0xf761) as u8)),
        '\u{fb50}'..='\u{fd3d}' | '\u{fe80}'..='\u{fefc}' => arabic::push_letters(out, c),
        '\u{feff}' => {}
        _ => out.push(c),
    }
}

/// A text string of a PDF's dictionaries: UTF-16, UTF-8 or PDFDocEncoding.
pub fn text_string(bytes: &[u8]) -> String {
    let decoded = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| doc_char(*b)).collect(),
    };
    let mut out = String::with_capacity(decoded.len());
    decoded.chars().for_each(|c| push_plain(&mut out, c));
    out
}

/// PDFDocEncoding: Latin-1 but for these.
fn doc_char(byte: u8) -> char {
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž',
        'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    match byte {
        0x18..=0x1f => LOW[usize::from(byte - 0x18)],
        0x80..=0xa0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The part of SASLprep that matters for passwords people type: no soft hyphens or joiners, no-break spaces as spaces, and the
/// compatibility forms of Latin letters and full-width characters.
pub fn saslprep(password: &str) -> String {
    let mut out = String::new();
    for c in password.chars() {
        match c {
            '\u{ad}'
            | '\u{34f}'
            | '\u{1806}'
            | '\u{180b}'..='\u{180d}'
            | '\u{200b}'..='\u{200d}'
            | '\u{2060}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' => {}
            '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => out.push(' '),
            'ª' => out.push('a'),
            'º' => out.push('o'),
            '²' => out.push('2'),
            '³' => out.push('3'),
            '¹' => out.push('1'),
            '\u{2168}' => out.push_str("IX"),
            '\u{ff01}'..='\u{ff5e}' => out.extend(char::from_u32(c as u32 - 0xfee0)),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_and_private_bullets_become_plain() {
        let mut out = String::new();
        "ﬁﬃ\u{f0b7}\u{1}\u{92}\u{81}".chars().for_each(|c| push_plain(&mut out, c));
        assert_eq!(out, "fiffi•’");
    }

    #[test]
    fn text_strings_are_decoded() {
        assert_eq!(text_string(b"\xfe\xff\0A\x20\x19"), "A’");
        assert_eq!(text_string(b"A\x92\xe9"), "A™é");
    }

    #[test]
    fn a_password_is_prepared() {
        assert_eq!(saslprep("S\u{aa}SL\u{ad}prep"), "SaSLprep");
    }
}
