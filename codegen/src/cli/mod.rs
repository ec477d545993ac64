//! What the command does: its arguments, its results and its exit status.

mod arguments;
mod progress;
mod report;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser as _;
use serde_json::json;
use veeam_model_codegen::diagnostic::{Code, Diagnostic, Diagnostics};
use veeam_model_codegen::diff::{Change, diff};
use veeam_model_codegen::explain::explain;
use veeam_model_codegen::pipeline::{self, Generated, Inputs};
use veeam_model_codegen::write::write_if_changed;

use arguments::{Arguments, Command, InferArguments, InputArguments, MessageFormat};
use progress::run_with_progress;
use report::Report;

/// The inputs in this directory are read where none are named.
const DEFAULT_DIRECTORY: &str = "schemas";

/// How a run ended.
#[derive(Clone, Copy, PartialEq)]
enum Status {
    Fine,
    /// There are findings, or errors in the inputs.
    Findings,
    /// The command cannot be meant so.
    Usage,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Fine => Self::SUCCESS,
            Status::Findings => Self::from(1),
            Status::Usage => Self::from(2),
        }
    }
}

/// Runs the command with the arguments of the process.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let report = Report::new(arguments.message_format, arguments.color);
    let status = match &arguments.command {
        Command::Generate {
            inputs,
            out,
            validate,
            explain,
        } => with_inputs(inputs, &report, |inputs| match explain {
            Some(name) => explain_name(inputs, name, &report),
            None => {
                let inputs = Inputs {
                    validate: *validate,
                    ..inputs.clone()
                };
                generate(&inputs, out.as_deref(), &report)
            }
        }),
        Command::Check { inputs } => with_inputs(inputs, &report, |inputs| check(inputs, &report)),
        Command::Infer(arguments) => infer(arguments, &report),
        Command::Diff { old, new } => compare(old, new, arguments.message_format, &report),
    };
    status.into()
}

/// Goes on with the inputs that are named, or else with those in the default directory.
fn with_inputs(
    arguments: &InputArguments,
    report: &Report,
    go_on: impl FnOnce(&Inputs) -> Status,
) -> Status {
    let InputArguments {
        schemas,
        samples,
        config,
    } = arguments;
    if !schemas.is_empty() || !samples.is_empty() {
        return go_on(&Inputs {
            schemas: schemas.clone(),
            samples: samples.clone(),
            config: config.clone(),
            validate: false,
        });
    }
    match Inputs::in_directory(Path::new(DEFAULT_DIRECTORY)) {
        Ok(found) => go_on(&Inputs {
            config: config.clone().or(found.config),
            ..found
        }),
        Err(diagnostic) => {
            report.diagnostic(&diagnostic.help(format!(
                "name inputs with `--schema` and `--sample`, or run this where there is a \
                 directory `{DEFAULT_DIRECTORY}`"
            )));
            Status::Usage
        }
    }
}

fn generate(inputs: &Inputs, out: Option<&Path>, report: &Report) -> Status {
    let started = Instant::now();
    let mut output = run_with_progress(inputs);
    report.diagnostics(&output.diagnostics, &output.sources);
    let text = output
        .generated
        .as_ref()
        .map(|generated| generated.text.as_str());
    let status = deliver(text, out, report, &mut output.diagnostics);
    if status == Status::Fine {
        report.simplifications(&output.simplifications);
    }
    report.summary(&output.summary, &output.diagnostics, started.elapsed());
    status
}

/// Says what became of the components of a name; it is a finding if there are none.
fn explain_name(inputs: &Inputs, name: &str, report: &Report) -> Status {
    let output = run_with_progress(inputs);
    report.diagnostics(&output.diagnostics, &output.sources);
    let Some(generated) = &output.generated else {
        return Status::Findings;
    };
    let found = explain(generated, &output.sources, name);
    if found.is_empty() {
        let message = format!("no type, element or attribute is called `{name}`");
        report.diagnostic(&Diagnostic::error(Code::NothingToDo, message));
        return Status::Findings;
    }
    deliver(Some(&found.concat()), None, report, &mut Diagnostics::new())
}

fn check(inputs: &Inputs, report: &Report) -> Status {
    let started = Instant::now();
    let output = run_with_progress(inputs);
    report.diagnostics(&output.diagnostics, &output.sources);
    report.summary(&output.summary, &output.diagnostics, started.elapsed());
    match (&output.generated, output.summary.disagreements) {
        (Some(_), 0) => Status::Fine,
        _ => Status::Findings,
    }
}

fn infer(arguments: &InferArguments, report: &Report) -> Status {
    let started = Instant::now();
    if arguments.rust {
        let inputs = Inputs {
            schemas: Vec::new(),
            samples: arguments.samples.clone(),
            config: arguments.config.clone(),
            validate: false,
        };
        return generate(&inputs, arguments.out.as_deref(), report);
    }
    let mut output = pipeline::infer_schema(&arguments.samples);
    report.diagnostics(&output.diagnostics, &output.sources);
    let status = deliver(
        output.text.as_deref(),
        arguments.out.as_deref(),
        report,
        &mut output.diagnostics,
    );
    report.summary(&output.summary, &output.diagnostics, started.elapsed());
    status
}

/// Puts a result where it belongs.
fn deliver(
    text: Option<&str>,
    out: Option<&Path>,
    report: &Report,
    diagnostics: &mut Diagnostics,
) -> Status {
    let Some(text) = text else {
        return Status::Findings;
    };
    let (place, result) = match out {
        Some(path) => (
            path.to_string_lossy(),
            write_if_changed(path, text).map(|_| ()),
        ),
        None => ("the standard output".into(), print(text)),
    };
    match result {
        Ok(()) => Status::Fine,
        // Whoever reads the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Fine,
        Err(error) => {
            let message = format!("cannot write {place}: {error}");
            let diagnostic = Diagnostic::error(Code::Unwritable, message);
            report.diagnostic(&diagnostic);
            diagnostics.push(diagnostic);
            Status::Findings
        }
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

fn compare(old: &Path, new: &Path, format: MessageFormat, report: &Report) -> Status {
    let (old, new) = match (side(old, report), side(new, report)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(status), _) | (_, Err(status)) => return status,
    };
    let changes = diff(&old, &new);
    let text: String = changes
        .iter()
        .map(|change| line(change, format) + "\n")
        .collect();
    match deliver(Some(&text), None, report, &mut Diagnostics::new()) {
        Status::Fine if changes.iter().any(Change::is_breaking) => Status::Findings,
        status => status,
    }
}

/// What the inputs of one side generate.
fn side(path: &Path, report: &Report) -> Result<Generated, Status> {
    let inputs = if path.is_dir() {
        Inputs::in_directory(path).map_err(|diagnostic| {
            report.diagnostic(&diagnostic);
            Status::Findings
        })?
    } else {
        Inputs {
            schemas: vec![PathBuf::from(path)],
            ..Inputs::default()
        }
    };
    let output = run_with_progress(&inputs);
    report.diagnostics(&output.diagnostics, &output.sources);
    output.generated.ok_or(Status::Findings)
}

fn line(change: &Change, format: MessageFormat) -> String {
    match format {
        MessageFormat::Human => change.to_string(),
        MessageFormat::Json => json!({
            "place": change.place,
            "what": change.what,
            "breaks_source": change.breaks_source,
            "breaks_wire": change.breaks_wire,
        })
        .to_string(),
    }
}
