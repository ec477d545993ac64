//! Dates, times, and parts of dates: each is kept as the date-time at which it starts.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::super::simple::trim;
use super::super::{FromText, TextWriter, ToText, ValueError};
use super::offset::Offset;
use super::parse::{Parser, parse};
use super::{DateTime, REFERENCE};

/// A date: `xs:date`.
///
/// It keeps its offset from UTC or the lack of one. It stands for the day that starts at midnight
/// by its own clock, and compares by that moment, as a [`DateTime`] does.
///
/// ```
/// use veeam_model::xml::Date;
///
/// let date: Date = "2002-10-10+13:00".parse()?;
/// assert_eq!((date.year(), date.month(), date.day()), (2002, 10, 10));
/// assert_eq!(date.offset_minutes(), Some(13 * 60));
/// assert_eq!(date, "2002-10-09-11:00".parse()?);
/// assert!(date < "2002-10-11".parse()?);
/// assert_eq!(date.to_string(), "2002-10-10+13:00");
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// The features `jiff`, `chrono` and `time` add conversions of dates without an offset.
///
/// Source: XML Schema Part 2, section 3.2.9.
#[derive(Clone, Copy)]
pub struct Date(DateTime);

/// A time of day: `xs:time`.
///
/// It keeps its offset from UTC, or the lack of one, and the fraction of the second to the last
/// digit. Times compare as [`DateTime`]s of one and the same day do; `24:00:00` is `00:00:00`.
///
/// ```
/// use veeam_model::xml::Time;
///
/// let time: Time = "16:00:00.0000000+01:00".parse()?;
/// assert_eq!(time, "15:00:00Z".parse()?);
/// assert_eq!(time.to_string(), "16:00:00.0000000+01:00");
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// The features `jiff`, `chrono` and `time` add conversions of times without an offset.
///
/// Source: XML Schema Part 2, section 3.2.8.
#[derive(Clone, Copy)]
pub struct Time(DateTime);

/// A year: `xs:gYear`.
///
/// ```
/// use veeam_model::xml::GYear;
///
/// let year: GYear = "2014Z".parse()?;
/// assert_eq!((year.year(), year.offset_minutes()), (2014, Some(0)));
/// assert!("-0044".parse::<GYear>()? < year);
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// Source: XML Schema Part 2, section 3.2.11.
#[derive(Clone, Copy)]
pub struct GYear(DateTime);

/// A month of one year: `xs:gYearMonth`.
///
/// ```
/// use veeam_model::xml::GYearMonth;
///
/// let month: GYearMonth = "2014-10".parse()?;
/// assert_eq!((month.year(), month.month()), (2014, 10));
/// assert!("2014-13".parse::<GYearMonth>().is_err());
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// Source: XML Schema Part 2, section 3.2.10.
#[derive(Clone, Copy)]
pub struct GYearMonth(DateTime);

/// A month of every year: `xs:gMonth`.
///
/// ```
/// use veeam_model::xml::GMonth;
///
/// let month: GMonth = "--10".parse()?;
/// assert_eq!(month.month(), 10);
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// Source: XML Schema Part 2, section 3.2.14.
#[derive(Clone, Copy)]
pub struct GMonth(DateTime);

/// A day of every year, as a birthday is one: `xs:gMonthDay`.
///
/// ```
/// use veeam_model::xml::GMonthDay;
///
/// let day: GMonthDay = "--02-29".parse()?;
/// assert_eq!((day.month(), day.day()), (2, 29));
/// assert!("--02-30".parse::<GMonthDay>().is_err());
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// Source: XML Schema Part 2, section 3.2.12.
#[derive(Clone, Copy)]
pub struct GMonthDay(DateTime);

/// A day of every month: `xs:gDay`.
///
/// ```
/// use veeam_model::xml::GDay;
///
/// let day: GDay = "---31".parse()?;
/// assert_eq!(day.day(), 31);
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// Source: XML Schema Part 2, section 3.2.13.
#[derive(Clone, Copy)]
pub struct GDay(DateTime);

impl Date {
    /// A date from its parts: `minutes_from_utc` is `None` for one without an offset. `None` if
    /// there is no such date.
    pub fn new(year: i32, month: u8, day: u8, minutes_from_utc: Option<i16>) -> Option<Self> {
        DateTime::new((year, month, day), (0, 0, 0), 0, minutes_from_utc).map(Date)
    }

    /// The date of a date-time.
    pub(super) fn of(at: &DateTime) -> Self {
        Date(DateTime {
            year: at.year,
            month: at.month,
            day: at.day,
            hour: 0,
            minute: 0,
            second: 0,
            digits: 0,
            fraction: 0,
            offset: at.offset,
        })
    }

