//! Bytes as text.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use data_encoding::{BASE64, Encoding, HEXUPPER, HEXUPPER_PERMISSIVE};

use super::chars::is_space;
use super::simple::trim;
use super::{FromText, TextWriter, ToText, ValueError};

/// Bytes as hexadecimal digits: `xs:hexBinary`.
///
/// The value is the bytes. Digits are read in upper and lower case, and written in upper case.
///
/// ```
/// use veeam_model::xml::HexBinary;
///
/// let bytes: HexBinary = "0Fb7".parse()?;
/// assert_eq!(bytes.as_slice(), [0x0f, 0xb7]);
/// assert_eq!(bytes.to_string(), "0FB7");
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// Source: XML Schema Part 2, section 3.2.15.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HexBinary(pub Vec<u8>);

/// Bytes in base64: `xs:base64Binary`.
///
/// The value is the bytes. White space is passed over wherever it stands, line breaks too, and
/// none is written.
///
/// ```
/// use veeam_model::xml::Base64Binary;
///
/// let bytes: Base64Binary = "VmVl\r\nYW0h IQ==".parse()?;
/// assert_eq!(bytes.as_slice(), b"Veeam!!");
/// assert_eq!(bytes.to_string(), "VmVlYW0hIQ==");
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// Source: XML Schema Part 2, section 3.2.16.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Base64Binary(pub Vec<u8>);

impl FromStr for HexBinary {
    type Err = ValueError;

    /// Reads the lexical form of `xs:hexBinary`.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let bytes = HEXUPPER_PERMISSIVE.decode(text.as_bytes());
        bytes.map(HexBinary).map_err(|_| {
            ValueError::expected("an even number of hexadecimal digits, two for each byte")
        })
    }
}

impl FromStr for Base64Binary {
    type Err = ValueError;

    /// Reads the lexical form of `xs:base64Binary`.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut text = Cow::Borrowed(text.as_bytes());
        if text.iter().copied().any(is_space) {
            text.to_mut().retain(|byte| !is_space(*byte));
        }
        // Several padded texts one after the other are no single one.
        let padding = text.iter().skip_while(|byte| **byte != b'=');
        let is_single = padding.copied().all(|byte| byte == b'=');
        let bytes = BASE64.decode(&text).ok().filter(|_| is_single);
        bytes.map(Base64Binary).ok_or(ValueError::expected(
            "base64: groups of four of A-Z, a-z, 0-9, + and /, the last one padded with =",
        ))
    }
}

macro_rules! binary {
    ($type:ident, $encoding:ident) => {
        impl $type {
            const ENCODING: Encoding = $encoding;
        }

        impl From<Vec<u8>> for $type {
            fn from(bytes: Vec<u8>) -> Self {
                $type(bytes)
            }
        }

        impl From<&[u8]> for $type {
            fn from(bytes: &[u8]) -> Self {
                $type(bytes.to_vec())
            }
        }

        impl From<$type> for Vec<u8> {
            fn from(binary: $type) -> Self {
                binary.0
            }
        }

        impl AsRef<[u8]> for $type {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl Deref for $type {
            type Target = Vec<u8>;

            fn deref(&self) -> &Vec<u8> {
                &self.0
            }
        }

        impl DerefMut for $type {
            fn deref_mut(&mut self) -> &mut Vec<u8> {
                &mut self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Self::ENCODING.encode_write(&self.0, f)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl<'a> FromText<'a> for $type {
            fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
                trim(&text).parse()
            }
        }

        impl ToText for $type {
            fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
                out.write_display(self)
            }
        }

        crate::text_type!($type);
    };
}

binary!(HexBinary, HEXUPPER);
binary!(Base64Binary, BASE64);
