//! The W3C XML Schema Test Suite: every valid schema generates and compiles, without configuration, and
//! every valid instance is read, has no violations and is written back as the same infoset.
//!
//! What falls short of that stands in `exceptions.txt`, with the reason, and the test fails when the
//! list is not what happens. `UPDATE_EXCEPTIONS=1` writes it anew.
//!
//! `XSD_SUITE=directory` takes another directory of the same form, and compares with no list;
//! `XSD_GENERATE_ONLY=1` neither compiles nor reads anything.
#![cfg(test)]
#![allow(clippy::print_stdout, reason = "the marks are what one wants to see")]

mod compare;
mod crates;
mod suite;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use suite::{Instance, Suite};
use veeam_model_codegen::diagnostic::{Code, Severity};
use veeam_model_codegen::pipeline::{Inputs, run};

/// What fell short, by the document, with the reason.
type Exceptions = BTreeMap<String, String>;

/// A real schema, and documents as programs wrote them.
#[test]
fn gpx() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/gpx");
    let Ok(entries) = std::fs::read_dir(&root) else {
        println!("skipped: {} is not there", root.display());
        return;
    };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let instances: Vec<Instance> = names
        .filter(|name| name.ends_with(".gpx"))
        .map(|document| Instance {
            document,
            schema: "gpx.xsd".to_owned(),
            valid: true,
        })
        .collect();
    let text = generate(&root, "gpx.xsd").unwrap();
    let generated = BTreeMap::from([("gpx.xsd".to_owned(), text)]);
    let mut exceptions = Exceptions::new();
    let crates = crates::build("gpx", &generated, &mut exceptions);
    let outcomes = crates.read_and_write(&root, &instances);
    for (instance, outcome) in instances.iter().zip(&outcomes) {
        let difference = match outcome {
            Ok(written) => shortcoming(&root.join(&instance.document), written),
            Err(error) => Some(error.clone()),
        };
        if let Some(difference) = difference {
            exceptions.insert(instance.document.clone(), difference);
        }
    }
    let same = instances.len() - exceptions.len();
    println!("gpx: same infoset {same} of {}", instances.len());
    assert_eq!(listed(&exceptions), "");
}

#[test]
fn every_valid_schema_and_instance_of_the_suite() {
    let other = std::env::var_os("XSD_SUITE");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/xsd");
    let root = other.as_ref().map_or(root, Into::into);
    let Some(suite) = Suite::read(&root) else {
        println!("skipped: {} is not there", root.display());
        return;
    };
    let exceptions = measure(&root, &suite, "xsd-conformance").exceptions;
    match other {
        Some(_) => print!("{}", listed(&exceptions)),
        None => compare_with_list(&exceptions),
    }
}

/// Schemas of our own that hold what real ones hold: names that mean something in Rust, mixed text,
/// substitution groups across namespaces, models that no list of fields is, values of every type.
#[test]
fn schemas_of_our_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xsd_conformance/own");
    let suite = Suite::read(&root).unwrap();
    let Measured {
        exceptions,
        violations,
    } = measure(&root, &suite, "own-schemas");
    assert_eq!(listed(&exceptions), "");
    let violations: Vec<String> = violations
        .iter()
        .map(|(document, violations)| format!("{document}\n{violations}\n"))
        .collect();
    insta::assert_snapshot!("violations", violations.join("\n"));
}

/// What became of a suite.
struct Measured {
    exceptions: Exceptions,
    /// What is wrong with the documents that are not valid, as far as `validate` finds it.
    violations: BTreeMap<String, String>,
}

