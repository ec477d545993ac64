//! Overrides of the configuration, applied to a model.
//!
//! An override that names nothing in the model, or something that it has no meaning for, is an
//! error: it was meant to do something.

use std::ops::Range;

use toml::Spanned;

use crate::config::{Config, RustName, TypeOverride};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::layout::Layout;
use crate::model::{Content, Model, Name, Particle, Rename, TypeDef, TypeId, TypeKind, Unknown};
use crate::name;
use crate::suggest::nearest;

/// Applies a configuration to a model: the policy for what types do not declare, and every
/// override.
///
/// A name or policy of a base type holds for what its derived types inherit, unless they have
/// one of their own.
pub fn apply(model: &mut Model, config: &Config, diagnostics: &mut Diagnostics) {
    for def in &mut model.types {
        if let TypeKind::Complex(complex) = &mut def.kind {
            complex.unknown = config.output.unknown;
        }
    }
    let mut fixup = Fixup {
        config,
        diagnostics,
    };
    // Bases before what is derived from them, so that the narrower override wins.
    let mut overrides = Vec::new();
    for (key, given) in &config.types {
        if let Some(id) = fixup.find_type(model, key) {
            overrides.push((model.ancestors(id).len(), id, key, given));
        }
    }
    overrides.sort_by_key(|(depth, id, key, _)| (*depth, *id, key.span().start));
    for (_, id, key, given) in overrides {
        fixup.apply_type(model, id, key, given);
    }
    for (key, name) in &config.roots {
        fixup.apply_root(model, key, name);
    }
}

/// Reports names that were asked for types that are not part of the text.
pub fn check_names(model: &Model, layout: &Layout, diagnostics: &mut Diagnostics) {
    for (id, def) in model.iter().filter(|(id, _)| !layout.is_emitted(*id)) {
        let Some(rename) = def.rename.as_ref().filter(|_| def.replace.is_none()) else {
            continue;
        };
        let path = quoted(&model.path(id));
        let message = format!("{path} gets no Rust type that could have a name");
        let diagnostic = Diagnostic::error(Code::UnusedOverride, message)
            .related(def.span, "abstract, or used nowhere")
            .help("remove the name; names of its fields hold for the types derived from it");
        diagnostics.push(diagnostic.at(rename.span));
    }
}

struct Fixup<'a> {
    config: &'a Config,
    diagnostics: &'a mut Diagnostics,
}

