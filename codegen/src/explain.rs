//! Where a component of a schema comes from, and what it became in Rust.

use crate::layout::{Layout, is_inline, resolve_alias};
use crate::model::{
    Choice, Complex, Element, Model, Name, Particle, TypeDef, TypeId, TypeKind, TypeRef,
};
use crate::name::Names;
use crate::pipeline::Generated;
use crate::source::{Sources, Span};

/// What is to be said of every component of a name: a type, an element or an attribute, by its local
/// name, by `{namespace}local`, for a type declared in place by `Outer/Inner`, or by the Rust name of
/// what it became. Nothing if there is none.
///
/// ```no_run
/// use veeam_model_codegen::explain::explain;
/// use veeam_model_codegen::pipeline::{Inputs, run};
///
/// let output = run(&Inputs { schemas: vec!["order.xsd".into()], ..Inputs::default() });
/// if let Some(generated) = &output.generated {
///     for explanation in explain(generated, &output.sources, "Order") {
///         println!("{explanation}");
///     }
/// }
/// ```
#[must_use]
pub fn explain(generated: &Generated, sources: &Sources, name: &str) -> Vec<String> {
    let explainer = Explainer {
        model: &generated.model,
        layout: &generated.layout,
        names: &generated.names,
        sources,
        name,
    };
    let mut found = explainer.roots();
    for (id, def) in generated.model.iter() {
        found.extend(explainer.type_def(id, def));
        found.extend(explainer.members(id, def));
    }
    found
}

struct Explainer<'a> {
    model: &'a Model,
    layout: &'a Layout,
    names: &'a Names,
    sources: &'a Sources,
    name: &'a str,
}

