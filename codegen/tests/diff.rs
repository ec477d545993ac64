//! What changed between two models.

mod common;

use common::{Project, schema};
use veeam_model_codegen::diff::diff;

/// The changes from one schema and configuration to another, one a line.
fn changes(old: (&str, &str), new: (&str, &str)) -> String {
    let generated = |(declarations, config): (&str, &str)| {
        Project::new(&[
            ("shop.xsd", &schema(declarations)),
            ("codegen.toml", config),
        ])
        .generated()
    };
    let lines: Vec<String> = diff(&generated(old), &generated(new))
        .iter()
        .map(ToString::to_string)
        .collect();
    lines.join("\n")
}

fn of_schemas(old: &str, new: &str) -> String {
    changes((old, ""), (new, ""))
}

/// A schema with one type with the given content.
fn ty(content: &str) -> String {
    format!(r#"<xs:complexType name="T">{content}</xs:complexType>"#)
}

fn elements(elements: &str) -> String {
    ty(&format!("<xs:sequence>{elements}</xs:sequence>"))
}

#[test]
fn nothing() {
    let declarations = r#"<xs:element name="A" type="A"/><xs:complexType name="A"><xs:attribute name="a"/></xs:complexType>"#;
    assert_eq!(of_schemas(declarations, declarations), "");
    let documented = declarations.replace(
        r#"name="a"/>"#,
        r#"name="a"><xs:annotation><xs:documentation>New.</xs:documentation></xs:annotation></xs:attribute>"#,
    );
    assert_eq!(of_schemas(declarations, &documented), "");
}

#[test]
fn types_and_roots() {
    insta::assert_snapshot!(of_schemas(
        r#"<xs:element name="A" type="A"/><xs:element name="B" type="A"/><xs:complexType name="A"><xs:attribute name="a"/></xs:complexType>
           <xs:complexType name="Old"/><xs:simpleType name="Kind"><xs:restriction base="xs:string"/></xs:simpleType>"#,
        r#"<xs:element name="A" type="A"/><xs:element name="C" type="xs:string"/><xs:complexType name="A"><xs:attribute name="a"/></xs:complexType>
           <xs:complexType name="New"/><xs:complexType name="Kind"/>"#,
    ));
}

#[test]
fn fields() {
    insta::assert_snapshot!(of_schemas(
        &elements(
            r#"<xs:element name="Gone" type="xs:string"/>
               <xs:element name="Stricter" type="xs:string" minOccurs="0"/>
               <xs:element name="Looser" type="xs:string"/>
               <xs:element name="One" type="xs:string" maxOccurs="unbounded"/>
               <xs:element name="Many" type="xs:string"/>
               <xs:element name="Wider" type="xs:int"/>
               <xs:element name="Narrower" type="xs:string"/>
               <xs:element name="Never" type="xs:string" nillable="true"/>"#
        ),
        &elements(
            r#"<xs:element name="Stricter" type="xs:string"/>
               <xs:element name="Looser" type="xs:string" minOccurs="0"/>
               <xs:element name="One" type="xs:string"/>
               <xs:element name="Many" type="xs:string" maxOccurs="unbounded"/>
               <xs:element name="Wider" type="xs:long"/>
               <xs:element name="Narrower" type="xs:int"/>
               <xs:element name="Never" type="xs:string"/>
               <xs:element name="Optional" type="xs:string" minOccurs="0"/>
               <xs:element name="Required" type="xs:string"/>"#
        ),
    ));
}

#[test]
fn a_field_of_a_type_without_default() {
    let old = elements(r#"<xs:element name="When" type="xs:dateTime"/>"#);
    let new = elements(
        r#"<xs:element name="When" type="xs:dateTime"/><xs:element name="New" type="xs:string" minOccurs="0"/>"#,
    );
    insta::assert_snapshot!(of_schemas(&old, &new));
    let plain = elements(r#"<xs:element name="A" type="xs:string"/>"#);
    let dated = elements(
        r#"<xs:element name="A" type="xs:string"/><xs:element name="When" type="xs:dateTime"/>"#,
    );
    assert!(of_schemas(&plain, &dated).contains("it has no `Default` any more"));
}

#[test]
fn order() {
    let old = elements(
        r#"<xs:element name="A" type="xs:string"/><xs:element name="B" type="xs:string"/>"#,
    );
    let new = elements(
        r#"<xs:element name="B" type="xs:string"/><xs:element name="A" type="xs:string"/>"#,
    );
    insta::assert_snapshot!(of_schemas(&old, &new));
}

#[test]
fn enumerations() {
    let of = |values: &[&str]| {
        let values: String = values
            .iter()
            .map(|v| format!(r#"<xs:enumeration value="{v}"/>"#))
            .collect();
        format!(
            r#"<xs:simpleType name="E"><xs:restriction base="xs:string">{values}</xs:restriction></xs:simpleType>"#
        )
    };
    insta::assert_snapshot!(of_schemas(&of(&["a", "b"]), &of(&["b", "c", "Other"])));
}

#[test]
fn choices() {
    let of = |alternatives: &str| ty(&format!("<xs:choice>{alternatives}</xs:choice>"));
    insta::assert_snapshot!(of_schemas(
        &of(
            r#"<xs:element name="A" type="xs:string"/><xs:element name="B" type="xs:string"/><xs:element name="C" type="xs:string"/>"#
        ),
        &of(
            r#"<xs:element name="A" type="xs:int"/><xs:element name="B" type="xs:string"/><xs:element name="D" type="xs:string"/>"#
        ),
    ));
}

#[test]
fn names_and_policies() {
    let declarations = r#"<xs:element name="R" type="T"/><xs:complexType name="T"><xs:attribute name="a"/></xs:complexType>
        <xs:simpleType name="E"><xs:restriction base="xs:string"><xs:enumeration value="x"/></xs:restriction></xs:simpleType>"#;
    insta::assert_snapshot!(changes(
        (declarations, ""),
        (
            declarations,
            "[output]\nunknown = 'deny'\n[types.T]\nname = 'Thing'\nfields = { '@a' = 'b' }\n[types.E]\nvalues = { x = 'Y' }\n[roots]\nR = 'Root'\n"
        ),
    ));
    let gone = of_schemas(
        r#"<xs:complexType name="T"><xs:attribute name="a"/></xs:complexType>"#,
        r#"<xs:complexType name="T"/>"#,
    );
    assert_eq!(
        gone,
        "breaks source: T/@a: the field is gone; where it still comes, it is kept as unknown content"
    );
}
