//! The items of the text: a struct or an enum for each type, and the enum over all documents.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Item, Type};

use super::attribute::{XmlAttribute, ns_setting};
use super::docs::{self, Without};
use super::facets::Use;
use super::fields::{self, Fields, constraints, named_fields};
use super::rename::Case;
use super::syntax::{
    self, applied, doc, enumeration, list, mark, path_type, structure, variant, word,
};
use super::types::{Types, ident};
use super::{doc_attributes, prose};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Choice, Complex, Content, Enumeration, Model, Name, Occurs, Root, TypeDef, TypeId, TypeKind,
    TypeRef, Types as ChoiceOfTypes, Union, Unknown,
};

/// Makes the items of one module.
pub(super) struct Emitter<'a> {
    pub(super) types: Types<'a>,
    /// `crate = path`, where the runtime is not found under its own name.
    pub(super) crate_attribute: Option<TokenStream>,
    /// The roots of each type that has some.
    pub(super) roots: &'a BTreeMap<TypeId, Vec<&'a Root>>,
}

pub(super) fn roots_by_type(model: &Model) -> BTreeMap<TypeId, Vec<&Root>> {
    let mut found: BTreeMap<TypeId, Vec<&Root>> = BTreeMap::new();
    for root in &model.roots {
        if let TypeRef::Defined(id) = root.ty {
            found.entry(id).or_default().push(root);
        }
    }
    found
}

