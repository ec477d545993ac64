//! Values: what a list is made of, and where there can be a default or a fixed value.

use std::collections::{HashMap, HashSet};

use crate::datatype;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Builtin, Name};
use crate::source::Span;
use crate::xsd::components::{
    AttributeUse, Components, Content, Method, SimpleType, TypeId, TypeKind, TypeRef, Variety,
};
use crate::xsd::derivation::{Builtins, next};

/// Reports every violation.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    let lists = with_lists(components);
    for ty in &components.types {
        if let TypeKind::Simple(SimpleType {
            variety: Variety::List(item),
            ..
        }) = ty.kind
            && (is_builtin_list(item) || lists.contains(&item))
        {
            let message = format!("the list {} is a list of lists", quoted(&ty.name.local));
            let diagnostic = Diagnostic::error(Code::WrongBase, message)
                .at(ty.span)
                .help("the items of a list are no lists, nor unions with lists in them");
            diagnostics.push(diagnostic);
        }
    }
    let builtins = Builtins::of_types(components);
    for element in &components.elements {
        let has_value = element.default.is_some() || element.fixed.is_some();
        let name = &element.name.local;
        if has_value && !can_hold_text(components, element.ty) {
            let message = format!(
                "{} holds no text: it has no default and no fixed value",
                quoted(name)
            );
            diagnostics.push(Diagnostic::error(Code::Conflict, message).at(element.span));
        }
        check_declaration(
            components,
            &builtins,
            name,
            element.ty,
            has_value,
            element.span,
            diagnostics,
        );
    }
    for attribute in &components.attributes {
        check_name(&attribute.name, attribute.span, diagnostics);
        check_declaration(
            components,
            &builtins,
            &attribute.name.local,
            attribute.ty,
            attribute.default.is_some() || attribute.fixed.is_some(),
            attribute.span,
            diagnostics,
        );
    }
    let of_groups = components.attribute_groups.iter().map(|g| &g.attributes);
    let of_types = components.types.iter().filter_map(|ty| match &ty.kind {
        TypeKind::Complex(complex) => Some(&complex.attributes),
        TypeKind::Simple(_) => None,
    });
    for attribute_use in of_groups.chain(of_types).flatten() {
        check_use(components, &builtins, attribute_use, diagnostics);
    }
}

/// Reports an attribute of the namespace of `xsi:type` and its like, which every element has.
///
/// Source: XML Schema Part 1, section 3.2.6, xsi: Not Allowed.
fn check_name(name: &Name, span: Span, diagnostics: &mut Diagnostics) {
    const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
    const KNOWN: [&str; 4] = ["nil", "type", "schemaLocation", "noNamespaceSchemaLocation"];
    if name.ns.as_deref() == Some(XSI) && !KNOWN.contains(&&*name.local) {
        let message = format!(
            "{} cannot be declared in the namespace `{XSI}`",
            quoted(&name.local)
        );
        diagnostics.push(Diagnostic::error(Code::BadValue, message).at(span));
    }
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

/// Source: XML Schema Part 1, sections 3.2.6 and 3.3.6 (properties correct, 3 and 5), and Part 2,
/// section 3.2.19.
fn check_declaration(
    components: &Components,
    builtins: &Builtins,
    name: &str,
    ty: TypeRef,
    has_value: bool,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    if has_value && builtins.of(ty) == Some(Builtin::Id) {
        let message = format!(
            "{} is of type `xs:ID`: it has no default and no fixed value",
            quoted(name)
        );
        let diagnostic = Diagnostic::error(Code::Conflict, message)
            .at(span)
            .help("no two elements of a document have the same ID");
        diagnostics.push(diagnostic);
    }
    if builtins.of(ty) == Some(Builtin::Notation) && !lists_values(components, ty) {
        let message = format!("{} can name any notation", quoted(name));
        let diagnostic = Diagnostic::error(Code::WrongBase, message)
            .at(span)
            .help("restrict `xs:NOTATION` to an enumeration of notations, and use that");
        diagnostics.push(diagnostic);
    }
}

/// Whether a type, or one that it is derived from, is an enumeration.
fn lists_values(components: &Components, mut ty: TypeRef) -> bool {
    for _ in 0..=components.types.len() {
        let TypeRef::Defined(id) = ty else {
            return false;
        };
        let values = match &components.ty(id).kind {
            TypeKind::Simple(simple) => &simple.values,
            TypeKind::Complex(complex) => match &complex.content {
                Content::Simple(narrowing) => &narrowing.values,
                Content::Elements(_) => return true,
            },
        };
        if !values.is_empty() {
            return true;
        }
        let Some((base, _)) = next(components, ty) else {
            return false;
        };
        ty = base;
    }
    false
}

/// Whether text may stand in an element of that type: it has simple or mixed content.
///
/// Source: XML Schema Part 1, section 3.3.6, Element Default Valid (Immediate) 2.1.
fn can_hold_text(components: &Components, mut ty: TypeRef) -> bool {
    for _ in 0..=components.types.len() {
        let TypeRef::Defined(id) = ty else {
            return true;
        };
        let complex = match &components.ty(id).kind {
            TypeKind::Simple(_) => return true,
            TypeKind::Complex(complex) => complex,
        };
        if complex.mixed || matches!(complex.content, Content::Simple(_)) {
            return true;
        }
        match complex.derivation {
            // What an extension does not say of its content is as in its base.
            Some(derivation) if derivation.method == Method::Extension => ty = derivation.base,
            _ => return false,
        }
    }
    true
}

/// Reports a use of an attribute that gives it another value than the only one it has.
///
/// Source: XML Schema Part 1, section 3.5.6, Attribute Use Correct 2.
fn check_use(
    components: &Components,
    builtins: &Builtins,
    attribute_use: &AttributeUse,
    diagnostics: &mut Diagnostics,
) {
    let AttributeUse::Attribute {
        attribute,
        default,
        fixed,
        span,
        ..
    } = attribute_use
    else {
        return;
    };
    let declaration = components.attribute(*attribute);
    let name = quoted(&declaration.name.local);
    let has_value = default.is_some() || fixed.is_some();
    if has_value && builtins.of(declaration.ty) == Some(Builtin::Id) {
        let message = format!("{name} is of type `xs:ID`: it has no default and no fixed value");
        diagnostics.push(Diagnostic::error(Code::Conflict, message).at(*span));
    }
    let (Some(only), Some(other)) = (&declaration.fixed, default.as_ref().or(fixed.as_ref()))
    else {
        return;
    };
    if default.is_some() || !may_be_equal(only, other) {
        let message = format!(
            "{name} has the fixed value {}: it cannot have the {} {} here",
            quoted(only),
            if default.is_some() {
                "default"
            } else {
                "fixed value"
            },
            quoted(other)
        );
        let diagnostic = Diagnostic::error(Code::Conflict, message)
            .at(*span)
            .related(declaration.span, "the attribute is declared here");
        diagnostics.push(diagnostic);
    }
}

/// Whether two texts may stand for one value of some type: letters alone are told apart for certain,
/// but a number, a date or bytes may be written in several ways.
pub(crate) fn may_be_equal(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> Option<String> {
        let words = datatype::words(text).collect::<String>();
        let is_plain = words.chars().all(char::is_alphabetic);
        is_plain.then(|| words.to_lowercase())
    };
    match (letters(one), letters(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}
