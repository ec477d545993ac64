//! `codegen.toml`: names, policies and overrides.
//!
//! ```toml
//! [output]
//! unknown = "preserve"             # "ignore" | "deny" | "preserve"
//! strip_suffixes = ["Type"]        # ends taken off type names
//! name_types_after_roots = true    # the type of exactly one root takes that root's name
//! base_traits = true               # a trait with getters for each type that others extend
//! validate = false                 # types derive `Validate`, with the facets of the schema
//! other_documents = true           # `Document` keeps a document of any other root
//! namespace_modules = true         # a module for each namespace where types of several are made
//! runtime = "::veeam_model"        # the path of the runtime crate
//!
//! [catalog]                        # files for locations and namespaces; nothing is ever fetched
//! "http://example.com/common.xsd" = "vendor/common.xsd"   # relative to this file
//! "http://example.com/other" = "vendor/other.xsd"
//!
//! [modules.sessions]               # a module for the types of some schema documents
//! schemas = ["sessions.xsd"]       # by file name; types of other documents stay outside
//! doc = "Sessions."                # what the module is for
//!
//! [namespaces]                     # names for the modules of namespaces
//! "http://example.com/ns/2.0" = "example"
//!
//! [samples]
//! disagreements = "fail"           # "fail" | "extend"
//! newer = ["newer-server*.xml"]    # documents of servers that know more than the schema
//!
//! [types.UidType]                  # by local name or "{namespace}local"; anonymous: "Outer/Inner"
//! rust = "::veeam_model::Uid"      # a hand-written type in its place
//!
//! [types.ResultEnumeration]
//! name = "SessionResult"           # the Rust name
//! values = { None = "NoResult" }   # Rust names of enumeration variants
//!
//! [types.LinkType]
//! unknown = "deny"
//! fields = { Rel = "relation", "@Type" = "kind" }
//!
//! [roots]
//! EntityRef = "Reference"          # Rust names of the variants of `Document`
//! ```
//!
//! Every key is optional. A key that is not known is an error, and so is an override that never
//! applies (see [`crate::fixup`]).

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Unknown;
use crate::source::{SourceId, Sources, Span};
use crate::xsd::catalog::{Catalog, Entry};

/// What `codegen.toml` says; the default is what holds without one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// What is emitted, and how.
    pub output: OutputConfig,
    /// Files that stand for the locations and namespaces that schemas refer to.
    pub catalog: BTreeMap<String, Spanned<PathBuf>>,
    /// Modules for the types of some of the schema documents, by their Rust names. What is in a
    /// module can be named without it, too.
    pub modules: BTreeMap<Spanned<RustName>, ModuleConfig>,
    /// Rust names for the modules of namespaces.
    pub namespaces: BTreeMap<Spanned<String>, Spanned<RustName>>,
    /// What samples mean for the model.
    pub samples: SamplesConfig,
    /// Overrides of types, by name.
    pub types: BTreeMap<Spanned<String>, TypeOverride>,
    /// Rust names for variants of `Document`, by the name of the root element.
    pub roots: BTreeMap<Spanned<String>, Spanned<RustName>>,
    /// The file that all this stands in.
    #[serde(skip)]
    source: Option<SourceId>,
}

/// The `[output]` table.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OutputConfig {
    /// What generated types do with content that they do not declare.
    pub unknown: Unknown,
    /// Ends to take off type names: the first that matches, unless nothing would be left.
    pub strip_suffixes: Vec<String>,
    /// Whether a complex type that is the type of exactly one root takes that root's name.
    pub name_types_after_roots: bool,
    /// Whether each type that others extend gets a trait with getters for its fields, which all of
    /// them implement.
    pub base_traits: bool,
    /// Whether `Document` keeps a document of any other root, as it came. By default it does if
    /// types preserve what they do not declare.
    pub other_documents: Option<bool>,
    /// Whether each namespace has a module of its own where types of more than one are made, and no
    /// module is configured.
    pub namespace_modules: bool,
    /// Whether types derive `Validate`, which the runtime has with its feature of this name, and the
    /// facets of the schema are written out for it.
    pub validate: bool,
    /// The path of the runtime crate in the emitted text.
    pub runtime: RustPath,
}

impl OutputConfig {
    /// Whether `Document` keeps a document of any other root.
    #[must_use]
    pub fn keeps_other_documents(&self) -> bool {
        self.other_documents
            .unwrap_or(self.unknown == Unknown::Preserve)
    }
}

impl Default for OutputConfig {
    fn default() -> Self {
        Self {
            unknown: Unknown::default(),
            strip_suffixes: Vec::new(),
            name_types_after_roots: false,
            base_traits: true,
            other_documents: None,
            namespace_modules: true,
            validate: false,
            runtime: RustPath::default_runtime(),
        }
    }
}

