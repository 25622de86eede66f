#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let links = skillsift_fuzz::links(&[("worksheet", "s1.xml"), ("sharedStrings", "strings.xml")]);
    let fixed = [("xl/_rels/workbook.xml.rels", &*links), ("xl/workbook.xml", "<sheet name=\"a\" r:id=\"r0\"/>")];
    skillsift_fuzz::check_parts("a.xlsx", &["xl/s1.xml", "xl/strings.xml"], &fixed, input);
});