/// Generates, compiles, reads, writes and compares all of a suite, and prints the counts.
fn measure(root: &Path, suite: &Suite, name: &str) -> Measured {
    let mut exceptions = Exceptions::new();

    let mut generated = BTreeMap::new();
    let (mut refused, mut panicked) = (0, Vec::new());
    for schema in &suite.schemas {
        let outcome = catch_unwind(AssertUnwindSafe(|| generate(root, &schema.documents)));
        match outcome {
            Err(_) => panicked.push(schema.documents.clone()),
            Ok(Ok(text)) if schema.valid => {
                generated.insert(schema.documents.clone(), text);
            }
            Ok(Err(reason)) if schema.valid => {
                exceptions.insert(schema.documents.clone(), reason);
            }
            Ok(Ok(_)) => {}
            Ok(Err(_)) => refused += 1,
        }
    }
    let valid = suite.schemas.iter().filter(|schema| schema.valid).count();
    let invalid = suite.schemas.len() - valid;
    let count = |has: &dyn Fn(&str) -> bool| {
        let schemas = suite.schemas.iter().filter(|schema| schema.valid);
        schemas.filter(|schema| has(&schema.documents)).count()
    };
    let count_generated = count(&|documents| generated.contains_key(documents));
    println!("schemas generated {count_generated} of {valid}");
    println!("invalid schemas refused {refused} of {invalid}");
    assert_eq!(
        panicked,
        Vec::<String>::new(),
        "these made the generator panic"
    );

    if std::env::var_os("XSD_GENERATE_ONLY").is_some() {
        return Measured {
            exceptions,
            violations: BTreeMap::new(),
        };
    }
    let crates = crates::build(name, &generated, &mut exceptions);
    let compiled = count(&|documents| crates.has(documents));
    println!("schemas compiled {compiled} of {valid}");

    let outcomes = crates.read_and_write(root, &suite.instances);
    let (mut parsed, mut same, mut valid_instances) = (0, 0, 0);
    let (mut invalid_refused, mut violations) = (0, BTreeMap::new());
    for (instance, outcome) in suite.instances.iter().zip(outcomes) {
        if !instance.valid {
            invalid_refused += usize::from(outcome.is_err());
            let found = outcome.ok().and_then(|written| written.violations);
            violations.extend(found.map(|found| (instance.document.clone(), found)));
            continue;
        }
        match outcome {
            Ok(written) => {
                parsed += 1;
                let document = root.join(&instance.document);
                same += usize::from(compare::difference(&document, &written.text).is_none());
                valid_instances += usize::from(written.violations.is_none());
                if let Some(shortcoming) = shortcoming(&document, &written) {
                    exceptions.insert(instance.document.clone(), shortcoming);
                }
            }
            Err(reason) => {
                exceptions.insert(instance.document.clone(), reason);
            }
        }
    }
    let instances = suite.instances.iter().filter(|one| one.valid).count();
    println!("instances parsed {parsed} of {instances}");
    println!("same infoset {same} of {instances}");
    println!("instances without violations {valid_instances} of {instances}");
    let invalid = suite.instances.len() - instances;
    println!("invalid instances refused {invalid_refused} of {invalid}");
    let (read, found) = (invalid - invalid_refused, violations.len());
    println!("invalid instances with violations {found} of {read} that were read");
    Measured {
        exceptions,
        violations,
    }
}

/// Where the infoset of what was written differs from that of a valid document, or else what is wrong
/// with it for `validate`.
fn shortcoming(document: &Path, written: &crates::Written) -> Option<String> {
    compare::difference(document, &written.text).or(written.violations.clone())
}

/// The Rust text for a schema; or the errors in a line.
fn generate(root: &Path, documents: &str) -> Result<String, String> {
    let output = run(&Inputs {
        schemas: documents.split(' ').map(|path| root.join(path)).collect(),
        validate: true,
        ..Inputs::default()
    });
    match output.generated {
        Some(generated) => Ok(generated.text),
        None => {
            let errors = output.diagnostics.iter();
            let errors = errors.filter(|one| one.severity == Severity::Error);
            let mut errors: Vec<(Code, &str)> =
                errors.map(|one| (one.code, &*one.message)).collect();
            errors.dedup();
            let texts = errors
                .iter()
                .map(|(code, message)| format!("{code} {message}"));
            Err(texts.take(3).collect::<Vec<_>>().join("; "))
        }
    }
}

fn listed(exceptions: &Exceptions) -> String {
    let lines = exceptions.iter();
    let lines =
        lines.map(|(document, reason)| format!("{document}\t{}\n", reason.replace('\n', " ")));
    lines.collect()
}

fn compare_with_list(exceptions: &Exceptions) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xsd_conformance/exceptions.txt");
    let found = listed(exceptions);
    if std::env::var_os("UPDATE_EXCEPTIONS").is_some() {
        std::fs::write(&path, &found).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if found != expected {
        let diff = similar::TextDiff::from_lines(expected.as_str(), found.as_str());
        panic!(
            "exceptions.txt is not what happens; UPDATE_EXCEPTIONS=1 writes it anew:\n{}",
            diff.unified_diff()
        );
    }
}
