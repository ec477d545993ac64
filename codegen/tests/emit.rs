//! The generated text, feature by feature.

mod common;

use common::{Project, schema};

fn text(declarations: &str) -> String {
    Project::new(&[("shop.xsd", &schema(declarations))]).text()
}

fn configured(declarations: &str, config: &str) -> String {
    Project::new(&[
        ("shop.xsd", &schema(declarations)),
        ("codegen.toml", config),
    ])
    .text()
}

#[test]
fn elements_and_attributes() {
    insta::assert_snapshot!(text(
        r#"<xs:element name="Order" type="OrderType"/>
        <xs:complexType name="OrderType">
          <xs:annotation><xs:documentation>What someone wants to buy.</xs:documentation></xs:annotation>
          <xs:sequence>
            <xs:element name="Item" type="xs:string" maxOccurs="unbounded"/>
            <xs:element name="Note" type="xs:string" minOccurs="0"/>
            <xs:element name="Placed" type="xs:dateTime"/>
            <xs:element name="Total" type="xs:decimal"/>
            <xs:element name="Count" type="xs:nonNegativeInteger"/>
            <xs:element name="Label" type="xs:string" maxOccurs="3"/>
          </xs:sequence>
          <xs:attribute name="ID" type="xs:long" use="required"/>
          <xs:attribute name="Paid" type="xs:boolean" default="false"/>
          <xs:attribute name="Version" type="xs:string" fixed="1.0"/>
        </xs:complexType>"#
    ));
}

#[test]
fn simple_content_and_an_empty_type() {
    insta::assert_snapshot!(text(
        r#"<xs:complexType name="Price">
          <xs:simpleContent><xs:extension base="xs:decimal">
            <xs:attribute name="currency" type="xs:string" use="required"/>
          </xs:extension></xs:simpleContent>
        </xs:complexType>
        <xs:complexType name="Nothing"/>
        <xs:complexType name="Parameter">
          <xs:simpleContent><xs:extension base="xs:string">
            <xs:attribute name="value" type="xs:string"/>
            <xs:attribute name="text" type="xs:string"/>
            <xs:attribute name="unknown" type="xs:string"/>
          </xs:extension></xs:simpleContent>
        </xs:complexType>"#
    ));
}

#[test]
fn simple_types() {
    insta::assert_snapshot!(text(
        r#"<xs:simpleType name="Code">
          <xs:annotation><xs:documentation>A code.</xs:documentation></xs:annotation>
          <xs:restriction base="xs:string"><xs:maxLength value="8"/><xs:pattern value="[A-Z`]+"/><xs:pattern value="\d+"/></xs:restriction>
        </xs:simpleType>
        <xs:simpleType name="ShortCode"><xs:restriction base="Code"><xs:maxLength value="1"/></xs:restriction></xs:simpleType>
        <xs:simpleType name="Color">
          <xs:restriction base="xs:string">
            <xs:enumeration value="red"/><xs:enumeration value="dark-blue"/><xs:enumeration value="GREEN"/>
          </xs:restriction>
        </xs:simpleType>
        <xs:complexType name="Car">
          <xs:attribute name="color" type="Color"/>
          <xs:attribute name="code" type="ShortCode"/>
          <xs:attribute name="doors">
            <xs:simpleType><xs:restriction base="xs:int"><xs:minInclusive value="2"/><xs:maxInclusive value="5"/></xs:restriction></xs:simpleType>
          </xs:attribute>
          <xs:attribute name="fuel">
            <xs:simpleType><xs:restriction base="xs:token"><xs:enumeration value="petrol"/><xs:enumeration value="none"/></xs:restriction></xs:simpleType>
          </xs:attribute>
        </xs:complexType>"#
    ));
}

