//! What is said about schemas that are wrong.

#[path = "common/said.rs"]
mod said;

use insta::assert_snapshot;
use said::{said, said_of, schema};

#[test]
fn not_well_formed() {
    assert_snapshot!(said(&[(
        "a.xsd",
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n  <xs:element\n</xs:schema>"
    )]));
}

#[test]
fn not_a_schema() {
    assert_snapshot!(said(&[("a.xml", "<RestoreSession/>")]));
    assert_snapshot!(said(&[(
        "a.xsd",
        "<schema xmlns='http://www.w3.org/2001/XMLschema'/>"
    )]));
}

#[test]
fn unknown_element() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexTyp name="A"/>
  <xs:complexType name="B">
    <xs:sequence/>
    <xs:assert test="true()"/>
  </xs:complexType>"#
    ));
}

#[test]
fn element_of_another_namespace() {
    assert_snapshot!(said_of(
        r#"
  <xs:annotation><xs:appinfo><x xmlns="urn:tool"/></xs:appinfo></xs:annotation>
  <x:hint xmlns:x="urn:tool"/>"#
    ));
}

#[test]
fn misplaced_element() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="A">
    <xs:attribute name="a" type="xs:string"/>
    <xs:sequence/>
    <xs:element name="b" type="xs:string"/>
  </xs:complexType>"#
    ));
}

#[test]
fn one_element_too_many() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="A">
    <xs:sequence/>
    <xs:choice/>
  </xs:complexType>"#
    ));
}

#[test]
fn late_annotation() {
    assert_snapshot!(said_of(
        r#"
  <xs:element name="a" type="xs:string"/>
  <xs:simpleType name="B">
    <xs:restriction base="xs:string"/>
    <xs:annotation/>
  </xs:simpleType>"#
    ));
}

#[test]
fn missing_element() {
    assert_snapshot!(said_of(
        r#"
  <xs:simpleType name="A"/>
  <xs:complexType name="B"><xs:simpleContent/></xs:complexType>"#
    ));
}

#[test]
fn unknown_attribute() {
    assert_snapshot!(said_of(
        r#"
  <xs:element name="a" typ="xs:string"/>
  <xs:element name="b" type="xs:string" minOccurs="0"/>
  <xs:element name="c" xs:type="xs:string"/>"#
    ));
}

#[test]
fn missing_attribute() {
    assert_snapshot!(said_of(
        r#"
  <xs:element type="xs:string"/>
  <xs:complexType name="A">
    <xs:sequence><xs:element type="xs:string"/></xs:sequence>
    <xs:attributeGroup/>
  </xs:complexType>
  <xs:simpleType name="B"><xs:restriction/></xs:simpleType>"#
    ));
}

#[test]
fn bad_values() {
    assert_snapshot!(said_of(
        r#"
  <xs:element name="a b" type="xs:string" nillable="yes"/>
  <xs:complexType name="A">
    <xs:sequence>
      <xs:element name="a" type="xs:string" maxOccurs="many" form="Qualified"/>
    </xs:sequence>
    <xs:attribute name="c" type="xs:string" use="needed"/>
  </xs:complexType>
  <xs:simpleType name="B">
    <xs:restriction base="xs:string"><xs:maxLength value="-1"/><xs:whiteSpace value="trim"/></xs:restriction>
  </xs:simpleType>"#
    ));
}

#[test]
fn occurrences_that_never_are() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="A">
    <xs:sequence>
      <xs:element name="a" type="xs:string" minOccurs="2"/>
      <xs:element name="b" type="xs:string" minOccurs="3" maxOccurs="2"/>
      <xs:element name="c" type="xs:string" maxOccurs="0"/>
      <xs:element name="d" type="xs:string" maxOccurs="99999999999999999999"/>
    </xs:sequence>
  </xs:complexType>"#
    ));
}

#[test]
fn values_outside_their_own_types() {
    assert_snapshot!(said_of(
        r#"
  <xs:element name="root" type="xs:int" default="many"/>
  <xs:complexType name="Refers"><xs:sequence><xs:element ref="root"/></xs:sequence></xs:complexType>
  <xs:simpleType name="Color"><xs:restriction base="xs:string"><xs:enumeration value="red"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Size"><xs:restriction base="xs:int"><xs:enumeration value="1"/><xs:enumeration value="big"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Fine"><xs:restriction base="xs:int"><xs:minInclusive value="3"/><xs:maxInclusive value="3"/></xs:restriction></xs:simpleType>
  <xs:complexType name="A">
    <xs:sequence>
      <xs:element name="a" type="Fine" default="3"/>
      <xs:element name="b" type="Fine" fixed="4"/>
      <xs:element name="c" type="xs:date" minOccurs="0" default="2014-02-30"/>
    </xs:sequence>
    <xs:attribute name="d" type="Color" default="blue"/>
  </xs:complexType>
  <xs:complexType name="B"><xs:complexContent><xs:extension base="A"/></xs:complexContent></xs:complexType>"#
    ));
}

