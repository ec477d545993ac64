//! What a type does with content that it does not declare.

use veeam_model::{FromXml, ToXml, xml};

use crate::{both, read, refused, write};

const TEXT: &str = r#"<doc new="1" a="2"><x/><b>3</b><y z="4">5</y></doc>"#;

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "doc")]
struct ByDefault {
    #[xml(attribute)]
    a: u8,
    b: u8,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "doc", unknown = "ignore")]
struct Ignoring {
    #[xml(attribute)]
    a: u8,
    b: u8,
}

#[test]
fn ignore() {
    assert_eq!(read::<ByDefault>(TEXT), ByDefault { a: 2, b: 3 });
    assert_eq!(read::<Ignoring>(TEXT), Ignoring { a: 2, b: 3 });
    assert_eq!(
        write(&read::<Ignoring>(TEXT)),
        r#"<doc a="2"><b>3</b></doc>"#
    );
    let strict = xml::Options::new().deny_unknown(true);
    let error = strict.from_str::<Ignoring>(TEXT).unwrap_err();
    insta::assert_snapshot!(error, @"1:6 /doc/@new: unknown attribute new; expected a");
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "doc", unknown = "deny")]
struct Denying {
    #[xml(attribute)]
    a: u8,
    b: u8,
}

#[test]
fn deny() {
    both(r#"<doc a="2"><b>3</b></doc>"#, Denying { a: 2, b: 3 });
    insta::assert_snapshot!(refused::<Denying>(TEXT), @"1:6 /doc/@new: unknown attribute new; expected a");
    insta::assert_snapshot!(refused::<Denying>("<doc a='2'><b>3</b><B/></doc>"), @"1:20 /doc/B: unknown element B; expected b");
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "doc")]
struct Preserving {
    #[xml(attribute)]
    a: Option<u8>,
    b: Vec<u8>,
    #[xml(unknown)]
    rest: xml::Unknown,
    c: Option<Simple>,
    #[xml(children(wrapper = "list"), name = "item")]
    list: Option<Vec<u8>>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(unknown = "preserve")]
struct Simple {
    #[xml(text)]
    text: u8,
    #[xml(unknown)]
    rest: xml::Unknown,
}

#[test]
fn preserve() {
    let texts = [
        "<doc/>",
        r#"<doc a="1"><b>2</b></doc>"#,
        r#"<doc new="1"/>"#,
        r#"<doc a="1" new="2"><x/><b>3</b><y z="4">5<z/></y><b>6</b><x/><c q="1">7</c><z/></doc>"#,
        r#"<doc><list q="1"><x/><item>1</item><y/><item>2</item><z/></list><z/></doc>"#,
        r#"<doc><b>1</b><b q="1">2</b></doc>"#,
        r#"<doc xmlns:n="urn:n" n:a="1"><n:b n:c="2">3</n:b></doc>"#,
    ];
    for text in texts {
        let value: Preserving = read(text);
        let written = write(&value);
        assert_eq!(
            read::<xml::Element>(&written),
            read::<xml::Element>(text),
            "{written}"
        );
        assert_eq!(read::<Preserving>(&written), value, "{written}");
    }
}

#[test]
fn preserved_content_can_be_looked_at() {
    let value: Preserving = read(r#"<doc new="1"><x/><b>3</b></doc>"#);
    assert_eq!(value.rest.attributes().len(), 1);
    assert_eq!(
        value
            .rest
            .elements()
            .map(|x| x.name().local())
            .collect::<Vec<_>>(),
        ["x"]
    );
    assert!(value.c.is_none());
}