impl Emitter<'_> {
    /// What the items below use; made last, when that is known.
    pub(super) fn uses(&self) -> TokenStream {
        let model = self.types.model;
        let derives = !model.roots.is_empty()
            || model.iter().any(|(id, def)| {
                let is_alias = matches!(def.kind, TypeKind::Simple(_) | TypeKind::List(_));
                self.types.layout.is_emitted(id) && !is_alias
            });
        let runtime = &self.types.runtime;
        let validate = self.validate_derive();
        match (derives, self.types.uses_xml()) {
            (true, true) => quote!(use #runtime::{FromXml, ToXml #validate, xml};),
            (true, false) => quote!(use #runtime::{FromXml, ToXml #validate};),
            (false, true) => quote!(use #runtime::xml;),
            (false, false) => TokenStream::new(),
        }
    }

    /// What every enum but an enumeration derives.
    fn derived(&self) -> Attribute {
        self.derives(&quote!(Clone, Debug, PartialEq, FromXml, ToXml))
    }

    /// `#[derive(…)]` of some traits, and of `Validate`, if it is asked for.
    fn derives(&self, traits: &TokenStream) -> Attribute {
        let validate = self.validate_derive();
        list("derive", quote!(#traits #validate))
    }

    /// `, Validate` after the other derives, if it is asked for.
    fn validate_derive(&self) -> Option<TokenStream> {
        self.types.statics.as_ref().map(|_| quote!(, Validate))
    }

    pub(super) fn namespace(&self, constant: &str, ns: &str) -> Result<TokenStream, Diagnostic> {
        let constant = ident(constant)?;
        let docs = doc_attributes(&[format!("The namespace {}.", docs::code(ns))], 0);
        Ok(quote!(#(#docs)* pub const #constant: &str = #ns;))
    }

    pub(super) fn type_def(&self, id: TypeId, def: &TypeDef) -> Result<Item, Diagnostic> {
        match &def.kind {
            TypeKind::Complex(complex) => self.complex(id, def, complex),
            TypeKind::Choice(choice) => self.choice(id, def, choice),
            TypeKind::Enumeration(enumeration) => self.enumeration(id, def, enumeration),
            TypeKind::Simple(simple) => self.alias(id, def, self.types.value(simple.base)?),
            TypeKind::List(list) => self.alias(id, def, self.types.list(list)?),
            TypeKind::Union(union) => self.union(id, def, union),
            TypeKind::Types(types) => self.choice_of_types(id, def, types),
        }
    }

    fn complex(&self, id: TypeId, def: &TypeDef, complex: &Complex) -> Result<Item, Diagnostic> {
        let members = self.types.names.members(id);
        let rust = self.types.names.ty(id);
        let name = ident(rust)?;
        let root = self.root_of(id, rust);
        let ns = element_namespace(def, complex, root);
        let case = Case::best(named_fields(complex, members));
        let fields = Fields {
            types: &self.types,
            owner: id,
            members,
            ns,
            case,
        };

        let mut xml = XmlAttribute::default();
        xml.name(
            root.map(|root| &*root.name.local)
                .filter(|local| *local != rust || !rust.is_ascii()),
        );
        xml.optional(ns.map(|ns| self.ns_setting(Some(ns))));
        xml.rename_all(case);
        xml.optional((complex.unknown == Unknown::Deny).then(|| quote!(unknown = "deny")));
        xml.optional(self.crate_attribute.clone());

        let default = self.types.layout.has_default(id).then(|| quote!(Default,));
        let mut attributes = self.type_docs(def);
        let traits = quote!(Clone, Debug, #default PartialEq, FromXml, ToXml);
        attributes.push(self.derives(&traits));
        attributes.extend(xml.attribute());
        Ok(structure(attributes, name, fields.all(complex)?))
    }

    fn choice(&self, id: TypeId, def: &TypeDef, choice: &Choice) -> Result<Item, Diagnostic> {
        let name = ident(self.types.names.ty(id))?;
        let ns = most_frequent(choice.alternatives.iter().map(|a| &a.name));
        let variants = &self.types.names.members(id).variants;
        let named = choice.alternatives.iter().zip(variants);
        let case = Case::best(
            named
                .clone()
                .map(|(a, rust)| (rust.as_str(), &*a.name.local)),
        );
        let mut items = Vec::new();
        for (alternative, rust) in named {
            let holds = self.types.alternative(id, alternative)?;
            let mut paragraphs = prose(alternative.doc.as_ref());
            let (default, fixed) = (alternative.default.as_ref(), alternative.fixed.as_ref());
            paragraphs.extend(self.constraints(
                alternative.ty,
                None,
                default,
                fixed,
                Without::Unread,
            ));
            let mut attributes = doc_attributes(&paragraphs, 4);
            let mut xml = self.variant_attribute(&alternative.name, rust, case, ns);
            let with = Use {
                fixed,
                ..Use::default()
            };
            xml.optional(self.types.validate(Some(alternative.ty), with));
            attributes.extend(xml.attribute());
            items.push(variant(attributes, ident(rust)?, Some(holds)));
        }
        let members = self.types.names.members(id);
        if choice.any {
            let attributes = vec![
                doc("An element of any other name."),
                list("xml", quote!(other)),
            ];
            let element = path_type(self.types.xml("Element"));
            items.push(variant(attributes, ident(&members.other)?, Some(element)));
        }
        if choice.text {
            let attributes = vec![
                doc("The text up to the next element."),
                list("xml", quote!(text)),
            ];
            let name = ident(&members.variant_text)?;
            items.push(variant(attributes, name, Some(path_type(word("String")))));
        }
        let mut xml = XmlAttribute::default();
        xml.optional(ns.map(|ns| self.ns_setting(Some(ns))));
        xml.rename_all(case);
        xml.optional(self.crate_attribute.clone());
        let mut attributes = self.type_docs(def);
        // A box for each would cost more where there are many than the room that is lost.
        let holds_structs = choice.alternatives.iter().any(|alternative| {
            let TypeRef::Defined(id) = alternative.ty else {
                return false;
            };
            let def = self.types.model.get(id);
            def.is_some_and(|def| matches!(def.kind, TypeKind::Complex(_)))
        });
        if holds_structs {
            attributes.push(list("allow", quote!(clippy::large_enum_variant)));
        }
        attributes.push(self.derived());
        attributes.extend(xml.attribute());
        Ok(enumeration(attributes, name, items))
    }

    /// An enum over the types that an element may have.
    fn choice_of_types(
        &self,
        id: TypeId,
        def: &TypeDef,
        types: &ChoiceOfTypes,
    ) -> Result<Item, Diagnostic> {
        let name = ident(self.types.names.ty(id))?;
        let members = self.types.names.members(id);
        let declared = types.types.iter();
        let declared = declared.filter_map(|id| Some((*id, self.types.model.get(*id)?)));
        let ns = most_frequent(declared.clone().map(|(_, def)| &def.name));
        let mut items = Vec::new();
        for ((member, declared), rust) in declared.zip(&members.variants) {
            let ty = TypeRef::Defined(member);
            let holds = self.types.held(id, ty, self.types.value(ty)?, true);
            let mut xml = XmlAttribute::default();
            xml.optional((types.default == Some(member)).then(|| quote!(default)));
            let local = &*declared.name.local;
            xml.name((rust != local).then_some(local));
            if declared.name.ns.as_deref() != ns {
                xml.push(self.ns_setting(declared.name.ns.as_deref()));
            }
            let attributes = xml.attribute().into_iter().collect();
            items.push(variant(attributes, ident(rust)?, Some(holds)));
        }
        items.push(variant(
            vec![
                doc("An element of any other type, as it came."),
                list("xml", quote!(other)),
            ],
            ident(&members.other)?,
            Some(path_type(self.types.xml("Element"))),
        ));
        let mut xml = XmlAttribute::default();
        xml.push(quote!(xsi_type));
        xml.optional(ns.map(|ns| self.ns_setting(Some(ns))));
        xml.optional(self.crate_attribute.clone());
        let mut attributes = self.type_docs(def);
        attributes.extend([list("allow", quote!(missing_docs)), self.derived()]);
        attributes.extend(xml.attribute());
        Ok(enumeration(attributes, name, items))
    }

    fn union(&self, id: TypeId, def: &TypeDef, union: &Union) -> Result<Item, Diagnostic> {
        let name = ident(self.types.names.ty(id))?;
        let mut items = Vec::new();
        for (member, rust) in union
            .members
            .iter()
            .zip(&self.types.names.members(id).variants)
        {
            let holds = self.types.value(*member)?;
            items.push(variant(Vec::new(), ident(rust)?, Some(holds)));
        }
        let mut xml = XmlAttribute::default();
        xml.push(quote!(untagged));
        xml.optional(self.types.validate_enum(id, def));
        xml.optional(self.crate_attribute.clone());
        let mut attributes = self.type_docs(def);
        attributes.extend([list("allow", quote!(missing_docs)), self.derived()]);
        attributes.extend(xml.attribute());
        Ok(enumeration(attributes, name, items))
    }

    fn enumeration(
        &self,
        id: TypeId,
        def: &TypeDef,
        declared: &Enumeration,
    ) -> Result<Item, Diagnostic> {
        let name = ident(self.types.names.ty(id))?;
        let members = self.types.names.members(id);
        let named = declared.values.iter().zip(&members.variants);
        let case = Case::best(
            named
                .clone()
                .map(|(value, rust)| (rust.as_str(), value.value.as_str())),
        );
        let mut items = Vec::new();
        for (value, rust) in named {
            let mut attributes = doc_attributes(&prose(value.doc.as_ref()), 4);
            let mut xml = XmlAttribute::default();
            xml.name((!case.gives(rust, &value.value)).then_some(value.value.as_str()));
            attributes.extend(xml.attribute());
            items.push(variant(attributes, ident(rust)?, None));
        }
        items.push(variant(
            vec![
                doc("A value that the schema does not list, as it came."),
                list("xml", quote!(other)),
            ],
            ident(&members.other)?,
            Some(syntax::path_type(word("String"))),
        ));
        let mut xml = XmlAttribute::default();
        xml.rename_all(case);
        xml.optional(self.types.validate_enum(id, def));
        xml.optional(self.crate_attribute.clone());
        let mut attributes = self.type_docs(def);
        let traits = quote!(Clone, Debug, PartialEq, Eq, Hash, FromXml, ToXml);
        attributes.push(self.derives(&traits));
        attributes.extend(xml.attribute());
        attributes.push(mark("non_exhaustive"));
        Ok(enumeration(attributes, name, items))
    }

    fn alias(&self, id: TypeId, def: &TypeDef, base: Type) -> Result<Item, Diagnostic> {
        let name = ident(self.types.names.ty(id))?;
        Ok(syntax::alias(self.type_docs(def), name, base))
    }

    /// The enum over all roots.
    pub(super) fn document(&self, others: bool) -> Result<Item, Diagnostic> {
        let roots = &self.types.model.roots;
        let name = word("Document");
        if roots.is_empty() {
            let docs = vec![doc("Any document: the schema declares no root element.")];
            return Ok(syntax::alias(
                docs,
                name,
                path_type(self.types.xml("Element")),
            ));
        }
        let ns = most_frequent(roots.iter().map(|root| &root.name));
        let known = roots.iter().zip(self.types.names.roots());
        let case = Case::best(
            known
                .clone()
                .map(|(root, rust)| (rust.as_str(), &*root.name.local)),
        );
        let mut items = Vec::new();
        for (root, rust) in known {
            let holds = self.types.root(root)?;
            let mut paragraphs = prose(root.doc.as_ref());
            let (default, fixed) = (root.default.as_ref(), root.fixed.as_ref());
            paragraphs.extend(self.constraints(root.ty, None, default, fixed, Without::Unread));
            let mut attributes = doc_attributes(&paragraphs, 4);
            let mut xml = self.variant_attribute(&root.name, rust, case, ns);
            let with = Use {
                fixed,
                ..Use::default()
            };
            xml.optional(self.types.validate(Some(root.ty), with));
            attributes.extend(xml.attribute());
            items.push(variant(attributes, ident(rust)?, Some(boxed(holds))));
        }
        if others {
            items.push(variant(
                vec![
                    doc("A document of any other root element, as it came."),
                    list("xml", quote!(other)),
                ],
                ident(self.types.names.other_document())?,
                Some(boxed(path_type(self.types.xml("Element")))),
            ));
        }
        let mut xml = XmlAttribute::default();
        xml.optional(ns.map(|ns| self.ns_setting(Some(ns))));
        xml.rename_all(case);
        xml.optional(self.crate_attribute.clone());
        let mut attributes = vec![
            doc("Any document: a variant for each root element."),
            self.derived(),
        ];
        attributes.extend(xml.attribute());
        Ok(enumeration(attributes, name, items))
    }

    fn variant_attribute(
        &self,
        name: &Name,
        rust: &str,
        case: Case,
        ns: Option<&str>,
    ) -> XmlAttribute {
        let mut xml = XmlAttribute::default();
        xml.name((!case.gives(rust, &name.local)).then_some(&*name.local));
        if name.ns.as_deref() != ns {
            xml.push(self.ns_setting(name.ns.as_deref()));
        }
        xml
    }

    /// The root that a type is known by: one of its own Rust name, or else the first.
    fn root_of(&self, id: TypeId, rust: &str) -> Option<&Root> {
        let roots = self.roots.get(&id)?;
        let own = roots.iter().find(|root| &*root.name.local == rust);
        own.or(roots.first()).copied()
    }

    fn ns_setting(&self, ns: Option<&str>) -> TokenStream {
        ns_setting(self.types.names, ns)
    }

    fn type_docs(&self, def: &TypeDef) -> Vec<Attribute> {
        let mut paragraphs = prose(def.doc.as_ref());
        match &def.kind {
            TypeKind::Simple(simple) => {
                let builtin = fields::builtin(self.types.model, simple.base);
                paragraphs.extend(docs::facets(&simple.facets, builtin));
            }
            TypeKind::Choice(choice) if paragraphs.is_empty() => {
                let what = match choice.text {
                    true => "Text, or one of several elements.",
                    false => "One of several elements.",
                };
                paragraphs.push(what.to_owned());
            }
            TypeKind::Union(_) if paragraphs.is_empty() => {
                paragraphs.push("A value of one of several types.".to_owned());
            }
            _ => {}
        }
        doc_attributes(&paragraphs, 0)
    }

    fn constraints(
        &self,
        ty: TypeRef,
        occurs: Option<Occurs>,
        default: Option<&String>,
        fixed: Option<&String>,
        without: Without,
    ) -> Option<String> {
        constraints(self.types.model, ty, occurs, default, fixed, without)
    }
}

/// The namespace that the elements of a struct are in if they do not say another: that of the
/// root it is known by, or else the one that most of them are in.
fn element_namespace<'a>(
    def: &'a TypeDef,
    complex: &'a Complex,
    root: Option<&'a Root>,
) -> Option<&'a str> {
    if let Some(root) = root {
        return root.name.ns.as_deref();
    }
    match &complex.content {
        Content::Elements(_) => {
            let names = complex.content.elements().map(|element| &element.name);
            let own = names.clone().next().is_none().then_some(&def.name);
            most_frequent(names.chain(own))
        }
        Content::Empty | Content::Text(_) => def.name.ns.as_deref(),
    }
}

/// The namespace that most of the names are in, the first of these.
fn most_frequent<'a>(names: impl Iterator<Item = &'a Name> + Clone) -> Option<&'a str> {
    let count = |ns: Option<&str>| {
        names
            .clone()
            .filter(|name| name.ns.as_deref() == ns)
            .count()
    };
    let all: Vec<Option<&str>> = names.clone().map(|name| name.ns.as_deref()).collect();
    all.into_iter().rev().max_by_key(|ns| count(*ns)).flatten()
}

fn boxed(ty: Type) -> Type {
    applied(word("Box"), ty)
}
