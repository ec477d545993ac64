//! Elements of any name, for content that no type declares.

use std::fmt;

use super::chars::is_ncname;
use super::reader::Event;
use super::{Error, FromElement, FromNamed, Name, NameRef, Reader, ToElement, ToXml, Writer};

/// A name as a document has it: namespace, prefix and local part.
///
/// Two names are equal when their namespaces and local parts are: the prefix is only a wish for
/// the next time the name is written.
///
/// ```
/// use veeam_model::xml::QualifiedName;
///
/// let name = QualifiedName::new("urn:example", "colour").with_prefix("e");
/// assert_eq!(name, QualifiedName::new("urn:example", "colour"));
/// assert_eq!(name.to_string(), "{urn:example}colour");
/// ```
#[derive(Clone)]
pub struct QualifiedName {
    namespace: Box<str>,
    prefix: Box<str>,
    local: Box<str>,
}

impl QualifiedName {
    /// A name in a namespace, or in none if that is empty.
    pub fn new(namespace: impl Into<Box<str>>, local: impl Into<Box<str>>) -> Self {
        QualifiedName {
            namespace: namespace.into(),
            prefix: "".into(),
            local: local.into(),
        }
    }

    /// The same name with a prefix to write it with.
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<Box<str>>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The name as a writer takes it.
    pub fn as_ref(&self) -> NameRef<'_> {
        NameRef {
            ns: &self.namespace,
            local: &self.local,
            prefix: &self.prefix,
        }
    }

    /// The namespace name; empty for a name in no namespace.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The prefix; empty where there is none.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The local part.
    pub fn local(&self) -> &str {
        &self.local
    }
}

impl PartialEq for QualifiedName {
    fn eq(&self, other: &Self) -> bool {
        self.namespace == other.namespace && self.local == other.local
    }
}

impl Eq for QualifiedName {}

impl PartialEq<Name> for QualifiedName {
    fn eq(&self, other: &Name) -> bool {
        *self.namespace == *other.ns && *self.local == *other.local
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.namespace.is_empty() {
            write!(f, "{{{}}}", self.namespace)?;
        }
        f.write_str(&self.local)
    }
}

impl fmt::Debug for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An attribute of any name.
#[derive(Clone, PartialEq, Eq)]
pub struct Attribute {
    name: QualifiedName,
    value: Box<str>,
}

impl Attribute {
    pub(super) fn new(
        namespace: &str,
        prefix: &str,
        local: &str,
        value: impl Into<Box<str>>,
    ) -> Self {
        let name = QualifiedName::new(namespace, local).with_prefix(prefix);
        Attribute {
            name,
            value: value.into(),
        }
    }

    /// The attribute's name.
    pub fn name(&self) -> &QualifiedName {
        &self.name
    }

    /// The attribute's value.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Debug for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}={:?}", self.name, self.value)
    }
}

/// An owned element of any name: its attributes, its child elements and its text, without
/// comments and processing instructions.
///
/// It can stand as the root type, as a field, or in the place of what no type declares. Cloning,
/// comparing, printing and dropping it takes no stack for its depth.
///
/// ```
/// use veeam_model::xml::{self, Element, QualifiedName};
///
/// let note: Element = xml::from_str("<note lang='en'>be <b>bold</b>!</note>")?;
/// assert_eq!(note.name().local(), "note");
/// assert_eq!(note.attribute(&QualifiedName::new("", "lang")), Some("en"));
/// assert_eq!(note.children().map(|child| child.text()).collect::<Vec<_>>(), ["bold"]);
/// assert_eq!(note.text(), "be !");
/// assert_eq!(xml::to_string(&note)?, r#"<note lang="en">be <b>bold</b>!</note>"#);
/// # Ok::<(), xml::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Element {
    /// The element and all its descendants, each before its children.
    nodes: Vec<Node>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Node {
    Element(Head),
    Text(Box<str>),
}

/// An element without its content.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) name: QualifiedName,
    pub(super) attributes: Vec<Attribute>,
    /// Prefixes that values seem to use (as `xsi:type="e:Kind"` does), and their namespaces.
    pub(super) bindings: Vec<(Box<str>, Box<str>)>,
    /// How many nodes follow that belong to the element.
    size: usize,
    pub(super) has_text: bool,
}

/// Attributes have no order, and how a prefix is bound is no part of the value.
impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.size == other.size
            && self.attributes.len() == other.attributes.len()
            && self
                .attributes
                .iter()
                .all(|attribute| other.attributes.contains(attribute))
    }
}

impl Eq for Head {}

impl Element {
    /// An empty element.
    pub fn new(name: QualifiedName) -> Self {
        let head = Head {
            name,
            attributes: Vec::new(),
            bindings: Vec::new(),
            size: 0,
            has_text: false,
        };
        Element {
            nodes: vec![Node::Element(head)],
        }
    }