impl Explainer<'_> {
    fn is_meant(&self, name: &Name, rust: &str) -> bool {
        let rust = rust.strip_prefix("r#").unwrap_or(rust);
        *name.local == *self.name || name.to_string() == self.name || rust == self.name
    }

    /// `shop.xsd:3:5: what became of it`, and the line of the schema.
    fn say(&self, span: Span, what: &str, became: &str) -> String {
        let location = self.sources.locate(span);
        let file = self.sources.name(span.source);
        let text = self.sources.text(span.source);
        let line = text.lines().nth(
            usize::try_from(location.line)
                .unwrap_or(1)
                .saturating_sub(1),
        );
        let line = line.unwrap_or_default().trim();
        format!(
            "{file}:{}:{}: {what}\n    {line}\n    {became}\n",
            location.line, location.column
        )
    }

    fn roots(&self) -> Vec<String> {
        let roots = self.model.roots.iter().zip(self.names.roots());
        let roots = roots.filter(|(root, rust)| self.is_meant(&root.name, rust));
        let said = roots.map(|(root, rust)| {
            let what = format!("the global element `{}`", root.name);
            let holds = self.type_name(root.ty);
            let became = format!("the variant `Document::{rust}`, which holds {holds}");
            self.say(root.span, &what, &became)
        });
        said.collect()
    }

    fn type_def(&self, id: TypeId, def: &TypeDef) -> Option<String> {
        let path = self.model.path(id);
        let rust = self.names.path(id);
        let is_stand_in = matches!(def.kind, TypeKind::Types(_) | TypeKind::Choice(_));
        if !self.is_meant(&def.name, self.names.ty(id)) && path != self.name && rust != self.name
            || is_stand_in && !self.layout.is_emitted(id)
        {
            return None;
        }
        let what = match &def.kind {
            TypeKind::Complex(_) => format!("the complex type `{path}`"),
            TypeKind::Simple(_)
            | TypeKind::Enumeration(_)
            | TypeKind::List(_)
            | TypeKind::Union(_) => format!("the simple type `{path}`"),
            TypeKind::Choice(_) => format!("the choice `{path}`"),
            TypeKind::Types(_) => "the types that `xsi:type` may name here".to_owned(),
        };
        Some(self.say(def.span, &what, &self.became(id, def)))
    }

    fn became(&self, id: TypeId, def: &TypeDef) -> String {
        let rust = self.names.path(id);
        if let Some(path) = &def.replace {
            return format!("the hand-written type `{path}`, as the configuration says");
        }
        if is_inline(def) {
            let base = self.type_name(TypeRef::Defined(id));
            return format!("no type of its own: it has no name, so that fields are {base}");
        }
        if !self.layout.is_emitted(id) {
            return match &def.kind {
                TypeKind::Complex(complex) if complex.is_abstract => {
                    "no type of its own: it is abstract, and its fields are part of the types that \
                     extend it"
                }
                TypeKind::Complex(_) => {
                    "no type of its own: it holds a repeated element and nothing else, so that \
                     fields are a `Vec`"
                }
                _ => "no type of its own: nothing uses it",
            }
            .to_owned();
        }
        match &def.kind {
            TypeKind::Complex(_) => format!("the struct `{rust}`"),
            TypeKind::Simple(_) | TypeKind::List(_) => {
                let base = resolve_alias(self.model, TypeRef::Defined(id));
                format!("`{rust}`, another name for {}", self.type_name(base))
            }
            TypeKind::Enumeration(_) => {
                format!("the enum `{rust}`, which is open for other values")
            }
            TypeKind::Choice(choice) if choice.text => {
                format!("the enum `{rust}` over elements and text")
            }
            TypeKind::Choice(_) => format!("the enum `{rust}` over elements"),
            TypeKind::Union(_) => format!("the enum `{rust}` over the members of the union"),
            TypeKind::Types(_) => format!("the enum `{rust}` over types"),
        }
    }

    fn members(&self, id: TypeId, def: &TypeDef) -> Vec<String> {
        if !self.layout.is_emitted(id) {
            return Vec::new();
        }
        match &def.kind {
            TypeKind::Complex(complex) => self.fields(id, complex),
            TypeKind::Choice(choice) => self.variants(id, choice),
            _ => Vec::new(),
        }
    }

    fn fields(&self, id: TypeId, complex: &Complex) -> Vec<String> {
        let (rust, members) = (self.names.path(id), self.names.members(id));
        let mut found = Vec::new();
        for (attribute, field) in complex.attributes.iter().zip(&members.attributes) {
            let is_own = self.is_said_here(attribute.inherited_from);
            if is_own && self.is_meant(&attribute.name, field) {
                let what = format!("the attribute `{}`", attribute.name);
                let became = format!("the field `{rust}::{field}`");
                found.push(self.say(attribute.span, &what, &became));
            }
        }
        let particles = complex.content.particles().iter();
        for (particle, field) in particles.zip(&members.particles) {
            if let Particle::Element(element) = particle
                && self.is_said_here(element.inherited_from)
                && self.is_meant(&element.name, field)
            {
                found.push(self.element(element, &format!("the field `{rust}::{field}`")));
            }
        }
        found
    }

    /// Whether a field is not said of the type that it is inherited from.
    fn is_said_here(&self, inherited_from: Option<TypeId>) -> bool {
        inherited_from.is_none_or(|base| !self.layout.is_emitted(base))
    }

    fn element(&self, element: &Element, became: &str) -> String {
        let what = format!("the element `{}`", element.name);
        let holds = match self.layout.wrapped_items(self.model, element) {
            Some(items) => format!("the items of a list, {} each", self.type_name(items.ty)),
            None => self.type_name(element.ty),
        };
        self.say(element.span, &what, &format!("{became}: {holds}"))
    }

    fn variants(&self, id: TypeId, choice: &Choice) -> Vec<String> {
        let (rust, members) = (self.names.path(id), self.names.members(id));
        let variants = choice.alternatives.iter().zip(&members.variants);
        let variants = variants.filter(|(one, variant)| self.is_meant(&one.name, variant));
        let said = variants.map(|(one, variant)| {
            let what = format!("the element `{}`", one.name);
            let holds = self.type_name(one.ty);
            let became = format!("the variant `{rust}::{variant}`, which holds {holds}");
            self.say(one.span, &what, &became)
        });
        said.collect()
    }

    /// A type in words.
    fn type_name(&self, ty: TypeRef) -> String {
        match ty {
            TypeRef::Builtin(builtin) => format!("a value of the built-in type {builtin:?}"),
            TypeRef::Defined(id) => match self.model.get(id) {
                Some(def) if is_inline(def) => match &def.kind {
                    TypeKind::Simple(simple) => self.type_name(simple.base),
                    TypeKind::List(list) => format!("a list, {} each", self.type_name(list.item)),
                    _ => "any element".to_owned(),
                },
                Some(def) => match &def.replace {
                    Some(path) => format!("a `{path}`"),
                    None => format!("a `{}`", self.names.path(id)),
                },
                None => String::new(),
            },
        }
    }
}
