//! Dates with times: what is one, how two compare, and what other crates make of them.
#![cfg(test)]

use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};

use proptest::prelude::*;
use veeam_model::xml::{self, DateTime};
use veeam_model::{FromXml, ToXml};

fn date_time(text: &str) -> DateTime {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn hash(value: &DateTime) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn a_date_time_keeps_its_text() {
    let texts = [
        "2014-10-19T05:59:18Z",
        "2014-10-19T05:59:18",
        "2014-10-19T05:59:18+00:00",
        "2014-10-19T05:59:18-00:00",
        "2014-10-19T05:59:18.0+05:30",
        "2014-10-19T05:59:18.1234567-03:00",
        "2014-10-19T05:59:18.000000000000000001Z",
        "2014-10-19T05:59:18.999999999999999999Z",
        "2014-12-31T24:00:00",
        "2014-12-31T24:00:00.000Z",
        "2014-10-19T05:59:18+14:00",
        "2014-10-19T05:59:18-14:00",
        "2016-02-29T00:00:00Z",
        "2000-02-29T00:00:00Z",
        "-0005-02-29T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "-0001-12-31T23:59:59Z",
        "9999-12-31T23:59:59Z",
        "10000-01-01T00:00:00",
        "-12345-01-01T00:00:00",
        "2147483647-12-31T24:00:00-14:00",
        "-2147483648-01-01T00:00:00+14:00",
    ];
    for text in texts {
        assert_eq!(date_time(text).to_string(), text);
        assert_eq!(format!("{:?}", date_time(text)), text);
    }
}

#[test]
fn what_is_no_date_time() {
    let texts = [
        "",
        "2014-10-19",
        "05:59:18",
        "2014-10-19 05:59:18",
        "2014-10-19t05:59:18",
        "2014-10-19T05:59:18z",
        "2014-10-19T05:59",
        "2014-10-19T05:59:18.",
        "2014-10-19T05:59:18,5",
        "2014-10-19T05:59:18.1234567890123456789",
        "2014-10-19T5:59:18",
        "2014-10-19T05:59:18+1:00",
        "2014-10-19T05:59:18+01",
        "2014-10-19T05:59:18+0100",
        "2014-10-19T05:59:18+01:60",
        "2014-10-19T05:59:18+14:01",
        "2014-10-19T05:59:18-14:01",
        "2014-10-19T05:59:18+24:00",
        "2014-10-19T05:59:18ZZ",
        "2014-10-19T05:59:18 Z",
        "2014-10-19T24:00:01",
        "2014-10-19T24:01:00",
        "2014-10-19T24:00:00.1",
        "2014-10-19T25:00:00",
        "2014-10-19T05:60:00",
        "2014-10-19T05:59:60",
        "2014-13-01T00:00:00",
        "2014-00-01T00:00:00",
        "2014-01-00T00:00:00",
        "2014-01-32T00:00:00",
        "2014-04-31T00:00:00",
        "2014-02-29T00:00:00",
        "1900-02-29T00:00:00",
        "-0004-02-29T00:00:00",
        "0000-01-01T00:00:00",
        "-0000-01-01T00:00:00",
        "+2014-01-01T00:00:00",
        "14-01-01T00:00:00",
        "02014-01-01T00:00:00",
        "2147483648-01-01T00:00:00",
        "-2147483649-01-01T00:00:00",
        "99999999999999999999-01-01T00:00:00",
        "\u{662}\u{660}\u{661}\u{664}-01-01T00:00:00",
    ];
    for text in texts {
        let parsed = text.parse::<DateTime>();
        assert!(parsed.is_err(), "{text} is read as {parsed:?}");
    }
}

#[test]
fn white_space_around_a_date_time_is_none_of_it() {
    #[derive(FromXml, ToXml)]
    struct At {
        #[xml(attribute)]
        from: DateTime,
        to: DateTime,
    }
    let text = "<At from=' 2014-10-19T05:59:18Z'><to>\n2014-10-19T05:59:18\t</to></At>";
    let at: At = xml::from_str(text).unwrap();
    assert_eq!(
        xml::to_string(&at).unwrap(),
        r#"<At from="2014-10-19T05:59:18Z"><to>2014-10-19T05:59:18</to></At>"#
    );
}

#[test]
fn the_parts_of_a_date_time() {
    let at = date_time("-0044-03-15T12:34:56.7890123456-01:30");
    assert_eq!((at.year(), at.month(), at.day()), (-44, 3, 15));
    assert_eq!((at.hour(), at.minute(), at.second()), (12, 34, 56));
    assert_eq!((at.nanosecond(), at.fraction_digits()), (789_012_345, 10));
    assert_eq!(at.offset_minutes(), Some(-90));
    assert_eq!(date_time("2014-10-19T05:59:18").offset_minutes(), None);
    assert_eq!(
        date_time("2014-10-19T05:59:18-00:00").offset_minutes(),
        Some(0)
    );
}

#[test]
fn a_date_time_of_parts() {
    let of = DateTime::new;
    let text = |at: Option<DateTime>| at.map(|at| at.to_string());
    assert_eq!(
        text(of((2014, 10, 19), (5, 59, 18), 0, None)).as_deref(),
        Some("2014-10-19T05:59:18")
    );
    assert_eq!(
        text(of((2014, 10, 19), (5, 59, 18), 500_000_000, Some(0))).as_deref(),
        Some("2014-10-19T05:59:18.5Z")
    );
    assert_eq!(
        text(of((-1, 2, 29), (24, 0, 0), 0, Some(-90))).as_deref(),
        Some("-0001-02-29T24:00:00-01:30")
    );
    assert_eq!(of((0, 1, 1), (0, 0, 0), 0, None), None);
    assert_eq!(of((2014, 2, 29), (0, 0, 0), 0, None), None);
    assert_eq!(of((2014, 1, 1), (24, 0, 0), 1, None), None);
    assert_eq!(of((2014, 1, 1), (0, 0, 0), 1_000_000_000, None), None);
    assert_eq!(of((2014, 1, 1), (0, 0, 0), 0, Some(841)), None);
    assert_eq!(of((2014, 1, 1), (0, 0, 0), 0, Some(i16::MIN)), None);
}

#[test]
fn equal_instants() {
    let pairs = [
        ("2014-10-19T05:59:18Z", "2014-10-19T05:59:18.000+00:00"),
        ("2014-10-19T05:59:18Z", "2014-10-19T05:59:18-00:00"),
        ("2014-10-19T05:59:18Z", "2014-10-19T07:59:18+02:00"),
        ("2014-12-31T24:00:00Z", "2015-01-01T00:00:00Z"),
        ("2014-12-31T24:00:00", "2015-01-01T00:00:00"),
        ("2015-01-01T13:00:00+14:00", "2014-12-31T23:00:00Z"),
        ("-0001-12-31T24:00:00Z", "0001-01-01T00:00:00Z"),
        ("2014-10-19T05:59:18.5", "2014-10-19T05:59:18.500000"),
    ];
    for (a, b) in pairs {
        let (a, b) = (date_time(a), date_time(b));
        assert_eq!(a, b);
        assert_eq!(a.partial_cmp(&b), Some(Ordering::Equal));
        assert_eq!(hash(&a), hash(&b));
    }
    assert_ne!(
        date_time("2014-10-19T05:59:18Z"),
        date_time("2014-10-19T05:59:18")
    );
}

/// XML Schema Part 2, section 3.2.7.4, with its examples.
#[test]
fn a_missing_offset_can_make_an_order_unknown() {
    let cases = [
        (
            "2000-01-15T00:00:00",
            "2000-02-15T00:00:00",
            Some(Ordering::Less),
        ),
        (
            "2000-01-15T12:00:00",
            "2000-01-16T12:00:00Z",
            Some(Ordering::Less),
        ),
        ("2000-01-01T12:00:00", "1999-12-31T23:00:00Z", None),
        ("2000-01-16T12:00:00", "2000-01-16T12:00:00Z", None),
        ("2000-01-16T00:00:00", "2000-01-16T12:00:00Z", None),
        ("2000-01-16T12:00:00", "2000-01-17T02:00:00Z", None),
        (
            "2000-01-16T12:00:00",
            "2000-01-17T02:00:00.000000000000000001Z",
            Some(Ordering::Less),
        ),
        ("2000-01-16T12:00:00", "2000-01-15T22:00:00Z", None),
        (
            "2000-01-16T12:00:00",
            "2000-01-15T21:59:59.999999999999999999Z",
            Some(Ordering::Greater),
        ),
    ];
    for (a, b, expected) in cases {
        let (a, b) = (date_time(a), date_time(b));
        assert_eq!(a.partial_cmp(&b), expected, "{a} {b}");
        assert_eq!(
            b.partial_cmp(&a),
            expected.map(Ordering::reverse),
            "{b} {a}"
        );
        assert!(a != b);
    }
}

fn any_date_time() -> impl Strategy<Value = DateTime> {
    let date = (
        prop_oneof![-30_000..30_000, 1990..2030, -3..3, any::<i32>()],
        1..=12_u8,
        1..=31_u8,
    );
    let time = (0..=24_u8, 0..60_u8, 0..60_u8);
    let fraction = prop_oneof![Just(0), 0..1_000_000_000_u32];
    let offset = prop::option::of(-840..=840_i16);
    (date, time, fraction, offset).prop_filter_map(
        "no such date",
        |(date, (hour, minute, second), fraction, offset)| {
            let time = if hour == 24 {
                (24, 0, 0)
            } else {
                (hour, minute, second)
            };
            DateTime::new(date, time, if hour == 24 { 0 } else { fraction }, offset)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_and_value_agree(at in any_date_time()) {
        let again = date_time(&at.to_string());
        prop_assert_eq!(again, at);
        prop_assert_eq!(again.to_string(), at.to_string());
    }

    #[test]
    fn order_agrees_with_jiff(a in any_date_time(), b in any_date_time()) {
        if let (Ok(left), Ok(right)) = (jiff::Timestamp::try_from(a), jiff::Timestamp::try_from(b)) {
            prop_assert_eq!(a.partial_cmp(&b), left.partial_cmp(&right), "{} {}", a, b);
            prop_assert_eq!(a == b, left == right);
        }
        if let (Ok(left), Ok(right)) = (jiff::civil::DateTime::try_from(a), jiff::civil::DateTime::try_from(b)) {
            prop_assert_eq!(a.partial_cmp(&b), left.partial_cmp(&right), "{} {}", a, b);
        }
    }

    #[test]
    fn order_is_one(a in any_date_time(), b in any_date_time(), c in any_date_time()) {
        prop_assert_eq!(a.partial_cmp(&b), b.partial_cmp(&a).map(Ordering::reverse));
        prop_assert_eq!(a == b, a.partial_cmp(&b) == Some(Ordering::Equal));
        if a < b && b < c {
            prop_assert!(a < c, "{} {} {}", a, b, c);
        }
        if a == b {
            prop_assert_eq!(hash(&a), hash(&b));
            prop_assert_eq!(a.partial_cmp(&c), b.partial_cmp(&c));
        }
    }

    #[test]
    fn other_crates_say_the_same(at in any_date_time()) {
        if let Ok(there) = jiff::Timestamp::try_from(at) {
            prop_assert_eq!(DateTime::from(there), at);
            let chrono: chrono::DateTime<chrono::Utc> = at.try_into().unwrap();
            prop_assert_eq!(DateTime::try_from(chrono).unwrap(), at);
            prop_assert_eq!(chrono.timestamp(), there.as_second() - i64::from(there.subsec_nanosecond() < 0));
        }
        if let Ok(there) = chrono::DateTime::<chrono::FixedOffset>::try_from(at) {
            let back = DateTime::try_from(there).unwrap();
            prop_assert_eq!(back, at);
            prop_assert_eq!(back.offset_minutes(), at.offset_minutes());
        }
        if let Ok(there) = time::OffsetDateTime::try_from(at) {
            let back = DateTime::try_from(there).unwrap();
            prop_assert_eq!(back, at);
            prop_assert_eq!(back.offset_minutes(), at.offset_minutes());
        }
        let naive = (
            jiff::civil::DateTime::try_from(at).map(DateTime::from),
            chrono::NaiveDateTime::try_from(at).map(|there| DateTime::try_from(there).unwrap()),
            time::PrimitiveDateTime::try_from(at).map(DateTime::from),
        );
        for back in [naive.0, naive.1, naive.2].into_iter().flatten() {
            prop_assert_eq!(back, at);
        }
    }
}

#[test]
fn conversions_fail_rather_than_lose_anything() {
    let fails = |text: &str| {
        let at = date_time(text);
        [
            jiff::Timestamp::try_from(at).is_err(),
            jiff::civil::DateTime::try_from(at).is_err(),
            chrono::DateTime::<chrono::FixedOffset>::try_from(at).is_err(),
            chrono::DateTime::<chrono::Utc>::try_from(at).is_err(),
            chrono::NaiveDateTime::try_from(at).is_err(),
            time::OffsetDateTime::try_from(at).is_err(),
            time::PrimitiveDateTime::try_from(at).is_err(),
        ]
    };
    let with_offset = [false, true, false, false, true, false, true];
    assert_eq!(fails("2014-10-19T05:59:18Z"), with_offset);
    assert_eq!(fails("2014-12-31T24:00:00.000+14:00"), with_offset);
    assert_eq!(
        fails("-0001-02-29T00:00:00.123456789000-14:00"),
        with_offset
    );
    assert_eq!(
        fails("2014-10-19T05:59:18"),
        with_offset.map(|fails| !fails)
    );
    assert_eq!(fails("2014-10-19T05:59:18.1234567891Z"), [true; 7]);
    assert_eq!(fails("2147483647-01-01T00:00:00Z"), [true; 7]);
    assert_eq!(fails("-2147483648-01-01T00:00:00"), [true; 7]);

    // Seconds in an offset, and offsets that XML Schema does not know.
    let chrono = chrono::DateTime::from_timestamp(0, 0).unwrap();
    for seconds in [1, -1, 3601, 15 * 3600, -15 * 3600] {
        let offset = chrono::FixedOffset::east_opt(seconds).unwrap();
        assert!(DateTime::try_from(chrono.with_timezone(&offset)).is_err());
        let offset = time::UtcOffset::from_whole_seconds(seconds).unwrap();
        assert!(DateTime::try_from(time::OffsetDateTime::UNIX_EPOCH.to_offset(offset)).is_err());
    }
    // A leap second.
    let leap = chrono::NaiveDate::from_ymd_opt(2016, 12, 31).unwrap();
    let leap = leap.and_hms_nano_opt(23, 59, 59, 1_500_000_000).unwrap();
    assert!(DateTime::try_from(leap).is_err());
}

#[test]
fn the_ends_of_what_other_crates_know() {
    for at in [jiff::Timestamp::MIN, jiff::Timestamp::MAX] {
        assert_eq!(jiff::Timestamp::try_from(DateTime::from(at)).unwrap(), at);
    }
    for at in [jiff::civil::DateTime::MIN, jiff::civil::DateTime::MAX] {
        assert_eq!(
            jiff::civil::DateTime::try_from(DateTime::from(at)).unwrap(),
            at
        );
    }
    for at in [chrono::NaiveDateTime::MIN, chrono::NaiveDateTime::MAX] {
        let there = DateTime::try_from(at).unwrap();
        assert_eq!(chrono::NaiveDateTime::try_from(there).unwrap(), at);
    }
    for at in [time::PrimitiveDateTime::MIN, time::PrimitiveDateTime::MAX] {
        assert_eq!(
            time::PrimitiveDateTime::try_from(DateTime::from(at)).unwrap(),
            at
        );
    }
}
