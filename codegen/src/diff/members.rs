//! What changed in the fields of a struct and the variants of a choice.

use super::values::{Comparison, rust_type};
use super::{Change, Generated};
use crate::model::{Choice, Complex, Content, Occurs, Particle, TypeId, TypeRef, Unknown};

/// A field, as far as it matters to those who use it.
struct Field {
    /// `@Attribute`, `Element`, `choice 1`, or `text()`.
    xml: String,
    rust_name: String,
    rust_type: String,
    ty: TypeRef,
    occurs: Occurs,
    nillable: bool,
}

fn fields_of(side: &Generated, id: TypeId, complex: &Complex) -> Vec<Field> {
    let members = side.names.members(id);
    let mut fields = Vec::new();
    for (attribute, name) in complex.attributes.iter().zip(&members.attributes) {
        let ty = attribute.value.ty;
        fields.push(Field {
            xml: format!("@{}", attribute.name),
            rust_name: name.clone(),
            rust_type: rust_type(side, |types| types.attribute(ty, attribute.required)),
            ty,
            occurs: if attribute.required {
                Occurs::ONCE
            } else {
                Occurs::OPTIONAL
            },
            nillable: false,
        });
    }
    match &complex.content {
        Content::Empty => {}
        Content::Text(value) => fields.push(Field {
            xml: "text()".to_owned(),
            rust_name: members.text.clone(),
            rust_type: rust_type(side, |types| types.value(value.ty)),
            ty: value.ty,
            occurs: Occurs::ONCE,
            nillable: false,
        }),
        Content::Elements(particles) => {
            let mut choices = 0;
            for (particle, name) in particles.iter().zip(&members.particles) {
                fields.push(match particle {
                    Particle::Element(element) => Field {
                        xml: element.name.to_string(),
                        rust_name: name.clone(),
                        rust_type: rust_type(side, |types| types.element(id, element)),
                        ty: element.ty,
                        occurs: element.occurs,
                        nillable: element.nillable,
                    },
                    Particle::Choice(choice) => {
                        choices += 1;
                        Field {
                            xml: format!("choice {choices}"),
                            rust_name: name.clone(),
                            rust_type: rust_type(side, |types| types.choice(id, choice)),
                            ty: TypeRef::Defined(choice.ty),
                            occurs: choice.occurs,
                            nillable: false,
                        }
                    }
                });
            }
        }
    }
    fields
}

pub(super) fn fields(
    comparison: &Comparison<'_>,
    key: &str,
    (old_id, old): (TypeId, &Complex),
    (new_id, new): (TypeId, &Complex),
) -> Vec<Change> {
    let before = fields_of(comparison.old, old_id, old);
    let after = fields_of(comparison.new, new_id, new);
    let mut changes = Vec::new();
    for field in &before {
        match after.iter().find(|other| other.xml == field.xml) {
            Some(other) => changes.extend(changed(comparison, key, field, other)),
            None => changes.push(gone(key, field, new.unknown)),
        }
    }
    let has_default = comparison.new.layout.has_default(new_id);
    for field in &after {
        if before.iter().all(|other| other.xml != field.xml) {
            changes.push(added(key, field, old.unknown, has_default));
        }
    }
    if is_reordered(&before, &after) {
        changes.push(Change::new(key, "elements are written in another order").wire(true));
    }
    changes
}

fn gone(key: &str, field: &Field, unknown: Unknown) -> Change {
    let then = match unknown {
        Unknown::Preserve => {
            "the field is gone; where it still comes, it is kept as unknown content"
        }
        Unknown::Ignore => "the field is gone; where it still comes, it is lost",
        Unknown::Deny => "the field is gone; where it still comes, the document is refused",
    };
    place(key, field, then.to_owned())
        .source(true)
        .wire(unknown != Unknown::Preserve)
}

fn added(key: &str, field: &Field, unknown: Unknown, has_default: bool) -> Change {
    let required = field.occurs.min > 0;
    let Field {
        rust_name,
        rust_type,
        ..
    } = field;
    let mut what = format!("the field `{rust_name}: {rust_type}` is new");
    if required {
        what.push_str("; documents without it are refused");
    }
    if unknown == Unknown::Preserve {
        what.push_str("; it was unknown content before");
    }
    // With a default, a struct can be made without naming every field.
    place(key, field, what)
        .source(required || !has_default)
        .wire(required)
}

