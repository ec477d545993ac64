//! From bytes to text.

use std::borrow::Cow;

use super::{Error, ErrorKind};

/// An encoding that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
}

/// Bytes as text.
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) encoding: Encoding,
}

/// Decodes UTF-8 with or without a byte order mark, or UTF-16 with one.
///
/// Source: XML 1.0, section 4.3.3 and appendix F.
pub(super) fn decode(bytes: &[u8], max_input: usize) -> Result<Decoded<'_>, Error> {
    if bytes.len() > max_input {
        return Err(Error::input_too_long(max_input));
    }
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
            Err(refused("the text is in UTF-32; save it as UTF-8 or UTF-16"))
        }
        [0xff, 0xfe, ..] => utf16(bytes, u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(bytes, u16::from_be_bytes),
        [b'<', 0, ..] | [0, b'<', ..] => Err(refused(
            "the text is in UTF-16 without a byte order mark; put one in front or save it as UTF-8",
        )),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<Decoded<'_>, Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: Cow::Borrowed(text),
            encoding: Encoding::Utf8,
        }),
        Err(error) => {
            let valid = error.valid_up_to();
            let before = bytes
                .get(..valid)
                .and_then(|b| std::str::from_utf8(b).ok())
                .unwrap_or_default();
            let byte = bytes.get(valid).copied().unwrap_or_default();
            let claimed = claimed_encoding(before);
            let what = match claimed {
                Some(name) if !name.eq_ignore_ascii_case("utf-8") => unsupported(name),
                _ => format!(
                    "byte 0x{byte:02X} is no part of UTF-8 here; save the document as UTF-8"
                ),
            };
            Err(Error::at(valid, ErrorKind::Encoding(what.into())).locate(before))
        }
    }
}

/// The encoding that the XML declaration names, if there is one.
fn claimed_encoding(text: &str) -> Option<&str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    super::scan::Scanner::new(text)
        .declaration()
        .ok()??
        .encoding
}

/// The byte order mark stays where it is, as it does in UTF-8.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Decoded<'_>, Error> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match decoded {
            Ok(c) => text.push(c),
            Err(error) => {
                let what = format!(
                    "surrogate 0x{:04X} stands alone in UTF-16",
                    error.unpaired_surrogate()
                );
                return Err(Error::at(text.len(), ErrorKind::Encoding(what.into())).locate(&text));
            }
        }
    }
    match odd {
        [] => Ok(Decoded {
            text: Cow::Owned(text),
            encoding: Encoding::Utf16,
        }),
        _ => {
            let kind =
                ErrorKind::Encoding("the text in UTF-16 ends in the middle of a character".into());
            Err(Error::at(text.len(), kind).locate(&text))
        }
    }
}

fn refused(what: &'static str) -> Error {
    Error::at(0, ErrorKind::Encoding(what.into())).locate("")
}

fn unsupported(name: &str) -> String {
    format!("encoding {name} cannot be read; save the document as UTF-8 or UTF-16")
}

impl Encoding {
    /// Refuses an XML declaration that names another encoding than the one the bytes are in.
    ///
    /// Source: XML 1.0, section 4.3.3.
    pub(super) fn check_claim(self, claimed: &str, offset: usize, text: &str) -> Result<(), Error> {
        let is = |name: &str| claimed.eq_ignore_ascii_case(name);
        let actual = match self {
            Encoding::Utf8 if is("utf-8") => return Ok(()),
            // ASCII is a part of UTF-8.
            Encoding::Utf8 if is("us-ascii") && text.is_ascii() => return Ok(()),
            Encoding::Utf16 if is("utf-16") || is("utf-16le") || is("utf-16be") => return Ok(()),
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16 => "UTF-16",
        };
        let known =
            is("utf-8") || is("us-ascii") || is("utf-16") || is("utf-16le") || is("utf-16be");
        let what = match known {
            true => format!("the XML declaration says {claimed}, but the bytes are {actual}"),
            false => unsupported(claimed),
        };
        Err(Error::at(offset, ErrorKind::Encoding(what.into())))
    }
}
