//! No definition needs itself.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::source::Span;
use crate::xsd::components::{
    AttributeGroupId, AttributeUse, Components, Derivation, ElementId, GroupId, Particle, Term,
    Type, TypeId, TypeKind,
};

/// Reports each definition that needs itself.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    let types = components.types.iter().map(bases).collect::<Vec<_>>();
    report_cycles(
        "type",
        "is derived from",
        &types,
        |id| &components.ty(TypeId(id)).name.local,
        diagnostics,
    );

    let groups: Vec<_> = components
        .groups
        .iter()
        .map(|group| used_groups(group.content.as_ref()))
        .collect();
    let name = |id| &*components.group(GroupId(id)).name.local;
    report_cycles("group", "holds", &groups, name, diagnostics);

    let groups: Vec<_> = components
        .attribute_groups
        .iter()
        .map(|group| used_attribute_groups(&group.attributes))
        .collect();
    let name = |id| &*components.attribute_group(AttributeGroupId(id)).name.local;
    report_cycles("attribute group", "holds", &groups, name, diagnostics);

    let heads: Vec<_> = components
        .elements
        .iter()
        .take(components.global_elements)
        .map(|element| element.substitutes.map(|head| (head.0, element.span)))
        .map(Vec::from_iter)
        .collect();
    let name = |id| &*components.element(ElementId(id)).name.local;
    report_cycles(
        "element",
        "stands in the place of",
        &heads,
        name,
        diagnostics,
    );
}

/// A definition that another needs, and where that says so.
type Edge = (usize, Span);

fn bases(ty: &Type) -> Vec<Edge> {
    match &ty.kind {
        TypeKind::Complex(complex) => {
            let edge =
                |derivation: Derivation| Some((derivation.base.defined()?.0, derivation.span));
            complex.derivation.and_then(edge).into_iter().collect()
        }
        TypeKind::Simple(simple) => simple
            .parts()
            .iter()
            .chain([&simple.base])
            .filter_map(|part| Some((part.defined()?.0, ty.span)))
            .collect(),
    }
}

fn used_groups(particle: Option<&Particle>) -> Vec<Edge> {
    let mut used = Vec::new();
    let mut waiting: Vec<&Particle> = particle.into_iter().collect();
    while let Some(particle) = waiting.pop() {
        match &particle.term {
            Term::Group(id) => used.push((id.0, particle.span)),
            Term::Sequence(particles) | Term::Choice(particles) | Term::All(particles) => {
                waiting.extend(particles.iter().rev());
            }
            Term::Element(_) | Term::Any(_) => {}
        }
    }
    used
}

fn used_attribute_groups(uses: &[AttributeUse]) -> Vec<Edge> {
    let groups = uses.iter().filter_map(|attribute| match attribute {
        AttributeUse::Group { group, span } => Some((group.0, *span)),
        AttributeUse::Attribute { .. } => None,
    });
    groups.collect()
}

/// Reports each cycle among definitions once, at the place that closes it.
fn report_cycles<'n>(
    kind: &str,
    verb: &str,
    edges: &[Vec<Edge>],
    name: impl Fn(usize) -> &'n str,
    diagnostics: &mut Diagnostics,
) {
    for path in cycles(edges) {
        let Some(((closing, span), others)) = path.split_last() else {
            continue;
        };
        let message = format!("the {kind} {} {verb} itself", quoted(name(*closing)));
        let mut diagnostic = Diagnostic::error(Code::Circular, message)
            .at(*span)
            .label(format!("here it {verb} {}", quoted(name(*closing))));
        for (id, span) in others {
            diagnostic = diagnostic.related(*span, format!("which {verb} {}", quoted(name(*id))));
        }
        diagnostics.push(diagnostic);
    }
}

/// The cycles that a depth-first search meets, each as the edges along it. The search keeps its
/// own stack, because definitions may need each other in long chains.
fn cycles(edges: &[Vec<Edge>]) -> Vec<Vec<Edge>> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut cycles = Vec::new();
    let mut states = vec![State::New; edges.len()];
    let set = |states: &mut Vec<State>, id: usize, state| {
        if let Some(slot) = states.get_mut(id) {
            *slot = state;
        }
    };
    for start in 0..edges.len() {
        if states.get(start) != Some(&State::New) {
            continue;
        }
        // The path to where the search stands: each definition, the edge that led to it, and
        // how many of its own edges have been followed.
        let mut path: Vec<(usize, Option<Edge>, usize)> = vec![(start, None, 0)];
        set(&mut states, start, State::Open);
        while let Some((id, _, followed)) = path.last_mut() {
            let Some(edge) = edges
                .get(*id)
                .and_then(|edges| edges.get(*followed))
                .copied()
            else {
                set(&mut states, *id, State::Done);
                path.pop();
                continue;
            };
            *followed += 1;
            match states.get(edge.0) {
                Some(State::New) => {
                    set(&mut states, edge.0, State::Open);
                    path.push((edge.0, Some(edge), 0));
                }
                Some(State::Open) => {
                    let within = path.iter().skip_while(|(id, ..)| *id != edge.0).skip(1);
                    cycles.push(
                        within
                            .filter_map(|(_, edge, _)| *edge)
                            .chain([edge])
                            .collect(),
                    );
                }
                _ => {}
            }
        }
    }
    cycles
}
