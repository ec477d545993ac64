//! Reading one schema document element by element: the grammar is checked, values are read, and
//! everything that is wrong is reported at its place.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;

use super::children::Children;
use super::derivation::DerivationSet;
use super::grammar::{Rule, XSD};
use super::lexical;
use super::syntax::{QName, Spanned};
use crate::datatype;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Occurs;
use crate::source::{SourceId, Span};
use crate::suggest::{Suggestions, nearest};

/// An element of a schema document.
pub(super) type Node<'d> = roxmltree::Node<'d, 'd>;

/// The document that is read, and what there is to say about it.
pub(super) struct Reader<'a> {
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The values of `id` so far, and their places.
    pub(super) ids: HashMap<String, Span>,
    pub(super) suggestions: Suggestions,
}

impl Reader<'_> {
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The start tag of an element.
    pub(super) fn tag(&self, node: Node<'_>) -> Span {
        let range = node.range();
        let rest = self.text.get(range.clone()).unwrap_or("");
        let mut quote = None;
        let end = rest.bytes().position(|byte| match (quote, byte) {
            (None, b'>') => true,
            (None, b'"' | b'\'') => {
                quote = Some(byte);
                false
            }
            (Some(open), _) if open == byte => {
                quote = None;
                false
            }
            _ => false,
        });
        let length = end.map_or(rest.len(), |end| end + 1);
        Span::new(self.source, range.start..range.start + length)
    }

    /// The name in the start tag of an element.
    pub(super) fn tag_name(&self, node: Node<'_>) -> Span {
        let start = node.range().start + 1;
        Span::new(self.source, start..start + self.written(node).len())
    }

    /// The name of an element as it is written: with its prefix.
    pub(super) fn written(&self, node: Node<'_>) -> &str {
        let rest = self.text.get(node.range().start + 1..).unwrap_or("");
        rest.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
            .next()
            .unwrap_or("")
    }

    /// An XML Schema name with the prefix that an element is written with.
    pub(super) fn prefixed(&self, node: Node<'_>, local: &str) -> String {
        match self.written(node).split_once(':') {
            Some((prefix, _)) => format!("{prefix}:{local}"),
            None => local.to_owned(),
        }
    }

    /// Checks an element against its rule and returns those of its children, other than
    /// annotations, that the rule knows.
    pub(super) fn accept<'d>(&mut self, node: Node<'d>, rule: &Rule) -> Vec<Node<'d>> {
        self.check_attributes(node, rule);
        self.check_id(node);
        self.check_text(node);
        let mut children = Children::new(rule);
        let mut accepted = Vec::new();
        for child in node.children().filter(Node::is_element) {
            if child.tag_name().namespace() == Some(XSD) {
                if children.take(self, node, child) && child.tag_name().name() != "annotation" {
                    accepted.push(child);
                }
            } else {
                let diagnostic = Diagnostic::error(
                    Code::MisplacedElement,
                    format!(
                        "{} is not allowed in {}",
                        quoted(self.written(child)),
                        quoted(self.written(node))
                    ),
                )
                .at(self.tag_name(child))
                .label("not an element of XML Schema")
                .help("only `appinfo` and `documentation` may hold elements of other namespaces");
                self.report(diagnostic);
            }
        }
        children.finish(self, node);
        accepted
    }

    fn check_attributes(&mut self, node: Node<'_>, rule: &Rule) {
        for attribute in node.attributes() {
            let known = match attribute.namespace() {
                None => attribute.name() == "id" || rule.attributes.contains(&attribute.name()),
                Some(ns) => ns != XSD,
            };
            if known {
                continue;
            }
            let span = Span::new(self.source, attribute.range_qname());
            let name = self
                .text
                .get(attribute.range_qname())
                .unwrap_or(attribute.name());
            let message = format!(
                "{} has no attribute {} here",
                quoted(self.written(node)),
                quoted(name)
            );
            let mut diagnostic = Diagnostic::error(Code::UnknownAttribute, message).at(span);
            if attribute.namespace().is_some() {
                diagnostic = diagnostic.help("attributes of XML Schema have no prefix");
            } else if let Some(near) = nearest(name, rule.attributes.iter().copied()) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            } else {
                diagnostic = diagnostic.help(match rule.attributes {
                    [] => "it has none".to_owned(),
                    some => format!("it may have {}", list(some)),
                });
            }
            self.report(diagnostic);
        }
        for name in rule.required {
            if node.attribute(*name).is_none() {
                let message = format!("{} has no {}", quoted(self.written(node)), quoted(name));
                let diagnostic = Diagnostic::error(Code::MissingAttribute, message)
                    .at(self.tag(node))
                    .label("this attribute is required here");
                self.report(diagnostic);
            }
        }
    }

    /// Checks an `id`: a name that no other element of the document has.
    fn check_id(&mut self, node: Node<'_>) {
        let Some(id) = self.ncname(node, "id") else {
            return;
        };
        let first = match self.ids.entry(id.value.to_string()) {
            Entry::Vacant(entry) => {
                entry.insert(id.span);
                return;
            }
            Entry::Occupied(entry) => *entry.get(),
        };
        let message = format!("two elements have the id {}", quoted(&id.value));
        let diagnostic = Diagnostic::error(Code::Duplicate, message)
            .at(id.span)
            .label("again here")
            .related(first, "first here");
        self.report(diagnostic);
    }

    fn check_text(&mut self, node: Node<'_>) {
        let stray = node.children().filter(Node::is_text).find(|text| {
            text.text()
                .is_some_and(|t| !t.trim_matches(lexical::is_space).is_empty())
        });
        if let Some(text) = stray {
            let range = text.range();
            let written = self.text.get(range.clone()).unwrap_or("");
            let start = range.start + (written.len() - written.trim_start().len());
            let end = start + written.trim().len();
            let message = format!("{} holds text", quoted(self.written(node)));
            let diagnostic = Diagnostic::error(Code::UnexpectedText, message)
                .at(Span::new(self.source, start..end))
                .label("only elements may stand here")
                .help("text that explains the schema belongs in `annotation/documentation`");
            self.report(diagnostic);
        }
    }

    /// The place of the value of an attribute.
    pub(super) fn value_span(&self, attribute: roxmltree::Attribute<'_, '_>) -> Span {
        Span::new(self.source, attribute.range_value())
    }

    /// An attribute's value as it stands.
    pub(super) fn string(&self, node: Node<'_>, name: &str) -> Option<Spanned<Rc<str>>> {
        let attribute = node.attribute_node(name)?;
        Some(Spanned {
            value: attribute.value().into(),
            span: self.value_span(attribute),
        })
    }

    /// An attribute's value as it stands, without its place.
    pub(super) fn text_of(&self, node: Node<'_>, name: &str) -> Option<String> {
        node.attribute(name).map(str::to_owned)
    }

    /// A URI.
    pub(super) fn uri(&self, node: Node<'_>, name: &str) -> Option<Spanned<Rc<str>>> {
        let uri = self.string(node, name)?;
        Some(Spanned {
            value: lexical::trim(&uri.value).into(),
            ..uri
        })
    }

    /// A name without a colon.
    pub(super) fn ncname(&mut self, node: Node<'_>, name: &str) -> Option<Spanned<Rc<str>>> {
        let found = self.uri(node, name)?;
        if lexical::is_ncname(&found.value) {
            return Some(found);
        }
        self.bad_value(node, name, "a name without a colon");
        None
    }

    /// A reference to a component.
    pub(super) fn qname(&mut self, node: Node<'_>, name: &str) -> Option<QName> {
        let attribute = node.attribute_node(name)?;
        self.qname_in(node, name, lexical::trim(attribute.value()))
    }

    /// A value that refers to a component if it is a name, which it need not be.
    pub(super) fn qname_if_any(&self, node: Node<'_>, name: &str) -> Option<QName> {
        let attribute = node.attribute_node(name)?;
        let (prefix, local) = split(lexical::trim(attribute.value()))?;
        Some(QName {
            ns: namespace(node, prefix).ok()?.map(Into::into),
            local: local.into(),
            span: self.value_span(attribute),
        })
    }

    /// References to components, separated by blanks.
    pub(super) fn qnames(&mut self, node: Node<'_>, name: &str) -> Vec<QName> {
        let list = node.attribute(name).unwrap_or("");
        list.split(lexical::is_space)
            .filter(|item| !item.is_empty())
            .filter_map(|item| self.qname_in(node, name, item))
            .collect()
    }

    fn qname_in(&mut self, node: Node<'_>, name: &str, value: &str) -> Option<QName> {
        let span = self.value_span(node.attribute_node(name)?);
        let Some((prefix, local)) = split(value) else {
            self.bad_value(node, name, "a name, with or without a prefix");
            return None;
        };
        let ns = match namespace(node, prefix) {
            Ok(ns) => ns,
            Err(prefix) => {
                self.unbound_prefix(node, prefix, span, local);
                return None;
            }
        };
        Some(QName {
            ns: ns.map(Into::into),
            local: local.into(),
            span,
        })
    }

    /// Reports a prefix that no namespace is bound to, in a name with that local part.
    pub(super) fn unbound_prefix(&mut self, node: Node<'_>, prefix: &str, span: Span, local: &str) {
        let bound = node.namespaces().filter_map(|ns| ns.name());
        let message = format!("no namespace is bound to the prefix {}", quoted(prefix));
        let diagnostic = Diagnostic::error(Code::UnboundPrefix, message).at(span);
        let help = match self.suggestions.nearest(prefix, bound) {
            Some(near) => format!("did you mean `{near}:{local}`?"),
            None => format!("declare it with `xmlns:{prefix}=\"…\"`"),
        };
        self.report(diagnostic.help(help));
    }

    /// A boolean; false where it is absent.
    pub(super) fn flag(&mut self, node: Node<'_>, name: &str) -> bool {
        let values = [("true", true), ("1", true), ("false", false), ("0", false)];
        self.one_of(node, name, &values).unwrap_or(false)
    }

    /// One value of a list.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        node: Node<'_>,
        name: &str,
        values: &[(&str, T)],
    ) -> Option<T> {
        let attribute = node.attribute_node(name)?;
        let found = lexical::trim(attribute.value());
        let value = values.iter().find(|(text, _)| *text == found);
        if value.is_none() {
            let names: Vec<&str> = values.iter().map(|(text, _)| *text).collect();
            self.bad_value(node, name, &list(&names));
        }
        value.map(|(_, value)| *value)
    }

    /// `#all`, or a list of ways of derivation of which those in `allowed` may be there.
    pub(super) fn derivation_set(
        &mut self,
        node: Node<'_>,
        name: &str,
        allowed: DerivationSet,
    ) -> Option<DerivationSet> {
        let value = node.attribute(name)?;
        if lexical::trim(value) == "#all" {
            return Some(DerivationSet::ALL);
        }
        let words = allowed.words();
        let mut set = DerivationSet::default();
        for word in datatype::words(value) {
            if !words.contains(&word) {
                let expected = format!("`#all`, or a list of {}", list(&words));
                self.bad_value(node, name, &expected);
                break;
            }
            set.insert(word);
        }
        Some(set)
    }

    /// `minOccurs` and `maxOccurs`.
    pub(super) fn occurs(&mut self, node: Node<'_>) -> Occurs {
        let min = node.attribute("minOccurs").map(|value| {
            lexical::count(value).unwrap_or_else(|| {
                self.bad_value(node, "minOccurs", lexical::COUNT);
                1
            })
        });
        let max = node
            .attribute("maxOccurs")
            .map(|value| match lexical::trim(value) {
                "unbounded" => None,
                _ => lexical::count(value).map(Some).unwrap_or_else(|| {
                    self.bad_value(
                        node,
                        "maxOccurs",
                        &format!("{}, or `unbounded`", lexical::COUNT),
                    );
                    None
                }),
            });
        let occurs = Occurs {
            min: min.unwrap_or(1),
            max: max.unwrap_or(Some(1)),
        };
        if let Some(most) = occurs.max.filter(|most| *most < occurs.min) {
            let name = if max.is_some() {
                "maxOccurs"
            } else {
                "minOccurs"
            };
            let message = format!("at least {} and at most {most} times is never", occurs.min);
            let mut diagnostic = Diagnostic::error(Code::BadValue, message);
            if let Some(attribute) = node.attribute_node(name) {
                diagnostic = diagnostic.at(self.value_span(attribute));
            }
            if max.is_none() {
                diagnostic = diagnostic.help("`maxOccurs` is 1 unless it is given");
            } else if min.is_none() {
                diagnostic =
                    diagnostic.help("`minOccurs` is 1 unless it is given: add `minOccurs=\"0\"`");
            }
            self.report(diagnostic);
            return Occurs {
                max: None,
                ..occurs
            };
        }
        occurs
    }

    /// Reports a value that an attribute cannot have.
    pub(super) fn bad_value(&mut self, node: Node<'_>, name: &str, expected: &str) {
        if let Some(attribute) = node.attribute_node(name) {
            let message = format!("{} cannot be {}", quoted(name), quoted(attribute.value()));
            let diagnostic = Diagnostic::error(Code::BadValue, message)
                .at(self.value_span(attribute))
                .label(format!("expected {expected}"));
            self.report(diagnostic);
        }
    }

    /// Reports two attributes of which an element may have only one, if it has both.
    pub(super) fn exclusive(&mut self, node: Node<'_>, one: &str, other: &str) {
        if let (Some(first), Some(second)) = (node.attribute_node(one), node.attribute_node(other))
        {
            let message = format!(
                "{} cannot have both {} and {}",
                quoted(self.written(node)),
                quoted(one),
                quoted(other)
            );
            let diagnostic = Diagnostic::error(Code::Conflict, message)
                .at(Span::new(self.source, second.range()))
                .related(Span::new(self.source, first.range()), "this excludes it");
            self.report(diagnostic);
        }
    }

    /// Reports an attribute and a child that exclude each other.
    pub(super) fn excludes_child(&mut self, node: Node<'_>, attribute: &str, child: Node<'_>) {
        if let Some(first) = node.attribute_node(attribute) {
            let message = format!(
                "{} cannot have both {} and a {}",
                quoted(self.written(node)),
                quoted(attribute),
                quoted(self.written(child))
            );
            let diagnostic = Diagnostic::error(Code::Conflict, message)
                .at(self.tag(child))
                .related(Span::new(self.source, first.range()), "this excludes it");
            self.report(diagnostic);
        }
    }
}

/// The prefix, if there is one, and the local part of a name; nothing if it is none.
fn split(value: &str) -> Option<(Option<&str>, &str)> {
    let (prefix, local) = match value.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, value),
    };
    let is_name = prefix.is_none_or(lexical::is_ncname) && lexical::is_ncname(local);
    is_name.then_some((prefix, local))
}

/// The namespace that a prefix or the default namespace stands for; the prefix if it stands for
/// none.
fn namespace<'d, 'p>(node: Node<'d>, prefix: Option<&'p str>) -> Result<Option<&'d str>, &'p str> {
    if prefix == Some("xml") {
        return Ok(Some(roxmltree::NS_XML_URI));
    }
    let bound = node.lookup_namespace_uri(prefix);
    match (prefix, bound.filter(|ns| !ns.is_empty())) {
        (Some(prefix), None) => Err(prefix),
        (_, ns) => Ok(ns),
    }
}

/// Names as a sentence lists them.
pub(super) fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [most @ .., last] => format!("`{}` or `{last}`", most.join("`, `")),
    }
}
