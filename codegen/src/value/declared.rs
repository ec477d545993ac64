//! The values that a schema itself gives: defaults, fixed and listed values.

use std::collections::HashSet;

use super::{check, explain};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Attribute, Content, Element, Model, Name, TypeKind, TypeRef};
use crate::source::Span;

/// Reports the values that their own types do not allow.
///
/// Source: XML Schema Part 1, sections 3.2.6 and 3.3.6, and Part 2, section 4.3.
pub(crate) fn check_declared(model: &Model, diagnostics: &mut Diagnostics) {
    let mut check = Check {
        model,
        diagnostics,
        reported: HashSet::new(),
    };
    for root in &model.roots {
        check.constraint(&root.name, root.ty, &root.default, &root.fixed, root.span);
    }
    for def in &model.types {
        match &def.kind {
            TypeKind::Complex(complex) => {
                // What is inherited was declared, and is reported, elsewhere.
                for attribute in &complex.attributes {
                    if attribute.inherited_from.is_none() {
                        check.attribute(attribute);
                    }
                }
                for element in complex.content.elements() {
                    if element.inherited_from.is_none() {
                        check.element(element);
                    }
                }
            }
            TypeKind::Choice(choice) => {
                for a in &choice.alternatives {
                    check.constraint(&a.name, a.ty, &a.default, &a.fixed, a.span);
                }
            }
            TypeKind::Enumeration(enumeration) => {
                for value in &enumeration.values {
                    check.value("this value", enumeration.base, &value.value, value.span);
                }
            }
            TypeKind::Simple(_) | TypeKind::List(_) | TypeKind::Union(_) | TypeKind::Types(_) => {}
        }
    }
}

struct Check<'a> {
    model: &'a Model,
    diagnostics: &'a mut Diagnostics,
    /// The declarations that were reported: one that is referred to is met again.
    reported: HashSet<Span>,
}

impl Check<'_> {
    fn attribute(&mut self, attribute: &Attribute) {
        let value = &attribute.value;
        self.constraint(
            &attribute.name,
            value.ty,
            &value.default,
            &value.fixed,
            attribute.span,
        );
    }

    fn element(&mut self, element: &Element) {
        self.constraint(
            &element.name,
            element.ty,
            &element.default,
            &element.fixed,
            element.span,
        );
    }

    fn constraint(
        &mut self,
        name: &Name,
        ty: TypeRef,
        default: &Option<String>,
        fixed: &Option<String>,
        span: Span,
    ) {
        let name = quoted(&name.local);
        if let Some(default) = default {
            self.value(&format!("the default of {name}"), ty, default, span);
        }
        if let Some(fixed) = fixed {
            self.value(&format!("the fixed value of {name}"), ty, fixed, span);
        }
    }

    fn value(&mut self, what: &str, ty: TypeRef, value: &str, span: Span) {
        let ty = self.text_type(ty);
        if let Some(fault) = check(self.model, ty, value)
            && self.reported.insert(span)
        {
            let why = explain(self.model, &fault, value, None);
            let message = format!("{what} is not of its type: {why}");
            self.diagnostics
                .push(Diagnostic::error(Code::BadValue, message).at(span));
        }
    }

    /// The type of the text of an element of that type.
    fn text_type(&self, ty: TypeRef) -> TypeRef {
        match ty {
            TypeRef::Defined(id) => match self.model.get(id).map(|def| &def.kind) {
                Some(TypeKind::Complex(complex)) => match &complex.content {
                    Content::Text(value) => value.ty,
                    _ => ty,
                },
                _ => ty,
            },
            TypeRef::Builtin(_) => ty,
        }
    }
}
