//! Whether a `pattern` is a regular expression of XML Schema.
//!
//! Source: XML Schema Part 2, appendix F.

use std::iter::Peekable;
use std::str::Chars;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{FacetKind, Model, TypeKind};

/// How deep classes may be subtracted from each other.
const MAX_DEPTH: usize = 64;

/// The categories of characters.
const CATEGORIES: &[&str] = &[
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C",
    "Cc", "Cf", "Co", "Cn",
];

/// Warns of the patterns that are none, since the types that have them are validated without.
pub(crate) fn check_patterns(model: &Model, diagnostics: &mut Diagnostics) {
    for def in &model.types {
        let TypeKind::Simple(simple) = &def.kind else {
            continue;
        };
        let facets = simple.facets.iter();
        for facet in facets.filter(|facet| facet.kind == FacetKind::Pattern) {
            if is_pattern(&facet.value).is_none() {
                let message = format!(
                    "the pattern {} is not understood, and is not checked",
                    quoted(&facet.value)
                );
                let warning = Diagnostic::warning(Code::BadPattern, message)
                    .at(facet.span)
                    .help("it is to be a regular expression of XML Schema (Part 2, appendix F)");
                diagnostics.push(warning);
            }
        }
    }
}

/// What stands for a character or for several.
#[derive(PartialEq)]
enum Atom {
    One(char),
    Many,
}

/// Nothing if the text is no pattern.
fn is_pattern(pattern: &str) -> Option<()> {
    let mut chars = pattern.chars().peekable();
    let mut open = 0_usize;
    // Whether there is something that a quantifier can stand after.
    let mut after_atom = false;
    while let Some(c) = chars.next() {
        after_atom = match c {
            '|' => false,
            '(' => {
                open += 1;
                false
            }
            ')' => {
                open = open.checked_sub(1)?;
                true
            }
            '?' | '*' | '+' if after_atom => false,
            '{' if after_atom => {
                quantity(&mut chars)?;
                false
            }
            '?' | '*' | '+' | '{' | '}' | ']' => return None,
            '[' => {
                class(&mut chars, 0)?;
                true
            }
            '\\' => {
                escape(&mut chars)?;
                true
            }
            _ => true,
        };
    }
    (open == 0).then_some(())
}

/// `{3}`, `{3,}` or `{3,5}`, of which the first brace is behind.
fn quantity(chars: &mut Peekable<Chars<'_>>) -> Option<()> {
    let mut text = String::new();
    loop {
        match chars.next()? {
            '}' => break,
            c => text.push(c),
        }
    }
    let (least, most) = text.split_once(',').unwrap_or((&text, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    (!least.is_empty() && is_number(least) && is_number(most)).then_some(())
}

/// A class, of which the first bracket is behind.
fn class(chars: &mut Peekable<Chars<'_>>, depth: usize) -> Option<()> {
    if depth > MAX_DEPTH {
        return None;
    }
    chars.next_if_eq(&'^');
    let mut is_empty = true;
    loop {
        let atom = match chars.next()? {
            ']' if !is_empty => return Some(()),
            '-' if chars.peek() == Some(&'[') && !is_empty => {
                chars.next();
                class(chars, depth + 1)?;
                return (chars.next()? == ']').then_some(());
            }
            '[' | ']' => return None,
            '\\' => escape(chars)?,
            c => Atom::One(c),
        };
        is_empty = false;
        let Atom::One(first) = atom else { continue };
        let mut ahead = chars.clone();
        if ahead.next() == Some('-') && !matches!(ahead.peek(), None | Some('[' | ']')) {
            let last = match ahead.next()? {
                '\\' => escape(&mut ahead)?,
                c => Atom::One(c),
            };
            match last {
                Atom::One(last) if first <= last => *chars = ahead,
                _ => return None,
            }
        }
    }
}

/// What stands after a backslash.
fn escape(chars: &mut Peekable<Chars<'_>>) -> Option<Atom> {
    match chars.next()? {
        'n' => Some(Atom::One('\n')),
        'r' => Some(Atom::One('\r')),
        't' => Some(Atom::One('\t')),
        c
        @ ('\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^') => {
            Some(Atom::One(c))
        }
        's' | 'S' | 'i' | 'I' | 'c' | 'C' | 'd' | 'D' | 'w' | 'W' => Some(Atom::Many),
        'p' | 'P' => {
            let mut name = String::new();
            chars.next_if_eq(&'{')?;
            loop {
                match chars.next()? {
                    '}' => break,
                    c => name.push(c),
                }
            }
            let is_block = name.strip_prefix("Is").is_some_and(|block| {
                !block.is_empty()
                    && block
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            });
            (is_block || CATEGORIES.contains(&name.as_str())).then_some(Atom::Many)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_pattern;

    #[test]
    fn patterns() {
        for pattern in [
            "",
            "a|",
            "(a|)b",
            "^a$",
            "a{2}",
            "a{2,}",
            "a{2,3}b*",
            r"\d+\.\i\c*",
            "[-a]",
            "[a-]",
            "[^a-z-[aeiou]]",
            "[a-z-[b-y-[m]]]",
            r"\p{Lu}[\P{IsBasicLatin}]",
            r"[\d-x]",
            "[+--]",
        ] {
            assert!(is_pattern(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn no_patterns() {
        let deep = "[a-".repeat(100_000);
        for pattern in [
            "(", ")", "[", "[]", "]", "a{", "a{,3}", "a{x}", "*a", "a**", "(?i)a", r"\", r"\b",
            r"\p{Xx}", r"\pL", "[z-a]", "[a-[b]c]", r"[a-\d]", "[a[b]]", &deep,
        ] {
            assert!(is_pattern(pattern).is_none(), "{pattern}");
        }
    }
}
