//! Tables whose rows are documents: what is guessed, what can be chosen, and what is said when a choice cannot be met.

mod common;

use common::{Parts, zip};
use skillsift::candidate::Extractor;
use skillsift::read::{Asked, Limits, TableChoice, read_each};
use skillsift::record::Record;

const ADVERT: &str = "You will lead a small team, facilitate workshops with residents, negotiate with suppliers, and turn what you hear into a plan \
     that the council can fund and carry out.";

/// A table of adverts, as CSV.
fn adverts(rows: usize) -> String {
    let mut out = String::from("id,job title,employer,advert,link\n");
    for n in 0..rows {
        out += &format!(
            "{n},Planner {n},Town,\"{ADVERT} In district {n} you report to the mayor.\",https://example.org/a/very/long/address/of/an/advert/{n}\n"
        );
    }
    out
}

/// The same as a workbook; each sheet is a name and its rows.
fn workbook(sheets: &[(&str, Vec<Vec<String>>)]) -> Vec<u8> {
    let mut parts: Parts = Vec::new();
    let (mut list, mut links) = (String::new(), String::new());
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let n = at + 1;
        list += &format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"r{n}\"/>");
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
        links += &format!("<Relationship Id=\"r{n}\" Type=\"{kind}\" Target=\"sheet{n}.xml\"/>");
        let cell = |text: &String| format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", text.replace('&', "&amp;").replace('<', "&lt;"));
        let row = |cells: &Vec<String>| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
        let body: String = rows.iter().map(row).collect();
        parts.push((format!("xl/sheet{n}.xml"), format!("<worksheet><sheetData>{body}</sheetData></worksheet>").into_bytes()));
    }
    let main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let types = format!("<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"{main}\"/></Types>");
    parts.insert(0, ("[Content_Types].xml".into(), types.into_bytes()));
    parts.push(("xl/workbook.xml".into(), format!("<workbook xmlns:r=\"r\"><sheets>{list}</sheets></workbook>").into_bytes()));
    parts.push(("xl/_rels/workbook.xml.rels".into(), format!("<Relationships>{links}</Relationships>").into_bytes()));
    zip(&parts)
}

fn cells(csv: &str) -> Vec<Vec<String>> {
    csv.lines().map(|line| line.replace(", ", "\u{1}").split(',').map(|c| c.trim_matches('"').replace('\u{1}', ", ")).collect()).collect()
}

fn read(path: &str, bytes: &[u8], table: TableChoice) -> Vec<Record> {
    let mut asked = Asked { table, ..Asked::default() };
    Record::all_of(path, bytes, &mut asked, &Limits::default(), &mut Extractor::default())
}

fn text(names: &[&str]) -> TableChoice {
    TableChoice { text: names.iter().map(|n| n.to_string()).collect(), ..TableChoice::default() }
}

#[test]
fn adverts_in_rows_are_documents_with_titles() {
    let csv = adverts(5);
    let book = workbook(&[("Adverts", cells(&csv)), ("Notes", vec![vec!["Made".into(), "2026".into()]])]);
    for (path, bytes) in [("adverts.csv", csv.as_bytes()), ("adverts.xlsx", &book)] {
        let records = read(path, bytes, TableChoice::default());
        assert_eq!(records.len(), 5, "{path}");
        let first = &records[0];
        assert_eq!((first.path.as_str(), first.title.as_deref()), (format!("{path}/row 2").as_str(), Some("Planner 0")));
        assert!(first.prose.text.starts_with("Planner 0\n\nYou will lead") && !first.prose.text.contains("https"), "{}", first.prose.text);
        let offer = first.table.as_ref().expect("the first row tells of the table");
        assert!(records[1..].iter().all(|r| r.table.is_none()));
        let expected = TableChoice { sheet: Some(0), text: vec!["advert".into()], title: Some("job title".into()), rows: Some(true) };
        assert_eq!(offer.chosen, expected);
        assert_eq!(offer.sheets[0].columns, ["id", "job title", "employer", "advert", "link"]);
        let mut hashes: Vec<u128> = records.iter().map(|r| r.hash).collect();
        hashes.dedup();
        assert_eq!(hashes.len(), 5, "rows are told apart by their text");
    }
}

