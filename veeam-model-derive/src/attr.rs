//! `#[xml(…)]` to checked attributes. Every fault is collected, each on its own span.

use std::fmt;

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Meta, Path, Token, parse_quote};

use crate::case::{CASES, Case};
use crate::fault::Faults;
use crate::name::Namespace;

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

/// Every key, and where it has a meaning.
const KEYS: &[(&str, &[Place])] = &[
    ("any", &[Place::Field]),
    ("any_attributes", &[Place::Field]),
    ("attribute", &[Place::Field]),
    ("children", &[Place::Field]),
    ("choice", &[Place::Field]),
    ("crate", &[Place::Struct, Place::Enum]),
    ("mixed", &[Place::Field]),
    ("name", &[Place::Struct, Place::Field, Place::Variant]),
    (
        "ns",
        &[Place::Struct, Place::Enum, Place::Field, Place::Variant],
    ),
    ("other", &[Place::Variant]),
    ("rename_all", &[Place::Struct, Place::Enum]),
    ("skip", &[Place::Field]),
    ("text", &[Place::Field, Place::Variant]),
    ("transparent", &[Place::Struct]),
    ("unknown", &[Place::Struct, Place::Field]),
];

/// What other XML crates call a thing, and how it is written here.
const SYNONYMS: [(&str, &str); 8] = [
    ("attr", "attribute"),
    ("child", "no key at all: a child element is the default"),
    ("element", "no key at all: a child element is the default"),
    ("namespace", "ns"),
    ("rename", "name"),
    ("root", "name"),
    ("tag", "name"),
    ("wrapper", "children(wrapper = \"…\")"),
];

/// A value and the key that set it.
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

/// The attributes of a struct or an enum.
#[derive(Default)]
pub(crate) struct ContainerAttributes {
    pub(crate) name: Option<Setting<LitStr>>,
    pub(crate) ns: Option<Setting<Namespace>>,
    pub(crate) rename_all: Option<Setting<Case>>,
    pub(crate) unknown: Option<Setting<UnknownPolicy>>,
    pub(crate) transparent: Option<Ident>,
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
                "crate" => read.runtime = item.path(faults),
                "transparent" => read.transparent = item.flag(faults),
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
                "attribute" => read.set_kind(item.flag(faults), FieldKind::Attribute, faults),
                "text" => read.set_kind(item.flag(faults), FieldKind::Text, faults),
                "choice" => read.set_kind(item.flag(faults), FieldKind::Choice, faults),
                "any" => read.set_kind(item.flag(faults), FieldKind::Any, faults),
                "any_attributes" => {
                    read.set_kind(item.flag(faults), FieldKind::AnyAttributes, faults);
                }
                "mixed" => read.set_kind(item.flag(faults), FieldKind::Mixed, faults),
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
    pub(crate) text: Option<Ident>,
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
                "text" => read.text = item.flag(faults),
                _ => {}
            }
        }
        read.faulty = faults.count() > before;
        read
    }
}

/// The `xml` attributes in `attrs`.
pub(crate) fn ours(attrs: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attrs.iter().filter(|attr| attr.path().is_ident("xml"))
}

/// One `key`, `key = value` or `key(…)`; the key has a meaning in its place.
struct Item {
    key: Ident,
    meta: Meta,
}

/// The items of every `#[xml(…)]` in `attrs` that have a meaning on `place`, each key once.
fn items(attrs: &[Attribute], place: Place, faults: &mut Faults) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for attr in ours(attrs) {
        let metas = match attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) {
            Ok(metas) => metas,
            Err(error) => {
                faults.push(error);
                continue;
            }
        };
        for meta in metas {
            let Some(key) = known_key(meta.path(), place, faults) else {
                continue;
            };
            if items.iter().any(|item| item.key == key) {
                faults.add(&key, format_args!("`{key}` is set twice"), "keep one");
            } else {
                items.push(Item { key, meta });
            }
        }
    }
    items
}

fn known_key(path: &Path, place: Place, faults: &mut Faults) -> Option<Ident> {
    let here = || {
        let keys = KEYS.iter().filter(|(_, places)| places.contains(&place));
        keys.map(|(key, _)| *key)
    };
    let text = path.to_token_stream().to_string().replace(' ', "");
    let key = path.get_ident();
    if key.is_some() && here().any(|key| key == text) {
        return key.cloned();
    }
    let synonym = SYNONYMS.iter().find(|(theirs, _)| *theirs == text);
    if let Some((_, places)) = KEYS.iter().find(|(key, _)| *key == text) {
        faults.add(
            path,
            format_args!("`{text}` has no meaning on {place}"),
            format_args!("it stands on {}", list(places.iter(), "or")),
        );
    } else if let Some((_, ours)) = synonym {
        faults.add(
            path,
            format_args!("there is no key `{text}`"),
            if ours.starts_with("no key") {
                format!("it takes {ours}")
            } else {
                format!("it is written `{ours}`")
            },
        );
    } else if let Some(near) = nearest(&text, here()) {
        faults.add(
            path,
            format_args!("there is no key `{text}`"),
            format_args!("did you mean `{near}`?"),
        );
    } else {
        let keys = list(here().map(|key| format!("`{key}`")), "and");
        faults.add(
            path,
            format_args!("there is no key `{text}`"),
            format_args!("{place} has the keys {keys}"),
        );
    }
    None
}

impl Item {
    /// The value that `read` takes from this item, with the key.
    fn setting<T>(
        self,
        read: fn(&Item, &mut Faults) -> Option<T>,
        faults: &mut Faults,
    ) -> Option<Setting<T>> {
        let value = read(&self, faults)?;
        Some(Setting {
            key: self.key,
            value,
        })
    }

