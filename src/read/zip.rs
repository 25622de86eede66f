//! Zip archives: their directory, and their entries one at a time.

use super::Limits;
use crate::problem::Problem;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

/// Why an entry, or the whole archive, cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Cut off, overwritten, or no zip archive at all.
    Damaged,
    /// Needs a password.
    Encrypted,
    /// Packed in a way that is not read.
    Method,
    /// Unpacks to more than the limit.
    TooLarge,
    /// Unpacks to so many times its size that it can only be a trap.
    Bomb,
    /// More entries than the limit.
    TooMany,
}

impl Fault {
    /// The fault in words; `one` is what holds it ("Word document", "zip archive").
    pub fn problem(self, one: &str, limits: &Limits) -> Problem {
        let expanded = super::limits::size(limits.expanded_bytes);
        match self {
            Fault::Damaged => Problem::unread(
                "damaged",
                format!("This {one} is damaged: part of it is missing or was changed."),
                "Get a fresh copy, or open it in the program that made it and save it again.",
            ),
            Fault::Encrypted => Problem::unread(
                "password",
                format!("This {one} is protected by a password."),
                "Open it with the password, save a copy without one, and add that.",
            ),
            Fault::Method => Problem::unread(
                "packing-not-read",
                format!("This {one} is packed in a way that cannot be read."),
                "Pack or save it again with the usual settings.",
            ),
            Fault::TooLarge => Problem::unread(
                "too-large-unpacked",
                format!("This {one} unpacks to more than {expanded}, the most that is read."),
                "Split it into smaller files and add those.",
            ),
            Fault::Bomb => Problem::unread(
                "zip-bomb",
                format!("This {one} unpacks to more than {} times its size, which no real document does.", limits.expansion),
                "Leave it out, or save its text again.",
            ),
            Fault::TooMany => Problem::unread(
                "too-many-parts",
                format!("This {one} holds more than {} parts, the most that are read.", limits.entries),
                "Split it into smaller files and add those.",
            ),
        }
    }
}

/// One file in an archive.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its name as it stands there.
    pub name: String,
    /// Its size once unpacked, as the directory has it.
    pub size: usize,
    pub encrypted: bool,
    header: usize,
    packed: usize,
    checksum: u32,
    method: u16,
}

impl Entry {
    /// Whether it is a folder.
    pub fn is_folder(&self) -> bool {
        self.name.ends_with(['/', '\\'])
    }
}

/// The directory of an archive, and its bytes.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    /// All entries in the order of the directory.
    pub entries: Vec<Entry>,
    by_name: BTreeMap<String, usize>,
    /// How much may still be unpacked.
    left: Cell<usize>,
    limits: Limits,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?).into())
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

fn long_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?)).ok()
}

/// Where the directory starts, how many bytes it has, and where the record behind it stands.
struct End {
    directory: usize,
    len: usize,
    at: usize,
}

impl End {
    /// Finds the record at the end of the archive; a comment may follow it.
    fn find(bytes: &[u8]) -> Option<End> {
        let from = bytes.len().saturating_sub(22 + 65_535);
        let at = from + memchr::memmem::rfind(&bytes[from..], b"PK\x05\x06")?;
        let (len, directory) = (size_at(bytes, at + 12)?, size_at(bytes, at + 16)?);
        if let Some(locator) = at.checked_sub(20)
            && u32_at(bytes, locator) == Some(0x0706_4b50)
            && let Some(long) = long_at(bytes, locator + 8)
            && u32_at(bytes, long) == Some(0x0606_4b50)
        {
            return Some(End { directory: long_at(bytes, long + 48)?, len: long_at(bytes, long + 40)?, at: long });
        }
        Some(End { directory, len, at })
    }
}

impl<'a> Archive<'a> {
    /// Reads the directory. Cost: linear in the number of entries; nothing is unpacked.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where there is no directory, [`Fault::TooMany`].
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Fault> {
        let end = End::find(bytes).ok_or(Fault::Damaged)?;
        // Something may stand before the archive, which shifts all offsets.
        let start = end.at.checked_sub(end.len).ok_or(Fault::Damaged)?;
        let shift = start.checked_sub(end.directory).ok_or(Fault::Damaged)?;
        let mut archive =
            Archive { bytes, entries: Vec::new(), by_name: BTreeMap::new(), left: Cell::new(limits.unpacked_bytes), limits: *limits };
        let mut at = start;
        while at < end.at && u32_at(bytes, at) == Some(0x0201_4b50) {
            if archive.entries.len() == limits.entries {
                return Err(Fault::TooMany);
            }
            let (mut entry, next) = entry(bytes, at).ok_or(Fault::Damaged)?;
            entry.header = entry.header.checked_add(shift).ok_or(Fault::Damaged)?;
            at = next;
            archive.by_name.entry(entry.name.to_ascii_lowercase()).or_insert(archive.entries.len());
            archive.entries.push(entry);
        }
        if archive.entries.is_empty() && end.len > 0 {
            return Err(Fault::Damaged);
        }
        Ok(archive)
    }

