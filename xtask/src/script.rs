//! wasm as a script: the policy of the page lets scripts load, and nothing else.
//!
//! The script exports one string. Each character stands for one byte, since hosts compress such text nearly as well as the bytes themselves; of
//! base64 they make a third more. Four characters cannot stand in a string as they are, and one of them is among the commonest bytes of wasm: so all
//! bytes are combined (exclusive or) with a key that makes such characters rare, and the key is the string's first character.

/// Characters that a string in double quotes has to escape.
const ESCAPED: [(u8, &str); 4] = [(b'"', "\\\""), (b'\\', "\\\\"), (b'\n', "\\n"), (b'\r', "\\r")];

/// The script, in UTF-8. Cost: linear.
pub fn of(wasm: &[u8]) -> String {
    let key = key(wasm);
    let mut script = String::with_capacity(wasm.len() * 5 / 4);
    script.push_str("export default \"");
    for byte in std::iter::once(key).chain(wasm.iter().map(|byte| byte ^ key)) {
        match ESCAPED.iter().find(|escaped| escaped.0 == byte) {
            Some((_, written)) => script.push_str(written),
            None => script.push(char::from(byte)),
        }
    }
    script.push_str("\";\n");
    script
}

/// The key that leaves the fewest characters to escape. Keys below 128 leave it as it is which characters take two bytes in UTF-8.
fn key(wasm: &[u8]) -> u8 {
    let mut counts = [0usize; 256];
    wasm.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    let escaped = |key: u8| ESCAPED.iter().map(|(byte, _)| counts[usize::from(byte ^ key)]).sum::<usize>();
    (0..128).min_by_key(|key| escaped(*key)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::of;

    /// What a browser makes of the script.
    fn bytes(script: &str) -> Vec<u8> {
        let text = script.strip_prefix("export default \"").and_then(|rest| rest.strip_suffix("\";\n")).unwrap();
        assert!(!text.contains(['\n', '\r']));
        let mut characters = Vec::new();
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            assert_ne!(c, '"');
            let c = if c == '\\' {
                rest.next().map(|c| {
                    if c == 'n' {
                        '\n'
                    } else if c == 'r' {
                        '\r'
                    } else {
                        c
                    }
                })
            } else {
                Some(c)
            };
            characters.push(u8::try_from(c.unwrap()).unwrap());
        }
        characters[1..].iter().map(|c| c ^ characters[0]).collect()
    }

    #[test]
    fn every_byte_comes_back() {
        let all: Vec<u8> = (0..=255).collect();
        for wasm in [&b""[..], b"\0asm\x01\0\0\0", b"\"\\\r\n\r\n\"\"", &all, &all.repeat(3)] {
            assert_eq!(bytes(&of(wasm)), wasm);
        }
    }

    #[test]
    fn common_bytes_are_not_escaped() {
        assert_eq!(of(&b"\n\"".repeat(50)).matches('\\').count(), 0);
    }
}
