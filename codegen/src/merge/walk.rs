//! Every place where a sample and a model disagree.

use super::site::{self, Site, complex};
use crate::layout::resolve_alias;
use crate::model::{
    Builtin, Choice, Complex, Content, Model, Name, Occurs, Particle, TypeId, TypeKind, TypeRef,
};
use crate::sample::{NodeRef, Sample};
use crate::source::Span;
use crate::value::{self, Fault};

/// One disagreement at one place in a sample.
#[derive(Clone, Debug)]
pub(super) struct Finding<'s> {
    pub(super) kind: Kind,
    /// The element in question: the undeclared one, the one that lacks something or is not right.
    pub(super) node: NodeRef<'s>,
    /// The element around it, for an element that is undeclared or repeated.
    pub(super) parent: Option<NodeRef<'s>>,
    /// Where in the sample.
    pub(super) span: Span,
    /// The name or the value in question.
    pub(super) text: String,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    UndeclaredRoot(Name),
    UndeclaredElement(Owner),
    UndeclaredAttribute(Owner, Name),
    UndeclaredText(Owner),
    MissingElement(TypeId, usize),
    MissingAttribute(TypeId, usize),
    RepeatedElement(TypeId, usize),
    Value(Site, Fault),
    Nil(Site),
}

/// What something is undeclared in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Owner {
    /// A complex type.
    Type(TypeId),
    /// An element of simple type, which holds nothing but a value.
    Simple(Site),
}

/// Walks one sample. In one of a `newer` server, what is undeclared and what an enumeration does
/// not list is expected.
pub(super) fn walk<'s>(model: &Model, sample: &'s Sample, newer: bool) -> Vec<Finding<'s>> {
    let Some(root) = sample.root() else {
        return Vec::new();
    };
    let name = &root.get().name;
    let Some(place) = model
        .roots
        .iter()
        .position(|declared| declared.name == *name)
    else {
        return vec![Finding {
            kind: Kind::UndeclaredRoot(name.clone()),
            node: root,
            parent: None,
            span: root.get().span,
            text: name.local.to_string(),
        }];
    };
    let mut walk = Walk {
        model,
        newer,
        todo: vec![(root, Site::Root(place))],
        findings: Vec::new(),
    };
    while let Some((node, site)) = walk.todo.pop() {
        walk.element(node, site);
    }
    walk.findings.sort_by_key(|finding| finding.span);
    walk.findings
}

struct Walk<'m, 's> {
    model: &'m Model,
    newer: bool,
    todo: Vec<(NodeRef<'s>, Site)>,
    findings: Vec<Finding<'s>>,
}

impl<'s> Walk<'_, 's> {
    fn find(&mut self, kind: Kind, node: NodeRef<'s>, span: Span, text: impl Into<String>) {
        self.findings.push(Finding {
            kind,
            node,
            parent: None,
            span,
            text: text.into(),
        });
    }

    fn find_in(&mut self, parent: NodeRef<'s>, kind: Kind, node: NodeRef<'s>) {
        self.findings.push(Finding {
            kind,
            node,
            parent: Some(parent),
            span: node.get().span,
            text: node.get().name.local.to_string(),
        });
    }

    fn element(&mut self, node: NodeRef<'s>, site: Site) {
        let Some(found) = site.find(self.model) else {
            return;
        };
        let nil = node.get().nil;
        if nil && !found.nillable {
            self.find(
                Kind::Nil(site),
                node,
                node.get().span,
                node.get().name.local.to_string(),
            );
        }
        let resolved = self.said_type(node, resolve_alias(self.model, found.ty));
        let complex_type = match resolved {
            TypeRef::Defined(id) => complex(self.model, id).map(|complex| (id, complex)),
            TypeRef::Builtin(_) => None,
        };
        match complex_type {
            Some((id, complex)) => {
                self.attributes(node, id, complex);
                self.content(node, id, complex);
            }
            None if resolved == TypeRef::Builtin(Builtin::AnyType) => {}
            None => {
                self.only_value(node, site);
                if !nil {
                    let default = found.default.filter(|_| node.get().text.is_empty());
                    let text = default.unwrap_or(&node.get().text).to_owned();
                    self.value(
                        node,
                        site,
                        &text,
                        node.get().text_span.unwrap_or(node.get().span),
                    );
                }
            }
        }
    }

    /// The type of an element that may have one of several: the one that it says, or the declared
    /// one. Of a type that the schema does not list here, it holds anything.
    fn said_type(&self, node: NodeRef<'_>, ty: TypeRef) -> TypeRef {
        let types = match ty {
            TypeRef::Defined(id) => match self.model.get(id).map(|def| &def.kind) {
                Some(TypeKind::Types(types)) => types,
                _ => return ty,
            },
            TypeRef::Builtin(_) => return ty,
        };
        let listed = match &node.get().says_type {
            None => types.default,
            Some(name) => {
                let mut types = types.types.iter().copied();
                types.find(|id| self.model.get(*id).is_some_and(|def| def.name == *name))
            }
        };
        listed.map_or(TypeRef::Builtin(Builtin::AnyType), TypeRef::Defined)
    }

    /// Checks that an element of simple type has no attributes and no children.
    fn only_value(&mut self, node: NodeRef<'s>, site: Site) {
        if self.newer {
            return;
        }
        let owner = Owner::Simple(site);
        for attribute in &node.get().attributes {
            let kind = Kind::UndeclaredAttribute(owner, attribute.name.clone());
            self.find(kind, node, attribute.span, &attribute.value);
        }
        for child in node.children() {
            self.find_in(node, Kind::UndeclaredElement(owner), child);
        }
    }

