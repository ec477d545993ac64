//! Names with their namespaces, as elements, attributes and values have them.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

use super::chars::is_ncname;
use super::simple::trim;
use super::{FromText, Name, NameRef, Scope, TextWriter, ToText, ValueError};

/// A name as a document has it: namespace, prefix and local part. As a value: `xs:QName`.
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
/// assert_eq!("{urn:example}colour".parse::<QualifiedName>()?, name);
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// A value's prefix is resolved where it stands, and a prefix is declared where it is written, if
/// none is yet. A name without a prefix is in the default namespace, also in an attribute.
///
/// ```
/// use veeam_model::{FromXml, ToXml, xml};
/// use xml::QualifiedName;
///
/// #[derive(FromXml, ToXml)]
/// #[xml(name = "part")]
/// struct Part {
///     #[xml(attribute)]
///     element: QualifiedName,
/// }
///
/// let text = r#"<part xmlns:e="urn:example" element="e:colour"/>"#;
/// let part: Part = xml::from_str(text)?;
/// assert_eq!(part.element, QualifiedName::new("urn:example", "colour"));
/// assert_eq!(xml::to_string(&part)?, text);
/// # Ok::<(), xml::Error>(())
/// ```
///
/// Source: Namespaces in XML 1.0, section 4; XML Schema Part 2, section 3.2.18.
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

    /// What makes two names equal.
    fn expanded(&self) -> (&str, &str) {
        (&self.namespace, &self.local)
    }
}

impl PartialEq for QualifiedName {
    fn eq(&self, other: &Self) -> bool {
        self.expanded() == other.expanded()
    }
}

impl Eq for QualifiedName {}

impl Hash for QualifiedName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.expanded().hash(state);
    }
}

/// By the namespace, then by the local part.
impl Ord for QualifiedName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.expanded().cmp(&other.expanded())
    }
}

impl PartialOrd for QualifiedName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq<Name> for QualifiedName {
    fn eq(&self, other: &Name) -> bool {
        self.expanded() == (other.ns, other.local)
    }
}

impl From<Name> for QualifiedName {
    fn from(name: Name) -> Self {
        QualifiedName::new(name.ns, name.local)
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

/// Reads what a name prints as: `{urn:example}colour`, or `colour` for one in no namespace.
impl FromStr for QualifiedName {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let braced = text.strip_prefix('{').map(|rest| rest.rsplit_once('}'));
        let (namespace, local) = match braced {
            Some(Some(parts)) => parts,
            Some(None) => ("", ""),
            None => ("", text),
        };
        match is_ncname(local) {
            true => Ok(QualifiedName::new(namespace, local)),
            false => Err(ValueError::expected(
                "a name with its namespace, such as {urn:example}colour",
            )),
        }
    }
}

impl<'a> FromText<'a> for QualifiedName {
    /// Reads a name whose namespace is written out, such as `{urn:example}colour`, since nothing
    /// says what a prefix stands for.
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        match trim(&text) {
            text if text.starts_with('{') => text.parse(),
            _ => Err(ValueError::expected(
                "a name with its namespace, such as {urn:example}colour: prefixes have no meaning \
                 here",
            )),
        }
    }

    fn from_text_in(text: Cow<'a, str>, scope: Scope<'_>) -> Result<Self, ValueError> {
        let text = trim(&text);
        let (prefix, local) = match text.split_once(':') {
            Some((prefix, local)) if is_ncname(prefix) => (prefix, local),
            // No local part has a colon.
            _ => ("", text),
        };
        if !is_ncname(local) {
            return Err(ValueError::expected(
                "a name with or without a prefix, such as e:colour",
            ));
        }
        match scope.shared_namespace_of(prefix) {
            Some(namespace) => Ok(QualifiedName::new(namespace, local).with_prefix(prefix)),
            None => Err(ValueError::expected(format!(
                "a name whose prefix is declared: add xmlns:{prefix}=\"…\" to this element or to \
                 one around it"
            ))),
        }
    }
}

impl ToText for QualifiedName {
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_name(self.as_ref())
    }
}

crate::text_type!(QualifiedName);

impl ToText for Name {
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_name((*self).into())
    }
}
