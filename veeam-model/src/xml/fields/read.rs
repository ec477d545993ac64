//! Fields that are read.

use std::borrow::Cow;

use super::super::{Error, Frame, FromElement, FromNamed, FromText, Name, Reader, Unknown};

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
        slot.ok_or_else(|| reader.missing_attribute(frame, index))
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
        put(T::from_element(reader), |value| *slot = Some(value))?;
        reader.nth = 0;
        Ok(())
    }

    #[inline]
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error> {
        slot.ok_or_else(|| reader.missing_child(frame, index))
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
        put(T::from_element(reader), |item| slot.push(item))?;
        make_room(slot, reader);
        reader.nth = slot.len() - 1;
        Ok(())
    }

    #[inline]
    fn finish(mut slot: Self::Slot, _: &Reader<'a>, _: &Frame, _: usize) -> Result<Self, Error> {
        give_room_back(&mut slot);
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
        put(read_alternative(reader), |value| *slot = Some(value))?;
        reader.nth = 0;
        Ok(())
    }

    #[inline]
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error> {
        slot.ok_or_else(|| reader.missing_child(frame, index))
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
        put(read_alternative(reader), |item| slot.push(item))?;
        make_room(slot, reader);
        reader.nth = slot.len() - 1;
        Ok(())
    }

    #[inline]
    fn finish(mut slot: Self::Slot, _: &Reader<'a>, _: &Frame, _: usize) -> Result<Self, Error> {
        give_room_back(&mut slot);
        Ok(slot)
    }
}

/// Puts what was read in its place: in a function of its own, so that the caller keeps less on the
/// stack while it reads.
#[inline]
pub(super) fn put<T>(read: Result<T, Error>, put: impl FnOnce(T)) -> Result<(), Error> {
    put(read?);
    Ok(())
}

/// From how many items on a list is long.
const LONG: usize = 64;

/// Makes room for more items of a long list, once there is none: for as many as there are likely to
/// be if all that is left of the text is made of them, since it is costly to move the items later. So
/// much is reserved only as the element around the list has had text for.
#[inline]
fn make_room<T>(items: &mut Vec<T>, reader: &Reader<'_>) {
    if items.len() == items.capacity() && items.len() >= LONG {
        make_room_by(items, reader.passed(), reader.left());
    }
}

/// [`make_room`] where `passed` bytes of text held the items, and `left` are left.
#[inline(never)]
fn make_room_by<T>(items: &mut Vec<T>, passed: usize, left: usize) {
    /// A session of 1 KB comes to 400 bytes; an item of a few bytes may come to hundreds.
    const BYTES_PER_BYTE: usize = 8;
    let likely = left / (passed / items.len()).max(1);
    let most = passed.saturating_mul(BYTES_PER_BYTE) / size_of::<T>().max(1);
    items.reserve_exact(likely.min(most).max(items.len()));
}

/// Gives back most of the room that [`make_room`] made if something else came than items: lists
/// within each other are made room for on the account of the same text.
#[inline]
fn give_room_back<T>(items: &mut Vec<T>) {
    if items.len() >= LONG && items.capacity() / 2 > items.len() {
        items.shrink_to_fit();
    }
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
    read(reader).map(variant)
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
    fn read(slot: &mut Self::Slot, item: Name, reader: &mut Reader<'a>) -> Result<(), Error>;

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

    fn read(slot: &mut Self::Slot, item: Name, reader: &mut Reader<'a>) -> Result<(), Error> {
        if slot.is_some() {
            return Err(reader.duplicate_child());
        }
        let mut items = Vec::new();
        let mut unknown = reader.open_wrapper()?;
        let mut place = 0;
        while reader.wrapped_item(item, &mut place, &mut unknown)? {
            put(T::from_element(reader), |item| items.push(item))?;
            make_room(&mut items, reader);
            reader.nth = items.len() - 1;
        }
        give_room_back(&mut items);
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

    fn read(slot: &mut Self::Slot, item: Name, reader: &mut Reader<'a>) -> Result<(), Error> {
        <Option<Vec<T>> as ReadWrapped<'a>>::read(slot, item, reader)
    }

    #[inline]
    fn finish(
        slot: Self::Slot,
        reader: &Reader<'a>,
        frame: &Frame,
        index: usize,
    ) -> Result<Self, Error> {
        slot.ok_or_else(|| reader.missing_child(frame, index))
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
    fn wrapped_item(
        &mut self,
        item: Name,
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
            if self.tag_is(&item) {
                *place = 1;
                return Ok(true);
            }
            self.unknown_element(&|| vec![item.to_string()], *place, unknown)?;
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
