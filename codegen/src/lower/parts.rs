//! What becomes a type of the model, in which order, and what is declared in the place of what.
//!
//! Types are in declaration order. What is declared in place follows the type that contains it:
//! the choices and the narrowed value of a complex type first, then its anonymous types. One that
//! is declared in a group belongs to the first type that uses the group; nobody's is left out.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::effective::{Complex, Content, Text};
use super::families::Families;
use super::fields::Field;
use super::roots;
use super::simple::Restriction;
use crate::model::Name;
use crate::xsd::components::{
    ComplexType, Components, ElementId, Scope, TypeId, TypeKind, TypeRef,
};

/// Something that becomes a type of the model.
pub(super) enum Part<'a> {
    /// A simple type.
    Simple(TypeId, Restriction),
    /// A complex type.
    Complex(TypeId, &'a ComplexType, &'a Complex),
    /// What a complex type allows of the value of its base.
    Text(TypeId, &'a Restriction),
    /// A choice of a complex type.
    Choice(TypeId, &'a Field),
    /// A choice of the elements of a substitution group.
    Group(ElementId, &'a Field),
    /// The types that an element of a type may have.
    Types(TypeId, &'a [TypeId]),
}

/// What tells the parts from each other.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Key<'a> {
    Type(TypeId),
    Text(TypeId),
    /// A choice of a type, by the first name in it: no two fields share a name.
    Choice(TypeId, Option<&'a Name>),
    Group(ElementId),
    Types(TypeId),
}

impl<'a> Part<'a> {
    pub(super) fn key(&self) -> Key<'a> {
        match *self {
            Self::Simple(id, _) | Self::Complex(id, ..) => Key::Type(id),
            Self::Text(id, _) => Key::Text(id),
            Self::Choice(id, field) => Key::Choice(id, field.leaves.keys().next()),
            Self::Group(head, _) => Key::Group(head),
            Self::Types(id, _) => Key::Types(id),
        }
    }
}

/// The types that are part of the model, and for one that is declared in place the type that it
/// is part of: those with a name, those of elements that a document can start with, and what
/// these use.
pub(super) fn owners(
    components: &Components,
    complex: &BTreeMap<TypeId, Complex>,
) -> BTreeMap<TypeId, Option<TypeId>> {
    let all = (0..components.types.len()).map(TypeId);
    let named = all.filter(|id| components.ty(*id).scope == Scope::Global);
    let of_roots = roots(components).filter_map(|element| element.ty.defined());
    let free: BTreeSet<TypeId> = named.chain(of_roots).collect();
    let mut owners: BTreeMap<TypeId, Option<TypeId>> = free.iter().map(|id| (*id, None)).collect();
    let mut waiting = VecDeque::from_iter(free);
    while let Some(id) = waiting.pop_front() {
        let inner = match &components.ty(id).kind {
            TypeKind::Simple(simple) => {
                let base = Restriction::of(components, simple).base;
                let types = simple.parts().iter().copied().chain([base]);
                types.filter_map(TypeRef::defined).collect()
            }
            TypeKind::Complex(_) => complex
                .get(&id)
                .map_or(Vec::new(), |complex| own_types(id, complex)),
        };
        for inner in inner {
            if let Entry::Vacant(owner) = owners.entry(inner) {
                // A global declaration is nobody's part.
                let is_part = components.ty(inner).scope != Scope::Declaration;
                owner.insert(Some(id).filter(|_| is_part));
                waiting.push_back(inner);
            }
        }
    }
    owners
}

/// The types of what a complex type declares itself.
fn own_types(id: TypeId, complex: &Complex) -> Vec<TypeId> {
    let attributes = complex
        .attributes
        .values()
        .filter(|attribute| attribute.declared_in == id);
    let (fields, text): (&[Field], Option<&Text>) = match &complex.content {
        Content::Fields(fields) => (fields, None),
        Content::Text(text) => (&[], Some(text)),
    };
    let text = text.filter(|text| text.declared_in == id);
    let leaves = fields
        .iter()
        .filter(|field| field.declared_in == id)
        .flat_map(|field| field.leaves.values());
    let types = attributes
        .map(|attribute| attribute.ty)
        .chain(text.map(|text| text.restriction.base))
        .chain(leaves.map(|leaf| leaf.ty));
    types.filter_map(TypeRef::defined).collect()
}

/// Everything that becomes a type, in order.
pub(super) fn parts<'a>(
    components: &'a Components,
    complex: &'a BTreeMap<TypeId, Complex>,
    families: &'a Families,
    owners: &BTreeMap<TypeId, Option<TypeId>>,
) -> Vec<Part<'a>> {
    let mut inner: BTreeMap<Option<TypeId>, Vec<TypeId>> = BTreeMap::new();
    for (id, owner) in owners {
        inner.entry(*owner).or_default().push(*id);
    }
    // The types yet to come, the next one last.
    let mut waiting = Vec::new();
    let mut wait_for_those_in = |waiting: &mut Vec<TypeId>, owner| {
        let mut types = inner.remove(&owner).unwrap_or_default();
        types.sort_by_key(|id| (components.ty(*id).document, components.ty(*id).span.start));
        waiting.extend(types.into_iter().rev());
    };
    wait_for_those_in(&mut waiting, None);
    let mut parts = Vec::new();
    let mut groups = BTreeMap::new();
    while let Some(id) = waiting.pop() {
        wait_for_those_in(&mut waiting, Some(id));
        let ty = components.ty(id);
        match &ty.kind {
            TypeKind::Simple(simple) => {
                let restriction = Restriction::of(components, simple);
                // One that only repeats its base, without a name, is its base.
                let is_new = !restriction.is_empty() || !simple.parts().is_empty();
                if ty.scope == Scope::Global || is_new {
                    parts.push(Part::Simple(id, restriction));
                }
            }
            TypeKind::Complex(declared) => {
                let Some(effective) = complex.get(&id) else {
                    continue;
                };
                parts.push(Part::Complex(id, declared, effective));
                match &effective.content {
                    Content::Text(Text {
                        restriction,
                        declared_in,
                    }) => {
                        if *declared_in == id && !restriction.is_empty() {
                            parts.push(Part::Text(id, restriction));
                        }
                    }
                    Content::Fields(fields) => {
                        let fields = if is_text(fields) {
                            &[]
                        } else {
                            fields.as_slice()
                        };
                        let own = fields
                            .iter()
                            .filter(|field| field.declared_in == id && field.is_choice());
                        for field in own {
                            match field.head {
                                None => parts.push(Part::Choice(id, field)),
                                Some(head) => {
                                    groups.entry(head).or_insert(field);
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    parts.extend(
        groups
            .into_iter()
            .map(|(head, field)| Part::Group(head, field)),
    );
    let families = families.iter();
    parts.extend(families.map(|(id, types)| Part::Types(*id, types)));
    parts
}

/// Whether the content is text between no elements.
pub(super) fn is_text(fields: &[Field]) -> bool {
    matches!(fields, [field] if field.text && !field.any && field.leaves.is_empty())
}
