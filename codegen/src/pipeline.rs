//! From files to text: the one path that the build script, the command and the tests share.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::emit::{Origin, emit};
use crate::layout::Layout;
use crate::model::{Content, Model, TypeId, TypeKind};
use crate::name::{Modules, Names};
use crate::sample::infer::infer;
use crate::sample::{self, Sample, schema};
use crate::simplification::{Simplification, simplifications};
use crate::source::{Sources, Span};
use crate::value::check_patterns;
use crate::xsd::catalog::Catalog;
use crate::{fixup, lower, merge};

/// The files of a run. Their order has no influence on what comes out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// Schema files; what they include and import is read too. Without one, the types are
    /// inferred from the samples.
    pub schemas: Vec<PathBuf>,
    /// Sample documents, and directories of them.
    pub samples: Vec<PathBuf>,
    /// The configuration.
    pub config: Option<PathBuf>,
    /// Whether types are to derive `Validate`, whatever the configuration says.
    pub validate: bool,
}

impl Inputs {
    /// The inputs in a directory, as far as they are there: every `*.xsd` in it, `codegen.toml`
    /// and the directory `samples`.
    ///
    /// # Errors
    ///
    /// A diagnostic when the directory cannot be read or holds neither schemas nor samples.
    pub fn in_directory(directory: &Path) -> Result<Self, Diagnostic> {
        let name = directory.to_string_lossy();
        let unreadable = |error: std::io::Error| {
            let reason = match error.kind() {
                std::io::ErrorKind::NotFound => "there is no such directory".to_owned(),
                _ => error.to_string(),
            };
            Diagnostic::error(
                Code::Unreadable,
                format!("cannot read {}: {reason}", quoted(&name)),
            )
        };
        let mut schemas = Vec::new();
        for entry in std::fs::read_dir(directory).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_file()
                && path
                    .extension()
                    .is_some_and(|e| e.eq_ignore_ascii_case("xsd"))
            {
                schemas.push(path);
            }
        }
        schemas.sort();
        let config = Some(directory.join("codegen.toml")).filter(|path| path.is_file());
        let samples: Vec<PathBuf> = Some(directory.join("samples"))
            .filter(|path| path.is_dir())
            .into_iter()
            .collect();
        if schemas.is_empty() && samples.is_empty() {
            return Err(Diagnostic::error(
                Code::NothingToDo,
                format!(
                    "{} holds neither schemas (`*.xsd`) nor samples (`samples/`)",
                    quoted(&name)
                ),
            ));
        }
        Ok(Self {
            schemas,
            samples,
            config,
            validate: false,
        })
    }
}

/// What a run made, and what it has to say.
#[derive(Debug)]
pub struct Output {
    /// What was generated; nothing if any diagnostic is an error.
    pub generated: Option<Generated>,
    /// The counts of what was read and made.
    pub summary: Summary,
    /// Where the types say less than the schema.
    pub simplifications: Vec<Simplification>,
    /// Errors, warnings and notes, in the order of the files and the places in them.
    pub diagnostics: Diagnostics,
    /// The files that were read.
    pub sources: Sources,
}

/// The result of a run without errors.
#[derive(Debug)]
pub struct Generated {
    /// The Rust text.
    pub text: String,
    /// What the text declares.
    pub model: Model,
    /// The shape of the types in the text.
    pub layout: Layout,
    /// The names in the text.
    pub names: Names,
    /// The configuration that it was made with.
    pub config: Config,
}

/// What a run read and made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Schema documents, included and imported ones among them.
    pub schemas: usize,
    /// Sample documents.
    pub samples: usize,
    /// Elements that the schema declares, wherever they are declared, and the types have.
    pub elements: usize,
    /// Types that are declared in the text, without `Document`.
    pub types: usize,
    /// Fields and variants of these types.
    pub fields: usize,
    /// Disagreements between samples and schemas; those that are the same count once.
    pub disagreements: usize,
}

/// Reads the inputs and generates Rust types from them.
///
/// ```no_run
/// use veeam_model_codegen::pipeline::{Inputs, run};
///
/// let output = run(&Inputs {
///     schemas: vec!["schemas/restapi.xsd".into()],
///     ..Inputs::default()
/// });
/// let text = output.generated.map(|generated| generated.text);
/// ```
#[must_use]
pub fn run(inputs: &Inputs) -> Output {
    run_in_stages(inputs, &mut |_| {})
}

