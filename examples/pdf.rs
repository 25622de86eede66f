//! Reads PDFs and prints their text, their blocks, or how fast they are read.
//!
//! `pdf text FILE [PASSWORD]`, `pdf blocks FILE [PASSWORD]`, `pdf all LIST`: for each line `FILE<TAB>PASSWORD<TAB>OUT` of a list the
//! text goes to OUT and a line with time, pages and problems to standard output.

use skillsift::read::{Limits, Reading, pdf::read_pdf};
use std::fmt::Write as _;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let arg = |n: usize| args.get(n).map(String::as_str);
    match (arg(0), arg(1)) {
        (Some("text"), Some(file)) => println!("{}", read(file, arg(2)).prose.text),
        (Some("blocks"), Some(file)) => print!("{}", blocks(&read(file, arg(2)))),
        (Some("all"), Some(list)) => all(list),
        _ => eprintln!("pdf text|blocks FILE [PASSWORD] | pdf all LIST"),
    }
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
        let pages = reading.prose.blocks.iter().filter_map(|b| if let skillsift::text::Place::Page(n) = b.place { Some(n) } else { None }).max();
        let _ = std::fs::write(out, &reading.prose.text);
        let codes: Vec<&str> = reading.problems.iter().map(|p| p.code.as_str()).collect();
        println!("{file}\t{time:.2}\t{}\t{}", pages.unwrap_or(0), codes.join(","));
    }
}
