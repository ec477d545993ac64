//! Content models of restrictions: whatever they allow, their base allows.
//!
//! XML Schema says how each particle of a restriction has to correspond to one of its base. What is
//! reported here is what that is for: elements that the restriction allows and its base does not.
//!
//! Source: XML Schema Part 1, section 3.4.6, Derivation Valid (Restriction, Complex) 5.3 and 5.4, and
//! section 3.9.6, Particle Valid (Restriction).

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use super::automaton::{Automaton, Bound, State, Symbol, automaton, content};
use super::may_be_equal;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Name;
use crate::source::Span;
use crate::xsd::components::{
    Components, Element, ElementId, Method, Type, TypeId, TypeKind, Wildcard,
};
use crate::xsd::derivation::steps;

/// How many pairs of states are looked at for one restriction.
const MAX_PAIRS: usize = 20_000;

/// Reports every restriction that allows elements that its base does not.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    // What is not known may allow anything.
    if components.has_unknown {
        return;
    }
    for (number, ty) in components.types.iter().enumerate() {
        if let Some(fault) = fault(components, TypeId(number), ty) {
            diagnostics.push(fault);
        }
    }
}

fn fault(components: &Components, id: TypeId, ty: &Type) -> Option<Diagnostic> {
    let TypeKind::Complex(complex) = &ty.kind else {
        return None;
    };
    let derivation = complex.derivation?;
    let base = match derivation.method {
        Method::Restriction => derivation.base.defined()?,
        Method::Extension => return None,
    };
    let own = content(components, id)?;
    let own = automaton(components, &own, Bound::Below)?;
    let of_base = content(components, base)?;
    let of_base = automaton(components, &of_base, Bound::Above)?;
    let comparison = Comparison {
        components,
        base: components.ty(base),
        span: derivation.span,
        own,
        of_base,
    };
    comparison.run().err()
}

/// The search for something that a restriction allows and its base does not.
struct Comparison<'c> {
    components: &'c Components,
    base: &'c Type,
    /// Where the restriction is.
    span: Span,
    own: Automaton<'c>,
    of_base: Automaton<'c>,
}

/// States of the base, by what they have read.
struct Candidates<'c> {
    all: BTreeSet<usize>,
    elements: HashMap<&'c Name, Vec<(usize, ElementId)>>,
    wildcards: Vec<(usize, &'c Wildcard)>,
}

/// The states in which the base may be when the restriction is in one; `None` is before the first
/// element.
type Pair = (Option<usize>, Option<BTreeSet<usize>>);

