//! Values of complex types that a type in place narrows.

use super::counts::is_emptiable;
use super::type_name;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::xsd::components::{ComplexType, Components, Content, Method, TypeId, TypeKind, TypeRef};
use crate::xsd::derivation::steps;

/// Reports every value that is not one of the type that is restricted.
///
/// Source: XML Schema Part 1, section 3.4.6, Derivation Valid (Restriction, Complex) 5.1.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    for ty in &components.types {
        if let TypeKind::Complex(complex) = &ty.kind {
            diagnostics.extend(fault(components, complex));
        }
    }
}

fn fault(components: &Components, complex: &ComplexType) -> Option<Diagnostic> {
    let derivation = complex
        .derivation
        .filter(|d| d.method == Method::Restriction)?;
    let Content::Simple(narrowing) = &complex.content else {
        return None;
    };
    let (inline, base) = (narrowing.inline?, derivation.base.defined()?);
    let Some(value) = value(components, base) else {
        return (!is_emptiable(components, base)).then(|| {
            let message = "a value cannot restrict a type whose elements must be there";
            Diagnostic::error(Code::WrongRestriction, message)
                .at(derivation.span)
                .related(components.ty(base).span, "the type that is restricted")
                .help("make the elements of the base type optional")
        });
    };
    // What is not known may be derived from anything.
    if components.has_unknown || steps(components, inline, value).is_some() {
        return None;
    }
    let value_name = type_name(components, value);
    let message =
        format!("the type of the value is not derived from {value_name}, that of the base type");
    let span = inline
        .defined()
        .map_or(derivation.span, |id| components.ty(id).span);
    let diagnostic = Diagnostic::error(Code::WrongRestriction, message)
        .at(span)
        .related(components.ty(base).span, "the type that is restricted")
        .help(format!(
            "restrict {value_name}, or a type that is derived from it"
        ));
    Some(diagnostic)
}

/// The type of the value that a complex type extends, before anything narrows it; `None` if it is one
/// with mixed content.
fn value(components: &Components, id: TypeId) -> Option<TypeRef> {
    let mut next = TypeRef::Defined(id);
    // Checked components have no cycles; the bound holds for others too.
    for _ in 0..=components.types.len() {
        let TypeRef::Defined(id) = next else {
            return Some(next);
        };
        let complex = match &components.ty(id).kind {
            TypeKind::Simple(_) => return Some(next),
            TypeKind::Complex(complex) => complex,
        };
        let Content::Simple(narrowing) = &complex.content else {
            return None;
        };
        let base = complex.derivation?.base;
        next = match narrowing.inline {
            Some(inline) if value_is_new(components, base) => inline,
            _ => base,
        };
    }
    None
}

/// Whether a type with a value that restricts this one has the first value: this one has mixed content.
fn value_is_new(components: &Components, base: TypeRef) -> bool {
    base.defined()
        .is_some_and(|id| match &components.ty(id).kind {
            TypeKind::Complex(complex) => matches!(complex.content, Content::Elements(_)),
            TypeKind::Simple(_) => false,
        })
}
