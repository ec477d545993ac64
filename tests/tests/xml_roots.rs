//! Roots of a simple type, which have no place for what is unknown.

use veeam_model::{FromXml, ToXml, xml};

#[derive(FromXml, ToXml, Debug, PartialEq)]
enum Root {
    #[xml(name = "text")]
    Text(String),
    #[xml(name = "maybe")]
    Maybe(xml::Nillable<u8>),
}

fn refused(text: &str) -> String {
    xml::from_str::<Root>(text).unwrap_err().to_string()
}

#[test]
fn values_are_read_and_written() {
    assert_eq!(
        xml::from_str("<text>t</text>").ok(),
        Some(Root::Text("t".to_owned()))
    );
    let nil = r#"<maybe xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>"#;
    assert_eq!(
        xml::from_str(nil).ok(),
        Some(Root::Maybe(xml::Nillable::Nil))
    );
    assert_eq!(
        xml::to_string(&Root::Maybe(xml::Nillable::Nil)).unwrap(),
        nil
    );
}

#[test]
fn what_could_not_be_kept_is_refused() {
    insta::assert_snapshot!(
        refused(r#"<text a="1">t</text>"#),
        @"1:7 /text/@a: unknown attribute a; none is declared here"
    );
    insta::assert_snapshot!(
        refused("<text><b/></text>"),
        @"1:7 /text/b: unknown element b; none is declared here"
    );
    insta::assert_snapshot!(
        refused(r#"<maybe a="1">7</maybe>"#),
        @"1:8 /maybe/@a: unknown attribute a; none is declared here"
    );
}

#[test]
fn where_the_schema_is_may_be_said() {
    let text = r#"<text xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a a.xsd">t</text>"#;
    assert_eq!(xml::from_str(text).ok(), Some(Root::Text("t".to_owned())));
}
