//! Fields of simple types whose text is not read as their type alone says: with a default, a fixed
//! value, functions of their own, or as a list.

use std::borrow::Cow;

use super::super::{
    Cursor, Error, ErrorKind, Frame, Name, Reader, TextWriter, ToElement, ToText, ValueError,
    Writer,
};

/// How many values of type `V` a field of this type holds: `V`, `Option<V>` or `Vec<V>`.
pub trait Occurs<V>: Sized {
    /// What is known of the field while the element is being read.
    type Slot: Default;

    /// Whether there is no place for one more value.
    fn is_full(slot: &Self::Slot) -> bool;

    /// Adds a value; says which of the field it is, from 0.
    fn add(slot: &mut Self::Slot, value: V) -> usize;

    /// The field, unless it lacks a value.
    fn finish(slot: Self::Slot) -> Option<Self>;

    /// The values, to be written.
    fn values<'f>(&'f self) -> impl Iterator<Item = &'f V>
    where
        V: 'f;
}

impl<V> Occurs<V> for V {
    type Slot = Option<V>;

    fn is_full(slot: &Self::Slot) -> bool {
        slot.is_some()
    }

    fn add(slot: &mut Self::Slot, value: V) -> usize {
        *slot = Some(value);
        0
    }

    fn finish(slot: Self::Slot) -> Option<Self> {
        slot
    }

    fn values<'f>(&'f self) -> impl Iterator<Item = &'f V>
    where
        V: 'f,
    {
        std::iter::once(self)
    }
}

impl<V> Occurs<V> for Option<V> {
    type Slot = Option<V>;

    fn is_full(slot: &Self::Slot) -> bool {
        slot.is_some()
    }

    fn add(slot: &mut Self::Slot, value: V) -> usize {
        *slot = Some(value);
        0
    }

    fn finish(slot: Self::Slot) -> Option<Self> {
        Some(slot)
    }

    fn values<'f>(&'f self) -> impl Iterator<Item = &'f V>
    where
        V: 'f,
    {
        self.iter()
    }
}

impl<V> Occurs<V> for Vec<V> {
    type Slot = Vec<V>;

    fn is_full(_: &Self::Slot) -> bool {
        false
    }

    fn add(slot: &mut Self::Slot, value: V) -> usize {
        slot.push(value);
        slot.len() - 1
    }

    fn finish(slot: Self::Slot) -> Option<Self> {
        Some(slot)
    }

    fn values<'f>(&'f self) -> impl Iterator<Item = &'f V>
    where
        V: 'f,
    {
        self.iter()
    }
}

/// Reads the attribute that the reader has just found.
///
/// # Errors
/// When it holds no such value.
pub fn read_simple_attribute<'a, T: Occurs<V>, V>(
    slot: &mut T::Slot,
    from_text: impl FnOnce(Cow<'a, str>) -> Result<V, ValueError>,
    reader: &Reader<'a>,
) -> Result<(), Error> {
    let value = from_text(reader.attribute_value());
    T::add(
        slot,
        value.map_err(|error| reader.attribute_value_error(error))?,
    );
    Ok(())
}

/// Reads the child whose start tag the reader has just read.
///
/// # Errors
/// When it holds no such value, or is one too many.
pub fn read_simple_element<'a, T: Occurs<V>, V>(
    slot: &mut T::Slot,
    from_text: impl FnOnce(Cow<'a, str>) -> Result<V, ValueError>,
    reader: &mut Reader<'a>,
) -> Result<(), Error> {
    if T::is_full(slot) {
        return Err(reader.duplicate_child());
    }
    let text = reader.simple_text()?;
    if text.is_empty() {
        reader.note_empty();
    }
    let value = from_text(text);
    let value = value.map_err(|error| reader.text_value_error(error))?;
    reader.nth = T::add(slot, value);
    Ok(())
}

/// Makes the value of a field that is the text of its element; empty text may be no value.
///
/// # Errors
/// When it is no such value.
pub fn read_simple_text<'a, T: Occurs<V>, V>(
    text: Cow<'a, str>,
    from_text: impl FnOnce(Cow<'a, str>) -> Result<V, ValueError>,
    reader: &Reader<'a>,
) -> Result<T, Error> {
    let mut slot = T::Slot::default();
    if text.is_empty()
        && let Some(nothing) = T::finish(T::Slot::default())
    {
        return Ok(nothing);
    }
    let value = from_text(text).map_err(|error| reader.text_value_error(error))?;
    T::add(&mut slot, value);
    T::finish(slot).ok_or_else(|| reader.text_value_error(ValueError::expected("a value")))
}

