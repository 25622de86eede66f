//! The ranking as comma-separated values for spreadsheets.

use super::{decimals, settings_lines};
use crate::report::{Origin, Report};

/// The ranking as CSV (RFC 4180, UTF-8): one line a skill, then an empty line and lines about how it was made.
///
/// A cell that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets a `'` in front.
pub fn csv(report: &Report) -> String {
    let mut out = String::new();
    row(
        &mut out,
        &[
            "rank",
            "skill",
            "likely best rank",
            "likely worst rank",
            "prominence",
            "low",
            "high",
            "stands out",
            "p-value",
            "documents",
            "mentions",
            "per million words",
            "dispersion (DP)",
            "belief",
            "origin",
            "field",
            "forms",
        ],
    );
    for s in &report.skills {
        let forms: Vec<String> = s.surfaces.iter().map(|f| format!("{} ({})", f.text, f.count)).collect();
        let cells = [
            s.rank.to_string(),
            s.name.clone(),
            s.rank_best.map_or_else(String::new, |r| r.to_string()),
            s.rank_worst.map_or_else(String::new, |r| r.to_string()),
            decimals(Some(s.prominence)),
            decimals(s.low),
            decimals(s.high),
            if s.stands_out { "yes" } else { "no" }.into(),
            decimals(s.p_value),
            s.document_frequency.to_string(),
            s.mentions.to_string(),
            format!("{:.1}", s.per_10k * 100.0),
            decimals(s.dispersion),
            decimals(Some(s.belief)),
            match s.origin {
                Origin::Lexicon => "lexicon",
                Origin::Discovered => "discovered",
                Origin::Own => "own list",
            }
            .into(),
            s.field.clone().unwrap_or_default(),
            forms.join("; "),
        ];
        row(&mut out, &cells);
    }
    row(&mut out, &[""]);
    row(&mut out, &["about", &report.headline]);
    for caveat in &report.caveats {
        row(&mut out, &["caveat", caveat]);
    }
    row(&mut out, &["engine", &report.made.engine]);
    row(&mut out, &["lexicon", &report.made.lexicon]);
    row(&mut out, &["model", &report.made.model]);
    row(&mut out, &["seed", &report.made.seed.to_string()]);
    for (name, value) in settings_lines(report) {
        row(&mut out, &["setting", &name, &value]);
    }
    for line in &report.made.method {
        row(&mut out, &["method", line]);
    }
    for edit in &report.edits {
        row(&mut out, &["edit", &serde_json::to_string(edit).expect("invariant: an edit is plain data")]);
    }
    for d in &report.documents {
        row(&mut out, &["document", &d.path, &d.words.to_string(), if d.counted { "counted" } else { "not counted" }, &d.hash]);
    }
    out
}

fn row<S: AsRef<str>>(out: &mut String, cells: &[S]) {
    for (at, text) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        cell(out, text.as_ref());
    }
    out.push_str("\r\n");
}

fn cell(out: &mut String, text: &str) {
    let defused = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    let quoted = defused || text.contains([',', '"', '\n', '\r']);
    if quoted {
        out.push('"');
    }
    if defused {
        out.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let mut out = String::new();
        cell(&mut out, text);
        assert_eq!(out, expect);
    }

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        check("=SUM(A1)", "\"'=SUM(A1)\"");
        check("@cmd", "\"'@cmd\"");
        check("-0.5", "-0.5");
        check("-x", "\"'-x\"");
        check("plain", "plain");
        check("a \"b\", c", "\"a \"\"b\"\", c\"");
    }
}
