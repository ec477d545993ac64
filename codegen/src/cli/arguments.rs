//! The arguments of the command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Generates Rust types from XML Schema files and sample documents.
///
/// Results go to the standard output or to the file that `--out` names, everything else to the
/// standard error. The exit status is 0 if all is fine, 1 if there are findings or errors in the
/// inputs, 2 for wrong usage.
#[derive(Debug, Parser)]
#[command(name = "veeam-codegen", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// The form of what is said on the standard error.
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(crate) message_format: MessageFormat,
    /// Whether that is coloured.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write Rust types for schemas and samples.
    ///
    /// Without any input named, reads the directory `schemas`: every `*.xsd` in it, `codegen.toml`
    /// and `samples/`.
    Generate {
        #[command(flatten)]
        inputs: InputArguments,
        /// The file to write, instead of the standard output.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Let types derive `Validate`, which `veeam-model` has with its feature `validate`.
        #[arg(long)]
        validate: bool,
        /// Instead of the types, say of a type, element or attribute where it comes from and what it
        /// became in Rust. By its local name, `{namespace}local`, or the Rust name.
        #[arg(long, value_name = "NAME", conflicts_with = "out")]
        explain: Option<String>,
    },
    /// Say whether schemas and samples agree, and write nothing.
    ///
    /// Without any input named, reads the directory `schemas`, as `generate` does.
    Check {
        #[command(flatten)]
        inputs: InputArguments,
    },
    /// Write a schema, or Rust types, for samples alone.
    Infer(InferArguments),
    /// Say what changed between two sets of inputs, and what it breaks.
    ///
    /// Each is a directory with schemas, `codegen.toml` and `samples/`, or a schema file. The exit
    /// status is 1 if a change breaks code that uses the types, or documents.
    Diff {
        /// What was there before.
        old: PathBuf,
        /// What is there now.
        new: PathBuf,
    },
}

/// What to read: without any of these, the directory `schemas`, with every `*.xsd` in it,
/// `codegen.toml` and `samples/`.
#[derive(Debug, Args)]
pub(crate) struct InputArguments {
    /// A schema file.
    #[arg(long = "schema", value_name = "FILE")]
    pub(crate) schemas: Vec<PathBuf>,
    /// A sample document, or a directory of them.
    #[arg(long = "sample", value_name = "FILE|DIR")]
    pub(crate) samples: Vec<PathBuf>,
    /// The configuration.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct InferArguments {
    /// A sample document, or a directory of them.
    #[arg(long = "sample", value_name = "FILE|DIR", required = true)]
    pub(crate) samples: Vec<PathBuf>,
    /// Write Rust types instead of a schema.
    #[arg(long)]
    pub(crate) rust: bool,
    /// The configuration, for Rust types.
    #[arg(long, value_name = "FILE", requires = "rust")]
    pub(crate) config: Option<PathBuf>,
    /// The file to write, instead of the standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// Text to read.
    Human,
    /// A JSON object a line.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(crate) enum Color {
    /// If it goes to a terminal, and `NO_COLOR` is not set.
    Auto,
    /// Yes.
    Always,
    /// No.
    Never,
}
