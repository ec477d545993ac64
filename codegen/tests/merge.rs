//! Samples against a schema: every kind of disagreement, reported and mended.

mod common;

use common::{Project, schema};

const DECLARATIONS: &str = r#"<xs:element name="Order" type="OrderType"/>
<xs:complexType name="OrderType">
  <xs:sequence>
    <xs:element name="State" type="StateType"/>
    <xs:element name="Count" type="xs:int" minOccurs="0"/>
    <xs:element name="Note" type="xs:string" minOccurs="0"/>
    <xs:element name="Code" type="CodeType" minOccurs="0" maxOccurs="2"/>
    <xs:element name="Items" minOccurs="0">
      <xs:complexType><xs:sequence><xs:element name="Item" type="ItemType" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
    </xs:element>
    <xs:choice minOccurs="0">
      <xs:element name="Cash" type="xs:decimal"/>
      <xs:element name="Card" type="xs:string"/>
    </xs:choice>
  </xs:sequence>
  <xs:attribute name="Id" type="xs:unsignedInt" use="required"/>
  <xs:attribute name="Version" type="xs:string" fixed="1.0"/>
</xs:complexType>
<xs:complexType name="ItemType"><xs:attribute name="Name" type="xs:string" use="required"/></xs:complexType>
<xs:simpleType name="StateType">
  <xs:restriction base="xs:string"><xs:enumeration value="Open"/><xs:enumeration value="Closed"/></xs:restriction>
</xs:simpleType>
<xs:simpleType name="CodeType">
  <xs:restriction base="xs:string"><xs:pattern value="[A-Z]+"/><xs:maxLength value="3"/></xs:restriction>
</xs:simpleType>"#;

fn project(samples: &[(&str, &str)], config: &str) -> Project {
    let project = Project::new(&[
        ("shop.xsd", &schema(DECLARATIONS)),
        ("codegen.toml", config),
    ]);
    for (name, content) in samples {
        project.write(
            name,
            &content.replacen("<Order", "<Order xmlns='urn:example:shop'", 1),
        );
    }
    project
}

fn failures(content: &str) -> String {
    let project = project(&[("a.xml", content)], "");
    let output = project.run();
    assert!(output.generated.is_none());
    assert!(output.summary.disagreements > 0);
    project.report(&output)
}

#[test]
fn samples_that_agree() {
    let output = project(
        &[(
            "a.xml",
            "<Order Id='1' Version='1.0'><Card>x</Card><State> Open </State><Code>ABC</Code><Code>D</Code>\
             <Items><Item Name=''/></Items><Count> 5 </Count></Order>",
        )],
        "",
    )
    .run();
    assert!(output.diagnostics.is_empty(), "{:?}", output.diagnostics);
    assert_eq!(output.summary.disagreements, 0);
}

#[test]
fn undeclared_root() {
    let project = project(&[("a.xml", "<Bill xmlns='urn:example:shop'/>")], "");
    insta::assert_snapshot!(project.diagnostics());
}

#[test]
fn undeclared_element() {
    insta::assert_snapshot!(failures(
        "<Order Id='1'><State>Open</State><Weight>5</Weight></Order>"
    ));
}

#[test]
fn undeclared_attribute() {
    insta::assert_snapshot!(failures(
        "<Order Id='1' Weight='5'><State Since='now'>Open</State></Order>"
    ));
}

#[test]
fn undeclared_text() {
    insta::assert_snapshot!(failures(
        "<Order Id='1'><State>Open</State> and more </Order>"
    ));
}

#[test]
fn missing_element_and_attribute() {
    insta::assert_snapshot!(failures("<Order><Items/></Order>"));
}

#[test]
fn repeated_elements() {
    insta::assert_snapshot!(failures(
        "<Order Id='1'><State>Open</State><Note/><Note/><Code>A</Code><Code>B</Code><Code>C</Code><Cash>1</Cash><Card>x</Card></Order>"
    ));
}

