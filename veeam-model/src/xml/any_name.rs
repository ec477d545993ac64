//! Attributes of any name, owned.

use std::fmt;
use std::sync::Arc;

use super::QualifiedName;

/// An attribute of any name.
#[derive(Clone)]
pub struct Attribute {
    pub(super) name: QualifiedName,
    pub(super) value: Box<str>,
    /// The prefix that the value seems to use, where the element does not keep it.
    binding: Option<Box<UsedPrefix>>,
}

/// How a prefix is bound is no part of the value.
impl PartialEq for Attribute {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.value == other.value
    }
}

impl Eq for Attribute {}

impl Attribute {
    /// An attribute of this name and value.
    pub fn new(name: QualifiedName, value: impl Into<Box<str>>) -> Self {
        Attribute {
            name,
            value: value.into(),
            binding: None,
        }
    }

    pub(super) fn from_parts(
        namespace: Arc<str>,
        prefix: &str,
        local: &str,
        value: impl Into<Box<str>>,
    ) -> Self {
        let name = QualifiedName::new(namespace, local).with_prefix(prefix);
        Attribute::new(name, value)
    }

    pub(super) fn with_binding(mut self, binding: Option<UsedPrefix>) -> Self {
        self.binding = binding.map(Box::new);
        self
    }

    /// The prefix that the value seems to use, and its namespace.
    pub(super) fn binding(&self) -> Option<&UsedPrefix> {
        self.binding.as_deref()
    }

    /// The attribute's name.
    pub fn name(&self) -> &QualifiedName {
        &self.name
    }

    /// The attribute's value.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Debug for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}={:?}", self.name, self.value)
    }
}

/// A prefix that a value seems to use, and its namespace.
pub(super) type UsedPrefix = (Box<str>, Arc<str>);
