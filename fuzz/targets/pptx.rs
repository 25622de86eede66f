#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let links = skillsift_fuzz::links(&[("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")]);
    let own = skillsift_fuzz::links(&[("notesSlide", "../notesSlides/n.xml"), ("comments", "../c.xml"), ("diagramData", "../d.xml")]);
    let fixed = [("ppt/_rels/presentation.xml.rels", &*links), ("ppt/slides/_rels/slide1.xml.rels", &own)];
    let parts =
        ["ppt/slides/slide1.xml", "ppt/presentation.xml", "ppt/slides/slide2.xml", "ppt/notesSlides/n.xml", "ppt/c.xml", "ppt/d.xml"];
    skillsift_fuzz::check_parts("a.pptx", &parts, &fixed, input);
});
