//! How a document is read: limits and strictness.

use std::io;

use super::{Error, FromNamed, FromXml, Items, Reader, encoding};

/// How a document is read: how much of everything it may hold, and how strict the reader is about
/// content that the types do not declare.
///
/// The defaults are fit for input from anyone.
///
/// ```
/// use veeam_model::{Document, xml};
///
/// let strict = xml::Options::new().deny_unknown(true).max_depth(16);
/// let error = strict
///     .from_str::<Document>(r#"<Error xmlns="http://www.veeam.com/ent/v1.0" Colour="red"/>"#)
///     .unwrap_err();
/// assert!(error.to_string().starts_with("1:46 /Error/@Colour: unknown attribute Colour"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    pub(crate) deny_unknown: bool,
    pub(crate) max_depth: usize,
    pub(crate) max_attributes: usize,
    pub(crate) max_input: usize,
    pub(crate) max_text: usize,
    pub(crate) max_namespace: usize,
}

impl Options {
    /// The defaults.
    pub const fn new() -> Self {
        Options {
            deny_unknown: false,
            max_depth: 128,
            max_attributes: 1024,
            max_input: 1 << 30,
            max_text: 1 << 28,
            max_namespace: 1024,
        }
    }

    /// Whether elements and attributes that a type does not declare are errors, whatever the type
    /// itself says about them. Default: no.
    ///
    /// The four attributes of the namespace `http://www.w3.org/2001/XMLSchema-instance` are
    /// declared everywhere.
    #[must_use]
    pub const fn deny_unknown(mut self, yes: bool) -> Self {
        self.deny_unknown = yes;
        self
    }

    /// How many elements may be open at once. Default: 128.
    ///
    /// Reading a type that contains itself takes stack for each level, and so does what is done with
    /// the value: cloning, comparing, printing, writing and dropping it. A level of types with up to a
    /// hundred fields takes less than 16 KiB, even in a program that is not optimised: the default fits
    /// the 2 MiB of a thread. For a higher limit use a thread with so much for each level. An
    /// [`Element`](super::Element) takes no stack, however deep it is.
    #[must_use]
    pub const fn max_depth(mut self, elements: usize) -> Self {
        self.max_depth = elements;
        self
    }

    /// How many attributes and namespace declarations one element may have. Default: 1,024.
    #[must_use]
    pub const fn max_attributes(mut self, attributes: usize) -> Self {
        self.max_attributes = attributes;
        self
    }

    /// How many bytes the input may have. Default: 1 GiB.
    ///
    /// Input that comes in pieces ([`Options::items`]) may be of any length: there it bounds what
    /// must be in memory at once, the start tag of the root element with all before it, and each
    /// of its children.
    #[must_use]
    pub const fn max_input(mut self, bytes: usize) -> Self {
        self.max_input = bytes;
        self
    }

    /// How many bytes one attribute value or one element's text may have, as it stands in the
    /// input. Default: 256 MiB.
    #[must_use]
    pub const fn max_text(mut self, bytes: usize) -> Self {
        self.max_text = bytes;
        self
    }

    /// How many bytes the name of one namespace may have. Default: 1,024.
    ///
    /// A document names a namespace once and uses it wherever a prefix stands, but what is read
    /// from it may have to name it each time that it is written.
    #[must_use]
    pub const fn max_namespace(mut self, bytes: usize) -> Self {
        self.max_namespace = bytes;
        self
    }

    /// Reads a document from text; see [`xml::from_str`](super::from_str()).
    ///
    /// # Errors
    /// When the text is not well-formed, exceeds a limit or does not hold a `T`.
    pub fn from_str<'a, T: FromNamed<'a>>(&self, text: &'a str) -> Result<T, Error> {
        read(Reader::new(text, *self), text)
    }

    /// Reads a document from bytes; see [`xml::from_slice`](super::from_slice).
    ///
    /// # Errors
    /// When the bytes are not in the encoding they claim, the text is not well-formed, exceeds a
    /// limit or does not hold a `T`.
    pub fn from_slice<T: FromXml>(&self, bytes: &[u8]) -> Result<T, Error> {
        let decoded = encoding::decode(bytes, self.max_input)?;
        let mut reader = Reader::new(&decoded.text, *self);
        reader.expect_encoding(decoded.encoding);
        read(reader, &decoded.text)
    }

    /// Reads the children of the root element one after the other; see
    /// [`xml::items`](super::items()).
    ///
    /// ```
    /// use veeam_model::{RestoreSession, xml};
    ///
    /// let body = r#"<RestoreSessions xmlns="http://www.veeam.com/ent/v1.0"><Job/></RestoreSessions>"#;
    /// let strict = xml::Options::new().deny_unknown(true);
    /// let error = strict.items::<RestoreSession, _>(body.as_bytes()).next().unwrap().unwrap_err();
    /// assert!(error.to_string().starts_with("1:56 /RestoreSessions/Job: unknown element"));
    /// ```
    pub fn items<T: FromXml, R: io::Read>(&self, reader: R) -> Items<T, R> {
        Items::new(reader, *self)
    }
}

impl Default for Options {
    fn default() -> Self {
        Options::new()
    }
}

fn read<'a, T: FromNamed<'a>>(reader: Reader<'a>, text: &str) -> Result<T, Error> {
    reader.document().map_err(|error| error.locate(text))
}
