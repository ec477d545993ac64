//! How often elements may occur in a whole content model: no more often in a restriction than in its
//! base, and no less often.
//!
//! The numbers are those of all particles together, so that they hold for any content, however large
//! the counts are. That there is a content of its own for each of them makes a number that the base
//! does not allow a content that it does not allow.
//!
//! Source: XML Schema Part 1, section 3.9.6, Occurrence Range OK and Effective Total Range, and what
//! the rules of that section for pairs of particles ask of occurrences.

use indexmap::IndexMap;

use super::automaton::{MAX_DEPTH, content};
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::{Name, Occurs};
use crate::source::Span;
use crate::xsd::components::{Components, ElementId, Particle, Term, TypeId, Wildcard};

/// How many particles and names of them are counted in one content model.
const MAX_STEPS: usize = 50_000;

const AT_MOST: &str = "a restriction allows at most what its base allows";
pub(super) const AT_LEAST: &str = "a restriction requires at least what its base requires";

/// How often something occurs in all.
#[derive(Clone)]
struct Count {
    occurs: Occurs,
    /// The first particle that is counted.
    span: Span,
    /// Whether it is, or has, a member of a substitution group: then it may stand for other names, or
    /// other names for it.
    substitutes: bool,
    /// In how many branches of the choice that is being counted it is.
    branches: usize,
}

/// How often each element occurs, by name, and how often all together.
struct Counts<'c> {
    /// Each element counts for the heads of its substitution group, too.
    names: IndexMap<&'c Name, Count>,
    total: Occurs,
}

/// The error that a restriction allows numbers of elements that its base does not, if it does.
pub(super) fn fault<'c>(
    components: &'c Components,
    base: Span,
    place: Span,
    own: &[&'c Particle],
    of_base: &[&'c Particle],
) -> Option<Diagnostic> {
    let (own, wildcards) = counted(components, own)?;
    // Nothing is known of these: they may be any element.
    if wildcards.iter().any(|wildcard| wildcard.is_unknown) {
        return None;
    }
    let (of_base, wildcards) = counted(components, of_base)?;
    let too_often = own.names.iter().find_map(|(name, count)| {
        let allowing = |wildcard: &&Wildcard| {
            wildcard.is_unknown || wildcard.namespaces.allow(name.ns.as_deref())
        };
        let of_base = of_base.names.get(name)?;
        let is_counted = !count.substitutes && !wildcards.iter().any(allowing);
        let exceeds = is_counted && exceeds(count.occurs.max, of_base.occurs.max);
        exceeds.then(|| too_often(name, count, of_base))
    });
    let too_seldom = || {
        of_base.names.iter().find_map(|(name, of_base)| {
            let count = own.names.get(name);
            let min = count.map_or(0, |count| count.occurs.min);
            let place = count.map_or(place, |count| count.span);
            (min < of_base.occurs.min).then(|| too_seldom(name, min, place, of_base))
        })
    };
    let in_all = || in_all(base, place, own.total, of_base.total);
    too_often.or_else(too_seldom).or_else(in_all)
}

fn exceeds(own: Option<u64>, of_base: Option<u64>) -> bool {
    of_base.is_some_and(|of_base| own.is_none_or(|own| own > of_base))
}

fn too_often(name: &Name, count: &Count, of_base: &Count) -> Diagnostic {
    let message = format!(
        "the element {} may occur {}, and in the type that is restricted {}",
        quoted(&name.local),
        at_most(count.occurs.max),
        at_most(of_base.occurs.max)
    );
    Diagnostic::error(Code::WrongRestriction, message)
        .at(count.span)
        .related(of_base.span, "it is declared here")
        .help(AT_MOST)
}

fn too_seldom(name: &Name, min: u64, place: Span, of_base: &Count) -> Diagnostic {
    let name = quoted(&name.local);
    let message = match min {
        0 => format!(
            "the element {name} may be left out, which the type that is restricted requires"
        ),
        _ => format!(
            "the element {name} may occur only {}, and in the type that is restricted at least {}",
            times(min),
            times(of_base.occurs.min)
        ),
    };
    Diagnostic::error(Code::WrongRestriction, message)
        .at(place)
        .related(of_base.span, "it is declared here")
        .help(AT_LEAST)
}

fn in_all(base: Span, place: Span, own: Occurs, of_base: Occurs) -> Option<Diagnostic> {
    let (message, help) = if exceeds(own.max, of_base.max) {
        let (own, of_base) = (at_most(own.max), at_most(of_base.max));
        let message = format!(
            "elements may occur {own} in all, and in the type that is restricted {of_base}"
        );
        (message, AT_MOST)
    } else if own.min < of_base.min {
        let (own, of_base) = (times(own.min), times(of_base.min));
        let message = format!(
            "elements may occur only {own} in all, and in the type that is restricted at least \
             {of_base}"
        );
        (message, AT_LEAST)
    } else {
        return None;
    };
    let diagnostic = Diagnostic::error(Code::WrongRestriction, message)
        .at(place)
        .related(base, "the type that is restricted")
        .help(help);
    Some(diagnostic)
}

fn at_most(max: Option<u64>) -> String {
    match max {
        None => "any number of times".to_owned(),
        Some(max) => format!("at most {}", times(max)),
    }
}

fn times(number: u64) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{number} times"),
    }
}

