//! The signs of every cell of a run of rows, taken once so that columns can be weighed against each other cheaply.

use std::collections::HashSet;

use crate::workbook::CellRef;

use super::super::placeholder::{is_box, lists_boxes, lists_choices};
use super::grid::Grid;

/// Rows that are weighed; shares settle long before, and a sheet of 100 000 rows stays cheap.
const SAMPLE: usize = 600;
/// Words from which a text is prose rather than a choice or a caption.
const PROSE_WORDS: usize = 12;

/// What one cell shows and allows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CellSign {
    pub(crate) text: bool,
    /// Lies in a merge whose top left cell is another.
    pub(crate) covered: bool,
    pub(crate) formula: bool,
    pub(crate) likeness: f32,
    pub(crate) words: u16,
    pub(crate) asked: bool,
    pub(crate) id: bool,
    pub(crate) verdict: bool,
    pub(crate) type_code: bool,
    pub(crate) prose: bool,
    pub(crate) link: bool,
    pub(crate) dropdown: bool,
    /// Unlocked on a protected sheet.
    pub(crate) open: bool,
    /// Empty, and drawn with a border or fill.
    pub(crate) framed: bool,
    /// Holds a box or the choices, which counts as empty.
    pub(crate) stub: bool,
    /// Lists the choices: "Yes / No".
    pub(crate) listed: bool,
    /// Holds a box to tick and nothing else.
    pub(crate) boxed: bool,
}

/// The signs of some rows, all columns of the grid.
pub(crate) struct Signs {
    pub(crate) rows: Vec<u32>,
    width: usize,
    cells: Vec<CellSign>,
}

impl Signs {
    /// Takes the signs of the rows, of a regular sample where they are many.
    pub(crate) fn take(grid: &Grid, rows: &[u32]) -> Self {
        let step = rows.len().div_ceil(SAMPLE).max(1);
        let rows: Vec<u32> = rows.iter().copied().step_by(step).collect();
        let width = grid.width as usize;
        let mut cells = Vec::with_capacity(rows.len() * width);
        for row in &rows {
            for column in 0..grid.width {
                cells.push(sign(grid, *row, column));
            }
        }
        Self { rows, width, cells }
    }

    pub(crate) fn width(&self) -> u32 {
        u32::try_from(self.width).unwrap_or(u32::MAX)
    }

    /// The sign of the n-th row taken.
    pub(crate) fn at(&self, nth: usize, column: u32) -> CellSign {
        self.cells.get(nth * self.width + column as usize).copied().unwrap_or_default()
    }

    /// The rows taken (by number in the sample) for which the test holds at the column.
    pub(crate) fn rows_where(&self, column: u32, test: impl Fn(CellSign) -> bool) -> Vec<usize> {
        (0..self.rows.len()).filter(|n| test(self.at(*n, column))).collect()
    }

    /// The share of the rows for which the test holds at the column; 0 of no rows.
    pub(crate) fn share(&self, rows: &[usize], column: u32, test: impl Fn(CellSign) -> bool) -> f32 {
        if rows.is_empty() {
            return 0.0;
        }
        rows.iter().filter(|n| test(self.at(**n, column))).count() as f32 / rows.len() as f32
    }

    /// The mean over the rows that show a text in the column.
    pub(crate) fn mean(&self, rows: &[usize], column: u32, value: impl Fn(CellSign) -> f32) -> f32 {
        let texts: Vec<f32> =
            rows.iter().map(|n| self.at(*n, column)).filter(|s| s.text).map(value).collect();
        if texts.is_empty() { 0.0 } else { texts.iter().sum::<f32>() / texts.len() as f32 }
    }

    /// How many of the texts of the column differ, from 0 to 1.
    pub(crate) fn distinct(&self, grid: &Grid, rows: &[usize], column: u32) -> f32 {
        let texts: Vec<&str> = rows
            .iter()
            .filter(|n| self.at(**n, column).text)
            .map(|n| grid.text(self.rows[*n], column))
            .collect();
        if texts.is_empty() {
            return 0.0;
        }
        texts.iter().collect::<HashSet<_>>().len() as f32 / texts.len() as f32
    }
}

fn sign(grid: &Grid, row: u32, column: u32) -> CellSign {
    let at = CellRef::new(row, column);
    let sheet = grid.sheet;
    let shown = grid.cell(row, column);
    let mut sign = CellSign {
        covered: shown.is_none() && sheet.anchor(at) != at,
        dropdown: sheet.has_dropdown(at),
        open: sheet.protected() && !sheet.locked(at),
        formula: shown.map_or_else(|| sheet.cell(at).is_some_and(|c| c.formula), |c| c.formula),
        ..CellSign::default()
    };
    match shown {
        Some(cell) if is_box(&cell.text) || lists_boxes(&cell.text) || lists_choices(&cell.text) => {
            sign.framed = true;
            sign.boxed = is_box(&cell.text);
            sign.listed = lists_choices(&cell.text);
            sign.stub = true;
        }
        Some(cell) => {
            let text = cell.sign();
            sign.text = true;
            sign.likeness = text.likeness;
            sign.words = u16::try_from(text.words).unwrap_or(u16::MAX);
            sign.asked = text.asked;
            sign.id = text.id;
            sign.verdict = text.verdict;
            sign.type_code = text.type_code;
            sign.prose = text.words >= PROSE_WORDS;
            sign.link = text.link;
        }
        None => sign.framed = sheet.border(at) > 0 || sheet.fill(at) > 1,
    }
    sign
}
