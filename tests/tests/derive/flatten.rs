//! Fields of another struct in place: `group` and `flatten`.

use std::borrow::Cow;

use veeam_model::{FromXml, ToXml, xml};

use crate::{both, read, refused, write};

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
#[xml(group, rename_all = "PascalCase")]
struct Resource {
    #[xml(attribute)]
    href: String,
    #[xml(attribute, default = "Any")]
    kind: String,
    #[xml(children(wrapper = "Links"), name = "Link")]
    links: Option<Vec<String>>,
}

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
#[xml(group, rename_all = "PascalCase")]
struct Entity {
    #[xml(attribute, name = "UID")]
    uid: Option<u32>,
    #[xml(flatten)]
    resource: Resource,
    note: Option<String>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(rename_all = "PascalCase")]
struct Session {
    #[xml(attribute)]
    first: Option<u8>,
    #[xml(flatten)]
    entity: Entity,
    state: String,
    #[xml(flatten)]
    times: Times,
    #[xml(choice)]
    result: Option<Outcome>,
    #[xml(unknown)]
    unknown: xml::Unknown,
}

#[derive(FromXml, ToXml, Debug, PartialEq, Default)]
#[xml(group)]
struct Times {
    #[xml(name = "Start")]
    starts: Vec<u32>,
    #[xml(name = "End", list)]
    end: Option<Vec<u8>>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
enum Outcome {
    Success(String),
    Failure(String),
}

fn session() -> Session {
    Session {
        first: Some(1),
        entity: Entity {
            uid: Some(7),
            resource: Resource {
                href: "h".to_owned(),
                kind: "Any".to_owned(),
                links: Some(vec!["a".to_owned(), "b".to_owned()]),
            },
            note: Some("n".to_owned()),
        },
        state: "Working".to_owned(),
        times: Times {
            starts: vec![1, 2],
            end: Some(vec![3, 4]),
        },
        result: Some(Outcome::Success("s".to_owned())),
        unknown: xml::Unknown::default(),
    }
}

const TEXT: &str = r#"<Session First="1" UID="7" Href="h" Kind="Any"><Links><Link>a</Link><Link>b</Link></Links><Note>n</Note><State>Working</State><Start>1</Start><Start>2</Start><End>3 4</End><Success>s</Success></Session>"#;

#[test]
fn fields_stand_in_place() {
    both(TEXT, session());
    let least = r#"<Session Href="h" Kind="k"><State>x</State></Session>"#;
    let value: Session = read(least);
    assert_eq!(value.times, Times::default());
    assert_eq!(write(&value), least);
}

#[test]
fn in_any_order_and_with_defaults() {
    let text = "<Session Href='h' UID='7' First='1'><Success>s</Success><End>3 4</End>\
                <Start>1</Start><Note>n</Note><State>Working</State>\
                <Links><Link>a</Link><Link>b</Link></Links><Start>2</Start></Session>";
    let mut value: Session = read(text);
    assert_eq!(
        write(&value),
        text.replace('\'', "\"")
            .replace(" Href", " First=\"1\" UID=\"7\" Href")
            .replacen(" UID=\"7\" First=\"1\">", " Kind=\"Any\">", 1)
    );
    value.unknown.forget_order();
    assert_eq!(value, session());
}

#[test]
fn a_group_is_a_type_of_its_own_too() {
    let text = r#"<Entity UID="7" Href="h" Kind="Any"><Links><Link>a</Link><Link>b</Link></Links><Note>n</Note></Entity>"#;
    both(text, session().entity);
}

#[test]
fn what_is_unknown_stays_in_its_place() {
    let text = r#"<Session First="1" UID="7" Href="h" Kind="Any" New="x"><a/><Links><Link>a</Link><b/><Link>b</Link></Links><c/><Note>n</Note><d/><State>Working</State><e/><Start>1</Start><f/><Start>2</Start><End>3 4</End><g/><Success>s</Success><h/></Session>"#;
    let value: Session = read(text);
    assert_eq!(value.unknown.elements().count(), 7);
    assert_eq!(write(&value), text);
}

#[test]
fn errors_name_the_field() {
    assert_eq!(
        refused::<Session>("<Session><State/></Session>"),
        "1:1 /Session/@Href: missing attribute"
    );
    assert_eq!(
        refused::<Session>("<Session Href='h'/>"),
        "1:1 /Session/State: missing element"
    );
    assert_eq!(
        refused::<Session>("<Session Href='h' UID='x'><State/></Session>"),
        r#"1:24 /Session/@UID: invalid value "x": expected an integer from 0 to 4294967295"#
    );
    assert_eq!(
        refused::<Session>("<Session Href='h'><State/><Start>1</Start><Start>x</Start></Session>"),
        r#"1:50 /Session/Start[2]: invalid value "x": expected an integer from 0 to 4294967295"#
    );
    assert_eq!(
        refused::<Session>("<Session Href='h'><Note/><State/><Note/></Session>"),
        "1:34 /Session/Note[2]: element Note stands here again; only one is allowed"
    );
    let strict = xml::Options::new().deny_unknown(true);
    let error = |text| strict.from_str::<Session>(text).unwrap_err().to_string();
    insta::assert_snapshot!(error("<Session Href='h' Hrefs='h'/>"));
    insta::assert_snapshot!(error("<Session Href='h'><Notes/></Session>"));
}

#[test]
fn groups_of_type_parameters_and_of_borrowed_text() {
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(group)]
    struct Pair<T> {
        a: T,
        b: Option<T>,
    }
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(group)]
    struct Named<'a> {
        #[xml(attribute)]
        name: Cow<'a, str>,
    }
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    struct Both<'a, T> {
        #[xml(flatten)]
        named: Named<'a>,
        #[xml(flatten)]
        pair: Pair<T>,
    }
    let text = r#"<Both name="n"><a>1</a><b>2</b></Both>"#;
    let value: Both<'_, u8> = xml::from_str(text).unwrap();
    assert!(matches!(value.named.name, Cow::Borrowed("n")));
    assert_eq!((value.pair.a, value.pair.b), (1, Some(2)));
    assert_eq!(write(&value), text);
}

