//! What a derived type declares, as static data that the reader matches names against.

use super::{DeclaredName, Name};

/// What a type declares: the names that the reader looks for, and what to do with others.
///
/// `#[derive(FromXml)]` writes one for each struct; the reader does the matching, so that the
/// derived code holds no string comparison of its own.
#[derive(Debug)]
pub struct Shape {
    /// The attributes; the reader reports one by its index in this list.
    pub attributes: &'static [DeclaredName],
    /// The children, in schema order; the reader reports one by its index in this list.
    pub children: &'static [Child],
    /// Whether attributes that are not in the list are declared too, whatever their names: they
    /// are kept, for [`Unknown::take_attributes`](super::Unknown::take_attributes).
    pub any_attributes: bool,
    /// The groups of fields that stand in place, in the order of [`Child::Group`] among the
    /// children. The reader reports an attribute of one by the group's index in this list, counted
    /// on from the attributes.
    pub groups: &'static [&'static Shape],
    /// What happens to elements and attributes that are in neither list.
    pub unknown: UnknownPolicy,
}

/// One entry of [`Shape::children`].
#[derive(Debug)]
pub enum Child {
    /// An element of this name.
    Element(DeclaredName),
    /// One of several elements: a field whose type is an enum over element names.
    Choice {
        /// The names of the elements to choose from.
        names: &'static [Name],
        /// Whether an element of any other name will do too, if no other child has that name.
        any: bool,
    },
    /// The children of a group of fields.
    Group(&'static Shape),
}

impl Child {
    /// How many children without groups it comes to.
    fn count(&self) -> usize {
        match self {
            Child::Element(_) | Child::Choice { .. } => 1,
            Child::Group(shape) => shape.child_count(),
        }
    }
}

/// Groups count as what they hold: an index among all attributes or all children, those of groups
/// included, and back.
impl Shape {
    /// How many children there are, those of groups included.
    pub(super) fn child_count(&self) -> usize {
        self.children.iter().map(Child::count).sum()
    }

    fn attribute_count(&self) -> usize {
        let groups = self.groups.iter().map(|group| group.attribute_count());
        self.attributes.len() + groups.sum::<usize>()
    }

    /// The index among all attributes of the first that matches.
    pub(super) fn find_attribute(&self, matches: &dyn Fn(&Name) -> bool) -> Option<usize> {
        if let Some(own) = self
            .attributes
            .iter()
            .position(|declared| matches(&declared.name))
        {
            return Some(own);
        }
        let (group, inner) = self.find_in_groups(matches)?;
        let before = self.groups.iter().take(group);
        let before: usize = before.map(|group| group.attribute_count()).sum();
        Some(self.attributes.len() + before + inner)
    }

    /// The group that has a matching attribute, and the attribute's index in it.
    pub(super) fn find_in_groups(&self, matches: &dyn Fn(&Name) -> bool) -> Option<(usize, usize)> {
        let mut groups = self.groups.iter().enumerate();
        groups.find_map(|(group, shape)| Some((group, shape.find_attribute(matches)?)))
    }

    /// The index among all children of the first that matches.
    pub(super) fn find_child(&self, matches: &dyn Fn(&Child) -> bool) -> Option<usize> {
        let mut before = 0;
        for child in self.children {
            let found = match child {
                Child::Group(shape) => shape.find_child(matches),
                _ => matches(child).then_some(0),
            };
            if let Some(inner) = found {
                return Some(before + inner);
            }
            before += child.count();
        }
        None
    }

    /// Of an index among all attributes, what [`Reader::attribute`](super::Reader::attribute)
    /// reports, and the index within the group if that is one.
    pub fn attribute_entry(&self, index: usize) -> (usize, usize) {
        let Some(mut inner) = index.checked_sub(self.attributes.len()) else {
            return (index, 0);
        };
        for (number, group) in self.groups.iter().enumerate() {
            match inner.checked_sub(group.attribute_count()) {
                Some(rest) => inner = rest,
                None => return (self.attributes.len() + number, inner),
            }
        }
        (index, 0)
    }

    /// Of an index among all children, what [`Reader::child`](super::Reader::child) reports, and the
    /// index within the group if that is one.
    pub fn child_entry(&self, index: usize) -> (usize, usize) {
        let mut inner = index;
        for (number, child) in self.children.iter().enumerate() {
            match inner.checked_sub(child.count()) {
                Some(rest) => inner = rest,
                None => return (number, inner),
            }
        }
        (index, 0)
    }
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