#[test]
fn a_choice_is_followed_and_comes_back_as_it_was_made() {
    let csv = adverts(4);
    let one = read("a.csv", csv.as_bytes(), TableChoice { rows: Some(false), ..TableChoice::default() });
    assert_eq!(one.len(), 1);
    assert_eq!(one[0].table.as_ref().expect("it is a table").chosen.rows, Some(false));
    let titles = read("a.csv", csv.as_bytes(), TableChoice { title: Some(String::new()), ..text(&["Job Title", "employer"]) });
    assert_eq!(titles.len(), 4, "who names columns means rows");
    assert_eq!(titles[0].prose.text, "Planner 0\n\nTown");
    assert_eq!(titles[0].title, None);
    let whole = read("a.csv", csv.as_bytes(), TableChoice { rows: Some(false), ..text(&["employer"]) });
    assert_eq!((whole.len(), whole[0].counts.words), (1, 4), "only the column that was chosen counts");
    for records in [&titles, &whole] {
        let chosen = records[0].table.as_ref().expect("it is a table").chosen.clone();
        let again = read("a.csv", csv.as_bytes(), chosen);
        assert_eq!(&again, records);
    }
}

#[test]
fn tables_of_short_cells_and_of_two_kinds_stay_one_document() {
    let skills = "skill,level\nNegotiation,3\nMediation,2\nBudgeting,4\n";
    assert_eq!(read("skills.csv", skills.as_bytes(), TableChoice::default()).len(), 1);
    // Half of the text would be lost if one sheet alone were read.
    let book = workbook(&[("A", cells(&adverts(4))), ("B", cells(&adverts(4)))]);
    let records = read("two.xlsx", &book, TableChoice::default());
    assert_eq!(records.len(), 1);
    let second = read("two.xlsx", &book, TableChoice { sheet: Some(1), rows: Some(true), ..TableChoice::default() });
    assert_eq!(second.len(), 4);
}

#[test]
fn what_cannot_be_chosen_is_told() {
    let csv = adverts(3);
    let code = |choice: TableChoice| {
        let records = read("a.csv", csv.as_bytes(), choice);
        assert_eq!(records.len(), 1);
        assert!(!records[0].usable());
        records[0].problems[0].code.clone()
    };
    assert_eq!(code(text(&["body"])), "no-such-column");
    assert_eq!(code(TableChoice { title: Some("nobody".into()), ..TableChoice::default() }), "no-such-column");
    assert_eq!(code(TableChoice { sheet: Some(7), ..TableChoice::default() }), "no-such-sheet");
    assert_eq!(code(text(&["id"])), "no-text");
    let unused = read("a.txt", b"A plain text.", text(&["body"]));
    assert!(unused[0].usable() && unused[0].table.is_none(), "what is no table is read as ever");
}

#[test]
fn rows_beyond_the_limit_are_told() {
    let limits = Limits { documents: 3, ..Limits::default() };
    let mut asked = Asked::default();
    let mut problems = Vec::new();
    read_each("a.csv", adverts(9).as_bytes(), &mut asked, &limits, |path, _, reading| problems.push((path.to_string(), reading.problems)));
    assert_eq!(problems.len(), 3);
    assert_eq!(problems[0].1[0].code, "too-many-rows");
}

#[test]
fn tables_in_archives_are_read_by_rows_too() {
    let archive = zip(&vec![("in/adverts.csv".to_string(), adverts(3).into_bytes()), ("note.txt".to_string(), b"Listening.".to_vec())]);
    let paths: Vec<String> = read("all.zip", &archive, TableChoice::default()).into_iter().map(|r| r.path).collect();
    assert_eq!(paths, ["all.zip/in/adverts.csv/row 2", "all.zip/in/adverts.csv/row 3", "all.zip/in/adverts.csv/row 4", "all.zip/note.txt"]);
}
