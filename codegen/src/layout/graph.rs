//! Graphs whose nodes are numbers, each with a list of those that it leads to.

use std::collections::BTreeSet;

/// The cycles of a graph: the nodes in each lead to each other.
pub(super) fn cycles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let leads_to_itself = |id: &usize| edges.get(*id).is_some_and(|targets| targets.contains(id));
    let mut cycles = components(edges);
    cycles.retain(|nodes| nodes.len() > 1 || nodes.iter().any(leads_to_itself));
    cycles
}

/// The strongly connected components of a graph, by Kosaraju's algorithm, on lists instead of by
/// recursion: each before those that it leads to.
fn components(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for &to in targets {
            if let Some(sources) = reversed.get_mut(to) {
                sources.push(from);
            }
        }
    }
    let mut seen = vec![false; edges.len()];
    let starts = from_the_leaves(edges).into_iter().rev();
    starts
        .map(|start| finished(&reversed, start, &mut seen))
        .filter(|component| !component.is_empty())
        .collect()
}

/// Every node, after those that it leads to (unless they lead back to it).
pub(super) fn from_the_leaves(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; edges.len()];
    let starts = 0..edges.len();
    starts
        .flat_map(|start| finished(edges, start, &mut seen))
        .collect()
}

/// The nodes that can be reached from a node and were not seen before, each after those that it
/// leads to (unless they lead back to it).
fn finished(edges: &[Vec<usize>], start: usize, seen: &mut [bool]) -> Vec<usize> {
    let mut visit = |node: usize| match seen.get_mut(node) {
        Some(seen) if !*seen => {
            *seen = true;
            edges.get(node).map(|targets| (node, targets.iter()))
        }
        _ => None,
    };
    let mut finished = Vec::new();
    let mut path: Vec<_> = visit(start).into_iter().collect();
    while let Some((node, targets)) = path.last_mut() {
        match targets.next() {
            Some(&target) => path.extend(visit(target)),
            None => {
                finished.push(*node);
                path.pop();
            }
        }
    }
    finished
}

/// Whether a search from some node goes deeper than `most` nodes, which takes each edge in its turn and
/// goes to no node twice; where it cannot be told in time, it is said to.
pub(super) fn is_searched_deeper(edges: &[Vec<usize>], most: usize) -> bool {
    const STEPS: usize = 5_000_000;
    let mut steps = 0;
    // The start that has been to a node last, counted from 1.
    let mut visited = vec![0; edges.len()];
    for start in 0..edges.len() {
        let mut visit = |node: usize| match visited.get_mut(node) {
            Some(last) if *last <= start => {
                *last = start + 1;
                edges.get(node).map(|targets| targets.iter())
            }
            _ => None,
        };
        let mut path: Vec<_> = visit(start).into_iter().collect();
        while let Some(targets) = path.last_mut() {
            match targets.next() {
                Some(&target) => path.extend(visit(target)),
                None => {
                    path.pop();
                }
            }
            steps += 1;
            if path.len() > most || steps > STEPS {
                return true;
            }
        }
    }
    false
}

/// The edges without which no path has more than `most` nodes.
///
/// Nodes that lead to each other stay together where there are no more than that.
pub(super) fn too_deep(edges: &[Vec<usize>], most: usize) -> BTreeSet<(usize, usize)> {
    let mut paths = Paths {
        edges,
        most,
        longest: vec![0; edges.len()],
        cut: BTreeSet::new(),
    };
    let mut rank = vec![0; edges.len()];
    for (at, node) in from_the_leaves(edges).into_iter().enumerate() {
        if let Some(rank) = rank.get_mut(node) {
            *rank = at;
        }
    }
    for mut component in components(edges).into_iter().rev() {
        if component.len() <= most {
            paths.pass(&component);
        } else {
            component.sort_by_key(|node| rank.get(*node).copied());
            for node in component {
                paths.pass(&[node]);
            }
        }
    }
    paths.cut
}

struct Paths<'g> {
    edges: &'g [Vec<usize>],
    most: usize,
    /// How many nodes the longest path from each node has that has been passed; 0 from others.
    longest: Vec<usize>,
    cut: BTreeSet<(usize, usize)>,
}

impl Paths<'_> {
    /// Cuts the edges from `nodes`, of which a path may have all, that make a path too long, and those
    /// to nodes not passed before.
    fn pass(&mut self, nodes: &[usize]) {
        let mut longest = 0;
        for &from in nodes {
            for &to in self.edges.get(from).into_iter().flatten() {
                // Back to where the path has been is no longer path.
                if nodes.contains(&to) {
                    continue;
                }
                match self.longest.get(to) {
                    Some(&after @ 1..) if after + nodes.len() <= self.most => {
                        longest = longest.max(after);
                    }
                    _ => {
                        self.cut.insert((from, to));
                    }
                }
            }
        }
        for &node in nodes {
            if let Some(passed) = self.longest.get_mut(node) {
                *passed = longest + nodes.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_searched_deeper, too_deep};

    /// How many nodes the longest path has that goes through none twice.
    fn longest_path(edges: &[Vec<usize>], path: &mut Vec<usize>) -> usize {
        let mut longest = path.len();
        for &next in &edges[path[path.len() - 1]] {
            if !path.contains(&next) {
                path.push(next);
                longest = longest.max(longest_path(edges, path));
                path.pop();
            }
        }
        longest
    }

    proptest! {
        #[test]
        fn no_path_is_too_long_without_the_edges(
            edges in proptest::collection::vec(proptest::collection::vec(0..9_usize, 0..4), 9),
            most in 1..6_usize,
        ) {
            let cut = too_deep(&edges, most);
            prop_assert!(!cut.is_empty() || !is_searched_deeper(&edges, most));
            let kept: Vec<Vec<usize>> = edges
                .iter()
                .enumerate()
                .map(|(from, targets)| {
                    let kept = targets.iter().filter(|to| !cut.contains(&(from, **to)));
                    kept.copied().collect()
                })
                .collect();
            for start in 0..kept.len() {
                prop_assert!(longest_path(&kept, &mut vec![start]) <= most);
            }
        }
    }

    #[test]
    fn what_is_short_stays_as_it_is() {
        let ring = |nodes: usize| -> Vec<Vec<usize>> {
            (0..nodes)
                .map(|node| vec![node, (node + 1) % nodes])
                .collect()
        };
        assert!(too_deep(&ring(1), 1).is_empty());
        assert!(too_deep(&ring(4), 4).is_empty());
        assert_eq!(too_deep(&ring(5), 4).len(), 2);
        assert!(!is_searched_deeper(&ring(4), 4));
        assert!(is_searched_deeper(&ring(5), 4));
        // Any of a hundred leads to any other, but the first has been to all when it leads to the next.
        let mut star: Vec<Vec<usize>> = vec![vec![0]; 100];
        star[0] = (1..100).collect();
        assert!(!is_searched_deeper(&star, 3));
        assert!(!too_deep(&star, 3).is_empty());
    }
}
