//! Content models as automata: which particle may follow which.
//!
//! A number of times that is neither at most once nor unbounded would need a state for each count. In
//! place of it stands something that allows a little more, or a little less.

use crate::model::Occurs;
use crate::source::Span;
use crate::xsd::components::{
    ComplexType, Components, Content, ElementId, Method, Particle, Term, TypeId, TypeKind, Wildcard,
};

/// How many particles and steps between them an automaton may have.
const MAX_SIZE: usize = 50_000;

/// How deep groups may stand within each other.
pub(super) const MAX_DEPTH: usize = 100;

/// How many copies of a particle may stand for the times it must be there.
const MAX_COPIES: u64 = 8;

/// What an automaton does about what it cannot say exactly.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// It allows all that the content model allows, and maybe more.
    Above,
    /// It allows nothing but what the content model allows, and maybe less.
    Below,
}

/// What a state of an automaton has just read.
#[derive(Clone, Copy)]
pub(super) enum Symbol<'c> {
    Element(ElementId),
    Any(&'c Wildcard),
}

/// A particle of an automaton: it has been read in the state of its number.
pub(super) struct State<'c> {
    pub(super) symbol: Symbol<'c>,
    pub(super) span: Span,
    /// The states that may follow.
    pub(super) next: Vec<usize>,
    /// Whether the content may end here.
    pub(super) may_end: bool,
}

/// A content model as an automaton.
pub(super) struct Automaton<'c> {
    pub(super) states: Vec<State<'c>>,
    /// The states that may come first.
    pub(super) first: Vec<usize>,
    pub(super) may_be_empty: bool,
}

/// The particles that make up the content of a type one after the other, those of the types that it
/// extends included; `None` if it has no such content, or one that allows anything.
pub(super) fn content(components: &Components, id: TypeId) -> Option<Vec<&Particle>> {
    let mut parts = Vec::new();
    let mut next = Some(id);
    while let Some(id) = next {
        let TypeKind::Complex(ComplexType {
            content: Content::Elements(particle),
            derivation,
            ..
        }) = &components.ty(id).kind
        else {
            return None;
        };
        parts.extend(particle);
        next = match derivation {
            Some(derivation) if derivation.method == Method::Extension => {
                Some(derivation.base.defined()?)
            }
            _ => None,
        };
    }
    parts.reverse();
    Some(parts)
}

/// Makes the automaton; `None` if it would be too large.
pub(super) fn automaton<'c>(
    components: &'c Components,
    content: &[&'c Particle],
    bound: Bound,
) -> Option<Automaton<'c>> {
    let mut builder = Builder {
        components,
        bound,
        states: Vec::new(),
        size: 0,
    };
    let parts = content.iter().map(|particle| Part::Whole(particle));
    let whole = builder.sequence(parts, 0)?;
    for last in whole.last {
        builder.states.get_mut(last)?.may_end = true;
    }
    Some(Automaton {
        states: builder.states,
        first: whole.first,
        may_be_empty: whole.may_be_empty,
    })
}

/// A part of an automaton.
struct Fragment {
    first: Vec<usize>,
    last: Vec<usize>,
    may_be_empty: bool,
}

/// A particle with its occurrence, or one copy of it.
#[derive(Clone, Copy)]
enum Part<'c> {
    Whole(&'c Particle),
    Copy {
        term: &'c Particle,
        optional: bool,
        repeated: bool,
    },
}

struct Builder<'c> {
    components: &'c Components,
    bound: Bound,
    states: Vec<State<'c>>,
    size: usize,
}

impl<'c> Builder<'c> {
    fn part(&mut self, part: Part<'c>, depth: usize) -> Option<Fragment> {
        let (particle, optional, repeated) = match part {
            Part::Whole(particle) => return self.particle(particle, depth),
            Part::Copy {
                term,
                optional,
                repeated,
            } => (term, optional, repeated),
        };
        let mut fragment = self.term(particle, depth)?;
        if repeated {
            self.connect(&fragment.last, &fragment.first)?;
        }
        fragment.may_be_empty |= optional;
        Some(fragment)
    }

