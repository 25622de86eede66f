//! What holds for every file, whatever its bytes.

use proptest::collection::vec;
use proptest::prelude::*;
use skillsift::problem::Severity;
use skillsift::read::{Limits, Reading, read, source};

/// Names that lead to each reader.
const NAMES: [&str; 6] = ["a.txt", "a.md", "a.html", "a.srt", "a.vtt", "a"];

/// Pieces that readers react to, put together at random.
const PIECES: [&str; 66] = [
    "<p>",
    "</p>",
    "<div class='nav'>",
    "</div>",
    "<table><tr><td>",
    "</table>",
    "<li>",
    "<ul>",
    "</ul>",
    "<a href=x>",
    "</a>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<br>",
    "<h1>",
    "<title>",
    "</title>",
    "<pre>",
    "<sup>",
    "<img alt='x y'>",
    "&amp;",
    "&#146;",
    "&eacute",
    "&",
    "# ",
    "## Title\n",
    "- ",
    "1. ",
    "* ",
    "> ",
    "```\n",
    "    code\n",
    "| a | b |\n|---|---|\n",
    "[[a | b]]",
    "[[",
    "]]",
    "[01:02:03]",
    "[^1]",
    "[^1]: note\n",
    "**",
    "_",
    "![alt](x)",
    "[a](b)",
    "https://x.org/a_b.",
    "{{< x >}}",
    "{%",
    "---\n",
    "title: X\n",
    "\n",
    "\n\n",
    "\r\n",
    "\u{c}",
    "word ",
    "Experi-\nment ",
    "naïve ",
    "co\u{ad}op ",
    "ﬁne ",
    "WEBVTT\n\n",
    "00:00:01,000 --> 00:00:02,000\n",
    "00:01.000 --> 01:02.000\n",
    "<v Ann>",
    "日本語。",
];

fn check(bytes: &[u8], reading: &Reading) -> Result<(), TestCaseError> {
    let prose = &reading.prose;
    let unread = reading.problems.iter().any(|p| p.severity == Severity::Unread);
    prop_assert_eq!(unread, prose.blocks.is_empty(), "a file is read or refused: {:?}", reading.problems);
    let mut end = 0;
    for (at, block) in prose.blocks.iter().enumerate() {
        let start = block.span.start as usize;
        prop_assert_eq!(&prose.text[end..start], if at == 0 { "" } else { "\n\n" });
        let text = block.span.of(&prose.text);
        prop_assert!(!text.is_empty() && text == text.trim(), "{:?}", text);
        prop_assert!(!text.contains(['\n', '\u{1}', '\u{ad}', '\u{a0}']), "{:?}", text);
        end = block.span.end as usize;
    }
    prop_assert_eq!(end, prose.text.len());
    let source = source(bytes).expect("every encoding is known");
    let mut clean_end = 0;
    for &(clean, at, len) in prose.map.runs() {
        prop_assert!(clean >= clean_end && len > 0);
        clean_end = clean + len;
        prop_assert_eq!(prose.text.get(clean as usize..clean_end as usize), source.text.get(at as usize..(at + len) as usize));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_upset_a_reader(bytes in vec(any::<u8>(), 0..300)) {
        for name in NAMES {
            check(&bytes, &read(name, &bytes, &Limits::default()))?;
        }
    }

    #[test]
    fn no_text_upsets_a_reader(text in "\\PC{0,200}") {
        for name in NAMES {
            check(text.as_bytes(), &read(name, text.as_bytes(), &Limits::default()))?;
        }
    }

    #[test]
    fn no_markup_upsets_a_reader(pieces in vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.into_iter().map(|i| PIECES[i]).collect();
        for name in NAMES {
            check(text.as_bytes(), &read(name, text.as_bytes(), &Limits::default()))?;
        }
    }

    #[test]
    fn utf_16_reads_as_utf_8_does(pieces in vec(0..PIECES.len(), 8..40)) {
        let text: String = pieces.into_iter().map(|i| PIECES[i]).collect();
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for name in NAMES {
            let (wide, narrow) = (read(name, &utf16, &Limits::default()), read(name, text.as_bytes(), &Limits::default()));
            prop_assert_eq!(wide.prose.text, narrow.prose.text);
        }
    }
}
