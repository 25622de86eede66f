//! Which format a file is in, by its content before its name.

use super::magic::{Kind, Magic};
use super::sniff;
use crate::problem::Problem;
use serde::{Deserialize, Serialize};

/// A format that can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "lowercase"))]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// SubRip subtitles.
    Srt,
    /// WebVTT subtitles.
    Vtt,
    /// PDF.
    Pdf,
    /// A Word document.
    Docx,
    /// A PowerPoint presentation.
    Pptx,
    /// An Excel workbook.
    Xlsx,
    /// An OpenDocument text.
    Odt,
    /// An OpenDocument presentation.
    Odp,
    /// An electronic book.
    Epub,
    /// Rich text.
    Rtf,
    /// A web page saved with its parts.
    Mhtml,
    /// An electronic letter.
    Eml,
    /// A table as text.
    Csv,
    /// A zip archive of other files.
    Zip,
    /// Anything else.
    Unknown,
}

impl Format {
    /// What one file of the format is, and what many are, in words.
    pub(super) fn names(self) -> (&'static str, &'static str) {
        match self {
            Format::Text => ("a plain text", "Plain texts"),
            Format::Markdown => ("a Markdown text", "Markdown texts"),
            Format::Html => ("a web page", "Web pages"),
            Format::Srt | Format::Vtt => ("a subtitle file", "Subtitle files"),
            Format::Pdf => ("a PDF", "PDFs"),
            Format::Docx => ("a Word document", "Word documents"),
            Format::Pptx => ("a PowerPoint presentation", "Presentations"),
            Format::Xlsx => ("an Excel workbook", "Workbooks"),
            Format::Odt => ("an OpenDocument text", "OpenDocument texts"),
            Format::Odp => ("an OpenDocument presentation", "Presentations"),
            Format::Epub => ("an EPUB book", "EPUB books"),
            Format::Rtf => ("a rich text (RTF)", "Rich texts"),
            Format::Mhtml => ("a web page saved as one file (MHTML)", "MHTML files"),
            Format::Eml => ("an e-mail", "E-mails"),
            Format::Csv => ("a table (CSV)", "Tables"),
            Format::Zip => ("a zip archive", "Zip archives"),
            Format::Unknown => ("a file of an unknown kind", "Files of this kind"),
        }
    }

    /// What one file of the format is, for "this …".
    pub(super) fn noun(self) -> &'static str {
        let one = self.names().0;
        one.strip_prefix("an ").or_else(|| one.strip_prefix("a ")).unwrap_or(one)
    }

    /// Whether its files are zip archives.
    pub(super) fn is_zipped(self) -> bool {
        matches!(self, Format::Docx | Format::Pptx | Format::Xlsx | Format::Odt | Format::Odp | Format::Epub | Format::Zip)
    }

    /// The problem of a format that has no reader.
    pub(super) fn unreadable(self) -> Problem {
        let (one, many) = self.names();
        let remedy = match self {
            Format::Pdf => "Copy its text into a text file and add that.",
            _ => "Save it as plain text or as a web page and add that.",
        };
        Problem::unread("format-not-read", format!("This is {one}. {many} cannot be read yet."), remedy)
    }
}

/// What a file turned out to be, before it is decoded.
pub(super) enum Found {
    /// Bytes of a text of some kind.
    Text,
    /// A document of this format, which is not text inside.
    Document(Format),
    /// Nothing that can be read.
    Refused(Problem),
}

/// Tells binary formats, by content first, then by name. Cost: looks at both ends of the file.
pub(super) fn find(path: &str, bytes: &[u8]) -> Found {
    match super::magic::magic(bytes) {
        Some(Magic::Document(format)) => return Found::Document(format),
        Some(Magic::Foreign(one, remedy)) => {
            return Found::Refused(Problem::unread("format-not-read", format!("This is {one}, which cannot be read."), remedy));
        }
        Some(Magic::Kind(kind)) => return Found::Refused(no_document(kind)),
        Some(Magic::Container) => return Found::Refused(super::ole::problem(bytes)),
        None => {}
    }
    if super::encoding::is_ebcdic(bytes) {
        let remedy = "Convert it to UTF-8 and add it again.";
        return Found::Refused(Problem::unread(
            "encoding-not-read",
            "This text is in a mainframe encoding (EBCDIC), which cannot be read.",
            remedy,
        ));
    }
    if super::encoding::is_noise(bytes) {
        let remedy = match sniff::extension(path).as_str() {
            "txt" | "md" | "markdown" | "html" | "htm" | "srt" | "vtt" => "Open it in the program that made it, and save it as text again.",
            _ => "Add a text, Markdown, HTML or subtitle file instead.",
        };
        return Found::Refused(Problem::unread("not-text", "This file holds binary data, not text.", remedy));
    }
    Found::Text
}

/// The sentence for files that are no documents.
pub(super) fn no_document(kind: Kind) -> Problem {
    let (code, what, remedy) = match kind {
        Kind::Image => ("image", "This is an image. Text in images is not read.", "Add the text that it shows as a text file."),
        Kind::Sound => {
            ("sound", "This is a sound recording. Recordings are not read.", "Add its transcript or subtitles (SRT, VTT or text).")
        }
        Kind::Video => ("video", "This is a video. Videos are not read.", "Add its transcript or subtitles (SRT, VTT or text)."),
        Kind::Program => ("program", "This is a program, not a document.", "Leave it out."),
        Kind::Archive => ("archive", "This is a packed archive. Archives of this kind are not read.", "Unpack it and add the files in it."),
        Kind::Font => ("font", "This is a font, not a document.", "Leave it out."),
        Kind::Database => ("database", "This is a database, not a document.", "Export the texts in it as text files and add those."),
        Kind::System => ("system-file", "This file was left by the computer and holds no text.", "Leave it out."),
    };
    Problem::unread(code, what, remedy)
}
