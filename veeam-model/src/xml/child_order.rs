//! Children in the order of the document they came in, where that is not the order of the schema.
//!
//! A type writes its children in schema order. Where they came in another one, it notes where each
//! starts, and puts them into the order they came in when all are written.

use std::collections::BTreeMap;
use std::ops::Range;

/// The declared children of one element as they are being written.
#[derive(Debug)]
pub(super) struct Chunks<'o> {
    /// The children that came from the first on that was out of order, each by its place: its index
    /// in schema order. Those before them were in order.
    tail: &'o [usize],
    /// The place of each child that is written, and where its text starts.
    starts: Vec<(usize, usize)>,
}

impl<'o> Chunks<'o> {
    /// For an element with such children; `None` if all were in order.
    pub(super) fn new(tail: &'o [usize]) -> Option<Self> {
        (!tail.is_empty()).then(|| Chunks {
            tail,
            starts: Vec::new(),
        })
    }

    /// Whether no child is written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Notes that the child in a place starts here. What follows it up to the next child, unknown
    /// elements among it, goes with it.
    pub(super) fn start(&mut self, place: usize, at: usize) {
        self.starts.push((place, at));
    }

    /// Puts the children, the last of which ends with the text, into the order they came in. Of a
    /// place that has another number of children than came, the last ones are those of the tail.
    pub(super) fn reorder(self, out: &mut String) {
        let Some(&(_, first)) = self.starts.first() else {
            return;
        };
        let ends = self.starts.iter().skip(1).map(|(_, at)| *at);
        let ends = ends.chain([out.len()]);
        let mut chunks: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
        for ((place, start), end) in self.starts.iter().zip(ends) {
            chunks.entry(*place).or_default().push(*start..end);
        }
        let mut in_tail: BTreeMap<usize, usize> = BTreeMap::new();
        for place in self.tail {
            *in_tail.entry(*place).or_default() += 1;
        }
        let mut ordered = String::with_capacity(out.len() - first);
        let mut rest: BTreeMap<usize, std::vec::IntoIter<Range<usize>>> = BTreeMap::new();
        let mut put = |chunk: Range<usize>| ordered.push_str(out.get(chunk).unwrap_or_default());
        for (place, mut chunks) in chunks {
            let later = in_tail.get(&place).copied().unwrap_or_default();
            let later = chunks.split_off(chunks.len().saturating_sub(later));
            chunks.into_iter().for_each(&mut put);
            rest.insert(place, later.into_iter());
        }
        let tail = self.tail.iter();
        tail.filter_map(|place| rest.get_mut(place)?.next())
            .for_each(&mut put);
        out.truncate(first);
        out.push_str(&ordered);
    }
}
