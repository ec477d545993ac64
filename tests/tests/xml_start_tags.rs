//! Start tags, whatever they look like: in most of them the reader looks for the attributes of the
//! type one by one, and reads the others as a whole.

use std::borrow::Cow;
use std::io::Read;

use veeam_model::{FromXml, xml};

const NS: &str = "urn:start-tags";

#[derive(Clone, Debug, PartialEq, FromXml)]
#[xml(ns = NS, name = "list")]
struct List<'a> {
    item: Vec<Item<'a>>,
    #[xml(unknown)]
    unknown: xml::Unknown,
}

#[derive(Clone, Debug, PartialEq, FromXml)]
#[xml(ns = NS, name = "item")]
struct Item<'a> {
    #[xml(attribute)]
    a: Option<Cow<'a, str>>,
    #[xml(attribute)]
    b: Option<Cow<'a, str>>,
    #[xml(attribute)]
    kind: Option<xml::QualifiedName>,
    note: Option<String>,
    #[xml(unknown)]
    unknown: xml::Unknown,
}

/// A list with these items, `x` bound to `urn:outside`.
fn list(items: &str) -> String {
    format!(r#"<list xmlns="{NS}" xmlns:x="urn:outside">{items}</list>"#)
}

fn items(text: &str) -> Vec<Item<'_>> {
    xml::from_str::<List<'_>>(text)
        .map(|list| list.item)
        .unwrap()
}

fn error(items: &str) -> String {
    xml::from_str::<List<'_>>(&list(items))
        .unwrap_err()
        .to_string()
}

