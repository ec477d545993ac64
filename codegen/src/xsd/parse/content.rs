//! Content models: model groups, their particles, and named groups.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Occurs;
use crate::xsd::doc::documentation;
use crate::xsd::grammar;
use crate::xsd::reader::{Node, Reader};
use crate::xsd::syntax::{AttributeGroup, Group, Particle, Term};

impl Reader<'_> {
    /// A model group definition.
    pub(super) fn group(&mut self, node: Node<'_>) -> Option<Group> {
        let children = self.accept(node, &grammar::GROUP);
        let content = children.first().and_then(|child| self.particle(*child));
        if let Some(child) = children.first() {
            self.reject_occurs(*child);
        }
        Some(Group {
            span: self.tag(node),
            doc: documentation(node),
            name: self.name(node)?,
            content,
        })
    }

    /// An attribute group definition.
    pub(super) fn attribute_group(&mut self, node: Node<'_>) -> Option<AttributeGroup> {
        let children = self.accept(node, &grammar::ATTRIBUTE_GROUP);
        let attributes = self.attributes(&children);
        Some(AttributeGroup {
            span: self.tag(node),
            name: self.name(node)?,
            attributes,
        })
    }

    /// A part of a content model.
    pub(super) fn particle(&mut self, node: Node<'_>) -> Option<Particle> {
        let term = match node.tag_name().name() {
            "element" => self.element_term(node)?,
            "group" => {
                self.accept(node, &grammar::GROUP_REF);
                Term::GroupRef(self.qname(node, "ref")?)
            }
            "sequence" => Term::Sequence(self.particles(node, &grammar::MODEL_GROUP_PARTICLE)),
            "choice" => Term::Choice(self.particles(node, &grammar::MODEL_GROUP_PARTICLE)),
            "all" => self.all(node),
            "any" => Term::Any(self.wildcard(node, &grammar::ANY)),
            _ => return None,
        };
        Some(Particle {
            span: self.tag(node),
            doc: documentation(node),
            occurs: self.occurs(node),
            term,
        })
    }

    fn particles(&mut self, node: Node<'_>, rule: &grammar::Rule) -> Vec<Particle> {
        let children = self.accept(node, rule);
        children
            .into_iter()
            .filter_map(|child| self.particle(child))
            .collect()
    }

    fn element_term(&mut self, node: Node<'_>) -> Option<Term> {
        let children = self.accept(node, &grammar::LOCAL_ELEMENT);
        if !self.has_name_or_ref(node) {
            return None;
        }
        if !node.has_attribute("ref") {
            return Some(Term::Element(Box::new(self.element(node, &children)?)));
        }
        let own = [
            "name", "type", "nillable", "default", "fixed", "form", "block",
        ];
        self.exclude_from_ref(node, &own, &children);
        self.qname(node, "ref").map(Term::ElementRef)
    }

    /// `xs:all`, whose elements occur once at most (XML Schema Part 1, section 3.8.6).
    fn all(&mut self, node: Node<'_>) -> Term {
        let particles = self.particles(node, &grammar::ALL_PARTICLE);
        let whole = self.occurs(node);
        if whole.is_repeated() || whole.max == Some(0) {
            self.bad_value(
                node,
                "maxOccurs",
                "`1`: `all` is the whole of a content model",
            );
        }
        for particle in particles
            .iter()
            .filter(|particle| particle.occurs.is_repeated())
        {
            let diagnostic =
                Diagnostic::error(Code::BadValue, "an element of `all` occurs once at most")
                    .at(particle.span)
                    .label("this one may occur more often")
                    .help("use a `sequence`, or a `choice` that occurs any number of times");
            self.report(diagnostic);
        }
        Term::All(particles)
    }

    /// Reports an occurrence where a definition stands: it belongs where the definition is used.
    fn reject_occurs(&mut self, node: Node<'_>) {
        for name in ["minOccurs", "maxOccurs"] {
            if node.has_attribute(name) && self.occurs(node) != Occurs::ONCE {
                self.bad_value(
                    node,
                    name,
                    "no occurrence here, but where the group is used",
                );
            }
        }
    }
}
