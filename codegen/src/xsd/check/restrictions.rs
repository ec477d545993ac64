//! Content models of restrictions: whatever they allow, their base allows.
//!
//! XML Schema says how each particle of a restriction has to correspond to one of its base. What is
//! reported here is what that is for: elements that the restriction allows and its base does not.
//!
//! Source: XML Schema Part 1, section 3.4.6, Derivation Valid (Restriction, Complex) 5.3 and 5.4, and
//! section 3.9.6, Particle Valid (Restriction).

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use super::automaton::{Automaton, Bound, Counting, State, Symbol, automaton, content};
use super::{Literals, counts, together};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Name;
use crate::source::Span;
use crate::xsd::components::{
    Components, ElementId, Group, Method, Particle, Type, TypeId, TypeKind, Wildcard,
};
use crate::xsd::derivation::{ANY_TYPE, steps};

/// How many steps between states are looked at for one restriction.
const MAX_STEPS: usize = 500_000;

/// How many are looked at for all restrictions of a schema.
const MAX_STEPS_OF_ALL: usize = 5_000_000;

/// What is said of a wildcard that checks less than that of the base.
///
/// Source: XML Schema Part 1, section 3.9.6, Particle Derivation OK (Any:Any) 3.
const WEAKER: &str = "`processContents` is weaker than in the type that is restricted";

/// Reports every restriction that allows elements that its base does not.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    // What is not known may allow anything.
    if components.has_unknown {
        return;
    }
    let literals = Literals::new(components);
    let mut steps = MAX_STEPS_OF_ALL;
    for (number, ty) in components.types.iter().enumerate() {
        let restriction = restriction(components, &literals, TypeId(number), ty);
        diagnostics.extend(restriction.and_then(|restriction| restriction.fault(&mut steps)));
    }
    for group in &components.groups {
        diagnostics.extend(redefined(components, &literals, group, &mut steps));
    }
}

/// The error that a group redefines another as what is no restriction of it.
///
/// Source: XML Schema Part 1, section 4.2.2, Redefinition Constraints 6.2.2.
fn redefined(
    components: &Components,
    literals: &Literals<'_>,
    group: &Group,
    steps: &mut usize,
) -> Option<Diagnostic> {
    let original = components.group(group.redefines?);
    let restriction = Restriction {
        components,
        literals,
        base: original.span,
        span: group.span,
        own: group.content.iter().collect(),
        of_base: original.content.iter().collect(),
    };
    restriction.fault(steps)?;
    let message = format!(
        "the group {} allows what the group that it redefines does not",
        quoted(&group.name.local)
    );
    let diagnostic = Diagnostic::error(Code::WrongRestriction, message)
        .at(group.span)
        .related(original.span, "the group that is redefined")
        .help("allow less, or refer to the group itself and add to it");
    Some(diagnostic)
}

/// A restriction of a content model.
struct Restriction<'c> {
    components: &'c Components,
    literals: &'c Literals<'c>,
    /// Where the base is.
    base: Span,
    /// Where the restriction is.
    span: Span,
    own: Vec<&'c Particle>,
    of_base: Vec<&'c Particle>,
}

fn restriction<'c>(
    components: &'c Components,
    literals: &'c Literals<'c>,
    id: TypeId,
    ty: &Type,
) -> Option<Restriction<'c>> {
    let TypeKind::Complex(complex) = &ty.kind else {
        return None;
    };
    let derivation = complex.derivation?;
    let base = match derivation.method {
        Method::Restriction => derivation.base.defined()?,
        Method::Extension => return None,
    };
    Some(Restriction {
        components,
        literals,
        base: components.ty(base).span,
        span: derivation.span,
        own: content(components, id)?,
        of_base: content(components, base)?,
    })
}

impl Restriction<'_> {
    /// What it allows and its base does not: first what few states tell, then what numbers tell, and
    /// at last what it takes states for each count to tell.
    fn fault(&self, steps: &mut usize) -> Option<Diagnostic> {
        let (components, own, of_base) = (self.components, &self.own, &self.of_base);
        if let Some(folded) = self.comparison(Counting::Folded) {
            let fault = folded.run(steps).err();
            if fault.is_some() || folded.is_exact() {
                return fault;
            }
            let fault = together::fault(components, self.span, &folded.own, of_base);
            if fault.is_some() {
                return fault;
            }
        }
        counts::fault(components, self.base, self.span, own, of_base).or_else(|| {
            let exact = self.comparison(Counting::Exact)?;
            exact.run(steps).err()
        })
    }

    /// Makes the automata; `None` if they would be too large.
    fn comparison(&self, counting: Counting) -> Option<Comparison<'_>> {
        let own = automaton(self.components, &self.own, Bound::Below, counting)?;
        let of_base = automaton(self.components, &self.of_base, Bound::Above, counting)?;
        Some(Comparison {
            components: self.components,
            literals: self.literals,
            base: self.base,
            span: self.span,
            own,
            of_base,
        })
    }
}

