//! Syntax trees to components: every reference is followed to what it refers to.
//!
//! Source: XML Schema Part 1, section 3 (the mapping from XML representation to components) and
//! section 3.15.3 (QName resolution).

mod constraints;
mod inherited_value;
mod notations;
mod particles;
mod redefinitions;
mod wildcards;

use std::collections::{HashSet, VecDeque};
use std::rc::Rc;

use super::builtin;
use super::components::{
    Attribute, AttributeGroup, AttributeGroupId, AttributeId, AttributeUse, ComplexType,
    Components, Content, Derivation, DerivationSet, Element, ElementId, Group, Narrowing, Scope,
    SimpleType, Type, TypeId, TypeKind, TypeRef, Variety,
};
use super::derivation::{BLOCK_OF_ELEMENT, FINAL_OF_SIMPLE_TYPE, OF_COMPLEX_TYPE};
use super::grammar::XSD;
use super::load::{Document, Schemas, namespace_name};
use super::symbols::{Global, Redefined, Space, Symbols, TypeSyntax};
use super::syntax::{self, Directive, Form, QName, TypeUse};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, quoted};
use crate::model::{Builtin, Name};
use crate::suggest::nearest;

/// Resolves every reference of a schema.
///
/// What cannot be resolved is reported; a component that needs it is not to be relied upon then.
#[must_use]
pub fn resolve(schemas: &Schemas, diagnostics: &mut Diagnostics) -> Components {
    let symbols = Symbols::collect(schemas, diagnostics);
    let mut resolver = Resolver {
        schemas,
        symbols: &symbols,
        diagnostics,
        components: Components::default(),
        waiting: VecDeque::new(),
        type_count: 0,
        constraints: Vec::new(),
        not_imported: HashSet::new(),
        taken_as_anything: HashSet::new(),
    };
    resolver.globals();
    resolver.types();
    resolver.identity_constraints();
    resolver.notations();
    // What is not there has been reported.
    if !resolver.diagnostics.has_errors() {
        resolver.redefinitions();
    }
    let mut components = resolver.components;
    inherited_value::inherit(&mut components);
    components.types_of_heads();
    components
}

struct Resolver<'a, 'd> {
    schemas: &'a Schemas,
    symbols: &'a Symbols<'a>,
    diagnostics: &'d mut Diagnostics,
    components: Components,
    /// The types that have an id but are not resolved yet, in the order of their ids.
    waiting: VecDeque<WaitingType<'a>>,
    /// How many types have an id.
    type_count: usize,
    /// The identity constraints of the elements so far.
    constraints: Vec<(Place<'a>, &'a syntax::IdentityConstraint)>,
    /// The namespaces that were reported as not imported, by document.
    not_imported: HashSet<(usize, Option<Rc<str>>)>,
    /// The namespaces without a schema that something refers to.
    taken_as_anything: HashSet<Option<Rc<str>>>,
}

struct WaitingType<'a> {
    place: Place<'a>,
    name: Name,
    syntax: TypeSyntax<'a>,
}

/// Where a part of the syntax stands: its document, and what a type that is declared there in
/// place belongs to.
#[derive(Clone, Copy)]
struct Place<'a> {
    document: usize,
    scope: Scope,
    /// What the component that it is a part of redefines.
    redefines: Option<&'a Redefined>,
    /// Whether another component redefines that one.
    is_redefined: bool,
}

impl<'a> Place<'a> {
    /// A place of which only the document matters.
    fn in_document(document: usize) -> Self {
        Place {
            document,
            scope: Scope::Declaration,
            redefines: None,
            is_redefined: false,
        }
    }

    fn of<S>(global: &'a Global<S>, scope: Scope) -> Self {
        Place {
            document: global.document,
            scope,
            redefines: global.redefines.as_deref(),
            is_redefined: global.is_redefined,
        }
    }
}

