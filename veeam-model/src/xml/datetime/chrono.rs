//! Conversions from and to the types of `chrono`.

use chrono::{
    Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc,
};

use super::super::ValueError;
use super::{Date, DateTime, Duration, Time};

/// An instant, in UTC. Fails for a leap second and for a year out of range.
impl TryFrom<chrono::DateTime<Utc>> for DateTime {
    type Error = ValueError;

    fn try_from(from: chrono::DateTime<Utc>) -> Result<Self, ValueError> {
        with_offset(from.naive_utc(), Some(0))
    }
}

/// An instant with an offset. Fails for an offset that is not of whole minutes or exceeds 14
/// hours, for a leap second and for a year out of range.
impl TryFrom<chrono::DateTime<FixedOffset>> for DateTime {
    type Error = ValueError;

    fn try_from(from: chrono::DateTime<FixedOffset>) -> Result<Self, ValueError> {
        let seconds = from.offset().local_minus_utc();
        let minutes = i16::try_from(seconds / 60)
            .ok()
            .filter(|_| seconds % 60 == 0);
        let minutes = minutes.ok_or_else(|| ValueError::expected("an offset of whole minutes"))?;
        with_offset(from.naive_local(), Some(minutes))
    }
}

/// A date-time without an offset. Fails for a leap second and for a year out of range.
impl TryFrom<NaiveDateTime> for DateTime {
    type Error = ValueError;

    fn try_from(from: NaiveDateTime) -> Result<Self, ValueError> {
        with_offset(from, None)
    }
}

fn with_offset(from: NaiveDateTime, minutes: Option<i16>) -> Result<DateTime, ValueError> {
    let part = |part: u32| u8::try_from(part).unwrap_or(u8::MAX);
    let date = (
        super::calendar::from_astronomical(from.year()),
        part(from.month()),
        part(from.day()),
    );
    let time = (part(from.hour()), part(from.minute()), part(from.second()));
    // chrono counts a leap second as a second billion of nanoseconds, which no fraction is.
    DateTime::new(date, time, from.nanosecond(), minutes).ok_or_else(|| {
        ValueError::expected(
            "a date-time that XML Schema knows: no leap second, an offset up to 14 hours",
        )
    })
}

/// The date and time by the date-time's own clock, whatever its offset.
fn naive(from: &DateTime) -> Result<NaiveDateTime, ValueError> {
    let nanosecond = from.exact_nanosecond()?;
    let part = u32::from;
    let year = i32::try_from(super::calendar::astronomical(from.year)).ok();
    let date =
        year.and_then(|year| NaiveDate::from_ymd_opt(year, part(from.month), part(from.day)));
    let (hour, days) = if from.hour == 24 {
        (0, 1)
    } else {
        (part(from.hour), 0)
    };
    date.and_then(|date| {
        date.and_hms_nano_opt(hour, part(from.minute), part(from.second), nanosecond)
    })
    .and_then(|date_time| date_time.checked_add_signed(TimeDelta::days(days)))
    .ok_or_else(|| ValueError::expected("a year that chrono knows"))
}

/// The instant with its offset. Fails for a date-time without an offset, out of chrono's range, or
/// with fractions of a nanosecond.
impl TryFrom<DateTime> for chrono::DateTime<FixedOffset> {
    type Error = ValueError;

    fn try_from(from: DateTime) -> Result<Self, ValueError> {
        let offset = FixedOffset::east_opt(i32::from(from.require_offset()?) * 60);
        let local = naive(&from)?;
        let instant = offset.and_then(|offset| local.and_local_timezone(offset).single());
        instant.ok_or_else(|| ValueError::expected("a year that chrono knows"))
    }
}

/// The instant in UTC. Fails as the conversion with an offset does.
impl TryFrom<DateTime> for chrono::DateTime<Utc> {
    type Error = ValueError;

    fn try_from(from: DateTime) -> Result<Self, ValueError> {
        chrono::DateTime::<FixedOffset>::try_from(from).map(|instant| instant.to_utc())
    }
}

/// The date and time. Fails for a date-time with an offset, out of chrono's range, or with
/// fractions of a nanosecond.
impl TryFrom<DateTime> for NaiveDateTime {
    type Error = ValueError;

    fn try_from(from: DateTime) -> Result<Self, ValueError> {
        from.require_no_offset()?;
        naive(&from)
    }
}

/// A date without an offset. Fails for a year out of range.
impl TryFrom<NaiveDate> for Date {
    type Error = ValueError;

    fn try_from(from: NaiveDate) -> Result<Self, ValueError> {
        with_offset(from.and_time(NaiveTime::MIN), None).map(|at| at.date())
    }
}

/// A time without an offset. Fails for a leap second.
impl TryFrom<NaiveTime> for Time {
    type Error = ValueError;

    fn try_from(from: NaiveTime) -> Result<Self, ValueError> {
        with_offset(NaiveDate::default().and_time(from), None).map(|at| at.time())
    }
}

/// The date. Fails for a date with an offset or out of chrono's range.
impl TryFrom<Date> for NaiveDate {
    type Error = ValueError;

    fn try_from(from: Date) -> Result<Self, ValueError> {
        from.start().require_no_offset()?;
        naive(&from.start()).map(|at| at.date())
    }
}

/// The time; 24:00:00 is midnight. Fails for a time with an offset or with fractions of a
/// nanosecond.
impl TryFrom<Time> for NaiveTime {
    type Error = ValueError;

    fn try_from(from: Time) -> Result<Self, ValueError> {
        from.start().require_no_offset()?;
        naive(&from.start()).map(|at| at.time())
    }
}

impl From<TimeDelta> for Duration {
    fn from(from: TimeDelta) -> Self {
        Duration::from_signed(from.num_seconds(), from.subsec_nanos())
    }
}

/// The duration. Fails for one with years or months, out of chrono's range, or with fractions of
/// a nanosecond.
impl TryFrom<Duration> for TimeDelta {
    type Error = ValueError;

    fn try_from(from: Duration) -> Result<Self, ValueError> {
        let (seconds, nanoseconds) = from.to_signed()?;
        TimeDelta::try_seconds(seconds)
            .and_then(|whole| whole.checked_add(&TimeDelta::nanoseconds(i64::from(nanoseconds))))
            .ok_or_else(super::duration::out_of_range)
    }
}

text_through! {
    DateTime: chrono::DateTime<Utc>, chrono::DateTime<FixedOffset>, NaiveDateTime;
    Date: NaiveDate;
    Time: NaiveTime;
    Duration: TimeDelta;
}
