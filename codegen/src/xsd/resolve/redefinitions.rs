//! Redefinitions: what each says again is there, and is what it is made from.
//!
//! Source: XML Schema Part 1, section 4.2.2, Redefinition Constraints.

use super::Resolver;
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::Occurs;
use crate::source::Span;
use crate::xsd::components::{
    AttributeGroupId, AttributeUse, GroupId, Particle, Term, Type, TypeId, TypeKind, Variety,
};
use crate::xsd::symbols::{Global, Space};

impl Resolver<'_, '_> {
    /// Checks the redefinitions, and tells groups that refer to nothing of what they redefine.
    pub(super) fn redefinitions(&mut self) {
        for number in 0..self.symbols.types.globals.len() {
            self.redefined_type(number);
        }
        for number in 0..self.symbols.groups.globals.len() {
            self.redefined_group(number);
        }
        for number in 0..self.symbols.attribute_groups.globals.len() {
            self.redefined_attributes(number);
        }
    }

    /// A type is derived from the one that it redefines.
    fn redefined_type(&mut self, number: usize) -> Option<()> {
        let symbols = self.symbols;
        let global = symbols.types.globals.get(number)?;
        let ty = self.components.types.get(number)?;
        let (span, base) = (ty.span, base(ty));
        let original = self.original(&symbols.types, global, span)?;
        if base != Some(TypeId(original)) {
            let message = format!(
                "the type {} is redefined without itself: it must be derived from what it redefines",
                quoted(name(global))
            );
            let help = "name it as the `base` of a `restriction` or `extension`";
            self.report(message, span, help);
        }
        Some(())
    }

    fn redefined_group(&mut self, number: usize) -> Option<()> {
        let symbols = self.symbols;
        let global = symbols.groups.globals.get(number)?;
        let span = self.components.groups.get(number)?.span;
        let original = GroupId(self.original(&symbols.groups, global, span)?);
        let group = self.components.groups.get(number)?;
        let uses = uses(group.content.as_ref(), original);
        if !self.refers(name(global), &uses, span) {
            self.components.groups.get_mut(number)?.redefines = Some(original);
        }
        Some(())
    }

    fn redefined_attributes(&mut self, number: usize) -> Option<()> {
        let symbols = self.symbols;
        let global = symbols.attribute_groups.globals.get(number)?;
        let span = self.components.attribute_groups.get(number)?.span;
        let original = self.original(&symbols.attribute_groups, global, span)?;
        let original = AttributeGroupId(original);
        let group = self.components.attribute_groups.get(number)?;
        let uses = group.attributes.iter().filter_map(|used| match used {
            AttributeUse::Group { group, span } if *group == original => {
                Some((Occurs::ONCE, *span))
            }
            _ => None,
        });
        let uses: Vec<(Occurs, Span)> = uses.collect();
        if !self.refers(name(global), &uses, span) {
            self.components.attribute_groups.get_mut(number)?.redefines = Some(original);
        }
        Some(())
    }

    /// The component that a redefinition redefines; it is reported if there is none.
    fn original<S>(&mut self, space: &Space<S>, global: &Global<S>, span: Span) -> Option<usize> {
        let redefined = global.redefines.as_ref()?;
        let original = space.get(&redefined.hidden);
        if original.is_none() {
            let message = format!(
                "there is no {} {} to redefine",
                space.kind,
                quoted(&redefined.name.local)
            );
            let help = "declare it beside the `redefine`";
            self.report(message, span, help);
        }
        original
    }

    /// Whether a group refers to what it redefines; if it does not do so just once, that is reported.
    fn refers(&mut self, name: &str, uses: &[(Occurs, Span)], span: Span) -> bool {
        let wrong = match uses {
            [] => return false,
            [(Occurs::ONCE, _)] => return true,
            [(_, span)] => *span,
            [_, (_, span), ..] => *span,
        };
        let message = format!(
            "{} refers to what it redefines, and not just once",
            quoted(name)
        );
        let diagnostic = Diagnostic::error(Code::Duplicate, message)
            .at(wrong)
            .related(span, "the redefinition")
            .help("a group takes up what it redefines in one place, once");
        self.diagnostics.push(diagnostic);
        true
    }

    fn report(&mut self, message: String, span: Span, help: &str) {
        let diagnostic = Diagnostic::error(Code::WrongBase, message)
            .at(span)
            .help(help);
        self.diagnostics.push(diagnostic);
    }
}

/// The name of a component, which is that of what it redefines.
fn name<S>(global: &Global<S>) -> &str {
    let redefined = global.redefines.as_ref();
    redefined.map_or(&global.name.local, |redefined| &redefined.name.local)
}

/// The type that another is derived from.
fn base(ty: &Type) -> Option<TypeId> {
    match &ty.kind {
        TypeKind::Simple(simple) => match simple.variety {
            Variety::Restriction => simple.base.defined(),
            Variety::List(_) | Variety::Union(_) => None,
        },
        TypeKind::Complex(complex) => complex.base(),
    }
}

/// The references to a group within a content model.
fn uses(content: Option<&Particle>, group: GroupId) -> Vec<(Occurs, Span)> {
    let mut uses = Vec::new();
    let mut waiting: Vec<&Particle> = content.into_iter().collect();
    while let Some(particle) = waiting.pop() {
        match &particle.term {
            Term::Group(id) if *id == group => uses.push((particle.occurs, particle.span)),
            Term::Sequence(particles) | Term::Choice(particles) | Term::All(particles) => {
                waiting.extend(particles.iter().rev());
            }
            Term::Group(_) | Term::Element(_) | Term::Any(_) => {}
        }
    }
    uses
}
