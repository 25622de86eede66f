#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let parts = ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"];
    for kind in ["text", "presentation"] {
        let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
        skillsift_fuzz::check_parts("a.odt", &parts, &[("mimetype", &mimetype)], input);
    }
});
