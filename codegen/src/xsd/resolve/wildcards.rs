//! Wildcards: what `namespace` says, in the document that says it.

use super::{Place, Resolver};
use crate::xsd::syntax::{self, WildcardNamespace, WildcardNamespaces};
use crate::xsd::wildcard::{Namespaces, Wildcard};

impl<'a> Resolver<'a, '_> {
    /// The attribute wildcard among attributes.
    pub(super) fn any_attribute(
        &self,
        place: Place<'a>,
        attributes: &syntax::Attributes,
    ) -> Option<Wildcard> {
        let any = attributes.any.as_ref();
        any.map(|wildcard| self.wildcard(place, wildcard))
    }

    /// Source: XML Schema Part 1, section 3.10.2.
    pub(super) fn wildcard(&self, place: Place<'a>, wildcard: &syntax::Wildcard) -> Wildcard {
        let document = self.document(place);
        let target = document.and_then(|document| document.namespace.clone());
        let namespaces = match &wildcard.namespaces {
            WildcardNamespaces::Any => Namespaces::Any,
            WildcardNamespaces::Other => Namespaces::Not(target),
            WildcardNamespaces::Listed(listed) => {
                let namespace = |namespace: &WildcardNamespace| match namespace {
                    WildcardNamespace::Target => target.clone(),
                    WildcardNamespace::Local => None,
                    WildcardNamespace::Named(name) => Some(name.clone()),
                };
                Namespaces::Listed(listed.iter().map(namespace).collect())
            }
        };
        Wildcard {
            namespaces,
            process: wildcard.process,
            is_unknown: false,
            span: wildcard.span,
        }
    }
}
