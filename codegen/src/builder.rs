//! The generator as a part of a build script.

use std::env;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Severity, render};
use crate::pipeline::{Inputs, Output, run};
use crate::write::write_if_changed;

/// Generates Rust types from a `build.rs`.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), veeam_model_codegen::builder::Error> {
///     veeam_model_codegen::Builder::new()
///         .schema("schemas/api.xsd")
///         .samples("schemas/samples")
///         .config("schemas/codegen.toml")
///         .out_file("model.rs")
///         .generate()
/// }
/// ```
///
/// and in the crate:
///
/// ```text
/// mod model {
///     include!(concat!(env!("OUT_DIR"), "/model.rs"));
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is generated until `generate` is called"]
pub struct Builder {
    inputs: Inputs,
    out_dir: Option<PathBuf>,
    out_file: PathBuf,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// No inputs; the result is called `model.rs`.
    pub fn new() -> Self {
        Self {
            inputs: Inputs::default(),
            out_dir: None,
            out_file: "model.rs".into(),
        }
    }

    /// Adds a schema file. What it includes and imports is read too.
    pub fn schema(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.schemas.push(path.into());
        self
    }

    /// Adds a sample document, or a directory of them.
    pub fn samples(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.samples.push(path.into());
        self
    }

    /// Sets the configuration file.
    pub fn config(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.config = Some(path.into());
        self
    }

    /// Lets types derive `Validate`, which `veeam-model` has with its feature `validate`; if not,
    /// the configuration may ask for it.
    pub fn validate(mut self, yes: bool) -> Self {
        self.inputs.validate = yes;
        self
    }

    /// Sets the name of the result, in the output directory.
    pub fn out_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_file = path.into();
        self
    }

    /// Sets the output directory: `OUT_DIR`, where cargo wants it, if this is not called.
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Generates the types and writes them, unless they are there already.
    ///
    /// Tells cargo to run the build script again when any input changes, and shows warnings.
    ///
    /// # Errors
    ///
    /// When there is an error in the inputs or the result cannot be written. Nothing is written
    /// then.
    pub fn generate(&self) -> Result<(), Error> {
        let output = run(&self.inputs);
        self.tell_cargo(&output)
            .map_err(|error| Error::new(format!("cannot write to cargo: {error}")))?;
        let text = text_of(&output)?;
        let directory = match &self.out_dir {
            Some(directory) => directory.clone(),
            None => env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| {
                Error::new("OUT_DIR is not set: call `out_dir` outside a build script".into())
            })?,
        };
        let path = directory.join(&self.out_file);
        write_if_changed(&path, text)
            .map(|_| ())
            .map_err(|error| Error::new(format!("cannot write `{}`: {error}", path.display())))
    }

    /// Generates the types as text and writes nothing.
    ///
    /// # Errors
    ///
    /// When there is an error in the inputs.
    pub fn build_text(&self) -> Result<String, Error> {
        let output = run(&self.inputs);
        text_of(&output).map(str::to_owned)
    }

    fn tell_cargo(&self, output: &Output) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let mut watch: Vec<&Path> = output.sources.paths().collect();
        // A file that could not be read, and a directory in which a file may appear.
        let named = self
            .inputs
            .schemas
            .iter()
            .chain(&self.inputs.samples)
            .chain(&self.inputs.config);
        watch.extend(named.map(PathBuf::as_path));
        watch.sort_unstable();
        watch.dedup();
        for path in watch {
            writeln!(out, "cargo:rerun-if-changed={}", path.display())?;
        }
        for warning in output
            .diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Warning)
        {
            for line in render(warning, &output.sources, false).lines() {
                writeln!(out, "cargo:warning={line}")?;
            }
        }
        Ok(())
    }
}

fn text_of(output: &Output) -> Result<&str, Error> {
    match &output.generated {
        Some(generated) => Ok(&generated.text),
        None => {
            let errors = output
                .diagnostics
                .iter()
                .filter(|d| d.severity == Severity::Error);
            let reports = errors.map(|error: &Diagnostic| render(error, &output.sources, false));
            Err(Error::new(reports.collect::<Vec<_>>().join("\n")))
        }
    }
}

/// Why nothing was generated.
///
/// Both forms, `{}` and `{:?}`, are the report to read: a build script that returns the error or
/// panics with it shows what is wrong with the inputs, and where.
pub struct Error {
    report: String,
}

impl Error {
    fn new(report: String) -> Self {
        Self { report }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.report.trim_end())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Behind what the standard library says before it.
        write!(f, "\n{self}")
    }
}

impl std::error::Error for Error {}
