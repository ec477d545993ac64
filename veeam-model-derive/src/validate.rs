//! Emits what `#[derive(Validate)]` stands for.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Ident, Path, Type};

use crate::attr::Checks;
use crate::generics::Target;
use crate::model::{
    Body, Container, Conversion, Elements, Field, Kind, Newtype, Simple, Struct, Types, Union,
    Values, type_ends,
};

pub(crate) fn emit(container: &Container<'_>) -> TokenStream {
    let target = &container.target;
    match &container.body {
        Body::Struct(body) => structure(target, body),
        Body::Newtype(body) => newtype(target, body),
        Body::Elements(body) => elements(target, body),
        Body::Types(body) => types(target, body),
        Body::Union(body) => union(target, body),
        Body::Values(body) => values(target, body),
    }
}

/// An empty impl for a type with faults, so that those who use the type see no fault of their own.
pub(crate) fn emit_stubs(target: &Target<'_>) -> TokenStream {
    validate(target, &[], None, &quote!())
}

fn validate(
    target: &Target<'_>,
    predicates: &[TokenStream],
    root_name: Option<TokenStream>,
    body: &TokenStream,
) -> TokenStream {
    let header = target.write_impl("Validate", predicates);
    let root_name = root_name.map(|name| {
        quote! {
            fn root_name(&self) -> __xml::Option<&'static ::core::primitive::str> {
                #name
            }
        }
    });
    quote! {
        #header {
            #root_name
            fn validate_in(&self, __validator: &mut __xml::Validator) {
                let _ = &__validator;
                #body
            }
        }
    }
}

fn bound() -> TokenStream {
    quote!(__xml::Validate)
}

