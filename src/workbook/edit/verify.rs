//! The check of what was written, before anyone gets it: opened again, compared with the original, read back.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::iter::Peekable;

use super::super::book::Book;
use super::super::cell::{Cell, Value};
use super::super::error::{WorkbookError, printable};
use super::super::limits::Limits;
use super::super::package::{Budget, Package, part_key};
use super::super::reference::CellRef;
use super::super::scan::{Tally, scan, scan_rows};
use super::super::sheet_data::SheetData;
use super::super::xml::XmlText;
use super::NewValue;
use super::plan::SheetPlan;

/// Which parts change, by [`part_key`], and whether a part goes.
pub(super) type Changed = HashMap<String, bool>;

/// Checks the bytes of an edited package and gives them back.
pub(super) fn check(
    original: &Package,
    book: &Book,
    limits: &Limits,
    bytes: Vec<u8>,
    changed: &Changed,
    plans: &BTreeMap<usize, SheetPlan>,
) -> Result<Vec<u8>, WorkbookError> {
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
    let written = Package::open(bytes, &roomy).map_err(|error| failed(&error.to_string()))?;
    same_parts(original, &written, changed)?;
    let mut budget = Budget::new(&roomy);
    for (number, plan) in plans {
        let entry = &book.index.sheets[*number];
        let xml = XmlText::decode(&entry.part, written.read(&entry.part, &mut budget)?)?;
        let around = book.around(&roomy);
        let before = book.data(*number);
        let mut comparison = Comparison::new(before, plan.cells.iter().map(|(at, new)| (*at, &new.value)));
        let read = if before.arrays.is_empty() {
            scan_rows(xml.text(), &entry.part, &entry.name, around, &mut |row, cells| {
                comparison.row(row, cells);
            })
        } else {
            // Which cells an array fills is known when all have been read.
            scan(xml.text(), &entry.part, &entry.name, around, &mut Tally::default())
                .map(|data| data.rows.iter().for_each(|row| comparison.row(row.number, data.cells_of(row))))
        };
        read.map_err(|error| failed(&error.to_string()))?;
        comparison
            .end()
            .map_err(|cell| failed(&format!("cell {cell} of sheet \"{}\"", printable(&entry.name))))?;
    }
    Ok(written.into_bytes())
}

/// The same entries in the same order, and the same bytes in each that is not meant to change.
fn same_parts(original: &Package, written: &Package, changed: &Changed) -> Result<(), WorkbookError> {
    let (mut before, mut after) = (original.archive(), written.archive());
    let mut next = 0;
    for index in 0..before.len() {
        let mut old = before.by_index_raw(index).map_err(|error| failed(&error.to_string()))?;
        let name = old.name_raw().to_vec();
        let change = old.name().ok().and_then(|name| changed.get(&part_key(&name)));
        if change == Some(&true) {
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
    let mut comparison = Comparison::new(before, edits.iter().map(|(at, value)| (*at, value)));
    after.rows.iter().for_each(|row| comparison.row(row.number, after.cells_of(row)));
    comparison.end()
}

/// The cells of a sheet before and after, compared in one pass: nothing of the sheet as it was written has to be kept.
struct Comparison<O: Iterator, E: Iterator> {
    old: Peekable<O>,
    edits: Peekable<E>,
    /// The first cell that does not hold what it should.
    differs: Option<CellRef>,
}

impl<'a, E: Iterator<Item = (CellRef, &'a NewValue)>> Comparison<std::iter::Empty<()>, E> {
    /// A comparison with what the sheet held; the edits in order of their cells.
    fn new(before: &'a SheetData, edits: E) -> Comparison<impl Iterator<Item = (CellRef, &'a Cell)>, E> {
        let old = before.rows.iter().flat_map(|row| {
            before.cells_of(row).iter().map(|(column, cell)| (CellRef::new(row.number, *column), cell))
        });
        Comparison { old: old.peekable(), edits: edits.peekable(), differs: None }
    }
}

impl<'a, O, E> Comparison<O, E>
where
    O: Iterator<Item = (CellRef, &'a Cell)>,
    E: Iterator<Item = (CellRef, &'a NewValue)>,
{
    /// Takes the next row of the sheet as it is now.
    fn row(&mut self, row: u32, cells: &[(u32, Cell)]) {
        for (column, cell) in cells {
            if self.differs.is_none() {
                self.cell(CellRef::new(row, *column), cell);
            }
        }
    }

    fn cell(&mut self, at: CellRef, cell: &Cell) {
        self.gone_before(Some(at));
        let old = self.old.next_if(|(place, _)| *place == at);
        let same = match self.edits.next_if(|(place, _)| *place == at) {
            Some((_, value)) => holds(Some(cell), value),
            None => old.is_some_and(|(_, old)| old == cell),
        };
        if !same {
            self.differs.get_or_insert(at);
        }
    }

    /// What should stand before `end` and does not: right for an edit that empties a cell, and for nothing else.
    fn gone_before(&mut self, end: Option<CellRef>) {
        let before = |at: CellRef| end.is_none_or(|end| at < end);
        while self.differs.is_none() {
            let old = self.old.peek().map(|(at, _)| *at).filter(|at| before(*at));
            let edit = self.edits.peek().map(|(at, _)| *at).filter(|at| before(*at));
            let at = match (old, edit) {
                (None, None) => return,
                (Some(old), Some(edit)) => old.min(edit),
                (Some(at), None) | (None, Some(at)) => at,
            };
            self.old.next_if(|(place, _)| *place == at);
            let emptied = self.edits.next_if(|(place, _)| *place == at);
            if !emptied.is_some_and(|(_, value)| holds(None, value)) {
                self.differs = Some(at);
            }
        }
    }

    /// The first cell that does not hold what it should, if there is one.
    fn end(mut self) -> Result<(), CellRef> {
        self.gone_before(None);
        self.differs.map_or(Ok(()), Err)
    }
}

fn holds(cell: Option<&Cell>, value: &NewValue) -> bool {
    let stored = cell.and_then(|cell| cell.value.as_ref());
    match (value, stored) {
        (NewValue::Text(text), None) => text.is_empty(),
        (NewValue::Text(text), Some(Value::Text(stored))) => **text == **stored,
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
