//! What the derives do, in both directions and through the public API.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on is to say where"
)]

mod any;
mod enums;
mod fields;
mod flatten;
mod generics;
mod mixed;
mod names;
mod newtypes;
mod settings;
mod types;
mod unknown;
mod validate;

use std::fmt::Debug;

use veeam_model::{FromXml, ToXml, xml};

/// Checks that `text` is read as `value`, and `value` written as `text`.
#[track_caller]
fn both<T: FromXml + ToXml + PartialEq + Debug>(text: &str, value: T) {
    assert_eq!(read::<T>(text), value);
    assert_eq!(write(&value), text);
}

#[track_caller]
fn read<T: FromXml>(text: &str) -> T {
    xml::from_str(text).unwrap()
}

/// The message of the error that reading `text` gives.
#[track_caller]
fn refused<T: FromXml + Debug>(text: &str) -> String {
    xml::from_str::<T>(text).unwrap_err().to_string()
}

#[track_caller]
fn write<T: ToXml>(value: &T) -> String {
    xml::to_string(value).unwrap()
}
