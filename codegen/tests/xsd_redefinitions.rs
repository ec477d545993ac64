//! What is said about redefinitions that are not made from what they redefine, or allow more.

#[path = "common/said.rs"]
mod said;

use insta::assert_snapshot;
use said::{said, schema};

const REDEFINED: &str = r#"
  <xs:group name="Group"><xs:sequence><xs:element name="a" minOccurs="0" maxOccurs="3"/></xs:sequence></xs:group>
  <xs:attributeGroup name="Attributes">
    <xs:attribute name="a" type="xs:int" fixed="1"/>
    <xs:attribute name="b" type="xs:int" use="required"/>
  </xs:attributeGroup>
  <xs:attributeGroup name="Open"><xs:anyAttribute/></xs:attributeGroup>
  <xs:complexType name="Type"><xs:sequence><xs:element name="a"/></xs:sequence></xs:complexType>
  <xs:simpleType name="Value"><xs:restriction base="xs:int"/></xs:simpleType>"#;

fn redefinition(component: &str) -> String {
    let redefine = format!(r#"<xs:redefine schemaLocation="b.xsd">{component}</xs:redefine>"#);
    said(&[
        ("a.xsd", &schema("urn:a", &redefine)),
        ("b.xsd", &schema("urn:a", REDEFINED)),
    ])
}

/// What is said of the wrong one of two redefinitions each; of the right one nothing is.
fn messages(pairs: &[(String, String)]) -> String {
    let messages = pairs.iter().map(|(wrong, right)| {
        assert_eq!(redefinition(right), "");
        let said = redefinition(wrong);
        let said = said.lines().filter(|line| line.starts_with("a.xsd:"));
        said.collect::<Vec<_>>().join("; ")
    });
    messages.collect::<Vec<_>>().join("\n")
}

#[test]
fn types_that_are_not_derived_from_themselves() {
    let complex = |base: &str| {
        format!(
            r#"<xs:complexType name="Type"><xs:complexContent><xs:extension base="{base}"/></xs:complexContent></xs:complexType>"#
        )
    };
    let simple =
        |variety: &str| format!(r#"<xs:simpleType name="Value">{variety}</xs:simpleType>"#);
    let right = simple(r#"<xs:restriction base="Value"/>"#);
    assert_snapshot!(messages(&[
        (complex("xs:anyType"), complex("Type")),
        (simple(r#"<xs:restriction base="xs:int"/>"#), right.clone()),
        (simple(r#"<xs:list itemType="Value"/>"#), right.clone()),
        (right.replace("name=\"Value\"", "name=\"Other\""), right),
    ]));
}

#[test]
fn groups_that_allow_more() {
    let group = |content: &str| {
        format!(r#"<xs:group name="Group"><xs:sequence>{content}</xs:sequence></xs:group>"#)
    };
    let a = |max: u64| {
        group(&format!(
            r#"<xs:element name="a" minOccurs="0" maxOccurs="{max}"/>"#
        ))
    };
    let own = r#"<xs:group ref="Group"/>"#;
    let more = r#"<xs:element name="b"/>"#;
    assert_snapshot!(messages(&[
        (a(4), a(2)),
        (group(more), group(&format!("{own}{more}"))),
        (group(&format!("{own}{more}{own}")), group(own)),
        (
            group(r#"<xs:group ref="Group" minOccurs="0"/>"#),
            group(own)
        ),
        (a(2).replace("name=\"Group\"", "name=\"Other\""), a(0)),
    ]));
}

#[test]
fn attribute_groups_that_allow_more() {
    let group = |attributes: &str| {
        format!(r#"<xs:attributeGroup name="Attributes">{attributes}</xs:attributeGroup>"#)
    };
    let a = r#"<xs:attribute name="a" type="xs:short" fixed="+1"/>"#;
    let b = r#"<xs:attribute name="b" type="xs:int" use="required"/>"#;
    let c = r#"<xs:attribute name="c"/>"#;
    let own = r#"<xs:attributeGroup ref="Attributes"/>"#;
    let right = group(&format!("{a}{b}"));
    let open = |attributes: &str| {
        format!(r#"<xs:attributeGroup name="Open">{attributes}</xs:attributeGroup>"#)
    };
    assert_snapshot!(messages(&[
        (group(&format!("{a}{b}{c}")), group(&format!("{own}{c}"))),
        (group(a), group(b)),
        (right.replace("+1", "2"), right.clone()),
        (right.replace("xs:short", "xs:decimal"), right.clone()),
        (right.replace("required", "optional"), right.clone()),
        (
            group(&format!("{b}<xs:anyAttribute/>")),
            open("<xs:anyAttribute/>")
        ),
        (group(&format!("{own}{own}")), open(c)),
    ]));
}
