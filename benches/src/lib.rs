//! How fast `veeam-model` reads and writes, side by side with other crates.
//!
//! ```text
//! inputs -> peers (one file each) -> measure -> table
//! ```

pub mod compile_cost;
pub mod content;
pub mod generate;
pub mod inputs;
pub mod linearity;
pub mod machine;
pub mod measure;
pub mod peers;
pub mod race;
pub mod readme;
pub mod schemas;
pub mod table;

/// What a contestant, or the program around it, fails with.
pub type Error = Box<dyn std::error::Error>;

/// A result of this program.
pub type Result<T> = std::result::Result<T, Error>;
