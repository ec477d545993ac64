//! The attribute wildcard of a complex type: its own, those of attribute groups, and that of its base.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;
use crate::xsd::components::{AttributeUse, ComplexType, Components, Namespaces, Wildcard};

/// What a type says itself of attributes of any name, with what its attribute groups say.
///
/// Source: XML Schema Part 1, section 3.4.2, {attribute wildcard}: the complete wildcard.
pub(super) fn complete_wildcard(
    components: &Components,
    ty: &ComplexType,
    diagnostics: &mut Diagnostics,
) -> Option<Wildcard> {
    let mut complete = ty.any_attribute.clone();
    let mut seen = HashSet::new();
    let mut waiting: Vec<&AttributeUse> = ty.attributes.iter().rev().collect();
    while let Some(attribute_use) = waiting.pop() {
        let AttributeUse::Group { group, span } = attribute_use else {
            continue;
        };
        if !seen.insert(*group) {
            continue;
        }
        let group = components.attribute_group(*group);
        waiting.extend(group.attributes.iter().rev());
        let Some(wildcard) = &group.any_attribute else {
            continue;
        };
        complete = Some(match complete {
            None => wildcard.clone(),
            Some(complete) => {
                let both = complete.namespaces.intersection(&wildcard.namespaces);
                if both.is_none() {
                    report_inexpressible("both", *span, wildcard, diagnostics);
                }
                with_namespaces(complete, both)
            }
        });
    }
    complete
}

/// The wildcard of an extension.
///
/// Source: XML Schema Part 1, section 3.4.2, {attribute wildcard}, and section 3.4.6, Derivation Valid
/// (Extension) 1.3.
pub(super) fn extended_wildcard(
    own: Option<Wildcard>,
    base: Option<&Wildcard>,
    diagnostics: &mut Diagnostics,
) -> Option<Wildcard> {
    let (own, base) = match (own, base) {
        (own, None) => return own,
        (None, base) => return base.cloned(),
        (Some(own), Some(base)) => (own, base),
    };
    let either = own.namespaces.union(&base.namespaces);
    if either.is_none() {
        report_inexpressible("either", own.span, base, diagnostics);
    }
    Some(with_namespaces(own, either))
}

fn with_namespaces(wildcard: Wildcard, namespaces: Option<Namespaces>) -> Wildcard {
    match namespaces {
        Some(namespaces) => Wildcard {
            namespaces,
            ..wildcard
        },
        None => wildcard,
    }
}

fn report_inexpressible(which: &str, span: Span, other: &Wildcard, diagnostics: &mut Diagnostics) {
    let message = format!(
        "the namespaces that {which} of two `anyAttribute` allow cannot be said in one wildcard"
    );
    let diagnostic = Diagnostic::error(Code::WrongContent, message)
        .at(span)
        .related(other.span, "the other one is here")
        .help("list the namespaces in one of them");
    diagnostics.push(diagnostic);
}

/// Reports an attribute wildcard that allows more than that of the type that is restricted.
///
/// Source: XML Schema Part 1, section 3.4.6, Derivation Valid (Restriction, Complex) 4.
pub(super) fn check_restricted(
    own: &Wildcard,
    base: Option<&Wildcard>,
    diagnostics: &mut Diagnostics,
) {
    let (message, base) = match base {
        None => ("the type that is restricted has no `anyAttribute`", None),
        Some(base) if !own.namespaces.is_subset_of(&base.namespaces) => {
            let message =
                "`anyAttribute` allows other namespaces than in the type that is restricted";
            (message, Some(base))
        }
        Some(base) if own.process < base.process => {
            let message = "`processContents` is weaker than in the type that is restricted";
            (message, Some(base))
        }
        Some(_) => return,
    };
    let mut diagnostic = Diagnostic::error(Code::WrongRestriction, message).at(own.span);
    if let Some(base) = base {
        diagnostic = diagnostic.related(base.span, "that one is here");
    }
    diagnostics.push(diagnostic);
}
