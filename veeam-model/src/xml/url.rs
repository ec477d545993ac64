//! The type of the crate `url`.

use std::borrow::Cow;

use url::Url;

use super::simple::trim;
use super::{FromText, TextWriter, ToText, ValueError};

/// A URL that the crate leaves as it is: another form of it would be lost.
///
/// Source: XML Schema Part 2, section 3.2.17.
impl<'a> FromText<'a> for Url {
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        let text = trim(&text);
        let url = Url::parse(text)
            .map_err(|_| ValueError::expected("an absolute URL such as https://example.com/a"))?;
        match url.as_str() == text {
            true => Ok(url),
            false => Err(ValueError::expected(format!(
                "a URL in its normal form, {url}; a String takes any form"
            ))),
        }
    }
}

impl ToText for Url {
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_str(self.as_str())
    }
}

crate::text_type!(Url);
