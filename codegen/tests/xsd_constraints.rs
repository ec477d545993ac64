//! What is said about identity constraints and notations.

#[path = "common/said.rs"]
mod said;

use insta::assert_snapshot;
use said::{said, said_of, schema};
use veeam_model_codegen::diagnostic::Diagnostics;
use veeam_model_codegen::lower::model_from_sources;
use veeam_model_codegen::source::Sources;

#[test]
fn identity_constraints_are_counted() {
    let text = schema(
        "urn:a",
        r##"
  <xs:element name="a" xmlns:a="urn:a">
    <xs:complexType><xs:sequence><xs:element name="b" maxOccurs="9"><xs:unique name="c">
      <xs:selector xpath=".//a:*"/><xs:field xpath="a:d/@e"/></xs:unique></xs:element></xs:sequence></xs:complexType>
    <xs:key name="k"><xs:selector xpath="b | c"/><xs:field xpath="@*"/><xs:field xpath="."/></xs:key>
    <xs:keyref name="r" refer="k"><xs:selector xpath="child::b"/><xs:field xpath="attribute::f"/><xs:field xpath="."/></xs:keyref>
    <xs:keyref name="u" refer="c"><xs:selector xpath="b"/><xs:field xpath="."/></xs:keyref>
  </xs:element>"##,
    );
    let mut sources = Sources::new();
    let id = sources.add("a.xsd", text);
    let mut diagnostics = Diagnostics::new();
    let model = model_from_sources(&mut sources, &[id], &mut diagnostics).unwrap();
    assert!(diagnostics.is_empty());
    assert_eq!(model.identity_constraints, 4);
}

#[test]
fn paths_that_are_none() {
    assert_snapshot!(said_of(
        r#"
  <xs:element name="a">
    <xs:key name="k">
      <xs:selector xpath="//b"/>
      <xs:field xpath="@c/d"/>
      <xs:field xpath="d[1]"/>
      <xs:field xpath="vb:d"/>
    </xs:key>
    <xs:unique name="u"><xs:selector xpath="@b"/><xs:field xpath=""/></xs:unique>
  </xs:element>"#
    ));
}

#[test]
fn references_to_keys() {
    assert_snapshot!(said_of(
        r#"
  <xs:element name="a">
    <xs:key name="key"><xs:selector xpath="b"/><xs:field xpath="@c"/><xs:field xpath="@d"/></xs:key>
    <xs:keyref name="one" refer="kye"><xs:selector xpath="b"/><xs:field xpath="@c"/></xs:keyref>
    <xs:keyref name="two" refer="key"><xs:selector xpath="b"/><xs:field xpath="@c"/></xs:keyref>
    <xs:keyref name="three" refer="two"><xs:selector xpath="b"/><xs:field xpath="@c"/></xs:keyref>
    <xs:keyref name="four" refer="xs:key"><xs:selector xpath="b"/><xs:field xpath="@c"/></xs:keyref>
  </xs:element>"#
    ));
}

#[test]
fn identity_constraints_of_one_name() {
    let key = r#"<xs:key name="k"><xs:selector xpath="b"/><xs:field xpath="@c"/></xs:key>"#;
    let a = format!(
        r#"  <xs:include schemaLocation="b.xsd"/>
  <xs:element name="a">
    {key}
  </xs:element>"#
    );
    let b = format!(
        r#"  <xs:complexType name="B"><xs:sequence><xs:element name="b">
    {key}
  </xs:element></xs:sequence></xs:complexType>"#
    );
    assert_snapshot!(said(&[
        ("a.xsd", &schema("urn:a", &a)),
        ("b.xsd", &schema("urn:a", &b))
    ]));
}

#[test]
fn identity_constraints_in_a_redefinition() {
    let group = r#"<xs:group name="G"><xs:sequence><xs:element name="b">
      <xs:key name="k"><xs:selector xpath="b"/><xs:field xpath="@c"/></xs:key>
    </xs:element></xs:sequence></xs:group>"#;
    let a = format!(r#"<xs:redefine schemaLocation="b.xsd">{group}</xs:redefine>"#);
    assert_eq!(
        said(&[
            ("a.xsd", &schema("urn:a", &a)),
            ("b.xsd", &schema("urn:a", group))
        ]),
        ""
    );
}

#[test]
fn notations() {
    assert_snapshot!(said_of(
        r#"
  <xs:notation name="png" public="image/png"/>
  <xs:notation name="jpeg" system="viewer"/>
  <xs:notation name="gif"/>
  <xs:notation name="a:b" public="x"/>"#
    ));
    assert_snapshot!(said_of(
        r#"
  <xs:notation name="png" public="image/png"/>
  <xs:notation name="png" public="image/x-png"/>
  <xs:simpleType name="Image">
    <xs:restriction base="xs:NOTATION">
      <xs:enumeration value="png"/>
      <xs:enumeration value="pgn"/>
      <xs:enumeration value="xs:png"/>
      <xs:enumeration value="image/png"/>
    </xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="Word"><xs:restriction base="xs:NMTOKEN"><xs:enumeration value="gif"/></xs:restriction></xs:simpleType>"#
    ));
}

#[test]
fn ids_of_the_schema_itself() {
    assert_snapshot!(said_of(
        r#"
  <xs:element id="a" name="a"/>
  <xs:element id="b" name="b"/>
  <xs:complexType id="a" name="A"/>
  <xs:complexType id="1" name="B"/>"#
    ));
}

#[test]
fn two_attributes_that_are_ids() {
    assert_snapshot!(said_of(
        r#"
  <xs:simpleType name="Key"><xs:restriction base="xs:ID"/></xs:simpleType>
  <xs:complexType name="A">
    <xs:attribute name="id" type="xs:ID"/>
    <xs:attribute name="key" type="Key"/>
  </xs:complexType>
  <xs:complexType name="B"><xs:attribute name="id" type="xs:ID"/></xs:complexType>
  <xs:complexType name="C"><xs:complexContent><xs:extension base="B"><xs:attribute name="c" type="xs:ID"/></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="D"><xs:complexContent><xs:extension base="C"/></xs:complexContent></xs:complexType>"#
    ));
}

#[test]
fn attribute_groups() {
    assert_snapshot!(said_of(
        r#"
  <xs:attributeGroup name="Twice">
    <xs:attribute name="a"/>
    <xs:attribute name="a"/>
  </xs:attributeGroup>
  <xs:attributeGroup name="Outer"><xs:attributeGroup ref="Twice"/></xs:attributeGroup>
  <xs:attributeGroup name="One"><xs:attribute name="id" type="xs:ID"/></xs:attributeGroup>
  <xs:attributeGroup name="Again"><xs:attributeGroup ref="One"/><xs:attributeGroup ref="One"/></xs:attributeGroup>
  <xs:attributeGroup name="Two">
    <xs:attributeGroup ref="One"/>
    <xs:attribute name="key" type="xs:ID"/>
  </xs:attributeGroup>
  <xs:attributeGroup name="None"><xs:attributeGroup ref="One"/><xs:attribute name="id" use="prohibited"/></xs:attributeGroup>"#
    ));
}

#[test]
fn attributes_of_every_element() {
    let attributes = r#"  <xs:attribute name="kind" type="xs:string"/>
  <xs:attribute name="nil" type="xs:boolean"/>"#;
    let ns = "http://www.w3.org/2001/XMLSchema-instance";
    assert_snapshot!(said(&[("a.xsd", &schema(ns, attributes))]));
}
