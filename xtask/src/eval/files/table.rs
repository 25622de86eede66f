//! Prints what was measured, and which bars it meets.

use super::manifest::Want;
use super::peers::Peer;
use super::words::Share;
use super::{MEGABYTES, Refused, SECONDS, Scored};

/// Packaged formats, whose words every reader should find.
const PACKAGED: [&str; 5] = ["docx", "odt", "pptx", "epub", "rtf"];

/// Each kind's means and medians.
pub fn kinds(scored: &[Scored]) {
    println!("words read of real files (recall / precision)\n");
    println!("{:<18}{:>6}  {:<15}{:<15}{:<11}{:<15}median", "kind", "files", "ours, mean", "median", "", "mean");
    for kind in names(scored) {
        let files: Vec<&Scored> = scored.iter().filter(|s| s.entry.kind == kind).collect();
        let ours: Vec<Share> = files.iter().map(|s| s.ours).collect();
        let first = format!("{kind:<18}{:>6}  {:<15}{:<15}", files.len(), mean(&ours), median(&ours));
        let peers: Vec<Peer> = Peer::ALL.into_iter().filter(|peer| fits(*peer, kind)).collect();
        for (at, peer) in peers.iter().enumerate() {
            let theirs: Vec<Share> = files.iter().filter_map(|s| s.peers.get(peer).copied()).collect();
            let start = if at == 0 { first.clone() } else { " ".repeat(first.chars().count()) };
            println!("{start}{:<11}{:<15}{}", peer.name(), mean(&theirs), median(&theirs));
        }
        if peers.is_empty() {
            println!("{}", first.trim_end());
        }
        if files.iter().any(|s| s.given.is_some()) {
            let given: Vec<Share> = files.iter().map(|s| s.given.unwrap_or(s.ours)).collect();
            println!("{:<18}{:>6}  {:<15}{:<15}", format!("  {kind} as given"), files.len(), mean(&given), median(&given));
        }
    }
    println!("\nWhere pandoc's or pdftotext's own output is the expectation, theirs is 1 by making. For web pages with the main content");
    println!("as expectation, recall is of all that was read and precision of what is counted. Expectations that were wrong (code");
    println!("pages that pandoc does not know, names said twice) stand corrected in tests/fixtures/read/corrected; both are shown.");
}

/// The files below .99, one by one.
pub fn below(scored: &[Scored]) {
    println!("\n{:<56}{:<16}{:<15}{:<15}{:<15}pandoc", "files below .99", "expected from", "ours", "pdf.js", "pdftotext");
    let mut below: Vec<&Scored> = scored.iter().filter(|s| !s.ours.reaches(0.99)).collect();
    below.sort_by(|a, b| a.ours.recall.total_cmp(&b.ours.recall));
    for Scored { entry, ours, peers, given, .. } in below {
        let cells: String = Peer::ALL.iter().map(|peer| format!("{:<15}", peers.get(peer).map_or("–".into(), |s| pair(*s)))).collect();
        let given = given.map_or(String::new(), |given| format!(" as given {}", pair(given)));
        println!("{:<56.55}{:<16.15}{:<15}{}{given}", entry.file, entry.from, pair(*ours), cells.trim_end());
    }
    let slowest = scored.iter().max_by(|a, b| a.run.seconds.total_cmp(&b.run.seconds));
    let largest = scored.iter().filter_map(|s| Some((s, s.run.megabytes?))).max_by(|a, b| a.1.total_cmp(&b.1));
    if let Some(slowest) = slowest {
        println!("\nslowest: {}, {:.2} s", slowest.entry.file, slowest.run.seconds);
    }
    if let Some((largest, megabytes)) = largest {
        println!("most memory: {}, {megabytes:.0} MB", largest.entry.file);
    }
}

/// The files that should be refused, or may be.
pub fn refused(refused: &[Refused]) {
    println!("\n{:<60}{:<17}{:<28}{:>7}{:>8}  with its password", "files without text to be had", "should", "problems", "s", "MB");
    for Refused { entry, codes, run, unlocked } in refused {
        let should = match entry.want {
            Want::Text | Want::Maybe => "maybe",
            Want::NoText => "no-text",
            Want::Password => "password",
            Want::FailGracefully => "fail-gracefully",
        };
        let codes = if codes.is_empty() { "none".to_owned() } else { codes.join(", ") };
        let memory = run.megabytes.map_or("–".into(), |n| format!("{n:.0}"));
        let unlocked = unlocked.map_or(String::new(), pair);
        println!("{:<60.59}{should:<17}{codes:<28}{:>7.2}{memory:>8}  {unlocked}", entry.file, run.seconds);
    }
}

