//! The generated model: its text, and what it makes of the samples.

#[path = "../common/mod.rs"]
mod common;
mod published;
mod samples;
mod source;
mod use_it;
