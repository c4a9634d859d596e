//! What a sheet part holds, indexed by row and column.

use super::cell::Cell;
use super::ranges::RangeIndex;
use super::reference::{CellRange, CellRef};
use super::tables::Table;
use super::validations::Validations;

/// What a sheet part holds.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetData {
    /// Rows that hold cells, have a format or are hidden; ascending.
    pub(super) rows: Vec<Row>,
    /// The cells of all rows, one row after the other, each by its column.
    pub(super) cells: Vec<(u32, Cell)>,
    /// Formats and widths of columns, ascending.
    pub(super) columns: Vec<Columns>,
    /// Merged ranges.
    pub(super) merges: RangeIndex,
    /// Ranges of array formulas and data tables.
    pub(super) arrays: RangeIndex,
    /// Data validations, classic and x14.
    pub(super) validations: Validations,
    /// Whether the sheet is protected.
    pub(super) protected: bool,
    /// Whether rows that the part does not store are hidden.
    pub(super) zero_height: bool,
    /// Whether columns that the part does not store are hidden.
    pub(super) zero_width: bool,
    /// Whether any cell holds a formula.
    pub(super) has_formulas: bool,
    /// Relationship ids of the tables.
    pub(super) table_ids: Vec<String>,
    /// The tables, added by the caller, who has their parts.
    pub(super) tables: Vec<Table>,
    /// The ranges of the tables.
    pub(super) table_ranges: Vec<CellRange>,
}

/// A stored row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Its number, from 0.
    pub(super) number: u32,
    /// The first of its cells in [`SheetData::cells`].
    pub(super) first: u32,
    /// Behind the last of its cells.
    pub(super) end: u32,
    /// The format that cells take which it does not store.
    pub(super) style: Option<u32>,
    pub(super) hidden: bool,
}

/// A `col` element: neighbouring columns with one width and format.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) width: Option<f64>,
    pub(super) style: Option<u32>,
    pub(super) hidden: bool,
}

impl SheetData {
    /// The stored row of that number.
    pub(super) fn row(&self, number: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok().map(|at| &self.rows[at])
    }

    /// The cells of a row.
    pub(super) fn cells_of(&self, row: &Row) -> &[(u32, Cell)] {
        &self.cells[row.first as usize..row.end as usize]
    }

    /// The stored cell.
    pub(super) fn cell(&self, at: CellRef) -> Option<&Cell> {
        let cells = self.cells_of(self.row(at.row)?);
        cells.binary_search_by_key(&at.column, |(column, _)| *column).ok().map(|found| &cells[found].1)
    }

    /// The `col` element that a column falls under.
    pub(super) fn columns_at(&self, column: u32) -> Option<&Columns> {
        let behind = self.columns.partition_point(|columns| columns.first <= column);
        self.columns[..behind].last().filter(|columns| column <= columns.last)
    }
}
