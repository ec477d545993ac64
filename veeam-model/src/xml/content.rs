//! The part of the reader that derived types call: what an element holds, matched against what
//! its type declares.

use std::borrow::Cow;

use super::any_name::Attribute as OwnedAttribute;
use super::error::ValueError;
use super::find::same;
use super::name::XSI_NAMESPACE;
use super::reader::{Attribute, Event};
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
    shape: &'static Shape,
    /// Where the start tag stands.
    pub(super) offset: usize,
    /// The next attribute to look at.
    attribute: usize,
    /// Where in the list of names the next one is likely to be.
    hint: usize,
    /// The place after the child read last: 0 before the first, else its index plus 1.
    place: usize,
    /// The index within its group of what was found last.
    inner: usize,
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
        Frame {
            shape,
            offset: self.tag.offset,
            attribute: 0,
            hint: 0,
            place: 0,
            inner: 0,
            disordered: false,
            outer: std::mem::replace(&mut self.policy, policy),
        }
    }

    /// The next attribute that the type declares, by its index in [`Shape::attributes`]; `None`
    /// after the last. All attributes must be taken before the first child.
    ///
    /// # Errors
    /// When an unknown attribute is refused.
    #[inline]
    pub fn attribute(
        &mut self,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Option<usize>, Error> {
        let Some(attribute) = self.attributes.get(frame.attribute) else {
            frame.hint = 0;
            return Ok(None);
        };
        // Documents mostly have the order of the declaration.
        if let Some(name) = frame.shape.attributes.get(frame.hint)
            && same(attribute.name.local, name.local)
            && self.namespaces.is_known(attribute.namespace, name.ns)
        {
            self.current_attribute = frame.attribute;
            frame.attribute += 1;
            frame.hint += 1;
            return Ok(Some(frame.hint - 1));
        }
        self.attribute_out_of_order(frame, unknown)
    }

    /// [`Reader::attribute`] by a search through all names.
    #[inline(never)]
    fn attribute_out_of_order(
        &mut self,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Option<usize>, Error> {
        let names = frame.shape.attributes;
        while let Some(attribute) = self.attributes.get(frame.attribute) {
            self.current_attribute = frame.attribute;
            frame.attribute += 1;
            let found = names
                .iter()
                .position(|name| self.attribute_is(attribute, name));
            if let Some(index) = found {
                let next = index + 1;
                frame.hint = if next < names.len() { next } else { 0 };
                return Ok(found);
            }
            let found = self.attribute_of_group(frame, unknown)?;
            if found.is_some() {
                return Ok(found);
            }
        }
        frame.hint = 0;
        Ok(None)
    }

    /// The current attribute, which is not one of the type's own, as one of a group; if it is none,
    /// it is unknown.
    fn attribute_of_group(
        &self,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Option<usize>, Error> {
        let Some(attribute) = self.attributes.get(self.current_attribute) else {
            return Ok(None);
        };
        let shape = frame.shape;
        match shape.find_in_groups(&|name| self.attribute_is(attribute, name)) {
            Some((group, inner)) => {
                frame.inner = inner;
                Ok(Some(shape.attributes.len() + group))
            }
            None => self.unknown_attribute(shape, unknown).map(|()| None),
        }
    }

    #[inline(always)]
    fn attribute_is(&self, attribute: &Attribute<'a>, name: &Name) -> bool {
        same(attribute.name.local, name.local) && self.namespaces.is(attribute.namespace, name.ns)
    }

    /// The value of the attribute that [`Reader::attribute`] found.
    #[inline]
    pub(super) fn attribute_value(&self) -> Cow<'a, str> {
        match self.attributes.get(self.current_attribute) {
            Some(attribute) => attribute.value.decode_attribute(),
            None => Cow::Borrowed(""),
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
        loop {
            if !self.stash.is_empty() {
                unknown.push_inside(frame.place, self.nth, std::mem::take(&mut self.stash));
            }
            match self.tag_event()? {
                Event::Start => {
                    let matches = |child: &Child| match child {
                        Child::Element(name) => self.tag_is(name),
                        Child::Choice { names, .. } => names.iter().any(|name| self.tag_is(name)),
                        Child::Group(_) => false,
                    };
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

    /// The child that the start tag read last is, where the type has groups of fields.
    #[inline(never)]
    fn child_among_groups(&self, frame: &mut Frame, unknown: &mut Unknown) -> Option<usize> {
        let matches = |child: &Child| match child {
            Child::Element(name) => self.tag_is(name),
            Child::Choice { names, .. } => names.iter().any(|name| self.tag_is(name)),
            Child::Group(_) => false,
        };
        let shape = frame.shape;
        let found = shape.find_child(&matches);
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
        let text = self.text_content(Some(unknown))?;
        self.policy = frame.outer;
        Ok(text)
    }

    /// The text of an element of a simple type, which may have neither attributes nor children:
    /// unknown ones go to the parent.
    #[inline]
    pub(super) fn simple_text(&mut self) -> Result<Cow<'a, str>, Error> {
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

    /// Treats the attributes of an element whose type declares none.
    pub(super) fn all_attributes_unknown(&mut self, unknown: &mut Unknown) -> Result<(), Error> {
        for index in 0..self.attributes.len() {
            self.current_attribute = index;
            self.unknown_attribute(NO_SHAPE, unknown)?;
        }
        Ok(())
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

    /// Treats the current attribute, which `shape` does not declare.
    #[cold]
    fn unknown_attribute(&self, shape: &Shape, unknown: &mut Unknown) -> Result<(), Error> {
        let Some(attribute) = self.attributes.get(self.current_attribute) else {
            return Ok(());
        };
        let policy = match shape.any_attributes {
            true => UnknownPolicy::Preserve,
            false => self.policy,
        };
        match policy {
            UnknownPolicy::Ignore => Ok(()),
            UnknownPolicy::Preserve => {
                let attribute = self.owned_attribute(attribute);
                let prefix = self.prefix_used_in(&attribute);
                unknown.push_attribute(attribute.with_binding(prefix));
                Ok(())
            }
            // XML Schema Part 1, section 3.2.7: these are declared for every element.
            UnknownPolicy::Deny if self.namespaces.name(attribute.namespace) == XSI_NAMESPACE => {
                Ok(())
            }
            UnknownPolicy::Deny => {
                let found = self.expanded(attribute.namespace, attribute.name.local);
                let expected = declared_attributes(shape);
                let kind = ErrorKind::UnknownAttribute { found, expected };
                Err(Error::at(attribute.offset, kind).in_attribute(&attribute.name.to_string()))
            }
        }
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

    /// The error that the current attribute's value is none of its type.
    #[cold]
    pub(super) fn attribute_value_error(&self, error: ValueError) -> Error {
        let Some(attribute) = self.attributes.get(self.current_attribute) else {
            return self.text_value_error(error);
        };
        let found = attribute.value.decode_attribute().into_owned();
        let kind = ErrorKind::Value {
            found,
            expected: error.into_expected(),
        };
        Error::at(attribute.value.offset, kind).in_attribute(&attribute.name.to_string())
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
        scan.rewind(self.value_at);
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

    /// The error that the type requires an attribute that is not there.
    #[cold]
    pub(super) fn missing_attribute(&self, frame: &Frame, index: usize) -> Error {
        let name = frame
            .shape
            .attributes
            .get(index)
            .map(|name| name.local)
            .unwrap_or_default();
        Error::at(frame.offset, ErrorKind::MissingAttribute(name.to_owned())).in_attribute(name)
    }

    /// The error that the type requires a child that is not there.
    #[cold]
    pub(super) fn missing_child(&self, frame: &Frame, index: usize) -> Error {
        let names: &[Name] = match frame.shape.children.get(index) {
            Some(Child::Element(name)) => std::slice::from_ref(name),
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

    pub(super) fn owned_attribute(&self, attribute: &Attribute<'a>) -> OwnedAttribute {
        OwnedAttribute::from_parts(
            self.namespaces.shared_name(attribute.namespace),
            attribute.name.prefix,
            attribute.name.local,
            attribute.value.decode_attribute(),
        )
    }
}

/// Whether the child may be an element of any name.
fn is_any(child: &Child) -> bool {
    matches!(child, Child::Choice { any: true, .. })
}

/// The attributes that a type declares.
#[cold]
fn declared_attributes(shape: &Shape) -> Vec<String> {
    let own = shape.attributes.iter().map(Name::to_string);
    let groups = shape.groups.iter();
    own.chain(groups.flat_map(|group| declared_attributes(group)))
        .collect()
}

/// The elements that a type declares.
#[cold]
fn declared(shape: &Shape) -> Vec<String> {
    let mut names = Vec::new();
    for child in shape.children {
        match child {
            Child::Element(name) => names.push(name.to_string()),
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
