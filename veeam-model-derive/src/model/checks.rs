//! Whether what `validate(…)` says goes with what it stands on.

use syn::{Path, Type};

use super::Kind;
use super::settings::argument;
use crate::attr::{Checks, ContainerAttributes, Setting};
use crate::fault::Faults;

/// What is allowed of a field.
pub(super) fn of_field(
    kind: &Kind,
    ty: &Type,
    is_list: bool,
    checks: Option<Setting<Checks>>,
    faults: &mut Faults,
) -> Checks {
    let Some(Setting { value: checks, .. }) = checks else {
        return Checks::default();
    };
    let has_text = match kind {
        Kind::Attribute(_)
        | Kind::Text
        | Kind::Element(_)
        | Kind::Nillable(_)
        | Kind::Wrapped { .. } => true,
        Kind::Choice
        | Kind::Any
        | Kind::AnyAttributes
        | Kind::Mixed
        | Kind::Flatten
        | Kind::Unknown
        | Kind::Skip => false,
    };
    if !has_text {
        for key in checks.of_text() {
            faults.add(
                key,
                format_args!("`{key}` has no meaning on this field, which is no text"),
                "it stands on an attribute, on text, or on child elements of a simple type",
            );
        }
    }
    let repeats = match kind {
        Kind::Wrapped { .. } => true,
        Kind::Element(_) | Kind::Nillable(_) | Kind::Choice | Kind::Any => {
            argument(ty, "Vec").is_some() && !is_list
        }
        _ => false,
    };
    if !repeats {
        for key in checks.of_occurrence() {
            faults.add(
                key,
                format_args!("`{key}` has no meaning on this field, which is no list of elements"),
                "it stands on child elements in a `Vec`; an `Option` says the rest",
            );
        }
    }
    if let (Some(min), Some(max)) = (&checks.min_occurs, &checks.max_occurs)
        && min.value > max.value
    {
        faults.add(
            &max.key,
            "`max_occurs` is less than `min_occurs`: nothing would be valid",
            "raise it",
        );
    }
    checks
}

/// What is allowed of what a variant holds.
pub(super) fn of_variant(checks: Option<&Setting<Checks>>, faults: &mut Faults) -> Checks {
    let Some(Setting { value: checks, .. }) = checks else {
        return Checks::default();
    };
    for key in checks.of_occurrence() {
        faults.add(
            key,
            format_args!("`{key}` has no meaning on a variant, which is one element"),
            "put it on the field that holds the enum in a `Vec`",
        );
    }
    checks.clone()
}

/// Refuses what would say something of a variant that holds no value of a simple type.
pub(super) fn refuse_on_variant(checks: Option<&Setting<Checks>>, faults: &mut Faults) {
    if let Some(Setting { key, .. }) = checks {
        faults.add(
            key,
            "`validate` has no meaning on this variant",
            "it stands on the variants of an enum over elements, and on enums over text",
        );
    }
}

/// The facets of a simple type.
pub(super) fn of_simple_type(
    attributes: &ContainerAttributes,
    faults: &mut Faults,
) -> Option<Path> {
    let Setting { value: checks, .. } = attributes.validate.as_ref()?;
    let fixed = checks.fixed.as_ref().map(|fixed| &fixed.key);
    for key in checks.of_occurrence().chain(fixed) {
        faults.add(
            key,
            format_args!("`{key}` has no meaning on a type"),
            "it stands on a field; a type takes `facets`",
        );
    }
    checks.facets.as_ref().map(|facets| facets.value.clone())
}

/// Refuses what would say something of a type that is not simple.
pub(super) fn refuse(attributes: &ContainerAttributes, faults: &mut Faults) {
    if let Some(Setting { key, .. }) = &attributes.validate {
        faults.add(
            key,
            "`validate` has no meaning on this type, which is no text",
            "it stands on a newtype, on an enum over text or an `untagged` one, and on fields and \
             variants",
        );
    }
}
