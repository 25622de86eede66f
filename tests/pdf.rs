//! PDFs made for these tests, read to their blocks; and PDFs made to do harm.
#![cfg(feature = "pdf")]

use skillsift::read::pdf::{read_pdf, read_pdf_by_page};
use skillsift::read::{Limits, Reading};
use std::fmt::Write as _;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pdf");

fn read(name: &str, password: Option<&str>) -> Reading {
    let bytes = std::fs::read(format!("{FOLDER}/{name}")).expect("fixture");
    read_pdf(&bytes, password, &Limits::default())
}

fn codes(reading: &Reading) -> Vec<&str> {
    reading.problems.iter().map(|p| p.code.as_str()).collect()
}

/// Compares the blocks of a file with its golden; `UPDATE=1` writes it anew.
fn check(name: &str) {
    let reading = read(name, None);
    let mut blocks = format!("title: {}\n", reading.title.as_deref().unwrap_or("-"));
    for block in &reading.prose.blocks {
        let _ = writeln!(blocks, "{:?} {:?}: {}", block.kind, block.place, block.span.of(&reading.prose.text));
    }
    let path = format!("{FOLDER}/{name}.blocks.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &blocks).expect("golden is written");
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    for (n, (got, want)) in blocks.lines().zip(golden.lines()).enumerate() {
        assert_eq!(got, want, "{name}, block {n}");
    }
    assert_eq!(blocks.lines().count(), golden.lines().count(), "{name}");
    assert_eq!(codes(&reading), Vec::<&str>::new(), "{name}");
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    check("two-columns.pdf");
}

#[test]
fn a_report_has_running_heads_contents_lists_notes_and_references() {
    check("report.pdf");
}

#[test]
fn tables_turned_pages_and_struck_letters_are_read() {
    check("table.pdf");
}

#[test]
fn a_locked_file_asks_for_its_password() {
    let locked = read("locked.pdf", None);
    assert_eq!(codes(&locked), ["password"]);
    assert!(locked.prose.text.is_empty());
    assert_eq!(codes(&read("locked.pdf", Some("wrong"))), ["password"]);
    assert_eq!(read("locked.pdf", Some("open sesame")).prose.text, "What is behind the lock is read with its password only.");
    assert_eq!(read("owner-only.pdf", None).prose.text, "What is behind the lock is read with its password only.");
}

#[test]
fn pictures_without_text_are_called_a_scan() {
    assert_eq!(codes(&read("scan.pdf", None)), ["scan"]);
}

/// A PDF of the given objects, numbered from 1; the first is the catalog.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let start = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(out, "{offset:010} 00000 n ");
    }
    let _ = write!(out, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}