impl<'a> Resolver<'a, '_> {
    /// Resolves the global components in declaration order, so that a component's id is its
    /// place in its symbol space. Types wait until all ids are given.
    fn globals(&mut self) {
        let symbols = self.symbols;
        for global in &symbols.types.globals {
            // What is redefined has a name for the redefinition only.
            let scope = match global.is_redefined {
                true => Scope::Declaration,
                false => Scope::Global,
            };
            let place = Place::of(global, scope);
            self.wait(place, global.name.clone(), global.syntax);
        }
        for global in &symbols.elements.globals {
            let place = Place::of(global, Scope::Declaration);
            let mut element = self.element(place, global.name.clone(), global.syntax);
            let head = global.syntax.substitution_group.as_ref();
            element.substitutes = head
                .and_then(|head| self.reference(place, &self.symbols.elements, head))
                .map(ElementId);
            self.components.elements.push(element);
        }
        self.components.global_elements = self.components.elements.len();
        for global in &symbols.attributes.globals {
            let place = Place::of(global, Scope::Declaration);
            let attribute = self.attribute(place, global.name.clone(), global.syntax);
            self.components.attributes.push(attribute);
        }
        for global in &symbols.groups.globals {
            let place = Place::of(global, Scope::Group);
            let content = global.syntax.content.as_ref();
            let group = Group {
                name: global.name.clone(),
                doc: global.syntax.doc.clone(),
                content: content.map(|particle| self.particle(place, particle)),
                redefines: None,
                span: global.syntax.span,
            };
            self.components.groups.push(group);
        }
        for global in &symbols.attribute_groups.globals {
            let place = Place::of(global, Scope::Group);
            let group = AttributeGroup {
                name: global.name.clone(),
                attributes: self.attribute_uses(place, &global.syntax.attributes),
                any_attribute: self.any_attribute(place, &global.syntax.attributes),
                redefines: None,
                span: global.syntax.span,
            };
            self.components.attribute_groups.push(group);
        }
    }

    /// Resolves the types that wait. Those declared in place within them join the queue, so that
    /// no depth of nesting is a depth of calls.
    fn types(&mut self) {
        while let Some(WaitingType {
            place,
            name,
            syntax,
        }) = self.waiting.pop_front()
        {
            let id = TypeId(self.components.types.len());
            let within = Place {
                scope: Scope::Type(id),
                ..place
            };
            let (span, doc, finals, kind) = match syntax {
                TypeSyntax::Complex(ty) => {
                    let kind = TypeKind::Complex(self.complex_type(within, &name, ty));
                    let finals = self.finals(place, ty.finals).and(OF_COMPLEX_TYPE);
                    (ty.span, &ty.doc, finals, kind)
                }
                TypeSyntax::Simple(ty) => {
                    let kind = TypeKind::Simple(self.simple_type(within, &name, ty));
                    let finals = self.finals(place, ty.finals).and(FINAL_OF_SIMPLE_TYPE);
                    (ty.span, &ty.doc, finals, kind)
                }
            };
            self.components.types.push(Type {
                name,
                scope: place.scope,
                document: place.document,
                span,
                doc: doc.clone(),
                finals,
                kind,
            });
        }
    }

    /// Gives a type its id and lets it wait.
    fn wait(&mut self, place: Place<'a>, name: Name, syntax: TypeSyntax<'a>) -> TypeId {
        let id = TypeId(self.type_count);
        self.type_count += 1;
        self.waiting.push_back(WaitingType {
            place,
            name,
            syntax,
        });
        id
    }

    fn document(&self, place: Place<'a>) -> Option<&'a Document> {
        self.schemas.documents.get(place.document)
    }

    /// What `block` says, or else `blockDefault` of the document.
    fn block(&self, place: Place<'a>, own: Option<DerivationSet>) -> DerivationSet {
        let default = self.document(place).map(|d| d.syntax.block_default);
        own.or(default).unwrap_or_default()
    }

    /// What `final` says, or else `finalDefault` of the document.
    fn finals(&self, place: Place<'a>, own: Option<DerivationSet>) -> DerivationSet {
        let default = self.document(place).map(|d| d.syntax.final_default);
        own.or(default).unwrap_or_default()
    }

    fn complex_type(
        &mut self,
        place: Place<'a>,
        name: &Name,
        ty: &'a syntax::ComplexType,
    ) -> ComplexType {
        let derivation = ty.derivation.as_ref().map(|derivation| Derivation {
            method: derivation.method,
            base: self.type_ref(place, &derivation.base, Builtin::AnyType),
            span: derivation.span,
        });
        // XML Schema Part 1, section 3.4.2: a content model alone restricts `xs:anyType`.
        let derivation = derivation.filter(|d| {
            d.method == syntax::Method::Extension || d.base != TypeRef::Builtin(Builtin::AnyType)
        });
        let content = match &ty.content {
            syntax::Content::Elements(particle) => Content::Elements(
                particle
                    .as_ref()
                    .map(|particle| self.particle(place, particle)),
            ),
            syntax::Content::Simple(restriction) => Content::Simple(Narrowing {
                inline: restriction
                    .inline
                    .as_ref()
                    .map(|ty| self.in_place(place, name, TypeSyntax::Simple(ty))),
                facets: restriction.facets.clone(),
                values: restriction.values.clone(),
            }),
        };
        ComplexType {
            is_abstract: ty.is_abstract,
            prohibited_substitutions: self.block(place, ty.block).and(OF_COMPLEX_TYPE),
            derivation,
            content,
            mixed: ty.mixed.is_some(),
            attributes: self.attribute_uses(place, &ty.attributes),
            any_attribute: self.any_attribute(place, &ty.attributes),
        }
    }

    fn simple_type(
        &mut self,
        place: Place<'a>,
        name: &Name,
        ty: &'a syntax::SimpleType,
    ) -> SimpleType {
        match &ty.variety {
            syntax::Variety::Restriction {
                base, restriction, ..
            } => {
                let inline = restriction.inline.as_ref();
                let base = base.as_ref();
                let base = base.map(|base| self.type_ref(place, base, Builtin::AnySimpleType));
                SimpleType {
                    variety: Variety::Restriction,
                    base: base
                        .or_else(|| {
                            inline.map(|ty| self.in_place(place, name, TypeSyntax::Simple(ty)))
                        })
                        .unwrap_or(TypeRef::Builtin(Builtin::AnySimpleType)),
                    facets: restriction.facets.clone(),
                    values: restriction.values.clone(),
                }
            }
            syntax::Variety::List { item, .. } => {
                let otherwise = Builtin::AnySimpleType;
                let item = self.type_use(place, name, item.as_ref(), otherwise);
                SimpleType::of_variety(Variety::List(item))
            }
            syntax::Variety::Union { members, .. } => {
                let members = members.iter();
                let members = members
                    .map(|member| self.type_use(place, name, Some(member), Builtin::AnySimpleType));
                SimpleType::of_variety(Variety::Union(members.collect()))
            }
        }
    }

    fn in_place(&mut self, place: Place<'a>, name: &Name, syntax: TypeSyntax<'a>) -> TypeRef {
        TypeRef::Defined(self.wait(place, name.clone(), syntax))
    }

    fn type_use(
        &mut self,
        place: Place<'a>,
        name: &Name,
        ty: Option<&'a TypeUse>,
        otherwise: Builtin,
    ) -> TypeRef {
        match ty {
            Some(TypeUse::Named(name)) => self.type_ref(place, name, otherwise),
            Some(TypeUse::Simple(ty)) => self.in_place(place, name, TypeSyntax::Simple(ty)),
            Some(TypeUse::Complex(ty)) => self.in_place(place, name, TypeSyntax::Complex(ty)),
            None => TypeRef::Builtin(otherwise),
        }
    }

    /// The expanded name of a local declaration.
    fn local_name(&self, place: Place<'a>, local: &Rc<str>, form: Option<Form>) -> Name {
        let document = self
            .document(place)
            .filter(|_| form == Some(Form::Qualified));
        Name {
            ns: document.and_then(|document| document.namespace.clone()),
            local: Rc::clone(local),
        }
    }

    /// An element declaration. One without a type holds anything, unless it takes the type of the
    /// element in whose place it may stand (see [`Components::types_of_heads`]).
    fn element(&mut self, place: Place<'a>, name: Name, element: &'a syntax::Element) -> Element {
        let constraints = element.identity_constraints.iter();
        self.constraints
            .extend(constraints.map(|constraint| (place, constraint)));
        Element {
            ty: self.type_use(place, &name, element.ty.as_ref(), Builtin::AnyType),
            has_type: element.ty.is_some(),
            name,
            nillable: element.nillable,
            is_abstract: element.is_abstract,
            substitutes: None,
            disallowed_substitutions: self.block(place, element.block).and(BLOCK_OF_ELEMENT),
            substitution_group_exclusions: self.finals(place, element.finals).and(OF_COMPLEX_TYPE),
            default: element.default.clone(),
            fixed: element.fixed.clone(),
            doc: element.doc.clone(),
            span: element.span,
        }
    }

    fn attribute(
        &mut self,
        place: Place<'a>,
        name: Name,
        attribute: &'a syntax::Attribute,
    ) -> Attribute {
        Attribute {
            ty: self.type_use(place, &name, attribute.ty.as_ref(), Builtin::AnySimpleType),
            name,
            default: attribute.default.clone(),
            fixed: attribute.fixed.clone(),
            doc: attribute.doc.clone(),
            span: attribute.span,
        }
    }

    fn attribute_uses(
        &mut self,
        place: Place<'a>,
        attributes: &'a syntax::Attributes,
    ) -> Vec<AttributeUse> {
        attributes
            .items
            .iter()
            .filter_map(|item| self.attribute_use(place, item))
            .collect()
    }

    fn attribute_use(
        &mut self,
        place: Place<'a>,
        item: &'a syntax::AttributeItem,
    ) -> Option<AttributeUse> {
        match item {
            syntax::AttributeItem::Local(attribute) => {
                let form = attribute.form.or(self
                    .document(place)
                    .map(|d| d.syntax.attribute_form_default));
                let name = self.local_name(place, &attribute.name.value, form);
                let declaration = self.attribute(place, name, attribute);
                self.components.attributes.push(declaration);
                Some(AttributeUse::Attribute {
                    attribute: AttributeId(self.components.attributes.len() - 1),
                    usage: attribute.usage,
                    default: None,
                    fixed: None,
                    doc: None,
                    span: attribute.span,
                })
            }
            syntax::AttributeItem::Ref(reference) => Some(AttributeUse::Attribute {
                attribute: AttributeId(self.reference(
                    place,
                    &self.symbols.attributes,
                    &reference.name,
                )?),
                usage: reference.usage,
                default: reference.default.clone(),
                fixed: reference.fixed.clone(),
                doc: reference.doc.clone(),
                span: reference.span,
            }),
            syntax::AttributeItem::Group(name) => Some(AttributeUse::Group {
                group: AttributeGroupId(self.reference(
                    place,
                    &self.symbols.attribute_groups,
                    name,
                )?),
                span: name.span,
            }),
        }
    }

    /// The type that a reference leads to, or another if it leads nowhere.
    fn type_ref(&mut self, place: Place<'a>, reference: &QName, otherwise: Builtin) -> TypeRef {
        let builtin =
            builtin::builtin(&reference.local).filter(|_| reference.ns.as_deref() == Some(XSD));
        if let Some(builtin) = builtin {
            return TypeRef::Builtin(builtin);
        }
        match self.reference(place, &self.symbols.types, reference) {
            Some(id) => TypeRef::Defined(TypeId(id)),
            None => TypeRef::Builtin(otherwise),
        }
    }

    /// The id of the component that a reference leads to; it is reported if there is none.
    fn reference<S>(
        &mut self,
        place: Place<'a>,
        space: &Space<S>,
        reference: &QName,
    ) -> Option<usize> {
        let document = self.document(place);
        let name = expanded(document, reference);
        let redefined = place
            .redefines
            .and_then(|redefines| redefines.target(space.kind, &name));
        let found = space.get(redefined.unwrap_or(&name));
        if found.is_none() {
            let is_type = space.kind == self.symbols.types.kind;
            self.report_unresolved(space.unresolved(&name, reference.span), &name, is_type);
        } else if document.is_some_and(|document| !may_refer(document, &name)) {
            self.report_not_imported(place, reference, name);
        }
        found
    }

    fn report_unresolved(&mut self, mut diagnostic: Diagnostic, name: &Name, is_type: bool) {
        if self.schemas.unread.contains(&name.ns) {
            // No error by itself (XML Schema Part 1, section 5.3): what is missing may be anything.
            self.components.has_unknown = true;
            if self.taken_as_anything.insert(name.ns.clone()) {
                let message = format!(
                    "no schema of {} was read: what is declared there may hold anything",
                    namespace_name(name.ns.as_deref())
                );
                let help = "name a file for it in the `[catalog]` of codegen.toml, or in the \
                            `schemaLocation` of the import";
                diagnostic.severity = Severity::Warning;
                diagnostic.message = message;
                self.diagnostics.push(diagnostic.help(help));
            }
            return;
        }
        if name.ns.as_deref() == Some(XSD) && is_type {
            if let Some(near) = nearest(&name.local, builtin::names()) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            }
        } else if diagnostic.help.is_none() && !self.schemas.has_namespace(name.ns.as_deref()) {
            diagnostic = diagnostic.help(match &name.ns {
                Some(ns) => format!("no schema of the namespace {} was read", quoted(ns)),
                None => "no schema without a target namespace was read".to_owned(),
            });
        }
        self.diagnostics.push(diagnostic);
    }

    fn report_not_imported(&mut self, place: Place<'a>, reference: &QName, name: Name) {
        if !self.not_imported.insert((place.document, name.ns.clone())) {
            return;
        }
        let message = format!(
            "{} is not imported by this document",
            namespace_name(name.ns.as_deref())
        );
        let help = match &name.ns {
            Some(ns) => format!("add `<import namespace=\"{ns}\"/>`"),
            None => "add `<import/>`, or give the reference a prefix".to_owned(),
        };
        let diagnostic = Diagnostic::warning(Code::NotImported, message)
            .at(reference.span)
            .help(help);
        self.diagnostics.push(diagnostic);
    }
}

/// The name that a reference means in its document.
fn expanded(document: Option<&Document>, reference: &QName) -> Name {
    let chameleon = document.filter(|document| document.is_chameleon());
    Name {
        ns: reference
            .ns
            .clone()
            .or_else(|| chameleon.and_then(|document| document.namespace.clone())),
        local: Rc::clone(&reference.local),
    }
}

/// Whether a document may refer to a component: one of its own namespace, or of one that it
/// imports (XML Schema Part 1, section 4.2.3, src-resolve).
fn may_refer(document: &Document, name: &Name) -> bool {
    let imports = |directive: &Directive| match directive {
        Directive::Import { namespace, .. } => {
            namespace.as_ref().map(|ns| &ns.value) == name.ns.as_ref()
        }
        _ => false,
    };
    name.ns == document.namespace || document.syntax.directives.iter().any(imports)
}
