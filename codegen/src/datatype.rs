//! The lexical spaces of the built-in simple types: which texts are values of a type.
//!
//! Source: XML Schema Part 2: Datatypes, section 3.

mod binary;
mod order;
mod temporal;

use std::cmp::Ordering;

use crate::model::Builtin;
use temporal::Temporal;

use binary::octets;
pub(crate) use order::compare;

/// Whether XML counts a character as a blank (XML 1.0, production 3).
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// A value without the blanks around it, which mean nothing but in strings.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// Whether a text is a value of a built-in type. Types that are read as text take any.
pub(crate) fn accepts(builtin: Builtin, text: &str) -> bool {
    let text = trim(text);
    match builtin {
        Builtin::Boolean => matches!(text, "true" | "false" | "1" | "0"),
        Builtin::Decimal => Decimal::parse(text).is_some(),
        Builtin::Integer => is_integer(text),
        Builtin::NonPositiveInteger => is_integer(text) && sign(text) != Ordering::Greater,
        Builtin::NegativeInteger => is_integer(text) && sign(text) == Ordering::Less,
        Builtin::NonNegativeInteger => is_integer(text) && sign(text) != Ordering::Less,
        Builtin::PositiveInteger => is_integer(text) && sign(text) == Ordering::Greater,
        Builtin::Long => fits::<i64>(text),
        Builtin::Int => fits::<i32>(text),
        Builtin::Short => fits::<i16>(text),
        Builtin::Byte => fits::<i8>(text),
        Builtin::UnsignedLong => fits::<u64>(text),
        Builtin::UnsignedInt => fits::<u32>(text),
        Builtin::UnsignedShort => fits::<u16>(text),
        Builtin::UnsignedByte => fits::<u8>(text),
        Builtin::Float | Builtin::Double => is_float(text),
        Builtin::DateTime => Temporal::DateTime.accepts(text),
        Builtin::Date => Temporal::Date.accepts(text),
        Builtin::Time => Temporal::Time.accepts(text),
        Builtin::GYear => Temporal::GYear.accepts(text),
        Builtin::GYearMonth => Temporal::GYearMonth.accepts(text),
        Builtin::GMonth => Temporal::GMonth.accepts(text),
        Builtin::GMonthDay => Temporal::GMonthDay.accepts(text),
        Builtin::GDay => Temporal::GDay.accepts(text),
        Builtin::Duration => temporal::is_duration(text),
        Builtin::HexBinary | Builtin::Base64Binary => octets(builtin, text).is_some(),
        Builtin::Guid => is_guid(text),
        _ => true,
    }
}

/// A value as the runtime writes it, for the numbers and truth values that may be written in several
/// ways.
pub(crate) fn canonical(builtin: Option<Builtin>, text: &str) -> String {
    let trimmed = trim(text);
    let canonical = match (builtin, trimmed) {
        (Some(Builtin::Boolean), "1") => Some("true".to_owned()),
        (Some(Builtin::Boolean), "0") => Some("false".to_owned()),
        (_, "INF" | "-INF" | "NaN") => None,
        (Some(Builtin::Float | Builtin::Double), number) => {
            number.parse::<f64>().ok().map(|number| number.to_string())
        }
        (Some(Builtin::HexBinary), digits) => Some(digits.to_ascii_uppercase()),
        (Some(Builtin::Base64Binary), text) => {
            Some(text.chars().filter(|c| !is_space(*c)).collect())
        }
        _ => None,
    };
    canonical.unwrap_or_else(|| text.to_owned())
}

