//! The attributes of a complex type: its own, those of groups, and those of its base.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::effective::Budget;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Name;
use crate::source::Span;
use crate::xsd::components::{AttributeUse, Components, Method, TypeId, TypeRef, Usage};

/// An attribute of a complex type.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) ty: TypeRef,
    pub(super) required: bool,
    pub(super) default: Option<String>,
    pub(super) fixed: Option<String>,
    pub(super) doc: Option<String>,
    pub(super) span: Span,
    /// The complex type that declares it.
    pub(super) declared_in: TypeId,
}

/// Attributes by name, in order.
pub(super) type Attributes = IndexMap<Name, Attribute>;

/// Adds the attributes that a type declares to those of its base.
///
/// Source: XML Schema Part 1, section 3.4.2, {attribute uses}.
pub(super) fn attributes(
    components: &Components,
    owner: TypeId,
    uses: &[AttributeUse],
    inherited: Attributes,
    method: Method,
    budget: &mut Budget,
    diagnostics: &mut Diagnostics,
) -> Attributes {
    let mut attributes = inherited;
    for (name, usage, attribute) in declared(components, owner, uses) {
        if !budget.spend(1, attribute.span, diagnostics) {
            break;
        }
        let before = attributes.get(&name);
        let repeated =
            before.filter(|before| before.declared_in == owner || method == Method::Extension);
        if usage == Usage::Prohibited {
            if method == Method::Restriction {
                attributes.shift_remove(&name);
            }
        } else if let Some(before) = repeated {
            let message = format!(
                "the attribute {} is declared twice in one type",
                quoted(&name.local)
            );
            let diagnostic = Diagnostic::error(Code::Duplicate, message)
                .at(attribute.span)
                .label("again here")
                .related(before.span, "first here");
            diagnostics.push(diagnostic);
        } else {
            // In a restriction an attribute takes the place of the one it restricts.
            attributes.insert(name, attribute);
        }
    }
    attributes
}

/// The attributes that uses declare, with groups in their place. A group that is used twice
/// declares nothing new the second time.
pub(super) fn declared(
    components: &Components,
    owner: TypeId,
    uses: &[AttributeUse],
) -> Vec<(Name, Usage, Attribute)> {
    let mut declared = Vec::new();
    let mut seen = HashSet::new();
    let mut waiting: Vec<&AttributeUse> = uses.iter().rev().collect();
    while let Some(attribute_use) = waiting.pop() {
        match attribute_use {
            AttributeUse::Group { group, .. } => {
                if seen.insert(*group) {
                    waiting.extend(components.attribute_group(*group).attributes.iter().rev());
                }
            }
            AttributeUse::Attribute {
                attribute,
                usage,
                default,
                fixed,
                doc,
                span,
            } => {
                let declaration = components.attribute(*attribute);
                let (default, fixed) = match (default, fixed) {
                    (None, None) => (&declaration.default, &declaration.fixed),
                    own => own,
                };
                let attribute = Attribute {
                    ty: declaration.ty,
                    required: *usage == Usage::Required,
                    default: default.clone(),
                    fixed: fixed.clone(),
                    doc: doc.clone().or_else(|| declaration.doc.clone()),
                    span: *span,
                    declared_in: owner,
                };
                declared.push((declaration.name.clone(), *usage, attribute));
            }
        }
    }
    declared
}
