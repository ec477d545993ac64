//! From bytes to text.

use std::borrow::Cow;

use super::declaration::Declaration;
use super::scan::Scanner;
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
    match form(bytes).map_err(|kind| Error::at(0, kind).locate(""))? {
        Form::Utf8 => utf8(bytes),
        Form::Utf16(unit) => utf16(bytes, unit),
    }
}

/// How characters become bytes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    Utf8,
    /// With the order of the two bytes of a code unit.
    Utf16(fn([u8; 2]) -> u16),
}

impl Form {
    pub(super) fn encoding(self) -> Encoding {
        match self {
            Form::Utf8 => Encoding::Utf8,
            Form::Utf16(_) => Encoding::Utf16,
        }
    }
}

/// The form that the first bytes of a document show; four are enough.
pub(super) fn form(start: &[u8]) -> Result<Form, ErrorKind> {
    match start {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
            Err(refused("the text is in UTF-32; save it as UTF-8 or UTF-16"))
        }
        [0xff, 0xfe, ..] => Ok(Form::Utf16(u16::from_le_bytes)),
        [0xfe, 0xff, ..] => Ok(Form::Utf16(u16::from_be_bytes)),
        [b'<', 0, ..] | [0, b'<', ..] => Err(refused(
            "the text is in UTF-16 without a byte order mark; put one in front or save it as UTF-8",
        )),
        _ => Ok(Form::Utf8),
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
            Err(Error::at(valid, not_utf8(byte, before)).locate(before))
        }
    }
}

/// What is wrong with a byte that is no part of UTF-8, after the text that the document starts with.
pub(super) fn not_utf8(byte: u8, before: &str) -> ErrorKind {
    let what = match claim(before).and_then(|declaration| declaration.encoding) {
        Some(name) if !name.eq_ignore_ascii_case("utf-8") => unsupported(name),
        _ => format!("byte 0x{byte:02X} is no part of UTF-8 here; save the document as UTF-8"),
    };
    ErrorKind::Encoding(what.into())
}

/// The XML declaration, if there is a well-formed one.
fn claim(text: &str) -> Option<Declaration<'_>> {
    let mut scan = Scanner::new(text);
    scan.eat("\u{feff}");
    scan.declaration().ok()?
}

/// The error that a character beyond ASCII makes in a document of this start, if any: one whose
/// XML declaration says that there is none.
pub(super) fn error_unless_ascii(start: &str) -> Option<Error> {
    let claim = claim(start)?;
    let name = claim.encoding?;
    is_ascii(name).then(|| {
        let what = contradiction(name, "UTF-8");
        Error::at(claim.encoding_at, ErrorKind::Encoding(what.into())).locate(start)
    })
}

fn is_ascii(name: &str) -> bool {
    name.eq_ignore_ascii_case("us-ascii")
}

fn contradiction(claimed: &str, actual: &str) -> String {
    format!("the XML declaration says {claimed}, but the bytes are {actual}")
}

/// The byte order mark stays where it is, as it does in UTF-8.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Decoded<'_>, Error> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match decoded {
            Ok(c) => text.push(c),
            Err(error) => {
                let kind = lone_surrogate(error.unpaired_surrogate());
                return Err(Error::at(text.len(), kind).locate(&text));
            }
        }
    }
    match odd {
        [] => Ok(Decoded {
            text: Cow::Owned(text),
            encoding: Encoding::Utf16,
        }),
        _ => Err(Error::at(text.len(), half_a_unit()).locate(&text)),
    }
}

pub(super) fn lone_surrogate(surrogate: u16) -> ErrorKind {
    let what = format!("surrogate 0x{surrogate:04X} stands alone in UTF-16");
    ErrorKind::Encoding(what.into())
}

pub(super) fn half_a_unit() -> ErrorKind {
    ErrorKind::Encoding("the text in UTF-16 ends in the middle of a character".into())
}

fn refused(what: &'static str) -> ErrorKind {
    ErrorKind::Encoding(what.into())
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
            Encoding::Utf8 if is_ascii(claimed) && text.is_ascii() => return Ok(()),
            Encoding::Utf16 if is("utf-16") || is("utf-16le") || is("utf-16be") => return Ok(()),
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16 => "UTF-16",
        };
        let known =
            is("utf-8") || is_ascii(claimed) || is("utf-16") || is("utf-16le") || is("utf-16be");
        let what = match known {
            true => contradiction(claimed, actual),
            false => unsupported(claimed),
        };
        Err(Error::at(offset, ErrorKind::Encoding(what.into())))
    }
}
