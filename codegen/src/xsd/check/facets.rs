//! Facets: each belongs to the type that it restricts, fits those beside it, and allows no more than
//! those that the type has already.
//!
//! Source: XML Schema Part 2, sections 4.1.5 and 4.3, and Part 1, section 3.14.6.

use std::cmp::Ordering;

use crate::datatype;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Builtin, FacetKind};
use crate::source::Span;
use crate::xsd::components::{
    Components, Content, EnumValue, Facet, Narrowing, SimpleType, TypeId, TypeKind, TypeRef,
    Variety,
};
use crate::xsd::lexical;

/// What the values of a type are, before facets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Values {
    /// Those of a built-in type that is not a list.
    Atomic(Builtin),
    /// Lists.
    List,
    /// Those of several types.
    Union,
    /// Nothing that is known.
    Unknown,
}

/// What a type allows: its values, and of each facet the one that counts.
#[derive(Clone)]
struct Effective<'c> {
    values: Values,
    facets: Vec<&'c Facet>,
    /// The length that a built-in list has at least.
    min_length: Option<u64>,
}

/// A restriction: what is restricted, and how.
pub(super) struct Step<'c> {
    pub(super) base: TypeRef,
    pub(super) facets: &'c [Facet],
    /// The values of an enumeration.
    pub(super) values: &'c [EnumValue],
}

/// Reports every facet that is wrong.
pub(super) fn check(components: &Components, diagnostics: &mut Diagnostics) {
    let mut effective: Vec<Option<Effective<'_>>> = vec![None; components.types.len()];
    let base = |id| step(components, id)?.base.defined();
    for id in components.bases_first(base) {
        let found = match step(components, id) {
            None => Effective::of(own_values(components, id)),
            Some(step) => {
                let base = match step.base {
                    TypeRef::Builtin(builtin) => Effective::of_builtin(builtin),
                    TypeRef::Defined(base) => effective
                        .get(base.0)
                        .cloned()
                        .flatten()
                        .unwrap_or(Effective::of(Values::Unknown)),
                };
                let mut check = Check {
                    base: &base,
                    own: step.facets,
                    diagnostics,
                };
                check.facets();
                if !step.values.is_empty() {
                    check.enumeration(components.ty(id).span);
                }
                base.narrowed(step.facets)
            }
        };
        if let Some(slot) = effective.get_mut(id.0) {
            *slot = Some(found);
        }
    }
}

/// What a type restricts, or takes over; nothing for lists, unions and content that is no value.
pub(super) fn step(components: &Components, id: TypeId) -> Option<Step<'_>> {
    match &components.ty(id).kind {
        TypeKind::Simple(SimpleType {
            variety: Variety::Restriction,
            base,
            facets,
            values,
        }) => Some(Step {
            base: *base,
            facets,
            values,
        }),
        TypeKind::Simple(_) => None,
        TypeKind::Complex(complex) => {
            let Content::Simple(Narrowing {
                inline,
                facets,
                values,
            }) = &complex.content
            else {
                return None;
            };
            Some(Step {
                base: inline.or(complex.derivation.map(|derivation| derivation.base))?,
                facets,
                values,
            })
        }
    }
}

fn own_values(components: &Components, id: TypeId) -> Values {
    match &components.ty(id).kind {
        TypeKind::Simple(simple) => match simple.variety {
            Variety::List(_) => Values::List,
            Variety::Union(_) => Values::Union,
            Variety::Restriction => Values::Unknown,
        },
        TypeKind::Complex(_) => Values::Unknown,
    }
}

impl<'c> Effective<'c> {
    fn of(values: Values) -> Self {
        Self {
            values,
            facets: Vec::new(),
            min_length: None,
        }
    }

    fn of_builtin(builtin: Builtin) -> Self {
        match builtin {
            Builtin::AnyType | Builtin::AnySimpleType => Self::of(Values::Unknown),
            _ if datatype::is_list(builtin) => Self {
                min_length: Some(1),
                ..Self::of(Values::List)
            },
            _ => Self::of(Values::Atomic(builtin)),
        }
    }

