//! Emits what `#[derive(FromXml)]` stands for.

pub(crate) mod structure;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Index, Type};

use crate::generics::Target;
use crate::model::{Alternative, Body, Container, Elements, Newtype, Types, Values};
use crate::name::Name;

pub(crate) fn emit(container: &Container<'_>) -> TokenStream {
    let target = &container.target;
    match &container.body {
        Body::Struct(body) => structure::structure(target, body),
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
            ) -> __xml::Result<Self, __xml::ValueError> {
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
        ) -> __xml::Result<Self, __xml::ValueError> {
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
            ) -> __xml::Result<Self, __xml::Error> {
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
            #[inline]
            fn from_named(
                __index: usize,
                __reader: &mut __xml::Reader<#x>,
            ) -> __xml::Result<Self, __xml::Error> {
                #body
            }
        }
    }
}

fn names(names: &[&Name]) -> TokenStream {
    quote!(const NAMES: &'static [__xml::Name] = &[#(#names),*];)
}

/// A newtype implements what its field implements: a predicate that names a lifetime of the
/// impl may be false.
fn newtype(target: &Target<'_>, body: &Newtype<'_>) -> TokenStream {
    let Newtype { member, ty, .. } = body;
    let x = &target.x;
    let wrap = |call| quote!(__xml::Ok(Self { #member: #call? }));
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
                    ) -> __xml::Result<Self, __xml::ValueError> {
                        __xml::Ok(
                            Self::#ident(<#ty as #text_bound>::from_text(__text)?)
                        )
                    }
                    fn from_part(
                        __index: usize,
                        __reader: &mut __xml::Reader<#x>,
                    ) -> __xml::Result<Self, __xml::Error> {
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
        Some(index) => quote!(__xml::Some(#index)),
        None => quote!(__xml::None),
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
                    __xml::Ok(__value) => {
                        return __xml::Ok(Self::#ident(__value));
                    }
                    __xml::Err(__error) => __error,
                }
            }
        });
        quote!(__xml::Err(__xml::fields::no_member([#(#tries),*])))
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
            quote!(return __xml::Err(
                __xml::ValueError::one_of(&[#(#texts),*])
            ))
        }
    };
    let from_text = from_text(
        target,
        &predicates,
        &quote! {
            __xml::Ok(match __text.trim_ascii() {
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
