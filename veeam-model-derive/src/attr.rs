//! `#[xml(…)]` to checked attributes. Every fault is collected, each on its own span.

mod checks;
mod items;

use std::fmt;

use syn::{Attribute, Ident, LitStr, Path, parse_quote};

use crate::case::Case;
use crate::fault::Faults;
use crate::name::Namespace;
pub(crate) use checks::Checks;
pub(crate) use items::ours;
use items::{Item, items};

/// What an `#[xml(…)]` stands on.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Place {
    Struct,
    Enum,
    Field,
    Variant,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Place::Struct => "a struct",
            Place::Enum => "an enum",
            Place::Field => "a field",
            Place::Variant => "a variant",
        })
    }
}

/// A value and the key that set it.
#[derive(Clone)]
pub(crate) struct Setting<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

/// The value of `unknown` on a struct.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum UnknownPolicy {
    Ignore,
    Deny,
    Preserve,
}

/// Whether names are in the namespace of the struct.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    Qualified,
    Unqualified,
}

/// The value of `default`.
pub(crate) enum DefaultValue {
    /// A value as a document would have it.
    Lexical(String),
    /// A function that returns it.
    Function(Path),
    /// `Default::default()`.
    Trait,
}

/// The functions of `with`.
pub(crate) struct Convert {
    pub(crate) from_text: Option<Path>,
    pub(crate) to_text: Option<Path>,
}

/// The attributes of a struct or an enum.
#[derive(Default)]
pub(crate) struct ContainerAttributes {
    pub(crate) name: Option<Setting<LitStr>>,
    pub(crate) ns: Option<Setting<Namespace>>,
    pub(crate) rename_all: Option<Setting<Case>>,
    pub(crate) unknown: Option<Setting<UnknownPolicy>>,
    pub(crate) transparent: Option<Ident>,
    /// The fields can stand in another struct.
    pub(crate) group: Option<Ident>,
    /// Prefixes to declare, with their namespaces.
    pub(crate) prefixes: Vec<(String, Namespace)>,
    /// Variants are told by `xsi:type`.
    pub(crate) xsi_type: Option<Ident>,
    /// Variants are tried in their order.
    pub(crate) untagged: Option<Ident>,
    pub(crate) element_form: Option<Setting<Form>>,
    pub(crate) attribute_form: Option<Setting<Form>>,
    /// What is allowed of a simple type.
    pub(crate) validate: Option<Setting<Checks>>,
    runtime: Option<Path>,
}

impl ContainerAttributes {
    pub(crate) fn read(attrs: &[Attribute], place: Place, faults: &mut Faults) -> Self {
        let mut read = ContainerAttributes::default();
        for item in items(attrs, place, faults) {
            match item.key.to_string().as_str() {
                "name" => read.name = item.setting(Item::string, faults),
                "ns" => read.ns = item.setting(Item::namespace, faults),
                "rename_all" => read.rename_all = item.setting(Item::case, faults),
                "unknown" => read.unknown = item.setting(Item::policy, faults),
                "prefix" => read.prefixes = item.prefixes(faults),
                "xsi_type" => read.xsi_type = item.flag(faults),
                "untagged" => read.untagged = item.flag(faults),
                "element_form" => read.element_form = item.setting(Item::form, faults),
                "attribute_form" => read.attribute_form = item.setting(Item::form, faults),
                "crate" => read.runtime = item.path(faults),
                "validate" => read.validate = item.setting(Item::checks, faults),
                "transparent" => read.transparent = item.flag(faults),
                "group" => read.group = item.flag(faults),
                _ => {}
            }
        }
        read
    }

    /// The path of the runtime crate.
    pub(crate) fn runtime(&self) -> Path {
        self.runtime
            .clone()
            .unwrap_or_else(|| parse_quote!(::veeam_model))
    }
}

/// The attributes of a field.
#[derive(Default)]
pub(crate) struct FieldAttributes {
    /// `None` for the default: a child element.
    pub(crate) kind: Option<Setting<FieldKind>>,
    pub(crate) name: Option<Setting<LitStr>>,
    pub(crate) ns: Option<Setting<Namespace>>,
    pub(crate) form: Option<Setting<Form>>,
    pub(crate) default: Option<Setting<DefaultValue>>,
    pub(crate) fixed: Option<Setting<String>>,
    pub(crate) list: Option<Ident>,
    pub(crate) nillable: Option<Ident>,
    pub(crate) with: Option<Setting<Convert>>,
    pub(crate) validate: Option<Setting<Checks>>,
    /// The attributes have faults, which may be all that is wrong with the field.
    pub(crate) faulty: bool,
}

