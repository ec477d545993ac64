//! Whether values of one type can still be what they were.

use std::cell::Cell;

use quote::ToTokens;

use super::{Change, type_key};
use crate::datatype::is_wider;
use crate::emit::types::{Types, parse_path};
use crate::layout::resolve_alias;
use crate::model::{Builtin, Complex, Content, Model, Name, Particle, TypeId, TypeKind, TypeRef};
use crate::pipeline::Generated;

/// Both sides.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Generated,
    pub(super) new: &'a Generated,
}

impl Comparison<'_> {
    /// What changed when a use of one type became a use of another, if anything did.
    pub(super) fn types_of(&self, place: &str, old: TypeRef, new: TypeRef) -> Option<Change> {
        let before = rust_type(self.old, |types| types.value(old));
        let after = rust_type(self.new, |types| types.value(new));
        changed(place, &before, &after, self.still_fits(old, new))
    }

    /// Whether every value of the old type has its place in the new one. What changed in a complex
    /// type that both sides have is told where the type is compared.
    pub(super) fn still_fits(&self, old: TypeRef, new: TypeRef) -> bool {
        match (form(&self.old.model, old), form(&self.new.model, new)) {
            (Form::Text, Form::Text) => true,
            (Form::Builtin(_), Form::Text) => true,
            (Form::Builtin(old), Form::Builtin(new)) => old == new || is_wider(new, old),
            (Form::Complex(old_id, old), Form::Complex(new_id, new)) => {
                let old_key = type_key(&self.old.model, old_id);
                old_key == type_key(&self.new.model, new_id) || names_in(old) == names_in(new)
            }
            (Form::Own(old), Form::Own(new)) => old == new,
            (Form::Text, Form::Builtin(_)) => false,
            // A type of the user's own reads what it likes.
            (Form::Own(_), Form::Text | Form::Builtin(_))
            | (Form::Text | Form::Builtin(_), Form::Own(_)) => true,
            _ => false,
        }
    }
}

/// What changed when one Rust type became another, if anything did; `fits` says whether every value
/// still has its place.
pub(super) fn changed(place: &str, before: &str, after: &str, fits: bool) -> Option<Change> {
    let what = match (before == after, fits) {
        (true, true) => return None,
        (true, false) => format!("`{before}` has another form"),
        (false, _) => format!("`{before}` became `{after}`"),
    };
    Some(Change::new(place, what).source(before != after).wire(!fits))
}

/// A Rust type of one side, as text.
pub(super) fn rust_type<E>(
    side: &Generated,
    write: impl FnOnce(&Types<'_>) -> Result<syn::Type, E>,
) -> String {
    let Ok(runtime) = parse_path(side.config.output.runtime.as_str()) else {
        return String::new();
    };
    let uses_xml = Cell::new(false);
    let (model, layout, names) = (&side.model, &side.layout, &side.names);
    let types = Types::new(model, layout, names, &runtime, &uses_xml);
    let text = write(&types).map_or(String::new(), |ty| ty.to_token_stream().to_string());
    text.replace(" :: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(":: ", "::")
}

/// What values of a type are in a document.
enum Form<'m> {
    /// Any text, enumerations among it: they are open.
    Text,
    Builtin(Builtin),
    Complex(TypeId, &'m Complex),
    /// A hand-written type.
    Own(&'m str),
}

fn form(model: &Model, ty: TypeRef) -> Form<'_> {
    match resolve_alias(model, ty) {
        TypeRef::Builtin(builtin) if is_text(builtin) => Form::Text,
        TypeRef::Builtin(builtin) => Form::Builtin(builtin),
        TypeRef::Defined(id) => match model.get(id) {
            Some(def) => match (&def.replace, &def.kind) {
                (Some(own), _) => Form::Own(own),
                (None, TypeKind::Complex(complex)) => Form::Complex(id, complex),
                (None, _) => Form::Text,
            },
            None => Form::Text,
        },
    }
}

fn is_text(builtin: Builtin) -> bool {
    crate::datatype::accepts(builtin, "any text")
}

/// The names of what a complex type holds.
fn names_in(complex: &Complex) -> (Vec<&Name>, Vec<&Name>, bool) {
    let mut attributes: Vec<&Name> = complex
        .attributes
        .iter()
        .map(|attribute| &attribute.name)
        .collect();
    let mut elements: Vec<&Name> = match &complex.content {
        Content::Elements(particles) => particles
            .iter()
            .filter_map(|particle| match particle {
                Particle::Element(element) => Some(&element.name),
                Particle::Choice(_) => None,
            })
            .collect(),
        Content::Empty | Content::Text(_) => Vec::new(),
    };
    attributes.sort();
    elements.sort();
    (
        attributes,
        elements,
        matches!(complex.content, Content::Text(_)),
    )
}
