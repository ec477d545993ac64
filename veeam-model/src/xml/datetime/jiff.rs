//! Conversions from and to the types of `jiff`.

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::Offset;

use super::super::ValueError;
use super::DateTime;

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
            super::from_astronomical(i32::from(at.year())),
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
    let out_of_range = |_| ValueError::expected("a date-time in the years that jiff knows");
    let year = i16::try_from(super::astronomical(from.year))
        .map_err(|_| ValueError::expected("a date-time in the years that jiff knows"))?;
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
        let out_of_range = |_| ValueError::expected("a date-time in the years that jiff knows");
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
