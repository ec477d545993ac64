//! What the command says on the standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

use serde_json::json;
use veeam_model_codegen::diagnostic::{Diagnostic, Diagnostics, render, to_json};
use veeam_model_codegen::pipeline::Summary;
use veeam_model_codegen::simplification::Simplification;
use veeam_model_codegen::source::Sources;

use super::arguments::{Color, MessageFormat};

/// Says things in the form that the user asked for.
pub(crate) struct Report {
    format: MessageFormat,
    color: bool,
}

impl Report {
    pub(crate) fn new(format: MessageFormat, color: Color) -> Self {
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                io::stderr().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
            }
        };
        Self { format, color }
    }

    pub(crate) fn diagnostics(&self, diagnostics: &Diagnostics, sources: &Sources) {
        for diagnostic in diagnostics {
            match self.format {
                MessageFormat::Human => say(&render(diagnostic, sources, self.color)),
                MessageFormat::Json => say(&to_json(diagnostic, sources).to_string()),
            }
        }
    }

    /// Something that is about no file.
    pub(crate) fn diagnostic(&self, diagnostic: &Diagnostic) {
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(diagnostic.clone());
        self.diagnostics(&diagnostics, &Sources::new());
    }

    /// Where the types say less than the schema.
    pub(crate) fn simplifications(&self, simplifications: &[Simplification]) {
        for simplification in simplifications {
            match self.format {
                MessageFormat::Human => say(&format!("simplified: {simplification}")),
                MessageFormat::Json => say(&json!({
                    "simplified": format!("{:?}", simplification.kind),
                    "count": simplification.count,
                    "message": simplification.to_string(),
                })
                .to_string()),
            }
        }
    }

    /// The counts of a run.
    pub(crate) fn summary(&self, summary: &Summary, diagnostics: &Diagnostics, time: Duration) {
        let Summary {
            schemas,
            samples,
            elements,
            types,
            fields,
            disagreements,
        } = *summary;
        let errors = diagnostics.error_count();
        let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        match self.format {
            MessageFormat::Human => say(&format!(
                "{}, {}: {}, {}, {}, {}, {}; {milliseconds} ms",
                count(schemas, "schema"),
                count(samples, "sample"),
                count(elements, "element"),
                count(types, "type"),
                count(fields, "field"),
                count(disagreements, "disagreement"),
                count(errors, "error"),
            )),
            MessageFormat::Json => say(&json!({
                "summary": {
                    "schemas": schemas,
                    "samples": samples,
                    "elements": elements,
                    "types": types,
                    "fields": fields,
                    "disagreements": disagreements,
                    "errors": errors,
                    "milliseconds": milliseconds,
                }
            })
            .to_string()),
        }
    }
}

fn count(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

fn say(text: &str) {
    // Whoever closed the standard error does not want to know.
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}