    /// The element with one more attribute, or another value for one it has.
    #[must_use]
    pub fn with_attribute(mut self, name: QualifiedName, value: impl Into<Box<str>>) -> Self {
        if let Some(Node::Element(head)) = self.nodes.first_mut() {
            let value = value.into();
            match head
                .attributes
                .iter_mut()
                .find(|attribute| attribute.name == name)
            {
                Some(attribute) => attribute.value = value,
                None => head.attributes.push(Attribute { name, value }),
            }
        }
        self
    }

    /// The element with one more child after the others.
    #[must_use]
    pub fn with_child(mut self, child: Element) -> Self {
        self.nodes.extend(child.nodes);
        self.count_nodes(false);
        self
    }

    /// The element with more text after what it holds.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<Box<str>>) -> Self {
        self.nodes.push(Node::Text(text.into()));
        self.count_nodes(true);
        self
    }

    fn count_nodes(&mut self, text: bool) {
        let size = self.nodes.len() - 1;
        if let Some(Node::Element(head)) = self.nodes.first_mut() {
            head.size = size;
            head.has_text |= text;
        }
    }

    /// A view of the element, which its children have too.
    pub fn as_ref(&self) -> ElementRef<'_> {
        ElementRef { nodes: &self.nodes }
    }

    /// The element's name.
    pub fn name(&self) -> &QualifiedName {
        self.as_ref().name()
    }

    /// The attributes, in document order.
    pub fn attributes(&self) -> &[Attribute] {
        self.as_ref().attributes()
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &QualifiedName) -> Option<&str> {
        self.as_ref().attribute(name)
    }

    /// The child elements, in document order.
    pub fn children(&self) -> impl Iterator<Item = ElementRef<'_>> {
        self.as_ref().children()
    }

    /// Child elements and text as they stand between each other, in document order.
    pub fn content(&self) -> impl Iterator<Item = Content<'_>> {
        self.as_ref().content()
    }

    /// The text between the child elements, joined.
    pub fn text(&self) -> String {
        self.as_ref().text()
    }

    /// Reads the element whose start tag the reader has just read.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut nodes = vec![Node::Element(reader.head())];
        let mut open = vec![0];
        // CDATA sections, comments and processing instructions split text that is one.
        let mut text = String::new();
        while let Some(&parent) = open.last() {
            let event = reader.event()?;
            if let Event::Text(piece) = &event {
                text.push_str(piece);
                // Here and not later: the next tag may end the scope of a prefix.
                if let Some(Node::Element(head)) = nodes.get_mut(parent) {
                    head.bindings.extend(reader.bindings_used(piece));
                    head.has_text = true;
                }
                continue;
            }
            if !text.is_empty() {
                nodes.push(Node::Text(std::mem::take(&mut text).into()));
            }
            if let Event::Start = event {
                open.push(nodes.len());
                nodes.push(Node::Element(reader.head()));
            } else {
                let size = nodes.len() - parent - 1;
                if let Some(Node::Element(head)) = nodes.get_mut(parent) {
                    head.size = size;
                }
                open.pop();
            }
        }
        Ok(Element { nodes })
    }

    pub(super) fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let Some(Node::Element(head)) = self.nodes.first() else {
            return Ok(());
        };
        let tag = writer.start_head(head)?;
        self.write_content(writer)?;
        writer.end(tag, head.name.as_ref())
    }

    /// Writes everything below the element itself.
    fn write_content(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let mut open = Vec::new();
        for (at, node) in self.nodes.iter().enumerate().skip(1) {
            close_ended(&mut open, at, writer)?;
            match node {
                Node::Text(text) => writer.text(text.as_ref())?,
                Node::Element(head) => {
                    let tag = writer.start_head(head)?;
                    open.push((at + head.size + 1, tag, head));
                }
            }
        }
        close_ended(&mut open, usize::MAX, writer)
    }
}

/// Writes the end tags of the elements that hold no node from `at` on.
fn close_ended(
    open: &mut Vec<(usize, super::Tag, &Head)>,
    at: usize,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    while let Some((_, tag, head)) = open.pop_if(|(end, ..)| *end <= at) {
        writer.end(tag, head.name.as_ref())?;
    }
    Ok(())
}

impl<'a> Reader<'a> {
    /// The start tag read last.
    fn head(&self) -> Head {
        let name = QualifiedName::new(
            self.namespaces.name(self.tag.namespace),
            self.tag.name.local,
        )
        .with_prefix(self.tag.name.prefix);
        let attributes: Vec<_> = self
            .attributes
            .iter()
            .map(|attribute| self.owned_attribute(attribute))
            .collect();
        let bindings = attributes
            .iter()
            .filter_map(|attribute| self.bindings_used(&attribute.value))
            .collect();
        Head {
            name,
            attributes,
            bindings,
            size: 0,
            has_text: false,
        }
    }

