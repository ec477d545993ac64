//! What is said about values that a schema gives, and about the types that they are of.

#[path = "common/said.rs"]
mod said;

use insta::assert_snapshot;
use said::{messages, said, schema};

/// Types that the cases below use.
const TYPES: &str = r#"
  <xs:simpleType name="Either"><xs:union memberTypes="xs:int xs:date"/></xs:simpleType>
  <xs:simpleType name="Eithers"><xs:list itemType="Either"/></xs:simpleType>
  <xs:simpleType name="Digits"><xs:restriction base="Either"><xs:pattern value="[0-9]+"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Many"><xs:union memberTypes="Either">
    <xs:simpleType><xs:restriction base="xs:token"><xs:enumeration value="many"/></xs:restriction></xs:simpleType>
  </xs:union></xs:simpleType>
  <xs:complexType name="Value"><xs:simpleContent><xs:extension base="Either"/></xs:simpleContent></xs:complexType>
  <xs:complexType name="Number"><xs:simpleContent><xs:extension base="xs:int"/></xs:simpleContent></xs:complexType>
  <xs:complexType name="Small"><xs:simpleContent><xs:restriction base="Number"><xs:maxInclusive value="9"/></xs:restriction></xs:simpleContent></xs:complexType>
  <xs:complexType name="Text" mixed="true"><xs:sequence><xs:element name="b" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:complexType name="Full" mixed="true"><xs:sequence><xs:element name="b"/></xs:sequence></xs:complexType>"#;

fn with_types(pairs: &[(String, String)]) -> String {
    let with_types = |components: &str| format!("{TYPES}\n{components}");
    let pairs = pairs.iter();
    let pairs = pairs.map(|(wrong, right)| (with_types(wrong), with_types(right)));
    messages(&pairs.collect::<Vec<_>>())
}

