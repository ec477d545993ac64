//! Which documents a schema is read from, and in which namespace they are.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::fmt::Write as _;

use common::Project;
use veeam_model_codegen::diagnostic::{Code, render};
use veeam_model_codegen::model::{Content, Particle, TypeKind};
use veeam_model_codegen::pipeline::{Inputs, Output, run};

fn schema(attributes: &str, components: &str) -> String {
    format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' {attributes}>{components}</xs:schema>"
    )
}

/// A project with `a.xsd`, generated from that.
fn output(project: &Project) -> Output {
    let config = Some(project.path("codegen.toml")).filter(|path| path.is_file());
    run(&Inputs {
        schemas: vec![project.path("a.xsd")],
        config,
        ..Inputs::default()
    })
}

fn said(output: &Output) -> String {
    let said = output.diagnostics.iter();
    said.map(|one| render(one, &output.sources, false))
        .collect()
}

/// The expanded names of the named types and, below them, of their attributes and elements.
#[track_caller]
fn names(output: &Output) -> String {
    let said = said(output);
    let Some(generated) = &output.generated else {
        panic!("{said}");
    };
    assert_eq!(said, "");
    let mut names = String::new();
    for (_, def) in generated.model.iter() {
        let TypeKind::Complex(complex) = &def.kind else {
            continue;
        };
        write!(names, "{}:", def.name).unwrap();
        for attribute in &complex.attributes {
            write!(names, " @{}", attribute.name).unwrap();
        }
        if let Content::Elements(particles) = &complex.content {
            for particle in particles {
                match particle {
                    Particle::Element(element) => write!(names, " {}", element.name).unwrap(),
                    _ => write!(names, " …").unwrap(),
                }
            }
        }
        names.push('\n');
    }
    names
}

/// Imports `urn:b` from a location, and refers to its attribute `b`.
fn importing(import: &str) -> String {
    schema(
        "targetNamespace='urn:a' xmlns:b='urn:b'",
        &format!(
            "<xs:import namespace='urn:b' {import}/>
             <xs:complexType name='A'><xs:attribute ref='b:b'/></xs:complexType>"
        ),
    )
}

fn imported() -> String {
    schema(
        "targetNamespace='urn:b'",
        "<xs:attribute name='b' type='xs:int'/>",
    )
}

#[test]
fn catalog_of_locations_and_namespaces() {
    for (import, key) in [
        (
            "schemaLocation='http://example.com/b.xsd?v=1'",
            "http://example.com/b.xsd?v=1",
        ),
        ("schemaLocation='http://example.com/b.xsd?v=1'", "urn:b"),
        ("schemaLocation='gone.xsd'", "gone.xsd"),
        ("", "urn:b"),
    ] {
        let project = Project::new(&[
            ("a.xsd", &importing(import)),
            ("vendor/b.xsd", &imported()),
            (
                "codegen.toml",
                &format!("[catalog]\n\"{key}\" = 'vendor/b.xsd'\n"),
            ),
        ]);
        assert_eq!(
            names(&output(&project)),
            "{urn:a}A: @{urn:b}b\n",
            "{import} {key}"
        );
    }
}

#[test]
fn catalog_of_what_is_not_there() {
    let project = Project::new(&[
        (
            "a.xsd",
            &schema(
                "",
                "<xs:include schemaLocation='http://example.com/b.xsd'/>",
            ),
        ),
        (
            "codegen.toml",
            "[catalog]\n\"http://example.com/b.xsd\" = 'vendor/b.xsd'\n",
        ),
    ]);
    let output = output(&project);
    let said = said(&output);
    assert!(
        said.contains("codegen.toml:2:30: error[E0101]: cannot read"),
        "{said}"
    );
    assert!(
        said.contains("vendor/b.xsd`: there is no such file"),
        "{said}"
    );
}

#[test]
fn file_of_that_name_beside_a_schema_that_refers_to_the_web() {
    let project = Project::new(&[
        (
            "a.xsd",
            &importing("schemaLocation='https://example.com/schemas/b.xsd'"),
        ),
        ("b.xsd", &imported()),
    ]);
    assert_eq!(names(&output(&project)), "{urn:a}A: @{urn:b}b\n");
}