/// The search for something that a restriction allows and its base does not.
struct Comparison<'c> {
    components: &'c Components,
    literals: &'c Literals<'c>,
    /// Where the base is.
    base: Span,
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

/// Why an element of the restriction is not one of the base, for those that were compared.
type Differences = HashMap<(ElementId, ElementId), Option<String>>;

/// The states in which the base may be when the restriction is in one; `None` is before the first
/// element.
type Pair = (Option<usize>, Option<BTreeSet<usize>>);

impl Comparison<'_> {
    /// Whether the automata allow just what the content models allow.
    fn is_exact(&self) -> bool {
        self.own.is_exact && self.of_base.is_exact
    }

    /// Searches as far as there are steps left.
    fn run(&self, left: &mut usize) -> Result<(), Diagnostic> {
        let most = MAX_STEPS.min(*left);
        let mut steps = 0;
        let mut differences = Differences::new();
        let mut seen: HashSet<Pair> = HashSet::new();
        let mut waiting: VecDeque<Pair> = VecDeque::from([(None, None)]);
        while let Some((own, of_base)) = waiting.pop_front() {
            if steps >= most {
                break;
            }
            if self.own_may_end(own) && !self.base_may_end(of_base.as_ref()) {
                return Err(self.too_short(own, of_base.as_ref()));
            }
            let (next, base_steps) = self.base_next(of_base.as_ref());
            steps += base_steps;
            let candidates = self.candidates(next);
            for next in self.own_next(own) {
                let matching = self.matching(*next, &candidates, &mut differences)?;
                steps += 1 + matching.len();
                let pair = (Some(*next), Some(matching));
                if seen.insert(pair.clone()) {
                    waiting.push_back(pair);
                }
            }
        }
        *left = left.saturating_sub(steps);
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

    /// The states that may come next in the base, and how many steps lead there.
    fn base_next(&self, states: Option<&BTreeSet<usize>>) -> (BTreeSet<usize>, usize) {
        let Some(states) = states else {
            let first = &self.of_base.first;
            return (first.iter().copied().collect(), first.len());
        };
        let steps = self.base_states(states).map(|state| state.next.len()).sum();
        let next = self.base_states(states).flat_map(|state| &state.next);
        (next.copied().collect(), steps)
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
        differences: &mut Differences,
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
                for (number, of_base) in allowing {
                    if wildcard.process >= of_base.process {
                        matching.insert(*number);
                    } else {
                        fault = Some((WEAKER.to_owned(), *number));
                    }
                }
            }
            Symbol::Element(id) => {
                for (number, of_base) in self.of_name(id, candidates) {
                    let difference = differences
                        .entry((id, of_base))
                        .or_insert_with(|| self.difference(id, of_base));
                    match difference {
                        None => {
                            matching.insert(number);
                        }
                        Some(message) => fault = Some((message.clone(), number)),
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
        if own.name != of_base.name {
            // The head of a substitution group stands for its members, of which this is one.
            return None;
        }
        let name = quoted(&own.name.local);
        if own.nillable && !of_base.nillable {
            return Some(format!(
                "the element {name} is not nillable in the type that is restricted"
            ));
        }
        if let Some(fixed) = &of_base.fixed
            && !own
                .fixed
                .as_ref()
                .is_some_and(|own| self.literals.may_be_equal(of_base.ty, own, fixed))
        {
            let fixed = quoted(fixed);
            return Some(format!(
                "the element {name} has the fixed value {fixed} in the type that is restricted"
            ));
        }
        let blocked = of_base.disallowed_substitutions;
        if own.disallowed_substitutions.and(blocked) != blocked {
            return Some(format!(
                "the element {name} blocks less than in the type that is restricted, which blocks {}",
                blocked.words().join(", ")
            ));
        }
        match steps(self.components, own.ty, of_base.ty) {
            None => Some(format!(
                "the type of the element {name} is not derived from the one it has in the type \
                 that is restricted"
            )),
            // Everything is derived from `xs:anyType`, one way or the other.
            Some(steps) if steps.methods.extension && of_base.ty != ANY_TYPE => Some(format!(
                "the type of the element {name} is an extension of the one it has in the type that \
                 is restricted"
            )),
            Some(_) => None,
        }
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
            .related(self.base, format!("it allows {}", self.named(candidates)))
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
        let required = format!("it requires {}", self.named(&self.base_next(of_base).0));
        Diagnostic::error(Code::WrongRestriction, message)
            .at(self.span)
            .related(self.base, required)
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