    /// The first entry of this name, in whatever case.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.by_name.get(&name.to_ascii_lowercase()).map(|&at| &self.entries[at])
    }

    /// Unpacks an entry and checks that it is whole. What is stored unpacked is borrowed.
    ///
    /// # Errors
    /// Any fault but [`Fault::TooMany`].
    pub fn unpack(&self, entry: &Entry) -> Result<Cow<'a, [u8]>, Fault> {
        if entry.encrypted {
            return Err(Fault::Encrypted);
        }
        let packed = self.packed(entry).ok_or(Fault::Damaged)?;
        if entry.size > self.limits.expanded_bytes.min(self.left.get()) {
            // What unpacks to a hundred times its size says more than its size.
            return Err(if self.is_bomb(entry) { Fault::Bomb } else { Fault::TooLarge });
        }
        if self.is_bomb(entry) {
            return Err(Fault::Bomb);
        }
        self.left.set(self.left.get() - entry.size);
        let bytes = match entry.method {
            0 if packed.len() == entry.size => Cow::Borrowed(packed),
            0 => return Err(Fault::Damaged),
            8 => Cow::Owned(inflate(packed, entry.size)?),
            _ => return Err(Fault::Method),
        };
        if checksum(&bytes) == entry.checksum { Ok(bytes) } else { Err(Fault::Damaged) }
    }

    /// Whether the entry has a size that no document reaches from so few bytes. Small ones are let through.
    fn is_bomb(&self, entry: &Entry) -> bool {
        entry.size > 4 << 20 && entry.size / self.limits.expansion > entry.packed
    }

    fn packed(&self, entry: &Entry) -> Option<&'a [u8]> {
        if u32_at(self.bytes, entry.header)? != 0x0403_4b50 {
            return None;
        }
        let skip = 30 + u16_at(self.bytes, entry.header + 26)? + u16_at(self.bytes, entry.header + 28)?;
        let start = entry.header.checked_add(skip)?;
        self.bytes.get(start..start.checked_add(entry.packed)?)
    }
}

/// The directory's entry at `at`, and where the next one stands.
fn entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    let flags = u16_at(bytes, at + 8)?;
    let (name_len, extra_len, comment_len) = (u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?);
    let raw = bytes.get(at + 46..at + 46 + name_len)?;
    let extra_at = at + 46 + name_len;
    let extra = bytes.get(extra_at..extra_at + extra_len)?;
    let mut entry = Entry {
        name: super::legacy::decode(raw, None).text.into_owned(),
        size: size_at(bytes, at + 24)?,
        encrypted: flags & 1 != 0,
        header: size_at(bytes, at + 42)?,
        packed: size_at(bytes, at + 20)?,
        checksum: u32_at(bytes, at + 16)?,
        method: u16_at(bytes, at + 10)? as u16,
    };
    long_fields(&mut entry, extra);
    Some((entry, extra_at + extra_len + comment_len))
}

/// Sizes that do not fit into 32 bits stand behind the name, in a fixed order, those that fit left out.
fn long_fields(entry: &mut Entry, mut extra: &[u8]) {
    while let (Some(id), Some(len)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let Some(field) = extra.get(4..4 + len) else { return };
        if id == 1 {
            let mut at = 0;
            for value in [&mut entry.size, &mut entry.packed, &mut entry.header] {
                if *value == u32::MAX as usize
                    && let Some(long) = long_at(field, at)
                {
                    *value = long;
                    at += 8;
                }
            }
        }
        extra = &extra[4 + len..];
    }
}

/// Inflates to exactly `size` bytes.
fn inflate(packed: &[u8], size: usize) -> Result<Vec<u8>, Fault> {
    let mut out = vec![0; size];
    let mut state = Box::<DecompressorOxide>::default();
    let (status, _, written) = decompress(&mut state, packed, &mut out, 0, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF);
    if status == TINFLStatus::Done && written == size { Ok(out) } else { Err(Fault::Damaged) }
}

const CRC: [u32; 256] = {
    let mut table = [0u32; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
};

/// CRC-32 of zip and PNG.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| CRC[usize::from(sum as u8 ^ byte)] ^ (sum >> 8))
}

/// The name of an entry as a path that can be shown: `/` between parts, no way up or out, nothing unprintable.
pub(super) fn plain_name(name: &str) -> String {
    let name: String =
        name.chars().filter(|c| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect();
    let parts = name.split(['/', '\\']).map(str::trim).filter(|part| {
        let drive = part.len() == 2 && part.ends_with(':') && part.starts_with(|c: char| c.is_ascii_alphabetic());
        !part.is_empty() && *part != "." && *part != ".." && !drive
    });
    let plain = parts.collect::<Vec<_>>().join("/");
    if plain.is_empty() { "unnamed".into() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_the_archive() {
        for (name, plain) in [
            ("a/b.txt", "a/b.txt"),
            ("../../etc/passwd", "etc/passwd"),
            ("/abs/x", "abs/x"),
            ("C:\\Users\\x\\..\\y.docx", "Users/x/y.docx"),
            ("a//./b", "a/b"),
            ("..", "unnamed"),
            ("photo\u{202e}fdp.exe\n", "photofdp.exe"),
        ] {
            assert_eq!(plain_name(name), plain);
        }
    }

    #[test]
    fn the_checksum_is_that_of_zip() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }
}
