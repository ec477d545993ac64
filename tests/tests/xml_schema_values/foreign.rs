//! Types of other crates, with the features named after these.

use std::fmt::Debug;

use insta::assert_snapshot;
use proptest::prelude::*;
use veeam_model::{FromXml, xml};

use crate::{Document, document, kept};

fn refused<T>(text: &str) -> String
where
    Document<T>: FromXml + Debug,
{
    let read: Result<Document<T>, _> = xml::from_str(&document(text));
    read.unwrap_err().to_string()
}

fn read<T>(text: &str) -> T
where
    Document<T>: FromXml,
{
    xml::from_str::<Document<T>>(&document(text)).unwrap().e
}

#[test]
fn dates_and_times() {
    let instant = kept::<jiff::Timestamp>("2014-10-19T05:59:18.25Z");
    assert_eq!(
        read::<jiff::Timestamp>("2014-10-19T07:59:18.25+02:00"),
        instant
    );
    kept::<jiff::civil::DateTime>("2014-10-19T05:59:18");
    kept::<jiff::civil::Date>("-0001-02-29");
    kept::<jiff::civil::Time>("05:59:18.000000001");
    kept::<jiff::SignedDuration>("-P1DT0.5S");

    kept::<chrono::DateTime<chrono::Utc>>("2014-10-19T05:59:18.25Z");
    kept::<chrono::DateTime<chrono::FixedOffset>>("2014-10-19T05:59:18.25-03:30");
    kept::<chrono::NaiveDateTime>("2014-10-19T05:59:18");
    kept::<chrono::NaiveDate>("12014-10-19");
    kept::<chrono::NaiveTime>("05:59:18");
    kept::<chrono::TimeDelta>("PT1M");

    kept::<time::OffsetDateTime>("2014-10-19T05:59:18.25+14:00");
    kept::<time::PrimitiveDateTime>("2014-10-19T05:59:18");
    kept::<time::Date>("2014-10-19");
    kept::<time::Time>("05:59:18");
    kept::<time::Duration>("-PT1M");

    kept::<std::time::Duration>("P1DT2H3M4.5S");
}

#[test]
fn what_would_lose_something() {
    assert_snapshot!(refused::<jiff::Timestamp>("2014-10-19T05:59:18"), @r#"1:7 /v/@a: invalid value "2014-10-19T05:59:18": expected a value with an offset from UTC"#);
    assert_snapshot!(refused::<jiff::Timestamp>("2014-10-19"), @r#"1:7 /v/@a: invalid value "2014-10-19": expected a date and time such as 2014-10-19T05:59:18Z, with at most 18 digits of a second"#);
    assert_snapshot!(refused::<jiff::civil::Date>("2014-10-19Z"), @r#"1:7 /v/@a: invalid value "2014-10-19Z": expected a value without an offset from UTC"#);
    assert_snapshot!(refused::<time::OffsetDateTime>("12014-10-19T05:59:18Z"), @r#"1:7 /v/@a: invalid value "12014-10-19T05:59:18Z": expected a year that time knows"#);
    assert_snapshot!(refused::<chrono::TimeDelta>("P1Y"), @r#"1:7 /v/@a: invalid value "P1Y": expected a duration without years and months"#);
    assert_snapshot!(refused::<std::time::Duration>("-PT1S"), @r#"1:7 /v/@a: invalid value "-PT1S": expected a duration that is not negative"#);
    // Half an hour and one second ahead of UTC.
    let offset = time::UtcOffset::from_whole_seconds(1801).unwrap();
    let odd = time::OffsetDateTime::UNIX_EPOCH.to_offset(offset);
    assert_snapshot!(xml::to_string(&Document { a: odd, e: odd }).unwrap_err(), @"/v/@a: 1970-01-01 0:30:01.0 +00:30:01 has no form in XML: expected an offset of whole minutes");
}

#[test]
fn urls() {
    let text = "http://localhost:9399/api/jobs?format=Entity#a";
    assert_eq!(kept::<url::Url>(text).port(), Some(9399));
    assert_eq!(read::<url::Url>(" urn:a:b\n").as_str(), "urn:a:b");
    let text = "https://example.com/?a=1&amp;b=2";
    assert_eq!(kept::<url::Url>(text).query(), Some("a=1&b=2"));
    assert_snapshot!(refused::<url::Url>("http://example.com"), @r#"1:7 /v/@a: invalid value "http://example.com": expected a URL in its normal form, http://example.com/; a String takes any form"#);
    assert_snapshot!(refused::<url::Url>("../jobs"), @r#"1:7 /v/@a: invalid value "../jobs": expected an absolute URL such as https://example.com/a"#);
}

#[test]
fn decimals() {
    use rust_decimal::Decimal;

    for text in [
        "0",
        "292.20",
        "-0.0001",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
    ] {
        assert_eq!(kept::<Decimal>(text).to_string(), text);
    }
    for (text, value) in [
        ("+1.5", "1.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-.50", "-0.50"),
        ("00007", "7"),
    ] {
        assert_eq!(read::<Decimal>(text).to_string(), value);
    }
    assert_snapshot!(refused::<Decimal>("79228162514264337593543950336"), @r#"1:7 /v/@a: invalid value "79228162514264337593543950336": expected a decimal number of at most 28 digits, as rust_decimal holds them"#);
    assert_snapshot!(refused::<Decimal>("0.00000000000000000000000000001"), @r#"1:7 /v/@a: invalid value "0.00000000000000000000000000001": expected a decimal number of at most 28 digits, as rust_decimal holds them"#);
    for text in ["", ".", "1_000", "1e3", "1,5", "0x1"] {
        assert!(
            refused::<Decimal>(text).ends_with("expected a decimal number such as -1.50"),
            "{text}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decimals_are_exact_or_refused(text in "-?[0-9]{1,32}(\\.[0-9]{1,32})?") {
        let ours: xml::Decimal = text.parse().unwrap();
        if let Ok(theirs) = rust_decimal::Decimal::try_from(&ours) {
            prop_assert_eq!(xml::Decimal::from(theirs), ours);
        }
    }
}
