//! What lists and unions are made of.

use std::collections::{HashMap, HashSet};

use super::{is_simple, type_name};
use crate::datatype;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Builtin;
use crate::xsd::components::{Components, Type, TypeId, TypeKind, TypeRef, Variety};

/// Reports every violation.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    let lists = with_lists(components);
    for ty in &components.types {
        let TypeKind::Simple(simple) = &ty.kind else {
            continue;
        };
        if let Variety::List(item) = simple.variety
            && (is_builtin_list(item) || lists.contains(&item))
        {
            let message = format!("the list {} is a list of lists", quoted(&ty.name.local));
            let diagnostic = Diagnostic::error(Code::WrongBase, message)
                .at(ty.span)
                .help("the items of a list are no lists, nor unions with lists in them");
            diagnostics.push(diagnostic);
        }
        for part in simple.parts() {
            check_part(components, ty, *part, diagnostics);
        }
    }
}

/// Reports an item of a list, or a member of a union, that is not a type of values.
///
/// Source: XML Schema Part 1, section 3.14.6, Derivation Valid (Restriction, Simple) 2.1 and 3.1, and
/// Part 2, section 3.2.19 (enumeration facet value required for NOTATION).
fn check_part(components: &Components, ty: &Type, part: TypeRef, diagnostics: &mut Diagnostics) {
    let (why, help) = if !is_simple(components, part) {
        ("it is not a simple type", "values are of simple types")
    } else if part == TypeRef::Builtin(Builtin::Notation) {
        (
            "it can name any notation",
            "restrict `xs:NOTATION` to an enumeration of notations, and use that",
        )
    } else {
        return;
    };
    let message = format!(
        "{} cannot be a part of the list or union {}: {why}",
        type_name(components, part),
        quoted(&ty.name.local)
    );
    let mut diagnostic = Diagnostic::error(Code::WrongBase, message)
        .at(ty.span)
        .help(help);
    if let TypeRef::Defined(id) = part {
        diagnostic = diagnostic.related(components.ty(id).span, "it is declared here");
    }
    diagnostics.push(diagnostic);
}

/// The types that are lists, or unions with lists among their members.
///
/// Source: XML Schema Part 1, section 3.14.6, Derivation Valid (Restriction, Simple) 2.1.
fn with_lists(components: &Components) -> HashSet<TypeRef> {
    let mut made_of: HashMap<TypeRef, Vec<TypeRef>> = HashMap::new();
    let mut waiting = Vec::new();
    for (id, ty) in components.types.iter().enumerate() {
        let TypeKind::Simple(simple) = &ty.kind else {
            continue;
        };
        let this = TypeRef::Defined(TypeId(id));
        let parts = match &simple.variety {
            Variety::List(_) => {
                waiting.push(this);
                continue;
            }
            Variety::Restriction => std::slice::from_ref(&simple.base),
            Variety::Union(members) => members,
        };
        for part in parts {
            match is_builtin_list(*part) {
                true => waiting.push(this),
                false => made_of.entry(*part).or_default().push(this),
            }
        }
    }
    let mut lists = HashSet::new();
    while let Some(ty) = waiting.pop() {
        if lists.insert(ty) {
            waiting.extend(made_of.remove(&ty).unwrap_or_default());
        }
    }
    lists
}

fn is_builtin_list(ty: TypeRef) -> bool {
    matches!(ty, TypeRef::Builtin(builtin) if datatype::is_list(builtin))
}
