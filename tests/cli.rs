//! The command line from end to end: what it prints, where, and with which exit code.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/sample");
const NOTES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/talk-notes.md");
const ESSAY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/essay.txt");
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/page.html");

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_skillsift")).args(arguments).output().expect("the program starts")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("what is printed is UTF-8")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("what is said is UTF-8")
}

/// Runs it, expecting the exit code, and gives what it printed.
#[track_caller]
fn check(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?} said {:?}", said(&output));
    if code == 0 {
        assert_eq!(said(&output), "", "{arguments:?} has nothing to complain about");
    }
    out(&output)
}

/// Runs it, expecting exit code 2, nothing printed, and these words said.
#[track_caller]
fn check_refused(arguments: &[&str], words: &[&str]) {
    let output = run(arguments);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{arguments:?} said {said:?}");
    assert_eq!(out(&output), "", "{arguments:?}");
    assert!(words.iter().all(|w| said.contains(w)), "{arguments:?} said {said:?}");
    assert!(said.starts_with("skillsift: ") && !said.contains("panicked") && !said.contains("Os {"), "{said:?} is in plain words");
}

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn text_of(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

#[test]
fn a_table_for_the_terminal() {
    let table = check(&["analyse", SAMPLE, "--top", "7"], 0);
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].ends_with("across 13 documents.") || lines[0].contains("across 13 documents;"), "{}", lines[0]);
    let head = lines.iter().position(|l| l.contains("prominence") && l.contains("mentions")).expect("the table has a head");
    let rows: Vec<&&str> = lines[head + 1..].iter().take(7).collect();
    assert!(rows.iter().all(|r| r.contains("likely ") || r.contains("joint ")), "{rows:#?}");
    assert!(lines[head + 8].trim().starts_with("and ") && lines[head + 8].ends_with(" more"), "{}", lines[head + 8]);
    assert_eq!(check(&["analyze", SAMPLE, "--format=table", "--top=7"], 0), table, "either spelling will do");
}

#[test]
fn json_is_the_whole_report() {
    let json = check(&["analyse", SAMPLE, "--format", "json", "--seed", "5", "--resamples", "150"], 0);
    let report: Value = serde_json::from_str(&json).expect("it is JSON");
    for part in ["made", "settings", "edits", "headline", "caveats", "sureness", "totals", "documents", "skills", "nearly", "themes"] {
        assert!(report.get(part).is_some(), "it has {part}");
    }
    assert_eq!((&report["made"]["seed"], &report["settings"]["resamples"]), (&Value::from(5), &Value::from(150)));
    assert_eq!(report["documents"].as_array().map(Vec::len), Some(13));
    assert!(report["documents"].as_array().into_iter().flatten().all(|d| d["path"].as_str().is_some_and(|p| p.starts_with("sample/"))));
    assert!(json.ends_with("}\n"));
}

