//! Typed, lossless and fast XML for the REST API of Veeam Backup Enterprise Manager.
//!
//! The API speaks XML in the namespace [`NAMESPACE`]. This crate has a type for each document,
//! generated from a schema, and the XML runtime that reads and writes them: [`xml`], which serves
//! types of your own just as well ([`FromXml`], [`ToXml`]).
//!
//! There is a module for each area of the API, such as [`sessions`], and everything in one can be
//! named without it, too. [Which type is it?](#resources) tells the type of each document.
//!
//! # Parse
//! Ask for the type you expect:
//!
//! ```
//! use veeam_model::{RestoreSession, SessionResult, SessionState, xml};
//!
//! # let body = include_str!("../schemas/samples/RestoreSession.xml");
//! let session: RestoreSession = xml::from_str(body)?;
//! assert_eq!(session.vm_display_name.as_deref(), Some("srv04"));
//! assert_eq!(session.state, Some(SessionState::Stopped));
//! assert_eq!(session.result, Some(SessionResult::Success));
//! assert_eq!(session.end_time_utc, Some("2014-10-19T06:28:24Z".parse()?));
//! assert_eq!(session.uid.kind(), Some("RestoreSession"));
//! assert_eq!(
//!     session.uid.id().map(|id| id.to_string()).as_deref(),
//!     Some("676dc837-f441-4ac1-8470-15be06b4cffc"),
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Or for any document, when the server may answer with one of several:
//!
//! ```
//! use veeam_model::{Document, xml};
//!
//! # let body = include_bytes!("../schemas/samples/error.xml");
//! match xml::from_slice::<Document>(body)? {
//!     Document::RestoreSession(session) => println!("{}", session.name),
//!     Document::RestoreSessions(list) => println!("{} sessions", list.sessions.len()),
//!     Document::Error(error) => println!("the server says: {error}"),
//!     other => println!("something else: {other:?}"),
//! }
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! # Follow
//! Documents refer to each other by links:
//!
//! ```
//! use veeam_model::{Linked, Rel, RestoreSession, xml};
//!
//! # let body = include_str!("../schemas/samples/RestoreSession.xml");
//! let session: RestoreSession = xml::from_str(body)?;
//! let restore_point = session.link(Rel::Related).expect("it was restored from one");
//! assert_eq!(restore_point.r#type.as_deref(), Some("VmRestorePointReference"));
//! assert!(restore_point.href.starts_with("http://localhost:9399/api/vmRestorePoints/"));
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! The example `restore_sessions` logs on to a server, reads its restore sessions page by page,
//! and follows their links.
//!
//! # Change and write
//! What you do not change is written back as it was, and so is what the schema does not know: the
//! fields named `unknown` hold what newer servers send, and enumerations are open.
//!
//! ```
//! use veeam_model::{RestoreSession, SessionResult, xml};
//!
//! # let body = include_str!("../schemas/samples/newer-server-restore-session.xml");
//! let mut session: RestoreSession = xml::from_str(body)?;
//! assert!(session.unknown.elements().next().is_some());
//! session.result = Some(SessionResult::Warning);
//! session.failure_message = Some("2 < 3 files were restored".to_owned());
//!
//! let text = xml::to_string(&session)?;
//! assert!(text.contains("<Result>Warning</Result>"));
//! assert!(text.contains("<FailureMessage>2 &lt; 3 files were restored</FailureMessage>"));
//! assert_eq!(xml::from_str::<RestoreSession>(&text)?, session);
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! # When something is wrong
//! An error says where and what:
//!
//! ```
//! use veeam_model::{RestoreSession, xml};
//!
//! let body = r#"<RestoreSession xmlns="http://www.veeam.com/ent/v1.0" UID="" Name="">
//!   <Progress>half</Progress>
//! </RestoreSession>"#;
//! let error = xml::from_str::<RestoreSession>(body).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "2:13 /RestoreSession/Progress: invalid value \"half\": \
//!      expected an integer from -2147483648 to 2147483647",
//! );
//! ```
//!
//! # Features
//! None is on by default. `jiff`, `chrono` and `time` convert [`xml::DateTime`] from and to the
//! types of these crates; `rust_decimal` and `url` add the types of these as values. `validate` adds
//! `Validate`, for the types of the API too: whether a value is what its schema allows, beyond what
//! the Rust types say.
//!
//! # Resources
//! Where the paths are not known, none is given. [`Document`] holds any of them.
#![doc = include_str!("resources.md")]

// The derives and the generated types name this crate by its path from outside.
extern crate self as veeam_model;

mod api_error;
mod flag;
mod hierarchy_obj_ref;
mod hour_mask;
mod kept_text;
mod links;
mod specs;
mod task;
mod uid;
mod version;
pub mod xml;

/// The types generated from the schema.
mod model {
    include!(concat!(env!("OUT_DIR"), "/model.rs"));
}

pub use flag::Flag;
pub use hierarchy_obj_ref::HierarchyObjRef;
pub use hour_mask::HourMask;
pub use links::Linked;
pub use model::*;
pub use uid::Uid;
pub use uuid;
#[cfg(feature = "validate")]
pub use veeam_model_derive::Validate;
pub use veeam_model_derive::{FromXml, ToXml};
pub use version::Version;
#[cfg(feature = "validate")]
pub use xml::Validate;
pub use xml::{FromXml, ToXml};
