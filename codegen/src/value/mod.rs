//! Whether a text is a value of a type, and if not, why.

mod pattern;
mod pattern_syntax;

use crate::datatype::{self, Decimal, is_space};
use crate::diagnostic::quoted;
use crate::model::{Builtin, FacetKind, Model, Simple, TypeId, TypeKind, TypeRef};

pub(crate) use pattern_syntax::check_patterns;

/// Why a text is not a value of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is not in the lexical space of the built-in type.
    Lexical(Builtin),
    /// The enumeration does not list it.
    Unlisted(TypeId),
    /// A facet of the simple type excludes it.
    Facet(TypeId, FacetKind),
    /// It is not the only value allowed.
    Fixed,
    /// An item of a list is not one.
    Item {
        /// The item.
        item: String,
        /// What is wrong with it.
        fault: Box<Fault>,
    },
}

/// The first reason why a text is not a value of a type.
pub(crate) fn check(model: &Model, ty: TypeRef, text: &str) -> Option<Fault> {
    let chain = Chain::of(model, ty);
    let text = chain.normalized(text);
    // No list holds lists.
    let mut items = chain.items.into_iter().flat_map(|item| {
        let item = Chain::of(model, item);
        datatype::words(&text).map(move |word| {
            let fault = Box::new(item.fault(word)?);
            let item = word.to_owned();
            Some(Fault::Item { item, fault })
        })
    });
    items.find_map(|fault| fault).or_else(|| chain.fault(&text))
}

/// What is wrong with a text, in words.
pub(crate) fn explain(model: &Model, fault: &Fault, text: &str, fixed: Option<&str>) -> String {
    if let Fault::Item { item, fault } = fault {
        return explain(model, fault, item, fixed);
    }
    let value = quoted(text);
    let path = |id: &TypeId| quoted(&model.path(*id));
    match fault {
        Fault::Lexical(builtin) => format!("{value} is not {}", datatype::description(*builtin)),
        Fault::Unlisted(id) => format!("{value} is not one of the values of {}", path(id)),
        Fault::Fixed => format!(
            "{value} is not {}, the only value allowed",
            quoted(fixed.unwrap_or(""))
        ),
        // Said above.
        Fault::Item { item, .. } => quoted(item),
        Fault::Facet(id, kind) => {
            let simple = model.get(*id).map(|def| &def.kind);
            let facets = match simple {
                Some(TypeKind::Simple(Simple { facets, .. })) => facets.as_slice(),
                _ => &[],
            };
            let limits: Vec<String> = facets
                .iter()
                .filter(|f| f.kind == *kind)
                .map(|f| quoted(&f.value))
                .collect();
            let limit = limits.join(" or ");
            let unit = unit(Chain::of(model, TypeRef::Defined(*id)).kind());
            facet_in_words(*kind, &value, &limit, unit, &path(id))
        }
    }
}

/// What is wrong with a text that a facet of a type excludes, in words.
pub(crate) fn facet_in_words(
    kind: FacetKind,
    value: &str,
    limit: &str,
    unit: &str,
    ty: &str,
) -> String {
    match kind {
        FacetKind::Pattern => format!("{value} does not match the pattern {limit} of {ty}"),
        FacetKind::Length => format!("{value} is not {limit} {unit} long, as {ty} demands"),
        FacetKind::MinLength => {
            format!("{value} is shorter than {limit} {unit}, which {ty} demands")
        }
        FacetKind::MaxLength => format!("{value} is longer than {limit} {unit}, which {ty} allows"),
        FacetKind::MinInclusive | FacetKind::MinExclusive => {
            format!("{value} is below the minimum {limit} of {ty}")
        }
        FacetKind::MaxInclusive | FacetKind::MaxExclusive => {
            format!("{value} is above the maximum {limit} of {ty}")
        }
        FacetKind::TotalDigits => {
            format!("{value} has more than {limit} digits, which {ty} allows")
        }
        FacetKind::FractionDigits => {
            format!("{value} has more than {limit} digits after the point, which {ty} allows")
        }
        FacetKind::WhiteSpace => value.to_owned(),
    }
}

/// What the length of a value of that type counts.
pub(crate) fn unit(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::HexBinary | Builtin::Base64Binary => "octets",
        builtin if datatype::is_list(builtin) => "items",
        _ => "characters",
    }
}

/// Whether a text is the fixed value of an attribute or element.
pub(crate) fn is_fixed(model: &Model, ty: TypeRef, text: &str, fixed: &str) -> bool {
    let chain = Chain::of(model, ty);
    let (text, fixed) = (chain.normalized(text), chain.normalized(fixed));
    let number = |text| match chain.builtin {
        Some(builtin) if datatype::is_decimal(builtin) => Decimal::parse(text),
        _ => None,
    };
    match (number(&text), number(&fixed)) {
        (Some(text), Some(fixed)) => text.compare(fixed).is_eq(),
        _ => text == fixed,
    }
}

