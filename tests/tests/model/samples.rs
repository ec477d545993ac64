//! Every sample: its parsed value, what it is written back as, and that nothing is lost.

use std::path::Path;

use veeam_model::{
    Document, EntityRef, EntityReferences, Error, RestoreSession, RestoreSessions, xml,
};

use super::common::infoset;

fn each(test: impl FnMut(&Path)) {
    insta::glob!("../../../schemas/samples", "*.xml", test);
}

fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn parsed() {
    each(|path| {
        let document: Document = xml::from_str(&text_of(path)).unwrap();
        // What is absent is not shown: a new field shows up only where a sample has it.
        insta::with_settings!({filters => vec![(r"(?m)^ +[\w#]+: (None|\{\}),\n", "")]}, {
            insta::assert_debug_snapshot!(document);
        });
    });
}

#[test]
fn written() {
    each(|path| {
        let document: Document = xml::from_str(&text_of(path)).unwrap();
        insta::assert_snapshot!(xml::to_string_pretty(&document).unwrap());
    });
}

#[test]
fn a_sample_that_is_read_and_written_is_the_same_infoset() {
    each(|path| {
        let text = text_of(path);
        let document: Document = xml::from_str(&text).unwrap();
        for written in [xml::to_string(&document), xml::to_string_pretty(&document)] {
            let written = written.unwrap();
            assert_eq!(
                infoset::of_data(&written),
                infoset::of_data(&text),
                "{}",
                path.display()
            );
            assert_eq!(xml::from_str::<Document>(&written).unwrap(), document);
        }
    });
}

#[test]
fn bytes_and_text_give_the_same_value() {
    each(|path| {
        let text = text_of(path);
        let document: Document = xml::from_str(&text).unwrap();
        assert_eq!(
            xml::from_slice::<Document>(text.as_bytes()).unwrap(),
            document
        );
        let mut streamed = Vec::new();
        xml::to_writer(&mut streamed, &document).unwrap();
        assert_eq!(streamed, xml::to_string(&document).unwrap().into_bytes());
    });
}

/// The document's type on its own reads the same value as `Document` does, and no other type
/// reads the document at all.
#[test]
fn document_and_the_concrete_type_agree() {
    each(|path| {
        let text = text_of(path);
        let document: Document = xml::from_str(&text).unwrap();
        let concrete = [
            xml::from_str::<EntityRef>(&text)
                .map(Box::new)
                .map(Document::EntityRef),
            xml::from_str::<EntityReferences>(&text)
                .map(Box::new)
                .map(Document::EntityReferences),
            xml::from_str::<RestoreSession>(&text)
                .map(Box::new)
                .map(Document::RestoreSession),
            xml::from_str::<RestoreSessions>(&text)
                .map(Box::new)
                .map(Document::RestoreSessions),
            xml::from_str::<Error>(&text)
                .map(Box::new)
                .map(Document::Error),
        ];
        let (read, refused): (Vec<_>, Vec<_>) = concrete.into_iter().partition(Result::is_ok);
        let read: Vec<_> = read.into_iter().map(Result::unwrap).collect();
        match &document {
            Document::EntityRef(_)
            | Document::EntityReferences(_)
            | Document::RestoreSession(_)
            | Document::RestoreSessions(_)
            | Document::Error(_) => assert_eq!(read, [document]),
            _ => assert_eq!(read, []),
        }
        for error in refused {
            let kind = format!("{:?}", error.unwrap_err().kind());
            assert!(kind.starts_with("UnexpectedRoot"), "{kind}");
        }
    });
}

/// Only the document of a newer server holds what the schema does not declare.
#[test]
fn strict_reading_refuses_what_is_unknown() {
    let strict = xml::Options::new().deny_unknown(true);
    each(|path| {
        let newer = path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("newer-server");
        let read = strict.from_str::<Document>(&text_of(path));
        assert_eq!(read.is_err(), newer, "{}: {read:?}", path.display());
    });
}

/// A paste from a web page holds U+00A0 for indentation.
#[test]
fn a_no_break_space_between_tags_is_named() {
    let text =
        text_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/samples/EntityRef.xml"));
    let pasted = text.replace("\n ", "\n\u{a0}");
    let folder = tempfile::tempdir().unwrap();
    let sample = folder.path().join("pasted.xml");
    std::fs::write(&sample, &pasted).unwrap();

    let error = xml::from_str::<Document>(&pasted).unwrap_err();
    insta::assert_snapshot!(
        error,
        @r#"2:1 /EntityRef: unexpected text "\u{a0}"; only elements may stand here (U+00A0 NO-BREAK SPACE is not white space in XML; put a blank in its place)"#
    );

    let inputs = veeam_model_codegen::pipeline::Inputs {
        samples: vec![sample],
        ..Default::default()
    };
    let output = veeam_model_codegen::pipeline::run(&inputs);
    assert!(!output.diagnostics.has_errors());
    let shown: Vec<_> = output
        .diagnostics
        .iter()
        .map(|diagnostic| format!("{:?}: {}", diagnostic.severity, diagnostic.message))
        .collect();
    assert_eq!(
        shown,
        ["Warning: 4 no-break spaces (U+00A0) stand between the tags"]
    );
}
