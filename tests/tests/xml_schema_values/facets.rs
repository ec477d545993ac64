//! Facets of simple types, each by itself.
//!
//! Source: XML Schema Part 2, section 4.3.

use xml::facets::*;
use xml::{Constraint, Facets, WhiteSpace};

use super::xml;

/// Checks which texts are values, and what the other ones break.
#[track_caller]
fn check(facets: &'static Facets, good: &[&str], constraint: Constraint, bad: &[&str]) {
    for text in good {
        assert_eq!(facets.check(text), Ok(()), "{text:?}");
    }
    for text in bad {
        let violations = facets.check(text).expect_err(text);
        let found: Vec<_> = violations.iter().map(|one| one.constraint()).collect();
        assert_eq!(found, [constraint], "{text:?}");
    }
}

#[test]
fn lengths_are_of_characters_bytes_or_items() {
    static TEXT: Facets = Facets::restriction(&STRING).length(3);
    check(
        &TEXT,
        &["abc", "äöü", " a "],
        Constraint::Length,
        &["", "ab", "abcd"],
    );
    static SOME: Facets = Facets::restriction(&TOKEN).min_length(2);
    check(
        &SOME,
        &["ab", "  ab  "],
        Constraint::MinLength,
        &["a", "  a  "],
    );
    static FEW: Facets = Facets::restriction(&ANY_URI).max_length(1);
    check(&FEW, &["", "a"], Constraint::MaxLength, &["ab"]);
    static HEX: Facets = Facets::restriction(&HEX_BINARY).length(2);
    check(&HEX, &["0FB7", "0fb7"], Constraint::Length, &["0F", ""]);
    static BASE64: Facets = Facets::restriction(&BASE64_BINARY).max_length(3);
    check(
        &BASE64,
        &["AAAA", "A A A A"],
        Constraint::MaxLength,
        &["AAAAAA=="],
    );
    static LIST: Facets = Facets::list(&INT).min_length(1).max_length(2);
    check(&LIST, &["1", " 1  2 "], Constraint::MinLength, &["", " "]);
    check(&LIST, &[], Constraint::MaxLength, &["1 2 3"]);
    check(&NMTOKENS, &["a b"], Constraint::MinLength, &[""]);
    static NAMES: Facets = Facets::restriction(&QNAME).length(1);
    check(&NAMES, &["a", "a:bc"], Constraint::Type, &["a:b:c", ""]);
}

#[test]
fn patterns_of_one_step_are_alternatives_and_those_of_several_hold_together() {
    static FIRST: Facets = Facets::restriction(&STRING).pattern(&["a.*", "b.*"]);
    static SECOND: Facets = Facets::restriction(&FIRST).max_length(3);
    static THIRD: Facets = Facets::restriction(&SECOND).pattern(&[".*z"]);
    check(&THIRD, &["az", "b-z"], Constraint::Pattern, &["a", "cz"]);
    let both = THIRD.check("c").unwrap_err();
    assert_eq!(both.as_slice().len(), 2);
    static YES: Facets = Facets::restriction(&BOOLEAN).pattern(&["1"]);
    check(&YES, &["1", "true"], Constraint::Pattern, &["0", "false"]);
    static SHORT: Facets = Facets::restriction(&DOUBLE).pattern(&[".E.."]);
    check(&SHORT, &["1E-2", "0.01"], Constraint::Pattern, &[]);
    static ODD: Facets = Facets::restriction(&STRING).pattern(&["(?i)a"]);
    check(&ODD, &["anything"], Constraint::Pattern, &[]);
}

#[test]
fn numbers_are_compared_by_value() {
    static WITHIN: Facets = Facets::restriction(&DECIMAL)
        .min_inclusive("-1.5")
        .max_inclusive("+010");
    check(
        &WITHIN,
        &["-1.50", "0", "-0", "10.000"],
        Constraint::MaxInclusive,
        &["10.0001", "11"],
    );
    check(&WITHIN, &[], Constraint::MinInclusive, &["-1.51", "-2"]);
    static BIG: Facets = Facets::restriction(&INTEGER)
        .min_exclusive("99999999999999999999999999999999999999999")
        .max_exclusive("100000000000000000000000000000000000000002");
    check(
        &BIG,
        &[
            "100000000000000000000000000000000000000000",
            "100000000000000000000000000000000000000001",
        ],
        Constraint::MinExclusive,
        &["99999999999999999999999999999999999999999", "-1"],
    );
    check(
        &BIG,
        &[],
        Constraint::MaxExclusive,
        &["100000000000000000000000000000000000000002"],
    );
}

