//! The types of the recommendation itself.

use crate::model::Builtin;

/// The built-in types by their names in the namespace of XML Schema.
///
/// Source: XML Schema Part 2, section 3.
const BUILTINS: &[(&str, Builtin)] = &[
    ("anyType", Builtin::AnyType),
    ("anySimpleType", Builtin::AnySimpleType),
    ("string", Builtin::String),
    ("normalizedString", Builtin::NormalizedString),
    ("token", Builtin::Token),
    ("language", Builtin::Language),
    ("Name", Builtin::Name),
    ("NCName", Builtin::NCName),
    ("NMTOKEN", Builtin::NmToken),
    ("NMTOKENS", Builtin::NmTokens),
    ("ID", Builtin::Id),
    ("IDREF", Builtin::IdRef),
    ("IDREFS", Builtin::IdRefs),
    ("ENTITY", Builtin::Entity),
    ("ENTITIES", Builtin::Entities),
    ("anyURI", Builtin::AnyUri),
    ("QName", Builtin::QName),
    ("NOTATION", Builtin::Notation),
    ("boolean", Builtin::Boolean),
    ("decimal", Builtin::Decimal),
    ("integer", Builtin::Integer),
    ("nonPositiveInteger", Builtin::NonPositiveInteger),
    ("negativeInteger", Builtin::NegativeInteger),
    ("nonNegativeInteger", Builtin::NonNegativeInteger),
    ("positiveInteger", Builtin::PositiveInteger),
    ("long", Builtin::Long),
    ("int", Builtin::Int),
    ("short", Builtin::Short),
    ("byte", Builtin::Byte),
    ("unsignedLong", Builtin::UnsignedLong),
    ("unsignedInt", Builtin::UnsignedInt),
    ("unsignedShort", Builtin::UnsignedShort),
    ("unsignedByte", Builtin::UnsignedByte),
    ("float", Builtin::Float),
    ("double", Builtin::Double),
    ("dateTime", Builtin::DateTime),
    ("date", Builtin::Date),
    ("time", Builtin::Time),
    ("duration", Builtin::Duration),
    ("gYear", Builtin::GYear),
    ("gYearMonth", Builtin::GYearMonth),
    ("gMonth", Builtin::GMonth),
    ("gMonthDay", Builtin::GMonthDay),
    ("gDay", Builtin::GDay),
    ("hexBinary", Builtin::HexBinary),
    ("base64Binary", Builtin::Base64Binary),
];

/// The built-in type of that name.
pub(super) fn builtin(name: &str) -> Option<Builtin> {
    BUILTINS
        .iter()
        .find(|(text, _)| *text == name)
        .map(|(_, builtin)| *builtin)
}

/// The names of all built-in types.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    BUILTINS.iter().map(|(text, _)| *text)
}

/// The name of a built-in type.
pub(super) fn name(builtin: Builtin) -> &'static str {
    BUILTINS
        .iter()
        .find(|(_, other)| *other == builtin)
        .map_or("", |(text, _)| *text)
}

/// More steps than any built-in type is derived in.
pub(super) const DEEPEST: usize = 16;

/// The type that a built-in type is derived from; `None` for `xs:anyType`.
///
/// Source: XML Schema Part 2, section 3. The built-in lists are derived from `xs:anySimpleType`.
pub(super) fn base(builtin: Builtin) -> Option<Builtin> {
    Some(match builtin {
        Builtin::AnyType => return None,
        Builtin::AnySimpleType => Builtin::AnyType,
        Builtin::NormalizedString => Builtin::String,
        Builtin::Token => Builtin::NormalizedString,
        Builtin::Language | Builtin::Name | Builtin::NmToken => Builtin::Token,
        Builtin::NCName => Builtin::Name,
        Builtin::Id | Builtin::IdRef | Builtin::Entity => Builtin::NCName,
        Builtin::Integer => Builtin::Decimal,
        Builtin::NonPositiveInteger | Builtin::NonNegativeInteger | Builtin::Long => {
            Builtin::Integer
        }
        Builtin::NegativeInteger => Builtin::NonPositiveInteger,
        Builtin::PositiveInteger | Builtin::UnsignedLong => Builtin::NonNegativeInteger,
        Builtin::Int => Builtin::Long,
        Builtin::Short => Builtin::Int,
        Builtin::Byte => Builtin::Short,
        Builtin::UnsignedInt => Builtin::UnsignedLong,
        Builtin::UnsignedShort => Builtin::UnsignedInt,
        Builtin::UnsignedByte => Builtin::UnsignedShort,
        _ => Builtin::AnySimpleType,
    })
}
