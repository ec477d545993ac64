//! The model, put together of its parts: what each is, and what refers to which.

use std::collections::{BTreeMap, HashMap};

use super::attributes::Attributes;
use super::effective::{Complex, Content, Text};
use super::families::Families;
use super::fields::{Field, Leaf};
use super::parts::{Key, Part, is_text, owners, parts};
use super::roots;
use super::simple::{Restriction, without_repetition};
use super::union::Union;
use crate::diagnostic::quoted;
use crate::model::{self, Builtin, Model, Name};
use crate::xsd::components::{
    ComplexType, Components, ElementId, EnumValue, Method, Type, TypeId, TypeKind, TypeRef, Variety,
};

/// Puts the model together.
pub(super) fn assemble(
    components: &Components,
    complex: &BTreeMap<TypeId, Complex>,
    families: &Families,
) -> Model {
    let owners = owners(components, complex);
    let parts = parts(components, complex, families, &owners);
    let assembly = Assembly {
        components,
        owners,
        places: parts
            .iter()
            .map(Part::key)
            .zip((0..).map(model::TypeId))
            .collect(),
    };
    let declared = parts.iter().zip((0..).map(model::TypeId));
    let unions = declared.filter_map(|(part, id)| Some((id, assembly.union_members(part)?)));
    Model {
        unions: unions.collect(),
        types: parts.iter().map(|part| assembly.type_def(part)).collect(),
        roots: assembly.roots(),
        identity_constraints: components.identity_constraints.len(),
    }
}

struct Assembly<'a> {
    components: &'a Components,
    owners: BTreeMap<TypeId, Option<TypeId>>,
    places: HashMap<Key<'a>, model::TypeId>,
}

