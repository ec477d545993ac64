//! Fields that hold elements or attributes of any name.

use std::collections::HashSet;

use super::super::any_name::Attribute;
use super::super::{Child, Element, Error, ErrorKind, FromElement, Name, Reader, ToXml, Writer};

/// The type of a field that holds the child elements which no other field takes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of an `any` field",
    note = "child elements of any name are `xml::Element`, `Option<xml::Element>` or `Vec<xml::Element>`"
)]
pub trait AnyElements {}

impl AnyElements for Element {}
impl AnyElements for Option<Element> {}
impl AnyElements for Vec<Element> {}

/// What a type declares for a field of type `T` that holds elements of any name.
pub const fn any_elements<T: AnyElements>() -> Child {
    Child::Choice {
        names: &[],
        any: true,
    }
}

/// An element that keeps its own name, whatever that is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot keep an element of any name",
    note = "the `other` variant of an enum over elements is `Other(xml::Element)`"
)]
pub trait AnyElement<'a>: FromElement<'a> + ToXml {}

/// Reads the element whose start tag the reader has just read, whatever it is called.
///
/// # Errors
/// When the document is not well-formed.
pub fn read_any<'a, T: AnyElement<'a>>(reader: &mut Reader<'a>) -> Result<T, Error> {
    T::from_element(reader)
}

impl AnyElement<'_> for Element {}
impl<'a, T: AnyElement<'a>> AnyElement<'a> for Box<T> {}

impl Writer<'_> {
    /// Writes a field that holds attributes of any name, beside those that the type declares.
    ///
    /// # Errors
    /// When an attribute is there twice, or a name or value has no form in XML.
    pub fn any_attributes(
        &mut self,
        attributes: &[Attribute],
        declared: &'static [Name],
        groups: &[fn(&mut Vec<Name>)],
    ) -> Result<(), Error> {
        let mut declared = declared.to_vec();
        if !attributes.is_empty() {
            groups.iter().for_each(|group| group(&mut declared));
        }
        let declared = declared.iter().map(|name| (name.ns, name.local));
        let mut names: HashSet<(&str, &str)> = declared.collect();
        for attribute in attributes {
            let name = attribute.name();
            if !names.insert((name.namespace(), name.local())) {
                let what = "an element has no two attributes of one name; take one of them away";
                let error = Error::unplaced(ErrorKind::Unwritable(what.into()));
                return Err(error.in_attribute(name.local()));
            }
        }
        self.attributes_of_any_name(attributes)
    }
}
