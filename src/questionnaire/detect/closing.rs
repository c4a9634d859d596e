//! Where the signatures begin below the questions: from there on nothing is a question.

use super::super::general::{heads_signature, is_general};
use super::super::text_signs::REQUESTED;
use super::columns::Layout;
use super::grid::Grid;
use super::rows::{has_dropdown, own_id};

/// The place among the rows where a signature block begins, or their number.
///
/// "Signature-based detection" in a list of topics is told apart by what follows: nothing that asks, and at least one
/// label for a name, a title or a date, or nothing at all.
pub(crate) fn from(grid: &Grid, layout: &Layout, rows: &[u32]) -> usize {
    let asks = |row: u32| {
        (grid.sign(row, layout.question).likeness >= REQUESTED
            && !is_general(grid.text(row, layout.question)))
            || has_dropdown(grid, layout, row)
            || own_id(grid, layout, row).is_some()
    };
    let last = rows.iter().rposition(|r| asks(*r)).map_or(0, |at| at + 1);
    let heads = |row: u32| {
        let cells = grid.row(row).map(|r| r.cells.as_slice()).unwrap_or_default();
        cells.first().is_some_and(|c| heads_signature(&c.text))
    };
    let Some(at) = (last..rows.len()).find(|at| heads(rows[*at])) else { return rows.len() };
    let labels = |row: &u32| grid.row(*row).is_some_and(|r| r.cells.iter().any(|c| is_general(&c.text)));
    let rest = &rows[at + 1..];
    if last > 0 && (rest.is_empty() || rest.iter().any(labels)) { at } else { rows.len() }
}
