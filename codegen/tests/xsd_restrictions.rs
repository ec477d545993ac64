//! Content models of restrictions, held against those of their bases.

#[path = "common/said.rs"]
mod said;

use insta::assert_snapshot;
use said::{said, said_of};

const BASES: &str = r###"
  <xs:element name="head" type="xs:decimal"/>
  <xs:element name="member" type="xs:integer" substitutionGroup="head"/>
  <xs:complexType name="Sequence"><xs:sequence>
    <xs:element name="a" type="xs:decimal"/>
    <xs:element name="b" type="xs:string" minOccurs="0" nillable="true"/>
    <xs:element name="c" minOccurs="0" maxOccurs="unbounded" type="xs:token" fixed="x"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="Choice"><xs:choice>
    <xs:element name="a"/><xs:element name="b"/><xs:sequence><xs:element name="c"/><xs:element name="d"/></xs:sequence>
  </xs:choice></xs:complexType>
  <xs:complexType name="All"><xs:all><xs:element name="a" minOccurs="0"/><xs:element name="b"/></xs:all></xs:complexType>
  <xs:complexType name="Any"><xs:sequence>
    <xs:any namespace="urn:a urn:b" processContents="lax" minOccurs="2" maxOccurs="3"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="Local"><xs:sequence><xs:any namespace="##local" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:complexType name="Head"><xs:sequence><xs:element ref="head" maxOccurs="2"/></xs:sequence></xs:complexType>
  <xs:complexType name="Extended"><xs:complexContent><xs:extension base="Head"><xs:sequence>
    <xs:element name="more" minOccurs="0"/>
  </xs:sequence></xs:extension></xs:complexContent></xs:complexType>"###;

/// The bases, and a restriction of one of them with each of these contents.
fn restrictions(restrictions: &[(&str, &str)]) -> String {
    let types = restrictions.iter().enumerate().map(|(number, (base, content))| {
        format!(
            "\n  <xs:complexType name=\"R{number}\"><xs:complexContent><xs:restriction base=\"{base}\">\n    {content}\n  </xs:restriction></xs:complexContent></xs:complexType>"
        )
    });
    BASES.to_owned() + &types.collect::<String>()
}

#[test]
fn restrictions_that_allow_more_than_their_base() {
    assert_snapshot!(said_of(&restrictions(&[
        ("Sequence", ""),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="b" type="xs:string"/><xs:element name="a" type="xs:decimal"/></xs:sequence>"#
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:decimal" maxOccurs="2"/></xs:sequence>"#
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:string"/></xs:sequence>"#
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:integer" nillable="true"/></xs:sequence>"#
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:decimal"/><xs:element name="c" type="xs:token"/></xs:sequence>"#
        ),
        (
            "Choice",
            r#"<xs:choice><xs:element name="a"/><xs:element name="c"/></xs:choice>"#
        ),
        ("All", r#"<xs:all><xs:element name="a"/></xs:all>"#),
        (
            "Any",
            r#"<xs:sequence><xs:any namespace="urn:c" minOccurs="2" maxOccurs="2"/></xs:sequence>"#
        ),
        (
            "Local",
            r#"<xs:sequence><xs:element ref="head"/><xs:element ref="member"/></xs:sequence>"#
        ),
        (
            "Extended",
            r#"<xs:sequence><xs:element ref="head"/><xs:element name="other"/></xs:sequence>"#
        ),
    ])));
}

#[test]
fn restrictions_that_allow_less() {
    let less = restrictions(&[
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:byte"/></xs:sequence>"#,
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:element name="a" type="xs:decimal"/><xs:element name="b" type="xs:token"/><xs:element name="c" type="xs:NMTOKEN" fixed="x" minOccurs="2" maxOccurs="7"/></xs:sequence>"#,
        ),
        (
            "Sequence",
            r#"<xs:sequence><xs:sequence><xs:element name="a" type="xs:decimal"/></xs:sequence><xs:choice minOccurs="0"><xs:element name="b" type="xs:string"/><xs:element name="c" type="xs:token" fixed="x"/></xs:choice></xs:sequence>"#,
        ),
        (
            "Choice",
            r#"<xs:sequence><xs:element name="c"/><xs:element name="d"/></xs:sequence>"#,
        ),
        ("Choice", r#"<xs:choice><xs:element name="b"/></xs:choice>"#),
        (
            "All",
            r#"<xs:sequence><xs:element name="b"/></xs:sequence>"#,
        ),
        (
            "All",
            r#"<xs:all><xs:element name="b"/><xs:element name="a"/></xs:all>"#,
        ),
        (
            "Any",
            r#"<xs:sequence><xs:any namespace="urn:b" minOccurs="3" maxOccurs="3"/></xs:sequence>"#,
        ),
        (
            "Local",
            r#"<xs:sequence><xs:element name="x"/></xs:sequence>"#,
        ),
        ("Local", ""),
        (
            "Head",
            r#"<xs:sequence><xs:element ref="member"/><xs:element ref="head" minOccurs="0"/></xs:sequence>"#,
        ),
        (
            "Extended",
            r#"<xs:sequence><xs:element ref="head"/><xs:element name="more"/></xs:sequence>"#,
        ),
    ]);
    let schema = format!(
        r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{less}
</xs:schema>"#
    );
    assert_eq!(said(&[("a.xsd", &schema)]), "");
}

