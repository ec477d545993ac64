//! One order of names out of many observed ones.

use std::collections::{BTreeMap, BTreeSet};

/// What the observed orders have in common.
#[derive(Debug, PartialEq)]
pub(super) struct Order<T> {
    /// Every name, so that each follows those it was seen to follow wherever these do not
    /// contradict each other.
    pub(super) names: Vec<T>,
    /// Whether an observed sequence is in another order.
    pub(super) contradicted: bool,
}

/// Merges sequences of names, in which a name may be repeated. Names that were never seen
/// together come in the order in which they were seen first.
pub(super) fn merge<T: Copy + Ord>(sequences: &[Vec<T>]) -> Order<T> {
    let mut first_seen = Vec::new();
    let mut after: BTreeMap<T, BTreeSet<T>> = BTreeMap::new();
    let mut before: BTreeMap<T, BTreeSet<T>> = BTreeMap::new();
    for sequence in sequences {
        let names = without_repetition(sequence);
        for &name in &names {
            if !before.contains_key(&name) {
                first_seen.push(name);
            }
            before.entry(name).or_default();
        }
        for pair in names.windows(2) {
            if let [a, b] = *pair {
                after.entry(a).or_default().insert(b);
                before.entry(b).or_default().insert(a);
            }
        }
    }
    let mut names = Vec::new();
    while !first_seen.is_empty() {
        // The first that no remaining name precedes; or, in a circle, the first.
        let free = first_seen
            .iter()
            .position(|name| before.get(name).is_none_or(BTreeSet::is_empty));
        let name = first_seen.remove(free.unwrap_or(0));
        for next in after.get(&name).into_iter().flatten() {
            if let Some(before) = before.get_mut(next) {
                before.remove(&name);
            }
        }
        names.push(name);
    }
    let place: BTreeMap<T, usize> = names
        .iter()
        .enumerate()
        .map(|(place, name)| (*name, place))
        .collect();
    let contradicted = sequences
        .iter()
        .any(|sequence| !sequence.is_sorted_by_key(|name| place.get(name)));
    Order {
        names,
        contradicted,
    }
}

fn without_repetition<T: Copy + Ord>(sequence: &[T]) -> Vec<T> {
    let mut seen = BTreeSet::new();
    sequence
        .iter()
        .copied()
        .filter(|name| seen.insert(*name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::merge;

    fn merged(sequences: &[&str]) -> (String, bool) {
        let sequences: Vec<Vec<char>> = sequences.iter().map(|s| s.chars().collect()).collect();
        let order = merge(&sequences);
        (order.names.into_iter().collect(), order.contradicted)
    }

    #[test]
    fn orders_are_merged() {
        assert_eq!(merged(&[]), (String::new(), false));
        assert_eq!(merged(&["ac", "bc", "ab"]), ("abc".into(), false));
        assert_eq!(merged(&["ad", "abd", "acd", "bc"]), ("abcd".into(), false));
        assert_eq!(merged(&["aabbb", "b"]), ("ab".into(), false));
        assert_eq!(merged(&["x", "a", "ax"]), ("ax".into(), false));
    }

    #[test]
    fn contradictions_are_noticed() {
        assert_eq!(merged(&["ab", "ba"]), ("ab".into(), true));
        assert_eq!(merged(&["aba"]), ("ab".into(), true));
        assert_eq!(merged(&["ab", "bc", "ca", "xa"]), ("xabc".into(), true));
    }
}
