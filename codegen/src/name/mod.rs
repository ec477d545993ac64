//! Rust names for everything that is emitted.
//!
//! Names are distinct where Rust wants them distinct, and each depends on the names in the
//! schema alone, not on the order of files: a name that is spelled in Rust as in the schema goes
//! before one that only becomes the same, and what comes late takes a longer name or a number.

mod ident;
mod member;
mod namespace;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::OutputConfig;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::layout::Layout;
use crate::model::{Model, Rename, TypeDef, TypeId, TypeKind, TypeRef};
use crate::source::Span;

pub use member::Members;
pub use namespace::Namespaces;

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
    "Vec",
];

/// The Rust names of a model.
#[derive(Clone, Debug)]
pub struct Names {
    types: Vec<String>,
    members: Vec<Members>,
    roots: Vec<String>,
    /// The names of the constants that hold namespace names.
    pub namespaces: Namespaces,
}

impl Names {
    /// Names everything that is emitted; a name that was asked for and cannot be given is an
    /// error.
    #[must_use]
    pub fn new(
        model: &Model,
        layout: &Layout,
        config: &OutputConfig,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let namespaces = Namespaces::new(model, layout);
        Self {
            types: type_names(model, layout, config, &namespaces, diagnostics),
            members: model
                .types
                .iter()
                .map(|def| Members::new(model, def, diagnostics))
                .collect(),
            roots: root_names(model, diagnostics),
            namespaces,
        }
    }

    /// The name of a type that is emitted.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &str {
        self.types.get(id.0).map_or("", String::as_str)
    }

    /// The names of a type's fields or variants.
    #[must_use]
    pub fn members(&self, id: TypeId) -> &Members {
        static NONE: Members = Members::NONE;
        self.members.get(id.0).unwrap_or(&NONE)
    }

    /// The names of the variants of `Document`, in the order of the roots.
    #[must_use]
    pub fn roots(&self) -> &[String] {
        &self.roots
    }
}

/// What something would like to be called.
struct Wish {
    /// Who chooses first: the least.
    rank: u8,
    /// Names from the best to the worst; a number is added to the first if all are taken.
    candidates: Vec<String>,
    /// Whether the user asked for the name.
    asked_for: bool,
}

impl Wish {
    fn new<const N: usize>(rank: u8, candidates: [String; N]) -> Self {
        Self {
            rank,
            candidates: candidates.into(),
            asked_for: false,
        }
    }

    /// The wish of something that the user may have named.
    fn or_rename(rename: Option<&Rename>, otherwise: impl FnOnce() -> Self) -> Self {
        match rename {
            Some(rename) => Self {
                rank: 0,
                candidates: vec![rename.name.clone()],
                asked_for: true,
            },
            None => otherwise(),
        }
    }
}

/// Names that are given out.
#[derive(Default)]
struct Taken(BTreeSet<String>);

impl Taken {
    /// The first free candidate, or the first candidate with the first free number.
    fn choose(&mut self, candidates: &[String]) -> String {
        let free = candidates
            .iter()
            .find(|name| !self.0.contains(ident::unraw(name)));
        let name = match free {
            Some(name) => name.clone(),
            None => {
                let stem = candidates.first().map_or("", |name| ident::unraw(name));
                (2_u64..)
                    .map(|number| format!("{stem}{number}"))
                    .find(|name| !self.0.contains(name))
                    .unwrap_or_default()
            }
        };
        self.0.insert(ident::unraw(&name).to_owned());
        name
    }
}

/// Fulfils wishes by rank, and within a rank in their order. The second list holds the places of
/// those who did not get the name that the user asked for.
fn distinct(wishes: &[Wish], taken: &mut Taken) -> (Vec<String>, Vec<usize>) {
    let mut order: Vec<(usize, &Wish)> = wishes.iter().enumerate().collect();
    order.sort_by_key(|(_, wish)| wish.rank);
    let mut names = BTreeMap::new();
    let mut refused = Vec::new();
    for (place, wish) in order {
        let name = taken.choose(&wish.candidates);
        if wish.asked_for && wish.candidates.first() != Some(&name) {
            refused.push(place);
        }
        names.insert(place, name);
    }
    (names.into_values().collect(), refused)
}

/// Says that a name cannot be given to what is declared at a place.
fn name_taken(rename: Option<&Rename>, whose: &str, declared: Span) -> Diagnostic {
    let name = quoted(rename.map_or("", |rename| &rename.name));
    let diagnostic = Diagnostic::error(
        Code::NameTaken,
        format!("{whose} cannot be called {name}: the name is taken"),
    )
    .help("ask for another name");
    match rename.and_then(|rename| rename.span) {
        Some(span) => diagnostic.at(span).related(declared, "declared here"),
        None => diagnostic.at(declared),
    }
}