/// What the values of a built-in type look like, for a message.
pub(crate) fn description(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::Boolean => "`true`, `false`, `1` or `0`",
        Builtin::Decimal => "a decimal number",
        Builtin::Integer => "an integer",
        Builtin::NonPositiveInteger => "an integer that is not positive",
        Builtin::NegativeInteger => "a negative integer",
        Builtin::NonNegativeInteger => "an integer that is not negative",
        Builtin::PositiveInteger => "a positive integer",
        Builtin::Long => "an integer of 64 bits",
        Builtin::Int => "an integer of 32 bits",
        Builtin::Short => "an integer of 16 bits",
        Builtin::Byte => "an integer of 8 bits",
        Builtin::UnsignedLong => "an integer of 64 bits without a sign",
        Builtin::UnsignedInt => "an integer of 32 bits without a sign",
        Builtin::UnsignedShort => "an integer of 16 bits without a sign",
        Builtin::UnsignedByte => "an integer of 8 bits without a sign",
        Builtin::Float | Builtin::Double => "a number",
        Builtin::DateTime => "a date and time, such as `2014-10-19T05:59:18Z`",
        Builtin::Date => "a date, such as `2014-10-19`",
        Builtin::Time => "a time of day, such as `05:59:18`",
        Builtin::Duration => "a duration, such as `P1DT12H`",
        Builtin::GYear => "a year, such as `2014`",
        Builtin::GYearMonth => "a month of a year, such as `2014-10`",
        Builtin::GMonth => "a month, such as `--10`",
        Builtin::GMonthDay => "a day of a year, such as `--10-19`",
        Builtin::GDay => "a day of a month, such as `---19`",
        Builtin::HexBinary => "bytes as pairs of hexadecimal digits, such as `0fb7`",
        Builtin::Base64Binary => "bytes in Base64, such as `D7c=`",
        Builtin::Name => "a name",
        Builtin::NCName | Builtin::Id | Builtin::IdRef | Builtin::Entity => {
            "a name without a colon"
        }
        Builtin::NmToken => "a word of letters, digits and `.`, `-`, `_` or `:`",
        Builtin::Language => "a language, such as `en-GB`",
        Builtin::QName | Builtin::Notation => "a name, with or without a prefix",
        Builtin::NmTokens | Builtin::IdRefs | Builtin::Entities => "a list of one or more names",
        Builtin::Guid => "a GUID, such as `676dc837-f441-4ac1-8470-15be06b4cffc`",
        _ => "text",
    }
}

/// Whether a value of the type is any text, so far as Rust tells: it is the same if its text is.
pub(crate) fn is_text(builtin: Builtin) -> bool {
    matches!(
        builtin,
        Builtin::AnyType
            | Builtin::AnySimpleType
            | Builtin::String
            | Builtin::NormalizedString
            | Builtin::Token
            | Builtin::Language
            | Builtin::Name
            | Builtin::NCName
            | Builtin::NmToken
            | Builtin::Id
            | Builtin::IdRef
            | Builtin::Entity
            | Builtin::AnyUri
    )
}

/// Whether the type is a list of texts with blanks between them.
pub(crate) fn is_list(builtin: Builtin) -> bool {
    matches!(
        builtin,
        Builtin::NmTokens | Builtin::IdRefs | Builtin::Entities
    )
}

/// Whether the type is a date, a time of day, or a part of these.
pub(crate) fn is_temporal(builtin: Builtin) -> bool {
    matches!(
        builtin,
        Builtin::DateTime
            | Builtin::Date
            | Builtin::Time
            | Builtin::GYear
            | Builtin::GYearMonth
            | Builtin::GMonth
            | Builtin::GMonthDay
            | Builtin::GDay
    )
}

/// What `length` counts in a value of the type (XML Schema Part 2, section 4.3.1): how many there
/// are; nothing where the type has no length.
pub(crate) fn length(builtin: Builtin, text: &str) -> Option<usize> {
    match builtin {
        Builtin::HexBinary | Builtin::Base64Binary => octets(builtin, text),
        // Whatever is said of the length of names with prefixes, all of them have it.
        Builtin::QName | Builtin::Notation => None,
        _ if is_list(builtin) => Some(words(text).count()),
        _ => has_length(builtin).then(|| text.chars().count()),
    }
}

/// Whether the values of the type have a length.
pub(crate) fn has_length(builtin: Builtin) -> bool {
    let is_other = matches!(
        builtin,
        Builtin::Boolean | Builtin::Float | Builtin::Double | Builtin::Duration | Builtin::Guid
    );
    !is_decimal(builtin) && !is_temporal(builtin) && !is_other
}

