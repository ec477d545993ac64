//! Derivations that are ruled out: what `final` says of types, and which elements may be members of
//! a substitution group.

use std::collections::HashMap;

use super::type_name;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::source::Span;
use crate::xsd::components::{
    Components, Derivation, DerivationSet, Element, Method, Type, TypeKind, TypeRef, Variety,
};
use crate::xsd::derivation::{Base, Steps};

/// Reports every violation.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    for ty in &components.types {
        check_final(components, ty, diagnostics);
    }
    let globals = components.elements.iter().take(components.global_elements);
    let mut bases: HashMap<TypeRef, Base> = HashMap::new();
    for member in globals {
        if let Some(head) = member.substitutes {
            let head = components.element(head);
            let base = bases.entry(head.ty);
            let base = base.or_insert_with(|| Base::new(components, head.ty));
            let steps = base.steps(components, member.ty);
            check_member(components, member, head, steps, diagnostics);
        }
    }
}

/// Reports the types that a type is made of although they are final for that.
///
/// Source: XML Schema Part 1, section 3.4.6, Derivation Valid (Extension) 1.1 and 2.2, and
/// Derivation Valid (Restriction, Complex) 1; section 3.14.6, Simple Type Definition Properties
/// Correct 3 and Derivation Valid (Restriction, Simple).
fn check_final(components: &Components, ty: &Type, diagnostics: &mut Diagnostics) {
    let mut report =
        |part: TypeRef, span: Span, is_final: fn(DerivationSet) -> bool, verb: &str| {
            let TypeRef::Defined(id) = part else { return };
            let part = components.ty(id);
            if !is_final(part.finals) {
                return;
            }
            let name = quoted(&part.name.local);
            let message = format!("the type {name} is final: it cannot be {verb}");
            let diagnostic = Diagnostic::error(Code::FinalType, message)
                .at(span)
                .related(
                    part.span,
                    "`final` of this type, or `finalDefault` of its schema, says so",
                );
            diagnostics.push(diagnostic);
        };
    match &ty.kind {
        TypeKind::Complex(complex) => match complex.derivation {
            Some(Derivation {
                method: Method::Extension,
                base,
                span,
            }) => report(base, span, |finals| finals.extension, "extended"),
            Some(Derivation {
                method: Method::Restriction,
                base,
                span,
            }) => report(base, span, |finals| finals.restriction, "restricted"),
            None => {}
        },
        TypeKind::Simple(simple) => match &simple.variety {
            Variety::Restriction => {
                report(
                    simple.base,
                    ty.span,
                    |finals| finals.restriction,
                    "restricted",
                );
            }
            Variety::List(item) => {
                report(*item, ty.span, |finals| finals.list, "the item of a list");
            }
            Variety::Union(members) => {
                for member in members {
                    report(
                        *member,
                        ty.span,
                        |finals| finals.union,
                        "a member of a union",
                    );
                }
            }
        },
    }
}

/// Reports an element whose type does not let it stand in the place of its head.
///
/// Source: XML Schema Part 1, section 3.3.6, Element Declaration Properties Correct 4.
fn check_member(
    components: &Components,
    member: &Element,
    head: &Element,
    steps: Option<Steps>,
    diagnostics: &mut Diagnostics,
) {
    let names = (quoted(&member.name.local), quoted(&head.name.local));
    let ruled_out = steps.map(|steps| steps.methods.and(head.substitution_group_exclusions));
    let (message, help) = match ruled_out {
        Some(ruled_out) if ruled_out.is_empty() => return,
        Some(ruled_out) => {
            let message = format!(
                "{} cannot stand in the place of {}: its type is derived by {}, which the head \
                 rules out by `final`",
                names.0,
                names.1,
                ruled_out.words().join(" and ")
            );
            (message, None)
        }
        // What is not known may be derived from anything.
        None if components.has_unknown => return,
        None => {
            let message = format!(
                "{} cannot stand in the place of {}: its type is not derived from that of {}",
                names.0, names.1, names.1
            );
            let help = format!("derive it from {}", type_name(components, head.ty));
            (message, Some(help))
        }
    };
    let mut diagnostic = Diagnostic::error(Code::WrongSubstitution, message)
        .at(member.span)
        .related(head.span, "the head of its substitution group");
    if let Some(help) = help {
        diagnostic = diagnostic.help(help);
    }
    diagnostics.push(diagnostic);
}
