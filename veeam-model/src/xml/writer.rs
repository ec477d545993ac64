//! The writer: tags, namespaces and escaping, onto one buffer.

use std::{fmt, io};

use super::any_name::{Attribute, UsedPrefix};
use super::chars::{is_ncname, is_xml_char};
use super::element::Head;
use super::find::same;
use super::name::{XML_NAMESPACE, XMLNS_NAMESPACE};
use super::prefixes::{Binding, Prefixes, prefixes_in};
use super::write_options::Indent;
use super::xsi_type::TYPE;
use super::{
    Error, ErrorKind, Name, NameRef, QualifiedName, TextWriter, ToText, ToXml, Unknown, ValueError,
};

/// How much text a writer with a destination gathers before it passes it on.
const FLUSH_AT: usize = 32 * 1024;

/// The number of the binding of the prefix `xml`, which needs no declaration.
const XML_PREFIX: usize = usize::MAX;

/// Writes one document, for the types that derive [`ToXml`].
///
/// Only implementations of [`ToElement`](super::ToElement) and its kin meet a writer; a program
/// calls [`xml::to_string`](super::to_string()) and the other functions beside it.
pub struct Writer<'w> {
    pub(super) out: String,
    destination: Option<&'w mut dyn io::Write>,
    /// What one level of nesting is indented by; `None` writes no white space at all.
    indent: Option<Indent>,
    /// How many elements are open.
    depth: usize,
    /// The depth of the outermost open element that more white space would change.
    verbatim: usize,
    /// What was written last.
    last: Last,
    /// Where the start tag written last starts.
    pub(super) tag_at: usize,
    pub(super) prefixes: Prefixes,
    /// The depths of elements whose names have another prefix than they started with, and the
    /// numbers of its bindings.
    renamed: Vec<(usize, usize)>,
    /// How many open elements need their text to stay until they end.
    holds: usize,
}

/// What a writer wrote last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Nothing,
    /// A start tag that still lacks its `>`.
    OpenTag,
    Text,
    EndTag,
}

/// An element whose end tag is still to be written.
#[derive(Debug)]
#[must_use = "the end tag is still to be written"]
pub struct Tag {
    /// The bindings in scope around the element.
    outer_bindings: usize,
    /// The number of the binding whose prefix the name has, from 1; 0 is no prefix.
    prefix: usize,
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("out", &self.out)
            .field("depth", &self.depth)
            .finish_non_exhaustive()
    }
}

impl<'w> Writer<'w> {
    pub(super) fn new(indent: Option<Indent>) -> Self {
        Writer {
            out: String::new(),
            destination: None,
            indent,
            depth: 0,
            verbatim: usize::MAX,
            last: Last::Nothing,
            tag_at: 0,
            prefixes: Prefixes::default(),
            renamed: Vec::new(),
            holds: 0,
        }
    }

    /// A writer that passes its text on as it comes.
    pub(super) fn to_destination(
        destination: &'w mut dyn io::Write,
        indent: Option<Indent>,
    ) -> Self {
        let mut writer = Writer::new(indent);
        writer.destination = Some(destination);
        writer
    }

    /// Writes a whole document.
    pub(super) fn document<T: ToXml + ?Sized>(mut self, value: &T) -> Result<String, Error> {
        let name = value.name();
        let tag = self.start(name)?;
        value
            .to_element(&mut self)
            .map_err(|error| error.within(name.local, 0))?;
        self.end(tag, name)?;
        self.flush()?;
        Ok(self.out)
    }

    /// Writes the start tag of an element, up to its attributes.
    #[inline]
    pub(super) fn start(&mut self, name: NameRef<'_>) -> Result<Tag, Error> {
        self.before_child();
        Ok(self.start_tag(name, self.prefixes.mark()))
    }

    /// Writes the start tag of an element of any name, with its attributes.
    pub(super) fn start_head(&mut self, head: &Head) -> Result<Tag, Error> {
        check_name(&head.name)?;
        self.before_child();
        let outer_bindings = self.prefixes.mark();
        for (prefix, namespace) in &head.bindings {
            if self.prefixes.namespace_of(prefix) != Some(namespace) {
                self.prefixes.bind(prefix, namespace);
            }
        }
        let tag = self.start_tag(head.name.as_ref(), outer_bindings);
        self.rest_of_head(head)?;
        Ok(tag)
    }

    #[inline]
    fn start_tag(&mut self, name: NameRef<'_>, outer_bindings: usize) -> Tag {
        self.tag_at = self.out.len();
        self.prefixes.values.start_tag();
        self.out.push('<');
        let prefix = match same(self.prefixes.default_namespace(), name.ns) {
            true => 0,
            false => self.element_prefix(name, outer_bindings),
        };
        self.push_prefix(prefix);
        self.out.push_str(name.local);
        if self.prefixes.mark() > outer_bindings {
            self.push_bindings(outer_bindings);
        }
        self.last = Last::OpenTag;
        self.depth += 1;
        Tag {
            outer_bindings,
            prefix,
        }
    }

