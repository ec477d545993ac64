//! No input makes the front end panic, overflow the stack or run away.

use std::fmt::Write as _;

use veeam_model_codegen::diagnostic::{Code, Diagnostics, render};
use veeam_model_codegen::lower::model_from_sources;
use veeam_model_codegen::model::Model;
use veeam_model_codegen::source::Sources;

fn run(text: &str) -> (Option<Model>, Diagnostics) {
    let mut sources = Sources::new();
    let id = sources.add("a.xsd", text);
    let mut diagnostics = Diagnostics::new();
    let model = model_from_sources(&mut sources, &[id], &mut diagnostics);
    assert_eq!(model.is_none(), diagnostics.has_errors());
    (model, diagnostics)
}

fn schema(components: &str) -> String {
    format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>{components}</xs:schema>")
}

#[track_caller]
fn assert_only(diagnostics: &Diagnostics, code: Code) {
    assert!(!diagnostics.is_empty());
    for diagnostic in diagnostics {
        assert_eq!(diagnostic.code, code, "{}", diagnostic.message);
    }
}

#[test]
fn deep_nesting() {
    let nested = |depth: usize, open: &str, close: &str| {
        schema(&format!(
            "<xs:complexType name='A'>{}{}</xs:complexType>",
            open.repeat(depth),
            close.repeat(depth)
        ))
    };
    let (open, close) = ("<xs:sequence>", "</xs:sequence>");
    assert!(run(&nested(250, open, close)).0.is_some());
    assert_only(&run(&nested(100_000, open, close)).1, Code::TooDeep);

    let (open, close) = (
        "<xs:sequence><xs:element name='a'><xs:complexType>",
        "</xs:complexType></xs:element></xs:sequence>",
    );
    assert!(run(&nested(80, open, close)).0.is_some());
    assert_only(&run(&nested(10_000, open, close)).1, Code::TooDeep);

    let (open, close) = (
        "<xs:restriction><xs:simpleType>",
        "</xs:simpleType></xs:restriction>",
    );
    let simple = |depth: usize| {
        let inner = "<xs:restriction base='xs:string'><xs:enumeration value='x'/></xs:restriction>";
        schema(&format!(
            "<xs:simpleType name='A'>{}{inner}{}</xs:simpleType>",
            open.repeat(depth),
            close.repeat(depth)
        ))
    };
    assert!(run(&simple(120)).0.is_some());
    assert_only(&run(&simple(10_000)).1, Code::TooDeep);
}

#[test]
fn long_chains_of_types() {
    let mut types = String::from(
        "<xs:complexType name='t0'/><xs:simpleType name='s0'><xs:restriction base='xs:int'/></xs:simpleType>",
    );
    for index in 1..5_000 {
        let base = index - 1;
        write!(
            types,
            "<xs:complexType name='t{index}'><xs:complexContent><xs:extension base='t{base}'/></xs:complexContent></xs:complexType>
             <xs:simpleType name='s{index}'><xs:restriction base='s{base}'/></xs:simpleType>"
        )
        .unwrap();
    }
    let (model, _) = run(&schema(&types));
    assert_eq!(model.unwrap().types.len(), 10_000);
}

#[test]
fn long_chains_of_types_that_add_elements() {
    let mut types = String::from("<xs:complexType name='t0'/>");
    for index in 1..2_000 {
        let base = index - 1;
        write!(
            types,
            "<xs:complexType name='t{index}'><xs:complexContent><xs:extension base='t{base}'>
               <xs:sequence><xs:element name='e{index}' type='xs:int'/></xs:sequence>
             </xs:extension></xs:complexContent></xs:complexType>"
        )
        .unwrap();
    }
    assert_only(&run(&schema(&types)).1, Code::ModelTooLarge);
}

#[test]
fn long_cycles() {
    let mut types = String::new();
    for index in 0..5_000 {
        let base = (index + 1) % 5_000;
        write!(
            types,
            "<xs:complexType name='t{index}'><xs:complexContent><xs:extension base='t{base}'/></xs:complexContent></xs:complexType>"
        )
        .unwrap();
    }
    let (_, diagnostics) = run(&schema(&types));
    assert_only(&diagnostics, Code::Circular);
    assert_eq!(diagnostics.len(), 1);
}

