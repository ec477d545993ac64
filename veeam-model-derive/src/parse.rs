//! Emits what `#[derive(FromXml)]` stands for.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Ident, Index, Type};

use crate::attr::UnknownPolicy;
use crate::generics::Target;
use crate::model::{
    Alternative, Body, Container, Elements, Field, Kind, Newtype, Struct, Types, Values,
};
use crate::name::Name;
use crate::{group, simple};

pub(crate) fn emit(container: &Container<'_>) -> TokenStream {
    let target = &container.target;
    match &container.body {
        Body::Struct(body) => structure(target, body),
        Body::Newtype(body) => newtype(target, body),
        Body::Elements(body) => elements(target, body),
        Body::Types(body) => types(target, body),
        Body::Union(body) => union(target, &body.members),
        Body::Values(values) => self::values(target, values),
    }
}

/// Empty impls for a type with faults, so that those who use the type see no fault of their own.
pub(crate) fn emit_stubs(target: &Target<'_>) -> TokenStream {
    let never = quote!(loop {});
    let from_text = from_text(target, &[], &never, &quote!());
    let from_element = from_element(target, &[], &quote!(), &never);
    let from_named = from_named(target, &[], &names(&[]), &never);
    quote!(#from_text #from_element #from_named)
}

fn from_text(
    target: &Target<'_>,
    predicates: &[TokenStream],
    body: &TokenStream,
    more: &TokenStream,
) -> TokenStream {
    let header = target.read_impl("FromText", predicates);
    let x = &target.x;
    quote! {
        #header {
            fn from_text(
                __text: ::std::borrow::Cow<#x, str>,
            ) -> ::core::result::Result<Self, __xml::ValueError> {
                #body
            }
            #more
        }
    }
}

/// For a type that passes on what prefixes mean.
fn from_text_in(target: &Target<'_>, body: &TokenStream) -> TokenStream {
    let x = &target.x;
    quote! {
        fn from_text_in(
            __text: ::std::borrow::Cow<#x, str>,
            __scope: __xml::Scope<'_>,
        ) -> ::core::result::Result<Self, __xml::ValueError> {
            #body
        }
    }
}

fn from_element(
    target: &Target<'_>,
    predicates: &[TokenStream],
    shape: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let header = target.read_impl("FromElement", predicates);
    let x = &target.x;
    quote! {
        #header {
            #shape
            fn from_element(
                __reader: &mut __xml::Reader<#x>,
            ) -> ::core::result::Result<Self, __xml::Error> {
                #body
            }
        }
    }
}

fn from_named(
    target: &Target<'_>,
    predicates: &[TokenStream],
    consts: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let header = target.read_impl("FromNamed", predicates);
    let x = &target.x;
    quote! {
        #header {
            #consts
            fn from_named(
                __index: usize,
                __reader: &mut __xml::Reader<#x>,
            ) -> ::core::result::Result<Self, __xml::Error> {
                #body
            }
        }
    }
}

