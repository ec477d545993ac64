//! Versions of products.

use std::cmp::Ordering;

use crate::kept_text::kept_text;

/// The version of a product, such as `12.0.0.1420`.
///
/// It keeps any text the server sends, and gives the numbers where the text has them:
///
/// ```
/// use veeam_model::Version;
///
/// let version = Version::from("12.0.0.1420");
/// assert_eq!(version.numbers().collect::<Vec<_>>(), [12, 0, 0, 1420]);
/// assert!(version > Version::from("9.5"));
/// assert_eq!(version.to_string(), "12.0.0.1420");
/// ```
///
/// Versions are in the order of their numbers. `9.5` and `9.5.0` are two versions, the shorter one
/// before the longer.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Version(Box<str>);

impl Version {
    /// The numbers between the dots, up to the first part that is none.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        self.0.split('.').map_while(|part| part.trim().parse().ok())
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        // The texts decide where the numbers are the same, so that only equal ones compare so.
        (self.numbers().cmp(other.numbers())).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

kept_text!(Version);