/// The value of an attribute field once its element is read.
///
/// # Errors
/// When the attribute is missing and must not be.
pub fn finish_simple_attribute<T: Occurs<V>, V>(
    slot: T::Slot,
    reader: &Reader<'_>,
    frame: &Frame,
    index: usize,
) -> Result<T, Error> {
    T::finish(slot).ok_or_else(|| reader.missing_attribute(frame, index))
}

/// The value of a child element field once the parent is read.
///
/// # Errors
/// When the child is missing and must not be.
pub fn finish_simple_element<T: Occurs<V>, V>(
    slot: T::Slot,
    reader: &Reader<'_>,
    frame: &Frame,
    index: usize,
) -> Result<T, Error> {
    T::finish(slot).ok_or_else(|| reader.missing_child(frame, index))
}

/// Fills the slot of an attribute that is absent with its default or fixed value.
///
/// # Errors
/// When the default is no value of the field's type.
pub fn default_attribute<'a, T: Occurs<V>, V>(
    slot: &mut T::Slot,
    default: &'static str,
    from_text: impl FnOnce(Cow<'a, str>) -> Result<V, ValueError>,
    frame: &Frame,
) -> Result<(), Error> {
    if !T::is_full(slot) {
        let value = from_text(Cow::Borrowed(default)).map_err(|error| {
            let kind = ErrorKind::Value {
                found: default.to_owned(),
                expected: error.into_expected(),
            };
            Error::at(frame.offset, kind)
        })?;
        T::add(slot, value);
    }
    Ok(())
}

/// The value of a field: by a function if it is absent.
///
/// # Errors
/// Those of `finish`.
pub fn or_default<S, T>(
    slot: Option<S>,
    default: impl FnOnce() -> T,
    finish: impl FnOnce(Option<S>) -> Result<T, Error>,
) -> Result<T, Error> {
    match slot {
        None => Ok(default()),
        slot => finish(slot),
    }
}

/// Reads the content of an element that has a default, which it holds if it is empty.
///
/// # Errors
/// Those of `from_text`.
///
/// Source: XML Schema Part 1, section 3.3.1.
pub fn default_content<'a, V>(
    text: Cow<'a, str>,
    default: &'static str,
    from_text: impl FnOnce(Cow<'a, str>) -> Result<V, ValueError>,
) -> Result<V, ValueError> {
    from_text(match text.is_empty() {
        true => Cow::Borrowed(default),
        false => text,
    })
}

/// Reads a text that can hold one value only.
///
/// # Errors
/// When it holds another one.
pub fn fixed<'a, V: PartialEq>(
    text: Cow<'a, str>,
    fixed: &'static str,
    from_text: impl Fn(Cow<'a, str>) -> Result<V, ValueError>,
) -> Result<V, ValueError> {
    let value = from_text(text)?;
    match value == from_text(Cow::Borrowed(fixed))? {
        true => Ok(value),
        false => Err(no_other(fixed)),
    }
}

#[cold]
fn no_other(fixed: &str) -> ValueError {
    ValueError::expected(format!("{fixed:?}, which is fixed"))
}

/// Reads the content of an element that can hold one value only, and holds it if it is empty.
///
/// # Errors
/// When it holds another one.
pub fn fixed_content<'a, V: PartialEq>(
    text: Cow<'a, str>,
    value: &'static str,
    from_text: impl Fn(Cow<'a, str>) -> Result<V, ValueError>,
) -> Result<V, ValueError> {
    default_content(text, value, |text| fixed(text, value, from_text))
}

/// Writes the value of a field that can hold one only.
///
/// # Errors
/// When it holds another one.
pub fn write_fixed<'a, V: PartialEq>(
    value: &V,
    fixed: &'static str,
    from_text: impl FnOnce(Cow<'a, str>) -> Result<V, ValueError>,
    to_text: impl FnOnce(&V, &mut TextWriter<'_>) -> Result<(), ValueError>,
    out: &mut TextWriter<'_>,
) -> Result<(), ValueError> {
    match *value == from_text(Cow::Borrowed(fixed))? {
        true => to_text(value, out),
        false => Err(ValueError::expected(format!(
            "the value is fixed to {fixed:?} and cannot be another one"
        ))),
    }
}

/// A value and the function that writes it.
struct With<'v, V, F>(&'v V, F);

