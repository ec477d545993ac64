//! `validate(…)`: what a schema says of a value beyond its Rust type.

use syn::{Expr, ExprLit, Ident, Lit, Meta, Path};

use super::Setting;
use super::items::{Item, listed};
use crate::fault::Faults;

/// What `validate(…)` says.
#[derive(Clone, Default)]
pub(crate) struct Checks {
    /// The `static` that holds the facets.
    pub(crate) facets: Option<Setting<Path>>,
    pub(crate) fixed: Option<Setting<String>>,
    pub(crate) min_occurs: Option<Setting<usize>>,
    pub(crate) max_occurs: Option<Setting<usize>>,
}

impl Checks {
    /// The keys that are about one text.
    pub(crate) fn of_text(&self) -> impl Iterator<Item = &Ident> {
        let facets = self.facets.as_ref().map(|facets| &facets.key);
        let fixed = self.fixed.as_ref().map(|fixed| &fixed.key);
        [facets, fixed].into_iter().flatten()
    }

    /// The keys that are about how many there are.
    pub(crate) fn of_occurrence(&self) -> impl Iterator<Item = &Ident> {
        let min = self.min_occurs.as_ref().map(|min| &min.key);
        let max = self.max_occurs.as_ref().map(|max| &max.key);
        [min, max].into_iter().flatten()
    }
}

impl Item {
    /// `validate(facets = PATH, fixed = "…", min_occurs = 1, max_occurs = 5)`.
    pub(super) fn checks(&self, faults: &mut Faults) -> Option<Checks> {
        let metas = match &self.meta {
            Meta::List(list) => listed(list, faults),
            Meta::Path(_) | Meta::NameValue(_) => {
                faults.add(
                    &self.meta,
                    "`validate` needs to be told what is valid",
                    "write `validate(facets = …)` with the path of a `static` of type \
                     `xml::Facets`, or with `fixed`, `min_occurs` and `max_occurs`",
                );
                return None;
            }
        };
        let mut checks = Checks::default();
        for meta in metas {
            let key = meta.path().get_ident().cloned();
            let name = key.as_ref().map(Ident::to_string).unwrap_or_default();
            let Some(key) =
                key.filter(|_| matches!(&*name, "facets" | "fixed" | "min_occurs" | "max_occurs"))
            else {
                faults.add(
                    meta.path(),
                    "`validate` does not know this",
                    "it takes `facets`, `fixed`, `min_occurs` and `max_occurs`",
                );
                continue;
            };
            let item = Item { key, meta };
            match &*name {
                "facets" => set(&mut checks.facets, item, Item::facets, faults),
                "fixed" => set(&mut checks.fixed, item, Item::lexical, faults),
                "min_occurs" => set(&mut checks.min_occurs, item, Item::count, faults),
                _ => set(&mut checks.max_occurs, item, Item::count, faults),
            }
        }
        Some(checks)
    }

    fn facets(&self, faults: &mut Faults) -> Option<Path> {
        self.path_or("the path of a `static` of type `xml::Facets`", faults)
    }

    fn count(&self, faults: &mut Faults) -> Option<usize> {
        let number = match self.value() {
            Some(Expr::Lit(ExprLit {
                lit: Lit::Int(number),
                ..
            })) => number.base10_parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong_value("a number", faults);
        }
        number
    }
}

fn set<T>(
    setting: &mut Option<Setting<T>>,
    item: Item,
    read: fn(&Item, &mut Faults) -> Option<T>,
    faults: &mut Faults,
) {
    if setting.is_some() {
        let key = &item.key;
        faults.add(key, format_args!("`{key}` is set twice"), "keep one");
    } else {
        *setting = item.setting(read, faults);
    }
}