/// The parts of a text between blanks.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|word| !word.is_empty())
}

/// Whether the type is a number whose values compare as decimal numbers do.
pub(crate) fn is_decimal(builtin: Builtin) -> bool {
    matches!(
        builtin,
        Builtin::Decimal
            | Builtin::Integer
            | Builtin::NonPositiveInteger
            | Builtin::NegativeInteger
            | Builtin::NonNegativeInteger
            | Builtin::PositiveInteger
            | Builtin::Long
            | Builtin::Int
            | Builtin::Short
            | Builtin::Byte
            | Builtin::UnsignedLong
            | Builtin::UnsignedInt
            | Builtin::UnsignedShort
            | Builtin::UnsignedByte
    )
}

/// Whether a number type holds every value of another, and more.
pub(crate) fn is_wider(wider: Builtin, than: Builtin) -> bool {
    let is_integer = is_decimal(than) && than != Builtin::Decimal;
    match wider {
        Builtin::Short => matches!(than, Builtin::Byte | Builtin::UnsignedByte),
        Builtin::Int => {
            matches!(than, Builtin::UnsignedShort)
                || than == Builtin::Short
                || is_wider(Builtin::Short, than)
        }
        Builtin::Long => {
            matches!(than, Builtin::UnsignedInt)
                || than == Builtin::Int
                || is_wider(Builtin::Int, than)
        }
        Builtin::UnsignedShort => than == Builtin::UnsignedByte,
        Builtin::UnsignedInt => {
            than == Builtin::UnsignedShort || is_wider(Builtin::UnsignedShort, than)
        }
        Builtin::UnsignedLong => {
            than == Builtin::UnsignedInt || is_wider(Builtin::UnsignedInt, than)
        }
        Builtin::Integer => is_integer && than != Builtin::Integer,
        Builtin::Decimal => is_integer,
        Builtin::Double => than == Builtin::Float,
        _ => false,
    }
}

/// A decimal number of any length, as its digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decimal<'a> {
    negative: bool,
    /// Without zeros in front.
    whole: &'a str,
    /// Without zeros behind.
    fraction: &'a str,
}