    fn attributes(&mut self, node: NodeRef<'s>, id: TypeId, complex: &Complex) {
        for attribute in &node.get().attributes {
            let place = complex
                .attributes
                .iter()
                .position(|declared| declared.name == attribute.name);
            match place {
                Some(place) => {
                    let site = Site::Attribute(id, place);
                    self.value(node, site, &attribute.value, attribute.value_span);
                }
                None if self.newer || complex.any_attributes => {}
                None => {
                    let kind = Kind::UndeclaredAttribute(Owner::Type(id), attribute.name.clone());
                    self.find(kind, node, attribute.span, &attribute.value);
                }
            }
        }
        for (place, declared) in complex.attributes.iter().enumerate() {
            let is_there = node
                .get()
                .attributes
                .iter()
                .any(|a| a.name == declared.name);
            if declared.required && !is_there {
                let kind = Kind::MissingAttribute(id, place);
                self.find(kind, node, node.get().span, declared.name.local.to_string());
            }
        }
    }

    fn content(&mut self, node: NodeRef<'s>, id: TypeId, complex: &Complex) {
        let is_text = matches!(complex.content, Content::Text(_));
        let is_mixed = self.is_mixed(complex);
        if let Some(span) = node.get().text_span.filter(|_| !is_text && !is_mixed) {
            let text = node.get().text.trim();
            self.find(Kind::UndeclaredText(Owner::Type(id)), node, span, text);
        }
        if is_text && !node.get().nil {
            let text = &node.get().text;
            self.value(
                node,
                Site::Text(id),
                text,
                node.get().text_span.unwrap_or(node.get().span),
            );
        }
        let mut counts = vec![0_u64; complex.content.particles().len()];
        for child in node.children() {
            match self.particle_of(id, complex, &child.get().name) {
                Some((place, site)) => {
                    if let Some(count) = counts.get_mut(place) {
                        *count += 1;
                        let occurs = complex
                            .content
                            .particles()
                            .get(place)
                            .map_or(Occurs::ANY, occurs);
                        if occurs.max.is_some_and(|max| *count > max) {
                            self.find_in(node, Kind::RepeatedElement(id, place), child);
                        }
                    }
                    self.todo.push((child, site));
                }
                None => match self.wildcard(complex) {
                    Some(place) => {
                        if let Some(count) = counts.get_mut(place) {
                            *count += 1;
                        }
                    }
                    None if self.newer => {}
                    None => self.find_in(node, Kind::UndeclaredElement(Owner::Type(id)), child),
                },
            }
        }
        if node.get().nil {
            return;
        }
        for (place, particle) in complex.content.particles().iter().enumerate() {
            let count = counts.get(place).copied().unwrap_or(0);
            if count < occurs(particle).min {
                let kind = Kind::MissingElement(id, place);
                self.find(
                    kind,
                    node,
                    node.get().span,
                    particle_name(self.model, particle),
                );
            }
        }
    }

    /// The particle that an element name stands for, and the use of a type behind it.
    fn particle_of(&self, id: TypeId, complex: &Complex, name: &Name) -> Option<(usize, Site)> {
        let mut found = complex.content.particles().iter().enumerate();
        found.find_map(|(place, particle)| match particle {
            Particle::Element(element) => {
                (element.name == *name).then_some((place, Site::Element(id, place)))
            }
            Particle::Choice(choice) => {
                let alternatives = &site::choice(self.model, choice.ty)?.alternatives;
                let alternative = alternatives.iter().position(|a| a.name == *name)?;
                Some((place, Site::Alternative(choice.ty, alternative)))
            }
        })
    }

    /// The particle that takes elements of any other name.
    fn wildcard(&self, complex: &Complex) -> Option<usize> {
        self.choice_that(complex, |choice| choice.any)
    }

    fn is_mixed(&self, complex: &Complex) -> bool {
        self.choice_that(complex, |choice| choice.text).is_some()
    }

    /// The first particle that is a choice of which this holds.
    fn choice_that(&self, complex: &Complex, holds: fn(&Choice) -> bool) -> Option<usize> {
        let mut particles = complex.content.particles().iter();
        particles.position(|particle| match particle {
            Particle::Element(_) => false,
            Particle::Choice(choice) => site::choice(self.model, choice.ty).is_some_and(holds),
        })
    }

    fn value(&mut self, node: NodeRef<'s>, site: Site, text: &str, span: Span) {
        let Some(found) = site.find(self.model) else {
            return;
        };
        let fault = match found.fixed {
            Some(fixed) if text.is_empty() && matches!(site, Site::Element(..)) => {
                // An empty element stands for the fixed value.
                value::check(self.model, found.ty, fixed)
            }
            Some(fixed) if !value::is_fixed(self.model, found.ty, text, fixed) => {
                Some(Fault::Fixed)
            }
            _ => value::check(self.model, found.ty, text),
        };
        match fault {
            Some(Fault::Unlisted(_)) if self.newer => {}
            Some(fault) => self.find(Kind::Value(site, fault), node, span, text),
            None => {}
        }
    }
}

pub(super) fn occurs(particle: &Particle) -> Occurs {
    match particle {
        Particle::Element(element) => element.occurs,
        Particle::Choice(choice) => choice.occurs,
    }
}

/// What a particle is called in a message: the element's name, or those of the alternatives.
pub(super) fn particle_name(model: &Model, particle: &Particle) -> String {
    match particle {
        Particle::Element(element) => element.name.local.to_string(),
        Particle::Choice(choice) => {
            let alternatives = match model.get(choice.ty).map(|def| &def.kind) {
                Some(TypeKind::Choice(choice)) => choice.alternatives.as_slice(),
                _ => &[],
            };
            let names: Vec<&str> = alternatives.iter().map(|a| &*a.name.local).collect();
            names.join(" | ")
        }
    }
}
