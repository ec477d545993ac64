//! Dates, times of day, parts of these, and durations.

use std::cmp::Ordering;

use crate::model::Builtin;

/// A type whose values have the parts of a date and time, or some of them.
///
/// Source: XML Schema Part 2, sections 3.2.7 to 3.2.14.
#[derive(Clone, Copy, Debug)]
pub(super) enum Temporal {
    /// `-?yyyy-mm-ddThh:mm:ss(.s+)?`
    DateTime,
    /// `-?yyyy-mm-dd`
    Date,
    /// `hh:mm:ss(.s+)?`
    Time,
    /// `-?yyyy`
    GYear,
    /// `-?yyyy-mm`
    GYearMonth,
    /// `--mm`
    GMonth,
    /// `--mm-dd`
    GMonthDay,
    /// `---dd`
    GDay,
}

impl Temporal {
    /// Whether a text is a value of the type; any may end in a time zone: `(Z|(+|-)hh:mm)?`.
    pub(super) fn accepts(self, text: &str) -> bool {
        self.read(text).unwrap_or(false)
    }

    fn read(self, text: &str) -> Option<bool> {
        let text = without_zone(text)?;
        match self {
            Self::DateTime => {
                let (day, clock) = text.split_once('T')?;
                Some(date(day)? && time(clock)?)
            }
            Self::Date => date(text),
            Self::Time => time(text),
            Self::GYear => Some(year(text.strip_prefix('-').unwrap_or(text)).is_some()),
            Self::GYearMonth => {
                let (left, right) = text.strip_prefix('-').unwrap_or(text).split_once('-')?;
                year(left)?;
                days(number(right)?, true).map(|_| true)
            }
            Self::GMonth => days(number(text.strip_prefix("--")?)?, true).map(|_| true),
            Self::GMonthDay => {
                let (month, day) = text.strip_prefix("--")?.split_once('-')?;
                Some((1..=days(number(month)?, true)?).contains(&number(day)?))
            }
            Self::GDay => Some((1..=31).contains(&number(text.strip_prefix("---")?)?)),
        }
    }
}

/// Whether a text is `-?PnYnMnDTnHnMn(.n)?S` without the parts that are not there.
///
/// Source: XML Schema Part 2, section 3.2.6.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(parts) = text.strip_prefix('-').unwrap_or(text).strip_prefix('P') else {
        return false;
    };
    match parts.split_once('T') {
        None => !parts.is_empty() && has_units(parts, "YMD"),
        Some((date, time)) => !time.is_empty() && has_units(date, "YMD") && has_units(time, "HMS"),
    }
}

/// Whether a text is numbers, each before one of the units, which come in their order.
fn has_units(mut text: &str, mut units: &str) -> bool {
    while let Some(end) = text.find(|c: char| c.is_ascii_uppercase()) {
        let (number, rest) = text.split_at(end);
        let mut rest = rest.chars();
        let Some((_, later)) = rest.next().and_then(|unit| units.split_once(unit)) else {
            return false;
        };
        // Only seconds, which come last, have a fraction.
        let is_good = match number.split_once('.') {
            Some((whole, fraction)) => {
                later.is_empty() && units.ends_with('S') && is_digits(whole) && is_digits(fraction)
            }
            None => is_digits(number),
        };
        if !is_good {
            return false;
        }
        text = rest.as_str();
        units = later;
    }
    text.is_empty()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A number of two digits.
fn number(text: &str) -> Option<u32> {
    let plain = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn parts(text: &str, separator: char) -> Option<(&str, &str, &str)> {
    let (first, rest) = text.split_once(separator)?;
    let (second, third) = rest.split_once(separator)?;
    Some((first, second, third))
}

/// Whether a year of four digits or more is a leap year.
fn year(text: &str) -> Option<bool> {
    let plain = text.len() == 4 || text.len() > 4 && !text.starts_with('0');
    if !plain || !is_digits(text) || text == "0000" {
        return None;
    }
    // It can be seen from the last four digits.
    let year: u32 = text.get(text.len() - 4..)?.parse().ok()?;
    Some(year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)))
}

/// How many days the month has, if there is such a month.
fn days(month: u32, is_leap: bool) -> Option<u32> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    })
}

fn date(text: &str) -> Option<bool> {
    let (left, month, day) = parts(text.strip_prefix('-').unwrap_or(text), '-')?;
    let days = days(number(month)?, year(left)?)?;
    Some((1..=days).contains(&number(day)?))
}