#[test]
fn many_names_that_come_back() {
    let elements = |range: std::ops::Range<usize>| -> String {
        range
            .map(|index| format!("<xs:element name='e{index}' type='xs:int'/>"))
            .collect()
    };
    let (once, again) = (elements(0..5_000), elements(0..5_000));
    let (model, _) = run(&schema(&format!(
        "<xs:complexType name='A'><xs:sequence>{once}{again}</xs:sequence></xs:complexType>"
    )));
    assert_eq!(model.unwrap().types.len(), 2);
}

#[test]
fn many_branches_with_a_common_end() {
    let branches: String = (0..500)
        .map(|index| {
            format!("<xs:sequence><xs:element name='e{index}' type='xs:int'/><xs:element name='end' type='xs:int'/></xs:sequence>")
        })
        .collect();
    let (model, _) = run(&schema(&format!(
        "<xs:complexType name='A'><xs:choice>{branches}</xs:choice></xs:complexType>"
    )));
    assert_eq!(model.unwrap().types.len(), 1);
}

#[test]
fn entities_that_grow() {
    let mut doctype = String::from("<!DOCTYPE schema [<!ENTITY e0 'x'>");
    for index in 1..20 {
        write!(
            doctype,
            "<!ENTITY e{index} '{}'>",
            format!("&e{};", index - 1).repeat(10)
        )
        .unwrap();
    }
    let text = format!(
        "{doctype}]><xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' version='&e19;'/>"
    );
    assert_only(&run(&text).1, Code::NotWellFormed);
}

/// A schema with most constructs in it.
const RICH: &str = r##"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:a" targetNamespace="urn:a" elementFormDefault="qualified">
  <xs:annotation><xs:documentation xml:lang="en">Text.</xs:documentation></xs:annotation>
  <xs:element name="root" type="Type" nillable="true"/>
  <xs:attribute name="kind" type="Word"/>
  <xs:simpleType name="Word">
    <xs:restriction base="xs:token"><xs:enumeration value="a"/><xs:maxLength value="3"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="Words"><xs:list itemType="Word"/></xs:simpleType>
  <xs:group name="Group">
    <xs:choice><xs:element ref="root"/><xs:element name="other" minOccurs="0" maxOccurs="unbounded" type="xs:int" default="0"/></xs:choice>
  </xs:group>
  <xs:attributeGroup name="Attributes"><xs:attribute ref="kind" use="required"/><xs:anyAttribute/></xs:attributeGroup>
  <xs:complexType name="Type" abstract="true">
    <xs:complexContent>
      <xs:extension base="Base">
        <xs:sequence minOccurs="2" maxOccurs="3">
          <xs:group ref="Group"/>
          <xs:element name="inner"><xs:complexType><xs:all><xs:element name="b" type="Price"/></xs:all></xs:complexType></xs:element>
          <xs:any processContents="lax"/>
        </xs:sequence>
        <xs:attributeGroup ref="Attributes"/>
      </xs:extension>
    </xs:complexContent>
  </xs:complexType>
  <xs:complexType name="Base"><xs:sequence><xs:element name="a" type="xs:string" maxOccurs="2"/></xs:sequence></xs:complexType>
  <xs:complexType name="Price">
    <xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="c" type="Word" fixed="a"/></xs:extension></xs:simpleContent>
  </xs:complexType>
</xs:schema>
"##;

#[test]
fn schemas_with_one_word_changed() {
    let words = [
        "",
        "element",
        "complexType",
        "simpleType",
        "extension",
        "group",
        "sequence",
        "all",
        "annotation",
        "ref",
        "type",
        "Type",
        "0",
    ];
    let mut lowered = 0;
    let parts: Vec<&str> = RICH
        .split_inclusive(|c: char| !c.is_alphanumeric())
        .collect();
    let is_word = |part: &str| part.starts_with(char::is_alphanumeric);
    for at in (0..parts.len()).filter(|at| parts.get(*at).is_some_and(|part| is_word(part))) {
        for word in words {
            let change = |(index, part): (usize, &&str)| match part.chars().last() {
                Some(end) if index == at => format!("{word}{end}"),
                _ => (*part).to_owned(),
            };
            let changed: String = parts.iter().enumerate().map(change).collect();
            lowered += u32::from(run(&changed).0.is_some());
        }
    }
    // Many a word is a name, and any name will do.
    assert!(lowered > 100, "{lowered}");
}

