//! The reader: well-formedness, namespaces and limits on top of the scanner.

use std::borrow::Cow;

use super::chars::is_space;
use super::encoding::Encoding;
use super::error::Syntax;
use super::find::same;
use super::namespaces::{Namespace, Namespaces};
use super::raw::{Raw, RawAttribute, RawName};
use super::scan::Scanner;
use super::{Error, ErrorKind, FromNamed, Name, Options, Shape, Unknown, UnknownPolicy, decode};

/// Reads one document from text, for the types that derive [`FromXml`](super::FromXml).
///
/// Only implementations of [`FromElement`](super::FromElement) and its kin meet a reader; a
/// program calls [`xml::from_str`](super::from_str()) and the other functions beside it. The methods a
/// derived type uses are in the module of its content model: `open`, `attribute`, `child`, `text`.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) scan: Scanner<'a>,
    pub(super) options: Options,
    pub(super) namespaces: Namespaces<'a>,
    /// The bindings around the element that ended last; its own stay in scope until more is read,
    /// since the text read last may use them.
    outer_bindings: usize,
    /// The elements whose end tags are still to come, the outermost first.
    pub(super) open: Vec<Open<'a>>,
    /// The attributes of the start tag read last, without namespace declarations.
    pub(super) attributes: Vec<Attribute>,
    /// The start tag read last.
    pub(super) tag: StartTag<'a>,
    /// The start tag read last was an empty-element tag, and its end has not been reported.
    pub(super) empty: bool,
    encoding: Option<Encoding>,
    /// What the type that is being read does with unknown content.
    pub(super) policy: UnknownPolicy,
    /// Unknown content of a child that has no place for it, on its way to the parent.
    pub(super) stash: Unknown,
    /// Which of several children for one field was read last, from 0.
    pub(super) nth: usize,
    /// The attribute whose value is being read.
    pub(super) current: RawAttribute,
    /// The rest of the start tag read last is still to be read: the cursor stands before one of its
    /// attributes, or at its end, and `attributes` is empty. Most attributes are those that the type
    /// of the element asks for, one by one, and need not be kept.
    pub(super) in_start_tag: bool,
    /// Whether start tags may be read so.
    pub(super) ahead: bool,
    /// The shape of which an element had another attribute first than the shape has, and that one:
    /// the next one is likely to start with it too.
    pub(super) first_attribute: Option<(&'static Shape, usize)>,
    /// Where the text that is being read starts.
    pub(super) value_at: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Open<'a> {
    /// The name in the start tag, which the end tag must repeat.
    pub(super) name: RawName<'a>,
    /// Where the start tag is.
    pub(super) offset: usize,
    /// The namespace bindings that are in scope around the element.
    pub(super) outer_bindings: usize,
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct StartTag<'a> {
    /// Where it starts.
    pub(super) offset: usize,
    pub(super) name: RawName<'a>,
    pub(super) namespace: Namespace,
}

/// An attribute of the start tag read last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute {
    pub(super) raw: RawAttribute,
    pub(super) namespace: Namespace,
}

/// What comes next in an element.
#[derive(Debug)]
pub(super) enum Event<'a> {
    /// A start tag; it is in the reader's `tag` and `attributes`.
    Start,
    /// The end tag of the element.
    End,
    /// A piece of its text: CDATA sections, comments and processing instructions split it.
    Text(Cow<'a, str>),
}

/// How many attributes of a start tag can be told apart without keeping them.
pub(super) const SEEN_ATTRIBUTES: usize = 64;

impl<'a> Reader<'a> {
    /// A reader at the start of `text`.
    pub(super) fn new(text: &'a str, options: Options) -> Self {
        let name = RawName::default();
        Reader {
            scan: Scanner::new(text),
            options,
            namespaces: Namespaces::new(),
            outer_bindings: usize::MAX,
            open: Vec::with_capacity(8),
            attributes: Vec::new(),
            tag: StartTag {
                offset: 0,
                name,
                namespace: Namespace::NONE,
            },
            empty: false,
            encoding: None,
            policy: match options.deny_unknown {
                true => UnknownPolicy::Deny,
                false => UnknownPolicy::Ignore,
            },
            stash: Unknown::default(),
            nth: 0,
            current: RawAttribute::default(),
            in_start_tag: false,
            // So that attributes need not be counted.
            ahead: options.max_attributes >= SEEN_ATTRIBUTES,
            first_attribute: None,
            value_at: 0,
        }
    }

