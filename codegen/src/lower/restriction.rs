//! Attributes of a restriction: it may allow less than its base, and nothing else.

use super::attributes::declared;
use super::effective::Complex;
use super::wildcards::check_restricted;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::xsd::check::Literals;
use crate::xsd::components::{ComplexType, Components, TypeId, Usage, Wildcard};
use crate::xsd::derivation::steps;

/// Reports the attributes of a restriction that its base does not allow.
///
/// Source: XML Schema Part 1, section 3.4.6, Derivation Valid (Restriction, Complex) 2 to 4.
pub(super) fn check_attributes(
    components: &Components,
    literals: &Literals<'_>,
    owner: TypeId,
    ty: &ComplexType,
    wildcard: Option<&Wildcard>,
    base: &Complex,
    diagnostics: &mut Diagnostics,
) {
    for (name, usage, attribute) in declared(components, owner, &ty.attributes) {
        let quoted_name = quoted(&name.local);
        let Some(of_base) = base.attributes.get(&name) else {
            // What is not known may have any attribute.
            let of_wildcard = base.any_attribute.as_ref();
            let may_be_there = components.has_unknown
                || of_wildcard.is_some_and(|any| any.namespaces.allow(name.ns.as_deref()));
            if usage != Usage::Prohibited && !may_be_there {
                let message = format!(
                    "the attribute {quoted_name} is not one of the type that is restricted"
                );
                let diagnostic = Diagnostic::error(Code::WrongRestriction, message)
                    .at(attribute.span)
                    .help("an `extension` adds attributes");
                diagnostics.push(diagnostic);
            }
            continue;
        };
        let message = if of_base.required && !attribute.required {
            format!("the attribute {quoted_name} is required in the type that is restricted")
        } else if usage == Usage::Prohibited {
            continue;
        } else if !components.has_unknown && steps(components, attribute.ty, of_base.ty).is_none() {
            format!(
                "the type of the attribute {quoted_name} is not derived from the one it has in the \
                 type that is restricted"
            )
        } else if let Some(fixed) = &of_base.fixed
            && !attribute
                .fixed
                .as_ref()
                .is_some_and(|own| literals.may_be_equal(of_base.ty, own, fixed))
        {
            format!(
                "the attribute {quoted_name} has the fixed value {} in the type that is restricted",
                quoted(fixed)
            )
        } else {
            continue;
        };
        let diagnostic = Diagnostic::error(Code::WrongRestriction, message)
            .at(attribute.span)
            .related(of_base.span, "it is declared here");
        diagnostics.push(diagnostic);
    }
    if let Some(own) = wildcard
        && !components.has_unknown
    {
        check_restricted(own, base.any_attribute.as_ref(), diagnostics);
    }
}
