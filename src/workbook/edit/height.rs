//! How high a row has to be for its new texts to be read.

use super::super::reference::CellRef;
use super::super::sheet_data::SheetData;
use super::{AddedColumn, NewValue, plan::NewCell};

/// Width of a column that says none, in characters (ECMA-376, 18.3.1.81: a base width of 8 and some margin).
const DEFAULT_WIDTH: f64 = 8.43;
/// Points of a line of an 11 point font.
pub(super) const LINE: f64 = 15.0;
/// Words break before the edge: a line takes about nine tenths of its width.
const FILL: f64 = 0.9;
/// The highest row there is (ECMA-376, 18.3.1.73 in practice of Excel).
const HIGHEST: f64 = 409.0;

/// The height in points that a new cell asks for.
pub(super) fn needed(data: &SheetData, added: &[&AddedColumn], at: CellRef, cell: &NewCell) -> f64 {
    let lines = match &cell.value {
        NewValue::Text(text) => lines(text, width(data, added, at) * FILL),
        NewValue::Number(_) | NewValue::Bool(_) => 1.0,
    };
    (lines * LINE).min(HIGHEST)
}

fn lines(text: &str, width: f64) -> f64 {
    text.lines().map(|line| (line.chars().count() as f64 / width.max(1.0)).ceil().max(1.0)).sum()
}

/// The width of a cell, of all columns of its merged range.
fn width(data: &SheetData, added: &[&AddedColumn], at: CellRef) -> f64 {
    let last = data.merges.find(at).map_or(at.column, |(range, _)| range.last.column);
    // A merge over thousands of columns is as wide as any text needs after a few.
    (at.column..=last)
        .take(64)
        .map(|column| {
            let stored = data.columns_at(column).filter(|c| !c.hidden).and_then(|c| c.width);
            let least = added.iter().find(|other| other.column == column).map(|other| f64::from(other.width));
            match (stored, least) {
                (Some(stored), Some(least)) => stored.max(least),
                (stored, least) => stored.or(least).unwrap_or(DEFAULT_WIDTH),
            }
        })
        .sum()
}