#[test]
fn schemas_without_one_line() {
    let without_unsupported: String = RICH
        .lines()
        .filter(|line| !["list", "any"].iter().any(|word| line.contains(word)))
        .map(|line| format!("{line}\n"))
        .collect();
    let lines: Vec<&str> = without_unsupported.lines().collect();
    let mut lowered = 0;
    for left_out in 0..lines.len() {
        let rest: Vec<&str> = lines
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != left_out)
            .map(|(_, line)| *line)
            .collect();
        lowered += u32::from(run(&rest.join("\n")).0.is_some());
    }
    assert!(lowered > 0);
}

#[test]
fn unions_that_grow() {
    let mut types = String::new();
    for index in 0..60 {
        let next = index + 1;
        write!(
            types,
            "<xs:simpleType name='u{index}'><xs:union memberTypes='u{next} u{next}'/></xs:simpleType>"
        )
        .unwrap();
    }
    types.push_str("<xs:simpleType name='u60'><xs:restriction base='xs:int'/></xs:simpleType>");
    types.push_str("<xs:element name='root' type='u0'/>");
    assert!(run(&schema(&types)).0.is_some());
}

#[test]
fn groups_that_grow() {
    for (open, close) in [
        ("<xs:sequence>", "</xs:sequence>"),
        ("<xs:choice>", "</xs:choice>"),
    ] {
        let mut groups = String::from(
            "<xs:group name='g60'><xs:sequence><xs:element name='a'/></xs:sequence></xs:group>",
        );
        for index in 0..60 {
            let next = format!("<xs:group ref='g{}'/>", index + 1);
            write!(groups, "<xs:group name='g{index}'>{open}{next}<xs:sequence>{next}</xs:sequence>{close}</xs:group>").unwrap();
        }
        groups.push_str("<xs:complexType name='A'><xs:group ref='g0'/></xs:complexType>");
        assert_only(&run(&schema(&groups)).1, Code::ModelTooLarge);
    }
}

#[test]
fn elements_of_all_types_of_a_long_chain() {
    let mut types = String::from("<xs:complexType name='t0'/>");
    let mut elements = String::new();
    for index in 1..2_000 {
        let base = index - 1;
        write!(types, "<xs:complexType name='t{index}'><xs:complexContent><xs:extension base='t{base}'/></xs:complexContent></xs:complexType>").unwrap();
        write!(elements, "<xs:element name='e{index}' type='t{index}'/>").unwrap();
    }
    let elements =
        format!("<xs:complexType name='A'><xs:sequence>{elements}</xs:sequence></xs:complexType>");
    assert_only(
        &run(&schema(&format!("{types}{elements}"))).1,
        Code::ModelTooLarge,
    );
}

#[test]
fn definitions_that_need_each_other() {
    let circles = [
        "<xs:group name='a'><xs:sequence><xs:group ref='b'/></xs:sequence></xs:group>
         <xs:group name='b'><xs:choice><xs:group ref='a'/></xs:choice></xs:group>",
        "<xs:attributeGroup name='a'><xs:attributeGroup ref='b'/></xs:attributeGroup>
         <xs:attributeGroup name='b'><xs:attributeGroup ref='a'/></xs:attributeGroup>",
        "<xs:element name='a' substitutionGroup='b'/><xs:element name='b' substitutionGroup='a'/>",
        "<xs:simpleType name='a'><xs:union memberTypes='xs:int a'/></xs:simpleType>",
        "<xs:simpleType name='a'><xs:list itemType='a'/></xs:simpleType>",
    ];
    for circle in circles {
        assert_only(&run(&schema(circle)).1, Code::Circular);
    }
}

