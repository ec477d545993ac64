//! From the words of an XML name or value to a Rust identifier.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// The name of a field: `snake_case`.
///
/// ```text
/// EndTimeUTC -> end_time_utc    UID -> uid    type -> r#type    self -> self_
/// ```
pub(super) fn field(xml: &str) -> String {
    identifier(&words(xml).to_snake_case(), "field")
}

/// The name of a type or a variant: `UpperCamelCase`.
pub(super) fn upper(xml: &str) -> String {
    identifier(&words(xml).to_upper_camel_case(), "Unnamed")
}

/// The name of a variant for a listed value. Values may be any text: signs before a number and
/// values that are signs alone are spelled out, so that `+1`, `-1` and `1` stay apart.
pub(super) fn value(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return "Empty".to_owned();
    }
    let camel = words(text).to_upper_camel_case();
    if camel.is_empty() {
        let spelled = text.chars().filter_map(spelled).collect::<String>();
        return identifier(&spelled, "Symbol");
    }
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(sign @ ('+' | '-')), Some('0'..='9')) => identifier(
            &format!("{}{camel}", spelled(sign).unwrap_or_default()),
            "Symbol",
        ),
        _ => identifier(&camel, "Symbol"),
    }
}

/// The name of a constant: `SHOUTY_SNAKE_CASE`.
pub(crate) fn constant(text: &str) -> String {
    field(text).trim_start_matches("r#").to_uppercase()
}

/// The identifier without the mark of a raw one.
pub(super) fn unraw(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
}

/// What a longer identifier can begin with: neither the mark of a raw one nor the underscore that
/// makes `self` another word, which would not be in the case that Rust asks for.
pub(super) fn stem(ident: &str) -> &str {
    unraw(ident).trim_end_matches('_')
}

/// A text in which everything that cannot be a part of an identifier divides words.
fn words(text: &str) -> String {
    text.chars()
        .map(|c| if continues(c) { c } else { ' ' })
        .collect()
}

fn continues(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || !c.is_ascii()
            && c.is_alphanumeric()
            && syn::parse_str::<syn::Ident>(&format!("a{c}")).is_ok()
}

/// Makes an identifier of letters, digits and underscores, or of nothing.
fn identifier(text: &str, when_empty: &str) -> String {
    if text.is_empty() {
        return when_empty.to_owned();
    }
    // `_1` rather than a letter that is not in the name.
    let text = match text.chars().next() {
        Some(first) if first.is_alphabetic() => text.to_owned(),
        _ => format!("_{text}"),
    };
    if is_plain(&text) || syn::parse_str::<syn::Ident>(&text).is_ok() && text != "gen" {
        return text;
    }
    let raw = format!("r#{text}");
    if syn::parse_str::<syn::Ident>(&raw).is_ok() {
        return raw;
    }
    // `self`, `Self`, `super`, `crate`: words that cannot be raw identifiers either.
    let suffixed = format!("{text}_");
    if syn::parse_str::<syn::Ident>(&suffixed).is_ok() {
        return suffixed;
    }
    when_empty.to_owned()
}

/// Whether a word is an identifier by its form alone: the words that are none, or are none everywhere,
/// are `Self` and short ones in lower case.
pub(crate) fn is_plain(word: &str) -> bool {
    const LONGEST_RESERVED: usize = "continue".len();
    let is_lower = || word.bytes().all(|b| b.is_ascii_lowercase());
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().all(|b| b == b'_' || b.is_ascii_alphanumeric())
        && (word.len() > LONGEST_RESERVED || !is_lower())
        && word != "Self"
}

/// The name of a sign, so far as one is in common use.
fn spelled(sign: char) -> Option<&'static str> {
    Some(match sign {
        '+' => "Plus",
        '-' => "Minus",
        '*' => "Asterisk",
        '/' => "Slash",
        '\\' => "Backslash",
        '%' => "Percent",
        '<' => "Less",
        '>' => "Greater",
        '=' => "Equal",
        '!' => "Exclamation",
        '?' => "Question",
        '.' => "Dot",
        ',' => "Comma",
        ':' => "Colon",
        ';' => "Semicolon",
        '&' => "Ampersand",
        '|' => "Bar",
        '#' => "Hash",
        '@' => "At",
        '$' => "Dollar",
        '_' => "Underscore",
        '~' => "Tilde",
        '^' => "Caret",
        '(' | ')' => "Parenthesis",
        '[' | ']' => "Bracket",
        '{' | '}' => "Brace",
        '\'' | '"' => "Quote",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{constant, field, is_plain, upper, value};

    #[test]
    fn fields_are_snake_case() {
        for (xml, rust) in [
            ("EndTimeUTC", "end_time_utc"),
            ("UID", "uid"),
            ("VmDisplayName", "vm_display_name"),
            ("Href", "href"),
            ("restore-options", "restore_options"),
            ("a.b", "a_b"),
            ("Type", "r#type"),
            ("Gen", "r#gen"),
            ("async", "r#async"),
            ("Self", "self_"),
            ("super", "super_"),
            ("crate", "crate_"),
            ("_", "field"),
            ("_1", "_1"),
            ("Größe", "größe"),
            ("名前", "名前"),
            ("a\u{b7}b", "a_b"),
            ("\u{2160}x", "ⅰx"),
        ] {
            assert_eq!(field(xml), rust, "{xml}");
            syn::parse_str::<syn::Ident>(&field(xml)).unwrap();
        }
    }

    #[test]
    fn types_are_upper_camel_case() {
        for (xml, rust) in [
            ("RestoreSession", "RestoreSession"),
            ("restore-options", "RestoreOptions"),
            ("UIDType", "UidType"),
            ("self", "Self_"),
            ("type", "Type"),
            ("_", "Unnamed"),
            ("_2d", "_2d"),
        ] {
            assert_eq!(upper(xml), rust, "{xml}");
            syn::parse_str::<syn::Ident>(&upper(xml)).unwrap();
        }
    }

    #[test]
    fn values_are_any_text() {
        for (text, rust) in [
            ("FileLevelRestore", "FileLevelRestore"),
            ("", "Empty"),
            ("  ", "Empty"),
            ("+", "Plus"),
            ("<=", "LessEqual"),
            ("-1", "Minus1"),
            ("+1", "Plus1"),
            ("1", "_1"),
            ("2008 R2", "_2008R2"),
            ("off-line", "OffLine"),
            ("N/A", "NA"),
            ("self", "Self_"),
            ("\u{1f600}", "Symbol"),
            ("½", "Symbol"),
        ] {
            assert_eq!(value(text), rust, "{text}");
            syn::parse_str::<syn::Ident>(&value(text)).unwrap();
        }
    }

    #[test]
    fn constants_are_shouted() {
        assert_eq!(constant("ent"), "ENT");
        assert_eq!(constant("restore-points"), "RESTORE_POINTS");
        assert_eq!(constant("type"), "TYPE");
    }

    #[test]
    fn plain_words_are_identifiers() {
        for word in ["Account", "Id", "end_time", "documents", "r2"] {
            assert!(is_plain(word), "{word}");
            syn::parse_str::<syn::Ident>(word).unwrap();
        }
        // Most reserved words, and what is no identifier.
        let others = "Self self super crate abstract continue override unsized async gen try typeof \
                      union macro_rules! r#type größe 2d";
        for word in others.split(' ').chain(["", "_", "_a", "a-b"]) {
            assert!(!is_plain(word), "{word}");
        }
    }
}
