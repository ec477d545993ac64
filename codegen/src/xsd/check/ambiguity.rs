//! Content models in which it is not clear which particle an element belongs to.
//!
//! Source: XML Schema Part 1, section 3.8.6, Unique Particle Attribution, and appendix H. The work is
//! that of a test whether a regular expression is deterministic: of each part it takes to know with
//! which particles it may start, which may follow its last one within it, and whether it may be empty.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::automaton::MAX_DEPTH;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Name;
use crate::source::Span;
use crate::xsd::components::{
    ComplexType, Components, Content, DerivationSet, ElementId, Method, Particle, Term, TypeId,
    TypeKind, Wildcard,
};

/// How many particles of one schema are looked at, those of groups wherever they are referred to.
const MAX_PARTICLES: u32 = 300_000;

/// Reports every content model that is ambiguous itself, or together with that of its base.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    let mut checker = Checker {
        components,
        members: members(components),
        particles: 0,
        reported: HashSet::new(),
        diagnostics,
    };
    let base = |id| extended(components, id);
    let is_base: HashSet<TypeId> = (0..components.types.len())
        .filter_map(|id| base(TypeId(id)))
        .collect();
    let mut known: HashMap<TypeId, Summary<'_>> = HashMap::new();
    for id in components.bases_first(base) {
        let TypeKind::Complex(ComplexType {
            content: Content::Elements(particle),
            ..
        }) = &components.ty(id).kind
        else {
            continue;
        };
        let inherited = base(id).and_then(|base| known.get(&base)).cloned();
        let own = particle
            .as_ref()
            .map_or_else(Summary::empty, |particle| checker.particle(particle, 0));
        let whole = checker.sequence(inherited.into_iter().chain([own]));
        if is_base.contains(&id) {
            known.insert(id, whole);
        }
    }
}

/// The base of a type that is an extension.
fn extended(components: &Components, id: TypeId) -> Option<TypeId> {
    let TypeKind::Complex(complex) = &components.ty(id).kind else {
        return None;
    };
    let derivation = complex.derivation?;
    match derivation.method {
        Method::Extension => derivation.base.defined(),
        Method::Restriction => None,
    }
}

/// The elements that may stand in the place of each.
fn members(components: &Components) -> HashMap<ElementId, Vec<ElementId>> {
    let mut members: HashMap<_, Vec<_>> = HashMap::new();
    for member in (0..components.global_elements).map(ElementId) {
        for head in components.heads(member) {
            let blocked = components.element(head).disallowed_substitutions;
            if blocked == DerivationSet::default() {
                members.entry(head).or_default().push(member);
            }
        }
    }
    members
}

/// A place in a content model that an element may belong to.
#[derive(Clone, Copy)]
struct Position {
    number: u32,
    span: Span,
}

/// Positions, by the names that they allow.
#[derive(Clone, Default)]
struct Positions<'c> {
    names: IndexMap<&'c Name, Position>,
    wildcards: Vec<(&'c Wildcard, Position)>,
}

impl<'c> Positions<'c> {
    fn len(&self) -> usize {
        self.names.len() + self.wildcards.len()
    }

    /// Both; where both allow a name, that has been reported.
    fn and(self, other: Self) -> Self {
        let (mut all, few) = match self.len() >= other.len() {
            true => (self, other),
            false => (other, self),
        };
        all.names.extend(few.names);
        all.wildcards.extend(few.wildcards);
        all
    }
}

/// What there is to know of a part of a content model.
#[derive(Clone, Default)]
struct Summary<'c> {
    /// Where it may start.
    first: Positions<'c>,
    /// What may follow, within it, where it may end.
    after_last: Positions<'c>,
    /// Whether it has no positions that an element needs to belong to.
    may_be_empty: bool,
    /// Whether it has no positions at all.
    is_empty: bool,
}

impl Summary<'_> {
    fn empty() -> Self {
        Self {
            may_be_empty: true,
            is_empty: true,
            ..Self::default()
        }
    }
}

struct Checker<'c, 'd> {
    components: &'c Components,
    members: HashMap<ElementId, Vec<ElementId>>,
    /// How many have been looked at.
    particles: u32,
    reported: HashSet<(Span, Span)>,
    diagnostics: &'d mut Diagnostics,
}