impl Fixup<'_> {
    fn report(&mut self, place: Range<usize>, diagnostic: Diagnostic) {
        self.diagnostics
            .push(diagnostic.at(self.config.span(place)));
    }

    fn asked(&self, name: &Spanned<RustName>) -> Rename {
        Rename {
            name: name.get_ref().as_str().to_owned(),
            span: self.config.span(name.span()),
        }
    }

    /// Reports an override of something that is not there: `message` is without the key.
    fn unused(&mut self, key: &Spanned<String>, message: &str, known: &[String]) {
        let name = key.get_ref();
        let message = format!("{message} {}", quoted(name));
        let diagnostic = Diagnostic::error(Code::UnusedOverride, message);
        let help = match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean {}?", quoted(near)),
            None => "remove it, or mend the name".to_owned(),
        };
        self.report(key.span(), diagnostic.help(help));
    }

    fn wrong(&mut self, place: Range<usize>, message: String, help: &str) {
        self.report(
            place,
            Diagnostic::error(Code::WrongOverride, message).help(help),
        );
    }

    fn find_type(&mut self, model: &Model, key: &Spanned<String>) -> Option<TypeId> {
        let wanted = key.get_ref().as_str();
        let found: Vec<TypeId> = model
            .iter()
            .filter(|(id, def)| is_called(model, *id, def, wanted))
            .map(|(id, _)| id)
            .collect();
        match found.as_slice() {
            [id] => Some(*id),
            [] => {
                let known: Vec<String> = model.iter().map(|(id, _)| model.path(id)).collect();
                self.unused(key, "there is no type", &known);
                None
            }
            several => {
                let mut diagnostic = Diagnostic::error(
                    Code::AmbiguousOverride,
                    format!("there is more than one type {}", quoted(wanted)),
                )
                .help("say which: \"{namespace}name\", or \"Outer/Inner\" for one that is declared in place");
                for def in several.iter().filter_map(|id| model.get(*id)) {
                    diagnostic = diagnostic.related(def.span, format!("{}", def.name));
                }
                self.report(key.span(), diagnostic);
                None
            }
        }
    }

    fn apply_type(
        &mut self,
        model: &mut Model,
        id: TypeId,
        key: &Spanned<String>,
        given: &TypeOverride,
    ) {
        let path = quoted(&model.path(id));
        if let Some(rust) = &given.rust {
            if given.name.is_some()
                || given.unknown.is_some()
                || !given.fields.is_empty()
                || !given.values.is_empty()
            {
                self.wrong(
                    rust.span(),
                    format!("{path} is not emitted when a type of your own takes its place"),
                    "remove `rust`, or everything else that is said of the type",
                );
            }
            if let Some(def) = model.types.get_mut(id.0) {
                def.replace = Some(rust.get_ref().as_str().to_owned());
            }
        }
        if let Some(name) = &given.name
            && let Some(def) = model.types.get_mut(id.0)
        {
            def.rename = Some(self.asked(name));
        }
        if let Some(unknown) = &given.unknown {
            self.apply_unknown(model, id, unknown);
        }
        self.apply_fields(model, id, given);
        self.apply_values(model, id, given);
        let says_nothing = given.rust.is_none()
            && given.name.is_none()
            && given.unknown.is_none()
            && given.fields.is_empty()
            && given.values.is_empty();
        if says_nothing {
            let message = format!("nothing is said about {path}");
            self.report(
                key.span(),
                Diagnostic::error(Code::UnusedOverride, message).help("remove the empty table"),
            );
        }
    }

    fn apply_unknown(&mut self, model: &mut Model, id: TypeId, unknown: &Spanned<Unknown>) {
        let path = quoted(&model.path(id));
        match model.types.get_mut(id.0).map(|def| &mut def.kind) {
            Some(TypeKind::Complex(complex)) => complex.unknown = *unknown.get_ref(),
            _ => self.wrong(
                unknown.span(),
                format!("{path} is no type with elements or attributes"),
                "`unknown` is about what an element holds: say it of a complex type",
            ),
        }
    }

    /// Names fields of a complex type and of those derived from it, or variants of a choice.
    fn apply_fields(&mut self, model: &mut Model, id: TypeId, given: &TypeOverride) {
        let heirs: Vec<TypeId> = model
            .iter()
            .filter(|(other, _)| model.ancestors(*other).contains(&id))
            .map(|(other, _)| other)
            .collect();
        for (key, name) in &given.fields {
            let members = members(model, id);
            if members.iter().all(|member| member.key != *key.get_ref()) {
                let known: Vec<String> = members.into_iter().map(|member| member.key).collect();
                let path = quoted(&model.path(id));
                self.unused(key, &format!("{path} has no field"), &known);
                continue;
            }
            for &other in std::iter::once(&id).chain(&heirs) {
                for member in self::members(model, other) {
                    if member.key == *key.get_ref() && (other == id || member.is_inherited) {
                        rename(model, other, &member.place, self.asked(name));
                    }
                }
            }
        }
    }

    fn apply_values(&mut self, model: &mut Model, id: TypeId, given: &TypeOverride) {
        let path = quoted(&model.path(id));
        let Some(def) = model.types.get_mut(id.0) else {
            return;
        };
        let TypeKind::Enumeration(enumeration) = &mut def.kind else {
            if let Some(key) = given.values.keys().next() {
                self.wrong(
                    key.span(),
                    format!("{path} does not list values"),
                    "`values` names the values of an enumeration: say it of one",
                );
            }
            return;
        };
        for (key, name) in &given.values {
            let found = enumeration
                .values
                .iter_mut()
                .find(|value| value.value == *key.get_ref());
            match found {
                Some(value) => value.rename = Some(self.asked(name)),
                None => {
                    let known: Vec<String> =
                        enumeration.values.iter().map(|v| v.value.clone()).collect();
                    self.unused(key, &format!("{path} has no value"), &known);
                }
            }
        }
    }

    fn apply_root(&mut self, model: &mut Model, key: &Spanned<String>, name: &Spanned<RustName>) {
        let wanted = key.get_ref().as_str();
        let fits = |root: &Name| &*root.local == wanted || root.to_string() == wanted;
        let count = model.roots.iter().filter(|root| fits(&root.name)).count();
        match count {
            0 => {
                let known: Vec<String> = model
                    .roots
                    .iter()
                    .map(|root| root.name.local.to_string())
                    .collect();
                self.unused(key, "there is no root element", &known);
            }
            1 => {
                for root in model.roots.iter_mut().filter(|root| fits(&root.name)) {
                    root.rename = Some(self.asked(name));
                }
            }
            _ => {
                let message = format!("there is more than one root element {}", quoted(wanted));
                let diagnostic = Diagnostic::error(Code::AmbiguousOverride, message)
                    .help("say which: \"{namespace}name\"");
                self.report(key.span(), diagnostic);
            }
        }
    }
}

