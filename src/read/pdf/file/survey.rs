//! A look at a file's objects before it is opened: files whose objects never end would keep the search for them busy for hours.
//!
//! Where the cross-reference table is broken, hayro tries every place that may begin an object and skips what follows; from each
//! opening bracket of a million it would read to the end of the file. The survey skips the same way, counts the bytes, and stops.

use memchr::memmem;

/// How deep objects may nest; beyond it skipping fails, as in hayro.
const DEPTH: usize = 512;

/// Whether finding the file's objects takes work in proportion to its size. Cost: that work, at most.
pub fn is_searchable(bytes: &[u8]) -> bool {
    let budget = bytes.len().saturating_mul(48).saturating_add(48 << 20);
    let mut walk = Walk { bytes, left: budget };
    walk.objects() && walk.dictionaries() && walk.object_streams()
}

struct Walk<'a> {
    bytes: &'a [u8],
    /// Bytes that may still be skipped over.
    left: usize,
}

impl Walk<'_> {
    /// Skips what follows each `obj`.
    fn objects(&mut self) -> bool {
        memmem::find_iter(self.bytes, b"obj").all(|at| {
            self.skip(at + 3, 0);
            self.left > 0
        })
    }

    /// Skips each dictionary that is not part of one before it.
    fn dictionaries(&mut self) -> bool {
        let mut behind = 0;
        memmem::find_iter(self.bytes, b"<<").all(|at| {
            if at >= behind {
                behind = self.skip(at, 0).unwrap_or(at);
            }
            self.left > 0
        })
    }

    /// Finds the end of each stream that holds objects.
    fn object_streams(&mut self) -> bool {
        let mut end = 0;
        memmem::find_iter(self.bytes, b"/ObjStm").all(|at| {
            if end < at {
                end = memmem::find(&self.bytes[at..], b"endstream").map_or(self.bytes.len(), |p| at + p);
            }
            // Searching is some ten times as fast as skipping.
            self.spend((end - at) / 8);
            self.left > 0
        })
    }

    fn spend(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes);
    }

    /// The end of the object at `at`; `None` where it has none.
    fn skip(&mut self, at: usize, depth: usize) -> Option<usize> {
        let at = self.blanks(at);
        if depth >= DEPTH || self.left == 0 {
            return None;
        }
        match (self.bytes.get(at)?, self.bytes.get(at + 1)) {
            (b'(', _) => self.string(at),
            (b'<', Some(b'<')) => self.until(at + 2, b">>", depth),
            (b'<', _) => {
                let end = memchr::memchr(b'>', &self.bytes[at..]).map(|p| at + p + 1);
                self.spend((end.unwrap_or(self.bytes.len()) - at) / 8);
                end
            }
            (b'[', _) => self.until(at + 1, b"]", depth),
            (b')' | b'>' | b']' | b'}' | b'{', _) => None,
            _ => {
                let length = self.bytes[at + 1..].iter().take_while(|b| !b.is_ascii_whitespace() && !b"()<>[]{}/%".contains(b)).count();
                self.spend(length + 1);
                Some(at + 1 + length)
            }
        }
    }

    /// Skips objects up to a closing mark, and that.
    fn until(&mut self, mut at: usize, close: &[u8], depth: usize) -> Option<usize> {
        loop {
            at = self.blanks(at);
            if self.bytes.get(at..)?.starts_with(close) {
                self.spend(1);
                return Some(at + close.len());
            }
            at = self.skip(at, depth + 1)?;
        }
    }

    fn string(&mut self, at: usize) -> Option<usize> {
        let (mut open, mut end) = (0, at);
        loop {
            let Some(step) = memchr::memchr3(b'(', b')', b'\\', self.bytes.get(end..)?) else {
                self.spend(self.bytes.len() - at);
                return None;
            };
            end += step + 1;
            match self.bytes[end - 1] {
                b'(' => open += 1,
                b'\\' => end += 1,
                _ => open -= 1,
            }
            if open == 0 {
                self.spend(end - at);
                return Some(end);
            }
            if end - at > self.left {
                self.left = 0;
                return None;
            }
        }
    }

    /// Skips white space and comments.
    fn blanks(&mut self, mut at: usize) -> usize {
        let start = at;
        while let Some(byte) = self.bytes.get(at) {
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' | 0 | 12 => at += 1,
                b'%' => at += memchr::memchr2(b'\n', b'\r', &self.bytes[at..]).unwrap_or(self.bytes.len() - at),
                _ => break,
            }
        }
        self.spend(at - start);
        at
    }
}

#[cfg(test)]
mod tests {
    use super::is_searchable;

    #[test]
    fn objects_that_never_end_are_noticed() {
        for piece in ["1 0 obj (\n", "1 0 obj << /A (\n", "1 0 obj endobj (", "<< /Root (", "1 0 obj % ", "<< /Type /ObjStm >> stream "] {
            assert!(is_searchable(piece.repeat(10).as_bytes()), "{piece}");
            assert!(!is_searchable(piece.repeat(200_000).as_bytes()), "{piece}");
        }
    }

    #[test]
    fn ordinary_objects_are_not() {
        let object = "7 0 obj << /Type /Page /Kids [1 0 R 2 0 R] /T (a \\( b) /H <00ff> /N null >> stream \u{1}\u{2}((( endstream endobj\n";
        assert!(is_searchable(object.repeat(50_000).as_bytes()));
    }
}
