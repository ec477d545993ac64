//! Content models: where `all` may stand, and what an extension or restriction of mixed content is.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::xsd::components::{
    ComplexType, Components, Content, Method, Particle, Term, TypeId, TypeKind,
};

/// What stands between the tags, with what is inherited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Model {
    /// No elements.
    Empty,
    /// The elements of `all`.
    All,
    /// Elements in another order.
    Other,
    /// Nothing that is known, or no content model.
    Unknown,
}

/// A content model, and whether text stands between its elements.
#[derive(Clone, Copy)]
struct Effective {
    model: Model,
    mixed: bool,
}

/// Reports every violation.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    let contents = components.types.iter().filter_map(|ty| match &ty.kind {
        TypeKind::Complex(ComplexType {
            content: Content::Elements(Some(particle)),
            ..
        }) => Some(particle),
        _ => None,
    });
    for particle in contents {
        check_all(components, particle, true, diagnostics);
    }
    let groups = components.groups.iter();
    for particle in groups.filter_map(|group| group.content.as_ref()) {
        check_all(components, particle, false, diagnostics);
    }
    check_derivations(components, diagnostics);
}

/// Reports groups with an `all` that are not the whole of a content model.
///
/// Source: XML Schema Part 1, section 3.8.6, All Group Limited.
fn check_all(
    components: &Components,
    whole: &Particle,
    is_content: bool,
    diagnostics: &mut Diagnostics,
) {
    let mut waiting = vec![(whole, is_content)];
    while let Some((particle, is_whole)) = waiting.pop() {
        if particle.occurs.max == Some(0) {
            continue;
        }
        match &particle.term {
            Term::Group(id) => {
                let group = components.group(*id);
                let is_all =
                    matches!(&group.content, Some(content) if matches!(content.term, Term::All(_)));
                if is_all && (!is_whole || particle.occurs.is_repeated()) {
                    let message = format!(
                        "the group {} is an `all`: it must be the whole of a content model, once",
                        quoted(&group.name.local)
                    );
                    let diagnostic = Diagnostic::error(Code::WrongContent, message)
                        .at(particle.span)
                        .related(group.span, "the group is declared here");
                    diagnostics.push(diagnostic);
                }
            }
            Term::Sequence(particles) | Term::Choice(particles) | Term::All(particles) => {
                waiting.extend(particles.iter().rev().map(|particle| (particle, false)));
            }
            Term::Element(_) | Term::Any(_) => {}
        }
    }
}

/// Checks each type against its base.
fn check_derivations(components: &Components, diagnostics: &mut Diagnostics) {
    let mut effective: Vec<Option<Effective>> = vec![None; components.types.len()];
    let base = |id| match &components.ty(id).kind {
        TypeKind::Complex(complex) => complex.base(),
        TypeKind::Simple(_) => None,
    };
    for id in components.bases_first(base) {
        let known = |id: TypeId| effective.get(id.0).copied().flatten();
        let found = derived(components, id, base(id).and_then(known), diagnostics);
        if let Some(slot) = effective.get_mut(id.0) {
            *slot = Some(found);
        }
    }
}

/// What a type amounts to; what its base does not allow is reported.
///
/// Source: XML Schema Part 1, section 3.4.2, {content type}, and section 3.4.6, Derivation Valid
/// (Extension) 1.4 and Derivation Valid (Restriction, Complex) 5.
fn derived(
    components: &Components,
    id: TypeId,
    inherited: Option<Effective>,
    diagnostics: &mut Diagnostics,
) -> Effective {
    const UNKNOWN: Effective = Effective {
        model: Model::Unknown,
        mixed: false,
    };
    let TypeKind::Complex(complex) = &components.ty(id).kind else {
        return UNKNOWN;
    };
    let Content::Elements(particle) = &complex.content else {
        return UNKNOWN;
    };
    let own = Effective {
        model: own_model(components, particle.as_ref()),
        mixed: complex.mixed,
    };
    let Some(derivation) = complex.derivation else {
        return own;
    };
    let Some(inherited) = inherited.filter(|inherited| inherited.model != Model::Unknown) else {
        return UNKNOWN;
    };
    if derivation.method == Method::Restriction {
        if own.mixed && !inherited.mixed {
            let message = "a restriction of a type without text between its elements has none";
            diagnostics.push(
                Diagnostic::error(Code::WrongContent, message)
                    .at(derivation.span)
                    .help("remove `mixed`, or make the base type mixed"),
            );
        }
        return own;
    }
    if own.model == Model::Empty && !own.mixed {
        return inherited;
    }
    let message = if inherited.model == Model::Empty {
        None
    } else if own.model == Model::All {
        Some("an `all` cannot extend a type that has elements")
    } else if inherited.model == Model::All && own.model != Model::Empty {
        Some("a type whose elements are an `all` cannot be extended by more")
    } else {
        None
    };
    if let Some(message) = message {
        let diagnostic = Diagnostic::error(Code::WrongContent, message)
            .at(derivation.span)
            .help("use a `sequence` in both types");
        diagnostics.push(diagnostic);
    }
    let has_content = inherited.model != Model::Empty || inherited.mixed;
    if has_content && inherited.mixed != own.mixed {
        let (message, help) = match own.mixed {
            true => (
                "an extension of a type without text between its elements has none",
                "remove `mixed`, or make the base type mixed",
            ),
            false => (
                "an extension of a mixed type is mixed",
                "add `mixed=\"true\"`",
            ),
        };
        let diagnostic = Diagnostic::error(Code::WrongContent, message)
            .at(derivation.span)
            .help(help);
        diagnostics.push(diagnostic);
    }
    Effective {
        model: match inherited.model {
            Model::Empty => own.model,
            _ if own.model == Model::Empty => inherited.model,
            _ => Model::Other,
        },
        mixed: own.mixed || inherited.mixed,
    }
}

/// What a type says of its elements itself.
///
/// Source: XML Schema Part 1, section 3.4.2, the explicit content.
fn own_model(components: &Components, particle: Option<&Particle>) -> Model {
    let Some(particle) = particle.filter(|particle| particle.occurs.max != Some(0)) else {
        return Model::Empty;
    };
    let term = match &particle.term {
        Term::Group(id) => match &components.group(*id).content {
            Some(content) => &content.term,
            None => return Model::Other,
        },
        term => term,
    };
    match term {
        Term::All(particles) if !particles.is_empty() => Model::All,
        Term::All(_) => Model::Empty,
        Term::Sequence(particles) if particles.is_empty() => Model::Empty,
        Term::Choice(particles) if particles.is_empty() && particle.occurs.min == 0 => Model::Empty,
        _ => Model::Other,
    }
}
