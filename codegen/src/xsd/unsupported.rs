//! The constructs that this version cannot generate from: each is reported at its place, so that
//! nothing is skipped in silence.

use std::collections::HashSet;

use super::builtin;
use super::grammar::XSD;
use super::load::Schemas;
use super::syntax::{
    Attribute, AttributeItem, Attributes, ComplexType, Content, Directive, Element, Item, Method,
    Particle, QName, Schema, SimpleType, Term, TypeUse, Variety,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

/// Reports every construct that is not supported yet.
pub fn check(schemas: &Schemas, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for document in &schemas.documents {
        if seen.insert(document.syntax.source) {
            Check { diagnostics }.schema(&document.syntax);
        }
    }
}

struct Check<'a> {
    diagnostics: &'a mut Diagnostics,
}

impl Check<'_> {
    fn report(&mut self, code: Code, what: &str, span: Span) {
        let message = format!("{what} is not supported yet: this version cannot generate from it");
        self.diagnostics
            .push(Diagnostic::error(code, message).at(span));
    }

    fn schema(&mut self, schema: &Schema) {
        for directive in &schema.directives {
            if let Directive::Redefine { span, .. } = directive {
                self.report(Code::UnsupportedRedefine, "`redefine`", *span);
            }
        }
        for item in &schema.items {
            match item {
                Item::Element(element) => self.element(element),
                Item::Attribute(attribute) => self.attribute(attribute),
                Item::SimpleType(ty) => self.simple_type(ty),
                Item::ComplexType(ty) => self.complex_type(ty),
                Item::Group(group) => self.particle(group.content.as_ref()),
                Item::AttributeGroup(group) => self.attributes(&group.attributes),
                Item::Notation(notation) => {
                    self.report(Code::UnsupportedNotation, "`notation`", notation.span);
                }
            }
        }
    }

    fn element(&mut self, element: &Element) {
        if let Some(head) = &element.substitution_group {
            self.report(
                Code::UnsupportedSubstitutionGroup,
                "`substitutionGroup`",
                head.span,
            );
        }
        for constraint in &element.identity_constraints {
            let what = format!("`{}`", constraint.kind);
            self.report(Code::UnsupportedIdentityConstraint, &what, constraint.span);
        }
        match &element.ty {
            Some(ty) => self.type_use(ty),
            None if element.substitution_group.is_none() => {
                let what = "an element without a type, which may hold anything,";
                self.report(Code::UnsupportedBuiltin, what, element.span);
            }
            None => {}
        }
    }

    fn attribute(&mut self, attribute: &Attribute) {
        if let Some(ty) = &attribute.ty {
            self.type_use(ty);
        }
    }

    fn type_use(&mut self, ty: &TypeUse) {
        match ty {
            TypeUse::Named(name) => self.reference(name),
            TypeUse::Simple(ty) => self.simple_type(ty),
            TypeUse::Complex(ty) => self.complex_type(ty),
        }
    }

    /// A reference to a type whose values the runtime does not know.
    fn reference(&mut self, name: &QName) {
        let builtin = builtin::builtin(&name.local).filter(|_| name.ns.as_deref() == Some(XSD));
        if builtin.is_some_and(|builtin| !builtin::is_supported(builtin)) {
            let what = format!("the type `{}`", name.local);
            self.report(Code::UnsupportedBuiltin, &what, name.span);
        }
    }

    fn complex_type(&mut self, ty: &ComplexType) {
        if let Some(span) = ty.mixed {
            self.report(Code::UnsupportedMixed, "mixed content", span);
        }
        // Every type restricts `anyType` in the end: only to extend it needs its content.
        let is_root = |name: &QName| name.ns.as_deref() == Some(XSD) && &*name.local == "anyType";
        if let Some(derivation) = &ty.derivation
            && (derivation.method == Method::Extension || !is_root(&derivation.base))
        {
            self.reference(&derivation.base);
        }
        match &ty.content {
            Content::Elements(particle) => self.particle(particle.as_ref()),
            Content::Simple(restriction) => {
                if let Some(inline) = &restriction.inline {
                    self.simple_type(inline);
                }
            }
        }
        self.attributes(&ty.attributes);
    }

    fn attributes(&mut self, attributes: &Attributes) {
        for item in &attributes.items {
            if let AttributeItem::Local(attribute) = item {
                self.attribute(attribute);
            }
        }
        if let Some(any) = &attributes.any {
            self.report(Code::UnsupportedAnyAttribute, "`anyAttribute`", any.span);
        }
    }

    fn particle(&mut self, particle: Option<&Particle>) {
        let Some(particle) = particle else {
            return;
        };
        match &particle.term {
            Term::Element(element) => self.element(element),
            Term::Sequence(particles) | Term::Choice(particles) | Term::All(particles) => {
                for particle in particles {
                    self.particle(Some(particle));
                }
            }
            Term::Any(any) => self.report(Code::UnsupportedAny, "`any`", any.span),
            Term::ElementRef(_) | Term::GroupRef(_) => {}
        }
    }

    fn simple_type(&mut self, ty: &SimpleType) {
        match &ty.variety {
            Variety::Restriction {
                base, restriction, ..
            } => {
                if let Some(base) = base {
                    self.reference(base);
                }
                if let Some(inline) = &restriction.inline {
                    self.simple_type(inline);
                }
            }
            Variety::List { span, .. } => self.report(Code::UnsupportedList, "`list`", *span),
            Variety::Union { span, .. } => self.report(Code::UnsupportedUnion, "`union`", *span),
        }
    }
}
