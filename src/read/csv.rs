//! Tables as text: cells between commas, semicolons, tabs or bars.

use super::table::Sheet;

/// How much of a table is looked at to find what stands between cells.
const HEAD: usize = 64 << 10;

/// Most cells of one row; more are left out.
const WIDEST: usize = 16_384;
/// Most cells of one table. Each takes memory even where it is empty.
const CELLS: usize = 2 << 20;

/// Cuts a table into cells; says whether all of it was read. Quoted cells may hold separators, line ends and doubled quotes. Cost: linear.
pub fn read(source: &str) -> (Sheet, bool) {
    // Excel may name the separator in a first line of its own.
    // One that is no separator is a line like any other.
    let may_part = |b: &u8| b.is_ascii() && !matches!(b, b'"' | b'\r' | b'\n');
    let named = source.strip_prefix("sep=").and_then(|s| s.bytes().next()).filter(may_part);
    let skip = if named.is_some() { source.find('\n').map_or(source.len(), |at| at + 1) } else { 0 };
    let mut sheet = Sheet::default();
    let body = &source[skip..];
    let mut number = u32::from(skip > 0);
    let (mut cells_left, mut whole) = (CELLS, true);
    rows(body, named.unwrap_or_else(|| separator(body)), |mut cells| {
        number = number.saturating_add(1);
        let width = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        cells.truncate(width);
        cells.shrink_to_fit();
        whole = width <= cells_left;
        if width > 0 && whole {
            cells_left -= width;
            sheet.rows.push(cells);
            sheet.numbers.push(number);
        }
        whole
    });
    (sheet, whole)
}

/// The separator that gives the most alike rows of two cells or more.
pub(super) fn separator(source: &str) -> u8 {
    let mut end = source.len().min(HEAD);
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let likeness = |separator: u8| {
        let mut widths = Vec::new();
        rows(&source[..end], separator, |cells| {
            widths.push(cells.len());
            widths.len() < 200
        });
        if widths.len() > 2 && end < source.len() {
            widths.pop();
        }
        let first = widths.first().copied().unwrap_or(0);
        let alike = widths.iter().filter(|width| **width == first).count();
        if first < 2 { (0, 0) } else { (alike * 1000 / widths.len().max(1), first) }
    };
    // The first of the best is taken.
    let mut best = (b',', (0, 0));
    for separator in [b',', b';', b'\t', b'|'] {
        let found = likeness(separator);
        if found > best.1 {
            best = (separator, found);
        }
    }
    best.0
}

/// Calls `visit` with the cells of each row until it says no.
fn rows(source: &str, separator: u8, mut visit: impl FnMut(Vec<String>) -> bool) {
    let bytes = source.as_bytes();
    let mut cells: Vec<String> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let mut cell = String::new();
        if bytes[at] == b'"' {
            at += 1;
            // A quote that is never closed is passed over.
            while let Some(len) = memchr::memchr(b'"', &bytes[at..]) {
                cell += &source[at..at + len];
                at += len + 1;
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
                cell.push('"');
                at += 1;
            }
        }
        let len = bytes[at..].iter().position(|b| *b == separator || matches!(b, b'\n' | b'\r')).unwrap_or(bytes.len() - at);
        cell += &source[at..at + len];
        at += len;
        if cells.len() < WIDEST {
            cells.push(cell);
        }
        match bytes.get(at) {
            Some(byte) if *byte == separator => {
                at += 1;
                if at == bytes.len() && cells.len() < WIDEST {
                    cells.push(String::new());
                }
            }
            _ => {
                at += if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
                if !visit(std::mem::take(&mut cells)) {
                    return;
                }
            }
        }
    }
    if !cells.is_empty() {
        visit(cells);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cut() {
        for (source, expected) in [
            ("a,b\n1,2\n", vec![vec!["a", "b"], vec!["1", "2"]]),
            ("a;b\r\n\"x; \"\"y\"\"\nz\";2", vec![vec!["a", "b"], vec!["x; \"y\"\nz", "2"]]),
            ("a\tb\n1,5\t2\n", vec![vec!["a", "b"], vec!["1,5", "2"]]),
            ("sep=|\na|b\n", vec![vec!["a", "b"]]),
            ("sep=é\naéb\n", vec![vec!["sep=é"], vec!["aéb"]]),
            ("only one column\nof, words\n", vec![vec!["only one column"], vec!["of", " words"]]),
            ("a,\n\n,b", vec![vec!["a"], vec!["", "b"]]),
            ("\"never closed,x\n1,2", vec![vec!["never closed", "x"], vec!["1", "2"]]),
        ] {
            let (sheet, _) = read(source);
            assert_eq!(sheet.rows, expected, "{source:?}");
        }
        assert_eq!(read("a,b\n\nc,d").0.numbers, [1, 3]);
    }
}
