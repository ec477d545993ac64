//! Generates annotated Rust types from XML Schema files and sample documents.

pub mod config;
mod datatype;
pub mod diagnostic;
pub mod emit;
pub mod layout;
pub mod model;
pub mod name;
pub mod sample;
pub mod source;
mod suggest;
