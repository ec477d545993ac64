//! Types in the place of others: what `xsi:type` may name where an element has a type that others
//! extend, unless `block` of the type or of the element rules that out.
//!
//! Source: XML Schema Part 1, section 3.3.4, Element Locally Valid (Element) 4.3.

use std::collections::{BTreeMap, BTreeSet};

use super::effective::{Budget, Complex, Content};
use super::roots;
use crate::diagnostic::Diagnostics;
use crate::xsd::components::{
    ComplexType, Components, Derivation, Method, Scope, TypeId, TypeKind, TypeRef,
};
use crate::xsd::derivation::prohibited;

/// The types that others with a name extend, and all that are derived from each, itself included.
pub(super) type Families = BTreeMap<TypeId, Vec<TypeId>>;

/// The families of the types that elements have: such an element may be of any type of the family. A
/// type that is only restricted holds what the restricted ones hold.
pub(super) fn families(
    components: &Components,
    complex: &BTreeMap<TypeId, Complex>,
    diagnostics: &mut Diagnostics,
) -> Families {
    let derived = directly_derived(components);
    let mut budget = Budget::new();
    let mut families = Families::new();
    for head in element_types(components, complex) {
        let ty = components.ty(head);
        if ty.scope != Scope::Global {
            continue;
        }
        let prohibited = prohibited(components, TypeRef::Defined(head));
        let mut members = Vec::new();
        let mut is_extended = false;
        let mut waiting = vec![(head, false)];
        while let Some((base, extends)) = waiting.pop() {
            if !budget.spend(1, ty.span, diagnostics) {
                return Families::new();
            }
            let all = derived.get(&base).map_or(&[][..], Vec::as_slice);
            for &(id, method) in all.iter().filter(|(_, method)| !prohibited.has(*method)) {
                let extends = extends || method == Method::Extension;
                if components.ty(id).scope == Scope::Global {
                    members.push(id);
                    is_extended |= extends;
                }
                waiting.push((id, extends));
            }
        }
        if is_extended {
            members.sort_unstable();
            members.insert(0, head);
            families.insert(head, members);
        }
    }
    families
}

/// The types that are derived from each complex type in one step, and how.
fn directly_derived(components: &Components) -> BTreeMap<TypeId, Vec<(TypeId, Method)>> {
    let mut derived: BTreeMap<TypeId, Vec<(TypeId, Method)>> = BTreeMap::new();
    for id in (0..components.types.len()).map(TypeId) {
        if let TypeKind::Complex(ComplexType {
            derivation:
                Some(Derivation {
                    base: TypeRef::Defined(base),
                    method,
                    ..
                }),
            ..
        }) = components.ty(id).kind
            && matches!(components.ty(base).kind, TypeKind::Complex(_))
        {
            derived.entry(base).or_default().push((id, method));
        }
    }
    derived
}

/// The types that elements have, other than those that block extensions.
fn element_types(components: &Components, complex: &BTreeMap<TypeId, Complex>) -> BTreeSet<TypeId> {
    let fields = complex.values().flat_map(|complex| match &complex.content {
        Content::Fields(fields) => fields.as_slice(),
        Content::Text(_) => &[],
    });
    let leaves = fields.flat_map(|field| field.leaves.values());
    let leaves = leaves.filter(|leaf| !leaf.is_plain);
    let roots = roots(components).filter(|element| !element.disallowed_substitutions.extension);
    let all = leaves.map(|leaf| leaf.ty).chain(roots.map(|root| root.ty));
    all.filter_map(TypeRef::defined).collect()
}