#[test]
fn file_of_that_name_and_another_namespace() {
    let project = Project::new(&[
        (
            "a.xsd",
            &importing("schemaLocation='https://example.com/schemas/b.xsd'"),
        ),
        ("b.xsd", &schema("targetNamespace='urn:c'", "")),
    ]);
    let output = output(&project);
    let codes: Vec<Code> = output.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::RemoteReference, Code::Unresolved]);
    assert!(output.generated.is_some());
}

#[test]
fn namespaces_that_need_no_file() {
    let project = Project::new(&[(
        "a.xsd",
        &schema(
            "targetNamespace='urn:a' xmlns:l='http://www.w3.org/1999/xlink'",
            "<xs:import namespace='http://www.w3.org/1999/xlink' schemaLocation='http://www.w3.org/1999/xlink.xsd'/>
             <xs:import namespace='http://www.w3.org/XML/1998/namespace'/>
             <xs:complexType name='A'>
               <xs:attribute ref='xml:id'/><xs:attribute ref='l:href' use='required'/>
             </xs:complexType>",
        ),
    )]);
    assert_eq!(
        names(&output(&project)),
        "{urn:a}A: @{http://www.w3.org/XML/1998/namespace}id @{http://www.w3.org/1999/xlink}href\n"
    );
}

#[test]
fn namespace_without_a_schema_may_hold_anything() {
    let project = Project::new(&[(
        "a.xsd",
        &schema(
            "targetNamespace='urn:a' xmlns:b='urn:b'",
            "<xs:import namespace='urn:b'/>
             <xs:complexType name='A'>
               <xs:sequence>
                 <xs:element ref='b:one' maxOccurs='unbounded'/><xs:element name='two' type='b:Two'/>
               </xs:sequence>
               <xs:attribute ref='b:three'/><xs:attribute name='four' type='b:Four'/>
             </xs:complexType>
             <xs:element name='a'><xs:complexType><xs:complexContent>
               <xs:extension base='b:Five'><xs:attribute name='six'/></xs:extension>
             </xs:complexContent></xs:complexType></xs:element>",
        ),
    )]);
    let output = output(&project);
    let said: Vec<_> = output.diagnostics.iter().map(|one| &*one.message).collect();
    assert_eq!(
        said,
        ["no schema of the namespace `urn:b` was read: what is declared there may hold anything"]
    );
    let text = output.generated.unwrap().text;
    assert!(
        text.contains("Vec<::veeam_model::xml::Element>") || text.contains("Vec<xml::Element>"),
        "{text}"
    );
}

#[test]
fn local_file_that_is_not_there() {
    let project = Project::new(&[("a.xsd", &importing("schemaLocation='b.xsd'"))]);
    let output = output(&project);
    assert!(output.generated.is_none());
    let said = said(&output);
    assert!(
        said.contains("cannot read") && said.contains("/b.xsd`: there is no such file"),
        "{said}"
    );
    assert!(
        said.contains("error[E0301]: the namespace `urn:b` has no attribute `b`"),
        "{said}"
    );
}

#[test]
fn one_document_in_two_namespaces_by_way_of_another() {
    let chain = [
        ("a.xsd", schema(
            "targetNamespace='urn:a' xmlns='urn:a' xmlns:b='urn:b' elementFormDefault='qualified'",
            "<xs:include schemaLocation='part.xsd'/><xs:import namespace='urn:b' schemaLocation='b.xsd'/>
             <xs:complexType name='A'><xs:sequence><xs:element ref='part'/><xs:element ref='b:part'/></xs:sequence></xs:complexType>",
        )),
        ("b.xsd", schema(
            "targetNamespace='urn:b' xmlns:a='urn:a'",
            "<xs:import namespace='urn:a' schemaLocation='a.xsd'/><xs:include schemaLocation='part.xsd'/>
             <xs:complexType name='B'><xs:attribute ref='a:attribute'/></xs:complexType>",
        )),
        ("part.xsd", schema("elementFormDefault='qualified'", "<xs:include schemaLocation='deep.xsd'/><xs:element name='part' type='Deep'/>")),
        ("deep.xsd", schema(
            "",
            "<xs:include schemaLocation='part.xsd'/><xs:attribute name='attribute' type='xs:int'/>
             <xs:complexType name='Deep'><xs:sequence><xs:element name='local' minOccurs='0'/></xs:sequence><xs:attribute ref='attribute'/></xs:complexType>",
        )),
    ];
    let files: Vec<(&str, &str)> = chain.iter().map(|(name, text)| (*name, &**text)).collect();
    let project = Project::new(&files);
    let found = names(&output(&project));
    let mut lines: Vec<&str> = found.lines().collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "{urn:a}A: {urn:a}part {urn:b}part",
            "{urn:a}Deep: @{urn:a}attribute local",
            "{urn:b}B: @{urn:a}attribute",
            "{urn:b}Deep: @{urn:b}attribute local",
        ]
    );
}