    /// The key, if it stands alone.
    fn flag(self, faults: &mut Faults) -> Option<Ident> {
        if let Meta::Path(_) = self.meta {
            return Some(self.key);
        }
        let Item { key, meta } = self;
        faults.add(
            meta,
            format_args!("`{key}` takes no value"),
            format_args!("write `{key}` alone"),
        );
        None
    }

    fn value(&self) -> Option<&Expr> {
        let Meta::NameValue(pair) = &self.meta else {
            return None;
        };
        let mut value = &pair.value;
        // What a macro by example passes on, as `$ns:path`, stands in a group that is not visible.
        while let Expr::Group(group) = value {
            value = &group.expr;
        }
        Some(value)
    }

    fn string(&self, faults: &mut Faults) -> Option<LitStr> {
        let string = self.value().and_then(as_string);
        if string.is_none() {
            self.wrong_value("a string", faults);
        }
        string.cloned()
    }

    fn namespace(&self, faults: &mut Faults) -> Option<Namespace> {
        match self.value() {
            Some(Expr::Path(path)) if path.qself.is_none() => {
                Some(Namespace::Const(path.path.clone()))
            }
            value => {
                let string = value.and_then(as_string);
                if string.is_none() {
                    let what = "a string or the path of a `const` of type `&str`";
                    self.wrong_value(what, faults);
                }
                string.cloned().map(Namespace::Literal)
            }
        }
    }

    fn path(&self, faults: &mut Faults) -> Option<Path> {
        match self.value() {
            Some(Expr::Path(path)) if path.qself.is_none() => Some(path.path.clone()),
            _ => {
                self.wrong_value("a path without quotes, as `::veeam_model` is", faults);
                None
            }
        }
    }

    fn case(&self, faults: &mut Faults) -> Option<Case> {
        self.one_of(&CASES, faults)
    }

    fn policy(&self, faults: &mut Faults) -> Option<UnknownPolicy> {
        let policies = [
            ("ignore", UnknownPolicy::Ignore),
            ("deny", UnknownPolicy::Deny),
            ("preserve", UnknownPolicy::Preserve),
        ];
        self.one_of(&policies, faults)
    }

    /// What `choices` has for the string that is this item's value.
    fn one_of<T: Copy>(&self, choices: &[(&str, T)], faults: &mut Faults) -> Option<T> {
        let string = self.value().and_then(as_string).map(LitStr::value);
        let choice = choices
            .iter()
            .find(|(name, _)| string.as_deref() == Some(*name));
        if choice.is_none() {
            let all = list(choices.iter().map(|(name, _)| format!("\"{name}\"")), "or");
            self.wrong_value(&all, faults);
        }
        choice.map(|(_, choice)| *choice)
    }

    /// The `wrapper` of `children(wrapper = "…")`, if there is one.
    fn wrapper(&self, faults: &mut Faults) -> Option<LitStr> {
        let metas = match &self.meta {
            Meta::Path(_) => return None,
            Meta::List(list) => {
                list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            }
            Meta::NameValue(_) => {
                self.wrong_children(&self.meta, faults);
                return None;
            }
        };
        let mut wrapper = None;
        match metas {
            Ok(metas) => {
                for meta in metas {
                    match meta.path().get_ident() {
                        Some(key) if key == "wrapper" && wrapper.is_none() => {
                            let key = key.clone();
                            wrapper = Some(Item { key, meta }.string(faults));
                        }
                        _ => self.wrong_children(meta, faults),
                    }
                }
            }
            Err(error) => faults.push(error),
        }
        wrapper.flatten()
    }

    fn wrong_children(&self, place: impl ToTokens, faults: &mut Faults) {
        faults.add(
            place,
            "`children` takes one `wrapper` or nothing",
            "write `children(wrapper = \"…\")`, or `children` for a list without a wrapper",
        );
    }

    fn wrong_value(&self, needed: &str, faults: &mut Faults) {
        let key = &self.key;
        let what = match self.value() {
            Some(_) => format!("`{key}` cannot be this"),
            None => format!("`{key}` needs a value"),
        };
        let help = format_args!("write `{key} = …` with {needed}");
        match self.value() {
            Some(value) => faults.add(value, what, help),
            None => faults.add(&self.meta, what, help),
        }
    }
}

fn as_string(value: &Expr) -> Option<&LitStr> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(string),
            ..
        }) => Some(string),
        _ => None,
    }
}

/// `a, b or c`.
fn list(items: impl Iterator<Item = impl fmt::Display>, conjunction: &str) -> String {
    let mut items: Vec<String> = items.map(|item| item.to_string()).collect();
    match items.pop() {
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} {conjunction} {last}", items.join(", ")),
        None => String::new(),
    }
}

/// The key that was probably meant.
fn nearest<'k>(text: &str, keys: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let text = text.to_lowercase();
    keys.map(|key| (distance(&text, key), key))
        .filter(|(distance, key)| *distance <= key.len() / 3 + 1 && *distance < key.len())
        .min()
        .map(|(_, key)| key)
}

/// The Levenshtein distance.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (1..=b.chars().count()).collect();
    for (i, a) in a.chars().enumerate() {
        let (mut diagonal, mut left) = (i, i + 1);
        for (cell, b) in row.iter_mut().zip(b.chars()) {
            let substituted = diagonal + usize::from(a != b);
            diagonal = *cell;
            left = substituted.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(a.chars().count())
}