#[test]
fn dates_bytes_and_lists() {
    insta::assert_snapshot!(text(
        r#"<xs:element name="Event" type="Event"/>
        <xs:simpleType name="Digest"><xs:restriction base="xs:hexBinary"><xs:length value="20"/></xs:restriction></xs:simpleType>
        <xs:simpleType name="Tags"><xs:restriction base="xs:NMTOKENS"><xs:maxLength value="1"/></xs:restriction></xs:simpleType>
        <xs:complexType name="Span"><xs:simpleContent><xs:extension base="xs:duration"/></xs:simpleContent></xs:complexType>
        <xs:complexType name="Event">
          <xs:sequence>
            <xs:element name="Day" type="xs:date"/>
            <xs:element name="At" type="xs:time" minOccurs="0"/>
            <xs:element name="Lasts" type="Span"/>
            <xs:element name="Year" type="xs:gYear" maxOccurs="unbounded"/>
            <xs:element name="Season" type="xs:gYearMonth"/>
            <xs:element name="Month" type="xs:gMonth"/>
            <xs:element name="Birthday" type="xs:gMonthDay"/>
            <xs:element name="Payday" type="xs:gDay"/>
            <xs:element name="Picture" type="xs:base64Binary"/>
          </xs:sequence>
          <xs:attribute name="digest" type="Digest" use="required"/>
          <xs:attribute name="tags" type="Tags"/>
          <xs:attribute name="of" type="xs:IDREFS" use="required"/>
        </xs:complexType>"#
    ));
}

#[test]
fn names_that_no_identifier_can_have() {
    let text = text(
        r#"<xs:complexType name="self">
          <xs:sequence><xs:element name="self" type="xs:int"/></xs:sequence>
          <xs:attribute name="self" type="xs:int"/>
          <xs:attribute name="Self" type="xs:int"/>
        </xs:complexType>"#,
    );
    for name in [
        "struct Self_ {",
        "pub self_: ",
        "pub self_attribute: ",
        "pub self2: ",
    ] {
        assert!(text.contains(name), "{name} in {text}");
    }
}

#[test]
fn a_choice_between_sequences() {
    insta::assert_snapshot!(text(
        r#"<xs:complexType name="Place">
          <xs:choice>
            <xs:sequence>
              <xs:element name="Street" type="xs:string">
                <xs:annotation><xs:documentation>With the number.</xs:documentation></xs:annotation>
              </xs:element>
              <xs:element name="Town" type="xs:string"/>
            </xs:sequence>
            <xs:sequence>
              <xs:element name="Latitude" type="xs:double"/>
              <xs:element name="Longitude" type="xs:double"/>
            </xs:sequence>
          </xs:choice>
        </xs:complexType>"#
    ));
}

#[test]
fn defaults_and_fixed_values() {
    insta::assert_snapshot!(text(
        r#"<xs:element name="Level" type="xs:int" default="1"/>
        <xs:simpleType name="Color"><xs:restriction base="xs:string"><xs:enumeration value="red"/></xs:restriction></xs:simpleType>
        <xs:complexType name="Price"><xs:simpleContent><xs:extension base="xs:decimal">
          <xs:attribute name="currency" type="xs:string" default="EUR"/>
        </xs:extension></xs:simpleContent></xs:complexType>
        <xs:complexType name="Settings">
          <xs:sequence>
            <xs:element name="retries" type="xs:int" default="5"/>
            <xs:element name="color" type="Color" default="red" minOccurs="0"/>
            <xs:element name="version" type="xs:decimal" fixed="1.0" maxOccurs="unbounded"/>
            <xs:element name="nothing" type="xs:int" default="2" nillable="true"/>
            <xs:element name="price" type="Price" default="0"/>
          </xs:sequence>
        </xs:complexType>"#
    ));
}

#[test]
fn choices() {
    insta::assert_snapshot!(text(
        r#"<xs:element name="Shape" type="Shape"/>
        <xs:complexType name="Shape">
          <xs:sequence>
            <xs:element name="Name" type="xs:string"/>
            <xs:choice minOccurs="0">
              <xs:element name="Circle" type="xs:int"/>
              <xs:element name="Group" type="Shape"/>
              <xs:element name="nothing" type="xs:string" nillable="true"/>
            </xs:choice>
          </xs:sequence>
        </xs:complexType>
        <xs:complexType name="Drawing">
          <xs:choice maxOccurs="unbounded">
            <xs:element name="Line" type="xs:int"/>
            <xs:element name="Shape" type="Shape"/>
          </xs:choice>
        </xs:complexType>"#
    ));
}