/// Source: section 3.2.4: a value that is in no order with a limit is excluded.
#[test]
fn floats_have_infinities_and_nan() {
    static MOST: Facets = Facets::restriction(&DOUBLE).max_inclusive("1E0");
    check(
        &MOST,
        &["1", "-INF", "0.5", "-0"],
        Constraint::MaxInclusive,
        &["1.1", "INF", "NaN"],
    );
    static NAN: Facets = Facets::restriction(&FLOAT).min_inclusive("NaN");
    check(&NAN, &["NaN"], Constraint::MinInclusive, &["1", "INF"]);
    static ALL: Facets = Facets::restriction(&FLOAT).max_inclusive("INF");
    check(
        &ALL,
        &["1", "INF", "-INF"],
        Constraint::MaxInclusive,
        &["NaN"],
    );
}

/// Source: sections 3.2.6.2 and 3.2.7.4.
#[test]
fn times_and_durations_are_in_order_as_far_as_that_can_be_told() {
    static SINCE: Facets = Facets::restriction(&DATE_TIME).min_inclusive("2014-10-19T12:00:00Z");
    check(
        &SINCE,
        &[
            "2014-10-19T12:00:00Z",
            "2014-10-19T14:00:00+02:00",
            "2014-10-20T02:00:01",
        ],
        Constraint::MinInclusive,
        &[
            "2014-10-19T13:59:59+02:00",
            "2014-10-19T12:00:00",
            "2014-10-20T02:00:00",
        ],
    );
    static UNTIL: Facets = Facets::restriction(&DATE).max_exclusive("2014-10-19");
    check(
        &UNTIL,
        &["2014-10-18"],
        Constraint::MaxExclusive,
        &["2014-10-19", "2014-10-19Z"],
    );
    static MONTH: Facets = Facets::restriction(&DURATION).max_inclusive("P1M");
    check(
        &MONTH,
        &["P1M", "P27D", "-P1Y"],
        Constraint::MaxInclusive,
        &["P28D", "P29D", "P30D", "P31D", "P32D"],
    );
    static YEAR: Facets = Facets::restriction(&G_YEAR).min_inclusive("2000");
    check(
        &YEAR,
        &["2000", "12000"],
        Constraint::MinInclusive,
        &["1999", "-2000"],
    );
}

#[test]
fn digits_are_those_that_a_number_needs() {
    static TOTAL: Facets = Facets::restriction(&DECIMAL).total_digits(3);
    check(
        &TOTAL,
        &["123", "-00123", "1.23", "0.1230", "0"],
        Constraint::TotalDigits,
        &["1234", "1.234"],
    );
    static FRACTION: Facets = Facets::restriction(&DECIMAL).fraction_digits(1);
    check(
        &FRACTION,
        &["12345", "1.5", "1.50"],
        Constraint::FractionDigits,
        &["1.55", "-.05"],
    );
}

#[test]
fn listed_values_are_compared_as_values() {
    static WORDS: Facets = Facets::restriction(&TOKEN).enumeration(&["a b", "c"]);
    check(
        &WORDS,
        &["a b", " a  b ", "c"],
        Constraint::Enumeration,
        &["a", "C", ""],
    );
    static NUMBERS: Facets = Facets::restriction(&DECIMAL).enumeration(&["1", "2.50"]);
    check(&NUMBERS, &["01.0", "2.5"], Constraint::Enumeration, &["3"]);
    static MOMENTS: Facets = Facets::restriction(&DATE_TIME).enumeration(&["2014-10-19T12:00:00Z"]);
    check(
        &MOMENTS,
        &["2014-10-19T14:00:00+02:00"],
        Constraint::Enumeration,
        &["2014-10-19T12:00:00"],
    );
    static BYTES: Facets = Facets::restriction(&HEX_BINARY).enumeration(&["0FB7"]);
    check(&BYTES, &["0fb7"], Constraint::Enumeration, &["0FB8"]);
    static INTS: Facets = Facets::list(&INT);
    static LISTS: Facets = Facets::restriction(&INTS).enumeration(&["1 2", "3"]);
    check(
        &LISTS,
        &["01  2", "3"],
        Constraint::Enumeration,
        &["1", "1 2 3", "2 1"],
    );
    static EITHER: Facets = Facets::union(&[&INT, &NCNAME]);
    static SOME: Facets = Facets::restriction(&EITHER).enumeration(&["1", "a"]);
    check(&SOME, &["01", "a"], Constraint::Enumeration, &["2", "b"]);
    check(&SOME, &[], Constraint::Type, &["-"]);
}

