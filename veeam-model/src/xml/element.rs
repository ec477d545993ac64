//! Elements of any name, for content that no type declares.

use std::collections::HashMap;
use std::fmt;

use super::any_name::{Attribute, UsedPrefix};
use super::chars::is_ncname;
use super::name::XSI_NAMESPACE;
use super::reader::Event;
use super::simple::trim;
use super::{
    Error, FromElement, FromNamed, Name, NameRef, QualifiedName, Reader, ToElement, ToXml, Writer,
};

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
    pub(super) bindings: Vec<UsedPrefix>,
    /// How many nodes follow that belong to the element.
    size: usize,
    pub(super) has_text: bool,
    /// The last of these nodes is text of the element itself.
    ends_in_text: bool,
}

/// How a prefix is bound is no part of the value.
impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.size == other.size
            && same_attributes(&self.attributes, &other.attributes)
    }
}

/// Attributes have no order.
pub(super) fn same_attributes(some: &[Attribute], others: &[Attribute]) -> bool {
    fn sorted(attributes: &[Attribute]) -> Vec<(&str, &str, &str)> {
        let mut sorted = Vec::with_capacity(attributes.len());
        for attribute in attributes {
            let name = attribute.name();
            sorted.push((name.namespace(), name.local(), attribute.value()));
        }
        sorted.sort_unstable();
        sorted
    }
    some == others || (some.len() == others.len() && sorted(some) == sorted(others))
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
            ends_in_text: false,
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
                None => head.attributes.push(Attribute::new(name, value)),
            }
        }
        self
    }

    /// The element with one more child after the others.
    #[must_use]
    pub fn with_child(mut self, child: Element) -> Self {
        self.nodes.extend(child.nodes);
        close(&mut self.nodes, 0, false);
        self
    }

    /// The element with more text after what it holds.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let joins = matches!(self.nodes.first(), Some(Node::Element(head)) if head.ends_in_text);
        match self.nodes.last_mut() {
            Some(Node::Text(before)) if joins => *before = format!("{before}{text}").into(),
            _ if text.is_empty() => return self,
            _ => self.nodes.push(Node::Text(text)),
        }
        close(&mut self.nodes, 0, true);
        self
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
        reader.finish_start_tag()?;
        let mut nodes = vec![Node::Element(reader.head())];
        let mut open = vec![0];
        let mut text = TextSoFar::default();
        while let Some(&parent) = open.last() {
            if text.is_empty() {
                reader.value_at = reader.scan.pos();
            }
            match reader.event()? {
                Event::Start => {
                    text.end(&mut nodes, parent);
                    open.push(nodes.len());
                    nodes.push(Node::Element(reader.head()));
                }
                Event::Text(piece) => text.add(&piece, reader)?,
                Event::End => {
                    let ends_in_text = text.end(&mut nodes, parent);
                    close(&mut nodes, parent, ends_in_text);
                    open.pop();
                }
            }
        }
        Ok(Element { nodes })
    }

    pub(super) fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let Some(Node::Element(head)) = self.nodes.first() else {
            return Ok(());
        };
        let written = match writer.start_head(head) {
            Ok(tag) => self.write_content(writer).map(|()| tag),
            Err(error) => Err(error),
        };
        let tag = written.map_err(|error| error.within(head.name.local(), 0))?;
        writer.end(tag, head.name.as_ref())
    }

    /// Writes everything below the element itself.
    fn write_content(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let mut open = Vec::new();
        for (at, node) in self.nodes.iter().enumerate().skip(1) {
            close_ended(&mut open, at, writer)?;
            let written = match node {
                Node::Text(text) => writer.text(text.as_ref()),
                Node::Element(head) => writer
                    .start_head(head)
                    .map(|tag| open.push((at + head.size + 1, tag, head))),
            };
            written.map_err(|error| self.locate(error, at))?;
        }
        close_ended(&mut open, usize::MAX, writer)
    }

    /// Adds to an error the elements below this one that lead to the node at `at`.
    #[cold]
    fn locate(&self, error: Error, at: usize) -> Error {
        let mut steps = Vec::new();
        let (mut parent, mut before) = (self.as_ref(), 0);
        // The child that the node is in, or is.
        while let Some((child, nth, start)) = parent.child_around(at - before) {
            steps.push((child.name().local(), nth));
            (parent, before) = (child, before + start);
        }
        let outwards = steps.into_iter().rev();
        outwards.fold(error, |error, (local, nth)| error.within(local, nth))
    }
}