/// Whether an override means the type: by local name, by expanded name, or by path.
fn is_called(model: &Model, id: TypeId, def: &TypeDef, wanted: &str) -> bool {
    match def.anonymous_in {
        None => {
            &*def.name.local == wanted || def.name.ns.is_some() && def.name.to_string() == wanted
        }
        Some(_) => {
            let (ns, path) = match wanted
                .strip_prefix('{')
                .and_then(|rest| rest.split_once('}'))
            {
                Some((ns, path)) => (Some(ns), path),
                None => (None, wanted),
            };
            let outer = outermost(model, id).and_then(|def| def.name.ns.as_deref());
            model.path(id) == path && (ns.is_none() || ns == outer)
        }
    }
}

/// The named type around a type.
fn outermost(model: &Model, id: TypeId) -> Option<&TypeDef> {
    let mut found = model.get(id)?;
    for _ in 0..model.types.len() {
        match found.anonymous_in {
            Some(outer) => found = model.get(outer)?,
            None => break,
        }
    }
    Some(found)
}

/// A field or variant, by the key that overrides know it by.
struct Member {
    key: String,
    place: Place,
    is_inherited: bool,
}

enum Place {
    Attribute(usize),
    Particle(usize),
    Alternative(usize),
}

fn members(model: &Model, id: TypeId) -> Vec<Member> {
    let Some(def) = model.get(id) else {
        return Vec::new();
    };
    match &def.kind {
        TypeKind::Complex(complex) => {
            let attributes = complex
                .attributes
                .iter()
                .enumerate()
                .map(|(place, attribute)| Member {
                    key: format!("@{}", attribute.name.local),
                    place: Place::Attribute(place),
                    is_inherited: attribute.inherited_from.is_some(),
                });
            // A choice has no name in XML, so it goes by the one it would get in Rust.
            let names = name::Members::new(model, def, &mut Diagnostics::new()).particles;
            let particles = complex.content.particles().iter();
            let particles = particles.zip(names).enumerate();
            let particles = particles.map(|(place, (particle, rust))| Member {
                key: match particle {
                    Particle::Element(element) => element.name.local.to_string(),
                    Particle::Choice(_) => rust,
                },
                place: Place::Particle(place),
                is_inherited: match particle {
                    Particle::Element(element) => element.inherited_from.is_some(),
                    Particle::Choice(choice) => choice.inherited_from.is_some(),
                },
            });
            attributes.chain(particles).collect()
        }
        TypeKind::Choice(choice) => {
            let alternatives = choice.alternatives.iter().enumerate();
            let alternatives = alternatives.map(|(place, alternative)| Member {
                key: alternative.name.local.to_string(),
                place: Place::Alternative(place),
                is_inherited: false,
            });
            alternatives.collect()
        }
        TypeKind::Enumeration(_)
        | TypeKind::Simple(_)
        | TypeKind::List(_)
        | TypeKind::Union(_)
        | TypeKind::Types(_) => Vec::new(),
    }
}

fn rename(model: &mut Model, id: TypeId, place: &Place, name: Rename) {
    let kind = model.types.get_mut(id.0).map(|def| &mut def.kind);
    let slot = match (kind, place) {
        (Some(TypeKind::Complex(complex)), Place::Attribute(place)) => complex
            .attributes
            .get_mut(*place)
            .map(|attribute| &mut attribute.rename),
        (Some(TypeKind::Complex(complex)), Place::Particle(place)) => match &mut complex.content {
            Content::Elements(particles) => {
                particles.get_mut(*place).map(|particle| match particle {
                    Particle::Element(element) => &mut element.rename,
                    Particle::Choice(choice) => &mut choice.rename,
                })
            }
            Content::Empty | Content::Text(_) => None,
        },
        (Some(TypeKind::Choice(choice)), Place::Alternative(place)) => choice
            .alternatives
            .get_mut(*place)
            .map(|alternative| &mut alternative.rename),
        _ => None,
    };
    if let Some(slot) = slot {
        *slot = Some(name);
    }
}
