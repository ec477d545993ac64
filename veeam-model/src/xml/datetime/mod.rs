//! Dates with times.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
mod parse;
#[cfg(feature = "time")]
mod time;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::simple::trim;
use super::{FromText, TextWriter, ToText, ValueError};

/// A date with a time of day: `xs:dateTime`.
///
/// It keeps the offset from UTC, or the lack of one, and the fraction of the second to the last
/// digit, so that it is written back as it came. It takes no memory beyond itself.
///
/// Two date-times that both have an offset compare by the instant they stand for, two that both
/// lack one by what they say. One with and one without are never equal, and one comes before the
/// other only if it does for every offset that could be meant.
///
/// ```
/// use veeam_model::xml::DateTime;
///
/// let utc: DateTime = "2014-10-19T05:59:18Z".parse()?;
/// let vienna: DateTime = "2014-10-19T07:59:18.000+02:00".parse()?;
/// assert_eq!(utc, vienna);
/// assert_eq!(vienna.to_string(), "2014-10-19T07:59:18.000+02:00");
///
/// let local: DateTime = "2014-10-19T05:59:18".parse()?;
/// assert_eq!(local.offset_minutes(), None);
/// assert_ne!(utc, local);
/// assert_eq!(utc.partial_cmp(&local), None);
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// The features `jiff`, `chrono` and `time` add conversions from and to the types of the crates
/// of these names. They fail rather than lose anything.
///
/// Source: XML Schema Part 2, section 3.2.7.
#[derive(Clone, Copy)]
pub struct DateTime {
    year: i32,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    /// How many digits the fraction of the second has.
    digits: u8,
    offset: Offset,
    /// The digits of the fraction, as a number.
    fraction: u64,
}

/// How far a date-time is from UTC, in the form it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offset {
    Absent,
    /// `Z`
    Zulu,
    /// `-00:00`
    MinusZero,
    /// Minutes east of UTC.
    Minutes(i16),
}

/// How many digits the fraction of a second may have.
const MAX_DIGITS: u8 = 18;

const SECONDS_OF_DAY: i64 = 24 * 60 * 60;

impl DateTime {
    /// A date-time from its parts: `minutes_from_utc` is `None` for one without an offset.
    /// `None` if there is no such date or time; the hour 24 stands for midnight at the end of the
    /// day.
    pub fn new(
        (year, month, day): (i32, u8, u8),
        (hour, minute, second): (u8, u8, u8),
        nanosecond: u32,
        minutes_from_utc: Option<i16>,
    ) -> Option<Self> {
        // No more digits than it takes.
        let (mut fraction, mut digits) = (u64::from(nanosecond), 9);
        while digits > 0 && fraction % 10 == 0 {
            fraction /= 10;
            digits -= 1;
        }
        let offset = match minutes_from_utc {
            None => Offset::Absent,
            Some(0) => Offset::Zulu,
            Some(minutes) => Offset::Minutes(minutes),
        };
        DateTime {
            year,
            month,
            day,
            hour,
            minute,
            second,
            digits,
            offset,
            fraction,
        }
        .checked()
    }

    /// The date-time, if there is such a one.
    fn checked(self) -> Option<Self> {
        let time = match self.hour {
            0..=23 => self.minute < 60 && self.second < 60,
            24 => (self.minute, self.second, self.fraction) == (0, 0, 0),
            _ => false,
        };
        let offset = match self.offset {
            Offset::Minutes(minutes) => minutes.unsigned_abs() <= 14 * 60,
            _ => true,
        };
        let fraction =
            self.digits <= MAX_DIGITS && self.fraction < 10_u64.pow(u32::from(self.digits));
        let date = self.year != 0 && (1..=days_in_month(self.year, self.month)).contains(&self.day);
        (date && time && fraction && offset).then_some(self)
    }

