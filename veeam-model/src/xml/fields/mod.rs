//! How the fields of a derived type are filled and written: once, several times or not at all.
//!
//! The derives choose a trait by the kind of the field and leave it to the field's type (`T`,
//! `Option<T>`, `Vec<T>`) how often the thing may occur.

mod any;
mod group;
mod list;
mod mixed;
mod nillable;
mod read;
mod simple;
mod write;

use super::{Error, FromText, Reader, ToText, ValueError, Writer};
pub use any::{AnyElement, AnyElements, any_elements, read_any};
pub use group::{FromGroup, ToGroup};
pub use list::{FromList, ToList, list_from_text, list_to_text};
pub use mixed::{ReadMixed, WriteMixed};
pub use nillable::{ReadNillable, WriteNillable};
pub use read::{ReadAttribute, ReadChoice, ReadElement, ReadText, ReadWrapped, alternative};
#[cfg(feature = "validate")]
pub use simple::{ByText, by_text};
pub use simple::{
    Occurs, default_attribute, default_content, finish_simple_attribute, finish_simple_element,
    fixed, fixed_content, or_default, read_simple_attribute, read_simple_element, read_simple_text,
    write_fixed, write_simple_attribute, write_simple_element, write_simple_text,
};
pub use write::{WriteAttribute, WriteChoice, WriteElement, WriteText, WriteWrapped};

/// The error that a text is a value of no member of a union, given those of the members.
#[doc(hidden)]
#[cold]
pub fn no_member<const N: usize>(errors: [ValueError; N]) -> ValueError {
    let expected: Vec<_> = errors.into_iter().map(ValueError::into_expected).collect();
    ValueError::expected(expected.join("; or "))
}

/// Reads an element that holds a value of a simple type; see
/// [`text_type!`](crate::text_type).
///
/// # Errors
/// When the document is not well-formed, or the text is no such value.
#[inline]
pub fn read_text_element<'a, T: FromText<'a>>(reader: &mut Reader<'a>) -> Result<T, Error> {
    let text = reader.simple_text()?;
    T::from_text_in(text, reader.scope()).map_err(|error| reader.text_value_error(error))
}

/// Writes the content of an element that holds a value of a simple type.
///
/// # Errors
/// When the value has no form in XML.
#[inline]
pub fn write_text_element<T: ToText + ?Sized>(
    value: &T,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    writer.text(value)
}
