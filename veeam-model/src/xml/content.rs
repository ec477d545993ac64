//! The part of the reader that derived types call: what an element holds, matched against what
//! its type declares.

use std::borrow::Cow;

use super::error::ValueError;
use super::reader::Event;
use super::{Child, Element, Error, ErrorKind, Name, Reader, Shape, Unknown, UnknownPolicy};

/// What a simple type declares.
pub(super) const NO_SHAPE: &Shape = &Shape {
    attributes: &[],
    children: &[],
    any_attributes: false,
    groups: &[],
    unknown: UnknownPolicy::Ignore,
};

/// Where the reader is in the element of one type.
#[derive(Debug)]
pub struct Frame {
    pub(super) shape: &'static Shape,
    /// Where the start tag stands.
    pub(super) offset: usize,
    /// The next attribute to look at.
    pub(super) attribute: usize,
    /// Where in the list of names the next one is likely to be.
    pub(super) hint: usize,
    /// The place after the child read last: 0 before the first, else its index plus 1.
    place: usize,
    /// The attributes found while the cursor was in the start tag, a bit for each.
    pub(super) seen: u64,
    /// The index within its group of what was found last.
    pub(super) inner: usize,
    /// Whether a child was out of order, so that the order is noted.
    disordered: bool,
    /// The policy of the type around this one.
    outer: UnknownPolicy,
}

impl Frame {
    /// Where the attribute or child that was found last is in its group of fields.
    #[inline]
    pub fn inner(&self) -> usize {
        self.inner
    }

    /// Goes on to the child at this index in schema order.
    #[inline]
    fn go_to(&mut self, index: usize, unknown: &mut Unknown) {
        if self.disordered || index + 1 < self.place {
            self.note_order(index, unknown);
        }
        self.place = index + 1;
    }

    #[cold]
    fn note_order(&mut self, index: usize, unknown: &mut Unknown) {
        if self.shape.unknown == UnknownPolicy::Preserve {
            self.disordered = true;
            unknown.push_order(index);
        }
    }

    /// The same element, looked at as one of the type that a group of its fields is.
    pub fn group(&self, shape: &'static Shape) -> Frame {
        Frame { shape, ..*self }
    }
}

impl<'a> Reader<'a> {
    /// Starts on the element whose start tag was read last, as one of a type of this shape.
    #[inline]
    pub fn open(&mut self, shape: &'static Shape) -> Frame {
        let policy = match self.options.deny_unknown {
            true => UnknownPolicy::Deny,
            false => shape.unknown,
        };
        let hint = match self.first_attribute {
            Some((of, first)) if std::ptr::eq(of, shape) => first,
            _ => 0,
        };
        Frame {
            shape,
            offset: self.tag.offset,
            attribute: 0,
            hint,
            place: 0,
            seen: 0,
            inner: 0,
            disordered: false,
            outer: std::mem::replace(&mut self.policy, policy),
        }
    }

