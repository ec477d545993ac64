//! What type values are of, going by the values alone.

use crate::datatype::{accepts, trim};
use crate::model::Builtin;

/// Whether a value, without the blanks around it, is of a type.
type Test = fn(&str) -> bool;

/// The types that are looked for, each before those that hold its values too.
///
/// A type is only found where reading and writing a value as one loses nothing: `007`, `+1`,
/// `1e5` and a GUID in capitals are text.
const TYPES: [(Builtin, Test); 8] = [
    (Builtin::Boolean, |text| matches!(text, "true" | "false")),
    (Builtin::Int, |text| {
        is_plain_integer(text) && accepts(Builtin::Int, text)
    }),
    (Builtin::Long, |text| {
        is_plain_integer(text) && accepts(Builtin::Long, text)
    }),
    (Builtin::Integer, is_plain_integer),
    (Builtin::Decimal, is_plain_decimal),
    (Builtin::DateTime, |text| accepts(Builtin::DateTime, text)),
    (Builtin::Guid, |text| {
        is_lower_case(text) && accepts(Builtin::Guid, text)
    }),
    (Builtin::AnyUri, is_url),
];

/// The narrowest type that all the values are of; text if nothing else is, or if there are none.
pub(crate) fn type_of<'v>(values: impl Iterator<Item = &'v str> + Clone) -> Builtin {
    if values.clone().next().is_none() {
        return Builtin::String;
    }
    TYPES
        .iter()
        .find(|(_, is_one)| values.clone().all(|value| is_one(trim(value))))
        .map_or(Builtin::String, |(builtin, _)| *builtin)
}

fn is_lower_case(text: &str) -> bool {
    !text.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn is_plain_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    match digits.as_bytes() {
        [b'0'] => !text.starts_with('-'),
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// An integer, or a number with digits on both sides of the point.
fn is_plain_decimal(text: &str) -> bool {
    match text.split_once('.') {
        None => is_plain_integer(text),
        Some((whole, fraction)) => {
            is_plain_integer(whole.strip_prefix('-').unwrap_or(whole))
                && !fraction.is_empty()
                && fraction.bytes().all(|b| b.is_ascii_digit())
        }
    }
}

/// A URL with a host or a path: `scheme://…`.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(plain)
        && !rest.is_empty()
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::type_of;
    use crate::model::Builtin;

    #[test]
    fn types_are_found() {
        let cases: &[(&[&str], Builtin)] = &[
            (&["true", "false"], Builtin::Boolean),
            (&["true", "1"], Builtin::String),
            (&["0", "1"], Builtin::Int),
            (&["0", "-2147483648"], Builtin::Int),
            (&["0", "2147483648"], Builtin::Long),
            (&["0", "99999999999999999999"], Builtin::Integer),
            (&["1", "1.50"], Builtin::Decimal),
            (&["-0.5"], Builtin::Decimal),
            (&["1.", "2"], Builtin::String),
            (&["007"], Builtin::String),
            (&["+7"], Builtin::String),
            (&["-0"], Builtin::String),
            (&["1e5"], Builtin::String),
            (&[" 5 "], Builtin::Int),
            (&["", "5"], Builtin::String),
            (&["", ""], Builtin::String),
            (&[], Builtin::String),
            (
                &["2014-10-19T05:59:18Z", "2014-10-19T05:59:18.5"],
                Builtin::DateTime,
            ),
            (&["2014-10-19"], Builtin::String),
            (&["676dc837-f441-4ac1-8470-15be06b4cffc"], Builtin::Guid),
            (&["09D89361-9178-4EAF-8037-E4E82B1932F0"], Builtin::String),
            (
                &["http://localhost:9399/api", "https://a.example/?b=c"],
                Builtin::AnyUri,
            ),
            (&["http://"], Builtin::String),
            (&["see http://a.example"], Builtin::String),
            (&["urn:veeam:Job:1"], Builtin::String),
        ];
        for (values, expected) in cases {
            assert_eq!(type_of(values.iter().copied()), *expected, "{values:?}");
        }
    }
}
