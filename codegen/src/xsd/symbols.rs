//! The symbol spaces of a schema: which global component has which name.
//!
//! Source: XML Schema Part 1, section 2.5: types, elements, attributes, groups, attribute groups,
//! identity constraints and notations each have names of their own.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use indexmap::IndexMap;

use super::load::{Document, Schemas, namespace_name};
use super::syntax::{self, Directive, Item, Spanned};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Name;
use crate::source::Span;
use crate::suggest::Suggestions;

/// A global component: the place of its document and what that says.
pub(super) struct Global<S> {
    pub(super) document: usize,
    pub(super) name: Name,
    pub(super) syntax: S,
    /// The component that it redefines and refers to by its own name.
    pub(super) redefines: Option<Rc<Redefined>>,
    /// Whether another redefines it, so that nothing else refers to it.
    pub(super) is_redefined: bool,
}

/// A component that another redefines.
///
/// Source: XML Schema Part 1, section 4.2.2.
#[derive(Debug)]
pub(super) struct Redefined {
    /// The symbol space.
    kind: &'static str,
    /// The name of both.
    pub(super) name: Name,
    /// The name under which the one that is redefined is known.
    pub(super) hidden: Name,
}

impl Redefined {
    /// The name under which a reference within the new component finds what it refers to.
    pub(super) fn target(&self, kind: &'static str, name: &Name) -> Option<&Name> {
        (self.kind == kind && self.name == *name).then_some(&self.hidden)
    }
}

/// How often each component is redefined, by symbol space and name.
type Redefinitions = HashMap<(&'static str, Name), usize>;

/// What a component is called that is redefined so many times; no name has blanks.
fn hidden(name: &Name, times: usize) -> Name {
    let local = format!("{}{}", name.local, " redefined".repeat(times));
    Name {
        ns: name.ns.clone(),
        local: local.into(),
    }
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
    pub(super) notations: Space<&'a syntax::Notation>,
    /// Whether what is declared now redefines something.
    redefines: bool,
    redefinitions: Redefinitions,
    /// The documents of which something is left out.
    left_out: HashSet<usize>,
}

/// One symbol space.
pub(super) struct Space<S> {
    /// What its components are called in messages.
    pub(super) kind: &'static str,
    /// The components in declaration order; a component's id is its place here.
    pub(super) globals: Vec<Global<S>>,
    by_name: IndexMap<Name, First>,
    /// The first component of each local name, by its place in `by_name`.
    by_local: HashMap<Rc<str>, usize>,
    suggestions: Suggestions,
}

/// The first component of a name.
struct First {
    id: usize,
    span: Span,
    /// The imported document that it belongs to.
    import: Option<usize>,
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
            notations: Space::new("notation"),
            redefines: false,
            redefinitions: Redefinitions::new(),
            left_out: HashSet::new(),
        };
        // Documents come before those that they redefine: the first redefinition is the last word.
        for (index, document) in schemas.documents.iter().enumerate() {
            for directive in &document.syntax.directives {
                if let Directive::Redefine { items, .. } = directive {
                    for item in items {
                        symbols.redefines = true;
                        symbols.declare(index, document, item, diagnostics);
                    }
                }
            }
        }
        symbols.redefines = false;
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
        let mut place = Declaring {
            document: index,
            import: document.import,
            ns: document.namespace.clone(),
            redefines: self.redefines,
            redefinitions: &mut self.redefinitions,
            left_out: &mut self.left_out,
            diagnostics,
        };
        match item {
            Item::Element(element) => {
                self.elements.declare(&mut place, &element.name, element);
            }
            Item::Attribute(attribute) => {
                self.attributes
                    .declare(&mut place, &attribute.name, attribute);
            }
            Item::Group(group) => self.groups.declare(&mut place, &group.name, group),
            Item::AttributeGroup(group) => {
                self.attribute_groups
                    .declare(&mut place, &group.name, group);
            }
            Item::ComplexType(ty) => {
                if let Some(name) = &ty.name {
                    self.types
                        .declare(&mut place, name, TypeSyntax::Complex(ty));
                }
            }
            Item::SimpleType(ty) => {
                if let Some(name) = &ty.name {
                    self.types.declare(&mut place, name, TypeSyntax::Simple(ty));
                }
            }
            Item::Notation(notation) => {
                self.notations.declare(&mut place, &notation.name, notation);
            }
        }
    }
}

