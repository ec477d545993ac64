//! Fields that are elements which may say `xsi:nil="true"`.

use super::super::{Cursor, Error, Frame, FromElement, Name, Nillable, Reader, ToElement, Writer};
use super::write::write_child;
use super::{ReadElement, WriteElement};

/// A field that is an element which may be nil, or a list of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a nillable field",
    note = "a nillable element is an `Option<T>`, `None` being nil, or a `Vec<Option<T>>`; where the \
            element may also be absent, it is an `Option<xml::Nillable<T>>` without `nillable`"
)]
pub trait ReadNillable<'a>: Sized {
    /// What is known of the field while the element is being read.
    type Slot: Default;

    /// Reads the child whose start tag the reader has just read.
    ///
    /// # Errors
    /// When it does not hold such a value, or is one too many.
    fn read(slot: &mut Self::Slot, reader: &mut Reader<'a>) -> Result<(), Error>;

    /// The field's value once the parent is read.
    ///
    /// # Errors
    /// When the child is missing and must not be.
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error>;
}

impl<'a, T: FromElement<'a>> ReadNillable<'a> for Option<T> {
    type Slot = Option<Nillable<T>>;

    fn read(slot: &mut Self::Slot, reader: &mut Reader<'a>) -> Result<(), Error> {
        <Nillable<T> as ReadElement<'a>>::read(slot, reader)
    }

    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error> {
        <Nillable<T> as ReadElement<'a>>::finish(slot, reader, frame, index)
            .map(Nillable::into_value)
    }
}

impl<'a, T: FromElement<'a>> ReadNillable<'a> for Vec<Option<T>> {
    type Slot = Vec<Nillable<T>>;

    fn read(slot: &mut Self::Slot, reader: &mut Reader<'a>) -> Result<(), Error> {
        <Vec<Nillable<T>> as ReadElement<'a>>::read(slot, reader)
    }

    fn finish(slot: Self::Slot, _: &Reader<'a>, _: &Frame, _: usize) -> Result<Self, Error> {
        Ok(slot.into_iter().map(Nillable::into_value).collect())
    }
}

/// A field that is an element which may be nil, or a list of them, to be written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a nillable field",
    note = "a nillable element is an `Option<T>`, `None` being nil, or a `Vec<Option<T>>`; where the \
            element may also be absent, it is an `Option<xml::Nillable<T>>` without `nillable`"
)]
pub trait WriteNillable {
    /// Writes the children; see [`WriteElement::write`].
    ///
    /// # Errors
    /// When a value has no form in XML, or the writer's destination fails.
    fn write(
        &self,
        name: Name,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error>;
}

impl<T: ToElement> WriteNillable for Option<T> {
    fn write(
        &self,
        name: Name,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        match self {
            Some(value) => WriteElement::write(value, name, index, cursor, writer),
            None => WriteElement::write(&Nillable::<T>::Nil, name, index, cursor, writer),
        }
    }
}

impl<T: ToElement> WriteNillable for Vec<Option<T>> {
    fn write(
        &self,
        name: Name,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        for (nth, value) in self.iter().enumerate() {
            let name = name.into();
            match value {
                Some(value) => write_child(value, name, index, nth, cursor, writer)?,
                None => {
                    write_child(&Nillable::<T>::Nil, name, index, nth, cursor, writer)?;
                }
            }
        }
        Ok(())
    }
}
