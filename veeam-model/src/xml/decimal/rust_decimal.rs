//! The type of the crate `rust_decimal`.

use std::borrow::Cow;

use super::super::{FromText, TextWriter, ToText, ValueError};
use super::Decimal;

impl From<rust_decimal::Decimal> for Decimal {
    fn from(number: rust_decimal::Decimal) -> Self {
        Decimal(number.to_string().into())
    }
}

/// The number. Fails for one that takes more than 96 bits or 28 digits after the point.
impl TryFrom<&Decimal> for rust_decimal::Decimal {
    type Error = ValueError;

    fn try_from(number: &Decimal) -> Result<Self, ValueError> {
        let text = number.as_str().trim_end_matches('.');
        rust_decimal::Decimal::from_str_exact(text).map_err(|_| {
            ValueError::expected(
                "a decimal number of at most 28 digits, as rust_decimal holds them",
            )
        })
    }
}

impl<'a> FromText<'a> for rust_decimal::Decimal {
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        (&Decimal::from_text(text)?).try_into()
    }
}

impl ToText for rust_decimal::Decimal {
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_display(self)
    }
}

crate::text_type!(rust_decimal::Decimal);
