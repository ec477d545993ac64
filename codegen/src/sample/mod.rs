//! Sample documents: reading them, and what they alone say about the types behind them.
//!
//! [`load`] reads documents into [`Sample`]s, trees with places; [`infer`](infer::infer) makes a
//! model of them, which [`schema`] writes as an XSD; [`crate::merge`] holds them against the
//! model of a schema.

mod blanks;
pub mod infer;
mod order;
pub mod schema;
mod values;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use roxmltree::{Document, Error};

use crate::datatype::is_space;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Name;
use crate::source::{SourceId, Sources, Span, not_well_formed};

/// The namespace of `xsi:nil` and its kind, which say something about an element and are none
/// of its attributes.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// One sample document.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The file.
    pub source: SourceId,
    /// The elements in document order, the root first.
    nodes: Vec<Node>,
}

/// An element of a sample.
#[derive(Clone, Debug)]
pub struct Node {
    /// The element's name.
    pub name: Name,
    /// The name in its start tag.
    pub span: Span,
    /// Its attributes, in document order, without those about the schema (`xsi:nil` …).
    pub attributes: Vec<Attribute>,
    /// The text in it, but not in its children.
    pub text: String,
    /// Where the text starts, if there is more than blanks.
    pub text_span: Option<Span>,
    /// Whether it says `xsi:nil="true"`.
    pub nil: bool,
    /// The type that it says it is of, by `xsi:type`.
    pub says_type: Option<Name>,
    /// The places of the child elements among the elements of the sample.
    children: Vec<usize>,
}

/// An attribute of an element of a sample.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// The attribute's name.
    pub name: Name,
    /// Its value, normalized as XML demands.
    pub value: String,
    /// The name and the value in the start tag.
    pub span: Span,
    /// The value in the start tag.
    pub value_span: Span,
}

/// An element of a sample, in its sample.
#[derive(Clone, Copy, Debug)]
pub struct NodeRef<'a> {
    sample: &'a Sample,
    node: &'a Node,
}

impl Sample {
    /// The root element.
    #[must_use]
    pub fn root(&self) -> Option<NodeRef<'_>> {
        let node = self.nodes.first()?;
        Some(NodeRef { sample: self, node })
    }
}

impl<'a> NodeRef<'a> {
    /// The element.
    #[must_use]
    pub fn get(self) -> &'a Node {
        self.node
    }

    /// The child elements.
    pub fn children(self) -> impl DoubleEndedIterator<Item = NodeRef<'a>> {
        let nodes = self
            .node
            .children
            .iter()
            .filter_map(|&place| self.sample.nodes.get(place));
        nodes.map(move |node| NodeRef { node, ..self })
    }

    /// The sample that the element is in.
    #[must_use]
    pub fn sample(self) -> &'a Sample {
        self.sample
    }
}