    /// The same with further facets, each in the place of the one it narrows.
    fn narrowed(mut self, facets: &'c [Facet]) -> Self {
        for facet in facets {
            self.facets.retain(|old| old.kind != facet.kind);
            self.facets.push(facet);
        }
        self
    }

    fn get(&self, kind: FacetKind) -> Option<&'c Facet> {
        self.facets.iter().copied().find(|facet| facet.kind == kind)
    }

    fn builtin(&self) -> Option<Builtin> {
        match self.values {
            Values::Atomic(builtin) => Some(builtin),
            Values::List | Values::Union | Values::Unknown => None,
        }
    }

    /// Whether the type has a facet of that kind at all.
    ///
    /// Source: XML Schema Part 2, section 4.1.5.
    fn has(&self, kind: FacetKind) -> bool {
        use FacetKind as F;
        let builtin = match self.values {
            Values::Atomic(builtin) => builtin,
            Values::List => return is_length(kind) || matches!(kind, F::Pattern | F::WhiteSpace),
            Values::Union => return kind == F::Pattern,
            Values::Unknown => return true,
        };
        match kind {
            F::Pattern | F::WhiteSpace => true,
            F::TotalDigits | F::FractionDigits => datatype::is_decimal(builtin),
            F::Length | F::MinLength | F::MaxLength => datatype::has_length(builtin),
            F::MinInclusive | F::MinExclusive | F::MaxInclusive | F::MaxExclusive => {
                !datatype::has_length(builtin) && builtin != Builtin::Boolean
            }
        }
    }

    /// How blanks in values are treated: 0 for `preserve`, 1 for `replace`, 2 for `collapse`.
    fn white_space(&self) -> u8 {
        match (self.get(FacetKind::WhiteSpace), self.values) {
            (Some(facet), _) => white_space(facet),
            (None, Values::Atomic(Builtin::String) | Values::Unknown | Values::Union) => 0,
            (None, Values::Atomic(Builtin::NormalizedString)) => 1,
            (None, _) => 2,
        }
    }
}

fn white_space(facet: &Facet) -> u8 {
    match lexical::trim(&facet.value) {
        "collapse" => 2,
        "replace" => 1,
        _ => 0,
    }
}

fn is_length(kind: FacetKind) -> bool {
    matches!(
        kind,
        FacetKind::Length | FacetKind::MinLength | FacetKind::MaxLength
    )
}

/// The facets of one restriction and what they restrict.
struct Check<'a, 'c> {
    base: &'a Effective<'c>,
    own: &'c [Facet],
    diagnostics: &'a mut Diagnostics,
}