fn named(name: &str) -> TokenStream {
    quote!(__xml::Some(#name))
}

fn structure(target: &Target<'_>, body: &Struct<'_>) -> TokenStream {
    let uses = body.fields.iter().filter_map(|field| match by_text(field) {
        Some(simple) => Some((simple.ty, simple.to_text_bound()?)),
        None => is_looked_at(field).then(|| (field.ty, bound())),
    });
    let predicates = target.predicates(uses);
    let fields = body.fields.iter().filter(|field| is_looked_at(field));
    let fields: Vec<TokenStream> = fields.map(self::field).collect();
    let root_name = named(&body.name.local);
    validate(target, &predicates, Some(root_name), &quote!(#(#fields)*))
}

/// Whether a field can be wrong.
fn is_looked_at(field: &Field<'_>) -> bool {
    !matches!(field.kind, Kind::AnyAttributes | Kind::Unknown | Kind::Skip)
}

/// How the text of a field is written, if not by its type.
fn by_text<'f, 'i>(field: &'f Field<'i>) -> Option<&'f Simple<'i>> {
    let simple = field.simple.as_ref()?;
    (!matches!(simple.convert, Conversion::Traits)).then_some(simple)
}

fn field(field: &Field<'_>) -> TokenStream {
    let member = &field.member;
    let (first, _) = field.type_ends();
    let fixed = field
        .simple
        .as_ref()
        .and_then(|simple| simple.fixed.as_deref());
    let rules = rules(&field.checks, fixed);
    let value = match by_text(field) {
        Some(simple) => {
            let (ty, inner, to_text) = (field.ty, simple.ty, simple.to_text());
            quote_spanned! {first=>
                &__xml::fields::by_text::<#ty, #inner, _>(&self.#member, #to_text)
            }
        }
        None => quote_spanned!(first=> &self.#member),
    };
    match &field.kind {
        Kind::Attribute(name) => {
            let name = &name.local;
            quote!(__validator.attribute(#name, #rules, #value);)
        }
        Kind::Element(name) | Kind::Nillable(name) => {
            let name = &name.local;
            quote!(__validator.element(#name, #rules, #value);)
        }
        Kind::Wrapped { wrapper, item } => {
            let (wrapper, item) = (&wrapper.local, &item.local);
            quote!(__validator.wrapped(#wrapper, #item, #rules, #value);)
        }
        _ => quote!(__validator.value(#rules, #value);),
    }
}

/// What is allowed of a value.
fn rules(checks: &Checks, fixed: Option<&str>) -> TokenStream {
    let facets = checks.facets.as_ref().map(|facets| {
        let facets = reference(&facets.value);
        quote!(.facets(#facets))
    });
    let fixed = checks
        .fixed
        .as_ref()
        .map(|fixed| fixed.value.as_str())
        .or(fixed);
    let fixed = fixed.map(|fixed| quote!(.fixed(#fixed)));
    let min = checks.min_occurs.as_ref().map(|min| {
        let min = min.value;
        quote!(.min_occurs(#min))
    });
    let max = checks.max_occurs.as_ref().map(|max| {
        let max = max.value;
        quote!(.max_occurs(#max))
    });
    quote!(__xml::Rules::NONE #facets #fixed #min #max)
}

fn own_facets(facets: Option<&Path>) -> Option<TokenStream> {
    facets.map(|facets| {
        let facets = reference(facets);
        quote!(__validator.facets(#facets);)
    })
}

/// A reference to the `static`, at its name: that is where it is told if it is another thing.
fn reference(facets: &Path) -> TokenStream {
    let first = facets.to_token_stream().into_iter().next();
    let span = first.map_or_else(Span::call_site, |token| token.span());
    quote_spanned!(span=> &#facets)
}

fn newtype(target: &Target<'_>, body: &Newtype<'_>) -> TokenStream {
    let Newtype { member, ty, facets } = body;
    let bound = bound();
    let (first, _) = type_ends(ty);
    let facets = own_facets(facets.as_ref());
    let predicates = target.predicates([(*ty, bound.clone())].into_iter());
    let value = quote_spanned!(first=> &self.#member);
    validate(
        target,
        &predicates,
        Some(quote!(#bound::root_name(#value))),
        &quote! {
            #facets
            #bound::validate_in(#value, __validator);
        },
    )
}

fn elements(target: &Target<'_>, body: &Elements<'_>) -> TokenStream {
    let uses = body.alternatives.iter().map(|one| (one.ty, bound()));
    let predicates = target.predicates(uses);
    let arms = body.alternatives.iter().map(|one| {
        let (ident, name, rules) = (one.ident, &one.name.local, rules(&one.checks, None));
        let (first, _) = type_ends(one.ty);
        let value = quote_spanned!(first=> __value);
        quote!(Self::#ident(__value) => __validator.alternative(#name, #rules, #value),)
    });
    let passed_over = body.other.iter().chain(&body.text);
    let passed_over = passed_over.map(|(ident, _)| quote!(Self::#ident(_) => {}));
    validate(
        target,
        &predicates,
        None,
        &quote!(match self { #(#arms)* #(#passed_over)* }),
    )
}

fn types(target: &Target<'_>, body: &Types<'_>) -> TokenStream {
    let uses = body.alternatives.iter().map(|one| (one.ty, bound()));
    let predicates = target.predicates(uses);
    let arms = body
        .alternatives
        .iter()
        .map(|one| passed_on(one.ident, one.ty));
    let other = body.other.map(|(ident, _)| quote!(Self::#ident(_) => {}));
    let root_name = body.name.as_ref().map(|name| named(&name.local));
    validate(
        target,
        &predicates,
        root_name,
        &quote!(match self { #(#arms)* #other }),
    )
}

/// The arm of a variant whose value is looked at as what it is.
fn passed_on(variant: &Ident, ty: &Type) -> TokenStream {
    let bound = bound();
    let (first, _) = type_ends(ty);
    let value = quote_spanned!(first=> __value);
    quote!(Self::#variant(__value) => #bound::validate_in(#value, __validator),)
}

/// Facets are about the union as a whole; where there are none, the value is looked at as what it is.
fn union(target: &Target<'_>, body: &Union<'_>) -> TokenStream {
    let (trait_name, to_text) = (bound(), quote!(__xml::ToText));
    let uses = body.members.iter();
    let uses = uses.map(|(_, ty)| (*ty, quote!(#trait_name + #to_text)));
    let predicates = target.predicates(uses);
    let facets = own_facets(body.facets.as_ref());
    let arms = body.members.iter().map(|(ident, ty)| passed_on(ident, ty));
    validate(
        target,
        &predicates,
        None,
        &quote! {
            #facets
            if !__validator.text(self) {
                match self { #(#arms)* }
            }
        },
    )
}

fn values(target: &Target<'_>, body: &Values<'_>) -> TokenStream {
    let uses = body
        .other
        .iter()
        .map(|(_, ty)| (*ty, quote!(__xml::ToText)));
    let predicates = target.predicates(uses);
    let facets = own_facets(body.facets.as_ref());
    let texts = body.listed.iter().map(|value| &value.text);
    let is_listed = match body.other {
        Some((ident, _)) => quote!(!::core::matches!(self, Self::#ident(_))),
        None => quote!(true),
    };
    validate(
        target,
        &predicates,
        None,
        &quote! {
            #facets
            __validator.listed(self, #is_listed, &[#(#texts),*]);
        },
    )
}
