//! What XML Schema takes of XPath for identity constraints.
//!
//! Source: XML Schema Part 1, section 3.11.6.
//!
//! ```text
//! Selector ::= Path ( '|' Path )*
//! Path     ::= ('.//')? Step ( '/' Step )*             in a field: ('.//')? ( Step '/' )* ( Step | '@' NameTest )
//! Step     ::= '.' | NameTest
//! NameTest ::= QName | '*' | NCName ':' '*'
//! ```
//!
//! The axes may be written out, as `child::` and `attribute::`, and blanks may stand between tokens.

use super::lexical::{is_ncname, is_space};

/// Which of the two kinds of path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Paths to elements.
    Selector,
    /// Paths to elements or attributes.
    Field,
}

/// What is wrong with a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault<'a> {
    /// What the path needs at the place where it is wrong.
    Expected(&'static str),
    /// A prefix that no namespace is bound to.
    Unbound(&'a str),
}

/// Checks an XPath.
pub(super) fn check(
    text: &str,
    kind: Kind,
    is_bound: impl Fn(&str) -> bool,
) -> Result<(), Fault<'_>> {
    text.split('|').try_for_each(|path| {
        let mut rest = Rest(path);
        if rest.take(".//").is_none() {
            // Blanks may stand between tokens, and these are two in XPath.
            let mut two = Rest(rest.0);
            if two.take(".").and_then(|()| two.take("//")).is_some() {
                rest = two;
            }
        }
        loop {
            if kind == Kind::Field && rest.take_attribute_axis() {
                rest.name_test(&is_bound)?;
                return rest.end("nothing after an attribute");
            }
            rest.step(&is_bound)?;
            if rest.take("/").is_none() {
                return rest.end("`/`, `|` or nothing more after a step");
            }
        }
    })
}

/// The part of a path that is yet to be read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// Takes a token, if it is the next one.
    fn take(&mut self, token: &str) -> Option<()> {
        self.0 = self.0.trim_start_matches(is_space).strip_prefix(token)?;
        Some(())
    }

    fn take_axis(&mut self, name: &str) -> bool {
        let mut rest = Rest(self.0);
        let found = rest.take(name).and_then(|()| rest.take("::")).is_some();
        if found {
            self.0 = rest.0;
        }
        found
    }

    fn take_attribute_axis(&mut self) -> bool {
        self.take("@").is_some() || self.take_axis("attribute")
    }

    fn step(&mut self, is_bound: &impl Fn(&str) -> bool) -> Result<(), Fault<'a>> {
        if self.take_axis("child") {
            return self.name_test(is_bound);
        }
        match self.take(".") {
            Some(()) => Ok(()),
            None => self.name_test(is_bound),
        }
    }

    fn name_test(&mut self, is_bound: &impl Fn(&str) -> bool) -> Result<(), Fault<'a>> {
        const EXPECTED: Fault<'static> =
            Fault::Expected("the name of an element or attribute, or `*`");
        if self.take("*").is_some() {
            return Ok(());
        }
        let first = self.ncname().ok_or(EXPECTED)?;
        // A name has no blanks around its colon.
        if let Some(rest) = self
            .0
            .strip_prefix(':')
            .filter(|rest| !rest.starts_with(':'))
        {
            if !is_bound(first) {
                return Err(Fault::Unbound(first));
            }
            self.0 = rest;
            match rest.strip_prefix('*') {
                Some(rest) => self.0 = rest,
                None if rest.starts_with(is_space) => return Err(EXPECTED),
                None => {
                    self.ncname().ok_or(EXPECTED)?;
                }
            }
        }
        Ok(())
    }

    /// Takes a name without a colon.
    fn ncname(&mut self) -> Option<&'a str> {
        let text = self.0.trim_start_matches(is_space);
        let ends = |c: char| is_space(c) || matches!(c, '/' | ':' | '*' | '@' | '(' | '[');
        let (name, rest) = text.split_at(text.find(ends).unwrap_or(text.len()));
        self.0 = rest;
        is_ncname(name).then_some(name)
    }

    fn end(&self, expected: &'static str) -> Result<(), Fault<'a>> {
        match self.0.trim_matches(is_space) {
            "" => Ok(()),
            _ => Err(Fault::Expected(expected)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Kind, check};

    fn is_good(text: &str, kind: Kind) -> bool {
        check(text, kind, |prefix| prefix == "a").is_ok()
    }

    #[test]
    fn paths_of_elements() {
        for text in [
            ".",
            "*",
            "b",
            "a:b",
            "a:*",
            ".//b",
            "b/c",
            "./b",
            ".//.",
            "b | a:c/d|.//*",
            "child::b/child::*",
            " b / c ",
            ". // b",
            "child",
            "b.c/d-e",
        ] {
            assert!(is_good(text, Kind::Selector), "{text}");
            assert!(is_good(text, Kind::Field), "{text}");
        }
        for text in [
            "",
            " ",
            "/b",
            "//b",
            "..",
            "b//c",
            "b/",
            "b[1]",
            "b|",
            "|b",
            "text()",
            "b c",
            "parent::b",
            "a: b",
            "a:",
            ":b",
            "1b",
            "b/.//c",
            "id('x')",
            "b::c",
            "$b",
        ] {
            assert!(!is_good(text, Kind::Selector), "{text}");
            assert!(!is_good(text, Kind::Field), "{text}");
        }
    }

    #[test]
    fn attributes_end_the_paths_of_fields() {
        for text in [
            "@b",
            "b/@a:c",
            ".//@b",
            "@*",
            "attribute::b",
            "b | @c",
            "./@a:*",
        ] {
            assert!(is_good(text, Kind::Field), "{text}");
            assert!(!is_good(text, Kind::Selector), "{text}");
        }
        for text in ["@b/c", "@", "@@b", "@b@c", "attribute::", "@."] {
            assert!(!is_good(text, Kind::Field), "{text}");
        }
    }

    #[test]
    fn prefixes_are_bound() {
        let fault = check("b/c:d", Kind::Selector, |prefix| prefix == "a");
        assert_eq!(fault, Err(Fault::Unbound("c")));
    }
}
