//! Emits what `#[derive(ToXml)]` stands for.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, Index, Type};

use crate::attempt::statement;
use crate::generics::Target;
use crate::model::{
    Alternative, Body, Container, Elements, Field, Kind, Newtype, Struct, Types, Values,
};
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
    let to_text = to_text(target, &[], &never);
    let to_element = to_element(target, &[], &never);
    let to_xml = to_xml(target, &[], &never);
    quote!(#to_text #to_element #to_xml)
}

fn to_text(target: &Target<'_>, predicates: &[TokenStream], body: &TokenStream) -> TokenStream {
    let header = target.write_impl("ToText", predicates);
    quote! {
        #header {
            fn to_text(
                &self,
                __out: &mut __xml::TextWriter<'_>,
            ) -> __xml::Result<(), __xml::ValueError> {
                #body
            }
        }
    }
}

fn to_element(target: &Target<'_>, predicates: &[TokenStream], body: &TokenStream) -> TokenStream {
    let header = target.write_impl("ToElement", predicates);
    quote! {
        #header {
            fn to_element(
                &self,
                __writer: &mut __xml::Writer<'_>,
            ) -> __xml::Result<(), __xml::Error> {
                #body
            }
        }
    }
}

fn to_xml(target: &Target<'_>, predicates: &[TokenStream], name: &TokenStream) -> TokenStream {
    let header = target.write_impl("ToXml", predicates);
    quote! {
        #header {
            #[inline]
            fn name(&self) -> __xml::NameRef<'_> {
                #name
            }
        }
    }
}

