//! Date-times, dates, times and parts of dates.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use insta::assert_snapshot;
use proptest::prelude::*;
use veeam_model::xml::{
    Date, DateTime, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time, ValueError,
};

use crate::{ascending, equal, incomparable, refused, same};

#[test]
fn forms_are_kept() {
    same::<DateTime>("2014-10-19T05:59:18");
    same::<DateTime>("2014-10-19T05:59:18.1234567Z");
    same::<DateTime>("-12014-10-19T24:00:00.000-00:00");
    same::<Date>("2014-10-19");
    same::<Date>("2014-10-19Z");
    same::<Date>("-0001-02-29-14:00");
    same::<Time>("16:00:00.0000000+01:00");
    same::<Time>("00:00:00.123456789012345678");
    same::<Time>("24:00:00.00-00:00");
    same::<GYear>("2014");
    same::<GYear>("-0044+00:00");
    same::<GYearMonth>("2014-10-05:00");
    same::<GMonth>("--10Z");
    same::<GMonthDay>("--02-29");
    same::<GMonthDay>("--12-31-14:00");
    same::<GDay>("---31+14:00");
}

#[test]
fn parts() {
    let date: Date = same("-0005-02-28+05:30");
    assert_eq!((date.year(), date.month(), date.day()), (-5, 2, 28));
    assert_eq!(date.offset_minutes(), Some(330));

    let time: Time = same("23:59:58.0070");
    assert_eq!((time.hour(), time.minute(), time.second()), (23, 59, 58));
    assert_eq!((time.nanosecond(), time.fraction_digits()), (7_000_000, 4));
    assert_eq!(time.offset_minutes(), None);

    let at: DateTime = same("2014-10-19T23:00:00.50");
    assert_eq!(at.date().to_string(), "2014-10-19");
    assert_eq!(at.time().to_string(), "23:00:00.50");
    let at: DateTime = same("2014-10-19T24:00:00+02:00");
    assert_eq!(at.date().to_string(), "2014-10-19+02:00");
    assert_eq!(at.time().to_string(), "24:00:00+02:00");
}

#[test]
fn made_of_parts() {
    let date = Date::new(2014, 10, 19, Some(-90));
    assert_eq!(date.unwrap().to_string(), "2014-10-19-01:30");
    assert!(Date::new(2014, 2, 29, None).is_none());
    assert!(Date::new(0, 1, 1, None).is_none());
    assert!(Date::new(2014, 1, 1, Some(841)).is_none());
    assert_eq!(
        Time::new((1, 2, 3), 500, Some(0)).unwrap().to_string(),
        "01:02:03.0000005Z"
    );
    assert_eq!(
        Time::new((24, 0, 0), 0, None).unwrap().to_string(),
        "24:00:00"
    );
    assert!(Time::new((24, 0, 1), 0, None).is_none());
    assert!(Time::new((0, 0, 0), 1_000_000_000, None).is_none());
    assert_eq!(GYear::new(-1, None).unwrap().to_string(), "-0001");
    assert!(GYear::new(0, None).is_none());
    assert_eq!(
        GYearMonth::new(2014, 1, None).unwrap().to_string(),
        "2014-01"
    );
    assert!(GYearMonth::new(2014, 0, None).is_none());
    assert_eq!(GMonth::new(2, Some(60)).unwrap().to_string(), "--02+01:00");
    assert!(GMonth::new(13, None).is_none());
    assert_eq!(GMonthDay::new(2, 29, None).unwrap().to_string(), "--02-29");
    assert!(GMonthDay::new(2, 30, None).is_none());
    assert_eq!(GDay::new(31, None).unwrap().to_string(), "---31");
    assert!(GDay::new(0, None).is_none());
}

