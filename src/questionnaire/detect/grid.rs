//! A sheet as the detector looks at it: trimmed texts by row, merges resolved, strays left out.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::workbook::{CellRef, Sheet};

use super::super::question::{Block, Question};
use super::super::text_signs::TextSign;
use super::header_words::{HeaderSign, header_sign};

/// A column that holds fewer texts than this, right of a gap, is a stray and no part of a table.
const DENSE: usize = 2;
/// The gap: headers over empty columns stand side by side, a note far right does not.
const GAP: u32 = 6;
/// Columns right of the last text that may belong to the form: empty answer and comment cells with a dropdown or lock.
const MARGIN: u32 = 3;
/// Most columns looked at. The widest form known has 60; a used range to column XFD is an accident of formatting.
const MAX_SEEN_COLUMNS: u32 = 160;

/// Columns that are added side by side: answer and comment, and the three that tell of drafts.
const ADDED: u32 = 5;

/// Longest text that a cell can hold in Excel. Other writers put millions of characters into one; nobody reads them as
/// a question, so the rest is left out here once instead of being carried through everything that follows.
const CELL_CHARS: usize = 32_767;

/// A cell that shows a text.
#[derive(Clone, Debug)]
pub(crate) struct GridCell {
    pub(crate) column: u32,
    pub(crate) text: String,
    pub(crate) formula: bool,
    sign: OnceCell<TextSign>,
    header: OnceCell<Option<HeaderSign>>,
}

impl GridCell {
    /// The signs of the text, taken when first asked for.
    pub(crate) fn sign(&self) -> TextSign {
        *self.sign.get_or_init(|| TextSign::of(&self.text))
    }

    /// What the text says as a header.
    pub(crate) fn header(&self) -> Option<HeaderSign> {
        *self.header.get_or_init(|| header_sign(&self.text))
    }
}

/// A row that shows a text.
#[derive(Clone, Debug)]
pub(crate) struct GridRow {
    pub(crate) row: u32,
    pub(crate) cells: Vec<GridCell>,
}

/// The texts of a sheet.
pub(crate) struct Grid<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) rows: Vec<GridRow>,
    /// Columns that a table of this sheet may use: 0 to here, this one left out.
    pub(crate) width: u32,
}

impl<'a> Grid<'a> {
    pub(crate) fn new(sheet: &'a Sheet) -> Self {
        let mut rows = Vec::new();
        let mut filled: BTreeMap<u32, usize> = BTreeMap::new();
        for (row, cells) in sheet.rows() {
            let mut kept = Vec::new();
            for (column, cell) in cells {
                let Some(value) = &cell.value else { continue };
                let text = value.display();
                let text =
                    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
                if text.is_empty() || *column >= MAX_SEEN_COLUMNS {
                    continue;
                }
                let text = shortened(text);
                let at = CellRef::new(row, *column);
                if sheet.anchor(at) != at {
                    continue;
                }
                *filled.entry(*column).or_default() += 1;
                kept.push(GridCell {
                    column: *column,
                    text: text.to_string(),
                    formula: cell.formula,
                    sign: OnceCell::new(),
                    header: OnceCell::new(),
                });
            }
            if !kept.is_empty() {
                rows.push(GridRow { row, cells: kept });
            }
        }
        let mut last: Option<u32> = None;
        for (column, texts) in &filled {
            if *texts >= DENSE || last.is_none_or(|l| column - l <= GAP) {
                last = Some(*column);
            }
        }
        let width = last.map_or(0, |c| (c + 1 + MARGIN).min(MAX_SEEN_COLUMNS));
        Self { sheet, rows, width }
    }

    /// A sheet that is not looked at: it shows nothing.
    pub(crate) fn unread(sheet: &'a Sheet) -> Self {
        Self { sheet, rows: Vec::new(), width: 0 }
    }

    /// Where the row is in `rows`, or would be.
    pub(crate) fn position(&self, row: u32) -> usize {
        self.rows.partition_point(|r| r.row < row)
    }

    /// The row, if it shows anything.
    pub(crate) fn row(&self, row: u32) -> Option<&GridRow> {
        self.rows.get(self.position(row)).filter(|r| r.row == row)
    }

    /// The cell, if it shows a text.
    pub(crate) fn cell(&self, row: u32, column: u32) -> Option<&GridCell> {
        self.row(row)?.cell(column)
    }

    /// The text of exactly this cell, empty where there is none.
    pub(crate) fn text(&self, row: u32, column: u32) -> &str {
        self.cell(row, column).map_or("", |c| c.text.as_str())
    }

    /// The signs of exactly this cell's text, those of an empty text where there is none.
    pub(crate) fn sign(&self, row: u32, column: u32) -> TextSign {
        self.cell(row, column).map(GridCell::sign).unwrap_or_default()
    }

    /// The text that a reader sees at the cell: that of the merge it lies in.
    pub(crate) fn shown(&self, row: u32, column: u32) -> &str {
        let at = self.sheet.anchor(CellRef::new(row, column));
        self.text(at.row, at.column)
    }

    /// Last column of the merge at the cell, or the cell's own.
    pub(crate) fn right_edge(&self, row: u32, column: u32) -> u32 {
        self.sheet.merge_at(CellRef::new(row, column)).map_or(column, |m| m.last.column)
    }

    /// The first column right of everything that holds a value within the columns of the form or takes an answer, where no
    /// merged range keeps added cells of the blocks together: two answers in one range would be one, or go over a question.
    /// Nor does a formula stand where an added cell goes.
    pub(crate) fn append_column(&self, blocks: &[Block], questions: &[Question]) -> u32 {
        let headers = blocks.iter().flat_map(|block| block.header_rows.iter().copied());
        let written: BTreeSet<u32> =
            headers.chain(questions.iter().map(|question| question.cell.row)).collect();
        let answers = questions.iter().flat_map(|question| {
            let cells = [question.answer, question.second_answer, question.comment].into_iter().flatten();
            cells.chain(question.ticks.iter().map(|tick| tick.cell))
        });
        let taken = answers.map(|at| self.right_edge(at.row, at.column)).max();
        let edge = |row: u32, column: u32| {
            let edge = self.right_edge(row, column);
            // A title may be merged over the whole sheet.
            if edge < MAX_SEEN_COLUMNS || written.contains(&row) { edge } else { column }
        };
        let last = self.rows.iter().filter_map(|r| r.cells.last().map(|c| edge(r.row, c.column))).max();
        let mut column = last.max(taken).map_or(0, |c| c + 1);
        let in_the_way = |column: u32| {
            let cells =
                written.iter().flat_map(|row| (column..column + ADDED).map(|c| CellRef::new(*row, c)));
            let edges =
                cells.filter_map(|at| match self.sheet.merge_at(at).filter(|range| !range.is_single()) {
                    Some(range) => Some(range.last.column + 1),
                    // A formula that nobody has calculated yet shows no value, and takes none.
                    None => self.sheet.cell(at).is_some_and(|cell| cell.formula).then_some(at.column + 1),
                });
            edges.max()
        };
        while let Some(behind) = in_the_way(column) {
            column = behind;
        }
        column
    }
}

/// The text up to the length that a cell can have.
fn shortened(text: &str) -> &str {
    if text.len() <= CELL_CHARS {
        return text;
    }
    text.char_indices().nth(CELL_CHARS).map_or(text, |(end, _)| &text[..end])
}

impl GridRow {
    /// The cell at the column, if it shows a text.
    pub(crate) fn cell(&self, column: u32) -> Option<&GridCell> {
        self.cells.binary_search_by_key(&column, |c| c.column).ok().map(|at| &self.cells[at])
    }
}