#[test]
fn repeated_element_of_all() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="A">
    <xs:all><xs:element name="a" type="xs:string" maxOccurs="2"/></xs:all>
  </xs:complexType>"#
    ));
}

#[test]
fn conflicts() {
    assert_snapshot!(said_of(
        r#"
  <xs:element name="a" type="xs:string" default="x" fixed="y"/>
  <xs:element name="b" type="xs:string"><xs:complexType/></xs:element>
  <xs:complexType name="A">
    <xs:sequence><xs:element name="c" ref="a"/></xs:sequence>
    <xs:attribute name="d" type="xs:string" use="required" default="x"/>
  </xs:complexType>"#
    ));
}

#[test]
fn stray_text() {
    assert_snapshot!(said_of(
        r#"
  The session of a restore.
  <xs:element name="a" type="xs:string"/>"#
    ));
}

#[test]
fn content_beside_complex_content() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="A"><xs:sequence/></xs:complexType>
  <xs:complexType name="B">
    <xs:complexContent><xs:extension base="A"/></xs:complexContent>
    <xs:attribute name="b" type="xs:string"/>
  </xs:complexType>"#
    ));
}

#[test]
fn too_deep() {
    let deep = format!(
        "{}{}",
        "<xs:sequence>".repeat(300),
        "</xs:sequence>".repeat(300)
    );
    let said = said_of(&format!(
        "<xs:complexType name='A'>\n{}</xs:complexType>",
        deep.replace("><", ">\n<")
    ));
    assert_snapshot!(said);
}

#[test]
fn unresolved_references() {
    assert_snapshot!(said_of(
        r#"
  <xs:element name="session" type="SesionType"/>
  <xs:element name="count" type="xs:integr"/>
  <xs:complexType name="SessionType">
    <xs:sequence>
      <xs:element ref="sessions"/>
      <xs:group ref="Common"/>
      <xs:element xmlns="" name="same" type="SessionType"/>
    </xs:sequence>
    <xs:attribute ref="kind"/>
    <xs:attributeGroup ref="Common"/>
  </xs:complexType>"#
    ));
}

#[test]
fn unbound_prefix() {
    assert_snapshot!(said_of(
        r#"
  <xs:element name="a" type="xsd:string"/>
  <xs:element name="b" type="veeam:B"/>"#
    ));
}

#[test]
fn duplicates() {
    assert_snapshot!(said_of(
        r#"
  <xs:element name="A" type="A"/>
  <xs:complexType name="A"/>
  <xs:simpleType name="A"><xs:restriction base="xs:string"/></xs:simpleType>"#
    ));
}

#[test]
fn duplicate_attributes() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="A">
    <xs:attribute name="a" type="xs:string"/>
    <xs:attribute name="a" type="xs:string"/>
  </xs:complexType>
  <xs:complexType name="B">
    <xs:complexContent>
      <xs:extension base="C"><xs:attribute name="c" type="xs:string"/></xs:extension>
    </xs:complexContent>
  </xs:complexType>
  <xs:complexType name="C"><xs:attribute name="c" type="xs:string"/></xs:complexType>"#
    ));
}

#[test]
fn circular_definitions() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="A"><xs:complexContent><xs:extension base="B"/></xs:complexContent></xs:complexType>
  <xs:complexType name="B"><xs:complexContent><xs:extension base="A"/></xs:complexContent></xs:complexType>
  <xs:simpleType name="S"><xs:restriction base="S"/></xs:simpleType>
  <xs:group name="G"><xs:sequence><xs:choice><xs:group ref="G"/></xs:choice></xs:sequence></xs:group>
  <xs:attributeGroup name="H"><xs:attributeGroup ref="H"/></xs:attributeGroup>"#
    ));
}

