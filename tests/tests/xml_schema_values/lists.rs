//! Lists of values in one text.

use std::borrow::Cow;

use insta::assert_snapshot;
use proptest::prelude::*;
use veeam_model::xml::{self, Date, List};

use crate::{Document, document, kept};

fn read(text: &str) -> Result<List<u8>, xml::Error> {
    xml::from_str::<Document<List<u8>>>(&document(text)).map(|read| read.e)
}

#[test]
fn items_are_kept() {
    assert_eq!(*kept::<List<u8>>(""), []);
    assert_eq!(*kept::<List<u8>>("7"), [7]);
    assert_eq!(
        *kept::<List<String>>("a b-c \u{a0} &amp;"),
        ["a", "b-c", "\u{a0}", "&"]
    );
    assert_eq!(kept::<List<Date>>("2014-10-19 2014-10-20Z").len(), 2);
    assert_eq!(*read("  1\t2\r\n3 ").unwrap(), [1, 2, 3]);
    assert_eq!(*read(" ").unwrap(), []);
    assert_eq!(*read("1&#10;2&#x20;3").unwrap(), [1, 2, 3]);
}

#[test]
fn items_may_borrow() {
    let text = document("a b");
    let read: Document<List<&str>> = xml::from_str(&text).unwrap();
    assert_eq!(*read.e, ["a", "b"]);
    let text = document("a &lt;");
    let read: Document<List<Cow<'_, str>>> = xml::from_str(&text).unwrap();
    assert_eq!(*read.e, ["a", "<"]);
}

#[test]
fn what_is_no_list() {
    assert_snapshot!(read("1 2,3 4").unwrap_err(), @r#"1:7 /v/@a: invalid value "1 2,3 4": expected an integer from 0 to 255 as each item of a list, not "2,3""#);
    assert_snapshot!(read("1 256").unwrap_err(), @r#"1:7 /v/@a: invalid value "1 256": expected an integer from 0 to 255 as each item of a list, not "256""#);
    let long = "x".repeat(100);
    assert_snapshot!(read(&format!("1 {long} 2")).unwrap_err(), @r#"1:7 /v/@a: invalid value "1 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…": expected an integer from 0 to 255 as each item of a list, not "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…""#);
}

#[test]
fn what_would_not_be_read_again_is_not_written() {
    let write = |item: &str| {
        let list = List(vec!["a".to_owned(), item.to_owned()]);
        xml::to_string(&Document {
            a: list.clone(),
            e: list,
        })
        .unwrap_err()
        .to_string()
    };
    assert_snapshot!(write(""), @"/v/@a: an item of a list cannot be empty or hold white space");
    for item in [" ", "b c", "b\n", "\t", "\rb"] {
        assert_eq!(write(item), write(""), "{item:?}");
    }
    // Between tags a line break is written as it is.
    let list = List(vec!["b\nc".to_owned()]);
    let text = xml::to_string(&Document {
        a: List::default(),
        e: list,
    });
    assert_snapshot!(text.unwrap_err(), @"/v/e: an item of a list cannot be empty or hold white space");
    assert!(
        xml::to_string(&Document {
            a: List(vec!["&#10;"]),
            e: List(vec!["&"])
        })
        .is_ok()
    );
}

#[test]
fn a_list_is_a_collection() {
    let mut list: List<u8> = (1..3).collect();
    list.extend([3]);
    list.push(4);
    for item in &mut list {
        *item *= 2;
    }
    assert_eq!((&list).into_iter().sum::<u8>(), 20);
    assert_eq!(list.to_string(), "2 4 6 8");
    assert_eq!("2 4  6 8".parse(), Ok(list.clone()));
    assert_eq!(list.clone().into_iter().next(), Some(2));
    assert_eq!(List::from(Vec::from(list.clone())), list);
    assert!(list < List(vec![2, 5]));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_come_back(items in prop::collection::vec("[^ \t\r\n\u{0}-\u{1f}\u{fffe}\u{ffff}]{1,6}", 0..8)) {
        let value = Document { a: List(items.clone()), e: List(items) };
        let text = xml::to_string(&value).unwrap();
        prop_assert_eq!(xml::from_str::<Document<List<String>>>(&text).unwrap(), value);
    }

    #[test]
    fn what_is_written_is_read_as_it_was(items in prop::collection::vec("[ \t\r\na&#;]{0,4}", 0..4)) {
        let value = Document { a: List(items.clone()), e: List(items.clone()) };
        match xml::to_string(&value) {
            Ok(text) => prop_assert_eq!(xml::from_str::<Document<List<String>>>(&text).unwrap(), value),
            Err(_) => prop_assert!(items.iter().any(|item| item.is_empty() || item.contains([' ', '\t', '\r', '\n']))),
        }
    }
}
