//! The XML runtime, and the value types of the API.
// The derives and the generated types name this crate by its path from outside.
extern crate self as veeam_model;

mod hierarchy_obj_ref;
mod uid;
pub mod xml;
pub use hierarchy_obj_ref::HierarchyObjRef;
pub use uid::Uid;
pub use uuid;
pub use veeam_model_derive::{FromXml, ToXml};
pub use xml::{FromXml, ToXml};
