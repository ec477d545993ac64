//! What is said about `block` and `final`, and about types and elements that do not keep to them.

#[path = "common/said.rs"]
mod said;

use insta::assert_snapshot;
use said::{said, said_of};

#[test]
fn words_that_are_not_allowed_there() {
    assert_snapshot!(said_of(
        r##"
  <xs:element name="a" block="extension substitution" final="#all"/>
  <xs:element name="b" block="#all extension"/>
  <xs:element name="c" final="substitution"/>
  <xs:complexType name="D" block="extension  restriction" final=""/>
  <xs:complexType name="E" block="substitution"/>
  <xs:simpleType name="F" final="list union restriction"><xs:restriction base="xs:string"/></xs:simpleType>
  <xs:simpleType name="G" final="extension"><xs:restriction base="xs:string"/></xs:simpleType>"##
    ));
    assert_snapshot!(said(&[(
        "a.xsd",
        "<schema xmlns='http://www.w3.org/2001/XMLSchema' blockDefault='list' finalDefault='substitution'/>"
    )]));
}

#[test]
fn types_that_are_final() {
    assert_snapshot!(said_of(
        r##"
  <xs:complexType name="NotExtended" final="extension"/>
  <xs:complexType name="NotRestricted" final="restriction"/>
  <xs:complexType name="Neither" final="#all"/>
  <xs:complexType name="A"><xs:complexContent><xs:extension base="NotExtended"/></xs:complexContent></xs:complexType>
  <xs:complexType name="B"><xs:complexContent><xs:restriction base="NotExtended"/></xs:complexContent></xs:complexType>
  <xs:complexType name="C"><xs:complexContent><xs:restriction base="NotRestricted"/></xs:complexContent></xs:complexType>
  <xs:complexType name="D"><xs:complexContent><xs:extension base="Neither"/></xs:complexContent></xs:complexType>
  <xs:simpleType name="Word" final="#all"><xs:restriction base="xs:string"/></xs:simpleType>
  <xs:complexType name="E"><xs:simpleContent><xs:extension base="Word"/></xs:simpleContent></xs:complexType>
  <xs:simpleType name="F"><xs:restriction base="Word"/></xs:simpleType>
  <xs:simpleType name="G"><xs:list itemType="Word"/></xs:simpleType>
  <xs:simpleType name="H"><xs:union memberTypes="xs:int Word"/></xs:simpleType>"##
    ));
}

#[test]
fn types_that_are_final_by_default() {
    let schema = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" finalDefault="extension list">
  <xs:complexType name="A"/>
  <xs:complexType name="Open" final=""/>
  <xs:complexType name="B"><xs:complexContent><xs:extension base="A"/></xs:complexContent></xs:complexType>
  <xs:complexType name="C"><xs:complexContent><xs:extension base="Open"/></xs:complexContent></xs:complexType>
  <xs:simpleType name="D"><xs:restriction base="xs:string"/></xs:simpleType>
  <xs:simpleType name="E"><xs:list itemType="D"/></xs:simpleType>
  <xs:simpleType name="F"><xs:restriction base="D"/></xs:simpleType>
</xs:schema>
"#;
    assert_snapshot!(said(&[("a.xsd", schema)]));
}

#[test]
fn members_of_substitution_groups() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="Animal"/>
  <xs:complexType name="Dog"><xs:complexContent><xs:extension base="Animal"/></xs:complexContent></xs:complexType>
  <xs:element name="animal" type="Animal"/>
  <xs:element name="creature" type="Animal" final="extension"/>
  <xs:element name="dog" type="Dog" substitutionGroup="animal"/>
  <xs:element name="same" substitutionGroup="creature"/>
  <xs:element name="hound" type="Dog" substitutionGroup="creature"/>
  <xs:element name="stone" type="xs:string" substitutionGroup="animal"/>
  <xs:simpleType name="Size"><xs:union memberTypes="xs:integer Word"/></xs:simpleType>
  <xs:simpleType name="Word"><xs:restriction base="xs:token"/></xs:simpleType>
  <xs:element name="size" type="Size"/>
  <xs:element name="number" type="xs:byte" substitutionGroup="size"/>
  <xs:element name="word" type="Word" substitutionGroup="size"/>
  <xs:element name="text" type="xs:token" substitutionGroup="size"/>
  <xs:element name="thing"/>
  <xs:element name="any" type="xs:boolean" substitutionGroup="thing"/>"#
    ));
}

#[test]
fn members_of_which_too_little_is_known() {
    let schema = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="urn:b">
  <xs:import namespace="urn:b"/>
  <xs:complexType name="A"/>
  <xs:element name="a" type="A"/>
  <xs:element name="b" type="b:B" substitutionGroup="a"/>
</xs:schema>
"#;
    assert_snapshot!(said(&[("a.xsd", schema)]));
}

