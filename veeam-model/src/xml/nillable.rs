//! Elements that may say `xsi:nil="true"`.

use super::name::XSI_NAMESPACE;
use super::{Error, FromElement, Name, Reader, Shape, ToElement, Unknown, UnknownPolicy, Writer};

/// The content of an element that may be nil: `xsi:nil="true"` in place of a value.
///
/// An absent element, an empty one and a nil one are three different things:
/// `Option<Nillable<String>>` keeps them apart.
///
/// ```
/// use veeam_model::{FromXml, ToXml, xml};
/// use xml::Nillable;
///
/// #[derive(FromXml, ToXml, Debug, PartialEq)]
/// struct Note {
///     #[xml(name = "text")]
///     text: Option<Nillable<String>>,
/// }
///
/// let read = |body| xml::from_str::<Note>(body).map(|note| note.text);
/// assert_eq!(read("<Note/>")?, None);
/// assert_eq!(read("<Note><text/></Note>")?, Some(Nillable::Value(String::new())));
/// let nil = r#"<Note><text xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></Note>"#;
/// assert_eq!(read(nil)?, Some(Nillable::Nil));
/// assert_eq!(xml::to_string(&xml::from_str::<Note>(nil)?)?, nil);
/// # Ok::<(), xml::Error>(())
/// ```
///
/// Source: XML Schema Part 1, section 2.6.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nillable<T> {
    /// There is no value.
    Nil,
    /// The value.
    Value(T),
}

impl<T> Nillable<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Nillable::Nil => None,
            Nillable::Value(value) => Some(value),
        }
    }

    /// The value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Nillable::Nil => None,
            Nillable::Value(value) => Some(value),
        }
    }
}

impl<T> From<T> for Nillable<T> {
    fn from(value: T) -> Self {
        Nillable::Value(value)
    }
}

impl<T: Default> Default for Nillable<T> {
    fn default() -> Self {
        Nillable::Value(T::default())
    }
}

const NIL: Name = Name::new(XSI_NAMESPACE, "nil");

impl<'a, T: FromElement<'a>> FromElement<'a> for Nillable<T> {
    const SHAPE: &'static Shape = T::SHAPE;

    fn from_element(reader: &mut Reader<'a>) -> Result<Self, Error> {
        match reader.take_nil()? {
            true => reader.nil_content().map(|()| Nillable::Nil),
            false => T::from_element(reader).map(Nillable::Value),
        }
    }
}

impl<T: ToElement> ToElement for Nillable<T> {
    fn to_element(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Nillable::Nil => {
                let start = writer.len();
                writer.attribute(NIL, &true)?;
                writer.take_back_attribute(start);
                // No white space either.
                writer.text("")
            }
            Nillable::Value(value) => value.to_element(writer),
        }
    }
}

impl Reader<'_> {
    /// Takes `xsi:nil` from the attributes of the start tag read last, if it is true, and says so;
    /// that it is false is kept with what is unknown.
    pub(super) fn take_nil(&mut self) -> Result<bool, Error> {
        self.finish_start_tag()?;
        let Some(at) = self.find_attribute(&NIL) else {
            return Ok(false);
        };
        let nil = super::FromText::from_text(self.attribute_value())
            .map_err(|error| self.attribute_value_error(error))?;
        if nil {
            self.attributes.remove(at);
        }
        Ok(nil)
    }

    /// Reads a nil element, which may have attributes.
    pub(super) fn nil_content_and_attributes(&mut self, preserve: bool) -> Result<Unknown, Error> {
        let outer = self.policy;
        if preserve && !self.options.deny_unknown {
            self.policy = UnknownPolicy::Preserve;
        }
        self.nil_content()?;
        self.policy = outer;
        Ok(std::mem::take(&mut self.stash))
    }

    /// Reads the content of a nil element: there must be none.
    fn nil_content(&mut self) -> Result<(), Error> {
        let text = self.simple_text()?;
        match text.is_empty() {
            true => Ok(()),
            false => Err(self.text_value_error(super::ValueError::expected(
                "no content, since the element says xsi:nil=\"true\"",
            ))),
        }
    }
}
