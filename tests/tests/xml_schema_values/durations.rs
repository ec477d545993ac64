//! Durations.

use std::cmp::Ordering;
use std::fmt::Debug;

use insta::assert_snapshot;
use proptest::prelude::*;
use veeam_model::xml::{Duration, ValueError};

use crate::{ascending, equal, incomparable, refused, same};

#[test]
fn forms_are_kept() {
    for text in [
        "P1Y2M3DT10H30M",
        "-P120D",
        "PT0S",
        "-P0Y",
        "P0Y0M0DT0H0M0.000S",
        "PT08H00M",
        "PT36H",
        "P0001Y",
        "PT1.000000000000000001S",
        "P10675199DT2H48M5.4775807S",
        "PT18446744073709551615S",
    ] {
        same::<Duration>(text);
    }
}

#[test]
fn parts() {
    let duration: Duration = same("-P1Y02M3DT4H5M6.070S");
    assert!(duration.is_negative());
    assert_eq!(
        (duration.years(), duration.months(), duration.days()),
        (1, 2, 3)
    );
    assert_eq!(
        (duration.hours(), duration.minutes(), duration.seconds()),
        (4, 5, 6)
    );
    assert_eq!(
        (duration.nanosecond(), duration.fraction_digits()),
        (70_000_000, 3)
    );
    assert_eq!((-duration).to_string(), "P1Y02M3DT4H5M6.070S");
    assert_eq!(Duration::default().to_string(), "PT0S");
}

#[test]
fn made_of_parts() {
    let text = |date, time, nanosecond| Duration::new(date, time, nanosecond).unwrap().to_string();
    assert_eq!(text((0, 0, 0), (0, 0, 0), 0), "PT0S");
    assert_eq!(text((1, 0, 20), (0, 300, 0), 0), "P1Y20DT300M");
    assert_eq!(text((0, 13, 0), (0, 0, 0), 0), "P13M");
    assert_eq!(text((0, 0, 0), (0, 0, 0), 500_000_000), "PT0.5S");
    assert_eq!(
        text((u64::MAX, 0, 0), (0, 0, 10), 1),
        "P18446744073709551615YT10.000000001S"
    );
    assert!(Duration::new((0, 0, 0), (0, 0, 0), 1_000_000_000).is_none());
}

#[test]
fn what_is_no_duration() {
    assert_snapshot!(refused::<Duration>(""), @"expected a duration such as P1Y2M3DT4H5M6.7S or -PT30M, with numbers less than 2^64 and at most 18 digits after the point");
    for text in [
        "P",
        "-P",
        "PT",
        "P1",
        "1Y",
        "P1YT",
        "P1Y1Y",
        "P1M1Y",
        "PT1M1H",
        "P1H",
        "PT1D",
        "P1S",
        "PT1Y",
        "P-1Y",
        "+P1Y",
        "--P1Y",
        "P1.5Y",
        "PT1.5M",
        "PT1.5M1S",
        "PT.5S",
        "PT1.S",
        "PT1,5S",
        "P1YT1M ",
        "p1y",
        "P1Y T1M",
        "PT1ST1M",
        "PTT1M",
        "P1W",
        "PT1.1234567890123456789S",
        "PT18446744073709551616S",
        "P１Y",
    ] {
        assert_eq!(refused::<Duration>(text), refused::<Duration>(""), "{text}");
    }
    let long = format!("P{}1Y", "0".repeat(300));
    assert_eq!(refused::<Duration>(&long), refused::<Duration>(""));
}

#[test]
fn order() {
    // XML Schema Part 2, section 3.2.6.2.
    ascending::<Duration>(&["P364D", "P1Y", "P367D"]);
    ascending::<Duration>(&["P27D", "P1M", "P32D"]);
    ascending::<Duration>(&["P149D", "P5M", "P154D"]);
    for days in ["P365D", "P366D"] {
        incomparable::<Duration>("P1Y", days);
    }
    for days in ["P28D", "P29D", "P30D", "P31D"] {
        incomparable::<Duration>("P1M", days);
    }
    for days in ["P150D", "P151D", "P152D", "P153D"] {
        incomparable::<Duration>("P5M", days);
    }
    ascending::<Duration>(&[
        "-P1Y", "-P1M", "-PT0.5S", "-PT0.49S", "PT0S", "PT0.49S", "P1M", "P1Y",
    ]);
    // 400 years have as many days wherever they start, and still are not those days.
    incomparable::<Duration>("P400Y", "P146097D");
    ascending::<Duration>(&["P146096D", "P400Y", "P146098D"]);
    ascending::<Duration>(&[
        "-P18446744073709551615Y",
        "P18446744073709551615Y",
        "P18446744073709551615YT0.1S",
    ]);
}

#[test]
fn equality() {
    equal::<Duration>(&["P1Y", "P12M", "P0012M0D", "P0Y12M"]);
    equal::<Duration>(&["P1D", "PT24H", "PT1440M", "PT86400S", "PT86400.000S"]);
    equal::<Duration>(&["PT0S", "-PT0S", "P0Y"]);
    equal::<Duration>(&["-PT1M0.50S", "-PT60.5S"]);
}

fn text() -> impl Strategy<Value = String> {
    let date = "([0-9]{1,9}Y)?([0-9]{1,9}M)?([0-9]{1,9}D)?";
    let time = "([0-9]{1,9}H)?([0-9]{1,9}M)?([0-9]{1,19}(\\.[0-9]{1,18})?S)?";
    ("-?", date, time).prop_filter_map("no part", |(sign, date, time)| {
        match (date.is_empty(), time.is_empty()) {
            (true, true) => None,
            (false, true) => Some(format!("{sign}P{date}")),
            (_, false) => Some(format!("{sign}P{date}T{time}")),
        }
    })
}

