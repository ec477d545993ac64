//! Durations.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::ops::{Neg, Range};
use std::str::FromStr;

use super::super::simple::trim;
use super::super::{FromText, TextWriter, ToText, ValueError};
use super::calendar::days_since_1970;
use super::fraction;
use super::parse::Parser;

/// A length of time: `xs:duration`.
///
/// It keeps which of its parts are there, and each to the last digit, so that it is written back
/// as it came. It takes no memory beyond itself.
///
/// Its value is a number of months and a number of seconds. Months differ in length, so one
/// duration comes before another only if it is the shorter one from whatever moment on:
///
/// ```
/// use veeam_model::xml::Duration;
///
/// let month: Duration = "P1M".parse()?;
/// assert!(month < "P32D".parse()?);
/// assert_eq!(month.partial_cmp(&"P30D".parse()?), None);
///
/// let day: Duration = "P1D".parse()?;
/// assert_eq!(day, "PT24H00M".parse()?);
/// assert_eq!(std::time::Duration::try_from(day)?.as_secs(), 86_400);
/// assert_eq!("-PT0.50S".parse::<Duration>()?.to_string(), "-PT0.50S");
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// Conversions from and to [`std::time::Duration`] are there, and with the features `jiff`,
/// `chrono` and `time` from and to the durations of the crates of these names. They fail rather
/// than lose anything: for a duration with months, for one.
///
/// Source: XML Schema Part 2, section 3.2.6. Durations with the same months and seconds are equal
/// as in XML Schema 1.1, which made clear what the order of version 1.0 says of them.
#[derive(Clone, Copy)]
pub struct Duration {
    negative: bool,
    /// Years, months, days, hours, minutes and seconds.
    parts: [u64; 6],
    /// How many digits each part has; none if the part is not there.
    widths: [u8; 6],
    /// How many digits the fraction of the second has.
    digits: u8,
    /// The digits of the fraction, as a number.
    fraction: u64,
}

/// What follows each part.
const DESIGNATORS: [u8; 6] = *b"YMDHMS";

/// The first part after the `T`.
const HOURS: usize = 3;

impl Duration {
    /// A duration from its parts: years, months and days, then hours, minutes and seconds. Those
    /// of 0 are left out. `None` if there is a whole second of nanoseconds.
    ///
    /// ```
    /// use veeam_model::xml::Duration;
    ///
    /// let half_past = Duration::new((0, 0, 1), (0, 30, 0), 0);
    /// assert_eq!(half_past.map(|duration| duration.to_string()).as_deref(), Some("P1DT30M"));
    /// ```
    pub fn new(
        (years, months, days): (u64, u64, u64),
        (hours, minutes, seconds): (u64, u64, u64),
        nanosecond: u32,
    ) -> Option<Self> {
        let parts = [years, months, days, hours, minutes, seconds];
        (nanosecond < 1_000_000_000).then(|| Duration::of_parts(parts, nanosecond))
    }

    fn of_parts(parts: [u64; 6], nanosecond: u32) -> Self {
        let (fraction, digits) = fraction::of_nanoseconds(nanosecond);
        let mut widths = parts.map(|part| if part == 0 { 0 } else { width(part) });
        let ([.., seconds], [.., seconds_width]) = (parts, &mut widths);
        if digits > 0 || parts == [0; 6] {
            *seconds_width = width(seconds);
        }
        Duration {
            negative: false,
            parts,
            widths,
            digits,
            fraction,
        }
    }

    /// As many seconds, in the canonical form of XML Schema 1.1.
    fn of_seconds(negative: bool, seconds: u64, nanosecond: u32) -> Self {
        let (days, of_day) = (seconds / 86_400, seconds % 86_400);
        let (hours, minutes, seconds) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        Duration {
            negative,
            ..Duration::of_parts([0, 0, days, hours, minutes, seconds], nanosecond)
        }
    }

    /// Whether it has a minus sign.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// The number of years; 0 if there is none.
    pub fn years(&self) -> u64 {
        let [years, ..] = self.parts;
        years
    }

    /// The number of months beside the years; 0 if there is none.
    pub fn months(&self) -> u64 {
        let [_, months, ..] = self.parts;
        months
    }

    /// The number of days; 0 if there is none.
    pub fn days(&self) -> u64 {
        let [_, _, days, ..] = self.parts;
        days
    }

