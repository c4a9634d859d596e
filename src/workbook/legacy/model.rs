//! A workbook of any format, as far as it is carried over: what the readers fill in and the writer takes.

use super::super::cell::Visibility;
use super::super::edit::{LONGEST_TEXT, plain};
use super::super::error::WorkbookError;
use super::super::limits::{Limit, Limits};
use super::super::package::over;
use super::super::reference::{CellRange, CellRef, MAX_COLUMNS, MAX_ROWS};

/// The sheets in the order of their tabs.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Sheet>,
    pub(super) date1904: bool,
}

/// One sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    pub(super) protected: bool,
    /// In any order; of two for one place the later counts.
    pub(super) cells: Vec<(CellRef, Cell)>,
    pub(super) merges: Vec<CellRange>,
    pub(super) columns: Vec<Columns>,
    /// First and last of hidden runs of rows.
    pub(super) hidden_rows: Vec<(u32, u32)>,
    pub(super) rules: Vec<Rule>,
}

impl Sheet {
    pub(super) fn new(name: String, visibility: Visibility) -> Self {
        Self {
            name,
            visibility,
            protected: false,
            cells: Vec::new(),
            merges: Vec::new(),
            columns: Vec::new(),
            hidden_rows: Vec::new(),
            rules: Vec::new(),
        }
    }
}

/// A cell with a value, or a blank one with a look.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    pub(super) value: Option<Value>,
    pub(super) formula: bool,
    pub(super) look: Look,
}

/// A value; dates are numbers with a look.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(f64),
    Bool(bool),
    Error(&'static str),
}

/// The little of a format that says what a cell is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Look {
    pub(super) bold: bool,
    /// Red, green and blue of a solid fill.
    pub(super) fill: Option<u32>,
    pub(super) border: bool,
    /// Open to input on a protected sheet.
    pub(super) unlocked: bool,
    pub(super) number: NumberLook,
}

/// How a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum NumberLook {
    #[default]
    General,
    Date,
    DateTime,
    Time,
    Percent,
}

/// Columns beside each other that share a width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub(super) first: u32,
    pub(super) last: u32,
    /// In characters.
    pub(super) width: Option<f64>,
    pub(super) hidden: bool,
}

/// A data validation.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) ranges: Vec<CellRange>,
    pub(super) allows: Allows,
}

/// What a validation lets through.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Allows {
    /// One of these.
    Items(Vec<String>),
    /// One of the values of a range; the sheet by its place, the rule's own if `None`.
    Range(Option<usize>, CellRange),
    /// A list whose source is not understood: the cell must not pass for free.
    UnknownList,
    /// A text of at most so many characters.
    TextLength(u32),
    /// A number, a date or a time.
    Number,
}

/// Counts what is taken in from all sheets.
#[derive(Debug)]
pub(super) struct Tally<'l> {
    limits: &'l Limits,
    cells: usize,
    stored: usize,
    text: usize,
    ranges: usize,
}

impl<'l> Tally<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, cells: 0, stored: 0, text: 0, ranges: 0 }
    }

    /// Takes a cell in; one outside the grid, or one that says nothing, is left out. Texts are made such as a cell
    /// holds.
    pub(super) fn cell(
        &mut self,
        sheet: &mut Sheet,
        at: CellRef,
        mut cell: Cell,
    ) -> Result<(), WorkbookError> {
        if let Some(Value::Text(text)) = &mut cell.value {
            make_plain(text);
        }
        if cell.value.as_ref().is_some_and(|value| matches!(value, Value::Text(text) if text.is_empty())) {
            cell.value = None;
        }
        if matches!(cell.value, Some(Value::Number(number)) if !number.is_finite()) {
            cell.value = Some(Value::Error("#NUM!"));
        }
        if at.row >= MAX_ROWS || at.column >= MAX_COLUMNS || cell == Cell::default() {
            return Ok(());
        }
        self.stored += 1;
        if self.stored > self.limits.stored_cells {
            return Err(over(
                Limit::StoredCells,
                self.limits,
                "the number of stored cells",
                self.limits.stored_cells as u64,
            ));
        }
        if let Some(value) = &cell.value {
            self.cells += 1;
            if self.cells > self.limits.cells {
                return Err(over(Limit::Cells, self.limits, "the number of cells", self.limits.cells as u64));
            }
            if let Value::Text(text) = value {
                self.text += text.len();
                if self.text > self.limits.text_bytes {
                    return Err(over(
                        Limit::TextMib,
                        self.limits,
                        "the text of all cells",
                        self.limits.text_bytes as u64,
                    ));
                }
            }
        }
        sheet.cells.push((at, cell));
        Ok(())
    }

    /// The limits it counts against.
    pub(super) fn limits(&self) -> &'l Limits {
        self.limits
    }

    /// Refuses so many more cells with a value before they are made.
    pub(super) fn expect(&self, cells: u64) -> Result<(), WorkbookError> {
        if cells.saturating_add(self.cells as u64) > self.limits.cells as u64 {
            return Err(over(Limit::Cells, self.limits, "the number of cells", self.limits.cells as u64));
        }
        Ok(())
    }

    /// Counts a range of a merge or a validation.
    pub(super) fn range(&mut self) -> Result<(), WorkbookError> {
        self.ranges += 1;
        if self.ranges > self.limits.ranges {
            return Err(over(
                Limit::Ranges,
                self.limits,
                "the number of merged and validated ranges",
                self.limits.ranges as u64,
            ));
        }
        Ok(())
    }
}

/// Makes a text such as a cell holds, for a cell or for the list of a validation.
pub(super) fn make_plain(text: &mut String) {
    if text.chars().any(|c| !(' '..'\u{fffe}').contains(&c)) {
        *text = plain(text);
    }
    cut(text);
}

/// Cuts a text to what a cell holds. An OpenDocument cell may hold more; no question is that long.
fn cut(text: &mut String) {
    if text.len() <= LONGEST_TEXT {
        return;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST_TEXT
    });
    if let Some((at, _)) = end {
        text.truncate(at);
    }
}

/// Range of two corners, cut to the grid; `None` if it lies outside.
pub(super) fn range(rows: (u32, u32), columns: (u32, u32)) -> Option<CellRange> {
    let first = CellRef::new(rows.0.min(rows.1), columns.0.min(columns.1));
    let last =
        CellRef::new(rows.0.max(rows.1).min(MAX_ROWS - 1), columns.0.max(columns.1).min(MAX_COLUMNS - 1));
    (first.row < MAX_ROWS && first.column < MAX_COLUMNS).then_some(CellRange { first, last })
}
