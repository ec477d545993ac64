//! Emits how a struct marked `group` stands in other structs, and how they hold it.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};

use crate::attempt::statement;
use crate::generics::Target;
use crate::model::{Field, Kind, Struct};
use crate::parse::by_index;
use crate::parse::structure::{self, has_slot, slot};
use crate::{simple, write as to_xml};

/// So many types have a default as a tuple.
const TUPLE: usize = 12;

/// The impl that reads the fields of the struct as those of another.
pub(crate) fn read(
    target: &Target<'_>,
    body: &Struct<'_>,
    predicates: &[TokenStream],
) -> TokenStream {
    let header = target.read_impl("FromGroup", predicates);
    let x = &target.x;
    let slotted = || body.fields.iter().filter(|field| has_slot(field));
    let types: Vec<TokenStream> = slotted().map(|field| slot_type(target, field)).collect();
    let slots = tuple(&types);
    let pattern = |keep: &dyn Fn(&Field<'_>) -> bool| {
        let names = slotted().map(|field| match (keep(field), slot(field)) {
            (true, slot) => quote!(#slot),
            (false, _) => quote!(_),
        });
        tuple(&names.collect::<Vec<_>>())
    };
    let is_group = |field: &Field<'_>| matches!(field.kind, Kind::Flatten);
    let entry = |method: TokenStream| {
        let nested = body.groups().next().is_some();
        nested.then(|| quote!(let (__index, __inner) = <Self as __xml::FromElement<#x>>::SHAPE.#method(__index);))
    };
    let inner = quote!(__inner);

    let attribute_slots =
        pattern(&|field| matches!(field.kind, Kind::Attribute(_)) || is_group(field));
    let own = body.attributes().map(|field| {
        let slot = slot(field).into_token_stream();
        structure::read(target, field, &slot)
    });
    let groups = body.groups().map(|field| {
        let slot = slot(field).into_token_stream();
        read_attribute(target, field, &slot, &inner)
    });
    let attribute = found(by_index(own.chain(groups)));
    let attribute_entry = entry(quote!(attribute_entry));

    let child_slots = pattern(&|field| field.kind.is_child());
    let children = body.children().map(|field| {
        let slot = slot(field).into_token_stream();
        match is_group(field) {
            true => read_child(target, field, &slot, &inner),
            false => structure::read(target, field, &slot),
        }
    });
    let child = found(by_index(children));
    let child_entry = entry(quote!(child_entry));

    let is_filled = |field: &Field<'_>| match (&field.kind, &field.simple) {
        (Kind::Attribute(_), Some(simple)) => simple.default.is_some() || simple.fixed.is_some(),
        _ => false,
    };
    let names = slotted().map(|field| {
        let slot = slot(field);
        let mutable = is_filled(field).then(|| quote!(mut));
        quote!(#mutable #slot)
    });
    let all_slots = tuple(&names.collect::<Vec<_>>());
    let fills = structure::fills(body);
    let fields = body.fields.iter().map(|field| match field.kind {
        // What is unknown is kept by the struct that holds the group.
        Kind::Unknown => {
            let member = &field.member;
            quote!(#member: ::core::default::Default::default())
        }
        _ => structure::finish(target, field),
    });
    quote! {
        #header {
            type Slots = #slots;
            fn read_attribute(
                __slots: &mut Self::Slots,
                __index: usize,
                __reader: &__xml::Reader<#x>,
            ) -> __xml::Result<(), __xml::Error> {
                let #attribute_slots = __slots;
                #attribute_entry
                #attribute
            }
            fn read_child(
                __slots: &mut Self::Slots,
                __index: usize,
                __reader: &mut __xml::Reader<#x>,
            ) -> __xml::Result<(), __xml::Error> {
                let #child_slots = __slots;
                #child_entry
                #child
            }
            fn finish(
                __slots: Self::Slots,
                __reader: &__xml::Reader<#x>,
                __frame: &__xml::Frame,
            ) -> __xml::Result<Self, __xml::Error> {
                let __frame = __frame.group(<Self as __xml::FromElement<#x>>::SHAPE);
                let #all_slots = __slots;
                #(#fills)*
                __xml::Ok(Self { #(#fields,)* })
            }
        }
    }
}

/// What reads the thing found; there is nothing to be found in a group without such fields.
fn found(read: Option<TokenStream>) -> TokenStream {
    read.unwrap_or_else(|| {
        quote!({
            let _ = (__index, __reader);
            __xml::Ok(())
        })
    })
}

fn slot_type(target: &Target<'_>, field: &Field<'_>) -> TokenStream {
    if let Some(simple) = &field.simple {
        return simple::slot(field, simple);
    }
    let (ty, bound) = (field.ty, structure::bound(target, field));
    match field.kind {
        Kind::Flatten => quote!(<#ty as #bound>::Slots),
        _ => quote!(<#ty as #bound>::Slot),
    }
}

/// A tuple of tuples.
fn tuple(items: &[TokenStream]) -> TokenStream {
    if items.len() <= TUPLE {
        return quote!((#(#items,)*));
    }
    let parts: Vec<TokenStream> = items.chunks(TUPLE).map(tuple).collect();
    tuple(&parts)
}

/// The shape of a field's group.
pub(crate) fn shape(target: &Target<'_>, field: &Field<'_>) -> TokenStream {
    let (ty, bound) = (field.ty, structure::bound(target, field));
    let (first, last) = field.type_ends();
    let shape = quote_spanned!(last=> FIELDS);
    quote_spanned!(first=> <#ty as #bound>::#shape)
}

/// Reads one attribute of a field's group.
pub(crate) fn read_attribute(
    target: &Target<'_>,
    field: &Field<'_>,
    slots: &TokenStream,
    index: &TokenStream,
) -> TokenStream {
    read_one("read_attribute", target, field, slots, index)
}

/// Reads one child of a field's group.
pub(crate) fn read_child(
    target: &Target<'_>,
    field: &Field<'_>,
    slots: &TokenStream,
    index: &TokenStream,
) -> TokenStream {
    read_one("read_child", target, field, slots, index)
}

fn read_one(
    method: &str,
    target: &Target<'_>,
    field: &Field<'_>,
    slots: &TokenStream,
    index: &TokenStream,
) -> TokenStream {
    let (ty, bound) = (field.ty, structure::bound(target, field));
    let (first, last) = field.type_ends();
    let method = format_ident!("{method}", span = last);
    let call = quote_spanned!(last=> #method(#slots, #index, __reader));
    quote_spanned!(first=> <#ty as #bound>::#call)
}

/// The impl that writes the fields of the struct as those of another.
pub(crate) fn write(
    target: &Target<'_>,
    body: &Struct<'_>,
    predicates: &[TokenStream],
) -> TokenStream {
    let header = target.write_impl("ToGroup", predicates);
    let own = body.attributes();
    let own = own.map(|field| to_xml::write(field, &quote!()));
    let attributes = own.chain(body.groups().map(write_attributes));
    let children = to_xml::write_children(body, &quote!(__index));
    let count = body.children().count() - body.groups().count();
    let groups = body.groups().map(plus_children);
    let names: Vec<_> = body
        .attributes()
        .filter_map(|field| field.kind.attribute_name())
        .collect();
    let names_count = names.len();
    let nested = body.groups().map(attribute_names);
    quote! {
        #header {
            const CHILDREN: usize = #count #(#groups)*;
            fn write_attributes(
                &self,
                __writer: &mut __xml::Writer<'_>,
            ) -> __xml::Result<(), __xml::Error> {
                #(#attributes)*
                let _ = __writer;
                __xml::Ok(())
            }
            fn write_children(
                &self,
                __index: usize,
                mut __cursor: &mut __xml::Cursor<'_>,
                __writer: &mut __xml::Writer<'_>,
            ) -> __xml::Result<(), __xml::Error> {
                #(#children)*
                let _ = (__index, &mut __cursor, __writer);
                __xml::Ok(())
            }
            fn attribute_names(__names: &mut ::std::vec::Vec<__xml::Name>) {
                __names.extend([#(#names),*] as [__xml::Name; #names_count]);
                #(#nested(__names);)*
            }
        }
    }
}

/// Writes the attributes of a field's group.
pub(crate) fn write_attributes(field: &Field<'_>) -> TokenStream {
    let (member, group) = (&field.member, as_group(field));
    statement(&quote!(#group::write_attributes(&self.#member, __writer)))
}

/// Writes the children of a field's group, the first of which is the one at `index`.
pub(crate) fn write_children(field: &Field<'_>, index: &TokenStream) -> TokenStream {
    let (member, group) = (&field.member, as_group(field));
    statement(&quote!(#group::write_children(&self.#member, #index, &mut __cursor, __writer)))
}

/// Adds the children of a field's group to a number.
pub(crate) fn plus_children(field: &Field<'_>) -> TokenStream {
    let group = as_group(field);
    quote!(+ #group::CHILDREN)
}

/// The function that tells the names of the attributes of a field's group.
pub(crate) fn attribute_names(field: &Field<'_>) -> TokenStream {
    let group = as_group(field);
    quote!(#group::attribute_names)
}

fn as_group(field: &Field<'_>) -> TokenStream {
    let ty = field.ty;
    quote!(<#ty as __xml::ToGroup>)
}
