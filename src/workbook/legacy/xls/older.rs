//! Workbooks of Excel 95 and before, for which calamine is asked: values, merges, names of sheets.

use std::io::Cursor;

use calamine::{Reader, Xls, XlsError};

use super::super::super::error::{WorkbookError, printable};
use super::super::super::limits::Limits;
use super::super::model::{Book, Sheet, Tally};
use super::super::values;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Book, WorkbookError> {
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let mut tally = Tally::new(limits);
    let mut book = Book { sheets: Vec::new(), date1904: workbook.has_1904_epoch() };
    for listed in workbook.sheets_metadata().to_vec() {
        let mut sheet = Sheet::new(listed.name.clone(), values::visibility(listed.visible));
        let range = workbook.worksheet_range(&listed.name).map_err(|error| failed(&error))?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = values::place(top, left, row, column);
            tally.cell(&mut sheet, at, values::cell(value))?;
        }
        book.sheets.push(sheet);
    }
    Ok(book)
}

fn failed(error: &XlsError) -> WorkbookError {
    match error {
        XlsError::Password => WorkbookError::Encrypted,
        other => WorkbookError::DamagedFile { detail: printable(&other.to_string()) },
    }
}
