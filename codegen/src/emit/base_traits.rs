//! A trait for each type that others extend, with getters for its fields, so that code can be written
//! for everything that extends it.

use std::collections::{BTreeMap, HashSet};

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{Attribute as Markup, Type};

use super::types::{Types, ident};
use super::{doc_attributes, formatted, indented, prose};
use crate::diagnostic::Diagnostic;
use crate::layout::resolve_alias;
use crate::model::{
    Attribute, Builtin, ChoiceParticle, Complex, Element, Model, Particle, TypeId, TypeKind,
    TypeRef,
};
use crate::name::Members;

/// The traits of a model and what implements them.
pub(super) struct BaseTraits<'a> {
    pub(super) types: &'a Types<'a>,
    pub(super) families: &'a Families,
}

/// The emitted types that have the fields of a type, and of its own bases, under the same names: for
/// each type that others extend, itself and those that extend it.
#[derive(Default)]
pub(super) struct Families(BTreeMap<TypeId, Vec<TypeId>>);

/// The Rust name of a field, and its type as text.
type DescribedField<'a> = (&'a str, Option<String>);

impl Families {
    /// The families of a model. The fields of all types are described as one module sees them.
    pub(super) fn new(types: &Types<'_>) -> Self {
        let model = types.model;
        let mut described: BTreeMap<TypeId, HashSet<DescribedField<'_>>> = BTreeMap::new();
        for (id, def) in model.iter() {
            let TypeKind::Complex(complex) = &def.kind else {
                continue;
            };
            if complex.base.is_none() && types.names.base_trait(id).is_none() {
                continue;
            }
            let fields = fields(complex, types.names.members(id)).map(|(field, rust)| {
                let ty = field_type(types, id, field).ok();
                (rust, ty.map(|ty| ty.to_token_stream().to_string()))
            });
            described.insert(id, fields.collect());
        }
        let mut found = Self::default();
        let own = own_fields(model, &described);
        for (id, fields) in &described {
            if !types.layout.is_emitted(*id) {
                continue;
            }
            let bases = std::iter::once(*id).chain(model.ancestors(*id));
            let bases: Vec<TypeId> = bases.collect();
            // From the root: who lacks a field of a base lacks it in all that extend that.
            let has_all = |base: &TypeId| {
                let mut required = own.get(base).into_iter().flatten();
                required.all(|field| fields.contains(*field))
            };
            for base in bases.into_iter().rev().take_while(has_all) {
                found.0.entry(base).or_default().push(*id);
            }
        }
        found
    }

