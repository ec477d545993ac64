//! Emits how a struct is read, field by field.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Ident, Index, Member};

use super::{by_index, from_element, from_named, names};
use crate::attempt::attempt;
use crate::attr::UnknownPolicy;
use crate::generics::Target;
use crate::model::{Field, Kind, Struct, argument};
use crate::name::Name;
use crate::{group, simple};

/// A struct of so many fields takes little of the stack.
const FEW: usize = 10;

pub(super) fn structure(target: &Target<'_>, body: &Struct<'_>) -> TokenStream {
    let fields = body.fields.iter();
    let uses = fields.filter_map(|field| match &field.simple {
        Some(simple) => Some((simple.ty, simple.read_bound(target)?)),
        None => Some((field.ty, bound(target, field)?)),
    });
    let predicates = target.predicates(uses);
    let read_fields = match body.fields.iter().all(|field| is_in_place(target, field)) {
        true => read_in_place(target, body),
        false => read_in_slots(target, body),
    };
    let from_element = from_element(target, &predicates, &shape(target, body), &read_fields);
    let (x, name) = (&target.x, &body.name);
    let from_named = from_named(
        target,
        &predicates,
        &names(&[name]),
        &quote!(<Self as __xml::FromElement<#x>>::from_element(__reader)),
    );
    let from_group = body
        .is_group
        .then(|| group::read(target, body, &predicates));
    quote!(#from_element #from_named #from_group)
}

/// Whether what is known of the field while the element is being read is the field's value.
fn is_own_slot(target: &Target<'_>, field: &Field<'_>) -> bool {
    let is_plain =
        field.simple.is_none() && field.default.is_none() && !target.has_type_parameters();
    let is = |name| argument(field.ty, name).is_some();
    is_plain
        && match field.kind {
            Kind::Attribute(_) | Kind::Wrapped { .. } => is("Option"),
            Kind::Element(_) | Kind::Choice | Kind::Any => is("Option") || is("Vec"),
            _ => false,
        }
}

/// What a slot is at first; the default of the two usual types is told without a call, which would cost
/// time to compile.
fn empty(target: &Target<'_>, field: &Field<'_>) -> TokenStream {
    let is = |name| is_own_slot(target, field) && argument(field.ty, name).is_some();
    if is("Option") {
        quote!(__xml::None)
    } else if is("Vec") {
        quote!(::std::vec::Vec::new())
    } else {
        quote!(::core::default::Default::default())
    }
}

/// Whether the field can be read where it is in the struct, which is whole from the start.
fn is_in_place(target: &Target<'_>, field: &Field<'_>) -> bool {
    matches!(field.kind, Kind::Unknown | Kind::Skip) || is_own_slot(target, field)
}

/// Reads a struct of which nothing is required.
fn read_in_place(target: &Target<'_>, body: &Struct<'_>) -> TokenStream {
    let members = body.fields.iter().map(|field| {
        let (member, empty) = (&field.member, empty(target, field));
        quote!(#member: #empty)
    });
    let unknown = match body.unknown() {
        Some(field) => {
            let place = place(field);
            quote!(let __unknown: &mut __xml::Unknown = #place;)
        }
        None => quote!(let __unknown = &mut __xml::Unknown::default();),
    };
    let read = |field: &Field<'_>| read(target, field, &place(field));
    let attributes = read_loop("attribute", &quote!(__unknown), body.attributes().map(read));
    let children = read_loop("child", &quote!(__unknown), body.children().map(read));
    quote! {
        let mut __value = Self { #(#members,)* };
        #unknown
        let mut __frame = __reader.open(Self::SHAPE);
        #attributes
        #children
        __xml::Ok(__value)
    }
}

/// Borrows a field of the struct; what is wrong with its type is told at the type.
fn place(field: &Field<'_>) -> TokenStream {
    let (first, last) = field.type_ends();
    let mut member = field.member.clone();
    match &mut member {
        Member::Named(name) => name.set_span(last),
        Member::Unnamed(index) => index.span = last,
    }
    quote_spanned!(first=> &mut __value.#member)
}

/// Reads a struct whose fields are known only once all of it is read.
fn read_in_slots(target: &Target<'_>, body: &Struct<'_>) -> TokenStream {
    let with_slot = || body.fields.iter().filter(|field| has_slot(field));
    let slots = with_slot().map(|field| {
        let slot = slot(field);
        let ty = field
            .simple
            .as_ref()
            .map(|simple| simple::slot(field, simple));
        let ty = ty.map(|ty| quote!(: #ty));
        let empty = empty(target, field);
        quote!(#slot #ty = #empty)
    });
    let fills = fills(body);
    let borrowed = |field: &Field<'_>| {
        let (first, _) = field.type_ends();
        let slot = slot(field);
        read(target, field, &quote_spanned!(first=> &mut #slot))
    };
    let groups = body.groups().map(|field| {
        let slot = slot(field);
        group::read_attribute(target, field, &quote!(&mut #slot), &quote!(__frame.inner()))
    });
    let attributes = read_loop(
        "attribute",
        &quote!(&mut __unknown),
        body.attributes().map(borrowed).chain(groups),
    );
    let any_attributes = body.any_attributes().map(|field| {
        let (_, last) = field.type_ends();
        quote_spanned!(last=> let __any_attributes = __unknown.take_attributes();)
    });
    let content = match (body.text(), body.mixed()) {
        (Some(_), _) => quote!(let __text = __reader.text(&mut __frame, &mut __unknown)?;),
        (None, Some(field)) => mixed(target, field),
        (None, None) => read_loop(
            "child",
            &quote!(&mut __unknown),
            body.children().map(borrowed),
        ),
    };
    let fields = body.fields.iter().map(|field| finish(target, field));
    let finish = quote! {
        #(#fills)*
        __xml::Ok(Self { #(#fields,)* })
    };
    // In a function of its own, what that needs of the stack is not there while children are read; it
    // takes a compiler as long as some ten fields, though.
    let finish = match body.fields.len() > FEW {
        true => quote! {
            let __finish = move || -> __xml::Result<Self, __xml::Error> { #finish };
            __finish()
        },
        false => finish,
    };
    quote! {
        #(let mut #slots;)*
        let mut __unknown = __xml::Unknown::default();
        let mut __frame = __reader.open(Self::SHAPE);
        #attributes
        #any_attributes
        #content
        #finish
    }
}

/// Puts the defaults of attributes into the slots of those that are absent.
pub(crate) fn fills(body: &Struct<'_>) -> impl Iterator<Item = TokenStream> {
    let slotted = body.fields.iter().filter(|field| has_slot(field));
    slotted.filter_map(|field| {
        let simple = field.simple.as_ref()?;
        let slot = slot(field).into_token_stream();
        Some(simple::fill(field, simple, &slot))
    })
}

fn shape(target: &Target<'_>, body: &Struct<'_>) -> TokenStream {
    let attributes = body.attributes();
    let attributes = attributes
        .filter_map(|field| field.kind.attribute_name())
        .map(Name::of_attribute);
    let children = body.children().map(|field| match &field.kind {
        Kind::Element(name) | Kind::Nillable(name) | Kind::Wrapped { wrapper: name, .. } => {
            let declared = name.of_element();
            quote!(__xml::Child::Element(#declared))
        }
        Kind::Any => {
            let (first, last) = field.type_ends();
            let (ty, function) = (
                field.ty,
                quote_spanned!(first=> __xml::fields::any_elements),
            );
            quote_spanned!(last=> #function::<#ty>())
        }
        Kind::Flatten => {
            let shape = group::shape(target, field);
            quote!(__xml::Child::Group(#shape))
        }
        _ => {
            let (ty, bound) = (field.ty, bound(target, field));
            quote!(__xml::Child::Choice {
                names: <#ty as #bound>::NAMES,
                any: <#ty as #bound>::ANY,
            })
        }
    });
    let any_attributes = body.any_attributes().is_some();
    let groups = body.groups().map(|field| group::shape(target, field));
    let unknown = match body.policy {
        UnknownPolicy::Ignore => quote!(Ignore),
        UnknownPolicy::Deny => quote!(Deny),
        UnknownPolicy::Preserve => quote!(Preserve),
    };
    quote! {
        const SHAPE: &'static __xml::Shape = &__xml::Shape {
            attributes: &[#(#attributes),*],
            children: &[#(#children),*],
            any_attributes: #any_attributes,
            groups: &[#(#groups),*],
            unknown: __xml::UnknownPolicy::#unknown,
        };
    }
}

/// The trait that a field's type must implement.
pub(crate) fn bound(target: &Target<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let name = match field.kind {
        Kind::Attribute(_) => "ReadAttribute",
        Kind::Text => "ReadText",
        Kind::Element(_) => "ReadElement",
        Kind::Nillable(_) => "ReadNillable",
        Kind::Wrapped { .. } => "ReadWrapped",
        Kind::Choice | Kind::Any => "ReadChoice",
        Kind::Mixed => "ReadMixed",
        Kind::Flatten => "FromGroup",
        Kind::Skip => return Some(quote!(::core::default::Default)),
        Kind::Unknown | Kind::AnyAttributes => return None,
    };
    let (name, x) = (format_ident!("{name}"), &target.x);
    Some(quote!(__xml::fields::#name<#x>))
}

/// Reads one attribute or child into the slot of its field, which is borrowed.
pub(crate) fn read(target: &Target<'_>, field: &Field<'_>, slot: &TokenStream) -> TokenStream {
    let (ty, bound) = (field.ty, bound(target, field));
    if let Some(simple) = &field.simple {
        return simple::read(field, simple, slot);
    }
    if let Kind::Flatten = field.kind {
        return group::read_child(target, field, slot, &quote!(__frame.inner()));
    }
    let more = match &field.kind {
        Kind::Wrapped { item, .. } => {
            let declared = item.of_element();
            quote!(&#declared,)
        }
        _ => quote!(),
    };
    let (first, last) = field.type_ends();
    let method = quote_spanned!(last=> read(#slot, #more __reader));
    quote_spanned!(first=> <#ty as #bound>::#method)
}

/// Reads mixed content.
fn mixed(target: &Target<'_>, field: &Field<'_>) -> TokenStream {
    let (ty, bound) = (field.ty, bound(target, field));
    let (first, last) = field.type_ends();
    let method = quote_spanned!(last=> read(__reader, &mut __frame, &mut __unknown));
    let call = quote_spanned!(first=> <#ty as #bound>::#method);
    quote!(let __mixed = #call?;)
}

/// Makes a field of what was read.
pub(crate) fn finish(target: &Target<'_>, field: &Field<'_>) -> TokenStream {
    let (member, ty, bound) = (&field.member, field.ty, bound(target, field));
    let value = match field.kind {
        _ if is_own_slot(target, field) => slot(field).into_token_stream(),
        Kind::Unknown => {
            let (first, _) = field.type_ends();
            quote_spanned!(first=> __unknown)
        }
        Kind::AnyAttributes => {
            let (first, _) = field.type_ends();
            quote_spanned!(first=> __any_attributes)
        }
        Kind::Mixed => quote!(__mixed),
        Kind::Skip => quote!(<#ty as #bound>::default()),
        Kind::Flatten => {
            let slot = slot(field);
            let (first, last) = field.type_ends();
            let method = quote_spanned!(last=> finish(#slot, __reader, &__frame));
            let call = quote_spanned!(first=> <#ty as #bound>::#method);
            attempt(&call)
        }
        Kind::Text => match &field.simple {
            Some(simple) => {
                let call = simple::read(field, simple, &quote!(__text));
                attempt(&call)
            }
            None => attempt(&quote!(<#ty as #bound>::read(__text, __reader))),
        },
        _ => {
            let (slot, index) = (slot(field), Index::from(field.index));
            let (first, last) = field.type_ends();
            let method = quote_spanned!(last=> finish(#slot, __reader, &__frame, #index));
            let call = match &field.simple {
                Some(simple) => simple::finish(field, simple, &slot.to_token_stream()),
                None => quote_spanned!(first=> <#ty as #bound>::#method),
            };
            match &field.default {
                Some(default) => {
                    quote!(__xml::fields::or_default(#slot, #default, |#slot| #call)?)
                }
                None => attempt(&call),
            }
        }
    };
    quote!(#member: #value)
}

/// Calls the reader until it has reported the last of what `method` finds; `reads` says what to do
/// with each, by its index.
fn read_loop(
    method: &str,
    unknown: &TokenStream,
    reads: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let method = format_ident!("{method}");
    let next = attempt(&quote!(__reader.#method(&mut __frame, #unknown)));
    match by_index(reads).as_ref().map(attempt) {
        Some(read) => quote! {
            while let __xml::Some(__index) = #next {
                #read
            }
        },
        None => quote!(while #next.is_some() {}),
    }
}

/// The local that holds what has been read of a field.
pub(crate) fn slot(field: &Field<'_>) -> Ident {
    let (_, last) = field.type_ends();
    match field.kind {
        Kind::Attribute(_) => format_ident!("__attribute_{}", field.index, span = last),
        _ => format_ident!("__child_{}", field.index, span = last),
    }
}

pub(crate) fn has_slot(field: &Field<'_>) -> bool {
    matches!(field.kind, Kind::Attribute(_)) || field.kind.is_child()
}
