//! Enums: over elements or over text.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::{DataEnum, Fields, Ident, Type, Variant};

use super::{Alternative, Body, Elements, Value, Values, checks, types};
use crate::attr::{ContainerAttributes, VariantAttributes, ours};
use crate::fault::{Faults, fault};
use crate::name::{Name, check_local, text};

/// A variant, its attributes and what it holds.
pub(super) struct Read<'i> {
    pub(super) variant: &'i Variant,
    pub(super) given: VariantAttributes,
    /// `None` for a variant that holds nothing.
    pub(super) payload: Option<&'i Type>,
}

pub(super) fn check_enum<'i>(
    ident: &Ident,
    data: &'i DataEnum,
    attributes: &ContainerAttributes,
    faults: &mut Faults,
) -> syn::Result<Body<'i>> {
    if data.variants.is_empty() {
        return Err(fault(
            ident,
            "an enum without variants has no form in XML",
            "add a variant for each element or for each text value",
        ));
    }
    let variants: Vec<Read<'_>> = data
        .variants
        .iter()
        .filter_map(|variant| read(variant, faults))
        .collect();
    match (&attributes.xsi_type, &attributes.untagged) {
        (Some(_), Some(untagged)) => {
            return Err(fault(
                untagged,
                "the variants are told by `xsi:type` already",
                "remove `untagged` or `xsi_type`",
            ));
        }
        (Some(_), None) => {
            let types = types::check_types(&variants, attributes, faults);
            return Ok(Body::Types(types));
        }
        (None, Some(_)) => {
            let members = types::check_union(&variants, attributes, faults);
            return Ok(Body::Union(members));
        }
        (None, None) => {}
    }
    if let Some(name) = &attributes.name {
        faults.add(
            &name.key,
            "`name` has no meaning on this enum: its variants have the names",
            "put it on a variant; only an enum with `xsi_type` is one element",
        );
    }
    for default in variants
        .iter()
        .filter_map(|read| read.given.default.as_ref())
    {
        faults.add(
            default,
            "`default` has no meaning on this variant",
            "it stands in an enum with `xsi_type`, for an element that does not say its type",
        );
    }
    let is_plain = |read: &&Read<'_>| read.given.other.is_none();
    let over_elements = variants
        .iter()
        .find(is_plain)
        .is_some_and(|first| first.payload.is_some() || first.given.text.is_some());
    let keeps_text =
        |read: &Read<'_>| read.given.other.is_some() && read.payload.is_some_and(is_text);
    let over_elements = over_elements && !variants.iter().any(keeps_text);
    Ok(match over_elements {
        true => Body::Elements(check_elements(&variants, attributes, faults)),
        false => Body::Values(check_values(&variants, attributes, faults)),
    })
}

/// Whether a type is by its name one that holds text, not elements.
fn is_text(ty: &Type) -> bool {
    let Type::Path(path) = ty else {
        return false;
    };
    let last = path.path.segments.last();
    last.is_some_and(|last| last.ident == "String" || last.ident == "Cow")
}

/// `None`, with a fault, for a variant of a shape that has no meaning.
fn read<'i>(variant: &'i Variant, faults: &mut Faults) -> Option<Read<'i>> {
    let given = VariantAttributes::read(&variant.attrs, faults);
    for attr in variant.fields.iter().flat_map(|field| ours(&field.attrs)) {
        faults.add(
            attr,
            "what a variant holds takes no `#[xml(…)]`",
            "put it on the variant",
        );
    }
    let mut fields = variant.fields.iter();
    let payload = match (&variant.fields, fields.next(), fields.next()) {
        _ if given.faulty => return None,
        (Fields::Unit, ..) => None,
        (Fields::Unnamed(_), Some(field), None) => Some(&field.ty),
        (_, first, _) => {
            let ident = &variant.ident;
            faults.add(
                variant,
                "a variant is a text value and holds nothing, or an element and holds one type",
                match first {
                    Some(_) => format!("move the fields to a struct and write `{ident}(…)`"),
                    None => format!("write `{ident}`"),
                },
            );
            return None;
        }
    };
    Some(Read {
        variant,
        given,
        payload,
    })
}

