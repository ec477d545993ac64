//! Structs: what each field is, and whether the fields go together.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{DataStruct, Fields, Ident};

use super::{Field, Kind, Newtype, Struct, checks, settings};
use crate::attr::{
    Checks, ContainerAttributes, FieldAttributes, FieldKind, Form, Setting, UnknownPolicy, ours,
};
use crate::fault::{Faults, fault};
use crate::name::{Name, Namespace, check_local, text};

pub(super) fn check_newtype<'i>(
    data: &'i DataStruct,
    attributes: &ContainerAttributes,
    faults: &mut Faults,
) -> syn::Result<Newtype<'i>> {
    reject_container_keys(attributes, faults);
    for attr in data.fields.iter().flat_map(|field| ours(&field.attrs)) {
        faults.add(
            attr,
            "the field of a transparent struct takes no `#[xml(…)]`",
            "remove it, or remove `transparent`",
        );
    }
    let mut fields = data.fields.iter().zip(data.fields.members());
    match (fields.next(), fields.next()) {
        (Some((field, member)), None) => Ok(Newtype {
            member,
            ty: &field.ty,
            facets: checks::of_simple_type(attributes, faults),
        }),
        _ => Err(fault(
            &attributes.transparent,
            "`transparent` stands on a struct of one field",
            "remove it, or leave one field",
        )),
    }
}

fn reject_container_keys(attributes: &ContainerAttributes, faults: &mut Faults) {
    fn key<T>(setting: &Option<Setting<T>>) -> Option<&Ident> {
        setting.as_ref().map(|setting| &setting.key)
    }
    let keys = [
        key(&attributes.name),
        key(&attributes.ns),
        key(&attributes.rename_all),
        key(&attributes.unknown),
        attributes.group.as_ref(),
    ];
    for key in keys.into_iter().flatten() {
        faults.add(
            key,
            format_args!("`{key}` has no meaning on a newtype, which is read as its field is"),
            "remove it, or say what the field is, as in `struct Price(#[xml(text)] Decimal)`",
        );
    }
}

pub(super) fn check_struct<'i>(
    ident: &Ident,
    data: &'i DataStruct,
    attributes: &ContainerAttributes,
    faults: &mut Faults,
) -> syn::Result<Struct<'i>> {
    if let Fields::Unnamed(fields) = &data.fields
        && fields.unnamed.len() > 1
    {
        return Err(fault(
            fields,
            "a tuple struct of several fields has no form in XML",
            "give the fields names",
        ));
    }
    let name = root_name(ident, attributes, faults);
    checks::refuse(attributes, faults);
    let mut checker = Checker {
        container: attributes,
        faults,
        attributes: BTreeMap::new(),
        children: BTreeMap::new(),
        child: None,
        any: None,
        any_attributes: None,
        mixed: None,
        text: None,
        unknown: None,
    };
    let mut fields = Vec::new();
    let (mut attribute, mut child) = (0, 0);
    for (field, member) in data.fields.iter().zip(data.fields.members()) {
        let mut given = FieldAttributes::read(&field.attrs, checker.faults);
        let kind = checker.kind(field, &given);
        let (is_list, checks) = (given.list.is_some(), given.validate.take());
        let checks = match given.faulty {
            true => Checks::default(),
            false => checks::of_field(&kind, &field.ty, is_list, checks, checker.faults),
        };
        let (simple, default) = match given.faulty {
            true => (None, None),
            false => settings::check(&kind, &field.ty, given, checker.faults),
        };
        let index = match kind {
            Kind::Attribute(_) => next(&mut attribute),
            _ if kind.is_child() => next(&mut child),
            _ => 0,
        };
        fields.push(Field {
            member,
            ty: &field.ty,
            kind,
            simple,
            default,
            index,
            checks,
        });
    }
    checker.check_content();
    checker.check_group();
    Ok(Struct {
        name,
        prefixes: attributes.prefixes.clone(),
        fields,
        policy: checker.policy(),
        is_group: attributes.group.is_some(),
    })
}

