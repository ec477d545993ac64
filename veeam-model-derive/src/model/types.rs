//! Enums whose variants are types: told by `xsi:type`, or tried in their order.

use std::collections::BTreeMap;

use syn::Ident;

use super::variants::{Read, element_name, place};
use super::{Alternative, Types, Union, checks};
use crate::attr::{Checks, ContainerAttributes};
use crate::fault::Faults;
use crate::name::{Name, check_local};

pub(super) fn check_types<'i>(
    variants: &[Read<'i>],
    attributes: &ContainerAttributes,
    faults: &mut Faults,
) -> Types<'i> {
    let name = attributes.name.as_ref().map(|name| {
        let local = name.value.value();
        check_local(&local, true, &name.value, faults);
        Name {
            ns: attributes.ns.as_ref().map(|ns| ns.value.clone()),
            local,
        }
    });
    let mut types = Types {
        name,
        alternatives: Vec::new(),
        default: None,
        other: None,
    };
    checks::refuse(attributes, faults);
    let mut seen = BTreeMap::new();
    for read in variants {
        let ident = &read.variant.ident;
        checks::refuse_on_variant(read.given.validate.as_ref(), faults);
        let Some(ty) = read.payload else {
            faults.add(
                ident,
                "each variant of this enum is a type, and this one holds none",
                "give the variant the type that its element holds",
            );
            continue;
        };
        if let Some(text) = &read.given.text {
            faults.add(text, "text says no type", "remove the variant");
            continue;
        }
        if let Some(other) = &read.given.other {
            for key in read.given.name_keys().chain(&read.given.default) {
                faults.add(
                    key,
                    format_args!("`{key}` has no meaning beside `other`, which keeps any type"),
                    "remove one of them",
                );
            }
            if let Some((first, _)) = types.other {
                faults.add(
                    other,
                    format_args!("`{first}` is the `other` of this enum already"),
                    "remove one of them",
                );
            }
            types.other = Some((ident, ty));
            continue;
        }
        let name = element_name(read, attributes, faults);
        if let Some(first) = seen.insert(name.key(), ident) {
            faults.add(
                place(read.variant, &read.given),
                format_args!("the type `{}` is the variant `{first}` already", name.local),
                "give one of them another `name` or `ns`",
            );
        }
        if let Some(default) = &read.given.default {
            if types.default.is_some() {
                faults.add(
                    default,
                    "an enum has one `default` variant at most",
                    "remove one of them",
                );
            }
            types.default = Some(types.alternatives.len());
        }
        types.alternatives.push(Alternative {
            ident,
            ty,
            name,
            checks: Checks::default(),
        });
    }
    types
}

pub(super) fn check_union<'i>(
    variants: &[Read<'i>],
    attributes: &ContainerAttributes,
    faults: &mut Faults,
) -> Union<'i> {
    let container = [
        attributes.name.as_ref().map(|name| &name.key),
        attributes.ns.as_ref().map(|ns| &ns.key),
        attributes.rename_all.as_ref().map(|case| &case.key),
    ];
    let mut members = Vec::new();
    for key in container.into_iter().flatten() {
        refuse_name(key, faults);
    }
    for read in variants {
        let ident = &read.variant.ident;
        let given = &read.given;
        checks::refuse_on_variant(given.validate.as_ref(), faults);
        for key in given.name_keys() {
            refuse_name(key, faults);
        }
        for key in [&given.other, &given.text, &given.default]
            .into_iter()
            .flatten()
        {
            faults.add(
                key,
                format_args!("`{key}` has no meaning in an untagged enum"),
                "remove it: the variants are tried in their order, and a `String` takes any text",
            );
        }
        match read.payload {
            Some(ty) => members.push((ident, ty)),
            None => faults.add(
                ident,
                "each variant of an untagged enum holds a simple type",
                "give it one; texts out of a list are an enum of their own",
            ),
        }
    }
    Union {
        members,
        facets: checks::of_simple_type(attributes, faults),
    }
}

fn refuse_name(key: &Ident, faults: &mut Faults) {
    faults.add(
        key,
        format_args!("`{key}` has no meaning in an untagged enum, which is told by the text alone"),
        "remove it",
    );
}
