//! What can be wrong with a file or an edit, in one line each, and the ways out.

use super::format::{Format, Kind};
use super::reference::CellRef;

/// Why a workbook was not read or not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// A file of no bytes.
    #[error("the file is empty")]
    Empty,
    /// Something else under the name of a workbook.
    #[error("this is {found}, not a .{expected} file")]
    WrongKind {
        /// What the extension says.
        expected: Format,
        /// What the bytes say.
        found: Kind,
    },
    /// A workbook in an encrypted container.
    #[error("the workbook is password-protected (encrypted), it cannot be read")]
    Encrypted,
    /// A workbook under rights management.
    #[error("the workbook is encrypted by rights management (IRM), it cannot be read")]
    RightsManaged,
    /// A zip file without its end.
    #[error("the file is cut short: a zip package without its directory")]
    Truncated,
    /// A zip file that does not hold together.
    #[error("the package is damaged: {detail}")]
    DamagedPackage {
        /// What the check found.
        detail: String,
    },
    /// A file that is no package and does not hold together.
    #[error("the file is damaged: {detail}")]
    DamagedFile {
        /// What the reader found.
        detail: String,
    },
    /// Sheets that a new workbook could not take.
    #[error("internal: its sheets could not be put into a new .xlsx: {detail}")]
    NotCarriedOver {
        /// What went wrong.
        detail: String,
    },
    /// Two entries that share bytes.
    #[error("the package has overlapping entries")]
    OverlappingEntries,
    /// Two entries of one name, case aside.
    #[error("the package has two parts named `{name}`")]
    DuplicatePart {
        /// The name, escaped.
        name: String,
    },
    /// A name that leads out of the package.
    #[error("the package has a part with an unsafe name: `{name}`")]
    UnsafeName {
        /// The name, escaped.
        name: String,
    },
    /// A zip entry that is encrypted or packed by an unknown method.
    #[error("part `{part}` is encrypted or packed in a way that is not supported")]
    UnreadablePart {
        /// The part, escaped.
        part: String,
    },
    /// Bytes that do not fit their checksum, or a broken stream.
    #[error("part `{part}` is damaged: {detail}")]
    DamagedPart {
        /// The part, escaped.
        part: String,
        /// What the reader found.
        detail: String,
    },
    /// More of something than is taken in.
    #[error("{what} is over the limit of {limit}")]
    TooMuch {
        /// What is too much.
        what: String,
        /// The bound.
        limit: u64,
        /// How to raise it; nothing raises a bound of the format.
        raise: Option<String>,
    },
    /// A part that another one names, but that is not there.
    #[error("part `{part}` is missing from the package")]
    MissingPart {
        /// The part, escaped.
        part: String,
    },
    /// No workbook part behind the root relationships.
    #[error("the package names no workbook part")]
    NoWorkbook,
    /// A workbook without a worksheet.
    #[error("the workbook has no worksheets")]
    NoSheets,
    /// A sheet whose part cannot be found inside the package.
    #[error("sheet \"{sheet}\" has no part in the package")]
    SheetWithoutPart {
        /// The sheet, escaped.
        sheet: String,
    },
    /// Two sheets that differ at most in case.
    #[error("two sheets are named \"{sheet}\"")]
    DuplicateSheet {
        /// The sheet, escaped.
        sheet: String,
    },
    /// Two sheets that are one part of the package.
    #[error("the sheets \"{first}\" and \"{second}\" are one part of the package")]
    SharedPart {
        /// The first sheet, escaped.
        first: String,
        /// The second sheet, escaped.
        second: String,
    },
    /// A DOCTYPE, which packages must not have and entity bombs need.
    #[error("part `{part}` has a DOCTYPE, which a workbook must not have")]
    Doctype {
        /// The part, escaped.
        part: String,
    },
    /// XML that is not well-formed, or not what its place asks for.
    #[error("part `{part}` is not valid: {detail}")]
    BadXml {
        /// The part, escaped.
        part: String,
        /// What is wrong, and where.
        detail: String,
    },
    /// A text encoding that is not known or does not fit the bytes.
    #[error("part `{part}` is not text in {encoding}")]
    BadEncoding {
        /// The part, escaped.
        part: String,
        /// The encoding it claims.
        encoding: String,
    },
    /// A sheet whose rows or cells contradict each other.
    #[error("sheet \"{sheet}\" is damaged: {detail}")]
    DamagedSheet {
        /// The sheet, escaped.
        sheet: String,
        /// What is wrong, and where.
        detail: String,
    },
    /// Bytes that are no text under the name of a text file.
    #[error("the file is not text in any known encoding")]
    NotText,
    /// A quote that nothing closes: the rest of the file would be one field.
    #[error("the quote opened in record {record} is never closed")]
    UnclosedQuote {
        /// The record, from 1.
        record: u32,
    },
    /// No sheet of that name.
    #[error("there is no sheet \"{sheet}\"")]
    NoSuchSheet {
        /// The sheet, escaped.
        sheet: String,
    },
    /// An edit below the last record of a csv file.
    #[error("there is no record {record}, the file ends before it")]
    NoSuchRecord {
        /// The record, from 1.
        record: u32,
    },
    /// Two edits for one cell, or for two cells of one merged range.
    #[error("{}: two values for one cell", place(sheet, *cell))]
    SameCell {
        /// The sheet, escaped.
        sheet: String,
        /// The cell that holds the value, the top-left one of a merged range.
        cell: CellRef,
    },
    /// A cell whose value a formula makes.
    #[error("{}: the cell holds a formula", place(sheet, *cell))]
    FormulaCell {
        /// The sheet, escaped.
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
    /// A cell inside an array formula or data table, which cannot be changed alone.
    #[error("{}: the cell is part of an array formula or data table", place(sheet, *cell))]
    ArrayCell {
        /// The sheet, escaped.
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
    /// A header cell of a table, whose text names the column.
    #[error("{}: the cell is the header of a table", place(sheet, *cell))]
    TableHeader {
        /// The sheet, escaped.
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
    /// A text longer than a cell holds.
    #[error("{}: the text has {units} characters, a cell holds {limit}", place(sheet, *cell))]
    TextTooLong {
        /// The sheet, escaped.
        sheet: String,
        /// The cell.
        cell: CellRef,
        /// Length in UTF-16 units, as spreadsheets count.
        units: usize,
        /// The bound.
        limit: usize,
    },
    /// A number that no cell can hold.
    #[error("{}: the number is not finite", place(sheet, *cell))]
    NotFinite {
        /// The sheet, escaped.
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
    /// A reference outside the grid.
    #[error("{}: the cell is outside the grid A1:XFD1048576", place(sheet, *cell))]
    OutsideGrid {
        /// The sheet, escaped.
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
    /// A character that the encoding of a csv file cannot write.
    #[error("{}: `{character}` cannot be written in {encoding}, the encoding of the file", place("", *cell))]
    NotInEncoding {
        /// The cell.
        cell: CellRef,
        /// The character, escaped.
        character: String,
        /// The encoding.
        encoding: &'static str,
    },
    /// With the new texts the bytes of a csv file would be read in another encoding.
    #[error("with the new texts the file would no longer be read as {encoding}, its encoding")]
    OtherEncoding {
        /// The encoding.
        encoding: &'static str,
    },
    /// The written file failed its own check; nothing was handed out.
    #[error("internal: the written workbook failed its check: {detail}")]
    Verification {
        /// What differs.
        detail: String,
    },
}

impl WorkbookError {
    /// What the user can do about it, each a line; empty where there is nothing to say.
    pub fn hints(&self) -> Vec<String> {
        let hint: &str = match self {
            Self::Empty | Self::Truncated => "download or copy the file again; it may not have arrived whole",
            Self::WrongKind { expected, found } => return wrong_kind_hints(*expected, *found),
            Self::Encrypted => {
                "open it with its password and save it without one (in Excel: File, Info, Protect Workbook, Encrypt with Password)"
            }
            Self::RightsManaged => "ask the sender for a copy without rights management",
            Self::DamagedPackage { .. }
            | Self::DamagedFile { .. }
            | Self::NotCarriedOver { .. }
            | Self::DamagedPart { .. }
            | Self::BadXml { .. }
            | Self::BadEncoding { .. }
            | Self::DamagedSheet { .. }
            | Self::MissingPart { .. }
            | Self::SheetWithoutPart { .. }
            | Self::DuplicateSheet { .. }
            | Self::SharedPart { .. }
            | Self::NoWorkbook => {
                "open the file in Excel or LibreOffice, let it repair the file, and save it under a new name"
            }
            Self::OverlappingEntries
            | Self::DuplicatePart { .. }
            | Self::UnsafeName { .. }
            | Self::UnreadablePart { .. }
            | Self::Doctype { .. } => {
                "no spreadsheet program writes such a file; ask the sender for a fresh copy"
            }
            Self::TooMuch { raise, .. } => {
                let smaller = "save a copy that holds only the sheets of the questionnaire".to_owned();
                return std::iter::once(smaller).chain(raise.clone()).collect();
            }
            Self::NotText => "save the sheet as \"CSV UTF-8\" again",
            Self::UnclosedQuote { .. } => "close the quote, or save the sheet as csv again",
            Self::NotInEncoding { .. } | Self::OtherEncoding { .. } => "save the file as \"CSV UTF-8\" first",
            Self::FormulaCell { .. } => "name another answer column with --answer-column",
            Self::Verification { .. } => {
                "the input was not changed; please report this with the file's structure"
            }
            _ => return Vec::new(),
        };
        vec![hint.to_owned()]
    }
}

fn wrong_kind_hints(expected: Format, found: Kind) -> Vec<String> {
    let hint = match found {
        Kind::Workbook => "give the file the extension .xlsx",
        Kind::LegacyWorkbook => "give the file the extension .xls",
        Kind::BinaryWorkbook => "give the file the extension .xlsb",
        Kind::OpenDocument => "if it is a spreadsheet, give it the extension .ods, or save it as .xlsx",
        Kind::Text => "if it holds separated values, give it the extension .csv",
        Kind::Html | Kind::Xml => "open it in Excel and save it as .xlsx",
        Kind::Zip | Kind::Archive => "unpack it first",
        Kind::Document | Kind::Pdf | Kind::Presentation | Kind::RichText => {
            "ask the sender for the questionnaire as a spreadsheet"
        }
        Kind::Ole | Kind::Image | Kind::Program | Kind::Unknown => "check that this is the file you meant",
    };
    let mut hints = vec![hint.to_owned()];
    if expected.writes_as() != expected {
        hints.push("or open it in a spreadsheet program and save it as .xlsx".to_owned());
    }
    hints
}

/// A name as a message may show it: control characters and direction marks escaped, cut to a readable length.
pub(super) fn printable(name: &str) -> String {
    /// Characters of a name that a message shows.
    const SHOWN: usize = 120;
    let mut shown = String::new();
    for (count, c) in name.chars().enumerate() {
        if count == SHOWN {
            shown.push('…');
            break;
        }
        match c {
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
                shown.extend(c.escape_unicode());
            }
            c if c.is_control() => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    shown
}

/// `sheet!cell`, or the cell alone where the sheet has no name.
fn place(sheet: &str, cell: CellRef) -> String {
    if sheet.is_empty() { cell.to_string() } else { format!("{sheet}!{cell}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_messages_stay_one_line_and_plain() {
        assert_eq!(printable("a\nb\u{1b}[31m\u{202e}"), "a\\nb\\u{1b}[31m\\u{202e}");
        assert_eq!(printable(&"x".repeat(500)).chars().count(), 121);
    }

    #[test]
    fn a_message_is_one_lower_case_line_with_its_place() {
        let error = WorkbookError::SameCell { sheet: "Q".into(), cell: CellRef::new(2, 1) };
        assert_eq!(error.to_string(), "Q!B3: two values for one cell");
        assert!(WorkbookError::Encrypted.hints()[0].contains("password"));
    }
}
