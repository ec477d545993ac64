//! What is wrong with a configuration, and where.

mod common;

use common::{Project, schema};

const DECLARATIONS: &str = r#"<xs:element name="Order" type="OrderType"/>
<xs:complexType name="OrderType"><xs:sequence><xs:element name="Item" type="xs:string"/></xs:sequence><xs:attribute name="Id" type="xs:int"/></xs:complexType>
<xs:complexType name="OtherType"><xs:attribute name="a" type="xs:int"/></xs:complexType>
<xs:simpleType name="StateType"><xs:restriction base="xs:string"><xs:enumeration value="Open"/></xs:restriction></xs:simpleType>"#;

fn complaints(config: &str) -> String {
    let project = Project::new(&[
        ("shop.xsd", &schema(DECLARATIONS)),
        ("codegen.toml", config),
    ]);
    let output = project.run();
    assert!(output.generated.is_none());
    project.report(&output)
}

#[test]
fn unknown_key() {
    insta::assert_snapshot!(complaints("[output]\nunknwon = 'deny'\n"));
}

#[test]
fn not_toml() {
    insta::assert_snapshot!(complaints("[output\nunknown = 'deny'\n"));
}

#[test]
fn wrong_value() {
    insta::assert_snapshot!(complaints("[output]\nunknown = 'drop'\n"));
}

#[test]
fn wrong_type() {
    insta::assert_snapshot!(complaints("[output]\nstrip_suffixes = 'Type'\n"));
}

#[test]
fn not_a_rust_name() {
    insta::assert_snapshot!(complaints("[types.OrderType]\nname = 'my order'\n"));
}

#[test]
fn not_a_rust_path() {
    insta::assert_snapshot!(complaints("[types.OrderType]\nrust = 'a/b'\n"));
}

#[test]
fn overrides_of_what_is_not_there() {
    insta::assert_snapshot!(complaints(
        r#"[types.OderType]
name = "Order"
[types.OrderType]
fields = { "@id" = "id", Items = "items", Something = "thing" }
[types.StateType]
values = { open = "Opened" }
[roots]
order = "Order"
[types.OtherType]
"#
    ));
}

#[test]
fn overrides_without_meaning() {
    insta::assert_snapshot!(complaints(
        r#"[types.StateType]
unknown = "deny"
[types.OrderType]
values = { Open = "Opened" }
[types.OtherType]
rust = "crate::Other"
name = "Another"
"#
    ));
}

#[test]
fn names_that_are_taken() {
    insta::assert_snapshot!(complaints(
        r#"[types.OrderType]
name = "Same"
[types.OtherType]
name = "Same"
[types.StateType]
name = "Option"
"#
    ));
}

#[test]
fn a_name_for_a_type_that_is_not_emitted() {
    let declarations = r#"<xs:complexType name="Base" abstract="true"><xs:attribute name="a"/></xs:complexType>
<xs:complexType name="T"><xs:complexContent><xs:extension base="Base"/></xs:complexContent></xs:complexType>"#;
    let project = Project::new(&[("shop.xsd", &schema(declarations))]);
    project.write("codegen.toml", "[types.Base]\nname = 'Basis'\n");
    insta::assert_snapshot!(project.diagnostics());
    project.write("codegen.toml", "[types.Base]\nfields = { '@a' = 'b' }\n");
    assert!(project.text().contains("pub b: Option<String>"));
}

#[test]
fn ambiguous_types() {
    let a = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a"><xs:complexType name="T"/></xs:schema>"#;
    let b = a.replace("urn:a", "urn:b");
    let project = Project::new(&[
        ("a.xsd", a),
        ("b.xsd", &b),
        ("codegen.toml", "[types.T]\nname = 'X'\n"),
    ]);
    insta::assert_snapshot!(project.diagnostics());
    project.write("codegen.toml", "[types.'{urn:b}T']\nname = 'X'\n");
    let text = project.text();
    assert!(
        text.contains("pub struct X {") && text.contains("pub struct T {"),
        "{text}"
    );
}

#[test]
fn no_such_file() {
    let project = Project::new(&[("shop.xsd", &schema(DECLARATIONS))]);
    let mut inputs = project.inputs();
    inputs.config = Some(project.path("codegen.toml"));
    let output = veeam_model_codegen::pipeline::run(&inputs);
    insta::assert_snapshot!(project.report(&output));
}