/// Years, months, days, hours and seconds, all with one sign.
fn small() -> impl Strategy<Value = [i64; 5]> {
    let parts = [0..3_i64, 0..30, 0..1200, 0..50, 0..200_000];
    (parts, prop::bool::ANY)
        .prop_map(|(parts, negative)| parts.map(|part| if negative { -part } else { part }))
}

fn of([years, months, days, hours, seconds]: [i64; 5]) -> Duration {
    let [years, months, days, hours, seconds] =
        [years, months, days, hours, seconds].map(i64::unsigned_abs);
    Duration::new((years, months, days), (hours, 0, seconds), 0).unwrap()
}

/// The order of two durations as the specification defines it, by another crate's calendar.
fn order_by_calendar(one: [i64; 5], another: [i64; 5]) -> Option<Ordering> {
    let starts = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];
    let orders = starts.map(|(year, month)| {
        let start = jiff::civil::date(year, month, 1).at(0, 0, 0, 0);
        let end = |[years, months, days, hours, seconds]: [i64; 5]| {
            let date = jiff::Span::new().years(years).months(months).days(days);
            start + date + jiff::Span::new().hours(hours).seconds(seconds)
        };
        end(one).cmp(&end(another))
    });
    orders
        .iter()
        .all(|order| *order == orders[0])
        .then_some(orders[0])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_printed_as_it_was_read(text in text()) {
        let duration: Duration = text.parse().unwrap();
        prop_assert_eq!(duration.to_string(), text);
        prop_assert_eq!(duration.partial_cmp(&duration), Some(Ordering::Equal));
        prop_assert_eq!((-(-duration)).to_string(), duration.to_string());
    }

    #[test]
    fn no_text_makes_parsing_panic(text in "[-PYMDTHS0-9.]{0,12}|\\PC{0,20}") {
        if let Ok(duration) = text.parse::<Duration>() {
            prop_assert_eq!(duration.to_string(), text);
        }
    }

    #[test]
    fn order_is_that_of_the_calendar(one in small(), another in small()) {
        let signed = |parts: [i64; 5]| if parts.iter().any(|part| *part < 0) { -of(parts) } else { of(parts) };
        prop_assert_eq!(signed(one).partial_cmp(&signed(another)), order_by_calendar(one, another));
    }

    #[test]
    fn order_is_antisymmetric(one in text(), another in text()) {
        let (one, another): (Duration, Duration) = (one.parse().unwrap(), another.parse().unwrap());
        prop_assert_eq!(one.partial_cmp(&another), another.partial_cmp(&one).map(Ordering::reverse));
        prop_assert_eq!((-one).partial_cmp(&-another), another.partial_cmp(&one));
    }

    #[test]
    fn conversions_lose_nothing(seconds in any::<i64>(), nanosecond in 0..1_000_000_000_i32) {
        let ours = std::time::Duration::new(seconds.unsigned_abs(), nanosecond.unsigned_abs());
        prop_assert_eq!(std::time::Duration::try_from(Duration::from(ours)), Ok(ours));
        let nanosecond = if seconds < 0 { -nanosecond } else { nanosecond };
        let theirs = jiff::SignedDuration::new(seconds, nanosecond);
        prop_assert_eq!(jiff::SignedDuration::try_from(Duration::from(theirs)), Ok(theirs));
        let theirs = time::Duration::new(seconds, nanosecond);
        prop_assert_eq!(time::Duration::try_from(Duration::from(theirs)), Ok(theirs));
        let theirs = chrono::TimeDelta::milliseconds(seconds / 1000)
            + chrono::TimeDelta::nanoseconds(i64::from(nanosecond));
        prop_assert_eq!(chrono::TimeDelta::try_from(Duration::from(theirs)), Ok(theirs));
    }
}

#[test]
fn conversions() {
    let ours = |seconds, nanosecond| {
        Duration::from(std::time::Duration::new(seconds, nanosecond)).to_string()
    };
    assert_eq!(ours(0, 0), "PT0S");
    assert_eq!(ours(93_784, 500), "P1DT2H3M4.0000005S");
    assert_eq!(ours(3600, 0), "PT1H");
    assert_eq!(
        Duration::from(jiff::SignedDuration::from_millis(-1500)).to_string(),
        "-PT1.5S"
    );
    assert_eq!(
        Duration::from(jiff::SignedDuration::MIN).to_string(),
        "-P106751991167300DT15H30M8.999999999S"
    );

    fn fails<T: TryFrom<Duration, Error = ValueError> + Debug>(text: &str) -> String {
        T::try_from(same(text)).unwrap_err().to_string()
    }
    assert_snapshot!(fails::<std::time::Duration>("-PT1S"), @"expected a duration that is not negative");
    assert_snapshot!(fails::<std::time::Duration>("P1M"), @"expected a duration without years and months");
    assert_snapshot!(fails::<std::time::Duration>("PT0.0000000001S"), @"expected a duration without fractions of a nanosecond");
    assert_snapshot!(fails::<std::time::Duration>("P18446744073709551615D"), @"expected a shorter duration: this one is out of the range of its type");
    assert_snapshot!(fails::<jiff::SignedDuration>("PT9223372036854775808S"), @"expected a shorter duration: this one is out of the range of its type");
    assert_snapshot!(fails::<time::Duration>("-PT9223372036854775809S"), @"expected a shorter duration: this one is out of the range of its type");
    assert_snapshot!(fails::<chrono::TimeDelta>("PT9223372036854775807S"), @"expected a shorter duration: this one is out of the range of its type");
}
