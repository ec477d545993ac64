//! Unions: the types that are tried for a value, in their order.
//!
//! A type that takes every text ends the trying: text, and an enumeration, which is open. Types that
//! refuse some texts are tried before it, so that they get the values that are theirs; where no
//! member takes every text, text itself comes last, and nothing is lost.

use std::collections::HashSet;

use super::simple::Restriction;
use crate::datatype;
use crate::model::Builtin;
use crate::xsd::components::{
    Components, EnumValue, SimpleType, TypeId, TypeKind, TypeRef, Variety,
};

/// What a union amounts to.
pub(super) enum Union {
    /// One of these types, the last of which takes every text.
    Types(Vec<TypeRef>),
    /// Listed values, and perhaps text of other types.
    Values {
        values: Vec<EnumValue>,
        is_open: bool,
    },
    /// A type that takes every text, alone.
    Type(TypeRef),
}

/// What a type takes.
enum Takes {
    Some,
    All,
    Listed(Vec<EnumValue>),
}

impl Union {
    /// What the union of some types amounts to. A union within it is a part of it.
    pub(super) fn of(components: &Components, members: &[TypeRef]) -> Self {
        let mut strict: Vec<TypeRef> = Vec::new();
        let mut all = None;
        let mut listed = Vec::new();
        let mut lists = 0;
        let mut list = None;
        for member in flattened(components, members) {
            match takes(components, member) {
                Takes::Some => strict.push(member),
                Takes::All => all = all.or(Some(member)),
                Takes::Listed(values) => {
                    listed.extend(values);
                    lists += 1;
                    list = list.or(Some(member));
                }
            }
        }
        if strict.is_empty() {
            return match (all, lists) {
                (None, 1) => Self::Type(list.unwrap_or(TEXT)),
                (_, 0) => Self::Type(all.unwrap_or(TEXT)),
                _ => Self::Values {
                    values: listed,
                    is_open: all.is_some(),
                },
            };
        }
        strict.push(list.or(all).unwrap_or(TEXT));
        Self::Types(strict)
    }
}

const TEXT: TypeRef = TypeRef::Builtin(Builtin::String);

/// The members, each once, with those of unions among them in their place.
fn flattened(components: &Components, members: &[TypeRef]) -> Vec<TypeRef> {
    let mut flat = Vec::new();
    let mut waiting: Vec<TypeRef> = members.iter().rev().copied().collect();
    let mut seen = HashSet::new();
    while let Some(member) = waiting.pop() {
        // Unions may hold each other many times over; what comes again is never tried.
        if !seen.insert(member) {
            continue;
        }
        match simple(components, member) {
            Some(SimpleType {
                variety: Variety::Union(inner),
                ..
            }) => waiting.extend(inner.iter().rev()),
            _ => flat.push(member),
        }
    }
    flat
}

fn simple(components: &Components, ty: TypeRef) -> Option<&SimpleType> {
    let TypeRef::Defined(id) = ty else {
        return None;
    };
    match &components.ty(id).kind {
        TypeKind::Simple(simple) => Some(simple),
        TypeKind::Complex(_) => None,
    }
}

fn takes(components: &Components, ty: TypeRef) -> Takes {
    let mut next = ty;
    let mut is_list = false;
    // Checked components have no cycles; the bound holds for others too.
    for _ in 0..=components.types.len() {
        let id = match next {
            TypeRef::Builtin(builtin) => return takes_builtin(builtin),
            TypeRef::Defined(id) => id,
        };
        let values = listed(components, id);
        if !values.is_empty() {
            // A list of listed values may hold several of them.
            return match is_list {
                true => Takes::All,
                false => Takes::Listed(values),
            };
        }
        match simple(components, next) {
            Some(SimpleType {
                variety: Variety::List(item),
                ..
            }) => {
                is_list = true;
                next = *item;
            }
            Some(SimpleType {
                variety: Variety::Restriction,
                base,
                ..
            }) => next = *base,
            _ => return Takes::All,
        }
    }
    Takes::All
}

fn listed(components: &Components, id: TypeId) -> Vec<EnumValue> {
    match &components.ty(id).kind {
        TypeKind::Simple(simple) => Restriction::of(components, simple).values,
        TypeKind::Complex(_) => Vec::new(),
    }
}

fn takes_builtin(builtin: Builtin) -> Takes {
    match datatype::is_text(builtin) || datatype::is_list(builtin) {
        true => Takes::All,
        false => Takes::Some,
    }
}
