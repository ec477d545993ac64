//! Which prefix a writer has declared for which namespace, at one place of its output.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::NameRef;
use super::chars::is_ncname;
use super::name::XSI_NAMESPACE;
use super::value_names::ValueNames;

/// How many bindings are searched one by one before hash tables take over, so that no document
/// makes a look-up slow.
const FEW: usize = 16;

/// How many prefixes of one namespace are tried before another one is declared: nearer ones may
/// hide them all.
const TRIED: usize = 8;

#[derive(Debug)]
pub(super) struct Binding {
    pub(super) prefix: Rc<str>,
    pub(super) namespace: Rc<str>,
    /// The default namespace around it.
    outer_default: usize,
    /// The binding of the same prefix that this one hides, kept only where there are many.
    hidden: Option<usize>,
}

/// The bindings in scope. They have numbers from 1; 0 is none.
#[derive(Debug, Default)]
pub(super) struct Prefixes {
    bindings: Vec<Binding>,
    /// The binding of the default namespace.
    default: usize,
    /// The nearest binding of each prefix; empty while there are few.
    by_prefix: HashMap<Rc<str>, usize>,
    /// The bindings of prefixes to each namespace; empty while there are few.
    by_namespace: HashMap<Rc<str>, Vec<usize>>,
    /// What values use.
    pub(super) values: ValueNames,
}

impl Prefixes {
    /// How many bindings are in scope; [`Prefixes::take_back`] goes back there.
    #[inline]
    pub(super) fn mark(&self) -> usize {
        self.bindings.len()
    }

    /// The bindings made since `mark`.
    #[inline]
    pub(super) fn since(&self, mark: usize) -> &[Binding] {
        self.bindings.get(mark..).unwrap_or_default()
    }

    /// The namespace of names without a prefix.
    #[inline]
    pub(super) fn default_namespace(&self) -> &str {
        self.numbered(self.default)
            .map_or("", |binding| &binding.namespace)
    }

    /// The prefix of the binding of this number.
    pub(super) fn prefix(&self, number: usize) -> &str {
        self.numbered(number).map_or("", |binding| &binding.prefix)
    }

    #[inline]
    fn numbered(&self, number: usize) -> Option<&Binding> {
        self.bindings.get(number.checked_sub(1)?)
    }

    /// What a prefix stands for; `None` if nothing binds it.
    pub(super) fn namespace_of(&self, prefix: &str) -> Option<&str> {
        if prefix.is_empty() {
            return Some(self.default_namespace());
        }
        let number = self.nearest(prefix)?;
        self.numbered(number).map(|binding| &*binding.namespace)
    }

    /// The nearest binding of a prefix.
    fn nearest(&self, prefix: &str) -> Option<usize> {
        if self.by_prefix.is_empty() {
            let at = self
                .bindings
                .iter()
                .rposition(|binding| *binding.prefix == *prefix)?;
            return Some(at + 1);
        }
        self.by_prefix.get(prefix).copied()
    }

    /// A binding of a prefix to the namespace that no nearer one hides.
    pub(super) fn of_namespace(&self, namespace: &str) -> Option<usize> {
        let visible = |number: &usize| {
            let prefix = self.prefix(*number);
            !prefix.is_empty() && self.nearest(prefix) == Some(*number)
        };
        if self.by_prefix.is_empty() {
            let bound = |number: &usize| {
                self.numbered(*number)
                    .is_some_and(|binding| *binding.namespace == *namespace)
            };
            let mut numbers = (1..=self.bindings.len()).rev().filter(bound);
            return numbers.find(visible);
        }
        let numbers = self.by_namespace.get(namespace)?;
        numbers.iter().rev().take(TRIED).copied().find(visible)
    }

    /// Binds a prefix, or with an empty one the default namespace; the number of the binding.
    pub(super) fn bind(&mut self, prefix: &str, namespace: &str) -> usize {
        self.bindings.push(Binding {
            prefix: prefix.into(),
            namespace: namespace.into(),
            outer_default: self.default,
            hidden: None,
        });
        let number = self.bindings.len();
        if prefix.is_empty() {
            self.default = number;
        }
        if number > FEW {
            let first = match self.by_prefix.is_empty() {
                true => 1,
                false => number,
            };
            (first..=number).for_each(|number| self.index(number));
        }
        number
    }

    fn index(&mut self, number: usize) {
        if let Some(binding) = self.bindings.get_mut(number - 1) {
            let prefix = Rc::clone(&binding.prefix);
            binding.hidden = self.by_prefix.insert(prefix, number);
            let numbers = self.by_namespace.entry(Rc::clone(&binding.namespace));
            numbers.or_default().push(number);
        }
    }

    /// Takes back the bindings made since `mark`.
    #[inline]
    pub(super) fn take_back(&mut self, mark: usize) {
        if self.bindings.len() > mark {
            self.take_back_some(mark);
        }
    }

