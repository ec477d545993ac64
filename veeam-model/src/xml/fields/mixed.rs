//! Fields that are mixed content: text and elements as they stand between each other.

use std::borrow::Cow;

use super::super::reader::Event;
use super::super::{
    Cursor, Error, Frame, FromMixed, Name, Reader, ToMixed, Unknown, UnknownPolicy, Writer,
};
use super::read::push;
use super::write::write_child;

/// A field that is the mixed content of an element.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a mixed field",
    note = "mixed content is a `Vec` of an enum over elements that has a variant for text: \
            `#[xml(text)] Text(String)`"
)]
pub trait ReadMixed<'a>: Sized {
    /// Reads the content up to and including the end tag.
    ///
    /// # Errors
    /// When the document is not well-formed or does not hold such content.
    fn read(
        reader: &mut Reader<'a>,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Self, Error>;
}

impl<'a, T: FromMixed<'a>> ReadMixed<'a> for Vec<T> {
    fn read(
        reader: &mut Reader<'a>,
        frame: &mut Frame,
        unknown: &mut Unknown,
    ) -> Result<Self, Error> {
        let mut parts = Vec::new();
        let mut text = Cow::Borrowed("");
        loop {
            if text.is_empty() {
                reader.value_at = reader.scan.pos();
            }
            match reader.event()? {
                Event::Text(piece) => {
                    match text.is_empty() {
                        true => text = piece,
                        false => text.to_mut().push_str(&piece),
                    }
                    reader.check_total(&text)?;
                }
                Event::Start => match reader.named(T::NAMES, T::ANY) {
                    Some(index) => {
                        end_text(&mut text, &mut parts, reader)?;
                        push(T::from_part(index, reader), &mut parts, reader)?;
                        if !reader.stash.is_empty() {
                            let nth = parts.len() - 1;
                            unknown.push_inside(1, nth, std::mem::take(&mut reader.stash));
                        }
                    }
                    None => {
                        // Text goes on after an element that leaves no trace.
                        if reader.policy == UnknownPolicy::Preserve {
                            end_text(&mut text, &mut parts, reader)?;
                        }
                        let value_at = reader.value_at;
                        reader.nth = parts.len().saturating_sub(1);
                        let place = usize::from(!parts.is_empty());
                        let expected = || T::NAMES.iter().map(Name::to_string).collect();
                        reader.unknown_element(&expected, place, unknown)?;
                        reader.value_at = value_at;
                    }
                },
                Event::End => {
                    end_text(&mut text, &mut parts, reader)?;
                    reader.close_frame(frame, unknown);
                    return Ok(parts);
                }
            }
        }
    }
}

/// Makes a part of the text up to here, if there is any.
fn end_text<'a, T: FromMixed<'a>>(
    text: &mut Cow<'a, str>,
    parts: &mut Vec<T>,
    reader: &Reader<'a>,
) -> Result<(), Error> {
    if !text.is_empty() {
        let part = T::from_text(std::mem::take(text));
        parts.push(part.map_err(|error| reader.text_value_error(error))?);
    }
    Ok(())
}

/// A field that is the mixed content of an element, to be written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a mixed field",
    note = "mixed content is a `Vec` of an enum over elements that has a variant for text: \
            `#[xml(text)] Text(String)`"
)]
pub trait WriteMixed {
    /// Writes text and elements, with the unknown elements that stand among them.
    ///
    /// # Errors
    /// When a value has no form in XML, or the writer's destination fails.
    fn write(&self, cursor: &mut Cursor<'_>, writer: &mut Writer<'_>) -> Result<(), Error>;
}

impl<T: ToMixed> WriteMixed for Vec<T> {
    fn write(&self, cursor: &mut Cursor<'_>, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.keep_space();
        for (nth, part) in self.iter().enumerate() {
            match part.name() {
                Some(name) => write_child(part, name, 0, nth, cursor, writer)?,
                None => {
                    cursor.go_to(0, nth, writer)?;
                    part.to_element(writer)?;
                }
            }
        }
        Ok(())
    }
}
