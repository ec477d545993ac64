//! Mixed content: text and elements as they stand between each other.

use std::borrow::Cow;

use veeam_model::{FromXml, ToXml, xml};

use crate::{both, read, refused, write};

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "p")]
struct Paragraph {
    #[xml(attribute)]
    lang: Option<String>,
    #[xml(mixed)]
    content: Vec<Inline>,
    #[xml(unknown)]
    unknown: xml::Unknown,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(rename_all = "lowercase")]
enum Inline {
    #[xml(text)]
    Text(String),
    #[xml(name = "b")]
    Bold(String),
    Span(Box<Span>),
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Span {
    #[xml(attribute)]
    id: Option<u8>,
    #[xml(mixed)]
    content: Vec<Inline>,
}

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn paragraph(content: Vec<Inline>) -> Paragraph {
    Paragraph {
        lang: None,
        content,
        unknown: xml::Unknown::default(),
    }
}

#[test]
fn text_and_elements_in_order() {
    both("<p/>", paragraph(vec![]));
    both("<p> \n\t </p>", paragraph(vec![text(" \n\t ")]));
    let span = Inline::Span(Box::new(Span {
        id: Some(1),
        content: vec![text(" x"), Inline::Bold("y".to_owned())],
    }));
    both(
        r#"<p>be <b>bold</b> <b/><span id="1"> x<b>y</b></span>!</p>"#,
        paragraph(vec![
            text("be "),
            Inline::Bold("bold".to_owned()),
            text(" "),
            Inline::Bold(String::new()),
            span,
            text("!"),
        ]),
    );
}

#[test]
fn text_is_one_part_up_to_the_next_element() {
    assert_eq!(
        read::<Paragraph>("<p>a<!-- - -->b<![CDATA[<&]]>&lt;c<?pi?>\r\n<b/>d</p>"),
        paragraph(vec![
            text("ab<&<c\n"),
            Inline::Bold(String::new()),
            text("d")
        ])
    );
    let value = paragraph(vec![text("]]"), text(">&")]);
    assert_eq!(write(&value), "<p>]]&gt;&amp;</p>");
}

#[test]
fn no_space_is_added() {
    let value = paragraph(vec![Inline::Bold("x".to_owned()), text("y")]);
    assert_eq!(
        xml::to_string_pretty(&value).unwrap().trim_end(),
        "<p><b>x</b>y</p>"
    );
}

#[test]
fn unknown_elements_keep_their_place() {
    for text in [
        r#"<p new="1"><x/>a<y>z</y>b<b q="1">c</b><x/>d<x/></p>"#,
        "<p>a<x/></p>",
        "<p><x/>a</p>",
        "<p>a<x/><x/>b</p>",
    ] {
        let value: Paragraph = read(text);
        assert_eq!(write(&value), text);
    }
    // `Span` passes over them: its text is one.
    assert_eq!(
        write(&read::<Paragraph>("<p><span>a<x>b</x>c</span></p>")),
        "<p><span>ac</span></p>"
    );
    let strict = xml::Options::new().deny_unknown(true);
    let error = strict.from_str::<Paragraph>("<p>a<x/></p>").unwrap_err();
    insta::assert_snapshot!(error, @"1:5 /p/x: unknown element x; expected one of b, span");
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Free {
    #[xml(mixed)]
    content: Vec<Node>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
enum Node {
    #[xml(other)]
    Element(xml::Element),
    #[xml(text)]
    Text(String),
}

#[test]
fn mixed_content_of_any_elements() {
    let text = "<Free>a<x>b<y/></x>c</Free>";
    let value: Free = read(text);
    assert!(
        matches!(&value.content[..], [Node::Text(_), Node::Element(x), Node::Text(_)] if x.text() == "b")
    );
    both(text, value);
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Numbers {
    #[xml(mixed)]
    content: Vec<Number>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
enum Number {
    #[xml(text)]
    Plain(u8),
    Hex(String),
}

#[test]
fn text_of_another_type() {
    both(
        "<Numbers>1<Hex>f</Hex>2</Numbers>",
        Numbers {
            content: vec![
                Number::Plain(1),
                Number::Hex("f".to_owned()),
                Number::Plain(2),
            ],
        },
    );
    insta::assert_snapshot!(
        refused::<Numbers>("<Numbers>1<Hex/>x</Numbers>"),
        @r#"1:17 /Numbers: invalid value "x": expected an integer from 0 to 255"#
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Borrowed<'a> {
    #[xml(mixed)]
    content: Vec<Part<'a>>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
enum Part<'a> {
    #[xml(text)]
    Text(Cow<'a, str>),
    B(&'a str),
}

#[test]
fn mixed_content_that_borrows() {
    let text = String::from("<Borrowed>a<B>b</B></Borrowed>");
    let value: Borrowed<'_> = xml::from_str(&text).unwrap();
    assert!(matches!(
        value.content[..],
        [Part::Text(Cow::Borrowed("a")), Part::B("b")]
    ));
    assert_eq!(xml::to_string(&value).unwrap(), text);
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
enum Generic<T, E> {
    #[xml(text)]
    Text(T),
    Element(E),
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct GenericMixed<T> {
    #[xml(mixed)]
    content: Vec<Generic<T, u8>>,
}

#[test]
fn mixed_content_with_parameters() {
    both(
        "<GenericMixed>a<Element>1</Element></GenericMixed>",
        GenericMixed {
            content: vec![Generic::Text("a".to_owned()), Generic::Element(1)],
        },
    );
}
