//! Simple types of the standard library, and of `uuid`.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use uuid::Uuid;

use super::chars::is_space_char;
use super::{
    Error, FromElement, FromText, Reader, TextWriter, ToElement, ToText, ValueError, Writer, fields,
};

/// Lets a simple type stand as a child element: implements
/// [`FromElement`](crate::xml::FromElement) and [`ToElement`](crate::xml::ToElement) for a type
/// that has [`FromText`](crate::xml::FromText) and [`ToText`](crate::xml::ToText). With the feature
/// `validate` it implements `Validate`, too: facets are checked on the text of the value.
#[macro_export]
macro_rules! text_type {
    ($($type:ty),+ $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl<'a> $crate::xml::FromElement<'a> for $type {
            fn from_element(
                reader: &mut $crate::xml::Reader<'a>,
            ) -> ::core::result::Result<Self, $crate::xml::Error> {
                $crate::xml::fields::read_text_element(reader)
            }
        }

        #[diagnostic::do_not_recommend]
        impl $crate::xml::ToElement for $type {
            fn to_element(
                &self,
                writer: &mut $crate::xml::Writer<'_>,
            ) -> ::core::result::Result<(), $crate::xml::Error> {
                $crate::xml::fields::write_text_element(self, writer)
            }
        }

        $crate::__validate_as_text!($type);
    )+};
}

/// What [`text_type!`](crate::text_type) adds where the feature `validate` is on.
#[cfg(feature = "validate")]
#[doc(hidden)]
#[macro_export]
macro_rules! __validate_as_text {
    ($type:ty) => {
        #[diagnostic::do_not_recommend]
        impl $crate::xml::Validate for $type {
            fn validate_in(&self, validator: &mut $crate::xml::Validator) {
                validator.text(self);
            }
        }
    };
}

/// What [`text_type!`](crate::text_type) adds where the feature `validate` is off: nothing.
#[cfg(not(feature = "validate"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __validate_as_text {
    ($type:ty) => {};
}

/// Takes away white space at both ends: what is left of the facet `whiteSpace="collapse"` for a
/// value that holds none inside.
#[inline]
pub(crate) fn trim(text: &str) -> &str {
    let ends = (text.as_bytes().first(), text.as_bytes().last());
    match ends {
        (Some(b'!'..), Some(b'!'..)) => text,
        _ => text.trim_matches(is_space_char),
    }
}

impl<'a> FromText<'a> for String {
    #[inline]
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        Ok(text.into_owned())
    }
}

impl ToText for String {
    #[inline]
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_str(self)
    }
}

text_type!(String);

impl ToText for str {
    #[inline]
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_str(self)
    }
}

impl<'a> FromText<'a> for Cow<'a, str> {
    #[inline]
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        Ok(text)
    }
}

impl ToText for Cow<'_, str> {
    #[inline]
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_str(self)
    }
}

/// Text that means what it says, without references and line ends to normalise; a
/// [`Cow`] takes any.
impl<'a> FromText<'a> for &'a str {
    #[inline]
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        match text {
            Cow::Borrowed(text) => Ok(text),
            Cow::Owned(_) => Err(ValueError::expected(
                "text that can be borrowed, without references, CDATA sections and comments; \
                 use Cow<str> or String for other text",
            )),
        }
    }
}

impl ToText for &str {
    #[inline]
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_str(self)
    }
}

impl<'a> FromElement<'a> for Cow<'a, str> {
    #[inline]
    fn from_element(reader: &mut Reader<'a>) -> Result<Self, Error> {
        fields::read_text_element(reader)
    }
}

impl<'a> FromElement<'a> for &'a str {
    #[inline]
    fn from_element(reader: &mut Reader<'a>) -> Result<Self, Error> {
        fields::read_text_element(reader)
    }
}

impl ToElement for Cow<'_, str> {
    #[inline]
    fn to_element(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        fields::write_text_element(self, writer)
    }
}

impl ToElement for &str {
    #[inline]
    fn to_element(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        fields::write_text_element(self, writer)
    }
}

/// One character.
impl<'a> FromText<'a> for char {
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(c),
            _ => Err(ValueError::expected("one character")),
        }
    }
}

impl ToText for char {
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_str(self.encode_utf8(&mut [0; 4]))
    }
}

/// Source: XML Schema Part 2, section 3.2.2.
impl<'a> FromText<'a> for bool {
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        match trim(&text) {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(ValueError::one_of(&["true", "false", "1", "0"])),
        }
    }
}

impl ToText for bool {
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_plain(if *self { "true" } else { "false" });
        Ok(())
    }
}

text_type!(char, bool);

macro_rules! integers {
    ($($type:ty),+; $write:ident) => {$(
        /// Source: XML Schema Part 2, sections 3.3.13 to 3.3.25.
        impl<'a> FromText<'a> for $type {
            #[inline]
            fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
                let digits = trim(&text);
                match digits.parse() {
                    Ok(number) => Ok(number),
                    Err(_) if is_negative_zero(digits) => Ok(0),
                    Err(_) => Err(not_an_integer(&<$type>::MIN, &<$type>::MAX)),
                }
            }
        }

        impl ToText for $type {
            #[inline]
            fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
                $write(*self, out)
            }
        }

        text_type!($type);
    )+};
}

