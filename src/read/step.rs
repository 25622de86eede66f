//! How far a reading is, told as it goes on.

/// What a reader counts as it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Pages of a document.
    Page,
    /// Documents of an archive.
    Document,
    /// Chapters of a book.
    Chapter,
    /// Slides of a presentation.
    Slide,
    /// Sheets of a workbook.
    Sheet,
    /// Bytes of the one part that holds a document's text.
    Byte,
}

impl Step {
    /// The word for one: "page", "document", "chapter" …
    pub fn noun(self) -> &'static str {
        match self {
            Step::Page => "page",
            Step::Document => "document",
            Step::Chapter => "chapter",
            Step::Slide => "slide",
            Step::Sheet => "sheet",
            Step::Byte => "byte",
        }
    }
}

/// Takes the kind of step, how many are done, and how many there are.
pub type Progress<'a> = &'a mut dyn FnMut(Step, u32, u32);

/// Bytes between two tellings: a millisecond's work or less, so that telling costs nothing beside it.
const STRIDE: usize = 128 << 10;

/// Tells whoever asked how far a reading is.
#[derive(Default)]
pub(super) struct Reach<'a> {
    progress: Option<Progress<'a>>,
    next: usize,
}

impl<'a> Reach<'a> {
    pub fn new(progress: Option<Progress<'a>>) -> Self {
        Self { progress, next: 0 }
    }

    /// The same, for a while.
    pub fn lend(&mut self) -> Reach<'_> {
        let progress: Option<Progress> = match &mut self.progress {
            Some(progress) => Some(&mut **progress),
            None => None,
        };
        Reach { progress, next: self.next }
    }

    /// So many steps of so many are done.
    pub fn tell(&mut self, step: Step, done: usize, all: usize) {
        if let Some(progress) = &mut self.progress {
            progress(step, u32::try_from(done).unwrap_or(u32::MAX), u32::try_from(all).unwrap_or(u32::MAX));
        }
    }

    /// Reading stands at this byte of so many; told now and then only.
    pub fn byte(&mut self, at: usize, all: usize) {
        if at >= self.next {
            self.next = at + STRIDE;
            self.tell(Step::Byte, at, all);
        }
    }
}
