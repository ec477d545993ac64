//! Fields that stand in place of a field: those of a struct marked `group`.

use super::super::{Cursor, Error, Frame, FromElement, Name, Reader, Shape, ToElement, Writer};

/// The fields of a struct, read as fields of the struct that holds it.
#[diagnostic::on_unimplemented(
    message = "the fields of `{Self}` cannot stand in place",
    label = "not a group of fields",
    note = "add `#[xml(group)]` to the struct `{Self}`, beside `#[derive(veeam_model::FromXml)]`"
)]
pub trait FromGroup<'a>: FromElement<'a> {
    /// What is known of the fields while the element is being read.
    type Slots: Default;

    /// What the struct declares.
    const FIELDS: &'static Shape = Self::SHAPE;

    /// Reads the attribute that the reader has just found, the one at `index` among all of
    /// [`FIELDS`](Self::FIELDS).
    ///
    /// # Errors
    /// When it holds no such value.
    fn read_attribute(
        slots: &mut Self::Slots,
        index: usize,
        reader: &Reader<'a>,
    ) -> Result<(), Error>;

    /// Reads the child whose start tag the reader has just read, the one at `index` among all of
    /// [`FIELDS`](Self::FIELDS).
    ///
    /// # Errors
    /// When it does not hold such a value, or is one too many.
    fn read_child(
        slots: &mut Self::Slots,
        index: usize,
        reader: &mut Reader<'a>,
    ) -> Result<(), Error>;

    /// The struct, once the element is read.
    ///
    /// # Errors
    /// When an attribute or a child is missing and must not be.
    fn finish(slots: Self::Slots, reader: &Reader<'a>, frame: &Frame) -> Result<Self, Error>;
}

/// The fields of a struct, written as fields of the struct that holds it.
#[diagnostic::on_unimplemented(
    message = "the fields of `{Self}` cannot stand in place",
    label = "not a group of fields",
    note = "add `#[xml(group)]` to the struct `{Self}`, beside `#[derive(veeam_model::ToXml)]`"
)]
pub trait ToGroup: ToElement {
    /// How many children the struct declares, those of groups within it included.
    const CHILDREN: usize;

    /// Writes the attributes.
    ///
    /// # Errors
    /// When a value has no form in XML.
    fn write_attributes(&self, writer: &mut Writer<'_>) -> Result<(), Error>;

    /// Writes the children, the first of which is the one at `index` in schema order.
    ///
    /// # Errors
    /// When a value has no form in XML, or the writer's destination fails.
    fn write_children(
        &self,
        index: usize,
        cursor: &mut Cursor<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error>;

    /// Adds the names of the attributes to `names`.
    fn attribute_names(names: &mut Vec<Name>);
}
