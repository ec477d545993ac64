//! Enums over types: told by `xsi:type`, or tried in their order.

use std::borrow::Cow;

use veeam_model::{FromXml, ToXml, xml};

use crate::{both, read, refused, write};

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(unknown = "deny")]
struct Circle {
    #[xml(attribute)]
    radius: u8,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(ns = "urn:s")]
struct Square {
    side: u8,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "shape", ns = "urn:s", xsi_type)]
enum Shape {
    Circle(Circle),
    #[xml(name = "Quad")]
    Square(Box<Square>),
    #[xml(ns = "urn:t", name = "Text")]
    Text(String),
}

const XSI: &str = r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;

#[test]
fn a_root_that_says_its_type() {
    both(
        &format!(r#"<shape xmlns="urn:s" {XSI} xsi:type="Circle" radius="1"/>"#),
        Shape::Circle(Circle { radius: 1 }),
    );
    both(
        &format!(r#"<shape xmlns="urn:s" {XSI} xsi:type="Quad"><side>2</side></shape>"#),
        Shape::Square(Box::new(Square { side: 2 })),
    );
    both(
        &format!(r#"<shape xmlns="urn:s" xmlns:ns3="urn:t" {XSI} xsi:type="ns3:Text">x</shape>"#),
        Shape::Text("x".to_owned()),
    );
    let rebound = format!(
        r#"<a:shape xmlns:a="urn:s" {XSI} xmlns:b="urn:t" xsi:type=" b:Text
"/>"#
    );
    assert_eq!(read::<Shape>(&rebound), Shape::Text(String::new()));
    for (text, error) in [
        (
            "<shape xmlns='urn:s'/>".to_owned(),
            "1:1 /shape/@xsi:type: missing attribute",
        ),
        (
            format!("<a:shape xmlns:a='urn:s' {XSI} xsi:type='Circle'/>"),
            r#"1:90 /a:shape/@xsi:type: invalid value "Circle": expected a type out of {urn:s}Circle, {urn:s}Quad, {urn:t}Text"#,
        ),
        (
            format!("<a:shape xmlns:a='urn:s' {XSI} xsi:type='x:Circle'/>"),
            r#"1:90 /a:shape/@xsi:type: invalid value "x:Circle": expected a type whose prefix is bound to a namespace"#,
        ),
    ] {
        assert_eq!(refused::<Shape>(&text), error);
    }
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(xsi_type)]
enum Open {
    #[xml(default)]
    Base(Circle),
    More(Square),
    #[xml(other)]
    Other(xml::Element),
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Holder {
    shape: Vec<Open>,
    one: Option<xml::Nillable<Open>>,
}

#[test]
fn children_that_may_say_their_type() {
    let text = format!(
        r#"<Holder><shape radius="1"/><shape {XSI} xsi:type="More"><s:side xmlns:s="urn:s">1</s:side></shape><shape {XSI} xmlns:n="urn:n" xsi:type="n:New"><x/></shape><one {XSI} xsi:nil="true"/></Holder>"#
    );
    let value: Holder = read(&text);
    assert!(matches!(
        value.shape[..],
        [Open::Base(_), Open::More(_), Open::Other(_)]
    ));
    assert_eq!(value.one, Some(xml::Nillable::Nil));
    let written = write(&value);
    assert_eq!(read::<Holder>(&written), value);
    assert!(
        written.contains(r#"xsi:type="n:New"><x/></shape>"#),
        "{written}"
    );
    assert!(written.contains(r#"<shape radius="1"/>"#), "{written}");
    let explicit = format!(r#"<Holder><shape {XSI} xsi:type="Base" radius="1"/></Holder>"#);
    assert_eq!(
        read::<Holder>(&explicit).shape,
        [Open::Base(Circle { radius: 1 })]
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(untagged)]
enum Size {
    Number(u8),
    Known(Known),
    Flag(bool),
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(rename_all = "lowercase")]
enum Known {
    Small,
    Large,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Sizes {
    #[xml(attribute)]
    max: Option<Size>,
    size: Vec<Size>,
}

#[test]
fn the_members_of_a_union_are_tried_in_order() {
    both(
        r#"<Sizes max="large"><size>1</size><size>small</size><size>true</size></Sizes>"#,
        Sizes {
            max: Some(Size::Known(Known::Large)),
            size: vec![Size::Number(1), Size::Known(Known::Small), Size::Flag(true)],
        },
    );
    insta::assert_snapshot!(
        refused::<Sizes>("<Sizes max='huge'/>"),
        @r#"1:13 /Sizes/@max: invalid value "huge": expected an integer from 0 to 255; or one of small, large; or one of true, false, 1, 0"#
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(untagged)]
enum Either<'a, T> {
    First(T),
    Text(Cow<'a, str>),
}

#[test]
fn a_union_with_parameters() {
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    struct Text<'a> {
        #[xml(text)]
        value: Either<'a, u8>,
    }
    let text = String::from("<Text>x</Text>");
    let value: Text<'_> = xml::from_str(&text).unwrap();
    assert!(matches!(value.value, Either::Text(Cow::Borrowed("x"))));
    assert_eq!(xml::to_string(&value).unwrap(), text);
    let value: Text<'_> = xml::from_str("<Text>1</Text>").unwrap();
    assert_eq!(value.value, Either::First(1));
}

#[test]
fn a_type_beside_a_name_in_no_namespace() {
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(ns = "urn:s")]
    struct Named {
        #[xml(attribute)]
        a: xml::QualifiedName,
        #[xml(attribute)]
        b: xml::QualifiedName,
    }

    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(name = "outer", ns = "urn:s")]
    struct Outer {
        #[xml(choice)]
        inner: Inner,
    }

    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(ns = "urn:s")]
    enum Inner {
        #[xml(name = "inner")]
        Inner(Typed),
    }

    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(ns = "urn:s", xsi_type)]
    enum Typed {
        Named(Named),
    }

    let inner = format!(r#"<s:inner {XSI} xsi:type="s:Named" a="x" b="y"/>"#);
    let text = format!(r#"<s:outer xmlns:s="urn:s">{inner}</s:outer>"#);
    let outer: Outer = read(&text);
    let written = write(&outer);
    assert_eq!(read::<Outer>(&written), outer);
    assert!(written.contains(r#":type="ns"#), "{written}");
    let Inner::Inner(Typed::Named(named)) = outer.inner;
    assert_eq!(
        [named.a.namespace(), named.b.local()],
        ["", "y"],
        "{written}"
    );
}
