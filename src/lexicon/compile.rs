//! Build script: checks the readable lexicon under `entries/` and packs it into one compact table.
//!
//! Layout, in columns, since like beside like is packed best on its way to a browser: fields, words, names and definitions, each as lines · the
//! field of each entry · how many forms it has · for each form words × 2 + weak · for each word of a form its place among the words of
//! the entry so far, or 0 where it is new there · the numbers of the new ones. Columns start with their length; numbers are LEB128. Words are
//! sorted, so the table does not depend on the order of files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

struct Entry {
    name: String,
    means: String,
    field: usize,
    forms: Vec<(Vec<String>, bool)>,
}

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folder = root.join("src/lexicon/entries");
    println!("cargo:rerun-if-changed={}", folder.display());
    println!("cargo:rerun-if-changed={}", root.join("src/lexicon/compile.rs").display());
    let mut faults = String::new();
    let (fields, entries) = read_all(&folder, &mut faults);
    check_unique(&entries, &mut faults);
    if !faults.is_empty() {
        eprintln!("The lexicon cannot be built:\n{faults}");
        process::exit(1);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("lexicon.bin");
    if let Err(fault) = fs::write(&out, pack(&fields, &entries)) {
        eprintln!("The lexicon cannot be written to {}: {fault}", out.display());
        process::exit(1);
    }
}

fn read_all(folder: &Path, faults: &mut String) -> (Vec<String>, Vec<Entry>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let (mut fields, mut entries) = (Vec::new(), Vec::new());
    for path in paths {
        println!("cargo:rerun-if-changed={}", path.display());
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match fs::read_to_string(&path) {
            Ok(text) => read_one(&file, &text, &mut fields, &mut entries, faults),
            Err(fault) => _ = writeln!(faults, "{file}: {fault}"),
        }
    }
    (fields, entries)
}

fn read_one(file: &str, text: &str, fields: &mut Vec<String>, entries: &mut Vec<Entry>, faults: &mut String) {
    for (n, line) in text.lines().enumerate() {
        let mut fault = |what: &str| _ = writeln!(faults, "{file}:{}: {what}", n + 1);
        if let Some(field) = line.strip_prefix("# Field:") {
            fields.push(field.trim().into());
        } else if line.trim().is_empty() || line.starts_with('#') {
        } else if !line.starts_with(' ') {
            if fields.is_empty() {
                return fault("the file must begin with `# Field: name`");
            }
            let name = line.trim().to_string();
            let forms = vec![(words(&name), false)];
            entries.push(Entry { name, means: String::new(), field: fields.len() - 1, forms });
        } else {
            let Some(entry) = entries.last_mut() else { return fault("an entry must begin at the left margin") };
            match line.trim().split_once(':') {
                Some(("means", means)) => entry.means = means.trim().into(),
                Some((kind @ ("forms" | "weak"), list)) => {
                    for form in list.split(';').map(words).filter(|w| !w.is_empty()) {
                        let weak = kind == "weak";
                        // A name repeated under `weak` is itself weak.
                        match entry.forms.iter_mut().find(|f| f.0 == form) {
                            Some(known) => known.1 |= weak,
                            None => entry.forms.push((form, weak)),
                        }
                    }
                }
                _ => fault("expected `means:`, `forms:` or `weak:`"),
            }
        }
    }
}

/// Letters and digits only, lower case; "M&E" becomes two words and "co-design" too, as the tokenizer has them.
fn words(form: &str) -> Vec<String> {
    form.to_lowercase()
        .replace('’', "'")
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .map(|w| w.trim_matches('\''))
        .filter(|w| !w.is_empty())
        .map(String::from)
        .collect()
}

fn check_unique(entries: &[Entry], faults: &mut String) {
    let mut names = BTreeMap::new();
    let mut forms = BTreeMap::new();
    for entry in entries {
        if names.insert(&entry.name, ()).is_some() {
            _ = writeln!(faults, "two entries are named \"{}\"", entry.name);
        }
        if entry.means.is_empty() {
            _ = writeln!(faults, "\"{}\" has no `means:` line", entry.name);
        }
        for (form, _) in &entry.forms {
            if let Some(other) = forms.insert(form, &entry.name)
                && *other != entry.name
            {
                _ = writeln!(faults, "the form \"{}\" belongs to \"{other}\" and to \"{}\"", form.join(" "), entry.name);
            }
        }
    }
}

fn pack(fields: &[String], entries: &[Entry]) -> Vec<u8> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for word in entries.iter().flat_map(|e| &e.forms).flat_map(|f| &f.0) {
        numbers.insert(word, 0);
    }
    for (n, slot) in numbers.values_mut().enumerate() {
        *slot = n;
    }
    let mut order: Vec<&Entry> = entries.iter().collect();
    order.sort_by(|a, b| a.name.cmp(&b.name));
    let [mut of_field, mut forms, mut heads, mut places, mut new] = [const { Vec::new() }; 5];
    for entry in &order {
        number(&mut of_field, entry.field);
        number(&mut forms, entry.forms.len());
        let mut known: Vec<&str> = Vec::new();
        for (form, weak) in &entry.forms {
            number(&mut heads, form.len() * 2 + usize::from(*weak));
            for word in form {
                let place = known.iter().position(|w| w == word);
                number(&mut places, place.map_or(0, |at| at + 1));
                if place.is_none() {
                    known.push(word);
                    number(&mut new, numbers[word.as_str()]);
                }
            }
        }
    }
    let mut out = Vec::new();
    string(&mut out, &fields.join("\n"));
    string(&mut out, &numbers.keys().copied().collect::<Vec<_>>().join("\n"));
    string(&mut out, &order.iter().map(|e| e.name.as_str()).collect::<Vec<_>>().join("\n"));
    string(&mut out, &order.iter().map(|e| e.means.as_str()).collect::<Vec<_>>().join("\n"));
    for column in [of_field, forms, heads, places, new] {
        number(&mut out, column.len());
        out.extend(column);
    }
    out
}

fn number(out: &mut Vec<u8>, mut n: usize) {
    while n >= 128 {
        out.push((n & 127) as u8 | 128);
        n >>= 7;
    }
    out.push(n as u8);
}

fn string(out: &mut Vec<u8>, text: &str) {
    number(out, text.len());
    out.extend_from_slice(text.as_bytes());
}
