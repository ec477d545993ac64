//! Texts that a schema gives as values: whether they are values of their types, and whether two of
//! them are the same value.
//!
//! Source: XML Schema Part 1, section 3.14.4, Simple Type Definition Valid (String Valid), and Part 2,
//! section 4.1.4, Datatype Valid.

use std::cell::Cell;
use std::collections::HashSet;

use super::facets::{Step, step};
use super::type_name;
use crate::datatype;
use crate::diagnostic::quoted;
use crate::model::{Builtin, FacetKind};
use crate::value::{facet_in_words, normalized, unit, violated, white_space};
use crate::xsd::components::{Components, Facet, SimpleType, TypeId, TypeKind, TypeRef, Variety};
use crate::xsd::lexical;

/// How many types, items and listed values are looked at for all values of one schema.
const MAX_STEPS: usize = 2_000_000;

/// How deep lists and unions may be within each other.
const MAX_DEPTH: usize = 32;

/// The work on the values of one schema.
pub(crate) struct Literals<'c> {
    components: &'c Components,
    steps: Cell<usize>,
}

/// What the values of a type are, before facets.
#[derive(Clone, Copy)]
enum Values<'c> {
    /// Those of a built-in type.
    Builtin(Builtin),
    /// Lists of values of this type.
    List(TypeRef),
    /// Those of any of these types.
    Union(&'c [TypeRef]),
    /// Nothing that is known.
    Unknown,
}

/// A type and those that it restricts, one after the other.
struct Chain<'c> {
    steps: Vec<(TypeId, Step<'c>)>,
    values: Values<'c>,
    /// The type that the last step restricts.
    last: TypeRef,
}

impl<'c> Literals<'c> {
    pub(crate) fn new(components: &'c Components) -> Self {
        Self {
            components,
            steps: Cell::new(0),
        }
    }

    /// Why a text is not a value of a type, if it is not. Of a type without a value, any text is.
    pub(crate) fn fault(&self, ty: TypeRef, text: &str) -> Option<String> {
        self.fault_within(ty, text, 0)
    }

    fn fault_within(&self, ty: TypeRef, text: &str, depth: usize) -> Option<String> {
        let chain = self.chain(ty).filter(|_| depth < MAX_DEPTH)?;
        let text = chain.normalized(text);
        self.fault_before_facets(&chain, &text, depth + 1)
            .or_else(|| self.unlisted(&chain, &text))
            .or_else(|| self.excluded(&chain, &text))
    }

    fn fault_before_facets(&self, chain: &Chain<'c>, text: &str, depth: usize) -> Option<String> {
        match chain.values {
            Values::Builtin(builtin) => (!lexical::is_value(builtin, text))
                .then(|| format!("{} is not {}", quoted(text), datatype::description(builtin))),
            // No list holds lists.
            Values::List(item) => {
                datatype::words(text).find_map(|word| self.fault_within(item, word, depth))
            }
            Values::Union(members) => {
                let mut members = self.members(members).into_iter();
                let is_one = members.any(|member| self.fault_within(member, text, depth).is_none());
                (!is_one).then(|| {
                    let name = type_name(self.components, chain.last);
                    format!("{} is not of a member type of {name}", quoted(text))
                })
            }
            Values::Unknown => None,
        }
    }

    /// What is wrong with a text that the enumeration does not list. The narrowest one counts.
    fn unlisted(&self, chain: &Chain<'c>, text: &str) -> Option<String> {
        let (id, step) = chain
            .steps
            .iter()
            .find(|(_, step)| !step.values.is_empty())?;
        let base = self.chain(step.base)?;
        let mut values = step.values.iter();
        let is_listed = values.clone().any(|value| value.value == text)
            || values.any(|value| self.spend(1) && self.same(&base, &value.value, text, 0));
        (!is_listed && self.has_steps_left()).then(|| {
            let name = type_name(self.components, TypeRef::Defined(*id));
            format!("{} is not one of the values of {name}", quoted(text))
        })
    }

    /// What is wrong with a text that a facet excludes. The facets of the most basic type are the most
    /// telling.
    fn excluded(&self, chain: &Chain<'c>, text: &str) -> Option<String> {
        // How a union treats blanks depends on the member.
        let collapsed = match chain.values {
            Values::Unknown => return None,
            Values::Union(_) => normalized(text, "collapse"),
            Values::Builtin(_) | Values::List(_) => text.to_owned(),
        };
        let builtin = chain.builtin();
        chain.steps.iter().rev().find_map(|(id, step)| {
            let facets = step.facets.iter();
            let pairs = facets.clone().map(|f| (f.kind, f.value.as_str()));
            let kind = violated(pairs.clone(), builtin, text)?;
            violated(pairs, builtin, &collapsed)?;
            let limits = facets.filter(|facet| facet.kind == kind);
            let limits: Vec<String> = limits.map(|facet| quoted(&facet.value)).collect();
            Some(facet_in_words(
                kind,
                &quoted(text),
                &limits.join(" or "),
                unit(builtin),
                &type_name(self.components, TypeRef::Defined(*id)),
            ))
        })
    }

    /// Whether two texts may stand for one value of a type: only those are told apart that do for
    /// certain not.
    pub(crate) fn may_be_equal(&self, ty: TypeRef, one: &str, other: &str) -> bool {
        self.are_equal(ty, one, other, 0)
    }

