//! The lexical forms of the values that schema documents are written in.

use crate::datatype;
use crate::model::Builtin;

/// Whether XML counts a character as a blank (XML 1.0, production 3).
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// A value without the blanks around it.
pub(super) fn trim(value: &str) -> &str {
    value.trim_matches(is_space)
}

/// Whether a text is a name without a colon (Namespaces in XML 1.0, production 4).
pub(super) fn is_ncname(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
}

/// Whether a text is a value of a built-in type, those that Rust reads as text included.
///
/// Source: XML Schema Part 2, section 3.
pub(super) fn is_value(builtin: Builtin, text: &str) -> bool {
    let text = trim(text);
    let is_name = |text: &str| text.split(':').all(|part| part.chars().all(is_name_char));
    let list_of = |is_item: &dyn Fn(&str) -> bool| {
        let mut items = datatype::words(text).peekable();
        items.peek().is_some() && items.all(is_item)
    };
    match builtin {
        Builtin::Name => text.starts_with(|c| c == ':' || is_name_start(c)) && is_name(text),
        Builtin::NCName | Builtin::Id | Builtin::IdRef | Builtin::Entity => is_ncname(text),
        Builtin::NmToken => !text.is_empty() && is_name(text),
        Builtin::NmTokens => list_of(&is_name),
        Builtin::IdRefs | Builtin::Entities => list_of(&is_ncname),
        Builtin::Language => is_language(text),
        Builtin::QName | Builtin::Notation => match text.split_once(':') {
            Some((prefix, local)) => is_ncname(prefix) && is_ncname(local),
            None => is_ncname(text),
        },
        _ => datatype::accepts(builtin, text),
    }
}

/// XML Schema Part 2, section 3.3.3.
fn is_language(text: &str) -> bool {
    let is_part = |part: &str| (1..=8).contains(&part.len());
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    is_part(first)
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| is_part(part) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// XML 1.0 (fifth edition), production 4, without the colon.
fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// XML 1.0 (fifth edition), production 4a, without the colon.
fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// What [`count`] takes, for a message.
pub(super) const COUNT: &str = "a whole number from 0";

/// A `nonNegativeInteger`. More than anybody counts is as many as anybody counts.
pub(super) fn count(value: &str) -> Option<u64> {
    let value = trim(value);
    let digits = value.strip_prefix('+').unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        // Minus zero is a non-negative integer too.
        let zeros = value.strip_prefix('-')?;
        return (!zeros.is_empty() && zeros.bytes().all(|b| b == b'0')).then_some(0);
    }
    Some(digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_colon() {
        assert!(["a", "_", "é-1.2", "Ω", "名前"].into_iter().all(is_ncname));
        assert!(
            !["", "1a", "-", "a:b", "a b", "×"]
                .into_iter()
                .any(is_ncname)
        );
    }

    #[test]
    fn values_that_are_names() {
        let check = |builtin, good: &[&str], bad: &[&str]| {
            for text in good {
                assert!(is_value(builtin, text), "{text:?} is a {builtin:?}");
            }
            for text in bad {
                assert!(!is_value(builtin, text), "{text:?} is no {builtin:?}");
            }
        };
        check(Builtin::Name, &["a", " a:b ", ":"], &["", "1", "a b"]);
        check(Builtin::NCName, &["a", "é1"], &["", "1", "a:b", "a b"]);
        check(Builtin::NmToken, &["1", "-a:b"], &["", "a b", "a,"]);
        check(Builtin::NmTokens, &["1", "1 a"], &["", " ", "a, b"]);
        check(Builtin::IdRefs, &["a", "a\tb"], &["", "a 1"]);
        check(
            Builtin::Language,
            &["en", "en-GB", "x-1"],
            &["", "en_GB", "1", "en-", "englishlanguage"],
        );
        check(Builtin::QName, &["a", "a:b"], &["", "a:b:c", ":a", "a:"]);
        check(Builtin::Int, &["1"], &["a"]);
        check(Builtin::String, &["", "a b"], &[]);
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        assert_eq!(count(" +007 "), Some(7));
        assert_eq!(count("-0"), Some(0));
        assert_eq!(count("18446744073709551615"), Some(u64::MAX));
        assert_eq!(count("18446744073709551616"), Some(u64::MAX));
        assert!(
            ["", "+", "-", "-1", "1.0", "x"]
                .into_iter()
                .all(|v| count(v).is_none())
        );
    }
}
