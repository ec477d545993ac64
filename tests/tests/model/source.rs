//! The generated text.

use std::path::{Path, PathBuf};

use veeam_model_codegen::Builder;

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas")
}

/// The inputs that `veeam-model/build.rs` names.
fn builder() -> Builder {
    Builder::new()
        .schema(schemas().join("restapi.xsd"))
        .samples(schemas().join("samples"))
        .config(schemas().join("codegen.toml"))
}

/// A file for each area, so that a change to one type is a small difference in one of them.
#[test]
fn generated_source() {
    let text = builder().build_text().unwrap();
    let mut outside = String::new();
    let mut rest = text.as_str();
    while let Some((before, module)) = rest.split_once("\npub mod ") {
        // The documentation stands before the module.
        let (before, doc) = before.rsplit_once("\n\n").unwrap();
        let (module, after) = module.split_once("\n}\n").unwrap();
        let (name, _) = module.split_once(' ').unwrap();
        insta::assert_snapshot!(
            format!("source_of_{name}"),
            format!("{doc}\npub mod {module}\n}}")
        );
        outside.push_str(before);
        outside.push('\n');
        rest = after;
    }
    outside.push_str(rest);
    insta::assert_snapshot!(outside);
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert_eq!(
        builder().build_text().unwrap(),
        builder().build_text().unwrap()
    );
}

#[test]
fn the_order_of_the_samples_does_not_matter() {
    let mut paths: Vec<_> = std::fs::read_dir(schemas().join("samples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let text = |paths: &mut dyn Iterator<Item = &PathBuf>| {
        let builder = Builder::new()
            .schema(schemas().join("restapi.xsd"))
            .config(schemas().join("codegen.toml"));
        paths
            .fold(builder, |builder, path| builder.samples(path))
            .build_text()
            .unwrap()
    };
    assert_eq!(text(&mut paths.iter()), text(&mut paths.iter().rev()));
}

#[test]
fn the_text_is_no_more_than_twice_the_schema() {
    let entries = std::fs::read_dir(schemas()).unwrap();
    let schema: u64 = entries
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "xsd"))
        .map(|entry| entry.metadata().unwrap().len())
        .sum();
    let text = builder().build_text().unwrap().len();
    assert!(text as u64 <= 2 * schema, "{text} bytes from {schema}");
}
