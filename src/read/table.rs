//! Rows of a sheet or table to blocks, and which of its columns hold prose.

use crate::text::{BlockKind, Place, Prose, ProseBuilder};

/// A column whose cells have this many characters on average holds prose.
const PROSE: usize = 40;
/// A table is read by its columns of prose where one of them reaches this.
const CERTAIN: usize = 60;
/// Cells of fewer words on average are names, codes or addresses, however long.
const FEW: usize = 4;

/// A sheet of a workbook, or a table in a text file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet's name; empty where it has none.
    pub name: String,
    /// The cells of each row that is not blank; rows may differ in length.
    pub rows: Vec<Vec<String>>,
    /// The number of each of these rows, from 1.
    pub numbers: Vec<u32>,
}

/// What the columns of a sheet look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Name of each column, from the header row or by its letter.
    pub names: Vec<String>,
    /// Whether the first row names the columns.
    pub header: bool,
    /// Mean number of characters of each column's cells that hold words.
    pub lengths: Vec<usize>,
    /// Mean number of words of these cells.
    pub words: Vec<usize>,
    /// The column that most likely holds the texts: the one with the longest cells.
    pub text: usize,
}

/// Whether a cell holds words: numbers, dates and marks do not.
fn has_words(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic)
}

impl Sheet {
    /// What the columns look like. `None` for a sheet without cells. Cost: one pass.
    pub fn columns(&self) -> Option<Columns> {
        let width = self.rows.iter().map(Vec::len).max().filter(|width| *width > 0)?;
        let header = self.has_header();
        let (mut sums, mut words, mut counts) = (vec![0usize; width], vec![0usize; width], vec![0usize; width]);
        for row in &self.rows[usize::from(header)..] {
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| has_words(cell)) {
                sums[column] += cell.chars().count();
                words[column] += cell.split_whitespace().count();
                counts[column] += 1;
            }
        }
        // A column with a few long cells is no column of texts.
        let most = counts.iter().copied().max().unwrap_or(0);
        let mean = |sums: &[usize], at: usize| if counts[at] * 5 >= most { sums[at] / counts[at].max(1) } else { 0 };
        let lengths: Vec<usize> = (0..width).map(|at| mean(&sums, at)).collect();
        let words: Vec<usize> = (0..width).map(|at| mean(&words, at)).collect();
        // A web address is long and says nothing.
        let text = (0..width).rev().max_by_key(|at| (words[*at] >= FEW, lengths[*at])).unwrap_or(0);
        let name = |at: usize| match self.rows[0].get(at).filter(|name| header && !name.trim().is_empty()) {
            Some(name) => name.trim().to_string(),
            None => letter(at),
        };
        Some(Columns { names: (0..width).map(name).collect(), header, lengths, words, text })
    }

    /// Whether the first row names the columns: short words in every cell, none twice, shorter than what stands below.
    fn has_header(&self) -> bool {
        let [first, below @ ..] = &self.rows[..] else { return false };
        let mean = |rows: &[Vec<String>]| {
            let cells = rows.iter().flatten().filter(|cell| !cell.is_empty());
            let (sum, count) = cells.fold((0, 0), |(sum, count), cell| (sum + cell.len(), count + 1));
            sum / std::cmp::max(count, 1)
        };
        let named = first.iter().all(|cell| cell.len() <= 80 && (cell.is_empty() || has_words(cell)));
        let mut sorted: Vec<&String> = first.iter().filter(|cell| !cell.is_empty()).collect();
        let filled = sorted.len();
        sorted.sort();
        sorted.dedup();
        !below.is_empty()
            && named
            && sorted.len() == filled
            && filled > 0
            && (mean(std::slice::from_ref(first)) * 2 <= mean(below)
                || below.iter().flatten().any(|cell| !cell.is_empty() && !has_words(cell)))
    }
}

