//! Dates, times of day, parts of these, and durations.

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
