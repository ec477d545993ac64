//! Fields that are lists within one text: `1 2 3`.

use std::borrow::Cow;

use super::super::list::items;
use super::super::{FromText, TextWriter, ToText, ValueError};

/// A type that can be read from the items of a list, which white space separates.
///
/// Source: XML Schema Part 2, section 2.5.1.2.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a list",
    note = "a list is a `Vec<T>`, an array or a tuple, or an `Option` of such, where `T: FromText`"
)]
pub trait FromList<'a>: Sized {
    /// Makes the value of the items.
    ///
    /// # Errors
    /// When an item is no value of its type, or there are too few or too many.
    fn from_list(items: Vec<Cow<'a, str>>) -> Result<Self, ValueError>;
}

/// A type that can be written as a list; see [`FromList`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a list",
    note = "a list is a `Vec<T>`, an array or a tuple, or an `Option` of such, where `T: ToText`"
)]
pub trait ToList {
    /// Passes on each item.
    ///
    /// # Errors
    /// Those of `item`.
    fn each(
        &self,
        item: &mut dyn FnMut(&dyn ToText) -> Result<(), ValueError>,
    ) -> Result<(), ValueError>;
}

/// Reads a list.
///
/// # Errors
/// When an item is no value of its type, or there are too few or too many.
pub fn list_from_text<'a, L: FromList<'a>>(text: Cow<'a, str>) -> Result<L, ValueError> {
    L::from_list(match text {
        Cow::Borrowed(text) => items(text).map(Cow::Borrowed).collect(),
        Cow::Owned(text) => items(&text).map(|item| item.to_owned().into()).collect(),
    })
}

/// Writes a list.
///
/// # Errors
/// When an item has no form in XML, or white space in it, or is empty.
pub fn list_to_text<L: ToList>(list: &L, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
    let mut first = true;
    list.each(&mut |item| {
        if !std::mem::take(&mut first) {
            out.write_plain(" ");
        }
        out.write_item(item)
    })
}

impl<'a, T: FromText<'a>> FromList<'a> for Vec<T> {
    fn from_list(items: Vec<Cow<'a, str>>) -> Result<Self, ValueError> {
        items.into_iter().map(T::from_text).collect()
    }
}

impl<T: ToText> ToList for Vec<T> {
    fn each(
        &self,
        item: &mut dyn FnMut(&dyn ToText) -> Result<(), ValueError>,
    ) -> Result<(), ValueError> {
        self.iter().try_for_each(|value| item(value))
    }
}

impl<'a, T: FromText<'a>, const N: usize> FromList<'a> for [T; N] {
    fn from_list(items: Vec<Cow<'a, str>>) -> Result<Self, ValueError> {
        let values: Vec<T> = Vec::from_list(items)?;
        values.try_into().map_err(|_| wrong_length(N))
    }
}

impl<T: ToText, const N: usize> ToList for [T; N] {
    fn each(
        &self,
        item: &mut dyn FnMut(&dyn ToText) -> Result<(), ValueError>,
    ) -> Result<(), ValueError> {
        self.iter().try_for_each(|value| item(value))
    }
}

#[cold]
fn wrong_length(length: usize) -> ValueError {
    ValueError::expected(format!("a list of {length}"))
}

macro_rules! tuples {
    ($($length:literal: $($type:ident $value:ident),+;)+) => {$(
        impl<'a, $($type: FromText<'a>),+> FromList<'a> for ($($type,)+) {
            fn from_list(items: Vec<Cow<'a, str>>) -> Result<Self, ValueError> {
                let items: [Cow<'a, str>; $length] =
                    items.try_into().map_err(|_| wrong_length($length))?;
                let [$($value),+] = items;
                Ok(($($type::from_text($value)?,)+))
            }
        }

        impl<$($type: ToText),+> ToList for ($($type,)+) {
            fn each(
                &self,
                item: &mut dyn FnMut(&dyn ToText) -> Result<(), ValueError>,
            ) -> Result<(), ValueError> {
                let ($($value,)+) = self;
                $(item($value)?;)+
                Ok(())
            }
        }
    )+};
}

tuples! {
    1: A a;
    2: A a, B b;
    3: A a, B b, C c;
    4: A a, B b, C c, D d;
    5: A a, B b, C c, D d, E e;
    6: A a, B b, C c, D d, E e, F f;
}