fn time(text: &str) -> Option<bool> {
    let (hour, minute, second) = parts(text, ':')?;
    let (second, fraction) = second.split_once('.').unwrap_or((second, "0"));
    if !is_digits(fraction) {
        return None;
    }
    let (hour, minute, second) = (number(hour)?, number(minute)?, number(second)?);
    let midnight = minute == 0 && second == 0 && fraction.bytes().all(|b| b == b'0');
    Some((hour < 24 || hour == 24 && midnight) && minute < 60 && second < 60)
}

/// The text before the time zone; nothing if there is one that is none.
fn without_zone(text: &str) -> Option<&str> {
    if let Some(text) = text.strip_suffix('Z') {
        return Some(text);
    }
    // The colon of `+hh:mm` tells it from the end of a date. So does that of a time, which has
    // another one in front.
    let start = text.len().saturating_sub(6);
    let zone = text
        .get(start..)
        .and_then(|zone| zone.strip_prefix(['+', '-'])?.split_once(':'));
    let Some((hour, minute)) = zone else {
        return Some(text);
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let is_good = hour < 14 && minute < 60 || hour == 14 && minute == 0;
    is_good.then(|| text.get(..start)).flatten()
}

/// How two dates or times of a type compare, if both have a time zone or neither has.
pub(super) fn compare(builtin: Builtin, one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (moment(builtin, one)?, moment(builtin, other)?);
    (one.zoned == other.zoned).then(|| one.cmp(&other))
}

/// A point on the line of time; what a type does not say of it is the same for all its values.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    seconds: i64,
    /// The digits of the fraction, without zeros behind.
    fraction: String,
    zoned: bool,
}

fn moment(builtin: Builtin, text: &str) -> Option<Moment> {
    let local = without_zone(text)?;
    let zone = text.get(local.len()..)?;
    let (day, clock) = match builtin {
        Builtin::DateTime => local.split_once('T')?,
        Builtin::Time => ("", local),
        _ => (local, ""),
    };
    // XML Schema Part 2, section 3.2.9 and after: the missing parts, of a leap year.
    let (year, month, day) = match builtin {
        Builtin::DateTime | Builtin::Date => {
            let (negative, day) = sign(day);
            let (year, month, day) = parts(day, '-')?;
            (signed(negative, year)?, number(month)?, number(day)?)
        }
        Builtin::Time => (2000, 1, 1),
        Builtin::GYear => {
            let (negative, year) = sign(day);
            (signed(negative, year)?, 1, 1)
        }
        Builtin::GYearMonth => {
            let (negative, day) = sign(day);
            let (year, month) = day.split_once('-')?;
            (signed(negative, year)?, number(month)?, 1)
        }
        Builtin::GMonth => (2000, number(day.strip_prefix("--")?)?, 1),
        Builtin::GMonthDay => {
            let (month, day) = day.strip_prefix("--")?.split_once('-')?;
            (2000, number(month)?, number(day)?)
        }
        Builtin::GDay => (2000, 1, number(day.strip_prefix("---")?)?),
        _ => return None,
    };
    let (time, fraction) = match clock {
        "" => (0, ""),
        clock => {
            let (hour, minute, second) = parts(clock, ':')?;
            let (second, fraction) = second.split_once('.').unwrap_or((second, ""));
            let minutes = i64::from(number(hour)?) * 60 + i64::from(number(minute)?);
            (minutes * 60 + i64::from(number(second)?), fraction)
        }
    };
    let days = days_since(year, month)?.checked_add(i64::from(day))?;
    let seconds = days.checked_mul(86_400)?.checked_add(time)?;
    Some(Moment {
        seconds: seconds.checked_sub(offset(zone)?)?,
        fraction: fraction.trim_end_matches('0').to_owned(),
        zoned: !zone.is_empty(),
    })
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    }
}

fn signed(negative: bool, year: &str) -> Option<i64> {
    let year: i64 = year.parse().ok()?;
    Some(if negative { -year } else { year })
}

/// How many days before a month began since some day long ago.
fn days_since(year: i64, month: u32) -> Option<i64> {
    let before = year.checked_sub(1)?;
    let leap_days = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    let is_leap =
        year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    let of_year: u32 = (1..month).map_while(|month| days(month, is_leap)).sum();
    before
        .checked_mul(365)?
        .checked_add(leap_days)?
        .checked_add(i64::from(of_year))
}

/// The seconds that a time zone is ahead.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "" | "Z") {
        return Some(0);
    }
    let (hour, minute) = zone.trim_start_matches(['+', '-']).split_once(':')?;
    let seconds = (i64::from(number(hour)?) * 60 + i64::from(number(minute)?)) * 60;
    Some(if zone.starts_with('-') {
        -seconds
    } else {
        seconds
    })
}

