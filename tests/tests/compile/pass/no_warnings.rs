//! The expansion gives no warnings, whatever a crate asks to be warned of.

#![deny(
    warnings,
    absolute_paths_not_starting_with_crate,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    future_incompatible,
    let_underscore_drop,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    nonstandard_style,
    rust_2018_idioms,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unreachable_pub,
    unused,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results
)]
#![forbid(unsafe_code)]

use veeam_model::{FromXml, ToXml, xml};

/// A struct.
#[derive(FromXml, ToXml, Debug)]
pub struct Struct<'a, T> {
    /// An attribute.
    #[xml(attribute)]
    #[deprecated]
    pub __attribute: &'a str,
    /// An element.
    pub element: T,
    /// A list.
    #[xml(children(wrapper = "list"), name = "item")]
    pub list: Option<Vec<Text>>,
    /// A choice.
    #[xml(choice)]
    pub choice: Element,
    /// A newtype.
    pub newtype: Newtype,
    /// A field that is in no document.
    #[xml(skip)]
    pub skip: u8,
    /// What is unknown.
    #[xml(unknown)]
    pub unknown: xml::Unknown,
}

/// An enum over text.
#[derive(FromXml, ToXml, Debug)]
pub enum Text {
    /// A text.
    Good,
    /// A text.
    #[deprecated]
    Bad,
    /// Any text.
    #[xml(other)]
    Other(String),
}

/// An enum over elements.
#[derive(FromXml, ToXml, Debug)]
pub enum Element {
    /// An element.
    One(u8),
    /// An element.
    #[deprecated]
    Two(u8),
}

/// A newtype.
#[derive(FromXml, ToXml, Debug)]
pub struct Newtype(u8);

/// A struct without fields.
#[derive(FromXml, ToXml, Debug)]
pub struct Nothing;

/// A type that is going away.
#[derive(FromXml, ToXml, Debug)]
#[deprecated]
pub struct Old {
    /// A field.
    pub field: u8,
}

/// One that still uses it.
#[derive(FromXml, ToXml, Debug)]
#[allow(deprecated)]
pub struct User {
    /// A field.
    pub old: Old,
}

fn main() {}