/// Elements of a type with a default each: a wrong one and a right one.
fn defaults(ty: &str, wrong: &str, right: &str) -> (String, String) {
    let element = |value: &str| format!(r#"<xs:element name="e" type="{ty}" default="{value}"/>"#);
    (element(wrong), element(right))
}

/// Restrictions of a type to a value each: a wrong one and a right one.
fn listed(base: &str, wrong: &str, right: &str) -> (String, String) {
    let restriction = |value: &str| {
        format!(
            r#"<xs:simpleType name="E"><xs:restriction base="{base}"><xs:enumeration value="{value}"/></xs:restriction></xs:simpleType>"#
        )
    };
    (restriction(wrong), restriction(right))
}

#[test]
fn values_of_unions() {
    assert_snapshot!(with_types(&[
        defaults("Either", "x", " 7 "),
        defaults("Eithers", "1 x", "1 2001-01-01"),
        defaults("Digits", "2001-01-01", " 1 "),
        defaults("Many", "few", "many"),
        defaults("Value", "x", "2001-01-01"),
        listed("Either", "x", "2001-01-01"),
        listed("Eithers", "1 2001-02-30", "1 2"),
    ]));
}

#[test]
fn values_of_other_types() {
    assert_snapshot!(with_types(&[
        defaults("xs:NCName", "1a", "a1"),
        defaults("xs:NMTOKEN", "a b", " 1a "),
        defaults("xs:NMTOKENS", "a, b", "a b"),
        defaults("xs:IDREFS", "1", "a b"),
        defaults("xs:language", "en_GB", "en-GB"),
        defaults("xs:QName", "a:b:c", "xs:a"),
        defaults("Small", "10", "9"),
        (
            defaults("Full", "text", "").0,
            defaults("Text", "", "text").1
        ),
        listed("xs:QName", "unbound:a", "xs:a"),
        listed("xs:NMTOKENS", "", "a b"),
    ]));
}

/// A pair of components.
fn pair(wrong: &str, right: &str) -> (String, String) {
    (wrong.to_owned(), right.to_owned())
}

#[test]
fn values_that_a_type_excludes() {
    let over = |base: &str, facet: &str, wrong: &str, right: &str| {
        let restricted = format!(
            r#"<xs:simpleType name="B"><xs:restriction base="{base}">{facet}</xs:restriction></xs:simpleType>"#
        );
        let (wrong, right) = listed("B", wrong, right);
        (
            format!("{restricted}\n{wrong}"),
            format!("{restricted}\n{right}"),
        )
    };
    assert_snapshot!(messages(&[
        over(
            "xs:date",
            r#"<xs:minInclusive value="2001-01-01"/>"#,
            "2000-12-31",
            "2001-01-01"
        ),
        over(
            "xs:double",
            r#"<xs:maxInclusive value="1e2"/>"#,
            "101",
            "1e1"
        ),
        over(
            "xs:int",
            r#"<xs:enumeration value="1"/><xs:enumeration value="2"/>"#,
            "3",
            "01"
        ),
        over(
            "xs:hexBinary",
            r#"<xs:enumeration value="0a"/>"#,
            "0b",
            "0A"
        ),
        over(
            "xs:QName",
            r#"<xs:enumeration value="xs:a"/>"#,
            "xs:b",
            "xs:a"
        ),
        over("xs:QName", r#"<xs:maxLength value="2"/>"#, "a:b:c", "xs:a"),
        over(
            "xs:string",
            r#"<xs:enumeration value="a b"/>"#,
            " a b",
            "a b"
        ),
        over(
            "xs:token",
            r#"<xs:enumeration value="a b"/>"#,
            "ab",
            " a  b"
        ),
        over(
            "xs:NMTOKENS",
            r#"<xs:enumeration value="a b"/>"#,
            "a",
            "a  b"
        ),
    ]));
}

#[test]
fn values_of_attributes() {
    let attribute = |value: &str| {
        (
            format!(r#"<xs:attribute name="a" type="Either" {value}/>"#),
            format!(r#"<xs:attribute name="a" type="xs:int" {value}/>"#),
        )
    };
    let (global, local) = attribute(r#"fixed="x""#);
    let (good, _) = attribute(r#"fixed="1""#);
    let prohibited = local.replace("fixed", "use=\"prohibited\" fixed");
    let in_group =
        |attribute: &str| format!(r#"<xs:attributeGroup name="g">{attribute}</xs:attributeGroup>"#);
    let in_type =
        |attribute: &str| format!(r#"<xs:complexType name="t">{attribute}</xs:complexType>"#);
    let used = |value: &str| {
        let declared = r#"<xs:attribute name="a" type="xs:int"/>"#;
        let used = format!(r#"<xs:attribute ref="a" default="{value}"/>"#);
        format!("{declared}\n{}", in_type(&used))
    };
    assert_snapshot!(with_types(&[
        (global, good.clone()),
        (in_group(&local), in_group(&good)),
        (in_type(&local), in_type(&prohibited)),
        (used("x"), used("1")),
    ]));
}

#[test]
fn parts_that_are_no_types_of_values() {
    let list = |item: &str| {
        format!(r#"<xs:simpleType name="L"><xs:list itemType="{item}"/></xs:simpleType>"#)
    };
    let union = |member: &str| {
        format!(
            r#"<xs:simpleType name="U"><xs:union memberTypes="xs:int {member}"/></xs:simpleType>"#
        )
    };
    assert_snapshot!(with_types(&[
        (list("Number"), list("Either")),
        (list("xs:anyType"), list("xs:anySimpleType")),
        (list("xs:NOTATION"), list("xs:QName")),
        (union("Number"), union("Either")),
        (union("xs:NOTATION"), union("xs:anySimpleType")),
        pair(
            r#"<xs:simpleType name="U"><xs:union memberTypes=" "/></xs:simpleType>"#,
            r#"<xs:simpleType name="U"><xs:union memberTypes=""><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:union></xs:simpleType>"#,
        ),
    ]));
}

/// What is not known may be a list, or of any other kind.
#[test]
fn values_of_types_that_are_not_known() {
    let components = r#"<xs:import namespace="urn:b"/>
<xs:simpleType name="S"><xs:restriction base="b:List" xmlns:b="urn:b"><xs:maxLength value="3"/></xs:restriction></xs:simpleType>
<xs:element name="e" type="S" default="one two"/>"#;
    let said = said(&[("a.xsd", &schema("urn:a", components))]);
    assert!(
        said.contains("warning") && !said.contains("error"),
        "{said}"
    );
}

/// Part 1 leaves it to the primitive types of the schema for schemas, and schemas do it all the same.
#[test]
fn restrictions_of_any_simple_type() {
    let primitive =
        r#"<xs:simpleType name="string"><xs:restriction base="xs:anySimpleType"/></xs:simpleType>"#;
    for target in ["http://www.w3.org/2001/XMLSchema", "urn:a"] {
        let schema = schema(target, primitive);
        assert_eq!(said(&[("a.xsd", &schema)]), "");
    }
}

#[test]
fn types_in_place_that_do_not_narrow_the_value() {
    let narrowed = |base: &str, value: &str| {
        format!(
            r#"<xs:complexType name="N"><xs:simpleContent><xs:restriction base="{base}">
  <xs:simpleType><xs:restriction base="{value}"/></xs:simpleType>
</xs:restriction></xs:simpleContent></xs:complexType>"#
        )
    };
    assert_snapshot!(with_types(&[
        (
            narrowed("Number", "xs:string"),
            narrowed("Number", "xs:short")
        ),
        (narrowed("Small", "xs:decimal"), narrowed("Small", "xs:int")),
        (narrowed("Value", "xs:time"), narrowed("Value", "xs:date")),
        (narrowed("Full", "xs:string"), narrowed("Text", "xs:string")),
    ]));
}
