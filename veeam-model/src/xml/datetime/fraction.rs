//! Fractions of a second: a number of digits, and the number that they make.

use std::fmt;

/// How many digits the fraction of a second may have.
pub(super) const MAX_DIGITS: u8 = 18;

/// A second in attoseconds.
pub(super) const SECOND: u64 = 10_u64.pow(18);

/// A nanosecond in attoseconds.
pub(super) const NANOSECOND: u64 = 10_u64.pow(9);

/// The fraction with no more digits than it takes, and how many these are.
pub(super) fn of_nanoseconds(nanoseconds: u32) -> (u64, u8) {
    let (mut fraction, mut digits) = (u64::from(nanoseconds), 9);
    while digits > 0 && fraction.is_multiple_of(10) {
        fraction /= 10;
        digits -= 1;
    }
    (fraction, digits)
}

/// The fraction in attoseconds.
pub(super) fn attoseconds(fraction: u64, digits: u8) -> u64 {
    fraction * 10_u64.pow(u32::from(MAX_DIGITS.saturating_sub(digits)))
}

/// The fraction in nanoseconds, rounded down.
pub(super) fn nanoseconds(fraction: u64, digits: u8) -> u32 {
    // Less than 10^18 / 10^9.
    u32::try_from(attoseconds(fraction, digits) / NANOSECOND).unwrap_or(0)
}

pub(super) fn write(f: &mut fmt::Formatter<'_>, fraction: u64, digits: u8) -> fmt::Result {
    match usize::from(digits) {
        0 => Ok(()),
        width => write!(f, ".{fraction:0width$}"),
    }
}