/// What must hold, and whether it does.
pub fn bars(scored: &[Scored], refused: &[Refused]) {
    println!("\nbars");
    let exact: Vec<String> = scored
        .iter()
        .filter(|s| s.entry.is_exact() && !s.ours.reaches(if s.entry.has_columns() { 0.97 } else { 0.99 }))
        .map(|s| s.entry.file.clone())
        .collect();
    bar("exact expectations reach .99, in columns .97", &exact);
    let low = PACKAGED.into_iter().filter(|kind| {
        let ours: Vec<Share> = scored.iter().filter(|s| s.entry.kind == *kind).map(|s| s.ours).collect();
        !ours.is_empty() && middle(ours.iter().map(|s| s.recall)) < 0.995
    });
    bar("median recall of office formats reaches .995", &low.map(str::to_owned).collect::<Vec<_>>());
    let both: Vec<(f64, f64)> = scored.iter().filter_map(|s| Some((s.ours.recall, s.peers.get(&Peer::PdfJs)?.recall))).collect();
    let (ours, theirs) = (average(both.iter().map(|b| b.0)), average(both.iter().map(|b| b.1)));
    match both.is_empty() {
        true => println!("   –        PDF: mean recall no lower than pdf.js (pdfjs-dist is not installed in www)"),
        false => bar(
            &format!("PDF: mean recall no lower than pdf.js ({ours:.4} and {theirs:.4})"),
            if ours < theirs { &["it is lower"] } else { &[] },
        ),
    }
    let wrong = refused.iter().filter(|r| !is_right(r)).map(|r| r.entry.file.clone());
    bar("files that should have a problem have the right one", &wrong.collect::<Vec<_>>());
    let heavy = refused.iter().filter(|r| r.run.seconds > SECONDS || r.run.megabytes.is_some_and(|n| n > MEGABYTES));
    bar(&format!("… within {SECONDS} s and {MEGABYTES} MB"), &heavy.map(|r| r.entry.file.clone()).collect::<Vec<_>>());
}

fn bar(what: &str, short: &[impl AsRef<str>]) {
    match short.is_empty() {
        true => println!("   met      {what}"),
        false => println!("   NOT MET  {what}: {}", short.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")),
    }
}

/// Whether the problem is one that the manifest asks for. A damaged file whose text could be saved in full has none to tell of.
fn is_right(refused: &Refused) -> bool {
    let has = |codes: &[&str]| refused.codes.iter().any(|code| codes.contains(&code.as_str()));
    refused.run.sound
        && match refused.entry.want {
            Want::Text | Want::Maybe => true,
            Want::NoText => has(&["no-text", "scan", "empty-file", "blank-file"]),
            Want::Password => has(&["password"]),
            Want::FailGracefully => !refused.codes.is_empty() || !refused.run.text.trim().is_empty(),
        }
}

/// Whether a program reads a kind of file.
fn fits(peer: Peer, kind: &str) -> bool {
    if peer == Peer::Pandoc { PACKAGED.contains(&kind) } else { kind == "pdf" }
}

fn names(scored: &[Scored]) -> Vec<&str> {
    let mut kinds: Vec<&str> = scored.iter().map(|s| s.entry.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn pair(share: Share) -> String {
    format!("{:.4}/{:.4}", share.recall, share.precision)
}

fn mean(shares: &[Share]) -> String {
    told(shares, |values| average(values.iter().copied()))
}

fn median(shares: &[Share]) -> String {
    told(shares, |values| middle(values.iter().copied()))
}

fn told(shares: &[Share], of: impl Fn(&[f64]) -> f64) -> String {
    if shares.is_empty() {
        return "–".into();
    }
    let column = |get: fn(&Share) -> f64| of(&shares.iter().map(get).collect::<Vec<_>>());
    pair(Share { recall: column(|s| s.recall), precision: column(|s| s.precision) })
}

fn average(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value;
        count += 1.0;
    }
    sum / count
}

fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.is_empty() { 1.0 } else { (values[(values.len() - 1) / 2] + values[half]) / 2.0 }
}