impl Comparison<'_> {
    fn run(&self) -> Result<(), Diagnostic> {
        let mut seen: HashSet<Pair> = HashSet::new();
        let mut waiting: VecDeque<Pair> = VecDeque::from([(None, None)]);
        while let Some((own, of_base)) = waiting.pop_front() {
            if seen.len() == MAX_PAIRS {
                return Ok(());
            }
            if self.own_may_end(own) && !self.base_may_end(of_base.as_ref()) {
                return Err(self.too_short(own, of_base.as_ref()));
            }
            let candidates = self.candidates(self.base_next(of_base.as_ref()));
            for next in self.own_next(own) {
                let matching = self.matching(*next, &candidates)?;
                let pair = (Some(*next), Some(matching));
                if seen.insert(pair.clone()) {
                    waiting.push_back(pair);
                }
            }
        }
        Ok(())
    }

    fn own_may_end(&self, state: Option<usize>) -> bool {
        match state.and_then(|state| self.own.states.get(state)) {
            Some(state) => state.may_end,
            None => self.own.may_be_empty,
        }
    }

    fn base_may_end(&self, states: Option<&BTreeSet<usize>>) -> bool {
        match states {
            Some(states) => self.base_states(states).any(|state| state.may_end),
            None => self.of_base.may_be_empty,
        }
    }

    fn own_next(&self, state: Option<usize>) -> &[usize] {
        match state.and_then(|state| self.own.states.get(state)) {
            Some(state) => &state.next,
            None => &self.own.first,
        }
    }

    fn base_next(&self, states: Option<&BTreeSet<usize>>) -> BTreeSet<usize> {
        match states {
            Some(states) => {
                let states = self.base_states(states);
                states.flat_map(|state| &state.next).copied().collect()
            }
            None => self.of_base.first.iter().copied().collect(),
        }
    }

    fn base_states<'s>(
        &'s self,
        states: &'s BTreeSet<usize>,
    ) -> impl Iterator<Item = &'s State<'s>> {
        states
            .iter()
            .filter_map(|state| self.of_base.states.get(*state))
    }

    /// Of the states that may come next in the base, those that allow what the restriction allows.
    fn matching(
        &self,
        own: usize,
        candidates: &Candidates<'_>,
    ) -> Result<BTreeSet<usize>, Diagnostic> {
        let Some(own) = self.own.states.get(own) else {
            return Ok(BTreeSet::new());
        };
        let mut matching = BTreeSet::new();
        let mut fault = None;
        match own.symbol {
            Symbol::Any(wildcard) if wildcard.is_unknown => matching.extend(&candidates.all),
            Symbol::Any(wildcard) => {
                let allowing = candidates.wildcards.iter().filter(|(_, of_base)| {
                    let namespaces = &of_base.namespaces;
                    of_base.is_unknown || wildcard.namespaces.is_subset_of(namespaces)
                });
                matching.extend(allowing.map(|(number, _)| number));
            }
            Symbol::Element(id) => {
                for (number, of_base) in self.of_name(id, candidates) {
                    match self.difference(id, of_base) {
                        None => {
                            matching.insert(number);
                        }
                        Some(message) => fault = Some((message, number)),
                    }
                }
                let ns = self.components.element(id).name.ns.as_deref();
                let allowing = candidates
                    .wildcards
                    .iter()
                    .filter(|(_, of_base)| of_base.is_unknown || of_base.namespaces.allow(ns));
                matching.extend(allowing.map(|(number, _)| number));
            }
        }
        if !matching.is_empty() {
            return Ok(matching);
        }
        Err(match fault {
            Some((message, number)) => {
                let fault = Diagnostic::error(Code::WrongRestriction, message).at(own.span);
                match self.of_base.states.get(number) {
                    Some(state) => fault.related(state.span, "it is declared here"),
                    None => fault,
                }
            }
            None => self.not_allowed(own, &candidates.all),
        })
    }

    /// The candidates that are elements in the place of which an element may stand: those of its
    /// name, and the heads of its substitution group.
    fn of_name(&self, own: ElementId, candidates: &Candidates<'_>) -> Vec<(usize, ElementId)> {
        let named = |id: ElementId| {
            let name = &self.components.element(id).name;
            candidates.elements.get(name).into_iter().flatten().copied()
        };
        let mut found: Vec<_> = named(own).collect();
        if self.components.is_global(own) {
            for head in self.components.heads(own) {
                found.extend(named(head).filter(|(_, id)| *id == head));
            }
        }
        found
    }

    fn candidates(&self, all: BTreeSet<usize>) -> Candidates<'_> {
        let mut candidates = Candidates {
            all: BTreeSet::new(),
            elements: HashMap::new(),
            wildcards: Vec::new(),
        };
        for number in &all {
            match self.of_base.states.get(*number).map(|state| state.symbol) {
                Some(Symbol::Element(id)) => {
                    let name = &self.components.element(id).name;
                    let named = candidates.elements.entry(name).or_default();
                    named.push((*number, id));
                }
                Some(Symbol::Any(wildcard)) => candidates.wildcards.push((*number, wildcard)),
                None => {}
            }
        }
        candidates.all = all;
        candidates
    }

    /// Why an element of the restriction is not one of the base, although it has its name.
    ///
    /// Source: XML Schema Part 1, section 3.9.6, Particle Restriction OK (Elt:Elt).
    fn difference(&self, own: ElementId, of_base: ElementId) -> Option<String> {
        if own == of_base {
            return None;
        }
        let (own, of_base) = (
            self.components.element(own),
            self.components.element(of_base),
        );
        let name = quoted(&own.name.local);
        if own.nillable && !of_base.nillable {
            return Some(format!(
                "the element {name} is not nillable in the type that is restricted"
            ));
        }
        if let Some(fixed) = &of_base.fixed
            && !has_fixed(own, fixed)
        {
            let fixed = quoted(fixed);
            return Some(format!(
                "the element {name} has the fixed value {fixed} in the type that is restricted"
            ));
        }
        steps(self.components, own.ty, of_base.ty)
            .is_none()
            .then(|| {
                format!(
                    "the type of the element {name} is not derived from the one it has in the type \
                 that is restricted"
                )
            })
    }

    /// The error that the base does not allow an element there.
    fn not_allowed(&self, own: &State<'_>, candidates: &BTreeSet<usize>) -> Diagnostic {
        let what = match own.symbol {
            Symbol::Element(id) => {
                let name = &self.components.element(id).name.local;
                format!("the element {} is not allowed here", quoted(name))
            }
            Symbol::Any(_) => "this wildcard is not allowed here".to_owned(),
        };
        let message = format!("{what} by the type that is restricted");
        Diagnostic::error(Code::WrongRestriction, message)
            .at(own.span)
            .related(
                self.base.span,
                format!("it allows {}", self.named(candidates)),
            )
    }

    /// The error that the base requires more than the restriction.
    fn too_short(&self, own: Option<usize>, of_base: Option<&BTreeSet<usize>>) -> Diagnostic {
        let after = match own
            .and_then(|own| self.own.states.get(own))
            .map(|own| own.symbol)
        {
            Some(Symbol::Element(id)) => {
                let name = &self.components.element(id).name.local;
                format!("after {}", quoted(name))
            }
            Some(Symbol::Any(_)) => "after what its wildcard allows".to_owned(),
            None => "without an element".to_owned(),
        };
        let message =
            format!("the restriction may end {after}, where the type that is restricted goes on");
        let required = format!("it requires {}", self.named(&self.base_next(of_base)));
        Diagnostic::error(Code::WrongRestriction, message)
            .at(self.span)
            .related(self.base.span, required)
    }

    /// What states allow, in words.
    fn named(&self, states: &BTreeSet<usize>) -> String {
        let mut names: Vec<String> = Vec::new();
        for state in self.base_states(states) {
            let name = match state.symbol {
                Symbol::Element(id) => quoted(&self.components.element(id).name.local),
                Symbol::Any(_) => "what a wildcard allows".to_owned(),
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match names.is_empty() {
            true => "nothing more".to_owned(),
            false => names.join(" or "),
        }
    }
}

fn has_fixed(element: &Element, fixed: &str) -> bool {
    let own = element.fixed.as_ref();
    own.is_some_and(|own| may_be_equal(own, fixed))
}
