//! Which prefix stands for which namespace, at one place of a document.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::sync::Arc;

use super::name::{XML_NAMESPACE, XMLNS_NAMESPACE};

/// How many entries are searched one by one before a hash table takes over, so that no document
/// makes a look-up slow.
const FEW: usize = 16;

/// A namespace name of the document being read: names are equal when their numbers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Namespace(u32);

impl Namespace {
    /// No namespace.
    pub(crate) const NONE: Namespace = Namespace(0);
    /// The namespace of `xml:lang` and `xml:space`.
    pub(crate) const XML: Namespace = Namespace(1);

    /// There are fewer namespaces than bytes in a document, and no more than `u32::MAX` are made.
    fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

#[derive(Clone, Copy, Debug)]
struct Binding<'a> {
    prefix: &'a str,
    namespace: Namespace,
    /// The binding of the same prefix that this one hides, kept only while `latest` is in use.
    hidden: Option<usize>,
}

#[derive(Debug)]
struct Named<'a> {
    name: Cow<'a, str>,
    /// The name for values that outlive the document: however many have it, it is there once.
    shared: OnceCell<Arc<str>>,
}

impl<'a> Named<'a> {
    fn new(name: Cow<'a, str>) -> Self {
        let shared = OnceCell::new();
        Named { name, shared }
    }
}

/// The bindings in scope.
#[derive(Debug)]
pub(crate) struct Namespaces<'a> {
    names: Vec<Named<'a>>,
    numbers: HashMap<Cow<'a, str>, Namespace>,
    bindings: Vec<Binding<'a>>,
    /// The last binding of each prefix; empty while there are few bindings.
    latest: HashMap<&'a str, usize>,
    /// What no prefix stands for.
    default: Namespace,
    /// The last comparison that held: the same types ask for the same names over and over.
    known: Cell<(Namespace, &'static str)>,
}

impl<'a> Namespaces<'a> {
    pub(crate) fn new() -> Self {
        // Room for those that documents mostly declare.
        let mut names = Vec::with_capacity(6);
        names.extend(["", XML_NAMESPACE, XMLNS_NAMESPACE].map(|name| Named::new(name.into())));
        Namespaces {
            names,
            numbers: HashMap::new(),
            bindings: Vec::with_capacity(4),
            latest: HashMap::new(),
            default: Namespace::NONE,
            known: Cell::new((Namespace::NONE, "")),
        }
    }

    /// How many bindings are in scope; [`Namespaces::truncate`] goes back there.
    #[inline]
    pub(crate) fn mark(&self) -> usize {
        self.bindings.len()
    }

    /// The namespace of an unprefixed element name.
    #[inline]
    pub(crate) fn default(&self) -> Namespace {
        self.default
    }

    /// The namespace name.
    pub(crate) fn name(&self, namespace: Namespace) -> &str {
        self.names
            .get(namespace.index())
            .map(|named| named.name.as_ref())
            .unwrap_or_default()
    }

    /// The namespace name, to be kept.
    #[cold]
    pub(crate) fn shared_name(&self, namespace: Namespace) -> Arc<str> {
        match self.names.get(namespace.index()) {
            Some(named) => Arc::clone(named.shared.get_or_init(|| named.name.as_ref().into())),
            None => "".into(),
        }
    }

    /// Whether `namespace` is the one called `name`.
    #[inline]
    pub(crate) fn is(&self, namespace: Namespace, name: &'static str) -> bool {
        self.is_known(namespace, name) || self.is_now(namespace, name)
    }

    /// Whether `namespace` is known to be the one called `name`, without a look at its name.
    #[inline]
    pub(crate) fn is_known(&self, namespace: Namespace, name: &'static str) -> bool {
        // Attributes mostly ask for none: they must not take the place of the elements' namespace.
        if name.is_empty() {
            return namespace == Namespace::NONE;
        }
        let (known, known_name) = self.known.get();
        namespace == known && std::ptr::eq(name, known_name)
    }

    #[cold]
    fn is_now(&self, namespace: Namespace, name: &'static str) -> bool {
        let same = self.name(namespace) == name;
        if same && !name.is_empty() {
            self.known.set((namespace, name));
        }
        same
    }

