//! The Rust text for content that is more than fields: wildcards, mixed text, elements that stand for
//! others, types told by `xsi:type`, lists and unions.

mod common;

use common::{Project, schema};

fn text(declarations: &str) -> String {
    Project::new(&[("shop.xsd", &schema(declarations))]).text()
}

#[test]
fn wildcards() {
    insta::assert_snapshot!(text(
        r###"<xs:element name="Envelope" type="Envelope"/>
        <xs:complexType name="Envelope">
          <xs:sequence>
            <xs:element name="Body" type="xs:anyType"/>
            <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
          </xs:sequence>
          <xs:anyAttribute namespace="##other"/>
        </xs:complexType>
        <xs:complexType name="Extension">
          <xs:choice maxOccurs="unbounded">
            <xs:element name="Known" type="xs:int"/>
            <xs:any namespace="##other"/>
          </xs:choice>
        </xs:complexType>"###
    ));
}

#[test]
fn mixed_text() {
    insta::assert_snapshot!(text(
        r#"<xs:element name="p" type="Paragraph"/>
        <xs:complexType name="Paragraph" mixed="true">
          <xs:choice minOccurs="0" maxOccurs="unbounded">
            <xs:element name="b" type="Paragraph"/>
            <xs:element name="br"><xs:complexType/></xs:element>
          </xs:choice>
        </xs:complexType>
        <xs:complexType name="Code" mixed="true"><xs:attribute name="lang"/></xs:complexType>"#
    ));
}

#[test]
fn substitution_group() {
    insta::assert_snapshot!(text(
        r#"<xs:element name="shape" type="Shape" abstract="true"/>
        <xs:element name="circle" substitutionGroup="shape"/>
        <xs:element name="square" type="Square" substitutionGroup="shape"/>
        <xs:complexType name="Shape"><xs:attribute name="size" type="xs:int"/></xs:complexType>
        <xs:complexType name="Square">
          <xs:complexContent><xs:extension base="Shape"><xs:attribute name="turned" type="xs:boolean"/></xs:extension></xs:complexContent>
        </xs:complexType>
        <xs:complexType name="Drawing"><xs:sequence><xs:element ref="shape" maxOccurs="unbounded"/></xs:sequence></xs:complexType>"#
    ));
}

#[test]
fn types_told_by_xsi_type() {
    insta::assert_snapshot!(text(
        r#"<xs:complexType name="Vehicle" abstract="true">
          <xs:sequence><xs:element name="wheels" type="xs:int"/></xs:sequence>
        </xs:complexType>
        <xs:complexType name="Car">
          <xs:complexContent><xs:extension base="Vehicle"><xs:attribute name="doors" type="xs:int"/></xs:extension></xs:complexContent>
        </xs:complexType>
        <xs:complexType name="Fleet">
          <xs:sequence><xs:element name="vehicle" type="Vehicle" maxOccurs="unbounded"/></xs:sequence>
        </xs:complexType>"#
    ));
}

#[test]
fn lists_and_unions() {
    insta::assert_snapshot!(text(
        r#"<xs:simpleType name="Sizes"><xs:list itemType="Size"/></xs:simpleType>
        <xs:simpleType name="Size"><xs:union memberTypes="Named xs:decimal"/></xs:simpleType>
        <xs:simpleType name="Named">
          <xs:restriction base="xs:token"><xs:enumeration value="small"/><xs:enumeration value="large"/></xs:restriction>
        </xs:simpleType>
        <xs:simpleType name="When"><xs:union memberTypes="xs:date xs:dateTime"/></xs:simpleType>
        <xs:complexType name="Shirt">
          <xs:attribute name="sizes" type="Sizes"/>
          <xs:attribute name="scores"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:attribute>
          <xs:attribute name="of" type="xs:QName"/>
        </xs:complexType>"#
    ));
}

#[test]
fn traits_of_types_that_others_extend() {
    insta::assert_snapshot!(text(
        r#"<xs:complexType name="Resource" abstract="true">
          <xs:sequence><xs:element name="Link" type="xs:string" maxOccurs="unbounded"/></xs:sequence>
          <xs:attribute name="Href" type="xs:anyURI"/>
        </xs:complexType>
        <xs:complexType name="Entity">
          <xs:complexContent><xs:extension base="Resource">
            <xs:sequence><xs:element name="Size" type="xs:long" minOccurs="0"/><xs:element name="Part" type="Entity" minOccurs="0"/></xs:sequence>
            <xs:attribute name="Name" type="xs:string" use="required"/>
          </xs:extension></xs:complexContent>
        </xs:complexType>
        <xs:complexType name="Session">
          <xs:complexContent><xs:extension base="Entity"><xs:attribute name="State" type="xs:string"/></xs:extension></xs:complexContent>
        </xs:complexType>"#
    ));
}

/// Names are the same whatever their prefixes are, which only a type with the namespace can tell.
#[test]
fn listed_names() {
    let text = text(
        r#"<xs:notation name="jpeg" public="image/jpeg"/>
        <xs:element name="Picture"><xs:complexType>
          <xs:attribute name="format" type="Format"/>
          <xs:attribute name="code">
            <xs:simpleType>
              <xs:restriction base="xs:QName"><xs:enumeration value="xs:int"/></xs:restriction>
            </xs:simpleType>
          </xs:attribute>
        </xs:complexType></xs:element>
        <xs:simpleType name="Format">
          <xs:restriction base="xs:NOTATION"><xs:enumeration value="jpeg"/></xs:restriction>
        </xs:simpleType>"#,
    );
    for expected in [
        "/// One of `jpeg`.\npub type Format = xml::QualifiedName;",
        "pub format: Option<Format>,",
        "pub code: Option<xml::QualifiedName>,",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn types_and_elements_that_are_blocked() {
    insta::assert_snapshot!(text(
        r##"<xs:complexType name="Animal"><xs:attribute name="name" type="xs:string"/></xs:complexType>
        <xs:complexType name="Dog">
          <xs:complexContent><xs:extension base="Animal"><xs:attribute name="breed" type="xs:string"/></xs:extension></xs:complexContent>
        </xs:complexType>
        <xs:complexType name="Stone" block="extension"/>
        <xs:complexType name="Gem"><xs:complexContent><xs:extension base="Stone"/></xs:complexContent></xs:complexType>
        <xs:element name="creature" type="Animal" block="extension"/>
        <xs:element name="hound" type="Dog" substitutionGroup="creature"/>
        <xs:element name="beast" type="Animal" substitutionGroup="creature"/>
        <xs:element name="plant" block="substitution"/>
        <xs:element name="tree" substitutionGroup="plant"/>
        <xs:complexType name="World"><xs:sequence>
          <xs:element name="any" type="Animal"/>
          <xs:element name="only" type="Animal" block="#all"/>
          <xs:element name="stone" type="Stone"/>
          <xs:element ref="creature"/>
          <xs:element ref="plant"/>
        </xs:sequence></xs:complexType>"##
    ));
}