    /// The next child that the type declares, by its index in [`Shape::children`]; `None` after
    /// the end tag. The child must be read before the next call.
    ///
    /// # Errors
    /// When the document is not well-formed, text stands between the children, or an unknown
    /// element is refused.
    #[inline]
    pub fn child(
        &mut self,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Option<usize>, Error> {
        if self.stash.is_empty() {
            if let Some(index) = self.expected_child(frame) {
                frame.hint = index;
                frame.go_to(index, unknown);
                return Ok(Some(index));
            }
            if self.is_at_end()? {
                self.close_frame(frame, unknown);
                return Ok(None);
            }
        }
        self.child_by_search(frame, unknown)
    }

    /// [`Reader::child`] where it is not one that is expected next.
    #[inline(never)]
    fn child_by_search(
        &mut self,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Option<usize>, Error> {
        loop {
            if !self.stash.is_empty() {
                unknown.push_inside(frame.place, self.nth, std::mem::take(&mut self.stash));
            }
            match self.tag_event()? {
                Event::Start => {
                    let matches = |child: &Child| self.tag_is_of(child);
                    let shape = frame.shape;
                    if !shape.groups.is_empty() {
                        if let Some(index) = self.child_among_groups(frame, unknown) {
                            return Ok(Some(index));
                        }
                    } else if let Some(index) = find_from(shape.children, frame.hint, matches) {
                        frame.hint = index;
                        frame.go_to(index, unknown);
                        return Ok(Some(index));
                    } else if let Some(index) = shape.find_child(&is_any) {
                        frame.go_to(index, unknown);
                        return Ok(Some(index));
                    }
                    self.unknown_element(&|| declared(shape), frame.place, unknown)?;
                }
                _ => {
                    self.close_frame(frame, unknown);
                    return Ok(None);
                }
            }
        }
    }

    /// Whether the start tag read last is one of this child.
    #[inline(always)]
    fn tag_is_of(&self, child: &Child) -> bool {
        match child {
            Child::Element(declared) => self.tag_is(&declared.name),
            Child::Choice { names, .. } => names.iter().any(|name| self.tag_is(name)),
            Child::Group(_) => false,
        }
    }

    /// The child that the start tag read last is, where the type has groups of fields.
    #[inline(never)]
    fn child_among_groups(&self, frame: &mut Frame, unknown: &mut Unknown) -> Option<usize> {
        let shape = frame.shape;
        let found = shape.find_child(&|child| self.tag_is_of(child));
        let index = found.or_else(|| shape.find_child(&is_any))?;
        let (entry, inner) = shape.child_entry(index);
        frame.inner = inner;
        frame.go_to(index, unknown);
        Some(entry)
    }

    /// Ends with the element that `open` started on; its end tag has just been read.
    #[inline]
    pub(super) fn close_frame(&mut self, frame: &Frame, unknown: &mut Unknown) {
        unknown.settle();
        self.policy = frame.outer;
    }

    /// Whether another child comes next, whose start tag is read then; no other child comes after
    /// the end tag.
    #[inline]
    pub(super) fn next_tag(&mut self) -> Result<bool, Error> {
        Ok(matches!(self.tag_event()?, Event::Start))
    }

    /// The text of an element of simple content, up to and including its end tag.
    ///
    /// # Errors
    /// When the document is not well-formed, or an unknown element is refused.
    #[inline]
    pub fn text(
        &mut self,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Cow<'a, str>, Error> {
        // Who wants no attributes need not have asked for them.
        self.finish_start_tag()?;
        let text = self.text_content(Some(unknown))?;
        self.policy = frame.outer;
        Ok(text)
    }

    /// The text of an element of a simple type, which may have neither attributes nor children:
    /// unknown ones go to the parent.
    #[inline]
    pub(super) fn simple_text(&mut self) -> Result<Cow<'a, str>, Error> {
        if self.attributes.is_empty()
            && self.stash.is_empty()
            && let Some(text) = self.expected_text()
        {
            return Ok(Cow::Borrowed(text));
        }
        self.uncommon_simple_text()
    }

    #[inline(never)]
    fn uncommon_simple_text(&mut self) -> Result<Cow<'a, str>, Error> {
        self.finish_start_tag()?;
        if !self.attributes.is_empty() || !self.stash.is_empty() {
            return self.simple_text_with_attributes();
        }
        self.text_content(None)
    }

    /// Notes for the parent, if that keeps what is unknown, that the element read last was empty.
    pub(super) fn note_empty(&mut self) {
        if self.policy == UnknownPolicy::Preserve {
            self.stash.note_empty();
        }
    }

