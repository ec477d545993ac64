//! What is wrong with a value.

use std::fmt;

use crate::xml::error::Quoted;

/// What a part of a value breaks.
///
/// Source: XML Schema Part 2, section 4.3, for the facets; Part 1, sections 3.2.1, 3.3.1 and 3.9.1,
/// for fixed values and occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Constraint {
    /// The facet `length`.
    Length,
    /// The facet `minLength`.
    MinLength,
    /// The facet `maxLength`.
    MaxLength,
    /// The facet `pattern`.
    Pattern,
    /// The facet `enumeration`.
    Enumeration,
    /// The facet `minInclusive`.
    MinInclusive,
    /// The facet `minExclusive`.
    MinExclusive,
    /// The facet `maxInclusive`.
    MaxInclusive,
    /// The facet `maxExclusive`.
    MaxExclusive,
    /// The facet `totalDigits`.
    TotalDigits,
    /// The facet `fractionDigits`.
    FractionDigits,
    /// What the built-in type allows, or the member types of a union.
    Type,
    /// The only value allowed: `fixed`.
    Fixed,
    /// How often an element stands there at least: `minOccurs`.
    MinOccurs,
    /// How often an element stands there at most: `maxOccurs`.
    MaxOccurs,
    /// How deep elements stand in each other at most, so that all can be looked at.
    Depth,
}

/// The name that XML Schema has for it.
impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Constraint::Length => "length",
            Constraint::MinLength => "minLength",
            Constraint::MaxLength => "maxLength",
            Constraint::Pattern => "pattern",
            Constraint::Enumeration => "enumeration",
            Constraint::MinInclusive => "minInclusive",
            Constraint::MinExclusive => "minExclusive",
            Constraint::MaxInclusive => "maxInclusive",
            Constraint::MaxExclusive => "maxExclusive",
            Constraint::TotalDigits => "totalDigits",
            Constraint::FractionDigits => "fractionDigits",
            Constraint::Type => "type",
            Constraint::Fixed => "fixed",
            Constraint::MinOccurs => "minOccurs",
            Constraint::MaxOccurs => "maxOccurs",
            Constraint::Depth => "depth",
        })
    }
}

/// One thing that is wrong with a value, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub(super) path: String,
    pub(super) found: String,
    pub(super) fault: Fault,
}

/// What a text breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) constraint: Constraint,
    /// The value of the facet; empty where there is none.
    pub(super) value: String,
    pub(super) expected: String,
}

impl Violation {
    /// Where: the path from the root, such as `/Order/Item[3]/@code`. The position of the first of
    /// several elements of a name is left out.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is there: the text of the value, or how many elements there are.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What it breaks.
    pub fn constraint(&self) -> Constraint {
        self.fault.constraint
    }

    /// The value of the facet as the schema has it, such as `3` of `maxLength="3"`; several patterns
    /// with `|` between them. Empty for what has no value.
    pub fn value(&self) -> &str {
        &self.fault.value
    }

    /// What could be there, in words.
    pub fn expected(&self) -> &str {
        &self.fault.expected
    }
}

/// `/Order/Item[3]/@code: invalid value "abcd": expected at most 3 characters (maxLength 3)`
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault {
            constraint,
            value,
            expected,
        } = &self.fault;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        match constraint {
            Constraint::MinOccurs | Constraint::MaxOccurs => write!(f, "found {}", self.found)?,
            Constraint::Depth => f.write_str(&self.found)?,
            _ => write!(f, "invalid value {}", Quoted(&self.found))?,
        }
        write!(f, ": expected {expected}")?;
        match constraint {
            // These are said already.
            Constraint::Type | Constraint::Fixed | Constraint::Enumeration | Constraint::Depth => {
                Ok(())
            }
            _ => write!(f, " ({constraint} {value})"),
        }
    }
}

impl std::error::Error for Violation {}

/// Everything that is wrong with a value: at least one thing.
///
/// It prints a line for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// All of them, unless there are none.
    pub(super) fn of(all: Vec<Violation>) -> Result<(), Violations> {
        match all.is_empty() {
            true => Ok(()),
            false => Err(Violations(all)),
        }
    }

    /// All of them, in the order of the document.
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }

    /// One after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, violation) in self.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
