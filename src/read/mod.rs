//! Bytes to clean text: one file per format.
//!
//! [`read`] tells the format by content, decodes, checks the limits and hands the text to the reader of its format. Every reader
//! of texts takes the whole source and gives a [`Prose`]; none can fail, so what goes wrong is told here. Readers of packaged
//! formats (Word, EPUB) take their parts by name, unpacked one at a time.
//!
//! [`read_all`] and [`read_each`] are for files that hold several documents: archives. [`sheets`] and [`read_rows`] are for tables
//! whose rows are documents.

mod archive;
mod columns;
mod csv;
mod docx;
mod eml;
mod encoding;
mod epub;
mod flow;
mod format;
mod front_matter;
mod furniture;
mod html;
mod hyphen;
mod legacy;
mod limits;
mod line;
mod magic;
mod markdown;
mod mhtml;
mod mime;
mod odf;
mod ole;
mod package;
#[cfg(feature = "pdf")]
pub mod pdf;
mod pptx;
mod rtf;
mod sections;
mod sheets;
mod sniff;
mod srt;
mod stamp;
mod step;
mod subtitle;
mod table;
mod text;
mod vtt;
mod word_style;
mod xlsx;
mod xml;
mod zip;

pub use archive::{Asked, read_all, read_each};
pub use columns::{TableChoice, TableOffer, TableSheet};
pub use encoding::Decoded;
pub use format::Format;
pub use limits::Limits;
pub use sheets::{read_rows, sheets};
pub use step::{Progress, Step};
pub use table::{Columns, Sheet};
pub(crate) use xml::{Event, Xml};

use crate::problem::{Problem, Severity};
use crate::text::{OffsetMap, Place, Prose};
use format::Found;
use package::Package;
use serde::{Deserialize, Serialize};
use step::Reach;
use zip::Archive;

/// Whether this build reads PDF, packaged formats and encodings from before Unicode. The browser's first module does not: it answers them with
/// `format-not-read`, and the second module, which loads behind it, reads them.
const HEAVY: bool = cfg!(feature = "readers");

/// Whether this build reads packaged formats; without them it can be told what they weigh.
const OFFICE: bool = cfg!(feature = "office");

/// What reading one file gave: its prose, possibly empty, and everything that went wrong on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The format it was read as.
    pub format: Format,
    /// The document's own title, where the format names one.
    pub title: Option<String>,
    /// The text.
    pub prose: Prose,
    /// What went wrong; a document with an `Unread` problem has empty prose.
    pub problems: Vec<Problem>,
    /// What may be chosen of the table it was read from; of many rows the first has it.
    pub table: Option<TableOffer>,
}

/// What a file gave: one document, or the rows of a table, each with its number.
enum Parts {
    One(Reading),
    Rows(Vec<(u32, Reading)>),
}

impl Reading {
    fn refused(format: Format, problem: Problem) -> Self {
        Self { format, title: None, prose: Prose::default(), problems: vec![problem], table: None }
    }
}

/// Reads one file: `bytes` to clean text in reading order. `path` helps only where the content leaves the format open.
///
/// Never fails and never panics: what is wrong with the file is in [`Reading::problems`]. Cost: linear in the size of the file,
/// no recursion; a text over [`Limits::text_bytes`] is refused, mostly before it is decoded.
///
/// ```
/// use skillsift::read::{Format, Limits, read};
/// let reading = read("talk.md", b"# Steering\n\nIt takes *foresight* [00:04:38].", &Limits::default());
/// assert_eq!(reading.format, Format::Markdown);
/// assert_eq!(reading.prose.text, "Steering\n\nIt takes foresight.");
/// ```
pub fn read(path: &str, bytes: &[u8], limits: &Limits) -> Reading {
    read_with(path, bytes, None, limits)
}

/// [`read`], with the password of a locked PDF.
pub fn read_with(path: &str, bytes: &[u8], password: Option<&str>, limits: &Limits) -> Reading {
    let whole = TableChoice { rows: Some(false), ..TableChoice::default() };
    match read_parts(path, bytes, &mut Asked { password, table: whole, progress: None }, limits) {
        Parts::One(reading) => reading,
        Parts::Rows(_) => Reading::refused(Format::Unknown, archive::several()),
    }
}

