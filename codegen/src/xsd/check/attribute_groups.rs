//! Attribute groups: each attribute is in one once, and one of them at most is an ID.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Builtin, Name};
use crate::source::Span;
use crate::xsd::components::{Attribute, AttributeGroup, AttributeUse, Components, Usage};
use crate::xsd::derivation::Builtins;

/// How many uses of attributes are looked at, those of groups wherever they are referred to.
const MAX_USES: usize = 300_000;

/// Reports every violation.
///
/// Source: XML Schema Part 1, section 3.6.6, Attribute Group Definition Properties Correct.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    let builtins = Builtins::of_types(components);
    let mut uses = 0;
    for group in &components.attribute_groups {
        let attributes = attributes(components, group, &mut uses);
        if uses > MAX_USES {
            return;
        }
        check_group(&builtins, &attributes, diagnostics);
    }
}

/// An attribute of a group.
struct Used<'c> {
    attribute: &'c Attribute,
    span: Span,
    /// Whether the group itself says so, and not a group that it refers to.
    is_own: bool,
}

fn check_group(builtins: &Builtins, attributes: &[Used<'_>], diagnostics: &mut Diagnostics) {
    let mut names: HashMap<&Name, &Used<'_>> = HashMap::new();
    let mut id: Option<&Used<'_>> = None;
    for used in attributes {
        let name = &used.attribute.name;
        let first = *names.entry(name).or_insert(used);
        let is_id = builtins.of(used.attribute.ty) == Some(Builtin::Id);
        let (first, code, message) = if first.span != used.span {
            let name = quoted(&name.local);
            let message = format!("the attribute {name} is declared twice in one attribute group");
            (first, Code::Duplicate, message)
        } else if let Some(first) = id.filter(|_| is_id) {
            let message = format!(
                "{} and {} are both of type `xs:ID`: an attribute group has one such attribute",
                quoted(&first.attribute.name.local),
                quoted(&name.local)
            );
            (first, Code::Conflict, message)
        } else {
            id = id.or(Some(used).filter(|_| is_id));
            continue;
        };
        // What stands in a group that is referred to is reported there.
        if used.is_own || first.is_own {
            let diagnostic = Diagnostic::error(code, message)
                .at(used.span)
                .related(first.span, "the other one is here");
            diagnostics.push(diagnostic);
        }
    }
}

/// The attributes of a group, with those of the groups that it refers to. A group that is referred to
/// twice has nothing new the second time.
fn attributes<'c>(
    components: &'c Components,
    group: &'c AttributeGroup,
    uses: &mut usize,
) -> Vec<Used<'c>> {
    let mut attributes = Vec::new();
    let mut seen = HashSet::new();
    let mut waiting: Vec<(&AttributeUse, bool)> = group
        .attributes
        .iter()
        .rev()
        .map(|used| (used, true))
        .collect();
    while let Some((used, is_own)) = waiting.pop() {
        *uses += 1;
        match used {
            AttributeUse::Group { group, .. } => {
                if *uses <= MAX_USES && seen.insert(*group) {
                    let inner = &components.attribute_group(*group).attributes;
                    waiting.extend(inner.iter().rev().map(|used| (used, false)));
                }
            }
            AttributeUse::Attribute {
                attribute,
                usage,
                span,
                ..
            } => {
                // One that is prohibited is no attribute (section 3.2.2).
                if *usage != Usage::Prohibited {
                    attributes.push(Used {
                        attribute: components.attribute(*attribute),
                        span: *span,
                        is_own,
                    });
                }
            }
        }
    }
    attributes
}
