//! Rust types from XML Schema files and sample documents.
//!
//! XML has schemas, Rust has types, and what lies between them is tedious to write and easy to get
//! wrong. This crate writes it: declarations with attributes, small enough to be read and reviewed,
//! which `#[derive(veeam_model::FromXml, veeam_model::ToXml)]` turns into code that parses and
//! serialises.
//!
//! # From a schema to a type
//!
//! This schema
//!
//! ```xml
//! <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:example:shop"
//!     targetNamespace="urn:example:shop" elementFormDefault="qualified">
//!   <xs:element name="Order" type="OrderType"/>
//!   <xs:complexType name="OrderType">
//!     <xs:sequence>
//!       <xs:element name="Placed" type="xs:dateTime"/>
//!       <xs:element name="Note" type="xs:string" minOccurs="0"/>
//!     </xs:sequence>
//!     <xs:attribute name="ID" type="xs:long" use="required"/>
//!   </xs:complexType>
//! </xs:schema>
//! ```
//!
//! becomes
//!
//! ```text
//! #[derive(Clone, Debug, PartialEq, FromXml, ToXml)]
//! #[xml(name = "Order", ns = NAMESPACE, rename_all = "PascalCase")]
//! pub struct OrderType {
//!     #[xml(attribute, name = "ID")]
//!     pub id: i64,
//!     pub placed: xml::DateTime,
//!     pub note: Option<String>,
//!     /// What the schema does not declare, as it came.
//!     #[xml(unknown)]
//!     pub unknown: xml::Unknown,
//! }
//! ```
//!
//! together with `Document`, an enum over all root elements. Nothing that a document holds is lost:
//! enumerations have a variant for values that the schema does not list, and content that it does
//! not declare is kept and written back.
//!
//! # In a build script
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), veeam_model_codegen::Error> {
//!     veeam_model_codegen::Builder::new()
//!         .schema("schemas/shop.xsd")
//!         .samples("schemas/samples")
//!         .config("schemas/codegen.toml")
//!         .out_file("shop.rs")
//!         .generate()
//! }
//! ```
//!
//! The crate then says `mod shop { include!(concat!(env!("OUT_DIR"), "/shop.rs")); }` and depends on
//! `veeam-model`. Here, it needs no more than this of the features:
//! `veeam-model-codegen = { version = "…", default-features = false }`.
//!
//! # What samples are for
//!
//! A schema says what may be, a sample what is. [`Builder::samples`] holds documents against the
//! schema, and reports where they disagree, with the place in both; `codegen.toml` says whether
//! that stops the build or extends the types ([`merge`], [`config`]). Without a schema, the types
//! are inferred from the samples ([`sample`]).
//!
//! # As a command
//!
//! `veeam-codegen` has the same steps for the command line: `generate`, `check`, `infer`, `diff`.
//! The crate needs the feature `cli`, which is on by default, for it.
//!
//! # How it works
//!
//! Data flows one way, and what lies between two steps is plain data:
//!
//! | step | from | to |
//! | --- | --- | --- |
//! | [`xsd`] | schema files | components, resolved |
//! | [`lower`] | components | a [`model`]: what is declared, free of XSD and of Rust |
//! | [`sample`] | sample documents | trees with places; or a model, by inference |
//! | [`merge`] | a model and samples | the model, and where they disagree |
//! | [`fixup`] | the model and `codegen.toml` | the model with the user's names and types |
//! | [`layout`], [`name`] | the model | boxes, lists, derives; Rust names |
//! | [`emit`](mod@emit) | all of these | text |
//! | [`diff`](mod@diff) | two models | what changed, and what it breaks |
//!
//! [`pipeline::run`] goes through them all, and is what the build script, the command and the tests
//! share: the same inputs give the same bytes, whatever their order and wherever they are.
//!
//! Whatever is wrong with an input is a [`diagnostic`] with its place, and one run reports all that
//! it can find:
//!
//! ```
//! use veeam_model_codegen::diagnostic::render;
//! use veeam_model_codegen::pipeline::{Inputs, run};
//!
//! # let directory = tempfile::tempdir()?;
//! # let path = directory.path().join("shop.xsd");
//! std::fs::write(
//!     &path,
//!     r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
//!          <xs:element name="Order" type="xs:strin"/>
//!        </xs:schema>"#,
//! )?;
//! let output = run(&Inputs { schemas: vec![path], ..Inputs::default() });
//! assert!(output.generated.is_none());
//! let error = output.diagnostics.iter().next().expect("there is no such type");
//! assert!(render(error, &output.sources, false).contains("shop.xsd:2:41: error["));
//! # Ok::<(), std::io::Error>(())
//! ```

pub mod builder;
pub mod config;
mod datatype;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod explain;
pub mod fixup;
pub mod layout;
pub mod lower;
pub mod merge;
pub mod model;
pub mod name;
pub mod pipeline;
pub mod sample;
pub mod simplification;
pub mod source;
mod suggest;
mod value;
pub mod write;
pub mod xsd;

pub use builder::{Builder, Error};
