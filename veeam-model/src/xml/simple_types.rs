//! Which Rust types are simple types: the value of an attribute, or the text of an element.
//!
//! | XML Schema | Rust | what it keeps |
//! | --- | --- | --- |
//! | `boolean` | `bool` | the value; `1` is written as `true` |
//! | `decimal` | [`Decimal`], feature `rust_decimal`: `rust_decimal::Decimal` | the first every digit, the second the value |
//! | `integer` and those derived from it | [`Integer`], `i8` to `i128`, `u8` to `u128`, [`NonZero`](std::num::NonZero) of these | the first every digit, the others the value |
//! | `float`, `double` | `f32`, `f64` | the nearest value, also `INF`, `-INF` and `NaN` |
//! | `string` and those derived from it, `anyURI` | `String`, `Cow<'_, str>`, `&str`, `char` | the text |
//! | `anyURI` | feature `url`: `url::Url` | an absolute URL in its normal form |
//! | `dateTime` | [`DateTime`] | the text |
//! | `date`, `time` | [`Date`], [`Time`] | the text |
//! | `gYear`, `gYearMonth`, `gMonth`, `gMonthDay`, `gDay` | [`GYear`], [`GYearMonth`], [`GMonth`], [`GMonthDay`], [`GDay`] | the text |
//! | `duration` | [`Duration`] | the text |
//! | the same | types of `jiff`, `chrono` and `time`, with the features of these names; [`std::time::Duration`] | the value: an instant, a date, a time or a length of time |
//! | `hexBinary`, `base64Binary` | [`HexBinary`], [`Base64Binary`] | the bytes |
//! | `QName` | [`QualifiedName`] | namespace and local part; the prefix as a wish |
//! | `NMTOKENS`, `IDREFS`, `ENTITIES`, lists | [`List`], or a field marked [`list`](super::attributes#list) | the items |
//! | a union | an enum marked [`untagged`](super::attributes#untagged) | what the member keeps |
//! | an enumeration | an [enum over text](super::attributes#enums-over-text) | the text, also one that is not listed |
//! | | `uuid::Uuid`, addresses of [`std::net`] | the value |
//!
//! A text that a type cannot keep so is an error; none is rounded or cut. Types that keep the text
//! keep it to the digit, and still compare by value. `Box`, [`Rc`](std::rc::Rc) and
//! [`Arc`](std::sync::Arc) of a simple type are simple types, and so are newtypes that derive
//! `FromXml` and `ToXml`. For any other type implement [`FromText`] and [`ToText`].
//!
//! ```
//! use std::net::Ipv4Addr;
//! use veeam_model::{FromXml, ToXml, xml};
//!
//! #[derive(FromXml, ToXml)]
//! struct Host {
//!     #[xml(attribute)]
//!     address: Ipv4Addr,
//!     #[xml(attribute)]
//!     roles: xml::List<String>,
//!     since: xml::Date,
//!     timeout: xml::Duration,
//!     key: xml::HexBinary,
//! }
//!
//! let text = concat!(
//!     r#"<Host address="192.0.2.7" roles="proxy repository"><since>2014-10-19+02:00</since>"#,
//!     "<timeout>PT0M30.0S</timeout><key>0AFF</key></Host>",
//! );
//! let host: Host = xml::from_str(text)?;
//! assert_eq!(host.timeout, "PT30S".parse()?);
//! assert_eq!(xml::to_string(&host)?, text);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # White space
//! All types but text take white space around a value for none of it, as the facet
//! `whiteSpace="collapse"` says. Text keeps its white space, also where the schema says `token` or
//! `normalizedString`: for those, blanks more or less are no difference in value, so text that keeps
//! them loses nothing. To compare such texts, compare their words: `text.split_ascii_whitespace()`.
//!
//! # Prefixes
//! A name such as `e:colour` needs the namespaces around it. [`FromText::from_text_in`] is given
//! them, and a type of your own that holds a [`QualifiedName`] passes them on:
//!
//! ```
//! use std::borrow::Cow;
//! use veeam_model::xml::{FromText, QualifiedName, Scope, TextWriter, ToText, ValueError};
//!
//! struct Reference(QualifiedName);
//!
//! impl<'a> FromText<'a> for Reference {
//!     fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
//!         QualifiedName::from_text(text).map(Reference)
//!     }
//!
//!     fn from_text_in(text: Cow<'a, str>, scope: Scope<'_>) -> Result<Self, ValueError> {
//!         QualifiedName::from_text_in(text, scope).map(Reference)
//!     }
//! }
//!
//! impl ToText for Reference {
//!     fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
//!         out.write_name(self.0.as_ref())
//!     }
//! }
//! ```
//!
//! The keys [`list`](super::attributes#list), [`default`](super::attributes#default),
//! [`fixed`](super::attributes#fixed) and [`with`](super::attributes#with) read a text as
//! [`FromText::from_text`] does, without namespaces: for several names use [`List`].
//!
//! [`Base64Binary`]: super::Base64Binary
//! [`Date`]: super::Date
//! [`DateTime`]: super::DateTime
//! [`Decimal`]: super::Decimal
//! [`Duration`]: super::Duration
//! [`FromText`]: super::FromText
//! [`GDay`]: super::GDay
//! [`GMonth`]: super::GMonth
//! [`GMonthDay`]: super::GMonthDay
//! [`GYear`]: super::GYear
//! [`GYearMonth`]: super::GYearMonth
//! [`HexBinary`]: super::HexBinary
//! [`Integer`]: super::Integer
//! [`List`]: super::List
//! [`QualifiedName`]: super::QualifiedName
//! [`Time`]: super::Time
//! [`ToText`]: super::ToText
//! [`FromText::from_text`]: super::FromText::from_text
//! [`FromText::from_text_in`]: super::FromText::from_text_in
