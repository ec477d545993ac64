//! Which local files stand for the locations and namespaces that schema documents name.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::source::Span;

/// Schemas that nearly everyone refers to where they are on the web, by namespace.
const BUILT_IN: [(&str, &str); 2] = [
    (roxmltree::NS_XML_URI, include_str!("xml.xsd")),
    ("http://www.w3.org/1999/xlink", include_str!("xlink.xsd")),
];

/// Files by the location or namespace that they stand for.
///
/// Nothing is ever fetched: what a schema refers to on the web is read from the file that its
/// catalog names.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    entries: BTreeMap<String, Entry>,
}

/// A file of a catalog.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file.
    pub path: PathBuf,
    /// Where the catalog says so.
    pub span: Option<Span>,
}

impl Catalog {
    /// Lets a file stand for a location or a namespace.
    pub fn insert(&mut self, name: impl Into<String>, entry: Entry) {
        self.entries.insert(name.into(), entry);
    }

    /// The file for a location, or else for a namespace.
    #[must_use]
    pub fn get(&self, location: Option<&str>, namespace: Option<&str>) -> Option<&Entry> {
        let names = [location, namespace];
        names
            .into_iter()
            .flatten()
            .find_map(|name| self.entries.get(name))
    }
}

/// The text of a schema that needs no file.
pub(super) fn built_in(namespace: &str) -> Option<&'static str> {
    let found = BUILT_IN.iter().find(|(name, _)| *name == namespace);
    found.map(|(_, text)| *text)
}
