//! PDF: from bytes to prose.
//!
//! [`file`] opens the file and runs its pages' operators into placed glyphs; [`layout`] makes lines of them in reading order, page
//! by page; [`document`], with all pages in view, finds running heads, paragraphs, headings, notes, contents and references, and
//! joins broken words.
//!
//! Whatever the bytes, reading ends: work is counted, not timed ([`WORK`]); streams are measured before they are unpacked; nothing
//! recurses without a bound. What could not be read becomes a [`Problem`].

mod document;
mod file;
mod glyph;
mod layout;

use crate::problem::Problem;
use crate::read::{Format, Limits, Reading};
use crate::text::Prose;
use document::PageLines;
use file::{File, Refusal};

/// Operators, glyphs and 16-byte steps of unpacking that one file may cost: a thousand times an ordinary report.
const WORK: u64 = 300_000_000;
/// The most pages that are read.
const PAGES: usize = 20_000;

/// [`read_pdf_by_page`] for those who can wait.
pub fn read_pdf(bytes: &[u8], password: Option<&str>, limits: &Limits) -> Reading {
    read_pdf_by_page(bytes, password, limits, &mut |_, _| {})
}

/// Reads a PDF; `password` is tried if the file wants one. `progress` is told before each page how many are done, and of how many.
///
/// Cost: about a thousand pages of prose a second; memory: the file itself, one page's glyphs and all lines.
pub fn read_pdf_by_page(bytes: &[u8], password: Option<&str>, limits: &Limits, progress: &mut dyn FnMut(u32, u32)) -> Reading {
    match File::open(bytes, password) {
        Ok(file) => read_file(&file, limits, progress),
        Err(refusal) => unread(refused(refusal, password)),
    }
}

fn unread(problem: Problem) -> Reading {
    Reading { format: Format::Pdf, title: None, prose: Prose::default(), problems: vec![problem], table: None }
}

fn refused(refusal: Refusal, password: Option<&str>) -> Problem {
    match (refusal, password.filter(|p| !p.is_empty())) {
        (Refusal::Password, None) => Problem::unread(
            "password",
            "This PDF is locked with a password.",
            "Enter its password, or save a copy without one and add that.",
        ),
        (Refusal::Password, Some(_)) => Problem::unread(
            "password",
            "The password does not open this PDF.",
            "Check the password and enter it again, or save a copy without one.",
        ),
        (Refusal::Encryption, _) => Problem::unread(
            "encryption",
            "This PDF is encrypted in a way that cannot be read here.",
            "Open it in the program it was made for and save a copy without protection.",
        ),
        (Refusal::NotPdf, _) => {
            Problem::unread("not-pdf", "This file is named as a PDF but is none.", "Check where the file came from, and add the original.")
        }
        (Refusal::Bomb, _) => Problem::unread(
            "too-large-inside",
            "This PDF unpacks to more data than any document needs, so it was not opened.",
            "If you trust it, print it to a new PDF and add that.",
        ),
        (Refusal::Broken, _) => Problem::unread(
            "damaged",
            "This PDF is damaged and no page could be found in it.",
            "Download or export it again, or print it to a new PDF.",
        ),
    }
}

fn read_file(file: &File, limits: &Limits, progress: &mut dyn FnMut(u32, u32)) -> Reading {
    let count = file.page_count();
    let structure = file.structure();
    let mut pages = file.pages(WORK);
    let mut lines: Vec<PageLines> = Vec::new();
    let mut seen = Seen::default();
    for number in 0..count.min(PAGES) {
        progress(number as u32, count.min(PAGES) as u32);
        let Some(glyphs) = pages.read(number) else { break };
        seen.pictures += u64::from(glyphs.pictures);
        seen.glyphs += glyphs.glyphs.len() as u64;
        seen.unknown += u64::from(glyphs.unknown);
        seen.text += glyphs.text.len();
        if seen.text > limits.text_bytes {
            break;
        }
        seen.pages += 1;
        let regions = layout::page(number, &glyphs, pages.fonts(), &structure);
        if regions.is_empty() && glyphs.pictures > 0 {
            seen.pictured.push(number + 1);
        }
        lines.push(PageLines { height: glyphs.height, regions });
    }
    let written = document::write(lines);
    let mut problems = problems(&seen, count, &written.prose);
    problems.extend(lost_pages(count, file.promised_pages()).filter(|_| !written.prose.text.is_empty()));
    let title = file.title().map(|t| t.trim().to_string()).filter(|t| is_title(t)).or(written.heading);
    Reading { format: Format::Pdf, title, prose: written.prose, problems, table: None }
}

