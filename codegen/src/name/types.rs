//! Names for types.

use std::collections::{BTreeMap, BTreeSet};

use super::{ModuleId, Modules, Qualifying, Taken, Wish, distinct, ident, name_taken};
use crate::config::OutputConfig;
use crate::diagnostic::{Diagnostics, quoted};
use crate::layout::Layout;
use crate::model::{Model, TypeDef, TypeId, TypeKind, TypeRef};

/// Names that a type of the emitted text cannot have: those that the text itself uses, and those
/// that code beside it expects to mean what they always mean.
const RESERVED: &[&str] = &[
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Document",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "FromXml",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "ToXml",
    "TryFrom",
    "TryInto",
    "Validate",
    "Vec",
];

/// The Rust names of the types that are emitted, by number: first those that the user asked for,
/// then those of named types, then those of types declared in place.
pub(super) fn names(
    model: &Model,
    layout: &Layout,
    config: &OutputConfig,
    modules: &Modules,
    diagnostics: &mut Diagnostics,
) -> (Vec<String>, BTreeMap<TypeId, String>) {
    let mut namer = Namer {
        model,
        modules,
        taken: BTreeMap::new(),
        names: vec![String::new(); model.types.len()],
    };
    let is_emitted = |id: &TypeId| layout.is_emitted(*id);
    let all = || model.iter().filter(|(id, _)| is_emitted(id));

    let asked = all().filter(|(_, def)| def.rename.is_some());
    namer.give(
        asked.map(|(id, def)| (id, Wish::of_rename(def.rename.as_ref()))),
        diagnostics,
    );

    let free = |def: &TypeDef| def.rename.is_none();
    let named = || all().filter(|(_, def)| def.anonymous_in.is_none() && free(def));
    let outside = named().filter(|(id, _)| modules.scope(*id).is_none());
    let qualifying = Qualifying::of(outside.map(|(_, def)| &def.name));
    namer.give(
        named().map(|(id, def)| (id, wish_of_named(model, config, qualifying, id, def))),
        diagnostics,
    );
    // Types that are not emitted take no name, but may lend theirs to a type inside.
    for (id, def) in model.iter().filter(|(id, _)| !is_emitted(id)) {
        namer.set(id, ident::upper(stripped(&def.name.local, config)));
    }

    // From the outside in: the names of those inside start with their owner's.
    let shared = shared_names(model, layout, modules);
    let mut level: BTreeSet<TypeId> = model
        .iter()
        .filter(|(_, def)| def.anonymous_in.is_none())
        .map(|(id, _)| id)
        .collect();
    while !level.is_empty() {
        let inside: Vec<(TypeId, &TypeDef, TypeId)> = model
            .iter()
            .filter_map(|(id, def)| Some((id, def, def.anonymous_in?)))
            .filter(|(_, _, owner)| level.contains(owner))
            .collect();
        let wishes: Vec<(TypeId, Wish)> = inside
            .iter()
            .filter(|(id, def, _)| is_emitted(id) && free(def))
            .map(|(id, def, owner)| {
                let is_shared =
                    |name: &String| shared.contains(&(modules.scope(*id), name.clone()));
                (*id, wish_of_anonymous(def, namer.get(*owner), is_shared))
            })
            .collect();
        namer.give(wishes.into_iter(), diagnostics);
        level = inside.into_iter().map(|(id, ..)| id).collect();
    }
    let base_traits = match config.base_traits {
        true => namer.base_traits(layout),
        false => BTreeMap::new(),
    };
    (namer.names, base_traits)
}

struct Namer<'a> {
    model: &'a Model,
    modules: &'a Modules,
    /// The names that are given out where names are distinct: in a module, or everywhere.
    taken: BTreeMap<Option<ModuleId>, Taken>,
    names: Vec<String>,
}