#[test]
fn attributes_of_a_group_beside_text_and_any_attributes() {
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(group)]
    struct Common {
        #[xml(attribute)]
        id: u8,
    }
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    struct Price {
        #[xml(flatten)]
        common: Common,
        #[xml(any_attributes)]
        more: Vec<xml::Attribute>,
        #[xml(text)]
        amount: xml::Decimal,
    }
    let text = r#"<Price id="1" currency="EUR">1.50</Price>"#;
    let mut value: Price = read(text);
    assert_eq!((value.common.id, value.more.len()), (1, 1));
    assert_eq!(write(&value), text);
    value
        .more
        .push(xml::Attribute::new(xml::QualifiedName::new("", "id"), "2"));
    let error = xml::to_string(&value).unwrap_err();
    assert!(error.to_string().contains("no two attributes"), "{error}");
}

#[test]
fn more_fields_than_a_tuple_has_places() {
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(group)]
    struct Many {
        #[xml(attribute)]
        a1: u8,
        a: u8,
        b: u8,
        c: u8,
        d: u8,
        e: u8,
        f: u8,
        g: u8,
        h: u8,
        i: u8,
        j: u8,
        k: u8,
        l: u8,
        m: u8,
    }
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    struct Holder {
        #[xml(flatten)]
        many: Many,
        last: u8,
    }
    let text = r#"<Holder a1="1"><a>1</a><b>2</b><c>3</c><d>4</d><e>5</e><f>6</f><g>7</g><h>8</h><i>9</i><j>10</j><k>11</k><l>12</l><m>13</m><last>14</last></Holder>"#;
    let value: Holder = read(text);
    assert_eq!((value.many.m, value.last), (13, 14));
    assert_eq!(write(&value), text);
}

#[test]
fn elements_of_any_name_in_a_group() {
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(group)]
    struct Open {
        #[xml(any)]
        any: Vec<xml::Element>,
    }
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    struct Holder {
        #[xml(flatten)]
        open: Open,
        last: u8,
    }
    let text = "<Holder><x/><y/><last>1</last></Holder>";
    let value: Holder = read(text);
    assert_eq!(value.open.any.len(), 2);
    assert_eq!(write(&value), text);
}
