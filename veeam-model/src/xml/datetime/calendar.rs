//! The Gregorian calendar, extended to all years.

/// How many days a month has: none, if there is no such month.
pub(super) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// There is no year 0: the year before 1 is -1, which astronomers count as 0.
pub(super) fn astronomical(year: i32) -> i64 {
    i64::from(year) + i64::from(year < 0)
}

/// The inverse of [`astronomical`].
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
pub(super) fn from_astronomical(year: i32) -> i32 {
    if year <= 0 { year - 1 } else { year }
}

fn is_leap(year: i32) -> bool {
    let year = astronomical(year);
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01; years are counted from March, so that the leap day is the last.
pub(super) fn days_since_1970(year: i32, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = astronomical(year) - i64::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}
