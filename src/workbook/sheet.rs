//! A sheet as the rest of the program sees it.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::book::Book;
use super::cell::{Cell, Choices, Constraint, Value, Visibility};
use super::choices;
use super::error::WorkbookError;
use super::reference::{CellRange, CellRef};
use super::sheet_data::SheetData;
use super::styles::CellFormat;

/// A worksheet, or the whole of a csv file. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Sheet {
    book: Arc<Book>,
    number: usize,
    used: OnceLock<Option<CellRange>>,
}

impl Sheet {
    /// Why a hidden sheet, which then seems to be empty, could not be read; `None` where it was. Of visible ones the workbook
    /// does not open.
    pub fn unread(&self) -> Option<WorkbookError> {
        self.book.check_readable(self.number).err()
    }

    pub(super) fn new(book: Arc<Book>, number: usize) -> Self {
        Self { book, number, used: OnceLock::new() }
    }

    fn data(&self) -> &SheetData {
        self.book.data(self.number)
    }

    /// The name on the tab; empty for separated text.
    pub fn name(&self) -> &str {
        &self.book.index.sheets[self.number].name
    }

    /// Whether a user sees the sheet.
    pub fn visibility(&self) -> Visibility {
        self.book.index.sheets[self.number].visibility
    }

    /// Whether locked cells refuse a user's input.
    pub fn protected(&self) -> bool {
        self.data().protected
    }

    /// The stored cell, filled or only styled.
    pub fn cell(&self, at: CellRef) -> Option<&Cell> {
        self.data().cell(at)
    }

    /// The value of exactly that cell: a covered cell of a merged range has none.
    pub fn value(&self, at: CellRef) -> Option<&Value> {
        self.cell(at)?.value.as_ref()
    }

    /// The value as a person reads it, `""` if there is none.
    pub fn text(&self, at: CellRef) -> Cow<'_, str> {
        self.value(at).map_or(Cow::Borrowed(""), Value::display)
    }

    /// The rows that store cells with those cells, both ascending: `(row, [(column, cell)])`.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[(u32, Cell)])> {
        let data = self.data();
        data.rows.iter().filter(|row| row.end > row.first).map(|row| (row.number, data.cells_of(row)))
    }

    /// The stored cells of a row, by column.
    pub fn row(&self, row: u32) -> &[(u32, Cell)] {
        let data = self.data();
        data.row(row).map_or(&[], |row| data.cells_of(row))
    }

    /// The smallest range that holds every cell with a value.
    pub fn used_range(&self) -> Option<CellRange> {
        *self.used.get_or_init(|| used_range(self.data()))
    }

    /// The merged range that holds the cell.
    pub fn merge_at(&self, at: CellRef) -> Option<CellRange> {
        self.data().merges.find(at).map(|(range, _)| range)
    }

    /// The cell that bears the value: the top-left one of the merged range, or the cell itself.
    pub fn anchor(&self, at: CellRef) -> CellRef {
        self.merge_at(at).map_or(at, |range| range.first)
    }

    /// What the dropdown of the cell offers. Items are trimmed, each stands once, empty ones are left out.
    pub fn choices(&self, at: CellRef) -> Choices {
        choices::choices(&self.book, self.number, &self.data().validations.lists_at(at))
    }

    /// Whether the cell has a dropdown, resolved or not.
    pub fn has_dropdown(&self, at: CellRef) -> bool {
        !self.data().validations.lists_at(at).is_empty()
    }

    /// The validation of the cell that is no list.
    pub fn constraint(&self, at: CellRef) -> Option<&Constraint> {
        self.data().validations.constraint_at(at)
    }

    /// Whether the cell is locked by its format; that counts only where the sheet is protected.
    pub fn locked(&self, at: CellRef) -> bool {
        self.format(at).locked
    }

    /// The fill of the cell's format; 0 and 1 are none, whatever the workbook.
    pub fn fill(&self, at: CellRef) -> u32 {
        self.format(at).fill
    }

    /// Whether the font of the cell's format is bold.
    pub fn bold(&self, at: CellRef) -> bool {
        self.format(at).bold
    }

    /// The border of the cell's format; 0 is none.
    pub fn border(&self, at: CellRef) -> u32 {
        self.format(at).border
    }

    /// Whether the cell's format shows a number as its digits: General, or text.
    pub fn plain(&self, at: CellRef) -> bool {
        self.format(at).plain
    }

    /// Whether the row is hidden, filtered away or of no height.
    pub fn row_hidden(&self, row: u32) -> bool {
        let data = self.data();
        data.row(row).map_or(data.zero_height, |row| row.hidden)
    }

    /// Whether the column is hidden or of no width.
    pub fn column_hidden(&self, column: u32) -> bool {
        let data = self.data();
        data.columns_at(column).map_or(data.zero_width, |columns| columns.hidden)
    }

    /// The width that the sheet states for the column, in characters.
    pub fn column_width(&self, column: u32) -> Option<f64> {
        self.data().columns_at(column)?.width
    }

    /// The ranges of the tables (ListObjects), headers and totals included.
    pub fn tables(&self) -> &[CellRange] {
        &self.data().table_ranges
    }

    fn format(&self, at: CellRef) -> CellFormat {
        self.book.formats.get(style_at(self.data(), at))
    }
}

/// The format of a cell: its own, or else its row's, or else its column's.
pub(super) fn style_at(data: &SheetData, at: CellRef) -> u32 {
    data.cell(at).map(|cell| cell.style).unwrap_or_else(|| inherited_style(data, at))
}

/// The format that a cell takes which is not stored.
pub(super) fn inherited_style(data: &SheetData, at: CellRef) -> u32 {
    data.row(at.row)
        .and_then(|row| row.style)
        .or_else(|| data.columns_at(at.column).and_then(|columns| columns.style))
        .unwrap_or(0)
}

fn used_range(data: &SheetData) -> Option<CellRange> {
    let mut used: Option<CellRange> = None;
    for row in &data.rows {
        let filled = |cell: &&(u32, Cell)| cell.1.value.is_some();
        let cells = data.cells_of(row);
        let (Some((first, _)), Some((last, _))) =
            (cells.iter().find(filled), cells.iter().rev().find(filled))
        else {
            continue;
        };
        let (first, last) = (CellRef::new(row.number, *first), CellRef::new(row.number, *last));
        used = Some(match used {
            None => CellRange { first, last },
            Some(range) => CellRange {
                first: CellRef::new(range.first.row, range.first.column.min(first.column)),
                last: CellRef::new(last.row, range.last.column.max(last.column)),
            },
        });
    }
    used
}