fn structure(target: &Target<'_>, body: &Struct<'_>) -> TokenStream {
    let fields = body.fields.iter();
    let uses = fields.filter_map(|field| match &field.simple {
        Some(simple) => Some((simple.ty, simple.write_bound()?)),
        None => Some((field.ty, bound(field)?)),
    });
    let predicates = target.predicates(uses);
    let own_attributes = body.attributes().map(|field| write(field, &quote!()));
    let attributes = own_attributes.chain(body.groups().map(group::write_attributes));
    let group_names = body.groups().map(group::attribute_names);
    let prefixes = body
        .prefixes
        .iter()
        .map(|(prefix, ns)| quote!(__writer.prefix(#prefix, #ns);));
    let any_attributes = body.any_attributes().map(|field| {
        let member = &field.member;
        let declared = body
            .attributes()
            .filter_map(|field| field.kind.attribute_name());
        let (first, _) = field.type_ends();
        let attributes = quote_spanned!(first=> &self.#member);
        let declared = quote!(&[#(#declared),*], &[#(#group_names),*]);
        statement(&quote!(__writer.any_attributes(#attributes, #declared)))
    });
    let content: Vec<TokenStream> = match body.text().or(body.mixed()) {
        Some(field) => vec![write(field, &quote!())],
        None => write_children(body, &quote!()),
    };
    let (unknown_attributes, cursor) = match body.unknown() {
        Some(Field { member, .. }) => (
            statement(&quote!(__writer.unknown_attributes(&self.#member))),
            quote!(new(&self.#member)),
        ),
        None => (quote!(), quote!(none())),
    };
    let to_element = to_element(
        target,
        &predicates,
        &quote! {
            #(#prefixes)*
            #(#attributes)*
            #any_attributes
            #unknown_attributes
            let mut __cursor = __xml::Cursor::#cursor;
            #(#content)*
            __cursor.finish(__writer)
        },
    );
    let name = &body.name;
    let name = match body.prefix() {
        Some(prefix) => quote!(__xml::NameRef {
            prefix: #prefix,
            ..::core::convert::From::from(#name)
        }),
        None => quote!(::core::convert::From::from(#name)),
    };
    let to_xml = to_xml(target, &predicates, &name);
    let to_group = body
        .is_group
        .then(|| group::write(target, body, &predicates));
    quote!(#to_element #to_xml #to_group)
}

/// Writes the children, where the first is the one at `base` in schema order: `0` if that is empty.
pub(crate) fn write_children(body: &Struct<'_>, base: &TokenStream) -> Vec<TokenStream> {
    let mut groups = Vec::new();
    let mut own = 0_usize;
    let mut all = Vec::new();
    for field in body.children() {
        let index = Index::from(own);
        let index = match base.is_empty() && groups.is_empty() {
            true => quote!(#index),
            false => {
                let base = (!base.is_empty()).then(|| quote!(#base +));
                quote!(#base #index #(#groups)*)
            }
        };
        match field.kind {
            Kind::Flatten => {
                all.push(group::write_children(field, &index));
                groups.push(group::plus_children(field));
            }
            _ => {
                all.push(write(field, &index));
                own += 1;
            }
        }
    }
    all
}

/// The trait that a field's type must implement.
fn bound(field: &Field<'_>) -> Option<TokenStream> {
    let name = match field.kind {
        Kind::Attribute(_) => "WriteAttribute",
        Kind::Text => "WriteText",
        Kind::Element(_) => "WriteElement",
        Kind::Nillable(_) => "WriteNillable",
        Kind::Wrapped { .. } => "WriteWrapped",
        Kind::Choice | Kind::Any => "WriteChoice",
        Kind::Mixed => "WriteMixed",
        Kind::Flatten => "ToGroup",
        Kind::Skip | Kind::Unknown | Kind::AnyAttributes => return None,
    };
    let name = format_ident!("{name}");
    Some(quote!(__xml::fields::#name))
}

/// Writes one field, which is the child at `index` in schema order if it is one.
pub(crate) fn write(field: &Field<'_>, index: &TokenStream) -> TokenStream {
    let (member, ty, bound) = (&field.member, field.ty, bound(field));
    if let Some(simple) = &field.simple {
        return simple::write(field, simple, index);
    }
    let more = match &field.kind {
        Kind::Attribute(name) => quote!(#name,),
        Kind::Element(name) | Kind::Nillable(name) => quote!(#name, #index, &mut __cursor,),
        Kind::Wrapped { wrapper, item } => quote!(#wrapper, #item, #index, &mut __cursor,),
        Kind::Choice | Kind::Any => quote!(#index, &mut __cursor,),
        Kind::Mixed => quote!(&mut __cursor,),
        Kind::Text | Kind::Flatten | Kind::Skip | Kind::Unknown | Kind::AnyAttributes => quote!(),
    };
    statement(&quote!(<#ty as #bound>::write(&self.#member, #more __writer)))
}

/// A newtype implements what its field implements: a predicate that names a lifetime may be false.
fn newtype(target: &Target<'_>, body: &Newtype<'_>) -> TokenStream {
    let Newtype { member, ty, .. } = body;
    let to_text = to_text(
        target,
        &[quote!(for<'__x> #ty: __xml::ToText)],
        &quote!(<#ty as __xml::ToText>::to_text(&self.#member, __out)),
    );
    let element = quote!(__xml::ToElement);
    let to_element = to_element(
        target,
        &target.predicates([(*ty, element.clone())].into_iter()),
        &quote!(<#ty as #element>::to_element(&self.#member, __writer)),
    );
    let to_xml = to_xml(
        target,
        &[quote!(for<'__x> #ty: __xml::ToXml)],
        &quote!(<#ty as __xml::ToXml>::name(&self.#member)),
    );
    quote!(#to_text #to_element #to_xml)
}

fn elements(target: &Target<'_>, body: &Elements<'_>) -> TokenStream {
    let bound = quote!(__xml::ToElement);
    let named = quote!(__xml::ToXml);
    let text_bound = quote!(__xml::ToText);
    let alternatives = body.alternatives.iter();
    let uses = alternatives.map(|variant| (variant.ty, bound.clone()));
    let uses = uses
        .chain(body.other.map(|(_, ty)| (ty, named.clone())))
        .chain(body.text.map(|(_, ty)| (ty, text_bound)));
    let predicates = target.predicates(uses);
    let alternatives = body.alternatives.iter().map(|one| (one.ident, one.ty));
    let contents = alternatives.chain(body.other).map(|(ident, ty)| {
        quote!(Self::#ident(__value) => <#ty as #bound>::to_element(__value, __writer))
    });
    let text_content = body
        .text
        .map(|(ident, ty)| quote!(Self::#ident(__value) => __writer.text::<#ty>(__value)));
    let to_element = to_element(
        target,
        &predicates,
        &quote!(match self { #(#contents,)* #text_content }),
    );
    let names = body
        .alternatives
        .iter()
        .map(|Alternative { ident, name, .. }| quote!(Self::#ident(_) => #name));
    let other = body
        .other
        .map(|(ident, ty)| quote!(Self::#ident(__value) => return <#ty as #named>::name(__value),));
    let Some((text, _)) = body.text else {
        let name = quote!(::core::convert::From::from(match self { #(#names,)* #other }));
        let to_xml = to_xml(target, &predicates, &name);
        return quote!(#to_element #to_xml);
    };
    let names = body
        .alternatives
        .iter()
        .map(|Alternative { ident, name, .. }| quote!(Self::#ident(_) => #name.into()));
    let other = body
        .other
        .map(|(ident, ty)| quote!(Self::#ident(__value) => <#ty as #named>::name(__value),));
    let header = target.write_impl("ToMixed", &predicates);
    quote! {
        #to_element
        #header {
            fn name(&self) -> __xml::Option<__xml::NameRef<'_>> {
                __xml::Some(match self {
                    #(#names,)*
                    #other
                    Self::#text(_) => return __xml::None,
                })
            }
        }
    }
}

fn types(target: &Target<'_>, body: &Types<'_>) -> TokenStream {
    let bound = quote!(__xml::ToElement);
    let all = body.alternatives.iter().map(|one| one.ty);
    let uses = all.chain(body.other.map(|(_, ty)| ty));
    let predicates = target.predicates(uses.map(|ty| (ty, bound.clone())));
    let contents = body.alternatives.iter().enumerate().map(|(index, one)| {
        let Alternative {
            ident, ty, name, ..
        } = one;
        let says =
            (body.default != Some(index)).then(|| statement(&quote!(__writer.xsi_type(#name))));
        quote! {
            Self::#ident(__value) => {
                #says
                <#ty as #bound>::to_element(__value, __writer)
            }
        }
    });
    let other = body
        .other
        .map(|(ident, ty)| quote!(Self::#ident(__value) => <#ty as #bound>::to_element(__value, __writer),));
    let to_element = to_element(
        target,
        &predicates,
        &quote!(match self { #(#contents)* #other }),
    );
    let to_xml = body.name.as_ref().map(|name| {
        let name = quote!(::core::convert::From::from(#name));
        to_xml(target, &predicates, &name)
    });
    quote!(#to_element #to_xml)
}

fn union(target: &Target<'_>, members: &[(&Ident, &Type)]) -> TokenStream {
    let bound = quote!(__xml::ToText);
    let uses = members.iter().map(|(_, ty)| (*ty, bound.clone()));
    let predicates = target.predicates(uses);
    let arms = members.iter().map(
        |(ident, ty)| quote!(Self::#ident(__value) => <#ty as #bound>::to_text(__value, __out)),
    );
    let to_text = to_text(target, &predicates, &quote!(match self { #(#arms,)* }));
    let to_element = to_element(
        target,
        &predicates,
        &quote!(__xml::fields::write_text_element(self, __writer)),
    );
    quote!(#to_text #to_element)
}

fn values(target: &Target<'_>, values: &Values<'_>) -> TokenStream {
    let bound = quote!(__xml::ToText);
    let uses = values.other.iter().map(|(_, ty)| (*ty, bound.clone()));
    let predicates = target.predicates(uses);
    let listed = values.listed.iter().map(|value| {
        let (ident, text) = (value.ident, &value.text);
        quote!(Self::#ident => #text)
    });
    let other = values.other.iter().map(|(ident, ty)| {
        quote!(Self::#ident(__value) => return <#ty as #bound>::to_text(__value, __out))
    });
    let to_text = to_text(
        target,
        &predicates,
        &quote! {
            let __text = match self {
                #(#listed,)*
                #(#other,)*
            };
            #bound::to_text(__text, __out)
        },
    );
    let to_element = to_element(
        target,
        &predicates,
        &quote!(__xml::fields::write_text_element(self, __writer)),
    );
    quote!(#to_text #to_element)
}