#[test]
fn bases_of_the_wrong_kind() {
    assert_snapshot!(said_of(
        r#"
  <xs:simpleType name="S"><xs:restriction base="E"/></xs:simpleType>
  <xs:complexType name="E"><xs:sequence/></xs:complexType>
  <xs:complexType name="V"><xs:simpleContent><xs:extension base="E"/></xs:simpleContent></xs:complexType>
  <xs:complexType name="F"><xs:complexContent><xs:extension base="xs:string"/></xs:complexContent></xs:complexType>
  <xs:complexType name="W"><xs:simpleContent><xs:restriction base="xs:string"/></xs:simpleContent></xs:complexType>
  <xs:complexType name="X"><xs:attribute name="a" type="E"/></xs:complexType>"#
    ));
}

#[test]
fn two_types_of_one_name() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="A">
    <xs:sequence>
      <xs:element name="a" type="xs:string"/>
      <xs:element name="b" type="xs:string"/>
      <xs:element name="a" type="xs:int"/>
    </xs:sequence>
  </xs:complexType>"#
    ));
}

#[test]
fn groups_that_say_too_much() {
    let mut groups = String::from(
        "<xs:group name='g0'><xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence></xs:group>\n",
    );
    for index in 1..40 {
        let before = format!("<xs:group ref='g{}'/>", index - 1);
        groups += &format!(
            "<xs:group name='g{index}'><xs:sequence>{before}{before}</xs:sequence></xs:group>\n"
        );
    }
    assert_snapshot!(said_of(&format!(
        "{groups}<xs:complexType name='A'><xs:group ref='g39'/></xs:complexType>"
    )));
}

#[test]
fn groups_in_a_long_chain() {
    let mut groups = String::new();
    for index in 0..1000 {
        let next = format!("<xs:group ref='g{}'/>", index + 1);
        groups +=
            &format!("<xs:group name='g{index}'><xs:sequence>{next}</xs:sequence></xs:group>\n");
    }
    groups += "<xs:group name='g1000'><xs:sequence/></xs:group>\n";
    assert_snapshot!(said_of(&format!(
        "{groups}<xs:complexType name='A'><xs:group ref='g0'/></xs:complexType>"
    )));
}

#[test]
fn include_of_a_missing_document() {
    let include = r#"<xs:include schemaLocation="../common/types.xsd"/>"#;
    assert_snapshot!(said(&[("schemas/a.xsd", &schema("urn:a", include))]));
}

#[test]
fn include_and_import_of_the_wrong_namespace() {
    let directives = r#"
  <xs:include schemaLocation="b.xsd"/>
  <xs:import namespace="urn:c" schemaLocation="b.xsd"/>
  <xs:import namespace="urn:a"/>"#;
    assert_snapshot!(said(&[
        ("a.xsd", &schema("urn:a", directives)),
        ("b.xsd", &schema("urn:b", ""))
    ]));
}

#[test]
fn import_from_the_web() {
    let import = r#"
  <xs:import namespace="urn:b" schemaLocation="https://example.com/b.xsd"/>
  <xs:element name="a" type="b:B" xmlns:b="urn:b"/>"#;
    assert_snapshot!(said(&[("a.xsd", &schema("urn:a", import))]));
}

#[test]
fn reference_without_import() {
    let a = r#"
  <xs:include schemaLocation="a2.xsd"/>
  <xs:element name="a" type="b:B" xmlns:b="urn:b"/>"#;
    let a2 = r#"<xs:import namespace="urn:b" schemaLocation="b.xsd"/>"#;
    let b = r#"<xs:complexType name="B"/>"#;
    assert_snapshot!(said(&[
        ("a.xsd", &schema("urn:a", a)),
        ("a2.xsd", &schema("urn:a", a2)),
        ("b.xsd", &schema("urn:b", b)),
    ]));
}

#[test]
fn redefinition_of_nothing() {
    let redefine = r#"
  <xs:redefine schemaLocation="b.xsd">
    <xs:simpleType name="C"><xs:restriction base="C"><xs:maxLength value="1"/></xs:restriction></xs:simpleType>
  </xs:redefine>
  <xs:element name="a" type="C"/>"#;
    let b = r#"<xs:simpleType name="B"><xs:restriction base="xs:string"/></xs:simpleType>"#;
    assert_snapshot!(said(&[
        ("a.xsd", &schema("urn:a", redefine)),
        ("b.xsd", &schema("urn:a", b))
    ]));
}

#[test]
fn elements_that_stand_in_the_place_of_each_other() {
    assert_snapshot!(said_of(
        r#"
  <xs:element name="a" type="xs:string" substitutionGroup="b"/>
  <xs:element name="b" type="xs:string" substitutionGroup="a"/>
  <xs:element name="c" type="xs:string" substitutionGroup="gone"/>"#
    ));
}
