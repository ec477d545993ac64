//! Whatever a value is, it is the same after it was written and read.
#![cfg(test)]

use std::fmt::Debug;
use std::str::FromStr;

use proptest::prelude::*;
use uuid::Uuid;
use veeam_model::xml::{self, Decimal, FromText, Integer, ToText};
use veeam_model::{FromXml, HierarchyObjRef, ToXml, Uid};

/// A value in both places where one can stand.
#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "h")]
struct Holder<T> {
    #[xml(attribute)]
    a: T,
    e: T,
}

/// Text with everything that is awkward to write.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        " ",
        "\n",
        "\r",
        "\t",
        "\r\n",
        "<",
        ">",
        "&",
        "\"",
        "'",
        "]]",
        "]]>",
        "&amp;",
        "\u{85}",
        "\u{2028}",
        "\u{fffd}",
        "\u{ffed}",
        "\u{e000}",
        "\u{d7ff}",
        "\u{1f600}",
        "\u{e9}",
        "\u{10ffff}",
        "plain text of some length",
    ]);
    let pieces = prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat());
    let chars = prop::collection::vec(any::<char>(), 0..20).prop_map(|chars| {
        let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
        chars.into_iter().filter(allowed).collect()
    });
    prop_oneof![pieces, chars]
}

/// Checks that a value is the same after it was written and read, and when written again.
fn law<T>(value: T) -> Result<(), TestCaseError>
where
    T: for<'a> FromText<'a> + for<'a> xml::FromElement<'a> + ToText + xml::ToElement,
    T: Clone + PartialEq + Debug,
{
    let holder = Holder {
        a: value.clone(),
        e: value,
    };
    let document = xml::to_string(&holder).unwrap();
    let again: Holder<T> = xml::from_str(&document).unwrap();
    prop_assert_eq!(&again, &holder, "{}", document);
    prop_assert_eq!(xml::to_string(&again).unwrap(), document);
    let pretty = xml::to_string_pretty(&holder).unwrap();
    prop_assert_eq!(
        &xml::from_str::<Holder<T>>(&pretty).unwrap(),
        &holder,
        "{}",
        pretty
    );
    Ok(())
}

/// The same for a value that its text makes.
fn text_law<T>(value: T) -> Result<(), TestCaseError>
where
    T: for<'a> FromText<'a> + for<'a> xml::FromElement<'a> + ToText + xml::ToElement,
    T: Clone + PartialEq + Debug + ToString + FromStr<Err: Debug>,
{
    prop_assert_eq!(&value.to_string().parse::<T>().unwrap(), &value);
    law(value)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_survive(text in any_text()) {
        law(text.clone())?;
        law(HierarchyObjRef::from(text.clone()))?;
        text_law(Uid::from(text))?;
    }

    #[test]
    fn plain_values_survive(
        flag in any::<bool>(),
        small in any::<i8>(),
        large in any::<i128>(),
        unsigned in any::<u64>(),
        id in any::<u128>(),
        kind in "[A-Za-z:]{0,40}",
    ) {
        law(flag)?;
        law(small)?;
        law(large)?;
        law(unsigned)?;
        text_law(Integer::from(large))?;
        text_law(Decimal::from(large))?;
        law(Uuid::from_u128(id))?;
        text_law(Uid::new(&kind, Uuid::from_u128(id)))?;
    }

    #[test]
    fn floats_survive(bits in any::<u64>(), small_bits in any::<u32>(), number in -1e6..1e6) {
        for number in [f64::from_bits(bits), number] {
            if !number.is_nan() {
                law(number)?;
            }
        }
        let small = f32::from_bits(small_bits);
        if !small.is_nan() {
            law(small)?;
        }
    }

    #[test]
    fn decimals_survive_and_compare(a in "[+-]?[0-9]{1,6}(\\.[0-9]{0,6})?", b in "[+-]?[0-9]{0,6}\\.[0-9]{1,6}") {
        let (a, b): (Decimal, Decimal) = (a.parse().unwrap(), b.parse().unwrap());
        // So few digits fit a float to the last one.
        prop_assert_eq!(a.partial_cmp(&b), a.to_f64().partial_cmp(&b.to_f64()));
        text_law(a)?;
        text_law(b)?;
    }

    #[test]
    fn integers_compare(a in any::<i64>(), b in any::<i64>(), zeros in 0..5_usize) {
        let padded = |n: i64| {
            let sign = if n < 0 { "-" } else { "+" };
            format!("{sign}{}{}", "0".repeat(zeros), n.unsigned_abs()).parse::<Integer>().unwrap()
        };
        prop_assert_eq!(padded(a).cmp(&Integer::from(b)), a.cmp(&b));
        prop_assert_eq!(i64::try_from(&padded(a)), Ok(a));
    }
}
