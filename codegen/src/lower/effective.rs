//! What each complex type amounts to, with all that it takes from its base.

use std::collections::BTreeMap;

use super::attributes::{Attribute, Attributes, attributes};
use super::content::ContentModel;
use super::fields::{Combiner, Field};
use super::restriction::check_attributes;
use super::simple::Restriction;
use super::substitution::SubstitutionGroups;
use super::wildcards::{complete_wildcard, extended_wildcard};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Builtin, Occurs};
use crate::source::Span;
use crate::xsd::check::Literals;
use crate::xsd::components::{
    ComplexType, Components, Content as Declared, Derivation, Method, Narrowing, TypeId, TypeKind,
    TypeRef, Wildcard,
};
use crate::xsd::derivation::Builtins;

/// How much a schema may amount to in all. Groups and derivations can say much with few words.
const MAX_MEMBERS: usize = 300_000;

/// A complex type with all its attributes and content.
#[derive(Clone, Debug)]
pub(super) struct Complex {
    pub(super) attributes: Attributes,
    /// The attributes of any name that it may have.
    pub(super) any_attribute: Option<Wildcard>,
    pub(super) content: Content,
}

/// What stands between the tags.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Fields(Vec<Field>),
    Text(Text),
}

/// A value between the tags.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// What the value is restricted to, beyond a type that is built in or has a name.
    pub(super) restriction: Restriction,
    /// The complex type that restricts it.
    pub(super) declared_in: TypeId,
}

/// What may still be made of a schema.
pub(super) struct Budget {
    left: usize,
    exceeded: bool,
}

impl Budget {
    /// All of it.
    pub(super) fn new() -> Self {
        Self {
            left: MAX_MEMBERS,
            exceeded: false,
        }
    }

    /// Takes so many members off; when there are no more, that is reported, once.
    pub(super) fn spend(
        &mut self,
        members: usize,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        match self.left.checked_sub(members) {
            Some(left) => self.left = left,
            None if !self.exceeded => {
                self.exceeded = true;
                let message = format!(
                    "the types have more than {MAX_MEMBERS} elements and attributes together"
                );
                let diagnostic = Diagnostic::error(Code::ModelTooLarge, message)
                    .at(span)
                    .label("the limit is reached here")
                    .help("do groups contain each other many times over, or types extend each other in a long chain?");
                diagnostics.push(diagnostic);
            }
            None => {}
        }
        !self.exceeded
    }
}

/// Works out every complex type, each after its base.
pub(super) fn types(
    components: &Components,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<TypeId, Complex> {
    let mut done = BTreeMap::new();
    let substitution_groups = SubstitutionGroups::of(components);
    let builtins = Builtins::of_types(components);
    let literals = Literals::new(components);
    let mut budget = Budget::new();
    let base = |id| complex(components, id)?.base();
    for id in components.bases_first(base) {
        let Some(complex) = complex(components, id) else {
            continue;
        };
        let effective = Lowering {
            components,
            substitution_groups: &substitution_groups,
            builtins: &builtins,
            literals: &literals,
            done: &done,
            id,
            budget: &mut budget,
            diagnostics,
        }
        .complex(complex);
        done.insert(id, effective);
    }
    done
}

fn complex(components: &Components, id: TypeId) -> Option<&ComplexType> {
    match &components.ty(id).kind {
        TypeKind::Complex(complex) => Some(complex),
        TypeKind::Simple(_) => None,
    }
}

/// The work on one complex type.
struct Lowering<'a> {
    components: &'a Components,
    substitution_groups: &'a SubstitutionGroups,
    builtins: &'a Builtins,
    literals: &'a Literals<'a>,
    done: &'a BTreeMap<TypeId, Complex>,
    id: TypeId,
    budget: &'a mut Budget,
    diagnostics: &'a mut Diagnostics,
}

