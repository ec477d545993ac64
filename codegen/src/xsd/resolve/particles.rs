//! Particles: what they refer to, and the elements that they declare in place.

use super::{Place, Resolver};
use crate::model::Occurs;
use crate::xsd::components::{ElementId, GroupId, Particle, Term, Wildcard};
use crate::xsd::grammar::{ELEMENTS, XSD};
use crate::xsd::syntax::{self, QName};

impl<'a> Resolver<'a, '_> {
    pub(super) fn particle(
        &mut self,
        place: Place<'a>,
        particle: &'a syntax::Particle,
    ) -> Particle {
        let term = match &particle.term {
            syntax::Term::Element(element) => {
                let form = element
                    .form
                    .or(self.document(place).map(|d| d.syntax.element_form_default));
                let name = self.local_name(place, &element.name.value, form);
                let element = self.element(place, name, element);
                self.components.elements.push(element);
                Term::Element(ElementId(self.components.elements.len() - 1))
            }
            syntax::Term::ElementRef(name) if is_schema_element(name) => {
                Term::Any(Wildcard::unknown(particle.span))
            }
            syntax::Term::ElementRef(name) => {
                match self.reference(place, &self.symbols.elements, name) {
                    Some(id) => Term::Element(ElementId(id)),
                    None => Term::Any(Wildcard::unknown(particle.span)),
                }
            }
            syntax::Term::GroupRef(name) => {
                match self.reference(place, &self.symbols.groups, name) {
                    Some(id) => Term::Group(GroupId(id)),
                    None => {
                        return Particle {
                            occurs: Occurs::ANY,
                            term: Term::Any(Wildcard::unknown(particle.span)),
                            span: particle.span,
                            doc: particle.doc.clone(),
                        };
                    }
                }
            }
            syntax::Term::Sequence(particles) => Term::Sequence(self.particles(place, particles)),
            syntax::Term::Choice(particles) => Term::Choice(self.particles(place, particles)),
            syntax::Term::All(particles) => Term::All(self.particles(place, particles)),
            syntax::Term::Any(wildcard) => Term::Any(self.wildcard(place, wildcard)),
        };
        Particle {
            occurs: particle.occurs,
            term,
            span: particle.span,
            doc: particle.doc.clone(),
        }
    }

    fn particles(&mut self, place: Place<'a>, particles: &'a [syntax::Particle]) -> Vec<Particle> {
        particles
            .iter()
            .map(|particle| self.particle(place, particle))
            .collect()
    }
}

/// Whether a reference means an element of XML Schema itself: a document with a schema in it.
fn is_schema_element(reference: &QName) -> bool {
    reference.ns.as_deref() == Some(XSD) && ELEMENTS.contains(&&*reference.local)
}
