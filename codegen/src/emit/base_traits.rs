//! A trait for each type that others extend, with getters for its fields, so that code can be written
//! for everything that extends it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::types::{Types, ident};
use super::{doc_attributes, formatted, prose};
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
        let base = complex.base.and_then(|base| names.base_trait(base));
        let base = base.map(ident).transpose()?;
        let base = base.map(|base| quote!(: #base));
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
        let types: Vec<&str> = implementors.iter().map(|id| names.ty(*id)).collect();
        let implementation = match types.as_slice() {
            [ty] => {
                let ty = ident(ty)?;
                formatted(quote!(impl #name for #ty { #(#methods)* }))?
            }
            types => {
                let one = formatted(quote!(impl #name for #PLACEHOLDER { #(#methods)* }))?;
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

    /// The emitted types that have the fields of a type under the same names: itself, and those that
    /// extend it.
    fn implementors(&self, id: TypeId) -> Vec<TypeId> {
        let all = self.types.model.iter();
        let emitted = all.filter(|(other, _)| self.types.layout.is_emitted(*other));
        emitted
            .map(|(other, _)| other)
            .filter(|other| self.implements(*other, id))
            .collect()
    }

    fn implements(&self, id: TypeId, base: TypeId) -> bool {
        let extends = |id: TypeId| {
            let next = |id: &TypeId| self.complex(*id)?.base;
            let chain = std::iter::successors(Some(id), next);
            // No chain of extensions is longer than the list of types.
            let mut chain = chain.take(self.types.model.types.len());
            chain.any(|id| id == base)
        };
        let (Some(complex), Some(base_complex)) = (self.complex(id), self.complex(base)) else {
            return false;
        };
        if !extends(id) {
            return false;
        }
        let has = |field: Field<'_>, rust: &str| {
            let mut fields = fields(complex, self.types.names.members(id));
            let ty = self.rust_type(base, field);
            fields.any(|(other, name)| name == rust && self.rust_type(id, other) == ty)
        };
        let mut of_base = fields(base_complex, self.types.names.members(base));
        of_base.all(|(field, rust)| has(field, rust))
            && base_complex
                .base
                .is_none_or(|outer| self.implements(id, outer))
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
        let kind = match field {
            Field::Attribute(attribute) => self.kind(attribute.value.ty),
            Field::Element(element) if !element.nillable => self.kind(element.ty),
            Field::Element(_) | Field::Choice(_) => Kind::Other,
        };
        let (returns, body) = returned(&syn::parse_quote!(#ty), kind, &name);
        Ok(Getter {
            docs: doc_attributes(&prose(doc), 4),
            name,
            returns,
            body,
        })
    }

    fn kind(&self, ty: TypeRef) -> Kind {
        match resolve_alias(self.types.model, ty) {
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
            ) => Kind::Copy,
            _ => Kind::Other,
        }
    }
}

/// Stands for each implementor in turn; no type is called so, because names have upper case.
const PLACEHOLDER: Placeholder = Placeholder;

struct Placeholder;

impl Placeholder {
    const NAME: &'static str = "__implementor";
}

impl quote::ToTokens for Placeholder {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        format_ident!("{}", Self::NAME).to_tokens(tokens);
    }
}

/// One impl for several types: a macro by example, and its use.
fn repeated(name: &str, one: &str, types: &[&str]) -> String {
    let rules = format!("impl_{}", heck::AsSnakeCase(name));
    let body: String = one
        .replace(Placeholder::NAME, "$ty")
        .lines()
        .map(|line| match line.is_empty() {
            true => "\n".to_owned(),
            false => format!("        {line}\n"),
        })
        .collect();
    let mut uses = String::new();
    let mut width = 0;
    for ty in types {
        if width + ty.len() + 1 > 90 {
            uses.push_str("\n   ");
            width = 0;
        }
        uses.push(' ');
        uses.push_str(ty);
        width += ty.len() + 1;
    }
    format!(
        "macro_rules! {rules} {{\n    ($($ty:ident)*) => {{$(\n{body}    )*}};\n}}\n\n{rules}! {{\n   {uses}\n}}\n"
    )
}

/// How a value is passed on.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// As it is.
    Copy,
    /// By reference.
    Other,
}

/// What a getter returns for a field of a type as it is emitted, and how.
fn returned(ty: &syn::Type, kind: Kind, field: &syn::Ident) -> (TokenStream, TokenStream) {
    if let Some(inner) = argument(ty, "Option") {
        if kind == Kind::Copy && argument(inner, "Vec").is_none() && is_plain(inner) {
            return (quote!(Option<#inner>), quote!(self.#field));
        }
        return match borrowed(inner) {
            Some(target) => (quote!(Option<&#target>), quote!(self.#field.as_deref())),
            None => (quote!(Option<&#inner>), quote!(self.#field.as_ref())),
        };
    }
    if kind == Kind::Copy && is_plain(ty) {
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