/// Where a component is declared.
struct Declaring<'a> {
    document: usize,
    /// The imported document that it belongs to.
    import: Option<usize>,
    ns: Option<Rc<str>>,
    redefines: bool,
    redefinitions: &'a mut Redefinitions,
    left_out: &'a mut HashSet<usize>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Space<&'a syntax::IdentityConstraint> {
    /// The identity constraints of some documents, in that order; two of one name are reported.
    pub(super) fn of_constraints(
        documents: &[Document],
        constraints: impl Iterator<Item = (usize, &'a syntax::IdentityConstraint)>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut space = Self::new("identity constraint");
        let mut left_out = HashSet::new();
        for (number, constraint) in constraints {
            let document = documents.get(number);
            let mut place = Declaring {
                document: number,
                import: document.and_then(|document| document.import),
                ns: document.and_then(|document| document.namespace.clone()),
                redefines: false,
                redefinitions: &mut Redefinitions::new(),
                left_out: &mut left_out,
                diagnostics,
            };
            space.declare(&mut place, &constraint.name, constraint);
        }
        space
    }
}

impl<S> Space<S> {
    fn new(kind: &'static str) -> Self {
        Self {
            kind,
            globals: Vec::new(),
            by_name: IndexMap::new(),
            by_local: HashMap::new(),
            suggestions: Suggestions::default(),
        }
    }

    fn declare(&mut self, place: &mut Declaring<'_>, name: &Spanned<Rc<str>>, syntax: S) {
        let public = Name {
            ns: place.ns.clone(),
            local: Rc::clone(&name.value),
        };
        let key = (self.kind, public.clone());
        let times = place.redefinitions.get(&key).copied().unwrap_or_default();
        let expanded = hidden(&public, times);
        let redefines = place.redefines.then(|| {
            place.redefinitions.insert(key, times + 1);
            Rc::new(Redefined {
                kind: self.kind,
                hidden: hidden(&public, times + 1),
                name: public,
            })
        });
        if let Some(first) = self.by_name.get(&expanded) {
            self.declared_twice(place, name, first);
            return;
        }
        self.by_local
            .entry(Rc::clone(&expanded.local))
            .or_insert(self.by_name.len());
        let first = First {
            id: self.globals.len(),
            span: name.span,
            import: place.import,
        };
        self.by_name.insert(expanded.clone(), first);
        self.globals.push(Global {
            document: place.document,
            name: expanded,
            syntax,
            redefines,
            is_redefined: times > 0,
        });
    }

    /// Reports a component of a name that another has. Of documents that were imported apart from
    /// each other the first counts: where a namespace is imported from several places, all but one are
    /// hints that need not be followed (XML Schema Part 1, section 4.2.3).
    fn declared_twice(&self, place: &mut Declaring<'_>, name: &Spanned<Rc<str>>, first: &First) {
        let component = format!("{} {}", self.kind, quoted(&name.value));
        let diagnostic = if first.import == place.import {
            let message = format!("the {component} is declared twice");
            Diagnostic::error(Code::Duplicate, message).label("again here")
        } else if place.left_out.insert(place.document) {
            let message = format!(
                "the {component} is declared in two documents that are imported for one namespace"
            );
            Diagnostic::warning(Code::Duplicate, message)
                .label("this one is left out, as is all else that both declare")
        } else {
            return;
        };
        let diagnostic = diagnostic.at(name.span).related(first.span, "first here");
        place.diagnostics.push(diagnostic);
    }

    /// The id of the component of that name.
    pub(super) fn get(&self, name: &Name) -> Option<usize> {
        self.by_name.get(name).map(|first| first.id)
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
        let beside = beside.map(|other| &*other.local);
        if let Some(near) = self.suggestions.nearest(&name.local, beside) {
            return diagnostic.help(format!("did you mean `{near}`?"));
        }
        let elsewhere = self.by_local.get(&name.local);
        match elsewhere.and_then(|at| self.by_name.get_index(*at)) {
            Some((other, _)) => diagnostic.help(format!(
                "there is one in {}: is the prefix right?",
                namespace_name(other.ns.as_deref())
            )),
            None => diagnostic,
        }
    }
}
