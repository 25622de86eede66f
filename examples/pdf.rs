//! Reads PDFs and prints their text, their blocks, or how fast they are read.
//!
//! `pdf text FILE [PASSWORD]`, `pdf blocks FILE [PASSWORD]`, `pdf all LIST`: for each line `FILE<TAB>PASSWORD<TAB>OUT` of a list the
//! text goes to OUT and a line with time, pages and problems to standard output. `pdf mutate FOLDER SEED SECONDS`: damages the files
//! of a folder in all kinds of ways, keeps what panics or takes longer than two seconds beside them, and counts.

use skillsift::read::{Limits, Reading, pdf::read_pdf};
use std::fmt::Write as _;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let arg = |n: usize| args.get(n).map(String::as_str);
    match (arg(0), arg(1)) {
        (Some("text"), Some(file)) => println!("{}", read(file, arg(2)).prose.text),
        (Some("blocks"), Some(file)) => print!("{}", blocks(&read(file, arg(2)))),
        (Some("all"), Some(list)) => all(list),
        (Some("mutate"), Some(folder)) => mutate(folder, number(arg(2)), number(arg(3))),
        _ => eprintln!("pdf text|blocks FILE [PASSWORD] | pdf all LIST | pdf mutate FOLDER SEED SECONDS"),
    }
}

fn number(arg: Option<&str>) -> u64 {
    arg.and_then(|a| a.parse().ok()).unwrap_or(1)
}

fn read(file: &str, password: Option<&str>) -> Reading {
    let bytes = std::fs::read(file).unwrap_or_default();
    read_pdf(&bytes, password, &Limits::default())
}

fn blocks(reading: &Reading) -> String {
    let mut out = format!("title: {:?}\n", reading.title);
    for problem in &reading.problems {
        let _ = writeln!(out, "problem {}: {}", problem.code, problem.what);
    }
    for block in &reading.prose.blocks {
        let _ = writeln!(out, "{:?} {:?}: {}", block.kind, block.place, block.span.of(&reading.prose.text));
    }
    out
}

#[allow(clippy::disallowed_types)]
fn all(list: &str) {
    for line in std::fs::read_to_string(list).unwrap_or_default().lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [file, password, out] = fields[..] else { continue };
        let start = std::time::Instant::now();
        let reading = read(file, Some(password).filter(|p| !p.is_empty()));
        let time = start.elapsed().as_secs_f64() * 1000.0;
        let pages =
            reading.prose.blocks.iter().filter_map(|b| if let skillsift::text::Place::Page(n) = b.place { Some(n) } else { None }).max();
        let _ = std::fs::write(out, &reading.prose.text);
        let codes: Vec<&str> = reading.problems.iter().map(|p| p.code.as_str()).collect();
        println!("{file}\t{time:.2}\t{}\t{}", pages.unwrap_or(0), codes.join(","));
    }
}

/// Words that damage a PDF more cleverly than noise does.
const WORDS: [&[u8]; 24] = [
    b"4294967295",
    b"-1",
    b"0",
    b"99999999999999999999",
    b"1e38",
    b"/Kids",
    b"/Type",
    b"/ObjStm",
    b" 0 R",
    b"1 0 R",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b"endstream",
    b"endobj",
    b"/FlateDecode",
    b"/LZWDecode",
    b"/Length",
    b"/W [0 4294967295 5]",
    b"/FirstChar 4000000000",
    b" Do ",
    b"/Rotate 90",
];

#[allow(clippy::disallowed_types)]
fn mutate(folder: &str, seed: u64, seconds: u64) {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "pdf"))
        .collect();
    names.sort();
    let files: Vec<Vec<u8>> = names.iter().filter_map(|n| std::fs::read(n).ok()).filter(|b| b.len() > 64 && b.len() < 400_000).collect();
    if files.is_empty() {
        return;
    }
    let start = std::time::Instant::now();
    let (mut cases, mut found, mut slowest) = (0_u64, 0, 0.0_f64);
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    while start.elapsed().as_secs() < seconds {
        let mut bytes = files[random(files.len())].clone();
        for _ in 0..=random(12) {
            damage(&mut bytes, &files, &mut random);
        }
        let _ = std::fs::write(format!("{folder}/last-{seed}.bin"), &bytes);
        let begun = std::time::Instant::now();
        let outcome = std::panic::catch_unwind(|| read_pdf(&bytes, None, &Limits::default()).problems.len());
        let took = begun.elapsed().as_secs_f64();
        slowest = slowest.max(took);
        cases += 1;
        if outcome.is_err() || took > 2.0 {
            found += 1;
            let _ = std::fs::write(format!("{folder}/found-{seed}-{cases}.bin"), &bytes);
            println!("case {cases}: {} after {took:.2} s", if outcome.is_err() { "panicked" } else { "slow" });
        }
    }
    println!("{cases} cases, {found} found, slowest {slowest:.2} s");
}

fn damage(bytes: &mut Vec<u8>, files: &[Vec<u8>], random: &mut impl FnMut(usize) -> usize) {
    if bytes.is_empty() {
        return;
    }
    let at = random(bytes.len());
    match random(9) {
        0 => bytes[at] ^= 1 << random(8),
        1 => bytes[at] = random(256) as u8,
        2 => bytes.truncate(at),
        3 => {
            let end = (at + random(64)).min(bytes.len());
            bytes.drain(at..end);
        }
        4 => {
            let end = (at + random(2000)).min(bytes.len());
            let piece = bytes[at..end].to_vec();
            let to = random(bytes.len());
            bytes.splice(to..to, piece);
        }
        5 => {
            let other = &files[random(files.len())];
            let from = random(other.len());
            let piece = other[from..(from + random(3000)).min(other.len())].to_vec();
            bytes.splice(at..at, piece);
        }
        // A number becomes another.
        6 | 7 => {
            let Some(digit) = (at..bytes.len()).find(|n| bytes[*n].is_ascii_digit()) else { return };
            let end = (digit..bytes.len()).find(|n| !bytes[*n].is_ascii_digit()).unwrap_or(bytes.len());
            let new = if random(2) == 0 { random(100).to_string().into_bytes() } else { WORDS[random(5)].to_vec() };
            bytes.splice(digit..end, new);
        }
        _ => {
            let word = WORDS[random(WORDS.len())];
            let end = (at + word.len()).min(bytes.len());
            bytes.splice(at..end, word.iter().copied());
        }
    }
}