fn type_names(
    model: &Model,
    layout: &Layout,
    config: &OutputConfig,
    namespaces: &Namespaces,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut taken = Taken(RESERVED.iter().map(|&name| name.to_owned()).collect());
    let mut names = vec![String::new(); model.types.len()];
    let mut give = |names: &mut Vec<String>, wishes: Vec<(TypeId, &TypeDef, Wish)>| {
        let (ids, wishes): (Vec<_>, Vec<_>) = wishes
            .into_iter()
            .map(|(id, def, wish)| ((id, def), wish))
            .unzip();
        let (given, refused) = distinct(&wishes, &mut taken);
        for place in refused {
            if let Some((id, def)) = ids.get(place) {
                let whose = format!("the type {}", quoted(&model.path(*id)));
                diagnostics.push(name_taken(def.rename.as_ref(), &whose, def.span));
            }
        }
        for ((id, _), name) in ids.iter().zip(given) {
            if let Some(slot) = names.get_mut(id.0) {
                *slot = name;
            }
        }
    };

    let mut named: Vec<(TypeId, &TypeDef)> = model
        .iter()
        .filter(|(_, def)| def.anonymous_in.is_none())
        .collect();
    named.sort_by_key(|(_, def)| (&def.name.local, &def.name.ns));
    let (emitted, hidden): (Vec<_>, Vec<_>) = named
        .into_iter()
        .partition(|(id, _)| layout.is_emitted(*id));
    let wishes = emitted
        .into_iter()
        .map(|(id, def)| {
            let wish = || wish_of_named(model, config, namespaces, id, def);
            (id, def, Wish::or_rename(def.rename.as_ref(), wish))
        })
        .collect();
    give(&mut names, wishes);
    // Types that are not emitted take no name, but may lend theirs to a type inside.
    for (id, def) in hidden {
        if let Some(slot) = names.get_mut(id.0) {
            *slot = ident::upper(stripped(&def.name.local, config));
        }
    }

    // Anonymous types, from the outside in: the names of those inside start with their owner's.
    let mut level = anonymous_types(model, |owner| {
        model.get(owner).is_some_and(|o| o.anonymous_in.is_none())
    });
    let shared = shared_names(model, layout);
    while !level.is_empty() {
        level.sort_by_key(|(id, _)| model.path(*id));
        let wishes = level
            .iter()
            .filter(|(id, _)| layout.is_emitted(*id))
            .map(|&(id, def)| {
                let owner = def.anonymous_in.and_then(|owner| names.get(owner.0));
                let wish = || wish_of_anonymous(def, owner.map_or("", |name| name), &shared);
                (id, def, Wish::or_rename(def.rename.as_ref(), wish))
            })
            .collect();
        for (id, def) in level.iter().filter(|(id, _)| !layout.is_emitted(*id)) {
            if let Some(slot) = names.get_mut(id.0) {
                *slot = ident::upper(&def.name.local);
            }
        }
        give(&mut names, wishes);
        let done: BTreeSet<TypeId> = level.iter().map(|(id, _)| *id).collect();
        level = anonymous_types(model, |owner| done.contains(&owner));
    }
    names
}

fn anonymous_types(model: &Model, is_owner: impl Fn(TypeId) -> bool) -> Vec<(TypeId, &TypeDef)> {
    model
        .iter()
        .filter(|(_, def)| def.anonymous_in.is_some_and(&is_owner))
        .collect()
}

/// The names that more than one anonymous type would have if it had no owner.
fn shared_names(model: &Model, layout: &Layout) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    model
        .iter()
        .filter(|(id, def)| def.anonymous_in.is_some() && layout.is_emitted(*id))
        .map(|(_, def)| ident::upper(&def.name.local))
        .filter(|name| !seen.insert(name.clone()))
        .collect()
}

fn wish_of_named(
    model: &Model,
    config: &OutputConfig,
    namespaces: &Namespaces,
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
    let with_namespace = namespaces
        .prefix(def.name.ns.as_deref())
        .map(|prefix| format!("{}{short}", ident::upper(prefix)));
    let with_type = format!("{short}Type");
    candidates.extend([short, long]);
    candidates.extend(with_namespace);
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

fn wish_of_anonymous(def: &TypeDef, owner: &str, shared: &BTreeSet<String>) -> Wish {
    let bare = ident::upper(&def.name.local);
    let with_owner = format!("{}{bare}", ident::unraw(owner));
    if shared.contains(&bare) || matches!(def.kind, TypeKind::Choice(_)) {
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

fn root_names(model: &Model, diagnostics: &mut Diagnostics) -> Vec<String> {
    let wishes: Vec<Wish> = model
        .roots
        .iter()
        .map(|root| {
            Wish::or_rename(root.rename.as_ref(), || {
                let name = ident::upper(&root.name.local);
                Wish::new(if name == *root.name.local { 1 } else { 2 }, [name])
            })
        })
        .collect();
    let (names, refused) = distinct(&wishes, &mut Taken::default());
    for root in refused
        .into_iter()
        .filter_map(|place| model.roots.get(place))
    {
        let whose = format!("the root {}", quoted(&root.name.local));
        diagnostics.push(name_taken(root.rename.as_ref(), &whose, root.span));
    }
    names
}
