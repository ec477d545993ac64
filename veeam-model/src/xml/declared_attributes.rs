//! The part of the reader that finds the attributes that a type declares, and treats the others.

use std::borrow::Cow;

use super::any_name::Attribute as OwnedAttribute;
use super::content::NO_SHAPE;
use super::error::ValueError;
use super::find::same_bytes;
use super::name::XSI_NAMESPACE;
use super::reader::Attribute;
use super::scan::simple_attribute;
use super::{DeclaredName, Error, ErrorKind, Frame, Name, Reader, Shape, Unknown, UnknownPolicy};

impl<'a> Reader<'a> {
    /// The next attribute that the type declares, by its index in [`Shape::attributes`]; `None`
    /// after the last. All attributes must be taken before the first child, and are found once: not
    /// again by who opens the same element anew.
    ///
    /// # Errors
    /// When an unknown attribute is refused.
    #[inline]
    pub fn attribute(
        &mut self,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Option<usize>, Error> {
        if let Some(index) = self.expected_attribute(frame) {
            return Ok(Some(index));
        }
        if self.at_end_of_start_tag(frame) {
            return Ok(None);
        }
        self.attribute_by_search(frame, unknown)
    }

    /// [`Reader::attribute`] where it is not the one that is expected next.
    #[inline(never)]
    fn attribute_by_search(
        &mut self,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Option<usize>, Error> {
        if self.in_start_tag {
            if let Some(index) = self.attribute_in_start_tag(frame) {
                return Ok(Some(index));
            }
            self.finish_start_tag()?;
        }
        let Some(attribute) = self.attributes.get(frame.attribute) else {
            frame.hint = 0;
            return Ok(None);
        };
        // Documents mostly have the order of the declaration.
        if let Some(DeclaredName { name, .. }) = frame.shape.attributes.get(frame.hint)
            && same_bytes(attribute.raw.local(self.scan.text()), name.local)
            && self.namespaces.is_known(attribute.namespace, name.ns)
        {
            self.current = attribute.raw;
            frame.attribute += 1;
            frame.hint += 1;
            return Ok(Some(frame.hint - 1));
        }
        self.attribute_out_of_order(frame, unknown)
    }

    /// [`Reader::attribute`] while the cursor is in the start tag; `None` if that must be read as a
    /// whole.
    #[inline(always)]
    fn attribute_in_start_tag(&mut self, frame: &mut Frame) -> Option<usize> {
        let (name, value) = simple_attribute(self.scan.rest_bytes())?;
        let mut names = frame.shape.attributes.iter();
        let index =
            names.position(|it| it.name.ns.is_empty() && same_bytes(name, it.name.local))?;
        if frame.attribute == 0 {
            self.first_attribute = Some((frame.shape, index));
        }
        self.found_in_start_tag(frame, index, name.len(), value)
    }

    /// [`Reader::attribute`] by a search through all names.
    #[inline(never)]
    fn attribute_out_of_order(
        &mut self,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Option<usize>, Error> {
        let names = frame.shape.attributes;
        while let Some(&attribute) = self.attributes.get(frame.attribute) {
            self.current = attribute.raw;
            frame.attribute += 1;
            let found = names
                .iter()
                .position(|declared| self.attribute_is(&attribute, &declared.name));
            if let Some(index) = found {
                let next = index + 1;
                frame.hint = if next < names.len() { next } else { 0 };
                return Ok(found);
            }
            let found = self.attribute_of_group(&attribute, frame, unknown)?;
            if found.is_some() {
                return Ok(found);
            }
        }
        frame.hint = 0;
        Ok(None)
    }

    /// An attribute, which is not one of the type's own, as one of a group; if it is none, it is
    /// unknown.
    fn attribute_of_group(
        &self,
        attribute: &Attribute,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Option<usize>, Error> {
        let shape = frame.shape;
        match shape.find_in_groups(&|name| self.attribute_is(attribute, name)) {
            Some((group, inner)) => {
                frame.inner = inner;
                Ok(Some(shape.attributes.len() + group))
            }
            None => self
                .unknown_attribute(attribute, shape, unknown)
                .map(|()| None),
        }
    }

    #[inline(always)]
    pub(super) fn attribute_is(&self, attribute: &Attribute, name: &Name) -> bool {
        let local = attribute.raw.local(self.scan.text());
        same_bytes(local, name.local) && self.namespaces.is(attribute.namespace, name.ns)
    }

    /// The place among the attributes of the one of this name, which becomes the current one.
    pub(super) fn find_attribute(&mut self, name: &Name) -> Option<usize> {
        let mut attributes = self.attributes.iter();
        let at = attributes.position(|attribute| self.attribute_is(attribute, name))?;
        self.current = self.attributes.get(at)?.raw;
        Some(at)
    }

    /// The value of the current attribute.
    #[inline]
    pub(super) fn attribute_value(&self) -> Cow<'a, str> {
        self.current.value(self.scan.text()).decode_attribute()
    }

    /// Treats the attributes of an element whose type declares none.
    pub(super) fn all_attributes_unknown(&mut self, unknown: &mut Unknown) -> Result<(), Error> {
        self.finish_start_tag()?;
        for attribute in &self.attributes {
            self.unknown_attribute(attribute, NO_SHAPE, unknown)?;
        }
        Ok(())
    }

    /// Treats an attribute which `shape` does not declare.
    #[cold]
    fn unknown_attribute(
        &self,
        attribute: &Attribute,
        shape: &Shape,
        unknown: &mut Unknown,
    ) -> Result<(), Error> {
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
                let name = attribute.raw.name(self.scan.text());
                let found = self.expanded(attribute.namespace, name.local);
                let expected = declared_attributes(shape);
                let kind = ErrorKind::UnknownAttribute { found, expected };
                Err(Error::at(attribute.raw.offset, kind).in_attribute(&name.to_string()))
            }
        }
    }

    /// The error that the current attribute's value is none of its type.
    #[cold]
    pub(super) fn attribute_value_error(&self, error: ValueError) -> Error {
        let name = self.current.name(self.scan.text());
        let value = self.current.value(self.scan.text());
        let kind = ErrorKind::Value {
            found: value.decode_attribute().into_owned(),
            expected: error.into_expected(),
        };
        Error::at(value.offset, kind).in_attribute(&name.to_string())
    }

    /// The error that the type requires an attribute that is not there.
    #[cold]
    pub(super) fn missing_attribute(&self, frame: &Frame, index: usize) -> Error {
        let name = frame
            .shape
            .attributes
            .get(index)
            .map(|declared| declared.name.local)
            .unwrap_or_default();
        Error::at(frame.offset, ErrorKind::MissingAttribute(name.to_owned())).in_attribute(name)
    }

    pub(super) fn owned_attribute(&self, attribute: &Attribute) -> OwnedAttribute {
        let name = attribute.raw.name(self.scan.text());
        OwnedAttribute::from_parts(
            self.namespaces.shared_name(attribute.namespace),
            name.prefix,
            name.local,
            attribute.raw.value(self.scan.text()).decode_attribute(),
        )
    }
}

/// The attributes that a type declares.
#[cold]
fn declared_attributes(shape: &Shape) -> Vec<String> {
    let own = shape
        .attributes
        .iter()
        .map(|declared| declared.name.to_string());
    let groups = shape.groups.iter();
    own.chain(groups.flat_map(|group| declared_attributes(group)))
        .collect()
}