fn check_elements<'i>(
    variants: &[Read<'i>],
    attributes: &ContainerAttributes,
    faults: &mut Faults,
) -> Elements<'i> {
    let mut elements = Elements {
        alternatives: Vec::new(),
        other: None,
        text: None,
    };
    checks::refuse(attributes, faults);
    let mut seen = BTreeMap::new();
    for read in variants {
        let Read {
            variant,
            given,
            payload,
        } = read;
        let Some(ty) = payload else {
            match &given.text {
                Some(text) => faults.add(
                    text,
                    "`text` is the text between elements, and this variant has no place for it",
                    format_args!("write `{}(String)`", variant.ident),
                ),
                None => faults.add(
                    &variant.ident,
                    "a text value cannot stand among elements",
                    "give the variant the type that its element holds",
                ),
            }
            continue;
        };
        let special = match (&given.other, &given.text) {
            (None, None) => None,
            (Some(_), Some(text)) => {
                faults.add(
                    text,
                    "a variant is one thing only, and this one is `other`",
                    "remove `other` or `text`",
                );
                continue;
            }
            (Some(key), None) => Some((key, &mut elements.other, "an element of any name")),
            (None, Some(key)) => Some((key, &mut elements.text, "text, which has no name")),
        };
        if let Some((key, variant_of, kept)) = special {
            checks::refuse_on_variant(given.validate.as_ref(), faults);
            for name in given.name_keys() {
                faults.add(
                    name,
                    format_args!(
                        "`{name}` has no meaning beside `{key}`: the variant keeps {kept}"
                    ),
                    "remove one of them",
                );
            }
            match variant_of {
                None => *variant_of = Some((&variant.ident, ty)),
                Some((first, _)) => faults.add(
                    key,
                    format_args!("`{first}` is the `{key}` of this enum already"),
                    "remove one of them",
                ),
            }
            continue;
        }
        let place = place(variant, given);
        let name = element_name(read, attributes, faults);
        if let Some(first) = seen.insert(name.key(), &variant.ident) {
            faults.add(
                place,
                format_args!(
                    "the element `{}` is the variant `{first}` already",
                    name.local
                ),
                "give one of them another `name` or `ns`",
            );
        }
        elements.alternatives.push(Alternative {
            ident: &variant.ident,
            ty,
            name,
            checks: checks::of_variant(given.validate.as_ref(), faults),
        });
    }
    if let (Some((text, _)), None, []) = (&elements.text, &elements.other, &*elements.alternatives)
    {
        faults.add(
            text,
            "mixed content has elements between the text",
            "add a variant for an element; an element that holds text alone is a struct with a \
             `text` field",
        );
    }
    elements
}

fn check_values<'i>(
    variants: &[Read<'i>],
    attributes: &ContainerAttributes,
    faults: &mut Faults,
) -> Values<'i> {
    let mut values = Values {
        listed: Vec::new(),
        facets: checks::of_simple_type(attributes, faults),
        other: None,
    };
    let mut seen = BTreeMap::new();
    reject_ns(attributes.ns.as_ref().map(|ns| &ns.key), faults);
    for Read {
        variant,
        given,
        payload,
    } in variants
    {
        let ident = &variant.ident;
        reject_ns(given.ns.as_ref().map(|ns| &ns.key), faults);
        checks::refuse_on_variant(given.validate.as_ref(), faults);
        if let Some(text) = &given.text {
            faults.add(
                text,
                "every variant of this enum is a text value",
                "`text` stands in an enum over elements, for the text of mixed content; the text \
                 that is not listed is kept by `other`",
            );
            continue;
        }
        match (&given.other, payload) {
            (Some(other), Some(ty)) => {
                if let Some(name) = &given.name {
                    faults.add(
                        &name.key,
                        "`name` has no meaning beside `other`, which keeps any text",
                        "remove one of them",
                    );
                }
                match values.other {
                    None => values.other = Some((ident, ty)),
                    Some((first, _)) => faults.add(
                        other,
                        format_args!("`{first}` is the `other` of this enum already"),
                        "remove one of them",
                    ),
                }
            }
            (Some(other), None) => faults.add(
                other,
                "`other` keeps a text that is not listed, and this variant has no place for it",
                format_args!("write `{ident}(String)`"),
            ),
            (None, Some(ty)) => faults.add(
                ty,
                format_args!("`{ident}` holds an element, but other variants are text values"),
                "an enum is over text or over elements: mark the variant `#[xml(other)]` if it \
                 keeps the texts that are not listed",
            ),
            (None, None) => {
                let text = rename(variant, given, attributes);
                if let Some(first) = seen.insert(text.clone(), ident) {
                    faults.add(
                        place(variant, given),
                        format_args!("the text \"{text}\" is the variant `{first}` already"),
                        "give one of them another `name`",
                    );
                }
                values.listed.push(Value { ident, text });
            }
        }
    }
    values
}

fn reject_ns(key: Option<&Ident>, faults: &mut Faults) {
    if let Some(key) = key {
        faults.add(
            key,
            "`ns` has no meaning on an enum over text: a text is in no namespace",
            "remove it",
        );
    }
}

/// The expanded name that a variant stands for.
pub(super) fn element_name(
    read: &Read<'_>,
    attributes: &ContainerAttributes,
    faults: &mut Faults,
) -> Name {
    let Read { variant, given, .. } = read;
    let ns = given.ns.as_ref().or(attributes.ns.as_ref());
    let local = rename(variant, given, attributes);
    check_local(&local, given.name.is_some(), place(variant, given), faults);
    Name {
        ns: ns.map(|ns| ns.value.clone()),
        local,
    }
}

fn rename(
    variant: &Variant,
    given: &VariantAttributes,
    attributes: &ContainerAttributes,
) -> String {
    let asked = given.name.as_ref().map(|name| &name.value);
    let case = attributes.rename_all.as_ref().map(|case| case.value);
    text(asked, &variant.ident, case)
}

/// Where the name of a variant comes from.
pub(super) fn place<'r>(variant: &'r Variant, given: &'r VariantAttributes) -> &'r dyn ToTokens {
    match &given.name {
        Some(name) => &name.value,
        None => &variant.ident,
    }
}
