//! Which columns of a table are read, and whether its rows are documents: a guess, and what a person chose instead.

use super::Limits;
use super::table::{self, Columns, Sheet};
use crate::problem::Problem;
use crate::text::Prose;
use serde::{Deserialize, Serialize};

/// A cell as long as this on average is a piece of writing of its own, and its row a document: some twenty words.
const WRITING: usize = 120;
/// A title is no longer than this on average.
const TITLE: usize = 80;
/// How a column of titles is named, the surest name first.
const TITLES: [&str; 9] = ["title", "job title", "role", "position", "post", "job", "heading", "subject", "name"];

/// How a table is to be read. Whatever is left open is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "camelCase"))]
pub struct TableChoice {
    /// The sheet, from 0.
    pub sheet: Option<u32>,
    /// Names of the columns that are read; empty for a guess.
    pub text: Vec<String>,
    /// Name of the column that gives each row its title; empty for none.
    pub title: Option<String>,
    /// Whether each row is a document of its own.
    pub rows: Option<bool>,
}

/// A sheet and the names of its columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TableSheet {
    /// Its name; empty where it has none.
    pub name: String,
    /// Names of its columns, from the header row or by letter.
    pub columns: Vec<String>,
    /// Columns that a guess would read: positions in `columns`.
    pub text: Vec<u32>,
}

/// What a person may choose of a table, and what is chosen now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TableOffer {
    /// Its sheets.
    pub sheets: Vec<TableSheet>,
    /// How it was read: nothing is left open.
    pub chosen: TableChoice,
}

/// A choice with every name found.
pub(super) struct Chosen {
    pub(super) sheet: usize,
    /// Positions of the columns that are read.
    pub(super) text: Vec<usize>,
    /// Position of the column of titles.
    pub(super) title: Option<usize>,
    pub(super) rows: bool,
    /// Whether the columns were named by a person.
    pub(super) named: bool,
}

/// Completes a choice by guesses and finds its columns; `None` for a table without cells.
///
/// # Errors
/// The problem where a name or sheet is not there.
pub(super) fn choose(sheets: &[Sheet], wish: &TableChoice) -> Option<Result<(Chosen, TableOffer), Problem>> {
    let columns: Vec<Option<Columns>> = sheets.iter().map(Sheet::columns).collect();
    let filled = || columns.iter().enumerate().filter_map(|(at, c)| c.as_ref().map(|c| (at, c)));
    let prose = |at: usize, c: &Columns| c.lengths[c.text] * sheets[at].rows.len();
    let holds = |c: &Columns| wish.text.iter().chain(wish.title.iter().filter(|t| !t.is_empty())).all(|name| position(c, name).is_some());
    // The sheet asked for; else the first that has the columns asked for; else the one with the longest texts.
    let named = !wish.text.is_empty() || wish.title.as_ref().is_some_and(|t| !t.is_empty());
    let guess = filled().rev().max_by_key(|(at, c)| prose(*at, c))?;
    let (sheet, own) = match wish.sheet {
        Some(sheet) => match filled().find(|(at, _)| *at == sheet as usize) {
            Some(found) => found,
            None => return Some(Err(no_sheet(sheet, sheets.len()))),
        },
        None if named => filled().find(|(_, c)| holds(c)).unwrap_or(guess),
        None => guess,
    };
    let find = |name: &String| position(own, name).ok_or_else(|| no_column(name, own));
    let text = match wish.text.iter().map(find).collect::<Result<Vec<usize>, Problem>>() {
        Ok(text) if text.is_empty() => table::texts(own),
        Ok(mut text) => {
            text.sort_unstable();
            text.dedup();
            text
        }
        Err(problem) => return Some(Err(problem)),
    };
    let title = match wish.title.as_ref().map(|name| if name.is_empty() { Ok(None) } else { find(name).map(Some) }) {
        Some(Ok(title)) => title,
        Some(Err(problem)) => return Some(Err(problem)),
        None => title(&sheets[sheet], own, &text),
    };
    // What other sheets say would be lost.
    let most = prose(sheet, own) * 5 >= filled().map(|(at, c)| prose(at, c)).sum::<usize>() * 4;
    let writing = own.header && own.lengths[own.text] >= WRITING && sheets[sheet].rows.len() > 2 && most;
    let rows = wish.rows.unwrap_or(writing || named);
    let offer = |at: usize, c: &Columns| TableSheet {
        name: sheets[at].name.clone(),
        columns: c.names.clone(),
        text: table::texts(c).into_iter().map(|column| column as u32).collect(),
    };
    let empty = |at: usize| TableSheet { name: sheets[at].name.clone(), columns: Vec::new(), text: Vec::new() };
    let chosen = TableChoice {
        sheet: Some(sheet as u32),
        text: text.iter().map(|column| own.names[*column].clone()).collect(),
        title: Some(title.map_or_else(String::new, |column| own.names[column].clone())),
        rows: Some(rows),
    };
    let sheets = columns.iter().enumerate().map(|(at, c)| c.as_ref().map_or_else(|| empty(at), |c| offer(at, c))).collect();
    Some(Ok((Chosen { sheet, text, title, rows, named: !wish.text.is_empty() }, TableOffer { sheets, chosen })))
}

/// The column of this name, however it is capitalised.
fn position(columns: &Columns, name: &str) -> Option<usize> {
    let same = |other: &String| other.trim().to_lowercase() == name.trim().to_lowercase();
    columns.names.iter().position(|other| other == name).or_else(|| columns.names.iter().position(same))
}

/// The column that names the rows: one that is called a title, else the first of short words that differ from row to row.
fn title(sheet: &Sheet, columns: &Columns, text: &[usize]) -> Option<usize> {
    let short = |at: &usize| !text.contains(at) && (1..=TITLE).contains(&columns.lengths[*at]);
    let called = TITLES.iter().find_map(|name| position(columns, name).filter(short)).filter(|_| columns.header);
    let telling = |at: &usize| {
        let mut cells: Vec<&str> = sheet.rows.iter().skip(1).filter_map(|row| row.get(*at)).map(String::as_str).collect();
        let all = cells.len();
        cells.sort_unstable();
        cells.dedup();
        columns.lengths[*at] >= 4 && cells.len() * 10 >= all * 7 && !cells.iter().any(|cell| cell.contains("://") || cell.contains('@'))
    };
    called.or_else(|| (0..columns.names.len()).filter(short).find(telling))
}

fn no_column(name: &str, columns: &Columns) -> Problem {
    let what = format!("This table has no column “{name}”.");
    Problem::unread("no-such-column", what, format!("Choose among its columns: {}.", columns.names.join(", ")))
}

fn no_sheet(sheet: u32, sheets: usize) -> Problem {
    let what = format!("This workbook has no sheet {}, or it is empty; it has {sheets} in all.", u64::from(sheet) + 1);
    Problem::unread("no-such-sheet", what, "Choose another sheet.")
}

/// The rows that are documents, at most as many as are read of an archive: number, title and text of each. Says whether that is all of them.
pub(super) fn documents(sheet: &Sheet, chosen: &Chosen, limits: &Limits) -> (Vec<(u32, Option<String>, Prose)>, bool) {
    let mut rows = table::documents(sheet, &chosen.text, chosen.title).filter(|(_, _, prose)| !prose.blocks.is_empty());
    let first: Vec<_> = rows.by_ref().take(limits.documents).collect();
    let all = rows.next().is_none();
    (first, all)
}