#[test]
fn members_of_a_union_of_a_long_chain() {
    let mut types =
        String::from("<xs:simpleType name='t0'><xs:restriction base='xs:string'/></xs:simpleType>");
    let (mut members, mut others) = (String::from("t0"), String::new());
    for index in 1..2_000 {
        let base = index - 1;
        write!(
            types,
            "<xs:simpleType name='t{index}'><xs:restriction base='t{base}'/></xs:simpleType>"
        )
        .unwrap();
        write!(members, " t{index}").unwrap();
        write!(
            others,
            "<xs:element name='e{index}' type='t{index}' substitutionGroup='head'/>"
        )
        .unwrap();
        write!(
            others,
            "<xs:simpleType name='l{index}'><xs:list itemType='union'/></xs:simpleType>"
        )
        .unwrap();
    }
    let union =
        format!("<xs:simpleType name='union'><xs:union memberTypes='{members}'/></xs:simpleType>");
    let head = "<xs:element name='head' type='union'/>";
    let (model, _) = run(&schema(&format!("{types}{union}{head}{others}")));
    assert!(model.is_some());
}

/// Each mistake is told with a part of the line, and what was meant is looked for within bounds.
#[test]
fn thousands_of_unknown_names_on_one_line() {
    const NAMES: usize = 5_000;
    let mut components = String::new();
    for index in 0..NAMES {
        write!(
            components,
            "<xs:element name='element{index}' type='unknown{index}'/>\
             <xs:simpleType name='known{index}'><xs:restriction base='xs:string'/></xs:simpleType>"
        )
        .unwrap();
    }
    let mut sources = Sources::new();
    let id = sources.add("a.xsd", schema(&components));
    let mut diagnostics = Diagnostics::new();
    model_from_sources(&mut sources, &[id], &mut diagnostics);
    assert_only(&diagnostics, Code::Unresolved);
    assert_eq!(diagnostics.len(), NAMES);
    let longest = diagnostics
        .iter()
        .map(|one| render(one, &sources, false).len());
    assert!(longest.max() < Some(1_000));
}

/// So is what prefix was meant.
#[test]
fn thousands_of_unbound_prefixes_beside_bound_ones() {
    const PREFIXES: usize = 3_000;
    let (mut declarations, mut components) = (String::new(), String::new());
    for index in 0..PREFIXES {
        write!(declarations, " xmlns:prefix{index}='urn:{index}'").unwrap();
        write!(
            components,
            "<xs:element name='e{index}' type='unbound{index}:t'/>"
        )
        .unwrap();
    }
    let xs = "xmlns:xs='http://www.w3.org/2001/XMLSchema'";
    let text = format!("<xs:schema {xs}{declarations}>{components}</xs:schema>");
    let diagnostics = run(&text).1;
    assert_only(&diagnostics, Code::UnboundPrefix);
    assert_eq!(diagnostics.len(), PREFIXES);
}

/// A name is not held against those that are too short to be meant.
#[test]
fn a_name_as_long_as_a_document() {
    let long = "n".repeat(3_000_000);
    let diagnostics = run(&schema(&format!("<xs:element name='e' {long}='1'/>"))).1;
    assert_only(&diagnostics, Code::UnknownAttribute);
}

/// What it takes a state for each count to tell is told as far as there are states.
#[test]
fn restrictions_with_large_counts() {
    let nested = |depth: usize, max: u64| {
        let open = format!("<xs:choice minOccurs='0' maxOccurs='{max}'><xs:element name='a'/>");
        let inner = format!("<xs:element name='b' minOccurs='2' maxOccurs='{max}'/>");
        format!(
            "{}{inner}{}",
            open.repeat(depth),
            "</xs:choice>".repeat(depth)
        )
    };
    let mut types = String::new();
    for index in 0..20 {
        let base = nested(index + 1, 30);
        let own = nested(index + 1, 29);
        write!(
            types,
            "<xs:complexType name='t{index}'>{base}</xs:complexType>
             <xs:complexType name='r{index}'><xs:complexContent><xs:restriction base='t{index}'>{own}</xs:restriction></xs:complexContent></xs:complexType>"
        )
        .unwrap();
    }
    let (_, diagnostics) = run(&schema(&types));
    assert!(diagnostics.iter().all(|d| d.code == Code::AmbiguousContent));
}