    #[cold]
    fn simple_text_with_attributes(&mut self) -> Result<Cow<'a, str>, Error> {
        let mut unknown = std::mem::take(&mut self.stash);
        self.all_attributes_unknown(&mut unknown)?;
        let text = self.text_content(Some(&mut unknown))?;
        self.stash = unknown;
        Ok(text)
    }

    /// All text of the element whose start tag was read last, up to and including its end tag. What
    /// is unknown in it goes to the parent if there is no other place for it.
    #[inline]
    fn text_content(&mut self, unknown: Option<&mut Unknown>) -> Result<Cow<'a, str>, Error> {
        self.value_at = self.scan.pos();
        if self.at_empty_end() {
            self.value_at = self.tag.offset;
            return Ok(Cow::Borrowed(""));
        }
        let raw = self.scan.char_data()?;
        self.check_text(raw)?;
        let text = raw.decode_text();
        match self.scan.peek_second() {
            Some(b'/') => self.end_tag().map(|()| text),
            _ => match unknown {
                Some(unknown) => self.more_text(text, unknown),
                None => self.more_simple_text(text),
            },
        }
    }

    #[cold]
    fn more_simple_text(&mut self, text: Cow<'a, str>) -> Result<Cow<'a, str>, Error> {
        let mut unknown = Unknown::default();
        let text = self.more_text(text, &mut unknown)?;
        self.stash = unknown;
        Ok(text)
    }

    /// The rest of a text that does not end at the first tag.
    #[cold]
    fn more_text(
        &mut self,
        mut text: Cow<'a, str>,
        unknown: &mut Unknown,
    ) -> Result<Cow<'a, str>, Error> {
        loop {
            match self.event()? {
                Event::End => return Ok(text),
                Event::Text(piece) if text.is_empty() => text = piece,
                Event::Text(piece) => text.to_mut().push_str(&piece),
                Event::Start => self.element_in_text(unknown)?,
            }
            self.check_total(&text)?;
        }
    }

    /// Pieces within the limit can exceed it together.
    #[inline]
    pub(super) fn check_total(&self, text: &str) -> Result<(), Error> {
        let limit = self.options.max_text;
        match text.len() > limit {
            true => Err(Error::at(
                self.value_at,
                ErrorKind::Limit {
                    what: "too many bytes in one value",
                    limit,
                },
            )),
            false => Ok(()),
        }
    }

    #[cold]
    fn element_in_text(&mut self, unknown: &mut Unknown) -> Result<(), Error> {
        let value_at = self.value_at;
        self.unknown_element(&Vec::new, 0, unknown)?;
        self.value_at = value_at;
        Ok(())
    }

    /// Treats the element whose start tag was read last, which is none of those that are
    /// `expected` there.
    #[cold]
    pub(super) fn unknown_element(
        &mut self,
        expected: &dyn Fn() -> Vec<String>,
        place: usize,
        unknown: &mut Unknown,
    ) -> Result<(), Error> {
        self.finish_start_tag()?;
        match self.policy {
            UnknownPolicy::Ignore => self.skip(),
            UnknownPolicy::Preserve => {
                let nth = self.nth;
                unknown.push_after(place, nth, Element::read(self)?);
                self.nth = nth;
                Ok(())
            }
            UnknownPolicy::Deny => {
                let found = self.expanded(self.tag.namespace, self.tag.name.local);
                let expected = expected();
                Err(Error::at(
                    self.tag.offset,
                    ErrorKind::UnknownElement { found, expected },
                ))
            }
        }
    }

    /// The error that the text read last is no value of its type.
    #[cold]
    pub(super) fn text_value_error(&self, error: ValueError) -> Error {
        let kind = ErrorKind::Value {
            found: self.text_read_last(),
            expected: error.into_expected(),
        };
        Error::at(self.value_at, kind)
    }

    /// The text up to the first tag after `value_at`, read once more.
    fn text_read_last(&self) -> String {
        let mut scan = self.scan.clone();
        scan.go_to(self.value_at);
        let mut text = String::new();
        while let Ok(raw) = scan.char_data() {
            text.push_str(&raw.decode_text());
            let passed = if scan.eat("<!--") {
                scan.comment()
            } else if scan.eat("<?") {
                scan.instruction()
            } else if scan.eat("<![CDATA[") {
                scan.cdata().map(|raw| text.push_str(raw.text))
            } else {
                return text;
            };
            if passed.is_err() {
                break;
            }
        }
        text
    }

    /// The error that the type requires a child that is not there.
    #[cold]
    pub(super) fn missing_child(&self, frame: &Frame, index: usize) -> Error {
        let names: &[Name] = match frame.shape.children.get(index) {
            Some(Child::Element(declared)) => std::slice::from_ref(&declared.name),
            Some(Child::Choice { names, .. }) => names,
            Some(Child::Group(_)) | None => &[],
        };
        let mut names: Vec<&str> = names.iter().map(|name| name.local).collect();
        if let Some(Child::Choice { any: true, .. }) = frame.shape.children.get(index) {
            names.push("*");
        }
        let name = names.join("|");
        Error::at(frame.offset, ErrorKind::MissingElement(name.clone())).within(&name, 0)
    }

    /// The error that the child read last stands there again.
    #[cold]
    pub(super) fn duplicate_child(&self) -> Error {
        let name = self.tag.name.to_string();
        Error::at(self.tag.offset, ErrorKind::DuplicateElement(name))
    }
}

/// Whether the child may be an element of any name.
fn is_any(child: &Child) -> bool {
    matches!(child, Child::Choice { any: true, .. })
}

/// The elements that a type declares.
#[cold]
fn declared(shape: &Shape) -> Vec<String> {
    let mut names = Vec::new();
    for child in shape.children {
        match child {
            Child::Element(declared) => names.push(declared.name.to_string()),
            Child::Choice { names: all, .. } => names.extend(all.iter().map(Name::to_string)),
            Child::Group(shape) => names.extend(declared(shape)),
        }
    }
    names
}

/// The index of the first match, where the search starts at `hint` and wraps around: documents
/// mostly have the order of the declaration.
#[inline(always)]
fn find_from<T>(list: &[T], hint: usize, matches: impl Fn(&T) -> bool) -> Option<usize> {
    let mut at = hint;
    for _ in 0..list.len() {
        let item = match list.get(at) {
            Some(item) => item,
            None => {
                at = 0;
                list.first()?
            }
        };
        if matches(item) {
            return Some(at);
        }
        at += 1;
    }
    None
}
