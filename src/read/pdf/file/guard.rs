//! Checks that keep hostile files from filling the memory, made before hayro unpacks anything.

use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use memchr::memmem;
use std::borrow::Cow;

/// The most one stream may unpack to.
pub const STREAM_LIMIT: usize = 96 << 20;
/// The most all object streams together may unpack to.
const OBJECTS_LIMIT: usize = 384 << 20;

/// Whether the bytes may be a PDF: its mark near the beginning, or at least its parts.
pub fn looks_like_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    memmem::find(head, b"%PDF-").is_some() || (memmem::find(head, b" obj").is_some() && memmem::find(bytes, b"startxref").is_some())
}

/// Whether the streams that hold objects and cross-references, which are unpacked as soon as a file is opened, unpack to a sane size.
///
/// Streams that are themselves encrypted cannot be measured here. Cost: a search through the file, and those streams unpacked once.
pub fn object_streams_are_sane(bytes: &[u8]) -> bool {
    let mut total = 0;
    let mut last = usize::MAX;
    for name in [&b"/ObjStm"[..], b"/XRef"] {
        for at in memmem::find_iter(bytes, name) {
            // The data begin behind the next `stream`, on a new line.
            let near = &bytes[at..bytes.len().min(at + 4096)];
            let Some(mut start) = memmem::find(near, b"stream").map(|p| at + p + 6) else { continue };
            while start < bytes.len() && matches!(bytes[start], b'\r' | b'\n' | b' ') {
                start += 1;
            }
            if start == last {
                continue;
            }
            last = start;
            let before = &bytes[at.saturating_sub(1024)..start];
            if memmem::find(before, b"LZW").is_some() || memmem::find(before, b"/LZ").is_some() {
                // Nobody writes these with LZW; its worst case is unpacked size × 2,700.
                let end = memmem::find(&bytes[start..], b"endstream").unwrap_or(bytes.len() - start);
                total = end.saturating_mul(2700).saturating_add(total);
            } else {
                total += inflated_size(&bytes[start..], OBJECTS_LIMIT);
            }
            if total > OBJECTS_LIMIT {
                return false;
            }
        }
    }
    true
}

/// Whether a stream may be unpacked: it comes to at most [`STREAM_LIMIT`] bytes.
pub fn is_sane(stream: &Stream<'_>) -> bool {
    let filters = stream.filters();
    let expanding = filters.iter().filter(|f| matches!(f, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)).count();
    let raw = stream.raw_data();
    let worst = match expanding {
        0 => 1,
        1 if filters.contains(&Filter::LzwDecode) => 2700,
        1 if filters.contains(&Filter::RunLengthDecode) => 64,
        1 => 1032,
        _ => 1032 * 1032,
    };
    if raw.len().saturating_mul(worst) <= STREAM_LIMIT {
        return true;
    }
    match (expanding, filters.as_slice()) {
        (1, [Filter::FlateDecode]) => inflated_size(&raw, STREAM_LIMIT) <= STREAM_LIMIT,
        // Behind an ASCII filter nothing can be measured cheaply; ordinary pages never come near this.
        (1, _) => raw.len() <= 8 << 20,
        (2, [Filter::FlateDecode, Filter::FlateDecode]) => {
            let first = inflate(&raw, 1 << 20);
            first.len() < 1 << 20 && inflated_size(&first, STREAM_LIMIT) <= STREAM_LIMIT
        }
        _ => false,
    }
}

/// A content stream whose inline pictures will not keep the operator reader busy.
///
/// That reader searches the rest of the stream at each possible end of a picture. Where there are so many ends that this takes
/// long, the pictures are cut out beforehand, by their marks alone.
pub fn without_pictures(content: &[u8]) -> Cow<'_, [u8]> {
    let ends = memmem::find_iter(content, b"EI").take(1 << 20).count();
    if ends.saturating_mul(content.len()) < 1 << 31 || memmem::find(content, b"BI").is_none() {
        return Cow::Borrowed(content);
    }
    let blank = |at: usize| content.get(at).is_none_or(|b| b.is_ascii_whitespace());
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(begin) = memmem::find(&content[at..], b"BI").map(|p| at + p) {
        let mut end = begin + 2;
        if begin == 0 || blank(begin - 1) {
            end = memmem::find_iter(&content[end..], b"EI")
                .map(|p| end + p)
                .find(|e| blank(e - 1) && blank(e + 2))
                .map_or(content.len(), |e| e + 2);
            out.extend_from_slice(&content[at..begin]);
        } else {
            out.extend_from_slice(&content[at..end]);
        }
        at = end;
    }
    out.extend_from_slice(&content[at..]);
    Cow::Owned(out)
}

/// How much `data` inflates to, counted up to a little over `limit`.
fn inflated_size(data: &[u8], limit: usize) -> usize {
    let mut size = 0;
    pump(data, |piece| {
        size += piece.len();
        size <= limit
    });
    size
}

/// What `data` inflates to, up to a little over `limit` bytes.
fn inflate(data: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    pump(data, |piece| {
        out.extend_from_slice(piece);
        out.len() <= limit
    });
    out
}

/// Inflates `data` piece by piece until it ends, breaks or `go_on` says no.
fn pump(data: &[u8], mut go_on: impl FnMut(&[u8]) -> bool) {
    let zlib = data.len() >= 2 && data[0] & 15 == 8 && (u16::from(data[0]) << 8 | u16::from(data[1])) % 31 == 0;
    let mut inflater = Decompress::new(zlib);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let (used, made) = (inflater.total_in() as usize, inflater.total_out());
        let Some(rest) = data.get(used..) else { return };
        let status = inflater.decompress(rest, &mut buffer, FlushDecompress::None);
        let new = (inflater.total_out() - made) as usize;
        if !go_on(&buffer[..new.min(buffer.len())]) {
            return;
        }
        match status {
            Ok(Status::StreamEnd) | Err(_) => return,
            Ok(_) if new == 0 && inflater.total_in() as usize == used => return,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compress, Compression, FlushCompress};

    /// Zeros, compressed.
    fn bomb(size: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(size / 900 + 100);
        let mut deflate = Compress::new(Compression::best(), true);
        let zeros = vec![0; size];
        deflate.compress_vec(&zeros, &mut out, FlushCompress::Finish).expect("room is left");
        out
    }

    #[test]
    fn sizes_are_measured_without_unpacking() {
        assert_eq!(inflated_size(&bomb(1 << 20), usize::MAX), 1 << 20);
        assert_eq!(inflated_size(b"not compressed", usize::MAX), 0);
        assert!(inflated_size(&bomb(4 << 20), 1 << 20) < 2 << 20);
    }

    #[test]
    fn many_pictures_are_cut_out() {
        let picture = "q BI /W 1 ID x aEI EI Q (BIG) Tj ";
        assert_eq!(without_pictures(picture.as_bytes()), picture.as_bytes());
        let many = picture.repeat(10_000);
        assert_eq!(without_pictures(many.as_bytes()), "q  Q (BIG) Tj ".repeat(10_000).as_bytes());
    }

    #[test]
    fn object_streams_that_unpack_to_too_much_are_refused() {
        let mut file = b"%PDF-1.7\n1 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n".to_vec();
        file.extend(bomb(1 << 20));
        assert!(object_streams_are_sane(&file));
        file.extend(b" 2 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n");
        file.extend(bomb(OBJECTS_LIMIT));
        assert!(!object_streams_are_sane(&file));
    }
}
