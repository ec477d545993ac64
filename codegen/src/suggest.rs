//! Near names: what a misspelt name was probably meant to be.

use std::cell::Cell;

/// Near names among so many that to look for them costs something: once what may be spent is spent,
/// nothing is near. Who misspelt thousands of names is helped with the first.
pub(crate) struct Suggestions {
    /// How many pairs of letters may still be compared.
    left: Cell<usize>,
}

impl Default for Suggestions {
    fn default() -> Self {
        // A second in a debug build.
        Self {
            left: Cell::new(20_000_000),
        }
    }
}

impl Suggestions {
    /// The candidate that is most like a name, as [`nearest`] says.
    pub(crate) fn nearest<'a>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let affordable = candidates.into_iter().map_while(|candidate| {
            let cost = (name.len() + 1).saturating_mul(candidate.len() + 1);
            self.left.set(self.left.get().checked_sub(cost)?);
            Some(candidate)
        });
        nearest(name, affordable)
    }
}

/// The candidate that is most like a name, if one is like it enough to be meant: the first of
/// those with the fewest edits, of which a third of the name's letters may be.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = name.chars().count();
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        // Each letter more or less is an edit.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(edits, _)| *edits <= limit)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// The edits between two names: a change of case is none, so that it is the nearest of all.
fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(&a.to_lowercase(), &b.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Suggestions, nearest};

    #[test]
    fn finds_what_was_meant() {
        let names = ["element", "sequence", "complexType", "any"];
        assert_eq!(nearest("elment", names), Some("element"));
        assert_eq!(nearest("complextype", names), Some("complexType"));
        assert_eq!(nearest("sequnece", names), Some("sequence"));
        assert_eq!(nearest("annotation", names), None);
        assert_eq!(nearest("", names), None);
    }

    #[test]
    fn looks_no_further_than_it_may() {
        let suggestions = Suggestions::default();
        assert_eq!(suggestions.nearest("elment", ["element"]), Some("element"));
        let long = "n".repeat(10_000);
        assert_eq!(suggestions.nearest(&long, [&*format!("{long}m")]), None);
        assert_eq!(suggestions.nearest("elment", ["element"]), Some("element"));
        suggestions.left.set(60);
        assert_eq!(
            suggestions.nearest("elment", ["element", "elment2"]),
            Some("element")
        );
        assert_eq!(suggestions.nearest("elment", ["element"]), None);
    }
}
