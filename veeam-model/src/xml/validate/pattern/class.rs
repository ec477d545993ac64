//! Classes of characters and escapes.

use std::iter::Peekable;
use std::str::Chars;

use super::blocks;

/// How deep classes may be subtracted from each other.
const MAX_DEPTH: usize = 64;

/// `Letter`, `_` and `:`, as the names of XML 1.0 start.
const NAME_START: &str = r"[A-Z_a-z:\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{2ff}\x{370}-\x{37d}\x{37f}-\x{1fff}\x{200c}-\x{200d}\x{2070}-\x{218f}\x{2c00}-\x{2fef}\x{3001}-\x{d7ff}\x{f900}-\x{fdcf}\x{fdf0}-\x{fffd}\x{10000}-\x{effff}]";

/// `NameChar` is a name's start or one of these.
const NAME_MORE: &str = r"\-.0-9\x{b7}\x{300}-\x{36f}\x{203f}-\x{2040}";

/// The categories of characters.
///
/// Source: XML Schema Part 2, appendix F.1.1, production 31 and those after it.
const CATEGORIES: &[&str] = &[
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C",
    "Cc", "Cf", "Co", "Cn",
];

/// What a backslash and what follows it stand for.
pub(super) enum Escape {
    One(char),
    /// A class, in brackets or as `\p{…}`.
    Many(String),
}

impl Escape {
    /// The same, where it stands in a pattern or in a class.
    pub(super) fn in_place(self) -> String {
        match self {
            Escape::One(c) => literal(c),
            Escape::Many(class) => class,
        }
    }
}

/// What stands after a backslash.
pub(super) fn escape(chars: &mut Peekable<Chars<'_>>) -> Option<Escape> {
    let c = chars.next()?;
    Some(Escape::Many(match c {
        'n' => return Some(Escape::One('\n')),
        'r' => return Some(Escape::One('\r')),
        't' => return Some(Escape::One('\t')),
        '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^' => {
            return Some(Escape::One(c));
        }
        's' => r"[ \t\n\r]".to_owned(),
        'S' => r"[^ \t\n\r]".to_owned(),
        'i' => NAME_START.to_owned(),
        'I' => format!("[^{NAME_START}]"),
        'c' => format!("[{NAME_START}{NAME_MORE}]"),
        'C' => format!("[^{NAME_START}{NAME_MORE}]"),
        'd' => r"\p{Nd}".to_owned(),
        'D' => r"\P{Nd}".to_owned(),
        'w' => r"[^\p{P}\p{Z}\p{C}]".to_owned(),
        'W' => r"[\p{P}\p{Z}\p{C}]".to_owned(),
        'p' => property(chars, false)?,
        'P' => property(chars, true)?,
        _ => return None,
    }))
}

/// `{Lu}` or `{IsGreek}`, or all but that.
fn property(chars: &mut Peekable<Chars<'_>>, opposite: bool) -> Option<String> {
    if chars.next()? != '{' {
        return None;
    }
    let mut name = String::new();
    loop {
        match chars.next()? {
            '}' => break,
            c => name.push(c),
        }
    }
    if let Some(block) = name.strip_prefix("Is") {
        let (first, last) = blocks::range(block)?;
        let not = if opposite { "^" } else { "" };
        return Some(format!(r"[{not}\x{{{first:x}}}-\x{{{last:x}}}]"));
    }
    let p = if opposite { 'P' } else { 'p' };
    CATEGORIES
        .contains(&name.as_str())
        .then(|| format!(r"\{p}{{{name}}}"))
}

/// A class in brackets, of which the first bracket is behind.
pub(super) fn expression(chars: &mut Peekable<Chars<'_>>, depth: usize) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut group = String::from("[");
    if chars.next_if_eq(&'^').is_some() {
        group.push('^');
    }
    let empty = group.len();
    loop {
        let one = match chars.next()? {
            ']' if group.len() > empty => {
                group.push(']');
                return Some(group);
            }
            '-' if chars.peek() == Some(&'[') && group.len() > empty => {
                chars.next();
                let taken = expression(chars, depth + 1)?;
                // The subtraction is the last thing in a class.
                return (chars.next()? == ']').then(|| format!("[{group}]--{taken}]"));
            }
            '[' | ']' => return None,
            '\\' => match escape(chars)? {
                Escape::One(c) => c,
                Escape::Many(class) => {
                    group.push_str(&class);
                    continue;
                }
            },
            c => c,
        };
        push_literal(&mut group, one);
        if let Some(last) = range_end(chars)? {
            if last < one {
                return None;
            }
            group.push('-');
            push_literal(&mut group, last);
        }
    }
}

/// The end of a range of which the start is behind, if it is one; the outer `None` where that is no
/// character.
fn range_end(chars: &mut Peekable<Chars<'_>>) -> Option<Option<char>> {
    let mut ahead = chars.clone();
    if ahead.next() != Some('-') || matches!(ahead.peek(), None | Some('[' | ']')) {
        // A hyphen before the end is itself; before a bracket it takes a class away.
        return Some(None);
    }
    let last = match ahead.next()? {
        '\\' => match escape(&mut ahead)? {
            Escape::One(c) => c,
            Escape::Many(_) => return None,
        },
        c => c,
    };
    *chars = ahead;
    Some(Some(last))
}

/// Adds a character that means itself.
pub(super) fn push_literal(out: &mut String, c: char) {
    if matches!(
        c,
        '\\' | '.'
            | '+'
            | '*'
            | '?'
            | '('
            | ')'
            | '|'
            | '['
            | ']'
            | '{'
            | '}'
            | '^'
            | '$'
            | '#'
            | '&'
            | '-'
            | '~'
    ) {
        out.push('\\');
    }
    out.push(c);
}

fn literal(c: char) -> String {
    let mut out = String::new();
    push_literal(&mut out, c);
    out
}