impl<V, F> ToText for With<'_, V, F>
where
    F: Fn(&V, &mut TextWriter<'_>) -> Result<(), ValueError>,
{
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        (self.1)(self.0, out)
    }
}

impl<V, F> ToElement for With<'_, V, F>
where
    F: Fn(&V, &mut TextWriter<'_>) -> Result<(), ValueError>,
{
    fn to_element(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.text(self)
    }
}

/// Writes a field as an attribute, unless it is absent.
///
/// # Errors
/// When the value has no form in XML.
pub fn write_simple_attribute<T: Occurs<V>, V>(
    field: &T,
    name: Name,
    to_text: impl Fn(&V, &mut TextWriter<'_>) -> Result<(), ValueError>,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    let mut values = field.values();
    values.try_for_each(|value| writer.attribute(name, &With(value, &to_text)))
}

/// Writes a field as child elements; see [`WriteElement::write`](super::WriteElement::write). What
/// came empty and has the default value still is empty again.
///
/// # Errors
/// When a value has no form in XML, or the writer's destination fails.
pub fn write_simple_element<T: Occurs<V>, V>(
    field: &T,
    name: Name,
    index: usize,
    default: Option<&'static str>,
    to_text: impl Fn(&V, &mut TextWriter<'_>) -> Result<(), ValueError>,
    cursor: &mut Cursor<'_>,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    let mut values = field.values().enumerate();
    values.try_for_each(|(nth, value)| {
        let tag = cursor.start(name.into(), index, nth, writer)?;
        let value = With(value, &to_text);
        if !(cursor.was_empty() && default.is_some_and(|default| is_text_of(&value, default))) {
            refuse_empty(&value, default)
                .and_then(|()| value.to_element(writer))
                .map_err(|error| error.within(name.local, nth))?;
        }
        cursor.end(tag, name.into(), writer)
    })
}

/// Refuses a value without text where an empty element has the default value.
fn refuse_empty<T: ToText>(value: &T, default: Option<&'static str>) -> Result<(), Error> {
    match default {
        Some(default) if !default.is_empty() && is_text_of(value, "") => {
            let what = format!(
                "an empty element stands for {default:?} here and cannot hold the empty value"
            );
            Err(Error::unplaced(ErrorKind::Unwritable(what.into())))
        }
        _ => Ok(()),
    }
}

/// Whether a value is written as this text.
#[cold]
fn is_text_of<T: ToText>(value: &T, text: &str) -> bool {
    let (mut written, mut expected) = (String::new(), String::new());
    let result = value.to_text(&mut TextWriter::for_attribute(&mut written));
    let escaped = text.to_text(&mut TextWriter::for_attribute(&mut expected));
    result.is_ok() && escaped.is_ok() && written == expected
}

/// Writes a field as the text of its element.
///
/// # Errors
/// When the value has no form in XML.
pub fn write_simple_text<T: Occurs<V>, V>(
    field: &T,
    default: Option<&'static str>,
    to_text: impl Fn(&V, &mut TextWriter<'_>) -> Result<(), ValueError>,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    let mut values = field.values();
    values.try_for_each(|value| {
        let value = With(value, &to_text);
        refuse_empty(&value, default)?;
        writer.text(&value)
    })
}

/// A field whose texts functions write, to be validated.
#[cfg(feature = "validate")]
pub struct ByText<'f, T, V, F> {
    field: &'f T,
    to_text: F,
    value: std::marker::PhantomData<fn(&V)>,
}

/// A field whose texts a function writes, to be validated.
#[cfg(feature = "validate")]
pub fn by_text<T: Occurs<V>, V, F>(field: &T, to_text: F) -> ByText<'_, T, V, F>
where
    F: Fn(&V, &mut TextWriter<'_>) -> Result<(), ValueError>,
{
    ByText {
        field,
        to_text,
        value: std::marker::PhantomData,
    }
}

#[cfg(feature = "validate")]
#[diagnostic::do_not_recommend]
impl<T: Occurs<V>, V, F> crate::xml::Validate for ByText<'_, T, V, F>
where
    F: Fn(&V, &mut TextWriter<'_>) -> Result<(), ValueError>,
{
    fn validate_in(&self, validator: &mut crate::xml::Validator) {
        let items = validator.items(self.field.values().count());
        for (at, value) in self.field.values().enumerate() {
            validator.item(items, at);
            validator.text_by(&mut |out| (self.to_text)(value, out));
        }
    }
}