    /// The number of hours beside the days; 0 if there is none.
    pub fn hours(&self) -> u64 {
        let [.., hours, _, _] = self.parts;
        hours
    }

    /// The number of minutes beside the hours; 0 if there is none.
    pub fn minutes(&self) -> u64 {
        let [.., minutes, _] = self.parts;
        minutes
    }

    /// The number of whole seconds beside the minutes; 0 if there is none.
    pub fn seconds(&self) -> u64 {
        let [.., seconds] = self.parts;
        seconds
    }

    /// The fraction of the second in nanoseconds; digits after the ninth are cut off.
    pub fn nanosecond(&self) -> u32 {
        fraction::nanoseconds(self.fraction, self.digits)
    }

    /// How many digits the fraction of the second has.
    pub fn fraction_digits(&self) -> u8 {
        self.digits
    }

    fn attoseconds(&self) -> u64 {
        fraction::attoseconds(self.fraction, self.digits)
    }

    /// All months, with the sign.
    fn all_months(&self) -> i128 {
        let [years, months, ..] = self.parts.map(i128::from);
        let all = years * 12 + months;
        if self.negative { -all } else { all }
    }

    /// All seconds, without the sign and the fraction.
    fn whole_seconds(&self) -> i128 {
        let [_, _, days, hours, minutes, seconds] = self.parts.map(i128::from);
        ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    }

    /// All seconds, rounded down, and the attoseconds that are left.
    fn all_seconds(&self) -> (i128, u64) {
        match (self.negative, self.whole_seconds(), self.attoseconds()) {
            (false, seconds, fraction) => (seconds, fraction),
            (true, seconds, 0) => (-seconds, 0),
            (true, seconds, fraction) => (-seconds - 1, fraction::SECOND - fraction),
        }
    }

    /// What makes two durations equal.
    fn key(&self) -> (i128, (i128, u64)) {
        (self.all_months(), self.all_seconds())
    }

    /// The moment that is the duration after the start of a month: seconds and attoseconds.
    fn after(&self, (year, month): (i32, i128)) -> (i128, u64) {
        /// In days; the calendar repeats itself after 400 years.
        const CYCLE: i128 = 146_097;
        let months = self.all_months() + month - 1;
        let years = months.div_euclid(12);
        // The remainders are less than 400 and 12.
        let year = year + i32::try_from(years.rem_euclid(400)).unwrap_or(0);
        let month = u8::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
        let days = years.div_euclid(400) * CYCLE + i128::from(days_since_1970(year, month, 1));
        let (seconds, fraction) = self.all_seconds();
        (days * 86_400 + seconds, fraction)
    }

    /// All whole seconds and the nanoseconds that are left, without the sign, if that is all that
    /// the duration is.
    fn exact(&self) -> Result<(u64, u32), ValueError> {
        if self.all_months() != 0 {
            return Err(ValueError::expected("a duration without years and months"));
        }
        if !self.attoseconds().is_multiple_of(fraction::NANOSECOND) {
            return Err(ValueError::expected(
                "a duration without fractions of a nanosecond",
            ));
        }
        let seconds = u64::try_from(self.whole_seconds()).map_err(|_| out_of_range())?;
        Ok((seconds, self.nanosecond()))
    }
}

/// How many digits a number has.
fn width(number: u64) -> u8 {
    // At most 20.
    u8::try_from(number.checked_ilog10().unwrap_or(0) + 1).unwrap_or(u8::MAX)
}

/// The duration with the other sign.
impl Neg for Duration {
    type Output = Duration;

    fn neg(self) -> Duration {
        Duration {
            negative: !self.negative,
            ..self
        }
    }
}

/// `PT0S`
impl Default for Duration {
    fn default() -> Self {
        Duration {
            negative: false,
            parts: [0; 6],
            widths: [0, 0, 0, 0, 0, 1],
            digits: 0,
            fraction: 0,
        }
    }
}

impl Duration {
    fn read(parser: &mut Parser<'_>) -> Option<Self> {
        let mut duration = Duration {
            negative: parser.eat(b'-'),
            widths: [0; 6],
            ..Duration::default()
        };
        if !parser.eat(b'P') {
            return None;
        }
        let date = duration.read_parts(0..HOURS, parser)?;
        let complete = match parser.eat(b'T') {
            true => duration.read_parts(HOURS..DESIGNATORS.len(), parser)?,
            false => date,
        };
        complete.then_some(duration)
    }

