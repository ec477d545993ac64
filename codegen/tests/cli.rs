//! The command, as it is built.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod common;

use std::process::{Command, Output};

use common::{Project, schema};

const DECLARATIONS: &str = r#"<xs:element name="Order" type="Order"/>
<xs:complexType name="Order"><xs:sequence><xs:element name="Item" type="xs:string" maxOccurs="unbounded"/></xs:sequence></xs:complexType>"#;

fn project() -> Project {
    Project::new(&[
        ("schemas/shop.xsd", &schema(DECLARATIONS)),
        ("schemas/codegen.toml", "[output]\nunknown = 'ignore'\n"),
        (
            "schemas/samples/a.xml",
            "<Order xmlns='urn:example:shop'><Item>x</Item></Order>",
        ),
    ])
}

fn command(project: &Project, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_veeam-codegen"))
        .args(arguments)
        .current_dir(project.directory())
        .env_remove("NO_COLOR")
        .output()
        .unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What the command said, with the time it took taken out.
fn stderr(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    let lines = text.lines().map(|line| match line.rsplit_once("; ") {
        Some((rest, time)) if time.ends_with(" ms") => format!("{rest}; [time]"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn generate_reads_the_schemas_of_the_directory() {
    let project = project();
    let output = command(&project, &["generate"]);
    assert_eq!(status(&output), 0);
    insta::assert_snapshot!(stdout(&output));
    insta::assert_snapshot!(stderr(&output), @"
    simplified: 1 list has bounds that a `Vec` has not: the documentation says them
    1 schema, 1 sample: 2 elements, 1 type, 1 field, no disagreements, no errors; [time]
    ");
}

#[test]
fn generate_writes_a_file() {
    let project = project();
    let arguments = [
        "generate",
        "--sample",
        "schemas/samples/a.xml",
        "--schema",
        "schemas/shop.xsd",
        "--config",
        "schemas/codegen.toml",
        "--out",
        "shop.rs",
    ];
    let output = command(&project, &arguments);
    assert_eq!((status(&output), stdout(&output)), (0, String::new()));
    assert_eq!(
        project.read("shop.rs"),
        stdout(&command(&project, &["generate"]))
    );
    let output = command(&project, &["generate", "--out", "nowhere/shop.rs"]);
    assert_eq!(status(&output), 1);
    assert!(
        stderr(&output).starts_with("error[E0802]: cannot write nowhere/shop.rs: "),
        "{}",
        stderr(&output)
    );
}

#[test]
fn check_says_where_samples_and_schema_disagree() {
    let project = project();
    let output = command(&project, &["check"]);
    assert_eq!((status(&output), stdout(&output)), (0, String::new()));
    project.write(
        "schemas/samples/b.xml",
        "<Order xmlns='urn:example:shop'/>\n",
    );
    let output = command(&project, &["check"]);
    assert_eq!((status(&output), stdout(&output)), (1, String::new()));
    insta::assert_snapshot!(stderr(&output));
    let output = command(&project, &["generate"]);
    assert_eq!((status(&output), stdout(&output)), (1, String::new()));
}

#[test]
fn check_finds_what_generate_extends() {
    let project = project();
    project.write(
        "schemas/samples/b.xml",
        "<Order xmlns='urn:example:shop'/>\n",
    );
    project.write(
        "schemas/codegen.toml",
        "[samples]\ndisagreements = 'extend'\n",
    );
    assert_eq!(status(&command(&project, &["generate"])), 0);
    assert_eq!(status(&command(&project, &["check"])), 1);
}

#[test]
fn json_is_an_object_a_line() {
    let project = project();
    project.write(
        "schemas/samples/b.xml",
        "<Order xmlns='urn:example:shop'/>\n",
    );
    let output = command(&project, &["check", "--message-format", "json"]);
    assert_eq!(status(&output), 1);
    let text = String::from_utf8(output.stderr).unwrap();
    let objects: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[0]["code"], "E0615");
    assert_eq!(objects[0]["file"], "schemas/samples/b.xml");
    assert_eq!(objects[0]["line"], 1);
    assert_eq!(objects[0]["related"][0]["file"], "schemas/shop.xsd");
    assert_eq!(objects[1]["summary"]["disagreements"], 1);
}

#[test]
fn infer_prints_a_schema_or_types() {
    let project = project();
    let output = command(&project, &["infer", "--sample", "schemas/samples"]);
    assert_eq!(status(&output), 0);
    assert!(stdout(&output).starts_with("<?xml"), "{}", stdout(&output));
    let output = command(
        &project,
        &["infer", "--rust", "--sample", "schemas/samples"],
    );
    assert_eq!(status(&output), 0);
    assert!(
        stdout(&output).contains("pub struct Order {"),
        "{}",
        stdout(&output)
    );
    let output = command(&project, &["infer", "--sample", "gone.xml"]);
    assert_eq!(status(&output), 1);
}

#[test]
fn diff_says_what_breaks() {
    let project = project();
    let same = command(&project, &["diff", "schemas", "schemas"]);
    assert_eq!((status(&same), stdout(&same)), (0, String::new()));
    project.write(
        "new.xsd",
        &schema(&DECLARATIONS.replace(r#" maxOccurs="unbounded""#, "")),
    );
    let output = command(&project, &["diff", "schemas/shop.xsd", "new.xsd"]);
    assert_eq!(status(&output), 1);
    insta::assert_snapshot!(stdout(&output), @"breaks source and wire: Order/Item: `Vec<String>` became `String`; only one is allowed now");
    let output = command(
        &project,
        &[
            "diff",
            "--message-format",
            "json",
            "schemas/shop.xsd",
            "new.xsd",
        ],
    );
    let object: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(object["breaks_wire"], true);
    let more = DECLARATIONS.replace(
        "</xs:sequence>",
        r#"</xs:sequence><xs:attribute name="Id" type="xs:int"/>"#,
    );
    project.write("new.xsd", &schema(&more));
    assert_eq!(
        status(&command(&project, &["diff", "schemas/shop.xsd", "new.xsd"])),
        0
    );
    assert_eq!(
        status(&command(
            &project,
            &["diff", "schemas/shop.xsd", "gone.xsd"]
        )),
        1
    );
}

#[test]
fn wrong_usage_is_told_apart() {
    let empty = Project::new(&[]);
    for arguments in [
        &["generate"][..],
        &["check"],
        &[],
        &["generate", "--nonsense"],
        &["infer"],
        &["diff", "a"],
    ] {
        let output = command(&empty, arguments);
        assert_eq!(
            (status(&output), stdout(&output)),
            (2, String::new()),
            "{arguments:?}"
        );
    }
    insta::assert_snapshot!(stderr(&command(&empty, &["generate"])));
    assert_eq!(
        status(&command(&empty, &["generate", "--schema", "gone.xsd"])),
        1
    );
    assert_eq!(status(&command(&empty, &["--help"])), 0);
    assert_eq!(status(&command(&empty, &["--version"])), 0);
}

#[test]
fn the_order_of_arguments_does_not_matter() {
    let project = project();
    project.write(
        "schemas/more.xsd",
        &schema(r#"<xs:complexType name="More"/>"#),
    );
    let forward = command(
        &project,
        &[
            "generate",
            "--schema",
            "schemas/shop.xsd",
            "--schema",
            "schemas/more.xsd",
        ],
    );
    let backward = command(
        &project,
        &[
            "generate",
            "--schema",
            "schemas/more.xsd",
            "--schema",
            "schemas/shop.xsd",
        ],
    );
    assert_eq!(status(&forward), 0, "{}", stderr(&forward));
    assert_eq!(stdout(&forward), stdout(&backward));
}

#[test]
fn a_result_that_cannot_be_written_is_an_error() {
    let project = project();
    let output = command(&project, &["generate", "--out", "gone/shop.rs"]);
    assert_eq!(status(&output), 1);
    insta::assert_snapshot!(stderr(&output), @"
    error[E0802]: cannot write gone/shop.rs: there is no directory `gone`
    1 schema, 1 sample: 2 elements, 1 type, 1 field, no disagreements, 1 error; [time]
    ");
    let output = command(&project, &["generate", "--schema", "schemas"]);
    assert_eq!(status(&output), 1);
    insta::assert_snapshot!(stderr(&output), @"
    error[E0101]: cannot read `schemas`: it is a directory
     = help: name the files in it
    no schemas, no samples: no elements, no types, no fields, no disagreements, 1 error; [time]
    ");
}

#[test]
fn explain_says_where_a_component_comes_from_and_what_it_became() {
    let declarations = r#"<xs:element name="Order" type="Order"/>
<xs:complexType name="Base" abstract="true"><xs:attribute name="Id" type="Id"/></xs:complexType>
<xs:complexType name="Order"><xs:complexContent><xs:extension base="Base"><xs:sequence>
  <xs:element name="Items" type="Items"/>
  <xs:choice><xs:element name="Card" type="xs:string"/><xs:element name="Cash" type="xs:decimal"/></xs:choice>
</xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="Items"><xs:sequence><xs:element name="Item" type="State" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
<xs:simpleType name="Id"><xs:restriction base="xs:int"/></xs:simpleType>
<xs:simpleType name="State"><xs:restriction base="xs:string"><xs:enumeration value="Open"/></xs:restriction></xs:simpleType>"#;
    let project = Project::new(&[("schemas/shop.xsd", &schema(declarations))]);
    let explained = |name| {
        let output = command(&project, &["generate", "--explain", name]);
        assert_eq!(status(&output), 0);
        stdout(&output)
    };
    let names = [
        "Order",
        "Base",
        "Items",
        "Card",
        "Id",
        "State",
        "OrderChoice",
    ];
    let all: Vec<String> = names
        .into_iter()
        .map(|name| format!("--explain {name}\n{}", explained(name)))
        .collect();
    insta::assert_snapshot!(all.join("\n"));
    let output = command(&project, &["generate", "--explain", "Gone"]);
    assert_eq!(status(&output), 1);
    insta::assert_snapshot!(stderr(&output));
}
