//! A report as CSV, JSON and Markdown; each carries the method, the settings, the versions and the seed.

mod csv;
mod document_lines;
mod markdown;
mod table;

pub use csv::csv;
pub use document_lines::document_lines;
pub use markdown::markdown;
pub use table::table;

use crate::report::Report;

/// The report as JSON, two spaces a level, with a newline at its end.
pub fn json(report: &Report) -> String {
    let mut out = serde_json::to_string_pretty(report).expect("invariant: a report holds only plain data");
    out.push('\n');
    out
}

/// The settings as lines "name: value", in the order in which they are declared.
fn settings_lines(report: &Report) -> Vec<(String, String)> {
    let value = serde_json::to_value(&report.settings).expect("invariant: settings are plain data");
    value.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), value.to_string())).collect()
}

/// A fraction with four decimals; nothing for a missing number.
fn decimals(number: Option<f64>) -> String {
    number.map_or_else(String::new, |x| format!("{x:.4}"))
}
