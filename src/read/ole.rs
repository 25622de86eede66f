//! The containers of Office before 2007, which also hold encrypted documents of today.

use crate::problem::Problem;
use memchr::memmem::find;

/// Why such a file cannot be read. Its directory names what it holds, in UTF-16.
pub(super) fn problem(bytes: &[u8]) -> Problem {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") {
        return Problem::unread(
            "password",
            "This Office document is protected by a password.",
            "Open it with the password, save a copy without one (in Office: File, Info, Protect, Encrypt with Password, and empty the field), and add that.",
        );
    }
    let (what, format) = if holds("WordDocument") {
        ("a Word document of before 2007 (.doc)", "Open it and save it as .docx, then add that.")
    } else if holds("PowerPoint Document") {
        ("a PowerPoint presentation of before 2007 (.ppt)", "Open it and save it as .pptx, then add that.")
    } else if holds("Workbook") || holds("Book") {
        ("an Excel workbook of before 2007 (.xls)", "Open it and save it as .xlsx, then add that.")
    } else if holds("__properties_version1.0") {
        ("an Outlook message (.msg)", "Open it and save it as .eml or as text, then add that.")
    } else {
        ("an Office document of before 2007", "Open it and save it as .docx, .pptx or .xlsx, then add that.")
    };
    Problem::unread("old-office", format!("This is {what}, which cannot be read."), format)
}