/// What was met on the way.
#[derive(Default)]
struct Seen {
    pages: usize,
    pictures: u64,
    glyphs: u64,
    unknown: u64,
    text: usize,
    /// Pages with pictures and no text, from 1.
    pictured: Vec<usize>,
}

fn problems(seen: &Seen, count: usize, prose: &Prose) -> Vec<Problem> {
    let mut out = Vec::new();
    if prose.text.is_empty() {
        out.push(if seen.unknown > 0 {
            unmapped(seen)
        } else if seen.pictures > 0 {
            Problem::unread(
                "scan",
                "This PDF is a scan: its pages are pictures without text.",
                "Run text recognition (OCR) on it, which many scanners and PDF programs offer, and add the result.",
            )
        } else if seen.pages < count {
            Problem::unread("too-much-work", "The first page of this PDF is too complex to be read.", "Print it to a new PDF and add that.")
        } else {
            Problem::unread(
                "no-text",
                "This PDF has no text: its pages are empty or hold only drawings.",
                "If you see text in it, run text recognition (OCR) on it and add the result.",
            )
        });
        return out;
    }
    if seen.pages < count {
        out.push(
            Problem::part(
                "cut-short",
                format!("Only the first {} of {count} pages were read; the rest is too large.", seen.pages),
                "Split the PDF into smaller files and add those.",
            )
            .at(format!("page {}", seen.pages + 1)),
        );
    }
    if seen.unknown * 10 > seen.glyphs {
        out.push(unmapped(seen));
    }
    if let Some(first) = seen.pictured.first() {
        let what = match seen.pictured.len() {
            1 => format!("Page {first} is a picture without text and was not read."),
            n => format!("{n} of {count} pages are pictures without text and were not read."),
        };
        let remedy = "If they matter, run text recognition (OCR) on the PDF and add the result.";
        out.push(Problem::note("scanned-pages", what, remedy).at(format!("page {first}")));
    }
    out
}

/// A damaged file may have lost pages. What it promises is believed within reason.
fn lost_pages(count: usize, promised: usize) -> Option<Problem> {
    let remedy = "Download or export it again, or print it to a new PDF.";
    let what = format!("This PDF should have {promised} pages, but only {count} of them could be found.");
    (promised > count && promised <= PAGES).then(|| Problem::part("pages-lost", what, remedy))
}

fn unmapped(seen: &Seen) -> Problem {
    let what = format!("This PDF does not say which letters {} of its {} signs stand for.", seen.unknown, seen.glyphs);
    let remedy = "Run text recognition (OCR) on it, or find the document it was made from.";
    if seen.unknown == seen.glyphs { Problem::unread("no-unicode", what, remedy) } else { Problem::part("no-unicode", what, remedy) }
}

/// Whether the title in the file's own data names the document rather than the program or file it came from.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let file_name =
        [".doc", ".docx", ".indd", ".qxd", ".pdf", ".ppt", ".pptx", ".xls", ".xlsx", ".tex", ".dvi", ".rtf", ".odt", ".html", ".txt"];
    let poor =
        ["untitled", "microsoft word", "powerpoint", "microsoft powerpoint", "document", "title", "slide 1", "print", "unknown", "none"];
    title.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && title.chars().count() <= 250
        && !title.contains('\u{fffd}')
        && !file_name.iter().any(|end| lower.ends_with(end))
        && !poor.iter().any(|p| lower == *p || lower.starts_with("microsoft word - ") || lower.starts_with("untitled"))
}
