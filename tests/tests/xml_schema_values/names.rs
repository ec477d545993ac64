//! Qualified names as values.

use std::collections::{BTreeSet, HashSet};

use insta::assert_snapshot;
use proptest::prelude::*;
use veeam_model::xml::{self, Element, List, QualifiedName, Unknown};
use veeam_model::{FromXml, ToXml};

use crate::{Document, refused};

fn name(namespace: &str, local: &str) -> QualifiedName {
    QualifiedName::new(namespace, local)
}

/// Names in every place where a value can stand.
#[derive(FromXml, ToXml, Debug, Clone, PartialEq, Default)]
#[xml(name = "part", ns = "urn:part", unknown = "preserve")]
struct Part {
    #[xml(attribute)]
    a: Option<QualifiedName>,
    #[xml(attribute)]
    list: Option<List<QualifiedName>>,
    #[xml(attribute, ns = "urn:b")]
    b: Option<Wrapped>,
    e: Vec<QualifiedName>,
    text: Option<Text>,
    part: Vec<Part>,
    #[xml(unknown)]
    unknown: Unknown,
}

/// Names pass through newtypes and pointers.
#[derive(FromXml, ToXml, Debug, Clone, PartialEq)]
struct Wrapped(Box<QualifiedName>);

#[derive(FromXml, ToXml, Debug, Clone, PartialEq)]
#[xml(ns = "urn:part")]
struct Text {
    #[xml(attribute)]
    a: Option<QualifiedName>,
    #[xml(text)]
    value: List<QualifiedName>,
}

#[track_caller]
fn part(text: &str) -> Part {
    xml::from_str(text).unwrap()
}

#[track_caller]
fn written(part: &Part) -> String {
    let text = xml::to_string(part).unwrap();
    assert_eq!(self::part(&text), *part, "{text}");
    text
}

