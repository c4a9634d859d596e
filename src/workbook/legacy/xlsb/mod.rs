//! Binary Excel workbooks: values through calamine, what stands around them from the same records.

mod layout;
mod records;

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsb, XlsbError};

use self::records::Records;
use super::super::cell::Visibility;
use super::super::error::{WorkbookError, printable};
use super::super::limits::Limits;
use super::super::package::{Budget, Package};
use super::super::reference::CellRef;
use super::super::relationships::relationships;
use super::model::{Book, Sheet, Tally};
use super::values;

const WORKBOOK: &str = "xl/workbook.bin";
/// The kind of relationship that leads to a sheet of cells, not a chart or dialog.
const WORKSHEET: &str = "worksheet";

/// Reads the package.
pub(super) fn read(package: &Package, limits: &Limits) -> Result<Book, WorkbookError> {
    let mut budget = Budget::new(limits);
    let parts: HashMap<String, String> = relationships(package, WORKBOOK, &mut budget, limits)?
        .into_iter()
        .filter(|related| related.kind == WORKSHEET)
        .filter_map(|related| Some((related.id, related.target?)))
        .collect();
    let workbook = package.read(WORKBOOK, &mut budget)?;
    let listed: Vec<Listed> = sheets(&workbook)?.into_iter().filter(|l| parts.contains_key(&l.id)).collect();
    // The other parts are read once within the bounds before a reader without bounds gets to see them.
    for part in ["xl/sharedStrings.bin", "xl/styles.bin"].into_iter().filter(|part| package.has(part)) {
        package.read(part, &mut budget)?;
    }
    let mut reader = Xlsb::new(Cursor::new(package.bytes())).map_err(|error| failed(&error))?;
    let mut tally = Tally::new(limits);
    let mut book = Book { sheets: Vec::new(), date1904: reader.has_1904_epoch() };
    for listed in listed {
        let Some(part) = parts.get(&listed.id) else { continue };
        let bytes = package.read(part, &mut budget)?;
        let mut sheet = Sheet::new(listed.name.clone(), listed.visibility);
        let formulas = layout::read(&bytes, &mut sheet, &mut tally)?;
        let mut cells = reader.worksheet_cells_reader(&listed.name).map_err(|error| failed(&error))?;
        while let Some(cell) = cells.next_cell().map_err(|error| failed(&error))? {
            let (row, column) = cell.get_position();
            let at = CellRef::new(row, column);
            let mut carried = values::cell(&Data::from(cell.get_value().clone()));
            carried.formula = formulas.contains(&at);
            tally.cell(&mut sheet, at, carried)?;
        }
        book.sheets.push(sheet);
    }
    Ok(book)
}

/// A sheet as the workbook part lists it.
struct Listed {
    name: String,
    id: String,
    visibility: Visibility,
}

fn sheets(workbook: &[u8]) -> Result<Vec<Listed>, WorkbookError> {
    /// `BrtBundleSh`
    const SHEET: u32 = 156;
    let mut listed = Vec::new();
    let mut records = Records::new(workbook);
    while let Some(mut record) = records.next()? {
        if record.kind != SHEET {
            continue;
        }
        let (Some(state), Some(_)) = (record.word(), record.word()) else { continue };
        let (Some(id), Some(name)) = (record.string(), record.string()) else { continue };
        let visibility = match state {
            0 => Visibility::Visible,
            1 => Visibility::Hidden,
            _ => Visibility::VeryHidden,
        };
        listed.push(Listed { name, id, visibility });
    }
    Ok(listed)
}

fn failed(error: &XlsbError) -> WorkbookError {
    match error {
        XlsbError::Password => WorkbookError::Encrypted,
        other => WorkbookError::DamagedFile { detail: printable(&other.to_string()) },
    }
}
