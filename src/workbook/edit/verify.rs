//! The check of what was written, before anyone gets it: opened again, compared with the original, read back.

use std::collections::BTreeMap;
use std::io::Read;

use super::super::book::Book;
use super::super::cell::{Cell, Value};
use super::super::error::{WorkbookError, printable};
use super::super::limits::Limits;
use super::super::package::{Budget, Package, part_key};
use super::super::reference::CellRef;
use super::super::scan::{Tally, scan};
use super::super::sheet_data::SheetData;
use super::super::xml::XmlText;
use super::NewValue;
use super::package::Changes;
use super::plan::SheetPlan;

/// Checks the bytes of an edited package.
pub(super) fn check(
    original: &Package,
    book: &Book,
    limits: &Limits,
    bytes: &[u8],
    changes: &Changes,
    plans: &BTreeMap<usize, SheetPlan>,
) -> Result<(), WorkbookError> {
    // The new package may be larger than what would be taken in; its own size is no reason to refuse it.
    let roomy = Limits {
        file_bytes: u64::MAX,
        total_bytes: u64::MAX,
        part_bytes: u64::MAX - 1,
        cells: usize::MAX,
        stored_cells: usize::MAX,
        text_bytes: usize::MAX,
        ranges: usize::MAX,
        ..limits.clone()
    };
    let written = Package::open(bytes.to_vec(), &roomy).map_err(|error| failed(&error.to_string()))?;
    same_parts(original, &written, changes)?;
    let mut budget = Budget::new(&roomy);
    for (number, plan) in plans {
        let entry = &book.index.sheets[*number];
        let xml = XmlText::decode(&entry.part, written.read(&entry.part, &mut budget)?)?;
        let mut tally = Tally::default();
        let data = scan(xml.text(), &entry.part, &entry.name, book.around(&roomy), &mut tally)
            .map_err(|error| failed(&error.to_string()))?;
        let cells = plan.cells.iter().map(|(at, new)| (*at, new.value.clone())).collect();
        same_cells(book.data(*number), &data, &cells)
            .map_err(|cell| failed(&format!("cell {cell} of sheet \"{}\"", printable(&entry.name))))?;
    }
    Ok(())
}

/// The same entries in the same order, and the same bytes in each that is not meant to change.
fn same_parts(original: &Package, written: &Package, changes: &Changes) -> Result<(), WorkbookError> {
    let (mut before, mut after) = (original.archive(), written.archive());
    let mut next = 0;
    for index in 0..before.len() {
        let mut old = before.by_index_raw(index).map_err(|error| failed(&error.to_string()))?;
        let name = old.name_raw().to_vec();
        let change = old.name().ok().and_then(|name| changes.get(&part_key(&name)));
        if let Some(None) = change {
            continue;
        }
        let shown = printable(&String::from_utf8_lossy(&name));
        let mut new = after.by_index_raw(next).map_err(|_| failed(&format!("part `{shown}` is missing")))?;
        next += 1;
        if new.name_raw() != name {
            return Err(failed(&format!("part `{shown}` is out of place")));
        }
        if change.is_none() {
            let (mut old_bytes, mut new_bytes) = (Vec::new(), Vec::new());
            let read = old.read_to_end(&mut old_bytes).and_then(|_| new.read_to_end(&mut new_bytes));
            if read.is_err() || old_bytes != new_bytes || old.crc32() != new.crc32() {
                return Err(failed(&format!("part `{shown}` differs")));
            }
        }
    }
    if next == after.len() { Ok(()) } else { Err(failed("a part was added")) }
}

/// Whether the edited cells hold their values and all others what they held; else a cell that does not.
pub(in super::super) fn same_cells(
    before: &SheetData,
    after: &SheetData,
    edits: &BTreeMap<CellRef, NewValue>,
) -> Result<(), CellRef> {
    for (at, value) in edits {
        if !holds(after.cell(*at), value) {
            return Err(*at);
        }
    }
    let mut old = untouched(before, edits);
    let mut new = untouched(after, edits);
    loop {
        match (old.next(), new.next()) {
            (None, None) => return Ok(()),
            (Some(old), Some(new)) if old == new => {}
            (Some((at, _)), _) | (None, Some((at, _))) => return Err(at),
        }
    }
}

fn untouched<'a>(
    data: &'a SheetData,
    edits: &'a BTreeMap<CellRef, NewValue>,
) -> impl Iterator<Item = (CellRef, &'a Cell)> {
    data.rows
        .iter()
        .flat_map(|row| {
            data.cells_of(row).iter().map(|(column, cell)| (CellRef::new(row.number, *column), cell))
        })
        .filter(|(at, _)| !edits.contains_key(at))
}

fn holds(cell: Option<&Cell>, value: &NewValue) -> bool {
    let stored = cell.and_then(|cell| cell.value.as_ref());
    match (value, stored) {
        (NewValue::Text(text), None) => text.is_empty(),
        (NewValue::Text(text), Some(Value::Text(stored))) => text == stored,
        (NewValue::Number(number), Some(Value::Number(stored))) => number == stored,
        // The format of the cell shows the number as a date.
        (NewValue::Number(_), Some(Value::DateTime(_))) => true,
        (NewValue::Bool(value), Some(Value::Bool(stored))) => value == stored,
        _ => false,
    }
}

pub(in super::super) fn failed(detail: &str) -> WorkbookError {
    WorkbookError::Verification { detail: detail.to_owned() }
}
