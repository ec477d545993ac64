//! Content models to fields.
//!
//! - A sequence or `all` of elements: a field each, in order. A sequence within one is a part of
//!   it; if it is optional, so are its elements.
//! - A choice between elements: one field that is a choice. A choice within one is a part of it.
//! - A choice between sequences: their elements, all optional, in an order that fits every branch.
//! - What occurs repeatedly and has several elements, or comes back to an earlier name: one
//!   repeated choice over the names, like XJC makes it, which keeps the order of a document.

use super::effective::Budget;
use super::fields::{Combiner, Field, Leaf};
use super::substitution::SubstitutionGroups;
use crate::diagnostic::{Code, Diagnostic};
use crate::xsd::components::{Components, ElementId, Particle, Term};

/// How deep particles may be nested, each group within a group counted where it is used.
const MAX_DEPTH: usize = 256;

/// The content model of one complex type.
pub(super) struct ContentModel<'c, 'd> {
    pub(super) components: &'c Components,
    pub(super) combiner: Combiner<'d>,
    pub(super) budget: &'d mut Budget,
    pub(super) substitution_groups: &'c SubstitutionGroups,
}

impl ContentModel<'_, '_> {
    /// What a particle amounts to.
    pub(super) fn fields(&mut self, particle: &Particle) -> Vec<Field> {
        self.particle(particle, 0)
    }

    fn particle(&mut self, particle: &Particle, depth: usize) -> Vec<Field> {
        if particle.occurs.max == Some(0)
            || !self
                .budget
                .spend(1, particle.span, self.combiner.diagnostics)
        {
            return Vec::new();
        }
        if depth > MAX_DEPTH {
            let message = format!("groups and particles are nested more than {MAX_DEPTH} deep");
            let diagnostic = Diagnostic::error(Code::TooDeep, message).at(particle.span);
            self.combiner.diagnostics.push(diagnostic);
            return Vec::new();
        }
        let (fields, group) = match &particle.term {
            Term::Element(id) => {
                return self.element(*id, particle).into_iter().collect();
            }
            Term::Any(_) => {
                let mut any = self.combiner.any(particle.occurs, particle.span);
                any.doc = particle.doc.clone();
                return vec![any];
            }
            Term::Group(id) => {
                let group = self.components.group(*id);
                let content = group.content.as_ref();
                let fields =
                    content.map_or(Vec::new(), |content| self.particle(content, depth + 1));
                (fields, Some(group))
            }
            Term::Sequence(particles) | Term::All(particles) => {
                let mut fields = Vec::new();
                for particle in particles {
                    fields.extend(self.particle(particle, depth + 1));
                }
                (self.combiner.sequence(fields), None)
            }
            Term::Choice(particles) => {
                let branches = particles
                    .iter()
                    .filter(|branch| branch.occurs.max != Some(0));
                let branches = branches
                    .map(|branch| self.particle(branch, depth + 1))
                    .collect();
                (
                    self.combiner
                        .choice(branches, particle.occurs.is_repeated()),
                    None,
                )
            }
        };
        let mut fields = self.combiner.repeat(fields, particle.occurs);
        if let [field] = fields.as_mut_slice()
            && field.is_choice()
        {
            let doc = particle
                .doc
                .as_ref()
                .or(group.and_then(|group| group.doc.as_ref()));
            field.doc = field.doc.take().or(doc.cloned());
            field.group = field
                .group
                .take()
                .or(group.map(|group| group.name.local.clone()));
            field.span = particle.span;
        }
        fields
    }

    /// An element, or one of those that may stand in its place.
    fn element(&mut self, id: ElementId, particle: &Particle) -> Option<Field> {
        let members = self.substitution_groups.members(id);
        if members.is_empty() {
            let leaf = self.leaf(id, particle);
            return Some(self.combiner.element(leaf, particle.occurs));
        }
        let is_concrete = |id: &ElementId| !self.components.element(*id).is_abstract;
        let all = [id].into_iter().chain(members.iter().copied());
        let leaves: Vec<Leaf> = all
            .filter(is_concrete)
            .map(|id| self.leaf(id, particle))
            .collect();
        let span = particle.span;
        if !self
            .budget
            .spend(leaves.len(), span, self.combiner.diagnostics)
        {
            return None;
        }
        let mut field = self.combiner.group(id, leaves, particle.occurs, span)?;
        field.doc = particle.doc.clone();
        Some(field)
    }

    /// An element where it occurs. What the occurrence says of it goes before what its
    /// declaration says.
    fn leaf(&self, id: ElementId, particle: &Particle) -> Leaf {
        let element = self.components.element(id);
        Leaf {
            name: element.name.clone(),
            ty: element.ty,
            is_plain: element.disallowed_substitutions.extension,
            nillable: element.nillable,
            default: element.default.clone(),
            fixed: element.fixed.clone(),
            doc: particle.doc.clone().or_else(|| element.doc.clone()),
            span: match self.components.is_global(id) {
                true => element.span,
                false => particle.span,
            },
        }
    }
}