#[test]
fn a_prefix_is_resolved_where_it_stands() {
    let read = part(
        r#"<part xmlns="urn:part" xmlns:p="urn:1" a="p:x" list="p:y z xml:lang">
             <e>p:x</e><e xmlns:p="urn:2">p:x</e><e> p:x </e><e>x</e><e xmlns="">x</e><e>xml:lang</e>
           </part>"#
            .replace(r#"<e xmlns="">x</e>"#, r#"<p:e xmlns="" xmlns:p="urn:part">x</p:e>"#)
            .as_str(),
    );
    assert_eq!(read.a, Some(name("urn:1", "x")));
    let xml = "http://www.w3.org/XML/1998/namespace";
    assert_eq!(
        **read.list.as_ref().unwrap(),
        [name("urn:1", "y"), name("urn:part", "z"), name(xml, "lang")]
    );
    let expected = [
        ("urn:1", "x"),
        ("urn:2", "x"),
        ("urn:1", "x"),
        ("urn:part", "x"),
        ("", "x"),
        (xml, "lang"),
    ];
    assert_eq!(
        read.e,
        expected.map(|(namespace, local)| name(namespace, local))
    );
    written(&read);
}

#[test]
fn elements_within_a_value_do_not_change_what_its_prefixes_mean() {
    let read = part(
        r#"<part xmlns="urn:part" xmlns:p="urn:1"
            ><e>p:<u xmlns:p="urn:2"><v xmlns:p="urn:3"/></u>x<u xmlns:p="urn:2"/></e
            ><e xmlns:p="urn:4"><u xmlns:p="urn:2"/>p:x</e
            ><text xmlns:q="urn:5" a="q:x">p:x <u xmlns:q="urn:6"/>q:y</text
            ><e xmlns:p="urn:7"><![CDATA[p]]>:x<!-- --></e ></part>"#,
    );
    assert_eq!(
        read.e,
        [name("urn:1", "x"), name("urn:4", "x"), name("urn:7", "x")]
    );
    let text = read.text.unwrap();
    assert_eq!(text.a, Some(name("urn:5", "x")));
    assert_eq!(*text.value, [name("urn:1", "x"), name("urn:5", "y")]);
}

#[test]
fn what_is_no_name() {
    let refused = |value: &str| {
        let text = format!(r#"<part xmlns="urn:part" xmlns:p="urn:1"><e>{value}</e></part>"#);
        xml::from_str::<Part>(&text).unwrap_err().to_string()
    };
    assert_snapshot!(refused("q:x"), @r#"1:43 /part/e: invalid value "q:x": expected a name whose prefix is declared: add xmlns:q="…" to this element or to one around it"#);
    assert_snapshot!(refused("1x"), @r#"1:43 /part/e: invalid value "1x": expected a name with or without a prefix, such as e:colour"#);
    for value in [
        "", ":", "p:", ":x", "p:x:y", "p: x", "p:x y", "p:1", "{urn:1}x", "x,y",
    ] {
        let said = "expected a name with or without a prefix, such as e:colour";
        assert!(
            refused(value).ends_with(said),
            "{value}: {}",
            refused(value)
        );
    }
    assert!(refused("xmlns:x").contains("whose prefix is declared"));
    let attribute = xml::from_str::<Document<QualifiedName>>("<v a='p:x'><e>x</e></v>");
    assert_snapshot!(attribute.unwrap_err(), @r#"1:7 /v/@a: invalid value "p:x": expected a name whose prefix is declared: add xmlns:p="…" to this element or to one around it"#);
}

#[test]
fn a_name_prints_with_its_namespace() {
    for (namespace, local) in [("urn:1", "x"), ("", "x"), ("a}b{c}", "x-\u{e9}")] {
        let name = name(namespace, local);
        assert_eq!(name.to_string().parse(), Ok(name));
    }
    assert_snapshot!(refused::<QualifiedName>("{urn:1}"), @"expected a name with its namespace, such as {urn:example}colour");
    for text in ["", "{urn:1", "p:x", "{urn:1}p:x", "{urn:1} x"] {
        assert_eq!(
            refused::<QualifiedName>(text),
            refused::<QualifiedName>("{urn:1}"),
            "{text}"
        );
    }
}

#[test]
fn a_prefix_is_a_wish_and_no_part_of_a_name() {
    let (one, another) = (
        name("urn:1", "x").with_prefix("p"),
        name("urn:1", "x").with_prefix("q"),
    );
    assert_eq!(one, another);
    assert_eq!(HashSet::from([one.clone(), another.clone()]).len(), 1);
    assert_eq!(
        BTreeSet::from([one, another, name("", "x"), name("urn:1", "a")]).len(),
        3
    );
    assert_eq!(
        QualifiedName::from(xml::Name::new("urn:1", "x")),
        name("urn:1", "x")
    );
}

#[test]
fn what_is_declared_is_used() {
    let text = r#"<part xmlns="urn:part" xmlns:p="urn:1" a="p:x"><e>p:y</e><e>z</e><part a="p:z"/></part>"#;
    assert_eq!(written(&part(text)), text);
    // Another prefix for the same namespace is as good.
    let e = vec![
        name("urn:1", "x").with_prefix("p"),
        name("urn:1", "y").with_prefix("q"),
        name("urn:1", "z"),
    ];
    let a = Some(name("urn:1", "a"));
    assert_snapshot!(written(&Part { a, e, ..Part::default() }), @r#"<part xmlns="urn:part" xmlns:ns2="urn:1" a="ns2:a"><e>ns2:x</e><e>ns2:y</e><e>ns2:z</e></part>"#);
}

#[test]
fn what_is_not_declared_is_declared() {
    let list = List(vec![
        name("urn:1", "x").with_prefix("p"),
        name("urn:2", "x").with_prefix("p"),
        name("urn:2", "y"),
    ]);
    assert_snapshot!(written(&Part { list: Some(list.clone()), ..Part::default() }), @r#"<part xmlns="urn:part" xmlns:p="urn:1" xmlns:ns3="urn:2" list="p:x ns3:x ns3:y"/>"#);
    let text = Text {
        a: Some(name("urn:3", "x")),
        value: list,
    };
    assert_snapshot!(written(&Part { text: Some(text), ..Part::default() }), @r#"<part xmlns="urn:part"><text xmlns:ns2="urn:3" a="ns2:x" xmlns:p="urn:1" xmlns:ns4="urn:2">p:x ns4:x ns4:y</text></part>"#);
    let b = Some(Wrapped(Box::new(name("a\"b", "x").with_prefix("xml"))));
    let e = vec![
        name("urn:1", "x").with_prefix("p"),
        name("urn:2", "x").with_prefix("p"),
        name("urn:part", "x"),
    ];
    assert_snapshot!(written(&Part { b, e, ..Part::default() }), @r#"<part xmlns="urn:part" xmlns:ns3="a&quot;b" xmlns:ns2="urn:b" ns2:b="ns3:x"><e xmlns:p="urn:1">p:x</e><e xmlns:p="urn:2">p:x</e><e>x</e></part>"#);
}

#[test]
fn a_name_in_no_namespace_takes_its_element_out_of_the_default_one() {
    let part = Part {
        e: vec![name("", "x"), name("urn:1", "x")],
        part: vec![Part::default()],
        ..Part::default()
    };
    assert_snapshot!(written(&part), @r#"<part xmlns="urn:part"><ns2:e xmlns:ns2="urn:part" xmlns="">x</ns2:e><e xmlns:ns2="urn:1">ns2:x</e><part/></part>"#);
    let part = Part {
        a: Some(name("", "x")),
        ..part
    };
    assert_snapshot!(written(&part), @r#"<ns2:part xmlns:ns2="urn:part" xmlns="" a="x"><ns2:e>x</ns2:e><ns2:e xmlns:ns4="urn:1">ns4:x</ns2:e><ns2:part/></ns2:part>"#);
    let list = List(vec![
        name("", "x"),
        name("urn:part", "y"),
        name("urn:part", "z").with_prefix("p"),
    ]);
    let part = Part {
        list: Some(list),
        ..part
    };
    assert_snapshot!(written(&part), @r#"<ns2:part xmlns:ns2="urn:part" xmlns="" a="x" list="x ns2:y ns2:z"><ns2:e>x</ns2:e><ns2:e xmlns:ns4="urn:1">ns4:x</ns2:e><ns2:part/></ns2:part>"#);
    let pretty = xml::to_string_pretty(&part).unwrap();
    assert_eq!(self::part(&pretty), part);
    // The schemas that this is for.
    let text = r#"<p:part xmlns:p="urn:part" a="x"><p:e>y</p:e><p:part list="z p:z"/></p:part>"#;
    let read = self::part(text);
    assert_eq!(read.a, Some(name("", "x")));
    assert_snapshot!(written(&read), @r#"<ns2:part xmlns:ns2="urn:part" xmlns="" a="x"><ns2:e>y</ns2:e><ns2:part list="z ns2:z"/></ns2:part>"#);
}

#[test]
fn a_type_in_no_namespace() {
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(name = "shape", ns = "urn:shapes", xsi_type)]
    enum Shape {
        #[xml(ns = "")]
        Text(String),
    }
    let written = xml::to_string(&Shape::Text("x".to_owned())).unwrap();
    assert_eq!(
        xml::from_str::<Shape>(&written).unwrap(),
        Shape::Text("x".to_owned())
    );
    assert_snapshot!(written, @r#"<ns3:shape xmlns:ns3="urn:shapes" xmlns="" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Text">x</ns3:shape>"#);
}

#[test]
fn a_list_may_have_names_of_very_many_namespaces() {
    let list: List<QualifiedName> = (0..3000).map(|i| name(&format!("urn:{i}"), "x")).collect();
    let part = Part {
        list: Some(list),
        ..Part::default()
    };
    let text = xml::to_string(&part).unwrap();
    let options = xml::Options::new().max_attributes(5000);
    assert_eq!(options.from_str::<Part>(&text).unwrap(), part);
}

#[test]
fn what_cannot_be_written() {
    let error = |part: &Part| xml::to_string(part).unwrap_err().to_string();
    for (namespace, local) in [
        ("", ""),
        ("", "a b"),
        ("", "p:x"),
        ("urn:1", "1"),
        ("\u{1}", "x"),
        ("http://www.w3.org/2000/xmlns/", "x"),
    ] {
        let part = Part {
            a: Some(name(namespace, local)),
            ..Part::default()
        };
        assert!(
            error(&part).ends_with("is no qualified name"),
            "{}",
            error(&part)
        );
    }
    let list = |names: &[QualifiedName]| Part {
        list: Some(List(names.to_vec())),
        ..Part::default()
    };
    assert_snapshot!(error(&list(&[name("urn:part", "x"), name("", "x")])), @"/part/@list: x is in no namespace and cannot be written beside a name in the default namespace: give that one a prefix");
    written(&list(&[
        name("urn:part", "x").with_prefix("p"),
        name("", "x"),
    ]));
}

#[test]
fn unknown_content_keeps_its_meaning_beside_names() {
    let text = concat!(
        r#"<part xmlns="urn:part" xmlns:p="urn:1" a="p:x" u="p:y">"#,
        r#"<e>p:x</e><u xmlns:p="urn:2" a="p:x">p:y</u></part>"#
    );
    let read = part(text);
    let again = part(&written(&read));
    let element: Element = xml::from_str(&written(&again)).unwrap();
    assert_snapshot!(xml::to_string(&element).unwrap(), @r#"<part xmlns="urn:part" xmlns:p="urn:1" a="p:x" u="p:y"><e>p:x</e><u xmlns:p="urn:2" a="p:x">p:y</u></part>"#);
    // The name of the known attribute is written first, and keeps its prefix.
    let mut read = read;
    read.a = Some(name("urn:3", "x").with_prefix("p"));
    assert_snapshot!(written(&read), @r#"<part xmlns="urn:part" xmlns:p="urn:3" a="p:x" u="p:y"><e xmlns:ns3="urn:1">ns3:x</e><u xmlns:p="urn:2" a="p:x">p:y</u></part>"#);
}

const NAMESPACES: [&str; 4] = ["", "urn:part", "urn:1", "urn:b"];

fn names() -> impl Strategy<Value = QualifiedName> {
    (prop::sample::select(&NAMESPACES), "[xyz]", "[pq]?")
        .prop_map(|(namespace, local, prefix)| name(namespace, &local).with_prefix(prefix))
}

/// Names that can stand beside each other: those in the default namespace of the output say which
/// prefix they want.
fn names_with_prefixes() -> impl Strategy<Value = QualifiedName> {
    names().prop_map(|name| match name.prefix() {
        "" => name.with_prefix("r"),
        _ => name,
    })
}

fn parts() -> impl Strategy<Value = Part> {
    let leaf = (
        prop::option::of(names_with_prefixes()),
        prop::option::of(prop::collection::vec(names_with_prefixes(), 0..4)),
        prop::option::of(names_with_prefixes()),
        prop::collection::vec(names(), 0..3),
        prop::option::of((
            prop::option::of(names_with_prefixes()),
            prop::collection::vec(names_with_prefixes(), 0..3),
        )),
    )
        .prop_map(|(a, list, b, e, text)| Part {
            a,
            list: list.map(List),
            b: b.map(|name| Wrapped(Box::new(name))),
            e,
            text: text.map(|(a, value)| Text {
                a,
                value: List(value),
            }),
            part: Vec::new(),
            unknown: Unknown::default(),
        });
    leaf.prop_recursive(3, 12, 3, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..3))
            .prop_map(|(outer, part)| Part { part, ..outer })
    })
}

/// What another reader takes the names in a part to be, in the order of the fields.
fn as_roxmltree_reads(node: roxmltree::Node<'_, '_>, names: &mut Vec<QualifiedName>) {
    let mut resolve = |text: &str| {
        for item in text.split_whitespace() {
            let (prefix, local) = item
                .split_once(':')
                .map_or((None, item), |(prefix, local)| (Some(prefix), local));
            names.push(name(node.lookup_namespace_uri(prefix).unwrap_or(""), local));
        }
    };
    for attribute in [("", "a"), ("", "list"), ("urn:b", "b")] {
        let value = match attribute {
            ("", local) => node.attribute(local),
            name => node.attribute(name),
        };
        value.into_iter().for_each(&mut resolve);
    }
    node.text().into_iter().for_each(resolve);
    for child in node.children().filter(|child| child.is_element()) {
        assert_eq!(child.tag_name().namespace(), Some("urn:part"));
        as_roxmltree_reads(child, names);
    }
}

fn as_made(part: &Part, names: &mut Vec<QualifiedName>) {
    names.extend(part.a.clone());
    names.extend(part.list.iter().flatten().cloned());
    names.extend(part.b.iter().map(|Wrapped(name)| (**name).clone()));
    names.extend(part.e.iter().cloned());
    if let Some(text) = &part.text {
        names.extend(text.a.clone());
        names.extend(text.value.iter().cloned());
    }
    part.part.iter().for_each(|part| as_made(part, names));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn names_come_back_and_mean_the_same_to_others(part in parts()) {
        for text in [xml::to_string(&part).unwrap(), xml::to_string_pretty(&part).unwrap()] {
            prop_assert_eq!(&xml::from_str::<Part>(&text).unwrap(), &part, "{}", text);
            let document = roxmltree::Document::parse(&text).unwrap();
            let (mut made, mut read) = (Vec::new(), Vec::new());
            as_made(&part, &mut made);
            as_roxmltree_reads(document.root_element(), &mut read);
            prop_assert_eq!(made, read, "{}", text);
            // What is written is written so again.
            if !text.contains('\n') {
                let again = xml::to_string(&xml::from_str::<Part>(&text).unwrap()).unwrap();
                prop_assert_eq!(xml::from_str::<Part>(&again).unwrap(), part.clone());
            }
        }
    }
}
