//! Excel 97 to 2003 workbooks: a stream of records (BIFF8) in a compound file. Older ones go through calamine.

mod compound;
mod formula;
mod globals;
mod older;
mod palette;
mod records;
mod sheet;

use self::compound::{Compound, damaged};
use self::globals::Globals;
use self::records::Records;
use super::super::error::WorkbookError;
use super::super::limits::Limits;
use super::model::{Book, Sheet, Tally};

/// The version that the first record of a BIFF8 stream states.
const BIFF8: u16 = 0x0600;
/// The version of Excel 5 and 95, which write that record, too.
const BIFF5: u16 = 0x0500;
/// The record that every stream begins with.
const BEGIN: u16 = 0x0809;

/// Reads the file.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Book, WorkbookError> {
    let file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        return Err(WorkbookError::Encrypted);
    }
    let Some(stream) = file.stream("Workbook")? else {
        return if file.has("Book") { older::read(bytes, limits) } else { Err(WorkbookError::NoWorkbook) };
    };
    let Some(first) = Records::from(&stream, 0).next()? else { return Err(WorkbookError::NoWorkbook) };
    if first.kind != BEGIN {
        return Err(damaged("its stream does not begin as a workbook does"));
    }
    match first.data().short() {
        Some(BIFF8) => {}
        Some(BIFF5) => return older::read(bytes, limits),
        // The reader of the older ones is not ours, and panics on a stream that states no version.
        _ => return Err(damaged("its stream is of no version of a workbook")),
    }
    let globals = Globals::read(&stream, limits)?;
    let mut tally = Tally::new(limits);
    let mut book = Book { sheets: Vec::new(), date1904: globals.date1904 };
    for bound in globals.sheets.iter().filter(|bound| bound.worksheet) {
        let mut sheet = Sheet::new(bound.name.clone(), bound.visibility);
        sheet::read(&stream, bound.at, &globals, &mut sheet, &mut tally)?;
        book.sheets.push(sheet);
    }
    Ok(book)
}

impl Globals {
    /// The place of a sheet among the worksheets, by its place among all sheets.
    fn worksheet_number(&self, number: usize) -> Option<usize> {
        self.sheets.get(number).filter(|bound| bound.worksheet)?;
        Some(self.sheets[..number].iter().filter(|bound| bound.worksheet).count())
    }
}