fn next(count: &mut usize) -> usize {
    *count += 1;
    *count - 1
}

fn root_name(ident: &Ident, attributes: &ContainerAttributes, faults: &mut Faults) -> Name {
    let asked = attributes.name.as_ref().map(|name| &name.value);
    let local = text(asked, ident, None);
    match asked {
        Some(asked) => check_local(&local, true, asked, faults),
        None => check_local(&local, false, ident, faults),
    }
    Name {
        ns: attributes.ns.as_ref().map(|ns| ns.value.clone()),
        local,
    }
}

/// Goes over the fields of a struct, and remembers what the later ones must go together with.
struct Checker<'c> {
    container: &'c ContainerAttributes,
    faults: &'c mut Faults,
    /// The attributes so far, and the fields that they are.
    attributes: BTreeMap<(String, String), String>,
    /// The child elements so far, wrappers among them, and the fields that they are.
    children: BTreeMap<(String, String), String>,
    /// The first field that holds child elements.
    child: Option<String>,
    /// The key of the `any` field.
    any: Option<Ident>,
    /// The key of the `any_attributes` field.
    any_attributes: Option<Ident>,
    /// The key of the `mixed` field.
    mixed: Option<Ident>,
    /// The key of the `text` field.
    text: Option<Ident>,
    /// The key of the `unknown` field.
    unknown: Option<Ident>,
}