#[test]
fn values_outside_their_type() {
    insta::assert_snapshot!(failures(
        "<Order Id='-1' Version='2.0'><State>Open</State><Count>many</Count><Code>abc</Code><Code>ABCD</Code><Cash>x</Cash></Order>"
    ));
}

#[test]
fn value_that_is_not_listed() {
    insta::assert_snapshot!(failures("<Order Id='1'><State>Lost</State></Order>"));
}

#[test]
fn nil_element() {
    insta::assert_snapshot!(failures(
        "<Order Id='1'><State>Open</State><Count xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/></Order>"
    ));
}

#[test]
fn nil_and_empty_roots() {
    let declarations = r#"<xs:element name="A" type="xs:int" nillable="true"/><xs:element name="B" type="xs:int" default="1"/>
      <xs:element name="C" type="xs:int" fixed="1"/>"#;
    let xsi = "xmlns='urn:example:shop' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
    let project = Project::new(&[
        ("shop.xsd", &schema(declarations)),
        ("a.xml", &format!("<A {xsi} xsi:nil='true'/>")),
        ("b.xml", &format!("<B {xsi}/>")),
        ("c.xml", &format!("<C {xsi}> 01 </C>")),
    ]);
    assert_eq!(project.diagnostics(), "");
    project.write("b.xml", &format!("<B {xsi} xsi:nil='true'/>"));
    project.write("c.xml", &format!("<C {xsi}>2</C>"));
    assert_eq!(project.run().summary.disagreements, 2);
    project.write("codegen.toml", "[samples]\ndisagreements = 'extend'\n");
    let text = project.run().generated.unwrap().text;
    assert!(
        text.contains("B(Box<xml::NillableElement<xml::ValueElement<Option<i32>>>>)"),
        "{text}"
    );
    assert!(!text.contains("Always"), "{text}");
}

#[test]
fn what_is_the_same_is_said_once() {
    let project = project(
        &[
            (
                "a.xml",
                "<Order Id='1'><State>Open</State><Weight>5</Weight></Order>",
            ),
            (
                "b.xml",
                "<Order Id='2'><State>Open</State><Weight>6</Weight><Weight>7</Weight></Order>",
            ),
            ("c.xml", "<Order Id='x'><State>Open</State></Order>"),
            ("d.xml", "<Order Id='y'><State>Open</State></Order>"),
        ],
        "",
    );
    let output = project.run();
    assert_eq!(output.summary.disagreements, 2);
    insta::assert_snapshot!(project.report(&output));
}

#[test]
fn newer_servers_know_more() {
    let content = "<Order Id='1' Weight='5'><State Since='now'>Lost</State><Weight><Net>1</Net></Weight></Order>";
    let config = "[samples]\nnewer = ['newer-*.xml']\n";
    let project = project(&[("newer-server.xml", content)], config);
    assert!(
        project.run().diagnostics.is_empty(),
        "{}",
        project.diagnostics()
    );
    project.write(
        "other.xml",
        &content.replacen("<Order", "<Order xmlns='urn:example:shop'", 1),
    );
    assert_eq!(project.run().summary.disagreements, 4);
}

#[test]
fn extension_of_the_model() {
    let project = project(
        &[
            (
                "a.xml",
                "<Order Weight='5' Version='2.0'><State Since='2014-10-19T05:59:18Z'>Lost</State><Count>5000000000</Count>\
                 <Parcel><Size>5</Size></Parcel><Note>a</Note><Note>b</Note><Code>abc</Code><Items><Item/></Items></Order>",
            ),
            (
                "b.xml",
                "<Order Id='x'><Parcel><Size>7</Size><Size>8</Size></Parcel><Parcel><Size>8</Size></Parcel><Card>1</Card><Cash>2</Cash></Order>",
            ),
            ("c.xml", "<Bill xmlns='urn:example:shop' Total='1.5'/>"),
        ],
        "[samples]\ndisagreements = 'extend'\n[output]\nunknown = 'ignore'\n",
    );
    let output = project.run();
    insta::assert_snapshot!("extension_of_the_model_notes", project.report(&output));
    insta::assert_snapshot!(
        "extension_of_the_model_text",
        output.generated.unwrap().text
    );
}

