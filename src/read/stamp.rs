//! Time stamps in running text, such as `[01:16:18]`.

/// The length of the bracketed time stamp that `text` starts with: `[1:02]`, `[01:16:18]`, `[00:10 - 00:20]`, `(01:16:18)`.
/// Round brackets want hours, minutes and seconds, since `(12:30)` may be a time of day.
pub(super) fn bracketed(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let close = match bytes.first()? {
        b'[' => b']',
        b'(' => b')',
        _ => return None,
    };
    let mut at = 1;
    loop {
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let (len, parts) = time(&bytes[at..])?;
        if close == b')' && parts < 3 {
            return None;
        }
        at += len;
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        match bytes.get(at)? {
            &b if b == close => return Some(at + 1),
            b'-' | b',' | b';' => at += 1,
            0xe2 if text.get(at..).is_some_and(|rest| rest.starts_with(['–', '—', '→'])) => at += 3,
            _ => return None,
        }
    }
}

/// Whether a whole line is a time and nothing else, as in copied transcripts: `0:05`, `1:02:03`.
pub(super) fn is_time(line: &str) -> bool {
    time(line.as_bytes()).is_some_and(|(len, _)| len == line.len())
}

/// Length and number of parts of `1:02`, `01:02:03` or `01:02:03.456`.
fn time(bytes: &[u8]) -> Option<(usize, usize)> {
    let digits = |at: usize| bytes[at.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = digits(0);
    if at == 0 || at > 3 {
        return None;
    }
    let mut parts = 1;
    while bytes.get(at) == Some(&b':') && digits(at + 1) == 2 && parts < 3 {
        at += 3;
        parts += 1;
    }
    if parts < 2 {
        return None;
    }
    if matches!(bytes.get(at), Some(b'.' | b',')) && digits(at + 1) == 3 {
        at += 4;
    }
    Some((at, parts))
}

/// Whether a blank that stood before something left out is to go too, because this follows.
pub(super) fn closes(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’' | '…')
}

/// Where the text goes on behind a stamp, if the blank before the stamp must go: at the closing punctuation behind it. A
/// further stamp is asked in its turn.
pub(super) fn closing_behind(text: &str, stamp_end: usize) -> Option<usize> {
    let rest = text.get(stamp_end..)?;
    let trimmed = rest.trim_start_matches(' ');
    trimmed.chars().next().is_some_and(closes).then_some(text.len() - trimmed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_told_from_other_brackets() {
        for (text, expected) in [
            ("[01:16:18].", Some(10)),
            ("[1:02] x", Some(6)),
            ("[00:10 - 00:20]", Some(15)),
            ("[00:10–00:20]", Some(15)),
            ("[00:01:02, 00:03:04]", Some(20)),
            ("[00:01:02.345]", Some(14)),
            ("(01:16:18)", Some(10)),
            ("(12:30)", None),
            ("[12]", None),
            ("[1:2]", None),
            ("[…]", None),
            ("[3:16 KJV]", None),
            ("[", None),
        ] {
            assert_eq!(bracketed(text), expected, "{text}");
        }
        assert!(is_time("0:05") && is_time("1:02:03") && !is_time("at 0:05") && !is_time("2023"));
    }

    #[test]
    fn punctuation_is_found_behind_stamps() {
        assert_eq!(closing_behind("[00:01] .", 7), Some(8));
        assert_eq!(closing_behind("[00:01] and", 7), None);
        assert_eq!(closing_behind("[00:01]", 7), None);
    }
}
