#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let links = skillsift_fuzz::links(&[("styles", "styles.xml"), ("footnotes", "footnotes.xml"), ("header", "header1.xml")]);
    let parts =
        ["word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/comments.xml", "word/header1.xml", "docProps/core.xml"];
    skillsift_fuzz::check_parts("a.docx", &parts, &[("word/_rels/document.xml.rels", &links)], input);
});