#[test]
fn one_line_a_document() {
    let lines = check(&["analyse", NOTES, ESSAY, PAGE, "--format", "jsonl"], 0);
    let lines: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect();
    let mut ids: Vec<&str> = lines.iter().filter_map(|l| l["id"].as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["essay", "page", "talk-notes"]);
    for line in &lines {
        let keys = |v: &Value| v.as_object().map(|o| o.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
        assert_eq!(keys(line), ["id", "path", "skills"]);
        let skills = line["skills"].as_array().expect("a list of skills");
        assert!(skills.len() > 5, "{} has {} skills", line["id"], skills.len());
        let file = fs::read_to_string(Path::new(ESSAY).with_file_name(line["path"].as_str().expect("a path"))).expect("the file is there");
        for skill in skills {
            assert_eq!(keys(skill), ["mentions", "name", "surfaces"]);
            let surfaces: Vec<&str> = skill["surfaces"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            assert!(!surfaces.is_empty() && skill["mentions"].as_u64() >= Some(1));
            // A surface stands in its document as it is given: same capitals, same hyphens.
            assert!(line["id"] != "essay" || surfaces.iter().all(|s| file.contains(s)), "{surfaces:?} in {}", line["path"]);
        }
    }
}

#[test]
fn csv_opens_in_a_spreadsheet_and_runs_nothing() {
    let inside = folder("csv");
    let hostile = ["=cmd|'calc'!A0.txt", "+1+1.md", "@SUM(A1).txt", "-2.txt", "a,\"b\".txt"];
    for (n, name) in hostile.iter().enumerate() {
        let text = format!("# Notes\n\nShe is skilled in facilitation, negotiation and data analysis. Number {n}.\n");
        fs::write(inside.join(name), text).expect("the file can be written");
    }
    let mut paths: Vec<String> = hostile.iter().map(|n| inside.join(n).to_string_lossy().into_owned()).collect();
    let mut arguments = vec!["analyse".to_string(), "--format".into(), "csv".into()];
    arguments.append(&mut paths);
    let csv = check(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), 0);
    let rows = rows_of(&csv);
    assert_eq!(rows[0][..2], ["rank", "skill"]);
    assert!(rows.iter().any(|r| r[0] == "1" && r.len() == rows[0].len()));
    for row in &rows {
        for cell in row {
            let safe = !cell.starts_with(['=', '+', '-', '@', '\t', '\r']) || cell.parse::<f64>().is_ok();
            assert!(safe, "{cell:?} would be run as a formula");
        }
    }
    for name in hostile {
        assert!(rows.iter().any(|r| r[0] == "document" && r[1].trim_start_matches('\'') == name), "{name} is named as a document");
    }
    for about in ["engine", "lexicon", "model", "seed", "setting", "method"] {
        assert!(rows.iter().any(|r| r[0] == about), "{about} is told");
    }
}

/// CSV as RFC 4180 has it.
fn rows_of(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = csv.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => cell.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "the last line is ended");
    rows
}

#[test]
fn markdown_tells_how_it_was_made() {
    let markdown = check(&["analyse", NOTES, ESSAY, "--format", "markdown"], 0);
    for part in ["# Skills, ranked\n", "| Rank | Skill |", "## Documents", "- essay.txt (", "## How this was made", "seed 1."] {
        assert!(markdown.contains(part), "it has {part:?}");
    }
}

#[test]
fn settings_reach_the_report() {
    let all = [
        "--belief",
        "0.6",
        "--factor",
        "2",
        "--lexicon-only",
        "--count-copies",
        "--count-repeats",
        "--count-everything",
        "--resamples",
        "0",
    ];
    let json = check(&[&["analyse", PAGE, "--format", "json"], all.as_slice()].concat(), 0);
    let report: Value = serde_json::from_str(&json).expect("it is JSON");
    let expected = r#"{"countEverything":true,"discover":false,"duplicatesOnce":false,"leastBelief":0.6,"passagesOnce":false,"resamples":0,
        "seed":1,"standOutFactor":2.0}"#;
    assert_eq!(report["settings"], serde_json::from_str::<Value>(expected).expect("it is JSON"));
    assert!(report["skills"].as_array().into_iter().flatten().all(|s| s["origin"] == "lexicon" && s["low"].is_null()));
}

