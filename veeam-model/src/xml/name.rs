//! Expanded names.

use std::fmt;

/// The namespace that the prefix `xml` is bound to.
///
/// Source: Namespaces in XML 1.0, section 3.
pub const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";

/// The namespace that the prefix `xmlns` is bound to.
///
/// Source: Namespaces in XML 1.0, section 3.
pub const XMLNS_NAMESPACE: &str = "http://www.w3.org/2000/xmlns/";

/// The namespace of `xsi:nil`, `xsi:type`, `xsi:schemaLocation` and
/// `xsi:noNamespaceSchemaLocation`.
///
/// Source: XML Schema Part 1, section 2.6.
pub const XSI_NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The expanded name of an element or attribute that a type declares: a namespace name and a
/// local part.
///
/// Source: Namespaces in XML 1.0, section 2.1.
///
/// ```
/// use veeam_model::xml::Name;
///
/// let link = Name::new("http://www.veeam.com/ent/v1.0", "Link");
/// assert_eq!(link.to_string(), "{http://www.veeam.com/ent/v1.0}Link");
/// assert_eq!(Name::new("", "Href").to_string(), "Href");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// The namespace name; empty for a name in no namespace.
    pub ns: &'static str,
    /// The local part.
    pub local: &'static str,
}

impl Name {
    /// A name in the namespace `ns`, or in none if that is empty.
    pub const fn new(ns: &'static str, local: &'static str) -> Self {
        Name { ns, local }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.ns.is_empty() {
            write!(f, "{{{}}}", self.ns)?;
        }
        f.write_str(self.local)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The name of an element that is to be written.
///
/// A [`Name`] turns into one; one of an [`Element`](super::Element) lives as long as that does and
/// has a wish for a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameRef<'n> {
    /// The namespace name; empty for a name in no namespace.
    pub ns: &'n str,
    /// The local part.
    pub local: &'n str,
    /// The prefix to use where the namespace must be declared; empty for the default namespace.
    pub prefix: &'n str,
}

impl From<Name> for NameRef<'static> {
    fn from(name: Name) -> Self {
        NameRef {
            ns: name.ns,
            local: name.local,
            prefix: "",
        }
    }
}
