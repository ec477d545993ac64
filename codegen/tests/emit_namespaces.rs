//! A module for each namespace.

mod common;

use common::Project;

const SHOP: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:s="urn:example:shop"
    xmlns:g="http://example.com/goods/1.0" targetNamespace="urn:example:shop" elementFormDefault="qualified">
  <xs:import namespace="http://example.com/goods/1.0" schemaLocation="goods.xsd"/>
  <xs:import schemaLocation="plain.xsd"/>
  <xs:element name="Order" type="s:Order"/>
  <xs:complexType name="Order">
    <xs:sequence>
      <xs:element name="Item" type="g:Item" maxOccurs="unbounded"/>
      <xs:element name="Note" type="Note"/>
    </xs:sequence>
  </xs:complexType>
  <xs:complexType name="Item">
    <xs:complexContent>
      <xs:extension base="g:Item">
        <xs:sequence><xs:element name="Shelf" type="xs:int"/></xs:sequence>
      </xs:extension>
    </xs:complexContent>
  </xs:complexType>
</xs:schema>"#;

const GOODS: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:g="http://example.com/goods/1.0"
    targetNamespace="http://example.com/goods/1.0" elementFormDefault="qualified">
  <xs:import schemaLocation="plain.xsd"/>
  <xs:complexType name="Item">
    <xs:sequence>
      <xs:element name="Note" type="Note" minOccurs="0"/>
      <xs:element name="Colour" minOccurs="0">
        <xs:simpleType>
          <xs:restriction base="xs:string"><xs:enumeration value="red"/></xs:restriction>
        </xs:simpleType>
      </xs:element>
    </xs:sequence>
  </xs:complexType>
</xs:schema>"#;

const PLAIN: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:complexType name="Note"><xs:attribute name="by"/></xs:complexType>
</xs:schema>"#;

fn project(config: &str) -> Project {
    Project::new(&[
        ("shop.xsd", SHOP),
        ("goods.xsd", GOODS),
        ("plain.xsd", PLAIN),
        ("codegen.toml", config),
    ])
}

/// Names are distinct within a module; a trait stands beside the type it is named after.
#[test]
fn each_namespace_has_a_module() {
    insta::assert_snapshot!(project("").text());
}

/// A path from the configuration is one as seen from outside of all modules.
#[test]
fn paths_of_hand_written_types_are_seen_from_outside() {
    let text = project(
        "[output]\nruntime = 'self::runtime'\n[types.Note]\nrust = 'super::notes::Note'\n\
         [types.'Item/Colour']\nrust = 'crate::Colour'\n",
    )
    .text();
    for expected in [
        "use self::runtime::{FromXml, ToXml, xml};",
        "crate = super::runtime",
        "pub note: super::super::notes::Note,",
        "pub colour: Option<crate::Colour>,",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn a_module_has_the_name_that_the_configuration_asks_for() {
    let text = project("[namespaces]\n'http://example.com/goods/1.0' = 'shop'\n").text();
    assert!(text.contains("pub mod shop {"), "{text}");
    assert!(text.contains("pub item: Vec<shop::AnyItem>,"), "{text}");
    assert!(text.contains("pub mod example_shop {"), "{text}");
}

#[test]
fn types_stand_together_where_the_configuration_says_so() {
    let text = project("[output]\nnamespace_modules = false\n").text();
    assert!(!text.contains("pub mod"), "{text}");
    assert!(text.contains("pub struct ShopItem {"), "{text}");
}

#[test]
fn names_of_modules_that_are_not_made() {
    insta::assert_snapshot!(project("[namespaces]\n'urn:example:shops' = 'shop'\n").diagnostics());
    let flat = "[output]\nnamespace_modules = false\n[namespaces]\n'urn:example:shop' = 'shop'\n";
    insta::assert_snapshot!(project(flat).diagnostics());
}

/// What a schema allows of a type stands in the type's module.
#[test]
fn facets_are_found_across_modules() {
    let order = SHOP.replace(
        r#"<xs:element name="Note" type="Note"/>"#,
        r#"<xs:element name="Code" type="g:Code"/>"#,
    );
    let code = r#"<xs:simpleType name="Code">
      <xs:restriction base="xs:token"><xs:maxLength value="3"/></xs:restriction>
    </xs:simpleType></xs:schema>"#;
    let project = Project::new(&[
        ("shop.xsd", &order),
        ("goods.xsd", &GOODS.replace("</xs:schema>", code)),
        ("plain.xsd", PLAIN),
        ("codegen.toml", "[output]\nvalidate = true\n"),
    ]);
    let text = project.text();
    for expected in [
        "        #[xml(validate(facets = goods::CODE_FACETS))]\n        pub code: goods::Code,\n",
        "    pub static CODE_FACETS: xml::Facets",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}
