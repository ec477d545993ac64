//! Where the text of a value goes: escaping.

use std::fmt;

use super::chars::{is_space_char, is_xml_char};
use super::find::{count_wide, find_stop, has_stop};
use super::prefixes::Prefixes;
use super::{ToText, ValueError};

/// Takes the text of a value and escapes what must be escaped in its place; [`ToText`] is given
/// one.
#[derive(Debug)]
pub struct TextWriter<'t> {
    out: &'t mut String,
    place: Place,
    /// The prefixes in scope, where more can be declared.
    pub(super) prefixes: Option<&'t mut Prefixes>,
}

/// Where text goes.
#[derive(Clone, Copy, Debug)]
enum Place {
    Attribute,
    /// Between tags; the text starts at this length of the output.
    Text(usize),
    /// Nowhere in a document: nothing is escaped.
    #[cfg(feature = "validate")]
    Plain,
}

impl Place {
    /// What must be escaped in an attribute, besides white space.
    const ATTRIBUTE_STOPS: [u8; 3] = [b'"', b'&', b'<'];

    /// What must be escaped in text, besides white space.
    const TEXT_STOPS: [u8; 3] = [b'<', b'>', b'&'];

    fn stops(self) -> [u8; 3] {
        match self {
            Place::Attribute => Place::ATTRIBUTE_STOPS,
            Place::Text(_) => Place::TEXT_STOPS,
            #[cfg(feature = "validate")]
            Place::Plain => Place::TEXT_STOPS,
        }
    }
}

impl<'t> TextWriter<'t> {
    /// For the value of an attribute.
    #[inline]
    pub(super) fn for_attribute(out: &'t mut String) -> Self {
        TextWriter {
            out,
            place: Place::Attribute,
            prefixes: None,
        }
    }

    /// For text between tags, which starts at this length of the output.
    #[inline]
    pub(super) fn for_text(out: &'t mut String, start: usize) -> Self {
        TextWriter {
            out,
            place: Place::Text(start),
            prefixes: None,
        }
    }

    /// For the text itself.
    #[cfg(feature = "validate")]
    pub(super) fn plain(out: &'t mut String) -> Self {
        TextWriter {
            out,
            place: Place::Plain,
            prefixes: None,
        }
    }

    /// Whether the text stands in no document.
    pub(super) fn is_plain(&self) -> bool {
        match self.place {
            #[cfg(feature = "validate")]
            Place::Plain => true,
            _ => false,
        }
    }

    /// Where the start tag is open, so that it can declare prefixes.
    #[inline]
    pub(super) fn with_prefixes(mut self, prefixes: Option<&'t mut Prefixes>) -> Self {
        self.prefixes = prefixes;
        self
    }

    /// Writes text that needs no escaping: neither `<`, `>`, `&`, quotes, nor control characters.
    #[inline]
    pub(crate) fn write_plain(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes text.
    ///
    /// # Errors
    /// When it holds a character that XML does not allow, even escaped.
    ///
    /// Source: XML 1.0, sections 2.2, 2.4 and 3.3.3.
    #[inline]
    pub fn write_str(&mut self, text: &str) -> Result<(), ValueError> {
        // Here the compiler knows the stops.
        let escapes = match self.place {
            Place::Attribute => has_stop(text.as_bytes(), Place::ATTRIBUTE_STOPS),
            Place::Text(_) => has_stop(text.as_bytes(), Place::TEXT_STOPS),
            #[cfg(feature = "validate")]
            Place::Plain => has_stop(text.as_bytes(), Place::TEXT_STOPS),
        };
        match escapes {
            true => self.write_escaped(text),
            false => {
                self.out.push_str(text);
                Ok(())
            }
        }
    }

    /// Writes text of which a character needs a second look.
    #[inline(never)]
    fn write_escaped(&mut self, text: &str) -> Result<(), ValueError> {
        let rest = |at: usize| text.as_bytes().get(at..).unwrap_or_default();
        let stops = self.place.stops();
        // What is before `written` is in the output.
        let (mut written, mut at) = (0, 0);
        loop {
            at += find_stop(rest(at), stops);
            let wide = count_wide(rest(at));
            at += wide;
            if wide == 0 {
                self.out.push_str(text.get(written..at).unwrap_or_default());
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                    return Ok(());
                };
                self.write_special(c)?;
                at += c.len_utf8();
                written = at;
            }
        }
    }

    /// Writes a character that may need escaping.
    fn write_special(&mut self, c: char) -> Result<(), ValueError> {
        match (c, self.place) {
            #[cfg(feature = "validate")]
            (c, Place::Plain) if is_xml_char(c) => self.out.push(c),
            ('&', _) => self.out.push_str("&amp;"),
            ('<', _) => self.out.push_str("&lt;"),
            ('"', Place::Attribute) => self.out.push_str("&quot;"),
            ('>', Place::Text(start))
                if self
                    .out
                    .get(start..)
                    .is_some_and(|text| text.ends_with("]]")) =>
            {
                self.out.push_str("&gt;");
            }
            ('\r', _) => self.out.push_str("&#13;"),
            ('\n', Place::Attribute) => self.out.push_str("&#10;"),
            ('\t', Place::Attribute) => self.out.push_str("&#9;"),
            (c, _) if is_xml_char(c) => self.out.push(c),
            (c, _) => return Err(forbidden(c)),
        }
        Ok(())
    }

    /// Writes an item of a list.
    ///
    /// # Errors
    /// When it would not be read as one item.
    pub(super) fn write_item<T: ToText + ?Sized>(&mut self, item: &T) -> Result<(), ValueError> {
        let start = self.out.len();
        item.to_text(self)?;
        let written = self.out.get(start..).unwrap_or_default();
        // Nothing but white space is written as a reference to its number.
        let splits = written.contains(is_space_char) || written.contains("&#");
        match written.is_empty() || splits {
            true => Err(no_item()),
            false => Ok(()),
        }
    }

    /// Writes a number without the detour through formatting.
    pub(crate) fn write_unsigned(&mut self, mut number: u64) {
        const LONGEST: usize = 20;
        let mut digits = [b'0'; LONGEST];
        let mut first = LONGEST;
        for (at, digit) in digits.iter_mut().enumerate().rev() {
            // Less than 10.
            *digit += u8::try_from(number % 10).unwrap_or_default();
            number /= 10;
            first = at;
            if number == 0 {
                break;
            }
        }
        let digits = digits.get(first..).unwrap_or_default();
        self.out
            .push_str(std::str::from_utf8(digits).unwrap_or_default());
    }

    /// Writes what a value prints as.
    ///
    /// # Errors
    /// When it holds a character that XML does not allow, even escaped.
    pub fn write_display(&mut self, value: impl fmt::Display) -> Result<(), ValueError> {
        struct Adapter<'a, 't>(&'a mut TextWriter<'t>, Option<ValueError>);
        impl fmt::Write for Adapter<'_, '_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                self.0.write_str(text).map_err(|error| {
                    self.1 = Some(error);
                    fmt::Error
                })
            }
        }
        let mut adapter = Adapter(self, None);
        match fmt::write(&mut adapter, format_args!("{value}")) {
            Ok(()) => Ok(()),
            Err(fmt::Error) => Err(adapter
                .1
                .unwrap_or_else(|| ValueError::expected("the value failed to print itself"))),
        }
    }
}

#[cold]
fn no_item() -> ValueError {
    ValueError::expected("an item of a list cannot be empty or hold white space")
}

#[cold]
fn forbidden(c: char) -> ValueError {
    ValueError::expected(format!(
        "character U+{:04X} is not allowed in XML, not even escaped",
        u32::from(c)
    ))
}