    /// The year; negative before the common era, never 0.
    pub fn year(&self) -> i32 {
        self.0.year
    }

    /// The month, from 1.
    pub fn month(&self) -> u8 {
        self.0.month
    }

    /// The day of the month, from 1.
    pub fn day(&self) -> u8 {
        self.0.day
    }
}

impl Time {
    /// A time from its parts: `minutes_from_utc` is `None` for one without an offset. `None` if
    /// there is no such time; the hour 24 stands for midnight.
    pub fn new(
        (hour, minute, second): (u8, u8, u8),
        nanosecond: u32,
        minutes_from_utc: Option<i16>,
    ) -> Option<Self> {
        let DateTime {
            year, month, day, ..
        } = REFERENCE;
        let time = (hour, minute, second);
        DateTime::new((year, month, day), time, nanosecond, minutes_from_utc).map(Time)
    }

    /// The time of a date-time.
    pub(super) fn of(at: &DateTime) -> Self {
        Time(DateTime {
            year: REFERENCE.year,
            month: REFERENCE.month,
            day: REFERENCE.day,
            ..*at
        })
    }

    /// The hour, from 0 to 24.
    pub fn hour(&self) -> u8 {
        self.0.hour
    }

    /// The minute.
    pub fn minute(&self) -> u8 {
        self.0.minute
    }

    /// The second.
    pub fn second(&self) -> u8 {
        self.0.second
    }

    /// The fraction of the second in nanoseconds; digits after the ninth are cut off.
    pub fn nanosecond(&self) -> u32 {
        self.0.nanosecond()
    }

    /// How many digits the fraction of the second has.
    pub fn fraction_digits(&self) -> u8 {
        self.0.digits
    }
}

impl GYear {
    /// A year, and its offset from UTC if it has one. `None` for the year 0, and for an offset of
    /// more than 14 hours.
    pub fn new(year: i32, minutes_from_utc: Option<i16>) -> Option<Self> {
        DateTime::new((year, 1, 1), (0, 0, 0), 0, minutes_from_utc).map(GYear)
    }

    /// The year; negative before the common era, never 0.
    pub fn year(&self) -> i32 {
        self.0.year
    }
}

impl GYearMonth {
    /// A month from its parts, and its offset from UTC if it has one. `None` if there is no such
    /// month.
    pub fn new(year: i32, month: u8, minutes_from_utc: Option<i16>) -> Option<Self> {
        DateTime::new((year, month, 1), (0, 0, 0), 0, minutes_from_utc).map(GYearMonth)
    }

    /// The year; negative before the common era, never 0.
    pub fn year(&self) -> i32 {
        self.0.year
    }

    /// The month, from 1.
    pub fn month(&self) -> u8 {
        self.0.month
    }
}

impl GMonth {
    /// A month, and its offset from UTC if it has one. `None` if there is no such month.
    pub fn new(month: u8, minutes_from_utc: Option<i16>) -> Option<Self> {
        let date = (REFERENCE.year, month, 1);
        DateTime::new(date, (0, 0, 0), 0, minutes_from_utc).map(GMonth)
    }

    /// The month, from 1.
    pub fn month(&self) -> u8 {
        self.0.month
    }
}

impl GMonthDay {
    /// A day from its parts, and its offset from UTC if it has one. `None` if no year has such a
    /// day.
    pub fn new(month: u8, day: u8, minutes_from_utc: Option<i16>) -> Option<Self> {
        let date = (REFERENCE.year, month, day);
        DateTime::new(date, (0, 0, 0), 0, minutes_from_utc).map(GMonthDay)
    }

    /// The month, from 1.
    pub fn month(&self) -> u8 {
        self.0.month
    }

    /// The day of the month, from 1.
    pub fn day(&self) -> u8 {
        self.0.day
    }
}

impl GDay {
    /// A day, and its offset from UTC if it has one. `None` if no month has such a day.
    pub fn new(day: u8, minutes_from_utc: Option<i16>) -> Option<Self> {
        let date = (REFERENCE.year, REFERENCE.month, day);
        DateTime::new(date, (0, 0, 0), 0, minutes_from_utc).map(GDay)
    }

    /// The day of the month, from 1.
    pub fn day(&self) -> u8 {
        self.0.day
    }
}

/// The form of a type.
trait Form {
    /// What is expected where a text has another form.
    const FORM: &'static str;

    /// What is expected where a text of this form names what does not exist.
    const EXISTING: &'static str;

