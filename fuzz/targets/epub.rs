#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let container = "<rootfile full-path=\"book.opf\"/>";
    let opf = "<item id=\"a\" href=\"a.xhtml\" media-type=\"html\"/><item id=\"b\" href=\"b.xhtml\" media-type=\"html\"/><itemref idref=\"a\"/><itemref idref=\"b\"/>";
    let fixed = [("mimetype", "application/epub+zip"), ("META-INF/container.xml", container)];
    skillsift_fuzz::check_parts("a.epub", &["a.xhtml", "b.xhtml"], &[fixed[0], fixed[1], ("book.opf", opf)], input);
    skillsift_fuzz::check_parts("a.epub", &["book.opf", "a.xhtml"], &fixed, input);
});