/// A type with a content, and a restriction of it with another one.
fn restriction(base: &str, own: &str) -> String {
    format!(
        r#"  <xs:element name="head" type="xs:string"/>
  <xs:element name="member" type="xs:string" substitutionGroup="head" nillable="true"/>
  <xs:complexType name="Type"><xs:sequence><xs:element name="x"/></xs:sequence></xs:complexType>
  <xs:complexType name="More"><xs:complexContent><xs:extension base="Type"/></xs:complexContent></xs:complexType>
  <xs:complexType name="Less"><xs:complexContent><xs:restriction base="Type"><xs:sequence><xs:element name="x" type="xs:string"/></xs:sequence></xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="Base">{base}</xs:complexType>
  <xs:complexType name="Restriction"><xs:complexContent><xs:restriction base="Base">{own}</xs:restriction></xs:complexContent></xs:complexType>"#
    )
}

/// What is said of each restriction of a base to a wrong content; of the right one nothing is.
fn messages(cases: &[[String; 3]]) -> String {
    let pairs = cases
        .iter()
        .map(|[base, wrong, right]| (restriction(base, wrong), restriction(base, right)));
    said::messages(&pairs.collect::<Vec<_>>())
}

/// A particle, such as `element name="a"`, with its occurrence and what it holds.
fn particle(what: &str, min: u64, max: &str, content: &str) -> String {
    let name = what.split(' ').next().unwrap_or_default();
    format!(r#"<xs:{what} minOccurs="{min}" maxOccurs="{max}">{content}</xs:{name}>"#)
}

fn element(name: &str, min: u64, max: &str) -> String {
    particle(&format!("element name=\"{name}\""), min, max, "")
}

fn sequence(min: u64, max: &str, content: &[String]) -> String {
    particle("sequence", min, max, &content.concat())
}

fn choice(min: u64, max: &str, content: &[String]) -> String {
    particle("choice", min, max, &content.concat())
}

fn all(min: u64, content: &[String]) -> String {
    particle("all", min, "1", &content.concat())
}

fn any(process: &str, min: u64, max: &str) -> String {
    let what = format!("any processContents=\"{process}\"");
    particle(&what, min, max, "")
}

/// Each by itself in a sequence.
fn alone(particles: [String; 3]) -> [String; 3] {
    particles.map(|particle| sequence(1, "1", &[particle]))
}

#[test]
fn numbers_of_elements() {
    let (a, b) = (element("a", 1, "1"), element("b", 1, "1"));
    let ab = [a.clone(), b.clone()];
    let head = |min, max| particle("element ref=\"head\"", min, max, "");
    let member = |min, max| particle("element ref=\"member\"", min, max, "");
    assert_snapshot!(messages(&[
        // Element and element.
        alone([
            element("a", 0, "3"),
            element("a", 0, "4"),
            element("a", 0, "3")
        ]),
        alone([
            element("a", 2, "3"),
            element("a", 1, "3"),
            element("a", 2, "2")
        ]),
        alone([
            element("a", 0, "3"),
            element("a", 0, "unbounded"),
            element("a", 0, "2")
        ]),
        alone([
            element("a", 2, "unbounded"),
            element("a", 1, "9"),
            element("a", 3, "unbounded")
        ]),
        alone([
            element("a", 5000, "100000"),
            element("a", 5000, "100001"),
            element("a", 5001, "99999"),
        ]),
        alone([
            element("a", 5000, "6000"),
            element("a", 4999, "6000"),
            element("a", 6000, "6000")
        ]),
        // Group and group of the same kind.
        [
            sequence(1, "2", &ab),
            sequence(1, "3", &ab),
            sequence(2, "2", &ab)
        ],
        [
            sequence(2, "2", &ab),
            sequence(1, "2", &ab),
            sequence(2, "2", &ab)
        ],
        [
            choice(2, "3", &ab),
            choice(1, "3", &ab),
            choice(3, "3", &ab)
        ],
        [
            choice(0, "3", &ab),
            choice(0, "4", &ab),
            choice(0, "2", &ab)
        ],
        [
            choice(1, "1", &[element("a", 2, "2"), b.clone()]),
            choice(1, "1", &ab),
            choice(1, "1", &[element("a", 2, "2")]),
        ],
        [
            choice(1, "1", &ab),
            choice(1, "1", &[element("a", 0, "0"), element("b", 0, "1")]),
            choice(1, "1", &[element("a", 0, "0"), b.clone()]),
        ],
        // An element of its own, and a sequence, in the place of a choice.
        [
            sequence(1, "1", &[element("a", 2, "3"), element("b", 0, "1")]),
            sequence(1, "1", std::slice::from_ref(&a)),
            sequence(1, "1", &[element("a", 2, "2")]),
        ],
        [
            choice(2, "2", &ab),
            sequence(1, "1", &[a.clone(), b.clone(), a.clone()]),
            sequence(1, "1", &ab),
        ],
        // In the place of wildcards.
        alone([
            any("lax", 0, "3"),
            element("a", 0, "4"),
            element("a", 0, "3")
        ]),
        alone([any("lax", 2, "3"), any("lax", 2, "4"), any("lax", 3, "3")]),
        [
            sequence(1, "1", &[any("lax", 0, "3")]),
            sequence(1, "1", &[a.clone(), element("b", 0, "3")]),
            sequence(1, "1", &[a.clone(), element("b", 0, "2")]),
        ],
        // In the place of the head of a substitution group.
        alone([head(2, "3"), member(2, "4"), member(2, "3")]),
        alone([
            head(2, "3"),
            member(1, "3"),
            sequence(1, "1", &[member(2, "2"), head(0, "1")])
        ]),
    ]));
}

#[test]
fn elements_in_any_order() {
    let (a, b) = (element("a", 1, "1"), element("b", 1, "1"));
    let ab = [a.clone(), b.clone()];
    let ba = [b.clone(), a.clone()];
    let optional = [a.clone(), element("b", 0, "1")];
    assert_snapshot!(messages(&[
        [all(1, &ab), all(1, std::slice::from_ref(&a)), all(1, &ba)],
        [
            all(1, &ab),
            sequence(1, "1", std::slice::from_ref(&b)),
            sequence(1, "1", &ba)
        ],
        [all(1, &ab), all(1, &optional), all(1, &ab)],
        [all(1, &ab), all(0, &ab), all(1, &ba)],
        [
            all(0, &optional),
            sequence(1, "1", &[a.clone(), b.clone(), a.clone()]),
            sequence(0, "1", &ba),
        ],
        // Together or not at all.
        [all(0, &ab), all(0, &optional), all(0, &[])],
        [
            all(0, &ab),
            sequence(0, "1", std::slice::from_ref(&b)),
            sequence(0, "1", &ba)
        ],
        [
            all(0, &optional),
            choice(1, "1", &[sequence(1, "1", &ab), b.clone()]),
            choice(1, "1", &[sequence(1, "1", &ab), sequence(1, "1", &[])]),
        ],
    ]));
}

/// By the letter of section 3.10.6 no namespace is among all others, although it is not allowed there.
#[test]
fn no_namespace_in_the_place_of_any_other() {
    let any = |ns: &str| format!(r#"<xs:any namespace="{ns}" processContents="lax"/>"#);
    let messages = messages(&[alone([
        any("##other"),
        any("##targetNamespace"),
        any("##local"),
    ])]);
    assert!(messages.contains("wildcard"), "{messages}");
}

#[test]
fn wildcards_that_check_less() {
    assert_snapshot!(messages(&[
        alone([
            any("strict", 1, "1"),
            any("lax", 1, "1"),
            any("strict", 1, "1")
        ]),
        alone([
            any("lax", 0, "2"),
            any("skip", 0, "1"),
            any("strict", 0, "1")
        ]),
        alone([
            any("lax", 0, "1"),
            any("skip", 0, "1"),
            element("a", 0, "1")
        ]),
    ]));
}

#[test]
fn declarations_that_allow_more() {
    let element = |more: &str| particle(&format!("element name=\"a\" {more}"), 1, "1", "");
    assert_snapshot!(messages(&[
        alone(
            ["restriction extension", "extension", "#all"]
                .map(|block| { element(&format!("block=\"{block}\"")) })
        ),
        alone(["Type", "More", "Less"].map(|ty| element(&format!("type=\"{ty}\"")))),
        alone([
            element("type=\"xs:int\" fixed=\"1\""),
            element("type=\"xs:int\" fixed=\"2\""),
            element("type=\"xs:int\" fixed=\"01\""),
        ]),
    ]));
}