/// A simple type and those it is derived from, one after the other.
struct Chain<'m> {
    simple: Vec<(TypeId, &'m Simple)>,
    enumeration: Option<(TypeId, Vec<&'m str>)>,
    builtin: Option<Builtin>,
    /// The type of the items of a list.
    items: Option<TypeRef>,
}

impl<'m> Chain<'m> {
    fn of(model: &'m Model, mut ty: TypeRef) -> Self {
        let mut chain = Self {
            simple: Vec::new(),
            enumeration: None,
            builtin: None,
            items: None,
        };
        for _ in 0..=model.types.len() {
            match ty {
                TypeRef::Builtin(builtin) => {
                    chain.builtin = Some(builtin);
                    break;
                }
                TypeRef::Defined(id) => match model.get(id).map(|def| &def.kind) {
                    Some(TypeKind::Simple(simple)) => {
                        chain.simple.push((id, simple));
                        ty = simple.base;
                    }
                    Some(TypeKind::Enumeration(enumeration)) => {
                        let values = enumeration.values.iter().map(|value| value.value.as_str());
                        if enumeration.is_open {
                            break;
                        }
                        // The narrowest list is the one that counts.
                        chain.enumeration.get_or_insert((id, values.collect()));
                        ty = enumeration.base;
                    }
                    Some(TypeKind::List(list)) => {
                        chain.items = Some(list.item);
                        break;
                    }
                    _ => break,
                },
            }
        }
        chain
    }

    /// The first reason why a normalized text is not a value.
    fn fault(&self, text: &str) -> Option<Fault> {
        if let Some(builtin) = self.builtin
            && !datatype::accepts(builtin, text)
        {
            return Some(Fault::Lexical(builtin));
        }
        if let Some((id, values)) = &self.enumeration
            && !values
                .iter()
                .any(|value| *value == text || *value == datatype::trim(text))
        {
            return Some(Fault::Unlisted(*id));
        }
        // The facets of the most basic type are the most telling.
        self.simple.iter().rev().find_map(|(id, simple)| {
            let facets = simple.facets.iter();
            let facets = facets.map(|facet| (facet.kind, facet.value.as_str()));
            let kind = violated(facets, self.kind(), text)?;
            Some(Fault::Facet(*id, kind))
        })
    }

    /// The built-in type whose facets mean what they mean here.
    fn kind(&self) -> Builtin {
        match self.items {
            Some(_) => Builtin::NmTokens,
            None => self.builtin.unwrap_or(Builtin::String),
        }
    }

    /// The text after white space processing.
    fn normalized(&self, text: &str) -> String {
        let facets = self.simple.iter().flat_map(|(_, simple)| &simple.facets);
        let mut modes = facets.filter(|facet| facet.kind == FacetKind::WhiteSpace);
        let mode = modes.next().map(|facet| facet.value.as_str());
        normalized(text, mode.unwrap_or_else(|| white_space(self.kind())))
    }
}

/// What a built-in type says of white space.
///
/// Source: XML Schema Part 2, section 3 (the facet `whiteSpace` of each type).
pub(crate) fn white_space(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::String | Builtin::AnySimpleType => "preserve",
        Builtin::NormalizedString => "replace",
        _ => "collapse",
    }
}

/// A text after white space processing, as a facet `whiteSpace` says.
///
/// Source: XML Schema Part 2, section 4.3.6.
pub(crate) fn normalized(text: &str, mode: &str) -> String {
    match mode {
        "collapse" => {
            let words: Vec<&str> = datatype::words(text).collect();
            words.join(" ")
        }
        "replace" => text.replace(is_space, " "),
        _ => text.to_owned(),
    }
}

/// The first facet of one type that excludes a normalized text. Of several patterns in one type
/// any may match.
pub(crate) fn violated<'f>(
    facets: impl Iterator<Item = (FacetKind, &'f str)> + Clone,
    builtin: Builtin,
    text: &str,
) -> Option<FacetKind> {
    let mut patterns = facets
        .clone()
        .filter(|(kind, _)| *kind == FacetKind::Pattern)
        .peekable();
    if patterns.peek().is_some()
        && patterns.all(|(_, value)| pattern::matches(value, text) == Some(false))
    {
        return Some(FacetKind::Pattern);
    }
    let mut kinds = facets
        .filter(|(kind, value)| is_violated(*kind, value, builtin, text) == Some(true))
        .map(|(kind, _)| kind);
    kinds.next()
}

/// Whether a facet other than a pattern excludes a text; nothing where it has no meaning for the
/// type, is not understood, or where the order of values is not certain.
fn is_violated(kind: FacetKind, value: &str, builtin: Builtin, text: &str) -> Option<bool> {
    let limit = datatype::trim(value);
    let count = || limit.parse::<usize>().ok();
    let length = || datatype::length(builtin, text);
    let number = || {
        datatype::is_decimal(builtin)
            .then(|| Decimal::parse(text))
            .flatten()
    };
    let compared = || datatype::compare(builtin, text, limit);
    Some(match kind {
        FacetKind::Length => length()? != count()?,
        FacetKind::MinLength => length()? < count()?,
        FacetKind::MaxLength => length()? > count()?,
        FacetKind::MinInclusive => compared()?.is_lt(),
        FacetKind::MinExclusive => compared()?.is_le(),
        FacetKind::MaxInclusive => compared()?.is_gt(),
        FacetKind::MaxExclusive => compared()?.is_ge(),
        FacetKind::TotalDigits => number()?.digits().0 > count()?,
        FacetKind::FractionDigits => number()?.digits().1 > count()?,
        FacetKind::Pattern | FacetKind::WhiteSpace => false,
    })
}