    /// Writes what belongs to the start tag of an element of any name besides that name, which
    /// may be another here.
    pub(super) fn rest_of_head(&mut self, head: &Head) -> Result<(), Error> {
        check_name(&head.name)?;
        if head.has_text {
            self.keep_space();
        }
        self.declare(head.bindings.iter());
        head.attributes
            .iter()
            .try_for_each(|attribute| self.any_attribute(attribute))
    }

    /// Declares prefixes that values in the open start tag use. A prefix that the tag itself uses
    /// with another meaning keeps that one.
    fn declare<'b>(&mut self, bindings: impl Iterator<Item = &'b UsedPrefix>) {
        let mut used = None;
        for (prefix, namespace) in bindings {
            let free = match self.prefixes.namespace_of(prefix) {
                Some(bound) if *bound == **namespace => continue,
                Some(_) => {
                    !self.prefixes.values.uses(prefix)
                        && !used
                            .get_or_insert_with(|| {
                                prefixes_in(self.out.get(self.tag_at..).unwrap_or(""))
                            })
                            .contains(&**prefix)
                }
                None => true,
            };
            if free {
                let mark = self.prefixes.mark();
                self.prefixes.bind(prefix, namespace);
                self.push_bindings(mark);
            }
        }
    }

    /// Writes the end tag of an element.
    #[inline]
    pub(super) fn end(&mut self, tag: Tag, name: NameRef<'_>) -> Result<(), Error> {
        let depth = self.depth;
        self.depth -= 1;
        let renamed = self.renamed.pop_if(|(renamed, _)| *renamed == depth);
        if self.last == Last::OpenTag {
            self.out.push_str("/>");
        } else {
            if self.last == Last::EndTag {
                self.break_line(depth);
            }
            self.out.push_str("</");
            self.push_prefix(renamed.map_or(tag.prefix, |(_, prefix)| prefix));
            self.out.push_str(name.local);
            self.out.push('>');
        }
        self.last = Last::EndTag;
        if self.verbatim == depth {
            self.verbatim = usize::MAX;
        }
        self.prefixes.take_back(tag.outer_bindings);
        match self.destination.is_some() && self.out.len() >= FLUSH_AT && self.holds == 0 {
            true => self.flush(),
            false => Ok(()),
        }
    }

    /// How much text there is that has not been passed on.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Makes room for the items that are left of a list that makes most of the text, so that it is
    /// not copied again and again while it grows. `written` of them have been, from `start` on.
    #[inline]
    pub(super) fn make_room<T>(&mut self, start: usize, written: usize, left: &[T]) {
        if written.is_power_of_two() && left.len() > written && self.destination.is_none() {
            self.make_room_for(start, written, left.len(), size_of_val(left));
        }
    }

    #[inline(never)]
    fn make_room_for(&mut self, start: usize, written: usize, left: usize, size: usize) {
        /// How much text there may be to what a value takes in memory: those that come may be
        /// smaller than those that came.
        const MOST: usize = 4;
        let length = self.out.len();
        let item = length.saturating_sub(start).div_ceil(written);
        let expected = item.saturating_mul(left).min(size.saturating_mul(MOST));
        // Less than twice the length at a time would copy the text too often.
        if expected > length {
            // Without the room, the text grows as it needs to.
            let _ = self
                .out
                .try_reserve_exact(expected.saturating_add(expected / 16));
        }
    }

    /// Keeps all text from here on, until it is released.
    pub(super) fn hold(&mut self) {
        self.holds += 1;
    }

    /// Takes a [`Writer::hold`] back.
    pub(super) fn release(&mut self) {
        self.holds -= 1;
    }

    /// Ends the start tag that is open, if one is, because a child comes next; says where the child's
    /// text will start.
    pub(super) fn close_start_tag(&mut self) -> usize {
        if self.last == Last::OpenTag {
            self.out.push('>');
            // A line is started after it as after an end tag.
            self.last = Last::EndTag;
        }
        self.out.len()
    }

    fn flush(&mut self) -> Result<(), Error> {
        if let Some(destination) = &mut self.destination {
            destination.write_all(self.out.as_bytes())?;
            self.out.clear();
        }
        Ok(())
    }

    /// Writes an attribute of the element whose start tag was just written.
    ///
    /// # Errors
    /// When the value has no form in XML.
    #[inline(always)]
    pub fn attribute<T: ToText + ?Sized>(&mut self, name: Name, value: &T) -> Result<(), Error> {
        self.any_named_attribute(name.into(), value)
    }

    #[inline(always)]
    fn any_named_attribute<T: ToText + ?Sized>(
        &mut self,
        name: NameRef<'_>,
        value: &T,
    ) -> Result<(), Error> {
        let start = self.out.len();
        self.attribute_name(name);
        self.out.push_str("=\"");
        let value_at = self.out.len();
        let mut text =
            TextWriter::for_attribute(&mut self.out).with_prefixes(Some(&mut self.prefixes));
        value
            .to_text(&mut text)
            .map_err(|error| unwritable(error).in_attribute(name.local))?;
        if !name.ns.is_empty() {
            self.heed_space(name, value_at);
        }
        self.out.push('"');
        if self.prefixes.values.has_needs() {
            self.meet_needs(start);
        }
        Ok(())
    }

    /// Source: XML 1.0, section 2.10.
    #[cold]
    fn heed_space(&mut self, name: NameRef<'_>, value_at: usize) {
        let is_space = name.ns == XML_NAMESPACE && name.local == "space";
        if is_space && self.out.get(value_at..) == Some("preserve") {
            self.keep_space();
        }
    }

    /// Adds no white space to the element that is open.
    #[inline]
    pub(super) fn keep_space(&mut self) {
        self.verbatim = self.verbatim.min(self.depth);
    }

    fn any_attribute(&mut self, attribute: &Attribute) -> Result<(), Error> {
        let name = attribute.name();
        check_name(name)?;
        if *name == Name::new("", "xmlns") {
            return Err(no_name(name));
        }
        self.any_named_attribute(name.as_ref(), attribute.value())
    }

    /// Writes the attributes that the type of the element whose start tag was just written does
    /// not declare.
    ///
    /// # Errors
    /// When a value has no form in XML.
    #[inline]
    pub fn unknown_attributes(&mut self, unknown: &Unknown) -> Result<(), Error> {
        match unknown.attributes() {
            [] => Ok(()),
            attributes => self.attributes_of_any_name(attributes),
        }
    }

    /// Writes attributes of any name, each of which must be there once.
    #[cold]
    pub(super) fn attributes_of_any_name(&mut self, attributes: &[Attribute]) -> Result<(), Error> {
        let bindings = attributes.iter().filter_map(Attribute::binding);
        self.declare(bindings.clone());
        bindings.for_each(|(prefix, _)| self.prefixes.values.add(prefix));
        attributes
            .iter()
            .try_for_each(|attribute| self.any_attribute(attribute))
    }

    /// Removes from the open start tag another attribute of the name of the last one, which starts at
    /// `start`: what an element said of itself before its value was changed.
    pub(super) fn take_back_attribute(&mut self, start: usize) {
        let (before, last) = self.out.split_at_checked(start).unwrap_or_default();
        // Quotes are escaped in values: this is no part of one.
        let tag = self.tag_at;
        let name = last.find('"').and_then(|quote| last.get(..=quote));
        let found = name.and_then(|name| Some((before.get(tag..)?.find(name)?, name.len())));
        if let Some((at, length)) = found {
            let value = tag + at + length;
            let end = before.get(value..).and_then(|rest| rest.find('"'));
            let end = end.map_or(value, |quote| value + quote + 1);
            self.out.replace_range(tag + at..end, "");
        }
    }

    /// Declares a prefix in the start tag that was just written, unless it has a meaning already.
    pub fn prefix(&mut self, prefix: &'static str, namespace: &'static str) {
        if self.prefixes.is_free(prefix) && !namespace.is_empty() {
            let mark = self.prefixes.mark();
            self.prefixes.bind(prefix, namespace);
            self.push_bindings(mark);
        }
    }

    /// Says of the element whose start tag was just written that it is of this type.
    ///
    /// # Errors
    /// When the destination fails.
    pub fn xsi_type(&mut self, name: Name) -> Result<(), Error> {
        let uses_default = self.prefixes.values.uses("");
        self.attribute(TYPE, &name)?;
        if !uses_default {
            self.prefixes.values.let_type_leave_default();
        }
        Ok(())
    }

    #[inline(always)]
    fn attribute_name(&mut self, name: NameRef<'_>) {
        if name.ns.is_empty() {
            self.out.push(' ');
            self.out.push_str(name.local);
            return;
        }
        let prefix = self.attribute_prefix(name);
        self.out.push(' ');
        self.push_prefix(prefix);
        self.out.push_str(name.local);
    }

    /// Writes text into the element that is open.
    ///
    /// # Errors
    /// When the value has no form in XML.
    #[inline]
    pub fn text<T: ToText + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.keep_space();
        let open = self.last == Last::OpenTag;
        if open {
            self.out.push('>');
        }
        let before = self.out.len();
        // Text that the output ends with may become part of a `]]>`.
        let start = match self.last {
            Last::Text => before.saturating_sub(2),
            _ => before,
        };
        let mut text = TextWriter::for_text(&mut self.out, start)
            .with_prefixes(open.then_some(&mut self.prefixes));
        value.to_text(&mut text).map_err(unwritable)?;
        if open && self.out.len() == before {
            // No text: the tag may still become an empty-element tag.
            self.out.pop();
        } else {
            self.last = Last::Text;
        }
        if self.prefixes.values.has_needs() {
            self.meet_needs(before - 1);
        }
        Ok(())
    }

    /// Gives the element that is open another prefix, by the number of its binding.
    pub(super) fn rename(&mut self, prefix: usize) {
        self.renamed.push((self.depth, prefix));
    }

    #[inline]
    fn before_child(&mut self) {
        if self.last == Last::OpenTag {
            self.out.push('>');
        }
        if matches!(self.last, Last::OpenTag | Last::EndTag) {
            self.break_line(self.depth);
        }
    }

    /// Starts a line for a tag within the element at a depth, if white space is no change there.
    #[inline]
    fn break_line(&mut self, depth: usize) {
        if self.indent.is_some() && depth < self.verbatim {
            self.start_line();
        }
    }

    #[inline(never)]
    fn start_line(&mut self) {
        self.out.push('\n');
        if let Some(indent) = self.indent {
            indent.write(self.depth, &mut self.out);
        }
    }

    /// The binding for an element's name that is not in the default namespace.
    #[cold]
    fn element_prefix(&mut self, name: NameRef<'_>, outer_bindings: usize) -> usize {
        if name.ns == XML_NAMESPACE {
            return XML_PREFIX;
        }
        if name.ns.is_empty() {
            self.prefixes.bind("", "");
            return 0;
        }
        if let Some(number) = self.prefixes.of_namespace(name.ns) {
            return number;
        }
        if self.prefixes.is_free(name.prefix) {
            return self.prefixes.bind(name.prefix, name.ns);
        }
        // A prefix that this very start tag binds already must keep its meaning.
        let bound_here = self.prefixes.since(outer_bindings);
        if bound_here.iter().any(|binding| binding.prefix.is_empty()) {
            return self.prefixes.bind(&self.prefixes.fresh(), name.ns);
        }
        self.prefixes.bind("", name.ns);
        0
    }

    /// The binding for an attribute's name in a namespace, which always needs a prefix.
    #[cold]
    fn attribute_prefix(&mut self, name: NameRef<'_>) -> usize {
        if name.ns == XML_NAMESPACE {
            return XML_PREFIX;
        }
        if let Some(number) = self.prefixes.of_namespace(name.ns) {
            return number;
        }
        let mark = self.prefixes.mark();
        let number = self.prefixes.declare(name);
        self.push_bindings(mark);
        number
    }

    #[inline]
    fn push_prefix(&mut self, number: usize) {
        if number != 0 {
            let prefix = match number {
                XML_PREFIX => "xml",
                number => self.prefixes.prefix(number),
            };
            self.out.push_str(prefix);
            self.out.push(':');
        }
    }

    /// Writes the declarations of the bindings from `first` on.
    #[inline(never)]
    fn push_bindings(&mut self, first: usize) {
        push_bindings(&mut self.out, self.prefixes.since(first));
    }
}

