//! The regular expressions of XML Schema, in the syntax of the crate `regex`.
//!
//! Both describe regular languages; the translation goes through a pattern once, from left to right.
//!
//! | XML Schema | here |
//! | --- | --- |
//! | the pattern is about the whole text | `\A(?:…)\z` |
//! | `^`, `$` are characters like others | `\^`, `\$` |
//! | `.` is anything but an end of a line | `[^\n\r]` |
//! | `\d`, `\w`, `\s`, `\i`, `\c` and their opposites | classes |
//! | `[a-z-[aeiou]]` | `[[a-z]--[aeiou]]` |
//! | `\p{IsGreek}` | the range of the block |
//!
//! Source: XML Schema Part 2, appendix F.

mod blocks;
mod class;

use std::iter::Peekable;
use std::str::Chars;

use regex::Regex;

/// What matches a text that one of the patterns matches; `None` where one of them is not understood
/// or is too large, so that nothing can be said of any text.
pub(super) fn compiled(patterns: &[&str]) -> Option<Regex> {
    let all: Option<Vec<String>> = patterns.iter().map(|one| translated(one)).collect();
    Regex::new(&format!(r"\A(?:{})\z", all?.join("|"))).ok()
}

/// One pattern in the syntax of the engine, as a group; `None` where it is not one of XML Schema.
fn translated(pattern: &str) -> Option<String> {
    let mut out = String::from("(?:");
    let mut chars = pattern.chars().peekable();
    let mut open = 0_usize;
    // Whether there is something that a quantifier can stand after.
    let mut after_atom = false;
    while let Some(c) = chars.next() {
        let is_atom = match c {
            '|' => {
                out.push('|');
                false
            }
            '(' => {
                open += 1;
                out.push_str("(?:");
                false
            }
            ')' => {
                open = open.checked_sub(1)?;
                out.push(')');
                true
            }
            '?' | '*' | '+' if after_atom => {
                out.push(c);
                false
            }
            '{' if after_atom => {
                out.push_str(&quantity(&mut chars)?);
                false
            }
            '?' | '*' | '+' | '{' | '}' | ']' => return None,
            '.' => {
                out.push_str(r"[^\n\r]");
                true
            }
            '[' => {
                out.push_str(&class::expression(&mut chars, 0)?);
                true
            }
            '\\' => {
                out.push_str(&class::escape(&mut chars)?.in_place());
                true
            }
            c => {
                class::push_literal(&mut out, c);
                true
            }
        };
        after_atom = is_atom;
    }
    out.push(')');
    (open == 0).then_some(out)
}

/// `{3}`, `{3,}` or `{3,5}`, of which the first brace is behind.
fn quantity(chars: &mut Peekable<Chars<'_>>) -> Option<String> {
    let mut out = String::from("{");
    loop {
        let c = chars.next()?;
        out.push(c);
        match c {
            '0'..='9' => {}
            ',' if !out.get(1..out.len() - 1)?.contains(',') => {}
            '}' => break,
            _ => return None,
        }
    }
    // There is a least number.
    out.as_bytes().get(1)?.is_ascii_digit().then_some(out)
}

#[cfg(test)]
mod tests;
