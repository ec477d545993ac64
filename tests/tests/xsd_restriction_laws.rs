//! Laws of restrictions: one is refused if, and only if, it allows elements that its base does not.
#![cfg(test)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use veeam_model_codegen::diagnostic::{Code, Diagnostics};
use veeam_model_codegen::lower::model_from_sources;
use veeam_model_codegen::source::Sources;

/// How many elements a content has at most that is tried.
const LONGEST: usize = 6;

#[derive(Clone, Debug)]
struct Particle {
    min: u64,
    max: Option<u64>,
    term: Term,
}

#[derive(Clone, Debug)]
enum Term {
    Element(char),
    Sequence(Vec<Particle>),
    Choice(Vec<Particle>),
    /// Elements, each once or not at all.
    All(Vec<Particle>),
}

type Occurs = (u64, Option<u64>);

fn occurs() -> impl Strategy<Value = Occurs> {
    let counted = (0..4_u64, 1..4_u64).prop_map(|(min, more)| (min, Some((min + more - 1).max(1))));
    let unbounded = (0..3_u64).prop_map(|min| (min, None));
    prop_oneof![3 => Just((1, Some(1))), 4 => counted, 1 => unbounded]
}

fn particle() -> impl Strategy<Value = Particle> {
    let with = |term: BoxedStrategy<Term>| {
        (occurs(), term).prop_map(|((min, max), term)| Particle { min, max, term })
    };
    let element = with(prop::char::range('a', 'c').prop_map(Term::Element).boxed());
    element.prop_recursive(3, 8, 3, move |inner| {
        let inner = prop::collection::vec(inner, 1..4);
        let group = prop_oneof![
            inner.clone().prop_map(Term::Sequence),
            inner.prop_map(Term::Choice)
        ];
        with(group.boxed())
    })
}

/// A content model: a group.
fn model() -> impl Strategy<Value = Particle> {
    let all = (0..2_u64, prop::collection::vec(0..2_u64, 1..4)).prop_map(|(min, minima)| {
        let elements = minima.into_iter().zip('a'..).map(|(min, name)| Particle {
            min,
            max: Some(1),
            term: Term::Element(name),
        });
        Particle {
            min,
            max: Some(1),
            term: Term::All(elements.collect()),
        }
    });
    let group = particle().prop_map(|particle| Particle {
        min: 1,
        max: Some(1),
        term: Term::Sequence(vec![particle]),
    });
    prop_oneof![4 => group, 1 => all]
}

impl Particle {
    fn xml(&self) -> String {
        let max = self
            .max
            .map_or("unbounded".to_owned(), |max| max.to_string());
        let occurs = format!("minOccurs='{}' maxOccurs='{max}'", self.min);
        let (name, particles) = match &self.term {
            Term::Element(name) => {
                return format!("<xs:element name='{name}' type='xs:int' {occurs}/>");
            }
            Term::Sequence(particles) => ("sequence", particles),
            Term::Choice(particles) => ("choice", particles),
            Term::All(particles) => ("all", particles),
        };
        let content: String = particles.iter().map(Self::xml).collect();
        format!("<xs:{name} {occurs}>{content}</xs:{name}>")
    }

    /// The contents of a few elements that it allows, as their names.
    fn contents(&self) -> BTreeSet<String> {
        let once = self.term.contents();
        let mut so_often = BTreeSet::from([String::new()]);
        let mut all = BTreeSet::new();
        // Whatever comes more often than that is longer, or allowed already.
        let most = u64::try_from(LONGEST).unwrap() + self.min;
        for times in 0..=self.max.unwrap_or(most).min(most) {
            if times >= self.min {
                all.extend(so_often.iter().cloned());
            }
            so_often = joined(&so_often, &once);
        }
        all
    }

    /// The same with other occurrences, one after the other.
    fn with_occurs(&self, occurs: &mut impl Iterator<Item = Occurs>) -> Self {
        let (min, max) = match (&self.term, occurs.next()) {
            (Term::All(_), Some((min, _))) => (min.min(1), Some(1)),
            (_, Some(occurs)) => occurs,
            (_, None) => (self.min, self.max),
        };
        let term = self.term.map(|particles, is_all| {
            let particles = particles.iter().map(|particle| {
                let particle = particle.with_occurs(occurs);
                match is_all {
                    true => Self {
                        min: particle.min.min(1),
                        max: Some(1),
                        ..particle
                    },
                    false => particle,
                }
            });
            particles.collect()
        });
        Self { min, max, term }
    }

