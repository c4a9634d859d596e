//! Edits checked against the sheets and sorted by where they go, before any byte is written.

use std::collections::BTreeMap;

use super::super::book::Book;
use super::super::error::{WorkbookError, printable};
use super::super::reference::{CellRef, MAX_COLUMNS, MAX_ROWS};
use super::super::sheet::style_at;
use super::super::sheet_data::SheetData;
use super::super::warning::Warning;
use super::text::{LONGEST_TEXT, plain};
use super::{Edit, EditOptions, NewValue, Rgb};

/// The edits of one sheet, by the cell that takes them.
#[derive(Debug, Default)]
pub(in super::super) struct SheetPlan {
    pub(in super::super) cells: BTreeMap<CellRef, NewCell>,
    /// Cells whose formula gives way.
    pub(super) replaced_formulas: Vec<CellRef>,
}

/// What a cell gets.
#[derive(Clone, Debug)]
pub(in super::super) struct NewCell {
    /// The value; a text as a reader will get it back.
    pub(in super::super) value: NewValue,
    pub(super) fill: Option<Rgb>,
}

/// The plan of all sheets, by their place in the book.
pub(in super::super) fn plan(
    book: &Book,
    edits: &[Edit],
    options: &EditOptions,
    warnings: &mut Vec<Warning>,
) -> Result<BTreeMap<usize, SheetPlan>, WorkbookError> {
    let mut sheets: BTreeMap<usize, SheetPlan> = BTreeMap::new();
    for edit in edits {
        let number = book.index.sheets.iter().position(|entry| entry.name == edit.sheet);
        let number = number.ok_or_else(|| WorkbookError::NoSuchSheet { sheet: printable(&edit.sheet) })?;
        let plan = sheets.entry(number).or_default();
        add(book.data(number), book, plan, edit, options, warnings)?;
    }
    Ok(sheets)
}

fn add(
    data: &SheetData,
    book: &Book,
    plan: &mut SheetPlan,
    edit: &Edit,
    options: &EditOptions,
    warnings: &mut Vec<Warning>,
) -> Result<(), WorkbookError> {
    let name = || printable(&edit.sheet);
    if edit.cell.row >= MAX_ROWS || edit.cell.column >= MAX_COLUMNS {
        return Err(WorkbookError::OutsideGrid { sheet: name(), cell: edit.cell });
    }
    let cell = data.merges.find(edit.cell).map_or(edit.cell, |(range, _)| range.first);
    if cell != edit.cell {
        warnings.push(Warning::Moved { sheet: edit.sheet.clone(), from: edit.cell, to: cell });
    }
    if data.tables.iter().any(|table| table.is_header(cell)) {
        return Err(WorkbookError::TableHeader { sheet: name(), cell });
    }
    if data.arrays.find(cell).is_some_and(|(range, _)| !range.is_single()) {
        return Err(WorkbookError::ArrayCell { sheet: name(), cell });
    }
    if data.cell(cell).is_some_and(|stored| stored.formula) {
        if !options.overwrite_formulas {
            return Err(WorkbookError::FormulaCell { sheet: name(), cell });
        }
        plan.replaced_formulas.push(cell);
        warnings.push(Warning::ReplacedFormula { sheet: edit.sheet.clone(), cell });
    }
    if data.protected && book.formats.get(style_at(data, cell)).locked {
        warnings.push(Warning::LockedCell { sheet: edit.sheet.clone(), cell });
    }
    let value = checked(edit, cell)?;
    if plan.cells.insert(cell, NewCell { value, fill: edit.fill }).is_some() {
        return Err(WorkbookError::SameCell { sheet: name(), cell });
    }
    Ok(())
}

/// The value as a reader will get it back, if a cell can hold it.
fn checked(edit: &Edit, cell: CellRef) -> Result<NewValue, WorkbookError> {
    match &edit.value {
        NewValue::Text(text) => {
            let held = plain(text);
            let units = held.encode_utf16().count();
            if units > LONGEST_TEXT {
                let sheet = printable(&edit.sheet);
                return Err(WorkbookError::TextTooLong { sheet, cell, units, limit: LONGEST_TEXT });
            }
            // Of a long form many cells get one text, which is held once.
            Ok(if held == **text { edit.value.clone() } else { NewValue::Text(held.into()) })
        }
        NewValue::Number(number) if !number.is_finite() => {
            Err(WorkbookError::NotFinite { sheet: printable(&edit.sheet), cell })
        }
        value => Ok(value.clone()),
    }
}