fn names(names: &[&Name]) -> TokenStream {
    quote!(const NAMES: &'static [__xml::Name] = &[#(#names),*];)
}

fn structure(target: &Target<'_>, body: &Struct<'_>) -> TokenStream {
    let fields = body.fields.iter();
    let uses = fields.filter_map(|field| match &field.simple {
        Some(simple) => Some((simple.ty, simple.read_bound(target)?)),
        None => Some((field.ty, bound(target, field)?)),
    });
    let predicates = target.predicates(uses);
    let with_slot = || body.fields.iter().filter(|field| has_slot(field));
    let slots = with_slot().map(|field| {
        let slot = slot(field);
        let ty = field
            .simple
            .as_ref()
            .map(|simple| simple::slot(field, simple));
        let ty = ty.map(|ty| quote!(: #ty));
        quote!(#slot #ty)
    });
    let fills = with_slot().filter_map(|field| {
        let simple = field.simple.as_ref()?;
        Some(simple::fill(
            field,
            simple,
            &slot(field).into_token_stream(),
        ))
    });
    let borrowed = |field: &Field<'_>| {
        let (first, _) = field.type_ends();
        let slot = slot(field);
        read(target, field, &quote_spanned!(first=> &mut #slot))
    };
    let groups = body.groups().map(|field| {
        let slot = slot(field);
        group::read_attribute(target, field, &quote!(&mut #slot), &quote!(__frame.inner()))
    });
    let attributes = read_loop("attribute", body.attributes().map(borrowed).chain(groups));
    let any_attributes = body.any_attributes().map(|field| {
        let (_, last) = field.type_ends();
        quote_spanned!(last=> let __any_attributes = __unknown.take_attributes();)
    });
    let content = match (body.text(), body.mixed()) {
        (Some(_), _) => quote!(let __text = __reader.text(&mut __frame, &mut __unknown)?;),
        (None, Some(field)) => mixed(target, field),
        (None, None) => read_loop("child", body.children().map(borrowed)),
    };
    let fields = body.fields.iter().map(|field| finish(target, field));
    let from_element = from_element(
        target,
        &predicates,
        &shape(target, body),
        &quote! {
            #(let mut #slots = ::core::default::Default::default();)*
            let mut __unknown = __xml::Unknown::default();
            let mut __frame = __reader.open(Self::SHAPE);
            #attributes
            #any_attributes
            #content
            // A function of its own: what it needs of the stack is not there while children are read.
            let __finish = move || -> ::core::result::Result<Self, __xml::Error> {
                #(#fills)*
                ::core::result::Result::Ok(Self { #(#fields,)* })
            };
            __finish()
        },
    );
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

fn shape(target: &Target<'_>, body: &Struct<'_>) -> TokenStream {
    let attributes = body.attributes();
    let attributes = attributes.filter_map(|field| field.kind.attribute_name());
    let children = body.children().map(|field| match &field.kind {
        Kind::Element(name) | Kind::Nillable(name) | Kind::Wrapped { wrapper: name, .. } => {
            quote!(__xml::Child::Element(#name))
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
        Kind::Wrapped { item, .. } => quote!(#item,),
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
            quote!(#call?)
        }
        Kind::Text => match &field.simple {
            Some(simple) => {
                let call = simple::read(field, simple, &quote!(__text));
                quote!(#call?)
            }
            None => quote!(<#ty as #bound>::read(__text, __reader)?),
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
                None => quote!(#call?),
            }
        }
    };
    quote!(#member: #value)
}

/// A newtype implements what its field implements: a predicate that names a lifetime of the
/// impl may be false.
fn newtype(target: &Target<'_>, body: &Newtype<'_>) -> TokenStream {
    let Newtype { member, ty, .. } = body;
    let x = &target.x;
    let wrap = |call| quote!(::core::result::Result::Ok(Self { #member: #call? }));
    let read_in = wrap(quote!(<#ty as __xml::FromText<#x>>::from_text_in(__text, __scope)));
    let from_text = from_text(
        target,
        &[quote!(#ty: __xml::FromText<#x>)],
        &wrap(quote!(<#ty as __xml::FromText<#x>>::from_text(__text))),
        &from_text_in(target, &read_in),
    );
    let element = quote!(__xml::FromElement<#x>);
    let from_element = from_element(
        target,
        &target.predicates([(*ty, element.clone())].into_iter()),
        &quote!(const SHAPE: &'static __xml::Shape = <#ty as #element>::SHAPE;),
        &wrap(quote!(<#ty as #element>::from_element(__reader))),
    );
    let named = quote!(__xml::FromNamed<#x>);
    let from_named = from_named(
        target,
        &[quote!(#ty: #named)],
        &quote! {
            const NAMES: &'static [__xml::Name] = <#ty as #named>::NAMES;
            const ANY: bool = <#ty as #named>::ANY;
        },
        &wrap(quote!(<#ty as #named>::from_named(__index, __reader))),
    );
    quote!(#from_text #from_element #from_named)
}

fn elements(target: &Target<'_>, body: &Elements<'_>) -> TokenStream {
    let x = &target.x;
    let bound = quote!(__xml::FromElement<#x>);
    let any_bound = quote!(__xml::fields::AnyElement<#x>);
    let text_bound = quote!(__xml::FromText<#x>);
    let alternatives = body.alternatives.iter();
    let uses = alternatives.map(|variant| (variant.ty, bound.clone()));
    let uses = uses
        .chain(body.other.map(|(_, ty)| (ty, any_bound.clone())))
        .chain(body.text.map(|(_, ty)| (ty, text_bound.clone())));
    let predicates = target.predicates(uses);
    let all: Vec<&Name> = body.alternatives.iter().map(|one| &one.name).collect();
    let variants = body.alternatives.iter().map(|variant| {
        let Alternative { ident, ty, .. } = variant;
        alternative(quote!(<#ty as #bound>::from_element), ident)
    });
    let other = body
        .other
        .map(|(ident, ty)| alternative(quote!(__xml::fields::read_any::<#ty>), ident));
    let variant = by_index(variants.chain(other));
    let names = names(&all);
    let any = body.other.is_some();
    match body.text {
        None => {
            let any = any.then(|| {
                quote!(
                    const ANY: bool = true;
                )
            });
            from_named(target, &predicates, &quote!(#names #any), &quote!(#variant))
        }
        Some((ident, ty)) => {
            let header = target.read_impl("FromMixed", &predicates);
            quote! {
                #header {
                    #names
                    const ANY: bool = #any;
                    fn from_text(
                        __text: ::std::borrow::Cow<#x, str>,
                    ) -> ::core::result::Result<Self, __xml::ValueError> {
                        ::core::result::Result::Ok(
                            Self::#ident(<#ty as #text_bound>::from_text(__text)?)
                        )
                    }
                    fn from_part(
                        __index: usize,
                        __reader: &mut __xml::Reader<#x>,
                    ) -> ::core::result::Result<Self, __xml::Error> {
                        #variant
                    }
                }
            }
        }
    }
}

/// Reads a variant: in a function of its own, so that only the one that is read takes stack.
fn alternative(read: TokenStream, ident: &Ident) -> TokenStream {
    quote!(__xml::fields::alternative(__reader, #read, Self::#ident))
}

fn types(target: &Target<'_>, body: &Types<'_>) -> TokenStream {
    let x = &target.x;
    let bound = quote!(__xml::FromElement<#x>);
    let any_bound = quote!(__xml::fields::AnyElement<#x>);
    let alternatives = body.alternatives.iter();
    let uses = alternatives.map(|variant| (variant.ty, bound.clone()));
    let uses = uses.chain(body.other.map(|(_, ty)| (ty, any_bound)));
    let predicates = target.predicates(uses);
    let variants = body.alternatives.iter().map(|variant| {
        let Alternative { ident, ty, .. } = variant;
        alternative(quote!(<#ty as #bound>::from_element), ident)
    });
    let other = body
        .other
        .map(|(ident, ty)| alternative(quote!(__xml::fields::read_any::<#ty>), ident));
    let variant = by_index(variants.chain(other));
    let names = body.alternatives.iter().map(|one| &one.name);
    let default = match body.default {
        Some(index) => quote!(::core::option::Option::Some(#index)),
        None => quote!(::core::option::Option::None),
    };
    let other = body.other.is_some();
    let from_element = from_element(
        target,
        &predicates,
        &quote!(),
        &quote! {
            let __index = __reader.xsi_type(&[#(#names),*], #default, #other)?;
            #variant
        },
    );
    let from_named = body.name.as_ref().map(|name| {
        from_named(
            target,
            &predicates,
            &self::names(&[name]),
            &quote!(<Self as #bound>::from_element(__reader)),
        )
    });
    quote!(#from_element #from_named)
}

fn union(target: &Target<'_>, members: &[(&Ident, &Type)]) -> TokenStream {
    let x = &target.x;
    let bound = quote!(__xml::FromText<#x>);
    let uses = members.iter().map(|(_, ty)| (*ty, bound.clone()));
    let predicates = target.predicates(uses);
    let read = |read: &dyn Fn(&Type) -> TokenStream| {
        let tries = members.iter().map(|(ident, ty)| {
            let read = read(ty);
            quote! {
                match #read {
                    ::core::result::Result::Ok(__value) => {
                        return ::core::result::Result::Ok(Self::#ident(__value));
                    }
                    ::core::result::Result::Err(__error) => __error,
                }
            }
        });
        quote!(::core::result::Result::Err(__xml::fields::no_member([#(#tries),*])))
    };
    let text = quote!(::core::clone::Clone::clone(&__text));
    let from_text = from_text(
        target,
        &predicates,
        &read(&|ty| quote!(<#ty as #bound>::from_text(#text))),
        &from_text_in(
            target,
            &read(&|ty| quote!(<#ty as #bound>::from_text_in(#text, __scope))),
        ),
    );
    let from_element = from_element(
        target,
        &predicates,
        &quote!(),
        &quote!(__xml::fields::read_text_element(__reader)),
    );
    quote!(#from_text #from_element)
}

fn values(target: &Target<'_>, values: &Values<'_>) -> TokenStream {
    let x = &target.x;
    let bound = quote!(__xml::FromText<#x>);
    let uses = values.other.iter().map(|(_, ty)| (*ty, bound.clone()));
    let predicates = target.predicates(uses);
    let arms = values.listed.iter().map(|value| {
        let (ident, text) = (value.ident, &value.text);
        match value.is_trimmed() {
            true => quote!(#text => Self::#ident),
            false => quote!(_ if *__text == *#text => Self::#ident),
        }
    });
    let rest = match values.other {
        Some((ident, ty)) => quote!(Self::#ident(<#ty as #bound>::from_text(__text)?)),
        None => {
            let texts = values.listed.iter().map(|value| &value.text);
            quote!(return ::core::result::Result::Err(
                __xml::ValueError::one_of(&[#(#texts),*])
            ))
        }
    };
    let from_text = from_text(
        target,
        &predicates,
        &quote! {
            ::core::result::Result::Ok(match __text.trim_ascii() {
                #(#arms,)*
                _ => #rest,
            })
        },
        &quote!(),
    );
    let from_element = from_element(
        target,
        &predicates,
        &quote!(),
        &quote!(__xml::fields::read_text_element(__reader)),
    );
    quote!(#from_text #from_element)
}

/// Calls the reader until it has reported the last of what `method` finds; `reads` says what to do
/// with each, by its index.
fn read_loop(method: &str, reads: impl Iterator<Item = TokenStream>) -> TokenStream {
    let method = format_ident!("{method}");
    let next = quote!(__reader.#method(&mut __frame, &mut __unknown)?);
    match by_index(reads) {
        Some(read) => quote! {
            while let ::core::option::Option::Some(__index) = #next {
                #read?;
            }
        },
        None => quote!(while #next.is_some() {}),
    }
}

/// A `match __index` over `arms`; the last one takes every index that is left.
pub(crate) fn by_index(arms: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let mut arms: Vec<TokenStream> = arms.collect();
    let last = arms.pop()?;
    let indices = (0..arms.len()).map(Index::from);
    Some(quote! {
        match __index {
            #(#indices => #arms,)*
            _ => #last,
        }
    })
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
