#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    skillsift_fuzz::check("a.eml", &[b"MIME-Version: 1.0\nSubject: x\n", input].concat());
    skillsift_fuzz::check("a.mht", &[b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\nDate: x\n", input].concat());
});
