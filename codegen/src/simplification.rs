//! Where the types say less than the schema, and why.

use std::fmt;

use crate::layout::{Layout, is_inline};
use crate::model::{Complex, FacetKind, Model, Occurs, Particle, TypeId, TypeKind};

/// A kind of simplification, and how often it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Simplification {
    /// What was simplified.
    pub kind: SimplificationKind,
    /// How often.
    pub count: usize,
}

/// What a type says less of than the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum SimplificationKind {
    /// A complex type that only holds a repeated element has no Rust type.
    WrappedList,
    /// An abstract type has no Rust type.
    AbstractType,
    /// Elements that occur repeatedly as a whole, or in several places, are one list.
    RepeatedGroup,
    /// Elements of a branch of a choice are fields that are optional each for itself.
    Branch,
    /// The bounds of a list are not part of its type.
    Bounds,
    /// A restriction has the Rust type of what it restricts.
    Facets,
    /// A wildcard takes elements or attributes of any namespace.
    Wildcard,
    /// Nothing is made of a `key`, `keyref` or `unique`.
    IdentityConstraint,
}

impl fmt::Display for Simplification {
    /// `3 abstract types have no type: …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use SimplificationKind::{
            AbstractType, Bounds, Branch, Facets, IdentityConstraint, RepeatedGroup, Wildcard,
            WrappedList,
        };
        let (one, many, why) = match self.kind {
            WrappedList => (
                "type that only holds a repeated element is",
                "types that only hold a repeated element are",
                "a `Vec` in the fields: no type has to be named to get at the items",
            ),
            AbstractType => (
                "abstract type has",
                "abstract types have",
                "no type: no document holds one, and all that extend it have its fields",
            ),
            RepeatedGroup => (
                "group of elements that are repeated is",
                "groups of elements that are repeated are",
                "a `Vec` of an enum: that keeps the order of a document, not the rules for it",
            ),
            Branch => (
                "element of a branch of a choice is",
                "elements of branches of choices are",
                "an `Option` each: the documentation says which go together",
            ),
            Bounds => (
                "list has",
                "lists have",
                "bounds that a `Vec` has not: the documentation says them",
            ),
            Facets => (
                "restriction is",
                "restrictions are",
                "the type that is restricted: the documentation says the facets",
            ),
            Wildcard => (
                "wildcard takes",
                "wildcards take",
                "what is in any namespace: what came is kept, whatever it is",
            ),
            IdentityConstraint => (
                "identity constraint is",
                "identity constraints are",
                "left to validators: a rule for a whole document is no part of a type",
            ),
        };
        match self.count {
            1 => write!(f, "1 {one} {why}"),
            count => write!(f, "{count} {many} {why}"),
        }
    }
}

/// All that was simplified in a model.
#[must_use]
pub fn simplifications(model: &Model, layout: &Layout) -> Vec<Simplification> {
    use SimplificationKind::{
        AbstractType, Bounds, Branch, Facets, IdentityConstraint, RepeatedGroup, Wildcard,
        WrappedList,
    };
    let mut found = Vec::new();
    for (id, def) in model.iter() {
        match &def.kind {
            TypeKind::Simple(simple) => {
                let says = |kind| kind != FacetKind::WhiteSpace;
                if (layout.is_emitted(id) || is_inline(def))
                    && simple.facets.iter().any(|facet| says(facet.kind))
                {
                    found.push(Facets);
                }
            }
            TypeKind::Complex(complex) if layout.is_emitted(id) => {
                found.extend(complex.any_attributes.then_some(Wildcard));
                found.extend(
                    own_particles(complex).filter_map(|particle| match particle {
                        Particle::Element(element) if element.loosened => Some(Branch),
                        Particle::Choice(choice) if choice.loosened => Some(RepeatedGroup),
                        Particle::Choice(choice) if is_wildcard(model, choice.ty) => Some(Wildcard),
                        Particle::Element(element) => has_bounds(element.occurs).then_some(Bounds),
                        Particle::Choice(choice) => has_bounds(choice.occurs).then_some(Bounds),
                    }),
                );
            }
            TypeKind::Complex(complex) if complex.is_abstract => found.push(AbstractType),
            TypeKind::Complex(_) if def.replace.is_none() && layout.is_list(def) => {
                found.push(WrappedList);
            }
            _ => {}
        }
    }
    found.extend(std::iter::repeat_n(
        IdentityConstraint,
        model.identity_constraints,
    ));
    found.sort_unstable();
    let counted = found.chunk_by(|a, b| a == b);
    counted
        .filter_map(|same| {
            Some(Simplification {
                kind: *same.first()?,
                count: same.len(),
            })
        })
        .collect()
}

/// What a type does not have from its base.
fn own_particles(complex: &Complex) -> impl Iterator<Item = &Particle> {
    complex.content.particles().iter().filter(|particle| {
        let inherited = match particle {
            Particle::Element(element) => element.inherited_from,
            Particle::Choice(choice) => choice.inherited_from,
        };
        inherited.is_none()
    })
}

fn is_wildcard(model: &Model, id: TypeId) -> bool {
    match model.get(id).map(|def| &def.kind) {
        Some(TypeKind::Choice(choice)) => choice.is_wildcard(),
        _ => false,
    }
}

/// Whether a list is not as long as it likes.
fn has_bounds(occurs: Occurs) -> bool {
    occurs.is_repeated() && occurs != Occurs::ANY
}