    fn particle(&mut self, particle: &'c Particle, depth: usize) -> Option<Fragment> {
        // What holds nothing takes time, too.
        self.grow(1)?;
        let Occurs { min, max } = particle.occurs;
        let copy = |optional, repeated| Part::Copy {
            term: particle,
            optional,
            repeated,
        };
        let copies = match (self.bound, max) {
            (_, Some(0)) => Vec::new(),
            (_, Some(1)) => vec![copy(min == 0, false)],
            (Bound::Above, _) => vec![copy(min == 0, true)],
            (Bound::Below, _) if min > MAX_COPIES => return None,
            (Bound::Below, None) => {
                let required = (1..min).map(|_| copy(false, false));
                required.chain([copy(min == 0, true)]).collect()
            }
            (Bound::Below, Some(max)) => {
                let more = (max > min).then(|| copy(true, false));
                (0..min).map(|_| copy(false, false)).chain(more).collect()
            }
        };
        self.sequence(copies, depth)
    }

    fn term(&mut self, particle: &'c Particle, depth: usize) -> Option<Fragment> {
        if depth > MAX_DEPTH {
            return None;
        }
        match &particle.term {
            Term::Element(id) => self.state(Symbol::Element(*id), particle.span),
            Term::Any(wildcard) => self.state(Symbol::Any(wildcard), particle.span),
            Term::Group(id) => {
                let content = self.components.group(*id).content.as_ref();
                self.sequence(content.map(Part::Whole), depth + 1)
            }
            Term::Sequence(particles) => {
                self.sequence(particles.iter().map(Part::Whole), depth + 1)
            }
            Term::Choice(particles) => self.choice(particles, depth + 1),
            Term::All(particles) => match self.bound {
                Bound::Below => self.sequence(particles.iter().map(Part::Whole), depth + 1),
                Bound::Above => {
                    let mut any_order = self.choice(particles, depth + 1)?;
                    self.connect(&any_order.last, &any_order.first)?;
                    let mut particles = particles.iter();
                    any_order.may_be_empty = particles.all(|particle| particle.occurs.min == 0);
                    Some(any_order)
                }
            },
        }
    }

    fn state(&mut self, symbol: Symbol<'c>, span: Span) -> Option<Fragment> {
        self.grow(1)?;
        let state = self.states.len();
        self.states.push(State {
            symbol,
            span,
            next: Vec::new(),
            may_end: false,
        });
        Some(Fragment {
            first: vec![state],
            last: vec![state],
            may_be_empty: false,
        })
    }

    fn sequence(
        &mut self,
        parts: impl IntoIterator<Item = Part<'c>>,
        depth: usize,
    ) -> Option<Fragment> {
        let mut whole = Fragment {
            first: Vec::new(),
            last: Vec::new(),
            may_be_empty: true,
        };
        for part in parts {
            let part = self.part(part, depth)?;
            self.connect(&whole.last, &part.first)?;
            if whole.may_be_empty {
                whole.first.extend(part.first);
            }
            if !part.may_be_empty {
                whole.last.clear();
            }
            whole.last.extend(part.last);
            whole.may_be_empty &= part.may_be_empty;
        }
        Some(whole)
    }

    fn choice(&mut self, particles: &'c [Particle], depth: usize) -> Option<Fragment> {
        let mut whole = Fragment {
            first: Vec::new(),
            last: Vec::new(),
            may_be_empty: particles.is_empty(),
        };
        for particle in particles {
            let part = self.particle(particle, depth)?;
            whole.first.extend(part.first);
            whole.last.extend(part.last);
            whole.may_be_empty |= part.may_be_empty;
        }
        Some(whole)
    }

    fn connect(&mut self, from: &[usize], to: &[usize]) -> Option<()> {
        self.grow(from.len() * to.len())?;
        for state in from {
            self.states.get_mut(*state)?.next.extend(to);
        }
        Some(())
    }

    fn grow(&mut self, by: usize) -> Option<()> {
        self.size += by;
        (self.size <= MAX_SIZE).then_some(())
    }
}
