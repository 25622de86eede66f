//! Accents drawn as glyphs of their own, put back onto their letters.

/// Spacing accents and the combining marks they stand for.
const SPACING: [(char, char); 14] = [
    ('`', '\u{300}'),
    ('´', '\u{301}'),
    ('ˆ', '\u{302}'),
    ('^', '\u{302}'),
    ('˜', '\u{303}'),
    ('~', '\u{303}'),
    ('¯', '\u{304}'),
    ('˘', '\u{306}'),
    ('˙', '\u{307}'),
    ('¨', '\u{308}'),
    ('˚', '\u{30a}'),
    ('˝', '\u{30b}'),
    ('ˇ', '\u{30c}'),
    ('¸', '\u{327}'),
];

/// For each mark: letters, and the same letters with it.
const COMPOSED: [(char, &str, &str); 12] = [
    ('\u{300}', "aeiouAEIOUnN", "àèìòùÀÈÌÒÙǹǸ"),
    ('\u{301}', "aeiouyAEIOUYcnszlrCNSZLR", "áéíóúýÁÉÍÓÚÝćńśźĺŕĆŃŚŹĹŔ"),
    ('\u{302}', "aeiouAEIOUcghjswyCGHJSWY", "âêîôûÂÊÎÔÛĉĝĥĵŝŵŷĈĜĤĴŜŴŶ"),
    ('\u{303}', "anoiuANOIU", "ãñõĩũÃÑÕĨŨ"),
    ('\u{304}', "aeiouAEIOU", "āēīōūĀĒĪŌŪ"),
    ('\u{306}', "aguAGUeio", "ăğŭĂĞŬĕĭŏ"),
    ('\u{307}', "zecgIZECG", "żėċġİŻĖĊĠ"),
    ('\u{308}', "aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
    ('\u{30a}', "auAU", "åůÅŮ"),
    ('\u{30b}', "ouOU", "őűŐŰ"),
    ('\u{30c}', "cdenrstzCDENRSTZ", "čďěňřšťžČĎĚŇŘŠŤŽ"),
    ('\u{327}', "cstCST", "çşţÇŞŢ"),
];

/// The combining mark that `c` is or stands for.
pub fn mark_of(c: char) -> Option<char> {
    if c.is_ascii_alphanumeric() {
        return None;
    }
    if ('\u{300}'..='\u{36f}').contains(&c) {
        return Some(c);
    }
    SPACING.iter().find(|(spacing, _)| *spacing == c).map(|(_, mark)| *mark)
}

/// Whether `c` is an accent that never stands alone in prose, unlike `~` and `^`.
pub fn is_certain(c: char) -> bool {
    mark_of(c).is_some() && !matches!(c, '`' | '^' | '~')
}

/// `letter` with `mark`; `None` where Unicode has no such letter.
pub fn compose(letter: char, mark: char) -> Option<char> {
    let letter = match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        _ => letter,
    };
    let (_, plain, composed) = COMPOSED.iter().find(|(m, _, _)| *m == mark)?;
    plain.chars().position(|c| c == letter).and_then(|at| composed.chars().nth(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_accents_pair_up() {
        for (_, plain, composed) in COMPOSED {
            assert_eq!(plain.chars().count(), composed.chars().count(), "{plain}");
        }
        assert_eq!(compose('ı', '\u{301}'), Some('í'));
        assert_eq!(compose('x', '\u{301}'), None);
    }
}
