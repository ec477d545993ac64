//! The traits between types and XML text.
//!
//! | read | write | what |
//! | --- | --- | --- |
//! | [`FromText`] | [`ToText`] | a simple type: the value of an attribute or of text content |
//! | [`FromElement`] | [`ToElement`] | what an element holds, whatever the element is called |
//! | [`FromNamed`] | [`ToXml`] | an element that is known by its name: a root, or one of a choice |
//! | [`FromXml`] | | a [`FromNamed`] that borrows nothing from the input |

use std::borrow::Cow;

use super::{Error, Name, NameRef, Reader, Scope, Shape, TextWriter, ValueError, Writer};

/// A simple type: a value that stands in an attribute or as text between tags.
///
/// Implement it for a value type of your own, together with [`ToText`], and call
/// [`text_type!`](crate::text_type) so that the type can stand as a child element too.
///
/// ```
/// use std::borrow::Cow;
/// use veeam_model::xml::{FromText, TextWriter, ToText, ValueError};
///
/// #[derive(Debug, PartialEq)]
/// struct Percent(u8);
///
/// impl<'a> FromText<'a> for Percent {
///     fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
///         match text.trim().trim_end_matches('%').parse() {
///             Ok(n) if n <= 100 => Ok(Percent(n)),
///             _ => Err(ValueError::expected("a percentage from 0% to 100%")),
///         }
///     }
/// }
///
/// impl ToText for Percent {
///     fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
///         out.write_display(format_args!("{}%", self.0))
///     }
/// }
///
/// veeam_model::text_type!(Percent);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from the text of an attribute or element",
    label = "not a simple type",
    note = "an enum of unit variants or a newtype gets it from `#[derive(veeam_model::FromXml)]`; \
            for another type implement `veeam_model::xml::FromText`"
)]
pub trait FromText<'a>: Sized {
    /// Reads the value. References are resolved and line ends normalised in `text`, but white
    /// space is as it came: most types trim it (the facet `whiteSpace="collapse"`).
    ///
    /// # Errors
    /// When the text is no value of this type; the reader adds the place and the text itself.
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError>;

    /// Reads the value where it is known what prefixes stand for. Only a type whose text holds
    /// prefixes, as [`QualifiedName`](super::QualifiedName) does, or that reads one that may, needs
    /// its own.
    ///
    /// # Errors
    /// When the text is no value of this type.
    #[inline]
    fn from_text_in(text: Cow<'a, str>, scope: Scope<'_>) -> Result<Self, ValueError> {
        let _ = scope;
        Self::from_text(text)
    }
}

/// A simple type that can be written; see [`FromText`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as the text of an attribute or element",
    label = "not a simple type",
    note = "an enum of unit variants or a newtype gets it from `#[derive(veeam_model::ToXml)]`; \
            for another type implement `veeam_model::xml::ToText`"
)]
pub trait ToText {
    /// Writes the value; `out` escapes what must be escaped.
    ///
    /// # Errors
    /// When the value has no form in XML.
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError>;
}

/// What an element holds, attributes and content, whatever the element is called.
///
/// `#[derive(FromXml)]` implements it for structs, [`text_type!`](crate::text_type) for simple
/// types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an element",
    label = "not an XML type",
    note = "add `#[derive(veeam_model::FromXml)]` to `{Self}`"
)]
pub trait FromElement<'a>: Sized {
    /// The attributes and children that the type declares.
    const SHAPE: &'static Shape = &Shape {
        attributes: &[],
        children: &[],
        any_attributes: false,
        groups: &[],
        unknown: super::UnknownPolicy::Ignore,
    };

    /// Reads an element whose start tag the reader has just read, up to and including its end
    /// tag.
    ///
    /// # Errors
    /// When the document is not well-formed or does not hold such a value.
    fn from_element(reader: &mut Reader<'a>) -> Result<Self, Error>;
}

/// What an element holds, to be written; see [`FromElement`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as an element",
    label = "not an XML type",
    note = "add `#[derive(veeam_model::ToXml)]` to `{Self}`"
)]
pub trait ToElement {
    /// Writes attributes, then content; the writer has just written the start tag's name and
    /// will write the end tag.
    ///
    /// # Errors
    /// When a value has no form in XML, or the writer's destination fails.
    fn to_element(&self, writer: &mut Writer<'_>) -> Result<(), Error>;
}

/// An element that is known by its name: the root of a document, or one of a choice.
///
/// `#[derive(FromXml)]` implements it: a struct has one name, an enum over elements one for each
/// variant.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an element with a name of its own",
    label = "cannot be the root of a document or stand in a choice",
    note = "structs and enums over elements get one from `#[derive(veeam_model::FromXml)]`; a \
            simple type has none: put it into a struct with `#[xml(text)]`"
)]
pub trait FromNamed<'a>: Sized {
    /// The names that the element may have.
    const NAMES: &'static [Name];

    /// Whether an element of any other name will do too; its index is `NAMES.len()`.
    const ANY: bool = false;

    /// Reads the element as the one that `NAMES[index]` names; its start tag has just been read.
    ///
    /// # Errors
    /// When the document is not well-formed or does not hold such a value.
    fn from_named(index: usize, reader: &mut Reader<'a>) -> Result<Self, Error>;
}

/// A type that can be read from a whole document and borrows nothing from it.
///
/// It is implemented for every type that `#[derive(FromXml)]` makes readable (see
/// [`FromNamed`]), as long as the type has no lifetime: use it as a bound.
///
/// ```
/// use veeam_model::{FromXml, xml};
///
/// fn read<T: FromXml>(body: &[u8]) -> Result<T, xml::Error> {
///     xml::from_slice(body)
/// }
/// # let _ = read::<veeam_model::Document>;
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an XML document",
    label = "not an XML type",
    note = "add `#[derive(veeam_model::FromXml)]` to `{Self}`"
)]
pub trait FromXml: for<'a> FromNamed<'a> {}

impl<T> FromXml for T where T: for<'a> FromNamed<'a> {}

/// An element that knows its own name, to be written as the root of a document or in a choice.
///
/// `#[derive(ToXml)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as an XML document",
    label = "not an XML type",
    note = "add `#[derive(veeam_model::ToXml)]` to `{Self}`"
)]
pub trait ToXml: ToElement {
    /// The element's name.
    fn name(&self) -> NameRef<'_>;
}
