//! SPDX licence expressions: which of the licences on offer we take, or that none of them may be shipped.

/// Licences that let the page be shipped under MIT or Apache-2.0 with a notice, the ones we would rather take first.
const PERMISSIVE: &[&str] = &[
    "MIT",
    "MIT-0",
    "0BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "BSL-1.0",
    "CC0-1.0",
    "Unlicense",
    "BlueOak-1.0.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Apache-2.0 WITH LLVM-exception",
    "Apache-2.0",
    // Fonts.
    "OFL-1.1",
];

/// The licences that we take of those that the expression offers: of `OR` the one we would rather have, of `AND` all. `None` when what it
/// asks for is not permissive, or when it cannot be read.
pub fn chosen(expression: &str) -> Option<Vec<&'static str>> {
    // Old manifests write a slash for OR.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let found = either(&mut rest)?;
    rest.is_empty().then_some(found)?
}

/// A parsed part: readable or not (outer), permissive or not (inner).
type Part = Option<Option<Vec<&'static str>>>;

fn either(rest: &mut &[&str]) -> Part {
    let mut best = both(rest)?;
    while take(rest, "OR") {
        let other = both(rest)?;
        best = match (best, other) {
            (Some(a), Some(b)) => Some(if cost(&b) < cost(&a) { b } else { a }),
            (a, b) => a.or(b),
        };
    }
    Some(best)
}

fn both(rest: &mut &[&str]) -> Part {
    let mut all = one(rest)?;
    while take(rest, "AND") {
        let more = one(rest)?;
        all = all.zip(more).map(|(mut a, b)| {
            a.extend(b);
            a.sort_unstable();
            a.dedup();
            a
        });
    }
    Some(all)
}

fn one(rest: &mut &[&str]) -> Part {
    if take(rest, "(") {
        let inner = either(rest)?;
        return take(rest, ")").then_some(inner);
    }
    let (&first, after) = rest.split_first()?;
    *rest = after;
    if ["OR", "AND", "WITH", ")"].contains(&first) {
        return None;
    }
    let mut name = first.to_owned();
    if take(rest, "WITH") {
        let (exception, after) = rest.split_first()?;
        *rest = after;
        name = format!("{name} WITH {exception}");
    }
    Some(PERMISSIVE.iter().find(|known| **known == name).map(|known| vec![*known]))
}

fn take(rest: &mut &[&str], word: &str) -> bool {
    let found = rest.first() == Some(&word);
    if found {
        *rest = &rest[1..];
    }
    found
}

/// Fewer licences first, then the ones that we would rather take.
fn cost(licences: &[&str]) -> (usize, usize) {
    (licences.len(), licences.iter().filter_map(|name| PERMISSIVE.iter().position(|known| known == name)).max().unwrap_or(0))
}

/// Whether a licence file, by its name, holds the text of another licence than those taken.
pub fn is_for_another(file: &str, taken: &[&str]) -> bool {
    // A mark in the file's name, and how the names of the licences begin that it stands for.
    const MARKS: [(&str, &str); 8] = [
        ("APACHE", "Apache-2.0"),
        ("MIT", "MIT"),
        ("UNLICENSE", "Unlicense"),
        ("BSD", "BSD-"),
        ("CC0", "CC0-"),
        ("ZLIB", "Zlib"),
        ("BOOST", "BSL-"),
        ("GPL", "GPL-"),
    ];
    let file = file.to_uppercase();
    MARKS.iter().any(|(mark, licence)| file.contains(mark) && !taken.iter().any(|name| name.starts_with(licence)))
}

#[cfg(test)]
mod tests {
    use super::{chosen, is_for_another};

    #[test]
    fn expressions_are_read_as_spdx_means_them() {
        let taken = |expression| chosen(expression).map(|names| names.join(" + "));
        for (expression, expected) in [
            ("MIT", Some("MIT")),
            ("Apache-2.0 OR MIT", Some("MIT")),
            ("MIT/BSD-3-Clause", Some("MIT")),
            ("(Apache-2.0 OR MIT) AND BSD-3-Clause", Some("BSD-3-Clause + MIT")),
            ("GPL-3.0-only OR Apache-2.0", Some("Apache-2.0")),
            ("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT", Some("MIT")),
            ("Apache-2.0 WITH LLVM-exception", Some("Apache-2.0 WITH LLVM-exception")),
            ("GPL-3.0-only", None),
            ("MIT AND GPL-3.0-only", None),
            ("Apache-2.0 WITH Something", None),
            ("(MIT", None),
            ("MIT OR", None),
            ("MIT MIT", None),
            ("", None),
        ] {
            assert_eq!(taken(expression).as_deref(), expected, "{expression}");
        }
    }

    #[test]
    fn only_the_texts_of_licences_taken_are_kept() {
        assert!(is_for_another("LICENSE-APACHE", &["MIT"]));
        assert!(!is_for_another("LICENSE-APACHE", &["Apache-2.0 WITH LLVM-exception"]));
        assert!(!is_for_another("LICENSE-MIT", &["MIT", "BSD-3-Clause"]));
        assert!(!is_for_another("LICENSE", &["MIT"]));
        assert!(!is_for_another("COPYRIGHT", &["MIT"]));
        assert!(is_for_another("UNLICENSE", &["MIT"]));
    }
}
