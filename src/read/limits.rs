//! How much of one file is read.

/// Bounds that keep one file from taking the whole device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of decoded text of one document. Larger texts are refused with a problem.
    pub text_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text_bytes: 64 << 20 }
    }
}
