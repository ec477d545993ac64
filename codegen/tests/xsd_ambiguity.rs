//! Content models in which it is not clear which particle an element belongs to, and attribute
//! wildcards that do not go together.

#[path = "common/said.rs"]
mod said;

use insta::assert_snapshot;
use said::{said, said_of};

/// A schema with a type for each of these content models.
fn models(models: &[&str]) -> String {
    let types = models.iter().enumerate().map(|(number, model)| {
        format!("\n  <xs:complexType name=\"T{number}\">{model}</xs:complexType>")
    });
    let head = "\n  <xs:element name=\"head\"/>\n  <xs:element name=\"member\" substitutionGroup=\"head\"/>\n  <xs:group name=\"G\"><xs:sequence><xs:element name=\"g\" minOccurs=\"0\"/></xs:sequence></xs:group>";
    head.to_owned() + &types.collect::<String>()
}

#[test]
fn models_that_are_ambiguous() {
    assert_snapshot!(said_of(&models(&[
        r#"<xs:sequence><xs:element name="a" minOccurs="0"/><xs:element name="a"/></xs:sequence>"#,
        r#"<xs:choice><xs:sequence><xs:element name="a"/><xs:element name="b"/></xs:sequence><xs:element name="a"/></xs:choice>"#,
        r#"<xs:sequence><xs:element name="a" maxOccurs="3"/><xs:element name="a"/></xs:sequence>"#,
        r#"<xs:sequence maxOccurs="2"><xs:element name="a"/><xs:element name="a" minOccurs="0"/></xs:sequence>"#,
        r#"<xs:sequence><xs:group ref="G"/><xs:group ref="G"/></xs:sequence>"#,
        r#"<xs:choice><xs:element ref="head"/><xs:element ref="member"/></xs:choice>"#,
        r#"<xs:sequence><xs:any minOccurs="0"/><xs:element name="a"/></xs:sequence>"#,
        r#"<xs:choice><xs:any namespace="urn:a ##local"/><xs:any namespace="urn:b urn:a"/></xs:choice>"#,
        r#"<xs:all><xs:element name="a"/><xs:element name="b"/><xs:element name="a"/></xs:all>"#,
    ])));
}

#[test]
fn extensions_that_are_ambiguous_with_their_base() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="Base"><xs:sequence><xs:element name="a"/><xs:element name="b" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
  <xs:complexType name="Between"><xs:complexContent><xs:extension base="Base"><xs:attribute name="x"/></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="Clear"><xs:complexContent><xs:extension base="Between"><xs:sequence><xs:element name="a"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="Ambiguous"><xs:complexContent><xs:extension base="Between"><xs:sequence><xs:element name="b"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>"#
    ));
}

#[test]
fn models_that_are_clear() {
    let clear = models(&[
        r#"<xs:sequence><xs:element name="a"/><xs:element name="a" minOccurs="0"/></xs:sequence>"#,
        r#"<xs:sequence><xs:element name="a" minOccurs="2" maxOccurs="2"/><xs:element name="a"/></xs:sequence>"#,
        r#"<xs:sequence><xs:element name="a" minOccurs="0" maxOccurs="0"/><xs:element name="a"/></xs:sequence>"#,
        r#"<xs:choice maxOccurs="unbounded"><xs:element name="a" maxOccurs="2"/><xs:element name="b"/></xs:choice>"#,
        r#"<xs:sequence maxOccurs="2"><xs:element name="a" minOccurs="0" maxOccurs="3"/></xs:sequence>"#,
        r###"<xs:sequence><xs:any minOccurs="0" namespace="##other"/><xs:element name="a"/></xs:sequence>"###,
        r#"<xs:choice><xs:any namespace="urn:a"/><xs:any namespace="urn:b"/></xs:choice>"#,
        r#"<xs:sequence><xs:group ref="G"/><xs:element name="a"/><xs:group ref="G"/></xs:sequence>"#,
        r#"<xs:all><xs:element name="a"/><xs:element name="b"/></xs:all>"#,
    ]);
    let schema = format!(
        r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{clear}
</xs:schema>"#
    );
    assert_eq!(said(&[("a.xsd", &schema)]), "");
}

#[test]
fn attribute_wildcards_that_do_not_go_together() {
    assert_snapshot!(said_of(
        r###"
  <xs:complexType name="Base"><xs:anyAttribute namespace="urn:a urn:b" processContents="strict"/></xs:complexType>
  <xs:complexType name="Less"><xs:complexContent><xs:restriction base="Base"><xs:anyAttribute namespace="urn:a"/></xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="Other"><xs:complexContent><xs:restriction base="Base"><xs:anyAttribute namespace="urn:c"/></xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="Weaker"><xs:complexContent><xs:restriction base="Base"><xs:anyAttribute namespace="urn:a" processContents="lax"/></xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="Own"><xs:complexContent><xs:restriction base="Base"><xs:attribute name="own"/></xs:restriction></xs:complexContent></xs:complexType>"###
    ));
    assert_snapshot!(said_of(
        r###"
  <xs:complexType name="Words"><xs:anyAttribute namespace="urn:a ##any"/></xs:complexType>"###
    ));
    let schema = r###"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t">
  <xs:complexType name="Base"><xs:anyAttribute namespace="##other"/></xs:complexType>
  <xs:complexType name="NotSaid"><xs:complexContent><xs:extension base="Base"><xs:anyAttribute namespace="##local"/></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="Said"><xs:complexContent><xs:extension base="Base"><xs:anyAttribute namespace="##targetNamespace"/></xs:extension></xs:complexContent></xs:complexType>
</xs:schema>"###;
    assert_snapshot!(said(&[("a.xsd", schema)]));
}