    /// If the text looks like a qualified name with a prefix in scope: the prefix and its namespace.
    fn bindings_used(&self, text: &str) -> Option<(Box<str>, Box<str>)> {
        let (prefix, local) = text.trim().split_once(':')?;
        if !(is_ncname(prefix) && is_ncname(local)) || prefix == "xml" {
            return None;
        }
        let namespace = self.namespaces.resolve(prefix)?;
        Some((prefix.into(), self.namespaces.name(namespace).into()))
    }
}

impl<'a> FromElement<'a> for Element {
    fn from_element(reader: &mut Reader<'a>) -> Result<Self, Error> {
        Element::read(reader)
    }
}

/// A document of any kind: the root may have any name.
impl<'a> FromNamed<'a> for Element {
    const NAMES: &'static [Name] = &[];
    const ANY: bool = true;

    fn from_named(_: usize, reader: &mut Reader<'a>) -> Result<Self, Error> {
        Element::read(reader)
    }
}

impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let xml = super::to_string(self).map_err(|_| fmt::Error)?;
        f.debug_tuple("Element")
            .field(&format_args!("{xml}"))
            .finish()
    }
}

/// A view of an [`Element`] or of one of its descendants.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ElementRef<'e> {
    nodes: &'e [Node],
}

/// What stands right within an element, as [`Element::content`] gives it.
///
/// ```
/// use veeam_model::xml::{self, Content, Element};
///
/// let note: Element = xml::from_str("<note>be <b>bold</b>!</note>")?;
/// let shown: String = note
///     .content()
///     .map(|content| match content {
///         Content::Text(text) => text.to_owned(),
///         Content::Element(element) => format!("*{}*", element.text()),
///     })
///     .collect();
/// assert_eq!(shown, "be *bold*!");
/// # Ok::<(), xml::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'e> {
    /// A child element.
    Element(ElementRef<'e>),
    /// Text up to the next tag.
    Text(&'e str),
}

impl<'e> ElementRef<'e> {
    fn head(self) -> Option<&'e Head> {
        match self.nodes.first() {
            Some(Node::Element(head)) => Some(head),
            _ => None,
        }
    }

    /// The element's name.
    pub fn name(self) -> &'e QualifiedName {
        static NAMELESS: std::sync::LazyLock<QualifiedName> =
            std::sync::LazyLock::new(|| QualifiedName::new("", ""));
        self.head().map_or(&NAMELESS, |head| &head.name)
    }

    /// The attributes, in document order.
    pub fn attributes(self) -> &'e [Attribute] {
        self.head().map_or(&[], |head| &head.attributes)
    }

    /// The value of an attribute.
    pub fn attribute(self, name: &QualifiedName) -> Option<&'e str> {
        self.attributes()
            .iter()
            .find(|attribute| attribute.name == *name)
            .map(Attribute::value)
    }

    /// Child elements and text as they stand between each other, in document order.
    pub fn content(self) -> impl Iterator<Item = Content<'e>> {
        let mut rest = self.nodes.get(1..).unwrap_or_default();
        std::iter::from_fn(move || {
            let size = match rest.first()? {
                Node::Text(_) => 1,
                Node::Element(head) => head.size + 1,
            };
            let (nodes, after) = rest.split_at_checked(size)?;
            rest = after;
            Some(match nodes.first()? {
                Node::Text(text) => Content::Text(text),
                Node::Element(_) => Content::Element(ElementRef { nodes }),
            })
        })
    }

    /// The child elements, in document order.
    pub fn children(self) -> impl Iterator<Item = ElementRef<'e>> {
        self.content().filter_map(|content| match content {
            Content::Element(child) => Some(child),
            Content::Text(_) => None,
        })
    }

    /// The text between the child elements, joined.
    pub fn text(self) -> String {
        let text = |content| match content {
            Content::Text(text) => Some(text),
            Content::Element(_) => None,
        };
        self.content().filter_map(text).collect()
    }

    /// A copy of the element on its own.
    pub fn cloned(self) -> Element {
        Element {
            nodes: self.nodes.to_vec(),
        }
    }
}

impl fmt::Debug for ElementRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cloned().fmt(f)
    }
}

impl ToXml for Element {
    fn name(&self) -> NameRef<'_> {
        self.as_ref().name().as_ref()
    }
}

/// The element's attributes and content; a parent that writes it as a child gives it its name.
impl ToElement for Element {
    fn to_element(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let Some(Node::Element(head)) = self.nodes.first() else {
            return Ok(());
        };
        writer.attributes_of(head)?;
        self.write_content(writer)
    }
}