/// The XML files that a path names: the file itself, or every `*.xml` in the directory and below
/// it, in the order of their names.
///
/// # Errors
///
/// A diagnostic when the directory cannot be read.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let mut directories = vec![path.to_owned()];
    while let Some(directory) = directories.pop() {
        let unreadable = |error: std::io::Error| {
            let name = directory.to_string_lossy();
            Diagnostic::error(
                Code::Unreadable,
                format!("cannot read {}: {error}", quoted(&name)),
            )
        };
        for entry in std::fs::read_dir(&directory).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            // A link to a directory is not followed: it could lead back here.
            if entry.file_type().map_err(unreadable)?.is_dir() {
                directories.push(entry.path());
            } else if entry
                .path()
                .extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("xml"))
            {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Reads a sample.
///
/// No-break spaces between its tags, which a paste from a web page leaves, are read as blanks,
/// with a warning.
///
/// # Errors
///
/// A diagnostic when the file cannot be read, is not well-formed XML or has a document type
/// declaration.
pub fn load(
    sources: &mut Sources,
    path: &Path,
    diagnostics: &mut Diagnostics,
) -> Result<Sample, Diagnostic> {
    let source = sources.load(path)?;
    parse(sources, source, diagnostics)
}

/// Reads a sample from a source.
///
/// # Errors
///
/// As [`load`].
pub fn parse(
    sources: &Sources,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Result<Sample, Diagnostic> {
    let original = sources.text(source);
    let (text, mended) = blanks::without_no_break_spaces(original);
    if let Some(&first) = mended.first() {
        diagnostics.push(no_break_spaces(
            Span::new(source, first..first + 2),
            mended.len(),
        ));
    }
    let document = Document::parse(&text).map_err(|error| match error {
        Error::DtdDetected => doctype(source, &text),
        error => not_well_formed(source, &text, &error),
    })?;
    Ok(Sample {
        source,
        nodes: nodes(source, &text, &document),
    })
}

fn no_break_spaces(first: Span, count: usize) -> Diagnostic {
    let message = match count {
        1 => "a no-break space (U+00A0) stands between the tags".to_owned(),
        _ => format!("{count} no-break spaces (U+00A0) stand between the tags"),
    };
    Diagnostic::warning(Code::NoBreakSpace, message)
        .at(first)
        .label("read as a blank here")
        .help("put plain spaces there: for XML this character is text, and programs refuse it")
}

fn doctype(source: SourceId, text: &str) -> Diagnostic {
    let start = text.find("<!DOCTYPE").unwrap_or(0);
    Diagnostic::error(
        Code::SampleDoctype,
        "the sample has a document type declaration",
    )
    .at(Span::new(source, start..start + "<!DOCTYPE".len()))
    .label("not allowed")
    .help("remove it: the runtime refuses such documents, so they are no samples of what it reads")
}

fn nodes(source: SourceId, text: &str, document: &Document<'_>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    // Elements come in document order, so a parent has its place before its children.
    let mut places = vec![None; document.descendants().count()];
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let place = nodes.len();
        if let Some(slot) = places.get_mut(element.id().get_usize()) {
            *slot = Some(place);
        }
        let parent = element
            .parent()
            .and_then(|parent| places.get(parent.id().get_usize())?.as_ref());
        if let Some(parent) = parent.and_then(|&parent| nodes.get_mut(parent)) {
            parent.children.push(place);
        }
        nodes.push(node(source, text, element));
    }
    nodes
}

fn node(source: SourceId, text: &str, element: roxmltree::Node<'_, '_>) -> Node {
    let tag = element.tag_name();
    let start = element.range().start + 1;
    let written = text
        .get(start..)
        .unwrap_or("")
        .split(|c: char| is_space(c) || matches!(c, '/' | '>'));
    let end = start + written.clone().next().map_or(0, str::len);
    let of_schema = |attribute: &roxmltree::Attribute<'_, '_>| attribute.namespace() == Some(XSI);
    let texts = element.children().filter(roxmltree::Node::is_text);
    Node {
        name: name(tag.namespace(), tag.name()),
        span: Span::new(source, start..end),
        attributes: element
            .attributes()
            .filter(|attribute| !of_schema(attribute))
            .map(|attribute| Attribute {
                name: name(attribute.namespace(), attribute.name()),
                value: attribute.value().to_owned(),
                span: Span::new(source, attribute.range()),
                value_span: Span::new(source, attribute.range_value()),
            })
            .collect(),
        text: texts.clone().filter_map(|text| text.text()).collect(),
        text_span: texts
            .filter(|text| text.text().is_some_and(|text| !text.chars().all(is_space)))
            .map(|text| trimmed_span(source, text))
            .next(),
        nil: element
            .attribute((XSI, "nil"))
            .is_some_and(|nil| matches!(nil.trim(), "true" | "1")),
        says_type: element.attribute((XSI, "type")).map(|value| {
            let value = value.trim_matches(is_space);
            let (prefix, local) = match value.split_once(':') {
                Some((prefix, local)) => (Some(prefix), local),
                None => (None, value),
            };
            name(element.lookup_namespace_uri(prefix), local)
        }),
        children: Vec::new(),
    }
}

/// The place of a text without the blanks around it.
fn trimmed_span(source: SourceId, text: roxmltree::Node<'_, '_>) -> Span {
    let range = text.range();
    let written = text
        .document()
        .input_text()
        .get(range.clone())
        .unwrap_or("");
    let start = range.start + (written.len() - written.trim_start_matches(is_space).len());
    let length = written.trim_matches(is_space).len();
    Span::new(source, start..start + length)
}

fn name(ns: Option<&str>, local: &str) -> Name {
    Name {
        // `xmlns=""` puts a name in no namespace.
        ns: ns.filter(|ns| !ns.is_empty()).map(Rc::from),
        local: local.into(),
    }
}
