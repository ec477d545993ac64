//! Bytes to text: which encoding an XML document is in, and decoding it.

/// Bytes that are not text in their encoding.
pub(super) struct Undecodable {
    /// What could be decoded before them.
    pub(super) text: String,
    /// What is wrong.
    pub(super) message: String,
}

/// Decodes a document by its byte order mark, its first bytes, or the encoding that its XML
/// declaration names; UTF-8 otherwise.
///
/// Source: XML 1.0, section 4.3.3 and appendix F.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Undecodable> {
    match *bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ref rest @ ..] => utf8(rest.to_vec()),
        [0xFE, 0xFF, ref rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, ref rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0, b'<', 0, _, ..] => utf16(&bytes, u16::from_be_bytes),
        [b'<', 0, _, 0, ..] => utf16(&bytes, u16::from_le_bytes),
        _ => match declared(&bytes)
            .map(|name| name.to_ascii_lowercase())
            .as_deref()
        {
            Some("iso-8859-1" | "latin1" | "us-ascii") => {
                Ok(bytes.iter().copied().map(char::from).collect())
            }
            Some("windows-1252" | "cp1252") => Ok(windows_1252(&bytes)),
            None | Some("utf-8" | "utf8") => utf8(bytes),
            // ASCII is the same in every encoding that a declaration in ASCII can name.
            Some(_) if bytes.is_ascii() => utf8(bytes),
            Some(name) => Err(Undecodable {
                text: String::new(),
                message: format!("the encoding `{name}` is not supported"),
            }),
        },
    }
}

/// The encoding that the XML declaration names. It is ASCII and comes first.
fn declared(bytes: &[u8]) -> Option<String> {
    let rest = bytes.strip_prefix(b"<?xml")?;
    let end = rest.iter().position(|b| *b == b'>')?;
    let declaration = std::str::from_utf8(rest.get(..end)?).ok()?;
    let (_, after) = declaration.split_once("encoding")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.split(quote).nth(1).map(str::to_owned)
}

fn utf8(bytes: Vec<u8>) -> Result<String, Undecodable> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let byte = bytes.get(valid).copied().unwrap_or_default();
        Undecodable {
            text: String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default()).into_owned(),
            message: format!("the byte 0x{byte:02X} at offset {valid} is not UTF-8"),
        }
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Undecodable> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    for unit in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match unit {
            Ok(c) => text.push(c),
            Err(error) => {
                let message = format!(
                    "the code unit 0x{:04X} is not UTF-16",
                    error.unpaired_surrogate()
                );
                return Err(Undecodable { text, message });
            }
        }
    }
    if !rest.is_empty() {
        let message = "the file is UTF-16 but ends in half a code unit".to_owned();
        return Err(Undecodable { text, message });
    }
    Ok(text)
}

fn windows_1252(bytes: &[u8]) -> String {
    /// The characters of the bytes 0x80 to 0x9F; the rest are as in ISO-8859-1.
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let decoded = bytes.iter().map(|&byte| match byte {
        0x80..=0x9F => HIGH
            .chars()
            .nth(usize::from(byte - 0x80))
            .unwrap_or(char::from(byte)),
        _ => char::from(byte),
    });
    decoded.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes.to_vec()).unwrap_or_else(|bad| panic!("{}", bad.message))
    }

    fn utf16_bytes(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn decodes_what_xml_names() {
        assert_eq!(text("<é/>".as_bytes()), "<é/>");
        assert_eq!(text("\u{FEFF}<é/>".as_bytes()), "<é/>");
        for document in ["\u{FEFF}<é/>", "<?xml version='1.0'?><𝄞/>"] {
            let expected = document.trim_start_matches('\u{FEFF}');
            assert_eq!(text(&utf16_bytes(document, u16::to_be_bytes)), expected);
            assert_eq!(text(&utf16_bytes(document, u16::to_le_bytes)), expected);
        }
        let latin = b"<?xml version='1.0' encoding = 'ISO-8859-1'?><\xE9/>";
        assert!(text(latin).ends_with("<é/>"));
        let windows = b"<?xml version=\"1.0\" encoding=\"Windows-1252\"?><a>\x80\x9F\xE9</a>";
        assert!(text(windows).ends_with("<a>€Ÿé</a>"));
        assert!(text(b"<?xml version='1.0' encoding='koi8-r'?><a/>").ends_with("<a/>"));
    }

    #[test]
    fn refuses_what_it_cannot_decode() {
        let message = |bytes: &[u8]| {
            decode(bytes.to_vec())
                .err()
                .map(|bad| bad.message)
                .unwrap_or_default()
        };
        assert_eq!(
            message(b"<a>\xFF"),
            "the byte 0xFF at offset 3 is not UTF-8"
        );
        assert_eq!(
            message(b"\xFF\xFE<\0\0"),
            "the file is UTF-16 but ends in half a code unit"
        );
        assert_eq!(
            message(b"\xFE\xFF\xDC\0"),
            "the code unit 0xDC00 is not UTF-16"
        );
        assert_eq!(
            message(b"<?xml version='1.0' encoding='Shift_JIS'?><a>\x83</a>"),
            "the encoding `shift_jis` is not supported"
        );
    }
}
