//! Types of other crates as simple types.

use std::fmt;

use crate::xml::ValueError;

/// Lets types be read and written by way of ours: what our type cannot give or take is an error.
macro_rules! text_through {
    ($($ours:ident: $($theirs:ty),+;)+) => {$($(
        impl<'a> crate::xml::FromText<'a> for $theirs {
            fn from_text(
                text: ::std::borrow::Cow<'a, str>,
            ) -> Result<Self, crate::xml::ValueError> {
                <$ours as crate::xml::FromText<'a>>::from_text(text)?.try_into()
            }
        }

        impl crate::xml::ToText for $theirs {
            fn to_text(
                &self,
                out: &mut crate::xml::TextWriter<'_>,
            ) -> Result<(), crate::xml::ValueError> {
                let ours = $ours::try_from(*self)
                    .map_err(|error| crate::xml::datetime::through::no_form(self, &error.into()))?;
                crate::xml::ToText::to_text(&ours, out)
            }
        }

        crate::text_type!($theirs);
    )+)+};
}

/// Our type cannot take a value.
pub(super) fn no_form(value: &dyn fmt::Debug, error: &ValueError) -> ValueError {
    ValueError::expected(format!("{value:?} has no form in XML: {error}"))
}
