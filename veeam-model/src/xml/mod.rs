//! Reading and writing XML.
//!
//! The functions [`from_str`](from_str()), [`from_slice`], [`to_string`](to_string()),
//! [`to_string_pretty`] and [`to_writer`] work on every type with `#[derive(FromXml, ToXml)]`;
//! [`items`](items()) reads collections larger than memory, and [`Options`] sets limits and strictness.
//!
//! ```
//! use veeam_model::{FromXml, ToXml, xml};
//!
//! #[derive(FromXml, ToXml, Debug, PartialEq)]
//! #[xml(name = "point", ns = "urn:example")]
//! struct Point {
//!     #[xml(attribute)]
//!     id: u32,
//!     x: f64,
//!     y: f64,
//!     note: Option<String>,
//! }
//!
//! let point: Point = xml::from_str(r#"<p:point xmlns:p="urn:example" id="7"><p:y>2</p:y><p:x>1.5</p:x></p:point>"#)?;
//! assert_eq!(point, Point { id: 7, x: 1.5, y: 2.0, note: None });
//! assert_eq!(xml::to_string(&point)?, r#"<point xmlns="urn:example" id="7"><x>1.5</x><y>2</y></point>"#);
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! Every key of `#[xml(…)]` is explained in [`attributes`], every type of a value in
//! [`simple_types`]; those who know another crate find its words in [`coming_from`].
//!
//! # How documents are read
//! - Namespaces are resolved, and a prefix never matters: names match by namespace and local part.
//! - Whatever XML 1.0 and Namespaces in XML 1.0 call ill-formed is refused, in the whole document.
//!   A document type declaration is refused too, so that no entity can expand and nothing external
//!   is ever fetched.
//! - [`Options`] bounds depth, attributes, text and input. The time taken is linear in the input.
//! - Children may come in any order, and items of a list may stand among other children. They are
//!   written in the order of the fields, or, by a type that preserves what is unknown, in the order
//!   they came in.
//! - Elements and attributes that a type does not declare are ignored, refused or kept, as the
//!   type says ([`UnknownPolicy`]). Text where only elements may stand is always an error.
//! - An absent element is a `None`; an empty one is the empty string, or an error for a type that
//!   has no empty form; a nil one is [`Nillable::Nil`].
//! - An [`Error`] says where and what: `12:7 /EntityReferences/Ref[3]/@UID: missing attribute`.
//!   [`Error::render`] shows the line too.
//!
//! # How documents are written
//! - Children come in the order of the type's fields; unknown content stands where it stood.
//! - A namespace is declared once, on the root, as the default one; another one where it is used.
//! - Only what must be escaped is escaped. A character that XML cannot hold is an error.

mod any_name;
pub mod attributes;
mod binary;
mod chars;
mod child_order;
pub mod coming_from;
mod content;
mod datetime;
mod decimal;
mod declaration;
mod declared_attributes;
mod declared_name;
mod decode;
mod element;
mod encoding;
mod error;
mod expected;
pub mod fields;
mod find;
mod items;
mod list;
mod locate;
mod mixed;
mod name;
mod namespaces;
mod net;
mod nillable;
mod nonzero;
mod options;
mod prefixes;
mod qualified_name;
mod raw;
mod reader;
mod recursive;
mod render;
mod scan;
mod scope;
mod shape;
pub(crate) mod simple;
pub mod simple_types;
mod start_tag;
mod text_writer;
mod traits;
mod unknown;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "validate")]
mod validate;
mod value_element;
mod value_names;
mod write_options;
mod writer;
mod xsi_type;

use std::io;

/// For the derives, whose text is shorter by them, and so compiled sooner.
#[doc(hidden)]
pub use std::option::Option::{self, None, Some};
#[doc(hidden)]
pub use std::result::Result::{self, Err, Ok};

pub use any_name::Attribute;
pub use binary::{Base64Binary, HexBinary};
pub use content::Frame;
pub use datetime::{Date, DateTime, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time};
pub use decimal::{Decimal, Integer};
pub use declared_name::DeclaredName;
pub use element::{Content, Element, ElementRef};
pub use error::{Error, ErrorKind, Position, Syntax, ValueError};
pub use fields::{FromGroup, ToGroup};
pub use items::Items;
pub use list::List;
pub use mixed::{FromMixed, ToMixed};
pub use name::{Name, NameRef, XML_NAMESPACE, XMLNS_NAMESPACE, XSI_NAMESPACE};
pub use nillable::Nillable;
pub use options::Options;
pub use qualified_name::QualifiedName;
pub use reader::Reader;
pub use recursive::{Hide, Recursive};
pub use scope::Scope;
pub use shape::{Child, Shape, UnknownPolicy};
pub use text_writer::TextWriter;
pub use traits::{FromElement, FromNamed, FromText, FromXml, ToElement, ToText, ToXml};
pub use unknown::{Cursor, Unknown};
#[cfg(feature = "validate")]
pub use validate::{
    Constraint, Facets, Rules, Validate, Validator, Violation, Violations, WhiteSpace,
    builtin as facets,
};
pub use value_element::{NillableElement, ValueElement};
pub use write_options::WriteOptions;
pub use writer::{Tag, Writer};