impl<'c> Checker<'c, '_> {
    fn particle(&mut self, particle: &'c Particle, depth: usize) -> Summary<'c> {
        let occurs = particle.occurs;
        if occurs.max == Some(0) || depth > MAX_DEPTH || self.particles == MAX_PARTICLES {
            return Summary::empty();
        }
        self.particles += 1;
        let mut summary = match &particle.term {
            Term::Element(id) => self.element(*id, particle.span),
            Term::Any(wildcard) => {
                let position = self.position(particle.span);
                let first = Positions {
                    wildcards: vec![(wildcard, position)],
                    ..Positions::default()
                };
                Summary {
                    first,
                    ..Summary::default()
                }
            }
            Term::Group(id) => match &self.components.group(*id).content {
                Some(content) => self.particle(content, depth + 1),
                None => Summary::empty(),
            },
            Term::Sequence(particles) => {
                let parts = self.each(particles, depth);
                self.sequence(parts)
            }
            Term::Choice(particles) => {
                let parts = self.each(particles, depth);
                self.choice(parts)
            }
            Term::All(particles) => {
                let parts = self.each(particles, depth);
                self.all(parts)
            }
        };
        if occurs.is_repeated() {
            self.report_overlap(&summary.after_last, &summary.first);
            // A number of times that is known leaves no choice between once more and what follows.
            let may_go_on = occurs.max.is_none_or(|max| max > occurs.min);
            if may_go_on || summary.may_be_empty {
                summary.after_last = summary.after_last.and(summary.first.clone());
            }
        }
        summary.may_be_empty |= occurs.min == 0;
        summary
    }

    fn each(&mut self, particles: &'c [Particle], depth: usize) -> Vec<Summary<'c>> {
        let parts = particles.iter();
        parts.map(|part| self.particle(part, depth + 1)).collect()
    }

    /// The position of the particle that is being looked at.
    fn position(&self, span: Span) -> Position {
        Position {
            number: self.particles,
            span,
        }
    }

    fn element(&self, id: ElementId, span: Span) -> Summary<'c> {
        let position = self.position(span);
        let members = self.members.get(&id);
        let ids = members.into_iter().flatten().copied().chain([id]);
        let components = self.components;
        let names = ids.map(|id| (&components.element(id).name, position));
        Summary {
            first: Positions {
                names: names.collect(),
                wildcards: Vec::new(),
            },
            ..Summary::default()
        }
    }

    fn sequence(&mut self, parts: impl IntoIterator<Item = Summary<'c>>) -> Summary<'c> {
        let mut whole = Summary::empty();
        for part in parts {
            if whole.is_empty {
                whole = part;
                continue;
            }
            self.report_overlap(&whole.after_last, &part.first);
            if whole.may_be_empty {
                self.report_overlap(&whole.first, &part.first);
                whole.first = whole.first.and(part.first.clone());
            }
            whole.after_last = match part.may_be_empty {
                true => whole.after_last.and(part.first).and(part.after_last),
                false => part.after_last,
            };
            whole.may_be_empty &= part.may_be_empty;
        }
        whole
    }

    fn choice(&mut self, parts: Vec<Summary<'c>>) -> Summary<'c> {
        let mut parts = parts.into_iter();
        let mut whole = parts.next().unwrap_or_else(Summary::empty);
        for part in parts {
            self.report_overlap(&whole.first, &part.first);
            whole.first = whole.first.and(part.first);
            whole.after_last = whole.after_last.and(part.after_last);
            whole.may_be_empty |= part.may_be_empty;
            whole.is_empty &= part.is_empty;
        }
        whole
    }

    /// An `all` holds elements only, each of which may come after each other one.
    fn all(&mut self, parts: Vec<Summary<'c>>) -> Summary<'c> {
        let may_be_empty = parts.iter().all(|part| part.may_be_empty);
        let mut whole = self.choice(parts);
        whole.after_last = whole.first.clone();
        whole.may_be_empty = may_be_empty;
        whole
    }

    /// Reports an element that could belong to a particle of either set.
    fn report_overlap(&mut self, one: &Positions<'c>, other: &Positions<'c>) {
        let (many, few) = match one.len() >= other.len() {
            true => (one, other),
            false => (other, one),
        };
        for (name, position) in &few.names {
            if let Some(same) = many.names.get(name) {
                self.report(*position, *same, Some(name));
            }
        }
        for (set, other) in [(many, few), (few, many)] {
            for (wildcard, position) in &set.wildcards {
                let allowed = |name: &Name| wildcard.namespaces.allow(name.ns.as_deref());
                let taken = other.names.iter().find(|(name, _)| allowed(name));
                if let Some((name, other)) = taken {
                    self.report(*position, *other, Some(name));
                }
            }
        }
        for (wildcard, position) in &few.wildcards {
            for (other, other_position) in &many.wildcards {
                if wildcard.namespaces.overlap(&other.namespaces) {
                    self.report(*position, *other_position, None);
                }
            }
        }
    }

    fn report(&mut self, one: Position, other: Position, name: Option<&Name>) {
        if one.number == other.number {
            return;
        }
        let (first, second) = match one.number < other.number {
            true => (one.span, other.span),
            false => (other.span, one.span),
        };
        if !self.reported.insert((first, second)) {
            return;
        }
        let what = match name {
            Some(name) => format!("an element {}", quoted(&name.local)),
            None => "an element".to_owned(),
        };
        let message = format!(
            "the content model is ambiguous: {what} can belong to this particle or to another one"
        );
        let diagnostic = Diagnostic::error(Code::AmbiguousContent, message)
            .at(second)
            .related(first, "the other one")
            .help("say it so that the next element alone tells which particle it belongs to");
        self.diagnostics.push(diagnostic);
    }
}
