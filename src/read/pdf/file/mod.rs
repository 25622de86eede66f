//! The PDF file itself: opening it, its pages, its fonts. The only folder that knows the hayro crates.
//!
//! hayro's own interpreter draws pages; it cannot be stopped half-way, so a form that draws itself twice would keep it busy for
//! ever. [`content`] therefore runs the few operators that place text itself, counts its work and gives up in good time; it needs
//! no colours, images or outlines, which also makes the module half as large.

mod affine;
mod arabic;
mod content;
mod font;
mod glyph_table;
mod guard;
mod structure;
mod survey;
mod unicode;

use crate::read::pdf::glyph::{FontLook, PageGlyphs};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Rotation;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

pub use structure::{Role, Structure};

/// Why a file cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not a PDF.
    NotPdf,
    /// It wants a password, or another one.
    Password,
    /// It is encrypted in a way that is not supported.
    Encryption,
    /// It unpacks to more than any document needs.
    Bomb,
    /// It is damaged beyond repair.
    Broken,
}

/// An open PDF.
pub struct File {
    pdf: Pdf,
}

impl File {
    /// Opens a file. Cost: one copy of the bytes, and their cross-reference table read; a damaged file is searched for objects.
    pub fn open(bytes: &[u8], password: Option<&str>) -> Result<File, Refusal> {
        if !guard::looks_like_pdf(bytes) {
            return Err(Refusal::NotPdf);
        }
        if !survey::is_searchable(bytes) {
            return Err(Refusal::Broken);
        }
        if !guard::object_streams_are_sane(bytes) {
            return Err(Refusal::Bomb);
        }
        let password = password.unwrap_or("");
        let mut opened = Pdf::new_with_password(bytes.to_vec(), password);
        if matches!(opened, Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) {
            let plain = unicode::saslprep(password);
            if plain != password {
                opened = Pdf::new_with_password(bytes.to_vec(), &plain);
            }
        }
        match opened {
            Ok(pdf) => Ok(File { pdf }),
            Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => Err(Refusal::Password),
            Err(LoadPdfError::Decryption(_)) => Err(Refusal::Encryption),
            Err(LoadPdfError::Invalid) => Err(Refusal::Broken),
        }
    }

    /// How many pages there are.
    pub fn page_count(&self) -> usize {
        self.pdf.pages().len()
    }

    /// How many pages the root of the page tree says there are. A damaged file may have lost some, or say anything.
    pub fn promised_pages(&self) -> usize {
        let xref = self.pdf.xref();
        let tree = xref.get::<Dict<'_>>(xref.root_id()).and_then(|catalog| catalog.get::<Dict<'_>>("Pages"));
        tree.and_then(|tree| tree.get::<u32>("Count")).map_or(0, |count| count as usize)
    }

    /// The title in the document's information dictionary.
    pub fn title(&self) -> Option<String> {
        self.pdf.metadata().title.as_deref().map(unicode::text_string)
    }

    /// The structure tree of a tagged file; empty for others.
    pub fn structure(&self) -> Structure {
        structure::read(&self.pdf)
    }

    /// A reader of the pages, with at most `work` units of work to spend on all of them.
    pub fn pages(&self, work: u64) -> Pages<'_> {
        Pages { pdf: &self.pdf, reader: content::Reader::new(&self.pdf, work) }
    }
}

/// Reads pages one after the other, keeping fonts between them.
pub struct Pages<'a> {
    pdf: &'a Pdf,
    reader: content::Reader<'a>,
}

impl Pages<'_> {
    /// The glyphs of page `index`, from 0; `None` once the work allowed is spent.
    pub fn read(&mut self, index: usize) -> Option<PageGlyphs> {
        if self.reader.is_spent() {
            return None;
        }
        let page = self.pdf.pages().get(index)?;
        Some(self.reader.read(page, upright(page)))
    }

    /// The fonts met so far; glyphs name them by index.
    pub fn fonts(&self) -> &[FontLook] {
        self.reader.looks()
    }
}

/// The transform from a page's own space to the upright page with its origin in the lower left corner.
fn upright(page: &hayro_syntax::page::Page<'_>) -> affine::Affine {
    let crop = page.intersected_crop_box();
    let (width, height) = page.base_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let origin = affine::Affine([1.0, 0.0, 0.0, 1.0, -crop.x0, -crop.y0]);
    let turn = match page.rotation() {
        Rotation::None => affine::Affine::IDENTITY,
        Rotation::Horizontal => affine::Affine([0.0, -1.0, 1.0, 0.0, 0.0, width]),
        Rotation::Flipped => affine::Affine([-1.0, 0.0, 0.0, -1.0, width, height]),
        Rotation::FlippedHorizontal => affine::Affine([0.0, 1.0, -1.0, 0.0, height, 0.0]),
    };
    origin.then(turn)
}