/// Reads a document from text.
///
/// The value may borrow from the text. An encoding that the XML declaration names is not looked
/// at: the text is decoded already.
///
/// # Errors
/// When the text is not well-formed, exceeds a limit of the default [`Options`] or does not hold
/// a `T`.
///
/// ```
/// use veeam_model::{RestoreSession, SessionResult, xml};
///
/// let body = include_str!("../../schemas/samples/RestoreSession.xml");
/// let session: RestoreSession = xml::from_str(body)?;
/// assert_eq!(session.result, Some(SessionResult::Success));
/// # Ok::<(), xml::Error>(())
/// ```
pub fn from_str<'a, T: FromNamed<'a>>(text: &'a str) -> Result<T, Error> {
    Options::new().from_str(text)
}

/// Reads a document from bytes: UTF-8 with or without a byte order mark, or UTF-16 with one.
///
/// # Errors
/// When the bytes are not in the encoding they claim, the text is not well-formed, exceeds a limit
/// of the default [`Options`] or does not hold a `T`.
pub fn from_slice<T: FromXml>(bytes: &[u8]) -> Result<T, Error> {
    Options::new().from_slice(bytes)
}

/// Reads the children of the root element one after the other, from a source that may hold more
/// than memory does.
///
/// The items are the children that have a name of `T` (see [`FromNamed::NAMES`]); other children are
/// passed over, or refused with [`Options::deny_unknown`]. Items are read as they arrive, and memory
/// is taken for the largest of them only. The source needs no buffer of its own. Encodings are those
/// of [`from_slice`].
///
/// ```
/// use veeam_model::{RestoreSession, xml};
///
/// # let mut body = "<RestoreSessions xmlns='http://www.veeam.com/ent/v1.0'>".to_owned();
/// # body += include_str!("../../schemas/samples/RestoreSession.xml");
/// # body += "</RestoreSessions>";
/// # let response = body.as_bytes();
/// for session in xml::items::<RestoreSession, _>(response) {
///     println!("{}", session?.name);
/// }
/// # assert_eq!(xml::items::<RestoreSession, _>(response).count(), 1);
/// # Ok::<(), xml::Error>(())
/// ```
///
/// # Errors
/// When the source fails, or the document is not well-formed, exceeds a limit of the default
/// [`Options`] or has an item that does not hold a `T`. After an error there are no more items.
/// An error has the place that it has when the whole document is read at once. The document is
/// checked to its end, so the items are a whole collection only if no error comes after them.
///
/// Where children have another name than their type, an enum tells it:
///
/// ```
/// use veeam_model::{EntityRef, FromXml, NAMESPACE, xml};
///
/// #[derive(FromXml)]
/// #[xml(ns = NAMESPACE)]
/// enum Item {
///     Ref(EntityRef),
/// }
///
/// let body = r#"<EntityReferences xmlns="http://www.veeam.com/ent/v1.0">
///   <Ref UID="urn:a" Name="srv04" Href="" Type=""/>
///   <Ref Name="srv05" Href="" Type=""/>
/// </EntityReferences>"#;
/// let mut items = xml::items::<Item, _>(body.as_bytes());
/// let Some(Ok(Item::Ref(first))) = items.next() else { panic!("there is one") };
/// assert_eq!(first.name, "srv04");
/// let error = items.find_map(Result::err).expect("the second one has no UID");
/// assert_eq!(error.to_string(), "3:3 /EntityReferences/Ref[2]/@UID: missing attribute");
/// ```
pub fn items<T: FromXml, R: io::Read>(reader: R) -> Items<T, R> {
    Options::new().items(reader)
}

/// Writes a document without white space between elements and without an XML declaration.
///
/// # Errors
/// When a value has no form in XML: a character that XML does not allow.
pub fn to_string<T: ToXml + ?Sized>(value: &T) -> Result<String, Error> {
    WriteOptions::new().to_string(value)
}

/// Writes a document with each element on a line of its own, indented by two blanks, except
/// within mixed content; [`WriteOptions`] takes another indentation.
///
/// # Errors
/// When a value has no form in XML.
pub fn to_string_pretty<T: ToXml + ?Sized>(value: &T) -> Result<String, Error> {
    WriteOptions::new().indent(2).to_string(value)
}

/// Writes a document in UTF-8, as [`to_string`](to_string()) does, to a destination. Only a small part of the text
/// is in memory at a time, and the destination needs no buffer of its own.
///
/// # Errors
/// When a value has no form in XML, or the destination fails; part of the document may be written
/// then.
pub fn to_writer<W: io::Write, T: ToXml + ?Sized>(writer: W, value: &T) -> Result<(), Error> {
    WriteOptions::new().to_writer(writer, value)
}