    /// The year; negative before the common era, never 0.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// The month, from 1.
    pub fn month(&self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(&self) -> u8 {
        self.day
    }

    /// The hour, from 0 to 24; 24 is midnight at the end of the day.
    pub fn hour(&self) -> u8 {
        self.hour
    }

    /// The minute.
    pub fn minute(&self) -> u8 {
        self.minute
    }

    /// The second.
    pub fn second(&self) -> u8 {
        self.second
    }

    /// The fraction of the second in nanoseconds; digits after the ninth are cut off.
    pub fn nanosecond(&self) -> u32 {
        // Less than 10^18 / 10^9.
        u32::try_from(self.attoseconds() / 1_000_000_000).unwrap_or(0)
    }

    /// How many digits the fraction of the second has.
    pub fn fraction_digits(&self) -> u8 {
        self.digits
    }

    /// How many minutes the time is ahead of UTC; `None` if the date-time does not say.
    pub fn offset_minutes(&self) -> Option<i16> {
        match self.offset {
            Offset::Absent => None,
            Offset::Zulu | Offset::MinusZero => Some(0),
            Offset::Minutes(minutes) => Some(minutes),
        }
    }

    fn attoseconds(&self) -> u64 {
        self.fraction * 10_u64.pow(u32::from(MAX_DIGITS.saturating_sub(self.digits)))
    }

    /// Seconds since 1970-01-01T00:00:00 by the date-time's own clock, and the fraction.
    fn local(&self) -> (i64, u64) {
        let time =
            i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        (
            days_since_1970(self.year, self.month, self.day) * SECONDS_OF_DAY + time,
            self.attoseconds(),
        )
    }

    /// The same by a clock that is `minutes` ahead.
    fn at_offset(&self, minutes: i16) -> (i64, u64) {
        let (seconds, fraction) = self.local();
        (seconds - i64::from(minutes) * 60, fraction)
    }

    /// What makes two date-times equal: the instant, and whether it is one.
    fn key(&self) -> (bool, (i64, u64)) {
        let minutes = self.offset_minutes();
        (minutes.is_some(), self.at_offset(minutes.unwrap_or(0)))
    }

    /// Whether the fraction fits nine digits.
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    fn exact_nanosecond(&self) -> Result<u32, ValueError> {
        match self.attoseconds() % 1_000_000_000 {
            0 => Ok(self.nanosecond()),
            _ => Err(ValueError::expected(
                "a date-time without fractions of a nanosecond",
            )),
        }
    }

    /// Whether there is no offset.
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    fn require_no_offset(&self) -> Result<(), ValueError> {
        match self.offset {
            Offset::Absent => Ok(()),
            _ => Err(ValueError::expected("a date-time without an offset")),
        }
    }

    /// The offset.
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    fn require_offset(&self) -> Result<i16, ValueError> {
        self.offset_minutes()
            .ok_or_else(|| ValueError::expected("a date-time with an offset"))
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// There is no year 0: the year before 1 is -1, which astronomers count as 0.
fn astronomical(year: i32) -> i64 {
    i64::from(year) + i64::from(year < 0)
}

/// The inverse of [`astronomical`].
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
fn from_astronomical(year: i32) -> i32 {
    if year <= 0 { year - 1 } else { year }
}

/// 1970-01-01T00:00:00Z.
#[cfg(any(feature = "jiff", feature = "time"))]
const EPOCH: DateTime = DateTime {
    year: 1970,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    digits: 0,
    offset: Offset::Zulu,
    fraction: 0,
};

fn is_leap(year: i32) -> bool {
    let year = astronomical(year);
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01 in the Gregorian calendar, extended to all years; years are counted from
/// March, so that the leap day is the last.
fn days_since_1970(year: i32, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = astronomical(year) - i64::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for DateTime {}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

/// Source: XML Schema Part 2, section 3.2.7.4.
impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        const FURTHEST: i16 = 14 * 60;
        match (self.offset_minutes(), other.offset_minutes()) {
            (Some(_), None) => {
                let instant = self.key().1;
                match (
                    instant < other.at_offset(FURTHEST),
                    instant > other.at_offset(-FURTHEST),
                ) {
                    (true, _) => Some(Ordering::Less),
                    (_, true) => Some(Ordering::Greater),
                    _ => None,
                }
            }
            (None, Some(_)) => other.partial_cmp(self).map(Ordering::reverse),
            _ => Some(self.key().cmp(&other.key())),
        }
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DateTime {
            month,
            day,
            hour,
            minute,
            second,
            ..
        } = self;
        let sign = if self.year < 0 { "-" } else { "" };
        let year = self.year.unsigned_abs();
        write!(
            f,
            "{sign}{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )?;
        if self.digits > 0 {
            write!(
                f,
                ".{:0width$}",
                self.fraction,
                width = usize::from(self.digits)
            )?;
        }
        match self.offset {
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

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'a> FromText<'a> for DateTime {
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        trim(&text).parse()
    }
}

impl ToText for DateTime {
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_display(self)
    }
}

crate::text_type!(DateTime);
