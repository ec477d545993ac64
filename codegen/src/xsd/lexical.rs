//! The lexical forms of the values that schema documents are written in.

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