impl<'a> Decimal<'a> {
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let text = trim(text);
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        Some(Self {
            // Minus zero is zero.
            negative: text.starts_with('-') && !(whole.is_empty() && fraction.is_empty()),
            whole,
            fraction,
        })
    }

    /// How many digits it needs, and how many of them after the point.
    pub(crate) fn digits(self) -> (usize, usize) {
        (self.whole.len() + self.fraction.len(), self.fraction.len())
    }

    pub(crate) fn compare(self, other: Self) -> Ordering {
        let size = |a: Self, b: Self| {
            (a.whole.len(), a.whole, a.fraction).cmp(&(b.whole.len(), b.whole, b.fraction))
        };
        match (self.negative, other.negative) {
            (false, false) => size(self, other),
            (true, true) => size(other, self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// How an integer compares to zero.
fn sign(text: &str) -> Ordering {
    let zero = text
        .trim_start_matches(['+', '-'])
        .bytes()
        .all(|b| b == b'0');
    match text.starts_with('-') {
        _ if zero => Ordering::Equal,
        true => Ordering::Less,
        false => Ordering::Greater,
    }
}

fn fits<T: std::str::FromStr>(text: &str) -> bool {
    // Rust has no minus zero without a sign, XML Schema has.
    is_integer(text) && (text.parse::<T>().is_ok() || sign(text) == Ordering::Equal)
}

fn is_float(text: &str) -> bool {
    if matches!(text, "INF" | "-INF" | "NaN") {
        return true;
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    trim(mantissa) == mantissa && Decimal::parse(mantissa).is_some() && is_integer(exponent)
}

fn is_guid(text: &str) -> bool {
    let mut lengths = text.split('-').map(str::len);
    text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
        && lengths.by_ref().eq([8, 4, 4, 4, 12])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(builtin: Builtin, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(accepts(builtin, text), "{text:?} is a {builtin:?}");
        }
        for text in bad {
            assert!(!accepts(builtin, text), "{text:?} is no {builtin:?}");
        }
    }

    #[test]
    fn numbers() {
        check(
            Builtin::Boolean,
            &["true", " false ", "1", "0"],
            &["", "TRUE", "yes", "2"],
        );
        check(
            Builtin::Int,
            &["0", "-0", "+7", "007", "2147483647"],
            &["", "-", "2147483648", "1.0", "1 2"],
        );
        check(Builtin::UnsignedByte, &["255", "-0"], &["256", "-1"]);
        check(Builtin::Integer, &["99999999999999999999"], &["1e5", "٣"]);
        check(Builtin::NonPositiveInteger, &["-1", "0", "-0"], &["1"]);
        check(Builtin::NegativeInteger, &["-1"], &["0", "-0", "1"]);
        check(Builtin::NonNegativeInteger, &["1", "0", "-0"], &["-1"]);
        check(Builtin::PositiveInteger, &["1", "+1"], &["0", "-1"]);
        check(
            Builtin::Decimal,
            &["1", "-1.50", ".5", "5.", "+0.0"],
            &["", ".", "1e5", "1,5", "--1"],
        );
        check(
            Builtin::Double,
            &["1e5", "-1.5E-10", "INF", "NaN", "-INF", "0"],
            &["", "e5", "inf", "+INF", "1 e5"],
        );
    }

    #[test]
    fn dates() {
        check(
            Builtin::DateTime,
            &[
                "2014-10-19T05:59:18Z",
                "2014-10-19T05:59:18",
                "2014-10-19T05:59:18.1234567+02:00",
                "2016-02-29T24:00:00",
                "-0044-03-15T12:00:00-14:00",
                "12014-10-19T05:59:18Z",
            ],
            &[
                "2014-10-19",
                "2014-10-19 05:59:18",
                "2015-02-29T00:00:00",
                "2014-13-01T00:00:00",
                "2014-1-01T00:00:00",
                "2014-10-19T24:00:01",
                "2014-10-19T05:60:18",
                "2014-10-19T05:59:18.",
                "2014-10-19T05:59:18z",
                "2014-10-19T05:59:18+14:01",
                "2014-10-19T05:59:18+0200",
                "0000-10-19T05:59:18",
                "02014-10-19T05:59:18",
                "",
            ],
        );
    }

    #[test]
    fn guids() {
        let guid = "676dc837-F441-4ac1-8470-15be06b4cffc";
        check(
            Builtin::Guid,
            &[guid],
            &[
                "",
                "676dc837f4414ac1847015be06b4cffc",
                "676dc837-f441-4ac1-8470-15be06b4cffg",
            ],
        );
    }

    #[test]
    fn some_numbers_hold_others() {
        for (wider, than) in [
            (Builtin::Long, Builtin::Int),
            (Builtin::Long, Builtin::UnsignedByte),
            (Builtin::Integer, Builtin::UnsignedLong),
            (Builtin::Decimal, Builtin::Integer),
            (Builtin::UnsignedLong, Builtin::UnsignedByte),
        ] {
            assert!(is_wider(wider, than), "{wider:?} {than:?}");
            assert!(!is_wider(than, wider), "{than:?} {wider:?}");
        }
        assert!(!is_wider(Builtin::Long, Builtin::UnsignedLong));
        assert!(!is_wider(Builtin::Int, Builtin::Int));
        assert!(!is_wider(Builtin::String, Builtin::Int));
    }

    #[test]
    fn decimals_compare() {
        let compare = |a, b| {
            Decimal::parse(a)
                .unwrap()
                .compare(Decimal::parse(b).unwrap())
        };
        assert_eq!(compare("10", "9"), Ordering::Greater);
        assert_eq!(compare("-10", "-9"), Ordering::Less);
        assert_eq!(compare("1.50", "01.5"), Ordering::Equal);
        assert_eq!(compare("-0", "0"), Ordering::Equal);
        assert_eq!(compare("0.1", "0.09"), Ordering::Greater);
        assert_eq!(compare("-1", "1"), Ordering::Less);
        assert_eq!(Decimal::parse("0012.3400").unwrap().digits(), (4, 2));
    }
}
