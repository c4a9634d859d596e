//! Separated text: sniffed, read, edited. Bytes that no edit touches stay.

use std::collections::BTreeMap;

use arbitrary::{Result, Unstructured};
use trustfill::workbook::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Workbook, WorkbookError};

use crate::input::Input;
use crate::{draw, splice};

/// Rows and fields that are written beyond those that are there.
const BEYOND: u32 = 2;

/// Runs a case. The text is the part without a name, or else all of the input.
pub fn run(data: &[u8]) {
    let input = Input::of(data);
    let (options, text) = match input.file() {
        Some(file) => (input.options, file),
        None => (&[][..], data),
    };
    let mut u = Unstructured::new(options);
    let format = if u.arbitrary().unwrap_or(false) { Format::Tsv } else { Format::Csv };
    let Ok(workbook) = Workbook::open(text.to_vec(), format, &Limits::default()) else { return };
    let same = workbook.edit(&[], &EditOptions::default()).expect("a file without edits is written");
    assert_eq!(same.bytes, text, "a file without edits is the same");
    let Ok(edits) = edits(&mut u, &workbook) else { return };
    alone(text, &workbook, &edits);
    together(&workbook, &edits);
}

fn edits(u: &mut Unstructured<'_>, workbook: &Workbook) -> Result<Vec<Edit>> {
    let Some(range) = workbook.sheets().first().and_then(|sheet| sheet.used_range()) else {
        return Ok(Vec::new());
    };
    let mut edits = Vec::new();
    for _ in 0..u.int_in_range(1..=4)? {
        let row = u.int_in_range(0..=range.last.row.saturating_add(BEYOND))?;
        let column = u.int_in_range(0..=range.last.column.saturating_add(BEYOND))?;
        let value = draw::value(u)?;
        edits.push(Edit { sheet: String::new(), cell: CellRef::new(row, column), value, fill: None });
    }
    Ok(edits)
}

/// The file with the edits; `None` where one is refused.
fn edited(workbook: &Workbook, edits: &[Edit]) -> Option<Vec<u8>> {
    match workbook.edit(edits, &EditOptions::default()) {
        Ok(edited) => Some(edited.bytes),
        Err(WorkbookError::Verification { detail }) => panic!("the output is not what was meant: {detail}"),
        Err(_) => None,
    }
}

/// One edit at a time changes one place, which is no longer than the field needs.
fn alone(text: &[u8], workbook: &Workbook, edits: &[Edit]) {
    for edit in edits {
        let Some(new) = edited(workbook, std::slice::from_ref(edit)) else { continue };
        let start = text.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let most = text.len().min(new.len()) - start;
        let end = text.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let (gone, come) = (text.len() - start - end, new.len() - start - end);
        let old = workbook.sheets()[0].text(edit.cell).into_owned();
        let columns = edit.cell.column as usize + 1;
        assert!(gone <= most_bytes(&old, 0), "{gone} bytes of {old:?} are gone");
        let value = edit.value.to_string();
        assert!(come <= most_bytes(&value, columns), "{come} bytes came for {value:?}");
    }
}

/// Bytes that a field takes at most, with the delimiters before it: quotes around and doubled, a quote against formulas, and four
/// bytes a character.
fn most_bytes(text: &str, columns: usize) -> usize {
    (text.chars().count() * 2 + "'\"\"FALSE".len() + columns) * 4
}

/// All edits at once read back, as far as the new text is still read with the same delimiter.
fn together(workbook: &Workbook, edits: &[Edit]) {
    let Some(bytes) = edited(workbook, edits) else { return };
    // An edit can take away what told the delimiter.
    let Ok(again) = Workbook::open(bytes, workbook.format(), &Limits::default()) else { return };
    let written: BTreeMap<CellRef, &NewValue> = edits.iter().map(|edit| (edit.cell, &edit.value)).collect();
    let others = |workbook: &Workbook| -> Vec<(CellRef, String)> {
        let sheet = &workbook.sheets()[0];
        let cells = sheet.rows().flat_map(|(row, cells)| {
            cells.iter().map(move |(column, _)| CellRef::new(row, *column)).collect::<Vec<_>>()
        });
        cells.filter(|at| !written.contains_key(at)).map(|at| (at, sheet.text(at).into_owned())).collect()
    };
    let (before, after) = (others(workbook), others(&again));
    let several = before.iter().any(|(at, _)| at.column > 0);
    if before != after || !several {
        return;
    }
    for (at, value) in written {
        let text = match value {
            NewValue::Text(text) => splice::plain(text),
            other => other.to_string().to_uppercase(),
        };
        if text.contains([',', ';', '\t', '|']) {
            continue;
        }
        let formula = matches!(value, NewValue::Text(_)) && text.starts_with(['=', '+', '-', '@', '\n']);
        let wanted = if formula { format!("'{text}") } else { text };
        let found = again.sheets()[0].text(at).into_owned();
        let found = if matches!(value, NewValue::Text(_)) { found } else { found.to_uppercase() };
        assert_eq!(found, wanted, "{at}");
    }
}
