//! The fields of a struct.

use quote::quote;
use syn::{Attribute as Markup, Field};

use super::attribute::{XmlAttribute, ns_setting};
use super::docs::Without;
use super::facets::Use;
use super::rename::Case;
use super::syntax::{applied, doc, field, list, path_type, word};
use super::types::{Types, ident, takes_default};
use super::{doc_attributes, docs, prose};
use crate::datatype;
use crate::diagnostic::Diagnostic;
use crate::layout::{is_inline, resolve_alias};
use crate::model::{
    Attribute, Builtin, Choice, ChoiceParticle, Complex, Content, Element, Model, Name, Occurs,
    Particle, TypeId, TypeKind, TypeRef, Unknown, Value,
};
use crate::name::Members;

/// The fields of a struct.
pub(super) struct Fields<'a> {
    pub(super) types: &'a Types<'a>,
    pub(super) owner: TypeId,
    pub(super) members: &'a Members,
    /// The namespace of the struct's elements.
    pub(super) ns: Option<&'a str>,
    pub(super) case: Case,
}

impl Fields<'_> {
    pub(super) fn all(&self, complex: &Complex) -> Result<Vec<Field>, Diagnostic> {
        let mut fields = Vec::new();
        for (attribute, rust) in complex.attributes.iter().zip(&self.members.attributes) {
            fields.push(self.attribute(attribute, rust)?);
        }
        if complex.any_attributes {
            fields.push(field(
                vec![
                    doc("Attributes of any other name."),
                    list("xml", quote!(any_attributes)),
                ],
                ident(&self.members.any_attributes)?,
                applied(word("Vec"), path_type(self.types.xml("Attribute"))),
            ));
        }
        match &complex.content {
            Content::Empty => {}
            Content::Text(value) => fields.push(self.text(value)?),
            Content::Elements(particles) => {
                for (particle, rust) in particles.iter().zip(&self.members.particles) {
                    fields.push(match particle {
                        Particle::Element(element) => self.element(element, rust)?,
                        Particle::Choice(choice) => self.choice(choice, rust)?,
                    });
                }
            }
        }
        if complex.unknown == Unknown::Preserve {
            fields.push(field(
                vec![
                    doc("What the schema does not declare, as it came."),
                    list("xml", quote!(unknown)),
                ],
                ident(&self.members.unknown)?,
                path_type(self.types.xml("Unknown")),
            ));
        }
        Ok(fields)
    }

    fn attribute(&self, attribute: &Attribute, rust: &str) -> Result<Field, Diagnostic> {
        let mut xml = XmlAttribute::default();
        xml.push(quote!(attribute));
        xml.name(self.explicit(rust, &attribute.name));
        if attribute.name.ns.is_some() {
            xml.push(ns_setting(self.types.names, attribute.name.ns.as_deref()));
        }
        let value = &attribute.value;
        let with = Use {
            fixed: value.fixed.as_ref(),
            ..Use::default()
        };
        xml.optional(self.types.validate(Some(value.ty), with));
        let mut attributes = self.docs(attribute.doc.as_ref(), None, value, Without::Absent);
        attributes.extend(xml.attribute());
        let ty = self.types.attribute(value.ty, attribute.required)?;
        Ok(field(attributes, ident(rust)?, ty))
    }

    fn text(&self, value: &Value) -> Result<Field, Diagnostic> {
        let mut docs = prose(Some(&"The text of the element.".to_owned()));
        docs.extend(constraints(
            self.types.model,
            value.ty,
            None,
            value.default.as_ref(),
            value.fixed.as_ref(),
            Without::Unread,
        ));
        let mut attributes = doc_attributes(&docs, 4);
        let mut ty = self.types.value(value.ty)?;
        if self.types.layout.may_be_empty(self.owner) {
            ty = applied(word("Option"), ty);
        }
        let mut xml = XmlAttribute::default();
        xml.push(quote!(text));
        let with = Use {
            fixed: value.fixed.as_ref(),
            ..Use::default()
        };
        xml.optional(self.types.validate(Some(value.ty), with));
        attributes.extend(xml.attribute());
        Ok(field(attributes, ident(&self.members.text)?, ty))
    }

    fn element(&self, element: &Element, rust: &str) -> Result<Field, Diagnostic> {
        let mut xml = XmlAttribute::default();
        match self.types.layout.wrapped_items(self.types.model, element) {
            Some(items) => {
                let wrapper = &*element.name.local;
                xml.push(quote!(children(wrapper = #wrapper)));
                xml.name(self.explicit(rust, &items.name));
            }
            None => xml.name(self.explicit(rust, &element.name)),
        }
        if element.name.ns.as_deref() != self.ns {
            xml.push(ns_setting(self.types.names, element.name.ns.as_deref()));
        }
        let value = Value {
            ty: element.ty,
            default: element.default.clone(),
            fixed: element.fixed.clone(),
        };
        let without = match takes_default(self.types.model, element) {
            true => {
                let default = value.fixed.as_ref().or(value.default.as_ref());
                let builtin = builtin(self.types.model, element.ty);
                xml.optional(default.map(|default| {
                    let default = datatype::canonical(builtin, default);
                    quote!(default = #default)
                }));
                Without::Empty
            }
            false => Without::Unread,
        };
        let (valued, with) = match self.types.layout.wrapped_items(self.types.model, element) {
            Some(items) => (items, items.fixed.as_ref()),
            None => (element, value.fixed.as_ref()),
        };
        let with = Use {
            fixed: with,
            occurs: Some(valued.occurs),
        };
        xml.optional(self.types.validate(Some(valued.ty), with));
        let occurs = Some(element.occurs);
        let mut attributes = self.docs(element.doc.as_ref(), occurs, &value, without);
        attributes.extend(xml.attribute());
        let ty = self.types.element(self.owner, element)?;
        Ok(field(attributes, ident(rust)?, ty))
    }

    fn choice(&self, choice: &ChoiceParticle, rust: &str) -> Result<Field, Diagnostic> {
        let declared = match self.types.model.get(choice.ty).map(|def| &def.kind) {
            Some(TypeKind::Choice(declared)) => Some(declared),
            _ => None,
        };
        let is_wildcard = declared.is_some_and(Choice::is_wildcard);
        let is_mixed = declared.is_some_and(|choice| choice.text);
        let (kind, otherwise) = match (is_mixed, is_wildcard) {
            (true, _) => (quote!(mixed), "Text and elements, in their order."),
            (false, true) => (quote!(any), "Elements of any name."),
            (false, false) => (quote!(choice), "One of several elements."),
        };
        let mut paragraphs = prose(choice.doc.as_ref());
        if paragraphs.is_empty() {
            paragraphs.push(otherwise.to_owned());
        }
        paragraphs.extend(docs::occurrence(choice.occurs));
        let mut attributes = doc_attributes(&paragraphs, 4);
        let ty = self.types.choice(self.owner, choice)?;
        let mut xml = XmlAttribute::default();
        xml.push(kind);
        if !is_mixed {
            let with = Use {
                occurs: Some(choice.occurs),
                ..Use::default()
            };
            xml.optional(self.types.validate(None, with));
        }
        attributes.extend(xml.attribute());
        Ok(field(attributes, ident(rust)?, ty))
    }

    /// The XML name, where the Rust name does not give it.
    fn explicit<'n>(&self, rust: &str, name: &'n Name) -> Option<&'n str> {
        (!self.case.gives(rust, &name.local)).then_some(&*name.local)
    }

    fn docs(
        &self,
        doc: Option<&String>,
        occurs: Option<Occurs>,
        value: &Value,
        without: Without,
    ) -> Vec<Markup> {
        let mut paragraphs = prose(doc);
        let (default, fixed) = (value.default.as_ref(), value.fixed.as_ref());
        paragraphs.extend(constraints(
            self.types.model,
            value.ty,
            occurs,
            default,
            fixed,
            without,
        ));
        doc_attributes(&paragraphs, 4)
    }
}

/// The fields whose XML names may follow from their Rust names: `(rust, xml)`.
pub(super) fn named_fields<'a>(
    complex: &'a Complex,
    members: &'a Members,
) -> impl Iterator<Item = (&'a str, &'a str)> + Clone {
    let attributes = complex.attributes.iter().zip(&members.attributes);
    let elements = complex.content.particles().iter();
    let elements = elements.zip(&members.particles);
    attributes
        .map(|(attribute, rust)| (rust.as_str(), &*attribute.name.local))
        .chain(elements.filter_map(|(particle, rust)| match particle {
            Particle::Element(element) => Some((rust.as_str(), &*element.name.local)),
            Particle::Choice(_) => None,
        }))
}