impl Checker<'_> {
    fn kind(&mut self, field: &syn::Field, given: &FieldAttributes) -> Kind {
        if given.faulty {
            return Kind::Skip;
        }
        self.check_nillable(given);
        let Some(Setting { key, value: kind }) = &given.kind else {
            let name = self.child(field, given);
            return match given.nillable {
                Some(_) => Kind::Nillable(name),
                None => Kind::Element(name),
            };
        };
        match kind {
            FieldKind::Attribute => Kind::Attribute(self.attribute(field, given)),
            FieldKind::Children { wrapper: None } => Kind::Element(self.child(field, given)),
            FieldKind::Children {
                wrapper: Some(wrapper),
            } => {
                let (item, _) = self.child_name(field, given);
                let wrapper_name = Name {
                    ns: item.ns.clone(),
                    local: wrapper.value(),
                };
                check_local(&wrapper_name.local, true, wrapper, self.faults);
                self.note_child(field, &wrapper_name, wrapper.to_token_stream());
                Kind::Wrapped {
                    wrapper: wrapper_name,
                    item,
                }
            }
            FieldKind::Choice => {
                self.reject_name(given, key, "the variants of the enum have the names");
                self.child.get_or_insert_with(|| field_name(field));
                Kind::Choice
            }
            FieldKind::Text => {
                self.reject_name(given, key, "text has no name");
                note_once(&mut self.text, key, self.faults);
                Kind::Text
            }
            FieldKind::Any => {
                self.reject_name(given, key, "the elements are of any name");
                self.child.get_or_insert_with(|| field_name(field));
                note_once(&mut self.any, key, self.faults);
                Kind::Any
            }
            FieldKind::AnyAttributes => {
                self.reject_name(given, key, "the attributes are of any name");
                note_once(&mut self.any_attributes, key, self.faults);
                Kind::AnyAttributes
            }
            FieldKind::Mixed => {
                self.reject_name(given, key, "the variants of the enum have the names");
                note_once(&mut self.mixed, key, self.faults);
                Kind::Mixed
            }
            FieldKind::Flatten => {
                self.reject_name(given, key, "the fields of its type have the names");
                Kind::Flatten
            }
            FieldKind::Unknown => {
                self.reject_name(given, key, "it keeps content of any name");
                note_once(&mut self.unknown, key, self.faults);
                Kind::Unknown
            }
            FieldKind::Skip => {
                self.reject_name(given, key, "the field is in no document");
                Kind::Skip
            }
        }
    }

    /// Refuses what `nillable` does not go with.
    fn check_nillable(&mut self, given: &FieldAttributes) {
        let Some(nillable) = &given.nillable else {
            return;
        };
        let others = [
            given.kind.as_ref().map(|kind| &kind.key),
            given.default.as_ref().map(|default| &default.key),
            given.fixed.as_ref().map(|fixed| &fixed.key),
            given.list.as_ref(),
            given.with.as_ref().map(|with| &with.key),
        ];
        if let Some(other) = others.into_iter().flatten().next() {
            self.faults.add(
                nillable,
                format_args!("`nillable` does not go with `{other}`"),
                "`nillable` stands alone on a child element; elsewhere use the type \
                 `xml::Nillable<T>`",
            );
        }
    }

    fn attribute(&mut self, field: &syn::Field, given: &FieldAttributes) -> Name {
        let form = given
            .form
            .as_ref()
            .or(self.container.attribute_form.as_ref());
        let ns = match form {
            Some(form) if form.value == Form::Qualified => self.qualified(given, &form.key),
            _ => None,
        };
        let (name, place) = self.name(field, given, ns);
        if name.ns.is_none() && name.local == "xmlns" {
            self.faults.add(
                &place,
                "`xmlns` declares a namespace and is no attribute of a type",
                "say `ns = \"…\"` on the struct; the writer declares what it uses",
            );
        }
        if let Some(first) = self.attributes.insert(name.key(), field_name(field)) {
            self.faults.add(
                place,
                format_args!(
                    "the attribute `{}` is the field `{first}` already",
                    name.local
                ),
                "give one of them another `name` or `ns`",
            );
        }
        name
    }

    fn child(&mut self, field: &syn::Field, given: &FieldAttributes) -> Name {
        let (name, place) = self.child_name(field, given);
        self.note_child(field, &name, place);
        name
    }

    fn child_name(&mut self, field: &syn::Field, given: &FieldAttributes) -> (Name, TokenStream) {
        let form = given.form.as_ref().or(self.container.element_form.as_ref());
        let ns = match form {
            Some(form) if form.value == Form::Unqualified => None,
            Some(form) => self.qualified(given, &form.key),
            None => self.container.ns.as_ref().map(|ns| ns.value.clone()),
        };
        self.name(field, given, ns)
    }

    /// The namespace of the struct, which `key` asks for.
    fn qualified(&mut self, given: &FieldAttributes, key: &Ident) -> Option<Namespace> {
        let ns = self.container.ns.as_ref().map(|ns| ns.value.clone());
        if ns.is_none() && given.ns.is_none() {
            self.faults.add(
                key,
                "the struct has no namespace to be qualified with",
                "set it with `ns` on the struct",
            );
        }
        ns
    }

    fn note_child(&mut self, field: &syn::Field, name: &Name, place: TokenStream) {
        self.child.get_or_insert_with(|| field_name(field));
        if let Some(first) = self.children.insert(name.key(), field_name(field)) {
            self.faults.add(
                place,
                format_args!(
                    "the element `{}` is the field `{first}` already",
                    name.local
                ),
                "give one of them another `name` or `ns`",
            );
        }
    }

    /// The name of a field, and where it comes from.
    fn name(
        &mut self,
        field: &syn::Field,
        given: &FieldAttributes,
        default_ns: Option<Namespace>,
    ) -> (Name, TokenStream) {
        let asked = given.name.as_ref().map(|name| &name.value);
        let case = self.container.rename_all.as_ref().map(|case| case.value);
        let (local, place) = match (asked, &field.ident) {
            (Some(asked), _) => (asked.value(), asked.to_token_stream()),
            (None, Some(ident)) => (text(None, ident, case), ident.to_token_stream()),
            (None, None) => {
                self.faults.add(
                    &field.ty,
                    "a field without a Rust name needs an XML name",
                    "set it with `name = \"…\"`",
                );
                ("_".to_owned(), field.ty.to_token_stream())
            }
        };
        check_local(&local, asked.is_some(), &place, self.faults);
        if let (Some(form), Some(ns)) = (&given.form, &given.ns) {
            self.faults.add(
                &form.key,
                format_args!("`{}` and `{}` exclude each other", form.key, ns.key),
                "remove one of them",
            );
        }
        let ns = given.ns.as_ref().map(|ns| ns.value.clone());
        let name = Name {
            ns: ns.or(default_ns),
            local,
        };
        (name, place)
    }

    /// Refuses `name` and `ns` on a field of a kind that has no name.
    fn reject_name(&mut self, given: &FieldAttributes, kind: &Ident, why: &str) {
        let name = given.name.as_ref().map(|name| &name.key);
        let ns = given.ns.as_ref().map(|ns| &ns.key);
        let form = given.form.as_ref().map(|form| &form.key);
        for key in [name, ns, form].into_iter().flatten() {
            self.faults.add(
                key,
                format_args!("`{key}` has no meaning beside `{kind}`: {why}"),
                format_args!("remove `{key}`"),
            );
        }
    }

    fn check_content(&mut self) {
        if let (Some(text), Some(child)) = (&self.text, &self.child) {
            self.faults.add(
                text,
                format_args!("`text` cannot stand beside child elements, and `{child}` is one"),
                format_args!(
                    "make `{child}` an attribute, or the text a child element; for text between \
                     elements use `mixed`"
                ),
            );
        }
        if let (Some(mixed), Some(child)) = (&self.mixed, &self.child) {
            self.faults.add(
                mixed,
                format_args!("`mixed` is all of the content, and `{child}` is part of it"),
                format_args!("make `{child}` a variant of the enum"),
            );
        }
        if let (Some(mixed), Some(_)) = (&self.mixed, &self.text) {
            self.faults.add(
                mixed,
                "`mixed` is all of the content, so there can be no `text` beside it",
                "remove one of them",
            );
        }
    }

    /// Refuses what cannot stand in another struct.
    fn check_group(&mut self) {
        if self.container.group.is_none() {
            return;
        }
        let keys = [&self.text, &self.mixed, &self.any_attributes];
        for key in keys.into_iter().flatten() {
            self.faults.add(
                key,
                format_args!("`{key}` cannot stand in a group of fields"),
                format_args!("put the `{key}` field into the structs that hold the group"),
            );
        }
    }

    fn policy(&mut self) -> UnknownPolicy {
        match (&self.container.unknown, &self.unknown) {
            (None, None) => UnknownPolicy::Ignore,
            (None, Some(_)) => UnknownPolicy::Preserve,
            (Some(policy), field) => {
                let preserve = policy.value == UnknownPolicy::Preserve;
                if preserve && field.is_none() {
                    self.faults.add(
                        &policy.key,
                        "unknown content has no field to be kept in",
                        "add `#[xml(unknown)] unknown: veeam_model::xml::Unknown`",
                    );
                } else if !preserve && let Some(field) = field {
                    self.faults.add(
                        field,
                        "the struct keeps no unknown content, so this field is always empty",
                        "remove the field, or `unknown` on the struct",
                    );
                }
                policy.value
            }
        }
    }
}

/// Notes a key that one field of a struct may have.
fn note_once(noted: &mut Option<Ident>, key: &Ident, faults: &mut Faults) {
    if noted.is_some() {
        faults.add(
            key,
            format_args!("a struct has one `{key}` field at most"),
            "remove one of them",
        );
    } else {
        *noted = Some(key.clone());
    }
}

/// What a message calls a field.
fn field_name(field: &syn::Field) -> String {
    match &field.ident {
        Some(ident) => ident.to_string(),
        None => "0".to_owned(),
    }
}
