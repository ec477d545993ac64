//! Truth values in any spelling.

use crate::kept_text::kept_text;

/// A truth value whose spelling varies: some documents have `True` where XML Schema has `true`.
///
/// It keeps any text the server sends, and gives the value where the text has one:
///
/// ```
/// use veeam_model::Flag;
///
/// assert_eq!(Flag::from("True").get(), Some(true));
/// assert_eq!(Flag::from("True").as_str(), "True");
/// assert_eq!(Flag::from(false).as_str(), "false");
/// assert_eq!(Flag::from("perhaps").get(), None);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Flag(Box<str>);

impl Flag {
    /// The value; `None` if the text is neither true, false, 1 nor 0.
    pub fn get(&self) -> Option<bool> {
        let text = self.0.trim();
        let is = |word: &str| text.eq_ignore_ascii_case(word);
        if is("true") || is("1") {
            Some(true)
        } else if is("false") || is("0") {
            Some(false)
        } else {
            None
        }
    }
}

impl From<bool> for Flag {
    fn from(value: bool) -> Self {
        Flag::from(if value { "true" } else { "false" })
    }
}

kept_text!(Flag);