/// The keys that say what a field is.
pub(crate) enum FieldKind {
    Attribute,
    Text,
    Children { wrapper: Option<LitStr> },
    Choice,
    Any,
    AnyAttributes,
    Mixed,
    Flatten,
    Unknown,
    Skip,
}

impl FieldAttributes {
    pub(crate) fn read(attrs: &[Attribute], faults: &mut Faults) -> Self {
        let before = faults.count();
        let mut read = FieldAttributes::default();
        for item in items(attrs, Place::Field, faults) {
            match item.key.to_string().as_str() {
                "name" => read.name = item.setting(Item::string, faults),
                "ns" => read.ns = item.setting(Item::namespace, faults),
                "qualified" => read.set_form(item.flag(faults), Form::Qualified, faults),
                "unqualified" => read.set_form(item.flag(faults), Form::Unqualified, faults),
                "default" => read.default = item.setting(Item::default, faults),
                "fixed" => read.fixed = item.setting(Item::lexical, faults),
                "list" => read.list = item.flag(faults),
                "nillable" => read.nillable = item.flag(faults),
                "with" => read.with = item.setting(Item::with, faults),
                "validate" => read.validate = item.setting(Item::checks, faults),
                "attribute" => read.set_kind(item.flag(faults), FieldKind::Attribute, faults),
                "text" => read.set_kind(item.flag(faults), FieldKind::Text, faults),
                "choice" => read.set_kind(item.flag(faults), FieldKind::Choice, faults),
                "any" => read.set_kind(item.flag(faults), FieldKind::Any, faults),
                "any_attributes" => {
                    read.set_kind(item.flag(faults), FieldKind::AnyAttributes, faults);
                }
                "mixed" => read.set_kind(item.flag(faults), FieldKind::Mixed, faults),
                "flatten" => read.set_kind(item.flag(faults), FieldKind::Flatten, faults),
                "unknown" => read.set_kind(item.flag(faults), FieldKind::Unknown, faults),
                "skip" => read.set_kind(item.flag(faults), FieldKind::Skip, faults),
                "children" => {
                    let wrapper = item.wrapper(faults);
                    read.set_kind(Some(item.key), FieldKind::Children { wrapper }, faults);
                }
                _ => {}
            }
        }
        read.faulty = faults.count() > before;
        read
    }

    fn set_form(&mut self, key: Option<Ident>, form: Form, faults: &mut Faults) {
        let Some(key) = key else {
            return;
        };
        if let Some(Setting { key: first, .. }) = &self.form {
            faults.add(
                &key,
                format_args!("the field is `{first}` already"),
                "keep one",
            );
        }
        self.form = Some(Setting { key, value: form });
    }

    fn set_kind(&mut self, key: Option<Ident>, kind: FieldKind, faults: &mut Faults) {
        let Some(key) = key else {
            return;
        };
        match &self.kind {
            Some(first) => faults.add(
                &key,
                format_args!("a field is one thing only, and this one is `{}`", first.key),
                format_args!("remove `{}` or `{key}`", first.key),
            ),
            None => self.kind = Some(Setting { key, value: kind }),
        }
    }
}

/// The attributes of a variant.
#[derive(Default)]
pub(crate) struct VariantAttributes {
    pub(crate) name: Option<Setting<LitStr>>,
    pub(crate) ns: Option<Setting<Namespace>>,
    pub(crate) other: Option<Ident>,
    pub(crate) default: Option<Ident>,
    pub(crate) text: Option<Ident>,
    pub(crate) validate: Option<Setting<Checks>>,
    /// The attributes have faults, which may be all that is wrong with the variant.
    pub(crate) faulty: bool,
}

impl VariantAttributes {
    /// The keys that are there of those which give a name.
    pub(crate) fn name_keys(&self) -> impl Iterator<Item = &Ident> {
        let name = self.name.as_ref().map(|name| &name.key);
        let ns = self.ns.as_ref().map(|ns| &ns.key);
        [name, ns].into_iter().flatten()
    }

    pub(crate) fn read(attrs: &[Attribute], faults: &mut Faults) -> Self {
        let before = faults.count();
        let mut read = VariantAttributes::default();
        for item in items(attrs, Place::Variant, faults) {
            match item.key.to_string().as_str() {
                "name" => read.name = item.setting(Item::string, faults),
                "ns" => read.ns = item.setting(Item::namespace, faults),
                "other" => read.other = item.flag(faults),
                "default" => read.default = item.flag(faults),
                "text" => read.text = item.flag(faults),
                "validate" => read.validate = item.setting(Item::checks, faults),
                _ => {}
            }
        }
        read.faulty = faults.count() > before;
        read
    }
}
