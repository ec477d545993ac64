//! Simple types: what is left of them when types declared in place are made part of their users.

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::model::{Builtin, FacetKind};
use crate::xsd::components::{Components, EnumValue, Facet, Scope, SimpleType, TypeKind, TypeRef};

/// A restriction of a type that is built in or has a name.
#[derive(Clone, Debug)]
pub(super) struct Restriction {
    pub(super) base: TypeRef,
    /// What is allowed of the base.
    pub(super) facets: Vec<Facet>,
    /// How many facets there are before each restriction that is part of this one.
    starts: Vec<usize>,
    /// The values of an enumeration, without repetition.
    pub(super) values: Vec<EnumValue>,
}

impl Restriction {
    /// What a simple type amounts to.
    pub(super) fn of(components: &Components, ty: &SimpleType) -> Self {
        Self::of_base(components, ty.base).narrowed(components, &ty.facets, &ty.values)
    }

    /// A type, or what it amounts to if it is declared in place. Such types are within each other
    /// in the schema, so that they are no deeper than its elements.
    pub(super) fn of_base(components: &Components, base: TypeRef) -> Self {
        if let TypeRef::Defined(id) = base {
            let ty = components.ty(id);
            if let (TypeKind::Simple(simple), true) = (&ty.kind, ty.scope != Scope::Global)
                && simple.parts().is_empty()
            {
                return Self::of(components, simple);
            }
        }
        Self {
            base,
            facets: Vec::new(),
            starts: Vec::new(),
            values: Vec::new(),
        }
    }

    /// A type with nothing but listed values, or with nothing at all.
    pub(super) fn listed(base: TypeRef, values: Vec<EnumValue>) -> Self {
        Self {
            base,
            facets: Vec::new(),
            starts: Vec::new(),
            values,
        }
    }

    /// Which of the restrictions that are part of this one a facet stands in, by its place.
    pub(super) fn step(&self, facet: usize) -> usize {
        let before = self.starts.iter().filter(|start| **start <= facet);
        before.count().saturating_sub(1)
    }

    /// The same with further facets. Values take the place of those there were.
    pub(super) fn narrowed(
        mut self,
        components: &Components,
        facets: &[Facet],
        values: &[EnumValue],
    ) -> Self {
        self.starts.push(self.facets.len());
        self.facets.extend(facets.iter().cloned());
        // Which name a text with a prefix is depends on the document: a list of texts cannot tell.
        if !values.is_empty() && !self.holds_names(components) {
            self.values = values.to_vec();
            if self.collapses(components) {
                for value in &mut self.values {
                    value.value = collapsed(&value.value);
                }
            }
            self.values = without_repetition(self.values);
        }
        self
    }

    /// Whether nothing is restricted.
    pub(super) fn is_empty(&self) -> bool {
        self.facets.is_empty() && self.values.is_empty()
    }

    /// Whether the values are names with prefixes.
    fn holds_names(&self, components: &Components) -> bool {
        let mut base = self.base;
        // Checked components have no cycles; the bound holds for others too.
        for _ in 0..=components.types.len() {
            let id = match base {
                TypeRef::Builtin(builtin) => {
                    return matches!(builtin, Builtin::QName | Builtin::Notation);
                }
                TypeRef::Defined(id) => id,
            };
            match &components.ty(id).kind {
                TypeKind::Simple(simple) if simple.parts().is_empty() => base = simple.base,
                _ => return false,
            }
        }
        false
    }

    /// Whether blanks around a value, and runs of them within it, do not count.
    ///
    /// Source: XML Schema Part 2, section 4.3.6.
    fn collapses(&self, components: &Components) -> bool {
        let mut facets = &self.facets;
        let mut base = self.base;
        loop {
            if let Some(facet) = facets
                .iter()
                .rev()
                .find(|facet| facet.kind == FacetKind::WhiteSpace)
            {
                return facet.value.trim() == "collapse";
            }
            match base {
                TypeRef::Builtin(
                    Builtin::AnySimpleType | Builtin::String | Builtin::NormalizedString,
                ) => return false,
                TypeRef::Builtin(_) => return true,
                TypeRef::Defined(id) => match &components.ty(id).kind {
                    TypeKind::Simple(simple) => {
                        facets = &simple.facets;
                        base = simple.base;
                    }
                    TypeKind::Complex(_) => return false,
                },
            }
        }
    }
}

/// Each value once, where it is listed first, with what is said of it there or later.
pub(super) fn without_repetition(values: Vec<EnumValue>) -> Vec<EnumValue> {
    let mut listed: IndexMap<String, EnumValue> = IndexMap::new();
    for value in values {
        match listed.entry(value.value.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(value);
            }
            Entry::Occupied(mut entry) => {
                let first = entry.get_mut();
                first.doc = first.doc.take().or(value.doc);
            }
        }
    }
    listed.into_values().collect()
}

fn collapsed(value: &str) -> String {
    let words: Vec<&str> = value
        .split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
