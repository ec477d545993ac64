//! Disagreements as diagnostics: one for all that are the same.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::extend::Outcome;
use super::site::complex;
use super::walk::{Finding, Kind, Owner, particle_name};
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::{Model, Name, Occurs, Particle, Root, TypeId};
use crate::source::Span;
use crate::value;

/// The same disagreement in one or more places.
pub(super) struct Group<'s> {
    pub(super) findings: Vec<Finding<'s>>,
    key: Key,
}

impl Group<'_> {
    /// Whether it is about an element that the schema does not declare.
    pub(super) fn adds_element(&self) -> bool {
        self.key.code == Code::ElementNotDeclared
    }
}

/// What makes disagreements the same: their kind, what the schema says and what the sample has.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    code: Code,
    schema: Option<Span>,
    detail: String,
}

/// Puts together what is the same, in the order of the first of each.
pub(super) fn grouped<'s>(model: &Model, findings: Vec<Finding<'s>>) -> Vec<Group<'s>> {
    let mut groups: IndexMap<Key, Vec<Finding<'s>>> = IndexMap::new();
    for finding in findings {
        let key = Key {
            code: code(&finding.kind),
            schema: schema_span(model, &finding.kind),
            detail: detail(model, &finding),
        };
        groups.entry(key).or_default().push(finding);
    }
    let groups = groups.into_iter();
    groups
        .map(|(key, findings)| Group { findings, key })
        .collect()
}

/// What to say about a group; `outcome` is what was done about it.
pub(super) fn diagnostic(
    model: &Model,
    group: &Group<'_>,
    outcome: &Outcome,
) -> Option<Diagnostic> {
    let first = group.findings.first()?;
    let code = group.key.code;
    let message = message(model, first);
    let mut diagnostic = match outcome {
        Outcome::Extended(_) => Diagnostic::note(code, message),
        Outcome::Reported | Outcome::Impossible => Diagnostic::error(code, message),
    };
    diagnostic = diagnostic.at(first.span);
    if let Some(label) = count(&group.findings) {
        diagnostic = diagnostic.label(label);
    }
    if let Some(schema) = group.key.schema {
        diagnostic = diagnostic.related(schema, schema_says(model, &first.kind));
    }
    Some(diagnostic.help(match outcome {
        Outcome::Extended(change) => format!("the model is extended: {change}"),
        Outcome::Reported => mend(&first.kind).to_owned(),
        Outcome::Impossible => {
            "no extension of the model could hold this: change the schema or the sample".to_owned()
        }
    }))
}

fn code(kind: &Kind) -> Code {
    match kind {
        Kind::UndeclaredRoot(_) => Code::RootNotDeclared,
        Kind::UndeclaredElement(_) => Code::ElementNotDeclared,
        Kind::UndeclaredAttribute(..) => Code::AttributeNotDeclared,
        Kind::UndeclaredText(_) => Code::TextNotDeclared,
        Kind::MissingElement(..) => Code::ElementMissing,
        Kind::MissingAttribute(..) => Code::AttributeMissing,
        Kind::RepeatedElement(..) => Code::ElementRepeated,
        Kind::Value(_, value::Fault::Unlisted(_)) => Code::ValueNotListed,
        Kind::Value(..) => Code::ValueNotAllowed,
        Kind::Nil(_) => Code::NilNotAllowed,
    }
}

