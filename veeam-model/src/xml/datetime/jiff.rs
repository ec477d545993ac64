//! Conversions from and to the types of `jiff`.

use jiff::civil;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use super::super::ValueError;
use super::{Date, DateTime, Duration, Time};

/// An instant, in UTC.
impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        // Every date and time of jiff's is one of XML Schema's.
        with_offset(Offset::UTC.to_datetime(timestamp), Some(0)).unwrap_or(super::EPOCH)
    }
}

/// A date-time without an offset.
impl From<civil::DateTime> for DateTime {
    fn from(date_time: civil::DateTime) -> Self {
        with_offset(date_time, None).unwrap_or(super::EPOCH)
    }
}

fn with_offset(at: civil::DateTime, minutes: Option<i16>) -> Option<DateTime> {
    let part = |part: i8| u8::try_from(part).ok();
    DateTime::new(
        (
            super::calendar::from_astronomical(i32::from(at.year())),
            part(at.month())?,
            part(at.day())?,
        ),
        (part(at.hour())?, part(at.minute())?, part(at.second())?),
        u32::try_from(at.subsec_nanosecond()).ok()?,
        minutes,
    )
}

/// The date and time by the date-time's own clock, whatever its offset.
fn civil(from: &DateTime) -> Result<civil::DateTime, ValueError> {
    let nanosecond = from.exact_nanosecond()?;
    let out_of_range = |_| ValueError::expected("a year that jiff knows");
    let year = i16::try_from(super::calendar::astronomical(from.year))
        .map_err(|_| ValueError::expected("a year that jiff knows"))?;
    let part = |part: u8| i8::try_from(part).unwrap_or(i8::MAX);
    let hour = if from.hour == 24 { 0 } else { part(from.hour) };
    let nanosecond = i32::try_from(nanosecond).unwrap_or(i32::MAX);
    let date_time = civil::DateTime::new(
        year,
        part(from.month),
        part(from.day),
        hour,
        part(from.minute),
        part(from.second),
        nanosecond,
    )
    .map_err(out_of_range)?;
    match from.hour {
        24 => date_time.tomorrow().map_err(out_of_range),
        _ => Ok(date_time),
    }
}

/// The instant. Fails for a date-time without an offset, out of jiff's range, or with fractions
/// of a nanosecond.
impl TryFrom<DateTime> for Timestamp {
    type Error = ValueError;

    fn try_from(from: DateTime) -> Result<Self, ValueError> {
        let seconds = i32::from(from.require_offset()?) * 60;
        let out_of_range = |_| ValueError::expected("a year that jiff knows");
        let offset = Offset::from_seconds(seconds).map_err(out_of_range)?;
        offset.to_timestamp(civil(&from)?).map_err(out_of_range)
    }
}

/// The date and time. Fails for a date-time with an offset, out of jiff's range, or with
/// fractions of a nanosecond.
impl TryFrom<DateTime> for civil::DateTime {
    type Error = ValueError;

    fn try_from(from: DateTime) -> Result<Self, ValueError> {
        from.require_no_offset()?;
        civil(&from)
    }
}

/// A date without an offset.
impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        DateTime::from(date.to_datetime(civil::Time::midnight())).date()
    }
}

/// A time without an offset.
impl From<civil::Time> for Time {
    fn from(time: civil::Time) -> Self {
        DateTime::from(civil::Date::ZERO.to_datetime(time)).time()
    }
}

/// The date. Fails for a date with an offset or out of jiff's range.
impl TryFrom<Date> for civil::Date {
    type Error = ValueError;

    fn try_from(from: Date) -> Result<Self, ValueError> {
        from.start().require_no_offset()?;
        civil(&from.start()).map(civil::DateTime::date)
    }
}

/// The time; 24:00:00 is midnight. Fails for a time with an offset or with fractions of a
/// nanosecond.
impl TryFrom<Time> for civil::Time {
    type Error = ValueError;

    fn try_from(from: Time) -> Result<Self, ValueError> {
        from.start().require_no_offset()?;
        civil(&from.start()).map(civil::DateTime::time)
    }
}

impl From<SignedDuration> for Duration {
    fn from(from: SignedDuration) -> Self {
        Duration::from_signed(from.as_secs(), from.subsec_nanos())
    }
}

/// The duration. Fails for one with years or months, out of jiff's range, or with fractions of a
/// nanosecond.
impl TryFrom<Duration> for SignedDuration {
    type Error = ValueError;

    fn try_from(from: Duration) -> Result<Self, ValueError> {
        let (seconds, nanoseconds) = from.to_signed()?;
        Ok(SignedDuration::new(seconds, nanoseconds))
    }
}

text_through! {
    DateTime: Timestamp, civil::DateTime;
    Date: civil::Date;
    Time: civil::Time;
    Duration: SignedDuration;
}