#[test]
fn redefinition_of_a_redefinition_without_a_namespace() {
    let redefining = |from: &str, name: &str| {
        format!(
            "<xs:redefine schemaLocation='{from}'>
               <xs:complexType name='T'><xs:complexContent><xs:extension base='T'>
                 <xs:sequence><xs:element name='{name}'/></xs:sequence>
               </xs:extension></xs:complexContent></xs:complexType>
               <xs:attributeGroup name='G'><xs:attributeGroup ref='G'/><xs:attribute name='at-{name}'/></xs:attributeGroup>
             </xs:redefine>"
        )
    };
    let project = Project::new(&[
        ("a.xsd", &schema("targetNamespace='urn:a' xmlns='urn:a'", &redefining("b.xsd", "third"))),
        ("b.xsd", &schema("", &redefining("c.xsd", "second"))),
        ("c.xsd", &schema(
            "",
            "<xs:attributeGroup name='G'><xs:attribute name='at-first'/></xs:attributeGroup>
             <xs:complexType name='T'><xs:sequence><xs:element name='first'/></xs:sequence><xs:attributeGroup ref='G'/></xs:complexType>",
        )),
    ]);
    assert_eq!(
        names(&output(&project)),
        "{urn:a}T: @at-first @at-second @at-third first second third\n"
    );
}

#[test]
fn document_type_declarations_and_comments() {
    let text = format!(
        "<?xml version='1.0'?>\n<!-- first -->\n<!DOCTYPE xs:schema PUBLIC '-//W3C//DTD XMLSCHEMA 200102//EN' 'XMLSchema.dtd' [
           <!ENTITY % more ''>\n<!ENTITY name 'A'>\n<!ATTLIST xs:schema id ID #IMPLIED>\n<!-- in it -->\n<?pi?>
         ]>\n<?pi?>\n{}\n<!-- last -->",
        schema("targetNamespace='urn:a'", "<xs:complexType name='&name;&name;'/>")
    );
    let project = Project::new(&[("a.xsd", &text)]);
    assert_eq!(names(&output(&project)), "{urn:a}AA:\n");
}

#[test]
fn encodings() {
    let text = |encoding: &str| {
        format!(
            "<?xml version='1.0' encoding='{encoding}'?>{}",
            schema("", "<xs:complexType name='Größe'/>")
        )
    };
    let project = Project::new(&[]);
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    let latin1: Vec<u8> = text("ISO-8859-1")
        .chars()
        .map(|c| u8::try_from(c).unwrap())
        .collect();
    for bytes in [
        text("UTF-8").into_bytes(),
        format!("\u{feff}{}", text("UTF-8")).into_bytes(),
        utf16(&format!("\u{feff}{}", text("UTF-16")), u16::to_le_bytes),
        utf16(&format!("\u{feff}{}", text("UTF-16")), u16::to_be_bytes),
        utf16(&text("UTF-16"), u16::to_le_bytes),
        latin1,
    ] {
        std::fs::write(project.path("a.xsd"), bytes).unwrap();
        assert_eq!(names(&output(&project)), "Größe:\n");
    }
}

