//! Values: where there can be a default or a fixed value, and whether it is one of its type.

use std::collections::HashSet;

use super::counts::is_emptiable;
use super::facets::step;
use super::literals::Literals;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Builtin, Name};
use crate::source::Span;
use crate::xsd::components::{
    Attribute, AttributeId, AttributeUse, Components, Content, Element, Method, TypeId, TypeKind,
    TypeRef, Usage,
};
use crate::xsd::derivation::{Builtins, next};

/// Reports every violation.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    let mut check = Check {
        components,
        literals: Literals::new(components),
        builtins: Builtins::of_types(components),
        diagnostics,
    };
    for element in &components.elements {
        check.element(element);
    }
    // One that is prohibited is no attribute (section 3.2.2).
    let (prohibited, uses) = attribute_uses(components).partition::<Vec<_>, _>(is_prohibited);
    let prohibited: HashSet<AttributeId> = prohibited.into_iter().filter_map(attribute).collect();
    for (number, attribute) in components.attributes.iter().enumerate() {
        if !prohibited.contains(&AttributeId(number)) {
            check.attribute(attribute);
        }
    }
    for attribute_use in uses {
        check.attribute_use(attribute_use);
    }
    for id in (0..components.types.len()).map(TypeId) {
        check.listed(id);
    }
}

fn attribute_uses(components: &Components) -> impl Iterator<Item = &AttributeUse> {
    let of_groups = components.attribute_groups.iter().map(|g| &g.attributes);
    let of_types = components.types.iter().filter_map(|ty| match &ty.kind {
        TypeKind::Complex(complex) => Some(&complex.attributes),
        TypeKind::Simple(_) => None,
    });
    of_groups.chain(of_types).flatten()
}

fn is_prohibited(attribute_use: &&AttributeUse) -> bool {
    matches!(attribute_use, AttributeUse::Attribute { usage, .. } if *usage == Usage::Prohibited)
}

fn attribute(attribute_use: &AttributeUse) -> Option<AttributeId> {
    match attribute_use {
        AttributeUse::Attribute { attribute, .. } => Some(*attribute),
        AttributeUse::Group { .. } => None,
    }
}

/// A default or a fixed value, and where it is given.
struct Given<'g> {
    /// What it is in a message.
    what: &'static str,
    value: &'g str,
    name: &'g str,
    ty: TypeRef,
    span: Span,
}

struct Check<'c, 'd> {
    components: &'c Components,
    literals: Literals<'c>,
    builtins: Builtins,
    diagnostics: &'d mut Diagnostics,
}