fn message(model: &Model, finding: &Finding<'_>) -> String {
    let element = quoted(&finding.node.get().name.local);
    let text = quoted(&finding.text);
    match &finding.kind {
        Kind::UndeclaredRoot(name) => match &name.ns {
            Some(ns) => format!(
                "no root element {text} is declared in the namespace {}",
                quoted(ns)
            ),
            None => format!("no root element {text} without a namespace is declared"),
        },
        Kind::UndeclaredElement(owner) => {
            format!("{element} is not declared in {}", owner_name(model, *owner))
        }
        Kind::UndeclaredAttribute(owner, name) => {
            format!(
                "the attribute {} is not declared in {}",
                quoted(&name.local),
                owner_name(model, *owner)
            )
        }
        Kind::UndeclaredText(owner) => {
            format!(
                "text in {element}, where {} has none",
                owner_name(model, *owner)
            )
        }
        Kind::MissingElement(id, _) => {
            let what = if finding.text.contains('|') {
                "one of "
            } else {
                ""
            };
            format!(
                "{element} has no {what}{text}, which {} requires",
                quoted(&model.path(*id))
            )
        }
        Kind::MissingAttribute(id, _) => {
            format!(
                "{element} has no attribute {text}, which {} requires",
                quoted(&model.path(*id))
            )
        }
        Kind::RepeatedElement(id, place) => {
            let max =
                declared_particle(model, *id, *place).and_then(|particle| occurs(particle).max);
            let times = match max {
                Some(1) | None => "once".to_owned(),
                Some(max) => format!("{max} times"),
            };
            format!(
                "{element} stands more than {times} in one {}",
                quoted(&model.path(*id))
            )
        }
        Kind::Value(site, fault) => {
            let fixed = site.find(model).and_then(|found| found.fixed);
            let why = value::explain(model, fault, &finding.text, fixed);
            format!("{}: {why}", site.describe(model))
        }
        Kind::Nil(site) => format!("{} is nil, but not nillable", site.describe(model)),
    }
}

fn owner_name(model: &Model, owner: Owner) -> String {
    match owner {
        Owner::Type(id) => quoted(&model.path(id)),
        Owner::Simple(site) => format!("{}, whose type is a simple one", site.describe(model)),
    }
}

/// How often and in how many samples, if it is more than once.
fn count(findings: &[Finding<'_>]) -> Option<String> {
    let samples: BTreeSet<_> = findings.iter().map(|finding| finding.span.source).collect();
    match (findings.len(), samples.len()) {
        (0 | 1, _) => None,
        (times, 1) => Some(format!("the first of {times} in this sample")),
        (times, samples) => Some(format!("the first of {times} in {samples} samples")),
    }
}

/// The declaration in the schema that the sample disagrees with.
fn schema_span(model: &Model, kind: &Kind) -> Option<Span> {
    let type_span = |id: TypeId| model.get(id).map(|def| def.span);
    match kind {
        Kind::UndeclaredRoot(name) => namesake(model, name).map(|root| root.span),
        Kind::UndeclaredElement(owner)
        | Kind::UndeclaredAttribute(owner, _)
        | Kind::UndeclaredText(owner) => match owner {
            Owner::Type(id) => type_span(*id),
            Owner::Simple(site) => site.find(model).map(|found| found.span),
        },
        Kind::MissingElement(id, place) | Kind::RepeatedElement(id, place) => {
            declared_particle(model, *id, *place).map(|particle| match particle {
                Particle::Element(element) => element.span,
                Particle::Choice(choice) => choice.span,
            })
        }
        Kind::MissingAttribute(id, place) => {
            Some(complex(model, *id)?.attributes.get(*place)?.span)
        }
        Kind::Value(site, value::Fault::Unlisted(id) | value::Fault::Facet(id, _)) => {
            type_span(*id).or_else(|| site.find(model).map(|found| found.span))
        }
        Kind::Value(site, _) | Kind::Nil(site) => site.find(model).map(|found| found.span),
    }
}

/// A root of the same local name, in another namespace.
fn namesake<'m>(model: &'m Model, name: &Name) -> Option<&'m Root> {
    model
        .roots
        .iter()
        .find(|root| root.name.local == name.local)
}

