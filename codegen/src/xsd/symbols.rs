//! The symbol spaces of a schema: which global component has which name.
//!
//! Source: XML Schema Part 1, section 2.5: types, elements, attributes, groups and attribute
//! groups each have names of their own.

use std::rc::Rc;

use indexmap::IndexMap;

use super::load::{Document, Schemas, namespace_name};
use super::syntax::{self, Item, Spanned};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Name;
use crate::source::Span;
use crate::suggest::nearest;

/// A global component: the place of its document and what that says.
pub(super) struct Global<S> {
    pub(super) document: usize,
    pub(super) name: Name,
    pub(super) syntax: S,
}

/// A type definition of either kind.
#[derive(Clone, Copy)]
pub(super) enum TypeSyntax<'a> {
    Complex(&'a syntax::ComplexType),
    Simple(&'a syntax::SimpleType),
}

/// The global components by kind, in declaration order, and their names.
pub(super) struct Symbols<'a> {
    pub(super) types: Space<TypeSyntax<'a>>,
    pub(super) elements: Space<&'a syntax::Element>,
    pub(super) attributes: Space<&'a syntax::Attribute>,
    pub(super) groups: Space<&'a syntax::Group>,
    pub(super) attribute_groups: Space<&'a syntax::AttributeGroup>,
}

/// One symbol space.
pub(super) struct Space<S> {
    /// What its components are called in messages.
    pub(super) kind: &'static str,
    /// The components in declaration order; a component's id is its place here.
    pub(super) globals: Vec<Global<S>>,
    by_name: IndexMap<Name, (usize, Span)>,
}

impl<'a> Symbols<'a> {
    /// Collects the global components of every document; two of one name are reported.
    pub(super) fn collect(schemas: &'a Schemas, diagnostics: &mut Diagnostics) -> Self {
        let mut symbols = Self {
            types: Space::new("type"),
            elements: Space::new("element"),
            attributes: Space::new("attribute"),
            groups: Space::new("group"),
            attribute_groups: Space::new("attribute group"),
        };
        for (index, document) in schemas.documents.iter().enumerate() {
            for item in &document.syntax.items {
                symbols.declare(index, document, item, diagnostics);
            }
        }
        symbols
    }

    fn declare(
        &mut self,
        index: usize,
        document: &Document,
        item: &'a Item,
        diagnostics: &mut Diagnostics,
    ) {
        let place = (index, document.namespace.clone());
        match item {
            Item::Element(element) => {
                self.elements
                    .declare(place, &element.name, element, diagnostics);
            }
            Item::Attribute(attribute) => {
                self.attributes
                    .declare(place, &attribute.name, attribute, diagnostics);
            }
            Item::Group(group) => self.groups.declare(place, &group.name, group, diagnostics),
            Item::AttributeGroup(group) => {
                self.attribute_groups
                    .declare(place, &group.name, group, diagnostics);
            }
            Item::ComplexType(ty) => {
                if let Some(name) = &ty.name {
                    self.types
                        .declare(place, name, TypeSyntax::Complex(ty), diagnostics);
                }
            }
            Item::SimpleType(ty) => {
                if let Some(name) = &ty.name {
                    self.types
                        .declare(place, name, TypeSyntax::Simple(ty), diagnostics);
                }
            }
            // Nothing refers to a notation by its name.
            Item::Notation(_) => {}
        }
    }
}

impl<S> Space<S> {
    fn new(kind: &'static str) -> Self {
        Self {
            kind,
            globals: Vec::new(),
            by_name: IndexMap::new(),
        }
    }

    fn declare(
        &mut self,
        (document, ns): (usize, Option<Rc<str>>),
        name: &Spanned<Rc<str>>,
        syntax: S,
        diagnostics: &mut Diagnostics,
    ) {
        let expanded = Name {
            ns,
            local: Rc::clone(&name.value),
        };
        if let Some((_, first)) = self.by_name.get(&expanded) {
            let message = format!(
                "the {} {} is declared twice",
                self.kind,
                quoted(&name.value)
            );
            let diagnostic = Diagnostic::error(Code::Duplicate, message)
                .at(name.span)
                .label("again here")
                .related(*first, "first here");
            diagnostics.push(diagnostic);
            return;
        }
        self.by_name
            .insert(expanded.clone(), (self.globals.len(), name.span));
        self.globals.push(Global {
            document,
            name: expanded,
            syntax,
        });
    }

    /// The id of the component of that name.
    pub(super) fn get(&self, name: &Name) -> Option<usize> {
        self.by_name.get(name).map(|(id, _)| *id)
    }

    /// What to say of a reference that leads to no component.
    pub(super) fn unresolved(&self, name: &Name, span: Span) -> Diagnostic {
        let component = format!("{} {}", self.kind, quoted(&name.local));
        let message = match &name.ns {
            Some(ns) => format!("the namespace {} has no {component}", quoted(ns)),
            None => format!("there is no {component} without a namespace"),
        };
        let diagnostic = Diagnostic::error(Code::Unresolved, message).at(span);
        let beside = self.by_name.keys().filter(|other| other.ns == name.ns);
        if let Some(near) = nearest(&name.local, beside.map(|other| &*other.local)) {
            return diagnostic.help(format!("did you mean `{near}`?"));
        }
        match self.by_name.keys().find(|other| other.local == name.local) {
            Some(other) => diagnostic.help(format!(
                "there is one in {}: is the prefix right?",
                namespace_name(other.ns.as_deref())
            )),
            None => diagnostic,
        }
    }
}