impl<'c> Check<'_, 'c> {
    fn facets(&mut self) {
        let mut once: Vec<&Facet> = Vec::new();
        for facet in self.own {
            let first = once.iter().find(|other| other.kind == facet.kind);
            if let Some(first) = first {
                self.twice(facet, first);
                continue;
            }
            if facet.kind != FacetKind::Pattern {
                once.push(facet);
            }
            if !self.base.has(facet.kind) {
                self.not_of_the_type(facet.kind.name(), facet);
            } else if self.is_of_the_type(facet) {
                self.narrows(facet);
                self.keeps_what_is_fixed(facet);
            }
        }
        self.fit_together(&once);
    }

    /// XML Schema Part 2, section 4.1.5: truth values are not listed.
    fn enumeration(&mut self, span: Span) {
        if self.base.values == Values::Atomic(Builtin::Boolean) {
            let message = "`xs:boolean` has no facet `enumeration`";
            let diagnostic = Diagnostic::error(Code::WrongFacet, message)
                .at(span)
                .help("use a `pattern`");
            self.diagnostics.push(diagnostic);
        }
    }

    fn report(&mut self, facet: &Facet, message: String, other: Option<&Facet>) {
        let mut diagnostic = Diagnostic::error(Code::WrongFacet, message).at(facet.span);
        if let Some(other) = other {
            diagnostic = diagnostic.related(other.span, "the other one is here");
        }
        self.diagnostics.push(diagnostic);
    }

    /// XML Schema Part 1, section 3.14.3, Single Facet Value.
    fn twice(&mut self, facet: &Facet, first: &Facet) {
        let message = format!("a type has only one {}", quoted(facet.kind.name()));
        self.report(facet, message, Some(first));
    }

    fn not_of_the_type(&mut self, name: &str, facet: &Facet) {
        let of = match self.base.values {
            Values::List => "a list".to_owned(),
            Values::Union => "a union".to_owned(),
            Values::Atomic(builtin) => format!("`xs:{}`", super::builtin::name(builtin)),
            Values::Unknown => return,
        };
        let message = format!("{of} has no facet {}", quoted(name));
        self.report(facet, message, None);
    }

    /// Whether a limit is a value of the type that it limits; it is reported if not.
    fn is_of_the_type(&mut self, facet: &Facet) -> bool {
        let Some(builtin) = self.base.builtin().filter(|_| is_bound(facet.kind)) else {
            return true;
        };
        let accepts = datatype::accepts(builtin, &facet.value);
        if !accepts {
            let message = format!(
                "this limit is not of the type that it limits: {} is not {}",
                quoted(&facet.value),
                datatype::description(builtin)
            );
            let diagnostic = Diagnostic::error(Code::BadValue, message).at(facet.span);
            self.diagnostics.push(diagnostic);
        }
        accepts
    }

    /// Reports a facet that allows what one of the base does not.
    fn narrows(&mut self, facet: &Facet) {
        let base = self.base;
        if let Some(other) = base.facets.iter().find(|other| self.widens(facet, other)) {
            let message = format!(
                "{} allows what the base type, with {}, does not",
                in_words(facet),
                in_words(other)
            );
            self.report(facet, message, Some(other));
            return;
        }
        let own = lexical::count(&facet.value);
        let message = match (facet.kind, base.builtin()) {
            (FacetKind::FractionDigits, Some(builtin))
                if builtin != Builtin::Decimal && own != Some(0) =>
            {
                format!(
                    "an integer has no digits after the point: `fractionDigits` cannot be {}",
                    quoted(&facet.value)
                )
            }
            (FacetKind::MinLength | FacetKind::MaxLength | FacetKind::Length, None)
                if base.min_length > own =>
            {
                format!("{}: the list has at least one item", in_words(facet))
            }
            (FacetKind::WhiteSpace, _) if white_space(facet) < base.white_space() => format!(
                "{} keeps blanks that the base type does not keep",
                in_words(facet)
            ),
            _ => return,
        };
        self.report(facet, message, None);
    }

    fn widens(&self, facet: &Facet, other: &Facet) -> bool {
        use FacetKind as F;
        let order = self.order(facet, other);
        match (facet.kind, other.kind) {
            (F::Length, F::Length) => order.is_some_and(Ordering::is_ne),
            (F::MinLength, F::MinLength) => order == Some(Ordering::Less),
            (F::MaxLength, F::MaxLength)
            | (F::TotalDigits, F::TotalDigits)
            | (F::FractionDigits, F::FractionDigits) => order == Some(Ordering::Greater),
            (F::MinInclusive, F::MinInclusive)
            | (F::MinExclusive, F::MinExclusive | F::MinInclusive) => order == Some(Ordering::Less),
            (F::MinInclusive, F::MinExclusive) => order.is_some_and(Ordering::is_le),
            (F::MaxInclusive, F::MaxInclusive)
            | (F::MaxExclusive, F::MaxExclusive | F::MaxInclusive) => {
                order == Some(Ordering::Greater)
            }
            (F::MaxInclusive, F::MaxExclusive) => order.is_some_and(Ordering::is_ge),
            _ => false,
        }
    }

    /// How the values of two facets compare, if that is certain.
    fn order(&self, one: &Facet, other: &Facet) -> Option<Ordering> {
        if is_bound(one.kind) {
            return datatype::compare(self.base.builtin()?, &one.value, &other.value);
        }
        Some(lexical::count(&one.value)?.cmp(&lexical::count(&other.value)?))
    }

    fn keeps_what_is_fixed(&mut self, facet: &Facet) {
        let Some(other) = self.base.get(facet.kind).filter(|other| other.fixed) else {
            return;
        };
        let is_same = match facet.kind {
            FacetKind::WhiteSpace => white_space(facet) == white_space(other),
            _ => self.order(facet, other).is_none_or(Ordering::is_eq),
        };
        if !is_same {
            let message = format!(
                "{} is not {}, which the base type fixes",
                in_words(facet),
                in_words(other)
            );
            self.report(facet, message, Some(other));
        }
    }

    /// Reports the facets that exclude each other, at least one of which is of this restriction.
    fn fit_together(&mut self, own: &[&Facet]) {
        for low in own {
            for high in own {
                if self.contradict(low, high, true) {
                    self.exclude_each_other(low, high, high, low);
                }
            }
        }
        let is_narrowed = |other: &&Facet| own.iter().any(|own| own.kind == other.kind);
        for own in own {
            let above = self.base.facets.iter().copied();
            for other in above.filter(|other| !is_narrowed(other)) {
                if self.contradict(own, other, false) {
                    self.exclude_each_other(own, other, own, other);
                } else if self.contradict(other, own, false) {
                    self.exclude_each_other(other, own, own, other);
                }
            }
        }
        self.one_of(FacetKind::MinInclusive, FacetKind::MinExclusive);
        self.one_of(FacetKind::MaxInclusive, FacetKind::MaxExclusive);
        self.beside_length(FacetKind::MinLength);
        self.beside_length(FacetKind::MaxLength);
    }

    /// Whether nothing is at once above one limit and below the other.
    fn contradict(&self, low: &Facet, high: &Facet, both_own: bool) -> bool {
        use FacetKind as F;
        let order = || self.order(low, high);
        match (low.kind, high.kind) {
            (F::MinInclusive, F::MaxInclusive)
            | (F::MinLength, F::MaxLength | F::Length)
            | (F::Length, F::MaxLength)
            | (F::FractionDigits, F::TotalDigits) => order() == Some(Ordering::Greater),
            // XML Schema Part 2, section 4.3.9.4: these may be the same, though nothing is between.
            (F::MinExclusive, F::MaxExclusive) if both_own => order() == Some(Ordering::Greater),
            (F::MinInclusive, F::MaxExclusive)
            | (F::MinExclusive, F::MaxInclusive | F::MaxExclusive) => {
                order().is_some_and(Ordering::is_ge)
            }
            _ => false,
        }
    }

    fn exclude_each_other(&mut self, low: &Facet, high: &Facet, place: &Facet, other: &Facet) {
        let message = format!(
            "no value is allowed: {} and {} exclude each other",
            in_words(low),
            in_words(high)
        );
        let diagnostic = Diagnostic::error(Code::BadValue, message)
            .at(place.span)
            .related(other.span, "the other one is here");
        self.diagnostics.push(diagnostic);
    }

    fn own(&self, kind: FacetKind) -> Option<&'c Facet> {
        self.own.iter().find(|facet| facet.kind == kind)
    }

    /// Reports two facets of which a restriction has only one.
    fn one_of(&mut self, one: FacetKind, other: FacetKind) {
        if let (Some(one), Some(other)) = (self.own(one), self.own(other)) {
            self.only_one(other, one);
        }
    }

    /// Reports a limit of the length beside the length itself, unless the base type has it too.
    ///
    /// Source: XML Schema Part 2, section 4.3.1.4.
    fn beside_length(&mut self, kind: FacetKind) {
        let length = self.own(FacetKind::Length);
        let length = length.or(self.base.get(FacetKind::Length));
        let (Some(limit), Some(length)) = (self.own(kind), length) else {
            return;
        };
        let of_base = self.base.get(kind);
        if of_base.is_none_or(|of_base| self.order(of_base, limit) != Some(Ordering::Equal)) {
            self.only_one(limit, length);
        }
    }

    fn only_one(&mut self, facet: &Facet, other: &Facet) {
        let message = format!(
            "a type has only one of {} and {}",
            quoted(other.kind.name()),
            quoted(facet.kind.name())
        );
        self.report(facet, message, Some(other));
    }
}

fn is_bound(kind: FacetKind) -> bool {
    matches!(
        kind,
        FacetKind::MinInclusive
            | FacetKind::MinExclusive
            | FacetKind::MaxInclusive
            | FacetKind::MaxExclusive
    )
}

fn in_words(facet: &Facet) -> String {
    format!("{} {}", quoted(facet.kind.name()), quoted(&facet.value))
}
