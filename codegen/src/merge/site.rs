//! Where in a model a type is used, so that the use can be named and changed.

use crate::diagnostic::quoted;
use crate::model::{
    Attribute, Choice, Complex, Content, Element, Model, Particle, TypeId, TypeKind, TypeRef,
};
use crate::source::Span;

/// A use of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Site {
    /// The type of a root.
    Root(usize),
    /// The type of an element of a complex type.
    Element(TypeId, usize),
    /// The type of an alternative of a choice.
    Alternative(TypeId, usize),
    /// The type of an attribute of a complex type.
    Attribute(TypeId, usize),
    /// The type of the text of a complex type.
    Text(TypeId),
}

/// What a model says about a use of a type.
pub(super) struct Use<'m> {
    pub(super) ty: TypeRef,
    pub(super) span: Span,
    pub(super) nillable: bool,
    pub(super) default: Option<&'m str>,
    pub(super) fixed: Option<&'m str>,
    /// The name of the element or attribute; nothing for the text of a type.
    pub(super) name: Option<&'m str>,
}

pub(super) fn complex(model: &Model, id: TypeId) -> Option<&Complex> {
    match &model.get(id)?.kind {
        TypeKind::Complex(complex) => Some(complex),
        _ => None,
    }
}

pub(super) fn complex_mut(model: &mut Model, id: TypeId) -> Option<&mut Complex> {
    match &mut model.types.get_mut(id.0)?.kind {
        TypeKind::Complex(complex) => Some(complex),
        _ => None,
    }
}

pub(super) fn particle_mut(model: &mut Model, id: TypeId, place: usize) -> Option<&mut Particle> {
    match &mut complex_mut(model, id)?.content {
        Content::Elements(particles) => particles.get_mut(place),
        Content::Empty | Content::Text(_) => None,
    }
}

pub(super) fn choice(model: &Model, id: TypeId) -> Option<&Choice> {
    match &model.get(id)?.kind {
        TypeKind::Choice(choice) => Some(choice),
        _ => None,
    }
}

fn choice_mut(model: &mut Model, id: TypeId) -> Option<&mut Choice> {
    match &mut model.types.get_mut(id.0)?.kind {
        TypeKind::Choice(choice) => Some(choice),
        _ => None,
    }
}

impl Site {
    pub(super) fn find(self, model: &Model) -> Option<Use<'_>> {
        Some(match self {
            Self::Root(place) => {
                let root = model.roots.get(place)?;
                Use {
                    ty: root.ty,
                    span: root.span,
                    nillable: root.nillable,
                    default: root.default.as_deref(),
                    fixed: root.fixed.as_deref(),
                    name: Some(&root.name.local),
                }
            }
            Self::Element(id, place) => match complex(model, id)?.content.particles().get(place)? {
                Particle::Element(element) => Use {
                    ty: element.ty,
                    span: element.span,
                    nillable: element.nillable,
                    default: element.default.as_deref(),
                    fixed: element.fixed.as_deref(),
                    name: Some(&element.name.local),
                },
                Particle::Choice(_) => return None,
            },
            Self::Alternative(id, place) => {
                let alternative = choice(model, id)?.alternatives.get(place)?;
                Use {
                    ty: alternative.ty,
                    span: alternative.span,
                    nillable: alternative.nillable,
                    default: alternative.default.as_deref(),
                    fixed: alternative.fixed.as_deref(),
                    name: Some(&alternative.name.local),
                }
            }
            Self::Attribute(id, place) => {
                let attribute = complex(model, id)?.attributes.get(place)?;
                Use {
                    ty: attribute.value.ty,
                    span: attribute.span,
                    nillable: false,
                    default: attribute.value.default.as_deref(),
                    fixed: attribute.value.fixed.as_deref(),
                    name: Some(&attribute.name.local),
                }
            }
            Self::Text(id) => match &complex(model, id)?.content {
                Content::Text(value) => Use {
                    ty: value.ty,
                    span: model.get(id)?.span,
                    nillable: false,
                    default: value.default.as_deref(),
                    fixed: value.fixed.as_deref(),
                    name: None,
                },
                Content::Empty | Content::Elements(_) => return None,
            },
        })
    }

    /// The place for another type of the same use.
    pub(super) fn type_mut(self, model: &mut Model) -> Option<&mut TypeRef> {
        Some(match self {
            Self::Root(place) => &mut model.roots.get_mut(place)?.ty,
            Self::Element(id, place) => &mut element_mut(model, id, place)?.ty,
            Self::Alternative(id, place) => {
                &mut choice_mut(model, id)?.alternatives.get_mut(place)?.ty
            }
            Self::Attribute(id, place) => &mut attribute_mut(model, id, place)?.value.ty,
            Self::Text(id) => match &mut complex_mut(model, id)?.content {
                Content::Text(value) => &mut value.ty,
                Content::Empty | Content::Elements(_) => return None,
            },
        })
    }

    /// Lets the use have any value, and no longer a fixed one.
    pub(super) fn unfix(self, model: &mut Model) {
        let fixed = match self {
            Self::Root(place) => model.roots.get_mut(place).map(|root| &mut root.fixed),
            Self::Element(id, place) => element_mut(model, id, place).map(|e| &mut e.fixed),
            Self::Alternative(id, place) => choice_mut(model, id)
                .and_then(|c| c.alternatives.get_mut(place))
                .map(|a| &mut a.fixed),
            Self::Attribute(id, place) => {
                attribute_mut(model, id, place).map(|a| &mut a.value.fixed)
            }
            Self::Text(id) => match complex_mut(model, id).map(|complex| &mut complex.content) {
                Some(Content::Text(value)) => Some(&mut value.fixed),
                _ => None,
            },
        };
        if let Some(fixed) = fixed {
            *fixed = None;
        }
    }

    /// Lets the element be nil. Whether that is possible.
    pub(super) fn make_nillable(self, model: &mut Model) -> bool {
        let nillable = match self {
            Self::Element(id, place) => element_mut(model, id, place).map(|e| &mut e.nillable),
            Self::Alternative(id, place) => choice_mut(model, id)
                .and_then(|c| c.alternatives.get_mut(place))
                .map(|a| &mut a.nillable),
            Self::Root(place) => model.roots.get_mut(place).map(|root| &mut root.nillable),
            Self::Attribute(..) | Self::Text(_) => None,
        };
        nillable.map(|nillable| *nillable = true).is_some()
    }

    /// The use in words: "the attribute `Href` of `LinkType`".
    pub(super) fn describe(self, model: &Model) -> String {
        let name = self.find(model).and_then(|found| found.name);
        let name = quoted(name.unwrap_or(""));
        let path = |id| quoted(&model.path(id));
        match self {
            Self::Root(_) => format!("the root {name}"),
            Self::Element(id, _) | Self::Alternative(id, _) => {
                format!("the element {name} of {}", path(id))
            }
            Self::Attribute(id, _) => format!("the attribute {name} of {}", path(id)),
            Self::Text(id) => format!("the text of {}", path(id)),
        }
    }
}

pub(super) fn element_mut(model: &mut Model, id: TypeId, place: usize) -> Option<&mut Element> {
    match particle_mut(model, id, place)? {
        Particle::Element(element) => Some(element),
        Particle::Choice(_) => None,
    }
}

pub(super) fn attribute_mut(model: &mut Model, id: TypeId, place: usize) -> Option<&mut Attribute> {
    complex_mut(model, id)?.attributes.get_mut(place)
}