/// What the Rust type of a field does not say, in words.
pub(super) fn constraints(
    model: &Model,
    ty: TypeRef,
    occurs: Option<Occurs>,
    default: Option<&String>,
    fixed: Option<&String>,
    without: Without,
) -> Option<String> {
    let sentences: Vec<String> = [
        occurs.and_then(docs::occurrence),
        inline_facets(model, ty),
        docs::value_constraint(default, fixed, without),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The facets of a type that has no name in Rust.
fn inline_facets(model: &Model, mut ty: TypeRef) -> Option<String> {
    let mut facets = Vec::new();
    for _ in 0..model.types.len() {
        match ty {
            TypeRef::Defined(id) => match model.get(id) {
                Some(def) if is_inline(def) => match &def.kind {
                    TypeKind::Simple(simple) => {
                        facets.extend(simple.facets.iter().cloned());
                        ty = simple.base;
                    }
                    _ => break,
                },
                _ => break,
            },
            TypeRef::Builtin(_) => break,
        }
    }
    docs::facets(&facets, builtin(model, ty))
}

/// The built-in type that a type restricts in the end, if it does.
pub(super) fn builtin(model: &Model, ty: TypeRef) -> Option<Builtin> {
    match resolve_alias(model, ty) {
        TypeRef::Builtin(builtin) => Some(builtin),
        TypeRef::Defined(_) => None,
    }
}
