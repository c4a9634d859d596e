//! Rows of a table. Rows and cells may say that they are repeated; only what bears a value is repeated here.

use std::collections::BTreeMap;

use super::super::super::error::WorkbookError;
use super::super::super::limits::Limit;
use super::super::super::package::over;
use super::super::super::reference::{CellRange, CellRef, MAX_COLUMNS, MAX_ROWS};
use super::super::super::xml::{Node, Tag, Walk};
use super::super::model::{Cell, Look, Sheet, Tally};
use super::cells;
use super::content::count;
use super::styles::Styles;

/// Longest run of blank cells, and most repetitions of a row of blank cells, whose look is kept: files end their rows
/// and sheets with runs to the end of the grid.
const LONGEST_BLANK_RUN: u32 = 256;
/// Ranges of a validation that a new one may be joined to: as many blocks side by side as a form has.
const JOINED: usize = 16;

/// Where the reading of a table stands.
pub(super) struct Rows<'a> {
    styles: &'a Styles,
    looks: BTreeMap<String, Look>,
    /// First and last column with the look of their blank cells, ascending.
    defaults: Vec<(u32, u32, Look)>,
    next: u32,
    validated: BTreeMap<String, Vec<CellRange>>,
}

/// A cell of one row and its repetitions.
struct Run {
    first: u32,
    repeated: u32,
    cell: Cell,
}

impl<'a> Rows<'a> {
    pub(super) fn new(styles: &'a Styles) -> Self {
        Self { styles, looks: BTreeMap::new(), defaults: Vec::new(), next: 0, validated: BTreeMap::new() }
    }

    /// The look of blank cells in a run of columns.
    pub(super) fn add_default(&mut self, first: u32, last: u32, look: Look) {
        self.defaults.push((first, last, look));
    }

    /// The ranges of each validation.
    pub(super) fn into_validated(self) -> BTreeMap<String, Vec<CellRange>> {
        self.validated
    }

    /// Reads the row that was just opened, to its end.
    pub(super) fn read(
        &mut self,
        walk: &mut Walk<'_>,
        tag: &Tag<'_>,
        sheet: &mut Sheet,
        tally: &mut Tally<'_>,
    ) -> Result<(), WorkbookError> {
        let (mut repeated, mut hidden, mut look) = (1, false, None);
        for attribute in tag.attributes() {
            let (key, value) = attribute?;
            match key {
                "table:number-rows-repeated" => repeated = count(&value, MAX_ROWS),
                "table:visibility" => hidden = &*value != "visible",
                "table:default-cell-style-name" => look = Some(self.look(&value)),
                _ => {}
            }
        }
        let first = self.next;
        self.next = first.saturating_add(repeated).min(MAX_ROWS);
        let repeated = self.next - first;
        if hidden && repeated > 0 {
            tally.range()?;
            sheet.hidden_rows.push((first, self.next - 1));
        }
        let mut runs = Vec::new();
        let mut column = 0;
        while let Some(node) = walk.inside(tag)? {
            match node {
                Node::Open(child) if matches!(child.local(), "table-cell" | "covered-table-cell") => {
                    let rows = (first, repeated);
                    column = self.cell(walk, &child, (column, look), rows, sheet, tally, &mut runs)?;
                }
                Node::Open(child) => walk.skip(&child)?,
                Node::Close | Node::Text(_) | Node::Eof => {}
            }
        }
        place(&runs, first, repeated, sheet, tally)
    }

    fn look(&mut self, style: &str) -> Look {
        if let Some(look) = self.looks.get(style) {
            return *look;
        }
        let look = self.styles.look(style);
        self.looks.insert(style.to_owned(), look);
        look
    }

    fn default_look(&self, column: u32) -> Look {
        let behind = self.defaults.partition_point(|(first, ..)| *first <= column);
        match behind.checked_sub(1).and_then(|at| self.defaults.get(at)) {
            Some((_, last, look)) if column <= *last => *look,
            _ => Look::default(),
        }
    }

    /// Reads a cell to its end; gives the column behind it.
    #[expect(clippy::too_many_arguments, reason = "a cell touches its row, its column and the sheet")]
    fn cell(
        &mut self,
        walk: &mut Walk<'_>,
        tag: &Tag<'_>,
        (column, row_look): (u32, Option<Look>),
        (row, rows): (u32, u32),
        sheet: &mut Sheet,
        tally: &mut Tally<'_>,
        runs: &mut Vec<Run>,
    ) -> Result<u32, WorkbookError> {
        let covered = tag.local() == "covered-table-cell";
        let read = cells::read(walk, tag)?;
        let next = column.saturating_add(read.repeated).min(MAX_COLUMNS);
        let repeated = next.saturating_sub(column);
        if repeated == 0 || rows == 0 || covered {
            return Ok(next);
        }
        let whole = CellRange {
            first: CellRef::new(row, column),
            last: CellRef::new(row + rows - 1, column + repeated - 1),
        };
        if let Some(validation) = read.validation {
            let ranges = self.validated.entry(validation).or_default();
            let above = ranges.iter_mut().rev().take(JOINED).find(|above| {
                above.last.row + 1 == row
                    && (above.first.column, above.last.column) == (whole.first.column, whole.last.column)
            });
            match above {
                Some(above) => above.last.row = whole.last.row,
                None => {
                    tally.range()?;
                    ranges.push(whole);
                }
            }
        }
        if read.spans != (1, 1) {
            tally.range()?;
            let last = CellRef::new(
                row.saturating_add(read.spans.0 - 1).min(MAX_ROWS - 1),
                column.saturating_add(read.spans.1 - 1).min(MAX_COLUMNS - 1),
            );
            sheet.merges.push(CellRange { first: whole.first, last });
        }
        let mut cell = read.cell;
        let number = cell.look.number;
        cell.look = match &read.style {
            Some(style) => self.look(style),
            None => row_look.unwrap_or_else(|| self.default_look(column)),
        };
        cell.look.number = number;
        runs.push(Run { first: column, repeated, cell });
        Ok(next)
    }
}

/// Puts the cells of a row and of its repetitions into the sheet.
fn place(
    runs: &[Run],
    first: u32,
    rows: u32,
    sheet: &mut Sheet,
    tally: &mut Tally<'_>,
) -> Result<(), WorkbookError> {
    let valued = |run: &&Run| run.cell.value.is_some();
    let values: u64 = runs.iter().filter(valued).map(|run| u64::from(run.repeated)).sum();
    let limits = tally.limits();
    if values > 0 && rows > limits.repeats {
        let bound = u64::from(limits.repeats);
        return Err(over(Limit::Repeats, limits, "the number of repetitions of one row", bound));
    }
    tally.expect(values.saturating_mul(u64::from(rows)))?;
    for row in first..first.saturating_add(rows) {
        for run in runs {
            if run.cell.value.is_none() && (run.repeated > LONGEST_BLANK_RUN || rows > LONGEST_BLANK_RUN) {
                continue;
            }
            for column in run.first..run.first + run.repeated {
                tally.cell(sheet, CellRef::new(row, column), run.cell.clone())?;
            }
        }
        if values == 0 && rows > LONGEST_BLANK_RUN {
            break;
        }
    }
    Ok(())
}