    /// Binds a prefix, or with an empty one the default namespace.
    #[cold]
    pub(crate) fn declare(&mut self, prefix: &'a str, name: Cow<'a, str>) {
        let namespace = self.number(name);
        let at = self.bindings.len();
        if at == FEW {
            for (i, binding) in self.bindings.iter_mut().enumerate() {
                binding.hidden = self.latest.insert(binding.prefix, i);
            }
        }
        let hidden = if at >= FEW {
            self.latest.insert(prefix, at)
        } else {
            None
        };
        self.bindings.push(Binding {
            prefix,
            namespace,
            hidden,
        });
        if prefix.is_empty() {
            self.default = namespace;
        }
    }

    /// The bindings in scope, prefix and namespace name, the outermost first.
    pub(crate) fn bindings(&self) -> impl Iterator<Item = (&'a str, &str)> {
        let bindings = self.bindings.iter();
        bindings.map(|binding| (binding.prefix, self.name(binding.namespace)))
    }

    /// Whether `prefix` was bound since `mark`.
    pub(crate) fn declared_since(&self, mark: usize, prefix: &str) -> bool {
        match self.latest.is_empty() {
            true => self
                .bindings
                .iter()
                .skip(mark)
                .any(|binding| binding.prefix == prefix),
            false => self.latest.get(prefix).is_some_and(|&at| at >= mark),
        }
    }

    fn number(&mut self, name: Cow<'a, str>) -> Namespace {
        let few = self
            .names
            .iter()
            .take(FEW)
            .position(|known| known.name == name);
        let known = match few {
            Some(index) => u32::try_from(index).ok().map(Namespace),
            None => self.numbers.get(&name).copied(),
        };
        known.unwrap_or_else(|| {
            let number = Namespace(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
            if self.names.len() >= FEW {
                self.numbers.insert(name.clone(), number);
            }
            self.names.push(Named::new(name));
            number
        })
    }

    /// Takes back the bindings made since `mark`.
    #[inline]
    pub(crate) fn truncate(&mut self, mark: usize) {
        if self.bindings.len() > mark {
            self.take_back(mark);
        }
    }

    #[cold]
    fn take_back(&mut self, mark: usize) {
        while self.bindings.len() > mark {
            let Some(binding) = self.bindings.pop() else {
                break;
            };
            if self.bindings.len() >= FEW {
                match binding.hidden {
                    Some(hidden) => self.latest.insert(binding.prefix, hidden),
                    None => self.latest.remove(binding.prefix),
                };
            }
            if self.bindings.len() == FEW {
                self.latest.clear();
            }
        }
        self.default = self.resolve("").unwrap_or(Namespace::NONE);
    }

    /// What a prefix stands for; `None` if nothing binds it.
    pub(crate) fn resolve(&self, prefix: &str) -> Option<Namespace> {
        if prefix == "xml" {
            return Some(Namespace::XML);
        }
        let binding = match self.latest.is_empty() {
            true => self
                .bindings
                .iter()
                .rev()
                .find(|binding| binding.prefix == prefix),
            false => self
                .latest
                .get(prefix)
                .and_then(|&at| self.bindings.get(at)),
        };
        match binding {
            Some(binding) => Some(binding.namespace),
            None if prefix.is_empty() => Some(Namespace::NONE),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW, Namespace, Namespaces};

    #[test]
    fn bindings_hide_each_other_and_come_back() {
        let prefixes: Vec<String> = (0..3 * FEW)
            .map(|i| format!("p{}", i % (FEW + 3)))
            .collect();
        let mut scope = Namespaces::new();
        let mut expected: Vec<Vec<(String, String)>> = vec![Vec::new()];
        let lookup = |frame: &[(String, String)], prefix: &str| {
            frame
                .iter()
                .rev()
                .find(|(p, _)| p == prefix)
                .map(|(_, n)| n.clone())
        };
        for (i, prefix) in prefixes.iter().enumerate() {
            scope.declare(prefix, format!("urn:{i}").into());
            let mut frame = expected.last().cloned().unwrap_or_default();
            frame.push((prefix.clone(), format!("urn:{i}")));
            expected.push(frame);
        }
        while let Some(frame) = expected.pop() {
            scope.truncate(frame.len());
            for prefix in &prefixes {
                let found = scope.resolve(prefix).map(|ns| scope.name(ns).to_owned());
                assert_eq!(found, lookup(&frame, prefix));
            }
        }
    }

    #[test]
    fn the_default_namespace_can_be_undone() {
        let mut scope = Namespaces::new();
        scope.declare("", "urn:a".into());
        let mark = scope.mark();
        scope.declare("", "".into());
        assert_eq!(scope.default(), Namespace::NONE);
        scope.truncate(mark);
        assert_eq!(scope.name(scope.default()), "urn:a");
    }
}