#[test]
fn white_space_around_is_no_part_of_a_value() {
    #[derive(veeam_model::FromXml, Debug)]
    struct Day {
        #[xml(text)]
        date: Date,
    }
    let day: Day = veeam_model::xml::from_str("<Day>\n 2014-10-19\t</Day>").unwrap();
    assert_eq!(day.date.to_string(), "2014-10-19");
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "2014",
        "2014-10",
        "2014-1-19",
        "14-10-19",
        "02014-10-19",
        "+2014-10-19",
        "2014-10-19T",
        "2014-10-19 Z",
        "2014-10-19z",
        "2014-10-19+2:00",
        "2014-10-19+02:60",
        "99999999999-01-01",
        "２014-10-19",
    ] {
        assert_eq!(
            refused::<Date>(text),
            "expected a date such as 2014-10-19 or 2014-10-19+02:00",
            "{text}"
        );
    }
    for text in [
        "0000-01-01",
        "2014-00-19",
        "2014-13-19",
        "2014-10-00",
        "2014-10-32",
        "2014-02-29",
        "1900-02-29",
        "2014-10-19+14:01",
    ] {
        assert_eq!(
            refused::<Date>(text),
            "expected a date that exists, with an offset of 14 hours at most",
            "{text}"
        );
    }
    for text in [
        "",
        "05:59",
        "5:59:18",
        "05:59:18.",
        "05:59:18,5",
        "T05:59:18",
        "05:59:18.1234567890123456789",
    ] {
        assert_eq!(
            refused::<Time>(text),
            "expected a time such as 05:59:18 or 05:59:18.25+02:00",
            "{text}"
        );
    }
    for text in [
        "25:00:00",
        "24:00:01",
        "24:00:00.1",
        "05:60:00",
        "05:59:60",
        "05:59:18-14:01",
    ] {
        assert_eq!(
            refused::<Time>(text),
            "expected a time from 00:00:00 to 24:00:00, with an offset of 14 hours at most",
            "{text}"
        );
    }
    assert_snapshot!(refused::<GYear>("99"), @"expected a year such as 2014 or 2014+02:00");
    assert_snapshot!(refused::<GYear>("0000"), @"expected a year other than 0, with an offset of 14 hours at most");
    assert_snapshot!(refused::<GYearMonth>("2014-10-19"), @"expected a year and month such as 2014-10 or 2014-10+02:00");
    assert_snapshot!(refused::<GYearMonth>("2014-13"), @"expected a year and month that exist, with an offset of 14 hours at most");
    assert_snapshot!(refused::<GMonth>("10"), @"expected a month such as --10 or --10+02:00");
    assert_snapshot!(refused::<GMonth>("--13"), @"expected a month from --01 to --12, with an offset of 14 hours at most");
    assert_snapshot!(refused::<GMonthDay>("--1019"), @"expected a month and day such as --10-19 or --10-19+02:00");
    assert_snapshot!(refused::<GMonthDay>("--02-30"), @"expected a month and day that exist, with an offset of 14 hours at most");
    assert_snapshot!(refused::<GDay>("--19"), @"expected a day of the month such as ---19 or ---19+02:00");
    assert_snapshot!(refused::<GDay>("---32"), @"expected a day from ---01 to ---31, with an offset of 14 hours at most");
}

#[test]
fn order() {
    // XML Schema Part 2, section 3.2.7.4, and the examples there.
    ascending::<DateTime>(&["2000-01-15T00:00:00", "2000-02-15T00:00:00"]);
    ascending::<DateTime>(&["2000-01-15T12:00:00", "2000-01-16T12:00:00Z"]);
    incomparable::<DateTime>("2000-01-01T12:00:00", "1999-12-31T23:00:00Z");
    incomparable::<DateTime>("2000-01-16T12:00:00", "2000-01-16T12:00:00Z");
    incomparable::<DateTime>("2000-01-16T00:00:00", "2000-01-16T12:00:00Z");

    ascending::<Date>(&[
        "-0002-12-31",
        "-0001-01-01",
        "0001-01-01",
        "2014-10-19",
        "10000-01-01",
    ]);
    ascending::<Date>(&["2014-10-19+01:00", "2014-10-19Z", "2014-10-19-01:00"]);
    ascending::<Date>(&["2014-10-18", "2014-10-20Z", "2014-10-22"]);
    incomparable::<Date>("2014-10-19", "2014-10-19Z");
    ascending::<Time>(&[
        "08:00:00+09:00",
        "08:00:00Z",
        "08:00:00.000000000000000001Z",
        "17:00:00-06:00",
    ]);
    incomparable::<Time>("12:00:00", "13:00:00Z");
    ascending::<GYear>(&["-0001", "0001", "2014", "10000"]);
    ascending::<GYearMonth>(&["2013-12", "2014-01", "2014-02"]);
    ascending::<GMonth>(&["--01", "--02", "--12"]);
    ascending::<GMonthDay>(&["--02-28", "--02-29", "--03-01"]);
    ascending::<GDay>(&["---01Z", "---02+01:00", "---02Z"]);
    incomparable::<GYear>("2014", "2014Z");
}

