//! What must hold between components: no definition needs itself, and every type is based on one
//! of the right kind and derived from it in a way that is allowed.

mod ambiguity;
mod attribute_groups;
mod automaton;
mod content;
mod counts;
mod cycles;
mod derivations;
mod facets;
mod literals;
mod restrictions;
mod simple_content;
mod together;
mod values;
mod varieties;

use super::builtin;
use super::components::{Components, Content, Derivation, Type, TypeKind, TypeRef};
use super::syntax::Method;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Builtin;

pub(crate) use literals::Literals;

/// Reports every violation.
pub fn check(components: &Components, diagnostics: &mut Diagnostics) {
    let before = diagnostics.error_count();
    cycles::check(components, diagnostics);
    if diagnostics.error_count() > before {
        // Nothing can be said of what has no end.
        return;
    }
    for ty in &components.types {
        check_base(components, ty, diagnostics);
    }
    derivations::check(components, diagnostics);
    varieties::check(components, diagnostics);
    facets::check(components, diagnostics);
    values::check(components, diagnostics);
    attribute_groups::check(components, diagnostics);
    content::check(components, diagnostics);
    simple_content::check(components, diagnostics);
    ambiguity::check(components, diagnostics);
    restrictions::check(components, diagnostics);
    for attribute in &components.attributes {
        if !is_simple(components, attribute.ty) {
            let message = format!(
                "the attribute {} has a complex type: an attribute holds a value only",
                quoted(&attribute.name.local)
            );
            diagnostics.push(Diagnostic::error(Code::WrongBase, message).at(attribute.span));
        }
    }
}

fn is_simple(components: &Components, ty: TypeRef) -> bool {
    match ty {
        TypeRef::Builtin(builtin) => builtin != Builtin::AnyType,
        TypeRef::Defined(id) => matches!(components.ty(id).kind, TypeKind::Simple(_)),
    }
}

/// A type as a message shows it.
fn type_name(components: &Components, ty: TypeRef) -> String {
    match ty {
        TypeRef::Builtin(ty) => quoted(builtin::name(ty)),
        TypeRef::Defined(id) => quoted(&components.ty(id).name.local),
    }
}

/// Whether it is a complex type with mixed content, which may be restricted to a value.
///
/// Source: XML Schema Part 1, section 3.4.3, Derivation Valid (Restriction, Complex), 5.1.2.
fn is_mixed(components: &Components, ty: TypeRef) -> bool {
    match ty {
        TypeRef::Builtin(builtin) => builtin == Builtin::AnyType,
        TypeRef::Defined(id) => match &components.ty(id).kind {
            TypeKind::Complex(complex) => complex.mixed,
            TypeKind::Simple(_) => false,
        },
    }
}

/// What a type of a kind is derived from, and what to do where it is not.
struct Expected {
    base: &'static str,
    help: Option<&'static str>,
}

/// Checks the base of a type.
///
/// Source: XML Schema Part 1, section 3.4.3 and 3.14.3, and Part 2, section 4.1.2.
fn check_base(components: &Components, ty: &Type, diagnostics: &mut Diagnostics) {
    let (base, span, fits, expected) = match &ty.kind {
        TypeKind::Simple(simple) => {
            let expected = Expected {
                base: "a simple type is derived from a simple type",
                help: None,
            };
            (
                simple.base,
                ty.span,
                is_simple(components, simple.base),
                expected,
            )
        }
        TypeKind::Complex(complex) => {
            let Some(Derivation { base, method, span }) = complex.derivation else {
                return;
            };
            let is_simple = is_simple(components, base);
            let holds_value = components.has_simple_content(base);
            let (fits, expected) = match (&complex.content, method) {
                (Content::Elements(_), _) => (
                    !is_simple && !holds_value,
                    Expected {
                        base: "`complexContent` is derived from a complex type that holds elements",
                        help: Some("use `simpleContent`"),
                    },
                ),
                (Content::Simple(_), Method::Extension) => (
                    is_simple || holds_value,
                    Expected {
                        base: "`simpleContent` extends a simple type, or a complex type that holds a value",
                        help: Some("use `complexContent`"),
                    },
                ),
                (Content::Simple(narrowing), Method::Restriction) => (
                    holds_value || narrowing.inline.is_some() && is_mixed(components, base),
                    Expected {
                        base: "`simpleContent` restricts a complex type that holds a value",
                        help: is_simple.then_some("restrict it in a `simpleType`, and extend that"),
                    },
                ),
            };
            (base, span, fits, expected)
        }
    };
    if fits {
        return;
    }
    let name = type_name(components, base);
    let message = format!("{name} cannot be the base: {}", expected.base);
    let mut diagnostic = Diagnostic::error(Code::WrongBase, message).at(span);
    if let TypeRef::Defined(id) = base {
        let base = components.ty(id);
        let kind = match &base.kind {
            TypeKind::Simple(_) => "this is a simple type",
            TypeKind::Complex(complex) => match complex.content {
                Content::Elements(_) => "this is a complex type that holds elements",
                Content::Simple(_) => "this is a complex type that holds a value",
            },
        };
        diagnostic = diagnostic.related(base.span, kind);
    }
    if let Some(help) = expected.help {
        diagnostic = diagnostic.help(help);
    }
    diagnostics.push(diagnostic);
}
