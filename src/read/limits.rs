//! How much of one file is read.

use crate::problem::Problem;

/// Bounds that keep one file from taking the whole device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of decoded text of one document. Larger texts are refused with a problem.
    pub text_bytes: usize,
    /// Most bytes that one part of a packaged document, or one file in an archive, may have once unpacked.
    pub expanded_bytes: usize,
    /// Most bytes that all parts of one file may have together.
    pub unpacked_bytes: usize,
    /// How many times its packed size a part may have; more is a trap. Parts of a few megabytes are let through.
    pub expansion: usize,
    /// Most parts of a packaged document, or files in an archive.
    pub entries: usize,
    /// Most documents taken from one archive.
    pub documents: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text_bytes: 64 << 20,
            expanded_bytes: 64 << 20,
            unpacked_bytes: 512 << 20,
            expansion: 200,
            entries: 100_000,
            documents: 10_000,
        }
    }
}

impl Limits {
    /// The most text that is read: what was asked for, and never more than offsets can point into.
    pub(super) fn most_text(&self) -> usize {
        self.text_bytes.min(1 << 30)
    }

    /// The problem of a text that is larger.
    pub(super) fn too_long(&self, bytes: usize) -> Problem {
        let what = format!("This text is {} long; texts up to {} are read.", size(bytes), size(self.most_text()));
        Problem::unread("text-too-long", what, "Split it into smaller files and add those.")
    }
}

/// A size as people say it.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{} MB", bytes.div_ceil(1_048_576)),
    }
}
