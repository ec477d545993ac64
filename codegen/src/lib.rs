//! Generates annotated Rust types from XML Schema files and sample documents.

pub mod builder;
pub mod config;
mod datatype;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod fixup;
pub mod layout;
pub mod lower;
pub mod merge;
pub mod model;
pub mod name;
pub mod pipeline;
pub mod sample;
pub mod source;
mod suggest;
pub mod write;
pub mod xsd;

pub use builder::Builder;
