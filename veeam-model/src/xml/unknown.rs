//! Content that a type does not declare, kept to be written back.

use std::fmt;

use super::any_name::Attribute;
use super::child_order::Chunks;
use super::element::{Element, same_attributes};
use super::{Error, NameRef, Tag, Writer};

/// The elements and attributes of an element that its type does not declare, each with its place
/// among the declared ones.
///
/// It also remembers the order of the declared ones, where that is not schema order, so that they are
/// written back in it: `xs:all` allows any, and servers that know a newer schema have their own.
///
/// A type keeps them in a field marked `#[xml(unknown)]`, as every generated type does: a document
/// from a newer server that is read, changed and written back loses nothing.
///
/// ```
/// use veeam_model::{EntityRef, xml};
///
/// let body = r#"<EntityRef xmlns="http://www.veeam.com/ent/v1.0" UID="u" Name="n" Href="h" Type="t"><Links/><Weight>3</Weight></EntityRef>"#;
/// let entity: EntityRef = xml::from_str(body)?;
/// let weight = entity.unknown.elements().next().expect("the document has one");
/// assert_eq!((weight.name().local(), weight.text().as_str()), ("Weight", "3"));
/// assert!(xml::to_string(&entity)?.contains("<Links/><Weight>3</Weight>"));
/// # Ok::<(), xml::Error>(())
/// ```
///
/// An empty one takes one pointer and no memory of its own.
#[derive(Clone, Default, PartialEq)]
pub struct Unknown(Option<Box<Content>>);

#[derive(Clone, Default)]
struct Content {
    attributes: Vec<Attribute>,
    entries: Vec<Entry>,
    /// The children from the first on that was not in schema order, each by its index in that.
    order: Vec<usize>,
    /// The element was empty, so that its value is that of the schema.
    empty: bool,
}

/// Attributes have no order.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        same_attributes(&self.attributes, &other.attributes)
            && self.entries == other.entries
            && self.order == other.order
            && self.empty == other.empty
    }
}

#[derive(Clone, PartialEq)]
struct Entry {
    /// The place after a declared child: 0 before all, else the child's index in schema order
    /// plus 1.
    place: usize,
    /// After which of the children for one field, from 0.
    nth: usize,
    node: Node,
}

#[derive(Clone, PartialEq)]
enum Node {
    /// An element that stands after the child.
    After(Element),
    /// What is unknown within the child, if that is of a type that has no place for it: a simple
    /// type or a wrapper.
    Inside(Unknown),
}

impl Entry {
    fn key(&self) -> (usize, usize) {
        (self.place, self.nth)
    }
}

impl Unknown {
    /// Whether nothing is kept.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Forgets everything unknown.
    pub fn clear(&mut self) {
        self.0 = None;
    }

    /// The attributes that the type does not declare, in document order.
    pub fn attributes(&self) -> &[Attribute] {
        self.0.as_ref().map_or(&[], |content| &content.attributes)
    }

    /// The elements that the type does not declare, in the order in which they are written.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.entries().iter().filter_map(|entry| match &entry.node {
            Node::After(element) => Some(element),
            Node::Inside(_) => None,
        })
    }

    /// Adds an element after everything else.
    pub fn push(&mut self, element: Element) {
        self.push_after(usize::MAX, 0, element);
    }

    fn entries(&self) -> &[Entry] {
        self.0.as_ref().map_or(&[], |content| &content.entries)
    }

    fn content(&mut self) -> &mut Content {
        self.0.get_or_insert_default()
    }

    /// Forgets in which order the declared children came: they are written in schema order.
    ///
    /// ```
    /// use veeam_model::{FromXml, ToXml, xml};
    ///
    /// #[derive(FromXml, ToXml)]
    /// struct Point {
    ///     x: i32,
    ///     y: i32,
    ///     #[xml(unknown)]
    ///     unknown: xml::Unknown,
    /// }
    ///
    /// let text = "<Point><y>2</y><x>1</x></Point>";
    /// let mut point: Point = xml::from_str(text)?;
    /// assert_eq!(xml::to_string(&point)?, text);
    /// point.unknown.forget_order();
    /// assert_eq!(xml::to_string(&point)?, "<Point><x>1</x><y>2</y></Point>");
    /// # Ok::<(), xml::Error>(())
    /// ```
    pub fn forget_order(&mut self) {
        if let Some(content) = &mut self.0 {
            content.order = Vec::new();
            if content.attributes.is_empty() && content.entries.is_empty() && !content.empty {
                self.0 = None;
            }
        }
    }

    /// Notes that the child at this index in schema order comes next, once one was out of order.
    #[cold]
    pub(super) fn push_order(&mut self, index: usize) {
        self.content().order.push(index);
    }

    /// Notes that the element is empty where its type has a default value.
    #[cold]
    pub(super) fn note_empty(&mut self) {
        self.content().empty = true;
    }

    #[cold]
    pub(super) fn push_attribute(&mut self, attribute: Attribute) {
        self.content().attributes.push(attribute);
    }

    /// The attributes, for a field that holds those of any name; only the elements stay.
    pub fn take_attributes(&mut self) -> Vec<Attribute> {
        let Some(content) = &mut self.0 else {
            return Vec::new();
        };
        let attributes = std::mem::take(&mut content.attributes);
        if content.entries.is_empty() && content.order.is_empty() && !content.empty {
            self.0 = None;
        }
        attributes
    }

    #[cold]
    pub(super) fn push_after(&mut self, place: usize, nth: usize, element: Element) {
        self.push_entry(place, nth, Node::After(element));
    }

    #[cold]
    pub(super) fn push_inside(&mut self, place: usize, nth: usize, unknown: Unknown) {
        self.push_entry(place, nth, Node::Inside(unknown));
    }

    fn push_entry(&mut self, place: usize, nth: usize, node: Node) {
        // Before all children there are none to count.
        let nth = if place == 0 { 0 } else { nth };
        self.content().entries.push(Entry { place, nth, node });
    }

    /// Brings the entries into the order in which they are written, once all are there: the
    /// children of a document need not be in schema order.
    #[inline]
    pub(super) fn settle(&mut self) {
        if let Some(content) = &mut self.0 {
            content.entries.sort_by_key(Entry::key);
        }
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_set();
        map.entries(self.attributes());
        for entry in self.entries() {
            match &entry.node {
                Node::After(element) => map.entry(&format_args!("{element:?}")),
                Node::Inside(unknown) => {
                    map.entry(&format_args!("in child {}: {unknown:?}", entry.place))
                }
            };
        }
        map.finish()
    }
}

