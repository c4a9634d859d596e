//! Formats that are read and never written: .xls, .xlsb and .ods become a new .xlsx.
//!
//! The new workbook has the same sheets with the same cells in the same places: texts, numbers, dates, what was reckoned
//! by a formula (as a formula of its last value), merges, widths, what is hidden, what a cell may hold, bold and filled
//! cells. Fonts, pictures, charts, notes and macros are not carried over.

mod model;
mod ods;
#[cfg(test)]
mod tests;
mod values;
mod write;
mod xls;
mod xlsb;

use super::error::WorkbookError;
use super::format::Format;
use super::limits::{Limit, Limits};
use super::package::{Package, over};
use super::sniff;

/// The bytes of a new .xlsx with what a workbook of a format holds that cannot be written back.
///
/// The reader of .xlsb and of the oldest .xls is not ours, and can panic or exhaust memory on a damaged file: who reads
/// files of strangers does so in a process of its own.
///
/// # Errors
/// Refuses what is not of that format, what is damaged or protected by a password, and what is over the limits. An
/// .xlsx comes back as it is.
pub fn to_xlsx(bytes: Vec<u8>, format: Format, limits: &Limits) -> Result<Vec<u8>, WorkbookError> {
    if bytes.is_empty() {
        return Err(WorkbookError::Empty);
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(over(Limit::FileMib, limits, "the size of the file", limits.file_bytes));
    }
    let book = match format {
        Format::Xls => {
            sniff::expect_compound(&bytes, format)?;
            xls::read(&bytes, limits)?
        }
        Format::Xlsb => {
            sniff::expect_package(&bytes, format)?;
            let package = Package::open(bytes, limits)?;
            sniff::expect_workbook(&package, format)?;
            xlsb::read(&package, limits)?
        }
        Format::Ods => {
            sniff::expect_package(&bytes, format)?;
            let package = Package::open(bytes, limits)?;
            sniff::expect_workbook(&package, format)?;
            ods::read(&package, limits)?
        }
        Format::Xlsx | Format::Xlsm | Format::Csv | Format::Tsv => return Ok(bytes),
    };
    write::write(book, limits)
}