fn changed(comparison: &Comparison<'_>, key: &str, old: &Field, new: &Field) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.rust_name != new.rust_name {
        let what = format!(
            "the field `{}` is called `{}` now",
            old.rust_name, new.rust_name
        );
        changes.push(place(key, old, what).source(true));
    }
    let mut reasons = Vec::new();
    if old.occurs.min == 0 && new.occurs.min > 0 {
        reasons.push("it is required now");
    }
    let fewer = match (old.occurs.max, new.occurs.max) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(old), Some(new)) => new < old,
    };
    if fewer && !new.occurs.is_repeated() {
        reasons.push("only one is allowed now");
    }
    if old.nillable && !new.nillable {
        reasons.push("it cannot be nil any more");
    }
    if !comparison.still_fits(old.ty, new.ty) {
        reasons.push("values that were allowed are refused");
    }
    let breaks_source = old.rust_type != new.rust_type;
    if breaks_source || !reasons.is_empty() {
        let mut what = match breaks_source {
            true => format!("`{}` became `{}`", old.rust_type, new.rust_type),
            false => format!("`{}` has another form", new.rust_type),
        };
        for reason in &reasons {
            what.push_str("; ");
            what.push_str(reason);
        }
        changes.push(
            place(key, old, what)
                .source(breaks_source)
                .wire(!reasons.is_empty()),
        );
    }
    changes
}

fn place(key: &str, field: &Field, what: String) -> Change {
    Change::new(format!("{key}/{}", field.xml), what)
}

/// Whether the elements that both sides have come in another order.
fn is_reordered(before: &[Field], after: &[Field]) -> bool {
    let is_element = |field: &&Field| !field.xml.starts_with('@');
    let both = |these: &[Field], those: &[Field]| -> Vec<String> {
        let in_both = |field: &&Field| those.iter().any(|other| other.xml == field.xml);
        these
            .iter()
            .filter(is_element)
            .filter(in_both)
            .map(|field| field.xml.clone())
            .collect()
    };
    both(before, after) != both(after, before)
}

pub(super) fn alternatives(
    comparison: &Comparison<'_>,
    key: &str,
    (old_id, old): (TypeId, &Choice),
    (new_id, new): (TypeId, &Choice),
) -> Vec<Change> {
    let mut changes = Vec::new();
    let old_names = &comparison.old.names.members(old_id).variants;
    let new_names = &comparison.new.names.members(new_id).variants;
    for (alternative, name) in old.alternatives.iter().zip(old_names) {
        let place = format!("{key}/{}", alternative.name);
        let found = new
            .alternatives
            .iter()
            .zip(new_names)
            .find(|(other, _)| other.name == alternative.name);
        let Some((other, other_name)) = found else {
            let what = format!("the variant `{name}` is gone");
            changes.push(Change::new(place, what).source(true).wire(true));
            continue;
        };
        if name != other_name {
            let what = format!("the variant `{name}` is called `{other_name}` now");
            changes.push(Change::new(&place, what).source(true));
        }
        let before = rust_type(comparison.old, |types| {
            types.alternative(old_id, alternative)
        });
        let after = rust_type(comparison.new, |types| types.alternative(new_id, other));
        let fits = comparison.still_fits(alternative.ty, other.ty)
            && (other.nillable || !alternative.nillable);
        if before != after || !fits {
            let what = format!("`{name}({before})` became `{other_name}({after})`");
            changes.push(Change::new(place, what).source(before != after).wire(!fits));
        }
    }
    for (alternative, name) in new.alternatives.iter().zip(new_names) {
        if old
            .alternatives
            .iter()
            .all(|other| other.name != alternative.name)
        {
            let what = format!("the variant `{name}` is new: a `match` needs another arm");
            changes.push(Change::new(format!("{key}/{}", alternative.name), what).source(true));
        }
    }
    changes
}
