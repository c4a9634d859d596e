//! Ranges found by a cell: an interval tree over rows, so that neither many ranges nor huge ones are costly.

use super::reference::{CellRange, CellRef};

/// Ranges with a number each; the number is what a search gives back.
#[derive(Clone, Debug, Default)]
pub(super) struct RangeIndex {
    /// Sorted by first row.
    entries: Vec<(CellRange, u32)>,
    /// The last row of any range in the half of the entries that the one in the middle stands for.
    reach: Vec<u32>,
}

impl RangeIndex {
    /// An index of the ranges; equal ranges keep their order.
    pub(super) fn new(mut entries: Vec<(CellRange, u32)>) -> Self {
        entries.sort_by_key(|(range, _)| range.first.row);
        let mut reach = vec![0; entries.len()];
        fill(&entries, &mut reach, 0, entries.len());
        Self { entries, reach }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// A range that holds the cell.
    pub(super) fn find(&self, cell: CellRef) -> Option<(CellRange, u32)> {
        let mut found = None;
        self.search(cell, 0, self.entries.len(), &mut |range, number| {
            found = Some((range, number));
            false
        });
        found
    }

    /// The numbers of all ranges that hold the cell, ascending.
    pub(super) fn find_all(&self, cell: CellRef) -> Vec<u32> {
        let mut found = Vec::new();
        self.search(cell, 0, self.entries.len(), &mut |_, number| {
            found.push(number);
            true
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Calls `visit` for the ranges that hold the cell until it says false; says whether to go on.
    fn search(
        &self,
        cell: CellRef,
        lo: usize,
        hi: usize,
        visit: &mut dyn FnMut(CellRange, u32) -> bool,
    ) -> bool {
        if lo >= hi {
            return true;
        }
        let mid = lo + (hi - lo) / 2;
        if self.reach[mid] < cell.row {
            return true;
        }
        if !self.search(cell, lo, mid, visit) {
            return false;
        }
        let (range, number) = self.entries[mid];
        if range.first.row > cell.row {
            return true;
        }
        if range.contains(cell) && !visit(range, number) {
            return false;
        }
        self.search(cell, mid + 1, hi, visit)
    }
}

/// Sets the reach of the middles of `lo..hi`; the recursion is as deep as the logarithm of the length.
fn fill(entries: &[(CellRange, u32)], reach: &mut [u32], lo: usize, hi: usize) -> u32 {
    if lo >= hi {
        return 0;
    }
    let mid = lo + (hi - lo) / 2;
    let far =
        entries[mid].0.last.row.max(fill(entries, reach, lo, mid)).max(fill(entries, reach, mid + 1, hi));
    reach[mid] = far;
    far
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_tree_finds_what_a_linear_search_finds(
            ranges in prop::collection::vec((0u32..40, 0u32..8, 0u32..40, 0u32..8), 0..40),
            row in 0u32..45, column in 0u32..9,
        ) {
            let entries: Vec<_> = (0u32..).zip(&ranges)
                .map(|(n, r)| (CellRange::spanning(CellRef::new(r.0, r.1), CellRef::new(r.2, r.3)), n))
                .collect();
            let cell = CellRef::new(row, column);
            let expected: Vec<u32> = entries.iter().filter(|(r, _)| r.contains(cell)).map(|(_, n)| *n).collect();
            let index = RangeIndex::new(entries);
            prop_assert_eq!(index.find(cell).is_some(), !expected.is_empty());
            prop_assert_eq!(index.find_all(cell), expected);
        }
    }
}
