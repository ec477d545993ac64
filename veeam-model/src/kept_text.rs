//! What the values have in common that keep whatever text the server sends.

/// Implements the conversions of a type that wraps a `Box<str>`.
macro_rules! kept_text {
    ($($type:ident),+ $(,)?) => {$(
        impl $type {
            /// The whole text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                $type(text.into())
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                $type(text.into())
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl<'a> $crate::xml::FromText<'a> for $type {
            fn from_text(
                text: ::std::borrow::Cow<'a, str>,
            ) -> Result<Self, $crate::xml::ValueError> {
                Ok($type(text.into_owned().into()))
            }
        }

        impl $crate::xml::ToText for $type {
            fn to_text(
                &self,
                out: &mut $crate::xml::TextWriter<'_>,
            ) -> Result<(), $crate::xml::ValueError> {
                out.write_str(&self.0)
            }
        }

        $crate::text_type!($type);
    )+};
}

pub(crate) use kept_text;