/// `urn:a` and `urn:c` each import `urn:b` from a file of their own.
fn with_two_of_one_namespace(first: &str, second: &str) -> Project {
    let (b, c) = (
        "<xs:import namespace='urn:b' schemaLocation='b.xsd'/>",
        "<xs:import namespace='urn:c' schemaLocation='c/c.xsd'/>",
    );
    let uses = "<xs:attribute ref='b:b'/><xs:attributeGroup ref='c:c'/>";
    let a = format!("{b}{c}<xs:complexType name='A'>{uses}</xs:complexType>");
    let group =
        "<xs:attributeGroup name='c'><xs:attribute name='own' type='b:T'/></xs:attributeGroup>";
    let names = "xmlns:b='urn:b' xmlns:c='urn:c'";
    Project::new(&[
        (
            "a.xsd",
            &schema(&format!("targetNamespace='urn:a' {names}"), &a),
        ),
        ("b.xsd", first),
        (
            "c/c.xsd",
            &schema(
                &format!("targetNamespace='urn:c' {names}"),
                &format!("{b}{group}"),
            ),
        ),
        ("c/b.xsd", second),
    ])
}

fn two_components(note: &str, ty: &str) -> String {
    let attribute = "<xs:attribute name='b' type='xs:int'/>";
    let ty = format!("<xs:simpleType name='T'><xs:restriction base='{ty}'/></xs:simpleType>");
    schema("targetNamespace='urn:b'", &format!("{note}{attribute}{ty}"))
}

#[test]
fn copies_of_one_document() {
    let document = two_components("", "xs:int");
    let project = with_two_of_one_namespace(&document, &document);
    assert_eq!(names(&output(&project)), "{urn:a}A: @{urn:b}b @own\n");
    assert_eq!(names(&all_named(&project)), "{urn:a}A: @{urn:b}b @own\n");
}

/// All files of the directory are named, as well as imported.
fn all_named(project: &Project) -> Output {
    let named = ["a.xsd", "b.xsd", "c/b.xsd", "c/c.xsd"];
    run(&Inputs {
        schemas: named.iter().map(|name| project.path(name)).collect(),
        ..Inputs::default()
    })
}

/// The first counts, whatever the second says: more, or otherwise.
#[test]
fn versions_of_one_document() {
    for ty in ["xs:long", "xs:date"] {
        let first = two_components("", "xs:long");
        let second = two_components(
            "<!-- newer --><xs:element name='new' type='T' xmlns='urn:b'/>",
            ty,
        );
        let project = with_two_of_one_namespace(&first, &second);
        for output in [output(&project), all_named(&project)] {
            assert!(output.generated.is_some());
            let directory = project.directory().display().to_string();
            let said = said(&output).replace(&directory, "").replace(ty, "xs:…");
            insta::allow_duplicates!(insta::assert_snapshot!(said));
        }
    }
}

/// In documents that belong together each component is declared once.
#[test]
fn documents_that_declare_the_same() {
    let include = |file: &str| format!("<xs:include schemaLocation='{file}'/>");
    let (one, other) = (two_components("", "xs:int"), two_components(" ", "xs:int"));
    let project = Project::new(&[
        (
            "a.xsd",
            &schema(
                "targetNamespace='urn:b'",
                &(include("b.xsd") + &include("c.xsd")),
            ),
        ),
        ("b.xsd", &one),
        ("c.xsd", &other),
    ]);
    let output = output(&project);
    assert!(output.generated.is_none());
    let codes: Vec<Code> = output.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::Duplicate, Code::Duplicate]);
}

/// A schema that needs no file gives way to a file of its namespace, wherever that is imported.
#[test]
fn file_in_the_place_of_what_needs_none() {
    let xml = "http://www.w3.org/XML/1998/namespace";
    let import = format!("<xs:import namespace='{xml}'/>");
    let b = "<xs:import namespace='urn:b' schemaLocation='b.xsd'/>";
    let ty = "<xs:complexType name='A'><xs:attribute ref='xml:lang'/></xs:complexType>";
    let file = format!("<xs:import namespace='{xml}' schemaLocation='own-xml.xsd'/>");
    let project = Project::new(&[
        (
            "a.xsd",
            &schema("targetNamespace='urn:a'", &format!("{import}{b}{ty}")),
        ),
        ("b.xsd", &schema("targetNamespace='urn:b'", &file)),
        (
            "own-xml.xsd",
            &schema(
                &format!("targetNamespace='{xml}'"),
                "<xs:attribute name='lang' type='xs:int'/>",
            ),
        ),
    ]);
    let output = output(&project);
    assert_eq!(names(&output), format!("{{urn:a}}A: @{{{xml}}}lang\n"));
    assert_eq!(output.sources.find(xml), None);
}
