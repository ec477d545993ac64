//! Integers other than 0.

use std::borrow::Cow;
use std::num::NonZero;

use super::{FromText, TextWriter, ToText, ValueError};

macro_rules! nonzero {
    ($($type:ty),+; $but:literal) => {$(
        impl<'a> FromText<'a> for NonZero<$type> {
            fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
                let number = <$type>::from_text(text).ok().and_then(NonZero::new);
                number.ok_or_else(|| {
                    let (min, max) = (NonZero::<$type>::MIN, NonZero::<$type>::MAX);
                    ValueError::expected(format!(concat!("an integer from {} to {}", $but), min, max))
                })
            }
        }

        impl ToText for NonZero<$type> {
            fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
                self.get().to_text(out)
            }
        }

        crate::text_type!(NonZero<$type>);
    )+};
}

nonzero!(i8, i16, i32, i64, i128, isize; " other than 0");
nonzero!(u8, u16, u32, u64, u128, usize; "");