    #[cold]
    fn take_back_some(&mut self, mark: usize) {
        while self.bindings.len() > mark
            && let Some(binding) = self.bindings.pop()
        {
            self.default = binding.outer_default;
            if self.by_prefix.is_empty() {
                continue;
            }
            match binding.hidden {
                Some(hidden) => self.by_prefix.insert(binding.prefix, hidden),
                None => self.by_prefix.remove(&binding.prefix),
            };
            if let Some(numbers) = self.by_namespace.get_mut(&binding.namespace) {
                numbers.pop();
                if numbers.is_empty() {
                    self.by_namespace.remove(&binding.namespace);
                }
            }
        }
    }

    /// Binds a prefix to the namespace of a name: its own, unless something else has it.
    pub(super) fn declare(&mut self, name: NameRef<'_>) -> usize {
        let wish = match (name.prefix, name.ns) {
            ("", XSI_NAMESPACE) => "xsi",
            (prefix, _) => prefix,
        };
        match self.is_free(wish) {
            true => self.bind(wish, name.ns),
            false => self.bind(&self.fresh(), name.ns),
        }
    }

    /// Whether a text may be bound as a prefix and is not.
    pub(super) fn is_free(&self, prefix: &str) -> bool {
        is_ncname(prefix)
            && !matches!(prefix, "xml" | "xmlns")
            && self.namespace_of(prefix).is_none()
    }

    /// A prefix that nothing binds.
    pub(super) fn fresh(&self) -> String {
        let mut number = self.bindings.len() + 1;
        loop {
            let prefix = format!("ns{number}");
            if self.nearest(&prefix).is_none() {
                return prefix;
            }
            // Not the next one: a document could have bound very many of those.
            number = number.wrapping_mul(2) + 1;
        }
    }
}

/// The prefixes that an open start tag declares or has in its names; an empty one is the default
/// namespace.
pub(super) fn prefixes_in(tag: &str) -> HashSet<String> {
    // Quotes are escaped in values: what is outside of values is every other piece.
    let names = tag.split('"').step_by(2);
    let names = names.flat_map(|names| names.split(['<', ' ', '=']));
    let mut prefixes = HashSet::new();
    for (at, name) in names.filter(|name| !name.is_empty()).enumerate() {
        match name.split_once(':') {
            Some(("xmlns", prefix)) | Some((prefix, _)) => prefixes.insert(prefix.to_owned()),
            // An attribute without a prefix is in no namespace.
            None => (at == 0 || name == "xmlns") && prefixes.insert(String::new()),
        };
    }
    prefixes
}

#[cfg(test)]
mod tests {
    use super::{FEW, Prefixes, prefixes_in};

    #[test]
    fn many_bindings_are_found_as_few_are() {
        let mut prefixes = Prefixes::default();
        let mut scope: Vec<(String, String)> = Vec::new();
        let lookups = |prefixes: &Prefixes, scope: &[(String, String)]| {
            for i in 0..FEW + 5 {
                let (prefix, namespace) = (format!("p{i}"), format!("urn:{i}"));
                let nearest = scope.iter().rev().find(|(bound, _)| *bound == prefix);
                assert_eq!(
                    prefixes.namespace_of(&prefix),
                    nearest.map(|(_, namespace)| &**namespace)
                );
                let found = prefixes.of_namespace(&namespace);
                let visible = |prefix: &str| prefixes.namespace_of(prefix) == Some(&namespace);
                assert!(found.is_none_or(|number| visible(prefixes.prefix(number))));
                assert_eq!(
                    found.is_some(),
                    scope.iter().any(|(prefix, _)| visible(prefix))
                );
            }
        };
        for i in 0..3 * FEW {
            let (prefix, namespace) = (
                format!("p{}", i % (FEW + 3)),
                format!("urn:{}", i % (FEW + 5)),
            );
            prefixes.bind(&prefix, &namespace);
            scope.push((prefix, namespace));
            lookups(&prefixes, &scope);
        }
        while scope.pop().is_some() {
            prefixes.take_back(scope.len());
            lookups(&prefixes, &scope);
        }
    }

    #[test]
    fn a_fresh_prefix_is_bound_to_nothing() {
        let mut prefixes = Prefixes::default();
        for number in 1..100 {
            prefixes.bind(&format!("ns{number}"), "urn:x");
        }
        assert_eq!(prefixes.namespace_of(&prefixes.fresh()), None);
    }

    #[test]
    fn the_prefixes_of_a_start_tag() {
        let prefixes = |tag: &str| {
            let mut prefixes: Vec<String> = prefixes_in(tag).into_iter().collect();
            prefixes.sort();
            prefixes
        };
        assert_eq!(prefixes("<a b=\"c:d e:f=\""), [""]);
        assert_eq!(
            prefixes("<p:a b=\"\" q:c=\" r:d\" xmlns:s=\"urn:t\""),
            ["p", "q", "s"]
        );
        assert_eq!(prefixes("<p:a xmlns=\"\""), ["", "p"]);
    }
}