#[test]
fn recursion_is_boxed() {
    insta::assert_snapshot!(text(
        r#"<xs:complexType name="Node">
          <xs:sequence>
            <xs:element name="Left" type="Node" minOccurs="0"/>
            <xs:element name="Other" type="Link" minOccurs="0" nillable="true"/>
            <xs:element name="Child" type="Node" minOccurs="0" maxOccurs="unbounded"/>
            <xs:element name="Leaf" type="Leaf"/>
          </xs:sequence>
        </xs:complexType>
        <xs:complexType name="Link"><xs:sequence><xs:element name="To" type="Node"/></xs:sequence></xs:complexType>
        <xs:complexType name="Leaf"><xs:attribute name="size" type="xs:int"/></xs:complexType>"#
    ));
}

#[test]
fn lists_in_a_wrapper() {
    insta::assert_snapshot!(text(
        r#"<xs:complexType name="Order">
          <xs:sequence>
            <xs:element name="Items" type="Items"/>
            <xs:element name="Tags" minOccurs="0">
              <xs:complexType><xs:sequence><xs:element name="Tag" type="xs:string" nillable="true" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
            </xs:element>
            <xs:element name="Pages" type="Items" maxOccurs="unbounded"/>
            <xs:element name="Counted" type="Counted"/>
          </xs:sequence>
        </xs:complexType>
        <xs:complexType name="Items"><xs:sequence><xs:element name="Item" type="Item" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
        <xs:complexType name="Counted">
          <xs:sequence><xs:element name="Item" type="Item" maxOccurs="unbounded"/></xs:sequence>
          <xs:attribute name="count" type="xs:int"/>
        </xs:complexType>
        <xs:complexType name="Item"><xs:attribute name="id" type="xs:int"/></xs:complexType>"#
    ));
}

#[test]
fn a_wrapper_with_a_name_of_its_own_stays_a_type() {
    let declarations = r#"<xs:complexType name="Order"><xs:sequence><xs:element name="Items" type="Items"/></xs:sequence></xs:complexType>
        <xs:complexType name="Items"><xs:sequence><xs:element name="Item" type="xs:string" maxOccurs="unbounded"/></xs:sequence></xs:complexType>"#;
    let text = configured(declarations, "[types.Items]\nname = 'ItemList'\n");
    assert!(text.contains("pub items: ItemList"), "{text}");
    assert!(text.contains("pub struct ItemList"), "{text}");
    let text = configured(declarations, "[types.Items]\nunknown = 'deny'\n");
    assert!(text.contains("pub items: Items"), "{text}");
}

#[test]
fn extension_and_abstract_types() {
    insta::assert_snapshot!(text(
        r#"<xs:complexType name="Resource" abstract="true">
          <xs:sequence><xs:element name="Link" type="xs:anyURI" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
          <xs:attribute name="Href" type="xs:anyURI"/>
        </xs:complexType>
        <xs:complexType name="Job">
          <xs:complexContent><xs:extension base="Resource">
            <xs:sequence><xs:element name="State" type="xs:string"/></xs:sequence>
            <xs:attribute name="Name" type="xs:string"/>
          </xs:extension></xs:complexContent>
        </xs:complexType>"#
    ));
}

#[test]
fn names_that_clash() {
    insta::assert_snapshot!(text(
        r#"<xs:element name="type" type="xs:string"/>
        <xs:element name="Type" type="xs:string"/>
        <xs:element name="TYPE" type="xs:string"/>
        <xs:complexType name="type">
          <xs:sequence>
            <xs:element name="Name" type="xs:string"/>
            <xs:element name="name" type="xs:string"/>
            <xs:element name="self" type="xs:string"/>
            <xs:element name="Unknown" type="xs:string"/>
            <xs:element name="no-name" type="xs:string"/>
          </xs:sequence>
          <xs:attribute name="Name" type="xs:string"/>
          <xs:attribute name="match" type="xs:string"/>
        </xs:complexType>
        <xs:complexType name="Type"/>
        <xs:complexType name="Option"/>
        <xs:complexType name="Document"/>
        <xs:complexType name="Größe"/>
        <xs:simpleType name="Answer">
          <xs:restriction base="xs:string">
            <xs:enumeration value="yes"/><xs:enumeration value="Yes"/><xs:enumeration value="YES!"/>
            <xs:enumeration value=""/><xs:enumeration value="1"/><xs:enumeration value="-1"/>
            <xs:enumeration value="+"/><xs:enumeration value="Other"/><xs:enumeration value="self"/>
          </xs:restriction>
        </xs:simpleType>"#
    ));
}

