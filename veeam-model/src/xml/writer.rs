//! The writer: tags, namespaces and escaping, onto one buffer.

use std::{fmt, io};

use super::chars::is_xml_char;
use super::element::{Attribute, Head};
use super::find::{find_stop, pass_wide};
use super::name::{XML_NAMESPACE, XSI_NAMESPACE};
use super::{Error, ErrorKind, Name, NameRef, ToText, ToXml, Unknown, ValueError};

/// How much text a writer with a destination gathers before it passes it on.
const FLUSH_AT: usize = 32 * 1024;

/// The number of the binding of the prefix `xml`, which needs no declaration.
const XML_PREFIX: usize = usize::MAX;

/// Writes one document, for the types that derive [`ToXml`].
///
/// Only implementations of [`ToElement`](super::ToElement) and its kin meet a writer; a program
/// calls [`xml::to_string`](super::to_string()) and the other functions beside it.
pub struct Writer<'w> {
    out: String,
    destination: Option<&'w mut dyn io::Write>,
    /// What one level of nesting is indented by; `None` writes no white space at all.
    indent: Option<&'static str>,
    depth: usize,
    /// Within how many elements of mixed content the writer is: white space would change them.
    verbatim: usize,
    /// What was written last.
    last: Last,
    bindings: Vec<Binding>,
    /// The number of the binding of the default namespace, from 1; 0 is none.
    default: usize,
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

#[derive(Debug)]
struct Binding {
    prefix: Box<str>,
    namespace: Box<str>,
    /// The default namespace around it.
    outer_default: usize,
}

/// An element whose end tag is still to be written.
#[derive(Debug)]
#[must_use = "the end tag is still to be written"]
pub struct Tag {
    /// The bindings in scope around the element.
    outer_bindings: usize,
    /// The number of the binding whose prefix the name has, from 1; 0 is no prefix.
    prefix: usize,
    verbatim: bool,
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
    pub(super) fn new(indent: Option<&'static str>) -> Self {
        Writer {
            out: String::new(),
            destination: None,
            indent,
            depth: 0,
            verbatim: 0,
            last: Last::Nothing,
            bindings: Vec::new(),
            default: 0,
        }
    }

    /// A writer that passes its text on as it comes.
    pub(super) fn to_destination(destination: &'w mut dyn io::Write) -> Self {
        let mut writer = Writer::new(None);
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
        let outer_bindings = self.bindings.len();
        self.out.push('<');
        let prefix = match self.default_namespace() == name.ns {
            true => 0,
            false => self.element_prefix(name),
        };
        self.push_prefix(prefix);
        self.out.push_str(name.local);
        self.push_bindings(outer_bindings);
        self.last = Last::OpenTag;
        self.depth += 1;
        Ok(Tag {
            outer_bindings,
            prefix,
            verbatim: false,
        })
    }

    /// Writes the start tag of an element of any name, with its attributes.
    pub(super) fn start_head(&mut self, head: &Head) -> Result<Tag, Error> {
        self.before_child();
        let outer_bindings = self.bindings.len();
        for (prefix, namespace) in &head.bindings {
            if self
                .binding(prefix)
                .is_none_or(|bound| *bound.namespace != **namespace)
            {
                self.bind(prefix, namespace);
            }
        }
        self.out.push('<');
        let name = head.name.as_ref();
        let prefix = match self.default_namespace() == name.ns {
            true => 0,
            false => self.element_prefix(name),
        };
        self.push_prefix(prefix);
        self.out.push_str(name.local);
        self.push_bindings(outer_bindings);
        self.last = Last::OpenTag;
        self.depth += 1;
        self.verbatim += usize::from(head.has_text);
        self.attributes_of(head)?;
        Ok(Tag {
            outer_bindings,
            prefix,
            verbatim: head.has_text,
        })
    }

