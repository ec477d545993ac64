//! From text to a date-time.

use std::str::FromStr;

use super::super::ValueError;
use super::{DateTime, MAX_DIGITS, Offset};

impl FromStr for DateTime {
    type Err = ValueError;

    /// Reads the lexical form of `xs:dateTime`.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut parser = Parser {
            rest: text.as_bytes(),
        };
        let parsed = parser.date_time().filter(|_| parser.rest.is_empty());
        let date_time = parsed
            .ok_or_else(|| ValueError::expected("a date and time such as 2014-10-19T05:59:18Z"))?;
        date_time.checked().ok_or_else(|| {
            ValueError::expected("a date and time that exist, with an offset of 14 hours at most")
        })
    }
}

struct Parser<'t> {
    rest: &'t [u8],
}

impl Parser<'_> {
    fn date_time(&mut self) -> Option<DateTime> {
        let year = self.year()?;
        let month = self.eat(b'-').then(|| self.two_digits())??;
        let day = self.eat(b'-').then(|| self.two_digits())??;
        let hour = self.eat(b'T').then(|| self.two_digits())??;
        let minute = self.eat(b':').then(|| self.two_digits())??;
        let second = self.eat(b':').then(|| self.two_digits())??;
        let (fraction, digits) = if self.eat(b'.') {
            self.fraction()?
        } else {
            (0, 0)
        };
        let offset = self.offset()?;
        Some(DateTime {
            year,
            month,
            day,
            hour,
            minute,
            second,
            digits,
            offset,
            fraction,
        })
    }

    fn eat(&mut self, byte: u8) -> bool {
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

    fn two_digits(&mut self) -> Option<u8> {
        Some(self.digit()? * 10 + self.digit()?)
    }

    /// At least four digits, and no more than needed.
    fn year(&mut self) -> Option<i32> {
        let negative = self.eat(b'-');
        let mut year: i64 = 0;
        let mut digits = 0;
        let leading_zero = self.rest.first() == Some(&b'0');
        while let Some(digit) = self.digit() {
            year = year.checked_mul(10)?.checked_add(i64::from(digit))?;
            digits += 1;
        }
        let canonical = digits == 4 || (digits > 4 && !leading_zero);
        let year = if negative { -year } else { year };
        i32::try_from(year).ok().filter(|_| canonical)
    }

    fn fraction(&mut self) -> Option<(u64, u8)> {
        let mut fraction: u64 = 0;
        let mut digits = 0;
        while let Some(digit) = self.digit() {
            if digits == MAX_DIGITS {
                return None;
            }
            fraction = fraction * 10 + u64::from(digit);
            digits += 1;
        }
        (digits > 0).then_some((fraction, digits))
    }

    fn offset(&mut self) -> Option<Offset> {
        if self.rest.is_empty() {
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
        let minutes = self
            .eat(b':')
            .then(|| self.two_digits())?
            .filter(|m| *m < 60)?;
        let minutes = i16::from(hours) * 60 + i16::from(minutes);
        Some(match (negative, minutes) {
            (true, 0) => Offset::MinusZero,
            (true, _) => Offset::Minutes(-minutes),
            (false, _) => Offset::Minutes(minutes),
        })
    }
}
