//! What is said of types that say less than the schema.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod common;

use common::{Project, schema};

fn simplifications(declarations: &str) -> Vec<String> {
    let project = Project::new(&[("shop.xsd", &schema(declarations))]);
    let output = project.run();
    assert!(output.generated.is_some(), "{}", project.report(&output));
    let simplifications = output.simplifications.iter();
    simplifications.map(ToString::to_string).collect()
}

#[test]
fn each_kind_is_counted_and_explained() {
    let said = simplifications(
        r###"<xs:complexType name="Base" abstract="true"/>
        <xs:complexType name="Lines">
          <xs:sequence><xs:element name="Line" type="Code" maxOccurs="unbounded"/></xs:sequence>
        </xs:complexType>
        <xs:simpleType name="Code">
          <xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction>
        </xs:simpleType>
        <xs:simpleType name="Short">
          <xs:restriction base="Code"><xs:maxLength value="2"/></xs:restriction>
        </xs:simpleType>
        <xs:complexType name="Order">
          <xs:sequence>
            <xs:element name="Lines" type="Lines"/>
            <xs:element name="Colour" type="xs:string" minOccurs="2" maxOccurs="3"/>
            <xs:sequence maxOccurs="unbounded">
              <xs:element name="Key" type="xs:string"/>
              <xs:element name="Value" type="xs:string"/>
            </xs:sequence>
            <xs:choice>
              <xs:sequence>
                <xs:element name="Street" type="xs:string"/>
                <xs:element name="Town" type="xs:string"/>
              </xs:sequence>
              <xs:element name="Box" type="xs:string"/>
            </xs:choice>
            <xs:any namespace="##other" minOccurs="0"/>
          </xs:sequence>
          <xs:anyAttribute/>
        </xs:complexType>
        <xs:element name="Orders" type="Order">
          <xs:unique name="keys"><xs:selector xpath="*"/><xs:field xpath="@id"/></xs:unique>
        </xs:element>"###,
    );
    insta::assert_snapshot!(said.join("\n"));
}

/// A field, a list without bounds, a choice made once or repeatedly: Rust says as much.
#[test]
fn what_is_the_same_in_rust_is_not_mentioned() {
    let said = simplifications(
        r#"<xs:complexType name="Order">
          <xs:sequence>
            <xs:element name="Id" type="xs:int"/>
            <xs:element name="Note" type="xs:string" minOccurs="0"/>
            <xs:element name="Line" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
            <xs:choice minOccurs="0" maxOccurs="unbounded">
              <xs:element name="Card" type="xs:string"/>
              <xs:element name="Cash" type="xs:decimal"/>
            </xs:choice>
          </xs:sequence>
        </xs:complexType>"#,
    );
    assert_eq!(said, Vec::<String>::new());
}

/// What a type has from its base is the base's.
#[test]
fn what_is_inherited_is_counted_once() {
    let said = simplifications(
        r#"<xs:complexType name="Order">
          <xs:sequence><xs:element name="Line" type="xs:string" maxOccurs="2"/></xs:sequence>
          <xs:attribute name="id"/>
        </xs:complexType>
        <xs:complexType name="Rush">
          <xs:complexContent>
            <xs:extension base="Order"><xs:attribute name="by"/></xs:extension>
          </xs:complexContent>
        </xs:complexType>"#,
    );
    let [lists] = said.as_slice() else {
        panic!("{said:?}");
    };
    assert!(lists.starts_with("1 list has bounds"), "{lists}");
}
