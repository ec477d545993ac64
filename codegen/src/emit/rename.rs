//! Which `rename_all` says the most names of a container.

use heck::{
    ToKebabCase, ToLowerCamelCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase,
    ToUpperCamelCase,
};

/// A case that the derives know, or none: names as they are in Rust.
#[derive(Clone, Copy)]
pub(super) struct Case {
    /// The value of `rename_all`.
    pub(super) name: Option<&'static str>,
    rule: fn(&str) -> String,
    /// What no name starts with that the rule makes, so that it need not be tried.
    never_first: fn(char) -> bool,
    /// What is in no name that the rule makes.
    never: fn(char) -> bool,
    /// The rule, where it gives each word a capital: whether it does so with the first one.
    capitals: Option<bool>,
}

/// Every case that is tried, the ones to prefer first.
const CASES: [Case; 9] = [
    Case {
        name: None,
        rule: |ident| ident.to_owned(),
        never_first: |_| false,
        never: |_| false,
        capitals: None,
    },
    Case {
        name: Some("PascalCase"),
        rule: |ident| ident.to_upper_camel_case(),
        never_first: |c| c.is_ascii_lowercase(),
        never: |c| matches!(c, '-' | '_'),
        capitals: Some(true),
    },
    Case {
        name: Some("camelCase"),
        rule: |ident| ident.to_lower_camel_case(),
        never_first: |c| c.is_ascii_uppercase(),
        never: |c| matches!(c, '-' | '_'),
        capitals: Some(false),
    },
    Case {
        name: Some("kebab-case"),
        rule: |ident| ident.to_kebab_case(),
        never_first: |_| false,
        never: |c| c == '_' || c.is_ascii_uppercase(),
        capitals: None,
    },
    Case {
        name: Some("SCREAMING_SNAKE_CASE"),
        rule: |ident| ident.to_shouty_snake_case(),
        never_first: |_| false,
        never: |c| c == '-' || c.is_ascii_lowercase(),
        capitals: None,
    },
    Case {
        name: Some("SCREAMING-KEBAB-CASE"),
        rule: |ident| ident.to_shouty_kebab_case(),
        never_first: |_| false,
        never: |c| c == '_' || c.is_ascii_lowercase(),
        capitals: None,
    },
    Case {
        name: Some("snake_case"),
        rule: |ident| ident.to_snake_case(),
        never_first: |_| false,
        never: |c| c == '-' || c.is_ascii_uppercase(),
        capitals: None,
    },
    Case {
        name: Some("lowercase"),
        rule: |ident| ident.to_lowercase(),
        never_first: |_| false,
        never: |c| c.is_ascii_uppercase(),
        capitals: None,
    },
    Case {
        name: Some("UPPERCASE"),
        rule: |ident| ident.to_uppercase(),
        never_first: |_| false,
        never: |c| c.is_ascii_lowercase(),
        capitals: None,
    },
];

impl Case {
    /// The case that turns the most of the Rust names into the XML names that belong to them.
    pub(super) fn best<'a>(names: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Self {
        let all = names.clone().count();
        let mut best = (CASES[0], 0);
        for case in CASES {
            // To be better, it may miss so many.
            let Some(most) = all.checked_sub(best.1 + 1) else {
                break;
            };
            let missed = names.clone().filter(|(rust, xml)| !case.gives(rust, xml));
            let missed = missed.take(most + 1).count();
            if missed <= most {
                best = (case, all - missed);
            }
        }
        best.0
    }

    /// Whether the case turns the Rust name into the XML name.
    ///
    /// The compiler normalizes names beyond ASCII (to NFC), and XML does not: none is relied on.
    pub(super) fn gives(&self, rust: &str, xml: &str) -> bool {
        rust.is_ascii()
            && !xml.starts_with(self.never_first)
            && !xml.contains(self.never)
            && self.makes(rust.strip_prefix("r#").unwrap_or(rust), xml)
    }

    fn makes(&self, ident: &str, xml: &str) -> bool {
        let is_snake = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_');
        match self.capitals {
            Some(first) if ident.bytes().all(is_snake) => is_camel(ident, xml, first),
            _ => (self.rule)(ident) == xml,
        }
    }
}

/// Whether a name is what heck makes of words in lower case with `_` between them, each with a
/// capital, the first one only if told so: most names of a schema are, and are compared in place.
fn is_camel(words: &str, name: &str, first: bool) -> bool {
    let mut name = name.bytes();
    let (mut capital, mut is_first) = (first, true);
    for byte in words.bytes() {
        if byte == b'_' {
            capital = first || !is_first;
            continue;
        }
        let expected = match capital {
            true => byte.to_ascii_uppercase(),
            false => byte,
        };
        if name.next() != Some(expected) {
            return false;
        }
        (capital, is_first) = (false, false);
    }
    name.next().is_none()
}

#[cfg(test)]
mod tests {
    use heck::{ToLowerCamelCase, ToUpperCamelCase};

    use super::{Case, is_camel};

    #[test]
    fn capitals_are_where_heck_has_them() {
        let mut idents = vec![String::new()];
        for length in 1..=7 {
            let longer = idents.iter().filter(|ident| ident.len() + 1 == length);
            let longer =
                longer.flat_map(|ident| ["a", "b", "1", "_"].map(|c| format!("{ident}{c}")));
            idents.extend(longer.collect::<Vec<_>>());
        }
        for ident in &idents {
            let (upper, lower) = (ident.to_upper_camel_case(), ident.to_lower_camel_case());
            assert!(is_camel(ident, &upper, true), "{ident}");
            assert!(is_camel(ident, &lower, false), "{ident}");
            assert_eq!(is_camel(ident, &lower, true), upper == lower, "{ident}");
            assert_eq!(is_camel(ident, &upper, false), upper == lower, "{ident}");
            assert!(!is_camel(ident, &format!("{upper}a"), true), "{ident}");
        }
    }

    #[test]
    fn the_case_with_the_most_hits_wins() {
        let best = |names: &[(&str, &str)]| Case::best(names.iter().copied()).name;
        assert_eq!(best(&[]), None);
        assert_eq!(best(&[("href", "href")]), None);
        assert_eq!(
            best(&[("href", "Href"), ("uid", "UID")]),
            Some("PascalCase")
        );
        assert_eq!(best(&[("r#type", "Type"), ("rel", "rel")]), None);
        assert_eq!(
            best(&[("end_time", "endTime"), ("uid", "uid")]),
            Some("camelCase")
        );
        assert_eq!(best(&[("end_time", "end-time")]), Some("kebab-case"));
        assert_eq!(best(&[("größe", "größe")]), None);
        assert!(!Case::best([].into_iter()).gives("größe", "größe"));
        assert_eq!(
            best(&[("EndTime", "END_TIME"), ("Uid", "UID")]),
            Some("SCREAMING_SNAKE_CASE")
        );
    }
}
