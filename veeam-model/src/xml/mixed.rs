//! The traits of what stands in mixed content.

use std::borrow::Cow;

use super::{Error, Name, NameRef, Reader, ToElement, ValueError};

/// A part of mixed content: text, or an element that is known by its name.
///
/// `#[derive(FromXml)]` implements it for an enum over elements that has a variant for text; a
/// `Vec` of it is the type of a field marked `#[xml(mixed)]`.
///
/// ```
/// use veeam_model::{FromXml, ToXml, xml};
///
/// #[derive(FromXml, ToXml, Debug, PartialEq)]
/// #[xml(name = "p")]
/// struct Paragraph {
///     #[xml(mixed)]
///     content: Vec<Inline>,
/// }
///
/// #[derive(FromXml, ToXml, Debug, PartialEq)]
/// enum Inline {
///     #[xml(text)]
///     Text(String),
///     #[xml(name = "b")]
///     Bold(String),
/// }
///
/// let text = "<p>be <b>bold</b>!</p>";
/// let paragraph: Paragraph = xml::from_str(text)?;
/// assert_eq!(paragraph.content[1], Inline::Bold("bold".to_owned()));
/// assert_eq!(xml::to_string(&paragraph)?, text);
/// # Ok::<(), xml::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in mixed content",
    label = "has no variant for text",
    note = "mixed content is a `Vec` of an enum over elements that derives `veeam_model::FromXml` \
            and has a variant for text: `#[xml(text)] Text(String)`"
)]
pub trait FromMixed<'a>: Sized {
    /// The names that an element may have.
    const NAMES: &'static [Name];

    /// Whether an element of any other name will do too; its index is `NAMES.len()`.
    const ANY: bool;

    /// Makes a part of the text up to the next element.
    ///
    /// # Errors
    /// When the text is no value of the type that the variant for text holds.
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError>;

    /// Reads the element as the one that `NAMES[index]` names; its start tag has just been read.
    ///
    /// # Errors
    /// When the document is not well-formed or does not hold such a value.
    fn from_part(index: usize, reader: &mut Reader<'a>) -> Result<Self, Error>;
}

/// A part of mixed content, to be written; see [`FromMixed`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in mixed content",
    label = "has no variant for text",
    note = "mixed content is a `Vec` of an enum over elements that derives `veeam_model::ToXml` \
            and has a variant for text: `#[xml(text)] Text(String)`"
)]
pub trait ToMixed: ToElement {
    /// The element's name; `None` for text.
    fn name(&self) -> Option<NameRef<'_>>;
}
