//! Names for namespaces.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{Taken, ident};
use crate::layout::Layout;
use crate::model::{Model, Name, TypeKind};

/// The namespace of `xml:lang` and its kin, which no schema is about.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The constants that hold the namespace names of the emitted text.
///
/// The namespace with the most roots (or else the most types) is `NAMESPACE`; any other is named
/// after the last part of its name that says something: `urn:example:common:1.0` is
/// `COMMON_NAMESPACE`.
#[derive(Clone, Debug)]
pub struct Namespaces {
    main: Option<Rc<str>>,
    constants: BTreeMap<Rc<str>, String>,
}

impl Namespaces {
    /// Names every namespace that an emitted name is in.
    #[must_use]
    pub fn new(model: &Model, layout: &Layout) -> Self {
        let used = used(model, layout);
        let weight = |ns: &Rc<str>| {
            let roots = model
                .roots
                .iter()
                .filter(|root| root.name.ns.as_ref() == Some(ns))
                .count();
            let types = model
                .types
                .iter()
                .filter(|ty| ty.name.ns.as_ref() == Some(ns))
                .count();
            (roots, types)
        };
        // The first by name among those of most weight.
        let main = used
            .iter()
            .rev()
            .filter(|ns| ***ns != *XML)
            .max_by_key(|ns| weight(ns))
            .cloned();
        let mut taken = Taken::default();
        let mut constants = BTreeMap::new();
        if let Some(main) = &main {
            constants.insert(main.clone(), taken.choose(&["NAMESPACE".to_owned()]));
        }
        for ns in used.into_iter().filter(|ns| Some(ns) != main.as_ref()) {
            let word = if *ns == *XML { "xml" } else { last_word(&ns) };
            let name = format!("{}_NAMESPACE", ident::constant(word));
            constants.insert(ns, taken.choose(&[name]));
        }
        Self { main, constants }
    }

    /// The constant of a namespace.
    #[must_use]
    pub fn constant(&self, ns: &str) -> Option<&str> {
        self.constants.get(ns).map(String::as_str)
    }

    /// Every constant and the namespace name that it holds: the main one first, then by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let rank = |ns: &Rc<str>| Some(ns) != self.main.as_ref();
        let mut all: Vec<_> = self.constants.iter().collect();
        all.sort_by_key(|(ns, constant)| (rank(ns), *constant));
        all.into_iter()
            .map(|(ns, constant)| (constant.as_str(), &**ns))
    }
}

/// A way to name what is declared in several namespaces: by local name, and where that is taken with
/// a word of the namespace before it.
#[derive(Clone, Copy)]
pub(super) struct Qualifying {
    /// Whether the namespace can tell names apart.
    by_namespace: bool,
}

impl Qualifying {
    /// The way to name those who share the names.
    pub(super) fn of<'a>(mut names: impl Iterator<Item = &'a Name>) -> Self {
        let first = names.next().map(|name| &name.ns);
        Self {
            by_namespace: names.any(|name| Some(&name.ns) != first),
        }
    }

    /// The candidates for one, from the best to the worst.
    pub(super) fn candidates(self, name: &Name, identifier: fn(&str) -> String) -> Vec<String> {
        let mut candidates = vec![identifier(&name.local)];
        let qualified = self.qualified(name.ns.as_deref(), &name.local);
        candidates.extend(qualified.map(|words| identifier(&words)));
        candidates
    }

    /// The words of a name with one of its namespace before them, where that tells it from others.
    pub(super) fn qualified(self, ns: Option<&str>, local: &str) -> Option<String> {
        let ns = ns.filter(|_| self.by_namespace)?;
        Some(format!("{} {local}", last_word(ns)))
    }
}

/// The namespaces of the names in the emitted text.
fn used(model: &Model, layout: &Layout) -> BTreeSet<Rc<str>> {
    let roots = model.roots.iter().map(|root| &root.name);
    let members = model
        .iter()
        .filter(|(id, _)| layout.is_emitted(*id))
        .flat_map(|(_, def)| {
            let mut names = Vec::new();
            match &def.kind {
                TypeKind::Complex(complex) => {
                    // The namespace of a type is that of its element, as far as anyone knows.
                    names.push(&def.name);
                    names.extend(complex.attributes.iter().map(|attribute| &attribute.name));
                    names.extend(complex.content.elements().map(|element| &element.name));
                }
                TypeKind::Choice(choice) => {
                    names.extend(choice.alternatives.iter().map(|a| &a.name));
                }
                TypeKind::Types(_) => names.push(&def.name),
                TypeKind::Enumeration(_)
                | TypeKind::Simple(_)
                | TypeKind::List(_)
                | TypeKind::Union(_) => {}
            }
            names
        });
    roots
        .chain(members)
        .filter_map(|name| name.ns.clone())
        .collect()
}

/// The last part of a namespace name that is more than a version.
fn last_word(ns: &str) -> &str {
    words(ns).next().unwrap_or("other")
}

/// The parts of a namespace name that are more than a version, from the last to the first.
pub(super) fn words(ns: &str) -> impl Iterator<Item = &str> {
    ns.rsplit(['/', ':', '#', '?']).filter(|part| {
        part.trim_start_matches(['v', 'V'])
            .contains(|c: char| c.is_alphabetic())
    })
}

#[cfg(test)]
mod tests {
    use super::last_word;

    #[test]
    fn the_last_word_says_something() {
        assert_eq!(last_word("http://www.veeam.com/ent/v1.0"), "ent");
        assert_eq!(last_word("urn:example:common"), "common");
        assert_eq!(last_word("1.0"), "other");
        assert_eq!(last_word(""), "other");
    }
}
