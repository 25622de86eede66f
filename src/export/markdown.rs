//! The ranking as Markdown, to paste into a note or a report.

use super::settings_lines;
use crate::report::Report;
use std::fmt::Write as _;

/// The ranking as Markdown: headline, caveats, a table of the first fifty skills, themes, documents, and how it was made.
pub fn markdown(report: &Report) -> String {
    const MOST: usize = 50;
    let mut out = format!("# Skills, ranked\n\n{}\n", escaped(&report.headline));
    for caveat in &report.caveats {
        _ = write!(out, "\n- {}", escaped(caveat));
    }
    if !report.caveats.is_empty() {
        out.push('\n');
    }
    out += "\n| Rank | Skill | Prominence | Interval | Stands out | Documents | Mentions |\n|---|---|---|---|---|---|---|\n";
    for s in report.skills.iter().take(MOST) {
        let interval = match (s.low, s.high) {
            (Some(low), Some(high)) => format!("{low:.2} to {high:.2}"),
            _ => "not known".into(),
        };
        let stands = if s.stands_out { "yes" } else { "" };
        _ = writeln!(
            out,
            "| {} | {} | {:.2} | {interval} | {stands} | {} | {} |",
            s.rank_words,
            escaped(&s.name),
            s.prominence,
            s.document_frequency,
            s.mentions
        );
    }
    if report.skills.len() > MOST {
        _ = writeln!(out, "\nand {} more.", report.skills.len() - MOST);
    }
    _ = write!(out, "\n## Themes\n\n{}\n", escaped(&report.company.words));
    for theme in &report.themes {
        let skills: Vec<String> = theme.skills.iter().map(|&s| escaped(&report.skills[s as usize].name)).collect();
        _ = write!(out, "\n- **{}**: {}. {}", escaped(&theme.name), skills.join(", "), theme.stability_words);
    }
    out += if report.themes.is_empty() { "" } else { "\n" };
    out += "\n## Documents\n\n";
    for d in &report.documents {
        let state = match (&d.duplicate_of, &d.near_copy_of, d.counted) {
            (Some(other), ..) => format!("not counted: the same as {}", escaped(other)),
            (None, Some(other), _) => format!("not counted: a near copy of {}", escaped(other)),
            (None, None, true) => format!("{} words", d.words),
            (None, None, false) => format!("not counted: {}", d.problems.first().map_or("nothing to count", |p| &p.what)),
        };
        _ = writeln!(out, "- {} ({state})", escaped(&d.path));
    }
    out += "\n## How this was made\n\n";
    for line in &report.made.method {
        _ = writeln!(out, "- {line}");
    }
    _ = writeln!(
        out,
        "- Skillsift {}, lexicon {}, model {}, seed {}.",
        report.made.engine, report.made.lexicon, report.made.model, report.made.seed
    );
    let settings: Vec<String> = settings_lines(report).into_iter().map(|(name, value)| format!("{name} = {value}")).collect();
    _ = writeln!(out, "- Settings: {}.", settings.join(", "));
    if !report.edits.is_empty() {
        _ = writeln!(out, "- Edits by hand: {}.", report.edits.len());
    }
    out
}

/// Text that Markdown shows as it is: marks that would format, link or embed are escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