/// A table below `[modules]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ModuleConfig {
    /// The file names of the schema documents whose types it holds.
    pub schemas: Vec<Spanned<String>>,
    /// What the module is for.
    pub doc: Option<String>,
}

/// The `[samples]` table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SamplesConfig {
    /// What to do where a sample and the schema disagree.
    pub disagreements: Disagreements,
    /// File names, with `*` and `?`, of samples from servers that are newer than the schema: what
    /// they hold beyond it is expected there.
    pub newer: Vec<Spanned<String>>,
}

/// What to do where a sample and the schema disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Disagreements {
    /// Every disagreement is an error.
    #[default]
    Fail,
    /// The model is extended so that it holds the sample.
    Extend,
}

/// A table below `[types]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TypeOverride {
    /// A hand-written type to use in this type's place.
    pub rust: Option<Spanned<RustPath>>,
    /// The Rust name of the type.
    pub name: Option<Spanned<RustName>>,
    /// What the type does with content that it does not declare.
    pub unknown: Option<Spanned<Unknown>>,
    /// Rust names of fields, by `"Element"` or `"@Attribute"`; of variants of a choice.
    pub fields: BTreeMap<Spanned<String>, Spanned<RustName>>,
    /// Rust names of the variants of an enumeration, by value.
    pub values: BTreeMap<Spanned<String>, Spanned<RustName>>,
}

/// The path of a Rust type or crate, as it is to stand in the emitted text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct RustPath(String);

impl RustPath {
    /// The path of the runtime where none is given.
    #[must_use]
    pub fn default_runtime() -> Self {
        Self("::veeam_model".to_owned())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RustPath {
    type Error = String;

    fn try_from(path: String) -> Result<Self, String> {
        match syn::parse_str::<syn::Path>(&path) {
            Ok(_) => Ok(Self(path)),
            Err(_) => Err(format!(
                "`{path}` is not a Rust path, such as `::my_crate::MyType`"
            )),
        }
    }
}

/// A Rust identifier, possibly a raw one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct RustName(String);

impl RustName {
    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RustName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        match syn::parse_str::<syn::Ident>(&name) {
            Ok(_) => Ok(Self(name)),
            Err(_) => Err(format!("`{name}` cannot be a name in Rust")),
        }
    }
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    ///
    /// A diagnostic when the file cannot be read, is not TOML, or says something that is not
    /// understood; it has the place in the file.
    pub fn load(sources: &mut Sources, path: &Path) -> Result<Self, Diagnostic> {
        let source = sources.load(path)?;
        Self::parse(sources, source)
    }

    /// Reads a configuration from a source.
    ///
    /// # Errors
    ///
    /// As [`Config::load`].
    ///
    /// ```
    /// use veeam_model_codegen::config::Config;
    /// use veeam_model_codegen::source::Sources;
    ///
    /// let mut sources = Sources::new();
    /// let toml = sources.add("codegen.toml", "[output]\nstrip_suffixes = ['Type']\n");
    /// let config = Config::parse(&sources, toml).unwrap();
    /// assert_eq!(config.output.strip_suffixes, ["Type"]);
    ///
    /// let toml = sources.add("codegen.toml", "[output]\nsuffix = 'Type'\n");
    /// let error = Config::parse(&sources, toml).unwrap_err();
    /// assert!(error.message.contains("unknown field `suffix`"));
    /// ```
    pub fn parse(sources: &Sources, source: SourceId) -> Result<Self, Diagnostic> {
        let text = sources.text(source);
        match toml::from_str::<Self>(text) {
            Ok(config) => Ok(Self {
                source: Some(source),
                ..config
            }),
            Err(error) => {
                let place = error.span().unwrap_or(0..0);
                Err(Diagnostic::error(Code::BadConfig, error.message())
                    .at(Span::new(source, place)))
            }
        }
    }

    /// The catalog, its files relative to that of the configuration.
    #[must_use]
    pub fn catalog(&self, sources: &Sources) -> Catalog {
        let own = self.source.and_then(|source| sources.path(source));
        let directory = own.and_then(Path::parent).unwrap_or(Path::new(""));
        let mut catalog = Catalog::default();
        for (name, path) in &self.catalog {
            let entry = Entry {
                path: directory.join(path.get_ref()),
                span: self.span(path.span()),
            };
            catalog.insert(name, entry);
        }
        catalog
    }

    /// The place of something that [`Spanned`] marks, in the file it was read from.
    #[must_use]
    pub fn span(&self, place: Range<usize>) -> Option<Span> {
        Some(Span::new(self.source?, place))
    }
}
