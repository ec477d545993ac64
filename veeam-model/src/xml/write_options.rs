//! How documents are written.

use std::io;

use super::{Error, ToXml, Writer};

/// How a document is written.
///
/// ```
/// use veeam_model::{Document, xml};
///
/// let body = r#"<EntityReferences xmlns="http://www.veeam.com/ent/v1.0"><Ref UID="u" Name="n" Href="" Type=""><Links/></Ref></EntityReferences>"#;
/// let document: Document = xml::from_str(body)?;
/// let text = xml::WriteOptions::new().indent(4).to_string(&document)?;
/// assert!(text.contains("\n    <Ref "));
/// assert!(text.contains("\n        <Links/>"));
/// # Ok::<(), xml::Error>(())
/// ```
///
/// White space is never added where it would be content: within mixed content, and where
/// `xml:space="preserve"` says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriteOptions {
    indent: Option<Indent>,
}

/// What one level of nesting is indented by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Indent {
    Blanks(u8),
    Tab,
}

impl Indent {
    /// Indents so many levels.
    pub(super) fn write(self, levels: usize, out: &mut String) {
        let (blank, count) = match self {
            Indent::Blanks(count) => (' ', levels.saturating_mul(count.into())),
            Indent::Tab => ('\t', levels),
        };
        out.extend(std::iter::repeat_n(blank, count));
    }
}

impl WriteOptions {
    /// No white space between elements, as [`to_string`](super::to_string()) writes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Each element on a line of its own, each level of nesting indented by so many blanks;
    /// [`to_string_pretty`](super::to_string_pretty) takes 2.
    #[must_use]
    pub fn indent(mut self, blanks: u8) -> Self {
        self.indent = Some(Indent::Blanks(blanks));
        self
    }

    /// Each element on a line of its own, each level of nesting indented by a tab.
    #[must_use]
    pub fn indent_with_tabs(mut self) -> Self {
        self.indent = Some(Indent::Tab);
        self
    }

    /// Writes a document.
    ///
    /// # Errors
    /// When a value has no form in XML.
    pub fn to_string<T: ToXml + ?Sized>(self, value: &T) -> Result<String, Error> {
        Writer::new(self.indent).document(value)
    }

    /// Writes a document in UTF-8 to a destination; see [`to_writer`](super::to_writer).
    ///
    /// # Errors
    /// When a value has no form in XML, or the destination fails; part of the document may be
    /// written then.
    pub fn to_writer<W: io::Write, T: ToXml + ?Sized>(
        self,
        mut writer: W,
        value: &T,
    ) -> Result<(), Error> {
        let writer = Writer::to_destination(&mut writer, self.indent);
        writer.document(value).map(|_| ())
    }
}
