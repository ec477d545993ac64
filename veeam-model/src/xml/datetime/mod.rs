//! Dates with times, dates, times, parts of dates, and durations.

#[macro_use]
mod through;

mod calendar;
#[cfg(feature = "chrono")]
mod chrono;
mod duration;
mod fraction;
#[cfg(feature = "jiff")]
mod jiff;
mod offset;
mod parse;
mod part;
#[cfg(feature = "time")]
mod time;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::simple::trim;
use super::{FromText, TextWriter, ToText, ValueError};
use calendar::{days_in_month, days_since_1970};
pub use duration::Duration;
use offset::Offset;
pub use part::{Date, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time};

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
        let (fraction, digits) = fraction::of_nanoseconds(nanosecond);
        let offset = Offset::new(minutes_from_utc);
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
        let fraction = self.digits <= fraction::MAX_DIGITS
            && self.fraction < 10_u64.pow(u32::from(self.digits));
        let date = self.year != 0 && (1..=days_in_month(self.year, self.month)).contains(&self.day);
        (date && time && fraction && self.offset.is_in_range()).then_some(self)
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
        fraction::nanoseconds(self.fraction, self.digits)
    }

    /// How many digits the fraction of the second has.
    pub fn fraction_digits(&self) -> u8 {
        self.digits
    }

    /// How many minutes the time is ahead of UTC; `None` if the date-time does not say.
    pub fn offset_minutes(&self) -> Option<i16> {
        self.offset.minutes()
    }

    /// The date, with the offset.
    pub fn date(&self) -> Date {
        Date::of(self)
    }

    /// The time of day, with the offset.
    pub fn time(&self) -> Time {
        Time::of(self)
    }

    fn attoseconds(&self) -> u64 {
        fraction::attoseconds(self.fraction, self.digits)
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
        match self.attoseconds() % fraction::NANOSECOND {
            0 => Ok(self.nanosecond()),
            _ => Err(ValueError::expected(
                "a value without fractions of a nanosecond",
            )),
        }
    }

    /// Whether there is no offset.
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    fn require_no_offset(&self) -> Result<(), ValueError> {
        match self.offset {
            Offset::Absent => Ok(()),
            _ => Err(ValueError::expected("a value without an offset from UTC")),
        }
    }

    /// The offset.
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    fn require_offset(&self) -> Result<i16, ValueError> {
        self.offset_minutes()
            .ok_or_else(|| ValueError::expected("a value with an offset from UTC"))
    }
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

/// What the parts of a date-time that a type does not have are taken to be: a year with a leap day,
/// and a month of 31 days.
const REFERENCE: DateTime = DateTime {
    year: 1972,
    month: 12,
    day: 31,
    hour: 0,
    minute: 0,
    second: 0,
    digits: 0,
    offset: Offset::Absent,
    fraction: 0,
};

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
        match (self.offset_minutes(), other.offset_minutes()) {
            (Some(_), None) => {
                let instant = self.key().1;
                match (
                    instant < other.at_offset(Offset::FURTHEST),
                    instant > other.at_offset(-Offset::FURTHEST),
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

impl DateTime {
    fn write_year(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.year.unsigned_abs())
    }

    fn write_date(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_year(f)?;
        write!(f, "-{:02}-{:02}", self.month, self.day)
    }

    fn write_time(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
        fraction::write(f, self.fraction, self.digits)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_date(f)?;
        f.write_str("T")?;
        self.write_time(f)?;
        self.offset.fmt(f)
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
        match self.usual_form() {
            Some(text) => {
                out.write_plain(std::str::from_utf8(&text).unwrap_or_default());
                Ok(())
            }
            None => out.write_display(self),
        }
    }
}

impl DateTime {
    /// The form that most date-times have, `2014-10-19T05:59:18Z`, without the detour through
    /// formatting.
    fn usual_form(&self) -> Option<[u8; 20]> {
        let (0..=9999, 0, Offset::Zulu) = (self.year, self.digits, self.offset) else {
            return None;
        };
        let digits = |number: u8| [b'0' + number / 10, b'0' + number % 10];
        let [c1, c2] = digits(u8::try_from(self.year / 100).ok()?);
        let [y1, y2] = digits(u8::try_from(self.year % 100).ok()?);
        let [o1, o2] = digits(self.month);
        let [d1, d2] = digits(self.day);
        let [h1, h2] = digits(self.hour);
        let [m1, m2] = digits(self.minute);
        let [s1, s2] = digits(self.second);
        #[rustfmt::skip]
        let text = [
            c1, c2, y1, y2, b'-', o1, o2, b'-', d1, d2, b'T',
            h1, h2, b':', m1, m2, b':', s1, s2, b'Z',
        ];
        Some(text)
    }
}

crate::text_type!(DateTime);
