//! Content models as automata: which particle may follow which.
//!
//! A number of times that is neither at most once nor unbounded needs a state for each count. Where
//! these would be too many, something stands in their place that allows a little more, or a little less.

use crate::model::Occurs;
use crate::source::Span;
use crate::xsd::components::{
    ComplexType, Components, Content, ElementId, Method, Particle, Term, TypeId, TypeKind, Wildcard,
};

/// How many particles and steps between them an automaton may have.
const MAX_SIZE: usize = 50_000;

/// How deep groups may stand within each other.
pub(super) const MAX_DEPTH: usize = 100;

/// How many copies of a particle may stand for the times it must be there, at the least precise.
const FEW_COPIES: u64 = 8;

/// How many copies of a particle may stand for the times it may be there.
const MAX_COPIES: u64 = 32;

/// What an automaton does about what it cannot say exactly.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// It allows all that the content model allows, and maybe more.
    Above,
    /// It allows nothing but what the content model allows, and maybe less.
    Below,
}

/// Whether an automaton counts how often something comes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// It tells once from more often, which needs few states.
    Folded,
    /// It counts as far as there are states for it.
    Exact,
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
    /// Whether it allows just what the content model allows.
    pub(super) is_exact: bool,
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
    counting: Counting,
) -> Option<Automaton<'c>> {
    let mut builder = Builder {
        components,
        bound,
        counting,
        is_exact: true,
        states: Vec::new(),
        size: 0,
    };
    let whole = builder.sequence(content.iter().copied(), 0)?;
    for last in whole.last {
        builder.states.get_mut(last)?.may_end = true;
    }
    Some(Automaton {
        states: builder.states,
        first: whole.first,
        may_be_empty: whole.may_be_empty,
        is_exact: builder.is_exact,
    })
}

/// A part of an automaton.
struct Fragment {
    first: Vec<usize>,
    last: Vec<usize>,
    may_be_empty: bool,
}

/// Copies of a particle, one after the other.
struct Copies {
    /// How many there are.
    all: u64,
    /// How many of them must be there.
    required: u64,
    /// Whether the last one may come again and again.
    repeated: bool,
}

struct Builder<'c> {
    components: &'c Components,
    bound: Bound,
    counting: Counting,
    is_exact: bool,
    states: Vec<State<'c>>,
    size: usize,
}

impl<'c> Builder<'c> {
    fn particle(&mut self, particle: &'c Particle, depth: usize) -> Option<Fragment> {
        // What holds nothing takes time, too.
        self.grow(1)?;
        let copies = self.copies(particle.occurs)?;
        let mut whole = Fragment {
            first: Vec::new(),
            last: Vec::new(),
            may_be_empty: copies.required == 0,
        };
        let mut before: Vec<usize> = Vec::new();
        for number in 1..=copies.all {
            let copy = self.term(particle, depth)?;
            self.connect(&before, &copy.first)?;
            if copies.repeated && number == copies.all {
                self.connect(&copy.last, &copy.first)?;
            }
            whole.may_be_empty |= copy.may_be_empty;
            // The copies that are required after this one may all be empty.
            if number >= copies.required || copy.may_be_empty {
                whole.last.extend(&copy.last);
            }
            if number == 1 {
                whole.first = copy.first;
            }
            before = copy.last;
        }
        Some(whole)
    }

    /// The copies that stand for a particle with that occurrence; `None` if they would be too many.
    fn copies(&mut self, Occurs { min, max }: Occurs) -> Option<Copies> {
        let most = match self.counting {
            Counting::Folded => 1,
            Counting::Exact => MAX_COPIES,
        };
        let exact = match max {
            Some(max) => max <= most,
            None => min <= most,
        };
        if exact {
            return Some(Copies {
                all: max.unwrap_or(min.max(1)),
                required: min,
                repeated: max.is_none(),
            });
        }
        self.is_exact = false;
        match self.bound {
            Bound::Above => Some(Copies {
                all: min.clamp(1, most),
                required: min.min(most),
                repeated: true,
            }),
            Bound::Below if min > most.max(FEW_COPIES) => None,
            Bound::Below => Some(Copies {
                all: match max {
                    Some(max) => max.min(most.max(min + 1)),
                    None => min,
                },
                required: min,
                repeated: max.is_none(),
            }),
        }
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
                self.sequence(content, depth + 1)
            }
            Term::Sequence(particles) => self.sequence(particles, depth + 1),
            Term::Choice(particles) => self.choice(particles, depth + 1),
            Term::All(particles) => match self.bound {
                Bound::Below => {
                    self.is_exact = false;
                    self.sequence(particles, depth + 1)
                }
                Bound::Above => {
                    self.is_exact = false;
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
        particles: impl IntoIterator<Item = &'c Particle>,
        depth: usize,
    ) -> Option<Fragment> {
        let mut whole = Fragment {
            first: Vec::new(),
            last: Vec::new(),
            may_be_empty: true,
        };
        for particle in particles {
            let part = self.particle(particle, depth)?;
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
        // XML Schema Part 1, section 3.9.2: what never occurs is no particle.
        let mut particles = particles
            .iter()
            .filter(|p| p.occurs.max != Some(0))
            .peekable();
        let has_none = particles.peek().is_none();
        // A choice of nothing allows nothing, for which there is no fragment.
        if has_none && self.bound == Bound::Below {
            return None;
        }
        let mut whole = Fragment {
            first: Vec::new(),
            last: Vec::new(),
            may_be_empty: has_none,
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
