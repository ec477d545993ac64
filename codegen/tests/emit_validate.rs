//! The option `validate`: the facets of a schema in the generated text.

mod common;

use common::{Project, schema};
use veeam_model_codegen::Builder;
use veeam_model_codegen::pipeline::{Inputs, run};

const VALIDATE: &str = "[output]\nvalidate = true\n";

fn project(declarations: &str) -> Project {
    Project::new(&[
        ("shop.xsd", &schema(declarations)),
        ("codegen.toml", VALIDATE),
    ])
}

fn text(declarations: &str) -> String {
    project(declarations).text()
}

const ORDER: &str = r#"<xs:element name="Order" type="Order"/>
<xs:complexType name="Order">
  <xs:sequence>
    <xs:element name="Item" type="Item" minOccurs="2" maxOccurs="5"/>
    <xs:element name="Code" type="Code" minOccurs="0"/>
    <xs:choice minOccurs="0" maxOccurs="3">
      <xs:element name="A" type="Code"/>
      <xs:element name="B" type="xs:NCName" fixed="b"/>
    </xs:choice>
  </xs:sequence>
  <xs:attribute name="code" type="Code" use="required"/>
  <xs:attribute name="version" type="xs:decimal" fixed="1.0"/>
  <xs:attribute name="count" type="xs:positiveInteger"/>
  <xs:attribute name="note" type="xs:string"/>
  <xs:attribute name="word">
    <xs:simpleType><xs:restriction base="xs:token"><xs:maxLength value="9"/></xs:restriction></xs:simpleType>
  </xs:attribute>
</xs:complexType>
<xs:complexType name="Item">
  <xs:simpleContent><xs:extension base="LocalCode"/></xs:simpleContent>
</xs:complexType>
<xs:simpleType name="Code">
  <xs:restriction base="xs:token"><xs:pattern value="[A-Z]{3}"/><xs:pattern value="\d+"/></xs:restriction>
</xs:simpleType>
<xs:simpleType name="LocalCode">
  <xs:restriction base="Code"><xs:pattern value=".*[^0]"/><xs:minLength value="2"/></xs:restriction>
</xs:simpleType>"#;

#[test]
fn fields_name_the_facets_of_their_types() {
    insta::assert_snapshot!(text(ORDER));
}

#[test]
fn lists_unions_and_enumerations() {
    insta::assert_snapshot!(text(
        r#"<xs:simpleType name="Code"><xs:restriction base="xs:NMTOKEN"><xs:length value="3"/></xs:restriction></xs:simpleType>
        <xs:simpleType name="Codes"><xs:list itemType="Code"/></xs:simpleType>
        <xs:simpleType name="FewCodes"><xs:restriction base="Codes"><xs:maxLength value="2"/></xs:restriction></xs:simpleType>
        <xs:simpleType name="Numbers"><xs:list itemType="xs:int"/></xs:simpleType>
        <xs:simpleType name="Colour"><xs:restriction base="xs:token"><xs:enumeration value="red"/></xs:restriction></xs:simpleType>
        <xs:simpleType name="Colours"><xs:list itemType="Colour"/></xs:simpleType>
        <xs:simpleType name="Level"><xs:restriction base="xs:int"><xs:enumeration value="1"/></xs:restriction></xs:simpleType>
        <xs:simpleType name="Size"><xs:union memberTypes="xs:int Colour Code"/></xs:simpleType>
        <xs:simpleType name="Word"><xs:union memberTypes="Code xs:language"/></xs:simpleType>
        <xs:simpleType name="ShortWord"><xs:restriction base="Word"><xs:pattern value=".{2}"/></xs:restriction></xs:simpleType>
        <xs:complexType name="All">
          <xs:attribute name="codes" type="Codes"/>
          <xs:attribute name="fewCodes" type="FewCodes"/>
          <xs:attribute name="numbers" type="Numbers"/>
          <xs:attribute name="colours" type="Colours"/>
          <xs:attribute name="level" type="Level"/>
          <xs:attribute name="size" type="Size"/>
          <xs:attribute name="word" type="Word"/>
          <xs:attribute name="shortWord" type="ShortWord"/>
          <xs:attribute name="tokens" type="xs:NMTOKENS"/>
        </xs:complexType>"#
    ));
}

#[test]
fn patterns_of_a_type_declared_in_place_hold_together_with_those_around_it() {
    insta::assert_snapshot!(text(
        r#"<xs:simpleType name="Word">
          <xs:restriction>
            <xs:simpleType>
              <xs:restriction base="xs:token"><xs:pattern value="a.*"/><xs:pattern value="b.*"/></xs:restriction>
            </xs:simpleType>
            <xs:pattern value=".*z"/>
            <xs:maxLength value="5"/>
          </xs:restriction>
        </xs:simpleType>"#
    ));
}

#[test]
fn names_of_facets_are_distinct() {
    let text = text(
        r#"<xs:simpleType name="AB"><xs:restriction base="xs:token"><xs:length value="1"/></xs:restriction></xs:simpleType>
        <xs:simpleType name="Ab"><xs:restriction base="xs:token"><xs:length value="2"/></xs:restriction></xs:simpleType>
        <xs:simpleType name="aB"><xs:restriction base="xs:token"><xs:length value="3"/></xs:restriction></xs:simpleType>"#,
    );
    let statics = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub static "));
    let names: std::collections::BTreeSet<&str> =
        statics.filter_map(|line| line.split(':').next()).collect();
    assert_eq!(names.len(), 3, "{text}");
}

/// A schema that is valid generates, whatever its patterns.
#[test]
fn patterns_that_are_not_understood_are_warned_of() {
    let project = project(
        r#"<xs:simpleType name="Code">
          <xs:restriction base="xs:token"><xs:pattern value="(?i)[a-z]+"/></xs:restriction>
        </xs:simpleType>"#,
    );
    let output = project.run();
    insta::assert_snapshot!(project.report(&output));
    assert!(output.generated.is_some());
}

#[test]
fn it_can_be_asked_for_in_several_ways() {
    let configured = text(ORDER);
    let project = Project::new(&[("shop.xsd", &schema(ORDER))]);
    assert_ne!(project.text(), configured);
    let inputs = Inputs {
        validate: true,
        ..project.inputs()
    };
    let asked = run(&inputs).generated.map(|generated| generated.text);
    assert_eq!(asked.as_deref(), Some(&*configured));
    let built = Builder::new()
        .schema(project.path("shop.xsd"))
        .validate(true);
    assert_eq!(built.build_text().unwrap(), configured);
}