/// What a run does at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// The schemas are read and checked.
    Schemas,
    /// The samples are read: so many of so many are.
    Samples {
        /// How many have been read.
        done: usize,
        /// How many there are.
        all: usize,
    },
    /// Samples and schemas are held against each other, and names are chosen.
    Types,
    /// The text is written.
    Text,
}

impl fmt::Display for Stage {
    /// `reading samples, 3 of 12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Schemas => f.write_str("reading schemas"),
            Self::Samples { done, all } => write!(f, "reading samples, {done} of {all}"),
            Self::Types => f.write_str("working out types"),
            Self::Text => f.write_str("writing types"),
        }
    }
}

/// Like [`run`], and says at the start of each stage what it does.
#[must_use]
pub fn run_in_stages(inputs: &Inputs, on_stage: &mut dyn FnMut(Stage)) -> Output {
    let mut run = Run::default();
    let generated = run.generate(inputs, on_stage);
    run.diagnostics.sort();
    Output {
        generated: generated.filter(|_| !run.diagnostics.has_errors()),
        summary: run.summary,
        simplifications: run.simplifications,
        diagnostics: run.diagnostics,
        sources: run.sources,
    }
}

/// What inference made of samples, and what it has to say.
#[derive(Debug)]
pub struct InferredSchema {
    /// The schema document; nothing if any diagnostic is an error.
    pub text: Option<String>,
    /// The counts of what was read and made.
    pub summary: Summary,
    /// Errors, warnings and notes, in the order of the files and the places in them.
    pub diagnostics: Diagnostics,
    /// The files that were read.
    pub sources: Sources,
}

/// Infers a schema from samples and directories of them. Their order has no influence.
#[must_use]
pub fn infer_schema(samples: &[PathBuf]) -> InferredSchema {
    let mut run = Run::default();
    let samples = load_samples(&mut run.sources, samples, &mut run.diagnostics, &mut |_| {});
    if samples.is_empty() && !run.diagnostics.has_errors() {
        run.diagnostics.push(nothing_to_read());
    }
    let inferred = infer(&samples, &mut run.diagnostics);
    run.summary.samples = samples.len();
    run.count(&inferred.model, |_| true);
    let text = match run.diagnostics.has_errors() {
        true => None,
        false => schema::write(&inferred)
            .map_err(|error| run.diagnostics.push(error))
            .ok(),
    };
    run.diagnostics.sort();
    InferredSchema {
        text,
        summary: run.summary,
        diagnostics: run.diagnostics,
        sources: run.sources,
    }
}

fn nothing_to_read() -> Diagnostic {
    Diagnostic::error(Code::NothingToDo, "there is nothing to read")
        .help("name a schema, or samples to infer types from")
}

