//! Fields that are read.

use std::borrow::Cow;

use super::super::{
    DeclaredName, Error, Frame, FromElement, FromNamed, FromText, Name, Reader, Unknown,
};

/// A field that is an attribute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of an attribute field",
    note = "an attribute holds a simple type, or an `Option` of one: implement `FromText`"
)]
pub trait ReadAttribute<'a>: Sized {
    /// What is known of the field while the element is being read.
    type Slot: Default;

    /// Reads the attribute that the reader has just found.
    ///
    /// # Errors
    /// When it holds no such value.
    fn read(slot: &mut Self::Slot, reader: &Reader<'a>) -> Result<(), Error>;

    /// The field's value once the element is read.
    ///
    /// # Errors
    /// When the attribute is missing and must not be.
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error>;
}

impl<'a, T: FromText<'a>> ReadAttribute<'a> for T {
    type Slot = Option<T>;

    #[inline]
    fn read(slot: &mut Self::Slot, reader: &Reader<'a>) -> Result<(), Error> {
        match T::from_text_in(reader.attribute_value(), reader.scope()) {
            Ok(value) => *slot = Some(value),
            Err(error) => return Err(reader.attribute_value_error(error)),
        }
        Ok(())
    }

    #[inline]
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error> {
        match slot {
            Some(value) => Ok(value),
            None => Err(reader.missing_attribute(frame, index)),
        }
    }
}

impl<'a, T: FromText<'a>> ReadAttribute<'a> for Option<T> {
    type Slot = Option<T>;

    #[inline]
    fn read(slot: &mut Self::Slot, reader: &Reader<'a>) -> Result<(), Error> {
        <T as ReadAttribute<'a>>::read(slot, reader)
    }

    #[inline]
    fn finish(slot: Self::Slot, _: &Reader<'a>, _: &Frame, _: usize) -> Result<Self, Error> {
        Ok(slot)
    }
}

/// A field that is a child element, or a list of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a child element field",
    note = "a child element holds a type with `#[derive(veeam_model::FromXml)]`, or an `Option` or `Vec` of one"
)]
pub trait ReadElement<'a>: Sized {
    /// What is known of the field while the element is being read.
    type Slot: Default;

    /// Reads the child whose start tag the reader has just read.
    ///
    /// # Errors
    /// When it does not hold such a value, or is one too many.
    fn read(slot: &mut Self::Slot, reader: &mut Reader<'a>) -> Result<(), Error>;

    /// The field's value once the parent is read.
    ///
    /// # Errors
    /// When the child is missing and must not be.
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error>;
}

impl<'a, T: FromElement<'a>> ReadElement<'a> for T {
    type Slot = Option<T>;

    #[inline]
    fn read(slot: &mut Self::Slot, reader: &mut Reader<'a>) -> Result<(), Error> {
        if slot.is_some() {
            return Err(reader.duplicate_child());
        }
        keep(T::from_element(reader), slot, reader)
    }

    #[inline]
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error> {
        match slot {
            Some(value) => Ok(value),
            None => Err(reader.missing_child(frame, index)),
        }
    }
}

impl<'a, T: FromElement<'a>> ReadElement<'a> for Option<T> {
    type Slot = Option<T>;

    #[inline]
    fn read(slot: &mut Self::Slot, reader: &mut Reader<'a>) -> Result<(), Error> {
        <T as ReadElement<'a>>::read(slot, reader)
    }

    #[inline]
    fn finish(slot: Self::Slot, _: &Reader<'a>, _: &Frame, _: usize) -> Result<Self, Error> {
        Ok(slot)
    }
}

impl<'a, T: FromElement<'a>> ReadElement<'a> for Vec<T> {
    type Slot = Vec<T>;

    #[inline]
    fn read(slot: &mut Self::Slot, reader: &mut Reader<'a>) -> Result<(), Error> {
        push(T::from_element(reader), slot, reader)
    }

    #[inline]
    fn finish(slot: Self::Slot, _: &Reader<'a>, _: &Frame, _: usize) -> Result<Self, Error> {
        Ok(slot)
    }
}

/// A field that is one of several elements, or a list of such.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a choice field",
    note = "a choice holds an enum over elements with `#[derive(veeam_model::FromXml)]`, or an `Option` or `Vec` of one"
)]
pub trait ReadChoice<'a>: Sized {
    /// The names of the elements to choose from.
    const NAMES: &'static [Name];

    /// Whether an element of any other name will do too.
    const ANY: bool;

    /// What is known of the field while the element is being read.
    type Slot: Default;

    /// Reads the child whose start tag the reader has just read and found to be one to choose.
    ///
    /// # Errors
    /// When it does not hold such a value, or is one too many.
    fn read(slot: &mut Self::Slot, reader: &mut Reader<'a>) -> Result<(), Error>;

    /// The field's value once the parent is read.
    ///
    /// # Errors
    /// When no alternative is there and one must be.
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error>;
}

