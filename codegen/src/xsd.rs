//! Reading XML Schema: files to syntax trees, syntax trees to components.
//!
//! [`load`] reads the documents of a schema, following `include` and `import`; each becomes a
//! [`syntax`] tree whose every part has its place. [`resolve`] follows every reference and gives
//! the [`components`] of the schema; [`crate::lower`] turns those into the model. Each stage
//! reports what is wrong and goes on.
//!
//! Source: [XML Schema Part 1](https://www.w3.org/TR/xmlschema-1/) and
//! [Part 2](https://www.w3.org/TR/xmlschema-2/), second edition.

mod builtin;
pub mod catalog;
pub(crate) mod check;
mod children;
pub mod components;
pub mod derivation;
mod doc;
mod grammar;
mod lexical;
mod load;
mod parse;
mod reader;
mod resolve;
mod symbols;
pub mod syntax;
pub mod wildcard;
mod xpath;

pub use self::check::check;
pub use load::{Document, Schemas, load, load_sources};
pub use resolve::resolve;