    /// Writes the attributes of an element of any name.
    pub(super) fn attributes_of(&mut self, head: &Head) -> Result<(), Error> {
        head.attributes
            .iter()
            .try_for_each(|attribute| self.any_attribute(attribute))
    }

    /// Writes the end tag of an element.
    #[inline]
    pub(super) fn end(&mut self, tag: Tag, name: NameRef<'_>) -> Result<(), Error> {
        self.depth -= 1;
        if self.last == Last::OpenTag {
            self.out.push_str("/>");
        } else {
            if self.last == Last::EndTag {
                self.break_line();
            }
            self.out.push_str("</");
            self.push_prefix(tag.prefix);
            self.out.push_str(name.local);
            self.out.push('>');
        }
        self.last = Last::EndTag;
        self.verbatim -= usize::from(tag.verbatim);
        if self.bindings.len() > tag.outer_bindings {
            self.take_back(tag.outer_bindings);
        }
        match self.destination.is_some() && self.out.len() >= FLUSH_AT {
            true => self.flush(),
            false => Ok(()),
        }
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
    #[inline]
    pub fn attribute<T: ToText + ?Sized>(&mut self, name: Name, value: &T) -> Result<(), Error> {
        self.attribute_name(name.into());
        self.out.push_str("=\"");
        let mut text = TextWriter {
            out: &mut self.out,
            place: Place::Attribute,
        };
        value
            .to_text(&mut text)
            .map_err(|error| unwritable(error).in_attribute(name.local))?;
        self.out.push('"');
        Ok(())
    }

    fn any_attribute(&mut self, attribute: &Attribute) -> Result<(), Error> {
        let name = attribute.name();
        self.attribute_name(name.as_ref());
        self.out.push_str("=\"");
        let mut text = TextWriter {
            out: &mut self.out,
            place: Place::Attribute,
        };
        text.write_str(attribute.value())
            .map_err(|error| unwritable(error).in_attribute(name.local()))?;
        self.out.push('"');
        Ok(())
    }

    /// Writes the attributes that the type of the element whose start tag was just written does
    /// not declare.
    ///
    /// # Errors
    /// When a value has no form in XML.
    #[inline]
    pub fn unknown_attributes(&mut self, unknown: &Unknown) -> Result<(), Error> {
        unknown
            .attributes()
            .iter()
            .try_for_each(|attribute| self.any_attribute(attribute))
    }

    #[inline]
    fn attribute_name(&mut self, name: NameRef<'_>) {
        let prefix = match name.ns.is_empty() {
            true => 0,
            false => self.attribute_prefix(name),
        };
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
        let open = self.last == Last::OpenTag;
        if open {
            self.out.push('>');
        }
        let before = self.out.len();
        let mut text = TextWriter {
            out: &mut self.out,
            place: Place::Text(before),
        };
        value.to_text(&mut text).map_err(unwritable)?;
        if open && self.out.len() == before {
            // No text: the tag may still become an empty-element tag.
            self.out.pop();
        } else {
            self.last = Last::Text;
        }
        Ok(())
    }

    #[inline]
    fn before_child(&mut self) {
        if self.last == Last::OpenTag {
            self.out.push('>');
        }
        if matches!(self.last, Last::OpenTag | Last::EndTag) {
            self.break_line();
        }
    }

    #[inline]
    fn break_line(&mut self) {
        if let Some(indent) = self.indent
            && self.verbatim == 0
        {
            self.out.push('\n');
            for _ in 0..self.depth {
                self.out.push_str(indent);
            }
        }
    }

    #[inline]
    fn default_namespace(&self) -> &str {
        self.numbered(self.default)
            .map_or("", |binding| &binding.namespace)
    }

    /// The binding of a number from 1.
    #[inline]
    fn numbered(&self, number: usize) -> Option<&Binding> {
        self.bindings.get(number.checked_sub(1)?)
    }

    fn binding(&self, prefix: &str) -> Option<&Binding> {
        self.bindings
            .iter()
            .rev()
            .find(|binding| *binding.prefix == *prefix)
    }

    /// Binds a prefix, or with an empty one the default namespace; the number of the binding.
    fn bind(&mut self, prefix: &str, namespace: &str) -> usize {
        let outer_default = self.default;
        self.bindings.push(Binding {
            prefix: prefix.into(),
            namespace: namespace.into(),
            outer_default,
        });
        let number = self.bindings.len();
        if prefix.is_empty() {
            self.default = number;
        }
        number
    }

    #[cold]
    fn take_back(&mut self, outer_bindings: usize) {
        if let Some(first) = self.bindings.get(outer_bindings) {
            self.default = first.outer_default;
        }
        self.bindings.truncate(outer_bindings);
    }

    /// The binding for an element's name that is not in the default namespace.
    #[cold]
    fn element_prefix(&mut self, name: NameRef<'_>) -> usize {
        if name.ns == XML_NAMESPACE {
            return XML_PREFIX;
        }
        if name.ns.is_empty() {
            self.bind("", "");
            return 0;
        }
        match self.prefix_in_scope(name.ns) {
            Some(number) => number,
            // A prefix that this very start tag binds already must keep its meaning.
            None if name.prefix.is_empty() || self.binding(name.prefix).is_some() => {
                self.bind("", name.ns);
                0
            }
            None => self.bind(name.prefix, name.ns),
        }
    }

    /// The binding for an attribute's name in a namespace, which always needs a prefix.
    #[cold]
    fn attribute_prefix(&mut self, name: NameRef<'_>) -> usize {
        if name.ns == XML_NAMESPACE {
            return XML_PREFIX;
        }
        if let Some(number) = self.prefix_in_scope(name.ns) {
            return number;
        }
        let wish = match name.prefix {
            "" if name.ns == XSI_NAMESPACE => "xsi",
            prefix => prefix,
        };
        let prefix = match wish.is_empty() || self.binding(wish).is_some() {
            false => wish.to_owned(),
            true => self.fresh_prefix(),
        };
        let first = self.bindings.len();
        let number = self.bind(&prefix, name.ns);
        self.push_bindings(first);
        number
    }

    fn fresh_prefix(&self) -> String {
        let mut number = self.bindings.len();
        loop {
            number += 1;
            let prefix = format!("ns{number}");
            if self.binding(&prefix).is_none() {
                return prefix;
            }
        }
    }

    /// A binding of a prefix to the namespace that no later one hides.
    fn prefix_in_scope(&self, namespace: &str) -> Option<usize> {
        let bound =
            |binding: &Binding| !binding.prefix.is_empty() && *binding.namespace == *namespace;
        let hidden = |at: usize, prefix: &str| {
            self.bindings
                .iter()
                .skip(at + 1)
                .any(|later| *later.prefix == *prefix)
        };
        let mut candidates = self.bindings.iter().enumerate().rev();
        candidates
            .find(|(at, binding)| bound(binding) && !hidden(*at, &binding.prefix))
            .map(|(at, _)| at + 1)
    }

    #[inline]
    fn push_prefix(&mut self, number: usize) {
        if number != 0 {
            let prefix = match number {
                XML_PREFIX => "xml",
                number => self
                    .bindings
                    .get(number - 1)
                    .map_or("", |binding| &binding.prefix),
            };
            self.out.push_str(prefix);
            self.out.push(':');
        }
    }

    /// Writes the declarations of the bindings from `first` on.
    #[inline]
    fn push_bindings(&mut self, first: usize) {
        for binding in self.bindings.get(first..).unwrap_or_default() {
            self.out.push_str(if binding.prefix.is_empty() {
                " xmlns"
            } else {
                " xmlns:"
            });
            self.out.push_str(&binding.prefix);
            self.out.push_str("=\"");
            escape_name(&mut self.out, &binding.namespace);
            self.out.push('"');
        }
    }
}

/// Escapes a namespace name. One that was read holds no forbidden character; of one that was made
/// by hand such a character is left out, as no escape stands for it.
fn escape_name(out: &mut String, namespace: &str) {
    let allowed: String = namespace.chars().filter(|c| is_xml_char(*c)).collect();
    let mut text = TextWriter {
        out,
        place: Place::Attribute,
    };
    text.write_str(&allowed).unwrap_or_default();
}

#[cold]
fn unwritable(error: ValueError) -> Error {
    Error::unplaced(ErrorKind::Unwritable(error.into_expected()))
}

/// Takes the text of a value and escapes what must be escaped in its place; [`ToText`] is given
/// one.
#[derive(Debug)]
pub struct TextWriter<'t> {
    out: &'t mut String,
    place: Place,
}