    /// A reader within an element: `text` goes on after its start tag, or after any of its children.
    pub(super) fn within(
        name: RawName<'a>,
        bindings: impl Iterator<Item = (&'a str, &'a str)>,
        text: &'a str,
        options: Options,
    ) -> Self {
        let mut reader = Reader::new(text, options);
        for (prefix, namespace) in bindings {
            reader.namespaces.declare(prefix, namespace.into());
        }
        reader.open.push(Open {
            name,
            offset: 0,
            outer_bindings: 0,
        });
        reader
    }

    /// Says in which encoding the bytes were, so that an XML declaration can be held against it.
    pub(super) fn expect_encoding(&mut self, encoding: Encoding) {
        self.encoding = Some(encoding);
    }

    /// Reads the whole document.
    pub(super) fn document<T: FromNamed<'a>>(mut self) -> Result<T, Error> {
        let limit = self.options.max_input;
        if self.scan.text().len() > limit {
            return Err(Error::input_too_long(limit));
        }
        let mut root_ahead = self.ahead;
        loop {
            match self.document_once(root_ahead) {
                Err(_) if self.is_misled() => {
                    // It was the root only once: that is read as a whole from now on.
                    let at_root = self.open.len() == 1;
                    let mut again = Reader::new(self.scan.text(), self.options);
                    again.encoding = self.encoding;
                    again.ahead = self.ahead && at_root;
                    root_ahead = false;
                    self = again;
                }
                read => return read,
            }
        }
    }

    /// Whether an error came from a start tag of which not all is known: there may be a declaration
    /// in it, so all must be read again, not [`ahead`](Self::ahead).
    pub(super) fn is_misled(&self) -> bool {
        self.in_start_tag
    }

    fn document_once<T: FromNamed<'a>>(&mut self, root_ahead: bool) -> Result<T, Error> {
        self.prolog()?;
        self.start_tag(root_ahead)?;
        let Some(index) = self.named(T::NAMES, T::ANY) else {
            return Err(self.unexpected_root(T::NAMES));
        };
        // A root of a simple type has no place for what is unknown; others have their own policy.
        self.policy = UnknownPolicy::Deny;
        let value = T::from_named(index, self)?;
        self.epilog()?;
        Ok(value)
    }

    #[cold]
    fn unexpected_root(&self, expected: &'static [Name]) -> Error {
        let found = self.expanded(self.tag.namespace, self.tag.name.local);
        let expected = expected.iter().map(Name::to_string).collect();
        Error::at(
            self.tag.offset,
            ErrorKind::UnexpectedRoot { found, expected },
        )
    }

    /// Everything before the root element.
    pub(super) fn prolog(&mut self) -> Result<(), Error> {
        self.scan.eat("\u{feff}");
        if let Some(declaration) = self.scan.declaration()?
            && let (Some(actual), Some(claimed)) = (self.encoding, declaration.encoding)
        {
            actual.check_claim(claimed, declaration.encoding_at, self.scan.text())?;
        }
        self.misc()?;
        match self.scan.peek() {
            Some(b'<') => Ok(()),
            _ => Err(self.scan.unexpected("the root element")),
        }
    }

    /// Everything after the root element.
    pub(super) fn epilog(&mut self) -> Result<(), Error> {
        self.misc()?;
        match self.scan.peek() {
            None => Ok(()),
            Some(_) => Err(self
                .scan
                .unexpected("the end of the document after the root element")),
        }
    }

    /// White space, comments and processing instructions outside the root element.
    fn misc(&mut self) -> Result<(), Error> {
        while self.piece_of_misc()? {}
        Ok(())
    }

    /// White space, then one comment or processing instruction; says whether there was one.
    pub(super) fn piece_of_misc(&mut self) -> Result<bool, Error> {
        self.scan.space();
        match (self.scan.peek(), self.scan.peek_second()) {
            (Some(b'<'), Some(b'!' | b'?')) => self.aside(false).map(|_| true),
            _ => Ok(false),
        }
    }

    /// White space, then one comment, processing instruction or CDATA section of white space
    /// between the children of an element; says whether there was one.
    pub(super) fn piece_between_children(&mut self) -> Result<bool, Error> {
        self.scan.space();
        let start = self.scan.pos();
        match (self.scan.peek(), self.scan.peek_second()) {
            (Some(b'<'), Some(b'!' | b'?')) => {
                if let Some(raw) = self.aside(true)? {
                    refuse_text(raw.text, start)?;
                }
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// A comment, a processing instruction or, inside an element, a CDATA section: its text.
    pub(super) fn aside(&mut self, in_element: bool) -> Result<Option<Raw<'a>>, Error> {
        let start = self.scan.pos();
        if self.scan.eat("<?") {
            return self.scan.instruction().map(|()| None);
        }
        if self.scan.eat("<!--") {
            return self.scan.comment().map(|()| None);
        }
        if in_element && self.scan.eat("<![CDATA[") {
            return self.scan.cdata().map(Some);
        }
        if self.scan.eat("<!DOCTYPE") {
            return Err(Error::at(start, ErrorKind::Doctype));
        }
        self.scan.advance(2);
        Err(self.scan.unexpected(match in_element {
            true => "-- or [CDATA[ after <!",
            false => "-- after <!",
        }))
    }

    #[inline]
    pub(super) fn check_text(&self, raw: Raw<'a>) -> Result<(), Error> {
        let limit = self.options.max_text;
        match raw.text.len() > limit {
            true => Err(Error::at(
                raw.offset,
                ErrorKind::Limit {
                    what: "too many bytes in one value",
                    limit,
                },
            )),
            false => Ok(()),
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// How many bytes of the element that is open have been read.
    pub(super) fn passed(&self) -> usize {
        let start = self.open.last().map_or(0, |open| open.offset);
        self.scan.pos() - start
    }

    /// How many bytes have not been read.
    pub(super) fn left(&self) -> usize {
        self.scan.rest_bytes().len()
    }

    /// Reads what comes next in the element that is open.
    #[inline]
    pub(super) fn event(&mut self) -> Result<Event<'a>, Error> {
        self.finish_start_tag()?;
        self.leave_scope();
        loop {
            if self.at_empty_end() {
                return Ok(Event::End);
            }
            match (self.scan.peek(), self.scan.peek_second()) {
                (Some(b'<'), Some(b'/')) => return self.end_tag().map(|()| Event::End),
                (Some(b'<'), Some(b'!' | b'?')) => {
                    let Some(raw) = self.aside(true)? else {
                        continue;
                    };
                    self.check_text(raw)?;
                    return Ok(Event::Text(match raw.plain {
                        true => Cow::Borrowed(raw.text),
                        false => Cow::Owned(decode::line_ends(raw.text)),
                    }));
                }
                (Some(b'<'), _) => return self.start_tag(false).map(|()| Event::Start),
                (Some(_), _) => {
                    let raw = self.scan.char_data()?;
                    self.check_text(raw)?;
                    return Ok(Event::Text(raw.decode_text()));
                }
                (None, _) => return Err(self.unclosed()),
            }
        }
    }

    /// Reads up to the next tag of an element that may hold only elements.
    #[inline]
    pub(super) fn tag_event(&mut self) -> Result<Event<'a>, Error> {
        self.finish_start_tag()?;
        loop {
            if self.at_empty_end() {
                return Ok(Event::End);
            }
            self.scan.space();
            let start = self.scan.pos();
            match (self.scan.peek(), self.scan.peek_second()) {
                (Some(b'<'), Some(b'/')) => return self.end_tag().map(|()| Event::End),
                (Some(b'<'), Some(b'!' | b'?')) => {
                    if let Some(raw) = self.aside(true)? {
                        refuse_text(raw.text, start)?;
                    }
                }
                (Some(b'<'), _) => return self.start_tag(self.ahead).map(|()| Event::Start),
                (Some(_), _) => {
                    let raw = self.scan.char_data()?;
                    refuse_text(&raw.decode_text(), start)?;
                }
                (None, _) => return Err(self.unclosed()),
            }
        }
    }

    /// Whether the end of an empty-element tag comes next, which is passed then.
    #[inline]
    pub(super) fn at_empty_end(&mut self) -> bool {
        let empty = std::mem::take(&mut self.empty);
        if empty {
            self.close();
        }
        empty
    }

    /// `ETag`; the cursor stands at its `<`.
    ///
    /// Source: XML 1.0, production 42.
    #[inline]
    pub(super) fn end_tag(&mut self) -> Result<(), Error> {
        let start = self.scan.pos();
        self.scan.advance(2);
        let Some(Open { name, .. }) = self.open.last() else {
            return Err(self.scan.unexpected("an element that is open"));
        };
        let matches = (name.prefix.is_empty()
            || (self.scan.eat(name.prefix) && self.scan.eat(":")))
            && self.scan.eat(name.local);
        if matches && self.scan.eat(">") {
            self.close();
            return Ok(());
        }
        self.uncommon_end_tag(start)
    }

    /// An end tag with white space in it, or with a fault.
    #[cold]
    fn uncommon_end_tag(&mut self, start: usize) -> Result<(), Error> {
        self.scan.go_to(start + 2);
        let found = self.scan.name("the name of the open element after </")?;
        let expected = self.open.last().map(|open| open.name);
        if Some(found) != expected {
            let expected = expected.map(|name| name.to_string()).unwrap_or_default();
            let mismatch = Syntax::MismatchedEndTag {
                found: found.to_string(),
                expected,
            };
            return Err(Error::syntax(start, mismatch));
        }
        self.scan.space();
        if !self.scan.eat(">") {
            return Err(self.scan.unexpected("> at the end of an end tag"));
        }
        self.close();
        Ok(())
    }

    #[inline]
    pub(super) fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.outer_bindings = open.outer_bindings;
        }
    }

    /// Takes back the bindings of the element that ended last.
    #[inline]
    pub(super) fn leave_scope(&mut self) {
        let outer = std::mem::replace(&mut self.outer_bindings, usize::MAX);
        self.namespaces.truncate(outer);
    }

    #[cold]
    fn unclosed(&self) -> Error {
        let name = self
            .open
            .last()
            .map(|open| open.name.to_string())
            .unwrap_or_default();
        let expected = format!("the end tag </{name}>").into();
        Error::syntax(self.scan.pos(), Syntax::UnexpectedEnd { expected })
    }

    /// Passes the rest of the element whose start tag was read last.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            self.event()?;
        }
        Ok(())
    }

    /// Whether the start tag read last has this name.
    #[inline(always)]
    pub(super) fn tag_is(&self, name: &Name) -> bool {
        same(self.tag.name.local, name.local) && self.namespaces.is(self.tag.namespace, name.ns)
    }

    /// Which of the names the start tag read last has; the number after the last if it has
    /// another one and may have any.
    #[inline]
    pub(super) fn named(&self, names: &[Name], any: bool) -> Option<usize> {
        let index = names.iter().position(|name| self.tag_is(name));
        index.or_else(|| any.then_some(names.len()))
    }

    /// An expanded name in words.
    #[cold]
    pub(super) fn expanded(&self, namespace: Namespace, local: &str) -> String {
        match self.namespaces.name(namespace) {
            "" => local.to_owned(),
            ns => format!("{{{ns}}}{local}"),
        }
    }
}

/// Refuses text other than white space.
#[cold]
fn refuse_text(text: &str, offset: usize) -> Result<(), Error> {
    match text.bytes().all(is_space) {
        true => Ok(()),
        false => Err(Error::at(
            offset,
            ErrorKind::UnexpectedText(text.trim_matches([' ', '\t', '\n', '\r']).to_owned()),
        )),
    }
}
