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
