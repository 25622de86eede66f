//! Lines with Arabic or Hebrew, from the order they are seen in to the order they are read in.

/// Whether `c` is written from right to left.
pub fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && !matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// The text of a line in logical order; `visual` is what stands on the page from left to right.
///
/// A simple form of UAX 9 without embeddings: the line runs the way most of its letters run, and the words and numbers of the
/// other direction inside it keep theirs.
pub fn logical(visual: &str) -> String {
    let chars: Vec<char> = visual.chars().collect();
    let right = chars.iter().filter(|c| is_right_to_left(**c)).count();
    if right == 0 {
        return visual.to_string();
    }
    let left = chars.iter().filter(|c| c.is_alphabetic() && !is_right_to_left(**c)).count();
    let mut out: Vec<char> = chars;
    if right >= left {
        out.reverse();
        out.iter_mut().for_each(|c| *c = mirrored(*c));
        reverse_runs(
            &mut out,
            |c| c.is_alphanumeric() && !is_right_to_left(c) && !is_mark(c),
            |c| matches!(c, '.' | ',' | ':' | '/' | '-' | '%' | '@' | '_') || c == ' ',
        );
    } else {
        reverse_runs(&mut out, is_right_to_left, |c| !c.is_alphanumeric());
    }
    out.into_iter().collect()
}

/// Reverses every stretch that begins and ends with `inside` and holds nothing but `inside` and `between`.
fn reverse_runs(chars: &mut [char], inside: impl Fn(char) -> bool, between: impl Fn(char) -> bool) {
    let mut at = 0;
    while at < chars.len() {
        if !inside(chars[at]) {
            at += 1;
            continue;
        }
        let (mut end, mut scan) = (at + 1, at + 1);
        while scan < chars.len() && (inside(chars[scan]) || between(chars[scan])) {
            if inside(chars[scan]) {
                end = scan + 1;
            }
            scan += 1;
        }
        chars[at..end].reverse();
        at = end;
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}

fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»')];
    PAIRS
        .iter()
        .find_map(|(a, b)| {
            if c == *a {
                Some(*b)
            } else if c == *b {
                Some(*a)
            } else {
                None
            }
        })
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::logical;

    #[test]
    fn words_are_turned_and_numbers_kept() {
        assert_eq!(logical("plain"), "plain");
        assert_eq!(logical("םולש"), "שלום");
        assert_eq!(logical("12.5 םולש"), "שלום 12.5");
        assert_eq!(logical("the word םולש here"), "the word שלום here");
    }
}