impl<'a, T: FromNamed<'a>> ReadChoice<'a> for T {
    const NAMES: &'static [Name] = T::NAMES;
    const ANY: bool = T::ANY;
    type Slot = Option<T>;

    #[inline]
    fn read(slot: &mut Self::Slot, reader: &mut Reader<'a>) -> Result<(), Error> {
        if slot.is_some() {
            return Err(reader.duplicate_child());
        }
        keep(read_alternative(reader), slot, reader)
    }

    #[inline]
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error> {
        match slot {
            Some(value) => Ok(value),
            None => Err(reader.missing_child(frame, index)),
        }
    }
}

impl<'a, T: FromNamed<'a>> ReadChoice<'a> for Option<T> {
    const NAMES: &'static [Name] = T::NAMES;
    const ANY: bool = T::ANY;
    type Slot = Option<T>;

    #[inline]
    fn read(slot: &mut Self::Slot, reader: &mut Reader<'a>) -> Result<(), Error> {
        <T as ReadChoice<'a>>::read(slot, reader)
    }

    #[inline]
    fn finish(slot: Self::Slot, _: &Reader<'a>, _: &Frame, _: usize) -> Result<Self, Error> {
        Ok(slot)
    }
}

impl<'a, T: FromNamed<'a>> ReadChoice<'a> for Vec<T> {
    const NAMES: &'static [Name] = T::NAMES;
    const ANY: bool = T::ANY;
    type Slot = Vec<T>;

    #[inline]
    fn read(slot: &mut Self::Slot, reader: &mut Reader<'a>) -> Result<(), Error> {
        push(read_alternative(reader), slot, reader)
    }

    #[inline]
    fn finish(slot: Self::Slot, _: &Reader<'a>, _: &Frame, _: usize) -> Result<Self, Error> {
        Ok(slot)
    }
}

/// Puts the only child of a field in its place: in a function of its own, so that the caller has less
/// on the stack while the child is read.
#[inline]
fn keep<T>(
    read: Result<T, Error>,
    slot: &mut Option<T>,
    reader: &mut Reader<'_>,
) -> Result<(), Error> {
    match read {
        Ok(value) => *slot = Some(value),
        Err(error) => return Err(error),
    }
    reader.nth = 0;
    Ok(())
}

/// Puts one of several children of a field in its place; see [`keep`].
#[inline]
pub(super) fn push<T>(
    read: Result<T, Error>,
    items: &mut Vec<T>,
    reader: &mut Reader<'_>,
) -> Result<(), Error> {
    match read {
        Ok(item) => items.push(item),
        Err(error) => return Err(error),
    }
    let count = items.len();
    if count == items.capacity() && count >= LONG {
        items.reserve_exact(room(count, size_of::<T>(), reader));
    }
    reader.nth = count - 1;
    Ok(())
}

/// From how many items on a list is long.
const LONG: usize = 64;

/// How many more items a long list of `count` gets room for: in the root as many as there are likely to
/// be if all that is left of the text is made of them, since it is costly to move the items later, but
/// only so many as the root has had text for; elsewhere, where something else may well follow, as many
/// again.
#[inline(never)]
fn room(count: usize, size: usize, reader: &Reader<'_>) -> usize {
    /// A session of 1 KB comes to 400 bytes; an item of a few bytes may come to hundreds.
    const BYTES_PER_BYTE: usize = 8;
    if reader.depth() > 1 {
        return count;
    }
    let likely = reader.left() / (reader.passed() / count).max(1);
    let most = reader.passed().saturating_mul(BYTES_PER_BYTE) / size.max(1);
    likely.min(most).max(count)
}

/// Reads the child as the alternative that its name says.
#[inline]
fn read_alternative<'a, T: FromNamed<'a>>(reader: &mut Reader<'a>) -> Result<T, Error> {
    let index = reader.named(T::NAMES, true).unwrap_or_default();
    T::from_named(index, reader)
}

/// Reads a variant of an enum over elements.
///
/// # Errors
/// Those of `read`.
#[doc(hidden)]
#[inline]
pub fn alternative<'a, T, E>(
    reader: &mut Reader<'a>,
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, Error>,
    variant: impl FnOnce(T) -> E,
) -> Result<E, Error> {
    match read(reader) {
        Ok(value) => Ok(variant(value)),
        Err(error) => Err(error),
    }
}