impl Assembly<'_> {
    fn type_def(&self, part: &Part<'_>) -> model::TypeDef {
        let id = match *part {
            Part::Simple(id, _) | Part::Complex(id, ..) | Part::Text(id, _) => id,
            Part::Choice(id, _) | Part::Types(id, _) => id,
            Part::Group(head, field) => return self.group(head, field),
        };
        let ty = self.components.ty(id);
        let within = |local: &str| Name {
            ns: ty.name.ns.clone(),
            local: local.into(),
        };
        let mut def = model::TypeDef {
            name: ty.name.clone(),
            anonymous_in: self.place(Key::Type(id)),
            doc: None,
            span: ty.span,
            kind: match part {
                Part::Simple(_, restriction) => self.simple_kind_of(ty, restriction),
                Part::Text(_, restriction) => self.simple_kind(restriction),
                Part::Complex(_, declared, complex) => self.complex_kind(id, declared, complex),
                Part::Choice(_, field) | Part::Group(_, field) => self.choice_kind(field),
                Part::Types(_, types) => self.types_kind(id, types),
            },
            rename: None,
            replace: None,
        };
        match part {
            Part::Simple(..) | Part::Complex(..) => {
                let owner = self.owners.get(&id).copied().flatten();
                def.anonymous_in = owner.and_then(|owner| self.place(Key::Type(owner)));
                def.doc = ty.doc.clone();
                if let model::TypeKind::Simple(_) = def.kind {
                    say_values(&mut def.doc, ty);
                }
            }
            Part::Text(..) => def.name = within("value"),
            Part::Types(..) => {
                def.anonymous_in = None;
                def.name = within(&format!("Any{}", upper_first(&ty.name.local)));
                def.doc = Some(format!(
                    "An element of type {}, or of a type derived from it.",
                    ty.name.local
                ));
            }
            Part::Group(..) => {}
            Part::Choice(_, field) => {
                let otherwise = match (field.text, field.any && field.leaves.is_empty()) {
                    (true, _) => "content",
                    (false, true) => "any",
                    (false, false) => "choice",
                };
                def.name = within(field.group.as_deref().unwrap_or(otherwise));
                def.doc = field.doc.clone();
                def.span = field.span;
            }
        }
        def
    }

    fn place(&self, key: Key<'_>) -> Option<model::TypeId> {
        self.places.get(&key).copied()
    }

    /// The choice that a substitution group is.
    fn group(&self, head: ElementId, field: &Field) -> model::TypeDef {
        let head = self.components.element(head);
        model::TypeDef {
            name: Name {
                ns: head.name.ns.clone(),
                local: format!("{}Group", head.name.local).into(),
            },
            anonymous_in: None,
            doc: Some(format!(
                "The element {}, or one that may stand in its place.",
                head.name.local
            )),
            span: head.span,
            kind: self.choice_kind(field),
            rename: None,
            replace: None,
        }
    }

    fn types_kind(&self, id: TypeId, types: &[TypeId]) -> model::TypeKind {
        let is_concrete = |id: &TypeId| match &self.components.ty(*id).kind {
            TypeKind::Complex(complex) => !complex.is_abstract,
            TypeKind::Simple(_) => true,
        };
        let types = types.iter().filter(|id| is_concrete(id));
        model::TypeKind::Types(model::Types {
            default: self.place(Key::Type(id)).filter(|_| is_concrete(&id)),
            types: types.filter_map(|id| self.place(Key::Type(*id))).collect(),
        })
    }

    /// What a simple type is, with what is left of it when it only restricts another.
    fn simple_kind_of(&self, ty: &Type, restriction: &Restriction) -> model::TypeKind {
        let variety = match &ty.kind {
            TypeKind::Simple(simple) => &simple.variety,
            TypeKind::Complex(_) => &Variety::Restriction,
        };
        match variety {
            Variety::Restriction => self.simple_kind(restriction),
            Variety::List(item) => model::TypeKind::List(model::List {
                item: self.type_ref(*item),
            }),
            Variety::Union(members) => self.union_kind(members),
        }
    }

    /// The member types that the schema gives a union.
    fn union_members(&self, part: &Part<'_>) -> Option<Vec<model::TypeRef>> {
        let Part::Simple(id, _) = part else {
            return None;
        };
        match &self.components.ty(*id).kind {
            TypeKind::Simple(simple) => match &simple.variety {
                Variety::Union(members) => {
                    Some(members.iter().map(|ty| self.type_ref(*ty)).collect())
                }
                _ => None,
            },
            TypeKind::Complex(_) => None,
        }
    }

    fn union_kind(&self, members: &[TypeRef]) -> model::TypeKind {
        match Union::of(self.components, members) {
            Union::Types(members) => model::TypeKind::Union(model::Union {
                members: members.iter().map(|ty| self.type_ref(*ty)).collect(),
            }),
            Union::Type(base) => self.simple_kind(&Restriction::listed(base, Vec::new())),
            Union::Values { values, is_open } => {
                let base = TypeRef::Builtin(Builtin::String);
                self.enumeration_kind(base, &without_repetition(values), is_open)
            }
        }
    }

    fn simple_kind(&self, restriction: &Restriction) -> model::TypeKind {
        if restriction.values.is_empty() {
            let facets = restriction.facets.iter().enumerate();
            let facets = facets.map(|(at, facet)| model::Facet {
                step: restriction.step(at),
                kind: facet.kind,
                value: facet.value.clone(),
                span: facet.span,
            });
            return model::TypeKind::Simple(model::Simple {
                base: self.type_ref(restriction.base),
                facets: facets.collect(),
            });
        }
        self.enumeration_kind(restriction.base, &restriction.values, false)
    }

    fn enumeration_kind(
        &self,
        base: TypeRef,
        values: &[EnumValue],
        is_open: bool,
    ) -> model::TypeKind {
        let values = values.iter().map(|value| model::EnumValue {
            value: value.value.clone(),
            doc: value.doc.clone(),
            span: value.span,
            rename: None,
        });
        model::TypeKind::Enumeration(model::Enumeration {
            base: self.type_ref(base),
            values: values.collect(),
            is_open,
        })
    }

    fn choice_kind(&self, field: &Field) -> model::TypeKind {
        let alternatives = field.leaves.values().map(|leaf| model::Alternative {
            name: leaf.name.clone(),
            ty: self.element_type(leaf.ty, leaf.is_plain),
            nillable: leaf.nillable,
            default: leaf.default.clone(),
            fixed: leaf.fixed.clone(),
            doc: leaf.doc.clone(),
            span: leaf.span,
            rename: None,
        });
        model::TypeKind::Choice(model::Choice {
            alternatives: alternatives.collect(),
            any: field.any,
            text: field.text,
        })
    }

    fn complex_kind(
        &self,
        id: TypeId,
        declared: &ComplexType,
        complex: &Complex,
    ) -> model::TypeKind {
        let extended = declared
            .derivation
            .filter(|derivation| derivation.method == Method::Extension);
        let base = match extended.map(|derivation| derivation.base) {
            Some(TypeRef::Defined(base)) => match self.components.ty(base).kind {
                TypeKind::Complex(_) => self.place(Key::Type(base)),
                TypeKind::Simple(_) => None,
            },
            _ => None,
        };
        model::TypeKind::Complex(model::Complex {
            is_abstract: declared.is_abstract,
            base,
            attributes: self.attributes(id, &complex.attributes),
            content: match &complex.content {
                Content::Text(text) => self.text(text),
                Content::Fields(fields) if fields.is_empty() => model::Content::Empty,
                // Mixed content without elements is text.
                Content::Fields(fields) if is_text(fields) => model::Content::Text(model::Value {
                    ty: model::TypeRef::Builtin(Builtin::String),
                    default: None,
                    fixed: None,
                }),
                Content::Fields(fields) => model::Content::Elements(
                    fields
                        .iter()
                        .filter_map(|field| self.particle(id, field))
                        .collect(),
                ),
            },
            any_attributes: complex.any_attribute.is_some(),
            unknown: model::Unknown::default(),
        })
    }

    /// The base type that declares something, if it is not the type itself.
    fn inherited_from(&self, id: TypeId, declared_in: TypeId) -> Option<model::TypeId> {
        self.place(Key::Type(declared_in))
            .filter(|_| declared_in != id)
    }

    fn attributes(&self, id: TypeId, attributes: &Attributes) -> Vec<model::Attribute> {
        let attributes = attributes.iter().map(|(name, attribute)| model::Attribute {
            name: name.clone(),
            value: model::Value {
                ty: self.type_ref(attribute.ty),
                default: attribute.default.clone(),
                fixed: attribute.fixed.clone(),
            },
            required: attribute.required,
            doc: attribute.doc.clone(),
            span: attribute.span,
            inherited_from: self.inherited_from(id, attribute.declared_in),
            rename: None,
        });
        attributes.collect()
    }

    fn text(&self, text: &Text) -> model::Content {
        let narrowed = self
            .place(Key::Text(text.declared_in))
            .filter(|_| !text.restriction.is_empty());
        model::Content::Text(model::Value {
            ty: narrowed.map_or_else(
                || self.type_ref(text.restriction.base),
                model::TypeRef::Defined,
            ),
            default: None,
            fixed: None,
        })
    }

    fn particle(&self, id: TypeId, field: &Field) -> Option<model::Particle> {
        let inherited_from = self.inherited_from(id, field.declared_in);
        if field.is_choice() {
            let key = match field.head {
                Some(head) => Key::Group(head),
                None => Key::Choice(field.declared_in, field.leaves.keys().next()),
            };
            return Some(model::Particle::Choice(model::ChoiceParticle {
                ty: self.place(key)?,
                occurs: field.occurs,
                doc: field.doc.clone(),
                span: field.span,
                inherited_from,
                loosened: field.loosened,
                rename: None,
            }));
        }
        let Leaf {
            name,
            ty,
            is_plain,
            nillable,
            default,
            fixed,
            doc,
            span,
        } = field.leaves.values().next()?;
        Some(model::Particle::Element(model::Element {
            name: name.clone(),
            ty: self.element_type(*ty, *is_plain),
            occurs: field.occurs,
            nillable: *nillable,
            default: default.clone(),
            fixed: fixed.clone(),
            doc: doc.clone(),
            span: *span,
            inherited_from,
            loosened: field.loosened,
            rename: None,
        }))
    }

    /// What the type of an element is: itself, or the choice of the types that are derived from it
    /// unless the element is of that type only.
    fn element_type(&self, ty: TypeRef, is_plain: bool) -> model::TypeRef {
        let family = ty.defined().filter(|_| !is_plain);
        let family = family.and_then(|id| self.place(Key::Types(id)));
        family.map_or_else(|| self.type_ref(ty), model::TypeRef::Defined)
    }

    /// What a type is in the model: a type of the model, or what one that only repeats its base
    /// repeats.
    fn type_ref(&self, ty: TypeRef) -> model::TypeRef {
        let id = match ty {
            TypeRef::Builtin(builtin) => return model::TypeRef::Builtin(builtin),
            TypeRef::Defined(id) => id,
        };
        match (
            self.place(Key::Type(id)),
            Restriction::of_base(self.components, ty).base,
        ) {
            (Some(place), _) => model::TypeRef::Defined(place),
            (None, base) if base != ty => self.type_ref(base),
            (None, _) => model::TypeRef::Builtin(model::Builtin::AnyType),
        }
    }

    fn roots(&self) -> Vec<model::Root> {
        let roots = roots(self.components).map(|element| model::Root {
            name: element.name.clone(),
            ty: self.element_type(element.ty, element.disallowed_substitutions.extension),
            nillable: element.nillable,
            default: element.default.clone(),
            fixed: element.fixed.clone(),
            doc: element.doc.clone(),
            span: element.span,
            rename: None,
        });
        roots.collect()
    }
}

/// Adds to the documentation the values that a type lists though it is no enumeration.
fn say_values(doc: &mut Option<String>, ty: &Type) {
    let TypeKind::Simple(simple) = &ty.kind else {
        return;
    };
    let values: Vec<String> = simple.values.iter().map(|one| quoted(&one.value)).collect();
    if !values.is_empty() {
        let sentence = format!("One of {}.", values.join(", "));
        *doc = Some(match doc.take() {
            Some(doc) => format!("{doc}\n{sentence}"),
            None => sentence,
        });
    }
}

fn upper_first(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}