fn stream(dict: &str, content: &str) -> String {
    format!("<< {dict} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// A file of one page with this content, these resources and further objects from number 5 on.
fn page(content: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_string(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << {resources} >> >>"),
        stream("", content),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

fn of(bytes: &[u8]) -> Reading {
    read_pdf(bytes, None, &Limits::default())
}

const HELVETICA: &str = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >>";

#[test]
fn forms_that_draw_each_other_end() {
    // Every form draws the next twice: two to the power of twenty strings if nobody counts.
    let form = |n: usize| {
        stream(
            &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X {} 0 R >> >>", n + 1),
            "/X Do /X Do",
        )
    };
    let mut forms: Vec<String> = (5..60).map(form).collect();
    forms.push(form(4));
    let reading = of(&page("BT /F 12 Tf 50 700 Td (Hello there) Tj ET /X Do", &format!("{HELVETICA} /XObject << /X 5 0 R >>"), &forms));
    assert_eq!(reading.prose.text, "Hello there");
}

#[test]
fn page_trees_that_bite_their_tail_end() {
    let reading = of(&pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>".into(),
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 999999999 >>".into(),
    ]));
    assert!(reading.prose.text.is_empty() && !reading.problems.is_empty());
}

#[test]
fn pages_that_are_lost_are_told_of() {
    let whole = String::from_utf8(page("BT /F 12 Tf 50 700 Td (Hello) Tj ET", HELVETICA, &[])).expect("ASCII");
    for (count, found) in [("1", &[][..]), ("0", &[]), ("3", &["pages-lost"]), ("999999999", &[]), ("-1", &[])] {
        let reading = of(whole.replace("/Count 1", &format!("/Count {count}")).as_bytes());
        assert_eq!((reading.prose.text.as_str(), codes(&reading)), ("Hello", found.to_vec()), "{count}");
    }
    // A branch of the tree that leads only back to itself holds the second page.
    let looped = whole.replace("/Kids [3 0 R] /Count 1", "/Kids [3 0 R 2 0 R] /Count 2");
    assert_eq!(codes(&of(looped.as_bytes())), ["pages-lost"]);
}

#[test]
fn names_of_glyphs_that_number_them_are_no_letters() {
    let font = |names: &str| {
        let encoding =
            format!("/Encoding << /Type /Encoding /Differences [{names}] >> /FirstChar 65 /LastChar 68 /Widths [600 600 600 600]");
        of(&page(
            "BT /F 12 Tf 50 700 Td (ABCD) Tj ET",
            &format!("/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /X {encoding} >> >>"),
            &[],
        ))
    };
    assert_eq!(font("65 /a65 /a66 /a67 /a68").prose.text, "ABCD");
    // One of them equals its code by chance.
    let strange = font("65 /g18 /g66 /g135 /g148");
    assert_eq!((strange.prose.text.as_str(), codes(&strange)), ("", vec!["no-unicode"]));
}

#[test]
fn fonts_with_endless_tables_are_left_out() {
    for font in [
        "/Type /Font /Subtype /TrueType /BaseFont /A /FirstChar 4000000000 /LastChar 4000000001 /Widths [1 2]",
        "/Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /W [0 4294967295 5] >>]",
        "/Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-V /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /W2 [0 4294967295 5 5 5] >>]",
    ] {
        let reading = of(&page("BT /F 12 Tf 50 700 Td (Hello) Tj ET", &format!("/Font << /F << {font} >> >>"), &[]));
        assert_eq!(reading.problems.len(), 1, "{font}");
    }
}

#[test]
fn strange_numbers_do_no_harm() {
    for content in [
        "1e30 0 0 1e30 0 0 cm BT /F 1e30 Tf (a) Tj ET",
        "BT /F 0 Tf (a) Tj ET",
        "BT /F -12 Tf 50 700 Td (mirrored) Tj ET",
        "BT /F 12 Tf 1e9 Tc (abc) Tj 0 0 0 0 0 0 Tm (d) Tj ET",
        "Q Q Q EMC EMC BT /F 12 Tf 50 700 Td [ (a) -99999999999 (b) ] TJ ET",
        "q q q BT ET ( unclosed",
        "BI /W 10 /H 10 ID EI EI EI EI Q",
    ] {
        of(&page(content, HELVETICA, &[]));
    }
}

#[test]
fn deep_nesting_does_not_fill_the_stack() {
    for (open, close) in [("[", "]"), ("<</A ", ">>")] {
        let deep = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        of(&page("BT /F 12 Tf 50 700 Td (Hello) Tj ET", &format!("{HELVETICA} /Deep {deep}"), &[]));
        of(&page(&format!("{deep} TJ"), HELVETICA, &[]));
    }
}

#[test]
fn every_truncation_of_a_file_is_read_or_refused() {
    let bytes = std::fs::read(format!("{FOLDER}/table.pdf")).expect("fixture");
    for end in (0..bytes.len()).step_by(7) {
        let reading = of(&bytes[..end]);
        assert!(!reading.prose.text.is_empty() || !reading.problems.is_empty(), "{end}");
    }
}

#[test]
fn damaged_files_are_read_or_refused() {
    let files: Vec<Vec<u8>> = ["two-columns", "table", "owner-only", "scan"]
        .iter()
        .map(|n| std::fs::read(format!("{FOLDER}/{n}.pdf")).expect("fixture"))
        .collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for _ in 0..400 {
        let mut bytes = files[random(files.len())].clone();
        for _ in 0..=random(10) {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = random(256) as u8,
                1 => bytes[at] ^= 1 << random(8),
                _ => bytes[at] = b"0123456789<>[]()/ R"[random(19)],
            }
        }
        of(&bytes);
    }
}

#[test]
fn columns_of_words_are_not_mixed_and_letters_in_any_order_make_words() {
    // Letters drawn from right to left, each by itself.
    let letters: String = "words".char_indices().rev().map(|(n, c)| format!("BT /F 10 Tf {} 700 Td ({c}) Tj ET ", 50 + 6 * n)).collect();
    let courier = HELVETICA.replace("Helvetica", "Courier");
    assert_eq!(of(&page(&letters, &courier, &[])).prose.text, "words");
    // Gaps without spaces.
    let gaps = "BT /F 10 Tf 50 700 Td [(two) -300 (words) -20 (and) 10 (one)] TJ ET";
    assert_eq!(of(&page(gaps, HELVETICA, &[])).prose.text, "two wordsandone");
    // Text that stands for other text.
    let actual = "BT /F 10 Tf 50 700 Td (of) Tj /Span << /ActualText (fi) >> BDC (xy) Tj EMC (ce) Tj ET";
    assert_eq!(of(&page(actual, HELVETICA, &[])).prose.text, "office");
}

#[test]
fn artifacts_and_layers_switched_off_are_told_apart() {
    let content = "BT /F 10 Tf 50 700 Td (kept) Tj ET /Artifact BMC BT /F 10 Tf 50 780 Td (running head) Tj ET EMC";
    let reading = of(&page(content, HELVETICA, &[]));
    let kinds: Vec<String> = reading.prose.blocks.iter().map(|b| format!("{:?}", b.kind)).collect();
    assert!(kinds.contains(&"Furniture".to_string()), "{kinds:?}");
}

#[test]
fn a_field_shows_what_was_filled_in() {
    let field = "<< /Type /Annot /Subtype /Widget /Rect [100 500 300 520] /AP << /N 6 0 R >> >>".to_string();
    let look = stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << {HELVETICA} >>"),
        "BT /F 10 Tf 2 5 Td (filled in) Tj ET",
    );
    let bytes = page("BT /F 10 Tf 50 700 Td (Name:) Tj ET", HELVETICA, &[field, look]);
    let text = String::from_utf8(bytes).expect("ASCII").replace("/Contents 4 0 R", "/Annots [5 0 R] /Contents 4 0 R");
    let reading = of(text.as_bytes());
    assert!(reading.prose.text.contains("Name:") && reading.prose.text.contains("filled in"), "{}", reading.prose.text);
}

