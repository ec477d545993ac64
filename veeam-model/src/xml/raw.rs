//! Names, values and attributes as they stand in the text, before anything is made of them.

use std::borrow::Cow;
use std::fmt;

use super::decode;

/// A name as it stands in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct RawName<'a> {
    /// Empty where there is none.
    pub(crate) prefix: &'a str,
    pub(crate) local: &'a str,
}

impl RawName<'_> {
    /// How many bytes it has in the text.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        let prefix = match self.prefix.len() {
            0 => 0,
            prefix => prefix + ":".len(),
        };
        prefix + self.local.len()
    }
}

/// Prefix, colon and local part.
impl fmt::Display for RawName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.prefix {
            "" => f.write_str(self.local),
            prefix => write!(f, "{prefix}:{}", self.local),
        }
    }
}

/// A run of character data, or an attribute value, as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw<'a> {
    pub(crate) text: &'a str,
    /// Where it starts.
    pub(crate) offset: usize,
    /// It means what it says: it holds neither references nor anything to normalise.
    pub(crate) plain: bool,
}

impl<'a> Raw<'a> {
    /// The characters that a run of text stands for.
    pub(crate) fn decode_text(self) -> Cow<'a, str> {
        match self.plain {
            true => Cow::Borrowed(self.text),
            false => Cow::Owned(decode::text(self.text)),
        }
    }

    /// The characters that an attribute value stands for.
    pub(crate) fn decode_attribute(self) -> Cow<'a, str> {
        match self.plain {
            true => Cow::Borrowed(self.text),
            false => Cow::Owned(decode::attribute(self.text)),
        }
    }
}

/// An attribute: where its parts stand in the text. Of most attributes that is all that is asked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RawAttribute {
    /// Where the name starts, prefix included.
    pub(crate) offset: usize,
    local: usize,
    name_end: usize,
    value: usize,
    value_end: usize,
    /// The value means what it says.
    plain: bool,
}

impl RawAttribute {
    pub(crate) fn new(offset: usize, name: RawName<'_>, value: Raw<'_>) -> Self {
        let local = match name.prefix.len() {
            0 => offset,
            prefix => offset + prefix + 1,
        };
        RawAttribute {
            offset,
            local,
            name_end: local + name.local.len(),
            value: value.offset,
            value_end: value.offset + value.text.len(),
            plain: value.plain,
        }
    }

    /// A [`simple_attribute`](super::scan::simple_attribute), by where its name starts and how long
    /// name and value are.
    #[inline(always)]
    pub(crate) fn simple(offset: usize, name_length: usize, value_length: usize) -> Self {
        let name_end = offset + name_length;
        let value = name_end + "=\"".len();
        RawAttribute {
            offset,
            local: offset,
            name_end,
            value,
            value_end: value + value_length,
            plain: true,
        }
    }

    /// Where the attribute ends, after the closing quote.
    #[inline(always)]
    pub(crate) fn end(&self) -> usize {
        self.value_end + 1
    }

    /// The name in the text where the attribute stands.
    pub(crate) fn name<'a>(&self, text: &'a str) -> RawName<'a> {
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        RawName {
            prefix: part(self.offset, self.local.saturating_sub(1)),
            local: part(self.local, self.name_end),
        }
    }

    /// The local part of [`RawAttribute::name`].
    #[inline(always)]
    pub(crate) fn local<'a>(&self, text: &'a str) -> &'a [u8] {
        let text = text.as_bytes();
        text.get(self.local..self.name_end).unwrap_or_default()
    }

    /// The value in the text where the attribute stands.
    #[inline(always)]
    pub(crate) fn value<'a>(&self, text: &'a str) -> Raw<'a> {
        Raw {
            text: text.get(self.value..self.value_end).unwrap_or_default(),
            offset: self.value,
            plain: self.plain,
        }
    }
}
