//! The schemas of the W3C XML Schema Test Suite, where they are at hand.
#![allow(clippy::print_stdout, reason = "the counts are what a run is for")]

use std::fs;
use std::path::{Path, PathBuf};

use veeam_model_codegen::diagnostic::{Diagnostics, Severity, render};
use veeam_model_codegen::lower::model_from_schemas;
use veeam_model_codegen::source::Sources;

/// The material beside the workspace; it is not a part of the project.
fn material() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance");
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: {} is absent", path.display());
    None
}

/// What became of one schema.
struct Outcome {
    lowered: bool,
    /// Errors other than that something is not supported yet.
    errors: Vec<String>,
    unsupported: usize,
}

fn run(paths: &[PathBuf]) -> Outcome {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let model = model_from_schemas(&mut sources, paths, &mut diagnostics);
    assert_eq!(model.is_none(), diagnostics.has_errors());
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let (unsupported, errors): (Vec<_>, Vec<_>) = errors.partition(|d| d.code.is_unsupported());
    Outcome {
        lowered: model.is_some(),
        errors: errors.iter().map(|d| render(d, &sources, false)).collect(),
        unsupported: unsupported.len(),
    }
}

#[test]
fn valid_schemas_are_lowered_or_say_what_is_not_supported() {
    let Some(material) = material() else {
        return;
    };
    let index = fs::read_to_string(material.join("xsd/schemas.tsv")).unwrap();
    let mut counts = [0_u32; 6];
    let mut failures = Vec::new();
    for line in index.lines().skip(1) {
        let [group, expected, documents] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let paths: Vec<PathBuf> = documents
            .split(' ')
            .map(|path| material.join("xsd").join(path))
            .collect();
        let outcome = run(&paths);
        let kind = match (outcome.lowered, outcome.errors.is_empty()) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        let valid = expected == "valid";
        counts[kind + if valid { 0 } else { 3 }] += 1;
        assert!(
            outcome.lowered || outcome.unsupported + outcome.errors.len() > 0,
            "{group}"
        );
        if valid && !outcome.errors.is_empty() {
            failures.push(format!("{group}:\n{}", outcome.errors.concat()));
        }
    }
    let [lowered, unsupported, refused, accepted, undecided, rejected] = counts;
    println!(
        "valid schemas: {lowered} lowered, {unsupported} not supported yet, {refused} refused"
    );
    println!(
        "invalid schemas: {accepted} accepted, {undecided} not supported yet, {rejected} rejected"
    );
    assert!(
        failures.is_empty(),
        "{} valid schemas are refused:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn gpx_says_what_is_not_supported() {
    let Some(material) = material() else {
        return;
    };
    let outcome = run(&[material.join("gpx/gpx.xsd")]);
    assert!(outcome.errors.is_empty(), "{}", outcome.errors.concat());
    println!(
        "gpx: lowered: {}, {} constructs not supported yet",
        outcome.lowered, outcome.unsupported
    );
}
