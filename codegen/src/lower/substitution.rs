//! Substitution groups: which elements may stand in the place of another.
//!
//! Source: XML Schema Part 1, section 3.3.6, Substitution Group OK (Transitive).

use std::collections::{BTreeMap, HashMap};

use crate::xsd::components::{Components, Element, ElementId, TypeKind, TypeRef};
use crate::xsd::derivation::{Steps, ancestors, prohibited};

/// The members of every substitution group, by its head.
pub(super) struct SubstitutionGroups(BTreeMap<ElementId, Vec<ElementId>>);

impl SubstitutionGroups {
    /// Those of a schema. A member of a member is one too. Those that the head blocks are left out.
    pub(super) fn of(components: &Components) -> Self {
        let mut groups: BTreeMap<ElementId, Vec<ElementId>> = BTreeMap::new();
        let is_any_blocked = blocks(components);
        for member in (0..components.global_elements).map(ElementId) {
            let ty = components.element(member).ty;
            let mut ways = None;
            for head in components.heads(member) {
                if is_any_blocked {
                    let ways = ways.get_or_insert_with(|| ancestors(components, ty).collect());
                    if is_blocked(components, components.element(head), ways) {
                        continue;
                    }
                }
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

/// Whether anything of the schema blocks anything.
fn blocks(components: &Components) -> bool {
    let mut elements = components.elements.iter();
    let mut types = components.types.iter();
    elements.any(|element| !element.disallowed_substitutions.is_empty())
        || types.any(|ty| match &ty.kind {
            TypeKind::Complex(complex) => !complex.prohibited_substitutions.is_empty(),
            TypeKind::Simple(_) => false,
        })
}

/// Whether a head, its type, or a type between blocks a member, whose type is derived from others in
/// those ways.
fn is_blocked(components: &Components, head: &Element, ways: &HashMap<TypeRef, Steps>) -> bool {
    let blocked = head.disallowed_substitutions;
    // What is derived from no such type is a member of a union, or based on something unknown.
    let steps = ways.get(&head.ty).copied().unwrap_or_default();
    let prohibited = prohibited(components, head.ty).or(steps.prohibited);
    blocked.substitution || !steps.methods.and(blocked.or(prohibited)).is_empty()
}
