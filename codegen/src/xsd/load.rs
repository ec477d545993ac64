//! The documents of a schema: those that were named, and those that they include and import.
//!
//! Source: XML Schema Part 1, section 4.2.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::path::PathBuf;
use std::rc::Rc;

use super::catalog::{Catalog, Entry, built_in};
use super::grammar::XSD;
use super::parse::parse;
use super::syntax::{Directive, Schema, Spanned};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, quoted};
use crate::source::{SourceId, Sources, Span};

/// Every document of a schema, in the order in which they were met.
#[derive(Debug, Default)]
pub struct Schemas {
    /// The documents.
    pub documents: Vec<Document>,
    /// The imported namespaces that no local document declares anything in.
    pub unread: HashSet<Option<Rc<str>>>,
}

impl Schemas {
    /// Whether a document of that namespace was read.
    pub(super) fn has_namespace(&self, namespace: Option<&str>) -> bool {
        let mut documents = self.documents.iter();
        documents.any(|document| document.namespace.as_deref() == namespace)
    }
}

/// A document and the namespace that its components are in.
#[derive(Clone, Debug)]
pub struct Document {
    /// What the document says.
    pub syntax: Rc<Schema>,
    /// The namespace of its components. A document without a target namespace takes the one of
    /// each document that includes it, so that it may be here more than once.
    pub namespace: Option<Rc<str>>,
    /// The document that was imported, with all that it includes, if this is one of those. Where
    /// several documents are imported for one namespace, they may be copies, or versions, of the same.
    pub import: Option<usize>,
}

impl Document {
    /// Whether the document's references to no namespace mean its includer's namespace.
    #[must_use]
    pub fn is_chameleon(&self) -> bool {
        self.syntax.target_namespace.is_none() && self.namespace.is_some()
    }
}

/// Reads schema files and every document that they include or import, each once.
///
/// Nothing is fetched from a network; what cannot be found is reported with the place that asks
/// for it and the place that was looked at.
pub fn load(
    sources: &mut Sources,
    paths: &[PathBuf],
    catalog: &Catalog,
    diagnostics: &mut Diagnostics,
) -> Schemas {
    let mut roots = Vec::new();
    for path in paths {
        match sources.load(path) {
            Ok(id) => roots.push(id),
            Err(error) => diagnostics.push(error),
        }
    }
    load_sources(sources, &roots, catalog, diagnostics)
}

/// Like [`load`], for documents that are among the sources already.
pub fn load_sources(
    sources: &mut Sources,
    roots: &[SourceId],
    catalog: &Catalog,
    diagnostics: &mut Diagnostics,
) -> Schemas {
    let mut loader = Loader {
        sources,
        catalog,
        diagnostics,
        parsed: HashMap::new(),
        seen: HashMap::new(),
        by_namespace: HashMap::new(),
        imported: BTreeSet::new(),
        included: Vec::new(),
        waiting: VecDeque::new(),
        not_found: Vec::new(),
        schemas: Schemas::default(),
    };
    let (parts, wholes): (Vec<SourceId>, Vec<SourceId>) = roots.iter().partition(|id| {
        loader
            .parse(**id)
            .is_some_and(|s| s.target_namespace.is_none())
    });
    loader.load(&wholes);
    // A document without a namespace of its own that others include is a part of them, and not
    // a schema beside them, when all files of a directory are named.
    let included: HashSet<SourceId> = loader
        .schemas
        .documents
        .iter()
        .map(|d| d.syntax.source)
        .collect();
    let rest: Vec<SourceId> = parts
        .into_iter()
        .filter(|id| !included.contains(id))
        .collect();
    loader.load(&rest);
    loader.load_built_in();
    loader.report_not_found();
    loader.tell_imports_apart();
    loader.schemas
}

/// How messages call what `xs:include` does.
const INCLUDE: &str = "include into";

struct Loader<'a> {
    sources: &'a mut Sources,
    catalog: &'a Catalog,
    diagnostics: &'a mut Diagnostics,
    /// Each source that was read; nothing for one that is not a schema.
    parsed: HashMap<SourceId, Option<Rc<Schema>>>,
    /// The documents that are in `schemas`.
    seen: HashMap<(SourceId, Option<Rc<str>>), usize>,
    /// These documents by namespace.
    by_namespace: HashMap<Option<Rc<str>>, Vec<(SourceId, usize)>>,
    /// Those that are imported.
    imported: BTreeSet<usize>,
    /// Which documents each one includes.
    included: Vec<Vec<usize>>,
    /// The documents whose directives are yet to be followed.
    waiting: VecDeque<usize>,
    not_found: Vec<NotFound>,
    schemas: Schemas,
}

/// An import that led to no document.
struct NotFound {
    namespace: Option<Spanned<Rc<str>>>,
    /// Why, unless it names no location.
    why: Option<Diagnostic>,
}