#[test]
fn work_is_bounded_by_the_size_of_the_file() {
    // Ends of pictures without end; letters by the hundred thousand on one line, in one paragraph, in one heap.
    let pictures = format!("BI /W 1 ID {}", "x EI ".repeat(400_000));
    let line = format!("BT /F 0.01 Tf 0 700 Td {} ET", "(a) Tj 30 0 Td ".repeat(200_000));
    let heap: String = (0..100_000).map(|n| format!("BT /F {} Tf {} {} Td (A) Tj ET ", 1 + n % 40, n * 7 % 590, n * 13 % 790)).collect();
    let page_of_lines = format!("BT /F 1 Tf 0.5 TL 10 790 Td {} ET", "(a line of words) Tj T* ".repeat(60_000));
    for content in [pictures, line, heap, page_of_lines] {
        of(&page(&content, HELVETICA, &[]));
    }
}

#[test]
fn each_page_is_told_before_it_is_read() {
    let bytes = std::fs::read(format!("{FOLDER}/report.pdf")).expect("fixture");
    let mut told = Vec::new();
    let reading = read_pdf_by_page(&bytes, None, &Limits::default(), &mut |done, all| told.push((done, all)));
    assert_eq!(reading, read("report.pdf", None));
    let all = told.len() as u32;
    assert!(all > 1);
    assert_eq!(told, (0..all).map(|done| (done, all)).collect::<Vec<_>>());
}
