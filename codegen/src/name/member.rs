//! Names for the fields and variants of a type.

use super::{Qualifying, Taken, Wish, distinct, ident, name_taken};
use crate::diagnostic::{Diagnostics, quoted};
use crate::model::{
    Builtin, Choice, Complex, EnumValue, Model, Particle, Rename, TypeDef, TypeId, TypeKind,
    TypeRef,
};
use crate::source::Span;

/// The Rust names of the fields or variants of one type.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// The fields of attributes, in the order of [`Complex::attributes`].
    pub attributes: Vec<String>,
    /// The fields of elements and choices, in the order of [`Content::Elements`](crate::model::Content::Elements).
    pub particles: Vec<String>,
    /// The field of simple content.
    pub text: String,
    /// The field that keeps what the type does not declare.
    pub unknown: String,
    /// The field that keeps attributes of any name.
    pub any_attributes: String,
    /// The variants of a choice, of an enumeration or of types, in their order.
    pub variants: Vec<String>,
    /// The variant for a value that an enumeration does not list, or an element that a choice does
    /// not name.
    pub other: String,
    /// The variant for the text of mixed content.
    pub variant_text: String,
}

impl Members {
    pub(super) const NONE: Self = Self {
        attributes: Vec::new(),
        particles: Vec::new(),
        text: String::new(),
        unknown: String::new(),
        any_attributes: String::new(),
        variants: Vec::new(),
        other: String::new(),
        variant_text: String::new(),
    };

    pub(crate) fn new(model: &Model, def: &TypeDef, diagnostics: &mut Diagnostics) -> Self {
        match &def.kind {
            TypeKind::Complex(complex) => Self::of_complex(model, def, complex, diagnostics),
            TypeKind::Choice(choice) => Self::of_choice(choice, diagnostics),
            TypeKind::Enumeration(enumeration) => {
                Self::of_enumeration(&enumeration.values, diagnostics)
            }
            TypeKind::Types(types) => Self::of_types(model, &types.types, diagnostics),
            TypeKind::Union(union) => Self::of_union(model, &union.members, diagnostics),
            TypeKind::Simple(_) | TypeKind::List(_) => Self::NONE,
        }
    }

    /// Elements choose before choices, and these before attributes, the text and what is unknown.
    fn of_complex(
        model: &Model,
        def: &TypeDef,
        complex: &Complex,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut members = Vec::new();
        for attribute in &complex.attributes {
            let name = ident::field(&attribute.name.local);
            let longer = format!("{}_attribute", ident::stem(&name));
            members.push(Member {
                xml: &attribute.name.local,
                span: attribute.span,
                rename: attribute.rename.as_ref(),
                wish: Wish::new(3, [name, longer]),
            });
        }
        let particles = complex.content.particles();
        let elements = complex.content.elements();
        let qualifying = Qualifying::of(elements.map(|element| &element.name));
        for particle in particles {
            members.push(match particle {
                Particle::Element(element) => Member {
                    xml: &element.name.local,
                    span: element.span,
                    rename: element.rename.as_ref(),
                    wish: Wish {
                        rank: 1,
                        candidates: qualifying.candidates(&element.name, ident::field),
                        asked_for: false,
                    },
                },
                Particle::Choice(choice) => {
                    let def = model.get(choice.ty);
                    let xml = def.map_or("choice", |def| &def.name.local);
                    // What stands in the place of an element goes by that element's name.
                    let is_shared = def.is_some_and(|def| def.anonymous_in.is_none());
                    let element = xml.strip_suffix("Group").filter(|_| is_shared);
                    let xml = element.unwrap_or(xml);
                    let name = ident::field(xml);
                    Member {
                        xml,
                        span: choice.span,
                        rename: choice.rename.as_ref(),
                        wish: Wish::new(2, [name]),
                    }
                }
            });
        }
        let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let mut own_member = |rank, names: &[&str]| {
            members.push(Member {
                xml: "",
                span: def.span,
                rename: None,
                wish: Wish {
                    rank,
                    candidates: own(names),
                    asked_for: false,
                },
            });
        };
        own_member(4, &["value", "text", "content"]);
        own_member(5, &["unknown", "unknown_content"]);
        own_member(6, &["any_attributes", "other_attributes"]);

        let mut names = name_members(members, "field", diagnostics).into_iter();
        Self {
            attributes: names.by_ref().take(complex.attributes.len()).collect(),
            particles: names.by_ref().take(particles.len()).collect(),
            text: names.next().unwrap_or_default(),
            unknown: names.next().unwrap_or_default(),
            any_attributes: names.next().unwrap_or_default(),
            ..Self::NONE
        }
    }

