//! Whether a step's inputs have changed since its outputs were made. Contents are compared, not times: checkouts, copies and clocks that
//! jump change times and nothing else.

use crate::sh::{self, Outcome};
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

/// A digest of everything fed to it. Another Rust may give another digest for the same input: then a step runs once for nothing.
pub struct Digest(DefaultHasher);

impl Digest {
    /// The digest of nothing.
    pub fn new() -> Self {
        Self(DefaultHasher::new())
    }

    /// Adds bytes, and how many, so that no two sequences of parts look alike.
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.write_usize(bytes.len());
        self.0.write(bytes);
        self
    }

    /// Adds a file: whether it is there, and its content.
    pub fn file(self, path: &Path) -> Self {
        match std::fs::read(path) {
            Ok(content) => self.bytes(b"file").bytes(&content),
            Err(_) => self.bytes(b"none"),
        }
    }

    /// Adds the names and contents of all files below a folder that `keep` lets through.
    pub fn tree(mut self, folder: &Path, keep: &dyn Fn(&str) -> bool) -> Outcome<Self> {
        for path in sh::files(folder, keep)? {
            self = self.bytes(path.as_bytes()).file(&folder.join(&path));
        }
        Ok(self)
    }

    /// The digest in hexadecimal.
    pub fn finish(self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Whether the stamp at this path says exactly this.
pub fn says(path: &Path, digest: &str) -> bool {
    std::fs::read_to_string(path).is_ok_and(|written| written == digest)
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn parts_do_not_run_together() {
        let split = |a: &str, b: &str| Digest::new().bytes(a.as_bytes()).bytes(b.as_bytes()).finish();
        assert_eq!(split("ab", "c"), split("ab", "c"));
        assert_ne!(split("ab", "c"), split("a", "bc"));
        assert_ne!(Digest::new().file("no such file".as_ref()).finish(), Digest::new().finish());
    }
}
