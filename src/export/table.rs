//! The ranking as a table for a terminal.

use crate::report::Report;
use std::fmt::Write as _;

/// The first `most` skills, one line each, under the headline; then the themes.
pub fn table(report: &Report, most: usize) -> String {
    let mut out = format!("{}\n", report.headline);
    for caveat in &report.caveats {
        _ = writeln!(out, "{caveat}");
    }
    let shown = &report.skills[..most.min(report.skills.len())];
    let name = shown.iter().map(|s| s.name.chars().count()).max().unwrap_or(5).max(5);
    let rank = shown.iter().map(|s| s.rank_words.chars().count()).max().unwrap_or(4).max(4);
    _ = writeln!(
        out,
        "\n  {:<name$}  {:<rank$}  {:>10}  {:>13}  {:>9}  {:>8}  {:>5}",
        "skill", "rank", "prominence", "interval", "documents", "mentions", "DP"
    );
    for s in shown {
        let interval = match (s.low, s.high) {
            (Some(low), Some(high)) => format!("{low:.3}\u{2013}{high:.3}"),
            _ => "\u{2013}".into(),
        };
        let dp = s.dispersion.map_or_else(|| "\u{2013}".into(), |d| format!("{d:.2}"));
        let mark = if s.stands_out { '\u{2022}' } else { ' ' };
        _ = writeln!(
            out,
            "{mark} {:<name$}  {:<rank$}  {:>10.3}  {interval:>13}  {:>9}  {:>8}  {dp:>5}",
            s.name, s.rank_words, s.prominence, s.document_frequency, s.mentions
        );
    }
    if report.skills.len() > shown.len() {
        _ = writeln!(out, "  and {} more", report.skills.len() - shown.len());
    }
    if report.totals.standing_out > 0 {
        out += "\n\u{2022} stands out\n";
    }
    _ = writeln!(out, "\n{}", report.company.words);
    for theme in &report.themes {
        let skills: Vec<&str> = theme.skills.iter().map(|&s| report.skills[s as usize].name.as_str()).collect();
        _ = writeln!(out, "  {:.2}  {}", theme.stability, skills.join(", "));
    }
    if !report.themes.is_empty() {
        out += "  (how often two skills of a theme stay together when the documents are redrawn)\n";
    }
    out
}