    /// Reads those of some parts that are there; says whether any is.
    fn read_parts(&mut self, which: Range<usize>, parser: &mut Parser<'_>) -> Option<bool> {
        let parts = self.parts.iter_mut().zip(&mut self.widths).zip(DESIGNATORS);
        let mut parts = parts.skip(which.start).take(which.len());
        let mut any = false;
        while let Some(number) = parser.number() {
            if parser.eat(b'.') {
                (self.fraction, self.digits) = parser.fraction()?;
            }
            // What is passed over cannot come any more.
            let ((part, width), designator) =
                parts.find(|(_, designator)| parser.eat(*designator))?;
            if self.digits > 0 && designator != b'S' {
                return None;
            }
            (*part, *width) = number;
            any = true;
        }
        Some(any)
    }
}

impl FromStr for Duration {
    type Err = ValueError;

    /// Reads the lexical form of `xs:duration`.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut parser = Parser::new(text);
        let read = Duration::read(&mut parser).filter(|_| parser.is_at_end());
        read.ok_or(ValueError::expected(
            "a duration such as P1Y2M3DT4H5M6.7S or -PT30M, with numbers less than 2^64 and at \
             most 18 digits after the point",
        ))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.negative { "-P" } else { "P" })?;
        let mut timed = false;
        for (at, ((part, width), designator)) in self
            .parts
            .iter()
            .zip(self.widths)
            .zip(DESIGNATORS)
            .enumerate()
        {
            let width = usize::from(width);
            if width == 0 {
                continue;
            }
            if at >= HOURS && !timed {
                f.write_str("T")?;
                timed = true;
            }
            write!(f, "{part:0width$}")?;
            if designator == b'S' {
                fraction::write(f, self.fraction, self.digits)?;
            }
            f.write_char(char::from(designator))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Duration {}

impl Hash for Duration {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

/// Source: XML Schema Part 2, section 3.2.6.2.
impl PartialOrd for Duration {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        /// Between them, months of every length follow in every order.
        const STARTS: [(i32, i128); 4] = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];
        if self == other {
            return Some(Ordering::Equal);
        }
        let from = |start| self.after(start).cmp(&other.after(start));
        let [first, others @ ..] = STARTS.map(from);
        // As many seconds as a number of months has are not the same as these months.
        let decided = first != Ordering::Equal && others.iter().all(|other| *other == first);
        decided.then_some(first)
    }
}

impl From<std::time::Duration> for Duration {
    fn from(from: std::time::Duration) -> Self {
        Duration::of_seconds(false, from.as_secs(), from.subsec_nanos())
    }
}

/// The duration. Fails for a negative one, for one with years or months, for more than 2^64
/// seconds and for fractions of a nanosecond.
impl TryFrom<Duration> for std::time::Duration {
    type Error = ValueError;

    fn try_from(from: Duration) -> Result<Self, ValueError> {
        match from.exact()? {
            (seconds, nanosecond) if !from.negative || (seconds, nanosecond) == (0, 0) => {
                Ok(std::time::Duration::new(seconds, nanosecond))
            }
            _ => Err(ValueError::expected("a duration that is not negative")),
        }
    }
}

/// For the crates whose durations are of signed seconds.
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
impl Duration {
    /// Of seconds and nanoseconds with the same sign.
    pub(super) fn from_signed(seconds: i64, nanoseconds: i32) -> Self {
        let negative = seconds < 0 || nanoseconds < 0;
        Duration::of_seconds(negative, seconds.unsigned_abs(), nanoseconds.unsigned_abs())
    }

    /// Seconds and nanoseconds with the same sign.
    pub(super) fn to_signed(self) -> Result<(i64, i32), ValueError> {
        let (seconds, nanosecond) = self.exact()?;
        let sign = if self.negative { -1 } else { 1 };
        let seconds = i64::try_from(i128::from(seconds) * i128::from(sign));
        let seconds = seconds.map_err(|_| out_of_range())?;
        // Less than a billion.
        let nanosecond = i32::try_from(nanosecond).unwrap_or(0);
        Ok((seconds, nanosecond * sign))
    }
}

#[cold]
pub(super) fn out_of_range() -> ValueError {
    ValueError::expected("a shorter duration: this one is out of the range of its type")
}

impl<'a> FromText<'a> for Duration {
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        trim(&text).parse()
    }
}

impl ToText for Duration {
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_display(self)
    }
}

crate::text_type!(Duration);

text_through! {
    Duration: std::time::Duration;
}
