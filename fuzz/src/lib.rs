//! What the fuzz targets share: a package around the bytes under test, and what must hold of whatever is read.
//!
//! `cargo +nightly fuzz run docx` runs one; `fuzz/run docx 600` does the same where cargo-fuzz is not installed.

use skillsift::problem::Severity;
use skillsift::read::{Limits, read_all};

/// Reads a file and checks what must hold of every reading.
pub fn check(name: &str, bytes: &[u8]) {
    for (path, reading) in read_all(name, bytes, &Limits::default()) {
        let prose = &reading.prose;
        let unread = reading.problems.iter().any(|p| p.severity == Severity::Unread);
        assert_eq!(unread, prose.blocks.is_empty(), "{path} is read or refused");
        let mut end = 0;
        for (at, block) in prose.blocks.iter().enumerate() {
            assert_eq!(&prose.text[end..block.span.start as usize], if at == 0 { "" } else { "\n\n" });
            let text = block.span.of(&prose.text);
            assert!(!text.is_empty() && text == text.trim() && !text.contains(['\n', '\u{ad}']));
            end = block.span.end as usize;
        }
        assert_eq!(end, prose.text.len());
    }
}

/// Cuts the input into as many pieces as there are names, at bytes that are zero, and reads an archive of them.
pub fn check_parts(name: &str, parts: &[&str], fixed: &[(&str, &str)], input: &[u8]) {
    let mut pieces = input.splitn(parts.len(), |byte| *byte == 0);
    let own = parts.iter().map(|part| (*part, pieces.next().unwrap_or_default()));
    let all: Vec<(&str, &[u8])> = fixed.iter().map(|(part, text)| (*part, text.as_bytes())).chain(own).collect();
    check(name, &archive(&all));
}

/// An archive of these parts, stored as they are.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let mut fields = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        fields.extend(checksum(content).to_le_bytes());
        fields.extend([content.len() as u32; 2].iter().flat_map(|n| n.to_le_bytes()));
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend([0, 0]);
        let at = out.len() as u32;
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&fields);
        out.extend(name.as_bytes());
        out.extend(*content);
    }
    let (start, count) = (out.len() as u32, parts.len() as u16);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count; 2].iter().flat_map(|n| n.to_le_bytes()));
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn checksum(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(!0u32, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |s, _| if s & 1 == 1 { 0xedb8_8320 ^ (s >> 1) } else { s >> 1 }))
}

/// Links from a document to its parts.
pub fn links(pairs: &[(&str, &str)]) -> String {
    let link = |(at, (kind, target)): (usize, &(&str, &str))| format!("<Relationship Id='r{at}' Type='x/{kind}' Target='{target}'/>");
    pairs.iter().enumerate().map(link).collect()
}