#[test]
fn equality() {
    equal::<DateTime>(&[
        "2014-10-19T24:00:00Z",
        "2014-10-20T00:00:00.0Z",
        "2014-10-20T01:00:00+01:00",
    ]);
    // XML Schema Part 2, sections 3.2.9, 3.2.12 and 3.2.13.
    equal::<Date>(&["2002-10-10+13:00", "2002-10-09-11:00"]);
    equal::<GMonthDay>(&["--12-12+13:00", "--12-11-11:00"]);
    equal::<GDay>(&["---15+13:00", "---14-11:00"]);
    // Section 3.2.8.2.
    equal::<Time>(&["24:00:00", "00:00:00", "00:00:00.000"]);
    equal::<Time>(&["21:30:00+10:30", "06:00:00-05:00", "11:00:00Z"]);
    equal::<GYear>(&["2014Z", "2014+00:00", "2014-00:00"]);
}

/// An offset or none.
fn offset() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("Z".to_owned()),
        "[+-]0[0-9]:[0-5][0-9]",
        "[+-]14:00",
    ]
}

fn year() -> impl Strategy<Value = String> {
    prop_oneof!["-?[0-9]{3}[1-9]", "-?[1-9][0-9]{4,8}"]
}

fn date() -> impl Strategy<Value = String> {
    let day = "0[1-9]|1[0-9]|2[0-8]";
    (year(), "0[1-9]|1[0-2]", day).prop_map(|(year, month, day)| format!("{year}-{month}-{day}"))
}

fn time() -> impl Strategy<Value = String> {
    prop_oneof![
        "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,18})?",
        "24:00:00(\\.0{1,18})?",
    ]
}

/// Checks that a text is printed as it was read.
fn printed<T: FromStr<Err = ValueError> + Display + PartialOrd>(
    text: &str,
) -> Result<(), TestCaseError> {
    let value: T = text
        .parse()
        .map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
    prop_assert_eq!(value.to_string(), text);
    prop_assert!(value.partial_cmp(&value) == Some(std::cmp::Ordering::Equal));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_printed_as_it_was_read(
        date in date(), time in time(), year in year(), offset in offset(), month in 1..=12, day in 1..=29,
    ) {
        printed::<DateTime>(&format!("{date}T{time}{offset}"))?;
        printed::<Date>(&format!("{date}{offset}"))?;
        printed::<Time>(&format!("{time}{offset}"))?;
        printed::<GYear>(&format!("{year}{offset}"))?;
        printed::<GYearMonth>(&format!("{year}-{month:02}{offset}"))?;
        printed::<GMonth>(&format!("--{month:02}{offset}"))?;
        printed::<GMonthDay>(&format!("--{month:02}-{day:02}{offset}"))?;
        printed::<GDay>(&format!("---{day:02}{offset}"))?;
    }

    #[test]
    fn no_text_makes_parsing_panic(text in "[-+0-9TZ:.]{0,30}|\\PC{0,20}") {
        fn print<T: FromStr + Display>(text: &str) -> Result<(), TestCaseError> {
            if let Ok(value) = text.parse::<T>() {
                prop_assert_eq!(value.to_string(), text);
            }
            Ok(())
        }
        print::<DateTime>(&text)?;
        print::<Date>(&text)?;
        print::<Time>(&text)?;
        print::<GYear>(&text)?;
        print::<GYearMonth>(&text)?;
        print::<GMonth>(&text)?;
        print::<GMonthDay>(&text)?;
        print::<GDay>(&text)?;
    }

    #[test]
    fn dates_are_ordered_as_a_calendar_orders_them(
        a in (-200_i16..3000, 1_i8..13, 1_i8..29), b in (-200_i16..3000, 1_i8..13, 1_i8..29),
    ) {
        let civil = |(y, m, d)| jiff::civil::Date::new(y, m, d).unwrap();
        let ours = |parts| Date::from(civil(parts));
        prop_assert_eq!(ours(a).partial_cmp(&ours(b)), Some(civil(a).cmp(&civil(b))));
    }
}

