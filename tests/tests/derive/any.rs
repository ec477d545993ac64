//! Elements and attributes of any name.

use veeam_model::{FromXml, ToXml, xml};
use xml::{Attribute, Element, QualifiedName};

use crate::{both, read, refused, write};

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Open {
    #[xml(attribute)]
    id: u8,
    #[xml(any_attributes)]
    attributes: Vec<Attribute>,
    first: Option<u8>,
    #[xml(any)]
    rest: Vec<Element>,
    last: Option<u8>,
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute::new(QualifiedName::new("", name), value)
}

fn element(name: &str) -> Element {
    Element::new(QualifiedName::new("", name))
}

#[test]
fn elements_and_attributes_of_any_name() {
    both(
        r#"<Open id="1"/>"#,
        Open {
            id: 1,
            attributes: vec![],
            first: None,
            rest: vec![],
            last: None,
        },
    );
    let value = Open {
        id: 1,
        attributes: vec![attribute("a", "b"), attribute("c", "")],
        first: Some(1),
        rest: vec![
            element("x").with_child(element("first")),
            element("y").with_text("t"),
            element("x"),
        ],
        last: Some(2),
    };
    let text = r#"<Open id="1" a="b" c=""><first>1</first><x><first/></x><y>t</y><x/><last>2</last></Open>"#;
    both(text, value);
    let value: Open = read("<Open id='1'><x/><last>2</last><y/><first>1</first><z/></Open>");
    assert_eq!(value.rest, [element("x"), element("y"), element("z")]);
}

#[test]
fn any_name_is_declared_even_where_unknown_content_is_refused() {
    let strict = xml::Options::new().deny_unknown(true);
    let text = r#"<Open id="1" a="b"><x/></Open>"#;
    assert_eq!(write(&strict.from_str::<Open>(text).unwrap()), text);
}

#[test]
fn attributes_keep_namespaces_and_the_prefixes_in_their_values() {
    let text = r#"<Open xmlns:n="urn:n" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" n:a="1" xsi:type="n:Kind" id="1"/>"#;
    let value: Open = read(text);
    let written = write(&value);
    insta::assert_snapshot!(written, @r#"<Open id="1" xmlns:n="urn:n" n:a="1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="n:Kind"/>"#);
    assert_eq!(read::<Open>(&written), value);
}

#[test]
fn an_attribute_is_written_once() {
    let mut value: Open = read("<Open id='1' a='b'/>");
    let twice = |value: &Open| xml::to_string(value).unwrap_err().to_string();
    value.attributes.push(attribute("a", "c"));
    insta::assert_snapshot!(twice(&value), @"/Open/@a: an element has no two attributes of one name; take one of them away");
    value.attributes = vec![attribute("id", "c")];
    insta::assert_snapshot!(twice(&value), @"/Open/@id: an element has no two attributes of one name; take one of them away");
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Envelope {
    #[xml(any)]
    body: Element,
    #[xml(unknown)]
    unknown: xml::Unknown,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Maybe {
    #[xml(any)]
    body: Option<Element>,
}

#[test]
fn one_element_of_any_name() {
    both("<Maybe/>", Maybe { body: None });
    both(
        "<Maybe><x/></Maybe>",
        Maybe {
            body: Some(element("x")),
        },
    );
    both(
        r#"<Envelope><x/></Envelope>"#,
        Envelope {
            body: element("x"),
            unknown: xml::Unknown::default(),
        },
    );
    let text = r#"<Envelope a="b"><x/></Envelope>"#;
    assert_eq!(write(&read::<Envelope>(text)), text);
    insta::assert_snapshot!(refused::<Envelope>("<Envelope/>"), @"1:1 /Envelope/*: missing element");
    insta::assert_snapshot!(refused::<Envelope>("<Envelope><x/><y/></Envelope>"), @"1:15 /Envelope/y: element y stands here again; only one is allowed");
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(ns = "urn:d")]
enum Document {
    Known(u8),
    #[xml(other)]
    Other(Element),
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Choices {
    named: Option<u8>,
    #[xml(choice)]
    choices: Vec<Document>,
}

#[test]
fn an_enum_over_elements_with_others() {
    both(r#"<Known xmlns="urn:d">1</Known>"#, Document::Known(1));
    both(r#"<Known>1</Known>"#, {
        Document::Other(element("Known").with_text("1"))
    });
    let text =
        r#"<Choices><named>1</named><x/><d:Known xmlns:d="urn:d">2</d:Known><named2/></Choices>"#;
    let value: Choices = read(text);
    assert_eq!(
        value.choices,
        [
            Document::Other(element("x")),
            Document::Known(2),
            Document::Other(element("named2"))
        ]
    );
    assert_eq!(read::<Choices>(&write(&value)), value);
}
