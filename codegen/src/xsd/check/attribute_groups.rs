//! Attribute groups: each attribute is in one once, and one of them at most is an ID.

use std::collections::{HashMap, HashSet};

use super::Literals;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Builtin, Name};
use crate::source::Span;
use crate::xsd::components::{Attribute, AttributeGroup, AttributeUse, Components, Usage};
use crate::xsd::derivation::{Builtins, steps};

/// How many uses of attributes are looked at, those of groups wherever they are referred to.
const MAX_USES: usize = 300_000;

/// Reports every violation.
///
/// Source: XML Schema Part 1, section 3.6.6, Attribute Group Definition Properties Correct.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    let builtins = Builtins::of_types(components);
    let literals = Literals::new(components);
    let mut uses = 0;
    for group in &components.attribute_groups {
        let own = Attributes::of(components, group, &mut uses);
        let original = group.redefines.map(|id| components.attribute_group(id));
        let of_original = original.map(|group| Attributes::of(components, group, &mut uses));
        if uses > MAX_USES {
            return;
        }
        check_group(&builtins, &own.uses, diagnostics);
        if let (Some(original), Some(of_original)) = (original, of_original) {
            let why = redefined(components, &literals, &own, &of_original);
            diagnostics.extend(why.map(|why| {
                let group_name = quoted(&group.name.local);
                let message = format!("{why} the attribute group that {group_name} redefines");
                Diagnostic::error(Code::WrongRestriction, message)
                    .at(group.span)
                    .related(original.span, "the attribute group that is redefined")
                    .help("allow less, or refer to the attribute group itself and add to it")
            }));
        }
    }
}

/// Why an attribute group is no restriction of the one that it redefines, if it is none.
///
/// Source: XML Schema Part 1, section 4.2.2, Redefinition Constraints 7.2.2, and section 3.4.6,
/// Derivation Valid (Restriction, Complex) 2 to 4.
fn redefined(
    components: &Components,
    literals: &Literals<'_>,
    own: &Attributes<'_>,
    original: &Attributes<'_>,
) -> Option<String> {
    // What is not known may have any attribute.
    if components.has_unknown {
        return None;
    }
    let narrows = |used: &Used<'_>, original: &Used<'_>| {
        let is_fixed = |only: &str| {
            let ty = original.attribute.ty;
            used.fixed
                .is_some_and(|fixed| literals.may_be_equal(ty, only, fixed))
        };
        (used.is_required || !original.is_required)
            && original.fixed.is_none_or(is_fixed)
            && steps(components, used.attribute.ty, original.attribute.ty).is_some()
    };
    let (own_names, original_names) = (own.by_name(), original.by_name());
    let wider = own.uses.iter().find(|used| {
        match original_names.get(&used.attribute.name) {
            Some(original) => !narrows(used, original),
            // Which names a wildcard allows is not looked at.
            None => !original.has_wildcard,
        }
    });
    let is_absent = |used: &&Used<'_>| !own_names.contains_key(&used.attribute.name);
    let absent = original
        .uses
        .iter()
        .filter(|used| used.is_required)
        .find(is_absent);
    let name = |used: &Used<'_>| quoted(&used.attribute.name.local);
    if let Some(used) = wider {
        Some(format!("the attribute {} is not allowed so by", name(used)))
    } else if let Some(used) = absent {
        Some(format!("the attribute {} is required by", name(used)))
    } else if own.has_wildcard && !original.has_wildcard {
        Some("`anyAttribute` is not allowed by".to_owned())
    } else {
        None
    }
}

/// An attribute of a group.
struct Used<'c> {
    attribute: &'c Attribute,
    is_required: bool,
    fixed: Option<&'c str>,
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
struct Attributes<'c> {
    uses: Vec<Used<'c>>,
    has_wildcard: bool,
}

impl<'c> Attributes<'c> {
    fn of(components: &'c Components, group: &'c AttributeGroup, steps: &mut usize) -> Self {
        let mut attributes = Self {
            uses: Vec::new(),
            has_wildcard: group.any_attribute.is_some(),
        };
        let mut seen = HashSet::new();
        let own = group.attributes.iter().rev().map(|used| (used, true));
        let mut waiting: Vec<(&AttributeUse, bool)> = own.collect();
        while let Some((used, is_own)) = waiting.pop() {
            *steps += 1;
            match used {
                AttributeUse::Group { group, .. } => {
                    if *steps <= MAX_USES && seen.insert(*group) {
                        let inner = components.attribute_group(*group);
                        attributes.has_wildcard |= inner.any_attribute.is_some();
                        let inner = inner.attributes.iter().rev();
                        waiting.extend(inner.map(|used| (used, false)));
                    }
                }
                AttributeUse::Attribute {
                    attribute,
                    usage,
                    fixed,
                    span,
                    ..
                } => {
                    // One that is prohibited is no attribute (section 3.2.2).
                    if *usage != Usage::Prohibited {
                        let attribute = components.attribute(*attribute);
                        attributes.uses.push(Used {
                            attribute,
                            is_required: *usage == Usage::Required,
                            fixed: fixed.as_deref().or(attribute.fixed.as_deref()),
                            span: *span,
                            is_own,
                        });
                    }
                }
            }
        }
        attributes
    }

    fn by_name(&self) -> HashMap<&'c Name, &Used<'c>> {
        let uses = self.uses.iter();
        uses.map(|used| (&used.attribute.name, used)).collect()
    }
}
