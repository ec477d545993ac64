//! Offsets from UTC.

use std::fmt;

/// How far a clock is from UTC, in the form it came in.
///
/// Source: XML Schema Part 2, section 3.2.7.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offset {
    Absent,
    /// `Z`
    Zulu,
    /// `-00:00`
    MinusZero,
    /// Minutes ahead of UTC.
    Minutes(i16),
}

impl Offset {
    /// The furthest that a clock may be from UTC, in minutes.
    pub(super) const FURTHEST: i16 = 14 * 60;

    /// The common form of an offset.
    pub(super) fn new(minutes: Option<i16>) -> Self {
        match minutes {
            None => Offset::Absent,
            Some(0) => Offset::Zulu,
            Some(minutes) => Offset::Minutes(minutes),
        }
    }

    /// Minutes ahead of UTC, if the offset is there.
    pub(super) fn minutes(self) -> Option<i16> {
        match self {
            Offset::Absent => None,
            Offset::Zulu | Offset::MinusZero => Some(0),
            Offset::Minutes(minutes) => Some(minutes),
        }
    }

    pub(super) fn is_in_range(self) -> bool {
        let furthest = Offset::FURTHEST.unsigned_abs();
        self.minutes().unwrap_or(0).unsigned_abs() <= furthest
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Offset::Absent => Ok(()),
            Offset::Zulu => f.write_str("Z"),
            Offset::MinusZero => f.write_str("-00:00"),
            Offset::Minutes(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}
