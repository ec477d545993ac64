//! Numbers of any size and precision.

#[cfg(feature = "rust_decimal")]
mod rust_decimal;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::simple::trim;
use super::{FromText, TextWriter, ToText, ValueError};

/// A decimal number of any size and precision: `xs:decimal`.
///
/// It keeps every digit as it came, and compares by value:
///
/// ```
/// use veeam_model::xml::Decimal;
///
/// let price: Decimal = "292.20".parse()?;
/// assert_eq!(price.to_string(), "292.20");
/// assert_eq!(price, "+0292.2".parse()?);
/// assert!(price < Decimal::from(293));
/// assert_eq!(price.to_f64(), 292.2);
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// The feature `rust_decimal` adds conversions from and to the type of that crate. Those of crates
/// for numbers of any size can be made of [`Decimal::as_str`].
///
/// Source: XML Schema Part 2, section 3.2.3.
#[derive(Clone)]
pub struct Decimal(Box<str>);

/// An integer of any size: `xs:integer`.
///
/// It keeps every digit as it came, and compares by value; see [`Decimal`].
///
/// ```
/// use veeam_model::xml::Integer;
///
/// let big: Integer = "18446744073709551616".parse()?;
/// assert_eq!(u64::try_from(&big).ok(), None);
/// assert_eq!(u128::try_from(&big).ok(), Some(1 << 64));
/// # Ok::<(), veeam_model::xml::ValueError>(())
/// ```
///
/// Source: XML Schema Part 2, section 3.3.13.
#[derive(Clone)]
pub struct Integer(Box<str>);

/// The value of a number: sign, digits before and after the point, both without zeros that change
/// nothing.
#[derive(PartialEq, Eq, Hash)]
struct Parts<'n> {
    negative: bool,
    whole: &'n str,
    fraction: &'n str,
}

impl<'n> Parts<'n> {
    fn of(text: &'n str) -> Self {
        let unsigned = text.trim_start_matches(['+', '-']);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let zero = whole.is_empty() && fraction.is_empty();
        Parts {
            negative: text.starts_with('-') && !zero,
            whole,
            fraction,
        }
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        let whole = self
            .whole
            .len()
            .cmp(&other.whole.len())
            .then_with(|| self.whole.cmp(other.whole));
        whole.then_with(|| self.fraction.cmp(other.fraction))
    }
}

impl Ord for Parts<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.magnitude(other),
            (true, true) => other.magnitude(self),
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        }
    }
}

impl PartialOrd for Parts<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty())
}

fn is_integer(text: &str) -> bool {
    is_decimal(text) && !text.contains('.')
}

macro_rules! number {
    ($type:ident, $is_lexical:ident, $expected:literal) => {
        impl $type {
            /// The number as it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The nearest floating-point number.
            pub fn to_f64(&self) -> f64 {
                // Every lexical form is one of Rust's too.
                self.0.parse().unwrap_or(f64::NAN)
            }
        }

        impl FromStr for $type {
            type Err = ValueError;

            fn from_str(text: &str) -> Result<Self, ValueError> {
                match $is_lexical(text) {
                    true => Ok($type(text.into())),
                    false => Err(ValueError::expected($expected)),
                }
            }
        }

        impl Default for $type {
            fn default() -> Self {
                $type("0".into())
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                Parts::of(&self.0) == Parts::of(&other.0)
            }
        }

        impl Eq for $type {}

        impl Hash for $type {
            fn hash<H: Hasher>(&self, state: &mut H) {
                Parts::of(&self.0).hash(state);
            }
        }

        impl Ord for $type {
            fn cmp(&self, other: &Self) -> Ordering {
                Parts::of(&self.0).cmp(&Parts::of(&other.0))
            }
        }

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl<'a> FromText<'a> for $type {
            fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
                trim(&text).parse()
            }
        }

        impl ToText for $type {
            fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
                out.write_plain(&self.0);
                Ok(())
            }
        }

        crate::text_type!($type);
    };
}

number!(Decimal, is_decimal, "a decimal number such as -1.50");
number!(Integer, is_integer, "an integer");

impl From<Integer> for Decimal {
    fn from(integer: Integer) -> Self {
        Decimal(integer.0)
    }
}

macro_rules! from_integers {
    ($($type:ty),+) => {$(
        impl From<$type> for Decimal {
            fn from(number: $type) -> Self {
                Decimal(number.to_string().into())
            }
        }

        impl From<$type> for Integer {
            fn from(number: $type) -> Self {
                Integer(number.to_string().into())
            }
        }

        impl TryFrom<&Integer> for $type {
            type Error = std::num::ParseIntError;

            /// Fails when the integer is out of range.
            fn try_from(integer: &Integer) -> Result<Self, Self::Error> {
                // A sign before zero is no number of an unsigned type to Rust.
                let parts = Parts::of(&integer.0);
                if parts.whole.is_empty() { "0".parse() } else { integer.0.parse() }
            }
        }
    )+};
}

#[cfg(feature = "validate")]
impl Decimal {
    /// How many digits it needs, and how many of them after the point.
    pub(super) fn digits(&self) -> (usize, usize) {
        let parts = Parts::of(&self.0);
        let fraction = parts.fraction.len();
        (parts.whole.len() + fraction, fraction)
    }
}

from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);