    /// Reads all but the offset.
    fn read(parser: &mut Parser<'_>) -> Option<DateTime>;

    /// Writes all but the offset.
    fn write(at: &DateTime, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// The moment at which the value starts.
    fn moment(at: DateTime) -> DateTime {
        at
    }
}

impl Form for Date {
    const FORM: &'static str = "a date such as 2014-10-19 or 2014-10-19+02:00";
    const EXISTING: &'static str = "a date that exists, with an offset of 14 hours at most";

    fn read(parser: &mut Parser<'_>) -> Option<DateTime> {
        parser.date()
    }

    fn write(at: &DateTime, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        at.write_date(f)
    }
}

impl Form for Time {
    const FORM: &'static str = "a time such as 05:59:18 or 05:59:18.25+02:00";
    const EXISTING: &'static str =
        "a time from 00:00:00 to 24:00:00, with an offset of 14 hours at most";

    fn read(parser: &mut Parser<'_>) -> Option<DateTime> {
        parser.time()
    }

    fn write(at: &DateTime, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        at.write_time(f)
    }

    fn moment(at: DateTime) -> DateTime {
        let hour = if at.hour == 24 { 0 } else { at.hour };
        DateTime { hour, ..at }
    }
}

impl Form for GYear {
    const FORM: &'static str = "a year such as 2014 or 2014+02:00";
    const EXISTING: &'static str = "a year other than 0, with an offset of 14 hours at most";

    fn read(parser: &mut Parser<'_>) -> Option<DateTime> {
        let year = parser.year()?;
        Some(DateTime {
            year,
            month: 1,
            day: 1,
            ..REFERENCE
        })
    }

    fn write(at: &DateTime, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        at.write_year(f)
    }
}

impl Form for GYearMonth {
    const FORM: &'static str = "a year and month such as 2014-10 or 2014-10+02:00";
    const EXISTING: &'static str =
        "a year and month that exist, with an offset of 14 hours at most";

    fn read(parser: &mut Parser<'_>) -> Option<DateTime> {
        parser.year_month()
    }

    fn write(at: &DateTime, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        at.write_year(f)?;
        write!(f, "-{:02}", at.month)
    }
}

impl Form for GMonth {
    const FORM: &'static str = "a month such as --10 or --10+02:00";
    const EXISTING: &'static str = "a month from --01 to --12, with an offset of 14 hours at most";

    fn read(parser: &mut Parser<'_>) -> Option<DateTime> {
        let month = parser.two_digits_after("--")?;
        Some(DateTime {
            month,
            day: 1,
            ..REFERENCE
        })
    }

    fn write(at: &DateTime, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--{:02}", at.month)
    }
}

impl Form for GMonthDay {
    const FORM: &'static str = "a month and day such as --10-19 or --10-19+02:00";
    const EXISTING: &'static str = "a month and day that exist, with an offset of 14 hours at most";

    fn read(parser: &mut Parser<'_>) -> Option<DateTime> {
        let month = parser.two_digits_after("--")?;
        let day = parser.two_digits_after("-")?;
        Some(DateTime {
            month,
            day,
            ..REFERENCE
        })
    }

    fn write(at: &DateTime, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--{:02}-{:02}", at.month, at.day)
    }
}

impl Form for GDay {
    const FORM: &'static str = "a day of the month such as ---19 or ---19+02:00";
    const EXISTING: &'static str = "a day from ---01 to ---31, with an offset of 14 hours at most";

    fn read(parser: &mut Parser<'_>) -> Option<DateTime> {
        let day = parser.two_digits_after("---")?;
        Some(DateTime { day, ..REFERENCE })
    }

    fn write(at: &DateTime, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "---{:02}", at.day)
    }
}

macro_rules! parts {
    ($($type:ident),+) => {$(
        impl $type {
            /// How many minutes the clock is ahead of UTC; `None` if the value does not say.
            pub fn offset_minutes(&self) -> Option<i16> {
                self.0.offset_minutes()
            }

            /// The moment at which the value starts.
            pub(super) fn start(&self) -> DateTime {
                Self::moment(self.0)
            }
        }

        impl FromStr for $type {
            type Err = ValueError;

            fn from_str(text: &str) -> Result<Self, ValueError> {
                parse(text, Self::read, Self::FORM, Self::EXISTING).map($type)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Self::write(&self.0, f)?;
                Offset::fmt(&self.0.offset, f)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.start() == other.start()
            }
        }

        impl Eq for $type {}

        impl Hash for $type {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.start().hash(state);
            }
        }

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                self.start().partial_cmp(&other.start())
            }
        }

        impl<'a> FromText<'a> for $type {
            fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
                trim(&text).parse()
            }
        }

        impl ToText for $type {
            fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
                out.write_display(self)
            }
        }

        crate::text_type!($type);
    )+};
}

parts!(Date, Time, GYear, GYearMonth, GMonth, GMonthDay, GDay);