#[test]
fn what_no_extension_could_hold() {
    let project = project(
        &[(
            "a.xml",
            "<Order Id='1'><State>Open<b/></State> text </Order>",
        )],
        "[samples]\ndisagreements = 'extend'\n",
    );
    let output = project.run();
    assert!(output.generated.is_none());
    insta::assert_snapshot!(project.report(&output));
}

#[test]
fn derived_types_share_what_they_inherit() {
    let declarations = r#"<xs:element name="A" type="AType"/><xs:element name="B" type="BType"/>
      <xs:complexType name="Base"><xs:sequence><xs:element name="Name" type="xs:string"/></xs:sequence><xs:attribute name="Id" type="xs:int" use="required"/></xs:complexType>
      <xs:complexType name="AType"><xs:complexContent><xs:extension base="Base"/></xs:complexContent></xs:complexType>
      <xs:complexType name="BType"><xs:complexContent><xs:extension base="Base"/></xs:complexContent></xs:complexType>"#;
    let project = Project::new(&[
        ("shop.xsd", &schema(declarations)),
        ("a.xml", "<A xmlns='urn:example:shop'/>"),
        ("b.xml", "<B xmlns='urn:example:shop'/>"),
    ]);
    assert_eq!(project.run().summary.disagreements, 2);
    project.write("codegen.toml", "[samples]\ndisagreements = 'extend'\n");
    let text = project.run().generated.unwrap().text;
    assert_eq!(text.matches("pub id: Option<i32>").count(), 2, "{text}");
    assert_eq!(
        text.matches("pub name: Option<String>").count(),
        2,
        "{text}"
    );
}

/// A union of listed values and text, or of listed values and lists, takes what is not listed.
#[test]
fn unions_of_listed_values_and_others() {
    let declarations = r##"<xs:element name="Order"><xs:complexType>
      <xs:attribute name="State" type="State"/>
      <xs:attribute name="Final" type="Final" default=""/>
    </xs:complexType></xs:element>
    <xs:simpleType name="Known">
      <xs:restriction base="xs:string"><xs:enumeration value="Open"/></xs:restriction>
    </xs:simpleType>
    <xs:simpleType name="State"><xs:union memberTypes="Known xs:string"/></xs:simpleType>
    <xs:simpleType name="Final"><xs:union>
      <xs:simpleType><xs:restriction base="xs:token"><xs:enumeration value="#all"/></xs:restriction></xs:simpleType>
      <xs:simpleType><xs:list itemType="Known"/></xs:simpleType>
    </xs:union></xs:simpleType>"##;
    let project = Project::new(&[
        ("shop.xsd", &schema(declarations)),
        (
            "a.xml",
            "<Order xmlns='urn:example:shop' State='Lost' Final='Open Open'/>",
        ),
    ]);
    let text = project.text();
    assert!(text.contains("pub enum State {\n    Open,\n"), "{text}");
    assert!(
        text.contains("pub enum Final {\n    #[xml(name = \"#all\")]\n    All,\n"),
        "{text}"
    );
}

/// The length of a list is that of its items, and each item is of the type of items.
#[test]
fn lists() {
    let declarations = r#"<xs:element name="Order"><xs:complexType>
      <xs:attribute name="Place" type="Point" default="0.0 0.0 0.0"/>
    </xs:complexType></xs:element>
    <xs:simpleType name="Numbers"><xs:list itemType="xs:double"/></xs:simpleType>
    <xs:simpleType name="Point">
      <xs:restriction base="Numbers"><xs:length value="3"/></xs:restriction>
    </xs:simpleType>"#;
    let sample = |place: &str| {
        let order = format!("<Order xmlns='urn:example:shop' Place='{place}'/>");
        Project::new(&[("shop.xsd", &schema(declarations)), ("a.xml", &order)]).diagnostics()
    };
    assert_eq!(sample(" 1 2.5\n-3e7 "), "");
    insta::assert_snapshot!(sample("1 2") + &sample("1 2 x"));
}