/// Reads a file that is no archive.
fn read_parts(path: &str, bytes: &[u8], asked: &mut Asked, limits: &Limits) -> Parts {
    if bytes.is_empty() {
        let problem = Problem::unread("empty-file", "This file is empty.", "Check that it was saved, then add it again.");
        return Parts::One(Reading::refused(Format::Unknown, problem));
    }
    let reading = match format::find(path, bytes) {
        Found::Refused(problem) => Reading::refused(Format::Unknown, problem),
        Found::Document(format) if !HEAVY || !OFFICE && format != Format::Pdf => Reading::refused(format, format.unreadable()),
        Found::Document(Format::Pdf) => read_pdf(bytes, asked, limits),
        Found::Document(Format::Rtf) => {
            let (prose, title) = rtf::read(bytes);
            Reading { format: Format::Rtf, title, prose, problems: Vec::new(), table: None }
        }
        Found::Document(format) if format.is_zipped() => match open(bytes, format, limits) {
            Ok((Format::Zip, _)) => Reading::refused(Format::Zip, archive::several()),
            Ok((Format::Xlsx, archive)) => {
                let table = asked.table.clone();
                return sheets::read_workbook(&mut Package::new(archive, Format::Xlsx, limits, asked.reach()), &table, limits);
            }
            Ok((format, archive)) => read_package(Package::new(archive, format, limits, asked.reach()), format, limits),
            Err(problem) => Reading::refused(format, problem),
        },
        Found::Document(format) => Reading::refused(format, format.unreadable()),
        Found::Text => return read_text(path, bytes, asked, limits),
    };
    Parts::One(finished(reading))
}

#[cfg(feature = "pdf")]
fn read_pdf(bytes: &[u8], asked: &mut Asked, limits: &Limits) -> Reading {
    let password = asked.password;
    pdf::read_pdf_by_page(bytes, password, limits, &mut |done, all| asked.reach().tell(Step::Page, done as usize, all as usize))
}

#[cfg(not(feature = "pdf"))]
fn read_pdf(_: &[u8], _: &mut Asked, _: &Limits) -> Reading {
    Reading::refused(Format::Pdf, Format::Pdf.unreadable())
}

/// What all formats have in common at the end: sections that are not counted, and the problem of a document without text.
fn finished(mut reading: Reading) -> Reading {
    sections::mark(&mut reading.prose);
    if reading.prose.blocks.is_empty() && reading.problems.iter().all(|p| p.severity != Severity::Unread) {
        let what = format!("No text was found in this file, which was read as {}.", reading.format.names().0);
        let remedy = "Open it to see whether it holds text, and save it as plain text if so.";
        reading.problems.insert(0, Problem::unread("no-text", what, remedy));
    }
    reading
}

/// Opens an archive and tells which format its parts make; `guess` names it in problems.
fn open<'a>(bytes: &'a [u8], guess: Format, limits: &Limits) -> Result<(Format, Archive<'a>), Problem> {
    let archive = Archive::open(bytes, limits).map_err(|fault| fault.problem(guess.noun(), limits))?;
    let format = package::kind(&archive)?;
    Ok((format, archive))
}

fn read_package(mut package: Package, format: Format, limits: &Limits) -> Reading {
    let read = match format {
        Format::Docx => docx::read(&mut package),
        Format::Pptx => pptx::read(&mut package),
        Format::Odt | Format::Odp => odf::read(&mut package, format),
        Format::Epub => epub::read(&mut package, limits),
        other => Err(other.unreadable()),
    };
    match read {
        Ok((mut prose, title)) => {
            // Offsets into parts say nothing.
            prose.map = OffsetMap::default();
            Reading { format, title, prose, problems: package.problems, table: None }
        }
        Err(problem) => Reading::refused(format, problem),
    }
}

/// Prose whose offsets and lines are those of a part, which say nothing of the file.
fn without_source(mut prose: Prose) -> Prose {
    prose.map = OffsetMap::default();
    for (at, block) in prose.blocks.iter_mut().enumerate() {
        block.place = Place::Paragraph(at as u32 + 1);
    }
    prose
}

