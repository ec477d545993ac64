//! What a simple type allows, as plain data.

use std::sync::OnceLock;

use regex::Regex;

use super::datatype::Datatype;
use super::{Validator, Violations, check, pattern};

/// What a simple type of a schema allows: its constraining facets, and those of the type that it
/// restricts.
///
/// It stands in a `static`, beside the Rust type; fields name it by `#[xml(validate(facets = …))]`.
/// The generator writes it with the option `validate`. [`facets`](mod@crate::xml::facets) has those of the
/// built-in types.
///
/// ```
/// use veeam_model::xml::{self, Facets};
///
/// static CODE: Facets = Facets::restriction(&xml::facets::TOKEN).pattern(&["[A-Z]{3}", r"\d{4}"]);
/// static LOCAL_CODE: Facets = Facets::restriction(&CODE).pattern(&[".*[13579]"]).max_length(4);
/// static CODES: Facets = Facets::list(&CODE).min_length(1);
///
/// assert!(CODE.check("ABC").is_ok());
/// assert!(LOCAL_CODE.check("0815").is_ok());
/// assert_eq!(
///     LOCAL_CODE.check("ABC").unwrap_err().to_string(),
///     "invalid value \"ABC\": expected text of the pattern .*[13579] (pattern .*[13579])",
/// );
/// assert_eq!(CODES.check("ABC abc 0815 x").unwrap_err().iter().count(), 2);
/// ```
///
/// Patterns are those of XML Schema: they are about the whole text, and of several that are given
/// together one has to match. They are compiled when a text is checked for the first time. One that is
/// no pattern, or takes too much memory, allows every text.
///
/// Source: XML Schema Part 2, section 4.3.
#[derive(Debug)]
pub struct Facets {
    pub(super) base: Base,
    pub(super) length: Option<usize>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    patterns: &'static [&'static str],
    pub(super) white_space: Option<WhiteSpace>,
    pub(super) min_inclusive: Option<&'static str>,
    pub(super) min_exclusive: Option<&'static str>,
    pub(super) max_inclusive: Option<&'static str>,
    pub(super) max_exclusive: Option<&'static str>,
    pub(super) total_digits: Option<usize>,
    pub(super) fraction_digits: Option<usize>,
    pub(super) enumeration: Option<&'static [&'static str]>,
    compiled: OnceLock<Option<Regex>>,
}

/// What the facets restrict.
#[derive(Clone, Copy, Debug)]
pub(super) enum Base {
    Builtin(Datatype),
    Restriction(&'static Facets),
    List(&'static Facets),
    Union(&'static [&'static Facets]),
}

/// What is done with white space before anything else is looked at.
///
/// Source: XML Schema Part 2, section 4.3.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhiteSpace {
    /// Nothing.
    Preserve,
    /// Each tab and end of a line is a blank.
    Replace,
    /// There is one blank between words, and none around them.
    Collapse,
}

impl Facets {
    const fn of(base: Base) -> Self {
        Facets {
            base,
            length: None,
            min_length: None,
            max_length: None,
            patterns: &[],
            white_space: None,
            min_inclusive: None,
            min_exclusive: None,
            max_inclusive: None,
            max_exclusive: None,
            total_digits: None,
            fraction_digits: None,
            enumeration: None,
            compiled: OnceLock::new(),
        }
    }

    pub(super) const fn builtin(datatype: Datatype) -> Self {
        Facets::of(Base::Builtin(datatype))
    }

    /// What another type allows, to be restricted.
    #[must_use]
    pub const fn restriction(base: &'static Facets) -> Self {
        Facets::of(Base::Restriction(base))
    }

    /// A list of values with white space between them.
    #[must_use]
    pub const fn list(item: &'static Facets) -> Self {
        Facets::of(Base::List(item))
    }

    /// What one of several types allows.
    #[must_use]
    pub const fn union(members: &'static [&'static Facets]) -> Self {
        Facets::of(Base::Union(members))
    }

    /// How long the value is: in characters, for `hexBinary` and `base64Binary` in bytes, for a list
    /// in items. Types of numbers, times and names with prefixes have no length.
    #[must_use]
    pub const fn length(mut self, length: usize) -> Self {
        self.length = Some(length);
        self
    }

    /// How long the value is at least; see [`length`](Facets::length).
    #[must_use]
    pub const fn min_length(mut self, length: usize) -> Self {
        self.min_length = Some(length);
        self
    }

    /// How long the value is at most; see [`length`](Facets::length).
    #[must_use]
    pub const fn max_length(mut self, length: usize) -> Self {
        self.max_length = Some(length);
        self
    }

    /// Patterns of which the text matches one.
    ///
    /// For a truth value it may be the other text that it has: a `bool` does not know whether it was
    /// `1` or `true`. Patterns of floating-point numbers, which have many, are passed over.
    #[must_use]
    pub const fn pattern(mut self, patterns: &'static [&'static str]) -> Self {
        self.patterns = patterns;
        self
    }

    /// What is done with white space before anything else is looked at.
    #[must_use]
    pub const fn white_space(mut self, white_space: WhiteSpace) -> Self {
        self.white_space = Some(white_space);
        self
    }

    /// The least value.
    ///
    /// Dates and durations of which it cannot be told which is the lesser one are not in order, and
    /// such a value is outside of the limit. Nor is `NaN` within any limit but itself.
    #[must_use]
    pub const fn min_inclusive(mut self, least: &'static str) -> Self {
        self.min_inclusive = Some(least);
        self
    }

    /// What the value is more than; see [`min_inclusive`](Facets::min_inclusive).
    #[must_use]
    pub const fn min_exclusive(mut self, least: &'static str) -> Self {
        self.min_exclusive = Some(least);
        self
    }

    /// The greatest value; see [`min_inclusive`](Facets::min_inclusive).
    #[must_use]
    pub const fn max_inclusive(mut self, greatest: &'static str) -> Self {
        self.max_inclusive = Some(greatest);
        self
    }

    /// What the value is less than; see [`min_inclusive`](Facets::min_inclusive).
    #[must_use]
    pub const fn max_exclusive(mut self, greatest: &'static str) -> Self {
        self.max_exclusive = Some(greatest);
        self
    }

    /// How many digits a number needs at most.
    #[must_use]
    pub const fn total_digits(mut self, digits: usize) -> Self {
        self.total_digits = Some(digits);
        self
    }

    /// How many digits after the point a number needs at most.
    #[must_use]
    pub const fn fraction_digits(mut self, digits: usize) -> Self {
        self.fraction_digits = Some(digits);
        self
    }

    /// The only values that are allowed. They are compared as values: `01` is the integer `1`.
    #[must_use]
    pub const fn enumeration(mut self, values: &'static [&'static str]) -> Self {
        self.enumeration = Some(values);
        self
    }

    /// Whether the text is a value of the type.
    ///
    /// # Errors
    /// When it is not: everything that is wrong with it.
    pub fn check(&self, text: &str) -> Result<(), Violations> {
        let mut validator = Validator::new(None);
        check::faults(self, text, &mut |fault| validator.add(text, fault));
        validator.finish()
    }

    /// Whether one of the patterns matches the text, as far as they are understood.
    pub(super) fn matches(&self, text: &str) -> bool {
        if self.patterns.is_empty() {
            return true;
        }
        let compiled = self
            .compiled
            .get_or_init(|| pattern::compiled(self.patterns));
        compiled.as_ref().is_none_or(|regex| regex.is_match(text))
    }

    /// The patterns in words.
    pub(super) fn pattern_text(&self) -> String {
        self.patterns.join("|")
    }
}