#[test]
fn attributes_come_in_any_order_and_form() {
    let usual = list(r#"<item a="1" b="2"></item>"#);
    for other in [
        r#"<item b="2" a="1"/>"#,
        r#"<item a="1" b="2" />"#,
        r#"<item a='1' b="2"/>"#,
        r#"<item a="1"  b="2"/>"#,
        r#"<item a="1" b = "2"/>"#,
        r#"<item a="1" b="2"  />"#,
        r#"<item a="1" b="&#50;"/>"#,
        "<item\n\ta=\"1\"\n\tb=\"2\"\n/>",
        r#"<item a="1" b="2"><!-- nothing --></item>"#,
    ] {
        assert_eq!(items(&list(other)), items(&usual), "{other}");
    }
}

#[test]
fn what_a_type_declares_may_stand_between_what_it_does_not() {
    let text = list(r#"<item u="0" a="1" v="2" b="3" w="4"/>"#);
    let item = &items(&text)[0];
    assert_eq!(
        (item.a.as_deref(), item.b.as_deref()),
        (Some("1"), Some("3"))
    );
    let unknown = item.unknown.attributes().iter();
    let unknown: Vec<_> = unknown
        .map(|attribute| (attribute.name().local(), attribute.value()))
        .collect();
    assert_eq!(unknown, [("u", "0"), ("v", "2"), ("w", "4")]);
}

#[test]
fn a_declaration_counts_wherever_it_stands() {
    for (late, early) in [
        // The element itself is another one then.
        (
            r#"<item a="1" xmlns="urn:other"/><item a="2"/>"#,
            r#"<item xmlns="urn:other" a="1"/><item a="2"/>"#,
        ),
        (
            r#"<item a="1"><note/><note b="2" xmlns="urn:other"/></item>"#,
            r#"<item a="1"><note/><note xmlns="urn:other" b="2"/></item>"#,
        ),
        (
            r#"<x:item a="1" xmlns:x="urn:start-tags"/>"#,
            r#"<x:item xmlns:x="urn:start-tags" a="1"/>"#,
        ),
        // A value that was read before it has another meaning.
        (
            r#"<item kind="x:k" xmlns:x="urn:inside"/>"#,
            r#"<item xmlns:x="urn:inside" kind="x:k"/>"#,
        ),
        (
            r#"<item kind="y:k" xmlns:y="urn:y"/>"#,
            r#"<item xmlns:y="urn:y" kind="y:k"/>"#,
        ),
        // Nothing is different.
        (
            r#"<item a="1" xmlns:y="urn:y" b="2"/><item a="3" b="4"/>"#,
            r#"<item xmlns:y="urn:y" a="1" b="2"/><item a="3" b="4"/>"#,
        ),
    ] {
        let (late, early) = (list(late), list(early));
        let read = xml::from_str::<List<'_>>(&late).unwrap();
        assert_eq!(read, xml::from_str(&early).unwrap(), "{late}");
    }
    let text = list(r#"<item kind="x:k" xmlns:x="urn:inside"/>"#);
    let kind = items(&text)[0].kind.clone().unwrap();
    assert_eq!(kind.namespace(), "urn:inside");
}

#[test]
fn faults_are_told_at_their_place() {
    let errors: Vec<String> = [
        r#"<item a="1" b="2" a="3"/>"#,
        r#"<item a="1" u="2" u="3"/>"#,
        r#"<item a="1" u="2" a="3"/>"#,
        r#"<item a="1" xmlns:y="urn:y" a="3"/>"#,
        r#"<item a="1"/><item a="1" xmlns="urn:other" a="2"/>"#,
        r#"<item a="1"b="2"/>"#,
        r#"<item a="1" b="<"/>"#,
        r#"<item a="1" y:b="2"/>"#,
        r#"<item a="1" / >"#,
        r#"<item a="1" kind="y:k"/>"#,
        r#"<y:item a="1"/>"#,
        r#"<item a="1" "#,
    ]
    .map(|items| format!("{items}\n    {}", error(items)))
    .into();
    insta::assert_snapshot!(errors.join("\n"));
}

#[test]
fn limits_hold_for_each_attribute() {
    let text = list(r#"<item a="12345" b="2" u="3"/>"#);
    let read = |options: xml::Options| {
        options
            .from_str::<List<'_>>(&text)
            .map(|_| ())
            .map_err(|error| error.to_string())
    };
    assert_eq!(read(xml::Options::new().max_text(30)), Ok(()));
    assert!(
        read(xml::Options::new().max_text(4))
            .unwrap_err()
            .contains("bytes")
    );
    assert_eq!(read(xml::Options::new().max_attributes(3)), Ok(()));
    assert!(
        read(xml::Options::new().max_attributes(2))
            .unwrap_err()
            .contains("attributes")
    );
    assert!(
        read(xml::Options::new().deny_unknown(true))
            .unwrap_err()
            .contains("unknown attribute u")
    );
}

/// Wherever the declaration stands.
#[test]
fn declarations_count_among_the_attributes() {
    let declaration = r#"xmlns:y="urn:y""#;
    let pieces = [r#"a="1""#, r#"y:b='2'"#, r#"c = "3""#, r#"d="4""#];
    for place in 0..=pieces.len() {
        let mut pieces = pieces.to_vec();
        pieces.insert(place, declaration);
        let read = |options: xml::Options, pieces: &[&str]| {
            let text = format!("<item {}/>", pieces.join(" "));
            options.from_str::<xml::Element>(&text).map(|_| ())
        };
        read(xml::Options::new().max_attributes(5), &pieces).unwrap();
        for most in 0..5 {
            let error = read(xml::Options::new().max_attributes(most), &pieces).unwrap_err();
            assert!(error.to_string().contains("too many attributes"), "{error}");
        }
        for (at, name) in ["a", "y:b", "c", "d"].into_iter().enumerate() {
            for again in 0..=pieces.len() {
                let mut pieces = pieces.clone();
                let value = format!(r#"{name}="{at}""#);
                pieces.insert(again, &value);
                let error = read(xml::Options::new(), &pieces).unwrap_err().to_string();
                assert!(error.contains("stands twice"), "{error}");
            }
        }
    }
}

#[test]
fn items_are_read_again_where_they_must_be() {
    #[derive(Debug, PartialEq, FromXml)]
    #[xml(ns = NS, name = "item")]
    struct Owned {
        #[xml(attribute)]
        a: Option<u32>,
        #[xml(attribute)]
        kind: Option<xml::QualifiedName>,
    }

    struct Short<'b>(&'b [u8]);
    impl Read for Short<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let length = buffer.len().min(7);
            self.0.read(&mut buffer[..length])
        }
    }

    let late = r#"<item a="1" kind="x:k" xmlns:x="urn:inside"/>"#;
    let text = list(&format!(
        r#"<item a="0"/>{late}<item a="2" xmlns="urn:other"/><item a="3" kind="x:k"/>{late}"#
    ));
    let whole: Vec<Owned> = xml::items(text.as_bytes()).map(Result::unwrap).collect();
    let pieces: Vec<Owned> = xml::items(Short(text.as_bytes()))
        .map(Result::unwrap)
        .collect();
    let numbers: Vec<_> = whole.iter().map(|item| item.a.unwrap()).collect();
    let namespaces: Vec<_> = whole
        .iter()
        .filter_map(|item| Some(item.kind.as_ref()?.namespace()))
        .collect();
    assert_eq!(numbers, [0, 1, 3, 1]);
    assert_eq!(namespaces, ["urn:inside", "urn:outside", "urn:inside"]);
    assert_eq!(whole, pieces);
}

/// A type with more attributes than are told apart in the start tag.
#[test]
fn there_may_be_many_attributes() {
    macro_rules! many {
        ($($name:ident)*) => {
            #[derive(Debug, PartialEq, FromXml)]
            #[xml(name = "many")]
            struct Many { $(#[xml(attribute)] $name: Option<u32>,)* }
            const NAMES: &[&str] = &[$(stringify!($name)),*];
            impl Many { fn values(&self) -> Vec<Option<u32>> { vec![$(self.$name),*] } }
        };
    }
    many! {
        a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9
        d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9
        g0 g1 g2 g3 g4 g5 g6 g7 g8 g9
    }
    #[derive(Debug, PartialEq, FromXml)]
    #[xml(name = "all")]
    struct All {
        many: Vec<Many>,
    }
    let forth: String = NAMES
        .iter()
        .enumerate()
        .map(|(i, name)| format!(" {name}=\"{i}\""))
        .collect();
    let back: String = NAMES
        .iter()
        .enumerate()
        .rev()
        .map(|(i, name)| format!(" {name}=\"{i}\""))
        .collect();
    let all: All = xml::from_str(&format!("<all><many{forth}/><many{back}/></all>")).unwrap();
    for many in &all.many {
        assert_eq!(many.values(), (0..70).map(Some).collect::<Vec<_>>());
    }
    let twice = format!("<all><many{forth} g9=\"0\"/></all>");
    assert!(
        xml::from_str::<All>(&twice)
            .unwrap_err()
            .to_string()
            .contains("g9")
    );
}

/// A type whose implementation is written by hand, and asks for no attributes.
#[test]
fn text_starts_after_the_start_tag() {
    use xml::{Error, FromElement, Reader, Unknown};

    #[derive(Debug, PartialEq)]
    struct Text(String);
    impl<'a> FromElement<'a> for Text {
        fn from_element(reader: &mut Reader<'a>) -> Result<Self, Error> {
            let mut frame = reader.open(Self::SHAPE);
            let text = reader.text(&mut frame, &mut Unknown::default())?;
            Ok(Text(text.into_owned()))
        }
    }
    #[derive(Debug, PartialEq, FromXml)]
    #[xml(name = "texts")]
    struct Texts {
        text: Vec<Text>,
    }

    let text = r#"<texts><text a="1">one</text><text a="1" xmlns:y="urn:y">two</text></texts>"#;
    let Texts { text } = xml::from_str(text).unwrap();
    assert_eq!(text, [Text("one".to_owned()), Text("two".to_owned())]);
}
