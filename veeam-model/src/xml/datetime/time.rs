//! Conversions from and to the types of `time`.

use time::{Month, OffsetDateTime, PrimitiveDateTime, UtcOffset};

use super::super::ValueError;
use super::{Date, DateTime, Duration, Time};

/// An instant with an offset. Fails for an offset that is not of whole minutes or exceeds 14
/// hours.
impl TryFrom<OffsetDateTime> for DateTime {
    type Error = ValueError;

    fn try_from(from: OffsetDateTime) -> Result<Self, ValueError> {
        let seconds = from.offset().whole_seconds();
        let minutes = i16::try_from(seconds / 60)
            .ok()
            .filter(|_| seconds % 60 == 0);
        let minutes = minutes.ok_or_else(|| ValueError::expected("an offset of whole minutes"))?;
        with_offset(
            PrimitiveDateTime::new(from.date(), from.time()),
            Some(minutes),
        )
        .ok_or_else(|| ValueError::expected("an offset of 14 hours at most"))
    }
}

/// A date-time without an offset.
impl From<PrimitiveDateTime> for DateTime {
    fn from(from: PrimitiveDateTime) -> Self {
        // Every date and time of time's is one of XML Schema's.
        with_offset(from, None).unwrap_or(super::EPOCH)
    }
}

fn with_offset(from: PrimitiveDateTime, minutes: Option<i16>) -> Option<DateTime> {
    let date = (
        super::calendar::from_astronomical(from.year()),
        u8::from(from.month()),
        from.day(),
    );
    DateTime::new(
        date,
        (from.hour(), from.minute(), from.second()),
        from.nanosecond(),
        minutes,
    )
}

/// The date and time by the date-time's own clock, whatever its offset.
fn primitive(from: &DateTime) -> Result<PrimitiveDateTime, ValueError> {
    let nanosecond = from.exact_nanosecond()?;
    let out_of_range = || ValueError::expected("a year that time knows");
    let year =
        i32::try_from(super::calendar::astronomical(from.year)).map_err(|_| out_of_range())?;
    let month = Month::try_from(from.month).map_err(|_| out_of_range())?;
    let date = time::Date::from_calendar_date(year, month, from.day).map_err(|_| out_of_range())?;
    let hour = if from.hour == 24 { 0 } else { from.hour };
    let time = time::Time::from_hms_nano(hour, from.minute, from.second, nanosecond)
        .map_err(|_| out_of_range())?;
    let date = match from.hour {
        24 => date.next_day().ok_or_else(out_of_range)?,
        _ => date,
    };
    Ok(PrimitiveDateTime::new(date, time))
}

/// The instant with its offset. Fails for a date-time without an offset, out of time's range, or
/// with fractions of a nanosecond.
impl TryFrom<DateTime> for OffsetDateTime {
    type Error = ValueError;

    fn try_from(from: DateTime) -> Result<Self, ValueError> {
        let seconds = i32::from(from.require_offset()?) * 60;
        let offset = UtcOffset::from_whole_seconds(seconds)
            .map_err(|_| ValueError::expected("an offset that time knows"))?;
        primitive(&from).map(|date_time| date_time.assume_offset(offset))
    }
}

/// The date and time. Fails for a date-time with an offset, out of time's range, or with
/// fractions of a nanosecond.
impl TryFrom<DateTime> for PrimitiveDateTime {
    type Error = ValueError;

    fn try_from(from: DateTime) -> Result<Self, ValueError> {
        from.require_no_offset()?;
        primitive(&from)
    }
}

/// A date without an offset.
impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        DateTime::from(date.midnight()).date()
    }
}

/// A time without an offset.
impl From<time::Time> for Time {
    fn from(time: time::Time) -> Self {
        DateTime::from(PrimitiveDateTime::new(time::Date::MIN, time)).time()
    }
}

/// The date. Fails for a date with an offset or out of time's range.
impl TryFrom<Date> for time::Date {
    type Error = ValueError;

    fn try_from(from: Date) -> Result<Self, ValueError> {
        from.start().require_no_offset()?;
        primitive(&from.start()).map(PrimitiveDateTime::date)
    }
}

/// The time; 24:00:00 is midnight. Fails for a time with an offset or with fractions of a
/// nanosecond.
impl TryFrom<Time> for time::Time {
    type Error = ValueError;

    fn try_from(from: Time) -> Result<Self, ValueError> {
        from.start().require_no_offset()?;
        primitive(&from.start()).map(PrimitiveDateTime::time)
    }
}

impl From<time::Duration> for Duration {
    fn from(from: time::Duration) -> Self {
        Duration::from_signed(from.whole_seconds(), from.subsec_nanoseconds())
    }
}

/// The duration. Fails for one with years or months, out of time's range, or with fractions of a
/// nanosecond.
impl TryFrom<Duration> for time::Duration {
    type Error = ValueError;

    fn try_from(from: Duration) -> Result<Self, ValueError> {
        let (seconds, nanoseconds) = from.to_signed()?;
        Ok(time::Duration::new(seconds, nanoseconds))
    }
}

text_through! {
    DateTime: OffsetDateTime, PrimitiveDateTime;
    Date: time::Date;
    Time: time::Time;
    Duration: time::Duration;
}
