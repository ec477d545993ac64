//! Changing a model so that it holds what samples hold.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Group, name_of_particle};
use super::site::{Site, attribute_mut, complex, complex_mut, particle_mut};
use super::walk::{Finding, Kind, Owner};
use crate::datatype;
use crate::diagnostic::{Diagnostics, quoted};
use crate::model::{
    Attribute, Builtin, Complex, Content, Element, EnumValue, FacetKind, Model, Name, Occurs,
    Particle, Root, TypeDef, TypeId, TypeKind, TypeRef, Unknown, Value,
};
use crate::sample::NodeRef;
use crate::sample::infer::{self, Entry, Inferred, Usage, attributes};
use crate::source::Span;
use crate::value::Fault;

/// What was done about a disagreement.
pub(super) enum Outcome {
    /// Nothing: it is an error.
    Reported,
    /// The model was changed, as these words say.
    Extended(String),
    /// The model cannot be changed so that there is no disagreement.
    Impossible,
}

/// Changes the model so that it holds everything in a group.
pub(super) fn extend(
    model: &mut Model,
    group: &Group<'_>,
    diagnostics: &mut Diagnostics,
) -> Outcome {
    let Some(first) = group.findings.first() else {
        return Outcome::Impossible;
    };
    let change = match &first.kind {
        Kind::UndeclaredRoot(_) => add_root(model, &group.findings, diagnostics),
        Kind::UndeclaredElement(Owner::Type(id)) => {
            add_element(model, *id, &group.findings, diagnostics)
        }
        Kind::UndeclaredAttribute(Owner::Type(id), _) => add_attribute(model, *id, &group.findings),
        Kind::UndeclaredAttribute(Owner::Simple(_), _) => {
            add_attribute_to_simple(model, &group.findings)
        }
        Kind::UndeclaredElement(Owner::Simple(_)) | Kind::UndeclaredText(_) => None,
        Kind::MissingElement(..) | Kind::MissingAttribute(..) | Kind::RepeatedElement(..) => {
            loosen(model, &group.findings)
        }
        Kind::Value(_, Fault::Unlisted(id)) => add_value(model, *id, first),
        Kind::Value(..) => widen(model, &group.findings),
        Kind::Nil(_) => make_nillable(model, &group.findings),
    };
    change.map_or(Outcome::Impossible, Outcome::Extended)
}

