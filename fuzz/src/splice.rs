//! Edits of a workbook of odd parts: the output opens again, every edited cell holds what was written, and everything else
//! is as it was, told by this crate's own reading.

use std::collections::BTreeMap;

use arbitrary::Unstructured;
use trustfill::workbook::{
    Cell, CellRef, Edit, EditOptions, Format, Limits, NewValue, Sheet, Value, Workbook, WorkbookError,
};

use crate::input::Input;
use crate::tokens::{Pieces, kept, pieces};
use crate::{archive, draw};

/// Runs a case.
pub fn run(data: &[u8]) {
    let input = Input::of(data);
    let bytes = archive::of(&input, &archive::good());
    let Ok(workbook) = Workbook::open(bytes.clone(), Format::Xlsx, &Limits::default()) else { return };
    let mut u = Unstructured::new(input.options);
    let Ok((edits, options)) = draw::edits(&mut u, &workbook) else { return };
    check(&bytes, &workbook, &edits, &options);
}

/// Makes the edits and compares. A refusal is fine, but one that says that the own check of the output failed.
pub fn check(bytes: &[u8], workbook: &Workbook, edits: &[Edit], options: &EditOptions) {
    let edited = match workbook.edit(edits, options) {
        Ok(edited) => edited.bytes,
        Err(WorkbookError::Verification { detail }) => panic!("the output is not what was meant: {detail}"),
        Err(_) => return,
    };
    let again = Workbook::open(edited.clone(), Format::Xlsx, &Limits::default()).expect("the output opens");
    let written = written(workbook, edits);
    same_sheets(workbook, &again, &written);
    let (before, after) = (archive::unzip(bytes), archive::unzip(&edited));
    let (Some(before), Some(after)) = (before, after) else { return };
    let replaces_formula = written.iter().any(|((sheet, cell), _)| {
        workbook.sheet(sheet).and_then(|sheet| sheet.cell(*cell)).is_some_and(|cell| cell.formula)
    });
    let mut most = written.keys().map(|(sheet, _)| sheet).collect::<std::collections::BTreeSet<_>>().len();
    // The sheets, the styles where there are fills, the workbook for its flag of calculation, and the three parts that
    // know the chain of calculation.
    most += usize::from(edits.iter().any(|edit| edit.fill.is_some())) + 1 + usize::from(replaces_formula) * 3;
    let mut differ = 0;
    let mut later = after.iter();
    for (name, old) in &before {
        let Some((same, new)) = later.clone().next() else {
            assert!(replaces_formula, "part {name} is gone");
            continue;
        };
        if same != name {
            assert!(replaces_formula, "part {name} is gone or out of place");
            continue;
        }
        later.next();
        if old != new {
            differ += 1;
            same_part(name, old, new, &written, replaces_formula, !options.added.is_empty());
        }
    }
    assert!(later.next().is_none(), "a part was added");
    assert!(differ <= most, "{differ} parts differ, where {most} may");
}

/// Edits by the cell that they went into.
type Written<'e> = BTreeMap<(String, CellRef), &'e Edit>;

/// The cells that were written, merged ranges by their first.
fn written<'e>(workbook: &Workbook, edits: &'e [Edit]) -> Written<'e> {
    let anchor = |edit: &Edit| workbook.sheet(&edit.sheet).map_or(edit.cell, |sheet| sheet.anchor(edit.cell));
    edits.iter().map(|edit| ((edit.sheet.clone(), anchor(edit)), edit)).collect()
}

