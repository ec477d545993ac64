//! A box for the types that hold each other in great numbers.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};
use std::panic::{RefUnwindSafe, UnwindSafe};

use super::{
    Error, FromElement, FromMixed, FromNamed, Name, NameRef, Reader, Shape, ToElement, ToMixed,
    ToXml, ValueError, Writer,
};

/// A value in a box that hides from the compiler what its type is made of.
///
/// It is used like a [`Box`]: it dereferences to its value, is made by [`Recursive::new`] or
/// [`From`], and gives the value back by [`into_inner`](Recursive::into_inner).
///
/// To know whether a type can be sent to another thread, or what must be dropped with it, the compiler
/// looks at the types of its fields, at theirs, and so on, and gives up when some thirty types hold each
/// other in a row: `overflow evaluating the requirement …: Send` (E0275, E0320). It need not look
/// into this box, since what is in it was found to be `Send` and `Sync` when it was put there. The
/// code generator takes it, in place of a `Box` or of nothing, where a schema has types that hold each
/// other in such numbers, as those for documents have: a paragraph holds a list, which holds paragraphs.
///
/// ```
/// use veeam_model::{FromXml, ToXml, xml};
///
/// #[derive(FromXml, ToXml, Clone, Debug, Default, PartialEq)]
/// #[xml(name = "section")]
/// struct Section {
///     title: String,
///     #[xml(name = "section")]
///     within: Option<xml::Recursive<Section>>,
/// }
///
/// let text = "<section><title>a</title><section><title>b</title></section></section>";
/// let mut section: Section = xml::from_str(text)?;
/// let inner = section.within.as_mut().expect("a section within");
/// assert_eq!(inner.title, "b");
/// inner.within = Some(Section::default().into());
/// let section = std::thread::spawn(move || section).join();
/// # assert!(section.is_ok());
/// # Ok::<(), xml::Error>(())
/// ```
pub struct Recursive<T: 'static>(Hidden<T>);

type Hidden<T> = Box<dyn Held<T> + Send + Sync>;

// What can be seen by several threads has no state that a panic could leave half changed unseen.
impl<T> UnwindSafe for Recursive<T> {}
impl<T> RefUnwindSafe for Recursive<T> {}

/// What may be in the box: what the compiler is told of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be put into an `xml::Recursive`",
    note = "what is in it must be `Send` and `Sync`, and borrow nothing; a `Box` takes any value"
)]
pub trait Hide: Send + Sync + 'static {}

impl<T: Send + Sync + 'static> Hide for T {}

/// A value of which only this is known.
trait Held<T> {
    fn get(&self) -> &T;
    fn get_mut(&mut self) -> &mut T;
    fn take(self: Box<Self>) -> T;
}

impl<T> Held<T> for T {
    fn get(&self) -> &T {
        self
    }

    fn get_mut(&mut self) -> &mut T {
        self
    }

    fn take(self: Box<Self>) -> T {
        *self
    }
}

impl<T: Hide> Recursive<T> {
    /// Puts a value into a box.
    #[must_use]
    pub fn new(value: T) -> Self {
        Recursive(Box::new(value))
    }
}

impl<T> Recursive<T> {
    /// Takes the value out of its box.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0.take()
    }
}

impl<T> Deref for Recursive<T> {
    type Target = T;

    fn deref(&self) -> &T {
        (*self.0).get()
    }
}

impl<T> DerefMut for Recursive<T> {
    fn deref_mut(&mut self) -> &mut T {
        (*self.0).get_mut()
    }
}

impl<T: Hide> From<T> for Recursive<T> {
    fn from(value: T) -> Self {
        Recursive::new(value)
    }
}

impl<T: Hide + Clone> Clone for Recursive<T> {
    fn clone(&self) -> Self {
        Recursive::new(T::clone(self))
    }
}

impl<T: Hide + Default> Default for Recursive<T> {
    fn default() -> Self {
        Recursive::new(T::default())
    }
}

/// Shows the value.
impl<T: fmt::Debug> fmt::Debug for Recursive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<T: PartialEq> PartialEq for Recursive<T> {
    fn eq(&self, other: &Self) -> bool {
        T::eq(self, other)
    }
}

impl<T: Eq> Eq for Recursive<T> {}

impl<T: Hash> Hash for Recursive<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        T::hash(self, state);
    }
}

/// Without closures, of which the compiler makes a function for each type.
fn boxed<T: Hide>(read: Result<T, Error>) -> Result<Recursive<T>, Error> {
    match read {
        Ok(value) => Ok(Recursive(Box::new(value))),
        Err(error) => Err(error),
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: FromElement<'a> + Hide> FromElement<'a> for Recursive<T> {
    const SHAPE: &'static Shape = T::SHAPE;

    fn from_element(reader: &mut Reader<'a>) -> Result<Self, Error> {
        boxed(T::from_element(reader))
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToElement> ToElement for Recursive<T> {
    fn to_element(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        T::to_element(self, writer)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: FromNamed<'a> + Hide> FromNamed<'a> for Recursive<T> {
    const NAMES: &'static [Name] = T::NAMES;
    const ANY: bool = T::ANY;

    fn from_named(index: usize, reader: &mut Reader<'a>) -> Result<Self, Error> {
        boxed(T::from_named(index, reader))
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToXml> ToXml for Recursive<T> {
    fn name(&self) -> NameRef<'_> {
        T::name(self)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: FromMixed<'a> + Hide> FromMixed<'a> for Recursive<T> {
    const NAMES: &'static [Name] = T::NAMES;
    const ANY: bool = T::ANY;

    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        T::from_text(text).map(Recursive::new)
    }

    fn from_part(index: usize, reader: &mut Reader<'a>) -> Result<Self, Error> {
        boxed(T::from_part(index, reader))
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToMixed> ToMixed for Recursive<T> {
    fn name(&self) -> Option<NameRef<'_>> {
        T::name(self)
    }
}
