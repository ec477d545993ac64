//! What changed between two models, and whom it breaks.
//!
//! A change breaks *source* when code that uses the generated types may no longer compile, and
//! the *wire* when a document that was read before is refused or loses something, or when what is
//! written has another form. Documentation and facets break neither.

mod members;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::model::{Enumeration, Model, Simple, TypeDef, TypeId, TypeKind, Unknown};
use crate::pipeline::Generated;

use members::{alternatives, fields};
use values::{Comparison, changed, rust_type};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The type, root or namespace that changed, and the part of it: `Type/Element`.
    pub place: String,
    /// What changed.
    pub what: String,
    /// Whether code may no longer compile.
    pub breaks_source: bool,
    /// Whether a document may no longer mean what it meant.
    pub breaks_wire: bool,
}

impl Change {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
            breaks_source: false,
            breaks_wire: false,
        }
    }

    fn source(mut self, breaks: bool) -> Self {
        self.breaks_source = breaks;
        self
    }

    fn wire(mut self, breaks: bool) -> Self {
        self.breaks_wire = breaks;
        self
    }

    /// Whether it breaks anything.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        self.breaks_source || self.breaks_wire
    }
}

impl fmt::Display for Change {
    /// `breaks source and wire: Type/Element: what changed`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let breaks = match (self.breaks_source, self.breaks_wire) {
            (true, true) => "breaks source and wire",
            (true, false) => "breaks source",
            (false, true) => "breaks wire",
            (false, false) => "compatible",
        };
        write!(f, "{breaks}: {}: {}", self.place, self.what)
    }
}

/// Everything that changed: what the old model has in its order, then what is new.
#[must_use]
pub fn diff(old: &Generated, new: &Generated) -> Vec<Change> {
    let comparison = Comparison { old, new };
    let mut changes = roots(&comparison);
    let old_types = emitted(old);
    let new_types = emitted(new);
    for (key, (old_id, old_def)) in in_order(&old_types) {
        match new_types.get(key) {
            Some((new_id, new_def)) => {
                changes.extend(types(
                    &comparison,
                    key,
                    (old_id, old_def),
                    (*new_id, new_def),
                ));
            }
            None => changes.push(
                Change::new(
                    key,
                    format!("the type `{}` is gone", old.names.path(old_id)),
                )
                .source(true),
            ),
        }
    }
    for (key, (id, _)) in in_order(&new_types) {
        if !old_types.contains_key(key) {
            changes.push(Change::new(
                key,
                format!("the type `{}` is new", new.names.path(id)),
            ));
        }
    }
    changes.extend(namespaces(&comparison));
    shorten_places(&mut changes);
    changes
}

/// Leaves namespaces out of the places that are told apart without them.
fn shorten_places(changes: &mut [Change]) {
    let mut full: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for change in changes.iter() {
        let short = without_namespaces(&change.place);
        full.entry(short).or_default().insert(change.place.clone());
    }
    for change in changes {
        let short = without_namespaces(&change.place);
        if full.get(&short).is_some_and(|full| full.len() == 1) {
            change.place = short;
        }
    }
}

fn without_namespaces(place: &str) -> String {
    let mut parts = place.split('{');
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |short, part| {
        short + part.split_once('}').map_or(part, |(_, local)| local)
    })
}

type Types<'a> = BTreeMap<String, (TypeId, &'a TypeDef)>;

/// The types that are in the text, by a name that does not depend on other types.
fn emitted(side: &Generated) -> Types<'_> {
    let mut types = Types::new();
    for (id, def) in side
        .model
        .iter()
        .filter(|(id, _)| side.layout.is_emitted(*id))
    {
        let path = type_key(&side.model, id);
        let numbered = (2_u64..).map(|number| format!("{path}#{number}"));
        let key = std::iter::once(path.clone())
            .chain(numbered)
            .find(|key| !types.contains_key(key));
        types.insert(key.unwrap_or(path), (id, def));
    }
    types
}

/// The path of a type, with its namespace.
fn type_key(model: &Model, id: TypeId) -> String {
    match model.get(id).and_then(|def| def.name.ns.as_ref()) {
        Some(ns) => format!("{{{ns}}}{}", model.path(id)),
        None => model.path(id),
    }
}

