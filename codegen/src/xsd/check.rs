//! What must hold between components: no definition needs itself, and every type is based on one
//! of the right kind.

use super::builtin;
use super::components::{
    AttributeUse, Components, Content, Derivation, Particle, Term, Type, TypeId, TypeKind, TypeRef,
};
use super::syntax::Method;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Builtin;
use crate::source::Span;

/// Reports every violation.
pub fn check(components: &Components, diagnostics: &mut Diagnostics) {
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
    let name = |id: usize| {
        components
            .groups
            .get(id)
            .map_or("", |group| &group.name.local)
    };
    report_cycles("group", "holds", &groups, name, diagnostics);

    let groups: Vec<_> = components
        .attribute_groups
        .iter()
        .map(|group| used_attribute_groups(&group.attributes))
        .collect();
    let name = |id: usize| {
        components
            .attribute_groups
            .get(id)
            .map_or("", |group| &group.name.local)
    };
    report_cycles("attribute group", "holds", &groups, name, diagnostics);

    let heads: Vec<_> = components
        .elements
        .iter()
        .take(components.global_elements)
        .map(|element| element.substitutes.map(|head| (head.0, element.span)))
        .map(Vec::from_iter)
        .collect();
    let name = |id: usize| {
        let element = components.elements.get(id);
        element.map_or("", |element| &element.name.local)
    };
    report_cycles(
        "element",
        "stands in the place of",
        &heads,
        name,
        diagnostics,
    );
    for ty in &components.types {
        check_base(components, ty, diagnostics);
    }
    for attribute in &components.attributes {
        if !is_simple(components, attribute.ty) {
            let message = format!(
                "the attribute {} has a complex type: an attribute holds a value only",
                quoted(&attribute.name.local)
            );
            diagnostics.push(Diagnostic::error(Code::WrongBase, message).at(attribute.span));
        }
    }
}

/// A definition that another needs, and where that says so.
type Edge = (usize, Span);

fn bases(ty: &Type) -> Vec<Edge> {
    match &ty.kind {
        TypeKind::Complex(complex) => match complex.derivation {
            Some(Derivation {
                base: TypeRef::Defined(id),
                span,
                ..
            }) => vec![(id.0, span)],
            _ => Vec::new(),
        },
        TypeKind::Simple(simple) => simple
            .parts()
            .iter()
            .chain([&simple.base])
            .filter_map(|part| match part {
                TypeRef::Defined(id) => Some((id.0, ty.span)),
                TypeRef::Builtin(_) => None,
            })
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
            Term::Element(_) | Term::Any => {}
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

fn is_simple(components: &Components, ty: TypeRef) -> bool {
    match ty {
        TypeRef::Builtin(builtin) => builtin != Builtin::AnyType,
        TypeRef::Defined(id) => matches!(components.ty(id).kind, TypeKind::Simple(_)),
    }
}

/// Whether it is a complex type with simple content.
fn has_simple_content(components: &Components, ty: TypeRef) -> bool {
    match ty {
        TypeRef::Builtin(_) => false,
        TypeRef::Defined(id) => match &components.ty(id).kind {
            TypeKind::Complex(complex) => matches!(complex.content, Content::Simple(_)),
            TypeKind::Simple(_) => false,
        },
    }
}

/// Whether it is a complex type with mixed content, which may be restricted to a value.
///
/// Source: XML Schema Part 1, section 3.4.3, Derivation Valid (Restriction, Complex), 5.1.2.
fn is_mixed(components: &Components, ty: TypeRef) -> bool {
    match ty {
        TypeRef::Builtin(builtin) => builtin == Builtin::AnyType,
        TypeRef::Defined(id) => match &components.ty(id).kind {
            TypeKind::Complex(complex) => complex.mixed,
            TypeKind::Simple(_) => false,
        },
    }
}

/// What a type of a kind is derived from, and what to do where it is not.
struct Expected {
    base: &'static str,
    help: Option<&'static str>,
}

/// Checks the base of a type.
///
/// Source: XML Schema Part 1, section 3.4.3 and 3.14.3, and Part 2, section 4.1.2.
fn check_base(components: &Components, ty: &Type, diagnostics: &mut Diagnostics) {
    let (base, span, fits, expected) = match &ty.kind {
        TypeKind::Simple(simple) => {
            let expected = Expected {
                base: "a simple type is derived from a simple type",
                help: None,
            };
            (
                simple.base,
                ty.span,
                is_simple(components, simple.base),
                expected,
            )
        }
        TypeKind::Complex(complex) => {
            let Some(Derivation { base, method, span }) = complex.derivation else {
                return;
            };
            let is_simple = is_simple(components, base);
            let holds_value = has_simple_content(components, base);
            let (fits, expected) = match (&complex.content, method) {
                (Content::Elements(_), _) => (
                    !is_simple && !holds_value,
                    Expected {
                        base: "`complexContent` is derived from a complex type that holds elements",
                        help: Some("use `simpleContent`"),
                    },
                ),
                (Content::Simple(_), Method::Extension) => (
                    is_simple || holds_value,
                    Expected {
                        base: "`simpleContent` extends a simple type, or a complex type that holds a value",
                        help: Some("use `complexContent`"),
                    },
                ),
                (Content::Simple(narrowing), Method::Restriction) => (
                    holds_value || narrowing.inline.is_some() && is_mixed(components, base),
                    Expected {
                        base: "`simpleContent` restricts a complex type that holds a value",
                        help: is_simple.then_some("restrict it in a `simpleType`, and extend that"),
                    },
                ),
            };
            (base, span, fits, expected)
        }
    };
    if fits {
        return;
    }
    let name = match base {
        TypeRef::Builtin(builtin) => builtin::name(builtin),
        TypeRef::Defined(id) => &components.ty(id).name.local,
    };
    let message = format!("{} cannot be the base: {}", quoted(name), expected.base);
    let mut diagnostic = Diagnostic::error(Code::WrongBase, message).at(span);
    if let TypeRef::Defined(id) = base {
        let base = components.ty(id);
        let kind = match &base.kind {
            TypeKind::Simple(_) => "this is a simple type",
            TypeKind::Complex(complex) => match complex.content {
                Content::Elements(_) => "this is a complex type that holds elements",
                Content::Simple(_) => "this is a complex type that holds a value",
            },
        };
        diagnostic = diagnostic.related(base.span, kind);
    }
    if let Some(help) = expected.help {
        diagnostic = diagnostic.help(help);
    }
    diagnostics.push(diagnostic);
}
