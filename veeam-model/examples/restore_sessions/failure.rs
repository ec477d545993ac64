//! What can go wrong between the program and the server.

use std::error::Error;
use std::fmt;

use veeam_model::xml;

/// Why there is no answer that the program can use.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There was no answer.
    Connection { url: String, error: ureq::Error },
    /// The server does not accept the user and the password.
    Unauthorized,
    /// The server says what is wrong.
    Server {
        status: u16,
        error: Box<veeam_model::Error>,
    },
    /// The server says that something is wrong, but not what.
    Status { url: String, status: u16 },
    /// The answer is not the document that was asked for.
    Document { url: String, error: xml::Error },
    /// The answer to logging on names no session.
    NoSession,
}

impl Failure {
    /// Whether the server says that there is no such thing.
    pub(crate) fn is_not_found(&self) -> bool {
        matches!(
            self,
            Failure::Server { status: 404, .. } | Failure::Status { status: 404, .. }
        )
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Connection { url, error } => write!(f, "{url}: {error}"),
            Failure::Unauthorized => f.write_str("the server refuses the user and the password"),
            Failure::Server { status, error } => write!(f, "the server says ({status}): {error}"),
            Failure::Status { url, status } => write!(f, "{url}: the server answers {status}"),
            Failure::Document { url, error } => write!(f, "{url}: {error}"),
            Failure::NoSession => f.write_str("the server names no session after logging on"),
        }
    }
}

impl Error for Failure {}
