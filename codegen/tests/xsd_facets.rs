//! What is said about facets and values that do not fit their types.

#[path = "common/said.rs"]
mod said;

use insta::assert_snapshot;
use said::said_of;

/// A restriction of a type by facets, such as `length=3`.
fn restricted(name: &str, base: &str, facets: &str) -> String {
    let facets = facets.split_whitespace().map(|facet| {
        let (facet, value) = facet.split_once('=').unwrap_or((facet, ""));
        let (value, fixed) = match value.strip_suffix('!') {
            Some(value) => (value, " fixed=\"true\""),
            None => (value, ""),
        };
        format!("    <xs:{facet} value=\"{value}\"{fixed}/>\n")
    });
    let facets: String = facets.collect();
    format!(
        "  <xs:simpleType name=\"{name}\"><xs:restriction base=\"{base}\">\n{facets}  </xs:restriction></xs:simpleType>\n"
    )
}

/// What is said of such restrictions without the source lines: the messages.
fn messages(restrictions: &[(&str, &str, &str)]) -> String {
    let all = restrictions
        .iter()
        .map(|(name, base, facets)| restricted(name, base, facets));
    let said = said_of(&all.collect::<String>());
    let messages = said.lines().filter(|line| line.starts_with("a.xsd:"));
    messages.collect::<Vec<_>>().join("\n")
}

#[test]
fn limits_that_exclude_each_other() {
    assert_snapshot!(said_of(
        &[
            restricted("Range", "xs:int", "minInclusive=5 maxInclusive=3"),
            restricted("Open", "xs:decimal", "minExclusive=5 maxInclusive=5.0"),
            restricted("Code", "xs:string", "minLength=4 maxLength=2"),
            restricted("Late", "xs:date", "minInclusive=soon"),
            restricted("Fine", "xs:int", "minInclusive=3 maxInclusive=3"),
            restricted("None", "xs:int", "minExclusive=3 maxExclusive=3"),
        ]
        .concat()
    ));
    assert_snapshot!(messages(&[
        (
            "Days",
            "xs:date",
            "minInclusive=2014-10-19 maxExclusive=2014-10-19"
        ),
        (
            "Maybe",
            "xs:dateTime",
            "minInclusive=2014-10-19T12:00:00Z maxInclusive=2014-10-19T11:00:00"
        ),
        ("Spans", "xs:duration", "minInclusive=P1Y maxInclusive=P11M"),
        (
            "Months",
            "xs:duration",
            "minInclusive=P1M maxInclusive=P30D"
        ),
        ("Doubles", "xs:double", "minInclusive=1e3 maxInclusive=999"),
        ("Digits", "xs:decimal", "totalDigits=2 fractionDigits=3"),
        ("Two", "xs:int", "minInclusive=1 minExclusive=1"),
        ("Lengths", "xs:string", "length=3 maxLength=4"),
        (
            "Twice",
            "xs:string",
            "length=3 length=3 pattern=a pattern=b"
        ),
    ]));
}

#[test]
fn facets_that_types_do_not_have() {
    assert_snapshot!(messages(&[
        ("Number", "xs:int", "length=3"),
        ("Text", "xs:string", "totalDigits=3"),
        ("Real", "xs:double", "fractionDigits=3"),
        ("Truth", "xs:boolean", "enumeration=true"),
        ("Pattern", "xs:boolean", "pattern=true"),
        ("Name", "xs:QName", "length=1 minInclusive=a"),
        ("Whole", "xs:integer", "fractionDigits=1"),
        ("Zero", "xs:integer", "fractionDigits=0"),
        ("Bytes", "xs:hexBinary", "maxLength=3"),
        (
            "Words",
            "xs:NMTOKENS",
            "minLength=2 maxLength=4 pattern=a.*"
        ),
        ("NoWords", "xs:NMTOKENS", "minLength=0"),
        ("Spaces", "xs:int", "whiteSpace=preserve"),
    ]));
    assert_snapshot!(said_of(
        r#"
  <xs:simpleType name="Numbers"><xs:list itemType="xs:int"/></xs:simpleType>
  <xs:simpleType name="Either"><xs:union memberTypes="xs:int xs:date"/></xs:simpleType>
  <xs:simpleType name="A"><xs:restriction base="Numbers"><xs:length value="2"/><xs:maxInclusive value="100"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="B"><xs:restriction base="Either"><xs:pattern value="1"/><xs:length value="2"/></xs:restriction></xs:simpleType>
  <xs:complexType name="C"><xs:simpleContent><xs:extension base="xs:int"/></xs:simpleContent></xs:complexType>
  <xs:complexType name="D"><xs:simpleContent><xs:restriction base="C"><xs:length value="2"/></xs:restriction></xs:simpleContent></xs:complexType>"#
    ));
}

