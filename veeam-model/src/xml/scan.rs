//! The scanner: a cursor over the text that knows the grammar of each piece of markup, but
//! nothing of nesting, namespaces or limits.

use super::Error;
use super::chars::{self, NameByte, is_space, name_byte};
use super::error::Syntax;
use super::find::{count_letters, count_wide, find_quote, find_stop, starts_with};
use super::raw::{Raw, RawName};

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
    pub(crate) fn rest_bytes(&self) -> &'a [u8] {
        self.bytes().get(self.pos..).unwrap_or_default()
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
        let rest = self.rest_bytes();
        let found = rest.iter().position(|&b| b == byte);
        self.pos += found.map_or(rest.len(), |at| at + 1);
        found.is_some()
    }

    /// Passes everything.
    pub(crate) fn skip_past_all(&mut self) {
        self.pos = self.text.len();
    }

    /// Goes to a position where the cursor has been, or to the end of what has been looked at.
    pub(crate) fn go_to(&mut self, pos: usize) {
        self.pos = pos;
    }

    /// Passes this many bytes, none of which is in the middle of a character.
    #[inline]
    pub(crate) fn take(&mut self, bytes: usize) -> &'a str {
        let start = self.pos;
        self.pos += bytes;
        self.between(start, self.pos)
    }

    /// Goes where `rest`, the end of the text, starts.
    #[inline]
    pub(crate) fn go_to_rest(&mut self, rest: &[u8]) {
        self.pos = self.text.len() - rest.len();
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
        let found = starts_with(self.rest_bytes(), token.as_bytes());
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
        self.pos += simple_name_length(self.rest_bytes())?;
        self.text.get(start..self.pos)
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
            self.pos += find_stop(self.rest_bytes(), [quote, b'&', b'<']);
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
        let start = self.pos;
        let mut rest = self.rest_bytes();
        while let [b' ' | b'\n' | b'\t', after @ ..] = rest {
            rest = after;
        }
        let (_, rest) = rest
            .split_at_checked(find_stop(rest, [b'<', b'&', b']']))
            .unwrap_or_default();
        self.go_to_rest(rest);
        match rest.first() {
            Some(b'<') => Ok(Raw {
                text: self.between(start, self.pos),
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
            self.pos += find_stop(self.rest_bytes(), [b'<', b'&', b']']);
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
        let wide = count_wide(self.rest_bytes());
        if wide > 0 {
            self.pos += wide;
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
            self.pos += find_stop(self.rest_bytes(), [first, first, first]);
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

    /// Name and value of the declaration of a namespace that comes next, if it looks like most of
    /// them; the cursor stays.
    pub(crate) fn simple_declaration(&self) -> Option<(RawName<'a>, Raw<'a>)> {
        let named = self.rest().strip_prefix(" xmlns")?;
        let (prefix, local, after_name) = match named.strip_prefix(':') {
            None => ("", "xmlns", named),
            Some(local) => {
                let length = simple_name_length(local.as_bytes())?;
                let (local, after_name) = local.split_at_checked(length)?;
                ("xmlns", local, after_name)
            }
        };
        let length = simple_value(after_name.as_bytes())?.len();
        let quoted = after_name.strip_prefix("=\"")?;
        let value = Raw {
            text: quoted.get(..length)?,
            offset: self.text.len() - quoted.len(),
            plain: true,
        };
        Some((RawName { prefix, local }, value))
    }
}

/// Name and value of the attribute that `bytes` starts with, if it looks like most of them: one
/// blank, an ASCII name without a prefix, `=`, and a value in double quotes that means what it says.
#[inline(always)]
pub(crate) fn simple_attribute(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let [b' ', named @ ..] = bytes else {
        return None;
    };
    let (name, after_name) = named.split_at_checked(simple_name_length(named)?)?;
    Some((name, simple_value(after_name)?))
}

/// The value of a [`simple_attribute`] after its name.
#[inline(always)]
fn simple_value(bytes: &[u8]) -> Option<&[u8]> {
    let [b'=', b'"', quoted @ ..] = bytes else {
        return None;
    };
    let (value, after) = quoted.split_at_checked(find_quote(quoted))?;
    (after.first() == Some(&b'"')).then_some(value)
}

/// The length of the name that `bytes` starts with, if there is one, and it is ASCII and has no
/// prefix.
#[inline(always)]
fn simple_name_length(bytes: &[u8]) -> Option<usize> {
    let class = |at: usize| bytes.get(at).map_or(NameByte::No, |byte| name_byte(*byte));
    let mut length = count_letters(bytes);
    if length == 0 {
        if class(0) != NameByte::Start {
            return None;
        }
        length = 1;
    }
    loop {
        match class(length) {
            NameByte::Start | NameByte::Inner => length += 1,
            NameByte::No => return Some(length),
            NameByte::Colon | NameByte::NonAscii => return None,
        }
    }
}
