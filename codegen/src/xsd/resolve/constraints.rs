//! Identity constraints: their names, and what each `keyref` refers to.

use super::{Place, Resolver};
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::source::Span;
use crate::xsd::components::{IdentityConstraint, IdentityKind};
use crate::xsd::symbols::Space;
use crate::xsd::syntax;

impl Resolver<'_, '_> {
    /// Resolves the identity constraints of all elements.
    pub(super) fn identity_constraints(&mut self) {
        let mut constraints = std::mem::take(&mut self.constraints);
        // What is redefined may say what the redefinition says again.
        constraints.retain(|(place, _)| !place.is_redefined);
        constraints.sort_by_key(|(place, constraint)| (place.document, constraint.span));
        let constraints = constraints.into_iter();
        let named = constraints.map(|(place, constraint)| (place.document, constraint));
        let space = Space::of_constraints(&self.schemas.documents, named, self.diagnostics);
        for global in &space.globals {
            let constraint = global.syntax;
            let refers_to = constraint.refer.as_ref().and_then(|refer| {
                let place = Place::in_document(global.document);
                let id = self.reference(place, &space, refer)?;
                let target = space.globals.get(id)?;
                self.check_keyref(constraint, target.syntax, refer.span);
                Some(id)
            });
            self.components
                .identity_constraints
                .push(IdentityConstraint {
                    name: global.name.clone(),
                    kind: constraint.kind,
                    refers_to,
                    fields: constraint.fields.len(),
                    span: constraint.span,
                });
        }
    }

    /// Reports a `keyref` that refers to what is no key, or to one of other fields.
    ///
    /// Source: XML Schema Part 1, section 3.11.6, Identity-constraint Definition Properties Correct.
    fn check_keyref(
        &mut self,
        keyref: &syntax::IdentityConstraint,
        key: &syntax::IdentityConstraint,
        span: Span,
    ) {
        let (name, of_key) = (quoted(&keyref.name.value), quoted(&key.name.value));
        let message = if key.kind == IdentityKind::KeyRef {
            format!("{name} cannot refer to {of_key}: that is a `keyref`, not a `key` or `unique`")
        } else if keyref.fields.len() != key.fields.len() {
            format!(
                "{name} has {} and {of_key}, to which it refers, has {}",
                count(keyref.fields.len()),
                count(key.fields.len())
            )
        } else {
            return;
        };
        let diagnostic = Diagnostic::error(Code::WrongKey, message)
            .at(span)
            .related(key.span, format!("{of_key} is declared here"));
        self.diagnostics.push(diagnostic);
    }
}

fn count(fields: usize) -> String {
    match fields {
        1 => "1 field".to_owned(),
        _ => format!("{fields} fields"),
    }
}