    fn of(&self, id: TypeId) -> &[TypeId] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// The fields of each type that its base has not.
fn own_fields<'d, 'a>(
    model: &Model,
    described: &'d BTreeMap<TypeId, HashSet<DescribedField<'a>>>,
) -> BTreeMap<TypeId, Vec<&'d DescribedField<'a>>> {
    let own = described.iter().map(|(id, fields)| {
        let base = match model.get(*id).map(|def| &def.kind) {
            Some(TypeKind::Complex(complex)) => complex.base,
            _ => None,
        };
        let inherited = base.and_then(|base| described.get(&base));
        let is_own = |field: &&DescribedField<'_>| !inherited.is_some_and(|of| of.contains(*field));
        (*id, fields.iter().filter(is_own).collect())
    });
    own.collect()
}

/// A field of a type that others extend.
#[derive(Clone, Copy)]
enum Field<'a> {
    Attribute(&'a Attribute),
    Element(&'a Element),
    Choice(&'a ChoiceParticle),
}

/// A getter: what it returns, and how it makes that of the field.
struct Getter {
    name: syn::Ident,
    docs: Vec<Markup>,
    returns: TokenStream,
    body: TokenStream,
}

impl<'a> BaseTraits<'a> {
    /// The trait of a type that others extend, and the impls; nothing if no emitted type has all of
    /// its fields.
    pub(super) fn of(&self, id: TypeId) -> Result<Vec<String>, Diagnostic> {
        let names = self.types.names;
        let (Some(name), Some(complex)) = (names.base_trait(id), self.complex(id)) else {
            return Ok(Vec::new());
        };
        let implementors = self.families.of(id);
        if implementors.is_empty() {
            return Ok(Vec::new());
        }
        let name = ident(name)?;
        let base = complex.base;
        let base = base.and_then(|base| Some((base, names.base_trait(base)?)));
        let base = base.map(|(base, name)| self.types.path(base, name));
        let base = base.transpose()?.map(|base| quote!(: #base));
        let mut getters = Vec::new();
        for (field, rust) in self.own_fields(id, complex) {
            getters.push(self.getter(id, field, rust)?);
        }
        let declared = getters.iter().map(|getter| {
            let Getter {
                name,
                docs,
                returns,
                ..
            } = getter;
            quote!(#(#docs)* fn #name(&self) -> #returns;)
        });
        let path = self.types.model.path(id);
        let docs = doc_attributes(&[format!("What every type that extends {path} has.")], 0);
        let declaration = quote! {
            #(#docs)*
            #[allow(dead_code)]
            pub trait #name #base {
                #(#declared)*
            }
        };
        let methods = getters.iter().map(|getter| {
            let Getter {
                name,
                returns,
                body,
                ..
            } = getter;
            quote!(fn #name(&self) -> #returns { #body })
        });
        let implementation = match implementors {
            [one] => {
                let ty = self.types.path(*one, names.ty(*one))?;
                formatted(quote!(impl #name for #ty { #(#methods)* }))?
            }
            types => {
                let placeholder = format_ident!("{PLACEHOLDER}");
                let one = formatted(quote!(impl #name for #placeholder { #(#methods)* }))?;
                let types = types.iter().map(|id| self.types.path_text(*id));
                repeated(&name.to_string(), &one, types)
            }
        };
        Ok(vec![formatted(declaration)?, implementation])
    }

    fn complex(&self, id: TypeId) -> Option<&'a Complex> {
        match &self.types.model.get(id)?.kind {
            TypeKind::Complex(complex) => Some(complex),
            _ => None,
        }
    }

    /// The fields that a type does not have from its own base.
    fn own_fields(
        &self,
        id: TypeId,
        complex: &'a Complex,
    ) -> impl Iterator<Item = (Field<'a>, &'a str)> {
        let has_base_trait = |base: TypeId| self.types.names.base_trait(base).is_some();
        let is_own = move |inherited: Option<TypeId>| !inherited.is_some_and(has_base_trait);
        fields(complex, self.types.names.members(id)).filter(move |(field, _)| match field {
            Field::Attribute(attribute) => is_own(attribute.inherited_from),
            Field::Element(element) => is_own(element.inherited_from),
            Field::Choice(choice) => is_own(choice.inherited_from),
        })
    }

    fn getter(&self, id: TypeId, field: Field<'_>, rust: &str) -> Result<Getter, Diagnostic> {
        let name = ident(rust)?;
        let ty = field_type(self.types, id, field)?;
        let doc = match field {
            Field::Attribute(attribute) => attribute.doc.as_ref(),
            Field::Element(element) => element.doc.as_ref(),
            Field::Choice(choice) => choice.doc.as_ref(),
        };
        let is_copy = match field {
            Field::Attribute(attribute) => self.is_copy(attribute.value.ty),
            Field::Element(element) => !element.nillable && self.is_copy(element.ty),
            Field::Choice(_) => false,
        };
        let (returns, body) = returned(&ty, is_copy, &name);
        Ok(Getter {
            docs: doc_attributes(&prose(doc), 4),
            name,
            returns,
            body,
        })
    }

    /// Whether a value is passed on as it is, not by reference.
    fn is_copy(&self, ty: TypeRef) -> bool {
        matches!(
            resolve_alias(self.types.model, ty),
            TypeRef::Builtin(
                Builtin::Boolean
                    | Builtin::Byte
                    | Builtin::Short
                    | Builtin::Int
                    | Builtin::Long
                    | Builtin::UnsignedByte
                    | Builtin::UnsignedShort
                    | Builtin::UnsignedInt
                    | Builtin::UnsignedLong
                    | Builtin::Float
                    | Builtin::Double,
            )
        )
    }
}

/// Stands for each implementor in turn; no type is called so, because names have upper case.
const PLACEHOLDER: &str = "__implementor";

/// One impl for several types: a macro by example, and its use.
fn repeated(name: &str, one: &str, types: impl Iterator<Item = String>) -> String {
    let rules = format!("impl_{}", heck::AsSnakeCase(name));
    let body = indented(&one.replace(PLACEHOLDER, "$ty"), 8);
    let mut uses = String::new();
    let mut width = 0;
    for ty in types {
        let columns = ty.len() + " ,".len();
        if width + columns > 90 {
            uses.push_str("\n   ");
            width = 0;
        }
        uses.extend([" ", &ty, ","]);
        width += columns;
    }
    format!(
        "macro_rules! {rules} {{\n    ($($ty:ty,)*) => {{$(\n{body}    )*}};\n}}\n\n{rules}! {{\n   {uses}\n}}\n"
    )
}

/// What a getter returns for a field of a type as it is emitted, and how.
fn returned(ty: &Type, is_copy: bool, field: &syn::Ident) -> (TokenStream, TokenStream) {
    if let Some(inner) = argument(ty, &["Option"]) {
        if is_copy && is_plain(inner) {
            return (quote!(Option<#inner>), quote!(self.#field));
        }
        return match borrowed(inner) {
            Some(target) => (quote!(Option<&#target>), quote!(self.#field.as_deref())),
            None => (quote!(Option<&#inner>), quote!(self.#field.as_ref())),
        };
    }
    if is_copy && is_plain(ty) {
        return (quote!(#ty), quote!(self.#field));
    }
    match borrowed(ty) {
        Some(target) => (quote!(&#target), quote!(&self.#field)),
        None => (quote!(&#ty), quote!(&self.#field)),
    }
}

/// What a reference to a type that owns something is better a reference to.
fn borrowed(ty: &Type) -> Option<TokenStream> {
    if let Some(item) = argument(ty, &["Vec"]) {
        return Some(quote!([#item]));
    }
    let boxed = argument(ty, &["Box"]).or_else(|| argument(ty, &["xml", "Recursive"]));
    if let Some(inner) = boxed {
        return Some(quote!(#inner));
    }
    let is_string = matches!(ty, Type::Path(path) if path.path.is_ident("String"));
    is_string.then(|| quote!(str))
}

/// Whether a type has no arguments.
fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .iter()
            .all(|segment| segment.arguments.is_none()),
        _ => false,
    }
}

/// The argument of a type of one, which is called so: the `T` of `Option<T>`.
fn argument<'t>(ty: &'t Type, name: &[&str]) -> Option<&'t Type> {
    let Type::Path(path) = ty else {
        return None;
    };
    let segments = &path.path.segments;
    if !segments.iter().map(|segment| &segment.ident).eq(name) {
        return None;
    }
    let syn::PathArguments::AngleBracketed(arguments) = &segments.last()?.arguments else {
        return None;
    };
    match arguments.args.first()? {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

fn field_type(types: &Types<'_>, id: TypeId, field: Field<'_>) -> Result<Type, Diagnostic> {
    match field {
        Field::Attribute(attribute) => types.attribute(attribute.value.ty, attribute.required),
        Field::Element(element) => types.element(id, element),
        Field::Choice(choice) => types.choice(id, choice),
    }
}

/// The fields of a type and their Rust names.
fn fields<'a>(
    complex: &'a Complex,
    members: &'a Members,
) -> impl Iterator<Item = (Field<'a>, &'a str)> {
    let attributes = complex.attributes.iter().map(Field::Attribute);
    let attributes = attributes.zip(members.attributes.iter().map(String::as_str));
    let particles = complex.content.particles().iter();
    let particles = particles.map(|particle| match particle {
        Particle::Element(element) => Field::Element(element),
        Particle::Choice(choice) => Field::Choice(choice),
    });
    attributes.chain(particles.zip(members.particles.iter().map(String::as_str)))
}