impl<'c> Check<'c, '_> {
    fn element(&mut self, element: &Element) {
        let (name, ty, span) = (&element.name.local, element.ty, element.span);
        let given = given(name, ty, &element.default, &element.fixed, span);
        if let Some(given) = &given
            && let Some(why) = why_no_text(self.components, ty)
        {
            let message = format!(
                "{} {why}: it has no default and no fixed value",
                quoted(given.name)
            );
            let diagnostic = Diagnostic::error(Code::Conflict, message).at(span);
            self.diagnostics.push(diagnostic);
        }
        self.declaration(name, ty, given, span);
    }

    fn attribute(&mut self, attribute: &Attribute) {
        let (name, ty, span) = (&attribute.name, attribute.ty, attribute.span);
        check_name(name, span, self.diagnostics);
        let given = given(&name.local, ty, &attribute.default, &attribute.fixed, span);
        self.declaration(&name.local, ty, given, span);
    }

    /// Source: XML Schema Part 1, sections 3.2.6 and 3.3.6 (properties correct, 2, 3 and 5), and Part
    /// 2, section 3.2.19.
    fn declaration(&mut self, name: &str, ty: TypeRef, given: Option<Given<'_>>, span: Span) {
        if let Some(given) = given {
            self.given(&given);
        }
        let is_notation = self.builtins.of(ty) == Some(Builtin::Notation);
        if is_notation && !lists_values(self.components, ty) {
            let message = format!("{} can name any notation", quoted(name));
            let diagnostic = Diagnostic::error(Code::WrongBase, message)
                .at(span)
                .help("restrict `xs:NOTATION` to an enumeration of notations, and use that");
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports a default or fixed value that is not of its type, or that cannot be.
    fn given(&mut self, given: &Given<'_>) {
        let name = quoted(given.name);
        if self.builtins.of(given.ty) == Some(Builtin::Id) {
            let message =
                format!("{name} is of type `xs:ID`: it has no default and no fixed value");
            let diagnostic = Diagnostic::error(Code::Conflict, message)
                .at(given.span)
                .help("no two elements of a document have the same ID");
            self.diagnostics.push(diagnostic);
        } else if let Some(why) = self.literals.fault(given.ty, given.value) {
            let message = format!("the {} of {name} is not of its type: {why}", given.what);
            let diagnostic = Diagnostic::error(Code::BadValue, message).at(given.span);
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports a use of an attribute with a value that is not of its type, or another one than the
    /// only one it has.
    ///
    /// Source: XML Schema Part 1, section 3.5.6, Attribute Use Correct 2.
    fn attribute_use(&mut self, attribute_use: &AttributeUse) {
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
        let declaration = self.components.attribute(*attribute);
        let (local, ty) = (&declaration.name.local, declaration.ty);
        let Some(given) = given(local, ty, default, fixed, *span) else {
            return;
        };
        self.given(&given);
        let Some(only) = &declaration.fixed else {
            return;
        };
        if default.is_some() || !self.literals.may_be_equal(ty, only, given.value) {
            let message = format!(
                "{} has the fixed value {}: it cannot have the {} {} here",
                quoted(local),
                quoted(only),
                given.what,
                quoted(given.value)
            );
            let diagnostic = Diagnostic::error(Code::Conflict, message)
                .at(*span)
                .related(declaration.span, "the attribute is declared here");
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports the values of an enumeration that are not of the type that it restricts.
    ///
    /// Source: XML Schema Part 2, section 4.3.5.4, enumeration valid restriction.
    fn listed(&mut self, id: TypeId) {
        let Some(step) = step(self.components, id) else {
            return;
        };
        let is_qname = self.builtins.of(step.base) == Some(Builtin::QName);
        for value in step.values {
            let fault = self.literals.fault(step.base, &value.value);
            let unbound = || {
                let is_unbound = is_qname && value.name.is_none();
                is_unbound.then(|| format!("the prefix of {} is not bound", quoted(&value.value)))
            };
            if let Some(why) = fault.or_else(unbound) {
                let message = format!("this value is not of its type: {why}");
                let diagnostic = Diagnostic::error(Code::BadValue, message).at(value.span);
                self.diagnostics.push(diagnostic);
            }
        }
    }
}

fn given<'g>(
    name: &'g str,
    ty: TypeRef,
    default: &'g Option<String>,
    fixed: &'g Option<String>,
    span: Span,
) -> Option<Given<'g>> {
    let (what, value) = match (default, fixed) {
        (Some(default), _) => ("default", default),
        (None, Some(fixed)) => ("fixed value", fixed),
        (None, None) => return None,
    };
    Some(Given {
        what,
        value,
        name,
        ty,
        span,
    })
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

/// Why text may not stand in an element of that type alone: it has neither simple nor mixed content,
/// or elements must be there, too.
///
/// Source: XML Schema Part 1, section 3.3.6, Element Default Valid (Immediate) 2.
fn why_no_text(components: &Components, ty: TypeRef) -> Option<&'static str> {
    if !can_hold_text(components, ty) {
        return Some("holds no text");
    }
    let is_emptiable = ty.defined().is_none_or(|id| is_emptiable(components, id));
    (!is_emptiable).then_some("holds elements that must be there")
}

/// Whether text may stand in an element of that type: it has simple or mixed content.
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
