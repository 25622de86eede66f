#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    skillsift_fuzz::check("a.vtt", &[b"WEBVTT\n", input].concat());
    skillsift_fuzz::check("a.srt", &[b"1\n00:00:01,000 --> 00:00:02,000\n", input].concat());
});
