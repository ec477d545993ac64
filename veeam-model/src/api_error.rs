//! The server's own errors as errors of Rust.

use std::fmt;

use crate::Error;

/// The message, or what there is in its place, and the status code.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = [
            &self.message,
            &self.first_chance_exception_message,
            &self.status,
        ];
        let text = texts.into_iter().flatten().find(|text| !text.is_empty());
        f.write_str(
            text.map_or("the server reported an error without a message", |text| {
                text
            }),
        )?;
        match self.status_code {
            Some(code) => write!(f, " (status {code})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
