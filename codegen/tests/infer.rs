//! Types from samples alone: as a schema and as Rust.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod common;

use common::Project;
use veeam_model_codegen::pipeline::infer_schema;

fn samples(documents: &[&str]) -> Project {
    let project = Project::new(&[]);
    for (number, document) in documents.iter().enumerate() {
        project.write(&format!("{number}.xml"), document);
    }
    project
}

/// The inferred schema; every sample is valid against it, as far as `check` can tell.
fn xsd(documents: &[&str]) -> String {
    let project = samples(documents);
    let output = infer_schema(&project.inputs().samples);
    assert!(output.diagnostics.is_empty(), "{:?}", output.diagnostics);
    let text = output.text.unwrap();
    project.write("inferred.xsd", &text);
    let output = project.run();
    assert!(
        !output.diagnostics.has_errors(),
        "{}",
        project.report(&output)
    );
    text
}

fn complaints(documents: &[&str]) -> String {
    let project = samples(documents);
    let output = infer_schema(&project.inputs().samples);
    assert!(output.text.is_none() || !output.diagnostics.has_errors());
    let rendered: Vec<String> = output
        .diagnostics
        .iter()
        .map(|d| veeam_model_codegen::diagnostic::render(d, &output.sources, false))
        .collect();
    project.without_directory(&rendered.join("\n"))
}

const ORDERS: [&str; 2] = [
    r#"<Order xmlns="urn:example:shop" Id="1" Paid="true" Key="676dc837-f441-4ac1-8470-15be06b4cffc">
      <Buyer Name="Ann"/>
      <Placed>2014-10-19T05:59:18Z</Placed>
      <Items><Item Code="007"><Price>1.50</Price></Item><Item Code="8"><Price>2</Price></Item></Items>
      <Note>Fragile &amp; heavy</Note>
      <Page>http://shop.example/1</Page>
    </Order>"#,
    r#"<Order xmlns="urn:example:shop" Id="99999999999" Key="676dc837-f441-4ac1-8470-15be06b4cffd">
      <Buyer Name="Bob" Vip="yes"/>
      <Placed>2014-10-19T05:59:18.5+02:00</Placed>
      <Delivered>2014-10-20T05:59:18</Delivered>
      <Items/>
      <Page>http://shop.example/2</Page>
      <Page>http://shop.example/3</Page>
    </Order>"#,
];

#[test]
fn a_schema() {
    insta::assert_snapshot!(xsd(&ORDERS));
}

#[test]
fn rust_types() {
    insta::assert_snapshot!(samples(&ORDERS).text());
}

#[test]
fn one_name_with_different_shapes() {
    insta::assert_snapshot!(xsd(&[
        "<R><A><Value><Min>1</Min><Max>2</Max></Value></A><B><Value unit='s'>5</Value></B><C><Value>text</Value></C>\
         <D><Value><Max>3</Max></Value></D><E><Value/></E></R>"
    ]));
    let text = samples(&[
        "<R><A><Value><Min>1</Min></Value></A><B><Value unit='s'>5</Value></B><C><Value>text</Value></C></R>",
    ])
    .text();
    assert!(text.contains("pub struct Value {"), "{text}");
    assert!(text.contains("pub struct BValue {"), "{text}");
    assert!(text.contains("pub value: String"), "{text}");
}

#[test]
fn what_is_recursive() {
    insta::assert_snapshot!(
        samples(&["<Node Id='1'><Node Id='2'><Node Id='3'/><Node Id='4'/></Node></Node>"]).text()
    );
}

#[test]
fn empty_and_nil_elements() {
    insta::assert_snapshot!(xsd(&[
        "<R xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\
           <E><Count>1</Count><Note/><Flag xsi:nil='true'/><Sub><A>1</A></Sub></E>\
           <E><Count/><Note/><Flag>true</Flag><Sub xsi:nil='true'/></E>\
         </R>"
    ]));
}

#[test]
fn orders_that_contradict_each_other() {
    insta::assert_snapshot!(xsd(&[
        "<R><P><A>1</A><B>2</B></P><P><B>1</B><A>2</A></P><Q><A>1</A><B>1</B><A>1</A></Q></R>"
    ]));
}

#[test]
fn namespaces() {
    let unqualified = xsd(&["<r:R xmlns:r='urn:r'><A r:b='1'>x</A></r:R>"]);
    assert!(
        unqualified.contains(r#"<xs:element name="A" type="A" form="unqualified"/>"#),
        "{unqualified}"
    );
    assert!(
        unqualified
            .contains(r#"<xs:attribute name="b" type="xs:int" use="required" form="qualified"/>"#)
    );
    assert_eq!(
        xsd(&["<R xmlns='urn:r'><A xmlns=''>x</A></R>"]),
        xsd(&["<r:R xmlns:r='urn:r'><A>x</A></r:R>"])
    );
    insta::assert_snapshot!(complaints(&["<R xmlns='urn:r'><A xmlns='urn:a'>x</A></R>"]));
}

#[test]
fn mixed_content_has_no_type() {
    insta::assert_snapshot!(complaints(&["<R><P>some <b>bold</b> text</P></R>"]));
}

#[test]
fn no_break_spaces_between_tags() {
    let document = "<R>\u{a0}<A>a\u{a0}b</A>\n\u{a0}\u{a0}<B>\u{a0}</B></R>\u{a0}";
    insta::assert_snapshot!(complaints(&[document]));
    let project = samples(&[document]);
    let output = project.run();
    let text = output.generated.unwrap().text;
    assert!(
        text.contains("pub a: String") && text.contains("pub b: String"),
        "{text}"
    );
}

#[test]
fn documents_that_cannot_be_read() {
    insta::assert_snapshot!(complaints(&["<R><A></R>", "<!DOCTYPE R><R/>", ""]));
}

#[test]
fn the_order_of_samples_does_not_matter() {
    let project = samples(&ORDERS);
    let mut paths = project.inputs().samples;
    paths.sort();
    let forward = infer_schema(&paths).text;
    paths.reverse();
    assert_eq!(forward, infer_schema(&paths).text);
    assert_eq!(
        forward,
        infer_schema(&[project.directory().to_owned()]).text
    );
}

#[test]
fn nothing_to_read() {
    insta::assert_snapshot!(complaints(&[]));
}

#[test]
fn attributes_of_xml() {
    let sample = "<Notes><Note xml:lang='de'>Notiz</Note></Notes>";
    insta::assert_snapshot!(xsd(&[sample]));
    let text = samples(&[sample]).text();
    assert!(text.contains("pub const XML_NAMESPACE: &str"), "{text}");
    assert!(text.contains("ns = XML_NAMESPACE"), "{text}");
}
