//! Complex content that adds nothing to simple content: the type holds the value of its base.
//!
//! Source: XML Schema Part 1, section 3.4.2 (the content type of an extension whose effective content
//! is empty is that of its base) and section 3.4.6, Derivation Valid (Extension) 1.4.1.

use crate::xsd::components::{
    ComplexType, Components, Content, Method, Narrowing, Particle, Term, TypeId, TypeKind, TypeRef,
};

/// Gives these types the value of their bases.
pub(super) fn inherit(components: &mut Components) {
    for id in components.bases_first(|id| extended(components, id)) {
        let base = extended(components, id).map(TypeRef::Defined);
        if base.is_some_and(|base| components.has_simple_content(base))
            && let Some(ty) = components.types.get_mut(id.0)
            && let TypeKind::Complex(complex) = &mut ty.kind
        {
            complex.content = Content::Simple(Narrowing::default());
        }
    }
}

/// What a type extends by nothing but attributes.
fn extended(components: &Components, id: TypeId) -> Option<TypeId> {
    match &components.ty(id).kind {
        TypeKind::Complex(complex) if adds_nothing(complex) => complex.base(),
        TypeKind::Complex(_) | TypeKind::Simple(_) => None,
    }
}

/// Whether it is an extension by nothing but attributes.
fn adds_nothing(complex: &ComplexType) -> bool {
    let is_extension = complex
        .derivation
        .is_some_and(|derivation| derivation.method == Method::Extension);
    let is_empty = match &complex.content {
        Content::Elements(particle) => particle.as_ref().is_none_or(is_empty),
        Content::Simple(_) => false,
    };
    is_extension && is_empty && !complex.mixed
}

fn is_empty(particle: &Particle) -> bool {
    match &particle.term {
        Term::Sequence(particles) | Term::All(particles) => particles.is_empty(),
        Term::Choice(particles) => particles.is_empty() && particle.occurs.min == 0,
        Term::Group(_) | Term::Element(_) | Term::Any(_) => false,
    }
}
