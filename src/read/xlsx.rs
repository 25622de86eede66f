//! Excel workbooks.

use super::Limits;
use super::package::{Links, Package};
use super::step::{Reach, Step};
use super::table::Sheet;
use super::xml::{Event, Xml};
use crate::problem::Problem;
use std::collections::BTreeSet;

/// Reads the sheets of a workbook in their order, cells of text only; gives its title. Numbers, dates and the results of formulas
/// that are numbers are left out.
///
/// # Errors
/// The problem where the workbook's main part cannot be had, or its text is over the limit. Cost: linear.
pub fn read(package: &mut Package, limits: &Limits) -> Result<(Vec<Sheet>, Option<String>), Problem> {
    let main = package.main_part("xl/workbook.xml");
    let source = package.need(&main)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
    let relations = package.relations(&main);
    let strings =
        relations.iter().find(|r| r.kind == "sharedStrings").map_or_else(|| format!("{folder}/sharedStrings.xml"), |r| r.target.clone());
    let strings = Strings::new(&package.want(&strings));
    let links = Links::of(&relations, "worksheet");
    let mut seen = BTreeSet::new();
    let mut named = Vec::new();
    for event in Xml::new(&source) {
        if let Event::Open(e) = event
            && e.name == "sheet"
            && let Some(part) = links.of_element(&e).filter(|part| seen.insert(*part))
        {
            named.push((e.get("name").unwrap_or_default().into_owned(), part));
        }
    }
    let mut sheets = Vec::new();
    let mut left = limits.most_text();
    let all = named.len();
    for (number, (name, part)) in named.into_iter().enumerate() {
        let source = package.want(part);
        // The number of an only sheet says nothing; how far it is read does.
        let mut nobody = Reach::default();
        let reach = if all > 1 {
            package.reach.tell(Step::Sheet, number, all);
            &mut nobody
        } else {
            &mut package.reach
        };
        let sheet = sheet(&source, &strings, &mut left, reach).ok_or_else(|| limits.too_long(limits.most_text() + 1))?;
        sheets.push(Sheet { name, ..sheet });
    }
    let title = package.title("docProps/core.xml");
    Ok((sheets, title))
}

/// The strings that cells share, one after the other.
struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    fn new(source: &str) -> Self {
        let mut strings = Strings { text: String::new(), ends: Vec::new() };
        let mut xml = Xml::new(source);
        while let Some(event) = xml.next() {
            match event {
                Event::Open(e) if e.name == "t" => strings.text += &xml.text(),
                // How a word is said.
                Event::Open(e) if e.name == "rPh" => xml.pass(),
                Event::Close("si") => strings.ends.push(strings.text.len()),
                _ => {}
            }
        }
        strings
    }

    fn get(&self, at: usize) -> Option<&str> {
        let start = if at == 0 { 0 } else { *self.ends.get(at - 1)? };
        self.text.get(start..*self.ends.get(at)?)
    }
}

/// One sheet; `None` where its text is more than is `left`.
fn sheet(source: &str, strings: &Strings, left: &mut usize, reach: &mut Reach) -> Option<Sheet> {
    let mut sheet = Sheet::default();
    let mut xml = Xml::new(source);
    let mut row: Vec<String> = Vec::new();
    let mut number = 0u32;
    let mut column = 0usize;
    let mut kind = String::new();
    while let Some(event) = xml.next() {
        match event {
            Event::Open(e) => match e.name {
                "row" => {
                    let (at, end) = xml.reached();
                    reach.byte(at, end);
                    number = e.get("r").and_then(|r| r.parse().ok()).unwrap_or(number.saturating_add(1));
                    row.clear();
                    column = 0;
                }
                "c" => {
                    kind = e.get("t").unwrap_or_default().into_owned();
                    column = e.get("r").and_then(|r| index(&r)).unwrap_or(column);
                }
                "v" | "t" => {
                    let raw = xml.text();
                    let text = match kind.as_str() {
                        "s" => raw.trim().parse().ok().and_then(|at| strings.get(at)).unwrap_or_default(),
                        "str" | "inlineStr" => &raw,
                        _ => "",
                    };
                    if !text.trim().is_empty() && column < 16_384 {
                        *left = left.checked_sub(text.len() + 1)?;
                        if row.len() <= column {
                            row.resize(column + 1, String::new());
                        }
                        row[column] += text;
                    }
                }
                "f" | "rPh" => xml.pass(),
                _ => {}
            },
            Event::Close("c") => column += 1,
            Event::Close("row") if !row.is_empty() => {
                // Cells far to the right cost memory, too.
                *left = left.checked_sub(row.len() * size_of::<String>())?;
                sheet.rows.push(std::mem::take(&mut row));
                sheet.numbers.push(number);
            }
            _ => {}
        }
    }
    Some(sheet)
}

/// The column of a cell's name: `B7` is 1.
fn index(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let column = letters.fold(0usize, |sum, b| sum * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1);
    // Sheets have 16,384 columns.
    (1..=16_384).contains(&column).then(|| column - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_by_column_and_row() {
        assert_eq!(["A1", "Z9", "AA1", "XFD1", "XFE1", "1"].map(index), [Some(0), Some(25), Some(26), Some(16_383), None, None]);
    }
}