fn in_order<'a>(types: &'a Types<'a>) -> Vec<(&'a String, (TypeId, &'a TypeDef))> {
    let mut all: Vec<_> = types.iter().map(|(key, found)| (key, *found)).collect();
    all.sort_by_key(|(_, (id, _))| *id);
    all
}

fn roots(comparison: &Comparison<'_>) -> Vec<Change> {
    let (old, new) = (comparison.old, comparison.new);
    let mut changes = Vec::new();
    for (root, rust) in old.model.roots.iter().zip(old.names.roots()) {
        let place = format!("Document::{rust}");
        let found = new
            .model
            .roots
            .iter()
            .zip(new.names.roots())
            .find(|(other, _)| other.name == root.name);
        let Some((other, other_rust)) = found else {
            let what = format!("the root element `{}` is gone", root.name.local);
            changes.push(Change::new(place, what).source(true).wire(true));
            continue;
        };
        if rust != other_rust {
            changes
                .push(Change::new(&place, format!("it is called `{other_rust}` now")).source(true));
        }
        let before = rust_type(old, |types| types.root(root));
        let after = rust_type(new, |types| types.root(other));
        let fits = comparison.still_fits(root.ty, other.ty) && (other.nillable || !root.nillable);
        changes.extend(changed(&place, &before, &after, fits));
    }
    for (root, rust) in new.model.roots.iter().zip(new.names.roots()) {
        if old.model.roots.iter().all(|other| other.name != root.name) {
            let what = format!(
                "the root element `{}` is new: a `match` on `Document` needs another arm",
                root.name.local
            );
            changes.push(Change::new(format!("Document::{rust}"), what).source(true));
        }
    }
    changes
}

fn namespaces(comparison: &Comparison<'_>) -> Vec<Change> {
    let new: Vec<_> = comparison.new.names.namespaces.iter().collect();
    let old = comparison.old.names.namespaces.iter();
    old.filter(|pair| !new.contains(pair))
        .map(|(constant, ns)| {
            Change::new(constant, format!("the constant for `{ns}` is gone")).source(true)
        })
        .collect()
}

/// What changed in a type that both sides have.
fn types(
    comparison: &Comparison<'_>,
    key: &str,
    (old_id, old): (TypeId, &TypeDef),
    (new_id, new): (TypeId, &TypeDef),
) -> Vec<Change> {
    let mut changes = Vec::new();
    let (old_name, new_name) = (
        comparison.old.names.path(old_id),
        comparison.new.names.path(new_id),
    );
    if old_name != new_name {
        let what = format!("the type `{old_name}` is called `{new_name}` now");
        changes.push(Change::new(key, what).source(true));
    }
    match (&old.kind, &new.kind) {
        (TypeKind::Complex(a), TypeKind::Complex(b)) => {
            changes.extend(fields(comparison, key, (old_id, a), (new_id, b)));
            if comparison.old.layout.has_default(old_id)
                && !comparison.new.layout.has_default(new_id)
            {
                changes.push(Change::new(key, "it has no `Default` any more").source(true));
            }
            changes.extend(unknown(key, a.unknown, b.unknown));
        }
        (TypeKind::Choice(a), TypeKind::Choice(b)) => {
            changes.extend(alternatives(comparison, key, (old_id, a), (new_id, b)));
        }
        (TypeKind::Enumeration(a), TypeKind::Enumeration(b)) => {
            changes.extend(values(comparison, key, (old_id, a), (new_id, b)));
        }
        (TypeKind::Simple(Simple { base: a, .. }), TypeKind::Simple(Simple { base: b, .. })) => {
            changes.extend(comparison.types_of(key, *a, *b));
        }
        (TypeKind::List(a), TypeKind::List(b)) => {
            changes.extend(comparison.types_of(key, a.item, b.item));
        }
        (TypeKind::Union(a), TypeKind::Union(b)) => {
            for (a, b) in a.members.iter().zip(&b.members) {
                changes.extend(comparison.types_of(key, *a, *b));
            }
            if a.members.len() != b.members.len() {
                let what = "its values are of other types";
                changes.push(Change::new(key, what).source(true).wire(true));
            }
        }
        (TypeKind::Types(a), TypeKind::Types(b)) => {
            let paths = |model: &Model, types: &[TypeId]| -> Vec<String> {
                types.iter().map(|id| model.path(*id)).collect()
            };
            let before = paths(&comparison.old.model, &a.types);
            let after = paths(&comparison.new.model, &b.types);
            for gone in before.iter().filter(|path| !after.contains(path)) {
                let what = format!("it cannot be of type `{gone}` any more");
                changes.push(Change::new(key, what).source(true).wire(true));
            }
            for added in after.iter().filter(|path| !before.contains(path)) {
                let what = format!("it may be of type `{added}`");
                changes.push(Change::new(key, what).source(true));
            }
        }
        (a, b) => changes.push(
            Change::new(key, format!("{} became {}", kind(a), kind(b)))
                .source(true)
                .wire(
                    !matches!((a, b), (TypeKind::Simple(_), TypeKind::Enumeration(_)))
                        && !matches!((a, b), (TypeKind::Enumeration(_), TypeKind::Simple(_))),
                ),
        ),
    }
    changes
}

