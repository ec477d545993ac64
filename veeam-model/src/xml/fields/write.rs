//! Fields that are written.

use super::super::{Cursor, Error, Name, NameRef, ToElement, ToText, ToXml, Writer};

/// A field that is an attribute, to be written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of an attribute field",
    note = "an attribute holds a simple type, or an `Option` of one: implement `ToText`"
)]
pub trait WriteAttribute {
    /// Writes the attribute, unless it is absent.
    ///
    /// # Errors
    /// When the value has no form in XML.
    fn write(&self, name: Name, writer: &mut Writer<'_>) -> Result<(), Error>;
}

impl<T: ToText> WriteAttribute for T {
    #[inline(always)]
    fn write(&self, name: Name, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.attribute(name, self)
    }
}

impl<T: ToText> WriteAttribute for Option<T> {
    #[inline(always)]
    fn write(&self, name: Name, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Some(value) => writer.attribute(name, value),
            None => Ok(()),
        }
    }
}

/// A field that is a child element, or a list of them, to be written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a child element field",
    note = "a child element holds a type with `#[derive(veeam_model::ToXml)]`, or an `Option` or `Vec` of one"
)]
pub trait WriteElement {
    /// Writes the children, which are the ones at `index` in schema order, with the unknown
    /// elements that stand around them.
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

impl<T: ToElement> WriteElement for T {
    #[inline]
    fn write(
        &self,
        name: Name,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        write_child(self, name.into(), index, 0, cursor, writer)
    }
}

impl<T: ToElement> WriteElement for Option<T> {
    #[inline]
    fn write(
        &self,
        name: Name,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        match self {
            Some(value) => write_child(value, name.into(), index, 0, cursor, writer),
            None => Ok(()),
        }
    }
}

impl<T: ToElement> WriteElement for Vec<T> {
    #[inline]
    fn write(
        &self,
        name: Name,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        let (start, mut rest, mut nth) = (writer.len(), self.as_slice(), 0);
        while let [value, others @ ..] = rest {
            write_child(value, name.into(), index, nth, cursor, writer)?;
            (rest, nth) = (others, nth + 1);
            writer.make_room(start, nth, rest);
        }
        Ok(())
    }
}

#[inline]
pub(super) fn write_child(
    value: &dyn ToElement,
    name: NameRef<'_>,
    index: usize,
    nth: usize,
    cursor: &mut Cursor<'_>,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    let tag = cursor.start(name, index, nth, writer)?;
    match value.to_element(writer) {
        Ok(()) => cursor.end(tag, name, writer),
        Err(error) => Err(error.within(name.local, nth)),
    }
}

/// A field that is one of several elements, or a list of such, to be written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a choice field",
    note = "a choice holds an enum over elements with `#[derive(veeam_model::ToXml)]`, or an `Option` or `Vec` of one"
)]
pub trait WriteChoice {
    /// Writes the children; see [`WriteElement::write`].
    ///
    /// # Errors
    /// When a value has no form in XML, or the writer's destination fails.
    fn write(
        &self,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error>;
}

impl<T: ToXml> WriteChoice for T {
    #[inline]
    fn write(
        &self,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        write_child(self, self.name(), index, 0, cursor, writer)
    }
}

impl<T: ToXml> WriteChoice for Option<T> {
    #[inline]
    fn write(
        &self,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        match self {
            Some(value) => WriteChoice::write(value, index, cursor, writer),
            None => Ok(()),
        }
    }
}

impl<T: ToXml> WriteChoice for Vec<T> {
    #[inline]
    fn write(
        &self,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        let (start, mut rest, mut nth) = (writer.len(), self.as_slice(), 0);
        while let [value, others @ ..] = rest {
            write_child(value, value.name(), index, nth, cursor, writer)?;
            (rest, nth) = (others, nth + 1);
            writer.make_room(start, nth, rest);
        }
        Ok(())
    }
}

/// A field that is a list within an element that holds nothing else, to be written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a field with a wrapper",
    note = "`wrapper` needs a list: `Vec<T>`, or `Option<Vec<T>>` to tell an empty list from an absent one"
)]
pub trait WriteWrapped {
    /// Writes the wrapper and the items in it; see [`WriteElement::write`].
    ///
    /// # Errors
    /// When a value has no form in XML, or the writer's destination fails.
    fn write(
        &self,
        wrapper: Name,
        item: Name,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error>;
}

impl<T: ToElement> WriteWrapped for Vec<T> {
    fn write(
        &self,
        wrapper: Name,
        item: Name,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        let tag = cursor.start(wrapper.into(), index, 0, writer)?;
        let mut inside = cursor.inside();
        WriteElement::write(self, item, 0, &mut inside, writer)
            .map_err(|error| error.within(wrapper.local, 0))?;
        inside.finish(writer)?;
        cursor.end(tag, wrapper.into(), writer)
    }
}

impl<T: ToElement> WriteWrapped for Option<Vec<T>> {
    #[inline]
    fn write(
        &self,
        wrapper: Name,
        item: Name,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        match self {
            Some(items) => WriteWrapped::write(items, wrapper, item, index, cursor, writer),
            None => Ok(()),
        }
    }
}

/// A field that is the text of an element of simple content, to be written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a text field",
    note = "text is of a simple type, or an `Option` of one: implement `ToText`"
)]
pub trait WriteText {
    /// Writes the text.
    ///
    /// # Errors
    /// When the value has no form in XML.
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error>;
}

impl<T: ToText> WriteText for T {
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.text(self)
    }
}

impl<T: ToText> WriteText for Option<T> {
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Some(value) => writer.text(value),
            None => writer.text(""),
        }
    }
}
