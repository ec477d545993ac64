//! The keys and values of `#[xml(…)]`, whatever they stand on.

use std::fmt;

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, ExprLit, ExprUnary, Ident, Lit, LitStr, Meta, MetaList, Path, Token, UnOp,
};

use super::{Convert, DefaultValue, Form, Place, Setting, UnknownPolicy};
use crate::case::{CASES, Case};
use crate::fault::Faults;
use crate::name::Namespace;

/// Every key, and where it has a meaning.
const KEYS: &[(&str, &[Place])] = &[
    ("any", &[Place::Field]),
    ("any_attributes", &[Place::Field]),
    ("attribute", &[Place::Field]),
    ("attribute_form", &[Place::Struct]),
    ("children", &[Place::Field]),
    ("choice", &[Place::Field]),
    ("crate", &[Place::Struct, Place::Enum]),
    ("default", &[Place::Field, Place::Variant]),
    ("element_form", &[Place::Struct]),
    ("fixed", &[Place::Field]),
    ("flatten", &[Place::Field]),
    ("group", &[Place::Struct]),
    ("list", &[Place::Field]),
    ("mixed", &[Place::Field]),
    (
        "name",
        &[Place::Struct, Place::Enum, Place::Field, Place::Variant],
    ),
    (
        "ns",
        &[Place::Struct, Place::Enum, Place::Field, Place::Variant],
    ),
    ("nillable", &[Place::Field]),
    ("other", &[Place::Variant]),
    ("prefix", &[Place::Struct]),
    ("qualified", &[Place::Field]),
    ("rename_all", &[Place::Struct, Place::Enum]),
    ("skip", &[Place::Field]),
    ("text", &[Place::Field, Place::Variant]),
    ("transparent", &[Place::Struct]),
    ("unknown", &[Place::Struct, Place::Field]),
    ("unqualified", &[Place::Field]),
    ("untagged", &[Place::Enum]),
    (
        "validate",
        &[Place::Struct, Place::Enum, Place::Field, Place::Variant],
    ),
    ("with", &[Place::Field]),
    ("xsi_type", &[Place::Enum]),
];

/// What other XML crates call a thing, and how it is written here.
const SYNONYMS: &[(&str, &str)] = &[
    ("attr", "attribute"),
    ("child", "no key at all: a child element is the default"),
    ("element", "no key at all: a child element is the default"),
    ("extends", "flatten"),
    ("facets", "validate(facets = …)"),
    ("inline", "flatten"),
    ("namespace", "ns"),
    ("rename", "name"),
    ("root", "name"),
    ("tag", "name"),
    ("type", "xsi_type"),
    ("wrapper", "children(wrapper = \"…\")"),
];

/// The `xml` attributes in `attrs`.
pub(crate) fn ours(attrs: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attrs.iter().filter(|attr| attr.path().is_ident("xml"))
}

/// One `key`, `key = value` or `key(…)`; the key has a meaning in its place.
pub(super) struct Item {
    pub(super) key: Ident,
    pub(super) meta: Meta,
}

