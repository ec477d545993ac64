//! The built-in types, as far as their values are more than Rust says.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::WhiteSpace;
use crate::xml::chars::{is_ncname, is_ncname_char, is_ncname_start, is_xml_char};
use crate::xml::{
    Base64Binary, Date, DateTime, Decimal, Duration, FromText, GDay, GMonth, GMonthDay, GYear,
    GYearMonth, HexBinary, Integer, Time,
};

/// What the values of a built-in type are.
///
/// Source: XML Schema Part 2, section 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Datatype {
    /// Any characters: text whose white space is to be preserved.
    Text,
    NormalizedText,
    /// Text whose white space is to be collapsed.
    Token,
    Language,
    Name,
    NcName,
    NmToken,
    QName,
    Boolean,
    Decimal,
    /// An integer within limits, if there are any.
    Integer(Option<i128>, Option<i128>),
    Float,
    Duration,
    DateTime,
    Time,
    Date,
    GYearMonth,
    GYear,
    GMonthDay,
    GDay,
    GMonth,
    HexBinary,
    Base64Binary,
}

fn parse<T: for<'a> FromText<'a>>(text: &str) -> Option<T> {
    T::from_text(Cow::Borrowed(text)).ok()
}

/// How two texts compare as values of `T`; `None` where that cannot be told, or one is none.
fn order<T: for<'a> FromText<'a> + PartialOrd>(one: &str, other: &str) -> Option<Ordering> {
    parse::<T>(one)?.partial_cmp(&parse::<T>(other)?)
}

impl Datatype {
    pub(super) fn white_space(self) -> WhiteSpace {
        match self {
            Datatype::Text => WhiteSpace::Preserve,
            Datatype::NormalizedText => WhiteSpace::Replace,
            _ => WhiteSpace::Collapse,
        }
    }

    /// Whether the text, whose white space is as it should be, is a value of the type.
    pub(super) fn accepts(self, text: &str) -> bool {
        match self {
            Datatype::Text | Datatype::NormalizedText | Datatype::Token => {
                text.chars().all(is_xml_char)
            }
            Datatype::Language => is_language(text),
            Datatype::Name => is_name(text),
            Datatype::NcName => is_ncname(text),
            Datatype::NmToken => {
                !text.is_empty() && text.chars().all(|c| c == ':' || is_ncname_char(c))
            }
            Datatype::QName => match text.split_once(':') {
                Some((prefix, local)) => is_ncname(prefix) && is_ncname(local),
                None => is_ncname(text),
            },
            Datatype::Boolean => parse::<bool>(text).is_some(),
            Datatype::Decimal => parse::<Decimal>(text).is_some(),
            Datatype::Integer(least, greatest) => parse::<Integer>(text).is_some_and(|integer| {
                least.is_none_or(|least| integer >= Integer::from(least))
                    && greatest.is_none_or(|greatest| integer <= Integer::from(greatest))
            }),
            Datatype::Float => parse::<f64>(text).is_some(),
            Datatype::Duration => parse::<Duration>(text).is_some(),
            Datatype::DateTime => parse::<DateTime>(text).is_some(),
            Datatype::Time => parse::<Time>(text).is_some(),
            Datatype::Date => parse::<Date>(text).is_some(),
            Datatype::GYearMonth => parse::<GYearMonth>(text).is_some(),
            Datatype::GYear => parse::<GYear>(text).is_some(),
            Datatype::GMonthDay => parse::<GMonthDay>(text).is_some(),
            Datatype::GDay => parse::<GDay>(text).is_some(),
            Datatype::GMonth => parse::<GMonth>(text).is_some(),
            Datatype::HexBinary => parse::<HexBinary>(text).is_some(),
            Datatype::Base64Binary => parse::<Base64Binary>(text).is_some(),
        }
    }

