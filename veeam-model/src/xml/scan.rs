//! The scanner: a cursor over the text that knows the grammar of each piece of markup, but
//! nothing of nesting, namespaces or limits.

use std::borrow::Cow;
use std::fmt;

use super::chars::{self, NameByte, is_space, name_byte};
use super::error::Syntax;
use super::find::{find_stop, pass_letters, pass_wide, starts_with};
use super::{Error, decode};

/// A name as it stands in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct RawName<'a> {
    /// Empty where there is none.
    pub(crate) prefix: &'a str,
    pub(crate) local: &'a str,
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

/// A cursor over a text.
#[derive(Clone, Debug)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    pos: usize,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Scanner { text, pos: 0 }
    }

    #[inline]
    pub(crate) fn pos(&self) -> usize {
        self.pos
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    #[inline]
    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    #[inline]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes().get(self.pos).copied()
    }

    #[inline]
    pub(crate) fn peek_second(&self) -> Option<u8> {
        self.bytes().get(self.pos + 1).copied()
    }

    #[inline]
    pub(crate) fn advance(&mut self, bytes: usize) {
        self.pos += bytes;
    }

    /// Passes everything up to and including `byte`; says whether there was such a byte.
    pub(crate) fn skip_past(&mut self, byte: u8) -> bool {
        let rest = self.bytes().get(self.pos..).unwrap_or_default();
        let found = rest.iter().position(|&b| b == byte);
        self.pos += found.map_or(rest.len(), |at| at + 1);
        found.is_some()
    }

    /// Passes everything.
    pub(crate) fn skip_past_all(&mut self) {
        self.pos = self.text.len();
    }

    /// Goes back to a position where the cursor has been.
    pub(crate) fn rewind(&mut self, pos: usize) {
        self.pos = pos;
    }

    /// The text between two positions. Every position that the scanner keeps is next to ASCII or
    /// a whole character away from it, so the range is never in the middle of one.
    #[inline]
    fn between(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.pos..).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn eat(&mut self, token: &str) -> bool {
        let found = self
            .bytes()
            .get(self.pos..)
            .is_some_and(|rest| starts_with(rest, token.as_bytes()));
        if found {
            self.pos += token.len();
        }
        found
    }

    /// Passes white space; says whether there was any.
    #[inline]
    pub(crate) fn space(&mut self) -> bool {
        let bytes = self.bytes();
        let start = self.pos;
        let mut at = start;
        while bytes.get(at).copied().is_some_and(is_space) {
            at += 1;
        }
        self.pos = at;
        at > start
    }

    /// The error that something else, or nothing, stands at the cursor.
    #[cold]
    pub(crate) fn unexpected(&self, expected: &'static str) -> Error {
        let rest = self.rest();
        let syntax = match rest.chars().next() {
            None => Syntax::UnexpectedEnd {
                expected: expected.into(),
            },
            Some(c) if !chars::is_xml_char(c) => Syntax::InvalidChar(c),
            Some(c) => Syntax::Unexpected {
                found: c.to_string(),
                expected: expected.into(),
            },
        };
        Error::syntax(self.pos, syntax)
    }

    #[cold]
    pub(super) fn grammar(&self, offset: usize, rule: &'static str) -> Error {
        Error::syntax(offset, Syntax::Grammar(rule))
    }

    /// `QName`, where `expected` says what the name is for.
    ///
    /// Source: Namespaces in XML 1.0, production 7.
    #[inline(always)]
    pub(crate) fn name(&mut self, expected: &'static str) -> Result<RawName<'a>, Error> {
        match self.simple_name() {
            Some(local) => Ok(RawName { prefix: "", local }),
            None => self.prefixed_or_wide_name(expected),
        }
    }

    /// Passes a name that is ASCII and has no prefix; the cursor stays if there is none.
    #[inline(always)]
    pub(crate) fn simple_name(&mut self) -> Option<&'a str> {
        let start = self.pos;
        let end = end_of_ascii_name(self.bytes(), start)?;
        self.pos = end;
        self.text.get(start..end)
    }

    /// [`Scanner::name`] for names that are more than letters.
    #[inline(never)]
    pub(crate) fn prefixed_or_wide_name(
        &mut self,
        expected: &'static str,
    ) -> Result<RawName<'a>, Error> {
        let start = self.pos;
        self.ncname(expected)?;
        let colon = self.pos;
        if self.peek() != Some(b':') {
            return Ok(RawName {
                prefix: "",
                local: self.between(start, colon),
            });
        }
        self.pos += 1;
        self.ncname("a name after the colon")?;
        if self.peek() == Some(b':') {
            return Err(self.grammar(self.pos, "a name has at most one colon"));
        }
        Ok(RawName {
            prefix: self.between(start, colon),
            local: self.between(colon + 1, self.pos),
        })
    }

    /// Passes an `NCName`.
    #[inline]
    fn ncname(&mut self, expected: &'static str) -> Result<(), Error> {
        match self.peek().map(name_byte) {
            Some(NameByte::Start) => self.pos += 1,
            Some(NameByte::NonAscii) => self.wide_name_char(chars::is_ncname_start, expected)?,
            _ => return Err(self.unexpected(expected)),
        }
        loop {
            match self.peek().map(name_byte) {
                Some(NameByte::Start | NameByte::Inner) => self.pos += 1,
                Some(NameByte::NonAscii) => {
                    self.wide_name_char(chars::is_ncname_char, "a character that a name may hold")?;
                }
                _ => return Ok(()),
            }
        }
    }

    #[cold]
    fn wide_name_char(
        &mut self,
        fits: fn(char) -> bool,
        expected: &'static str,
    ) -> Result<(), Error> {
        match self.rest().chars().next() {
            Some(c) if fits(c) => {
                self.pos += c.len_utf8();
                Ok(())
            }
            _ => Err(self.unexpected(expected)),
        }
    }

    /// What most attributes look like: one blank, an ASCII name without a prefix, `=`, and a value
    /// in double quotes that means what it says. The cursor stays where it is; the end is the third
    /// of the result.
    #[inline(always)]
    pub(crate) fn simple_attribute(&self, at: usize) -> Option<(&'a str, Raw<'a>, usize)> {
        let bytes = self.bytes();
        let name = at + 1;
        if bytes.get(at) != Some(&b' ') {
            return None;
        }
        let name_end = end_of_ascii_name(bytes, name)?;
        let [b'=', b'"', ..] = bytes.get(name_end..)? else {
            return None;
        };
        let start = name_end + 2;
        let end = find_stop(bytes, start, [b'"', b'&', b'<']);
        if bytes.get(end) != Some(&b'"') {
            return None;
        }
        let value = Raw {
            text: self.between(start, end),
            offset: start,
            plain: true,
        };
        Some((self.between(name, name_end), value, end + 1))
    }

    /// `AttValue`, quotes included.
    ///
    /// Source: XML 1.0, production 10.
    #[inline(never)]
    pub(crate) fn attribute_value(&mut self) -> Result<Raw<'a>, Error> {
        let quote = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => quote,
            _ => return Err(self.unexpected("a value in quotes")),
        };
        self.pos += 1;
        let start = self.pos;
        let mut plain = true;
        loop {
            self.pos = find_stop(self.bytes(), self.pos, [quote, b'&', b'<']);
            match self.peek() {
                Some(byte) if byte == quote => break,
                Some(b'<') => {
                    return Err(self.grammar(
                        self.pos,
                        "< is not allowed in an attribute value; write it as &lt;",
                    ));
                }
                None => return Err(self.unexpected("the closing quote of an attribute value")),
                Some(_) => self.special_char(&mut plain, true)?,
            }
        }
        let value = Raw {
            text: self.between(start, self.pos),
            offset: start,
            plain,
        };
        self.pos += 1;
        Ok(value)
    }

    /// `CharData` and references, up to the next `<` or the end.
    ///
    /// Source: XML 1.0, production 14.
    #[inline(always)]
    pub(crate) fn char_data(&mut self) -> Result<Raw<'a>, Error> {
        let bytes = self.bytes();
        let start = self.pos;
        let mut at = start;
        while let Some(b' ' | b'\n' | b'\t') = bytes.get(at) {
            at += 1;
        }
        at = find_stop(bytes, at, [b'<', b'&', b']']);
        self.pos = at;
        match bytes.get(at) {
            Some(b'<') => Ok(Raw {
                text: self.between(start, at),
                offset: start,
                plain: true,
            }),
            _ => self.rest_of_char_data(start),
        }
    }

    /// [`Scanner::char_data`] from the first character on that needs a second look.
    #[inline(never)]
    fn rest_of_char_data(&mut self, start: usize) -> Result<Raw<'a>, Error> {
        let mut plain = true;
        loop {
            self.pos = find_stop(self.bytes(), self.pos, [b'<', b'&', b']']);
            match self.peek() {
                Some(b'<') | None => break,
                Some(b']') if self.rest().starts_with("]]>") => {
                    return Err(self.grammar(
                        self.pos,
                        "]]> is not allowed in text outside a CDATA section; write it as ]]&gt;",
                    ));
                }
                Some(_) => self.special_char(&mut plain, false)?,
            }
        }
        Ok(Raw {
            text: self.between(start, self.pos),
            offset: start,
            plain,
        })
    }

    /// Passes one character that needs a second look.
    #[inline]
    fn special_char(&mut self, plain: &mut bool, in_attribute: bool) -> Result<(), Error> {
        match self.peek() {
            Some(b'&') => {
                *plain = false;
                self.reference().map(|_| ())
            }
            Some(b'\r') => {
                *plain = false;
                self.pos += 1;
                Ok(())
            }
            Some(b'\t' | b'\n') => {
                *plain &= !in_attribute;
                self.pos += 1;
                Ok(())
            }
            _ => self.checked_char(),
        }
    }

    /// Passes a character after a check that XML allows it, or several beyond ASCII that need none.
    #[inline]
    fn checked_char(&mut self) -> Result<(), Error> {
        let wide_end = pass_wide(self.bytes(), self.pos);
        if wide_end > self.pos {
            self.pos = wide_end;
            return Ok(());
        }
        match self.rest().chars().next() {
            Some(c) if chars::is_xml_char(c) => {
                self.pos += c.len_utf8();
                Ok(())
            }
            _ => Err(self.unexpected("a character")),
        }
    }

    /// `Reference`: the character that it stands for.
    ///
    /// Source: XML 1.0, productions 66 to 68, section 4.6.
    pub(crate) fn reference(&mut self) -> Result<char, Error> {
        let start = self.pos;
        self.advance(1);
        if self.peek() == Some(b'#') {
            self.advance(1);
            return self.char_reference(start);
        }
        let name_start = self.pos;
        self.ncname("the name of an entity after &; write & itself as &amp;")?;
        let name = self.between(name_start, self.pos);
        if !self.eat(";") {
            return Err(self.unexpected("; at the end of a reference; write & itself as &amp;"));
        }
        match name {
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "amp" => Ok('&'),
            "apos" => Ok('\''),
            "quot" => Ok('"'),
            _ => Err(Error::syntax(start, Syntax::UnknownEntity(name.to_owned()))),
        }
    }

    fn char_reference(&mut self, start: usize) -> Result<char, Error> {
        let radix = if self.eat("x") { 16 } else { 10 };
        let digits_at = self.pos;
        let mut code: u32 = 0;
        while let Some(digit) = self
            .peek()
            .and_then(|byte| char::from(byte).to_digit(radix))
        {
            // More digits than a code point has stay out of range: they must not wrap around.
            code = code.saturating_mul(radix).saturating_add(digit);
            self.advance(1);
        }
        if self.pos == digits_at {
            return Err(self.unexpected("the digits of a character reference"));
        }
        if !self.eat(";") {
            return Err(self.unexpected("; at the end of a character reference"));
        }
        match char::from_u32(code) {
            Some(c) if chars::is_xml_char(c) => Ok(c),
            Some(c) => Err(Error::syntax(start, Syntax::InvalidChar(c))),
            None => Err(self.grammar(start, "the reference stands for no character of Unicode")),
        }
    }

    /// Passes everything up to and including `end`, which `expected` describes, and checks the
    /// characters; the result is what stands before `end`.
    fn until(&mut self, end: &str, expected: &'static str) -> Result<Raw<'a>, Error> {
        let first = end.as_bytes().first().copied().unwrap_or_default();
        let start = self.pos;
        let mut plain = true;
        loop {
            self.pos = find_stop(self.bytes(), self.pos, [first, first, first]);
            let stop = self.pos;
            if self.eat(end) {
                return Ok(Raw {
                    text: self.between(start, stop),
                    offset: start,
                    plain,
                });
            }
            match self.peek() {
                None => return Err(self.unexpected(expected)),
                Some(byte) => {
                    plain &= byte != b'\r';
                    self.checked_char()?;
                }
            }
        }
    }

    /// The rest of a comment after `<!--`.
    ///
    /// Source: XML 1.0, production 15.
    pub(crate) fn comment(&mut self) -> Result<(), Error> {
        self.until("--", "--> at the end of a comment")?;
        match self.eat(">") {
            true => Ok(()),
            false => Err(self.grammar(self.pos - 2, "-- is not allowed within a comment")),
        }
    }

    /// The rest of a CDATA section after `<![CDATA[`: its text, where only line ends are still to
    /// be normalised.
    ///
    /// Source: XML 1.0, productions 18 to 21.
    pub(crate) fn cdata(&mut self) -> Result<Raw<'a>, Error> {
        self.until("]]>", "]]> at the end of a CDATA section")
    }

    /// The rest of a processing instruction after `<?`.
    ///
    /// Source: XML 1.0, production 16; Namespaces in XML 1.0, section 7 (no colon in a target).
    pub(crate) fn instruction(&mut self) -> Result<(), Error> {
        let start = self.pos;
        self.ncname("the target of a processing instruction")?;
        let target = self.between(start, self.pos);
        if target.eq_ignore_ascii_case("xml") {
            let rule = match target {
                "xml" => "an XML declaration may stand at the very start of a document only",
                _ => {
                    "the target of a processing instruction must not be xml in any case of letters"
                }
            };
            return Err(self.grammar(start, rule));
        }
        if self.eat("?>") {
            return Ok(());
        }
        if !self.space() {
            return Err(
                self.unexpected("white space or ?> after the target of a processing instruction")
            );
        }
        self.until("?>", "?> at the end of a processing instruction")
            .map(|_| ())
    }
}

/// The end of a name at `at` that is ASCII and has no prefix; `None` if there is no such name.
#[inline(always)]
fn end_of_ascii_name(bytes: &[u8], at: usize) -> Option<usize> {
    let class = |at: usize| bytes.get(at).map_or(NameByte::No, |byte| name_byte(*byte));
    let mut end = pass_letters(bytes, at);
    if end == at {
        if class(at) != NameByte::Start {
            return None;
        }
        end += 1;
    }
    loop {
        match class(end) {
            NameByte::Start | NameByte::Inner => end += 1,
            NameByte::No => return Some(end),
            NameByte::Colon | NameByte::NonAscii => return None,
        }
    }
}
