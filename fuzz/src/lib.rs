//! What the fuzz targets share.

use std::borrow::Cow;
use std::io::{self, Read};

use veeam_model::xml::{Error, FromElement, FromNamed, Name, Reader};

/// A root element of any name.
#[derive(Debug, PartialEq)]
pub struct Root<T>(pub T);

impl<'a, T: FromElement<'a>> FromNamed<'a> for Root<T> {
    const NAMES: &'static [Name] = &[];
    const ANY: bool = true;

    fn from_named(_: usize, reader: &mut Reader<'a>) -> Result<Self, Error> {
        T::from_element(reader).map(Root)
    }
}

/// Everything that an error says.
pub fn told(error: &Error) -> String {
    format!("{error} ({:?}, {:?})", error.position(), error.kind())
}

/// The text of a document: UTF-8, or UTF-16 with a byte order mark, which stays in front.
pub fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        let text = String::from_utf16(&units).ok()?;
        rest.is_empty().then_some(Cow::Owned(text))
    };
    match bytes {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    }
}

/// A text in UTF-16 with one byte order mark in front.
pub fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = "\u{feff}".encode_utf16();
    mark.chain(text.encode_utf16()).flat_map(unit).collect()
}

/// A source that gives its bytes in small pieces, of odd lengths that follow from the bytes.
pub struct Pieces<'b> {
    bytes: &'b [u8],
    state: u32,
}

impl<'b> Pieces<'b> {
    pub fn of(bytes: &'b [u8]) -> Self {
        let add = |state: u32, byte: &u8| state.wrapping_mul(31).wrapping_add(u32::from(*byte));
        Pieces {
            bytes,
            state: bytes.iter().fold(1, add),
        }
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.state = self
            .state
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        let length = match self.state >> 24 {
            interrupted @ 0..8 if interrupted % 2 == 0 => {
                return Err(io::ErrorKind::Interrupted.into());
            }
            0..128 => 1 + (self.state >> 16) % 3,
            _ => 1 + (self.state >> 16) % 71,
        };
        let length = buffer.len().min(self.bytes.len()).min(length as usize);
        let (now, later) = self.bytes.split_at(length);
        buffer[..length].copy_from_slice(now);
        self.bytes = later;
        Ok(length)
    }
}
