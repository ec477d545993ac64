//! The simple types of XML Schema as the runtime reads and writes them: nothing is lost, and
//! values compare as Part 2 orders them.
#![cfg(test)]

mod binary;
mod dates;
mod durations;
mod facets;
mod foreign;
mod lists;
mod names;
mod standard;

use std::fmt::{Debug, Display};
use std::hash::{BuildHasher, RandomState};
use std::str::FromStr;

use veeam_model::xml::{self, FromText, ToText, ValueError};
use veeam_model::{FromXml, ToXml};

/// A document that holds a value as an attribute and as a child element.
#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "v")]
struct Document<T> {
    #[xml(attribute)]
    a: T,
    e: T,
}

fn document(text: &str) -> String {
    match text {
        "" => r#"<v a=""><e/></v>"#.to_owned(),
        text => format!(r#"<v a="{text}"><e>{text}</e></v>"#),
    }
}

/// Reads `text` as an attribute and as an element, and checks that it is written as it was.
#[track_caller]
fn kept<T>(text: &str) -> T
where
    T: for<'a> FromText<'a> + ToText + Debug + PartialEq,
    Document<T>: FromXml + ToXml,
{
    let read: Document<T> = xml::from_str(&document(text)).unwrap();
    assert_eq!(xml::to_string(&read).unwrap(), document(text));
    assert_eq!(read.a, read.e);
    read.a
}

/// The same, for types that parse and print too.
#[track_caller]
fn same<T>(text: &str) -> T
where
    T: for<'a> FromText<'a> + ToText + Debug + Display + PartialEq,
    T: FromStr<Err = ValueError>,
    Document<T>: FromXml + ToXml,
{
    let parsed: T = text.parse().unwrap();
    assert_eq!(parsed.to_string(), text);
    assert_eq!(kept::<T>(text), parsed);
    parsed
}

/// What a type expects in the place of `text`.
#[track_caller]
fn refused<T: FromStr<Err = ValueError> + Debug>(text: &str) -> String {
    text.parse::<T>().unwrap_err().to_string()
}

/// Checks that the texts are in ascending order.
#[track_caller]
fn ascending<T: FromStr<Err = ValueError> + PartialOrd + Debug>(texts: &[&str]) {
    let values: Vec<T> = texts.iter().map(|text| text.parse().unwrap()).collect();
    for (i, smaller) in values.iter().enumerate() {
        for larger in values.iter().skip(i + 1) {
            assert!(smaller < larger, "{smaller:?} < {larger:?}");
            assert!(larger > smaller, "{larger:?} > {smaller:?}");
        }
    }
}

/// Checks that the texts are the same value.
#[track_caller]
fn equal<T>(texts: &[&str])
where
    T: FromStr<Err = ValueError> + PartialOrd + std::hash::Hash + Debug,
{
    let state = RandomState::new();
    let values: Vec<T> = texts.iter().map(|text| text.parse().unwrap()).collect();
    for (one, another) in values.iter().zip(values.iter().skip(1)) {
        assert_eq!(one, another);
        assert_eq!(one.partial_cmp(another), Some(std::cmp::Ordering::Equal));
        assert_eq!(state.hash_one(one), state.hash_one(another));
    }
}

/// Checks that neither of two values comes before the other.
#[track_caller]
fn incomparable<T: FromStr<Err = ValueError> + PartialOrd + Debug>(one: &str, another: &str) {
    let (one, another): (T, T) = (one.parse().unwrap(), another.parse().unwrap());
    assert_ne!(one, another);
    assert_eq!(one.partial_cmp(&another), None);
    assert_eq!(another.partial_cmp(&one), None);
}
