//! The `pattern` facet, as far as it can be checked for certain.
//!
//! Source: XML Schema Part 2, appendix F.

use regex_lite::Regex;

/// Whether a text matches a pattern; `None` where the pattern says something that cannot be
/// checked here, such as a category of Unicode.
pub(super) fn matches(pattern: &str, text: &str) -> Option<bool> {
    // `\d` and its like are about all of Unicode in XML Schema, and about ASCII here.
    if !text.is_ascii() && pattern.contains('\\') {
        return None;
    }
    let regex = Regex::new(&translated(pattern)?).ok()?;
    Some(regex.is_match(text))
}

/// The pattern in the dialect of the engine.
fn translated(pattern: &str) -> Option<String> {
    let mut out = String::from("^(?:");
    let mut class_depth = 0_u32;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next()? {
                // The categories and the name characters have no counterpart.
                'p' | 'P' | 'i' | 'I' | 'c' | 'C' | 'w' | 'W' => return None,
                escaped => {
                    out.push('\\');
                    out.push(escaped);
                }
            },
            // Anchors and these are characters like others.
            '^' | '$' if class_depth == 0 => {
                out.push('\\');
                out.push(c);
            }
            '.' if class_depth == 0 => out.push_str(r"[^\r\n]"),
            '[' if class_depth > 0 => return None,
            '[' => {
                class_depth += 1;
                out.push(c);
            }
            ']' => {
                class_depth = class_depth.checked_sub(1)?;
                out.push(c);
            }
            // `(?` would start what XML Schema does not have, as would `&&` in a class.
            '(' if chars.peek() == Some(&'?') => return None,
            '&' | '~' if class_depth > 0 => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.push_str(")$");
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_match_whole_texts() {
        assert_eq!(matches("[a-z]+", "abc"), Some(true));
        assert_eq!(matches("[a-z]+", "abc1"), Some(false));
        assert_eq!(matches("a|b", "ab"), Some(false));
        assert_eq!(matches(r"\d{4}-\d\d", "2014-10"), Some(true));
        assert_eq!(matches("^a$", "^a$"), Some(true));
        assert_eq!(matches("[^^]", "a"), Some(true));
        assert_eq!(matches("a.b", "a\nb"), Some(false));
        assert_eq!(
            matches("urn:veeam:[A-Za-z]+:.+", "urn:veeam:Job:1"),
            Some(true)
        );
    }

    #[test]
    fn what_is_uncertain_is_not_checked() {
        for pattern in [
            r"\p{L}",
            r"\i\c*",
            r"\w+",
            "[a-z-[aeiou]]",
            "(?i)a",
            "a{",
            "[",
            r"\",
        ] {
            assert_eq!(matches(pattern, "a"), None, "{pattern}");
        }
        assert_eq!(matches(r"\d", "٣"), None);
    }
}
