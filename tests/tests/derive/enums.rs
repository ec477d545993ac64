//! Enums over elements and over text.

use std::borrow::Cow;

use veeam_model::{FromXml, ToXml, xml};

use crate::{both, read, refused};

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(rename_all = "camelCase")]
struct Circle {
    #[xml(attribute)]
    radius: f64,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(ns = "urn:s", rename_all = "kebab-case")]
enum Shape {
    Circle(Box<Circle>),
    LineLength(u32),
    #[xml(name = "Rest", ns = "")]
    Other(xml::Element),
}

fn circle(radius: f64) -> Shape {
    Shape::Circle(Box::new(Circle { radius }))
}

#[test]
fn an_enum_over_elements_as_root() {
    both(r#"<circle xmlns="urn:s" radius="2"/>"#, circle(2.0));
    both(
        r#"<line-length xmlns="urn:s">3</line-length>"#,
        Shape::LineLength(3),
    );
    let rest: Shape = read("<Rest><a>1</a></Rest>");
    assert!(matches!(&rest, Shape::Other(element) if element.children().count() == 1));
    insta::assert_snapshot!(refused::<Shape>("<square/>"), @"1:1 /square: unexpected root element square; expected one of {urn:s}circle, {urn:s}line-length, Rest");
    insta::assert_snapshot!(refused::<Shape>("<circle radius='1'/>"), @"1:1 /circle: unexpected root element circle; expected one of {urn:s}circle, {urn:s}line-length, Rest");
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Drawing {
    before: Option<u8>,
    #[xml(choice)]
    one: Colour,
    #[xml(choice)]
    shapes: Vec<Shape>,
    after: Option<u8>,
    #[xml(choice)]
    maybe: Option<Size>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
enum Colour {
    Rgb(String),
    Grey(u8),
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
enum Size {
    Height(u8),
    Width(u8),
}

#[test]
fn choices() {
    both(
        "<Drawing><Grey>5</Grey></Drawing>",
        Drawing {
            before: None,
            one: Colour::Grey(5),
            shapes: vec![],
            after: None,
            maybe: None,
        },
    );
    let value = Drawing {
        before: Some(1),
        one: Colour::Rgb("fff".to_owned()),
        shapes: vec![Shape::LineLength(1), circle(1.0), Shape::LineLength(2)],
        after: Some(2),
        maybe: Some(Size::Width(9)),
    };
    let text = r#"<Drawing xmlns:s="urn:s"><s:line-length>1</s:line-length><after>2</after><s:circle radius="1"/><Rgb>fff</Rgb><Width>9</Width><s:line-length>2</s:line-length><before>1</before></Drawing>"#;
    assert_eq!(read::<Drawing>(text), value);
    assert_eq!(read::<Drawing>(&crate::write(&value)), value);
}

#[test]
fn a_choice_is_made_once() {
    insta::assert_snapshot!(refused::<Drawing>("<Drawing/>"), @"1:1 /Drawing/Rgb|Grey: missing element");
    insta::assert_snapshot!(
        refused::<Drawing>("<Drawing><Grey>5</Grey><Rgb/></Drawing>"),
        @"1:24 /Drawing/Rgb: element Rgb stands here again; only one is allowed"
    );
    insta::assert_snapshot!(
        refused::<Drawing>("<Drawing><Grey>5</Grey><Height>1</Height><Width>1</Width></Drawing>"),
        @"1:42 /Drawing/Width: element Width stands here again; only one is allowed"
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(rename_all = "SCREAMING_SNAKE_CASE")]
enum Closed {
    AllDone,
    #[xml(name = "Not yet")]
    Pending,
    #[xml(name = "")]
    Empty,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
enum Open {
    Success,
    #[xml(name = "None")]
    Nothing,
    #[xml(name = " padded ")]
    Padded,
    #[xml(other)]
    Other(String),
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct States {
    #[xml(attribute)]
    open: Option<Open>,
    closed: Vec<Closed>,
    opens: Vec<Open>,
}

#[test]
fn an_enum_over_text() {
    both(
        r#"<States open="None"><closed>ALL_DONE</closed><closed>Not yet</closed><closed/><opens>Success</opens></States>"#,
        States {
            open: Some(Open::Nothing),
            closed: vec![Closed::AllDone, Closed::Pending, Closed::Empty],
            opens: vec![Open::Success],
        },
    );
    assert_eq!(
        read::<States>("<States open=' None\t'><closed>\n  ALL_DONE\n</closed></States>"),
        States {
            open: Some(Open::Nothing),
            closed: vec![Closed::AllDone],
            opens: vec![]
        }
    );
}

#[test]
fn an_open_enum_keeps_other_texts_as_they_came() {
    both(
        r#"<States open=" none "><opens/><opens> padded </opens><opens>padded</opens></States>"#,
        States {
            open: Some(Open::Other(" none ".to_owned())),
            closed: vec![],
            opens: vec![
                Open::Other(String::new()),
                Open::Padded,
                Open::Other("padded".to_owned()),
            ],
        },
    );
}

#[test]
fn a_closed_enum_refuses_other_texts() {
    insta::assert_snapshot!(
        refused::<States>("<States><closed>all_done</closed></States>"),
        @r#"1:17 /States/closed: invalid value "all_done": expected one of ALL_DONE, Not yet,"#
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(rename_all = "Title Case")]
enum Borrowed<'a> {
    InWords,
    #[xml(other)]
    Other(Cow<'a, str>),
}

#[derive(FromXml, Debug, PartialEq)]
struct Holder<'a> {
    #[xml(attribute)]
    a: Borrowed<'a>,
    b: Borrowed<'a>,
}

#[test]
fn an_other_that_borrows() {
    let text = String::from("<Holder a='In Words'><b>x</b></Holder>");
    let holder: Holder<'_> = xml::from_str(&text).unwrap();
    assert_eq!(holder.a, Borrowed::InWords);
    assert!(matches!(holder.b, Borrowed::Other(Cow::Borrowed("x"))));
}
