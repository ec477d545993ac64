//! Elements that hold a value, as roots.

use super::{
    Error, FromElement, Nillable, Reader, Shape, ToElement, Unknown, UnknownPolicy, Writer,
};
use crate::{FromXml, ToXml};

/// An element that holds a value of a simple type, and what else it had: attributes such as
/// `xsi:schemaLocation`, which no simple type declares.
///
/// A child element of a simple type needs none of this, because its parent keeps what is unknown;
/// a root has no parent.
///
/// ```
/// use veeam_model::{FromXml, ToXml, xml};
///
/// #[derive(FromXml, ToXml)]
/// enum Document {
///     #[xml(name = "count")]
///     Count(xml::ValueElement<u32>),
/// }
///
/// let text = r#"<count hint="x">3</count>"#;
/// let Document::Count(mut count) = xml::from_str(text)?;
/// assert_eq!(count.value, 3);
/// count.value += 1;
/// assert_eq!(xml::to_string(&Document::Count(count))?, r#"<count hint="x">4</count>"#);
/// # Ok::<(), xml::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, FromXml, ToXml)]
#[xml(crate = crate)]
pub struct ValueElement<T> {
    /// The value.
    #[xml(text)]
    pub value: T,
    /// What no simple type declares, as it came.
    #[xml(unknown)]
    pub unknown: Unknown,
}

impl<T> From<T> for ValueElement<T> {
    fn from(value: T) -> Self {
        ValueElement {
            value,
            unknown: Unknown::default(),
        }
    }
}

/// A root element that may say `xsi:nil="true"`, and what else it said then: attributes, which a nil
/// element may have.
///
/// A child element needs none of this: its parent keeps what [`Nillable`](super::Nillable) does not.
///
/// Source: XML Schema Part 1, section 2.6.2.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NillableElement<T> {
    /// What the element holds; `None` if it is nil.
    pub value: Option<T>,
    /// The attributes of a nil element, as they came.
    pub unknown: Unknown,
}

impl<T> From<T> for NillableElement<T> {
    fn from(value: T) -> Self {
        NillableElement {
            value: Some(value),
            unknown: Unknown::default(),
        }
    }
}

impl<'a, T: FromElement<'a>> FromElement<'a> for NillableElement<T> {
    const SHAPE: &'static Shape = T::SHAPE;

    fn from_element(reader: &mut Reader<'a>) -> Result<Self, Error> {
        let preserve = T::SHAPE.unknown != UnknownPolicy::Deny;
        Ok(match reader.take_nil()? {
            false => T::from_element(reader)?.into(),
            true => NillableElement {
                value: None,
                unknown: reader.nil_content_and_attributes(preserve)?,
            },
        })
    }
}

impl<T: ToElement> ToElement for NillableElement<T> {
    fn to_element(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        match &self.value {
            Some(value) => value.to_element(writer),
            None => {
                writer.unknown_attributes(&self.unknown)?;
                Nillable::<T>::Nil.to_element(writer)
            }
        }
    }
}