#[test]
fn white_space_comes_before_everything_else() {
    static KEPT: Facets = Facets::restriction(&STRING).pattern(&["a b"]);
    check(&KEPT, &["a b"], Constraint::Pattern, &["a\tb", " a b"]);
    static REPLACED: Facets = Facets::restriction(&KEPT).white_space(WhiteSpace::Replace);
    check(&REPLACED, &["a\tb", "a\nb"], Constraint::Pattern, &[" a b"]);
    static COLLAPSED: Facets = Facets::restriction(&REPLACED).white_space(WhiteSpace::Collapse);
    check(&COLLAPSED, &[" a \r\n b "], Constraint::Pattern, &["ab"]);
}

#[test]
fn built_in_types_have_limits_of_their_own() {
    let cases: [(&Facets, &[&str], &[&str]); 14] = [
        (
            &LANGUAGE,
            &["en", "de-AT", "x-klingon"],
            &["", "a_b", "toolonglanguage", "1a"],
        ),
        (&NAME, &["a:b", "_1", ":"], &["1a", "", "a b"]),
        (&NCNAME, &["a-1"], &["a:b", "-a"]),
        (&ID, &["a"], &["1"]),
        (&NMTOKEN, &["1a", "-:."], &["a b", "a/b", ""]),
        (&ANY_URI, &["http://a.example/x y", ""], &["\u{0}"]),
        (
            &POSITIVE_INTEGER,
            &["1", "99999999999999999999"],
            &["0", "-0", "1.0"],
        ),
        (&NEGATIVE_INTEGER, &["-1"], &["0"]),
        (&NON_NEGATIVE_INTEGER, &["0", "-0"], &["-1"]),
        (&NON_POSITIVE_INTEGER, &["0", "-5"], &["1"]),
        (&UNSIGNED_BYTE, &["255"], &["256", "-1"]),
        (&LONG, &["-9223372036854775808"], &["9223372036854775808"]),
        (&BOOLEAN, &["true", "0"], &["yes"]),
        (&IDREFS, &["a b"], &["a 1"]),
    ];
    for (facets, good, bad) in cases {
        assert!(good.iter().all(|text| is_valid(facets, text)), "{good:?}");
        assert!(!bad.iter().any(|text| is_valid(facets, text)), "{bad:?}");
    }
}

fn is_valid(facets: &Facets, text: &str) -> bool {
    facets.check(text).is_ok()
}

#[test]
fn chains_without_an_end_say_nothing() {
    static ONE: Facets = Facets::restriction(&OTHER).max_length(1);
    static OTHER: Facets = Facets::restriction(&ONE);
    assert!(is_valid(&ONE, "abc"));
    static WITHIN: Facets = Facets::list(&WITHIN);
    assert!(is_valid(&WITHIN, "a b"));
    static EITHER: Facets = Facets::union(&[&EITHER, &EITHER]);
    assert!(is_valid(&EITHER, "a"));
}

proptest::proptest! {
    /// Limits agree with the order of Rust's numbers.
    #[test]
    fn integers_compare_as_numbers_do(number: i64) {
        static LIMITED: Facets = Facets::restriction(&LONG).min_inclusive("-1000").max_exclusive("4000000000000000000");
        let valid = (-1000..4_000_000_000_000_000_000).contains(&number);
        proptest::prop_assert_eq!(is_valid(&LIMITED, &number.to_string()), valid);
    }

    /// Nothing panics, whatever the text.
    #[test]
    fn any_text_is_valid_or_not(text in "\\PC{0,20}|[0-9.:TPZ+-]{0,20}") {
        for facets in [&DATE_TIME, &DURATION, &DECIMAL, &FLOAT, &HEX_BINARY, &BASE64_BINARY, &NMTOKENS] {
            let _ = facets.check(&text);
        }
    }
}
