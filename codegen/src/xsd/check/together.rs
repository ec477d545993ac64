//! Elements of an `all` that may be absent as a whole: those that it requires are there as soon as any
//! other one is.
//!
//! Source: XML Schema Part 1, section 3.9.6, Particle Derivation OK (All:All, Sequence:Sequence) and
//! (Sequence:All).

use super::automaton::{Automaton, Symbol};
use super::counts::AT_LEAST;
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::source::Span;
use crate::xsd::components::{Components, ElementId, Particle, Term};

/// How many states are looked at for one restriction.
const MAX_STEPS: usize = 500_000;

/// The error that a restriction leaves out one of these elements and not all others, if it does.
pub(super) fn fault(
    components: &Components,
    place: Span,
    own: &Automaton<'_>,
    of_base: &[&Particle],
) -> Option<Diagnostic> {
    let required = optional_all(components, of_base)?
        .iter()
        .filter(|particle| particle.occurs.min > 0);
    let most = MAX_STEPS / (own.states.len() + 1);
    required.take(most).find_map(|particle| {
        let Term::Element(id) = particle.term else {
            return None;
        };
        may_be_without(components, own, id).then(|| {
            let message = format!(
                "the element {} may be left out where others are there, and is required with them in \
                 the type that is restricted",
                quoted(&components.element(id).name.local)
            );
            Diagnostic::error(Code::WrongRestriction, message)
                .at(place)
                .related(particle.span, "it is declared here")
                .help(AT_LEAST)
        })
    })
}

/// The elements of an `all` that is the whole content, and may be absent.
fn optional_all<'c>(
    components: &'c Components,
    content: &[&'c Particle],
) -> Option<&'c [Particle]> {
    let [particle] = content else {
        return None;
    };
    let mut is_optional = particle.occurs.min == 0;
    let term = match &particle.term {
        Term::Group(id) => {
            let content = components.group(*id).content.as_ref()?;
            is_optional |= content.occurs.min == 0;
            &content.term
        }
        term => term,
    };
    match term {
        Term::All(particles) if is_optional => Some(particles),
        _ => None,
    }
}

/// Whether a content may have elements, and none of these.
fn may_be_without(components: &Components, own: &Automaton<'_>, element: ElementId) -> bool {
    let name = &components.element(element).name;
    let is_other = |symbol: Symbol<'_>| match symbol {
        Symbol::Element(id) => {
            let is_member =
                components.is_global(id) && components.heads(id).any(|head| head == element);
            components.element(id).name != *name && !is_member
        }
        Symbol::Any(wildcard) => !wildcard.is_unknown,
    };
    let mut seen = vec![false; own.states.len()];
    let mut waiting = own.first.clone();
    while let Some(number) = waiting.pop() {
        let (Some(state), Some(seen)) = (own.states.get(number), seen.get_mut(number)) else {
            continue;
        };
        if std::mem::replace(seen, true) || !is_other(state.symbol) {
            continue;
        }
        if state.may_end {
            return true;
        }
        waiting.extend(&state.next);
    }
    false
}
