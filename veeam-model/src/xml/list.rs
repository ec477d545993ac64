//! Lists of values in one text.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use super::chars::is_space_char;
use super::error::Quoted;
use super::{
    Error, FromElement, FromText, Reader, Scope, TextWriter, ToElement, ToText, ValueError, Writer,
    fields,
};

/// Values with white space between them: `xs:NMTOKENS`, `xs:IDREFS`, `xs:ENTITIES` and the types
/// that `xs:list` makes.
///
/// A `Vec` of the same values is a list of child elements, unless its field is marked `list`. How much white space there was is no
/// part of the value; one blank is written.
///
/// ```
/// use veeam_model::xml::List;
/// use veeam_model::{FromXml, ToXml, xml};
///
/// #[derive(FromXml, ToXml)]
/// struct Line {
///     #[xml(attribute)]
///     points: List<i32>,
/// }
///
/// let mut line: Line = xml::from_str("<Line points=' 3 5\t8 '/>")?;
/// assert_eq!(*line.points, [3, 5, 8]);
/// line.points.push(13);
/// assert_eq!(xml::to_string(&line)?, r#"<Line points="3 5 8 13"/>"#);
/// # Ok::<(), xml::Error>(())
/// ```
///
/// Source: XML Schema Part 2, section 2.5.1.2.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        List(Vec::new())
    }
}

impl<T> Deref for List<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        List(items)
    }
}

impl<T> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.0
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        List(Vec::from_iter(items))
    }
}

impl<T> Extend<T> for List<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.0.extend(items);
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'l, T> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'l, T> IntoIterator for &'l mut List<T> {
    type Item = &'l mut T;
    type IntoIter = std::slice::IterMut<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

/// The items of a list.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space_char).filter(|item| !item.is_empty())
}

impl<T: FromStr> FromStr for List<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        items(text).map(str::parse).collect()
    }
}

/// The items with a blank between them.
impl<T: fmt::Display> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, item) in self.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            item.fmt(f)?;
        }
        Ok(())
    }
}

impl<'a, T: FromText<'a>> FromText<'a> for List<T> {
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        read(text, T::from_text)
    }

    fn from_text_in(text: Cow<'a, str>, scope: Scope<'_>) -> Result<Self, ValueError> {
        read(text, |item| T::from_text_in(item, scope))
    }
}

fn read<'a, T>(
    text: Cow<'a, str>,
    from_text: impl Fn(Cow<'a, str>) -> Result<T, ValueError>,
) -> Result<List<T>, ValueError> {
    match text {
        Cow::Borrowed(text) => items(text)
            .map(|item| from_text(item.into()).map_err(|error| of_item(error, item)))
            .collect(),
        Cow::Owned(text) => items(&text)
            .map(|item| from_text(item.to_owned().into()).map_err(|error| of_item(error, item)))
            .collect(),
    }
}

#[cold]
fn of_item(error: ValueError, item: &str) -> ValueError {
    let (expected, item) = (error.into_expected(), Quoted(item));
    ValueError::expected(format!("{expected} as each item of a list, not {item}"))
}

/// Fails for an item that no text of a list has: an empty one, and one with white space in it.
impl<T: ToText> ToText for List<T> {
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        for (at, item) in self.iter().enumerate() {
            if at > 0 {
                out.write_plain(" ");
            }
            out.write_item(item)?;
        }
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: FromText<'a>> FromElement<'a> for List<T> {
    fn from_element(reader: &mut Reader<'a>) -> Result<Self, Error> {
        fields::read_text_element(reader)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToText> ToElement for List<T> {
    fn to_element(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        fields::write_text_element(self, writer)
    }
}
