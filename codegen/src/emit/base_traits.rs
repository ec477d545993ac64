//! A trait for each type that others extend, with getters for its fields, so that code can be written
//! for everything that extends it.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::types::{Types, ident};
use super::{doc_attributes, formatted, indented, prose};
use crate::diagnostic::Diagnostic;
use crate::layout::resolve_alias;
use crate::model::{
    Attribute, Builtin, ChoiceParticle, Complex, Content, Element, Particle, TypeId, TypeKind,
    TypeRef,
};
use crate::name::Members;

/// The traits of a model and what implements them.
pub(super) struct BaseTraits<'a> {
    pub(super) types: &'a Types<'a>,
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
    docs: TokenStream,
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
        let implementors = self.implementors(id);
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
            quote!(#docs fn #name(&self) -> #returns;)
        });
        let path = self.types.model.path(id);
        let docs = doc_attributes(&[format!("What every type that extends {path} has.")], 0);
        let declaration = quote! {
            #docs
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
        let types = implementors.iter();
        let types = types.map(|id| self.types.path(*id, names.ty(*id)));
        let types: Vec<TokenStream> = types.collect::<Result<_, _>>()?;
        let implementation = match types.as_slice() {
            [ty] => formatted(quote!(impl #name for #ty { #(#methods)* }))?,
            types => {
                let placeholder = format_ident!("{PLACEHOLDER}");
                let one = formatted(quote!(impl #name for #placeholder { #(#methods)* }))?;
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

    /// The emitted types that have the fields of a type, and of its own bases, under the same names:
    /// itself, and those that extend it.
    fn implementors(&self, id: TypeId) -> Vec<TypeId> {
        let model = self.types.model;
        let bases = std::iter::once(id).chain(model.ancestors(id));
        let required: Vec<_> = bases.flat_map(|base| self.described_fields(base)).collect();
        model
            .iter()
            .map(|(other, _)| other)
            .filter(|other| self.types.layout.is_emitted(*other))
            .filter(|other| *other == id || model.ancestors(*other).contains(&id))
            .filter(|other| {
                let has: HashSet<_> = self.described_fields(*other).collect();
                required.iter().all(|field| has.contains(field))
            })
            .collect()
    }

    /// The Rust names of the fields of a type, and their types as text.
    fn described_fields(&self, id: TypeId) -> impl Iterator<Item = (&'a str, Option<String>)> {
        let members = self.types.names.members(id);
        let all = self.complex(id).into_iter();
        all.flat_map(|complex| fields(complex, members))
            .map(move |(field, rust)| (rust, self.rust_type(id, field)))
    }

    /// The type of a field as text.
    fn rust_type(&self, id: TypeId, field: Field<'_>) -> Option<String> {
        self.field_type(id, field).ok().map(|ty| ty.to_string())
    }

    fn field_type(&self, id: TypeId, field: Field<'_>) -> Result<TokenStream, Diagnostic> {
        match field {
            Field::Attribute(attribute) => {
                self.types.attribute(attribute.value.ty, attribute.required)
            }
            Field::Element(element) => self.types.element(id, element),
            Field::Choice(choice) => self.types.choice(id, choice),
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
        let ty = self.field_type(id, field)?;
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
        let (returns, body) = returned(&syn::parse_quote!(#ty), is_copy, &name);
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
fn repeated(name: &str, one: &str, types: &[TokenStream]) -> String {
    let rules = format!("impl_{}", heck::AsSnakeCase(name));
    let body = indented(&one.replace(PLACEHOLDER, "$ty"), 8);
    let mut uses = String::new();
    let mut width = 0;
    for ty in types {
        let ty = format!(" {},", ty.to_string().replace(' ', ""));
        if width + ty.len() > 90 {
            uses.push_str("\n   ");
            width = 0;
        }
        uses.push_str(&ty);
        width += ty.len();
    }
    format!(
        "macro_rules! {rules} {{\n    ($($ty:ty,)*) => {{$(\n{body}    )*}};\n}}\n\n{rules}! {{\n   {uses}\n}}\n"
    )
}

/// What a getter returns for a field of a type as it is emitted, and how.
fn returned(ty: &syn::Type, is_copy: bool, field: &syn::Ident) -> (TokenStream, TokenStream) {
    if let Some(inner) = argument(ty, "Option") {
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
fn borrowed(ty: &syn::Type) -> Option<TokenStream> {
    if let Some(item) = argument(ty, "Vec") {
        return Some(quote!([#item]));
    }
    if let Some(inner) = argument(ty, "Box") {
        return Some(quote!(#inner));
    }
    let is_string = matches!(ty, syn::Type::Path(path) if path.path.is_ident("String"));
    is_string.then(|| quote!(str))
}

/// Whether a type has no arguments.
fn is_plain(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Path(path) => path
            .path
            .segments
            .iter()
            .all(|segment| segment.arguments.is_none()),
        _ => false,
    }
}

/// The argument of a type of one: the `T` of `Option<T>`.
fn argument<'t>(ty: &'t syn::Type, name: &str) -> Option<&'t syn::Type> {
    let syn::Type::Path(path) = ty else {
        return None;
    };
    let segment = path
        .path
        .segments
        .last()
        .filter(|_| path.path.segments.len() == 1)?;
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    match arguments.args.first()? {
        syn::GenericArgument::Type(ty) if segment.ident == name => Some(ty),
        _ => None,
    }
}

/// The fields of a type and their Rust names.
fn fields<'a>(
    complex: &'a Complex,
    members: &'a Members,
) -> impl Iterator<Item = (Field<'a>, &'a str)> {
    let particles: &[Particle] = match &complex.content {
        Content::Elements(particles) => particles,
        Content::Empty | Content::Text(_) => &[],
    };
    let attributes = complex.attributes.iter().map(Field::Attribute);
    let attributes = attributes.zip(members.attributes.iter().map(String::as_str));
    let particles = particles.iter().map(|particle| match particle {
        Particle::Element(element) => Field::Element(element),
        Particle::Choice(choice) => Field::Choice(choice),
    });
    attributes.chain(particles.zip(members.particles.iter().map(String::as_str)))
}
