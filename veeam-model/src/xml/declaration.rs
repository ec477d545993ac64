//! The XML declaration.

use super::Error;
use super::chars::{NameByte, name_byte};
use super::scan::Scanner;

/// What the XML declaration says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Declaration<'a> {
    pub(crate) encoding: Option<&'a str>,
    /// Where the name of the encoding stands.
    pub(crate) encoding_at: usize,
}

impl<'a> Scanner<'a> {
    /// The XML declaration, if the text starts with one.
    ///
    /// Source: XML 1.0, productions 23 to 26, 32, 80 and 81.
    pub(crate) fn declaration(&mut self) -> Result<Option<Declaration<'a>>, Error> {
        let bytes = self.text().as_bytes();
        let starts = bytes
            .get(self.pos()..)
            .is_some_and(|rest| rest.starts_with(b"<?xml"));
        let ends_name = |&byte: &u8| name_byte(byte) == NameByte::No;
        if !starts || !bytes.get(self.pos() + 5).is_none_or(ends_name) {
            return Ok(None);
        }
        self.advance(5);
        let Some((version, version_at)) = self.pseudo_attribute("version")? else {
            self.space();
            return Err(self.unexpected("version=\"1.0\" in the XML declaration"));
        };
        let minor = version.strip_prefix("1.").unwrap_or_default();
        if minor.is_empty() || !minor.bytes().all(|b| b.is_ascii_digit()) {
            return Err(self.grammar(version_at, "the version of XML must be 1.0"));
        }
        let encoding = self.pseudo_attribute("encoding")?;
        if let Some((name, at)) = encoding {
            let mut bytes = name.bytes();
            let well_formed = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
                && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
            if !well_formed {
                return Err(self.grammar(
                    at,
                    "the name of an encoding starts with a letter and holds only letters, \
                     digits and . _ -",
                ));
            }
        }
        if let Some((standalone, at)) = self.pseudo_attribute("standalone")?
            && !matches!(standalone, "yes" | "no")
        {
            return Err(self.grammar(at, "standalone must be yes or no"));
        }
        self.space();
        if !self.eat("?>") {
            return Err(self.unexpected("?> at the end of the XML declaration"));
        }
        Ok(Some(Declaration {
            encoding: encoding.map(|(name, _)| name),
            encoding_at: encoding.map_or(0, |(_, at)| at),
        }))
    }

    /// One `name="value"` of the XML declaration and its value's place, if it comes next.
    fn pseudo_attribute(&mut self, name: &str) -> Result<Option<(&'a str, usize)>, Error> {
        let before = self.pos();
        if !(self.space() && self.eat(name)) {
            self.go_to(before);
            return Ok(None);
        }
        self.space();
        if !self.eat("=") {
            return Err(self.unexpected("= in the XML declaration"));
        }
        self.space();
        let value = self.attribute_value()?;
        Ok(Some((value.text, value.offset)))
    }
}
