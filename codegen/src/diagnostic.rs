//! What the generator has to say about its inputs: errors and warnings with their places.
//!
//! A stage pushes each [`Diagnostic`] onto a [`Diagnostics`] and goes on as far as it can, so
//! that one run shows everything there is to mend. [`render`] turns one into the text that
//! people and editors read; `to_json`, with the feature `cli`, into an object for machines.

mod code;
mod render;

use std::fmt::{self, Write as _};

pub use code::Code;
pub use render::render;
#[cfg(feature = "cli")]
pub use render::to_json;

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be generated.
    Error,
    /// Something is generated, but may not be what was meant.
    Warning,
    /// Nothing is wrong; something is worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// One thing to say: what was found, where, what was expected and how to mend it.
///
/// ```
/// use veeam_model_codegen::diagnostic::{Code, Diagnostic, render};
/// use veeam_model_codegen::source::{Sources, Span};
///
/// let mut sources = Sources::new();
/// let id = sources.add("a.xsd", "<a b='c'/>\n");
/// let diagnostic = Diagnostic::error(Code::UnknownAttribute, "`a` has no attribute `b`")
///     .at(Span::new(id, 3..4))
///     .label("not known here");
/// assert_eq!(render(&diagnostic, &sources, false), "\
/// a.xsd:1:4: error[E0204]: `a` has no attribute `b`
///   |
/// 1 | <a b='c'/>
///   |    ^ not known here
/// ");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of thing it is.
    pub code: Code,
    /// What was found, and what was expected: one sentence without a full stop.
    pub message: String,
    /// Where.
    pub span: Option<Span>,
    /// What to say at that place.
    pub label: Option<String>,
    /// Other places that matter, and what to say there.
    pub related: Vec<(Span, String)>,
    /// How to mend it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error.
    #[must_use]
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A warning.
    #[must_use]
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    /// A note.
    #[must_use]
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message.into())
    }

    fn new(severity: Severity, code: Code, message: String) -> Self {
        Self {
            severity,
            code,
            message,
            span: None,
            label: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// Says where, if that is known.
    #[must_use]
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Self {
        self.span = span.into().or(self.span);
        self
    }

    /// Says something at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Points to another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push((span, message.into()));
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Everything that a run has to say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether any of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.error_count() > 0
    }

    /// How many of them are errors.
    #[must_use]
    pub fn error_count(&self) -> usize {
        self.0
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .count()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Puts them in the order of the files and the places in them; those without a place first.
    pub fn sort(&mut self) {
        self.0.sort_by_key(|d| d.span);
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.0.extend(diagnostics);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Input text as a message shows it: between backticks, on one line, and not too long.
pub(crate) fn quoted(text: &str) -> String {
    const LIMIT: usize = 80;
    let mut out = String::from("`");
    for c in text.chars().take(LIMIT) {
        if c.is_control() {
            // Writing to a string cannot fail.
            let _ = write!(out, "{}", c.escape_default());
        } else {
            out.push(c);
        }
    }
    if text.chars().nth(LIMIT).is_some() {
        out.push('…');
    }
    out.push('`');
    out
}