#[test]
fn attributes_that_are_no_restriction() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="Base">
    <xs:attribute name="needed" type="xs:string" use="required"/>
    <xs:attribute name="number" type="xs:integer"/>
    <xs:attribute name="unit" type="xs:token" fixed="metre"/>
  </xs:complexType>
  <xs:complexType name="Open"><xs:anyAttribute/></xs:complexType>
  <xs:complexType name="A"><xs:complexContent><xs:restriction base="Base">
    <xs:attribute name="needed" type="xs:token" use="required"/>
    <xs:attribute name="number" type="xs:byte"/>
    <xs:attribute name="unit" use="prohibited"/>
  </xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="B"><xs:complexContent><xs:restriction base="Base">
    <xs:attribute name="needed" type="xs:string"/>
    <xs:attribute name="number" type="xs:decimal"/>
    <xs:attribute name="unit" type="xs:token"/>
    <xs:attribute name="other"/>
    <xs:anyAttribute/>
  </xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="C"><xs:complexContent><xs:restriction base="Base">
    <xs:attribute name="needed" use="prohibited"/>
    <xs:attribute name="unit" type="xs:token" fixed="mile"/>
  </xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="D"><xs:complexContent><xs:restriction base="Open">
    <xs:attribute name="other" type="xs:string"/>
  </xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="E"><xs:complexContent><xs:restriction base="xs:anyType">
    <xs:attribute name="other" type="xs:string"/><xs:anyAttribute/>
  </xs:restriction></xs:complexContent></xs:complexType>"#
    ));
}

#[test]
fn restrictions_of_which_too_little_is_known() {
    let schema = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="urn:b">
  <xs:import namespace="urn:b"/>
  <xs:complexType name="A"><xs:complexContent><xs:extension base="b:A"/></xs:complexContent></xs:complexType>
  <xs:complexType name="B"><xs:complexContent><xs:restriction base="A"><xs:attribute name="b"/><xs:anyAttribute/></xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="C" mixed="true"><xs:complexContent><xs:extension base="A"><xs:all><xs:element name="c"/></xs:all></xs:extension></xs:complexContent></xs:complexType>
</xs:schema>
"#;
    let said = said(&[("a.xsd", schema)]);
    assert!(!said.contains("error"), "{said}");
}

#[test]
fn text_that_the_base_has_not() {
    assert_snapshot!(said_of(
        r#"
  <xs:complexType name="Mixed" mixed="true"><xs:sequence><xs:element name="m"/></xs:sequence></xs:complexType>
  <xs:complexType name="Pure"><xs:sequence><xs:element name="p" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:complexType name="Empty"/>
  <xs:complexType name="A"><xs:complexContent><xs:extension base="Mixed"><xs:sequence><xs:element name="a"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="B"><xs:complexContent><xs:extension base="Mixed"><xs:attribute name="b"/></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="C" mixed="true"><xs:complexContent><xs:extension base="Pure"/></xs:complexContent></xs:complexType>
  <xs:complexType name="D" mixed="true"><xs:complexContent><xs:extension base="Empty"><xs:sequence><xs:element name="d"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="E" mixed="true"><xs:complexContent><xs:restriction base="Pure"/></xs:complexContent></xs:complexType>
  <xs:complexType name="F"><xs:complexContent><xs:restriction base="Mixed"><xs:sequence><xs:element name="m"/></xs:sequence></xs:restriction></xs:complexContent></xs:complexType>"#
    ));
}

#[test]
fn an_all_that_is_not_all() {
    assert_snapshot!(said_of(
        r#"
  <xs:group name="All"><xs:all><xs:element name="a"/></xs:all></xs:group>
  <xs:complexType name="Whole"><xs:group ref="All" minOccurs="0"/></xs:complexType>
  <xs:complexType name="Part"><xs:sequence><xs:group ref="All"/></xs:sequence></xs:complexType>
  <xs:complexType name="Often"><xs:group ref="All" maxOccurs="2"/></xs:complexType>
  <xs:group name="Within"><xs:choice><xs:group ref="All"/></xs:choice></xs:group>
  <xs:complexType name="Empty"/>
  <xs:complexType name="Some"><xs:sequence><xs:element name="s"/></xs:sequence></xs:complexType>
  <xs:complexType name="A"><xs:complexContent><xs:extension base="Empty"><xs:group ref="All"/></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="B"><xs:complexContent><xs:extension base="Some"><xs:all><xs:element name="b"/></xs:all></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="C"><xs:complexContent><xs:extension base="Whole"><xs:sequence><xs:element name="c"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="D"><xs:complexContent><xs:extension base="Whole"><xs:attribute name="d"/></xs:extension></xs:complexContent></xs:complexType>"#
    ));
}
