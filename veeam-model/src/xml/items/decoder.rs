//! From bytes to text, piece by piece.

use super::super::ErrorKind;
use super::super::encoding::{self, Encoding, Form};

/// A decoder of the encodings that [`encoding::decode`] knows.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// Once the first bytes have shown it.
    form: Option<Form>,
}

impl Decoder {
    pub(super) fn encoding(&self) -> Option<Encoding> {
        self.form.map(Form::encoding)
    }

    /// Decodes whole characters, and says how many bytes they were. What is left must stand before
    /// the bytes of the next call; after the `last` bytes nothing may be left.
    ///
    /// At an error, the text before it is decoded.
    pub(super) fn decode(
        &mut self,
        bytes: &[u8],
        last: bool,
        text: &mut String,
    ) -> Result<usize, ErrorKind> {
        let form = match self.form {
            Some(form) => form,
            None if bytes.len() < 4 && !last => return Ok(0),
            None => *self.form.insert(encoding::form(bytes)?),
        };
        match form {
            Form::Utf8 => utf8(bytes, last, text),
            Form::Utf16(unit) => utf16(bytes, last, unit, text),
        }
    }
}

fn utf8(bytes: &[u8], last: bool, text: &mut String) -> Result<usize, ErrorKind> {
    let error = match std::str::from_utf8(bytes) {
        Ok(valid) => {
            text.push_str(valid);
            return Ok(bytes.len());
        }
        Err(error) => error,
    };
    let (valid, rest) = bytes
        .split_at_checked(error.valid_up_to())
        .unwrap_or_default();
    text.push_str(std::str::from_utf8(valid).unwrap_or_default());
    match error.error_len() {
        // The rest of the character may still come.
        None if !last => Ok(valid.len()),
        _ => Err(encoding::not_utf8(
            rest.first().copied().unwrap_or_default(),
            text,
        )),
    }
}

fn utf16(
    bytes: &[u8],
    last: bool,
    unit: fn([u8; 2]) -> u16,
    text: &mut String,
) -> Result<usize, ErrorKind> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let (pairs, held) = match pairs {
        // The second half of the character may still come.
        [pairs @ .., half] if !last && (0xd800..0xdc00).contains(&unit(*half)) => (pairs, 2),
        pairs => (pairs, 0),
    };
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match decoded {
            Ok(c) => text.push(c),
            Err(error) => return Err(encoding::lone_surrogate(error.unpaired_surrogate())),
        }
    }
    match odd {
        [_] if last => Err(encoding::half_a_unit()),
        _ => Ok(bytes.len() - odd.len() - held),
    }
}