/// The sample files that paths name, in order and each once.
fn sample_files(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        match sample::files(path) {
            Ok(found) => files.extend(found),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    in_order(&files)
}

/// Reads the samples that paths name.
fn load_samples(
    sources: &mut Sources,
    paths: &[PathBuf],
    diagnostics: &mut Diagnostics,
    on_stage: &mut dyn FnMut(Stage),
) -> Vec<Sample> {
    let mut samples = Vec::new();
    let files = sample_files(paths, diagnostics);
    let all = files.len();
    for (done, path) in files.into_iter().enumerate() {
        on_stage(Stage::Samples { done, all });
        match sample::load(sources, &path, diagnostics) {
            Ok(sample) => samples.push(sample),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    samples
}

fn in_order(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut paths = paths.to_vec();
    paths.sort();
    paths.dedup();
    paths
}

#[derive(Default)]
struct Run {
    sources: Sources,
    diagnostics: Diagnostics,
    summary: Summary,
    simplifications: Vec<Simplification>,
}

impl Run {
    fn generate(&mut self, inputs: &Inputs, on_stage: &mut dyn FnMut(Stage)) -> Option<Generated> {
        on_stage(Stage::Schemas);
        let config = self.config(inputs.config.as_deref());
        let schemas = in_order(&inputs.schemas);
        let catalog = config.as_ref().map(|config| config.catalog(&self.sources));
        let declared = self.declared(&schemas, &catalog.unwrap_or_default());
        let samples = load_samples(
            &mut self.sources,
            &inputs.samples,
            &mut self.diagnostics,
            on_stage,
        );
        on_stage(Stage::Types);
        self.summary.samples = samples.len();
        if schemas.is_empty() && samples.is_empty() {
            self.diagnostics.push(nothing_to_read());
            return None;
        }
        // What is wrong with the inputs has been said along with what is wrong with it.
        let mut config = config?;
        config.output.validate |= inputs.validate;
        let mut model = match (declared, schemas.is_empty()) {
            (Some(model), _) => model,
            (None, true) => infer(&samples, &mut self.diagnostics).model,
            (None, false) => return None,
        };
        if !schemas.is_empty() {
            self.summary.disagreements = merge::merge(
                &mut model,
                &samples,
                &self.sources,
                &config,
                &mut self.diagnostics,
            );
        }
        fixup::apply(&mut model, &config, &mut self.diagnostics);
        let layout = Layout::new(&model, config.output.unknown);
        fixup::check_names(&model, &layout, &mut self.diagnostics);
        if config.output.validate {
            check_patterns(&model, &mut self.diagnostics);
        }
        let modules = Modules::new(
            &model,
            &layout,
            &config,
            &self.sources,
            &mut self.diagnostics,
        );
        let names = Names::new(
            &model,
            &layout,
            modules,
            &config.output,
            &mut self.diagnostics,
        );
        self.count(&model, |id| layout.is_emitted(id));
        self.simplifications = simplifications(&model, &layout);
        let (kind, files) = match schemas.is_empty() {
            true => {
                let paths = samples
                    .iter()
                    .map(|sample| self.sources.path(sample.source));
                ("samples", paths.flatten().collect())
            }
            false => ("schema", schemas.iter().map(PathBuf::as_path).collect()),
        };
        let origin = Origin {
            kind,
            files: file_names(files),
        };
        on_stage(Stage::Text);
        match emit(&model, &layout, &names, &config.output, &origin) {
            Ok(text) => Some(Generated {
                text,
                model,
                layout,
                names,
                config,
            }),
            Err(diagnostic) => {
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    fn config(&mut self, path: Option<&Path>) -> Option<Config> {
        let Some(path) = path else {
            return Some(Config::default());
        };
        match Config::load(&mut self.sources, path) {
            Ok(config) => Some(config),
            Err(diagnostic) => {
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// The model that the schemas declare.
    fn declared(&mut self, schemas: &[PathBuf], catalog: &Catalog) -> Option<Model> {
        if schemas.is_empty() {
            return None;
        }
        let before = self.sources.paths().count();
        let model =
            lower::model_from_schemas(&mut self.sources, schemas, catalog, &mut self.diagnostics);
        self.summary.schemas = self.sources.paths().count() - before;
        model
    }

    fn count(&mut self, model: &Model, is_counted: impl Fn(TypeId) -> bool) {
        let roots = model.roots.iter().map(|root| root.span);
        let mut elements: HashSet<Span> = roots.collect();
        for (_, def) in model.iter().filter(|(id, _)| is_counted(*id)) {
            self.summary.types += 1;
            self.summary.fields += match &def.kind {
                TypeKind::Complex(complex) => {
                    let spans = complex.content.elements().map(|element| element.span);
                    elements.extend(spans);
                    let content = match &complex.content {
                        Content::Empty => 0,
                        Content::Text(_) => 1,
                        Content::Elements(particles) => particles.len(),
                    };
                    complex.attributes.len() + content
                }
                TypeKind::Choice(choice) => {
                    elements.extend(choice.alternatives.iter().map(|one| one.span));
                    choice.alternatives.len()
                }
                TypeKind::Enumeration(enumeration) => enumeration.values.len(),
                TypeKind::Types(types) => types.types.len(),
                TypeKind::Union(union) => union.members.len(),
                TypeKind::Simple(_) | TypeKind::List(_) => 0,
            };
        }
        self.summary.elements = elements.len();
    }
}

/// The names of files without their directories, which differ between a build script and the
/// command line.
fn file_names(paths: Vec<&Path>) -> Vec<String> {
    let mut names: Vec<String> = paths
        .into_iter()
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names.dedup();
    names
}
