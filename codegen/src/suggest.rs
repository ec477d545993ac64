//! Near names: what a misspelt name was probably meant to be.

/// The candidate that is most like a name, if one is like it enough to be meant: the first of
/// those with the fewest edits, of which a third of the name's letters may be.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(edits, _)| *edits <= limit)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// The edits between two names: a change of case is none, so that it is the nearest of all.
fn distance(a: &str, b: &str) -> usize {
    if a.len().abs_diff(b.len()) > a.len() {
        return usize::MAX;
    }
    strsim::osa_distance(&a.to_lowercase(), &b.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        let names = ["element", "sequence", "complexType", "any"];
        assert_eq!(nearest("elment", names), Some("element"));
        assert_eq!(nearest("complextype", names), Some("complexType"));
        assert_eq!(nearest("sequnece", names), Some("sequence"));
        assert_eq!(nearest("annotation", names), None);
        assert_eq!(nearest("", names), None);
    }
}