    fn are_equal(&self, ty: TypeRef, one: &str, other: &str, depth: usize) -> bool {
        let chain = self.chain(ty).filter(|_| depth < MAX_DEPTH);
        chain.is_none_or(|chain| self.same(&chain, one, other, depth))
    }

    fn same(&self, chain: &Chain<'c>, one: &str, other: &str, depth: usize) -> bool {
        let (one, other) = (chain.normalized(one), chain.normalized(other));
        if one == other {
            return true;
        }
        match chain.values {
            Values::Builtin(builtin) => may_be_equal(builtin, &one, &other),
            Values::List(item) => {
                let one: Vec<&str> = datatype::words(&one).collect();
                let other: Vec<&str> = datatype::words(&other).collect();
                let mut items = one.iter().zip(&other);
                one.len() == other.len()
                    && items.all(|(one, other)| self.are_equal(item, one, other, depth + 1))
            }
            Values::Union(_) | Values::Unknown => same_letters(&one, &other),
        }
    }

    /// The members of a union, those of unions among them in their place; each comes once.
    fn members(&self, members: &[TypeRef]) -> Vec<TypeRef> {
        let mut all = Vec::new();
        let mut seen = HashSet::new();
        let mut waiting: Vec<TypeRef> = members.iter().rev().copied().collect();
        while let Some(member) = waiting.pop() {
            if !seen.insert(member) || !self.spend(1) {
                continue;
            }
            match self.union(member) {
                Some(members) => waiting.extend(members.iter().rev()),
                None => all.push(member),
            }
        }
        all
    }

    /// The members of a type that is a union and restricts nothing.
    fn union(&self, ty: TypeRef) -> Option<&'c [TypeRef]> {
        match &self.components.ty(ty.defined()?).kind {
            TypeKind::Simple(SimpleType {
                variety: Variety::Union(members),
                ..
            }) => Some(members),
            _ => None,
        }
    }

    /// What a type restricts; `None` when too much has been looked at.
    fn chain(&self, ty: TypeRef) -> Option<Chain<'c>> {
        let mut chain = Chain {
            steps: Vec::new(),
            values: Values::Unknown,
            last: ty,
        };
        while self.spend(1) {
            let id = match chain.last {
                TypeRef::Builtin(Builtin::AnyType | Builtin::AnySimpleType) => return Some(chain),
                TypeRef::Builtin(builtin) => {
                    chain.values = Values::Builtin(builtin);
                    return Some(chain);
                }
                TypeRef::Defined(id) => id,
            };
            let Some(step) = step(self.components, id) else {
                chain.values = self.values(id);
                return Some(chain);
            };
            chain.last = step.base;
            chain.steps.push((id, step));
        }
        None
    }

    fn values(&self, id: TypeId) -> Values<'c> {
        match &self.components.ty(id).kind {
            TypeKind::Simple(simple) => match &simple.variety {
                Variety::List(item) => Values::List(*item),
                Variety::Union(members) => Values::Union(members),
                Variety::Restriction => Values::Unknown,
            },
            TypeKind::Complex(_) => Values::Unknown,
        }
    }

    /// Takes steps; says whether there were so many left.
    fn spend(&self, steps: usize) -> bool {
        self.steps.set(self.steps.get().saturating_add(steps));
        self.has_steps_left()
    }

    fn has_steps_left(&self) -> bool {
        self.steps.get() <= MAX_STEPS
    }
}

impl Chain<'_> {
    /// The built-in type whose facets mean what they mean here.
    fn builtin(&self) -> Builtin {
        match self.values {
            Values::Builtin(builtin) => builtin,
            Values::List(_) => Builtin::NmTokens,
            Values::Union(_) | Values::Unknown => Builtin::AnySimpleType,
        }
    }

    /// The text after white space processing. Each member of a union has its own.
    fn normalized(&self, text: &str) -> String {
        let is_mode = |facet: &&Facet| facet.kind == FacetKind::WhiteSpace;
        let mut steps = self.steps.iter();
        let own = steps.find_map(|(_, step)| step.facets.iter().find(is_mode));
        match own {
            Some(facet) => normalized(text, lexical::trim(&facet.value)),
            None => normalized(text, white_space(self.builtin())),
        }
    }
}

/// Whether two normalized texts may stand for one value of a built-in type.
fn may_be_equal(builtin: Builtin, one: &str, other: &str) -> bool {
    let names = |text: &str| text.rsplit(':').next().map(str::to_owned);
    match builtin {
        Builtin::Boolean => (matches!(one, "true" | "1")) == matches!(other, "true" | "1"),
        Builtin::HexBinary => one.eq_ignore_ascii_case(other),
        // Prefixes may stand for one namespace.
        Builtin::QName | Builtin::Notation => names(one) == names(other),
        Builtin::Base64Binary => true,
        _ if datatype::is_text(builtin) || datatype::is_list(builtin) => false,
        _ => datatype::compare(builtin, one, other).is_none_or(|order| order.is_eq()),
    }
}

/// Whether two texts may stand for one value of some type: letters alone are told apart for certain,
/// but a number, a date or bytes may be written in several ways.
fn same_letters(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> Option<String> {
        let words = datatype::words(text).collect::<String>();
        let is_plain = words.chars().all(char::is_alphabetic);
        is_plain.then(|| words.to_lowercase())
    };
    match (letters(one), letters(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}
