#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    for name in ["a.txt", "a"] {
        skillsift_fuzz::check(name, input);
    }
});
