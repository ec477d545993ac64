//! Substitution groups: which elements may stand in the place of another.
//!
//! Source: XML Schema Part 1, section 3.3.6, Substitution Group OK (Transitive).

use std::collections::BTreeMap;

use crate::xsd::components::{Components, ElementId};

/// The members of every substitution group, by its head.
pub(super) struct SubstitutionGroups(BTreeMap<ElementId, Vec<ElementId>>);

impl SubstitutionGroups {
    /// Those of a schema. A member of a member is one too.
    pub(super) fn of(components: &Components) -> Self {
        let mut groups: BTreeMap<ElementId, Vec<ElementId>> = BTreeMap::new();
        for member in (0..components.global_elements).map(ElementId) {
            for head in components.heads(member) {
                let members = groups.entry(head).or_default();
                if head != member && members.last() != Some(&member) {
                    members.push(member);
                }
            }
        }
        Self(groups)
    }

    /// The elements that may stand in the place of one, in declaration order.
    pub(super) fn members(&self, head: ElementId) -> &[ElementId] {
        self.0.get(&head).map_or(&[], Vec::as_slice)
    }
}