/// Writes the children of one element, and the unknown elements in their places among them.
#[derive(Debug)]
pub struct Cursor<'u> {
    entries: &'u [Entry],
    /// Where the children are that did not come in schema order.
    chunks: Option<Chunks<'u>>,
    /// What is unknown within the child that is being written.
    inside: Option<&'u Unknown>,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Entry")
            .field(&self.place)
            .field(&self.nth)
            .finish()
    }
}

impl<'u> Cursor<'u> {
    /// For an element with this unknown content.
    #[inline]
    pub fn new(unknown: &'u Unknown) -> Self {
        let order = unknown.0.as_ref().map_or(&[][..], |content| &content.order);
        Cursor {
            entries: unknown.entries(),
            chunks: Chunks::new(order),
            inside: None,
        }
    }

    /// For an element of a type that keeps no unknown content.
    #[inline]
    pub fn none() -> Self {
        Cursor {
            entries: &[],
            chunks: None,
            inside: None,
        }
    }

    /// Writes the unknown elements that come before the declared child at `index` in schema order,
    /// the `nth` for its field.
    #[inline]
    pub(super) fn go_to(
        &mut self,
        index: usize,
        nth: usize,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        match self.entries.is_empty() {
            true => Ok(()),
            false => self.write_before(Some((index + 1, nth)), writer),
        }
    }

    /// Writes the start tag of the declared child at `index` in schema order, the `nth` for its
    /// field.
    #[inline]
    pub(super) fn start(
        &mut self,
        name: NameRef<'_>,
        index: usize,
        nth: usize,
        writer: &mut Writer<'_>,
    ) -> Result<Tag, Error> {
        if self.entries.is_empty() && self.chunks.is_none() {
            return writer.start(name);
        }
        self.start_among_unknown(name, (index + 1, nth), writer)
    }

    #[cold]
    fn start_among_unknown(
        &mut self,
        name: NameRef<'_>,
        key: (usize, usize),
        writer: &mut Writer<'_>,
    ) -> Result<Tag, Error> {
        self.write_before(Some(key), writer)?;
        if let Some(chunks) = &mut self.chunks {
            if chunks.is_empty() {
                writer.hold();
            }
            chunks.start(key.0 - 1, writer.close_start_tag());
        }
        let tag = writer.start(name)?;
        if let Some((entry, rest)) = self.entries.split_first()
            && let Node::Inside(unknown) = &entry.node
            && entry.key() == key
        {
            writer.unknown_attributes(unknown)?;
            self.inside = Some(unknown);
            self.entries = rest;
        }
        Ok(tag)
    }

    /// Whether the child whose start tag was just written came empty.
    pub(super) fn was_empty(&self) -> bool {
        let content = self.inside.and_then(|unknown| unknown.0.as_ref());
        content.is_some_and(|content| content.empty)
    }

    /// What is unknown within the child whose start tag was just written, for the writer of its
    /// own children.
    pub(super) fn inside(&mut self) -> Cursor<'u> {
        match self.inside.take() {
            Some(unknown) => Cursor::new(unknown),
            None => Cursor::none(),
        }
    }

    /// Writes the child's end tag.
    #[inline]
    pub(super) fn end(
        &mut self,
        tag: Tag,
        name: NameRef<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        if self.inside.is_some() {
            self.inside().finish(writer)?;
        }
        writer.end(tag, name)
    }

    /// Writes the unknown elements that come last; the element's end tag comes next.
    ///
    /// # Errors
    /// When a value has no form in XML, or the writer's destination fails.
    #[inline]
    pub fn finish(mut self, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self.entries.is_empty() && self.chunks.is_none() {
            true => Ok(()),
            false => self.finish_among_unknown(writer),
        }
    }

    #[cold]
    fn finish_among_unknown(&mut self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.write_before(None, writer)?;
        if let Some(chunks) = self.chunks.take()
            && !chunks.is_empty()
        {
            chunks.reorder(&mut writer.out);
            writer.release();
        }
        Ok(())
    }

    /// Writes the unknown elements that come before the child at `key`, or all. What was unknown
    /// within a child that is no longer there goes with it.
    #[cold]
    fn write_before(
        &mut self,
        key: Option<(usize, usize)>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Error> {
        while let Some((entry, rest)) = self.entries.split_first() {
            if key.is_some_and(|key| entry.key() >= key) {
                break;
            }
            if let Node::After(element) = &entry.node {
                element.write(writer)?;
            }
            self.entries = rest;
        }
        Ok(())
    }
}