/// Whether edited cells hold their values, and all else of the sheets is as it was.
fn same_sheets(before: &Workbook, after: &Workbook, written: &Written<'_>) {
    assert_eq!(before.sheets().len(), after.sheets().len());
    for (old, new) in before.sheets().iter().zip(after.sheets()) {
        assert_eq!(
            (old.name(), old.visibility(), old.protected()),
            (new.name(), new.visibility(), new.protected())
        );
        assert_eq!(old.tables(), new.tables());
        let is_written = |at: CellRef| -> Option<&Edit> {
            // Of several sheets of one name the first is the one that is written.
            let first = before.sheet(old.name()).is_some_and(|first| std::ptr::eq(first, old));
            first.then(|| written.get(&(old.name().to_owned(), at)).copied()).flatten()
        };
        let (mut left, mut right) = (cells(old), cells(new));
        left.retain(|(at, _)| is_written(*at).is_none());
        right.retain(|(at, cell)| match is_written(*at) {
            None => true,
            Some(edit) => {
                assert!(holds(cell, &edit.value), "{at} holds {cell:?} and not {:?}", edit.value);
                let looks =
                    |sheet: &Sheet| (sheet.bold(*at), sheet.locked(*at), sheet.border(*at), sheet.plain(*at));
                assert_eq!(looks(old), looks(new), "{at} looks otherwise");
                let same_style = old.cell(*at).is_none_or(|before| before.style == cell.style);
                assert!(same_style || edit.fill.is_some(), "{at} has another style");
                false
            }
        });
        let differs = left.iter().zip(&right).find(|(a, b)| a != b);
        assert!(differs.is_none() && left.len() == right.len(), "sheet {:?}: {differs:?}", old.name());
        for (at, _) in left {
            assert_eq!(old.merge_at(at), new.merge_at(at));
            // What a dropdown offers may stand in cells that were written.
            assert_eq!(
                (old.has_dropdown(at), old.constraint(at)),
                (new.has_dropdown(at), new.constraint(at))
            );
            assert_eq!(old.row_hidden(at.row), new.row_hidden(at.row));
        }
        for ((_, at), _) in written.iter().filter(|((sheet, _), _)| sheet == old.name()) {
            assert_eq!(old.merge_at(*at), new.merge_at(*at));
        }
    }
}

fn cells(sheet: &Sheet) -> Vec<(CellRef, Cell)> {
    let row = |(row, cells): (u32, &[(u32, Cell)])| {
        cells.iter().map(|(column, cell)| (CellRef::new(row, *column), cell.clone())).collect::<Vec<_>>()
    };
    sheet.rows().flat_map(row).collect()
}

/// Whether a cell holds a value as it should come back.
fn holds(cell: &Cell, value: &NewValue) -> bool {
    if cell.formula {
        return false;
    }
    match (value, &cell.value) {
        (NewValue::Text(text), stored) => {
            let text = plain(text);
            match stored {
                None => text.is_empty(),
                Some(Value::Text(stored)) => *stored == text,
                Some(_) => false,
            }
        }
        (NewValue::Number(number), Some(Value::Number(stored))) => number == stored,
        // The format of the cell makes a date of it.
        (NewValue::Number(_), Some(Value::DateTime(_))) => true,
        (NewValue::Bool(value), Some(Value::Bool(stored))) => value == stored,
        _ => false,
    }
}

/// A text as a cell can hold it: line ends are newlines, and what XML forbids is not there.
pub fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}

/// Whether a part that differs does so only where it may.
fn same_part(
    name: &str,
    old: &[u8],
    new: &[u8],
    written: &Written<'_>,
    replaces_formula: bool,
    adds_columns: bool,
) {
    // Parts in another encoding are compared by the cells alone.
    let (Ok(old), Ok(new)) = (std::str::from_utf8(old), std::str::from_utf8(new)) else { return };
    let (Some(before), Some(after)) = (pieces(old), pieces(new)) else { return };
    let Pieces { cells, rows, frame } = before;
    assert!(kept(&rows, &after.rows, 0), "{name}: a row was changed\n{old}\n{new}");
    assert_eq!(frame, after.frame, "{name}: something beside the rows was changed");
    // A formula that gives way hands on what others share with it.
    if !replaces_formula {
        assert!(kept(&cells, &after.cells, written.len()), "{name}: another cell was changed\n{old}\n{new}");
    }
    if !adds_columns && !replaces_formula {
        let most = after.cells.len().abs_diff(cells.len());
        assert!(most <= written.len(), "{name}: {most} cells were added");
    }
}
