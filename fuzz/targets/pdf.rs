#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    skillsift_fuzz::check("a.pdf", &[b"%PDF-1.4\n", input].concat());
});
