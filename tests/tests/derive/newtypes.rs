//! Newtypes: each is what its field is.

use std::borrow::Cow;

use veeam_model::{FromXml, ToXml, xml};

use crate::both;

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Id(u32);

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(transparent)]
struct Key {
    text: String,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Item {
    #[xml(attribute)]
    id: Id,
    key: Key,
}

#[test]
fn of_a_simple_type() {
    both(
        r#"<Item id="1"><key>k</key></Item>"#,
        Item {
            id: Id(1),
            key: Key {
                text: "k".to_owned(),
            },
        },
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Boxed(Box<Item>);

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Cart {
    first: Boxed,
    #[xml(choice)]
    second: Boxed,
}

#[test]
fn of_an_element() {
    let boxed = |id| {
        Boxed(Box::new(Item {
            id: Id(id),
            key: Key {
                text: "k".to_owned(),
            },
        }))
    };
    both(r#"<Item id="1"><key>k</key></Item>"#, boxed(1));
    both(
        r#"<Cart><first id="1"><key>k</key></first><Item id="2"><key>k</key></Item></Cart>"#,
        Cart {
            first: boxed(1),
            second: boxed(2),
        },
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Wrapper<T>(T);

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Lent<'a>(Cow<'a, str>);

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Holder<'a> {
    #[xml(attribute)]
    a: Wrapper<u8>,
    b: Wrapper<Wrapper<Item>>,
    #[xml(attribute)]
    c: Lent<'a>,
}

#[test]
fn with_parameters() {
    let text = r#"<Holder a="1" c="x"><b id="2"><key>k</key></b></Holder>"#;
    let holder: Holder<'_> = xml::from_str(text).unwrap();
    assert_eq!(holder.b.0.0.id, Id(2));
    assert!(matches!(holder.c.0, Cow::Borrowed("x")));
    assert_eq!(xml::to_string(&holder).unwrap(), text);
}
