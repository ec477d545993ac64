//! Conversions from and to the types of `chrono`.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};

use super::super::ValueError;
use super::DateTime;

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
        super::from_astronomical(from.year()),
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
    let year = i32::try_from(super::astronomical(from.year)).ok();
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
    .ok_or_else(|| ValueError::expected("a date-time in the years that chrono knows"))
}

/// The instant with its offset. Fails for a date-time without an offset, out of chrono's range, or
/// with fractions of a nanosecond.
impl TryFrom<DateTime> for chrono::DateTime<FixedOffset> {
    type Error = ValueError;

    fn try_from(from: DateTime) -> Result<Self, ValueError> {
        let offset = FixedOffset::east_opt(i32::from(from.require_offset()?) * 60);
        let local = naive(&from)?;
        let instant = offset.and_then(|offset| local.and_local_timezone(offset).single());
        instant.ok_or_else(|| ValueError::expected("a date-time in the years that chrono knows"))
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
