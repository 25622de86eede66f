//! Tables to documents: all their sheets as one, or each row of one of them.

use super::columns::{self, TableChoice};
use super::format::{self, Format, Found};
use super::package::Package;
use super::step::Reach;
use super::table::{self, Sheet};
use super::{Limits, OFFICE, Parts, Reading, csv, encoding, finished, open, sniff, source, xlsx};
use crate::problem::Problem;
use crate::text::{BlockKind, Place, Prose, ProseBuilder};

/// Reads a workbook.
pub(super) fn read_workbook(package: &mut Package, choice: &TableChoice, limits: &Limits) -> Parts {
    match xlsx::read(package, limits) {
        Ok((sheets, title)) => read_table(Format::Xlsx, &sheets, title, std::mem::take(&mut package.problems), choice, limits),
        Err(problem) => Parts::One(Reading::refused(Format::Xlsx, problem)),
    }
}

/// The sheets of a table as one document, or each row of one of them, as chosen or guessed.
pub(super) fn read_table(
    format: Format,
    sheets: &[Sheet],
    title: Option<String>,
    mut problems: Vec<Problem>,
    choice: &TableChoice,
    limits: &Limits,
) -> Parts {
    let (chosen, offer) = match columns::choose(sheets, choice) {
        None => return Parts::One(finished(Reading { format, title, prose: Prose::default(), problems, table: None })),
        Some(Err(problem)) => return Parts::One(Reading::refused(format, problem)),
        Some(Ok(found)) => found,
    };
    if !chosen.rows {
        let named = chosen.named.then_some((chosen.sheet, &chosen.text[..]));
        let reading = Reading { format, title, prose: rows(sheets, named), problems, table: Some(offer) };
        return Parts::One(finished(reading));
    }
    let (documents, all) = columns::documents(&sheets[chosen.sheet], &chosen, limits);
    if documents.is_empty() {
        let problem = Problem::unread("no-text", "No row of this table has text in the columns chosen.", "Choose other columns.");
        return Parts::One(Reading { table: Some(offer), ..Reading::refused(format, problem) });
    }
    if !all {
        let what = format!("This table has more than {} rows with text; the first of them were read.", documents.len());
        problems.push(Problem::part("too-many-rows", what, "Split it into smaller tables and add those."));
    }
    // What is told of the file is told with its first row.
    let mut first = (std::mem::take(&mut problems), Some(offer));
    let one = |(row, title, prose)| {
        let (problems, table) = std::mem::take(&mut first);
        (row, finished(Reading { format, title, prose, problems, table }))
    };
    Parts::Rows(documents.into_iter().map(one).collect())
}

/// The rows of sheets, one sheet after the other; of one of them the columns may be chosen.
fn rows(sheets: &[Sheet], chosen: Option<(usize, &[usize])>) -> Prose {
    let mut out = ProseBuilder::default();
    for (at, sheet) in sheets.iter().enumerate() {
        if sheets.len() > 1 && !sheet.rows.is_empty() {
            out.begin(BlockKind::Furniture, Place::Row(1));
            out.push(&sheet.name, None);
        }
        table::write(&mut out, sheet, chosen.filter(|c| c.0 == at).map(|c| c.1));
    }
    out.finish()
}

/// The sheets of a workbook, or the one table of a text file, for choosing columns; [`Sheet::columns`] makes a guess.
///
/// # Errors
/// The problem where the file is neither, or cannot be read.
pub fn sheets(path: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Problem> {
    let no_table = || Problem::unread("no-table", "This file is no table.", "Add a CSV or XLSX file.");
    match format::find(path, bytes) {
        Found::Document(format) if !OFFICE => Err(format.unreadable()),
        Found::Document(format) if format.is_zipped() => {
            let (format, archive) = open(bytes, format, limits)?;
            if format != Format::Xlsx {
                return Err(no_table());
            }
            Ok(xlsx::read(&mut Package::new(archive, format, limits, Reach::default()), limits)?.0)
        }
        Found::Text if bytes.len() / 2 <= limits.most_text() => {
            let source = source(bytes).ok_or_else(encoding::not_loaded)?;
            match sniff::kind(path, &source.text)? {
                Format::Csv => Ok(vec![csv::read(&source.text).0]),
                _ => Err(no_table()),
            }
        }
        _ => Err(no_table()),
    }
}

/// Reads each row of a table as a document of its own, made of `columns` of `sheet`; the path inside names the row
/// (`adverts.csv/row 7`). Rows without words are left out.
///
/// # Errors
/// Those of [`sheets`].
pub fn read_rows(path: &str, bytes: &[u8], sheet: usize, columns: &[usize], limits: &Limits) -> Result<Vec<(String, Reading)>, Problem> {
    let sheets = sheets(path, bytes, limits)?;
    let Some(sheet) = sheets.get(sheet) else { return Ok(Vec::new()) };
    let format = if matches!(format::find(path, bytes), Found::Text) { Format::Csv } else { Format::Xlsx };
    let rows = table::documents(sheet, columns, None).filter(|(_, _, prose)| !prose.blocks.is_empty()).take(limits.documents);
    let reading = |prose| Reading { format, title: None, prose, problems: Vec::new(), table: None };
    Ok(rows.map(|(row, _, prose)| (format!("{path}/row {row}"), reading(prose))).collect())
}
