//! Complex content that adds nothing to simple content: the type holds the value of its base.
//!
//! Source: XML Schema Part 1, section 3.4.2 (the content type of an extension whose effective content
//! is empty is that of its base) and section 3.4.6, Derivation Valid (Extension) 1.4.1.

use crate::xsd::components::{
    ComplexType, Components, Content, Method, Narrowing, Particle, Term, TypeId, TypeKind,
};

/// Gives these types the value of their bases.
pub(super) fn inherit(components: &mut Components) {
    let base = |id| match &components.ty(id).kind {
        TypeKind::Complex(complex) if adds_nothing(complex) => complex.base(),
        TypeKind::Complex(_) | TypeKind::Simple(_) => None,
    };
    for id in components.bases_first(base) {
        if base_has_value(components, id)
            && let Some(ty) = components.types.get_mut(id.0)
            && let TypeKind::Complex(complex) = &mut ty.kind
        {
            complex.content = Content::Simple(Narrowing::default());
        }
    }
}

fn base_has_value(components: &Components, id: TypeId) -> bool {
    let TypeKind::Complex(complex) = &components.ty(id).kind else {
        return false;
    };
    let base = complex.base().filter(|_| adds_nothing(complex));
    base.is_some_and(|base| match &components.ty(base).kind {
        TypeKind::Complex(base) => matches!(base.content, Content::Simple(_)),
        TypeKind::Simple(_) => false,
    })
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
