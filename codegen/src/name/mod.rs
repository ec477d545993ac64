//! Rust names for everything that is emitted.
//!
//! Names are distinct where Rust wants them distinct, and each depends on the names in the
//! schema alone, not on the order of files: a name that is spelled in Rust as in the schema goes
//! before one that only becomes the same, and what comes late takes a longer name or a number.

mod ident;
mod member;
mod modules;
mod namespace;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::OutputConfig;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::layout::Layout;
use crate::model::{Model, Rename, TypeId};
use crate::source::Span;

pub(crate) use ident::constant;
pub(crate) use ident::is_plain;
pub use member::Members;
pub use modules::{Module, ModuleId, Modules};
pub use namespace::Namespaces;
use namespace::Qualifying;

/// The Rust names of a model.
#[derive(Clone, Debug)]
pub struct Names {
    types: Vec<String>,
    base_traits: BTreeMap<TypeId, String>,
    members: Vec<Members>,
    roots: Vec<String>,
    /// The names of the constants that hold namespace names.
    pub namespaces: Namespaces,
    /// The modules that types stand in.
    pub modules: Modules,
}

impl Names {
    /// Names everything that is emitted; a name that was asked for and cannot be given is an
    /// error.
    #[must_use]
    pub fn new(
        model: &Model,
        layout: &Layout,
        modules: Modules,
        config: &OutputConfig,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let namespaces = Namespaces::new(model, layout);
        let (types, base_traits) = types::names(model, layout, config, &modules, diagnostics);
        Self {
            types,
            base_traits,
            members: model
                .types
                .iter()
                .map(|def| Members::new(model, def, diagnostics))
                .collect(),
            roots: root_names(model, diagnostics),
            namespaces,
            modules,
        }
    }

    /// The path of a type that is emitted, seen from outside of all modules.
    #[must_use]
    pub fn path(&self, id: TypeId) -> String {
        match self.modules.path_to(id, None) {
            Some(module) => format!("{module}::{}", self.ty(id)),
            None => self.ty(id).to_owned(),
        }
    }

    /// The name of a type that is emitted, without its module.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &str {
        self.types.get(id.0).map_or("", String::as_str)
    }

    /// The name of the trait of a type that others extend.
    #[must_use]
    pub fn base_trait(&self, id: TypeId) -> Option<&str> {
        self.base_traits.get(&id).map(String::as_str)
    }

    /// The names of a type's fields or variants.
    #[must_use]
    pub fn members(&self, id: TypeId) -> &Members {
        static NONE: Members = Members::NONE;
        self.members.get(id.0).unwrap_or(&NONE)
    }

    /// The name of the variant of `Document` for a document of any other root.
    #[must_use]
    pub fn other_document(&self) -> &str {
        self.roots.last().map_or("", String::as_str)
    }

    /// The names of the variants of `Document`, in the order of the roots, and then that of the one
    /// for any other root.
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

    /// The wish of a variant: one that is spelled as in the schema goes first.
    fn of_variant(xml: &str, candidates: Vec<String>) -> Self {
        let is_the_same = candidates.first().is_some_and(|name| name == xml);
        Self {
            rank: if is_the_same { 1 } else { 2 },
            candidates,
            asked_for: false,
        }
    }

    /// The wish of something that the user has named.
    fn of_rename(rename: Option<&Rename>) -> Self {
        Self {
            rank: 0,
            candidates: rename
                .map(|rename| rename.name.clone())
                .into_iter()
                .collect(),
            asked_for: true,
        }
    }

    /// The wish of something that the user may have named.
    fn or_rename(rename: Option<&Rename>, otherwise: impl FnOnce() -> Self) -> Self {
        match rename {
            Some(_) => Self::of_rename(rename),
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
                let stem = candidates.first().map_or("", |name| ident::stem(name));
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

fn root_names(model: &Model, diagnostics: &mut Diagnostics) -> Vec<String> {
    let qualifying = Qualifying::of(model.roots.iter().map(|root| &root.name));
    let mut wishes: Vec<Wish> = model
        .roots
        .iter()
        .map(|root| {
            Wish::or_rename(root.rename.as_ref(), || {
                Wish::of_variant(
                    &root.name.local,
                    qualifying.candidates(&root.name, ident::upper),
                )
            })
        })
        .collect();
    wishes.push(Wish::new(
        3,
        ["Other".to_owned(), "OtherDocument".to_owned()],
    ));
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