/// How two durations compare, if neither their months nor their seconds say otherwise.
///
/// Source: XML Schema Part 2, section 3.2.6.2.
pub(super) fn compare_durations(one: &str, other: &str) -> Option<Ordering> {
    let ((months, seconds), (other_months, other_seconds)) = (duration(one)?, duration(other)?);
    match (months.cmp(&other_months), seconds.cmp(&other_seconds)) {
        (Ordering::Equal, order) | (order, Ordering::Equal) => Some(order),
        (order, other) if order == other => Some(order),
        _ => None,
    }
}

/// The months of a duration, and the nanoseconds beside them.
fn duration(text: &str) -> Option<(i128, i128)> {
    let (negative, text) = sign(text);
    let (date, time) = text
        .strip_prefix('P')?
        .split_once('T')
        .unwrap_or((text.get(1..)?, ""));
    let (mut months, mut nanoseconds) = (0_i128, 0_i128);
    let mut number = String::new();
    for (part, units) in [(date, "YMD"), (time, "HMS")] {
        for c in part.chars() {
            if !units.contains(c) {
                number.push(c);
                continue;
            }
            let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
            // More digits than a nanosecond has are more than can be compared here.
            if fraction.len() > 9 {
                return None;
            }
            let count: i128 = format!("{whole}{fraction:0<9}").parse().ok()?;
            let seconds = match (units, c) {
                ("YMD", 'D') => 86_400,
                (_, 'H') => 3_600,
                ("HMS", 'M') => 60,
                (_, 'S') => 1,
                _ => 0,
            };
            let of_month = match (units, c) {
                (_, 'Y') => 12,
                ("YMD", 'M') => 1,
                _ => 0,
            };
            months = months.checked_add(count.checked_mul(of_month)?)?;
            nanoseconds = nanoseconds.checked_add(count.checked_mul(seconds)?)?;
            number.clear();
        }
    }
    Some(match negative {
        true => (-months, -nanoseconds),
        false => (months, nanoseconds),
    })
}

#[cfg(test)]
mod tests {
    use super::{Temporal, is_duration};

    fn check(ty: Temporal, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(ty.accepts(text), "{text:?} is a {ty:?}");
        }
        for text in bad {
            assert!(!ty.accepts(text), "{text:?} is no {ty:?}");
        }
    }

    #[test]
    fn parts_of_dates() {
        check(
            Temporal::Date,
            &[
                "2014-10-19",
                "-0044-03-15",
                "2012-02-29Z",
                "12014-01-01-08:00",
                "2014-01-01+14:00",
            ],
            &[
                "",
                "2014",
                "2014-02-29",
                "2014-1-1",
                "0000-01-01",
                "2014-10-19T",
                "2014-01-01+14:01",
                "2014-10-19ZZ",
            ],
        );
        check(
            Temporal::Time,
            &["05:59:18", "24:00:00", "05:59:18.250Z", "05:59:18-08:00"],
            &["", "05:59", "24:00:01", "05:60:00", "05:59:18.", "5:59:18"],
        );
        check(
            Temporal::GYear,
            &["2014", "-0001", "2014Z", "12014-08:00"],
            &["", "14", "0000", "02014", "+2014"],
        );
        check(
            Temporal::GYearMonth,
            &["2014-10", "2014-10+01:00"],
            &["2014", "2014-13", "2014-00"],
        );
        check(
            Temporal::GMonth,
            &["--10", "--10Z"],
            &["10", "--13", "--10--", "-10"],
        );
        check(
            Temporal::GMonthDay,
            &["--02-29", "--12-31Z"],
            &["--02-30", "--04-31", "--1-1", "12-31"],
        );
        check(
            Temporal::GDay,
            &["---31", "---01-08:00"],
            &["---32", "---00", "--01", "---1"],
        );
    }

    #[test]
    fn durations() {
        for text in [
            "P1Y",
            "-P1Y2M3DT4H5M6.7S",
            "PT0S",
            "P0D",
            "PT1M",
            "P1M",
            "PT100H",
        ] {
            assert!(is_duration(text), "{text}");
        }
        for text in [
            "", "P", "-P", "PT", "P1YT", "1Y", "P1H", "PT1D", "P1M1Y", "P1.5D", "PT.5S", "PT5.S",
            "P1", "P-1D", "P1D1", "PT1.5M",
        ] {
            assert!(!is_duration(text), "{text}");
        }
    }
}
