//! The contestants, one file each.
//!
//! Their types hold the same information as owned values, each as its crate would have it:
//! attributes and elements that may be absent are options, lists are vectors, the progress is an
//! integer. Identifiers, enumerations and times are strings, except in ours: no peer has types of
//! its own for them that lose nothing (an enumeration would have to keep what it does not list).

mod hard_xml;
mod instant_xml;
mod ours;
mod ours_borrowed;
mod ours_tokens;
mod quick_xml_reader;
mod quick_xml_serde;
mod roxmltree;
mod xmlserde;

pub use ours::read_sessions;

use crate::measure::Run;

/// One of those who race.
pub struct Contestant {
    /// What the table calls it.
    pub name: &'static str,
    /// The packages whose versions matter.
    pub packages: &'static [&'static str],
    /// Reads a restore session.
    pub session: Run,
    /// Reads a list of restore sessions.
    pub sessions: Run,
    /// Reads a list of references.
    pub references: Run,
    /// Writes the list of restore sessions that it reads first.
    pub write: Option<Run>,
}

/// What the ratios are to.
pub const BASE: &Contestant = &quick_xml_serde::CONTESTANT;

/// Who has to be fast.
pub const OURS: &Contestant = &ours::CONTESTANT;

/// The fastest peer that is right.
pub const FASTEST: &Contestant = &hard_xml::CONTESTANT;

/// Types that borrow their text, which are to come close to [`TOKENS`].
pub const BORROWED: &Contestant = &ours_borrowed::CONTESTANT;

/// Our reader with nothing to build.
pub const TOKENS: &Contestant = &ours_tokens::CONTESTANT;

/// Those whose outcome owns all values: what can be told of their memory means the same.
pub const OWNED: &[&Contestant] = &[
    OURS,
    BASE,
    FASTEST,
    &instant_xml::CONTESTANT,
    &xmlserde::CONTESTANT,
];

/// All, in the order in which they take turns.
pub const ALL: &[&Contestant] = &[
    OURS,
    BASE,
    FASTEST,
    &instant_xml::CONTESTANT,
    &xmlserde::CONTESTANT,
    BORROWED,
    &roxmltree::CONTESTANT,
    &quick_xml_reader::CONTESTANT,
    TOKENS,
    &ours::CLONE,
];