#[test]
fn types_declared_in_place() {
    insta::assert_snapshot!(text(
        r#"<xs:complexType name="Order">
          <xs:sequence>
            <xs:element name="Buyer"><xs:complexType><xs:attribute name="name"/></xs:complexType></xs:element>
            <xs:element name="Item" maxOccurs="unbounded"><xs:complexType>
              <xs:sequence><xs:element name="Detail"><xs:complexType><xs:attribute name="a"/></xs:complexType></xs:element></xs:sequence>
            </xs:complexType></xs:element>
          </xs:sequence>
        </xs:complexType>
        <xs:complexType name="Bill">
          <xs:sequence>
            <xs:element name="Item"><xs:complexType><xs:attribute name="price"/></xs:complexType></xs:element>
          </xs:sequence>
        </xs:complexType>"#
    ));
}

#[test]
fn documentation_is_prose() {
    insta::assert_snapshot!(text(
        r#"<xs:complexType name="Documented">
          <xs:annotation><xs:documentation>
            A [link], a &lt;tag&gt; and `code` with &lt;T&gt;; see http://example.com/a?b=c.

            - no list, and a very long second paragraph that has to be wrapped because it would not fit on one line of a source file otherwise
          </xs:documentation></xs:annotation>
          <xs:attribute name="a"><xs:annotation><xs:documentation>    indented ``` fence</xs:documentation></xs:annotation></xs:attribute>
        </xs:complexType>"#
    ));
}

#[test]
fn policies_for_unknown_content() {
    let declarations = r#"<xs:complexType name="A"><xs:attribute name="a"/></xs:complexType>
        <xs:complexType name="B"><xs:attribute name="b"/></xs:complexType>"#;
    let text = configured(
        declarations,
        "[output]\nunknown = 'ignore'\n[types.B]\nunknown = 'deny'\n",
    );
    insta::assert_snapshot!(text);
}

#[test]
fn another_runtime() {
    let declarations = r#"<xs:element name="A" type="A"/><xs:complexType name="A"><xs:attribute name="a" type="xs:dateTime"/></xs:complexType>
        <xs:simpleType name="E"><xs:restriction base="xs:string"><xs:enumeration value="x"/></xs:restriction></xs:simpleType>"#;
    insta::assert_snapshot!(configured(
        declarations,
        "[output]\nruntime = 'crate::soap'\n"
    ));
}

#[test]
fn overrides() {
    insta::assert_snapshot!(configured(
        r#"<xs:element name="Order" type="OrderType"/>
        <xs:complexType name="BaseType"><xs:attribute name="Type" type="xs:string"/></xs:complexType>
        <xs:complexType name="OrderType">
          <xs:complexContent><xs:extension base="BaseType">
            <xs:choice><xs:element name="A" type="IdType"/><xs:element name="B" type="xs:string"/></xs:choice>
          </xs:extension></xs:complexContent>
        </xs:complexType>
        <xs:simpleType name="IdType"><xs:restriction base="xs:string"/></xs:simpleType>
        <xs:simpleType name="StateType"><xs:restriction base="xs:string"><xs:enumeration value="None"/></xs:restriction></xs:simpleType>"#,
        r#"
        [output]
        strip_suffixes = ["Type"]
        [types.IdType]
        rust = "::shop::Id<u8>"
        [types.StateType]
        name = "OrderState"
        values = { None = "Nothing" }
        [types.BaseType]
        fields = { "@Type" = "kind" }
        [types.OrderType]
        fields = { choice = "either" }
        [types."OrderType/choice"]
        name = "Either"
        fields = { A = "First" }
        [roots]
        Order = "TheOrder"
        "#,
    ));
}

#[test]
fn names_from_roots_and_without_endings() {
    let declarations = r#"<xs:element name="Session" type="SessionEntityType"/>
        <xs:element name="Ref" type="RefType"/><xs:element name="Up" type="RefType"/>
        <xs:complexType name="SessionEntityType"><xs:attribute name="a"/></xs:complexType>
        <xs:complexType name="SessionType"><xs:attribute name="b"/></xs:complexType>
        <xs:complexType name="RefType"><xs:attribute name="c"/></xs:complexType>
        <xs:complexType name="Type"><xs:attribute name="d"/></xs:complexType>"#;
    insta::assert_snapshot!(configured(
        declarations,
        "[output]\nstrip_suffixes = ['Type']\nname_types_after_roots = true\nunknown = 'ignore'\n"
    ));
}

#[test]
fn a_name_that_was_asked_for_goes_first() {
    let declarations = r#"<xs:complexType name="Either"/><xs:complexType name="Order">
      <xs:choice><xs:element name="A" type="xs:string"/><xs:element name="B" type="xs:string"/></xs:choice>
    </xs:complexType>"#;
    let text = configured(declarations, "[types.'Order/choice']\nname = 'Either'\n");
    assert!(text.contains("pub enum Either {"), "{text}");
    assert!(text.contains("pub struct Either2 {"), "{text}");
}

#[test]
fn several_namespaces() {
    let shop = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:example:shop:v2" xmlns:c="http://example.com/common/1.0"
        targetNamespace="urn:example:shop:v2">
      <xs:import namespace="http://example.com/common/1.0" schemaLocation="common.xsd"/>
      <xs:element name="Order" type="Order"/>
      <xs:complexType name="Order">
        <xs:sequence>
          <xs:element ref="c:Address"/>
          <xs:element name="Plain" type="Address"/>
          <xs:element name="Lines" type="c:Lines" form="qualified"/>
        </xs:sequence>
        <xs:attribute ref="c:lang"/>
      </xs:complexType>
      <xs:complexType name="Address"><xs:attribute name="a"/></xs:complexType>
    </xs:schema>"#;
    let common = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://example.com/common/1.0"
        targetNamespace="http://example.com/common/1.0" elementFormDefault="qualified">
      <xs:element name="Address" type="Address"/>
      <xs:attribute name="lang" type="xs:language"/>
      <xs:complexType name="Address"><xs:sequence><xs:element name="Street" type="xs:string"/></xs:sequence></xs:complexType>
      <xs:complexType name="Lines"><xs:sequence><xs:element name="Line" type="xs:string" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
    </xs:schema>"#;
    let project = Project::new(&[("shop.xsd", shop), ("common.xsd", common)]);
    insta::assert_snapshot!(project.text());
}

#[test]
fn roots() {
    insta::assert_snapshot!(text(
        r#"<xs:element name="Order" type="Order" nillable="true"/>
        <xs:element name="Count" type="xs:int" default="1"><xs:annotation><xs:documentation>How many.</xs:documentation></xs:annotation></xs:element>
        <xs:element name="Inline"><xs:complexType><xs:attribute name="a"/></xs:complexType></xs:element>
        <xs:complexType name="Order"><xs:attribute name="Id" type="xs:int"/></xs:complexType>"#
    ));
}

#[test]
fn no_namespace() {
    let schema = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="a" type="A"/>
      <xs:complexType name="A"><xs:sequence><xs:element name="b" type="xs:string"/></xs:sequence></xs:complexType>
    </xs:schema>"#;
    insta::assert_snapshot!(Project::new(&[("a.xsd", schema)]).text());
}

#[test]
fn the_order_of_files_does_not_matter() {
    let a = schema(r#"<xs:complexType name="A"><xs:attribute name="a"/></xs:complexType>"#);
    let b = schema(
        r#"<xs:element name="B"><xs:complexType><xs:attribute name="b"/></xs:complexType></xs:element>"#,
    );
    let project = Project::new(&[
        ("a.xsd", &a),
        ("b.xsd", &b),
        ("x.xml", "<B xmlns='urn:example:shop' b='1'/>"),
    ]);
    let inputs = project.inputs();
    let text = |inputs| {
        veeam_model_codegen::pipeline::run(inputs)
            .generated
            .unwrap()
            .text
    };
    let mut reversed = inputs.clone();
    reversed.schemas.reverse();
    reversed.schemas.push(inputs.schemas[0].clone());
    assert_eq!(text(&inputs), text(&reversed));
}

/// The types of some documents stand in modules of their own, and can be named without them.
#[test]
fn modules() {
    let project = Project::new(&[
        (
            "shop.xsd",
            &schema(
                r#"<xs:include schemaLocation="goods.xsd"/>
                <xs:element name="Order" type="OrderType"/>
                <xs:complexType name="OrderType"><xs:sequence>
                  <xs:element name="Item" type="ItemType" maxOccurs="unbounded"/>
                </xs:sequence></xs:complexType>"#,
            ),
        ),
        (
            "goods.xsd",
            &schema(
                r#"<xs:complexType name="ItemType"><xs:sequence>
                  <xs:element name="Order" type="xs:anyURI" minOccurs="0"/>
                </xs:sequence></xs:complexType>
                <xs:simpleType name="Colour"><xs:restriction base="xs:string">
                  <xs:enumeration value="red"/>
                </xs:restriction></xs:simpleType>"#,
            ),
        ),
        (
            "codegen.toml",
            "[modules.goods]\nschemas = ['goods.xsd']\ndoc = 'What the shop sells.'\n",
        ),
    ]);
    insta::assert_snapshot!(project.text());
}

#[test]
fn modules_of_documents_that_were_not_read() {
    let project = Project::new(&[
        ("shop.xsd", &schema("")),
        (
            "codegen.toml",
            "[modules.goods]\nschemas = ['shop.xsd']\n\n\
             [modules.more]\nschemas = ['shop.xsd', 'ship.xsd']\n",
        ),
    ]);
    insta::assert_snapshot!(project.diagnostics());
}

/// A circle of types, each of which holds the next as `element` says.
fn circle(types: usize, element: &str) -> String {
    let types = (0..types).map(|number| {
        let next = (number + 1) % types;
        let element = element.replace("NEXT", &next.to_string());
        format!(r#"<xs:complexType name="T{number}">{element}</xs:complexType>"#)
    });
    text(&types.collect::<String>())
}

const IN_A_LIST: &str = r#"<xs:sequence>
    <xs:element name="Next" type="TNEXT" minOccurs="0" maxOccurs="unbounded"/>
    <xs:element name="Title" type="xs:string"/>
</xs:sequence>"#;

#[test]
fn many_types_that_hold_each_other_are_held_apart() {
    let optional = IN_A_LIST.replace(r#"maxOccurs="unbounded""#, "");
    let choice = r#"<xs:choice minOccurs="0" maxOccurs="unbounded">
        <xs:element name="Next" type="TNEXT"/>
        <xs:element name="Title" type="xs:string"/>
    </xs:choice>"#;
    for element in [IN_A_LIST, &optional, choice] {
        assert!(!circle(8, element).contains("Recursive"));
    }
    let holds = |element: &str| {
        let text = circle(25, element);
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| line.to_lowercase().contains("next"));
        let mut counts = std::collections::BTreeMap::new();
        for line in lines {
            let line = line.replace(|c: char| c.is_ascii_digit(), "");
            *counts.entry(line).or_insert(0) += 1;
        }
        counts
    };
    insta::assert_debug_snapshot!("held_apart_in_lists", holds(IN_A_LIST));
    insta::assert_debug_snapshot!("held_apart_in_options", holds(&optional));
    insta::assert_debug_snapshot!("held_apart_in_choices", holds(choice));
}

#[test]
fn the_text_says_what_a_long_cycle_needs() {
    assert!(!circle(100, IN_A_LIST).contains("recursion_limit"));
    let text = circle(300, IN_A_LIST);
    let header: Vec<&str> = text.lines().take_while(|line| !line.is_empty()).collect();
    insta::assert_snapshot!(header.join("\n"));
}