fn add_root(
    model: &mut Model,
    findings: &[Finding<'_>],
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let node = findings.first()?.node.get();
    let usage = infer_type(model, None, findings, diagnostics)?;
    model.roots.push(Root {
        name: node.name.clone(),
        ty: usage.ty,
        nillable: usage.nillable,
        default: None,
        fixed: None,
        doc: None,
        span: node.span,
        rename: None,
    });
    Some(format!("{} is a root now", quoted(&node.name.local)))
}

fn add_element(
    model: &mut Model,
    id: TypeId,
    findings: &[Finding<'_>],
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let first = findings.first()?;
    let name = &first.node.get().name;
    let place = match &complex(model, id)?.content {
        Content::Text(_) => return None,
        Content::Empty => 0,
        Content::Elements(particles) => place_in(particles, model, first),
    };
    let usage = infer_type(model, Some(id), findings, diagnostics)?;
    let parents: BTreeSet<Span> = findings
        .iter()
        .filter_map(|f| Some(f.parent?.get().span))
        .collect();
    let is_list = parents.len() < findings.len();
    let element = Particle::Element(Element {
        name: name.clone(),
        ty: usage.ty,
        occurs: if is_list {
            Occurs::ANY
        } else {
            Occurs::OPTIONAL
        },
        nillable: usage.nillable,
        default: None,
        fixed: None,
        doc: None,
        span: first.span,
        inherited_from: None,
        loosened: false,
        rename: None,
    });
    let complex = complex_mut(model, id)?;
    match &mut complex.content {
        Content::Elements(particles) => particles.insert(place.min(particles.len()), element),
        content => *content = Content::Elements(vec![element]),
    }
    let what = if is_list {
        "a list of"
    } else {
        "an optional element"
    };
    Some(format!(
        "{} has {what} {} now",
        quoted(&model.path(id)),
        quoted(&name.local)
    ))
}

/// The place after the nearest declared element that the new one follows in the sample; the first
/// if it follows none, but stands among others.
fn place_in(particles: &[Particle], model: &Model, finding: &Finding<'_>) -> usize {
    let is_of = |particle: &Particle, name: &Name| match particle {
        Particle::Element(element) => element.name == *name,
        Particle::Choice(choice) => super::site::choice(model, choice.ty)
            .is_some_and(|choice| choice.alternatives.iter().any(|a| a.name == *name)),
    };
    let place_of = |name: &Name| particles.iter().position(|particle| is_of(particle, name));
    let Some(parent) = finding.parent else {
        return particles.len();
    };
    let mut before = parent
        .children()
        .rev()
        .skip_while(|child| child.get().span.start >= finding.span.start);
    match before.find_map(|sibling| place_of(&sibling.get().name)) {
        Some(place) => place + 1,
        None if parent.children().nth(1).is_some() => 0,
        None => particles.len(),
    }
}

fn infer_type(
    model: &mut Model,
    owner: Option<TypeId>,
    findings: &[Finding<'_>],
    diagnostics: &mut Diagnostics,
) -> Option<Usage> {
    let entry = Entry {
        owner,
        nodes: findings.iter().map(|finding| finding.node).collect(),
    };
    let mut inferred = Inferred {
        model: std::mem::take(model),
        unordered: BTreeSet::new(),
    };
    let usages = infer::extend(&mut inferred, &[entry], diagnostics);
    *model = inferred.model;
    usages.first().copied()
}

/// The attribute that the findings are about, as the elements that have it say.
fn found_attribute(findings: &[Finding<'_>]) -> Option<Attribute> {
    let Kind::UndeclaredAttribute(_, name) = &findings.first()?.kind else {
        return None;
    };
    let nodes: Vec<NodeRef<'_>> = findings.iter().map(|finding| finding.node).collect();
    let attribute = attributes(&nodes)
        .into_iter()
        .find(|attribute| attribute.name == *name)?;
    // The schema does not have it, so it cannot be required.
    Some(Attribute {
        required: false,
        ..attribute
    })
}

fn add_attribute(model: &mut Model, id: TypeId, findings: &[Finding<'_>]) -> Option<String> {
    let attribute = found_attribute(findings)?;
    let name = quoted(&attribute.name.local);
    complex_mut(model, id)?.attributes.push(attribute);
    Some(format!(
        "{} has an optional attribute {name} now",
        quoted(&model.path(id))
    ))
}

/// Puts complex types with the attribute in the place of the simple type of elements.
fn add_attribute_to_simple(model: &mut Model, findings: &[Finding<'_>]) -> Option<String> {
    let attribute = found_attribute(findings)?;
    let mut change = None;
    let mut done = BTreeSet::new();
    for finding in findings {
        let Kind::UndeclaredAttribute(Owner::Simple(site), _) = finding.kind else {
            continue;
        };
        if done.insert(site) {
            let id = complex_in_place_of_simple(model, site, finding)?;
            complex_mut(model, id)?.attributes.push(attribute.clone());
            let name = quoted(&attribute.name.local);
            let described = site.describe(model);
            change.get_or_insert(format!("{described} has an optional attribute {name} now"));
        }
    }
    change
}

/// The complex type of a use whose type was a simple one.
fn complex_in_place_of_simple(
    model: &mut Model,
    site: Site,
    finding: &Finding<'_>,
) -> Option<TypeId> {
    let ty = site.find(model)?.ty;
    // Another attribute may have made a complex type of it already.
    if let TypeRef::Defined(id) = ty
        && complex(model, id).is_some()
    {
        return Some(id);
    }
    let anonymous_in = match site {
        Site::Root(_) => None,
        Site::Element(id, _) | Site::Alternative(id, _) => Some(id),
        Site::Attribute(..) | Site::Text(_) => return None,
    };
    let node = finding.node.get();
    let id = TypeId(model.types.len());
    model.types.push(TypeDef {
        name: node.name.clone(),
        anonymous_in,
        doc: None,
        span: node.span,
        kind: TypeKind::Complex(Complex {
            any_attributes: false,
            is_abstract: false,
            base: None,
            attributes: Vec::new(),
            content: Content::Text(Value {
                ty,
                default: None,
                fixed: None,
            }),
            unknown: Unknown::default(),
        }),
        rename: None,
        replace: None,
    });
    *site.type_mut(model)? = TypeRef::Defined(id);
    Some(id)
}

fn make_nillable(model: &mut Model, findings: &[Finding<'_>]) -> Option<String> {
    let mut change = None;
    for finding in findings {
        if let Kind::Nil(site) = finding.kind {
            if !site.make_nillable(model) {
                return None;
            }
            change.get_or_insert(format!("{} is nillable now", site.describe(model)));
        }
    }
    change
}

/// Makes optional what is missing, and a list of what is repeated.
fn loosen(model: &mut Model, findings: &[Finding<'_>]) -> Option<String> {
    for finding in findings {
        match finding.kind {
            Kind::MissingElement(id, place) => occurs_mut(model, id, place)?.min = 0,
            Kind::RepeatedElement(id, place) => occurs_mut(model, id, place)?.max = None,
            Kind::MissingAttribute(id, place) => attribute_mut(model, id, place)?.required = false,
            _ => {}
        }
    }
    let (id, what, name) = match findings.first()?.kind {
        Kind::MissingElement(id, place) => (id, "optional", name_of_particle(model, id, place)),
        Kind::RepeatedElement(id, place) => (id, "a list", name_of_particle(model, id, place)),
        Kind::MissingAttribute(id, place) => {
            let attribute = complex(model, id)?.attributes.get(place)?;
            (id, "optional", attribute.name.local.to_string())
        }
        _ => return None,
    };
    Some(format!(
        "{} of {} is {what} now",
        quoted(&name),
        quoted(&model.path(id))
    ))
}

fn occurs_mut(model: &mut Model, id: TypeId, place: usize) -> Option<&mut Occurs> {
    Some(match particle_mut(model, id, place)? {
        Particle::Element(element) => &mut element.occurs,
        Particle::Choice(choice) => &mut choice.occurs,
    })
}

fn add_value(model: &mut Model, id: TypeId, finding: &Finding<'_>) -> Option<String> {
    let value = datatype::trim(&finding.text);
    let TypeKind::Enumeration(enumeration) = &mut model.types.get_mut(id.0)?.kind else {
        return None;
    };
    enumeration.values.push(EnumValue {
        value: value.to_owned(),
        doc: None,
        span: finding.span,
        rename: None,
    });
    Some(format!(
        "{} lists {} now",
        quoted(&model.path(id)),
        quoted(value)
    ))
}

/// Gives every place where a value is not of its type a type that holds it.
fn widen(model: &mut Model, findings: &[Finding<'_>]) -> Option<String> {
    let mut by_site: BTreeMap<Site, Vec<&Finding<'_>>> = BTreeMap::new();
    for finding in findings {
        if let Kind::Value(site, _) = &finding.kind {
            by_site.entry(*site).or_default().push(finding);
        }
    }
    let mut change = None;
    for (site, findings) in by_site {
        for finding in &findings {
            let Kind::Value(_, fault) = &finding.kind else {
                continue;
            };
            let done = match fault {
                Fault::Fixed => {
                    site.unfix(model);
                    format!("{} has no fixed value now", site.describe(model))
                }
                Fault::Facet(id, kind) => drop_facet(model, *id, *kind)?,
                Fault::Lexical(builtin) => {
                    let values = findings.iter().map(|finding| finding.text.as_str());
                    widen_builtin(model, site, *builtin, values)?
                }
                Fault::Item { fault, .. } => match **fault {
                    Fault::Facet(id, kind) => drop_facet(model, id, kind)?,
                    _ => return None,
                },
                Fault::Unlisted(_) => return None,
            };
            change.get_or_insert(done);
        }
    }
    change
}

fn drop_facet(model: &mut Model, id: TypeId, kind: FacetKind) -> Option<String> {
    let path = model.path(id);
    let TypeKind::Simple(simple) = &mut model.types.get_mut(id.0)?.kind else {
        return None;
    };
    simple.facets.retain(|facet| facet.kind != kind);
    let limit = match kind {
        FacetKind::Pattern => "pattern",
        FacetKind::Length | FacetKind::MinLength | FacetKind::MaxLength => {
            "such limit of its length"
        }
        FacetKind::MinInclusive | FacetKind::MinExclusive => "minimum",
        FacetKind::MaxInclusive | FacetKind::MaxExclusive => "maximum",
        FacetKind::TotalDigits | FacetKind::FractionDigits => "such limit of its digits",
        FacetKind::WhiteSpace => "rule for blanks",
    };
    Some(format!("{} has no {limit} now", quoted(&path)))
}

/// Puts a wider type in the place of the built-in type that a use leads to in the end.
fn widen_builtin<'v>(
    model: &mut Model,
    site: Site,
    from: Builtin,
    values: impl Iterator<Item = &'v str> + Clone,
) -> Option<String> {
    let wider = [Builtin::Long, Builtin::Integer, Builtin::Decimal];
    let to = wider
        .into_iter()
        .filter(|wider| datatype::is_wider(*wider, from))
        .find(|wider| values.clone().all(|value| datatype::accepts(*wider, value)))
        .unwrap_or(Builtin::String);
    let described = site.describe(model);
    let mut ty = site.find(model)?.ty;
    let mut last = None;
    for _ in 0..=model.types.len() {
        let TypeRef::Defined(id) = ty else { break };
        let TypeKind::Simple(simple) = &model.get(id)?.kind else {
            break;
        };
        (last, ty) = (Some(id), simple.base);
    }
    let slot = match last {
        Some(id) => match &mut model.types.get_mut(id.0)?.kind {
            TypeKind::Simple(simple) => &mut simple.base,
            _ => return None,
        },
        None => site.type_mut(model)?,
    };
    *slot = TypeRef::Builtin(to);
    Some(format!("{described} is {} now", datatype::description(to)))
}
