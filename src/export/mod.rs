//! A report as CSV, JSON and Markdown; each carries the method, the settings, the versions and the seed.

mod csv;
mod document_lines;
mod echo;
mod markdown;
mod table;

pub use csv::csv;
pub use document_lines::document_lines;
pub use markdown::markdown;
pub use table::table;

use crate::report::Report;

/// The report as JSON, two spaces a level, with a newline at its end.
pub fn json(report: &Report) -> String {
    let compact = serde_json::to_string(report).expect("invariant: a report holds only plain data");
    indented(&compact)
}

/// JSON without white space, spread over lines with two spaces a level. serde can do so itself, but for that every type's writer would be in the
/// engine twice.
fn indented(compact: &str) -> String {
    let bytes = compact.as_bytes();
    let mut out = String::with_capacity(compact.len() * 2);
    let (mut depth, mut at) = (0usize, 0);
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' | b'[' if matches!(bytes.get(at), Some(b'}' | b']')) => at += 1,
            b'{' | b'[' | b',' => depth += usize::from(byte != b','),
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
            }
            b'"' => at = end_of_string(bytes, at),
            b':' => {}
            _ => at += bytes[at..].iter().position(|b| b",:]}".contains(b)).unwrap_or(bytes.len() - at),
        }
        out += &compact[start..at];
        match bytes[at - 1] {
            b':' if at == start + 1 => out.push(' '),
            b'{' | b'[' | b',' if at == start + 1 => line(&mut out, depth),
            _ => {}
        }
    }
    out.push('\n');
    out
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    (0..depth).for_each(|_| out.push_str("  "));
}

/// Where the string ends that is open at `at`.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[at..]) {
        at += found + 1;
        if bytes[at - 1] == b'"' {
            return at;
        }
        at += 1;
    }
    bytes.len()
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

#[cfg(test)]
mod tests {
    use super::indented;
    use serde_json::{Value, json};

    #[test]
    fn json_is_spread_as_serde_would() {
        let value = json!({
            "empty": [{}, [], "", "[]"], "text": "a \"quoted\", {b}: c\\", "last\\": "\\\"", "of": [1, -2.5e-7, null, true, [[0]], {"ö": "–"}], "": false,
        });
        for value in [value, json!([]), json!({}), json!("x"), json!(1.5), Value::Null] {
            let compact = serde_json::to_string(&value).unwrap();
            assert_eq!(indented(&compact), serde_json::to_string_pretty(&value).unwrap() + "\n");
        }
    }
}