/// Whether the elements of a type may all be left out, as far as that is known.
///
/// Source: XML Schema Part 1, section 3.9.6, Particle Emptiable.
pub(super) fn is_emptiable(components: &Components, id: TypeId) -> bool {
    let counts = content(components, id).and_then(|content| counted(components, &content));
    counts.is_none_or(|(counts, _)| counts.total.min == 0)
}

/// Counts what a content model consists of, and gathers its wildcards; `None` if it is too large.
fn counted<'c>(
    components: &'c Components,
    content: &[&'c Particle],
) -> Option<(Counts<'c>, Vec<&'c Wildcard>)> {
    let mut counter = Counter {
        components,
        wildcards: Vec::new(),
        steps: 0,
    };
    let counts = counter.sequence(content.iter().copied(), 0)?;
    Some((counts, counter.wildcards))
}

struct Counter<'c> {
    components: &'c Components,
    wildcards: Vec<&'c Wildcard>,
    steps: usize,
}

impl<'c> Counter<'c> {
    fn particle(&mut self, particle: &'c Particle, depth: usize) -> Option<Counts<'c>> {
        self.step(1)?;
        let occurs = particle.occurs;
        if occurs.max == Some(0) {
            return Some(Counts::none());
        }
        if depth > MAX_DEPTH {
            return None;
        }
        let depth = depth + 1;
        let mut counts = match &particle.term {
            Term::Element(id) => self.element(*id, particle.span),
            Term::Any(wildcard) => {
                self.wildcards.push(wildcard);
                Counts {
                    total: Occurs::ONCE,
                    ..Counts::none()
                }
            }
            Term::Group(id) => self.sequence(&self.components.group(*id).content, depth)?,
            Term::Sequence(particles) | Term::All(particles) => self.sequence(particles, depth)?,
            Term::Choice(particles) => self.choice(particles, depth)?,
        };
        if occurs != Occurs::ONCE {
            self.step(counts.names.len())?;
            counts.repeat(occurs);
        }
        Some(counts)
    }

    fn element(&self, id: ElementId, span: Span) -> Counts<'c> {
        let is_global = self.components.is_global(id);
        let heads = self.components.heads(id).filter(|_| is_global);
        let mut names = IndexMap::new();
        for id in std::iter::once(id).chain(heads) {
            names
                .entry(&self.components.element(id).name)
                .or_insert(Count {
                    occurs: Occurs::ONCE,
                    span,
                    substitutes: false,
                    branches: 1,
                });
        }
        let substitutes = names.len() > 1;
        for count in names.values_mut() {
            count.substitutes = substitutes;
        }
        Counts {
            names,
            total: Occurs::ONCE,
        }
    }

    fn sequence(
        &mut self,
        particles: impl IntoIterator<Item = &'c Particle>,
        depth: usize,
    ) -> Option<Counts<'c>> {
        let mut whole = Counts::none();
        for particle in particles {
            let part = self.particle(particle, depth)?;
            self.step(part.names.len())?;
            whole = whole.and(part);
        }
        Some(whole)
    }

    /// `None` for a choice of nothing, which no content fits.
    fn choice(&mut self, particles: &'c [Particle], depth: usize) -> Option<Counts<'c>> {
        let mut branches = particles.iter().filter(|p| p.occurs.max != Some(0));
        let mut whole = self.particle(branches.next()?, depth)?;
        for count in whole.names.values_mut() {
            count.branches = 1;
        }
        let mut number = 1;
        for particle in branches {
            let part = self.particle(particle, depth)?;
            self.step(part.names.len())?;
            number += 1;
            whole.or(part);
        }
        self.step(whole.names.len())?;
        for count in whole.names.values_mut() {
            if count.branches < number {
                count.occurs.min = 0;
            }
        }
        Some(whole)
    }

    fn step(&mut self, by: usize) -> Option<()> {
        self.steps += by;
        (self.steps <= MAX_STEPS).then_some(())
    }
}

impl<'c> Counts<'c> {
    fn none() -> Self {
        Self {
            names: IndexMap::new(),
            total: Occurs::NEVER,
        }
    }

    /// Both, one after the other.
    fn and(self, other: Self) -> Self {
        let total = self.total.plus(other.total);
        // The first particle of a name is the one that is shown.
        let mut names = self.names;
        for (name, count) in other.names {
            match names.get_mut(name) {
                Some(before) => {
                    before.occurs = before.occurs.plus(count.occurs);
                    before.substitutes |= count.substitutes;
                }
                None => {
                    names.insert(name, count);
                }
            }
        }
        Self { names, total }
    }

    /// Takes up another branch of a choice.
    fn or(&mut self, other: Self) {
        self.total = self.total.or(other.total);
        for (name, count) in other.names {
            match self.names.get_mut(name) {
                Some(before) => {
                    before.occurs = before.occurs.or(count.occurs);
                    before.substitutes |= count.substitutes;
                    before.branches += 1;
                }
                None => {
                    let count = Count {
                        branches: 1,
                        ..count
                    };
                    self.names.insert(name, count);
                }
            }
        }
    }

    fn repeat(&mut self, times: Occurs) {
        self.total = self.total.times(times);
        for count in self.names.values_mut() {
            count.occurs = count.occurs.times(times);
        }
    }
}
