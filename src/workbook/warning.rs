//! What a user should know about a file that was read or written all the same.

use std::fmt;

use super::error::printable;
use super::format::Format;
use super::reference::CellRef;

/// A note about a file; printed as one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// The format is only read; what is written is a new .xlsx.
    NewFormat {
        /// The format of the file.
        from: Format,
    },
    /// The package is signed; an edit ends the signature.
    Signed,
    /// The structure of the workbook is locked: no sheet can be added, cells can be filled.
    ProtectedStructure,
    /// A chart, dialog or macro sheet, which holds no form and is left out.
    NoWorksheet {
        /// The sheet.
        sheet: String,
        /// Its kind, the last word of the relationship type.
        kind: String,
    },
    /// An edited cell is locked on a protected sheet.
    LockedCell {
        /// The sheet.
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
    /// An edit for a covered cell of a merged range went to its top-left cell.
    Moved {
        /// The sheet.
        sheet: String,
        /// The cell that was named.
        from: CellRef,
        /// The cell that was written.
        to: CellRef,
    },
    /// The workbook has no cell formats that a fill could be added to, or names some that it does not have; the cells were
    /// written without it.
    NoFills,
    /// A formula gave way to a value.
    ReplacedFormula {
        /// The sheet.
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NewFormat { from } => write!(
                f,
                "a .{from} cannot be written back: the form is a new .xlsx with the sheets, texts, widths and dropdowns"
            ),
            Self::Signed => f.write_str("the file is digitally signed; the filled copy is not"),
            Self::ProtectedStructure => {
                f.write_str("the structure of the workbook is protected; it stays so")
            }
            Self::NoFills => f.write_str("the workbook lacks cell formats; cells were not coloured"),
            Self::NoWorksheet { sheet, kind } => {
                write!(f, "sheet \"{}\" is a {}, not a form; left out", printable(sheet), printable(kind))
            }
            Self::LockedCell { sheet, cell } => {
                write!(f, "{}!{cell}: the cell is locked on a protected sheet", printable(sheet))
            }
            Self::Moved { sheet, from, to } => {
                write!(f, "{}!{from}: inside a merged range, written to {to}", printable(sheet))
            }
            Self::ReplacedFormula { sheet, cell } => {
                write!(f, "{}!{cell}: a formula was replaced", printable(sheet))
            }
        }
    }
}