    /// Something that allows less or the same, as the numbers say.
    fn narrowed(&self, numbers: &mut impl Iterator<Item = u64>) -> Self {
        let mut number = |below: u64| numbers.next().unwrap_or(0) % below;
        let most = self.max.unwrap_or(self.min + 3);
        let min = self.min + number(most - self.min + 1);
        let max = match (self.max, number(3)) {
            (None, 0) => None,
            _ => Some(min + number(most.max(min) - min + 1)),
        };
        // An `all` is there once or not at all.
        let max = match self.term {
            Term::All(_) => Some(1),
            _ => max,
        };
        let is_choice = matches!(self.term, Term::Choice(_));
        let kept = if is_choice { number(3) } else { 3 };
        let term = self.term.map(|particles, _| {
            let some = particles.iter().enumerate();
            let some = some.filter(|(at, _)| *at == 0 || kept > 0);
            some.map(|(_, particle)| particle.narrowed(numbers))
                .collect()
        });
        Self { min, max, term }
    }
}

impl Term {
    fn map(&self, change: impl FnOnce(&[Particle], bool) -> Vec<Particle>) -> Self {
        match self {
            Self::Element(name) => Self::Element(*name),
            Self::Sequence(particles) => Self::Sequence(change(particles, false)),
            Self::Choice(particles) => Self::Choice(change(particles, false)),
            Self::All(particles) => Self::All(change(particles, true)),
        }
    }

    fn contents(&self) -> BTreeSet<String> {
        match self {
            Self::Element(name) => BTreeSet::from([name.to_string()]),
            Self::Sequence(particles) => {
                let empty = BTreeSet::from([String::new()]);
                particles.iter().fold(empty, |before, particle| {
                    joined(&before, &particle.contents())
                })
            }
            // What never occurs is no branch.
            Self::Choice(particles) => {
                let branches = particles.iter().filter(|branch| branch.max != Some(0));
                branches.flat_map(Particle::contents).collect()
            }
            Self::All(particles) => {
                let last = (0..particles.len()).flat_map(|at| {
                    let mut others = particles.clone();
                    let last = others.remove(at).contents();
                    joined(&Self::All(others).contents(), &last)
                });
                let last: BTreeSet<String> = last.collect();
                match particles.is_empty() {
                    true => BTreeSet::from([String::new()]),
                    false => last,
                }
            }
        }
    }
}

fn joined(one: &BTreeSet<String>, other: &BTreeSet<String>) -> BTreeSet<String> {
    let pairs = one
        .iter()
        .flat_map(|one| other.iter().map(move |other| format!("{one}{other}")));
    pairs.filter(|content| content.len() <= LONGEST).collect()
}

/// Whether a restriction of a base to a content model is refused.
fn is_refused(base: &Particle, own: &Particle) -> bool {
    let schema = format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>
  <xs:complexType name='Base'>{}</xs:complexType>
  <xs:complexType name='Own'><xs:complexContent><xs:restriction base='Base'>{}</xs:restriction></xs:complexContent></xs:complexType>
</xs:schema>",
        base.xml(),
        own.xml()
    );
    let mut sources = Sources::new();
    let id = sources.add("a.xsd", schema);
    let mut diagnostics = Diagnostics::new();
    model_from_sources(&mut sources, &[id], &mut diagnostics);
    // Whether it is ambiguous is another question.
    let others = [Code::WrongRestriction, Code::AmbiguousContent];
    for diagnostic in &diagnostics {
        assert!(others.contains(&diagnostic.code), "{}", diagnostic.message);
    }
    diagnostics.iter().any(|d| d.code == Code::WrongRestriction)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_allows_more_is_refused(
        base in model(),
        others in prop::collection::vec(occurs(), 0..12),
    ) {
        let own = base.with_occurs(&mut others.into_iter());
        let allows_more = !own.contents().is_subset(&base.contents());
        prop_assert!(!allows_more || is_refused(&base, &own), "{} {}", base.xml(), own.xml());
    }

    #[test]
    fn what_allows_less_is_accepted(
        base in model(),
        numbers in prop::collection::vec(0..100_u64, 0..40),
    ) {
        let own = base.narrowed(&mut numbers.into_iter());
        prop_assert!(!is_refused(&base, &own), "{} {}", base.xml(), own.xml());
    }
}
