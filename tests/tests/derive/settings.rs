//! Defaults, fixed values, nil elements, lists, functions of one's own, and forms of names.

use std::borrow::Cow;

use veeam_model::{FromXml, ToXml, xml};
use xml::{TextWriter, ValueError};

use crate::{both, read, refused, write};

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Defaults<T = u8> {
    #[xml(attribute, default = "EUR")]
    currency: String,
    #[xml(attribute, default = -1)]
    level: i8,
    #[xml(attribute, default = "3")]
    maybe: Option<T>,
    #[xml(default = true)]
    open: Option<bool>,
    #[xml(default = "?")]
    names: Vec<String>,
    #[xml(default)]
    count: u32,
    #[xml(default = start)]
    start: u32,
    #[xml(children(wrapper = "list"), name = "item", default)]
    list: Vec<u8>,
}

fn start() -> u32 {
    7
}

#[test]
fn defaults_of_what_is_absent_or_empty() {
    let value = |open| Defaults::<u8> {
        currency: "EUR".to_owned(),
        level: -1,
        maybe: Some(3),
        open,
        names: vec![],
        count: 0,
        start: 7,
        list: vec![],
    };
    assert_eq!(read::<Defaults>("<Defaults/>"), value(None));
    assert_eq!(
        read::<Defaults>("<Defaults><open/></Defaults>"),
        value(Some(true))
    );
    let text = r#"<Defaults currency="" level="0" maybe="1"><open>false</open><names>?</names><names>x</names><count>1</count><start>2</start><list><item>3</item></list></Defaults>"#;
    let value: Defaults = read(text);
    assert_eq!(value.currency, "");
    assert_eq!(write(&value), text);
    let names: Defaults = read("<Defaults><names/><names>x</names></Defaults>");
    assert_eq!(names.names, ["?", "x"]);
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Note {
    #[xml(default = "none")]
    note: Vec<String>,
    #[xml(default = "")]
    place: Option<String>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Sentence {
    #[xml(text, default = "none")]
    text: String,
}

/// An empty element would be read as the default.
#[test]
fn an_empty_value_has_no_form_where_there_is_a_default() {
    let note = |note: &str| Note {
        note: vec!["a".to_owned(), note.to_owned()],
        place: Some(String::new()),
    };
    both(
        "<Note><note>a</note><note> </note><place/></Note>",
        note(" "),
    );
    insta::assert_snapshot!(xml::to_string(&note("")).unwrap_err(), @r#"/Note/note[2]: an empty element stands for "none" here and cannot hold the empty value"#);
    let sentence = Sentence {
        text: String::new(),
    };
    insta::assert_snapshot!(xml::to_string(&sentence).unwrap_err(), @r#"/Sentence: an empty element stands for "none" here and cannot hold the empty value"#);
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Unit {
    #[xml(attribute, default = "many")]
    wrong: u8,
    #[xml(text, default = 5)]
    value: u8,
}

#[test]
fn defaults_of_text_and_defaults_of_no_meaning() {
    assert_eq!(
        read::<Unit>("<Unit wrong='1'/>"),
        Unit { wrong: 1, value: 5 }
    );
    insta::assert_snapshot!(refused::<Unit>("<Unit/>"), @r#"1:1 /Unit: invalid value "many": expected an integer from 0 to 255"#);
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Fixed {
    #[xml(attribute, fixed = "1.0")]
    version: xml::Decimal,
    #[xml(fixed = 5)]
    five: Option<u8>,
}

#[test]
fn fixed_values() {
    let value = Fixed {
        version: "1.0".parse().unwrap(),
        five: Some(5),
    };
    both(r#"<Fixed version="1.0"><five>5</five></Fixed>"#, value);
    assert_eq!(read::<Fixed>("<Fixed/>").version.to_string(), "1.0");
    assert_eq!(read::<Fixed>("<Fixed/>").five, None);
    assert_eq!(read::<Fixed>("<Fixed><five/></Fixed>").five, Some(5));
    assert_eq!(
        read::<Fixed>("<Fixed><five>+05</five></Fixed>").five,
        Some(5)
    );
    insta::assert_snapshot!(refused::<Fixed>("<Fixed version='2'/>"), @r#"1:17 /Fixed/@version: invalid value "2": expected "1.0", which is fixed"#);
    insta::assert_snapshot!(refused::<Fixed>("<Fixed><five>6</five></Fixed>"), @r#"1:14 /Fixed/five: invalid value "6": expected "5", which is fixed"#);
    let mut value: Fixed = read("<Fixed/>");
    value.five = Some(6);
    insta::assert_snapshot!(xml::to_string(&value).unwrap_err(), @r#"/Fixed/five: the value is fixed to "5" and cannot be another one"#);
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Nil {
    #[xml(nillable)]
    one: Option<String>,
    #[xml(nillable)]
    several: Vec<Option<u8>>,
}

const XSI: &str = r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;

#[test]
fn nil_elements() {
    both(
        &format!(
            r#"<Nil><one {XSI} xsi:nil="true"/><several>1</several><several {XSI} xsi:nil="true"/></Nil>"#
        ),
        Nil {
            one: None,
            several: vec![Some(1), None],
        },
    );
    both(
        "<Nil><one/></Nil>",
        Nil {
            one: Some(String::new()),
            several: vec![],
        },
    );
    insta::assert_snapshot!(refused::<Nil>("<Nil/>"), @"1:1 /Nil/one: missing element");
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Lists {
    #[xml(attribute, list)]
    ids: Vec<u32>,
    #[xml(attribute, list)]
    maybe: Option<Vec<String>>,
    #[xml(list)]
    point: [f64; 2],
    #[xml(list)]
    pair: Option<(String, u8)>,
    #[xml(list)]
    size: Option<Vec<bool>>,
}

#[test]
fn lists_in_one_text() {
    let value = Lists {
        ids: vec![1, 2],
        maybe: Some(vec![]),
        point: [1.5, 2.0],
        pair: Some(("a".to_owned(), 1)),
        size: None,
    };
    both(
        r#"<Lists ids="1 2" maybe=""><point>1.5 2</point><pair>a 1</pair></Lists>"#,
        value,
    );
    let value: Lists = read("<Lists ids='\n 1\t2  &#51; '><point> 0 0\n</point><size/></Lists>");
    assert_eq!((value.ids, value.size), (vec![1, 2, 3], Some(vec![])));
    insta::assert_snapshot!(refused::<Lists>("<Lists ids='1'><point>1</point></Lists>"), @r#"1:23 /Lists/point: invalid value "1": expected a list of 2"#);
    insta::assert_snapshot!(refused::<Lists>("<Lists><point>1 1</point></Lists>"), @"1:1 /Lists/@ids: missing attribute");
    for item in ["", "a b", "a\tb"] {
        let value = Lists {
            ids: vec![],
            maybe: Some(vec![item.to_owned()]),
            point: [0.0; 2],
            pair: None,
            size: None,
        };
        let error = xml::to_string(&value).unwrap_err();
        assert_eq!(
            error.to_string(),
            "/Lists/@maybe: an item of a list cannot be empty or hold white space"
        );
    }
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct ListOfText<T> {
    #[xml(text, list)]
    values: Vec<T>,
}

#[test]
fn content_that_is_a_list() {
    both("<ListOfText/>", ListOfText::<u8> { values: vec![] });
    both(
        "<ListOfText>a b</ListOfText>",
        ListOfText {
            values: vec!["a".to_owned(), "b".to_owned()],
        },
    );
    let text = String::from("<ListOfText> a b</ListOfText>");
    let borrowed: ListOfText<&str> = xml::from_str(&text).unwrap();
    assert_eq!(borrowed.values, ["a", "b"]);
}

mod hex {
    use super::*;

    pub(super) fn from_text(text: Cow<'_, str>) -> Result<u32, ValueError> {
        u32::from_str_radix(text.trim(), 16)
            .map_err(|_| ValueError::expected("a hexadecimal number"))
    }

    pub(super) fn to_text(value: &u32, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_display(format_args!("{value:x}"))
    }
}

/// A type that knows nothing of XML.
#[derive(Debug, PartialEq, Default)]
struct Celsius(f64);

fn celsius(text: Cow<'_, str>) -> Result<Celsius, ValueError> {
    let degrees = text.strip_suffix('C').and_then(|text| text.parse().ok());
    degrees
        .map(Celsius)
        .ok_or_else(|| ValueError::expected("degrees as in 20.5C"))
}

fn write_celsius(value: &Celsius, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
    out.write_display(format_args!("{}C", value.0))
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct With {
    #[xml(attribute, with = hex)]
    id: u32,
    #[xml(attribute, with = hex, default = "ff")]
    mask: u32,
    #[xml(with = hex)]
    parts: Vec<u32>,
    #[xml(with(from_text = celsius, to_text = write_celsius))]
    temperature: Option<Celsius>,
    #[xml(with(from_text = celsius, to_text = write_celsius), default)]
    dew_point: Celsius,
}

#[test]
fn functions_of_ones_own() {
    both(
        r#"<With id="1f" mask="0"><parts>a</parts><parts>b</parts><temperature>20.5C</temperature><dew_point>1C</dew_point></With>"#,
        With {
            id: 31,
            mask: 0,
            parts: vec![10, 11],
            temperature: Some(Celsius(20.5)),
            dew_point: Celsius(1.0),
        },
    );
    assert_eq!(
        read::<With>("<With id='0'/>"),
        With {
            id: 0,
            mask: 255,
            parts: vec![],
            temperature: None,
            dew_point: Celsius(0.0),
        }
    );
    insta::assert_snapshot!(refused::<With>("<With id='x'/>"), @r#"1:11 /With/@id: invalid value "x": expected a hexadecimal number"#);
    insta::assert_snapshot!(refused::<With>("<With id='0'><temperature>20</temperature></With>"), @r#"1:27 /With/temperature: invalid value "20": expected degrees as in 20.5C"#);
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(
    ns = "urn:f",
    element_form = "unqualified",
    attribute_form = "qualified"
)]
struct Forms {
    #[xml(attribute)]
    a: u8,
    #[xml(attribute, unqualified)]
    b: u8,
    c: u8,
    #[xml(qualified)]
    d: u8,
}

#[test]
fn qualified_and_unqualified_names() {
    let value = Forms {
        a: 1,
        b: 2,
        c: 3,
        d: 4,
    };
    let text = r#"<f:Forms xmlns:f="urn:f" f:a="1" b="2"><c>3</c><f:d>4</f:d></f:Forms>"#;
    assert_eq!(read::<Forms>(text), value);
    assert_eq!(read::<Forms>(&write(&value)), value);
    insta::assert_snapshot!(refused::<Forms>(r#"<Forms xmlns="urn:f" a="1"/>"#), @"1:1 /Forms/@a: missing attribute");
}