/// Notes that the element at `at` ends with the last node.
fn close(nodes: &mut [Node], at: usize, ends_in_text: bool) {
    let size = nodes.len() - at - 1;
    if let Some(Node::Element(head)) = nodes.get_mut(at) {
        head.size = size;
        head.has_text |= ends_in_text;
        head.ends_in_text = ends_in_text;
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

/// Text up to the next tag, which comes in pieces: CDATA sections and comments split it.
#[derive(Default)]
struct TextSoFar {
    text: String,
    prefix: Option<UsedPrefix>,
}

impl TextSoFar {
    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn add(&mut self, piece: &str, reader: &Reader<'_>) -> Result<(), Error> {
        if !piece.is_empty() {
            self.text.push_str(piece);
            reader.check_total(&self.text)?;
            self.prefix = reader.prefix_used(&self.text);
        }
        Ok(())
    }

    /// Makes a node of the text, if there is any; says whether there was.
    fn end(&mut self, nodes: &mut Vec<Node>, parent: usize) -> bool {
        if self.is_empty() {
            return false;
        }
        if let Some(Node::Element(head)) = nodes.get_mut(parent) {
            head.has_text = true;
            head.bindings.extend(self.prefix.take());
        }
        nodes.push(Node::Text(self.text.as_str().into()));
        self.text.clear();
        true
    }
}

impl<'a> Reader<'a> {
    /// The start tag read last.
    fn head(&self) -> Head {
        let name = QualifiedName::new(
            self.namespaces.shared_name(self.tag.namespace),
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
            .filter_map(|attribute| self.prefix_used_in(attribute))
            .collect();
        Head {
            name,
            attributes,
            bindings,
            size: 0,
            has_text: false,
            ends_in_text: false,
        }
    }

    /// If an attribute's value looks like a qualified name with a prefix in scope: the prefix and
    /// its namespace. In `xsi:type` a name without a prefix has one too, the empty one.
    pub(super) fn prefix_used_in(&self, attribute: &Attribute) -> Option<UsedPrefix> {
        let is_type = attribute.name == Name::new(XSI_NAMESPACE, "type");
        if is_type && is_ncname(trim(&attribute.value)) {
            let default = self.namespaces.shared_name(self.namespaces.default());
            return Some(("".into(), default));
        }
        self.prefix_used(&attribute.value)
    }

    /// If a text looks like a qualified name with a prefix in scope: the prefix and its namespace.
    fn prefix_used(&self, text: &str) -> Option<UsedPrefix> {
        /// A text that grows is looked at again and again: a long one is no name.
        const LONGEST: usize = 1024;
        if text.len() > LONGEST {
            return None;
        }
        let (prefix, local) = trim(text).split_once(':')?;
        if !(is_ncname(prefix) && is_ncname(local)) || prefix == "xml" {
            return None;
        }
        let namespace = self.namespaces.resolve(prefix)?;
        Some((prefix.into(), self.namespaces.shared_name(namespace)))
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
        let xml = super::to_string(self)
            .unwrap_or_else(|error| format!("{}, which cannot be written: {error}", self.name()));
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

    /// The child that node `at` is or is in, which of its name it is from 0, and its own number.
    fn child_around(self, at: usize) -> Option<(ElementRef<'e>, usize, usize)> {
        let mut start = 1;
        let mut before: HashMap<&str, usize> = HashMap::new();
        for content in self.content() {
            let size = match content {
                Content::Text(_) => 1,
                Content::Element(child) => {
                    let local = child.name().local();
                    if (start..start + child.nodes.len()).contains(&at) {
                        let nth = before.get(local).copied().unwrap_or(0);
                        return Some((child, nth, start));
                    }
                    *before.entry(local).or_default() += 1;
                    child.nodes.len()
                }
            };
            start += size;
        }
        None
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
        writer.rest_of_head(head)?;
        self.write_content(writer)
    }
}