/// A field that is a list within an element that holds nothing else.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a field with a wrapper",
    note = "`wrapper` needs a list: `Vec<T>`, or `Option<Vec<T>>` to tell an empty list from an absent one"
)]
pub trait ReadWrapped<'a>: Sized {
    /// What is known of the field while the element is being read.
    type Slot: Default;

    /// Reads the wrapper whose start tag the reader has just read, and the items in it.
    ///
    /// # Errors
    /// When it does not hold such items, or is one too many.
    fn read(
        slot: &mut Self::Slot,
        item: &DeclaredName,
        reader: &mut Reader<'a>,
    ) -> Result<(), Error>;

    /// The field's value once the parent is read.
    ///
    /// # Errors
    /// When the wrapper is missing and must not be: a `Vec` needs one, an `Option<Vec>` does not.
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error>;
}

impl<'a, T: FromElement<'a>> ReadWrapped<'a> for Option<Vec<T>> {
    type Slot = Option<Vec<T>>;

    fn read(
        slot: &mut Self::Slot,
        item: &DeclaredName,
        reader: &mut Reader<'a>,
    ) -> Result<(), Error> {
        if slot.is_some() {
            return Err(reader.duplicate_child());
        }
        let mut items = Vec::new();
        let mut unknown = reader.open_wrapper()?;
        let mut place = 0;
        while reader.wrapped_item(item, &mut place, &mut unknown)? {
            push(T::from_element(reader), &mut items, reader)?;
        }
        reader.close_wrapper(unknown);
        *slot = Some(items);
        Ok(())
    }

    #[inline]
    fn finish(slot: Self::Slot, _: &Reader<'a>, _: &Frame, _: usize) -> Result<Self, Error> {
        Ok(slot)
    }
}

impl<'a, T: FromElement<'a>> ReadWrapped<'a> for Vec<T> {
    type Slot = Option<Vec<T>>;

    fn read(
        slot: &mut Self::Slot,
        item: &DeclaredName,
        reader: &mut Reader<'a>,
    ) -> Result<(), Error> {
        <Option<Vec<T>> as ReadWrapped<'a>>::read(slot, item, reader)
    }

    #[inline]
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error> {
        match slot {
            Some(value) => Ok(value),
            None => Err(reader.missing_child(frame, index)),
        }
    }
}

impl<'a> Reader<'a> {
    /// Starts on a wrapper element, which declares no attributes.
    fn open_wrapper(&mut self) -> Result<Unknown, Error> {
        let mut unknown = Unknown::default();
        self.finish_start_tag()?;
        if !self.attributes.is_empty() {
            self.all_attributes_unknown(&mut unknown)?;
        }
        Ok(unknown)
    }

    /// Finds the next item; `false` after the wrapper's end tag.
    #[inline]
    fn wrapped_item(
        &mut self,
        item: &DeclaredName,
        place: &mut usize,
        unknown: &mut Unknown,
    ) -> Result<bool, Error> {
        if self.stash.is_empty() {
            if self.is_next(item) {
                *place = 1;
                return Ok(true);
            }
            if self.is_at_end()? {
                return Ok(false);
            }
        }
        self.wrapped_item_by_search(item, place, unknown)
    }

    /// [`Reader::wrapped_item`] where it does not come next.
    #[inline(never)]
    fn wrapped_item_by_search(
        &mut self,
        item: &DeclaredName,
        place: &mut usize,
        unknown: &mut Unknown,
    ) -> Result<bool, Error> {
        loop {
            if !self.stash.is_empty() {
                unknown.push_inside(*place, self.nth, std::mem::take(&mut self.stash));
            }
            if !self.next_tag()? {
                return Ok(false);
            }
            if self.tag_is(&item.name) {
                *place = 1;
                return Ok(true);
            }
            self.unknown_element(&|| vec![item.name.to_string()], *place, unknown)?;
        }
    }

    /// Leaves what was unknown in the wrapper to the parent.
    fn close_wrapper(&mut self, unknown: Unknown) {
        self.stash = unknown;
        self.nth = 0;
    }
}

/// A field that is the text of an element of simple content.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a text field",
    note = "text is of a simple type, or an `Option` of one: implement `FromText`"
)]
pub trait ReadText<'a>: Sized {
    /// Makes the field's value of the text.
    ///
    /// # Errors
    /// When it is no such value.
    fn read(text: Cow<'a, str>, reader: &Reader<'a>) -> Result<Self, Error>;
}

impl<'a, T: FromText<'a>> ReadText<'a> for T {
    fn read(text: Cow<'a, str>, reader: &Reader<'a>) -> Result<Self, Error> {
        T::from_text_in(text, reader.scope()).map_err(|error| reader.text_value_error(error))
    }
}

/// Empty text is no value.
impl<'a, T: FromText<'a>> ReadText<'a> for Option<T> {
    fn read(text: Cow<'a, str>, reader: &Reader<'a>) -> Result<Self, Error> {
        match text.is_empty() {
            true => Ok(None),
            false => <T as ReadText<'a>>::read(text, reader).map(Some),
        }
    }
}