/// Where text goes.
#[derive(Clone, Copy, Debug)]
enum Place {
    Attribute,
    /// Between tags; the text starts at this length of the output.
    Text(usize),
}

impl TextWriter<'_> {
    /// Writes text that needs no escaping: neither `<`, `>`, `&`, quotes, nor control characters.
    #[inline]
    pub(crate) fn write_plain(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes text.
    ///
    /// # Errors
    /// When it holds a character that XML does not allow, even escaped.
    ///
    /// Source: XML 1.0, sections 2.2, 2.4 and 3.3.3.
    #[inline]
    pub fn write_str(&mut self, text: &str) -> Result<(), ValueError> {
        let third = match self.place {
            Place::Attribute => b'"',
            Place::Text(_) => b'>',
        };
        let bytes = text.as_bytes();
        // What is before `written` is in the output; what is before `at` may go there as it is.
        let (mut written, mut at) = (0, 0);
        loop {
            at = find_stop(bytes, at, [b'&', b'<', third]);
            let wide_end = pass_wide(bytes, at);
            if wide_end > at {
                at = wide_end;
                continue;
            }
            self.out.push_str(text.get(written..at).unwrap_or_default());
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                return Ok(());
            };
            self.write_special(c)?;
            at += c.len_utf8();
            written = at;
        }
    }

    /// Writes a character that may need escaping.
    fn write_special(&mut self, c: char) -> Result<(), ValueError> {
        match (c, self.place) {
            ('&', _) => self.out.push_str("&amp;"),
            ('<', _) => self.out.push_str("&lt;"),
            ('"', Place::Attribute) => self.out.push_str("&quot;"),
            ('>', Place::Text(start))
                if self
                    .out
                    .get(start..)
                    .is_some_and(|text| text.ends_with("]]")) =>
            {
                self.out.push_str("&gt;");
            }
            ('\r', _) => self.out.push_str("&#13;"),
            ('\n', Place::Attribute) => self.out.push_str("&#10;"),
            ('\t', Place::Attribute) => self.out.push_str("&#9;"),
            (c, _) if is_xml_char(c) => self.out.push(c),
            (c, _) => return Err(forbidden(c)),
        }
        Ok(())
    }

    /// Writes what a value prints as.
    ///
    /// # Errors
    /// When it holds a character that XML does not allow, even escaped.
    pub fn write_display(&mut self, value: impl fmt::Display) -> Result<(), ValueError> {
        struct Adapter<'a, 't>(&'a mut TextWriter<'t>, Option<ValueError>);
        impl fmt::Write for Adapter<'_, '_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                self.0.write_str(text).map_err(|error| {
                    self.1 = Some(error);
                    fmt::Error
                })
            }
        }
        let mut adapter = Adapter(self, None);
        match fmt::write(&mut adapter, format_args!("{value}")) {
            Ok(()) => Ok(()),
            Err(fmt::Error) => Err(adapter
                .1
                .unwrap_or_else(|| ValueError::expected("the value failed to print itself"))),
        }
    }
}

#[cold]
fn forbidden(c: char) -> ValueError {
    ValueError::expected(format!(
        "character U+{:04X} is not allowed in XML, not even escaped",
        u32::from(c)
    ))
}