integers!(i8, i16, i32, i64; write_signed);
integers!(u8, u16, u32, u64; write_unsigned);
integers!(i128, isize, u128, usize; write_any);

fn write_signed(number: impl Into<i64>, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
    let number = number.into();
    if number < 0 {
        out.write_plain("-");
    }
    write_unsigned(number.unsigned_abs(), out)
}

fn write_unsigned(number: impl Into<u64>, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
    out.write_unsigned(number.into());
    Ok(())
}

fn write_any(number: impl std::fmt::Display, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
    out.write_display(number)
}

/// Zero may have a sign, even in a type without negative values.
fn is_negative_zero(digits: &str) -> bool {
    digits
        .strip_prefix('-')
        .is_some_and(|zeros| !zeros.is_empty() && zeros.bytes().all(|b| b == b'0'))
}

#[cold]
fn not_an_integer(min: &dyn std::fmt::Display, max: &dyn std::fmt::Display) -> ValueError {
    ValueError::expected(format!("an integer from {min} to {max}"))
}

macro_rules! floats {
    ($($type:ty),+) => {$(
        /// Source: XML Schema Part 2, sections 3.2.4 and 3.2.5.
        impl<'a> FromText<'a> for $type {
            fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
                let number = trim(&text);
                match number {
                    "INF" => return Ok(<$type>::INFINITY),
                    "-INF" => return Ok(<$type>::NEG_INFINITY),
                    "NaN" => return Ok(<$type>::NAN),
                    _ => {}
                }
                // Rust knows more words for the special values than XML Schema does.
                let lexical = |b: u8| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E');
                let parsed = number.bytes().all(lexical).then(|| number.parse().ok()).flatten();
                parsed.ok_or_else(|| ValueError::expected("a number, INF, -INF or NaN"))
            }
        }

        /// The shortest text that reads back as the same number.
        impl ToText for $type {
            fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
                match *self {
                    <$type>::INFINITY => out.write_plain("INF"),
                    <$type>::NEG_INFINITY => out.write_plain("-INF"),
                    number if number.is_nan() => out.write_plain("NaN"),
                    // Neither very large nor very small: without an exponent.
                    number if number == 0.0 || (1e-5..1e16).contains(&number.abs()) => {
                        return out.write_display(number);
                    }
                    number => return out.write_display(format_args!("{number:e}")),
                }
                Ok(())
            }
        }

        text_type!($type);
    )+};
}

floats!(f32, f64);

/// A GUID with hyphens, in upper or lower case; it is written in lower case.
impl<'a> FromText<'a> for Uuid {
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        hyphenated(trim(&text)).ok_or_else(|| {
            ValueError::expected("a GUID such as 676dc837-f441-4ac1-8470-15be06b4cffc")
        })
    }
}

/// A GUID of exactly 36 characters.
pub(crate) fn hyphenated(text: &str) -> Option<Uuid> {
    const LENGTH: usize = uuid::fmt::Hyphenated::LENGTH;
    if text.len() == LENGTH {
        Uuid::try_parse(text).ok()
    } else {
        None
    }
}

impl ToText for Uuid {
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_plain(self.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        Ok(())
    }
}

text_type!(Uuid);

macro_rules! pointers {
    ($($pointer:ident),+) => {$(
        impl<'a, T: FromText<'a>> FromText<'a> for $pointer<T> {
            fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
                T::from_text(text).map($pointer::new)
            }

            fn from_text_in(
                text: Cow<'a, str>,
                scope: super::Scope<'_>,
            ) -> Result<Self, ValueError> {
                T::from_text_in(text, scope).map($pointer::new)
            }
        }

        impl<T: ToText + ?Sized> ToText for $pointer<T> {
            fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
                T::to_text(self, out)
            }
        }

        impl<'a, T: FromElement<'a>> FromElement<'a> for $pointer<T> {
            const SHAPE: &'static super::Shape = T::SHAPE;

            #[inline]
            fn from_element(reader: &mut Reader<'a>) -> Result<Self, Error> {
                T::from_element(reader).map($pointer::new)
            }
        }

        impl<T: ToElement + ?Sized> ToElement for $pointer<T> {
            #[inline]
            fn to_element(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                T::to_element(self, writer)
            }
        }

        impl<'a, T: super::FromNamed<'a>> super::FromNamed<'a> for $pointer<T> {
            const NAMES: &'static [super::Name] = T::NAMES;
            const ANY: bool = T::ANY;

            fn from_named(index: usize, reader: &mut Reader<'a>) -> Result<Self, Error> {
                T::from_named(index, reader).map($pointer::new)
            }
        }

        impl<T: super::ToXml + ?Sized> super::ToXml for $pointer<T> {
            fn name(&self) -> super::NameRef<'_> {
                T::name(self)
            }
        }

        impl<'a> FromText<'a> for $pointer<str> {
            fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
                Ok($pointer::from(text))
            }
        }

        impl<'a> FromElement<'a> for $pointer<str> {
            fn from_element(reader: &mut Reader<'a>) -> Result<Self, Error> {
                fields::read_text_element(reader)
            }
        }
    )+};
}

impl ToElement for str {
    #[inline]
    fn to_element(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        fields::write_text_element(self, writer)
    }
}

pointers!(Box, Rc, Arc);