#[test]
fn rows_of_a_table_are_documents_and_columns_can_be_chosen() {
    let file = folder("table").join("posts.csv");
    let duty = "You will facilitate workshops with residents, negotiate with suppliers, manage the risks of large programmes, and write it all down";
    let rows: String = (0..4).map(|n| format!("Officer {n},\"{duty} in district {n} of {}.\",Budgeting\n", n + 7)).collect();
    fs::write(&file, format!("post,advert,note\n{rows}")).expect("it can be written");
    let documents = |more: &[&str]| {
        let json = check(&[&["analyse", text_of(&file), "--format", "json", "--resamples", "0", "--count-copies"], more].concat(), 0);
        let report: Value = serde_json::from_str(&json).expect("it is JSON");
        report["documents"].as_array().expect("a list").iter().map(|d| d["title"].as_str().unwrap_or("").to_string()).collect::<Vec<_>>()
    };
    let sorted = |mut titles: Vec<String>| {
        titles.sort();
        titles.join(" ")
    };
    assert_eq!(sorted(documents(&[])), "Officer 0 Officer 1 Officer 2 Officer 3");
    assert_eq!(documents(&["--one-document"]), ["posts.csv"]);
    assert_eq!(documents(&["--text-column", "note", "--title-column", "note"])[0], "Budgeting");
    let output = run(&["analyse", text_of(&file), "--text-column", "body"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("no column “body”. Choose among its columns: post, advert, note."), "{}", said(&output));
}

#[test]
fn paths_in_any_order_give_the_same_bytes() {
    for format in ["table", "csv", "json", "jsonl", "markdown"] {
        let one = check(&["analyse", NOTES, ESSAY, PAGE, "--format", format], 0);
        assert_eq!(check(&["analyse", "--format", format, PAGE, NOTES, ESSAY, NOTES], 0), one, "{format}");
    }
}

#[test]
fn everything_read_and_everything_counted() {
    let read = check(&["text", PAGE], 0);
    let counted = check(&["text", PAGE, "--counted"], 0);
    assert!(read.contains("Terms of use") && !counted.contains("Terms of use"));
    assert!(counted.len() < read.len());
    let mut rest = read.lines();
    assert!(counted.lines().all(|line| rest.any(|l| l == line)), "what is counted is read, in the same order");
    assert_eq!(
        check(&["text", "--counted", ESSAY], 0).matches("\n\n").count() + 1,
        fs::read_to_string(ESSAY).expect("it is there").trim().lines().count()
    );
}

#[test]
fn a_locked_pdf_is_read_with_its_password() {
    const LOCKED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pdf/locked.pdf");
    assert_eq!(check(&["text", LOCKED, "--password", "open sesame"], 0), "What is behind the lock is read with its password only.\n");
    for arguments in [&["text", LOCKED][..], &["text", "--password", "wrong", LOCKED]] {
        let output = run(arguments);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{arguments:?}");
        assert!(said(&output).contains("password"), "{arguments:?} said {:?}", said(&output));
    }
}

#[test]
fn help_and_version() {
    let help = check(&["--help"], 0);
    assert!(help.contains("skillsift analyse PATH") && help.contains("Exit codes"));
    assert_eq!(check(&[], 0), help);
    assert_eq!(check(&["--version"], 0), format!("skillsift {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_is_told_in_words() {
    check_refused(&["analyse"], &["needs a file or a folder", "--help"]);
    check_refused(&["analyse", ESSAY, "--format", "xml"], &["xml", "csv"]);
    check_refused(&["analyse", ESSAY, "--seed", "-1"], &["--help"]);
    check_refused(&["analyse", ESSAY, "--fromat"], &["--fromat"]);
    check_refused(&["analyse", ESSAY, "--top"], &["--top"]);
    check_refused(&["analise", ESSAY], &["analise"]);
    check_refused(&["text"], &["exactly one file"]);
    check_refused(&["text", ESSAY, NOTES], &["exactly one file"]);
}

#[test]
fn what_is_not_there_is_told_in_words() {
    check_refused(&["analyse", "no/such/file.txt"], &["no/such/file.txt", "cannot be read"]);
    check_refused(&["text", "no/such/file.txt"], &["no/such/file.txt", "cannot be opened"]);
    let empty = folder("empty");
    check_refused(&["analyse", text_of(&empty)], &["no files"]);
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let inside = folder("mixed");
    let nested = inside.join("more");
    fs::create_dir_all(&nested).expect("a folder inside");
    fs::copy(ESSAY, inside.join("essay.txt")).expect("a copy");
    fs::copy(NOTES, nested.join("notes.md")).expect("a copy");
    fs::write(inside.join("junk.txt"), (0..9_999u32).map(|n| (n * n / 7) as u8).collect::<Vec<_>>()).expect("a file of junk");
    fs::write(inside.join("empty.txt"), "").expect("an empty file");
    fs::write(inside.join(".hidden"), "Skills in hiding.").expect("a hidden file");
    let output = run(&["analyse", text_of(&inside), "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "some files could not be used");
    let report: Value = serde_json::from_str(&out(&output)).expect("it is JSON all the same");
    assert_eq!(report["totals"]["documents"], 2);
    let mut paths: Vec<&str> = report["documents"].as_array().into_iter().flatten().filter_map(|d| d["path"].as_str()).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["mixed/empty.txt", "mixed/essay.txt", "mixed/junk.txt", "mixed/more/notes.md"]);
    let said = said(&output);
    assert!(said.contains("mixed/empty.txt: This file is empty.") && said.contains("mixed/junk.txt: "), "{said:?}");
    assert_eq!(said.lines().count(), 2, "{said:?}");
    fs::remove_file(inside.join("essay.txt")).expect("it is there");
    fs::remove_dir_all(&nested).expect("it is there");
    assert_eq!(run(&["analyse", text_of(&inside)]).status.code(), Some(2), "nothing could be used");
    assert_eq!(run(&["text", text_of(&inside.join("empty.txt"))]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_one_bad_file() {
    let inside = folder("links");
    fs::copy(ESSAY, inside.join("essay.txt")).expect("a copy");
    std::os::unix::fs::symlink("gone.txt", inside.join("link.txt")).expect("a link");
    let output = run(&["analyse", text_of(&inside), "--format", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("links/link.txt: The file could not be opened"), "{:?}", said(&output));
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself_comes_to_an_end() {
    let inside = folder("round");
    fs::copy(ESSAY, inside.join("essay.txt")).expect("a copy");
    std::os::unix::fs::symlink(".", inside.join("again")).expect("a link");
    let output = run(&["analyse", text_of(&inside), "--format", "json"]);
    let report: Value = serde_json::from_str(&out(&output)).expect("it is JSON");
    assert_eq!(report["totals"]["documents"], 1);
}

#[test]
fn an_own_list_of_skills_beside_the_lexicon_and_instead_of_it() {
    let folder = folder("own-list");
    let (list, talk) = (folder.join("ours.csv"), folder.join("talk.txt"));
    fs::write(&list, "name,variants\nFinding the way,orienteering; wayfinding\n").expect("a file can be written");
    let said = "The team needs skills in orienteering, facilitation and negotiation. Strong wayfinding skills matter.\n";
    fs::write(&talk, said.repeat(3)).expect("a file can be written");
    let names = |arguments: &[&str]| -> Vec<(String, String)> {
        let report: Value = serde_json::from_str(&check(arguments, 0)).expect("it is JSON");
        let text = |v: &Value| v.as_str().unwrap_or_default().to_string();
        report["skills"].as_array().into_iter().flatten().map(|s| (text(&s["name"]), text(&s["origin"]))).collect()
    };
    let both = names(&["analyse", text_of(&talk), "--format", "json", "--skills", text_of(&list)]);
    assert!(both.contains(&("finding the way".into(), "own".into())), "{both:?}");
    assert!(both.contains(&("facilitation".into(), "lexicon".into())), "{both:?}");
    let only = names(&["analyse", text_of(&talk), "--format", "json", "--lexicon-only", "--only-skills", text_of(&list)]);
    assert_eq!(only, [("finding the way".into(), "own".into())]);
    fs::write(&list, "<html></html>").expect("a file can be written");
    check_refused(&["analyse", text_of(&talk), "--skills", text_of(&list)], &["gives no skills"]);
}