impl Namer<'_> {
    fn get(&self, id: TypeId) -> &str {
        self.names.get(id.0).map_or("", String::as_str)
    }

    fn set(&mut self, id: TypeId, name: String) {
        if let Some(slot) = self.names.get_mut(id.0) {
            *slot = name;
        }
    }

    /// Names the traits of types that others extend: after the type if that is not emitted, because
    /// it is abstract.
    fn base_traits(&mut self, layout: &Layout) -> BTreeMap<TypeId, String> {
        let bases = self.model.iter().filter_map(|(_, def)| match &def.kind {
            TypeKind::Complex(complex) => complex.base,
            _ => None,
        });
        let bases: BTreeSet<TypeId> = bases.collect();
        let wishes = bases.into_iter().map(|id| {
            let name = self.get(id);
            let with_base = format!("{}Base", ident::stem(name));
            let wish = match layout.is_emitted(id) {
                true => Wish::new(5, [with_base]),
                false => Wish::new(5, [name.to_owned(), with_base]),
            };
            (id, wish)
        });
        let (names, _) = self.distinct(wishes.collect());
        names.into_iter().collect()
    }

    /// Fulfils wishes, each among those of its own scope; then the types that did not get the name
    /// that the user asked for.
    fn distinct(&mut self, wishes: Vec<(TypeId, Wish)>) -> (Vec<(TypeId, String)>, Vec<TypeId>) {
        let mut by_scope: BTreeMap<_, (Vec<TypeId>, Vec<Wish>)> = BTreeMap::new();
        for (id, wish) in wishes {
            let (ids, wishes) = by_scope.entry(self.modules.scope(id)).or_default();
            ids.push(id);
            wishes.push(wish);
        }
        let (mut named, mut refused) = (Vec::new(), Vec::new());
        for (scope, (ids, wishes)) in by_scope {
            let taken = self.taken.entry(scope).or_insert_with(|| {
                let reserved = RESERVED.iter().copied();
                Taken(
                    reserved
                        .chain(self.modules.names())
                        .map(str::to_owned)
                        .collect(),
                )
            });
            let (names, places) = distinct(&wishes, taken);
            refused.extend(
                places
                    .into_iter()
                    .filter_map(|place| ids.get(place).copied()),
            );
            named.extend(ids.into_iter().zip(names));
        }
        (named, refused)
    }

    /// Names types, in an order that follows from their names in the schema alone.
    fn give(
        &mut self,
        wishes: impl Iterator<Item = (TypeId, Wish)>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut wishes: Vec<(TypeId, Wish)> = wishes.collect();
        wishes.sort_by_cached_key(|(id, _)| {
            let ns = self.model.get(*id).map(|def| def.name.ns.clone());
            (self.model.path(*id), ns)
        });
        let (named, refused) = self.distinct(wishes);
        for id in refused {
            if let Some(def) = self.model.get(id) {
                let whose = format!("the type {}", quoted(&self.model.path(id)));
                diagnostics.push(name_taken(def.rename.as_ref(), &whose, def.span));
            }
        }
        for (id, name) in named {
            self.set(id, name);
        }
    }
}

/// The names that more than one anonymous type of a scope would have if it had no owner.
fn shared_names(
    model: &Model,
    layout: &Layout,
    modules: &Modules,
) -> BTreeSet<(Option<ModuleId>, String)> {
    let mut seen = BTreeSet::new();
    model
        .iter()
        .filter(|(id, def)| def.anonymous_in.is_some() && layout.is_emitted(*id))
        .map(|(id, def)| (modules.scope(id), ident::upper(&def.name.local)))
        .filter(|name| !seen.insert(name.clone()))
        .collect()
}

fn wish_of_named(
    model: &Model,
    config: &OutputConfig,
    qualifying: Qualifying,
    id: TypeId,
    def: &TypeDef,
) -> Wish {
    let short = ident::upper(stripped(&def.name.local, config));
    let long = ident::upper(&def.name.local);
    let mut candidates = Vec::new();
    let mut rank = 3;
    if config.name_types_after_roots
        && matches!(def.kind, TypeKind::Complex(_))
        && let Some(root) = only_root(model, id)
    {
        candidates.push(ident::upper(root));
        rank = 2;
    }
    if short == *def.name.local {
        rank = 1;
    }
    let qualified = qualifying.qualified(def.name.ns.as_deref(), stripped(&def.name.local, config));
    let with_type = format!("{short}Type");
    candidates.extend([short, long]);
    candidates.extend(qualified.map(|words| ident::upper(&words)));
    // A number would not tell `Option` from the one that everybody knows.
    if candidates
        .iter()
        .all(|name| RESERVED.contains(&name.as_str()))
    {
        candidates.insert(0, with_type);
    }
    Wish {
        rank,
        candidates,
        asked_for: false,
    }
}

fn wish_of_anonymous(def: &TypeDef, owner: &str, is_shared: impl Fn(&String) -> bool) -> Wish {
    let bare = ident::upper(&def.name.local);
    let with_owner = format!("{}{bare}", ident::stem(owner));
    if is_shared(&bare) || matches!(def.kind, TypeKind::Choice(_)) {
        Wish::new(4, [with_owner])
    } else {
        Wish::new(4, [bare, with_owner])
    }
}

/// The name of the only root that has the type.
fn only_root(model: &Model, id: TypeId) -> Option<&str> {
    let mut roots = model
        .roots
        .iter()
        .filter(|root| root.ty == TypeRef::Defined(id));
    match (roots.next(), roots.next()) {
        (Some(root), None) => Some(&root.name.local),
        _ => None,
    }
}

fn stripped<'a>(name: &'a str, config: &OutputConfig) -> &'a str {
    config
        .strip_suffixes
        .iter()
        .filter(|suffix| !suffix.is_empty())
        .find_map(|suffix| name.strip_suffix(suffix.as_str()))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name)
}