    /// What the values look like.
    pub(super) fn description(self) -> String {
        let description = match self {
            Datatype::Text | Datatype::NormalizedText | Datatype::Token => {
                "text of characters that XML allows"
            }
            Datatype::Language => "a language such as en or de-AT",
            Datatype::Name => "a name",
            Datatype::NcName => "a name without a colon",
            Datatype::NmToken => "letters, digits, and any of . - _ :",
            Datatype::QName => "a name with or without a prefix, such as e:colour",
            Datatype::Boolean => "true, false, 1 or 0",
            Datatype::Decimal => "a decimal number such as -1.50",
            Datatype::Integer(least, greatest) => {
                return match (least, greatest) {
                    (Some(least), Some(greatest)) => {
                        format!("an integer from {least} to {greatest}")
                    }
                    (Some(least), None) => format!("an integer that is at least {least}"),
                    (None, Some(greatest)) => format!("an integer that is at most {greatest}"),
                    (None, None) => "an integer".to_owned(),
                };
            }
            Datatype::Float => "a number, INF, -INF or NaN",
            Datatype::Duration => "a duration such as P1DT12H",
            Datatype::DateTime => "a date with a time, such as 2014-10-19T05:59:18Z",
            Datatype::Time => "a time of day such as 05:59:18",
            Datatype::Date => "a date such as 2014-10-19",
            Datatype::GYearMonth => "a month of a year, such as 2014-10",
            Datatype::GYear => "a year such as 2014",
            Datatype::GMonthDay => "a day of every year, such as --10-19",
            Datatype::GDay => "a day of every month, such as ---19",
            Datatype::GMonth => "a month such as --10",
            Datatype::HexBinary => "bytes as pairs of hexadecimal digits",
            Datatype::Base64Binary => "bytes in base64",
        };
        description.to_owned()
    }

    /// How two values compare; `None` where they are not in order.
    ///
    /// `NaN` equals itself, and is in no order with other numbers.
    pub(super) fn compare(self, one: &str, other: &str) -> Option<Ordering> {
        match self {
            Datatype::Decimal | Datatype::Integer(..) => order::<Decimal>(one, other),
            Datatype::Float => {
                let (one, other) = (parse::<f64>(one)?, parse::<f64>(other)?);
                match one.is_nan() && other.is_nan() {
                    true => Some(Ordering::Equal),
                    false => one.partial_cmp(&other),
                }
            }
            Datatype::Boolean => order::<bool>(one, other),
            Datatype::Duration => order::<Duration>(one, other),
            Datatype::DateTime => order::<DateTime>(one, other),
            Datatype::Time => order::<Time>(one, other),
            Datatype::Date => order::<Date>(one, other),
            Datatype::GYearMonth => order::<GYearMonth>(one, other),
            Datatype::GYear => order::<GYear>(one, other),
            Datatype::GMonthDay => order::<GMonthDay>(one, other),
            Datatype::GDay => order::<GDay>(one, other),
            Datatype::GMonth => order::<GMonth>(one, other),
            Datatype::HexBinary => order::<HexBinary>(one, other),
            Datatype::Base64Binary => order::<Base64Binary>(one, other),
            // What a prefix stands for is not known here.
            Datatype::QName => Some(local(one).cmp(local(other))),
            Datatype::Text
            | Datatype::NormalizedText
            | Datatype::Token
            | Datatype::Language
            | Datatype::Name
            | Datatype::NcName
            | Datatype::NmToken => Some(one.cmp(other)),
        }
    }

    /// Whether a text of the value matches: a `bool` does not know which of two ways it was written in,
    /// nor an `f64` which of many, of which some may match.
    pub(super) fn some_text(self, text: &str, matches: impl Fn(&str) -> bool) -> bool {
        match (self, text) {
            (Datatype::Boolean, "true" | "1") => matches("true") || matches("1"),
            (Datatype::Boolean, _) => matches("false") || matches("0"),
            (Datatype::Float, _) => true,
            _ => matches(text),
        }
    }

    /// Whether a text is a limit that values can be compared with.
    pub(super) fn accepts_limit(self, text: &str) -> bool {
        !self.is_text() && self.compare(text, text).is_some()
    }

    /// Whether values are text, which has no order that limits could be about.
    fn is_text(self) -> bool {
        matches!(
            self,
            Datatype::Text
                | Datatype::NormalizedText
                | Datatype::Token
                | Datatype::Language
                | Datatype::Name
                | Datatype::NcName
                | Datatype::NmToken
        )
    }

    /// How long a value is, and in what.
    pub(super) fn length(self, text: &str) -> Option<(usize, &'static str)> {
        match self {
            Datatype::HexBinary => Some((parse::<HexBinary>(text)?.len(), "byte")),
            Datatype::Base64Binary => Some((parse::<Base64Binary>(text)?.len(), "byte")),
            _ if self.is_text() => Some((text.chars().count(), "character")),
            _ => None,
        }
    }

    /// How many digits a number needs, and how many of them after the point.
    pub(super) fn digits(self, text: &str) -> Option<(usize, usize)> {
        match self {
            Datatype::Decimal | Datatype::Integer(..) => Some(parse::<Decimal>(text)?.digits()),
            _ => None,
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Source: XML Schema Part 2, section 3.3.3.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let sized = |part: &str| (1..=8).contains(&part.len());
    parts
        .next()
        .is_some_and(|part| sized(part) && part.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|part| sized(part) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Source: XML 1.0, production 5.
fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == ':' || is_ncname_start(c))
        && chars.all(|c| c == ':' || is_ncname_char(c))
}