    fn of_choice(choice: &Choice, diagnostics: &mut Diagnostics) -> Self {
        let qualifying = Qualifying::of(choice.alternatives.iter().map(|one| &one.name));
        let mut members: Vec<Member<'_>> = choice
            .alternatives
            .iter()
            .map(|alternative| {
                Member::of_variant(
                    &alternative.name.local,
                    qualifying.candidates(&alternative.name, ident::upper),
                    alternative.span,
                    alternative.rename.as_ref(),
                )
            })
            .collect();
        members.push(Member::of_rest(3, &["Other", "OtherElement"]));
        members.push(Member::of_rest(4, &["Text", "TextContent"]));
        let mut variants = name_members(members, "variant", diagnostics);
        Self {
            variant_text: variants.pop().unwrap_or_default(),
            other: variants.pop().unwrap_or_default(),
            variants,
            ..Self::NONE
        }
    }

    fn of_types(model: &Model, types: &[TypeId], diagnostics: &mut Diagnostics) -> Self {
        let types = types.iter().filter_map(|id| model.get(*id));
        let qualifying = Qualifying::of(types.clone().map(|def| &def.name));
        let mut members: Vec<Member<'_>> = types
            .map(|def| {
                let names = qualifying.candidates(&def.name, ident::upper);
                Member::of_variant(&def.name.local, names, def.span, None)
            })
            .collect();
        members.push(Member::of_rest(3, &["Other", "OtherType"]));
        let mut variants = name_members(members, "variant", diagnostics);
        Self {
            other: variants.pop().unwrap_or_default(),
            variants,
            ..Self::NONE
        }
    }

    fn of_union(model: &Model, members: &[TypeRef], diagnostics: &mut Diagnostics) -> Self {
        let members = members.iter().map(|member| match member {
            TypeRef::Builtin(Builtin::String) => Member::of_rest(3, &["Other", "OtherText"]),
            TypeRef::Builtin(builtin) => {
                Member::of_variant("", vec![format!("{builtin:?}")], Span::default(), None)
            }
            TypeRef::Defined(id) => {
                let def = model.get(*id);
                let name = def.map_or("", |def| &def.name.local);
                let span = def.map_or(Span::default(), |def| def.span);
                Member::of_variant(name, vec![ident::upper(name)], span, None)
            }
        });
        Self {
            variants: name_members(members.collect(), "variant", diagnostics),
            ..Self::NONE
        }
    }

    fn of_enumeration(values: &[EnumValue], diagnostics: &mut Diagnostics) -> Self {
        let mut members: Vec<Member<'_>> = values
            .iter()
            .map(|value| {
                let names = vec![ident::value(&value.value)];
                Member::of_variant(&value.value, names, value.span, value.rename.as_ref())
            })
            .collect();
        members.push(Member::of_rest(3, &["Other", "Unlisted"]));
        let mut variants = name_members(members, "variant", diagnostics);
        Self {
            other: variants.pop().unwrap_or_default(),
            variants,
            ..Self::NONE
        }
    }
}

/// A field or variant that wants a name.
struct Member<'a> {
    xml: &'a str,
    span: Span,
    rename: Option<&'a Rename>,
    wish: Wish,
}

impl<'a> Member<'a> {
    /// A variant for what no other variant is for.
    fn of_rest(rank: u8, names: &[&str]) -> Self {
        Self {
            xml: "",
            span: Span::default(),
            rename: None,
            wish: Wish {
                rank,
                candidates: names.iter().map(|&name| name.to_owned()).collect(),
                asked_for: false,
            },
        }
    }

    fn of_variant(
        xml: &'a str,
        names: Vec<String>,
        span: Span,
        rename: Option<&'a Rename>,
    ) -> Self {
        Self {
            xml,
            span,
            rename,
            wish: Wish::of_variant(xml, names),
        }
    }
}

fn name_members(
    members: Vec<Member<'_>>,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut declared = Vec::new();
    let mut wishes = Vec::new();
    for Member {
        xml,
        span,
        rename,
        wish,
    } in members
    {
        wishes.push(Wish::or_rename(rename, || wish));
        declared.push((xml, span, rename));
    }
    let (names, refused) = distinct(&wishes, &mut Taken::default());
    for (xml, span, rename) in refused.into_iter().filter_map(|place| declared.get(place)) {
        let whose = format!("the {what} of {}", quoted(xml));
        diagnostics.push(name_taken(*rename, &whose, *span));
    }
    names
}