#[test]
fn facets_that_allow_more_than_the_base() {
    assert_snapshot!(messages(&[
        ("Few", "xs:int", "minInclusive=1 maxExclusive=10"),
        ("FewAgain", "Few", "minInclusive=1 maxExclusive=10"),
        ("Fewer", "Few", "minExclusive=1 maxInclusive=9"),
        ("More", "Few", "minInclusive=0 maxInclusive=10"),
        ("Other", "Few", "minInclusive=10"),
        ("Short", "xs:string", "minLength=1 maxLength=3"),
        ("Exact", "Short", "length=2"),
        ("Longer", "Short", "maxLength=4"),
        ("Shorter", "Short", "minLength=0"),
        ("TooLong", "Short", "length=4"),
        ("NotExact", "Exact", "length=3"),
        ("Price", "xs:decimal", "totalDigits=5 fractionDigits=2"),
        ("Dear", "Price", "totalDigits=6 fractionDigits=3"),
        ("Trimmed", "xs:string", "whiteSpace=collapse"),
        ("Untrimmed", "Trimmed", "whiteSpace=replace"),
        ("Year", "xs:gYear", "maxInclusive=2014"),
        ("Later", "Year", "maxInclusive=2015"),
    ]));
}

#[test]
fn facets_that_are_fixed() {
    assert_snapshot!(messages(&[
        ("Ten", "xs:decimal", "maxInclusive=10! fractionDigits=2"),
        ("SameTen", "Ten", "maxInclusive=10.0 fractionDigits=1"),
        ("Nine", "Ten", "maxInclusive=9"),
        ("Code", "xs:string", "minLength=2!"),
        ("LongCode", "Code", "minLength=3"),
    ]));
}

#[test]
fn lists_of_lists() {
    assert_snapshot!(said_of(
        r#"
  <xs:simpleType name="Words"><xs:list itemType="xs:string"/></xs:simpleType>
  <xs:simpleType name="Some"><xs:restriction base="Words"><xs:maxLength value="3"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Either"><xs:union memberTypes="xs:int Some"/></xs:simpleType>
  <xs:simpleType name="Good"><xs:union memberTypes="xs:int xs:string"/></xs:simpleType>
  <xs:simpleType name="A"><xs:list itemType="Some"/></xs:simpleType>
  <xs:simpleType name="B"><xs:list itemType="Either"/></xs:simpleType>
  <xs:simpleType name="C"><xs:list itemType="xs:IDREFS"/></xs:simpleType>
  <xs:simpleType name="D"><xs:list itemType="Good"/></xs:simpleType>"#
    ));
}

#[test]
fn values_where_there_are_none() {
    assert_snapshot!(said_of(
        r#"
  <xs:simpleType name="Key"><xs:restriction base="xs:ID"/></xs:simpleType>
  <xs:complexType name="Empty"/>
  <xs:complexType name="Mixed" mixed="true"/>
  <xs:complexType name="More"><xs:complexContent><xs:extension base="Mixed"/></xs:complexContent></xs:complexType>
  <xs:attribute name="id" type="Key"/>
  <xs:attribute name="unit" type="xs:token" fixed="metre"/>
  <xs:attribute name="size" type="xs:decimal" fixed="1"/>
  <xs:element name="a" type="Key" default="x"/>
  <xs:element name="b" type="Empty" default="x"/>
  <xs:element name="c" type="More" default="x"/>
  <xs:element name="d" default="x"/>
  <xs:complexType name="E">
    <xs:attribute name="key" type="xs:ID" fixed="x"/>
    <xs:attribute ref="id" default="x"/>
    <xs:attribute ref="unit" fixed="mile"/>
    <xs:attribute ref="size" fixed="1.0"/>
  </xs:complexType>
  <xs:complexType name="F"><xs:attribute ref="unit" default="metre"/></xs:complexType>
  <xs:complexType name="G"><xs:attribute ref="unit" fixed=" metre "/></xs:complexType>
  <xs:element name="image" type="xs:NOTATION"/>"#
    ));
}
