//! Names and attributes of any kind, owned.

use std::fmt;
use std::sync::Arc;

use super::{Name, NameRef};

/// A name as a document has it: namespace, prefix and local part.
///
/// Two names are equal when their namespaces and local parts are: the prefix is only a wish for
/// the next time the name is written.
///
/// ```
/// use veeam_model::xml::QualifiedName;
///
/// let name = QualifiedName::new("urn:example", "colour").with_prefix("e");
/// assert_eq!(name, QualifiedName::new("urn:example", "colour"));
/// assert_eq!(name.to_string(), "{urn:example}colour");
/// ```
#[derive(Clone)]
pub struct QualifiedName {
    namespace: Arc<str>,
    prefix: Box<str>,
    local: Box<str>,
}

impl QualifiedName {
    /// A name in a namespace, or in none if that is empty.
    pub fn new(namespace: impl Into<Arc<str>>, local: impl Into<Box<str>>) -> Self {
        QualifiedName {
            namespace: namespace.into(),
            prefix: "".into(),
            local: local.into(),
        }
    }

    /// The same name with a prefix to write it with.
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<Box<str>>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The name as a writer takes it.
    pub fn as_ref(&self) -> NameRef<'_> {
        NameRef {
            ns: &self.namespace,
            local: &self.local,
            prefix: &self.prefix,
        }
    }

    /// The namespace name; empty for a name in no namespace.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The prefix; empty where there is none.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The local part.
    pub fn local(&self) -> &str {
        &self.local
    }
}

impl PartialEq for QualifiedName {
    fn eq(&self, other: &Self) -> bool {
        self.namespace == other.namespace && self.local == other.local
    }
}

impl Eq for QualifiedName {}

impl PartialEq<Name> for QualifiedName {
    fn eq(&self, other: &Name) -> bool {
        *self.namespace == *other.ns && *self.local == *other.local
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.namespace.is_empty() {
            write!(f, "{{{}}}", self.namespace)?;
        }
        f.write_str(&self.local)
    }
}

impl fmt::Debug for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

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
