//! Content models of restrictions, held against those of their bases.

#[path = "common/said.rs"]
mod said;

use insta::assert_snapshot;
use said::{said, said_of};

const BASES: &str = r###"
  <xs:element name="head" type="xs:decimal"/>
  <xs:element name="member" type="xs:integer" substitutionGroup="head"/>
  <xs:complexType name="Sequence"><xs:sequence>
    <xs:element name="a" type="xs:decimal"/>
    <xs:element name="b" type="xs:string" minOccurs="0" nillable="true"/>
    <xs:element name="c" minOccurs="0" maxOccurs="unbounded" type="xs:token" fixed="x"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="Choice"><xs:choice>
    <xs:element name="a"/><xs:element name="b"/><xs:sequence><xs:element name="c"/><xs:element name="d"/></xs:sequence>
  </xs:choice></xs:complexType>
  <xs:complexType name="All"><xs:all><xs:element name="a" minOccurs="0"/><xs:element name="b"/></xs:all></xs:complexType>
  <xs:complexType name="Any"><xs:sequence>
    <xs:any namespace="urn:a urn:b" processContents="lax" minOccurs="2" maxOccurs="3"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="Local"><xs:sequence><xs:any namespace="##local" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:complexType name="Head"><xs:sequence><xs:element ref="head" maxOccurs="2"/></xs:sequence></xs:complexType>
  <xs:complexType name="Extended"><xs:complexContent><xs:extension base="Head"><xs:sequence>
    <xs:element name="more" minOccurs="0"/>
  </xs:sequence></xs:extension></xs:complexContent></xs:complexType>"###;

/// The bases, and a restriction of one of them with each of these contents.
fn restrictions(restrictions: &[(&str, &str)]) -> String {
    let types = restrictions.iter().enumerate().map(|(number, (base, content))| {
        format!(
            "\n  <xs:complexType name=\"R{number}\"><xs:complexContent><xs:restriction base=\"{base}\">\n    {content}\n  </xs:restriction></xs:complexContent></xs:complexType>"
        )
    });
    BASES.to_owned() + &types.collect::<String>()
}

#[test]
fn restrictions_that_allow_more_than_their_base() {
    assert_snapshot!(said_of(&restrictions(&[
        ("Sequence", ""),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="b" type="xs:string"/><xs:element name="a" type="xs:decimal"/></xs:sequence>"#
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:decimal" maxOccurs="2"/></xs:sequence>"#
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:string"/></xs:sequence>"#
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:integer" nillable="true"/></xs:sequence>"#
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:decimal"/><xs:element name="c" type="xs:token"/></xs:sequence>"#
        ),
        (
            "Choice",
            r#"<xs:choice><xs:element name="a"/><xs:element name="c"/></xs:choice>"#
        ),
        ("All", r#"<xs:all><xs:element name="a"/></xs:all>"#),
        (
            "Any",
            r#"<xs:sequence><xs:any namespace="urn:c" minOccurs="2" maxOccurs="2"/></xs:sequence>"#
        ),
        (
            "Local",
            r#"<xs:sequence><xs:element ref="head"/><xs:element ref="member"/></xs:sequence>"#
        ),
        (
            "Extended",
            r#"<xs:sequence><xs:element ref="head"/><xs:element name="other"/></xs:sequence>"#
        ),
    ])));
}

#[test]
fn restrictions_that_allow_less() {
    let less = restrictions(&[
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:byte"/></xs:sequence>"#,
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:decimal"/><xs:element name="b" type="xs:token"/><xs:element name="c" type="xs:NMTOKEN" fixed="x" minOccurs="2" maxOccurs="7"/></xs:sequence>"#,
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:sequence><xs:element name="a" type="xs:decimal"/></xs:sequence><xs:choice minOccurs="0"><xs:element name="b" type="xs:string"/><xs:element name="c" type="xs:token" fixed="x"/></xs:choice></xs:sequence>"#,
        ),
        (
            "Choice",
            r#"<xs:sequence><xs:element name="c"/><xs:element name="d"/></xs:sequence>"#,
        ),
        ("Choice", r#"<xs:choice><xs:element name="b"/></xs:choice>"#),
        (
            "All",
            r#"<xs:sequence><xs:element name="b"/></xs:sequence>"#,
        ),
        (
            "All",
            r#"<xs:all><xs:element name="b"/><xs:element name="a"/></xs:all>"#,
        ),
        (
            "Any",
            r#"<xs:sequence><xs:any namespace="urn:b" minOccurs="3" maxOccurs="3"/></xs:sequence>"#,
        ),
        (
            "Local",
            r#"<xs:sequence><xs:element name="x"/></xs:sequence>"#,
        ),
        ("Local", ""),
        (
            "Head",
            r#"<xs:sequence><xs:element ref="member"/><xs:element ref="head" minOccurs="0"/></xs:sequence>"#,
        ),
        (
            "Extended",
            r#"<xs:sequence><xs:element ref="head"/><xs:element name="more"/></xs:sequence>"#,
        ),
    ]);
    let schema = format!(
        r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{less}
</xs:schema>"#
    );
    assert_eq!(said(&[("a.xsd", &schema)]), "");
}
