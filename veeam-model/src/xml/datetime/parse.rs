//! From text to date-times and their parts.

use std::str::FromStr;

use super::super::ValueError;
use super::fraction::MAX_DIGITS;
use super::offset::Offset;
use super::{DateTime, REFERENCE};

impl FromStr for DateTime {
    type Err = ValueError;

    /// Reads the lexical form of `xs:dateTime`.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        if let Some(date_time) = usual(text.as_bytes()).and_then(DateTime::checked) {
            return Ok(date_time);
        }
        let local = |parser: &mut Parser<'_>| {
            let date = parser.date()?;
            let time = parser.eat(b'T').then(|| parser.time())??;
            Some(DateTime {
                year: date.year,
                month: date.month,
                day: date.day,
                ..time
            })
        };
        parse(
            text,
            local,
            "a date and time such as 2014-10-19T05:59:18Z, with at most 18 digits of a second",
            "a date and time that exist, with an offset of 14 hours at most",
        )
    }
}

/// A text of the form `2014-10-19T05:59:18Z`.
#[inline]
fn usual(text: &[u8]) -> Option<DateTime> {
    let (&[date, time], &[a, b, c, d]) = text.as_chunks() else {
        return None;
    };
    let [century, _, year, _, _, month, _, _] = pairs_of_digits(date, *b"0000-00-")?;
    let [day, _, _, hour, _, _, minute, _] = pairs_of_digits(time, *b"00T00:00")?;
    let [_, second, ..] = pairs_of_digits([a, b, c, d, 0, 0, 0, 0], *b":00Z\0\0\0\0")?;
    Some(DateTime {
        year: i32::from(century) * 100 + i32::from(year),
        month,
        day,
        hour,
        minute,
        second,
        offset: Offset::Zulu,
        ..REFERENCE
    })
}

/// The number that a digit makes with the one after it, in the place of the first. `form` has zeros
/// where the digits must be; its other bytes must be as they are.
#[inline]
fn pairs_of_digits(bytes: [u8; 8], form: [u8; 8]) -> Option<[u8; 8]> {
    let each = |at_digit: u8, elsewhere: u8| {
        u64::from_le_bytes(form.map(|byte| if byte == b'0' { at_digit } else { elsewhere }))
    };
    // All eight at once: what is carried out of a byte comes from one that is wrong itself.
    let values = u64::from_le_bytes(bytes) ^ u64::from_le_bytes(form);
    let above_nine = values.wrapping_add(each(6, 0));
    if (values | above_nine) & each(0xf0, 0xff) != 0 {
        return None;
    }
    Some((values * 10 + (values >> 8)).to_le_bytes())
}

/// Reads a text of which `local` reads all but the offset. The two errors are for a text of
/// another form, and for one that names what does not exist.
pub(super) fn parse(
    text: &str,
    local: impl FnOnce(&mut Parser<'_>) -> Option<DateTime>,
    form: &'static str,
    existing: &'static str,
) -> Result<DateTime, ValueError> {
    let mut parser = Parser::new(text);
    let parsed = local(&mut parser).and_then(|local| {
        let offset = parser.offset()?;
        Some(DateTime { offset, ..local })
    });
    let parsed = parsed.filter(|_| parser.is_at_end());
    let parsed = parsed.ok_or(ValueError::expected(form))?;
    parsed.checked().ok_or(ValueError::expected(existing))
}

pub(super) struct Parser<'t> {
    rest: &'t [u8],
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Parser {
            rest: text.as_bytes(),
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// `yyyy-mm-dd`
    pub(super) fn date(&mut self) -> Option<DateTime> {
        let year_month = self.year_month()?;
        let day = self.two_digits_after("-")?;
        Some(DateTime { day, ..year_month })
    }

    /// `yyyy-mm`
    pub(super) fn year_month(&mut self) -> Option<DateTime> {
        let year = self.year()?;
        let month = self.two_digits_after("-")?;
        Some(DateTime {
            year,
            month,
            day: 1,
            ..REFERENCE
        })
    }

    /// `hh:mm:ss`, and a fraction of the second if there is one.
    pub(super) fn time(&mut self) -> Option<DateTime> {
        let hour = self.two_digits()?;
        let minute = self.two_digits_after(":")?;
        let second = self.two_digits_after(":")?;
        let (fraction, digits) = if self.eat(b'.') {
            self.fraction()?
        } else {
            (0, 0)
        };
        Some(DateTime {
            hour,
            minute,
            second,
            digits,
            fraction,
            ..REFERENCE
        })
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn digit(&mut self) -> Option<u8> {
        match self.rest.split_first() {
            Some((first @ b'0'..=b'9', rest)) => {
                self.rest = rest;
                Some(first - b'0')
            }
            _ => None,
        }
    }

    pub(super) fn two_digits_after(&mut self, separator: &str) -> Option<u8> {
        let separated = separator.bytes().all(|byte| self.eat(byte));
        separated.then(|| self.two_digits())?
    }

    fn two_digits(&mut self) -> Option<u8> {
        Some(self.digit()? * 10 + self.digit()?)
    }

    /// At least four digits, and no more than needed.
    pub(super) fn year(&mut self) -> Option<i32> {
        let negative = self.eat(b'-');
        let leading_zero = self.rest.first() == Some(&b'0');
        let (year, digits) = self.number()?;
        let canonical = digits == 4 || (digits > 4 && !leading_zero);
        let year = i64::try_from(year).ok().filter(|_| canonical)?;
        i32::try_from(if negative { -year } else { year }).ok()
    }

    /// A number, and how many digits it has.
    pub(super) fn number(&mut self) -> Option<(u64, u8)> {
        let mut number: u64 = 0;
        let mut digits: u8 = 0;
        while let Some(digit) = self.digit() {
            number = number.checked_mul(10)?.checked_add(u64::from(digit))?;
            digits = digits.checked_add(1)?;
        }
        (digits > 0).then_some((number, digits))
    }

    /// A number of digits that are not too many.
    pub(super) fn fraction(&mut self) -> Option<(u64, u8)> {
        self.number().filter(|(_, digits)| *digits <= MAX_DIGITS)
    }

    fn offset(&mut self) -> Option<Offset> {
        if self.is_at_end() {
            return Some(Offset::Absent);
        }
        if self.eat(b'Z') {
            return Some(Offset::Zulu);
        }
        let negative = self.eat(b'-');
        if !negative && !self.eat(b'+') {
            return None;
        }
        let hours = self.two_digits()?;
        let minutes = self.two_digits_after(":").filter(|m| *m < 60)?;
        let minutes = i16::from(hours) * 60 + i16::from(minutes);
        Some(match (negative, minutes) {
            (true, 0) => Offset::MinusZero,
            (true, _) => Offset::Minutes(-minutes),
            (false, _) => Offset::Minutes(minutes),
        })
    }
}