mod conversions {
    //! Conversions from and to the types of other crates.

    use super::*;

    fn fails<T, U>(text: &str) -> String
    where
        T: FromStr<Err = ValueError>,
        U: TryFrom<T, Error = ValueError> + Debug,
    {
        U::try_from(text.parse().unwrap()).unwrap_err().to_string()
    }

    #[test]
    fn dates() {
        for text in ["2014-10-19", "0001-01-01", "-0001-02-29", "9999-12-31"] {
            let date: Date = text.parse().unwrap();
            let theirs = jiff::civil::Date::try_from(date).unwrap();
            assert_eq!(Date::from(theirs).to_string(), text);
            let theirs = chrono::NaiveDate::try_from(date).unwrap();
            assert_eq!(Date::try_from(theirs).unwrap().to_string(), text);
            let theirs = time::Date::try_from(date).unwrap();
            assert_eq!(Date::from(theirs).to_string(), text);
        }
        assert_snapshot!(fails::<Date, jiff::civil::Date>("2014-10-19Z"), @"expected a value without an offset from UTC");
        assert_snapshot!(fails::<Date, chrono::NaiveDate>("2014-10-19Z"), @"expected a value without an offset from UTC");
        assert_snapshot!(fails::<Date, time::Date>("2014-10-19Z"), @"expected a value without an offset from UTC");
        assert_snapshot!(fails::<Date, jiff::civil::Date>("10000-01-01"), @"expected a year that jiff knows");
        assert_snapshot!(fails::<Date, chrono::NaiveDate>("999999999-01-01"), @"expected a year that chrono knows");
        assert_snapshot!(fails::<Date, time::Date>("10000-01-01"), @"expected a year that time knows");
    }

    #[test]
    fn times() {
        for (text, back) in [
            ("05:59:18", "05:59:18"),
            ("00:00:00.123456789", "00:00:00.123456789"),
            ("23:59:59.5", "23:59:59.5"),
            ("24:00:00", "00:00:00"),
        ] {
            let time: Time = text.parse().unwrap();
            let theirs = jiff::civil::Time::try_from(time).unwrap();
            assert_eq!(Time::from(theirs).to_string(), back);
            let theirs = chrono::NaiveTime::try_from(time).unwrap();
            assert_eq!(Time::try_from(theirs).unwrap().to_string(), back);
            let theirs = time::Time::try_from(time).unwrap();
            assert_eq!(Time::from(theirs).to_string(), back);
        }
        assert_snapshot!(fails::<Time, jiff::civil::Time>("05:59:18Z"), @"expected a value without an offset from UTC");
        assert_snapshot!(fails::<Time, chrono::NaiveTime>("05:59:18Z"), @"expected a value without an offset from UTC");
        assert_snapshot!(fails::<Time, time::Time>("05:59:18Z"), @"expected a value without an offset from UTC");
        assert_snapshot!(fails::<Time, jiff::civil::Time>("05:59:18.1234567891"), @"expected a value without fractions of a nanosecond");
        let leap = chrono::NaiveTime::from_hms_milli_opt(23, 59, 59, 1_500).unwrap();
        assert_snapshot!(Time::try_from(leap).unwrap_err(), @"expected a date-time that XML Schema knows: no leap second, an offset up to 14 hours");
    }

    #[test]
    fn date_times() {
        let text = "2014-10-19T07:59:18.0000005+02:00";
        let at: DateTime = text.parse().unwrap();
        let theirs = jiff::Timestamp::try_from(at).unwrap();
        assert_eq!(DateTime::from(theirs), at);
        let theirs = chrono::DateTime::<chrono::FixedOffset>::try_from(at).unwrap();
        assert_eq!(DateTime::try_from(theirs).unwrap().to_string(), text);
        let theirs = time::OffsetDateTime::try_from(at).unwrap();
        assert_eq!(DateTime::try_from(theirs).unwrap().to_string(), text);
        assert_snapshot!(fails::<DateTime, jiff::Timestamp>("2014-10-19T07:59:18"), @"expected a value with an offset from UTC");
    }
}
