//! What a derived type declares, as static data that the reader matches names against.

use super::Name;

/// What a type declares: the names that the reader looks for, and what to do with others.
///
/// `#[derive(FromXml)]` writes one for each struct; the reader does the matching, so that the
/// derived code holds no string comparison of its own.
#[derive(Debug)]
pub struct Shape {
    /// The attributes; the reader reports one by its index in this list.
    pub attributes: &'static [Name],
    /// The children, in schema order; the reader reports one by its index in this list.
    pub children: &'static [Child],
    /// Whether attributes that are not in the list are declared too, whatever their names: they
    /// are kept, for [`Unknown::take_attributes`](super::Unknown::take_attributes).
    pub any_attributes: bool,
    /// What happens to elements and attributes that are in neither list.
    pub unknown: UnknownPolicy,
}

/// One entry of [`Shape::children`].
#[derive(Debug)]
pub enum Child {
    /// An element of this name.
    Element(Name),
    /// One of several elements: a field whose type is an enum over element names.
    Choice {
        /// The names of the elements to choose from.
        names: &'static [Name],
        /// Whether an element of any other name will do too, if no other child has that name.
        any: bool,
    },
}

/// What a type does with elements and attributes that it does not declare.
///
/// [`Options::deny_unknown`](super::Options::deny_unknown) overrides it for a whole document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownPolicy {
    /// Pass over them: `#[xml(unknown = "ignore")]`, the default of a hand-written type.
    #[default]
    Ignore,
    /// Refuse the document: `#[xml(unknown = "deny")]`.
    Deny,
    /// Keep them in the type's [`Unknown`](super::Unknown) field and write them back in their
    /// place: `#[xml(unknown = "preserve")]`, the default of a generated type.
    Preserve,
}
