//! Notations: the values of a notation type are names of notations.

use super::{Place, Resolver};
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::Builtin;
use crate::xsd::components::{EnumValue, Type, TypeKind};
use crate::xsd::derivation::Builtins;

impl Resolver<'_, '_> {
    /// Follows the names of notations that the schema's enumerations list.
    ///
    /// Source: XML Schema Part 2, section 3.2.19.
    pub(super) fn notations(&mut self) {
        let symbols = self.symbols;
        let builtins = Builtins::of_types(&self.components);
        for index in 0..self.components.types.len() {
            let Some(ty) = self.components.types.get(index) else {
                return;
            };
            let place = Place::in_document(ty.document);
            for value in notation_values(&builtins, ty).to_vec() {
                match &value.name {
                    Some(name) => {
                        self.reference(place, &symbols.notations, name);
                    }
                    None => {
                        let message =
                            format!("{} cannot be the name of a notation", quoted(&value.value));
                        let diagnostic = Diagnostic::error(Code::BadValue, message).at(value.span);
                        self.diagnostics.push(diagnostic);
                    }
                }
            }
        }
    }
}

/// The values that a type lists, if it restricts `xs:NOTATION`.
fn notation_values<'c>(builtins: &Builtins, ty: &'c Type) -> &'c [EnumValue] {
    match &ty.kind {
        TypeKind::Simple(simple) if builtins.of(simple.base) == Some(Builtin::Notation) => {
            &simple.values
        }
        _ => &[],
    }
}
