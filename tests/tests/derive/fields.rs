//! Each kind of field.

use veeam_model::{FromXml, ToXml, xml};

use crate::{both, read, refused, write};

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Attributes {
    #[xml(attribute)]
    needed: u32,
    #[xml(attribute)]
    optional: Option<String>,
}

#[test]
fn attributes() {
    both(
        r#"<Attributes needed="7"/>"#,
        Attributes {
            needed: 7,
            optional: None,
        },
    );
    both(
        r#"<Attributes needed="7" optional=""/>"#,
        Attributes {
            needed: 7,
            optional: Some(String::new()),
        },
    );
    both(
        r#"<Attributes needed="7" optional="&lt;&amp;&quot;"/>"#,
        Attributes {
            needed: 7,
            optional: Some("<&\"".to_owned()),
        },
    );
    assert_eq!(
        read::<Attributes>("<Attributes optional='b' needed=' 7 '></Attributes>"),
        Attributes {
            needed: 7,
            optional: Some("b".to_owned())
        }
    );
    insta::assert_snapshot!(
        refused::<Attributes>("<Attributes/>"),
        @"1:1 /Attributes/@needed: missing attribute"
    );
    insta::assert_snapshot!(
        refused::<Attributes>("<Attributes needed='-1'/>"),
        @r#"1:21 /Attributes/@needed: invalid value "-1": expected an integer from 0 to 4294967295"#
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Children {
    needed: u32,
    optional: Option<String>,
    several: Vec<bool>,
}

#[test]
fn child_elements() {
    both(
        "<Children><needed>1</needed></Children>",
        Children {
            needed: 1,
            optional: None,
            several: vec![],
        },
    );
    both(
        "<Children><needed>1</needed><optional/><several>true</several><several>false</several></Children>",
        Children {
            needed: 1,
            optional: Some(String::new()),
            several: vec![true, false],
        },
    );
    insta::assert_snapshot!(refused::<Children>("<Children/>"), @"1:1 /Children/needed: missing element");
    insta::assert_snapshot!(
        refused::<Children>("<Children><needed>1</needed><needed>1</needed></Children>"),
        @"1:29 /Children/needed[2]: element needed stands here again; only one is allowed"
    );
    insta::assert_snapshot!(
        refused::<Children>("<Children><needed>1</needed><several>1</several><several>x</several></Children>"),
        @r#"1:58 /Children/several[2]: invalid value "x": expected one of true, false, 1, 0"#
    );
}

#[test]
fn children_in_any_order_with_interleaved_lists() {
    let value: Children = read(
        "<Children><several>1</several><needed>1</needed><several>0</several><optional>x</optional></Children>",
    );
    assert_eq!(
        write(&value),
        "<Children><needed>1</needed><optional>x</optional><several>true</several><several>false</several></Children>"
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Lists {
    #[xml(children)]
    plain: Vec<u8>,
    #[xml(children(wrapper = "Needed"), name = "n")]
    needed: Vec<u8>,
    #[xml(children(wrapper = "Optional"), name = "o")]
    optional: Option<Vec<u8>>,
}

#[test]
fn lists_with_and_without_a_wrapper() {
    both(
        "<Lists><Needed/></Lists>",
        Lists {
            plain: vec![],
            needed: vec![],
            optional: None,
        },
    );
    both(
        "<Lists><Needed/><Optional/></Lists>",
        Lists {
            plain: vec![],
            needed: vec![],
            optional: Some(vec![]),
        },
    );
    both(
        "<Lists><plain>1</plain><Needed><n>2</n><n>3</n></Needed><Optional><o>4</o></Optional></Lists>",
        Lists {
            plain: vec![1],
            needed: vec![2, 3],
            optional: Some(vec![4]),
        },
    );
    insta::assert_snapshot!(refused::<Lists>("<Lists/>"), @"1:1 /Lists/Needed: missing element");
    insta::assert_snapshot!(
        refused::<Lists>("<Lists><Needed><n>1</n><n>256</n></Needed></Lists>"),
        @r#"1:27 /Lists/Needed/n[2]: invalid value "256": expected an integer from 0 to 255"#
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Price {
    #[xml(attribute)]
    currency: Option<String>,
    #[xml(text)]
    value: xml::Decimal,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Note {
    #[xml(text)]
    value: Option<String>,
}

#[test]
fn text_of_simple_content() {
    both(
        r#"<Price currency="EUR">1.50</Price>"#,
        Price {
            currency: Some("EUR".to_owned()),
            value: "1.50".parse().unwrap(),
        },
    );
    both(
        "<Note> a b </Note>",
        Note {
            value: Some(" a b ".to_owned()),
        },
    );
    both("<Note/>", Note { value: None });
    assert_eq!(
        read::<Note>("<Note>a<!-- - -->b<![CDATA[<]]>c&amp;</Note>"),
        Note {
            value: Some("ab<c&".to_owned())
        }
    );
    insta::assert_snapshot!(refused::<Price>("<Price>cheap</Price>"), @r#"1:8 /Price: invalid value "cheap": expected a decimal number such as -1.50"#);
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Skipped {
    kept: u8,
    #[xml(skip)]
    cache: Vec<std::cell::Cell<u8>>,
}

#[test]
fn skipped_fields_are_in_no_document() {
    both(
        "<Skipped><kept>1</kept></Skipped>",
        Skipped {
            kept: 1,
            cache: vec![],
        },
    );
    let value = Skipped {
        kept: 1,
        cache: vec![std::cell::Cell::new(2)],
    };
    assert_eq!(write(&value), "<Skipped><kept>1</kept></Skipped>");
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Nothing;

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct NoFields {}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Holder {
    nothing: Option<Nothing>,
}

#[test]
fn structs_of_no_fields_are_empty_elements() {
    both("<Nothing/>", Nothing);
    both("<NoFields/>", NoFields {});
    both("<Holder/>", Holder { nothing: None });
    both(
        "<Holder><nothing/></Holder>",
        Holder {
            nothing: Some(Nothing),
        },
    );
    assert_eq!(
        read::<Nothing>("<Nothing a='b'>  <x>y</x> </Nothing>"),
        Nothing
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Amount(#[xml(text)] u32);

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Names(#[xml(name = "Name")] Vec<String>);

#[test]
fn a_field_without_a_rust_name() {
    both("<Amount>3</Amount>", Amount(3));
    both("<Names/>", Names(vec![]));
    both(
        "<Names><Name>a</Name><Name/></Names>",
        Names(vec!["a".to_owned(), String::new()]),
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Reading {
    end: Option<xml::Nillable<xml::DateTime>>,
    note: xml::Nillable<String>,
}

#[test]
fn absent_empty_and_nil_stay_apart() {
    const XSI: &str = r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;
    let note = xml::Nillable::Value(String::new());
    both(
        "<Reading><note/></Reading>",
        Reading {
            end: None,
            note: note.clone(),
        },
    );
    let nil = Reading {
        end: Some(xml::Nillable::Nil),
        note,
    };
    let text = format!("<Reading><end {XSI} xsi:nil='true'/><note/></Reading>");
    assert_eq!(read::<Reading>(&text), nil);
    assert_eq!(read::<Reading>(&write(&nil)), nil);
    let text = format!("<Reading><note {XSI} xsi:nil='1'/></Reading>");
    assert_eq!(
        read::<Reading>(&text),
        Reading {
            end: None,
            note: xml::Nillable::Nil
        }
    );
}
