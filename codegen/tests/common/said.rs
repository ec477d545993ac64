//! What is said about a schema.
#![allow(dead_code, reason = "no test uses everything")]
#![allow(clippy::indexing_slicing, reason = "a test fails by panicking")]

use veeam_model_codegen::diagnostic::{Diagnostics, render};
use veeam_model_codegen::lower::model_from_sources;
use veeam_model_codegen::model::Model;
use veeam_model_codegen::source::Sources;

/// The model of a schema of several documents, of which the first is named, and everything that is
/// said about it.
pub(crate) fn read(documents: &[(&str, &str)]) -> (Option<Model>, String) {
    let mut sources = Sources::new();
    let ids: Vec<_> = documents
        .iter()
        .map(|(name, text)| sources.add(*name, *text))
        .collect();
    let mut diagnostics = Diagnostics::new();
    let model = model_from_sources(&mut sources, &ids[..1], &mut diagnostics);
    assert_eq!(model.is_none(), diagnostics.has_errors());
    diagnostics.sort();
    let rendered: Vec<String> = diagnostics
        .iter()
        .map(|d| render(d, &sources, false))
        .collect();
    (model, rendered.join("\n"))
}

/// Everything that is said about a schema of several documents, of which the first is named.
pub(crate) fn said(documents: &[(&str, &str)]) -> String {
    read(documents).1
}

/// Everything that is said about a schema document with these components.
pub(crate) fn said_of(components: &str) -> String {
    said(&[("a.xsd", &schema("urn:a", components))])
}

pub(crate) fn schema(namespace: &str, components: &str) -> String {
    format!(
        r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{namespace}" targetNamespace="{namespace}">
{}
</xs:schema>
"#,
        components.trim_matches('\n')
    )
}

/// What is said of components that are wrong, one line for each pair; of the right ones beside them,
/// which are as near to them as can be, nothing is.
#[track_caller]
pub(crate) fn messages(pairs: &[(impl AsRef<str>, impl AsRef<str>)]) -> String {
    let messages = pairs.iter().map(|(wrong, right)| {
        assert_eq!(said_of(right.as_ref()), "");
        let said = said_of(wrong.as_ref());
        let said = said.lines().filter(|line| line.starts_with("a.xsd:"));
        let messages = said.map(|line| line.splitn(4, ':').last().unwrap_or_default().trim());
        messages.collect::<Vec<_>>().join("; ")
    });
    messages.collect::<Vec<_>>().join("\n")
}
