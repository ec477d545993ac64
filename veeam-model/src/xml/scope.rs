//! What prefixes stand for, for values that hold some.

use std::sync::Arc;

use super::Reader;
use super::namespaces::Namespaces;

/// What prefixes stand for at one place of a document; [`FromText::from_text_in`] is given one.
///
/// [`FromText::from_text_in`]: super::FromText::from_text_in
#[derive(Clone, Copy, Debug)]
pub struct Scope<'s> {
    namespaces: &'s Namespaces<'s>,
}

impl<'s> Scope<'s> {
    /// The namespace that a prefix stands for, or the default namespace if the prefix is empty,
    /// which is empty if there is none. `None` for a prefix that is not declared.
    pub fn namespace_of(&self, prefix: &str) -> Option<&'s str> {
        let namespace = self.namespaces.resolve(prefix)?;
        Some(self.namespaces.name(namespace))
    }

    /// The same name, to be kept.
    pub(super) fn shared_namespace_of(&self, prefix: &str) -> Option<Arc<str>> {
        let namespace = self.namespaces.resolve(prefix)?;
        Some(self.namespaces.shared_name(namespace))
    }
}

impl Reader<'_> {
    /// What prefixes stand for in the start tag read last and, after it, in the text read last.
    #[inline]
    pub fn scope(&self) -> Scope<'_> {
        Scope {
            namespaces: &self.namespaces,
        }
    }
}
