#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    skillsift_fuzz::check("a.html", input);
    skillsift_fuzz::check("a.html", &[b"<!DOCTYPE html><html><body><article>", input].concat());
});
