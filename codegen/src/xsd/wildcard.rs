//! Wildcards: the namespaces that an element or attribute of any name may be in.
//!
//! Source: XML Schema Part 1, section 3.10.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::source::Span;

/// A wildcard: `xs:any` or `xs:anyAttribute`.
#[derive(Clone, Debug)]
pub struct Wildcard {
    /// {namespace constraint}
    pub namespaces: Namespaces,
    /// {process contents}
    pub process: ProcessContents,
    /// It stands for something of which nothing is known.
    pub is_unknown: bool,
    /// The start tag.
    pub span: Span,
}

impl Wildcard {
    /// That of `xs:anyType`.
    ///
    /// Source: XML Schema Part 1, section 3.4.7.
    #[must_use]
    pub fn of_any_type(span: Span) -> Self {
        Self {
            namespaces: Namespaces::Any,
            process: ProcessContents::Lax,
            is_unknown: false,
            span,
        }
    }

    /// What stands for something of which nothing is known: it allows nothing, so that nothing that is
    /// said about it is wrong.
    #[must_use]
    pub fn unknown(span: Span) -> Self {
        Self {
            namespaces: Namespaces::Listed(BTreeSet::new()),
            process: ProcessContents::Skip,
            is_unknown: true,
            span,
        }
    }
}

/// How strictly a validator looks at what a wildcard allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProcessContents {
    /// Not at all.
    Skip,
    /// As far as it is declared.
    Lax,
    /// It must be declared.
    #[default]
    Strict,
}

/// A set of namespaces; `None` is that of names in no namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Namespaces {
    /// All.
    Any,
    /// All but this one and `None`.
    Not(Option<Rc<str>>),
    /// These.
    Listed(BTreeSet<Option<Rc<str>>>),
}

impl Namespaces {
    /// Whether a name in this namespace is allowed.
    ///
    /// Source: XML Schema Part 1, section 3.10.4, Wildcard allows Namespace Name.
    #[must_use]
    pub fn allow(&self, ns: Option<&str>) -> bool {
        match self {
            Self::Any => true,
            Self::Not(other) => ns.is_some() && ns != other.as_deref(),
            Self::Listed(listed) => listed.iter().any(|listed| listed.as_deref() == ns),
        }
    }

    /// Whether everything that is allowed is allowed by `base`, too. By the letter, names in no
    /// namespace are among all but those in another one, although they are not allowed there.
    ///
    /// Source: XML Schema Part 1, section 3.10.6, Wildcard Subset.
    #[must_use]
    pub fn is_subset_of(&self, base: &Self) -> bool {
        match (self, base) {
            (_, Self::Any) => true,
            (Self::Any, _) => false,
            (Self::Not(own), Self::Not(base)) => own == base || base.is_none(),
            (Self::Not(_), Self::Listed(_)) => false,
            (Self::Listed(listed), Self::Not(other)) => !listed.contains(other),
            (Self::Listed(listed), Self::Listed(base)) => listed.is_subset(base),
        }
    }

    /// Whether there is a name that both allow.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Listed(listed), other) | (other, Self::Listed(listed)) => {
                listed.iter().any(|ns| other.allow(ns.as_deref()))
            }
            (Self::Any | Self::Not(_), Self::Any | Self::Not(_)) => true,
        }
    }

    /// What both allow; `None` if no wildcard can say that.
    ///
    /// Source: XML Schema Part 1, section 3.10.6, Attribute Wildcard Intersection.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Any, set) | (set, Self::Any) => Some(set.clone()),
            (Self::Listed(listed), other) | (other, Self::Listed(listed)) => {
                let both = listed.iter().filter(|ns| other.allow(ns.as_deref()));
                Some(Self::Listed(both.cloned().collect()))
            }
            (Self::Not(one), Self::Not(other)) => match (one, other) {
                (one, other) if one == other => Some(self.clone()),
                (None, ns) | (ns, None) => Some(Self::Not(ns.clone())),
                _ => None,
            },
        }
    }

    /// What one of them allows; `None` if no wildcard can say that.
    ///
    /// Source: XML Schema Part 1, section 3.10.6, Attribute Wildcard Union.
    #[must_use]
    pub fn union(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Some(Self::Any),
            (Self::Listed(one), Self::Listed(other)) => {
                Some(Self::Listed(one.union(other).cloned().collect()))
            }
            (Self::Not(one), Self::Not(other)) if one == other => Some(self.clone()),
            (Self::Not(_), Self::Not(_)) => Some(Self::Not(None)),
            (Self::Not(not), Self::Listed(listed)) | (Self::Listed(listed), Self::Not(not)) => {
                let has_not = not.is_some() && listed.contains(not);
                match (has_not, listed.contains(&None)) {
                    (true, true) => Some(Self::Any),
                    (true, false) => Some(Self::Not(None)),
                    (false, true) if not.is_some() => None,
                    (false, true) => Some(Self::Any),
                    (false, false) => Some(Self::Not(not.clone())),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Namespaces;

    /// The sets that can be said of three namespaces.
    fn sets() -> Vec<Namespaces> {
        let names = [None, Some("a".into()), Some("b".into()), Some("c".into())];
        let listed = (0..16).map(|bits| {
            let listed = names.iter().enumerate();
            let listed = listed.filter(|(at, _)| bits >> at & 1 == 1);
            Namespaces::Listed(listed.map(|(_, name)| name.clone()).collect())
        });
        let nots = names.iter().cloned().map(Namespaces::Not);
        listed.chain(nots).chain([Namespaces::Any]).collect()
    }

    #[test]
    fn sets_are_what_their_members_are() {
        // What no set names stands for all others.
        let all = [None, Some("a"), Some("b"), Some("c"), Some("other")];
        for one in sets() {
            for other in sets() {
                let both = |ns| one.allow(ns) && other.allow(ns);
                let either = |ns| one.allow(ns) || other.allow(ns);
                let is_more = matches!(one, Namespaces::Listed(_))
                    && matches!(other, Namespaces::Not(Some(_)));
                let allows = |ns: Option<&str>| other.allow(ns) || is_more && ns.is_none();
                let subset = all.iter().all(|ns| !one.allow(*ns) || allows(*ns));
                assert_eq!(one.is_subset_of(&other), subset, "{one:?} {other:?}");
                assert_eq!(one.overlap(&other), all.iter().any(|ns| both(*ns)));
                if let Some(set) = one.intersection(&other) {
                    assert!(all.iter().all(|ns| set.allow(*ns) == both(*ns)));
                }
                if let Some(set) = one.union(&other) {
                    let same = all.iter().all(|ns| set.allow(*ns) == either(*ns));
                    assert!(same, "{one:?} {other:?} {set:?}");
                }
            }
        }
    }
}
