//! Which kind of text a text is, by its content before its name.

use super::Format;
use super::subtitle::is_timing;
use crate::problem::Problem;
use serde::de::IgnoredAny;

/// How much of a text is looked at.
const HEAD: usize = 16 << 10;

/// The name's extension, in lower case; empty where there is none.
pub(super) fn extension(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// Tells the kinds of text apart, or says why a text is no document.
///
/// # Errors
/// A problem for data (JSON, XML) and program code.
pub(super) fn kind(path: &str, text: &str) -> Result<Format, Problem> {
    let extension = extension(path);
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let markdown_name = matches!(extension.as_str(), "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdx" | "qmd" | "rmd");
    if head.starts_with("WEBVTT") {
        return Ok(Format::Vtt);
    }
    if starts_with_cue(head) {
        return Ok(if extension == "vtt" { Format::Vtt } else { Format::Srt });
    }
    if let Some(format) = letter(head, &extension) {
        return Ok(format);
    }
    match page(head) {
        Some(Page::Html) => return Ok(Format::Html),
        Some(Page::Fragment) if !markdown_name => return Ok(Format::Html),
        Some(Page::Drawing) => return Err(super::format::no_document(super::magic::Kind::Image)),
        Some(Page::Word) => return Ok(Format::Docx),
        Some(Page::Data) if !matches!(extension.as_str(), "html" | "htm" | "xhtml") => return Err(data("XML")),
        _ => {}
    }
    if is_json(text, &extension) {
        return Err(data("JSON"));
    }
    match extension.as_str() {
        "html" | "htm" | "xhtml" | "xht" | "shtml" => Ok(Format::Html),
        "srt" | "sub" => Ok(Format::Srt),
        "vtt" => Ok(Format::Vtt),
        "csv" | "tsv" => Ok(Format::Csv),
        "mht" | "mhtml" => Ok(Format::Mhtml),
        "eml" => Ok(Format::Eml),
        "js" | "mjs" | "cjs" | "ts" | "tsx" | "jsx" | "css" | "scss" | "py" | "rs" | "c" | "h" | "cpp" | "hpp" | "java" | "go" | "rb"
        | "php" | "sh" | "bat" | "ps1" | "sql" | "map" => Err(Problem::unread(
            "program",
            "This is program code, not a document.",
            "Leave it out, or add it with the name of a text file.",
        )),
        _ if markdown_name || (extension != "text" && is_markdown(head)) => Ok(Format::Markdown),
        _ => Ok(Format::Text),
    }
}

fn data(name: &str) -> Problem {
    Problem::unread("data", format!("This is {name} data, not a document."), "Put the texts in it into text files and add those.")
}

/// Whether a cue's timing stands on the first or the second line.
fn starts_with_cue(head: &str) -> bool {
    head.lines().filter(|l| !l.trim().is_empty()).take(2).any(is_timing)
}

/// E-mails and saved pages start with header fields.
fn letter(head: &str, extension: &str) -> Option<Format> {
    let fields = head.split("\n\n").next().unwrap_or("").split("\r\n\r\n").next().unwrap_or("");
    let has = |name: &str| fields.lines().any(|l| l.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
    let first_is_field = fields.lines().next().is_some_and(|l| {
        l.split_once(':').is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    });
    if !first_is_field {
        return None;
    }
    if has("MIME-Version:") && fields.to_ascii_lowercase().contains("multipart/related") && extension != "eml" {
        return Some(Format::Mhtml);
    }
    let wire = has("Received:") || has("MIME-Version:") || has("Message-ID:") || has("Return-Path:");
    (wire && (has("From:") || has("Subject:") || has("Date:"))).then_some(Format::Eml)
}

enum Page {
    /// Certainly a page.
    Html,
    /// Starts with a tag of HTML.
    Fragment,
    /// SVG.
    Drawing,
    /// A Word document saved as XML.
    Word,
    /// Some other XML.
    Data,
}

/// Looks at the first tags, behind comments and processing instructions.
fn page(head: &str) -> Option<Page> {
    let mut rest = head;
    let mut xml = false;
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->")?.1;
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            xml = xml || instruction.starts_with("xml");
            rest = instruction.split_once('>')?.1;
        } else {
            break;
        }
    }
    let tag = rest.strip_prefix('<')?;
    let name: String =
        tag.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '!' | ':' | '-')).collect::<String>().to_ascii_lowercase();
    let doctype = || tag.chars().skip(8).take(12).collect::<String>().trim_start().to_ascii_lowercase();
    Some(match name.as_str() {
        "!doctype" if doctype().starts_with("html") => Page::Html,
        "!doctype" if doctype().starts_with("svg") => Page::Drawing,
        "html" | "head" | "body" => Page::Html,
        "svg" => Page::Drawing,
        "pkg:package" | "w:worddocument" => Page::Word,
        "title" | "meta" | "link" | "script" | "style" | "base" | "frameset" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "div"
        | "span" | "table" | "ul" | "ol" | "dl" | "pre" | "article" | "section" | "main" | "header" | "footer" | "nav" | "blockquote"
        | "center" | "font" | "a" | "b" | "i" | "em" | "strong" | "br" | "hr" | "img" | "form" | "iframe" | "noscript" | "template" => {
            Page::Fragment
        }
        _ if xml || name == "!doctype" => Page::Data,
        _ => return None,
    })
}

