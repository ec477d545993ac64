//! Emits how fields are read and written whose type alone does not say it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::Index;

use crate::attempt::statement;
use crate::generics::Target;
use crate::model::{Conversion, Field, Kind, Simple, type_ends};

impl Simple<'_> {
    /// A function from text to value.
    fn reader(&self) -> TokenStream {
        let ty = self.ty;
        let (first, last) = type_ends(ty);
        match &self.convert {
            Conversion::List => {
                let function = quote_spanned!(first=> __xml::fields::list_from_text);
                quote_spanned!(last=> #function::<#ty>)
            }
            Conversion::Functions {
                from_text: Some(path),
                ..
            } => quote!(#path),
            _ => {
                let method = quote_spanned!(last=> from_text);
                quote_spanned!(first=> <#ty as __xml::FromText<'_>>::#method)
            }
        }
    }

    /// The same, with what is fixed or taken for empty content.
    fn read(&self, kind: &Kind) -> TokenStream {
        let from_text = self.reader();
        let is_attribute = matches!(kind, Kind::Attribute(_));
        let (function, value) = match (&self.fixed, &self.default) {
            (Some(fixed), _) if is_attribute => ("fixed", fixed),
            (Some(fixed), _) => ("fixed_content", fixed),
            (None, Some(default)) if !is_attribute => ("default_content", default),
            (None, _) => return from_text,
        };
        let function = format_ident!("{function}");
        let (first, _) = type_ends(self.ty);
        quote_spanned!(first=> |__text| __xml::fields::#function(__text, #value, #from_text))
    }

    /// A function that writes a value.
    fn writer(&self) -> TokenStream {
        let to_text = self.to_text();
        let Some(fixed) = &self.fixed else {
            return to_text;
        };
        let from_text = self.reader();
        quote!(|__value, __out| {
            __xml::fields::write_fixed(__value, #fixed, #from_text, #to_text, __out)
        })
    }

    /// A function that writes a value, whatever it is.
    pub(crate) fn to_text(&self) -> TokenStream {
        let ty = self.ty;
        let (first, last) = type_ends(ty);
        match &self.convert {
            Conversion::List => {
                let function = quote_spanned!(first=> __xml::fields::list_to_text);
                quote_spanned!(last=> #function::<#ty>)
            }
            Conversion::Functions {
                to_text: Some(path),
                ..
            } => quote!(#path),
            _ => {
                let method = quote_spanned!(last=> to_text);
                quote_spanned!(first=> <#ty as __xml::ToText>::#method)
            }
        }
    }

    /// The trait that the type of one text must implement to be read.
    pub(crate) fn read_bound(&self, target: &Target<'_>) -> Option<TokenStream> {
        let x = &target.x;
        let convert = match &self.convert {
            Conversion::List => Some(quote!(__xml::fields::FromList<#x>)),
            Conversion::Functions {
                from_text: Some(_), ..
            } => None,
            _ => Some(quote!(__xml::FromText<#x>)),
        };
        self.with_equality(convert)
    }

    /// The trait that the type of one text must implement to be written.
    pub(crate) fn write_bound(&self) -> Option<TokenStream> {
        self.with_equality(self.to_text_bound())
    }

    /// The trait that the type of one text must implement to be written, whatever it is.
    pub(crate) fn to_text_bound(&self) -> Option<TokenStream> {
        match &self.convert {
            Conversion::List => Some(quote!(__xml::fields::ToList)),
            Conversion::Functions {
                to_text: Some(_), ..
            } => None,
            _ => Some(quote!(__xml::ToText)),
        }
    }

    fn with_equality(&self, bound: Option<TokenStream>) -> Option<TokenStream> {
        let equality = self.fixed.as_ref().map(|_| quote!(::core::cmp::PartialEq));
        match (bound, equality) {
            (Some(bound), Some(equality)) => Some(quote!(#bound + #equality)),
            (bound, equality) => bound.or(equality),
        }
    }
}

/// The parts of a kind's functions that its name leads to.
fn suffix(kind: &Kind) -> &'static str {
    match kind {
        Kind::Attribute(_) => "attribute",
        Kind::Text => "text",
        _ => "element",
    }
}

/// Reads one text into `slot`, or makes the field's value of `__text`.
pub(crate) fn read(field: &Field<'_>, simple: &Simple<'_>, slot: &TokenStream) -> TokenStream {
    let (ty, inner, from_text) = (field.ty, simple.ty, simple.read(&field.kind));
    let (first, last) = field.type_ends();
    let function = format_ident!("read_simple_{}", suffix(&field.kind), span = first);
    let arguments = quote_spanned!(last=> (#slot, #from_text, __reader));
    quote_spanned!(first=> __xml::fields::#function::<#ty, #inner> #arguments)
}

/// The slot of a field of its own type.
pub(crate) fn slot(field: &Field<'_>, simple: &Simple<'_>) -> TokenStream {
    let (ty, inner) = (field.ty, simple.ty);
    quote!(<#ty as __xml::fields::Occurs<#inner>>::Slot)
}

/// Puts the default of an attribute into the slot.
pub(crate) fn fill(field: &Field<'_>, simple: &Simple<'_>, slot: &TokenStream) -> TokenStream {
    let value = match (&field.kind, &simple.default, &simple.fixed) {
        (Kind::Attribute(_), Some(value), _) | (Kind::Attribute(_), None, Some(value)) => value,
        _ => return quote!(),
    };
    let (ty, inner, from_text) = (field.ty, simple.ty, simple.reader());
    let (first, _) = field.type_ends();
    statement(&quote_spanned! {first=>
        __xml::fields::default_attribute::<#ty, #inner>(&mut #slot, #value, #from_text, &__frame)
    })
}

/// Makes the field of the slot.
pub(crate) fn finish(field: &Field<'_>, simple: &Simple<'_>, slot: &TokenStream) -> TokenStream {
    let (ty, inner) = (field.ty, simple.ty);
    let index = Index::from(field.index);
    let function = format_ident!("finish_simple_{}", suffix(&field.kind));
    quote!(__xml::fields::#function::<#ty, #inner>(#slot, __reader, &__frame, #index))
}

/// Writes one field.
pub(crate) fn write(field: &Field<'_>, simple: &Simple<'_>, index: &TokenStream) -> TokenStream {
    let (member, ty, inner, to_text) = (&field.member, field.ty, simple.ty, simple.writer());
    let function = format_ident!("write_simple_{}", suffix(&field.kind));
    let default = match simple.fixed.as_ref().or(simple.default.as_ref()) {
        Some(default) => quote!(__xml::Some(#default)),
        None => quote!(__xml::None),
    };
    let (name, cursor) = match &field.kind {
        Kind::Attribute(name) => (quote!(#name,), quote!()),
        Kind::Element(name) => (quote!(#name, #index, #default,), quote!(&mut __cursor,)),
        _ => (quote!(#default,), quote!()),
    };
    let (first, _) = field.type_ends();
    statement(&quote_spanned! {first=>
        __xml::fields::#function::<#ty, #inner>(&self.#member, #name #to_text, #cursor __writer)
    })
}