fn kind(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Complex(_) => "a complex type",
        TypeKind::Choice(_) => "a choice",
        TypeKind::Enumeration(_) => "an enumeration",
        TypeKind::Simple(_) => "a simple type",
        TypeKind::List(_) => "a list",
        TypeKind::Union(_) => "a union",
        TypeKind::Types(_) => "a choice of types",
    }
}

fn unknown(key: &str, old: Unknown, new: Unknown) -> Option<Change> {
    let what = match (old, new) {
        (Unknown::Preserve, Unknown::Deny) => "undeclared content is refused now; it was kept",
        (Unknown::Preserve, Unknown::Ignore) => "undeclared content is lost now; it was kept",
        (Unknown::Ignore, Unknown::Deny) => "undeclared content is refused now; it was passed over",
        (Unknown::Deny | Unknown::Ignore, Unknown::Preserve) => "undeclared content is kept now",
        (Unknown::Deny, Unknown::Ignore) => "undeclared content is passed over now; it was refused",
        _ => return None,
    };
    let kept = old == Unknown::Preserve;
    // The field that keeps it comes or goes.
    Some(
        Change::new(key, what)
            .source(kept || new == Unknown::Preserve)
            .wire(kept || new == Unknown::Deny),
    )
}

/// What changed in the list of an enumeration. Values that are not listed are kept as they are,
/// so no document breaks.
fn values(
    comparison: &Comparison<'_>,
    key: &str,
    (old_id, old): (TypeId, &Enumeration),
    (new_id, new): (TypeId, &Enumeration),
) -> Vec<Change> {
    let mut changes = Vec::new();
    let old_members = comparison.old.names.members(old_id);
    let new_members = comparison.new.names.members(new_id);
    for (value, rust) in old.values.iter().zip(&old_members.variants) {
        let place = format!("{key}/{}", value.value);
        let found = new
            .values
            .iter()
            .zip(&new_members.variants)
            .find(|(other, _)| other.value == value.value);
        match found {
            None => changes.push(
                Change::new(
                    place,
                    format!("the value is gone, and with it the variant `{rust}`"),
                )
                .source(true),
            ),
            Some((_, other)) if other != rust => {
                changes.push(
                    Change::new(
                        place,
                        format!("the variant `{rust}` is called `{other}` now"),
                    )
                    .source(true),
                );
            }
            Some(_) => {}
        }
    }
    for value in &new.values {
        if old.values.iter().all(|other| other.value != value.value) {
            let what = format!("the value is new; it was `{}` before", old_members.other);
            changes.push(Change::new(format!("{key}/{}", value.value), what));
        }
    }
    if old_members.other != new_members.other {
        let what = format!(
            "the variant `{}` is called `{}` now",
            old_members.other, new_members.other
        );
        changes.push(Change::new(key, what).source(true));
    }
    changes
}