/// JSON by its name, or a text that starts like JSON and is JSON throughout.
fn is_json(text: &str, extension: &str) -> bool {
    if matches!(extension, "json" | "jsonl" | "ndjson" | "geojson" | "ipynb") {
        return true;
    }
    let text = text.trim();
    (text.starts_with('{') && text.ends_with('}') || text.starts_with('[') && text.ends_with(']'))
        && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Whether a text without a telling name is Markdown: front matter, or headings together with links, bold or wikilinks.
fn is_markdown(head: &str) -> bool {
    if super::front_matter::split(head).is_some_and(|front| front.title.is_some()) {
        return true;
    }
    let headings = head.lines().filter(|l| l.trim_start_matches('#').starts_with(' ') && (1..=6).contains(&hashes(l))).count();
    let links = head.matches("](http").count() + head.matches("[[").count().min(head.matches("]]").count());
    let bold = head.matches("**").count() / 2;
    headings >= 3 || headings >= 1 && links + bold >= 1 || links >= 3 || bold >= 3
}

fn hashes(line: &str) -> usize {
    line.len() - line.trim_start_matches('#').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, text: &str) -> String {
        match kind(path, text) {
            Ok(format) => format!("{format:?}"),
            Err(problem) => problem.code,
        }
    }

    #[test]
    fn content_goes_before_the_name() {
        for (path, text, expected) in [
            ("a.txt", "<!DOCTYPE html><p>x", "Html"),
            ("a.txt", "<!-- saved --><html lang=en>", "Html"),
            ("a.md", "<div align=center>\n\n# Title\n", "Markdown"),
            ("a.md", "<!doctype html>\n<title>x</title>", "Html"),
            ("a.html", "just words", "Html"),
            ("a.txt", "<x> is a variable", "Text"),
            ("a.xml", "<?xml version='1.0'?><records>", "data"),
            ("a.svg", "<svg viewBox='0 0 1 1'>", "image"),
            ("a.txt", "WEBVTT\n\n", "Vtt"),
            ("a.txt", "1\n00:00:01,200 --> 00:00:05,000\nHello", "Srt"),
            ("a.srt", "no cues", "Srt"),
            ("a.txt", "{\"a\": [1, 2]}", "data"),
            ("a.txt", "[Applause] Thank you. [Laughter]", "Text"),
            ("a.txt", "---\ntitle: X\n---\n\nBody", "Markdown"),
            ("", "# Title\n\nSome **bold** words", "Markdown"),
            ("a.txt", "# Not\na heading list", "Text"),
            ("a", "MIME-Version: 1.0\nContent-Type: multipart/related; x\n\n", "Mhtml"),
            ("a.txt", "From: a@b.c\nMessage-ID: <1>\n\nDear", "Eml"),
            ("a.txt", "From: the desk of the mayor\n\nDear", "Text"),
            ("t.csv", "a,b\n1,2", "Csv"),
            ("app.js", "let x = 1;", "program"),
            ("FILE", "Words.", "Text"),
        ] {
            assert_eq!(of(path, text), expected, "{path}: {text}");
        }
    }
}
