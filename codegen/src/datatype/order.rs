//! The order of values, as far as it is certain.

use std::cmp::Ordering;

use super::{Decimal, is_decimal, temporal, trim};
use crate::model::Builtin;

/// How two values of a type compare. Nothing for types without an order, for texts that are no
/// values, and where the order is not certain, as that of a time with a time zone and one without.
///
/// Source: XML Schema Part 2, section 3.2 (the order relations of the primitive types).
pub(crate) fn compare(builtin: Builtin, one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (trim(one), trim(other));
    match builtin {
        _ if is_decimal(builtin) => Some(Decimal::parse(one)?.compare(Decimal::parse(other)?)),
        Builtin::Float => {
            compare_floats(one, other, |text| text.parse::<f32>().ok().map(f64::from))
        }
        Builtin::Double => compare_floats(one, other, |text| text.parse().ok()),
        Builtin::Duration => temporal::compare_durations(one, other),
        _ => temporal::compare(builtin, one, other),
    }
}

fn compare_floats(one: &str, other: &str, parse: fn(&str) -> Option<f64>) -> Option<Ordering> {
    let number = |text: &str| match text {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => None,
        _ => parse(text),
    };
    number(one)?.partial_cmp(&number(other)?)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering::{self, Equal, Greater, Less};

    use super::compare;
    use crate::model::Builtin;

    fn check(builtin: Builtin, cases: &[(&str, &str, Option<Ordering>)]) {
        for (one, other, expected) in cases {
            assert_eq!(compare(builtin, one, other), *expected, "{one} {other}");
            let reversed = expected.map(Ordering::reverse);
            assert_eq!(compare(builtin, other, one), reversed, "{other} {one}");
        }
    }

    #[test]
    fn numbers() {
        check(
            Builtin::Integer,
            &[("10", "9", Some(Greater)), ("+1", "01", Some(Equal))],
        );
        check(
            Builtin::Double,
            &[
                ("1e3", "1000.0", Some(Equal)),
                ("-INF", "-1E300", Some(Less)),
                ("NaN", "1", None),
            ],
        );
        check(Builtin::String, &[("a", "b", None)]);
        check(Builtin::Boolean, &[("true", "false", None)]);
    }

    #[test]
    fn dates() {
        check(
            Builtin::DateTime,
            &[
                ("2014-10-19T05:59:18", "2014-10-19T05:59:18.5", Some(Less)),
                (
                    "2014-10-19T05:00:00Z",
                    "2014-10-19T06:00:00+02:00",
                    Some(Greater),
                ),
                ("2014-12-31T24:00:00", "2015-01-01T00:00:00", Some(Equal)),
                ("2014-10-19T05:00:00Z", "2014-10-19T05:00:00", None),
                ("-0002-01-01T00:00:00", "-0001-01-01T00:00:00", Some(Less)),
                ("12014-01-01T00:00:00", "9999-01-01T00:00:00", Some(Greater)),
            ],
        );
        check(Builtin::Date, &[("2014-02-28", "2014-03-01", Some(Less))]);
        check(
            Builtin::Time,
            &[("05:00:00", "04:59:59.999", Some(Greater))],
        );
        check(
            Builtin::GYear,
            &[("2014", "2015", Some(Less)), ("-0001", "0001", Some(Less))],
        );
        check(
            Builtin::GYearMonth,
            &[("2014-10", "2014-09", Some(Greater))],
        );
        check(Builtin::GMonth, &[("--10", "--09", Some(Greater))]);
        check(Builtin::GMonthDay, &[("--02-29", "--03-01", Some(Less))]);
        check(
            Builtin::GDay,
            &[("---31", "---01Z", None), ("---31", "---01", Some(Greater))],
        );
    }

    #[test]
    fn durations() {
        check(
            Builtin::Duration,
            &[
                ("P1Y", "P12M", Some(Equal)),
                ("P1D", "PT24H", Some(Equal)),
                ("P1M", "P30D", None),
                ("P1M", "P1MT0.5S", Some(Less)),
                ("-P2Y", "P1D", Some(Less)),
                ("P1Y", "P5000D", None),
            ],
        );
    }
}