fn schema_says(model: &Model, kind: &Kind) -> String {
    match kind {
        Kind::UndeclaredRoot(name) => {
            match namesake(model, name).and_then(|root| root.name.ns.as_deref()) {
                Some(ns) => format!("one is declared in the namespace {}", quoted(ns)),
                None => "one without a namespace is declared".to_owned(),
            }
        }
        Kind::UndeclaredElement(Owner::Type(_))
        | Kind::UndeclaredAttribute(Owner::Type(_), _)
        | Kind::UndeclaredText(Owner::Type(_)) => "the type is declared here".to_owned(),
        Kind::UndeclaredElement(_) | Kind::UndeclaredAttribute(..) | Kind::UndeclaredText(_) => {
            "declared here".to_owned()
        }
        Kind::MissingElement(id, place) => match declared_particle(model, *id, *place) {
            Some(particle) if occurs(particle).min > 1 => {
                format!("at least {} are required here", occurs(particle).min)
            }
            _ => "required here".to_owned(),
        },
        Kind::MissingAttribute(..) => "required here".to_owned(),
        Kind::RepeatedElement(..) => "declared here".to_owned(),
        Kind::Value(_, value::Fault::Unlisted(_)) => "the values are listed here".to_owned(),
        Kind::Value(_, value::Fault::Facet(..)) => "the type is declared here".to_owned(),
        Kind::Value(..) | Kind::Nil(_) => "declared here".to_owned(),
    }
}

/// What tells disagreements of one kind about one declaration apart.
fn detail(model: &Model, finding: &Finding<'_>) -> String {
    match &finding.kind {
        Kind::UndeclaredRoot(name) => name.to_string(),
        Kind::UndeclaredElement(_) => finding.node.get().name.to_string(),
        Kind::UndeclaredAttribute(_, name) => name.to_string(),
        // Values that are not listed are each worth knowing; values of a wrong form are alike.
        Kind::Value(_, value::Fault::Unlisted(_)) => finding.text.clone(),
        Kind::Value(site, value::Fault::Facet(_, kind)) => {
            format!("{kind:?} {}", site.describe(model))
        }
        Kind::UndeclaredText(_)
        | Kind::MissingElement(..)
        | Kind::MissingAttribute(..)
        | Kind::RepeatedElement(..)
        | Kind::Value(..)
        | Kind::Nil(_) => String::new(),
    }
}

fn mend(kind: &Kind) -> &'static str {
    match kind {
        Kind::UndeclaredRoot(_) => {
            "declare it in the schema; or extend the model by samples (`disagreements = \"extend\"` \
             under `[samples]`)"
        }
        Kind::UndeclaredElement(_) | Kind::UndeclaredAttribute(..) => {
            "declare it in the schema; or extend the model by samples (`disagreements = \"extend\"` \
             under `[samples]`); or list the sample as one of a newer server (`newer`)"
        }
        Kind::Value(_, value::Fault::Unlisted(_)) => {
            "list it in the schema; or extend the model by samples (`disagreements = \"extend\"` \
             under `[samples]`); or list the sample as one of a newer server (`newer`)"
        }
        Kind::UndeclaredText(_) => "remove the text from the sample, or declare an element for it",
        Kind::MissingElement(..) | Kind::MissingAttribute(..) => {
            "make it optional in the schema; or extend the model by samples (`disagreements = \
             \"extend\"` under `[samples]`)"
        }
        Kind::RepeatedElement(..) => {
            "raise `maxOccurs` in the schema; or extend the model by samples (`disagreements = \
             \"extend\"` under `[samples]`)"
        }
        Kind::Value(..) => {
            "widen the type in the schema; or extend the model by samples (`disagreements = \
             \"extend\"` under `[samples]`)"
        }
        Kind::Nil(_) => {
            "declare it `nillable` in the schema; or extend the model by samples (`disagreements \
             = \"extend\"` under `[samples]`)"
        }
    }
}

pub(super) fn declared_particle(model: &Model, id: TypeId, place: usize) -> Option<&Particle> {
    complex(model, id)?.content.particles().get(place)
}

fn occurs(particle: &Particle) -> Occurs {
    super::walk::occurs(particle)
}

/// The name of a particle of a type.
pub(super) fn name_of_particle(model: &Model, id: TypeId, place: usize) -> String {
    declared_particle(model, id, place).map_or(String::new(), |p| particle_name(model, p))
}