/// Why a document is read, and which target namespace it may have for that.
enum Request<'a> {
    /// It was named by the user.
    Root,
    /// It is included into a document, which is the one of this number.
    Include(&'a Document, usize, Span),
    /// It is imported for its namespace.
    Import(Option<&'a Spanned<Rc<str>>>, Span),
}

impl Loader<'_> {
    fn load(&mut self, roots: &[SourceId]) {
        for id in roots {
            self.request(*id, Request::Root);
        }
        while let Some(index) = self.waiting.pop_front() {
            self.follow(index);
        }
    }

    fn request(&mut self, id: SourceId, request: Request<'_>) {
        let Some(syntax) = self.parse(id) else {
            return;
        };
        let own = syntax
            .target_namespace
            .as_ref()
            .map(|ns| Rc::clone(&ns.value));
        let namespace = match &request {
            Request::Root => own,
            // XML Schema Part 1, section 4.2.1, src-include 2.
            Request::Include(into, ..) if own.is_none() => into.namespace.clone(),
            Request::Include(into, _, span) => {
                let into = &into.namespace;
                if own != *into {
                    self.wrong_namespace(&syntax, INCLUDE, into.as_deref(), *span);
                    return;
                }
                own
            }
            // XML Schema Part 1, section 4.2.3, src-import 3.
            Request::Import(expected, span) => {
                let expected = expected.map(|ns| &*ns.value);
                if own.as_deref() != expected {
                    self.wrong_namespace(&syntax, "import", expected, *span);
                    return;
                }
                own
            }
        };
        let number = self.document(id, syntax, namespace);
        match request {
            Request::Root => {}
            Request::Include(_, from, _) => {
                if let Some(included) = self.included.get_mut(from) {
                    included.push(number);
                }
            }
            Request::Import(..) => {
                self.imported.insert(number);
            }
        }
    }

    /// The number of a document; one with the same text that is there for the same namespace will do.
    fn document(&mut self, id: SourceId, syntax: Rc<Schema>, namespace: Option<Rc<str>>) -> usize {
        let key = (id, namespace.clone());
        if let Some(number) = self.seen.get(&key) {
            return *number;
        }
        let text = self.sources.text(id);
        let of_namespace = self.by_namespace.entry(namespace.clone()).or_default();
        let mut others = of_namespace.iter();
        if let Some((_, copy)) = others.find(|(other, _)| self.sources.text(*other) == text) {
            self.seen.insert(key, *copy);
            return *copy;
        }
        let number = self.schemas.documents.len();
        of_namespace.push((id, number));
        self.seen.insert(key, number);
        self.waiting.push_back(number);
        self.included.push(Vec::new());
        self.schemas.documents.push(Document {
            syntax,
            namespace,
            import: None,
        });
        number
    }

    /// Says of each document which imported one it belongs to.
    fn tell_imports_apart(&mut self) {
        let imported = std::mem::take(&mut self.imported);
        let mut waiting: VecDeque<(usize, usize)> = imported.iter().map(|of| (*of, *of)).collect();
        while let Some((number, of)) = waiting.pop_front() {
            if let Some(document) = self.schemas.documents.get_mut(number)
                && document.import.is_none()
                && (number == of || !imported.contains(&number))
            {
                document.import = Some(of);
                let included = self.included.get(number).into_iter().flatten();
                waiting.extend(included.map(|included| (*included, of)));
            }
        }
    }

    fn parse(&mut self, id: SourceId) -> Option<Rc<Schema>> {
        if let Some(parsed) = self.parsed.get(&id) {
            return parsed.clone();
        }
        let parsed = parse(id, self.sources.text(id), self.diagnostics).map(Rc::new);
        self.parsed.insert(id, parsed.clone());
        parsed
    }

    fn wrong_namespace(&mut self, syntax: &Schema, verb: &str, expected: Option<&str>, span: Span) {
        let own = syntax.target_namespace.as_ref();
        let message = format!(
            "cannot {verb} {}: the target namespace of this document is {}",
            namespace_name(expected),
            own.map_or("none".to_owned(), |ns| quoted(&ns.value)),
        );
        let place = own.map_or(syntax.span, |ns| ns.span);
        let mut diagnostic = Diagnostic::error(Code::WrongNamespace, message)
            .at(span)
            .related(place, "the target namespace is said here");
        if verb == INCLUDE {
            diagnostic =
                diagnostic.help("a document of another namespace is imported, not included");
        }
        self.diagnostics.push(diagnostic);
    }

    /// Reads the documents that a document refers to.
    fn follow(&mut self, index: usize) {
        let Some(document) = self.schemas.documents.get(index).cloned() else {
            return;
        };
        let from = document.syntax.source;
        for directive in &document.syntax.directives {
            match directive {
                Directive::Include { location, .. } | Directive::Redefine { location, .. } => {
                    match self.find(from, location, None) {
                        Ok(id) => {
                            self.request(id, Request::Include(&document, index, location.span));
                        }
                        Err(error) => self.diagnostics.push(error),
                    }
                }
                Directive::Import {
                    span,
                    namespace,
                    location,
                } => {
                    let imported = namespace.as_ref().map(|ns| &ns.value);
                    if imported == document.namespace.as_ref() {
                        self.imports_itself(*span, imported);
                    } else {
                        self.import(from, *span, namespace.as_ref(), location.as_ref());
                    }
                }
            }
        }
    }

    fn import(
        &mut self,
        from: SourceId,
        span: Span,
        namespace: Option<&Spanned<Rc<str>>>,
        location: Option<&Spanned<Rc<str>>>,
    ) {
        let name = namespace.map(|ns| &*ns.value);
        if name == Some(XSD) {
            return;
        }
        let found = match location {
            Some(location) => Some(self.find(from, location, name)),
            None => {
                let entry = self.catalog.get(None, name);
                entry.map(|entry| load_entry(self.sources, entry))
            }
        };
        match found {
            Some(Ok(id)) => {
                let place = location.map_or(span, |location| location.span);
                self.request(id, Request::Import(namespace, place));
            }
            found => {
                self.not_found.push(NotFound {
                    namespace: namespace.cloned(),
                    why: found.and_then(Result::err),
                });
            }
        }
    }

    /// Reads the schemas that need no file, for imports that led to none of the namespace.
    fn load_built_in(&mut self) {
        let mut next = 0;
        while let Some(not_found) = self.not_found.get(next) {
            next += 1;
            let Some(namespace) = not_found.namespace.clone() else {
                continue;
            };
            let name = &*namespace.value;
            if let Some(text) = built_in(name)
                && !self.schemas.has_namespace(Some(name))
            {
                let id = self.sources.find(name);
                let id = id.unwrap_or_else(|| self.sources.add(name, text));
                self.request(id, Request::Import(Some(&namespace), namespace.span));
                self.load(&[]);
            }
        }
    }

    /// The document at a location: the file that the catalog names, or that the location leads to, or
    /// one of the same name beside the document that refers to something on the web.
    fn find(
        &mut self,
        from: SourceId,
        location: &Spanned<Rc<str>>,
        namespace: Option<&str>,
    ) -> Result<SourceId, Diagnostic> {
        if let Some(entry) = self.catalog.get(Some(&location.value), namespace) {
            return load_entry(self.sources, entry);
        }
        let error = match self.sources.load_relative(from, &location.value) {
            Ok(id) => return Ok(id),
            Err(error) => error.at(location.span),
        };
        if error.code == Code::RemoteReference
            && let Some((_, name)) = location.value.trim_end_matches('/').rsplit_once('/')
            && let Ok(id) = self.sources.load_relative(from, name)
            && self.is_schema_of(id, namespace)
        {
            return Ok(id);
        }
        Err(error)
    }

    /// Whether a source is a schema document of that namespace, of any where none is given.
    fn is_schema_of(&self, id: SourceId, namespace: Option<&str>) -> bool {
        let options = roxmltree::ParsingOptions {
            allow_dtd: true,
            ..Default::default()
        };
        let Ok(document) = roxmltree::Document::parse_with_options(self.sources.text(id), options)
        else {
            return false;
        };
        let root = document.root_element();
        root.has_tag_name((XSD, "schema"))
            && (namespace.is_none() || root.attribute("targetNamespace") == namespace)
    }

    fn imports_itself(&mut self, span: Span, namespace: Option<&Rc<str>>) {
        let message = format!(
            "this imports {}, which is the document's own target namespace",
            namespace_name(namespace.map(|ns| &**ns))
        );
        let diagnostic = Diagnostic::error(Code::WrongNamespace, message)
            .at(span)
            .help("a document of the same namespace is included, not imported");
        self.diagnostics.push(diagnostic);
    }

    /// Warns of imports that nothing local satisfies. They are no errors (XML Schema Part 1,
    /// section 4.2.3): what is missing may not be needed.
    fn report_not_found(&mut self) {
        for NotFound { namespace, why } in std::mem::take(&mut self.not_found) {
            let namespace = namespace.map(|namespace| namespace.value);
            if self.schemas.has_namespace(namespace.as_deref()) {
                continue;
            }
            let is_local = why
                .as_ref()
                .is_some_and(|error| error.code != Code::RemoteReference);
            if let Some(error) = why {
                let message = format!(
                    "no schema of {} was read: {}",
                    namespace_name(namespace.as_deref()),
                    error.message
                );
                self.diagnostics.push(Diagnostic {
                    severity: Severity::Warning,
                    message,
                    ..error
                });
            }
            // Whoever names a local file means to have it.
            if !is_local {
                self.schemas.unread.insert(namespace);
            }
        }
    }
}

fn load_entry(sources: &mut Sources, entry: &Entry) -> Result<SourceId, Diagnostic> {
    let loaded = sources.load(&entry.path);
    loaded.map_err(|error| error.at(entry.span))
}

/// A namespace as a message shows it.
pub(super) fn namespace_name(namespace: Option<&str>) -> String {
    namespace.map_or("no namespace".to_owned(), |ns| {
        format!("the namespace {}", quoted(ns))
    })
}