impl Lowering<'_> {
    fn complex(mut self, ty: &ComplexType) -> Complex {
        let base = ty.base().and_then(|id| self.done.get(&id));
        let method = ty
            .derivation
            .map_or(Method::Restriction, |derivation| derivation.method);
        let inherited = base.filter(|base| self.spend(base.attributes.len()));
        let wildcard = complete_wildcard(self.components, ty, self.diagnostics);
        if let (Some(base), Method::Restriction) = (base, method) {
            let wildcard = wildcard.as_ref();
            check_attributes(
                self.components,
                self.literals,
                self.id,
                ty,
                wildcard,
                base,
                self.diagnostics,
            );
        }
        let attributes = attributes(
            self.components,
            self.id,
            &ty.attributes,
            inherited
                .map(|base| base.attributes.clone())
                .unwrap_or_default(),
            method,
            self.budget,
            self.diagnostics,
        );
        self.check_ids(&attributes);
        let extends_any = method == Method::Extension
            && ty
                .derivation
                .is_some_and(|derivation| derivation.base == TypeRef::Builtin(Builtin::AnyType));
        let of_any_type =
            extends_any.then(|| Wildcard::of_any_type(self.components.ty(self.id).span));
        let any_attribute = match method {
            Method::Extension => {
                let inherited = base.and_then(|base| base.any_attribute.as_ref());
                extended_wildcard(
                    wildcard,
                    inherited.or(of_any_type.as_ref()),
                    self.diagnostics,
                )
            }
            Method::Restriction => wildcard,
        };
        let content = match &ty.content {
            Declared::Elements(particle) => {
                let inherited = match base.map(|base| &base.content) {
                    Some(Content::Fields(fields)) if method == Method::Extension => {
                        fields.as_slice()
                    }
                    _ => &[],
                };
                let members = inherited.iter().map(|field| field.leaves.len()).sum();
                let inherited = if self.spend(members) { inherited } else { &[] };
                let mut model = ContentModel {
                    components: self.components,
                    combiner: Combiner {
                        owner: self.id,
                        diagnostics: self.diagnostics,
                    },
                    budget: self.budget,
                    substitution_groups: self.substitution_groups,
                };
                let own = particle
                    .as_ref()
                    .map_or(Vec::new(), |particle| model.fields(particle));
                // XML Schema Part 1, section 3.4.2: an extension goes on where its base ends.
                let span = self.components.ty(self.id).span;
                let any = extends_any.then(|| model.combiner.any(Occurs::ANY, span));
                let all = any.into_iter().chain(inherited.iter().cloned()).chain(own);
                let mut fields = model.combiner.sequence(all);
                let mixed = ty.mixed || extends_any || inherited.iter().any(|field| field.text);
                // What a base has already is not said again.
                let says_more = fields.len() != 1 || fields.iter().any(|field| !field.text);
                if mixed && says_more {
                    fields = vec![model.combiner.mixed(fields, span)];
                }
                Content::Fields(fields)
            }
            Declared::Simple(narrowing) => Content::Text(self.text(ty.derivation, base, narrowing)),
        };
        Complex {
            attributes,
            any_attribute,
            content,
        }
    }

    /// Reports a second attribute of type `xs:ID`.
    ///
    /// Source: XML Schema Part 1, section 3.4.6, Complex Type Definition Properties Correct 5.
    fn check_ids(&mut self, attributes: &Attributes) {
        let of = |attribute: &Attribute| self.builtins.of(attribute.ty);
        let mut ids = attributes
            .iter()
            .filter(|(_, a)| of(a) == Some(Builtin::Id));
        if let (Some((first, one)), Some((second, other))) = (ids.next(), ids.next())
            && (one.declared_in == self.id || other.declared_in == self.id)
        {
            let message = format!(
                "{} and {} are both of type `xs:ID`: a type has one such attribute",
                quoted(&first.local),
                quoted(&second.local)
            );
            let diagnostic = Diagnostic::error(Code::Conflict, message)
                .at(other.span)
                .related(one.span, "the other one is here");
            self.diagnostics.push(diagnostic);
        }
    }

    fn spend(&mut self, members: usize) -> bool {
        let span = self.components.ty(self.id).span;
        self.budget.spend(members, span, self.diagnostics)
    }

    fn text(
        &self,
        derivation: Option<Derivation>,
        base: Option<&Complex>,
        narrowing: &Narrowing,
    ) -> Text {
        if let (true, Some(Content::Text(inherited))) =
            (narrowing.is_empty(), base.map(|base| &base.content))
        {
            return inherited.clone();
        }
        let inherited = match (narrowing.inline, base.map(|base| &base.content)) {
            (Some(inline), _) => Restriction::of_base(self.components, inline),
            (None, Some(Content::Text(inherited))) => inherited.restriction.clone(),
            (None, _) => {
                let base = derivation.map_or(TypeRef::Builtin(Builtin::AnySimpleType), |d| d.base);
                Restriction::of_base(self.components, base)
            }
        };
        Text {
            restriction: inherited.narrowed(self.components, &narrowing.facets, &narrowing.values),
            declared_in: self.id,
        }
    }
}