/// `A`, `B` … `Z`, `AA`, as sheets name their columns.
fn letter(at: usize) -> String {
    let mut name = String::new();
    let mut rest = at + 1;
    while rest > 0 {
        name.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    name
}

/// The columns that a guess would read: those that hold prose where one surely does, else all.
pub(super) fn texts(columns: &Columns) -> Vec<usize> {
    let certain = columns.lengths[columns.text] >= CERTAIN;
    let holds = |at: &usize| !certain || *at == columns.text || columns.lengths[*at] >= PROSE && columns.words[*at] >= FEW;
    (0..columns.names.len()).filter(holds).collect()
}

/// Appends a sheet, row by row.
///
/// Where some columns hold prose, or where columns are `chosen`, these are read, each line of a cell a block, and the other columns are
/// furniture: read, not counted. Elsewhere every row is one block with all its words. Cells without words are left out.
pub(super) fn write(out: &mut ProseBuilder, sheet: &Sheet, chosen: Option<&[usize]>) {
    let Some(columns) = sheet.columns() else { return };
    let prose = chosen.is_some() || columns.lengths[columns.text] >= CERTAIN;
    let guess = texts(&columns);
    let read = chosen.unwrap_or(&guess);
    for (at, (row, number)) in sheet.rows.iter().zip(&sheet.numbers).enumerate() {
        let place = Place::Row(*number);
        let header = at == 0 && columns.header;
        let is_text = |column: usize| !prose || read.contains(&column) && !header;
        let kind = if header && prose { BlockKind::Furniture } else { BlockKind::TableRow };
        out.begin(if prose { BlockKind::Furniture } else { kind }, place);
        for (column, cell) in row.iter().enumerate() {
            if !(prose && is_text(column)) && has_words(cell) {
                out.push(cell, None);
                out.tab();
            }
        }
        out.end();
        for (_, cell) in row.iter().enumerate().filter(|(column, cell)| prose && is_text(*column) && has_words(cell)) {
            lines(out, cell, BlockKind::TableRow, place);
        }
        out.end();
    }
}

/// Appends the lines of a cell, a block each; those that start with a bullet or number are items of a list.
fn lines(out: &mut ProseBuilder, cell: &str, kind: BlockKind, place: Place) {
    for line in cell.lines().map(str::trim) {
        let marker = super::line::marker(line).filter(|marker| !marker.hashes);
        out.begin(if marker.is_some() { BlockKind::ListItem } else { kind }, place);
        out.push(&line[marker.map_or(0, |marker| marker.len)..], None);
    }
}

/// Each row of a sheet as a document of its own, made of these columns: the number of the row, its title, and its text, which the title heads.
pub(super) fn documents<'s>(
    sheet: &'s Sheet,
    columns: &'s [usize],
    title: Option<usize>,
) -> impl Iterator<Item = (u32, Option<String>, Prose)> + 's {
    let header = usize::from(sheet.columns().is_some_and(|c| c.header));
    sheet.rows.iter().zip(&sheet.numbers).skip(header).map(move |(row, number)| {
        let mut out = ProseBuilder::default();
        let name = title.and_then(|column| row.get(column)).map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
        let name = name.filter(|name| !name.is_empty());
        let read = columns.iter().any(|column| row.get(*column).is_some_and(|cell| has_words(cell)));
        if let Some(name) = name.as_ref().filter(|name| read && has_words(name) && !title.is_some_and(|t| columns.contains(&t))) {
            out.begin(BlockKind::Heading, Place::Row(*number));
            out.push(name, None);
        }
        for cell in columns.iter().filter_map(|column| row.get(*column)).filter(|cell| has_words(cell)) {
            lines(&mut out, cell, BlockKind::Paragraph, Place::Row(*number));
        }
        (*number, name, out.finish())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect();
        Sheet { name: String::new(), numbers: (1..=rows.len() as u32).collect(), rows }
    }

    #[test]
    fn the_column_of_texts_is_found() {
        let long = "You will listen to residents and turn what you hear into a plan.";
        let adverts = sheet(&[&["id", "title", "advert"], &["1", "Planner", long], &["2", "Clerk", long]]);
        let columns = adverts.columns().unwrap();
        assert_eq!((columns.text, columns.header), (2, true));
        assert_eq!(columns.names, ["id", "title", "advert"]);
        let mut out = ProseBuilder::default();
        write(&mut out, &adverts, None);
        let prose = out.finish();
        let counted: Vec<&str> = prose.blocks.iter().filter(|b| b.kind.counts_by_default()).map(|b| b.span.of(&prose.text)).collect();
        assert_eq!(counted, [long, long]);
        let rows =
            |columns: &[usize], title| documents(&adverts, columns, title).map(|(n, t, p)| (n, t, p.blocks.len())).collect::<Vec<_>>();
        assert_eq!(rows(&[1, 2], None), [(2, None, 2), (3, None, 2)]);
        assert_eq!(rows(&[2], Some(1)), [(2, Some("Planner".into()), 2), (3, Some("Clerk".into()), 2)]);
        assert_eq!(rows(&[1, 2], Some(1))[0].2, 2, "a title that is read anyway is read once");
    }

    #[test]
    fn short_cells_make_one_row() {
        let skills = sheet(&[&["Negotiation", "3", "Mediation"], &["Budgeting", "", "Audit"]]);
        assert!(!skills.columns().unwrap().header);
        let mut out = ProseBuilder::default();
        write(&mut out, &skills, None);
        assert_eq!(out.finish().text, "Negotiation\tMediation\n\nBudgeting\tAudit");
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letter), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