/// The characters of a list or table that somebody made: UTF-8, UTF-16, or else Windows-1252, as spreadsheets write it. The same in every build.
pub fn decoded(bytes: &[u8]) -> String {
    encoding::unicode(bytes).map_or_else(|| encoding::western(bytes), |decoded| decoded.text.into_owned())
}

/// The cells of a table that is text; says whether all of it was read.
pub fn rows_of_text(text: &str) -> (Sheet, bool) {
    csv::read(text)
}

/// Reads a file that is text inside.
fn read_text(path: &str, bytes: &[u8], asked: &mut Asked, limits: &Limits) -> Parts {
    match cells_or_text(path, bytes, asked.reach(), limits) {
        Ok(reading) => Parts::One(finished(reading)),
        Err((sheet, problems)) => sheets::read_table(Format::Csv, &[sheet], None, problems, &asked.table, limits),
    }
}

/// The reading of a text, or the cells of a table, with problems.
fn cells_or_text(path: &str, bytes: &[u8], mut reach: Reach, limits: &Limits) -> Result<Reading, (Sheet, Vec<Problem>)> {
    // UTF-16 takes two bytes for what UTF-8 may write in one.
    if bytes.len() / 2 > limits.most_text() {
        return Ok(Reading::refused(Format::Text, limits.too_long(bytes.len())));
    }
    let Some(source) = source(bytes) else { return Ok(Reading::refused(Format::Text, encoding::not_loaded())) };
    if source.text.len() > limits.most_text() {
        return Ok(Reading::refused(Format::Text, limits.too_long(source.text.len())));
    }
    if source.text.trim().is_empty() {
        let problem =
            Problem::unread("blank-file", "This file holds nothing but white space.", "Check that it was saved, then add it again.");
        return Ok(Reading::refused(Format::Text, problem));
    }
    if source.unreadable * 5 > source.text.chars().count() {
        let problem =
            Problem::unread("not-text", "This file holds no text that could be made out.", "Save the file as UTF-8 and add it again.");
        return Ok(Reading::refused(Format::Unknown, problem));
    }
    if encoding::is_wordless(&source.text) {
        let problem = Problem::unread(
            "no-words",
            "This file holds one long row of characters without words.",
            "Leave it out, or save its text again.",
        );
        return Ok(Reading::refused(Format::Unknown, problem));
    }
    let format = match sniff::kind(path, &source.text) {
        Ok(format) => format,
        Err(problem) => return Ok(Reading::refused(Format::Unknown, problem)),
    };
    if !OFFICE && matches!(format, Format::Eml | Format::Mhtml | Format::Docx) {
        return Ok(Reading::refused(format, format.unreadable()));
    }
    let mut problems: Vec<Problem> = encoding::loss(&source).into_iter().collect();
    let (prose, title) = match format {
        Format::Text => (text::read(&source.text), None),
        Format::Markdown => markdown::read(&source.text),
        Format::Html => html::read(&source.text),
        Format::Srt => (srt::read(&source.text), None),
        Format::Vtt => (vtt::read(&source.text), None),
        Format::Csv => {
            let (sheet, whole) = csv::read(&source.text);
            if !whole {
                let what = format!("This table has too many cells; its first {} rows were read.", sheet.rows.len());
                problems.push(Problem::part("table-too-long", what, "Split it into smaller tables and add those."));
            }
            return Err((sheet, problems));
        }
        Format::Eml => {
            let (prose, title, found) = eml::read(bytes, limits);
            problems = found;
            (without_source(prose), title)
        }
        Format::Mhtml => {
            problems.clear();
            let (prose, title) = mhtml::read(bytes);
            (without_source(prose), title)
        }
        Format::Docx => return Ok(read_package(Package::flat(&source.text, format, limits, reach.lend()), format, limits)),
        other => return Ok(Reading::refused(other, other.unreadable())),
    };
    Ok(Reading { format, title, prose, problems, table: None })
}

/// The characters of a file that is text inside, as its readers see them: the source that [`crate::text::OffsetMap`] points into. `None` where
/// it is not in Unicode and this build knows no other encodings.
pub fn source(bytes: &[u8]) -> Option<Decoded<'_>> {
    encoding::unicode(bytes).or_else(|| HEAVY.then(|| legacy::older(bytes, legacy::declared_in_html(bytes))))
}