/// Writes declarations.
pub(super) fn push_bindings(out: &mut String, bindings: &[Binding]) {
    for binding in bindings {
        out.push_str(match binding.prefix.is_empty() {
            true => " xmlns",
            false => " xmlns:",
        });
        out.push_str(&binding.prefix);
        out.push_str("=\"");
        escape_name(out, &binding.namespace);
        out.push('"');
    }
}

/// Escapes a namespace name, which is known to hold no forbidden character.
fn escape_name(out: &mut String, namespace: &str) {
    TextWriter::for_attribute(out)
        .write_str(namespace)
        .unwrap_or_default();
}

/// Refuses a name made by hand that XML cannot hold.
fn check_name(name: &QualifiedName) -> Result<(), Error> {
    let namespace = name.namespace();
    let sound = is_ncname(name.local())
        && namespace.chars().all(is_xml_char)
        && namespace != XMLNS_NAMESPACE;
    if sound { Ok(()) } else { Err(no_name(name)) }
}

#[cold]
fn no_name(name: &QualifiedName) -> Error {
    let what = format!(
        "{:?} is no name for an element or attribute",
        name.to_string()
    );
    Error::unplaced(ErrorKind::Unwritable(what.into()))
}

#[cold]
fn unwritable(error: ValueError) -> Error {
    Error::unplaced(ErrorKind::Unwritable(error.into_expected()))
}
