//! For those who know serde with quick-xml, instant-xml or yaserde: what their words are here.
//!
//! | quick-xml + serde | instant-xml | yaserde | here |
//! | --- | --- | --- | --- |
//! | `#[derive(Deserialize, Serialize)]` | `#[derive(FromXml, ToXml)]` | `#[derive(YaDeserialize, YaSerialize)]` | `#[derive(FromXml, ToXml)]` |
//! | `rename = "@id"` | `#[xml(attribute)]` | `#[yaserde(attribute = true)]` | [`attribute`](super::attributes#attribute) |
//! | `rename = "$text"` | `#[xml(direct)]` | `#[yaserde(text = true)]` | [`text`](super::attributes#text) |
//! | `rename = "$value"` with an enum | an enum with `#[xml(forward)]` | `#[yaserde(flatten = true)]` with an enum | [`choice`](super::attributes#choice) |
//! | `rename = "…"`, `rename_all` | `rename`, `rename_all` | `rename` | [`name`, `rename_all`](super::attributes#names-and-namespaces) |
//! | none: prefixes are part of the name | `ns(…)` | `namespaces = {…}`, `prefix` | [`ns`](super::attributes#names-and-namespaces) |
//! | `default` | `default` of `Option` and `Vec` | `default` | [`default`](super::attributes#default) |
//! | `skip` | | `skip` | [`skip`](super::attributes#skip) |
//! | `with`, `deserialize_with` | `deserialize_with`, `serialize_with` | | [`with`](super::attributes#with) |
//! | `deny_unknown_fields` | | | [`unknown = "deny"`](super::attributes#unknown) |
//! | `flatten` with a map | | | [`any`, `any_attributes`](super::attributes#any-and-any_attributes), [`unknown`](super::attributes#unknown) |
//! | `flatten` with a struct | | `flatten` with a struct | [`flatten`](super::attributes#flatten-and-group) |
//! | `untagged` | | | [`untagged`](super::attributes#untagged), for texts |
//! | `tag = "@xsi:type"` | | | [`xsi_type`](super::attributes#xsi_type) |
//! | `other` on a unit variant | | | [`other`](super::attributes#enums-over-text), which keeps the text or element |
//! | `transparent` | `transparent` | | [`transparent`](super::attributes#transparent) |
//! | a struct for the wrapper | a struct for the wrapper | a struct for the wrapper | [`children(wrapper = "…")`](super::attributes#children-and-wrappers) |
//!
//! What is different:
//! - Names are matched with their namespaces. A type without `ns` is in none: other than with quick-xml,
//!   it does not match an element in a default namespace.
//! - A `Vec` of children may stand among other children, and a child that is there twice where once is
//!   meant is an error.
//! - A document is read to its end and must be well-formed; an error says line, column and path.
//! - Text is not trimmed, unless its type says so: a `String` is what stands there.
//!
//! # An example of serde
//! The classic of quick-xml: attributes with `@`, text with `$text`.
//!
//! ```text
//! #[derive(Deserialize)]
//! struct AnyName {
//!     #[serde(rename = "@one")]
//!     one: i32,
//!     two: Option<String>,
//!     #[serde(rename = "$value")]
//!     choice: Vec<Choice>,
//! }
//! ```
//! ```
//! use veeam_model::{FromXml, ToXml, xml};
//!
//! #[derive(FromXml, ToXml)]
//! #[xml(name = "any-name")]
//! struct AnyName {
//!     #[xml(attribute)]
//!     one: i32,
//!     two: Option<String>,
//!     #[xml(choice)]
//!     choice: Vec<Choice>,
//! }
//!
//! #[derive(FromXml, ToXml)]
//! #[xml(rename_all = "kebab-case")]
//! enum Choice {
//!     First(String),
//!     Second(u32),
//! }
//!
//! let text = r#"<any-name one="1"><two>x</two><first>a</first><second>2</second><first/></any-name>"#;
//! let value: AnyName = xml::from_str(text)?;
//! assert_eq!(value.choice.len(), 3);
//! assert_eq!(xml::to_string(&value)?, text);
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! # An example of instant-xml
//! A struct in a namespace, with an attribute and with another struct in it.
//!
//! ```
//! use veeam_model::{FromXml, ToXml, xml};
//!
//! #[derive(FromXml, ToXml, Debug, PartialEq)]
//! #[xml(ns = "URI")]
//! struct StructWithNamedFields {
//!     flag: bool,
//!     #[xml(ns = "BAR")]
//!     string: String,
//!     #[xml(attribute)]
//!     id: Option<u8>,
//!     #[xml(ns = "")]
//!     number: i32,
//! }
//!
//! let text = r#"<StructWithNamedFields xmlns="URI"><flag>true</flag><string xmlns="BAR">test</string><number xmlns="">1</number></StructWithNamedFields>"#;
//! let value: StructWithNamedFields = xml::from_str(text)?;
//! assert_eq!((&*value.string, value.number), ("test", 1));
//! assert_eq!(xml::to_string(&value)?, text);
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! # An example of yaserde
//! A field with a default, and a list of structs.
//!
//! ```
//! use veeam_model::{FromXml, ToXml, xml};
//!
//! #[derive(FromXml, ToXml, Debug, PartialEq)]
//! #[xml(name = "books")]
//! struct Books {
//!     #[xml(attribute, default = "en")]
//!     lang: String,
//!     #[xml(name = "book")]
//!     books: Vec<Book>,
//! }
//!
//! #[derive(FromXml, ToXml, Debug, PartialEq)]
//! struct Book {
//!     author: String,
//!     title: String,
//! }
//!
//! let books: Books = xml::from_str("<books><book><author>A</author><title>T</title></book></books>")?;
//! assert_eq!((&*books.lang, books.books.len()), ("en", 1));
//! assert_eq!(xml::to_string(&books)?, r#"<books lang="en"><book><author>A</author><title>T</title></book></books>"#);
//! # Ok::<(), xml::Error>(())
//! ```
