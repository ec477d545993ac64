//! The hours of a day in a schedule.

use crate::kept_text::kept_text;

/// What a schedule says of each hour of a day: 24 digits with commas between them, the first for
/// the hour that begins at midnight.
///
/// It keeps any text the server sends, and gives the digits where the text has them. What a digit
/// means depends on the schedule that holds it; known documents have 0, 1 and 2.
///
/// ```
/// use veeam_model::HourMask;
///
/// let mut digits = [0; 24];
/// digits[22] = 1;
/// let mask = HourMask::new(digits);
/// assert_eq!(mask.as_str(), "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0");
/// assert_eq!(mask.hours(), Some(digits));
/// assert_eq!(mask.hour(22), Some(1));
///
/// assert_eq!(HourMask::from("1,1").hours(), None);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct HourMask(Box<str>);

impl HourMask {
    /// A mask with a digit for each hour.
    pub fn new(hours: [u8; 24]) -> Self {
        let digits: Vec<String> = hours.iter().map(u8::to_string).collect();
        HourMask(digits.join(",").into())
    }

    /// The digit of each hour; `None` if the text is not 24 numbers.
    pub fn hours(&self) -> Option<[u8; 24]> {
        let numbers: Option<Vec<u8>> = self
            .0
            .split(',')
            .map(|digit| digit.trim().parse().ok())
            .collect();
        numbers?.try_into().ok()
    }

    /// The digit of an hour, from 0 to 23.
    pub fn hour(&self, hour: usize) -> Option<u8> {
        self.hours()?.get(hour).copied()
    }
}

impl From<[u8; 24]> for HourMask {
    fn from(hours: [u8; 24]) -> Self {
        HourMask::new(hours)
    }
}

kept_text!(HourMask);