/// The items of every `#[xml(…)]` in `attrs` that have a meaning on `place`, each key once.
pub(super) fn items(attrs: &[Attribute], place: Place, faults: &mut Faults) -> Vec<Item> {
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
    pub(super) fn setting<T>(
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
    pub(super) fn flag(self, faults: &mut Faults) -> Option<Ident> {
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

    pub(super) fn value(&self) -> Option<&Expr> {
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

    pub(super) fn string(&self, faults: &mut Faults) -> Option<LitStr> {
        let string = self.value().and_then(as_string);
        if string.is_none() {
            self.wrong_value("a string", faults);
        }
        string.cloned()
    }

    pub(super) fn namespace(&self, faults: &mut Faults) -> Option<Namespace> {
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

    pub(super) fn path(&self, faults: &mut Faults) -> Option<Path> {
        self.path_or("a path without quotes, as `::veeam_model` is", faults)
    }

    pub(super) fn path_or(&self, needed: &str, faults: &mut Faults) -> Option<Path> {
        match self.value() {
            Some(Expr::Path(path)) if path.qself.is_none() => Some(path.path.clone()),
            _ => {
                self.wrong_value(needed, faults);
                None
            }
        }
    }

    pub(super) fn case(&self, faults: &mut Faults) -> Option<Case> {
        self.one_of(&CASES, faults)
    }

    pub(super) fn policy(&self, faults: &mut Faults) -> Option<UnknownPolicy> {
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

    pub(super) fn form(&self, faults: &mut Faults) -> Option<Form> {
        let forms = [
            ("qualified", Form::Qualified),
            ("unqualified", Form::Unqualified),
        ];
        self.one_of(&forms, faults)
    }

    /// A value as a document would have it: a string, a number, `true` or `false`.
    pub(super) fn lexical(&self, faults: &mut Faults) -> Option<String> {
        let lexical = self.value().and_then(as_lexical);
        if lexical.is_none() {
            self.wrong_value("a value as a document has it, such as \"EUR\" or 1", faults);
        }
        lexical
    }

    /// `default`, `default = "…"` or `default = path`.
    pub(super) fn default(&self, faults: &mut Faults) -> Option<DefaultValue> {
        if let Meta::Path(_) = self.meta {
            return Some(DefaultValue::Trait);
        }
        match self.value() {
            Some(Expr::Path(path)) if path.qself.is_none() => {
                Some(DefaultValue::Function(path.path.clone()))
            }
            value => {
                let lexical = value.and_then(as_lexical);
                if lexical.is_none() {
                    self.wrong_value(
                        "a value as a document has it, such as \"EUR\" or 1, or with the path of a \
                         function",
                        faults,
                    );
                }
                lexical.map(DefaultValue::Lexical)
            }
        }
    }

    /// `with = module` or `with(from_text = path, to_text = path)`.
    pub(super) fn with(&self, faults: &mut Faults) -> Option<Convert> {
        let metas = match &self.meta {
            Meta::List(list) => listed(list, faults),
            Meta::Path(_) | Meta::NameValue(_) => {
                let module = self.path_or(
                    "the path of a module that has `from_text` and `to_text`",
                    faults,
                )?;
                let function = |name: &str| -> Path {
                    let name = Ident::new(name, self.key.span());
                    syn::parse_quote!(#module::#name)
                };
                return Some(Convert {
                    from_text: Some(function("from_text")),
                    to_text: Some(function("to_text")),
                });
            }
        };
        let mut convert = Convert {
            from_text: None,
            to_text: None,
        };
        for meta in metas {
            let function = match meta.path().get_ident() {
                Some(key) if key == "from_text" => &mut convert.from_text,
                Some(key) if key == "to_text" => &mut convert.to_text,
                _ => {
                    faults.add(
                        meta,
                        "`with` takes `from_text` and `to_text`",
                        "write `with(from_text = …, to_text = …)` with paths of functions, \
                         or `with = …` with that of a module that has both",
                    );
                    continue;
                }
            };
            let key = self.key.clone();
            *function = Item { key, meta }.path_or("the path of a function", faults);
        }
        Some(convert)
    }

    /// `prefix(p = "…", q = PATH)`.
    pub(super) fn prefixes(&self, faults: &mut Faults) -> Vec<(String, Namespace)> {
        let metas = match &self.meta {
            Meta::List(list) => listed(list, faults),
            Meta::Path(_) | Meta::NameValue(_) => {
                faults.add(
                    &self.meta,
                    "`prefix` needs prefixes and their namespaces",
                    "write `prefix(p = \"…\")`",
                );
                return Vec::new();
            }
        };
        let mut prefixes: Vec<(String, Namespace)> = Vec::new();
        for meta in metas {
            let Some(key) = meta.path().get_ident().cloned() else {
                faults.add(meta.path(), "this is no prefix", "a prefix is one name");
                continue;
            };
            let prefix = key.to_string();
            if prefix.starts_with("xml") || prefixes.iter().any(|(other, _)| *other == prefix) {
                faults.add(
                    &key,
                    format_args!("`{prefix}` cannot be declared here"),
                    "each prefix is declared once, and those that start with `xml` are reserved",
                );
                continue;
            }
            let item = Item { key, meta };
            if let Some(namespace) = item.namespace(faults) {
                prefixes.push((prefix, namespace));
            }
        }
        prefixes
    }

    /// The `wrapper` of `children(wrapper = "…")`, if there is one.
    pub(super) fn wrapper(&self, faults: &mut Faults) -> Option<LitStr> {
        let metas = match &self.meta {
            Meta::Path(_) => return None,
            Meta::List(list) => listed(list, faults),
            Meta::NameValue(_) => {
                self.wrong_children(&self.meta, faults);
                return None;
            }
        };
        let mut wrapper = None;
        for meta in metas {
            match meta.path().get_ident() {
                Some(key) if key == "wrapper" && wrapper.is_none() => {
                    let key = key.clone();
                    wrapper = Some(Item { key, meta }.string(faults));
                }
                _ => self.wrong_children(meta, faults),
            }
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

    pub(super) fn wrong_value(&self, needed: &str, faults: &mut Faults) {
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

/// The text of a literal, as a document would have it.
fn as_lexical(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit, .. }) => match lit {
            Lit::Str(text) => Some(text.value()),
            Lit::Int(number) => Some(number.base10_digits().to_owned()),
            Lit::Float(number) => Some(number.base10_digits().to_owned()),
            Lit::Bool(truth) => Some(truth.value.to_string()),
            _ => None,
        },
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => match &**expr {
            Expr::Lit(ExprLit {
                lit: Lit::Int(_) | Lit::Float(_),
                ..
            }) => as_lexical(expr).map(|number| format!("-{number}")),
            _ => None,
        },
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

/// What stands in brackets, with commas between; nothing if it cannot be told apart.
pub(super) fn listed(list: &MetaList, faults: &mut Faults) -> Vec<Meta> {
    match list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) {
        Ok(metas) => metas.into_iter().collect(),
        Err(error) => {
            faults.push(error);
            Vec::new()
        }
    }
}
