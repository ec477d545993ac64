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

#[test]
fn generated_source() {
    insta::assert_snapshot!(builder().build_text().unwrap());
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
    let schema = std::fs::metadata(schemas().join("restapi.xsd"))
        .unwrap()
        .len();
    let text = builder().build_text().unwrap().len();
    assert!(text as u64 <= 2 * schema, "{text} bytes from {schema}");
}
